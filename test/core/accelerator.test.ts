import { Accelerator, Cloud, IntelGpuDriver, TrainingJob } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

function stackWith(accelerator: Accelerator, cloud: Cloud = Cloud.OTHER, props: object = {}) {
  const stack = testStack({ cloud });
  new TrainingJob(stack, 'train', { image: 'acme/train:1', accelerator, ...props });
  return stack;
}
const podOf = (accelerator: Accelerator, cloud?: Cloud, props?: object) => find(synth(stackWith(accelerator, cloud, props)), 'Job').spec.template.spec;
const exists = (key: string) => ({ key, operator: 'Exists', effect: 'NoSchedule' });
const SKU = { key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' };

describe('the device', () => {
  test.each<[string, Accelerator, string, string]>([
    ['NVIDIA GPUs', Accelerator.nvidia('H100', 8), 'nvidia.com/gpu', '8'],
    ['any NVIDIA GPU', Accelerator.nvidia(), 'nvidia.com/gpu', '1'],
    ['slices of a GPU', Accelerator.mig('1g.10gb', 2), 'nvidia.com/mig-1g.10gb', '2'],
    ['slices with media engines', Accelerator.mig('1g.10gb+me'), 'nvidia.com/mig-1g.10gb.me', '1'],
    ['AMD GPUs', Accelerator.amd(2), 'amd.com/gpu', '2'],
    ['Intel GPUs', Accelerator.intel(), 'gpu.intel.com/i915', '1'],
    ['Intel GPUs of the newer driver', Accelerator.intel(1, IntelGpuDriver.XE), 'gpu.intel.com/xe', '1'],
    ['Trainium', Accelerator.neuron(16), 'aws.amazon.com/neuron', '16'],
    ['any other device', Accelerator.of('vendor.example/npu', 3), 'vendor.example/npu', '3'],
  ])('%s: the container requests and may use as many as the count says', (_, accelerator, resource, count) => {
    const { requests, limits } = podOf(accelerator).containers[0].resources;
    expect([requests[resource], limits[resource]]).toEqual([count, count]);
    expect(accelerator.resourceName(Cloud.OTHER)).toBe(resource);
  });

  test('the chips of a TPU slice are the product of its topology', () => {
    expect(Accelerator.tpu('tpu-v5-lite-podslice', '2x4').count).toBe(8);
    expect(Accelerator.tpu('tpu-v4-podslice', '2x2x1').count).toBe(4);
    expect(podOf(Accelerator.tpu('tpu-v4-podslice', '2x2x1'), Cloud.GKE).containers[0].resources.limits['google.com/tpu']).toBe('4');
  });

  test('GKE calls a slice of a GPU a GPU', () => {
    expect(Accelerator.mig('1g.10gb').resourceName(Cloud.GKE)).toBe('nvidia.com/gpu');
    expect(Accelerator.mig('1g.10gb').resourceName(Cloud.EKS)).toBe('nvidia.com/mig-1g.10gb');
  });

  test('CPU and memory grow with the devices', () => {
    const { requests } = podOf(Accelerator.nvidia('H100', 4)).containers[0].resources;
    expect(requests).toMatchObject({ cpu: '16', memory: '64Gi' });
  });
});

describe('the nodes', () => {
  test.each<[string, Accelerator, Cloud, object | undefined]>([
    ['a GPU on GKE', Accelerator.nvidia('H100'), Cloud.GKE, { 'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb' }],
    ['a GPU on EKS', Accelerator.nvidia('H100'), Cloud.EKS, { 'karpenter.k8s.aws/instance-gpu-name': 'h100' }],
    ['a GPU of one form elsewhere', Accelerator.nvidia('L4'), Cloud.OTHER, { 'nvidia.com/gpu.product': 'NVIDIA-L4' }],
    ['a GPU of one form on AKS', Accelerator.nvidia('T4'), Cloud.AKS, { 'nvidia.com/gpu.product': 'Tesla-T4' }],
    ['the exact value of the label', Accelerator.nvidia('NVIDIA-GeForce-RTX-4090'), Cloud.OTHER, { 'nvidia.com/gpu.product': 'NVIDIA-GeForce-RTX-4090' }],
    ['the exact value of the label of GKE', Accelerator.nvidia('nvidia-rtx-pro-6000'), Cloud.GKE, { 'cloud.google.com/gke-accelerator': 'nvidia-rtx-pro-6000' }],
    ['a slice on GKE', Accelerator.mig('1g.10gb'), Cloud.GKE, { 'cloud.google.com/gke-gpu-partition-size': '1g.10gb' }],
    ['a slice elsewhere', Accelerator.mig('1g.10gb'), Cloud.OTHER, undefined],
    ['any GPU', Accelerator.nvidia(), Cloud.OTHER, undefined],
    ['AMD', Accelerator.amd(), Cloud.OTHER, undefined],
    ['a TPU', Accelerator.tpu('tpu-v5-lite-podslice', '2x4'), Cloud.GKE, {
      'cloud.google.com/gke-tpu-accelerator': 'tpu-v5-lite-podslice', 'cloud.google.com/gke-tpu-topology': '2x4',
    }],
    ['another device with labels', Accelerator.of('v.example/x', 1, { nodeSelector: { pool: 'npu' } }), Cloud.OTHER, { pool: 'npu' }],
  ])('%s is found by labels of its own cloud', (_, accelerator, cloud, nodeSelector) => {
    const pod = podOf(accelerator, cloud);
    expect(pod.nodeSelector).toEqual(nodeSelector);
    expect(pod.affinity).toBeUndefined();
  });

  test('a GPU that comes in several forms is required by affinity, in any of them', () => {
    const pod = podOf(Accelerator.nvidia('A100'));
    expect(pod.nodeSelector).toBeUndefined();
    expect(pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual({
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'nvidia.com/gpu.product', operator: 'In', values: ['NVIDIA-A100-SXM4-40GB', 'NVIDIA-A100-PCIE-40GB'] }] }],
    });
  });

  test('labels that the author asks for come on top', () => {
    expect(podOf(Accelerator.nvidia('L4'), Cloud.OTHER, { nodeSelector: { zone: 'a' } }).nodeSelector).toEqual({ 'nvidia.com/gpu.product': 'NVIDIA-L4', 'zone': 'a' });
  });
});

