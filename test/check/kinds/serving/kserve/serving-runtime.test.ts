import { found, object } from './services';
import type { Manifest } from '../../../../../lib/check';

const MAIN = { name: 'kserve-container', image: 'server:1' };
const WORKER = { name: 'worker-container', image: 'server:1' };
const runtime = (spec: object, name = 'own'): Manifest => object('v1alpha1', 'ServingRuntime', name, { containers: [MAIN], ...spec });
const cluster = (spec: object, name = 'own'): Manifest => ({ ...runtime(spec, name), kind: 'ClusterServingRuntime', metadata: { name } });
const elsewhere = (manifest: Manifest): Manifest => ({ ...manifest, metadata: { ...manifest.metadata, namespace: 'other' } });
/** Formats as `[name, version, priority]`, all selected by themselves. */
const formats = (...all: Array<[string, string | undefined, number?]>) => ({
  supportedModelFormats: all.map(([name, version, priority]) => ({ name, version, priority, autoSelect: true })),
});
const env = (name: string) => ({ env: [{ name, value: '1' }] });
const NPU = { resources: { limits: { 'vendor.example/npu': '1' } } };

/** `[what is wrong, the runtime, the lines]` */
const ALONE: Array<[string, Manifest, string[]]> = [
  ['PYTHONPATH', runtime({ containers: [{ ...MAIN, ...env('PYTHONPATH') }], workerSpec: { containers: [{ ...WORKER, ...env('PYTHONPATH') }] } }), [
    "error KSERVE_ENV_RESERVED spec.containers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
    "error KSERVE_ENV_RESERVED spec.workerSpec.containers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
  ]],
  ['workers without a container', runtime({ workerSpec: { containers: [] } }), [
    'error KSERVE_MULTI_NODE spec.workerSpec.containers: add the container worker-container: the webhook fails without one',
  ]],
  ['workers of two containers and no size', runtime({ workerSpec: { containers: [WORKER, { ...WORKER, name: 'b' }], pipelineParallelSize: 0, tensorParallelSize: 0 } }), [
    'error KSERVE_MULTI_NODE spec.workerSpec.pipelineParallelSize: got 0; at least 1',
    'error KSERVE_MULTI_NODE spec.workerSpec.tensorParallelSize: got 0; at least 1',
    'error KSERVE_MULTI_NODE spec.workerSpec.containers[1]: remove it: a worker has one container',
  ]],
  ['sizes in the environment', runtime({ containers: [{ ...MAIN, ...env('TENSOR_PARALLEL_SIZE') }], workerSpec: { containers: [WORKER] } }), [
    "error KSERVE_ENV_RESERVED spec.containers[0].env[0].name: got 'TENSOR_PARALLEL_SIZE'; set workerSpec.tensorParallelSize instead: KServe computes this variable from it",
  ]],
  ['an unknown accelerator', cluster({ containers: [{ ...MAIN, ...NPU }], workerSpec: { containers: [{ ...WORKER, ...NPU }] } }), [
    'error KSERVE_GPU_UNKNOWN spec.containers[0].resources.limits[\'vendor.example/npu\']: got \'1\'; annotate serving.kserve.io/gpu-resource-types: \'["vendor.example/npu"]\': beside CPU and memory KServe knows nvidia.com/gpu, amd.com/gpu, intel.com/gpu, habana.ai/gaudi',
    'error KSERVE_GPU_UNKNOWN spec.workerSpec.containers[0].resources.limits[\'vendor.example/npu\']: got \'1\'; annotate serving.kserve.io/gpu-resource-types: \'["vendor.example/npu"]\': beside CPU and memory KServe knows nvidia.com/gpu, amd.com/gpu, intel.com/gpu, habana.ai/gaudi',
  ]],
  ['names of accelerators that are none', runtime({ annotations: { 'serving.kserve.io/gpu-resource-types': '{}' }, workerSpec: { containers: [WORKER] } }), [
    'error KSERVE_GPU_UNKNOWN spec.annotations[\'serving.kserve.io/gpu-resource-types\']: got \'{}\'; a JSON list of resource names, such as \'["vendor.example/npu"]\'',
  ]],
  ['more replicas than 16 bits hold', runtime({ replicas: 70000 }), [
    'error KSERVE_REPLICAS spec.replicas: got 70000; from 0 to 65535',
  ]],
  ['a container of another name', runtime({ containers: [{ name: 'server' }] }), [
    "warning KSERVE_CONTAINER_NAME spec.containers[0].name: got 'server'; name the serving container kserve-container: KServe merges the model into that one, and fails without it",
  ]],
  ['no container', runtime({ containers: [] }), [
    'warning KSERVE_CONTAINER_NAME spec.containers: name the serving container kserve-container: KServe merges the model into that one, and fails without it',
  ]],
  ['a worker of another name', runtime({ workerSpec: { containers: [{ name: 'worker' }] } }), [
    "warning KSERVE_CONTAINER_NAME spec.workerSpec.containers[0].name: got 'worker'; name it worker-container: KServe looks for that name",
  ]],
  ['two priorities of one format', runtime(formats(['spacy', '2', 1], ['spacy', '3', 2])), [
    'warning KSERVE_RUNTIME_PRIORITY spec.supportedModelFormats[1].priority: got 2; 1, as for the first spacy: a runtime has one priority for a format, and is refused as soon as another one is there',
  ]],
  ['the priority of a runtime that KServe ships', cluster({ ...formats(['SKLearn', '1', 1]), protocolVersions: ['v2'] }), [
    "warning KSERVE_RUNTIME_PRIORITY spec.supportedModelFormats[0].priority: got 1; another priority: 'kserve-sklearnserver', which KServe ships, has this one for the same format, version and protocol",
  ]],
];

