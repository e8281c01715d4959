import type { Manifest, Surroundings } from '../../lib/check';
import { check, describeProblem } from '../../lib/check';

/** A manifest of whatever shape: rules meet YAML that nobody has checked before. */
export function object(apiVersion: string, kind: string, name: string, rest: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'ns' }, ...rest };
}

/** One container under each kind that embeds a pod, with the JSON path of its pod spec. */
export const PODS: [kind: string, path: string, make: (podSpec: object) => Manifest][] = [
  ['Pod', 'spec', spec => object('v1', 'Pod', 'p', { spec })],
  ['Deployment', 'spec.template.spec', spec => object('apps/v1', 'Deployment', 'p', { spec: { template: { spec } } })],
  ['StatefulSet', 'spec.template.spec', spec => object('apps/v1', 'StatefulSet', 'p', { spec: { template: { spec } } })],
  ['DaemonSet', 'spec.template.spec', spec => object('apps/v1', 'DaemonSet', 'p', { spec: { template: { spec } } })],
  ['ReplicaSet', 'spec.template.spec', spec => object('apps/v1', 'ReplicaSet', 'p', { spec: { template: { spec } } })],
  ['Job', 'spec.template.spec', spec => object('batch/v1', 'Job', 'p', { spec: { template: { spec } } })],
  ['CronJob', 'spec.jobTemplate.spec.template.spec', spec => object('batch/v1', 'CronJob', 'p', { spec: { jobTemplate: { spec: { template: { spec } } } } })],
];

/** A Job around one container. */
export function job(container: object, podSpec: object = {}): Manifest {
  return object('batch/v1', 'Job', 'job', { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1', ...container }], ...podSpec } } } });
}

/** What rules find in an app, each told in one line: `[where] CODE field: got X; fix`. The manifests need not be whole: schemas are not asked. */
export function linesOf(manifests: readonly Manifest[], around?: Surroundings): string[] {
  const subjects = manifests.map(manifest => ({ where: `${manifest.kind}/${manifest.metadata.name}`, manifest }));
  return check(subjects, { outside: [], partial: true, ...around }).filter(p => GENERAL.has(p.code) && p.level !== 'info').map(p => `[${p.where}] ${p.code} ${describeProblem(p)}`);
}

/** Codes of rules that hold for every kind. */
const GENERAL = new Set<string>([
  'CONFIG_MAP_KEY_MISSING', 'DUPLICATE_OBJECT', 'ENV_DUPLICATE', 'ENV_NAME_INVALID', 'LABEL_INVALID', 'MOUNT_DUPLICATE', 'NAME_INVALID', 'NAME_TOO_LONG',
  'PLAIN_SECRET', 'QUANTITY_INVALID', 'REFERENCE_MISSING', 'REQUEST_ABOVE_LIMIT', 'SECRET_KEY_MISSING', 'SELECTOR_OVERLAP', 'VOLUME_NOT_SHARED',
]);

/** What is found in manifests, with its level: `error CODE field: got X; fix`. */
export function foundIn(manifests: readonly Manifest[], around?: Surroundings): string[] {
  const subjects = manifests.map(manifest => ({ where: `${manifest.kind}/${manifest.metadata?.name}`, manifest }));
  return check(subjects, around).map(p => `${p.level ?? 'error'} ${p.code} ${describeProblem(p)}`);
}
