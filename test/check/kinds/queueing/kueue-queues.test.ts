import type { Row } from './queueing';
import { cluster, found, object } from './queueing';

const quota = (name: string, nominalQuota: unknown = 4, limits: object = {}) => ({ name, nominalQuota, ...limits });
const flavor = (name: string, ...resources: object[]) => ({ name, resources });
const group = (coveredResources: string[], ...flavors: object[]) => ({ coveredResources, flavors });
const cpu = (limits: object = {}, nominal: unknown = 4) => group(['cpu'], flavor('default', quota('cpu', nominal, limits)));
const queue = (resourceGroups: object[], spec: object = {}) => cluster('kueue.x-k8s.io/v1beta2', 'ClusterQueue', { namespaceSelector: {}, resourceGroups, ...spec });
const older = (resourceGroups: object[], spec: object = {}) => cluster('kueue.x-k8s.io/v1beta1', 'ClusterQueue', { namespaceSelector: {}, resourceGroups, ...spec });
const cohort = (spec: object) => cluster('kueue.x-k8s.io/v1beta2', 'Cohort', spec);
const taints = (...nodeTaints: object[]) => cluster('kueue.x-k8s.io/v1beta2', 'ResourceFlavor', { nodeTaints });

test.each<Row>([
  ['a queue of a cohort', queue([
    group(['cpu', 'memory'], flavor('a', quota('cpu', '4', { lendingLimit: '4000m', borrowingLimit: 2 }), quota('memory', '8Gi')), flavor('b', quota('cpu'), quota('memory', '1Gi'))),
    group(['nvidia.com/gpu'], flavor('gpu', quota('nvidia.com/gpu', 8))),
  ], { cohortName: 'all', fairSharing: { weight: '2n' }, admissionChecksStrategy: { admissionChecks: [{ name: 'budget', onFlavors: ['gpu'] }] } }), []],
  ['a queue of v1beta1', older([cpu({ borrowingLimit: 1 })], { cohort: 'all' }), []],
  ['a cohort that lends more than it has', cohort({ parentName: 'all', resourceGroups: [cpu({ lendingLimit: 8 })] }), []],
  ['a flavor', cluster('kueue.x-k8s.io/v1beta2', 'ResourceFlavor', {
    nodeLabels: { zone: 'a' }, nodeTaints: [{ key: 'gpu', effect: 'NoSchedule' }, { key: 'gpu', effect: 'NoExecute' }], tolerations: [{ operator: 'Exists' }],
  }), []],
  ['a queue of a team', object('kueue.x-k8s.io/v1beta2', 'LocalQueue', { clusterQueue: 'shared' }), []],
  ['nothing but wrong types', queue([7, { coveredResources: 'cpu', flavors: [3, { resources: [4] }] }] as any, { admissionChecksStrategy: [], fairSharing: 'x' }), []],
])('%s has no problem', (_, input, lines) => {
  expect(found(input).filter(line => !line.includes(' SCHEMA_') && !line.includes(' CEL_'))).toEqual(lines);
});

