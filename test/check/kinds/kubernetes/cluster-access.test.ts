import { clusterObject, told } from './told';

test.each<[string, object, ...string[]]>([
  ['a URL beside resources', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], nonResourceURLs: ['/healthz'] }],
  },
  'error FIELDS_CONFLICT rules[0].nonResourceURLs: resources are given too: make it a rule of its own'],
  ['an aggregation of nothing', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', aggregationRule: { clusterRoleSelectors: [] }, rules: [] },
    'error VALUE_MISSING aggregationRule.clusterRoleSelectors: one selector at least'],
  ['an aggregation by a selector that cannot be', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'a b': 'c' } }] },
    rules: [],
  },
  "error LABEL_INVALID aggregationRule.clusterRoleSelectors[0].matchLabels['a b']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['an aggregation with rules', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  },
  'warning RBAC_RULES_REPLACED rules: the controller fills in the rules of aggregated roles and overwrites these'],
  ['a cluster-wide binding of a Role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'team' }],
  },
  "error RBAC_ROLE_REF roleRef.kind: got 'Role'; ClusterRole"],
  ['a cluster-wide binding for a ServiceAccount of no namespace', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: 'a' }],
  },
  'error VALUE_MISSING subjects[0].namespace: the namespace of the ServiceAccount'],
])('%s', (_, given, ...lines) => {
  expect(told(clusterObject(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a ClusterRole', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    rules: [{ nonResourceURLs: ['/healthz', '/metrics/*'], verbs: ['get'] }, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  }],
  ['an aggregation', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
    rules: [],
  }],
  ['a ClusterRoleBinding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'ServiceAccount', name: 'a', namespace: 'team' }],
  }],
])('%s, in all of the cluster, is fine', (_, given) => {
  expect(told(clusterObject(given))).toEqual([]);
});
