import type { Manifest, Surroundings } from '../../../lib/check';
import { check, describeProblem } from '../../../lib/check';

export const GPU = 'nvidia.com/gpu';

/** A pod around one container with limits. */
export const pod = (limits?: object, more: object = {}) => ({ restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1', ...limits && { resources: { limits } } }], ...more });

/** A template around it. */
export const template = (limits?: object, more: object = {}) => ({ spec: pod(limits, more) });

/** An object of the namespace `research`. */
export const object = (apiVersion: string, kind: string, name: string, spec: object, metadata: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name, namespace: 'research', ...metadata }, spec });

/** The label with the queue. */
export const inQueue = (queue = 'gpu', more: object = {}) => ({ labels: { 'kueue.x-k8s.io/queue-name': queue, ...more } });

/** A Job of so many pods in the queue `gpu`. */
export const job = (pods: number, limits: object, metadata: object = inQueue(), spec: object = {}): Manifest =>
  object('batch/v1', 'Job', 'resnet', { parallelism: pods, completions: pods, template: template(limits), ...spec }, metadata);

export const localQueue = (name = 'gpu', clusterQueue = 'gpu-pool', metadata: object = {}): Manifest =>
  object('kueue.x-k8s.io/v1beta2', 'LocalQueue', name, { clusterQueue }, metadata);

interface Quota {
  readonly nominalQuota: number | string;
  readonly borrowingLimit?: number | string;
  readonly lendingLimit?: number | string;
}

/** A quota of each resource in each flavor: `{ a100: { 'nvidia.com/gpu': 8 } }`. */
export const group = (flavors: Record<string, Record<string, number | string | Quota>>) => ({
  coveredResources: Object.keys(Object.values(flavors)[0]),
  flavors: Object.entries(flavors).map(([name, resources]) => ({
    name,
    resources: Object.entries(resources).map(([resource, quota]) => ({ name: resource, ...typeof quota === 'object' ? quota : { nominalQuota: quota } })),
  })),
});

export const clusterQueue = (groups: object[], more: object = {}, name = 'gpu-pool'): Manifest =>
  ({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name }, spec: { namespaceSelector: {}, resourceGroups: groups, ...more } });

export const cohort = (name: string, spec: object = {}): Manifest => ({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Cohort', metadata: { name }, spec });

const OURS = ['LIMIT_RANGE_EXCEEDED', 'QUEUE_LACKS_RESOURCE', 'QUEUE_NEVER_FITS', 'QUOTA_NEVER_FITS', 'QUOTA_UNSPECIFIED'];

/** What is said of demand: `[where] CODE field: got X; fix`, with an exclamation mark where the cluster refuses it. */
export function linesOf(manifests: readonly Manifest[], around: Partial<Surroundings> = {}): string[] {
  const subjects = manifests.map(manifest => ({ where: `${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`, manifest }));
  return check(subjects, { outside: [], ...around }).filter(({ code }) => OURS.includes(code))
    .map(problem => `${problem.level === 'error' || problem.level === undefined ? '! ' : ''}[${problem.where}] ${problem.code} ${describeProblem(problem)}`);
}
