import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { ClaimOptions, Mount, Problems } from '../core';
import { AccessMode, fromSecret, literal, Storage } from '../core';

/** Options of checkpoints in a bucket. */
export interface ObjectStoreOptions {
  /**
   * A Secret with keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
   * @default - the identity of the pods
   */
  readonly credentials?: kplus.ISecret;
  /**
   * Region of the bucket.
   * @default - that of the credentials
   */
  readonly region?: string;
  /**
   * URL of another server that speaks S3, such as MinIO.
   * @default - the cloud's own
   */
  readonly endpoint?: string;
}

/**
 * Where training code keeps what it needs to go on after a restart: a volume,
 * or a bucket. The code finds the place in CHECKPOINT_DIR, writes there as it
 * goes, and looks there when it starts. A job of the same name, also one with
 * another hash, finds what the one before it left.
 *
 * @example
 * Checkpoints.claim(Size.gibibytes(500));
 * Checkpoints.objectStore('s3://acme/checkpoints/resnet');
 */
export class Checkpoints {
  /**
   * A new PersistentVolumeClaim at /checkpoints. Of a job with several pods all
   * may attach it (ReadWriteMany), unless the options say otherwise.
   */
  public static claim(size: Size, options: ClaimOptions = {}): Checkpoints {
    const at = (accessMode: AccessMode) => Storage.claim(size, { ...options, accessMode: options.accessMode ?? accessMode }).at('/checkpoints');
    return new Checkpoints(at(AccessMode.READ_WRITE_ONCE), undefined, [], at(AccessMode.READ_WRITE_MANY));
  }

  /** A PersistentVolumeClaim that exists, at /checkpoints. */
  public static existingClaim(name: string): Checkpoints {
    return new Checkpoints(Storage.existingClaim(name).at('/checkpoints'));
  }

  /** Any volume, where it is mounted. */
  public static volume(mount: Mount): Checkpoints {
    return new Checkpoints(mount);
  }

  /**
   * A path of a bucket, for code that writes to buckets (fsspec, torch.distributed.checkpoint, orbax).
   * @param uri `s3://`, `gs://` or `abfs://` and the path
   */
  public static objectStore(uri: string, options: ObjectStoreOptions = {}): Checkpoints {
    const { credentials, region, endpoint } = options;
    return new Checkpoints(undefined, uri, [
      ...credentials ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(key => fromSecret(key, credentials.name)) : [],
      ...region === undefined ? [] : [literal('AWS_REGION', region)],
      ...endpoint === undefined ? [] : [literal('AWS_ENDPOINT_URL', endpoint)],
    ]);
  }

  private constructor(private readonly mount?: Mount, private readonly uri?: string, private readonly environment: any = [], private readonly shared?: Mount) {}

  /** The value of CHECKPOINT_DIR: a path, or the URI of a bucket. */
  public get directory(): string {
    return this.uri ?? this.mount!.path;
  }

  /**
   * The volume, for one pod or for several.
   * @internal
   */
  public _mounts(pods: number): Mount[] {
    const mount = pods > 1 ? this.shared ?? this.mount : this.mount;
    return mount ? [mount] : [];
  }

  /** @internal */
  public get _env(): EnvVar[] {
    return this.environment;
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { mount, uri } = this;
    if (mount?.readOnly) problems.add('FIELD_IGNORED', field, mount.path, 'the code could not write there; leave out readOnly');
    if (mount?.storage._source.volume?.emptyDir || mount?.storage._source.volume?.ephemeral) {
      problems.add('FIELD_IGNORED', field, mount.path, 'scratch space is gone with the pod; use Checkpoints.claim(...)');
    }
    if (uri !== undefined && !/^(s3|gs|abfss?):\/\/[^/\s]+(\/\S*)?$/.test(uri)) {
      problems.add('URI_INVALID', field, uri.replace(/\/\/[^/]*@/, '//***@'), "use a path of a bucket, e.g. 's3://acme/checkpoints/resnet'");
    }
    const keys = (this.environment as EnvVar[]).length > 0;
    if (keys && uri !== undefined && !uri.startsWith('s3://')) {
      problems.add('FIELD_IGNORED', field, uri, 'credentials, region and endpoint are of S3; leave them out and use `identity`');
    }
  }
}
