import { ApiObject } from 'cdk8s';

/** The order in which people read a stack, and in which its objects can be created. */
const KINDS = [
  'Namespace', 'ResourceQuota', 'LimitRange',
  'ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding',
  'SecretStore', 'ExternalSecret', 'SealedSecret', 'Secret',
  'ConfigMap', 'PersistentVolumeClaim',
  'Topology', 'ResourceFlavor', 'Cohort', 'ClusterQueue', 'LocalQueue', 'WorkloadPriorityClass', 'Queue',
  'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob',
  '*',
  'Service', 'Ingress', 'HTTPRoute', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy',
  'ServiceMonitor', 'PodMonitor', 'PrometheusRule',
];
const RANK = new Map(KINDS.map((kind, i) => [kind, i]));
const OTHER = RANK.get('*')!;

/**
 * Sorts by kind, then by name: neither where a construct stands in the tree nor
 * in which file it was written shows in the output. Explicit dependencies come
 * before the order of kinds.
 */
export function inReadingOrder(objects: ApiObject[]): ApiObject[] {
  const sorted = objects
    .map(object => ({ object, rank: RANK.get(object.kind) ?? OTHER, key: `${object.kind}\0${object.metadata.namespace ?? ''}\0${object.name}` }))
    .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(entry => entry.object);
  const members = new Set(sorted);
  const placed = new Set<ApiObject>();
  const result: ApiObject[] = [];
  const place = (object: ApiObject) => {
    if (placed.has(object)) return;
    placed.add(object);
    for (const dependency of object.node.dependencies) {
      if (ApiObject.isApiObject(dependency) && members.has(dependency as ApiObject)) place(dependency as ApiObject);
    }
    result.push(object);
  };
  sorted.forEach(place);
  return result;
}
