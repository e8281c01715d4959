import type { Duration, Size } from 'cdk8s';
import type { WebProps } from '../core';
import type { ArtifactStore } from './artifact-store';
import type { BackendStore } from './backend-store';
import type { MlflowAuth } from './mlflow-auth';

/** Who reads and writes artifacts. */
export enum ArtifactAccess {
  /** The server, for its clients: they need no rights to the store. */
  PROXIED = 'proxied',
  /** The clients themselves: faster for large files, but each needs rights to the store. */
  DIRECT = 'direct',
}

/** Deleting for good what users have deleted. */
export interface GarbageCollection {
  /**
   * When it runs: a cron expression of five fields.
   * @default '0 3 * * 0'
   */
  readonly schedule?: string;
  /**
   * How long deleted runs and experiments can be restored.
   * @default Duration.days(30)
   */
  readonly olderThan?: Duration;
}

/** Props of an `MlflowServer`. */
export interface MlflowServerProps extends WebProps {
  /**
   * Image with MLflow 3.9 or newer and the drivers of its stores; the command is set by the construct.
   * @default 'ghcr.io/mlflow/mlflow:v3.16.0-full'
   */
  readonly image?: string;
  /**
   * Where experiments, runs and registered models are kept.
   * @default BackendStore.sqlite()
   */
  readonly backend?: BackendStore;
  /**
   * Where files of runs are kept.
   * @default ArtifactStore.claim()
   */
  readonly artifacts?: ArtifactStore;
  /**
   * Who reads and writes artifacts.
   * @default ArtifactAccess.PROXIED
   */
  readonly artifactAccess?: ArtifactAccess;
  /**
   * Logins.
   * @default - none: everyone who reaches the server may read and write
   */
  readonly auth?: MlflowAuth;
  /**
   * Number of pods. More than one needs a database server, a remote or shared
   * artifact store and, with logins, a database for them.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Processes of each pod, 1 to 32. Each takes about 240 MiB of memory, idle.
   * @default 2
   */
  readonly workers?: number;
  /**
   * Room in /tmp for artifacts on their way through the server: at least the
   * largest one times those under way at once.
   * @default Size.gibibytes(5)
   */
  readonly spool?: Size;
  /**
   * Further names or addresses under which browsers and clients reach the
   * server, e.g. through a VPN or a load balancer; without scheme and port.
   * Names of the Service and `host` are known.
   * @default - none
   */
  readonly extraHosts?: string[];
  /**
   * Whether `/metrics` tells Prometheus of requests; scraped if the platform has `serviceMonitorLabels`.
   * @default false
   */
  readonly metrics?: boolean;
  /**
   * Deletes for good what users have deleted, from time to time.
   * @default - deleted runs are kept
   */
  readonly garbageCollection?: GarbageCollection;
  /**
   * Further arguments of `mlflow server`.
   * @default - none
   */
  readonly extraArgs?: string[];
}