describe('resource groups', () => {
  const many = (count: number, of: number) => Array.from({ length: count }, (_, g) => group(
    Array.from({ length: of }, (__, i) => `example.com/r${g}-${i}`),
    flavor(`f${g}`, ...Array.from({ length: of }, (__, i) => quota(`example.com/r${g}-${i}`))),
  ));
  test.each<Row>([
    ['quotas in another order', queue([group(['cpu', 'memory'], flavor('a', quota('memory'), quota('cpu')))]), [
      "error KUEUE_RESOURCE_GROUP spec.resourceGroups[0].flavors[0].resources[0].name: got 'memory'; write cpu here: the resources of a flavor stand in the order of coveredResources",
      "error KUEUE_RESOURCE_GROUP spec.resourceGroups[0].flavors[0].resources[1].name: got 'cpu'; write memory here: the resources of a flavor stand in the order of coveredResources",
    ]],
    ['a resource in two groups', queue([cpu(), group(['cpu'], flavor('b', quota('cpu')))]), [
      "error KUEUE_RESOURCE_GROUP spec.resourceGroups[1].coveredResources[0]: got 'cpu'; remove it: spec.resourceGroups[0].coveredResources[0] has it, and a resource belongs to one group",
    ]],
    ['a resource twice in one group', queue([group(['cpu', 'cpu'], flavor('b', quota('cpu'), quota('cpu')))]), [
      "error SCHEMA_DUPLICATE spec.resourceGroups[0].flavors[0].resources[1]: got 'cpu'; an item of the same name stands above; remove one of the two",
      "error KUEUE_RESOURCE_GROUP spec.resourceGroups[0].coveredResources[1]: got 'cpu'; remove it: spec.resourceGroups[0].coveredResources[0] has it, and a resource belongs to one group",
    ]],
    ['a flavor in two groups', queue([cpu(), group(['memory'], flavor('default', quota('memory')))]), [
      "error KUEUE_RESOURCE_GROUP spec.resourceGroups[1].flavors[0].name: got 'default'; remove it: spec.resourceGroups[0] has it, and a flavor belongs to one group",
    ]],
    ['a resource with a blank', queue([group(['nvidia gpu'], flavor('a', quota('nvidia gpu')))]), [
      "error KUEUE_RESOURCE_GROUP spec.resourceGroups[0].coveredResources[0]: got 'nvidia gpu'; write the name of a resource, such as cpu or nvidia.com/gpu",
    ]],
    ['more than 256 resources', queue(many(5, 64)), [
      'error KUEUE_RESOURCE_GROUP spec.resourceGroups: 320 covered resources in all groups, at most 256',
    ]],
    ['more than 256 flavors', queue(Array.from({ length: 5 }, (_, g) => group([`r${g}`], ...Array.from({ length: 64 }, (__, i) => flavor(`f${g}-${i}`, quota(`r${g}`)))))), [
      'error KUEUE_RESOURCE_GROUP spec.resourceGroups: 320 flavors in all groups, at most 256',
    ]],
    ['more than 512 quotas', queue([group(Array.from({ length: 9 }, (_, i) => `r${i}`),
      ...Array.from({ length: 60 }, (_, f) => flavor(`f${f}`, ...Array.from({ length: 9 }, (__, i) => quota(`r${i}`)))))]), [
      'error KUEUE_RESOURCE_GROUP spec.resourceGroups[0]: 540 quotas in a group, at most 512',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('quotas', () => {
  test.each<Row>([
    ['below zero', queue([cpu({}, -1)]), [
      'error KUEUE_QUOTA spec.resourceGroups[0].flavors[0].resources[0].nominalQuota: got -1; write 0 or more',
    ]],
    ['a negative limit', queue([cpu({ borrowingLimit: '-500m' })], { cohortName: 'all' }), [
      "error KUEUE_QUOTA spec.resourceGroups[0].flavors[0].resources[0].borrowingLimit: got '-500m'; write 0 or more",
    ]],
    ['lent without a cohort', queue([cpu({ lendingLimit: 1 })]), [
      'error KUEUE_QUOTA spec.resourceGroups[0].flavors[0].resources[0].lendingLimit: got 1; remove it, or write spec.cohortName: without a cohort there is nobody to share with',
    ]],
    ['lent without a cohort, v1beta1', older([cpu({ lendingLimit: 1 })]), [
      'error KUEUE_QUOTA spec.resourceGroups[0].flavors[0].resources[0].lendingLimit: got 1; remove it, or write spec.cohort: without a cohort there is nobody to share with',
    ]],
    ['a cohort that lends without another above it', cohort({ resourceGroups: [cpu({ lendingLimit: 1 })] }), [
      'error KUEUE_QUOTA spec.resourceGroups[0].flavors[0].resources[0].lendingLimit: got 1; remove it, or write spec.parentName: without a cohort there is nobody to share with',
    ]],
    ['lent more than there is', queue([cpu({ lendingLimit: '4100m' })], { cohortName: 'all' }), [
      "error KUEUE_QUOTA spec.resourceGroups[0].flavors[0].resources[0].lendingLimit: got '4100m'; write at most 4, the nominalQuota: a queue lends what is its own",
    ]],
    ['a negative weight', queue([cpu()], { fairSharing: { weight: -1 } }), [
      'error KUEUE_FAIR_SHARING spec.fairSharing.weight: got -1; write 0 or more',
    ]],
    ['a weight that is lost', cohort({ fairSharing: { weight: '1n' } }), [
      "error KUEUE_FAIR_SHARING spec.fairSharing.weight: got '1n'; write 0 or more than 1n: so small a weight is lost in rounding",
    ]],
    ['none at all', queue([]), [
      'warning KUEUE_NO_QUOTA spec.resourceGroups: give the queue quotas: without any only jobs that request nothing are admitted',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('queues', () => {
  const checks = (onFlavors: string[]) => ({ admissionChecksStrategy: { admissionChecks: [{ name: 'budget', onFlavors }] } });
  test.each<Row>([
    ['a check for a misspelt flavor', queue([cpu()], checks(['defualt'])), [
      "error KUEUE_CHECK_FLAVOR spec.admissionChecksStrategy.admissionChecks[0].onFlavors[0]: got 'defualt'; did you mean 'default'?",
    ]],
    ['a check for another flavor', queue([cpu()], checks(['spot'])), [
      "error KUEUE_CHECK_FLAVOR spec.admissionChecksStrategy.admissionChecks[0].onFlavors[0]: got 'spot'; name a flavor of the queue: default",
    ]],
    ['no namespace', queue([cpu()], { namespaceSelector: undefined }), [
      'warning KUEUE_NAMESPACE_NONE spec.namespaceSelector: write {} to admit jobs of every namespace, or select some: without a selector no job is admitted',
    ]],
    ['an operator that there is not', queue([cpu()], { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Equals', values: ['a'] }] } }), [
      "error SELECTOR_INVALID spec.namespaceSelector.matchExpressions[0].operator: got 'Equals'; one of In, NotIn, Exists, DoesNotExist",
    ]],
    ['a queue that leads nowhere', object('kueue.x-k8s.io/v1beta2', 'LocalQueue', {}), [
      'warning KUEUE_NO_CLUSTER_QUEUE spec.clusterQueue: name a ClusterQueue: without one every job of this queue waits',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('flavors', () => {
  test.each<Row>([
    ['a node label with a blank', cluster('kueue.x-k8s.io/v1beta2', 'ResourceFlavor', { nodeLabels: { zone: 'a b' } }), [
      "error LABEL_INVALID spec.nodeLabels.zone: got 'a b'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit",
    ]],
    ['the key of a taint', taints({ key: 'a/b/c', effect: 'NoSchedule' }), [
      "error KUEUE_FLAVOR spec.nodeTaints[0].key: got 'a/b/c'; write [prefix/]name, with a name of at most 63 letters, digits, -, _ and .",
    ]],
    ['the value of a taint', taints({ key: 'gpu', value: 'a,b', effect: 'NoSchedule' }), [
      "error KUEUE_FLAVOR spec.nodeTaints[0].value: got 'a,b'; use at most 63 letters, digits, -, _ and .",
    ]],
    ['a taint twice', taints({ key: 'gpu', value: 'a', effect: 'NoSchedule' }, { key: 'gpu', value: 'b', effect: 'NoSchedule' }), [
      'error KUEUE_FLAVOR spec.nodeTaints[1]: remove it: another taint has this key and effect',
    ]],
    ['the key of a toleration', cluster('kueue.x-k8s.io/v1beta2', 'ResourceFlavor', { tolerations: [{ key: 'gpu=1', operator: 'Exists' }] }), [
      "error KUEUE_FLAVOR spec.tolerations[0].key: got 'gpu=1'; write [prefix/]name, with a name of at most 63 letters, digits, -, _ and .",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});
