import { MODEL, STANDARD, configuration, found, service } from './services';
import type { Manifest } from '../../../../../lib/check';

const NEXT = { name: 'kserve-container', ...MODEL };
const STABLE = { name: 'stable', minReplicas: 4, model: MODEL };
const bird = (predictor: object, trafficPercent = 10) => ({ trafficPercent, predictor: { name: 'next', ...predictor } });
const canaries = (canary: object[], annotations: object = STANDARD, predictor: object = STABLE) => service({ predictor, canary }, annotations);
const NO_TRAFFIC = 'warning KSERVE_CANARY_TRAFFIC spec.canary: KServe 0.20 starts the pods of a canary and sends no traffic to them: split it with an InferenceGraph, or an HTTPRoute over two InferenceServices';

/** `[what is wrong, the InferenceService, the lines but that about traffic]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['canaries as shipped, where the mode is Knative', canaries([bird({ model: NEXT })], {}), [
    "error KSERVE_CANARY metadata.annotations['serving.kserve.io/deploymentMode']: Standard: only there is spec.canary served; in Knative mode use predictor.canaryTrafficPercent",
  ]],
  ['canaries in Knative mode', canaries([bird({ model: NEXT })], { 'serving.kserve.io/deploymentMode': 'Serverless' }), [
    "error KSERVE_CANARY metadata.annotations['serving.kserve.io/deploymentMode']: got 'Serverless'; Standard: only there is spec.canary served; in Knative mode use predictor.canaryTrafficPercent",
    "info KSERVE_MODE_UNKNOWN metadata.annotations['serving.kserve.io/deploymentMode']: got 'Serverless'; write Knative: the old name is rewritten to it",
  ]],
  ['a canary of no model', canaries([bird({ model: NEXT })], STANDARD, { containers: [{ name: 'kserve-container' }] }), [
    'error KSERVE_CANARY spec.predictor: give the stable predictor a model, or its container the variable STORAGE_URI: a canary is another version of a model',
  ]],
  ['a canary without a name', canaries([bird({ name: undefined, model: NEXT })]), [
    'error KSERVE_CANARY_NAME spec.canary[0].predictor.name: name each canary: its Deployment is named <service>-<name>-predictor',
  ]],
  ['two canaries of one name', canaries([bird({ model: NEXT }), bird({ model: NEXT })]), [
    "error KSERVE_CANARY_NAME spec.canary[1].predictor.name: got 'next'; another name: an earlier canary has this one",
  ]],
  ['the name of the stable predictor', canaries([bird({ name: 'stable', model: NEXT })]), [
    "error KSERVE_CANARY_NAME spec.canary[0].predictor.name: got 'stable'; another name: the stable predictor has this one",
  ]],
  ['more traffic than all', canaries([bird({ model: NEXT }, 60), bird({ name: 'other', model: NEXT }, 50)]), [
    'error KSERVE_CANARY_TRAFFIC spec.canary: got 110; a sum of trafficPercent of at most 100: the stable predictor gets the rest',
  ]],
  ['a canary that runs nothing', canaries([bird({})]), [
    'error KSERVE_IMPLEMENTATION spec.canary[0].predictor: add model (with modelFormat and storageUri), or containers: it has to run something',
  ]],
  ['a canary that runs two things', canaries([bird({ model: NEXT, sklearn: { name: 'kserve-container' } })]), [
    'error KSERVE_IMPLEMENTATION spec.canary[0].predictor.sklearn: keep one of spec.canary[0].predictor.model and spec.canary[0].predictor.sklearn',
  ]],
  ['a protocol', canaries([bird({ containers: [{ name: 'a', env: [{ name: 'PROTOCOL', value: 'v3' }] }] })]), [
    "error KSERVE_PROTOCOL_INVALID spec.canary[0].predictor.containers[0].env[0].value: got 'v3'; v1 or v2: a custom predictor speaks one of the two",
  ]],
  ['replicas and a logger', canaries([bird({ model: NEXT, minReplicas: -1, logger: {} })]), [
    'error KSERVE_REPLICAS spec.canary[0].predictor.minReplicas: got -1; at least 0',
    'error KSERVE_LOGGER spec.canary[0].predictor.logger.mode: all, request or response: there is no default',
  ]],
  ['more replicas than the stable predictor', canaries([bird({ model: NEXT, minReplicas: 5 })]), [
    'error KSERVE_CANARY spec.canary[0].predictor.minReplicas: got 5; at most minReplicas of the stable predictor, which is 4',
  ]],
  ['more replicas than the one of a stable predictor', canaries([bird({ model: NEXT, minReplicas: 2 })], STANDARD, { model: MODEL }), [
    'error KSERVE_CANARY spec.canary[0].predictor.minReplicas: got 2; at most minReplicas of the stable predictor, which is 1',
  ]],
  ['everything about scaling', canaries([bird({ model: NEXT, workerSpec: {}, maxReplicas: 5, scaleTarget: 1, scaleMetric: 'cpu', autoScaling: {} })]), [
    'error KSERVE_CANARY spec.canary[0].predictor.workerSpec: remove it: a canary runs on one node',
    'error KSERVE_CANARY spec.canary[0].predictor.maxReplicas: got 5; remove it: a canary has a fixed number of replicas, minReplicas',
    'error KSERVE_CANARY spec.canary[0].predictor.scaleTarget: got 1; remove it: a canary has a fixed number of replicas, minReplicas',
    "error KSERVE_CANARY spec.canary[0].predictor.scaleMetric: got 'cpu'; remove it: a canary has a fixed number of replicas, minReplicas",
    'error KSERVE_CANARY spec.canary[0].predictor.autoScaling: remove it: a canary has a fixed number of replicas, minReplicas',
  ]],
  ['an ONNX model of another name', canaries([bird({ onnx: { name: 'kserve-container', storageUri: 's3://a/b.pkl' } })]), [
    "error KSERVE_ONNX_FILE spec.canary[0].predictor.onnx.storageUri: got 's3://a/b.pkl'; a directory without a dot, or a file that ends in '.onnx'; or use model with modelFormat.name onnx, which is not asked",
  ]],
  ['a GPU without its version', canaries([bird({ tensorflow: { name: 'kserve-container', runtimeVersion: '2.6', resources: { limits: { 'nvidia.com/gpu': '1' } } } })]), [
    "error KSERVE_RUNTIME_GPU spec.canary[0].predictor.tensorflow.runtimeVersion: got '2.6'; a version with '-gpu': the limits ask for a GPU",
  ]],
  ['a version without its GPU', canaries([bird({ pytorch: { name: 'kserve-container', runtimeVersion: '0.9-gpu' } })]), [
    "error KSERVE_RUNTIME_GPU spec.canary[0].predictor.pytorch.runtimeVersion: got '0.9-gpu'; a version without '-gpu', or a GPU in resources.limits",
  ]],
  ['the storage of a framework', canaries([bird({ pmml: { name: 'kserve-container', storageUri: 'gs://a/b', storage: {} } })]), [
    "error KSERVE_STORAGE_TYPE spec.canary[0].predictor.pmml.storageUri: got 'gs://a/b'; beside storage one of s3://, hdfs://, webhdfs://; else drop storage",
  ]],
  ['a place that is not downloaded', canaries([bird({ model: { ...NEXT, storageUri: 'ftp://a/b' } })]), [
    "warning KSERVE_STORAGE_URI spec.canary[0].predictor.model.storageUri: got 'ftp://a/b'; write http:// or https://, or copy the model into a bucket",
  ]],
];

test.each(REFUSED)('tells of %s', (_, manifest, lines) => {
  expect(found([manifest]).filter(line => line !== NO_TRAFFIC)).toEqual(lines);
});

test('warns that no traffic is sent, and of nothing else, where all is well', () => {
  const fine = [bird({ model: NEXT, minReplicas: 4 }), bird({ name: 'gpu', tensorflow: { name: 'a', runtimeVersion: '2-gpu', resources: { limits: { 'nvidia.com/mig-1g.5gb': '1' } } } }, 90)];
  expect(found([canaries(fine)])).toEqual([NO_TRAFFIC]);
  expect(found([configuration({ deploy: '{"defaultDeploymentMode": "Standard"}' }), canaries([bird({ model: NEXT })], {})])).toEqual([NO_TRAFFIC]);
  expect(found([canaries([bird({ onnx: { name: 'a', storageUri: 's3://a.b/c' } })])])).toEqual([NO_TRAFFIC]);
  expect(found([canaries([bird({ sklearn: { name: 'a', storageUri: 'gs://a/b', storage: {} } })])])).toEqual([NO_TRAFFIC]);
  const image = { containers: [{ name: 'kserve-container', env: [{ name: 'STORAGE_URI', value: 's3://a/b' }] }] };
  expect(found([canaries([bird(image)], STANDARD, image)])).toEqual([NO_TRAFFIC]);
});

test('a list of none is none', () => {
  expect(found([canaries([], {})])).toEqual([]);
});