test.each(ALONE)('tells of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

const first = formats(['spacy', '3', 1]);
const V1 = { protocolVersions: ['v1'] };

/** `[what is wrong, the runtimes in their order, the lines]` */
const TOGETHER: Array<[string, Manifest[], string[]]> = [
  ['one priority twice', [runtime({ ...first, ...V1 }, 'a'), runtime({ ...first, protocolVersions: ['v2', 'v1'] }, 'b')], [
    "error KSERVE_RUNTIME_PRIORITY spec.supportedModelFormats[0].priority: got 1; another priority: runtime 'a' has this one for the same format, version and protocol",
  ]],
  ['one priority twice in a cluster', [cluster({ ...first, ...V1 }, 'a'), cluster({ ...first, ...V1 }, 'b')], [
    "error KSERVE_RUNTIME_PRIORITY spec.supportedModelFormats[0].priority: got 1; another priority: runtime 'a' has this one for the same format, version and protocol",
  ]],
  ['two priorities of one format, where there is another runtime', [runtime({}, 'a'), runtime(formats(['spacy', '2', 1], ['spacy', '3', 2]), 'b')], [
    'error KSERVE_RUNTIME_PRIORITY spec.supportedModelFormats[1].priority: got 2; 1, as for the first spacy: a runtime has one priority for a format',
  ]],
];

test.each(TOGETHER)('refuses %s', (_, manifests, lines) => {
  expect(found(manifests)).toEqual(lines);
});

test('a runtime that is refused is not there for the next one', () => {
  const refused = runtime({ ...first, ...V1, containers: [{ ...MAIN, ...env('PYTHONPATH') }] }, 'a');
  expect(found([refused, runtime({ ...first, ...V1 }, 'b')])).toHaveLength(1);
  expect(found([runtime({ ...first, ...V1 }, 'a'), runtime({ ...first, ...V1 }, 'b'), runtime({ ...first, ...V1 }, 'c')])).toHaveLength(2);
});

/** `[what differs, the runtimes]` */
const GOOD: Array<[string, Manifest[]]> = [
  ['one runtime with everything', [runtime({
    ...formats(['spacy', '3', 2], ['spacy', '2', 2], ['flair', '1']), protocolVersions: ['v1', 'v2'], multiModel: false, volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
    annotations: { 'prometheus.kserve.io/port': '8080' }, nodeSelector: { a: 'b' }, containers: [{ ...MAIN, args: ['--model_name={{.Name}}'], ports: [{ containerPort: 8080 }] }],
  })]],
  ['workers on accelerators that are named', [runtime({
    annotations: { 'serving.kserve.io/gpu-resource-types': '["vendor.example/npu"]' }, containers: [{ ...MAIN, ...NPU }], workerSpec: { containers: [{ ...WORKER, ...NPU }], pipelineParallelSize: 2 },
  })]],
  ['an accelerator beside nobody', [runtime({ containers: [{ ...MAIN, ...NPU, ...env('TENSOR_PARALLEL_SIZE') }] })]],
  ['the priority', [runtime({ ...first, ...V1 }, 'a'), runtime({ ...formats(['spacy', '3', 2]), ...V1 }, 'b')]],
  ['the version', [runtime({ ...first, ...V1 }, 'a'), runtime({ ...formats(['spacy', '2', 1]), ...V1 }, 'b'), runtime({ ...formats(['spacy', undefined, 1]), ...V1 }, 'c')]],
  ['the protocol', [runtime({ ...first, ...V1 }, 'a'), runtime({ ...first, protocolVersions: ['v2'] }, 'b'), runtime(first, 'c')]],
  ['the namespace', [runtime({ ...first, ...V1 }, 'a'), elsewhere(runtime({ ...first, ...V1 }, 'b')), cluster({ ...first, ...V1 }, 'c')]],
  ['the number of models', [runtime({ ...first, ...V1 }, 'a'), runtime({ ...first, ...V1, multiModel: true, containers: [{ name: 'mlserver' }] }, 'b')]],
  ['one is off', [runtime({ ...first, ...V1, disabled: true }, 'a'), runtime({ ...first, ...V1 }, 'b'), runtime({ ...first, ...V1, disabled: true, containers: [{ ...MAIN, ...env('PYTHONPATH') }] }, 'c')]],
  ['a format without priorities', [runtime({ ...formats(['spacy', '3']), ...V1 }, 'a'), runtime({ ...formats(['spacy', '3']), ...V1 }, 'b')]],
  ['a shipped runtime itself', [cluster({ ...formats(['sklearn', '1', 1]), protocolVersions: ['v1', 'v2'] }, 'kserve-sklearnserver')]],
];

test.each(GOOD)('takes runtimes: %s', (_, manifests) => {
  expect(found(manifests)).toEqual([]);
});

test('any shape is judged, and nothing throws', () => {
  for (const shape of [null, 1, 'a', [], [null, 1], {}, { containers: [null, 1] }]) {
    for (const field of ['containers', 'workerSpec', 'supportedModelFormats', 'protocolVersions', 'annotations', 'disabled', 'replicas']) {
      expect(() => found([runtime({ [field]: shape }), cluster({ [field]: shape })])).not.toThrow();
    }
  }
});
