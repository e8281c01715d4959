import { STANDARD, autoscaler, found, object, service, standard } from './services';
import type { Manifest } from '../../../../../lib/check';

const model = (fields: object, uri = 's3://models/a') => standard({ model: { storageUri: uri, ...fields } });
const format = (name: string, version?: string) => ({ modelFormat: { name, version } });

/** A runtime of the namespace; `formats` as `[name, version, autoSelect]`. */
const runtime = (name: string, protocolVersions: string[], formats: Array<[string, string?, boolean?]>, rest: object = {}): Manifest => object('v1alpha1', 'ServingRuntime', name, {
  protocolVersions, supportedModelFormats: formats.map(([n, version, autoSelect]) => ({ name: n, version, autoSelect })), containers: [{ name: 'kserve-container' }], ...rest,
});

/** `[what has no runtime, the objects, the lines]` */
const WARNED: Array<[string, Manifest[], string[]]> = [
  ['a format without a name', [model({})], [
    'warning KSERVE_FORMAT_MISSING spec.predictor.model.modelFormat.name: add it: the runtime is chosen and checked by the format, and none fits without',
  ]],
  ['onnx, which speaks v2', [model(format('onnx'))], [
    'warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.protocolVersion: write v2 or grpc-v2 (v1 where it is not set): format onnx is served by kserve-tritonserver; no runtime of the input or of KServe fits, and without one in the cluster the controller stops',
  ]],
  ['mlflow, asked for v1', [model({ ...format('mlflow'), protocolVersion: 'v1' })], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.protocolVersion: got 'v1'; write v2: format mlflow is served by kserve-mlserver; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a version in full', [model(format('sklearn', '1.5'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.version: got '1.5'; leave it out, or write '1': versions are compared letter by letter; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a version that another protocol has', [model(format('sklearn', '0'))], [
    'warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.protocolVersion: write v2 (v1 where it is not set): format sklearn is served by kserve-mlserver; no runtime of the input or of KServe fits, and without one in the cluster the controller stops',
  ]],
  ['a format nearly right', [model(format('sk-learn'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'sk-learn'; did you mean 'sklearn'? no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a format in capitals', [model({ ...format('ONNX'), protocolVersion: 'v2' })], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'ONNX'; did you mean 'onnx'? no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a format of nobody', [model(format('prophet'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'prophet'; name a runtime that serves it, or one of autogluon, huggingface, lightgbm, sklearn, xgboost, mlflow, paddle, pmml, tensorflow, pytorch, tensorrt, onnx, triton, vLLM; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a protocol that is none', [model({ ...format('sklearn'), protocolVersion: 'V2' })], [
    "warning KSERVE_PROTOCOL_INVALID spec.predictor.model.protocolVersion: got 'V2'; did you mean 'v2'? one of v1, v2, grpc-v1, grpc-v2: no runtime speaks another",
  ]],
  ['a field in a version that none has', [service({ predictor: { pmml: { storageUri: 's3://a/b', protocolVersion: 'grpc-v1' } } }, STANDARD)], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.pmml.protocolVersion: got 'grpc-v1'; write v1 or v2: format pmml is served by kserve-pmmlserver; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a runtime of the input that is not selected by itself', [runtime('spacy', ['v1'], [['spacy', '3']]), model(format('spacy'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'spacy'; set autoSelect: true for the format in runtime 'spacy', or name that runtime in model.runtime; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a runtime of the input that is disabled', [runtime('spacy', ['v1'], [['spacy', '3', true]], { disabled: true }), model(format('spacy'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'spacy'; enable runtime 'spacy', or name another: it is disabled; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a runtime of another namespace', [{ ...runtime('spacy', ['v1'], [['spacy', '3', true]]), metadata: { name: 'spacy', namespace: 'other' } }, model(format('spacy'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'spacy'; name a runtime that serves it, or one of autogluon, huggingface, lightgbm, sklearn, xgboost, mlflow, paddle, pmml, tensorflow, pytorch, tensorrt, onnx, triton, vLLM; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a runtime of the input for many models', [runtime('spacy', ['v1'], [['spacy', '3', true]], { multiModel: true }), model(format('spacy'))], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'spacy'; name a runtime for one model: 'spacy' serves many (multiModel); no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['workers of a format that runs on one node', [service({ predictor: { model: { ...format('sklearn'), storageUri: 'pvc://a/b' }, workerSpec: {} } }, { ...STANDARD, ...autoscaler('none') })], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.modelFormat.name: got 'sklearn'; remove workerSpec, or name a runtime that has one, as kserve-huggingfaceserver-multinode has for huggingface; no runtime of the input or of KServe fits, and without one in the cluster the controller stops",
  ]],
  ['a runtime that KServe does not ship', [model({ ...format('sklearn'), runtime: 'kserve-sklearn-server' })], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.runtime: got 'kserve-sklearn-server'; did you mean 'kserve-sklearnserver'? KServe ships none of this name",
  ]],
  ['a runtime of KServe that never was', [model({ ...format('prophet'), runtime: 'kserve-prophet-on-r' })], [
    "warning KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.runtime: got 'kserve-prophet-on-r'; one that KServe ships: kserve-autogluonserver, kserve-huggingfaceserver, kserve-huggingfaceserver-multinode, kserve-lgbserver, kserve-mlserver, kserve-paddleserver, kserve-pmmlserver, kserve-predictiveserver, kserve-sklearnserver, kserve-tensorflow-serving, kserve-torchserve, kserve-tritonserver, kserve-vllmserver, kserve-xgbserver",
  ]],
  ['a runtime that no chart installs', [model({ ...format('openvino'), runtime: 'kserve-openvino' })], [
    "info KSERVE_RUNTIME_NOT_FOUND spec.predictor.model.runtime: got 'kserve-openvino'; KServe has a file of it that no chart installs: apply that one too",
  ]],
  ['a format that the named runtime does not serve', [model({ ...format('onnx'), runtime: 'kserve-mlserver' })], [
    "warning KSERVE_RUNTIME_MISMATCH spec.predictor.model.modelFormat.name: got 'onnx'; kserve-mlserver serves sklearn, xgboost, lightgbm, mlflow",
  ]],
  ['a version that the named runtime does not serve', [model({ ...format('xgboost', '3'), runtime: 'kserve-xgbserver' })], [
    "warning KSERVE_RUNTIME_MISMATCH spec.predictor.model.modelFormat.version: got '3'; leave it out, or write '2': kserve-xgbserver has no other",
  ]],
  ['a protocol that the named runtime does not speak', [model({ ...format('sklearn'), runtime: 'kserve-mlserver', protocolVersion: 'v1' })], [
    "warning KSERVE_RUNTIME_MISMATCH spec.predictor.model.protocolVersion: got 'v1'; v2: kserve-mlserver speaks no other",
  ]],
  ['a named runtime that is disabled', [runtime('spacy', [], [['spacy']], { disabled: true }), model({ ...format('spacy'), runtime: 'spacy' })], [
    "warning KSERVE_RUNTIME_MISMATCH spec.predictor.model.runtime: got 'spacy'; another runtime: this one is disabled",
  ]],
  ['a named runtime without formats', [runtime('spacy', [], []), model({ ...format('spacy'), runtime: 'spacy' })], [
    "warning KSERVE_RUNTIME_MISMATCH spec.predictor.model.modelFormat.name: got 'spacy'; a runtime that lists it: spacy lists no formats",
  ]],
  ['a named runtime without workers', [service({ predictor: { model: { ...format('huggingface'), runtime: 'kserve-huggingfaceserver', storageUri: 'pvc://a/b' }, workerSpec: {} } }, { ...STANDARD, ...autoscaler('none') })], [
    "warning KSERVE_RUNTIME_MISMATCH spec.predictor.model.runtime: got 'kserve-huggingfaceserver'; a runtime with a workerSpec of its own, such as kserve-huggingfaceserver-multinode: the controller fails without",
  ]],
];

test.each(WARNED)('warns of %s', (_, manifests, lines) => {
  expect(found(manifests)).toEqual(lines);
});

/** `[what has a runtime, the objects]` */
const GOOD: Array<[string, Manifest[]]> = [
  ...['sklearn', 'xgboost', 'lightgbm', 'pmml', 'paddle', 'autogluon', 'tensorflow', 'pytorch', 'huggingface', 'triton', 'vLLM'].map((name): [string, Manifest[]] => [`${name} without more`, [model(format(name))]]),
  ...['onnx', 'tensorrt', 'mlflow', 'sklearn', 'pytorch'].map((name): [string, Manifest[]] => [`${name} over v2`, [model({ ...format(name), protocolVersion: 'v2' })]]),
  ...['sklearn', 'onnx', 'triton', 'huggingface'].map((name): [string, Manifest[]] => [`the field ${name}`, [service({ predictor: { [name]: { storageUri: 's3://a/b' } } }, STANDARD)]]),
  ['a version of MLServer', [model({ ...format('sklearn', '0'), protocolVersion: 'v2' })]],
  ['a named runtime and a format that it does not select by itself', [model({ ...format('sklearn'), runtime: 'kserve-predictiveserver' })]],
  ['onnx on a named runtime', [model({ ...format('onnx'), runtime: 'kserve-tritonserver' })]],
  ['a named runtime that exists elsewhere', [model({ ...format('prophet'), runtime: 'prophet-server' })]],
  ['a runtime of the input', [runtime('spacy', ['v1'], [['spacy', '3', true]]), model(format('spacy', '3'))]],
  ['a runtime of the input that speaks anything', [runtime('spacy', [], [['spacy', '3', true]]), model({ ...format('spacy'), protocolVersion: 'grpc-v2' })]],
  ['a runtime of the input in the place of a shipped one', [{ ...runtime('kserve-mlserver', ['v2'], [['mlflow', '3', true]]), kind: 'ClusterServingRuntime', metadata: { name: 'kserve-mlserver' } }, model({ ...format('mlflow', '3'), protocolVersion: 'v2' })]],
  ['ModelMesh, which chooses by itself', [service({ predictor: { model: { ...format('prophet'), storageUri: 's3://a/b' } } }, { 'serving.kserve.io/deploymentMode': 'ModelMesh' })]],
];

test.each(GOOD)('takes %s', (_, manifests) => {
  expect(found(manifests).filter(line => !line.includes('KSERVE_MODELMESH'))).toEqual([]);
});
