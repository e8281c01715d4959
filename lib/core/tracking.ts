import type * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { fromSecret } from './env';
import type { CloudIdentity } from './identity';
import type { EgressRule, Peer } from './network';
import { egressTo, identityEgress } from './network';
import type { Mount } from './storage';
import { Storage } from './storage';

/** What a client of an experiment tracker gets: address, files, rights. */
export interface TrackingBinding {
  /** Value for `MLFLOW_TRACKING_URI`; empty where there is no server. */
  readonly uri: string;
  /**
   * Settings that are no secret.
   * @default - none
   */
  readonly config?: { [key: string]: string };
  /**
   * Further environment variables, some from secrets.
   * @default - none
   */
  readonly env?: { [key: string]: kplus.EnvValue };
  /**
   * A Secret with keys `username` and `password` for the server.
   * @default - the server asks for none
   */
  readonly credentials?: kplus.ISecret;
  /**
   * Volumes the client needs.
   * @default - none
   */
  readonly volumes?: Mount[];
  /**
   * Traffic the client sends.
   * @default - none
   */
  readonly egress?: EgressRule[];
  /**
   * Cloud identity that the client needs to read and write artifacts itself.
   * @default - none
   */
  readonly identity?: CloudIdentity;
}

/**
 * MLflow as the project releases it, with database drivers and the clouds' libraries.
 * @internal
 */
export const MLFLOW_IMAGE = 'ghcr.io/mlflow/mlflow:v3.16.0-full';

/** Something that experiments are tracked in: an `MlflowServer`, or a `Tracking`. */
export interface ITracking {
  /** What `client` needs to use it. */
  bindTracking(client: IConstruct): TrackingBinding;
}

/**
 * How MLflow's client logs in.
 * @internal
 */
export function trackingCredentials(binding?: TrackingBinding): EnvVar[] {
  const secret = binding?.credentials;
  return secret ? [fromSecret('MLFLOW_TRACKING_USERNAME', secret.name, 'username'), fromSecret('MLFLOW_TRACKING_PASSWORD', secret.name, 'password')] : [];
}

/**
 * A URI fit for a message: what may be a password is masked.
 * @internal
 */
export const withoutLogin = (uri: string) => uri.replace(/\/\/[^/]*@/, '//***@');

/** Options of a tracking server outside the app. */
export interface TrackingServerOptions {
  /**
   * A Secret with keys `username` and `password`.
   * @default - the server asks for none
   */
  readonly credentials?: kplus.ISecret;
  /**
   * Where the server is, for the NetworkPolicy.
   * @default - the namespace in the name of a Service; else anywhere, on the port of the URL
   */
  readonly peer?: Peer;
}

/** Options of models kept in a bucket. */
export interface TrackingBucketOptions {
  /**
   * The identity that may read the bucket.
   * @default - that of the workload
   */
  readonly identity?: CloudIdentity;
}

/**
 * Where models and runs are, if not in an `MlflowServer` of the same app.
 *
 * @example
 * Tracking.server('https://mlflow.example.com');
 * Tracking.bucket('gs://acme-models/iris');
 * Tracking.local();
 */
export class Tracking implements ITracking {
  /** A tracking server by URL, e.g. `http://mlflow-server-service:5000`. */
  public static server(uri: string, options: TrackingServerOptions = {}): Tracking {
    return new Tracking({
      uri, credentials: options.credentials, egress: [egressTo(uri, options.peer)],
    }, /^https?:\/\/[^\s/@]+(\/\S*)?$/.test(uri) ? undefined : [withoutLogin(uri), "use the server's URL without credentials in it, e.g. 'http://mlflow-server-service:5000'"]);
  }

  /**
   * No server: the client reads the model straight from a bucket (`MODEL_URI`).
   * @param uri `gs://`, `s3://` or `wasbs://` and the path of a logged model
   */
  public static bucket(uri: string, options: TrackingBucketOptions = {}): Tracking {
    return new Tracking({
      uri: '', config: { MODEL_URI: uri }, egress: identityEgress(), identity: options.identity,
    }, /^(gs|s3|wasbs):\/\/[^\s/]+(\/\S*)?$/.test(uri) ? undefined : [uri, "use the path of a model in a bucket, e.g. 'gs://acme-models/iris'"]);
  }

  /**
   * No server: files in a directory of the node, with an empty tracking URI.
   * For development on a cluster of one node: the namespace is labelled
   * `privileged`, because Pod Security refuses hostPath below that. To write
   * there, the user of the pods needs the right: `minikube ssh -- mkdir -m 1777 -p /tmp/mlruns`.
   * @param path directory of the node and of the container
   */
  public static local(path: string = '/tmp/mlruns'): Tracking {
    return new Tracking({ uri: '', volumes: [Storage._development(path, 'mlruns-volume').at(path)] }, undefined);
  }

  /** @internal */
  public readonly _problem?: [got: string, fix: string];

  private constructor(private readonly binding: TrackingBinding, problem: any) {
    this._problem = problem;
  }

  /** What a client needs to use it. */
  public bindTracking(_client: IConstruct): TrackingBinding {
    return this.binding;
  }
}
