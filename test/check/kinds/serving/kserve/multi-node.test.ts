import { KNATIVE, STANDARD, autoscaler, found, service } from './services';
import type { Manifest } from '../../../../../lib/check';

const NPU = { resources: { limits: { 'cpu': '4', 'vendor.example/npu': '8' } } };
const MODEL = { modelFormat: { name: 'huggingface' }, storageUri: 'pvc://llama/70b' };

/** A model over several nodes. */
const nodes = (model: object, workerSpec: object, annotations: object = {}) =>
  service({ predictor: { model: { ...MODEL, ...model }, workerSpec } }, { ...STANDARD, ...autoscaler('none'), ...annotations });
const gpus = (json: string) => ({ 'serving.kserve.io/gpu-resource-types': json });

/** `[what is wrong, the InferenceService, the lines]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['two containers of a worker', nodes({}, { containers: [{ name: 'worker-container' }, { name: 'sidecar' }] }), [
    'error KSERVE_MULTI_NODE spec.predictor.workerSpec.containers[1]: remove it: a worker has one container',
  ]],
  ['sizes below 1', nodes({}, { pipelineParallelSize: 0, tensorParallelSize: -1 }), [
    'error KSERVE_MULTI_NODE spec.predictor.workerSpec.pipelineParallelSize: got 0; at least 1',
    'error KSERVE_MULTI_NODE spec.predictor.workerSpec.tensorParallelSize: got -1; at least 1',
  ]],
  ['the sizes in the environment', nodes({ env: [{ name: 'PIPELINE_PARALLEL_SIZE', value: '2' }, { name: 'TENSOR_PARALLEL_SIZE', value: '2' }] }, {}), [
    "error KSERVE_ENV_RESERVED spec.predictor.model.env[0].name: got 'PIPELINE_PARALLEL_SIZE'; set workerSpec.pipelineParallelSize instead: KServe computes this variable from it",
    "error KSERVE_ENV_RESERVED spec.predictor.model.env[1].name: got 'TENSOR_PARALLEL_SIZE'; set workerSpec.tensorParallelSize instead: KServe computes this variable from it",
  ]],
  ['a model that is nowhere', nodes({ storageUri: undefined }, {}), [
    'error KSERVE_MULTI_NODE spec.predictor.model.storageUri: add it, with pvc:// or oci://: all nodes read one model, and storage or storageUris is not looked at',
  ]],
  ['a model that each node would download', nodes({ storageUri: 'hf://meta-llama/Llama-3.1-70B' }, {}), [
    "error KSERVE_MULTI_NODE spec.predictor.model.storageUri: got 'hf://meta-llama/Llama-3.1-70B'; pvc:// or oci://: all nodes read one model, and none of them downloads it",
  ]],
  ['an autoscaler', nodes({}, {}, autoscaler('hpa')), [
    "error KSERVE_MULTI_NODE metadata.annotations['serving.kserve.io/autoscalerClass']: got 'hpa'; write 'none': nodes that work together cannot be scaled one by one",
  ]],
  ['no word about the autoscaler', service({ predictor: { model: MODEL, workerSpec: {} } }, STANDARD), [
    "error KSERVE_MULTI_NODE metadata.annotations['serving.kserve.io/autoscalerClass']: write 'none': nodes that work together cannot be scaled one by one",
  ]],
  ['an accelerator that KServe does not know, in the model and the worker', nodes(NPU, { containers: [{ name: 'worker-container', resources: { requests: { 'vendor.example/npu': '8' } } }] }), [
    'error KSERVE_GPU_UNKNOWN spec.predictor.model.resources.limits[\'vendor.example/npu\']: got \'8\'; annotate serving.kserve.io/gpu-resource-types: \'["vendor.example/npu"]\': beside CPU and memory KServe knows nvidia.com/gpu, amd.com/gpu, intel.com/gpu, habana.ai/gaudi',
    'error KSERVE_GPU_UNKNOWN spec.predictor.workerSpec.containers[0].resources.requests[\'vendor.example/npu\']: got \'8\'; annotate serving.kserve.io/gpu-resource-types: \'["vendor.example/npu"]\': beside CPU and memory KServe knows nvidia.com/gpu, amd.com/gpu, intel.com/gpu, habana.ai/gaudi',
  ]],
  ['names of accelerators that are no JSON', nodes(NPU, { containers: [{ name: 'worker-container', ...NPU }] }, gpus('vendor.example/npu')), [
    'error KSERVE_GPU_UNKNOWN metadata.annotations[\'serving.kserve.io/gpu-resource-types\']: got \'vendor.example/npu\'; a JSON list of resource names, such as \'["vendor.example/npu"]\'',
  ]],
  ['names of accelerators that are none', nodes({}, {}, gpus('[""]')), [
    'error KSERVE_GPU_UNKNOWN metadata.annotations[\'serving.kserve.io/gpu-resource-types\']: got \'[""]\'; a JSON list of resource names, such as \'["vendor.example/npu"]\'',
  ]],
  ['PYTHONPATH in a worker', nodes({}, {
    containers: [{ name: 'worker-container', env: [{ name: 'PYTHONPATH', value: '/app' }] }], initContainers: [{ name: 'a', env: [{ name: 'PYTHONPATH', value: '/app' }] }],
  }), [
    "error KSERVE_ENV_RESERVED spec.predictor.workerSpec.containers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
    "error KSERVE_ENV_RESERVED spec.predictor.workerSpec.initContainers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
  ]],
  ['a framework field, which becomes the model', service({ predictor: { huggingface: { storageUri: 's3://a/b' }, workerSpec: {} } }, { ...STANDARD, ...autoscaler('none') }), [
    "error KSERVE_MULTI_NODE spec.predictor.huggingface.storageUri: got 's3://a/b'; pvc:// or oci://: all nodes read one model, and none of them downloads it",
  ]],
];

test.each(REFUSED)('refuses %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

test('warns of workers in Knative mode, which starts none', () => {
  expect(found([nodes({}, { pipelineParallelSize: 2 }, KNATIVE)])).toEqual([
    'warning KSERVE_MODE_IGNORED spec.predictor.workerSpec: annotate serving.kserve.io/deploymentMode: Standard: in Knative mode no worker is started',
    "warning KSERVE_MODE_IGNORED metadata.annotations['serving.kserve.io/autoscalerClass']: got 'none'; remove it, or annotate serving.kserve.io/deploymentMode: Standard: in Knative mode the autoscaler is that of autoscaling.knative.dev/class",
  ]);
});

test('takes a model over nodes of accelerators, known or named', () => {
  const worker = { containers: [{ name: 'worker-container', resources: { limits: { 'nvidia.com/gpu': '8', 'ephemeral-storage': '1Gi' } } }] };
  expect(found([nodes({}, { pipelineParallelSize: 2, tensorParallelSize: 8, ...worker })])).toEqual([]);
  expect(found([nodes(NPU, { containers: [{ name: 'worker-container', ...NPU }] }, gpus('["vendor.example/npu"]'))])).toEqual([]);
  expect(found([nodes({ storageUri: 'oci://registry/llama:1' }, {}, gpus(''))])).toEqual([]);
});

test('custom containers may do what they like', () => {
  expect(found([service({ predictor: { containers: [{ name: 'kserve-container' }], workerSpec: {} } }, STANDARD)])).toEqual([]);
});
