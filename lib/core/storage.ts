import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';
import type { Problems } from './problems';

/** How many nodes or pods may attach a volume at a time. */
export enum AccessMode {
  /** One node reads and writes. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** One pod reads and writes. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** Many nodes read and write: NFS, CephFS, Filestore, EFS ... */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** Many nodes read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}

/** Options of a new PersistentVolumeClaim. */
export interface ClaimOptions {
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Who may attach it.
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
  /**
   * Name of the claim, if another workload shall mount it too.
   * @default - `<workload>-<last part of the mount path>`
   */
  readonly name?: string;
}

/** Options of a scratch directory. */
export interface ScratchOptions {
  /**
   * Keeps the files in memory; they count against the memory limit.
   * @default false
   */
  readonly inMemory?: boolean;
}

/** Options of a claim that each job gets for itself. */
export interface JobClaimOptions {
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Who may attach it.
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
  /**
   * Keeps it when the job goes.
   * @default false
   */
  readonly retain?: boolean;
}

/** How a volume appears in the container. */
export interface MountOptions {
  /**
   * Mounts it read-only.
   * @default - read-only for ConfigMaps and Secrets, else writable
   */
  readonly readOnly?: boolean;
  /**
   * A directory or file of the volume to mount instead of its root.
   * @default - the root
   */
  readonly subPath?: string;
}

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

  /** An empty directory that lives as long as the pod. */
  public static scratch(size: Size, options: ScratchOptions = {}): Storage {
    const sizeLimit = size.asString();
    return new Storage({ volume: { emptyDir: options.inMemory ? { medium: 'Memory', sizeLimit } : { sizeLimit } }, size });
  }

  /** The keys of a ConfigMap as files. */
  public static configMap(configMap: kplus.IConfigMap): Storage {
    return new Storage({ volume: { configMap: { name: configMap.name } }, readOnly: true });
  }

  /** The keys of a Secret as files. */
  public static secret(secret: kplus.ISecret): Storage {
    return new Storage({ volume: { secret: { secretName: secret.name } }, readOnly: true });
  }

  /**
   * A directory of the node, for development only: what it holds differs from
   * node to node, and Pod Security refuses it in `baseline` and `restricted` namespaces.
   */
  public static hostPath(path: string): Storage {
    return new Storage({ volume: { hostPath: { path, type: 'DirectoryOrCreate' } }, hostPath: path });
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

/** Where a pod's files live and where they appear; made by `Storage.at()`. */
export class Mount {
  /** Where it appears in the container. */
  public readonly path: string;

  /** Whether the container may not write to it. */
  public readonly readOnly: boolean;

  /** @internal */
  constructor(public readonly storage: Storage, path: string, private readonly options: MountOptions) {
    this.path = path.replace(/(?<=.)\/+$/, '');
    this.readOnly = options.readOnly ?? storage._source.readOnly ?? false;
  }

  /**
   * The name of the volume: stable, and readable in a review.
   * @internal
   */
  public get _volumeName(): string {
    if (this.storage._source.name !== undefined) return this.storage._source.name;
    const last = this.path.split('/').filter(part => part !== '').pop() ?? 'root';
    return last.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '') || 'data';
  }

  /**
   * Whether one node at a time can attach it.
   * @internal
   */
  public get _oneNode(): boolean {
    const { claim } = this.storage._source;
    return claim !== undefined && claim.accessMode !== AccessMode.READ_WRITE_MANY && claim.accessMode !== AccessMode.READ_ONLY_MANY;
  }

  /** @internal */
  public _volume(volumeName: string, claimName: string | undefined): Volume {
    const { claim, volume } = this.storage._source;
    return { name: volumeName, ...claim ? { persistentVolumeClaim: { claimName: claimName ?? '', ...claim.accessMode === AccessMode.READ_ONLY_MANY && { readOnly: true } } } : volume };
  }

  /** @internal */
  public _mount(volumeName: string): VolumeMount {
    return {
      name: volumeName,
      mountPath: this.path,
      ...this.readOnly && { readOnly: true },
      ...this.options.subPath && { subPath: this.options.subPath },
    };
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    problems.absolutePath(field, this.path);
    if (this.path === '/') problems.add('PATH_INVALID', field, this.path, 'it would hide the whole image; use a directory');
    const { subPath } = this.options;
    if (subPath !== undefined && (subPath.startsWith('/') || subPath.split('/').includes('..') || subPath === '')) {
      problems.add('PATH_INVALID', `${field} subPath`, subPath, "a path inside the volume: relative, without '..'");
    }
    const { hostPath, size } = this.storage._source;
    problems.absolutePath(`${field} hostPath`, hostPath);
    if (size && !(parseQuantity(size.asString())! > 0)) {
      problems.add('QUANTITY_INVALID', `${field} size`, size.asString(), 'a size above zero');
    }
  }
}

/**
 * What a Storage stands on.
 * @internal
 */
export interface StorageSource {
  readonly volume?: Omit<Volume, 'name'>;
  readonly claim?: ClaimOptions & { readonly size: Size };
  readonly size?: Size;
  readonly readOnly?: boolean;
  readonly hostPath?: string;
  readonly development?: boolean;
  readonly name?: string;
  /** JobSet makes it, and adds the volume to the pods. */
  readonly perJob?: JobClaimOptions & { readonly size: Size };
}
