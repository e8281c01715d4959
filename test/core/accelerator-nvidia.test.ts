import { Accelerator, Cloud, GpuSharing, MigStrategy, TrainingJob } from '../../lib';
import { NVIDIA_PRODUCTS } from '../../lib/core/accelerator-products';
import { find, problems, synth, testStack } from '../support/synth';

const { GKE, EKS, EKS_AUTO, EKS_NODE_GROUPS, AKS, OTHER } = Cloud;

function stackWith(accelerator: Accelerator, cloud: Cloud) {
  const stack = testStack({ cloud });
  new TrainingJob(stack, 'train', { image: 'acme/train:1', accelerator });
  return stack;
}
/** What the pod asks for: resources beside those of every container, labels, labels of which one will do. */
function asked(accelerator: Accelerator, cloud: Cloud) {
  const { nodeSelector = {}, affinity, containers } = find(synth(stackWith(accelerator, cloud)), 'Job').spec.template.spec;
  const { cpu, memory, 'ephemeral-storage': disk, ...devices } = containers[0].resources.limits;
  const oneOf = affinity?.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions
    .map(({ key, values }: any) => `${key} in ${values.join(',')}`) ?? [];
  return [...Object.entries(devices), ...Object.entries(nodeSelector)].map(([key, value]) => `${key}=${value}`).concat(oneOf);
}
const GPU = 'nvidia.com/gpu=1';
const SHARED = GpuSharing.TIME_SLICING;

