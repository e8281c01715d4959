import { Size } from 'cdk8s';
import type { Case } from './case';
import type { DeviceRequest, PlatformProps, TrainingJobProps } from '../../../lib';
import {
  Accelerator, AllocationMode, Capacity, Cloud, DeviceClaim, Framework, GpuSharing, IntelGpuDriver, Interconnect, MigStrategy, MpiOperator,
  NeuronUnit, Placement, PodSecurity, Queue, TrainerVersion, TrainingJob, TrainingOperator,
} from '../../../lib';
import { DEFAULT_CLUSTER } from '../../../lib/check/cluster';
import { NVIDIA_PRODUCTS } from '../../../lib/core/accelerator-products';

const CLOUDS = Object.values(Cloud);
const { GKE, EKS, EKS_AUTO, EKS_NODE_GROUPS, OTHER } = Cloud;
const KARPENTER = [EKS, EKS_AUTO];
const AWS = [...KARPENTER, EKS_NODE_GROUPS];
const gpu: DeviceRequest = { deviceClass: 'gpu.nvidia.com', count: 2, selectors: ["device.attributes['gpu.nvidia.com'].productName.matches('^.*H100.*$')"] };

/** What is made, and the clouds that have it. */
type Choice<T> = readonly [name: string, make: (cloud: Cloud) => T, clouds?: readonly Cloud[]];

const products = Object.entries(NVIDIA_PRODUCTS).map(([name, { discovery, gke, aws }]): Choice<Accelerator> => {
  const byDiscovery = CLOUDS.filter(cloud => discovery.length > 0 && cloud !== GKE && !KARPENTER.includes(cloud));
  const named = [...byDiscovery, ...gke ? [GKE] : [], ...aws ? KARPENTER : []];
  return [name.toLowerCase(), () => Accelerator.nvidia(name, 2), named];
});

/** By the factory of Accelerator. */
export const ACCELERATORS: Readonly<Record<string, ReadonlyArray<Choice<Accelerator>>>> = {
  nvidia: [['any', () => Accelerator.nvidia()], ...products],
  mig: [
    ['mixed', () => Accelerator.mig('1g.10gb', 2)],
    ['single', () => Accelerator.mig('3g.40gb', 1, { strategy: MigStrategy.SINGLE, product: 'H100' })],
  ],
  shared: [
    ['slices', () => Accelerator.shared('T4', { renamed: true }), [EKS_NODE_GROUPS, OTHER]],
    ['gke', () => Accelerator.shared('T4', { clients: 4 }), [GKE]],
    ['mps', () => Accelerator.shared('L4', { sharing: GpuSharing.MPS }), [EKS_NODE_GROUPS, OTHER]],
  ],
  amd: [['gpu', () => Accelerator.amd(4)], ['partition', () => Accelerator.amd(1, { partition: 'cpx_nps4', product: 'AMD_Instinct_MI300X_OAM' }), [Cloud.AKS, OTHER]]],
  intel: [['i915', () => Accelerator.intel(1, IntelGpuDriver.I915, 'Max_1100')], ['xe', () => Accelerator.intel(2, IntelGpuDriver.XE)]],
  gaudi: [['plain', () => Accelerator.gaudi(8)], ['hugepages', () => Accelerator.gaudi(8, { hugepages: Size.gibibytes(20) })]],
  tpu: [
    ['v5e', () => Accelerator.tpu('tpu-v5-lite-podslice', '2x2'), [GKE]],
    ['v6e-hosts', () => Accelerator.tpu('tpu-v6e-slice', '4x4'), [GKE]],
    ['v4-hosts', () => Accelerator.tpu('tpu-v4-podslice', '2x2x4'), [GKE]],
    ['v5e-per-host', () => Accelerator.tpu('tpu-v5-lite-podslice', '2x4', { chipsPerHost: 4 }), [GKE]],
  ],
  neuron: [
    ['device', () => Accelerator.neuron(16, { instanceTypes: ['trn1.32xlarge'] }), [...AWS, OTHER]],
    ['core', () => Accelerator.neuron(2, { unit: NeuronUnit.CORE }), [...AWS, OTHER]],
  ],
  ascend: [['910', () => Accelerator.ascend(8)], ['310p', () => Accelerator.ascend(1, 'Ascend310P')]],
  of: [['plain', () => Accelerator.of('acme.example/npu', 2)], ['nodes', () => Accelerator.of('acme.example/npu', 1, { taint: 'acme.example/npu', nodeSelector: { npu: 'yes' } })]],
  claim: [
    ['template', () => Accelerator.claim(DeviceClaim.template(gpu))],
    ['first', () => Accelerator.claim(DeviceClaim.firstAvailable([gpu, { deviceClass: 'mig.nvidia.com', count: 4 }]))],
    ['all', () => Accelerator.claim(DeviceClaim.template({ deviceClass: 'neuron.aws.com', allocationMode: AllocationMode.ALL }))],
    ['existing', () => Accelerator.claim(DeviceClaim.existing('shared-gpu'))],
    ['existing-template', () => Accelerator.claim(DeviceClaim.existingTemplate('one-gpu'), { nodeSelector: { gpu: 'yes' }, taint: 'acme.example/gpu' })],
  ],
};

