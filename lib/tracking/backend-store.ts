import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { EgressRule } from '../core';
import { fromSecret, literal, Peer, Storage } from '../core';

/** Options of SQLite. */
export interface SqliteOptions {
  /**
   * Size of the claim that holds the database.
   * @default Size.gibibytes(5)
   */
  readonly size?: Size;
  /**
   * StorageClass of the claim.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
}

/** Options of PostgreSQL. */
export interface PostgresOptions {
  /** The Secret with the keys `username` and `password`, and `host` and `dbname` unless they are given here. */
  readonly secret: kplus.ISecret;
  /**
   * Host name of the database.
   * @default - key `host` of the secret
   */
  readonly host?: string;
  /**
   * Port of the database.
   * @default 5432
   */
  readonly port?: number;
  /**
   * Name of the database.
   * @default - key `dbname` of the secret
   */
  readonly database?: string;
  /**
   * Where the database is, for the NetworkPolicy.
   * @default - anywhere, on its port
   */
  readonly peer?: Peer;
}

/** Options of a database by URI. */
export interface DatabaseUriOptions {
  /** The Secret that holds the URI. */
  readonly secret: kplus.ISecret;
  /**
   * Key of the URI.
   * @default 'uri'
   */
  readonly key?: string;
  /**
   * Port of the database, for the NetworkPolicy.
   * @default 3306 for MySQL, 5432 for PostgreSQL
   */
  readonly port?: number;
  /**
   * Where the database is, for the NetworkPolicy.
   * @default - anywhere, on its port
   */
  readonly peer?: Peer;
}

/**
 * Where an MLflow server keeps experiments, runs and registered models.
 *
 * @see https://mlflow.org/docs/latest/self-hosting/architecture/backend-store
 */
export class BackendStore {
  /** SQLite in a file on a claim: one replica, replaced rather than rolled. */
  public static sqlite(options: SqliteOptions = {}): BackendStore {
    const claim = Storage._claim('data', options.size ?? Size.gibibytes(5), { storageClass: options.storageClass });
    return new BackendStore({
      server: false,
      // Four slashes: an absolute path.
      env: [literal('MLFLOW_BACKEND_STORE_URI', `sqlite:///${DATA}/mlflow.db`)],
      mounts: [claim.at(DATA)],
      egress: [],
      authDatabase: `sqlite:///${DATA}/basic_auth.db`,
    });
  }

  /**
   * PostgreSQL. The password goes to the driver by itself, never into a URI,
   * so it may hold any character.
   */
  public static postgres(options: PostgresOptions): BackendStore {
    const { secret, port = 5432 } = options;
    const value = (name: string, given: string | undefined, key: string) => (given === undefined ? fromSecret(name, secret.name, key) : literal(name, given));
    return new BackendStore({
      server: true,
      env: [
        literal('MLFLOW_BACKEND_STORE_URI', 'postgresql+psycopg2://'), // the rest is read from PG* by libpq
        value('PGHOST', options.host, 'host'),
        literal('PGPORT', String(port)),
        value('PGDATABASE', options.database, 'dbname'),
        fromSecret('PGUSER', secret.name, 'username'),
        fromSecret('PGPASSWORD', secret.name, 'password'),
      ],
      mounts: [],
      egress: [{ to: options.peer ?? Peer.anywhere(), ports: [port] }],
      port,
      host: options.host,
    });
  }

  /**
   * A database of a CloudNativePG cluster in the same namespace, by the Secret
   * `<cluster>-app` that the operator makes.
   * @see https://cloudnative-pg.io/documentation/current/applications/
   */
  public static cloudNativePg(cluster: string): BackendStore {
    const secret = { name: `${cluster}-app` } as kplus.ISecret;
    return BackendStore.postgres({ secret, host: `${cluster}-rw`, peer: Peer.pods({ 'cnpg.io/cluster': cluster }) });
  }

  /** MySQL or MariaDB, by a secret URI `mysql+pymysql://user:password@host:3306/database`. */
  public static mysql(options: DatabaseUriOptions): BackendStore {
    return BackendStore.byUri(options, 3306);
  }

  /** Any database that SQLAlchemy reaches by a secret URI. */
  public static uri(options: DatabaseUriOptions): BackendStore {
    return BackendStore.byUri(options, 5432);
  }

  private static byUri({ secret, key = 'uri', port, peer }: DatabaseUriOptions, defaultPort: number): BackendStore {
    return new BackendStore({
      server: true,
      env: [fromSecret('MLFLOW_BACKEND_STORE_URI', secret.name, key)],
      mounts: [],
      egress: [{ to: peer ?? Peer.anywhere(), ports: [port ?? defaultPort] }],
      port,
    });
  }

  /** @internal */
  public readonly _store: BackendStoreModel;

  private constructor(store: any) {
    this._store = store;
  }
}

/**
 * Where files of the server live.
 * @internal
 */
export const DATA = '/mlflow';

/** @internal */
export interface BackendStoreModel {
  /** Whether several pods can use it at once. */
  readonly server: boolean;
  readonly env: EnvVar[];
  readonly mounts: ReturnType<Storage['at']>[];
  readonly egress: EgressRule[];
  readonly port?: number;
  readonly host?: string;
  /** URI for logins, where the store can keep them too. */
  readonly authDatabase?: string;
}
