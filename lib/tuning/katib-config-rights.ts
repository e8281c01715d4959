import type { GroupResource, TrialResource } from './trial-resource';

/** A rule of a Role. */
export interface Right {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

/** As Katib's controller makes trials, follows and removes them. */
const OF_TRIALS = ['create', 'delete', 'get', 'list', 'watch'];
/** As it follows the owners of a pod. */
const OF_INTERMEDIATES = ['get', 'list', 'watch'];

/** What Katib's controller needs of the kinds of trials, a rule for each group. */
export function rightsOf(added: readonly TrialResource[]): Right[] {
  const own = added.map(({ _resources }) => _resources.own);
  const between = added.flatMap(({ _resources }) => _resources.intermediates);
  return [...byGroup(own, OF_TRIALS), ...byGroup(between, OF_INTERMEDIATES)];
}

function byGroup(resources: readonly GroupResource[], verbs: string[]): Right[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, plural } of resources) groups.set(group, (groups.get(group) ?? new Set()).add(plural));
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, plurals]) => ({ apiGroups: [group], resources: [...plurals].sort(), verbs }));
}

/** As the election of a leader writes its Lease. */
export const LEASES: Right = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'update'] };
