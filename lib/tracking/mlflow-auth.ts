import type * as kplus from 'cdk8s-plus-28';

/** Options of MLflow's own logins. */
export interface BasicAuthOptions {
  /**
   * A Secret with the first administrator's `username` and `password`, and the
   * `flask-secret-key` that signs forms, which all replicas share.
   */
  readonly admin: kplus.ISecret;
  /**
   * A Secret with the `username` and `password` that workloads of this app log
   * in with when they refer to the server. The migration makes this user, and the administrator.
   * @default - none; needed once a workload refers to the server
   */
  readonly client?: kplus.ISecret;
  /**
   * A Secret whose key `uri` names the database of users: another one than
   * that of the runs, for MLflow migrates each as its own.
   * @default - a file beside the SQLite database; needed for other stores
   */
  readonly database?: kplus.ISecret;
  /**
   * Port of that database, for the NetworkPolicy.
   * @default 5432
   */
  readonly databasePort?: number;
}

/**
 * How an MLflow server knows its users.
 *
 * @see https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth
 */
export class MlflowAuth {
  /** User name and password, kept by MLflow; needs an image with `mlflow[auth]`. */
  public static basic(options: BasicAuthOptions): MlflowAuth {
    return new MlflowAuth(options);
  }

  /** @internal */
  public readonly _options: BasicAuthOptions;

  private constructor(options: BasicAuthOptions) {
    this._options = options;
  }
}
