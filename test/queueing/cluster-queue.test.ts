import { JsonPatch } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { ClusterQueueProps, PlatformProps } from '../../lib';
import {
  AdmissionMode, BorrowWithinCohort, ClusterQueue, Cohort, FlavorPreference, FlavorSearch, LabelOperator, LocalQueue, MigrationMode, NamespaceSelector,
  QueueingStrategy, Quota, ReclaimWithinCohort, ResourceFlavor, Stack, StopPolicy, WithinClusterQueue,
} from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<ClusterQueueProps> = {}, platform: PlatformProps = { kueue: true }) => {
  const stack = testStack(platform);
  const flavor = new ResourceFlavor(stack, 'any');
  const queue = new ClusterQueue(stack, 'pool', { quotas: [Quota.of(flavor, { cpu: Cpu.units(9) })], ...props });
  return { stack, queue };
};
const render = (props: Partial<ClusterQueueProps> = {}) => find(synth(stackWith(props).stack), 'ClusterQueue');
/** References need a scope, but not that of the queue. */
const elsewhere = testStack();
const cohort = Cohort.fromCohortName(elsewhere, 'cohort', 'company');
const other = ResourceFlavor.fromResourceFlavorName(elsewhere, 'other', 'other');

test('with a quota alone it is an object of the cluster that takes the jobs of every namespace', () => {
  expect(render()).toMatchInlineSnapshot(`
    {
      "apiVersion": "kueue.x-k8s.io/v1beta2",
      "kind": "ClusterQueue",
      "metadata": {
        "labels": {
          "app.kubernetes.io/component": "queueing",
          "app.kubernetes.io/instance": "pool",
          "app.kubernetes.io/managed-by": "cdk8s-mlops",
          "app.kubernetes.io/name": "cluster-queue",
        },
        "name": "pool",
      },
      "spec": {
        "namespaceSelector": {},
        "resourceGroups": [
          {
            "coveredResources": [
              "cpu",
            ],
            "flavors": [
              {
                "name": "any",
                "resources": [
                  {
                    "name": "cpu",
                    "nominalQuota": "9",
                  },
                ],
              },
            ],
          },
        ],
      },
    }
  `);
});

test('it has no namespace, to whoever asks', () => {
  expect(stackWith().queue.namespace).toBeUndefined();
});

test('everything set is in the YAML', () => {
  const { resourceGroups, ...spec } = render({
    cohort,
    namespaceSelector: NamespaceSelector.labeled({ team: 'a' }, [
      { key: 'stage', operator: LabelOperator.NOT_IN, values: ['dev'] }, { key: 'x', operator: LabelOperator.EXISTS },
    ]),
    queueingStrategy: QueueingStrategy.STRICT_FIFO, stopPolicy: StopPolicy.HOLD, fairSharingWeight: 0.5,
    admissionMode: AdmissionMode.USAGE_BASED_ADMISSION_FAIR_SHARING,
    preemption: {
      withinClusterQueue: WithinClusterQueue.LOWER_OR_NEWER_EQUAL_PRIORITY, reclaimWithinCohort: ReclaimWithinCohort.ANY,
      borrowWithinCohort: BorrowWithinCohort.LOWER_PRIORITY, maxPriorityThreshold: 0,
    },
    flavorFungibility: {
      whenCanBorrow: FlavorSearch.TRY_NEXT_FLAVOR, whenCanPreempt: FlavorSearch.TRY_NEXT_FLAVOR, preference: FlavorPreference.PREEMPTION_OVER_BORROWING,
    },
    admissionChecks: [{ name: 'budget' }, { name: 'capacity', onFlavors: [ResourceFlavor.fromResourceFlavorName(elsewhere, 'any', 'any')] }],
    concurrentAdmission: { mode: MigrationMode.TRY_PREFERRED_FLAVORS, lastAcceptableFlavor: ResourceFlavor.fromResourceFlavorName(elsewhere, 'last', 'any') },
  }).spec;
  expect(resourceGroups).toHaveLength(1);
  expect(spec).toEqual({
    cohortName: 'company', queueingStrategy: 'StrictFIFO', stopPolicy: 'Hold', fairSharing: { weight: '0.5' },
    namespaceSelector: { matchLabels: { team: 'a' }, matchExpressions: [{ key: 'stage', operator: 'NotIn', values: ['dev'] }, { key: 'x', operator: 'Exists' }] },
    admissionScope: { admissionMode: 'UsageBasedAdmissionFairSharing' },
    preemption: {
      withinClusterQueue: 'LowerOrNewerEqualPriority', reclaimWithinCohort: 'Any', borrowWithinCohort: { policy: 'LowerPriority', maxPriorityThreshold: 0 },
    },
    flavorFungibility: { whenCanBorrow: 'TryNextFlavor', whenCanPreempt: 'TryNextFlavor', preference: 'PreemptionOverBorrowing' },
    admissionChecksStrategy: { admissionChecks: [{ name: 'budget' }, { name: 'capacity', onFlavors: ['any'] }] },
    concurrentAdmissionPolicy: { migration: { mode: 'TryPreferredFlavors', constraints: { lastAcceptableFlavorName: 'any' } } },
  });
});

