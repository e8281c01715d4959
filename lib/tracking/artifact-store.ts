import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { ClaimOptions, CloudIdentity, EgressRule, Mount, Peer as PeerType, Problems } from '../core';
import { AccessMode, egressTo, fromSecret, identityEgress, literal, Storage, withoutLogin } from '../core';

/** Options of an S3 bucket. */
export interface S3Options {
  /**
   * Path inside the bucket.
   * @default - the root
   */
  readonly path?: string;
  /**
   * Region of the bucket.
   * @default - that of the node
   */
  readonly region?: string;
  /**
   * Access by the identity of the pods (`CloudIdentity.awsRole`): no keys.
   * @default - credentials, or whatever the node may do
   */
  readonly identity?: CloudIdentity;
  /**
   * A Secret with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
   * @default - identity, or whatever the node may do
   */
  readonly credentials?: kplus.ISecret;
}

/** Options of a bucket on MinIO, Ceph, R2 or another server that speaks S3. */
export interface S3CompatibleOptions {
  /** URL of the server, e.g. `http://minio.storage.svc:9000`. */
  readonly endpoint: string;
  /** A Secret with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  readonly credentials: kplus.ISecret;
  /**
   * Path inside the bucket.
   * @default - the root
   */
  readonly path?: string;
  /**
   * Region, where the server asks for one.
   * @default - none
   */
  readonly region?: string;
  /**
   * Where the server is, for the NetworkPolicy.
   * @default - the namespace in the name of a Service; else anywhere, on the port of the endpoint
   */
  readonly peer?: PeerType;
}

/** Options of a Google Cloud Storage bucket. */
export interface GcsOptions {
  /**
   * Path inside the bucket.
   * @default - the root
   */
  readonly path?: string;
  /**
   * Access by the identity of the pods (`CloudIdentity.googleServiceAccount`): no keys.
   * @default - credentials, or whatever the node may do
   */
  readonly identity?: CloudIdentity;
  /**
   * A Secret with a service account key in its key `key.json`.
   * @default - identity, or whatever the node may do
   */
  readonly credentials?: kplus.ISecret;
}

/** Options of an Azure Blob Storage container. */
export interface AzureBlobOptions {
  /**
   * Path inside the container.
   * @default - the root
   */
  readonly path?: string;
  /**
   * Access by the identity of the pods (`CloudIdentity.azureClientId`): no keys.
   * @default - credentials, or whatever the node may do
   */
  readonly identity?: CloudIdentity;
  /**
   * A Secret with the key `AZURE_STORAGE_CONNECTION_STRING`.
   * @default - identity, or whatever the node may do
   */
  readonly credentials?: kplus.ISecret;
}

/**
 * Where an MLflow server keeps files of runs: models, plots, data.
 *
 * @see https://mlflow.org/docs/latest/self-hosting/architecture/artifact-store
 */
export class ArtifactStore {
  /** A new PersistentVolumeClaim. With `AccessMode.READ_WRITE_MANY` several replicas can share it. */
  public static claim(size: Size = Size.gibibytes(10), options: ClaimOptions = {}): ArtifactStore {
    return new ArtifactStore({
      uri: '/mlartifacts', mounts: [Storage._claim('artifacts', size, options).at('/mlartifacts', {})], local: true,
      shared: options.accessMode === AccessMode.READ_WRITE_MANY,
    });
  }

  /**
   * A directory of the node. For development on a cluster of one node: the
   * namespace is labelled `privileged`, because Pod Security refuses hostPath
   * below that, and the directory has to be writable for the user of the pods:
   * `minikube ssh -- mkdir -m 1777 -p /tmp/mlruns`.
   */
  public static hostPath(path: string = '/tmp/mlruns'): ArtifactStore {
    return new ArtifactStore({ uri: path, mounts: [Storage._development(path, 'mlruns-volume').at(path)], local: true, shared: false });
  }

