import { Size, Testing } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { Stack } from '../../lib';
import {
  AdmissionMode, ClusterQueue, Cohort, DequeueStrategy, LocalQueue, MigrationMode, NamespaceSelector, QueueingStrategy, Quota, ResourceFlavor, TaintEffect,
  Topology, VolcanoQueue, WorkloadPriorityClass,
} from '../../lib';
import { find, testStack } from '../support/synth';
import { canonical } from '../training/parity/canonical';

/* What the documentation of Kueue and of Volcano shows of queues, said with typed props; of Kueue in the API v1beta2. */

const API = 'kueue.x-k8s.io/v1beta2';
const everywhere = { namespaceSelector: NamespaceSelector.all() };
const resource = (name: string, nominalQuota: number | string) => ({ name, nominalQuota });
const queue = (name: string, resourceGroups: object[], more: object = {}) =>
  ({ apiVersion: API, kind: 'ClusterQueue', metadata: { name }, spec: { namespaceSelector: {}, resourceGroups, ...more } });
const of = (kind: string, name: string, spec?: object, metadata: object = {}) =>
  ({ apiVersion: API, kind, metadata: { name, ...metadata }, ...spec && { spec } });
const volcano = (name: string, spec: object, metadata: object = {}) => ({ apiVersion: 'scheduling.volcano.sh/v1beta1', kind: 'Queue', metadata: { name, ...metadata }, spec });
const amounts = (cpu: number, memory: number) => ({ cpu: Cpu.units(cpu), memory: Size.gibibytes(memory) });