describe('namespaces', () => {
  const withQueues = (props: Partial<ClusterQueueProps>, ...namespaces: string[]) => {
    const { stack, queue } = stackWith(props);
    for (const name of namespaces) new LocalQueue(new Stack(stack.node.root as any, name), 'queue', { clusterQueue: queue });
    return find(synth(stack), 'ClusterQueue').spec.namespaceSelector;
  };

  test('are by default those of the LocalQueues that lead to the queue', () => {
    expect(withQueues({}, 'vision', 'audio')).toEqual({ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['audio', 'vision'] }] });
  });

  test('are what the author says, whatever LocalQueues there are', () => {
    expect(withQueues({ namespaceSelector: NamespaceSelector.all() }, 'vision')).toEqual({});
    expect(withQueues({ namespaceSelector: NamespaceSelector.named('b', 'a', 'b') }, 'vision').matchExpressions[0].values).toEqual(['a', 'b']);
  });

  test('do not come of LocalQueues that name the queue as one that exists', () => {
    const { stack } = stackWith();
    new LocalQueue(stack, 'queue', { clusterQueue: ClusterQueue.fromClusterQueueName(stack, 'known', 'pool') });
    expect(find(synth(stack), 'ClusterQueue').spec.namespaceSelector).toEqual({});
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, queue } = stackWith();
  queue.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', { x: 1 }));
  const manifest = find(stack.toJson(), 'ClusterQueue');
  expect(manifest.spec.fieldOfTomorrow).toEqual({ x: 1 });
  expect(manifest.metadata).not.toHaveProperty('namespace');
});

test('without Kueue it is a problem', () => {
  expect(problems(stackWith({}, {}).stack)).toContain("[mlops/pool] PLATFORM_UNSUPPORTED kind: got 'ClusterQueue'; without Kueue the cluster does not know this kind; declare Platform kueue: true");
});

test.each<[string, Partial<ClusterQueueProps>, string[]]>([
  ['no quota', { quotas: [] }, ['KUEUE_NO_QUOTA quotas: give the queue quotas: without any only jobs that request nothing are admitted']],
  ['a weight below zero', { fairSharingWeight: -1 }, ["KUEUE_FAIR_SHARING fairSharingWeight: got '-1'; write 0 or more"]],
  ['a check for a flavor it does not have', { admissionChecks: [{ name: 'budget', onFlavors: [other] }] },
    ["KUEUE_CHECK_FLAVOR admissionChecks[0].onFlavors[0]: got 'other'; name a flavor of the queue: any"]],
  ['a cohort that is not there to reclaim from', { preemption: { reclaimWithinCohort: ReclaimWithinCohort.ANY } },
    ["FIELD_IGNORED preemption.reclaimWithinCohort: got 'Any'; the queue is in no cohort; set `cohort`"]],
  ['a threshold for nobody', { cohort, preemption: { maxPriorityThreshold: 5 } },
    ['FIELD_IGNORED preemption.maxPriorityThreshold: got 5; nobody is pushed aside while borrowing; set `borrowWithinCohort`']],
  ['a threshold between two priorities', { cohort, preemption: { reclaimWithinCohort: ReclaimWithinCohort.ANY, borrowWithinCohort: BorrowWithinCohort.LOWER_PRIORITY, maxPriorityThreshold: 1.5 } },
    ['COUNT_RANGE preemption.maxPriorityThreshold: got 1.5; a whole number of 32 bits']],
  ['pushing aside while borrowing, and not to reclaim', { cohort, preemption: { borrowWithinCohort: BorrowWithinCohort.LOWER_PRIORITY } },
    ['CEL_RULE preemption: reclaimWithinCohort=Never and borrowWithinCohort.Policy!=Never']],
  ['a preference that never comes up', { flavorFungibility: { preference: FlavorPreference.BORROWING_OVER_PREEMPTION } },
    ['CEL_RULE flavorFungibility: preference can only be set when both whenCanBorrow and whenCanPreempt are TryNextFlavor']],
  ['a last flavor it does not have', { concurrentAdmission: { mode: MigrationMode.TRY_PREFERRED_FLAVORS, lastAcceptableFlavor: other } },
    ["FIELD_IGNORED concurrentAdmission.lastAcceptableFlavor: got 'other'; the queue has no quota of this flavor; name one of `quotas`"]],
  ['a last flavor for jobs that stay', { concurrentAdmission: { mode: MigrationMode.RETAIN_FIRST_ADMISSION, lastAcceptableFlavor: other } },
    ["FIELD_IGNORED concurrentAdmission.lastAcceptableFlavor: got 'other'; jobs stay where they started; use MigrationMode.TRY_PREFERRED_FLAVORS"]],
  ['a selector of no namespace', { namespaceSelector: NamespaceSelector.named() }, ['SELECTOR_INVALID namespaceSelector.matchExpressions[0].values: In needs values']],
])('%s is a problem', (_, props, lines) => {
  expect(problems(stackWith(props).stack)).toEqual(lines.map(line => `[mlops/pool] ${line}`));
});

test('a flavor that is misspelt is a problem; one that is said to exist is not', () => {
  const { stack, queue } = stackWith();
  queue.apiObject.addJsonPatch(JsonPatch.replace('/spec/resourceGroups/0/flavors/0/name', 'anny'));
  expect(problems(stack)[0]).toContain("REFERENCE_MISSING quotas[0]: got 'anny'; no ResourceFlavor of this name here; did you mean 'any'?");
  ResourceFlavor.fromResourceFlavorName(stack, 'known', 'anny');
  expect(problems(stack)).toEqual([]);
});
