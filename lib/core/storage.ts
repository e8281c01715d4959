import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Mount } from './mount';
import type { ClaimOptions, CsiOptions, Fetch, FileOptions, JobClaimOptions, MountOptions, NfsOptions, ScratchOptions, StorageSource } from './storage-options';
import { HostPathType } from './storage-options';

export * from './mount';
export * from './storage-options';

/**
 * Where files of a pod live. Say where they appear with `.at('/path')`.
 *
 * @example
 * Storage.claim(Size.gibibytes(100), { storageClass: 'fast' }).at('/data');
 */
export class Storage {
  /** A new PersistentVolumeClaim, which outlives the pod. */
  public static claim(size: Size, options: ClaimOptions = {}): Storage {
    return new Storage({ claim: { size, ...options }, size });
  }

  /**
   * A claim with a name of its own for the volume, whatever its mount path.
   * @internal
   */
  public static _claim(name: string, size: Size, options: ClaimOptions = {}): Storage {
    return new Storage({ claim: { size, ...options }, size, name });
  }

  /**
   * A PersistentVolumeClaim that JobSet makes for each job of a `TrainingRuntime`,
   * and that goes with it.
   */
  public static claimPerJob(size: Size, options: JobClaimOptions = {}): Storage {
    return new Storage({ volume: { persistentVolumeClaim: { claimName: '' } }, size, perJob: { size, ...options } });
  }

  /** A PersistentVolumeClaim that exists, by name. */
  public static existingClaim(name: string): Storage {
    return new Storage({ volume: { persistentVolumeClaim: { claimName: name } } });
  }

  /**
   * An empty directory that lives as long as the pod.
   * @param size how much it holds; without a size it may fill the disk of the node
   */
  public static scratch(size?: Size, options: ScratchOptions = {}): Storage {
    return new Storage({
      volume: { emptyDir: { ...options.inMemory && { medium: 'Memory' }, ...size && { sizeLimit: size.asString() } } }, size,
    });
  }

  /** A PersistentVolumeClaim that is made for each pod and goes with it. */
  public static ephemeralClaim(size: Size, options: ClaimOptions = {}): Storage {
    const spec = {
      accessModes: [options.accessMode ?? 'ReadWriteOnce'],
      resources: { requests: { storage: size.asString() } },
      ...options.storageClass !== undefined && { storageClassName: options.storageClass },
    };
    return new Storage({ volume: { ephemeral: { volumeClaimTemplate: { spec } } }, ignoredName: options.name });
  }

  /** The keys of a ConfigMap as files. */
  public static configMap(configMap: kplus.IConfigMap, options: FileOptions = {}): Storage {
    return new Storage({ volume: { configMap: { name: configMap.name, ...files(options) } }, readOnly: true });
  }

  /** The keys of a Secret as files. */
  public static secret(secret: kplus.ISecret, options: FileOptions = {}): Storage {
    return new Storage({ volume: { secret: { secretName: secret.name, ...files(options) } }, readOnly: true });
  }

  /**
   * A directory that an NFS server exports.
   * @param server its host name or address
   * @param path absolute path on the server
   */
  public static nfs(server: string, path: string, options: NfsOptions = {}): Storage {
    return new Storage({ volume: { nfs: { server, path, ...options.readOnly !== undefined && { readOnly: options.readOnly } } } });
  }

  /**
   * A volume of a storage driver that lives as long as the pod, such as a bucket mounted by
   * `gcsfuse.csi.storage.gke.io`.
   * @param driver name of the driver
   */
  public static csi(driver: string, options: CsiOptions = {}): Storage {
    const { attributes = {}, readOnly } = options;
    return new Storage({
      volume: { csi: { driver, ...readOnly !== undefined && { readOnly }, ...Object.keys(attributes).length > 0 && { volumeAttributes: attributes } } },
    });
  }

  /**
   * What the pod knows of itself as files: `metadata.labels`, `metadata.annotations`, ...
   * @param items fields of the pod by file name
   */
  public static downward(items: { [file: string]: string }): Storage {
    return new Storage({ fields: items, readOnly: true });
  }

  /**
   * A directory of the node, for development only: what it holds differs from
   * node to node, and Pod Security refuses it in `baseline` and `restricted` namespaces.
   */
  public static hostPath(path: string, type: HostPathType = HostPathType.DIRECTORY_OR_CREATE): Storage {
    return new Storage({ volume: { hostPath: { path, ...type !== HostPathType.ANY && { type } } }, hostPath: path });
  }

  /**
   * Huge pages as files.
   * @internal
   */
  public static _hugepages(medium: string): Storage {
    return new Storage({ volume: { emptyDir: { medium } } });
  }

  /**
   * A volume that a container fills before the main one starts.
   * @internal
   */
  public static _fetched(fetch: Fetch, onto: Storage): Storage {
    return new Storage({ ...onto._source, fetch });
  }

  /**
   * Files that the workload keeps in a ConfigMap of its own, and such as hold fields of the pod, if there are any.
   * @internal
   */
  public static _files(content: Record<string, string>, name?: string, fields: Record<string, string> = {}): Storage {
    const of = (some: Record<string, string>) => (Object.keys(some).length > 0 ? some : undefined);
    return new Storage({ files: of(fields) ? of(content) : content, fields: of(fields), readOnly: true, name });
  }

  /**
   * A hostPath of a mode that is for development by its name; relaxes the namespace, visibly.
   * @internal
   */
  public static _development(path: string, name: string): Storage {
    return new Storage({ volume: { hostPath: { path, type: 'DirectoryOrCreate' } }, hostPath: path, development: true, name });
  }

  /** @internal */
  public readonly _source: StorageSource;

  private constructor(source: any) {
    this._source = source;
  }

  /**
   * The same, as a volume of a name that others look for.
   * @internal
   */
  public _named(name: string): Storage {
    return new Storage({ ...this._source, name });
  }

  /** Mounts the storage at an absolute path of the container. */
  public at(path: string, options: MountOptions = {}): Mount {
    return new Mount(this, path, options);
  }
}

function files({ items, mode }: FileOptions) {
  return {
    ...items && { items: Object.entries(items).map(([key, path]) => ({ key, path })) },
    ...mode !== undefined && { defaultMode: mode },
  };
}