  /** An Amazon S3 bucket. */
  public static s3(bucket: string, options: S3Options = {}): ArtifactStore {
    return new ArtifactStore({
      uri: join(`s3://${bucket}`, options.path),
      env: [...options.region ? [literal('AWS_DEFAULT_REGION', options.region)] : [], ...awsKeys(options.credentials)],
      identity: options.identity, credentials: options.credentials,
      egress: identityEgress(),
      problem: bucketProblem(bucket),
    });
  }

  /** A bucket on MinIO, Ceph, R2 or another server that speaks S3. */
  public static s3Compatible(bucket: string, options: S3CompatibleOptions): ArtifactStore {
    const url = /^(https?):\/\/[^\s/:@]+(?::(\d+))?\/?$/.exec(options.endpoint);
    return new ArtifactStore({
      uri: join(`s3://${bucket}`, options.path),
      env: [
        literal('MLFLOW_S3_ENDPOINT_URL', options.endpoint), ...options.region ? [literal('AWS_DEFAULT_REGION', options.region)] : [],
        ...awsKeys(options.credentials),
      ],
      credentials: options.credentials,
      egress: [egressTo(options.endpoint, options.peer)],
      problem: url ? bucketProblem(bucket) : [withoutLogin(options.endpoint), "use the server's URL, e.g. 'http://minio.storage.svc:9000'"],
    });
  }

  /** A Google Cloud Storage bucket. */
  public static gcs(bucket: string, options: GcsOptions = {}): ArtifactStore {
    return new ArtifactStore({
      uri: join(`gs://${bucket}`, options.path),
      env: options.credentials ? [literal('GOOGLE_APPLICATION_CREDENTIALS', '/var/run/secrets/gcs/key.json')] : [],
      mounts: options.credentials ? [Storage.secret(options.credentials).at('/var/run/secrets/gcs')] : [],
      identity: options.identity, credentials: options.credentials,
      egress: identityEgress(),
      problem: /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(bucket) ? undefined : [bucket, 'use the name of the bucket alone, without gs:// and path'],
    });
  }

  /** An Azure Blob Storage container. */
  public static azureBlob(account: string, container: string, options: AzureBlobOptions = {}): ArtifactStore {
    return new ArtifactStore({
      uri: join(`wasbs://${container}@${account}.blob.core.windows.net`, options.path),
      env: options.credentials ? [fromSecret('AZURE_STORAGE_CONNECTION_STRING', options.credentials.name)] : [],
      identity: options.identity, credentials: options.credentials,
      egress: identityEgress(),
      problem: /^[a-z0-9]{3,24}$/.test(account) ? undefined : [account, 'use the name of the storage account: 3 to 24 lower-case letters and digits'],
    });
  }

  /** @internal */
  public readonly _store: ArtifactStoreModel;

  private constructor(store: any) {
    this._store = { env: [], mounts: [], egress: [], local: false, shared: true, ...store };
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { problem, identity, credentials } = this._store;
    if (problem) problems.add('URI_INVALID', 'artifacts', ...problem);
    if (identity && credentials) problems.add('ALTERNATIVES_CONFLICT', 'artifacts credentials', credentials.name, 'an identity needs no keys; remove one of the two');
  }
}

const join = (base: string, path?: string) => (path ? `${base}/${path.replace(/^\/+|\/+$/g, '')}` : base);
const bucketProblem = (bucket: string): [string, string] | undefined =>
  (/^[a-z0-9][a-z0-9.-]+[a-z0-9]$/.test(bucket) && bucket.length <= 63 ? undefined
    : [bucket, 'use the name of the bucket alone: 3 to 63 lower-case letters, digits, - and ., without s3:// and path']);
const awsKeys = (secret?: kplus.ISecret): EnvVar[] =>
  secret ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(key => fromSecret(key, secret.name)) : [];

/** @internal */
export interface ArtifactStoreModel {
  /** Where the server writes. */
  readonly uri: string;
  readonly env: EnvVar[];
  readonly mounts: Mount[];
  readonly egress: EgressRule[];
  readonly identity?: CloudIdentity;
  readonly credentials?: kplus.ISecret;
  /** Files of the server's pod, which clients cannot reach by themselves. */
  readonly local: boolean;
  /** Whether several pods can use it at once. */
  readonly shared: boolean;
  readonly problem?: [got: string, fix: string];
}
