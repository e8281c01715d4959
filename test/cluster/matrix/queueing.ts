import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { Case } from './case';
import type { Stack } from '../../../lib';
import * as lib from '../../../lib';

const {
  BorrowWithinCohort, ClusterQueue, Cohort, DequeueStrategy, FlavorSearch, LabelOperator, LocalQueue, NamespaceSelector, QueueingStrategy, Quota,
  ReclaimWithinCohort, ResourceFlavor, StopPolicy, TaintEffect, Topology, TrainingJob, VolcanoQueue, WithinClusterQueue, WorkloadPriorityClass,
} = lib;
const amounts = (n: number) => ({ cpu: Cpu.units(n), memory: Size.gibibytes(4 * n), devices: { 'nvidia.com/gpu': n } });
const pool = (stack: Stack, id: string) => {
  const topology = new Topology(stack, `${id}-topo`, { levels: ['acme.example/block', 'acme.example/rack', 'kubernetes.io/hostname'] });
  return new ResourceFlavor(stack, `${id}-flavor`, {
    topology, nodeLabels: { 'acme.example/pool': 'gpu' }, nodeTaints: [{ key: 'nvidia.com/gpu', value: 'present', effect: TaintEffect.NO_SCHEDULE }],
    tolerations: [{ key: 'acme.example/spot', effect: TaintEffect.NO_EXECUTE, tolerationPeriod: Duration.minutes(5) }],
  });
};

/** Every construct of queueing, by its class. */
export const QUEUEING: Readonly<Record<string, (stack: Stack, id: string) => void>> = {
  ResourceFlavor: (stack, id) => void [new ResourceFlavor(stack, `${id}-any`), pool(stack, id)],
  Topology: (stack, id) => void new Topology(stack, id, { levels: ['kubernetes.io/hostname'] }),
  ClusterQueue: (stack, id) => {
    const [gpu, any] = [pool(stack, id), new ResourceFlavor(stack, `${id}-any`)];
    new ClusterQueue(stack, id, {
      cohort: Cohort.fromCohortName(stack, `${id}-cohort`, 'company'),
      quotas: [Quota.of(gpu, amounts(8), { borrowingLimit: amounts(4), lendingLimit: amounts(2) }), Quota.of(any, amounts(0))],
      namespaceSelector: NamespaceSelector.labeled({ team: 'vision' }, [{ key: 'tier', operator: LabelOperator.IN, values: ['a', 'b'] }]),
      queueingStrategy: QueueingStrategy.STRICT_FIFO,
      preemption: {
        withinClusterQueue: WithinClusterQueue.LOWER_OR_NEWER_EQUAL_PRIORITY, reclaimWithinCohort: ReclaimWithinCohort.ANY,
        borrowWithinCohort: BorrowWithinCohort.LOWER_PRIORITY, maxPriorityThreshold: 100,
      },
      flavorFungibility: { whenCanBorrow: FlavorSearch.TRY_NEXT_FLAVOR, whenCanPreempt: FlavorSearch.MAY_STOP_SEARCH },
      admissionChecks: [{ name: 'provision', onFlavors: [gpu] }], stopPolicy: StopPolicy.HOLD, fairSharingWeight: 2,
    });
  },
  Cohort: (stack, id) => {
    const flavor = new ResourceFlavor(stack, `${id}-any`);
    const root = new Cohort(stack, `${id}-root`);
    const cohort = new Cohort(stack, id, { parent: root, quotas: [Quota.of(flavor, amounts(4), { lendingLimit: amounts(2) })], fairSharingWeight: 1 });
    new ClusterQueue(stack, `${id}-queue`, { cohort, quotas: [Quota.of(flavor, amounts(4))], namespaceSelector: NamespaceSelector.all() });
  },
  LocalQueue: (stack, id) => {
    const clusterQueue = new ClusterQueue(stack, `${id}-pool`, { quotas: [Quota.of(new ResourceFlavor(stack, `${id}-any`), amounts(8))] });
    const queue = new LocalQueue(stack, id, { clusterQueue, fairSharingWeight: 2 });
    const queuePriority = new WorkloadPriorityClass(stack, `${id}-urgent`, { value: 1000, description: 'before all others' });
    new TrainingJob(stack, `${id}-job`, { image: 'acme/train:1', queue, queuePriority });
  },
  WorkloadPriorityClass: (stack, id) => void new WorkloadPriorityClass(stack, id, { value: -10 }),
  VolcanoQueue: (stack, id) => {
    const parent = new VolcanoQueue(stack, `${id}-company`, { capability: amounts(64), deserved: amounts(32), guarantee: amounts(8) });
    const queue = new VolcanoQueue(stack, id, {
      parent, priority: 5, reclaimable: false, dequeueStrategy: DequeueStrategy.FIFO, type: 'batch', capability: amounts(32), deserved: amounts(16), guarantee: amounts(4),
      nodeGroupAffinity: { required: ['h100'], preferred: ['near'] }, nodeGroupAntiAffinity: { required: ['spot'] }, extendClusters: [{ name: 'east', weight: 2, capacity: amounts(8) }],
    });
    new TrainingJob(stack, `${id}-job`, { image: 'acme/train:1', operator: lib.TrainingOperator.VOLCANO, queue });
  },
};

export function* queueingCases(): Generator<Case> {
  for (const [name, make] of Object.entries(QUEUEING)) yield { id: `queueing-${name.toLowerCase()}`, platform: { kueue: true, volcano: true }, hardened: true, make };
}