describe('the taints', () => {
  test.each<[string, Accelerator, Cloud, object[] | undefined]>([
    ['elsewhere', Accelerator.nvidia('L4'), Cloud.OTHER, [exists('nvidia.com/gpu')]],
    ['on EKS', Accelerator.nvidia('L4'), Cloud.EKS, [exists('nvidia.com/gpu')]],
    ['on AKS, also the one of its GPU pools', Accelerator.nvidia('T4'), Cloud.AKS, [exists('nvidia.com/gpu'), SKU]],
    ['of slices: the one of whole GPUs', Accelerator.mig('1g.10gb'), Cloud.OTHER, [exists('nvidia.com/gpu')]],
    ['of Intel GPUs', Accelerator.intel(), Cloud.OTHER, [exists('gpu.intel.com/i915')]],
    ['of Trainium', Accelerator.neuron(), Cloud.EKS, [exists('aws.amazon.com/neuron')]],
    ['of another device: its name', Accelerator.of('v.example/x'), Cloud.OTHER, [exists('v.example/x')]],
    ['of another device, if it has another', Accelerator.of('v.example/x', 1, { taint: 'dedicated' }), Cloud.OTHER, [exists('dedicated')]],
    ['on GKE: none, for it tolerates them by itself', Accelerator.nvidia('L4'), Cloud.GKE, undefined],
  ])('%s are tolerated', (_, accelerator, cloud, tolerations) => {
    expect(podOf(accelerator, cloud).tolerations).toEqual(tolerations);
  });

  test('those that the author names are tolerated too', () => {
    expect(podOf(Accelerator.nvidia('L4'), Cloud.OTHER, { tolerations: [{ key: 'team', value: 'ml' }] }).tolerations)
      .toEqual([exists('nvidia.com/gpu'), { key: 'team', operator: 'Equal', value: 'ml' }]);
  });
});

