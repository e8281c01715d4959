import { Size } from 'cdk8s';
import { Accelerator, Cloud, IntelGpuDriver, NeuronUnit, TrainingJob } from '../../lib';
import { problems, synth, testStack } from '../support/synth';

function stackWith(accelerator: Accelerator, cloud: Cloud = Cloud.OTHER) {
  const stack = testStack({ cloud });
  new TrainingJob(stack, 'train', { image: 'acme/train:1', accelerator });
  return stack;
}

describe('what each vendor calls its devices', () => {
  test.each<[string, Accelerator, Record<string, string>, Record<string, string>, string]>([
    ['AMD GPUs of a product', Accelerator.amd(8, { product: 'AMD_Instinct_MI300X_OAM' }), { 'amd.com/gpu': '8' }, { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM' }, 'amd.com/gpu'],
    ['partitions of AMD GPUs', Accelerator.amd(2, { partition: 'cpx_nps4' }), { 'amd.com/cpx_nps4': '2' }, {}, 'amd.com/gpu'],
    ['Intel GPUs of a product', Accelerator.intel(1, IntelGpuDriver.XE, 'Max_1100'), { 'gpu.intel.com/xe': '1' }, { 'gpu.intel.com/product': 'Max_1100' }, 'gpu.intel.com/xe'],
    ['Gaudi', Accelerator.gaudi(8), { 'habana.ai/gaudi': '8' }, {}, 'habana.ai/gaudi'],
    ['Gaudi with huge pages', Accelerator.gaudi(1, { hugepages: Size.mebibytes(21000) }), { 'habana.ai/gaudi': '1', 'hugepages-2Mi': '21000Mi' }, {}, 'habana.ai/gaudi'],
    ['Trainium of an instance type', Accelerator.neuron(16, { instanceTypes: ['trn1.32xlarge'] }), { 'aws.amazon.com/neuron': '16' }, { 'node.kubernetes.io/instance-type': 'trn1.32xlarge' }, 'aws.amazon.com/neuron'],
    ['cores of Trainium', Accelerator.neuron(2, { unit: NeuronUnit.CORE }), { 'aws.amazon.com/neuroncore': '2' }, {}, 'aws.amazon.com/neuron'],
    ['Ascend', Accelerator.ascend(8), { 'huawei.com/Ascend910': '8' }, {}, 'huawei.com/Ascend910'],
    ['Ascend of another model', Accelerator.ascend(1, 'Ascend310P'), { 'huawei.com/Ascend310P': '1' }, {}, 'huawei.com/Ascend310P'],
  ])('%s', (_, accelerator, resources, nodeSelector, taint) => {
    expect(accelerator._resources(Cloud.OTHER)).toEqual(resources);
    expect(accelerator._scheduling(Cloud.OTHER)).toEqual({ nodeSelector, affinity: [], tolerations: [{ key: taint, operator: 'Exists', effect: 'NoSchedule' }] });
    synth(stackWith(accelerator));
  });

  test('one of several instance types will do', () => {
    expect(Accelerator.neuron(1, { instanceTypes: ['trn1.2xlarge', 'inf2.xlarge'] })._scheduling(Cloud.EKS).affinity)
      .toEqual([{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['trn1.2xlarge', 'inf2.xlarge'] }]);
  });

  test('huge pages come with the volume that they may need', () => {
    expect(Accelerator.gaudi(1, { hugepages: Size.mebibytes(2) })._hugepages).toEqual({ resource: 'hugepages-2Mi', size: '2Mi', medium: 'HugePages-2Mi', path: '/hugepages' });
    expect(Accelerator.gaudi()._hugepages).toBeUndefined();
  });
});

describe('a slice of TPUs', () => {
  test.each<[string, string, number | undefined, number, number]>([
    ['tpu-v3-device', '2x2', undefined, 4, 1],
    ['tpu-v3-slice', '4x8', undefined, 4, 8],
    ['tpu-v4-podslice', '2x2x1', undefined, 4, 1],
    ['tpu-v4-podslice', '2x2x2', undefined, 4, 2],
    ['tpu-v5-lite-device', '1x1', undefined, 1, 1],
    ['tpu-v5-lite-podslice', '2x4', undefined, 8, 1],
    ['tpu-v5-lite-podslice', '2x4', 4, 4, 2],
    ['tpu-v5-lite-podslice', '16x16', undefined, 4, 64],
    ['tpu-v5p-slice', '4x4x8', undefined, 4, 32],
    ['tpu-v5p-slice', '12x24x24', undefined, 4, 1728],
    ['tpu-v6e-slice', '2x4', 8, 8, 1],
    ['tpu-v6e-slice', '4x4', 4, 4, 4],
    ['tpu7x', '1x1x1', undefined, 1, 1],
    ['tpu7x', '2x4x4', undefined, 4, 8],
  ])('%s of %s with %p chips a machine: %p chips on each of %p', (type, topology, chipsPerHost, count, hosts) => {
    const accelerator = Accelerator.tpu(type, topology, { chipsPerHost });
    expect([accelerator.count, accelerator.hosts, accelerator._processes]).toEqual([count, hosts, count]);
    expect(accelerator._resources(Cloud.GKE)).toEqual({ 'google.com/tpu': String(count) });
    expect(problems(stackWith(accelerator, Cloud.GKE))).toEqual([]);
  });

  test('other accelerators are on one machine', () => {
    expect([Accelerator.nvidia('H100', 8), Accelerator.of('v.example/x')].map(({ hosts }) => hosts)).toEqual([1, 1]);
  });
});

test('a process runs on each device, where the devices tell how many there are', () => {
  expect([
    Accelerator.amd(8), Accelerator.intel(2), Accelerator.gaudi(8), Accelerator.neuron(2, { unit: NeuronUnit.CORE }), Accelerator.ascend(4), Accelerator.of('v.example/x', 3),
  ].map(each => each._processes)).toEqual([8, 2, 8, 2, 4, 3]);
  expect([Accelerator.neuron(2), Accelerator.of('nvidia.com/gpu.shared')].map(each => each._processes)).toEqual([undefined, undefined]);
});

test.each<[string, Accelerator, boolean]>([
  ['amd.com/gpu', Accelerator.amd(), true],
  ['gpu.intel.com/i915', Accelerator.intel(), true],
  ['amd.com/cpx_nps4', Accelerator.amd(1, { partition: 'cpx_nps4' }), false],
  ['google.com/tpu', Accelerator.tpu('tpu7x', '2x2x1'), false],
  ['habana.ai/gaudi', Accelerator.gaudi(), false],
  ['aws.amazon.com/neuron', Accelerator.neuron(), false],
  ['huawei.com/Ascend910', Accelerator.ascend(), false],
  ['acme.example/GPU', Accelerator.of('acme.example/GPU'), true],
])('whether Trainer counts %s', (_, accelerator, counted) => {
  expect(accelerator._counted(Cloud.OTHER)).toBe(counted);
});

describe('problems', () => {
  const { GKE, OTHER } = Cloud;
  const topology = (type: string, grid: string, chipsPerHost?: number) => Accelerator.tpu(type, grid, { chipsPerHost });
  test.each<[string, Accelerator, Cloud, string]>([
    ['a misspelt type of TPU', topology('tpu-v6e-slices', '2x4'), GKE, "ACCELERATOR_UNKNOWN accelerator type: got 'tpu-v6e-slices'; did you mean 'tpu-v6e-slice'?"],
    ['an unknown type of TPU', topology('trillium', '2x4'), GKE,
      "ACCELERATOR_UNKNOWN accelerator type: got 'trillium'; use one of tpu-v3-device, tpu-v3-slice, tpu-v4-podslice, tpu-v5-lite-device, tpu-v5-lite-podslice, tpu-v5p-slice, tpu-v6e-slice, tpu7x"],
    ['a grid of too few dimensions', topology('tpu-v5p-slice', '2x4'), GKE, "ACCELERATOR_UNKNOWN accelerator topology: got '2x4'; tpu-v5p-slice is a grid of 3 dimensions, e.g. '2x2x1'"],
    ['a grid of too many dimensions', topology('tpu-v6e-slice', '2x2x1'), GKE, "ACCELERATOR_UNKNOWN accelerator topology: got '2x2x1'; tpu-v6e-slice is a grid of 2 dimensions, e.g. '1x1'"],
    ['a grid that nobody builds', topology('tpu-v6e-slice', '3x3'), GKE,
      "ACCELERATOR_UNKNOWN accelerator topology: got '3x3'; tpu-v6e-slice comes as 1x1, 2x2, 2x4, 4x4, 4x8, 8x8, 8x16, 16x16"],
    ['a solid that nobody builds', topology('tpu-v5p-slice', '2x3x4'), GKE,
      "ACCELERATOR_UNKNOWN accelerator topology: got '2x3x4'; tpu-v5p-slice comes as 2x2x1, 2x2x2, 2x2x4, 2x4x4, or with sides that are multiples of 4"],
    ['one chip of a type that has none alone', topology('tpu-v4-podslice', '1x1x1'), GKE,
      "ACCELERATOR_UNKNOWN accelerator topology: got '1x1x1'; tpu-v4-podslice comes as 2x2x1, 2x2x2, 2x2x4, 2x4x4, or with sides that are multiples of 4"],
    ['machines of no such size', topology('tpu-v6e-slice', '4x4', 8), GKE, 'ACCELERATOR_UNKNOWN accelerator chipsPerHost: got 8; machines of tpu-v6e-slice 4x4 have 4 chips'],
    ['machines that do not divide the slice', topology('tpu-v5-lite-podslice', '2x4', 3), GKE, 'ACCELERATOR_UNKNOWN accelerator chipsPerHost: got 3; machines of tpu-v5-lite-podslice 2x4 have 8 or 4 chips'],
    ['machines of one device', topology('tpu-v5-lite-device', '2x4', 4), GKE, 'ACCELERATOR_UNKNOWN accelerator chipsPerHost: got 4; machines of tpu-v5-lite-device 2x4 have 8 chips'],
    ['no chips', topology('tpu7x', '2x2x1', 0), GKE, 'ACCELERATOR_UNKNOWN accelerator chipsPerHost: got 0; machines of tpu7x 2x2x1 have 4 chips'],
    ['half a page', Accelerator.gaudi(1, { hugepages: Size.mebibytes(3) }), OTHER, "QUANTITY_INVALID accelerator hugepages: got '3Mi'; a multiple of 2 MiB, above zero"],
    ['no pages', Accelerator.gaudi(1, { hugepages: Size.mebibytes(0) }), OTHER, "QUANTITY_INVALID accelerator hugepages: got '0Mi'; a multiple of 2 MiB, above zero"],
    ['an instance without Neuron', Accelerator.neuron(1, { instanceTypes: ['p5.48xlarge'] }), OTHER,
      "ACCELERATOR_UNKNOWN accelerator instanceTypes: got 'p5.48xlarge'; use instances with Neuron, e.g. 'trn1.32xlarge' or 'inf2.xlarge'"],
    ['a misspelt model', Accelerator.ascend(1, 'ascend910'), OTHER, "ACCELERATOR_UNKNOWN accelerator model: got 'ascend910'; did you mean 'Ascend910'?"],
    ['an unknown model', Accelerator.ascend(1, 'npu'), OTHER, "ACCELERATOR_UNKNOWN accelerator model: got 'npu'; use a model such as 'Ascend910', or Accelerator.of with the name of the resource"],
    ['a product that is no label', Accelerator.amd(1, { product: 'MI300X (OAM)' }), OTHER,
      "LABEL_INVALID accelerator product: got 'MI300X (OAM)'; it is the value of the node label amd.com/gpu.product-name: letters, digits, -, _ and ."],
    ['no cards', Accelerator.gaudi(0), OTHER, 'COUNT_RANGE accelerator count: got 0; a pod takes a whole number of devices, at least 1'],
  ])('%s', (_, accelerator, cloud, line) => {
    expect(problems(stackWith(accelerator, cloud))).toContain(`[mlops/train] ${line}`);
  });
});
