import { isIP } from 'net';
import { parseQuantity } from '../check';
import type { Problems } from '../core';
import { identityConflict, isCronSchedule } from '../core';
import type { ArtifactStore } from './artifact-store';
import type { BackendStore } from './backend-store';
import type { MlflowServerProps } from './mlflow-server-props';
import { ArtifactAccess } from './mlflow-server-props';

/** What the props alone do not say. */
export interface MlflowFacts {
  readonly backend: BackendStore;
  readonly artifacts: ArtifactStore;
  /** How often workloads referred to the server. */
  readonly clients: number;
}

/** What an MLflow server's stores, logins and names allow. */
export function checkMlflowServer(problems: Problems, props: MlflowServerProps, parts: MlflowFacts): void {
  const backend = parts.backend._store;
  const artifacts = parts.artifacts._store;
  const replicas = props.replicas ?? 1;
  const database = props.auth?._options.database;

  problems.wholeNumber('REPLICAS_RANGE', 'replicas', props.replicas, 1, 100, 'from 1 to 100; to stop it, remove the construct or scale it by kubectl');
  problems.wholeNumber('COUNT_RANGE', 'workers', props.workers, 1, 32, 'from 1 to 32 processes; for more, add replicas');
  problems.port('backend port', backend.port);
  if (!isIP(backend.host ?? '')) problems.host('backend host', backend.host);
  props.extraHosts?.forEach((host, i) => (isIP(host) ? undefined : problems.host(`extraHosts[${i}]`, host)));
  problems.port('auth.databasePort', props.auth?._options.databasePort);
  identityConflict(problems, 'artifacts', artifacts.identity, props);
  if (['NodePort', 'LoadBalancer'].includes(props.serviceType ?? '') && props.host === undefined && !props.extraHosts) {
    problems.add('EXPOSURE_INCOMPLETE', 'extraHosts', undefined, `MLflow refuses names it does not know; name the address that people will use for the ${props.serviceType}`);
  }
  if (props.metrics && props.auth && !props.auth._options.client) {
    problems.add('EXPOSURE_INCOMPLETE', 'auth.client', undefined, 'with logins Prometheus needs one for /metrics; give a secret with `username` and `password`');
  }
  parts.artifacts._check(problems);

  if (replicas > 1) {
    const refuse = (why: string) => problems.add('MLFLOW_STORE_REPLICAS', 'replicas', replicas, why);
    if (!backend.server) refuse('SQLite has a single writer, on one node; use BackendStore.postgres(...) or mysql(...), or one replica');
    if (artifacts.local && !artifacts.shared) refuse('the artifact volume is attached to one node; use S3, GCS, Azure or a ReadWriteMany claim, or one replica');
  }
  if (props.auth && backend.server && !database) {
    problems.add('EXPOSURE_INCOMPLETE', 'auth.database', undefined, 'logins need a database of their own, for MLflow migrates it apart from the runs; give a secret with its `uri`');
  }
  if (props.auth && parts.clients > 0 && !props.auth._options.client) {
    problems.add('EXPOSURE_INCOMPLETE', 'auth.client', undefined, 'workloads of this app refer to the server and need a login; give a secret with `username` and `password`');
  }
  if (props.artifactAccess === ArtifactAccess.DIRECT && artifacts.local) {
    problems.add('FIELD_IGNORED', 'artifactAccess', props.artifactAccess, "clients cannot reach a volume of the server's pod; use PROXIED, or S3, GCS or Azure");
  }
  const gc = props.garbageCollection;
  if (gc?.schedule !== undefined && !isCronSchedule(gc.schedule)) {
    problems.add('CRON_SCHEDULE_INVALID', 'garbageCollection.schedule', gc.schedule, "five fields: minute hour day month weekday, e.g. '0 3 * * 0'");
  }
  problems.duration('garbageCollection.olderThan', gc?.olderThan, 0, 2 ** 31 - 1, 'at most 68 years');
  const limit = props.resources?.memory?.limit?.asString();
  const workers = props.workers ?? 2;
  const least = 300 + 250 * workers;
  if (limit !== undefined && (parseQuantity(limit) ?? 0) < least * 2 ** 20) {
    problems.add('MEMORY_TOO_SMALL', 'resources.memory.limit', limit, `${workers} workers take ${least}Mi before the first request; raise it or lower \`workers\``);
  }
  for (const arg of props.extraArgs ?? []) {
    const flag = /^--(host|port|workers|allowed-hosts|cors-allowed-origins|artifacts-destination|default-artifact-root|(no-)?serve-artifacts|backend-store-uri|app-name|expose-prometheus|gunicorn-opts|waitress-opts)\b|^-[whp]\b/.exec(arg);
    if (flag) problems.add('ALTERNATIVES_CONFLICT', 'extraArgs', flag[0], 'the construct sets it; use the prop for it instead');
    if (arg.startsWith('--disable-security-middleware')) problems.add('FIELD_IGNORED', 'extraArgs', arg, 'it would void the lists of hosts and origins; name further hosts in `extraHosts`');
    if (arg.startsWith('--static-prefix')) problems.add('PLATFORM_UNSUPPORTED', 'extraArgs', arg, 'probes and clients would miss the prefix; give the server a host of its own');
  }
  if (props.path !== undefined && props.path !== '/') {
    problems.add('PLATFORM_UNSUPPORTED', 'path', props.path, 'MLflow serves its pages at the root; give the server a host of its own');
  }
}