describe('problems', () => {
  const PRODUCTS = 'T4, P4, P100, V100, A10, A10G, A30, A40, L4, L40, L40S, RTX-PRO-6000, A100, A100-80GB, H20, H100, H100-MEGA, H100-NVL, H200, GH200, B200, B300, GB200, GB300';
  test.each<[string, Accelerator, Cloud, string]>([
    ['a misspelt product', Accelerator.nvidia('H10O'), Cloud.OTHER, "ACCELERATOR_UNKNOWN accelerator product: got 'H10O'; did you mean 'H100'?"],
    ['a product in lower case', Accelerator.nvidia('h100'), Cloud.OTHER, "ACCELERATOR_UNKNOWN accelerator product: got 'h100'; did you mean 'H100'?"],
    ['an unknown product', Accelerator.nvidia('Voodoo2000'), Cloud.OTHER, `ACCELERATOR_UNKNOWN accelerator product: got 'Voodoo2000'; use one of ${PRODUCTS}, or the exact value of the node label`],
    ['an empty product', Accelerator.nvidia(''), Cloud.OTHER, `ACCELERATOR_UNKNOWN accelerator product: got ''; use one of ${PRODUCTS}, or the exact value of the node label`],
    ['a word that every object of JavaScript knows', Accelerator.nvidia('toString'), Cloud.OTHER, `ACCELERATOR_UNKNOWN accelerator product: got 'toString'; use one of ${PRODUCTS}, or the exact value of the node label`],
    ['a product the cloud does not have', Accelerator.nvidia('P100'), Cloud.EKS, "ACCELERATOR_UNKNOWN accelerator product: got 'P100'; not offered on eks; choose another product"],
    ['no devices', Accelerator.nvidia('H100', 0), Cloud.OTHER, 'COUNT_RANGE accelerator count: got 0; a pod takes a whole number of devices, at least 1'],
    ['half a device', Accelerator.amd(0.5), Cloud.OTHER, 'COUNT_RANGE accelerator count: got 0.5; a pod takes a whole number of devices, at least 1'],
    ['a count that is no number', Accelerator.amd(NaN), Cloud.OTHER, 'COUNT_RANGE accelerator count: got NaN; a pod takes a whole number of devices, at least 1'],
    ['an unknown slice', Accelerator.mig('half'), Cloud.OTHER, "ACCELERATOR_UNKNOWN accelerator mig: got 'half'; use a profile such as '1g.10gb' or '3g.40gb'"],
    ['a device without a vendor', Accelerator.of('npu'), Cloud.OTHER, "ACCELERATOR_UNKNOWN accelerator: got 'npu'; a device is named '<vendor domain>/<device>', e.g. 'nvidia.com/gpu'"],
    ['TPUs elsewhere', Accelerator.tpu('tpu-v5-lite-podslice', '2x4'), Cloud.EKS, "PLATFORM_UNSUPPORTED accelerator: got 'google.com/tpu'; TPUs are nodes of GKE: declare Platform cloud: Cloud.GKE"],
    ['a topology that is no grid', Accelerator.tpu('tpu-v5-lite-podslice', '8'), Cloud.GKE, "ACCELERATOR_UNKNOWN accelerator topology: got '8'; use a grid of chips such as '2x4' or '2x2x1'"],
    ['a topology without chips', Accelerator.tpu('tpu-v5-lite-podslice', '0x4'), Cloud.GKE, "ACCELERATOR_UNKNOWN accelerator topology: got '0x4'; use a grid of chips such as '2x4' or '2x2x1'"],
  ])('%s is told in one line', (_, accelerator, cloud, line) => {
    expect(problems(stackWith(accelerator, cloud))).toContain(`[mlops/train] ${line}`);
  });

  test.each(['v..example/x', 'v-/x', 'v.example/x-', `v.example/${'x'.repeat(64)}`, 'requests.nvidia.com/gpu'])('%s is no name of a device to the API server', resource => {
    expect(problems(stackWith(Accelerator.of(resource)))).toContainEqual(expect.stringContaining('ACCELERATOR_UNKNOWN'));
  });
});