describe('what a pod asks for on each cloud', () => {
  const single = (product?: string) => Accelerator.mig('1g.10gb', 1, { strategy: MigStrategy.SINGLE, product });
  test.each<[string, Accelerator, Cloud, string[]]>([
    ['a GPU in Auto Mode', Accelerator.nvidia('H200'), EKS_AUTO, [GPU, 'eks.amazonaws.com/instance-gpu-name=h200']],
    ['a GPU of a node group', Accelerator.nvidia('A10G'), EKS_NODE_GROUPS, [GPU, 'nvidia.com/gpu.product=NVIDIA-A10G']],
    ['any GPU on AKS', Accelerator.nvidia(), AKS, [GPU, 'kubernetes.azure.com/accelerator=nvidia']],
    ['a GPU on AKS, by feature discovery', Accelerator.nvidia('H100-NVL'), AKS, [GPU, 'nvidia.com/gpu.product=NVIDIA-H100-NVL']],
    ['a product of GKE alone', Accelerator.nvidia('H100-MEGA', 8), GKE, ['nvidia.com/gpu=8', 'cloud.google.com/gke-accelerator=nvidia-h100-mega-80gb']],
    ['the exact value of a label in capitals', Accelerator.nvidia('NVIDIA-H800'), OTHER, [GPU, 'nvidia.com/gpu.product=NVIDIA-H800']],
    ['a workstation card on AWS', Accelerator.nvidia('RTX-PRO-6000'), EKS, [GPU, 'karpenter.k8s.aws/instance-gpu-name=rtx-pro-server-6000']],

    ['slices of a product', Accelerator.mig('1g.10gb', 2, { product: 'H100-NVL' }), OTHER, ['nvidia.com/mig-1g.10gb=2', 'nvidia.com/gpu.product=NVIDIA-H100-NVL']],
    ['slices of a product on GKE', Accelerator.mig('1g.10gb', 1, { product: 'H100' }), GKE,
      [GPU, 'cloud.google.com/gke-accelerator=nvidia-h100-80gb', 'cloud.google.com/gke-gpu-partition-size=1g.10gb']],
    ['slices named as GPUs', single('B200'), OTHER, [GPU, 'nvidia.com/gpu.product=NVIDIA-B200-MIG-1g.10gb']],
    ['slices named as GPUs, of a product of two forms', single('H100'), OTHER,
      [GPU, 'nvidia.com/gpu.product in NVIDIA-H100-80GB-HBM3-MIG-1g.10gb,NVIDIA-H100-PCIe-MIG-1g.10gb']],
    ['slices named as GPUs, with media engines', Accelerator.mig('1g.10gb+me', 1, { strategy: MigStrategy.SINGLE, product: 'B200' }), OTHER,
      [GPU, 'nvidia.com/gpu.product=NVIDIA-B200-MIG-1g.10gb.me']],
    ['slices named as GPUs, by the whole label', single('NVIDIA-H800-MIG-1g.10gb'), OTHER, [GPU, 'nvidia.com/gpu.product=NVIDIA-H800-MIG-1g.10gb']],
    ['slices named as GPUs on EKS, where only feature discovery knows profiles', single('B200'), EKS, [GPU, 'nvidia.com/gpu.product=NVIDIA-B200-MIG-1g.10gb']],
    ['slices named as GPUs on GKE, which needs no product', single(), GKE, [GPU, 'cloud.google.com/gke-gpu-partition-size=1g.10gb']],

    ['a share', Accelerator.shared('T4'), OTHER, [GPU, 'nvidia.com/gpu.product=Tesla-T4-SHARED', 'nvidia.com/gpu.sharing-strategy=time-slicing']],
    ['a share of any GPU', Accelerator.shared(), OTHER, [GPU, 'nvidia.com/gpu.sharing-strategy=time-slicing']],
    ['a share under a name of its own', Accelerator.shared('T4', { renamed: true }), OTHER,
      ['nvidia.com/gpu.shared=1', 'nvidia.com/gpu.product=Tesla-T4', 'nvidia.com/gpu.sharing-strategy=time-slicing']],
    ['a share by MPS among four', Accelerator.shared(undefined, { sharing: GpuSharing.MPS, clients: 4 }), OTHER,
      [GPU, 'nvidia.com/gpu.replicas=4', 'nvidia.com/gpu.sharing-strategy=mps']],
    ['a share on GKE', Accelerator.shared('L4', { sharing: SHARED, clients: 8 }), GKE, [GPU, 'cloud.google.com/gke-accelerator=nvidia-l4',
      'cloud.google.com/gke-gpu-sharing-strategy=time-sharing', 'cloud.google.com/gke-max-shared-clients-per-gpu=8']],
    ['a share by MPS on GKE', Accelerator.shared(undefined, { sharing: GpuSharing.MPS }), GKE, [GPU, 'cloud.google.com/gke-gpu-sharing-strategy=mps']],
    ['a share on EKS', Accelerator.shared('T4'), EKS, [GPU, 'karpenter.k8s.aws/instance-gpu-name=t4', 'nvidia.com/gpu.sharing-strategy=time-slicing']],
  ])('%s', (_, accelerator, cloud, expected) => {
    expect(asked(accelerator, cloud)).toEqual(expected);
  });

  test('every product is offered somewhere, and is named in one way on each cloud', () => {
    for (const [name, { gke, aws, discovery }] of Object.entries(NVIDIA_PRODUCTS)) {
      expect([name, [gke, aws, ...discovery].some(value => value !== undefined)]).toEqual([name, true]);
      if (gke !== undefined) expect(Accelerator.nvidia(name)._scheduling(GKE).nodeSelector).toEqual({ 'cloud.google.com/gke-accelerator': gke });
      if (aws !== undefined) expect(Accelerator.nvidia(name)._scheduling(EKS_AUTO).nodeSelector).toEqual({ 'eks.amazonaws.com/instance-gpu-name': aws });
    }
  });
});