/** By the factory of Capacity. */
export const CAPACITIES: Readonly<Record<string, ReadonlyArray<Choice<Capacity>>>> = {
  spot: [['', () => Capacity.spot(), CLOUDS.filter(cloud => cloud !== OTHER)]],
  onDemand: [['', () => Capacity.onDemand(), CLOUDS.filter(cloud => cloud !== OTHER)]],
  reserved: [
    ['gke', () => Capacity.reserved('h100-block', { project: 'acme-shared' }), [GKE]],
    ['ec2', () => Capacity.reserved('cr-56fac701cc1951b03'), KARPENTER],
  ],
  flexStart: [['', () => Capacity.flexStart(), [GKE]]],
};

/** By the factory of Interconnect. */
export const INTERCONNECTS: Readonly<Record<string, ReadonlyArray<Choice<Interconnect>>>> = {
  tcp: [['', () => Interconnect.tcp({ networkInterface: '=eth0', debug: true })]],
  rdma: [['', () => Interconnect.rdma('rdma/hca_shared_devices_a', 1, { networks: ['ib0', 'net/ib1@net2'], hca: 'mlx5', gidIndex: 3 })]],
  efa: [['', () => Interconnect.efa(4), [...AWS, OTHER]], ['hugepages', () => Interconnect.efa(1, { hugepages: Size.mebibytes(1024) }), AWS]],
};

/** By the factory of Placement. */
export const PLACEMENTS: Readonly<Record<string, () => Placement>> = {
  together: () => Placement.together('topology.kubernetes.io/zone'),
  preferTogether: () => Placement.preferTogether('acme.example/rack'),
  apart: () => Placement.apart('kubernetes.io/hostname'),
  preferApart: () => Placement.preferApart('kubernetes.io/hostname', { app: 'other' }),
  spread: () => Placement.spread('topology.kubernetes.io/zone', 2),
  preferSpread: () => Placement.preferSpread('topology.kubernetes.io/zone'),
  kueueSlices: () => Placement.kueueSlices('acme.example/rack', 1),
  preferNodes: () => Placement.preferNodes('acme.example/pool', 'a'),
  kueueRequired: () => Placement.kueueRequired('acme.example/block'),
  kueuePreferred: () => Placement.kueuePreferred('acme.example/rack'),
  kueueUnconstrained: () => Placement.kueueUnconstrained(),
  nodes: () => Placement.nodes('acme.example/pool', 'a', 'b'),
  notNodes: () => Placement.notNodes('acme.example/broken'),
};

const { KUBERNETES, TRAINING_OPERATOR, TRAINER, JOBSET, KUBERAY, VOLCANO, MPI_OPERATOR } = TrainingOperator;
/** Kinds that take turns. */
const JOBS: ReadonlyArray<readonly [TrainingOperator, () => Framework, PlatformProps?]> = [
  [KUBERNETES, () => Framework.script()],
  [TRAINING_OPERATOR, () => Framework.pytorch(), { trainer: TrainerVersion.V1 }],
  [TRAINER, () => Framework.pytorch(), { trainer: TrainerVersion.V2 }],
  [MPI_OPERATOR, () => Framework.mpi(), { mpiOperator: MpiOperator.V2BETA1 }],
  [JOBSET, () => Framework.jax()],
  [VOLCANO, () => Framework.tensorflow()],
  [KUBERAY, () => Framework.ray()],
];

const choices = <T>(table: Readonly<Record<string, ReadonlyArray<Choice<T>>>>, cloud: Cloud) =>
  Object.values(table).flat().filter(([, , clouds = CLOUDS]) => clouds.includes(cloud)).map(([, make]) => () => make(cloud));

/** Every accelerator on every cloud that has it, and there with each capacity; interconnects, placements and kinds take turns. */
export function* deviceCases(): Generator<Case> {
  let turn = 0;
  for (const [factory, rows] of Object.entries(ACCELERATORS)) {
    for (const [name, make, clouds = CLOUDS] of rows) {
      for (const cloud of clouds) {
        const capacities = [undefined, ...factory === 'nvidia' && name !== 'any' && name !== 'h100' ? [] : choices(CAPACITIES, cloud)];
        const links = [undefined, ...choices(INTERCONNECTS, cloud)];
        for (const [n, capacity] of capacities.entries()) {
          // Patches of a runtime claim no devices.
          const jobs = factory === 'claim' ? JOBS.filter(([runs]) => runs !== TRAINER) : JOBS;
          const [operator, framework, platform] = jobs[turn % jobs.length];
          const interconnect = links[turn % links.length]?.();
          // Patches of a runtime know no spread, and Kueue no Volcano Jobs.
          const names = Object.keys(PLACEMENTS).filter(one => !(operator === TRAINER && ['spread', 'preferSpread'].includes(one) || operator === VOLCANO && one.startsWith('kueue')));
          const placement = PLACEMENTS[names[turn % names.length]]();
          const id = `${factory}-${name}-${cloud}-${n}`;
          turn++;
          const props: TrainingJobProps = {
            framework: framework(), operator, image: 'acme/train:1', command: ['train'], accelerator: make(cloud), capacity: capacity?.(), interconnect,
            placement: [placement], networkPolicy: false, ...placement._isKueue && { queue: Queue.fromQueueName('research') },
          };
          yield {
            id, hardened: true, platform: { kubernetes: '1.34', kueue: true, kueueFrameworks: [...DEFAULT_CLUSTER.kueue.frameworks, 'kubeflow.org/pytorchjob'], volcano: true, cloud, ...platform },
            podSecurity: interconnect && interconnect._capabilities().length > 0 ? PodSecurity.PRIVILEGED : undefined,
            make: stack => void new TrainingJob(stack, id, props),
          };
        }
      }
    }
  }
}