test.each<[string, (stack: Stack) => unknown, object[]]>([
  [
    'one queue',
    stack => new LocalQueue(stack, 'user-queue', { clusterQueue: new ClusterQueue(stack, 'cluster-queue', { ...everywhere, quotas: [Quota.of(new ResourceFlavor(stack, 'default-flavor'), amounts(9, 36))] }) }),
    [
      of('ResourceFlavor', 'default-flavor', {}),
      queue('cluster-queue', [{ coveredResources: ['cpu', 'memory'], flavors: [{ name: 'default-flavor', resources: [resource('cpu', 9), resource('memory', '36Gi')] }] }]),
      of('LocalQueue', 'user-queue', { clusterQueue: 'cluster-queue' }),
    ],
  ],
  [
    'spot beside on demand, and credits of their own',
    stack => {
      const flavor = (name: string) => ResourceFlavor.fromResourceFlavorName(stack, name, name);
      const spot = new ResourceFlavor(stack, 'spot', { nodeLabels: { 'node-type': 'spot' } });
      new ClusterQueue(stack, 'team-cluster-queue', {
        ...everywhere, quotas: [Quota.of(flavor('on-demand'), { cpu: Cpu.units(9) }), Quota.of(spot, { cpu: Cpu.units(9) }), Quota.of(flavor('credits'), { others: { cpu_credits: '14' } })],
      });
    },
    [
      of('ResourceFlavor', 'spot', { nodeLabels: { 'node-type': 'spot' } }),
      queue('team-cluster-queue', [
        { coveredResources: ['cpu'], flavors: ['on-demand', 'spot'].map(name => ({ name, resources: [resource('cpu', 9)] })) },
        { coveredResources: ['cpu_credits'], flavors: [{ name: 'credits', resources: [resource('cpu_credits', 14)] }] },
      ]),
    ],
  ],
  [
    'taints and tolerations of flavors',
    stack => {
      new ResourceFlavor(stack, 'spot', { nodeLabels: { 'instance-type': 'spot' }, nodeTaints: [{ key: 'spot', value: 'true', effect: TaintEffect.NO_SCHEDULE }] });
      new ResourceFlavor(stack, 'tolerant', { nodeLabels: { 'instance-type': 'spot' }, tolerations: [{ key: 'spot-taint', effect: TaintEffect.NO_SCHEDULE }] });
    },
    [
      of('ResourceFlavor', 'spot', { nodeLabels: { 'instance-type': 'spot' }, nodeTaints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }] }),
      of('ResourceFlavor', 'tolerant', { nodeLabels: { 'instance-type': 'spot' }, tolerations: [{ key: 'spot-taint', operator: 'Exists', effect: 'NoSchedule' }] }),
    ],
  ],
  [
    'GPUs by topology',
    stack => {
      const topology = new Topology(stack, 'default', { levels: ['cloud.provider.com/topology-block', 'kubernetes.io/hostname'] });
      new ResourceFlavor(stack, 'tas-flavor', { topology, nodeLabels: { 'cloud.provider.com/node-group': 'tas-group' }, tolerations: [{ key: 'nvidia.com/gpu', effect: TaintEffect.NO_SCHEDULE }] });
    },
    [
      of('Topology', 'default', { levels: [{ nodeLabel: 'cloud.provider.com/topology-block' }, { nodeLabel: 'kubernetes.io/hostname' }] }),
      of('ResourceFlavor', 'tas-flavor', {
        nodeLabels: { 'cloud.provider.com/node-group': 'tas-group' }, topologyName: 'default', tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      }),
    ],
  ],
  [
    'fair shares by what was used',
    stack => {
      const clusterQueue = new ClusterQueue(stack, 'cluster-queue', {
        ...everywhere, queueingStrategy: QueueingStrategy.STRICT_FIFO, admissionMode: AdmissionMode.USAGE_BASED_ADMISSION_FAIR_SHARING,
        quotas: [Quota.of(ResourceFlavor.fromResourceFlavorName(stack, 'f', 'default-flavor'), { cpu: Cpu.units(9) })],
      });
      new LocalQueue(stack, 'lq-a', { clusterQueue, fairSharingWeight: 1 });
    },
    [
      queue('cluster-queue', [{ coveredResources: ['cpu'], flavors: [{ name: 'default-flavor', resources: [resource('cpu', 9)] }] }], {
        queueingStrategy: 'StrictFIFO', admissionScope: { admissionMode: 'UsageBasedAdmissionFairSharing' },
      }),
      of('LocalQueue', 'lq-a', { clusterQueue: 'cluster-queue', fairSharing: { weight: '1' } }),
    ],
  ],
  [
    'a check before admission, for some flavors',
    stack => {
      const flavor = ResourceFlavor.fromResourceFlavorName(stack, 'f', 'default-flavor');
      new ClusterQueue(stack, 'cluster-queue', {
        ...everywhere, admissionChecks: [{ name: 'sample-prov', onFlavors: [flavor] }], quotas: [Quota.of(flavor, { ...amounts(9, 36), devices: { 'nvidia.com/gpu': 9 } })],
      });
    },
    [queue('cluster-queue', [{
      coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'], flavors: [{ name: 'default-flavor', resources: [resource('cpu', 9), resource('memory', '36Gi'), resource('nvidia.com/gpu', 9)] }],
    }], { admissionChecksStrategy: { admissionChecks: [{ name: 'sample-prov', onFlavors: ['default-flavor'] }] } })],
  ],
  [
    'three flavors, of which the better one is taken when it gets free',
    stack => new ClusterQueue(stack, 'team-cluster-queue', {
      ...everywhere, concurrentAdmission: { mode: MigrationMode.TRY_PREFERRED_FLAVORS },
      quotas: [['reservation', 4], ['on-demand', 8], ['spot', 16]].map(([name, cpus]) => Quota.of(new ResourceFlavor(stack, name as string), amounts(Number(cpus), 4 * Number(cpus)))),
    }),
    [queue('team-cluster-queue', [{
      coveredResources: ['cpu', 'memory'],
      flavors: [['reservation', 4, '16Gi'], ['on-demand', 8, '32Gi'], ['spot', 16, '64Gi']].map(([name, cpu, memory]) => ({ name, resources: [resource('cpu', cpu), resource('memory', memory)] })),
    }], { concurrentAdmissionPolicy: { migration: { mode: 'TryPreferredFlavors' } } })],
  ],
  [
    'slices of TPUs',
    stack => {
      const labels = { 'cloud.google.com/gke-tpu-accelerator': 'tpu-v6e-slice', 'cloud.google.com/gke-tpu-topology': '4x4' };
      new ClusterQueue(stack, 'multislice', {
        ...everywhere, queueingStrategy: QueueingStrategy.BEST_EFFORT_FIFO, quotas: [Quota.of(new ResourceFlavor(stack, 'v6e-4x4', { nodeLabels: labels }), { devices: { 'google.com/tpu': 32 } })],
      });
    },
    [queue('multislice', [{ coveredResources: ['google.com/tpu'], flavors: [{ name: 'v6e-4x4', resources: [resource('google.com/tpu', '32')] }] }], { queueingStrategy: 'BestEffortFIFO' })],
  ],
  [
    'a team that borrows from its cohort, within limits',
    stack => {
      const cohort = new Cohort(stack, 'team-ab', { parent: Cohort.fromCohortName(stack, 'root', 'all') });
      new ClusterQueue(stack, 'team-a', {
        ...everywhere, cohort, quotas: [Quota.of(ResourceFlavor.fromResourceFlavorName(stack, 'f', 'default-flavor'), { cpu: Cpu.units(9) }, { borrowingLimit: { cpu: Cpu.units(1) } })],
      });
    },
    [
      of('Cohort', 'team-ab', { parentName: 'all' }),
      queue('team-a', [{ coveredResources: ['cpu'], flavors: [{ name: 'default-flavor', resources: [{ name: 'cpu', nominalQuota: 9, borrowingLimit: 1 }] }] }], { cohortName: 'team-ab' }),
    ],
  ],
  [
    'a class of priority', stack => new WorkloadPriorityClass(stack, 'sample-priority', { value: 10000, description: 'Sample priority' }),
    [{ apiVersion: API, kind: 'WorkloadPriorityClass', metadata: { name: 'sample-priority' }, value: 10000, description: 'Sample priority' }],
  ],
  [
    'queues of Volcano: weights of a hierarchy, and the order in one',
    stack => {
      new VolcanoQueue(stack, 'root-eng-prod', { weight: 1, annotations: { 'volcano.sh/hierarchy': 'root/eng/prod', 'volcano.sh/hierarchy-weights': '1/2/8' } });
      new VolcanoQueue(stack, 'fifo-queue', { weight: 10, capability: amounts(4, 8), dequeueStrategy: DequeueStrategy.FIFO });
    },
    [
      volcano('root-eng-prod', { weight: 1 }, { annotations: { 'volcano.sh/hierarchy': 'root/eng/prod', 'volcano.sh/hierarchy-weights': '1/2/8' } }),
      volcano('fifo-queue', { weight: 10, capability: { cpu: 4, memory: '8Gi' }, dequeueStrategy: 'fifo' }),
    ],
  ],
])('%s', (_, write, expected) => {
  const stack = testStack({ kueue: true, volcano: true });
  write(stack);
  // Of a Cohort there is no schema to hold it to; tests of each kind do that for the others.
  const manifests = Testing.synth(stack);
  for (const manifest of expected as any[]) {
    expect(canonical(find(manifests, manifest.kind, manifest.metadata.name))).toEqual(canonical(manifest));
  }
});