describe('taints', () => {
  const ARM = { key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' };
  const NVIDIA = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };
  test.each<[string, Accelerator, Cloud, object[]]>([
    ['of machines with Arm CPUs on GKE', Accelerator.nvidia('GB200', 4), GKE, [ARM]],
    ['of machines with Arm CPUs elsewhere', Accelerator.nvidia('GB200', 4), OTHER, [NVIDIA]],
    ['of slices on GKE: none', Accelerator.mig('1g.10gb'), GKE, []],
    ['of shares', Accelerator.shared('T4'), OTHER, [NVIDIA]],
    ['of renamed shares: the one of GPUs', Accelerator.shared('T4', { renamed: true }), EKS, [NVIDIA]],
  ])('%s', (_, accelerator, cloud, tolerations) => {
    expect(accelerator._scheduling(cloud).tolerations).toEqual(tolerations);
  });
});

test('a share does not tell how many processes a pod starts; whole GPUs and slices do', () => {
  expect([Accelerator.shared('T4'), Accelerator.nvidia('H100', 8), Accelerator.mig('1g.10gb', 3)].map(each => each._processes)).toEqual([undefined, 8, 3]);
});

test('Trainer counts GPUs by name, and not slices that have names of their own', () => {
  const counted = (accelerator: Accelerator, cloud: Cloud = OTHER) => accelerator._counted(cloud);
  expect([counted(Accelerator.nvidia()), counted(Accelerator.shared(undefined, { renamed: true })), counted(Accelerator.mig('1g.10gb', 1, { strategy: MigStrategy.SINGLE }))]).toEqual([true, true, true]);
  expect([counted(Accelerator.mig('1g.10gb')), counted(Accelerator.mig('1g.10gb'), GKE)]).toEqual([false, true]);
});

describe('problems', () => {
  test.each<[string, Accelerator, Cloud, string]>([
    ['a product that is nowhere but on GKE', Accelerator.nvidia('H100-MEGA'), OTHER, "ACCELERATOR_UNKNOWN accelerator product: got 'H100-MEGA'; not offered on other; choose another product"],
    ['a product that Auto Mode does not have', Accelerator.nvidia('L40'), EKS_AUTO, "ACCELERATOR_UNKNOWN accelerator product: got 'L40'; not offered on eks-auto; choose another product"],
    ['one slice for all without a product', Accelerator.mig('1g.10gb', 1, { strategy: MigStrategy.SINGLE }), OTHER,
      "ACCELERATOR_UNKNOWN accelerator mig: got '1g.10gb'; with strategy single the label of the nodes is '<product>-MIG-<profile>': set `product`"],
    ['slices of what cannot be sliced', Accelerator.mig('1g.10gb', 1, { product: 'T4' }), OTHER,
      "ACCELERATOR_UNKNOWN accelerator mig: got '1g.10gb'; T4 cannot be sliced; share it with Accelerator.shared, or choose another product"],
    ['a misspelt product of a share', Accelerator.shared('T5'), OTHER, "ACCELERATOR_UNKNOWN accelerator product: got 'T5'; did you mean 'T4'?"],
    ['one client', Accelerator.shared('T4', { clients: 1 }), OTHER, 'COUNT_RANGE accelerator clients: got 1; from 2 to 1024 pods share a GPU'],
    ['too many clients', Accelerator.shared('T4', { clients: 49 }), GKE, 'COUNT_RANGE accelerator clients: got 49; from 2 to 48 pods share a GPU'],
    ['a name of its own on GKE', Accelerator.shared('T4', { renamed: true }), GKE, 'FIELD_IGNORED accelerator renamed: got true; GKE names shared GPUs nvidia.com/gpu; leave it out'],
    ['two shares', Accelerator.of('nvidia.com/gpu.shared', 2), OTHER,
      'COUNT_RANGE accelerator count: got 2; more than one share of a GPU gives no more of it, and device plugins refuse the pod; take 1, or whole GPUs'],
  ])('%s', (_, accelerator, cloud, line) => {
    expect(problems(stackWith(accelerator, cloud))).toContain(`[mlops/train] ${line}`);
  });

  test('more clients than GKE allows are fine elsewhere', () => {
    expect(problems(stackWith(Accelerator.shared('T4', { clients: 100 }), OTHER))).toEqual([]);
  });
});
