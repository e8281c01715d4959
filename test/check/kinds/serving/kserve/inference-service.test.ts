import { KNATIVE, MODEL, STANDARD, autoscaler, configuration, custom, found, object, plain, service, standard } from './services';
import type { Manifest } from '../../../../../lib/check';

const env = (name: string, value?: string) => ({ env: [{ name, value }] });

/** `[what is wrong, the InferenceService, the lines]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['a dot in the name', service({ predictor: { model: MODEL } }, {}, { name: 'iris.v2' }), [
    "error KSERVE_NAME_INVALID metadata.name: got 'iris.v2'; lower-case letters, digits and -, starting with a letter: Services are named after it",
  ]],
  ['a digit in front of a generated name', { ...plain({}), metadata: { generateName: '2-', namespace: 'team' } as any }, [
    "error KSERVE_NAME_INVALID metadata.generateName: got '2-'; lower-case letters, digits and -, starting with a letter: Services are named after it",
  ]],
  ['an autoscaler class that is none', standard({}, autoscaler('HPA')), [
    "error KSERVE_AUTOSCALER_CLASS metadata.annotations['serving.kserve.io/autoscalerClass']: got 'HPA'; did you mean 'hpa'? one of hpa, external, keda, none",
  ]],
  ['the autoscaler that Knative has anyway', plain({}, autoscaler('kpa')), [
    "error KSERVE_AUTOSCALER_CLASS metadata.annotations['serving.kserve.io/autoscalerClass']: got 'kpa'; remove it: the KPA is what Knative scales with anyway",
  ]],
  ['no spec', { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name: 'iris', namespace: 'team' } }, [
    'error KSERVE_IMPLEMENTATION spec.predictor: add it, with model (with modelFormat and storageUri), or containers',
  ]],
  ['a predictor that runs nothing', service({ predictor: { minReplicas: 1 } }, STANDARD), [
    'error KSERVE_IMPLEMENTATION spec.predictor: add model (with modelFormat and storageUri), or containers: it has to run something',
  ]],
  ['a transformer that runs nothing', service({ predictor: { model: MODEL }, transformer: {} }, STANDARD), [
    'error KSERVE_IMPLEMENTATION spec.transformer: add containers: it has to run something',
  ]],
  ['an explainer that runs nothing', service({ predictor: { model: MODEL }, explainer: {} }, STANDARD), [
    'error KSERVE_IMPLEMENTATION spec.explainer: add art or containers: it has to run something',
  ]],
  ['an explainer that runs two things', service({ predictor: { model: MODEL }, explainer: { art: { type: 'SquareAttack' }, containers: [{ name: 'a' }] } }, STANDARD), [
    'error KSERVE_IMPLEMENTATION spec.explainer.containers[0]: keep one of spec.explainer.art and spec.explainer.containers[0]',
  ]],
  ['a model beside a container that is a predictor', standard({ containers: [{ name: 'kserve-container' }] }), [
    'error KSERVE_IMPLEMENTATION spec.predictor.containers[0]: keep one of spec.predictor.model and spec.predictor.containers[0]; a container named kserve-container is a predictor of its own: a transformer beside a model is named transformer-container',
  ]],
  ['two frameworks', service({ predictor: { sklearn: {}, xgboost: {} } }, STANDARD), [
    'error KSERVE_IMPLEMENTATION spec.predictor.xgboost: keep one of spec.predictor.sklearn and spec.predictor.xgboost',
  ]],
  ['two serving containers', custom({ name: 'kserve-container' }, { name: 'kserve-container' }), [
    'error KSERVE_IMPLEMENTATION spec.predictor.containers[1]: keep one of spec.predictor.containers[0] and spec.predictor.containers[1]',
  ]],
  ['a container without a name, which gets the name of the second', custom({ name: '' }, { name: 'kserve-container' }), [
    'error KSERVE_IMPLEMENTATION spec.predictor.containers[1]: keep one of spec.predictor.containers[0] and spec.predictor.containers[1]',
  ]],
  ['a named model', standard({ model: { ...MODEL, name: 'main' } }), [
    "error KSERVE_MODEL_NAME spec.predictor.model.name: got 'main'; remove it: the container of a model is always named kserve-container",
  ]],
  ['a named framework', service({ predictor: { sklearn: { name: 'main', storageUri: 's3://models/iris' } } }, STANDARD), [
    "error KSERVE_MODEL_NAME spec.predictor.sklearn.name: got 'main'; remove it: the container of a model is always named kserve-container",
  ]],
  ['PYTHONPATH in a model', standard({ model: { ...MODEL, ...env('PYTHONPATH', '/app') } }), [
    "error KSERVE_ENV_RESERVED spec.predictor.model.env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
  ]],
  ['PYTHONPATH in containers of all sorts', service({
    predictor: { containers: [{ name: 'kserve-container', ...env('PYTHONPATH', 'a') }], initContainers: [{ name: 'a', ...env('PYTHONPATH', 'a') }] },
    transformer: { containers: [{ name: 'a', ...env('PYTHONPATH', 'a') }] },
    explainer: { art: { type: 'SquareAttack', ...env('PYTHONPATH', 'a') } },
  }, STANDARD), [
    "error KSERVE_ENV_RESERVED spec.predictor.containers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
    "error KSERVE_ENV_RESERVED spec.predictor.initContainers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
    "error KSERVE_ENV_RESERVED spec.transformer.containers[0].env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
    "error KSERVE_ENV_RESERVED spec.explainer.art.env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image",
  ]],
  ['the storage of a transformer beside the model', standard({ containers: [{ name: 'transformer-container', ...env('STORAGE_URI', 's3://a/b'), ports: [{ containerPort: 8081 }] }] }), [
    "error KSERVE_ENV_RESERVED spec.predictor.containers[0].env[0].name: got 'STORAGE_URI'; remove it: the model is that of the predictor, mounted at /mnt/models in both containers",
  ]],
  ['a protocol that a custom predictor cannot speak', custom({ name: 'kserve-container', ...env('PROTOCOL', 'grpc-v2') }), [
    "error KSERVE_PROTOCOL_INVALID spec.predictor.containers[0].env[0].value: got 'grpc-v2'; v1 or v2: a custom predictor speaks one of the two",
  ]],
  ['a protocol out of a field of the pod', custom({ name: 'kserve-container', env: [{ name: 'PROTOCOL', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }), [
    'error KSERVE_PROTOCOL_INVALID spec.predictor.containers[0].env[0].value: v1 or v2: a custom predictor speaks one of the two',
  ]],
  ['fewer replicas than none', standard({ minReplicas: -1, maxReplicas: -1, containerConcurrency: -1 }), [
    'error KSERVE_REPLICAS spec.predictor.minReplicas: got -1; at least 0',
    'error KSERVE_REPLICAS spec.predictor.maxReplicas: got -1; at least 0; 0 is no limit',
    'error KSERVE_REPLICAS spec.predictor.containerConcurrency: got -1; at least 0',
    'warning KSERVE_MODE_IGNORED spec.predictor.containerConcurrency: got -1; ignored in Standard mode: nothing counts the requests of a pod there; limit the workers of the model server instead',
  ]],
  ['a minimum above the maximum', standard({ minReplicas: 5, maxReplicas: 3 }), [
    'error KSERVE_REPLICAS spec.predictor.maxReplicas: got 3; at least minReplicas, which is 5; 0 is no limit',
  ]],
  ['replicas of a transformer', service({ predictor: { model: MODEL }, transformer: { minReplicas: 2, maxReplicas: 1, containers: [{ name: 'a' }] } }, STANDARD), [
    'error KSERVE_REPLICAS spec.transformer.maxReplicas: got 1; at least minReplicas, which is 2; 0 is no limit',
  ]],
  ['a logger without a mode', standard({ logger: { url: 'http://log' } }), [
    'error KSERVE_LOGGER spec.predictor.logger.mode: all, request or response: there is no default',
  ]],
  ['a logger with half a storage', standard({ logger: { mode: 'all', storage: { path: 'a' } } }), [
    'error KSERVE_LOGGER spec.predictor.logger.storage.parameters: add it: a log storage needs path, parameters and key',
    'error KSERVE_LOGGER spec.predictor.logger.storage.key: add it: a log storage needs path, parameters and key',
  ]],
];

test.each(REFUSED)('refuses %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** Accepted, and not what it looks like. */
const SURPRISING: Array<[string, Manifest, string[]]> = [
  ['a model that sklearn replaces', service({ predictor: { sklearn: { storageUri: 's3://models/iris' }, model: MODEL } }, STANDARD), [
    'warning KSERVE_MODEL_REPLACED spec.predictor.model: remove sklearn or model: the defaulting webhook replaces model by what sklearn says',
  ]],
  ['several containers, none of which serves', custom({ name: 'server' }, { name: 'proxy' }), [
    "warning KSERVE_CONTAINER_NAME spec.predictor.containers[0].name: got 'server'; name the serving container kserve-container: among several containers the controller looks for that name and fails without it",
  ]],
  ['a sidecar before the serving container', custom({ name: 'proxy' }, { name: 'kserve-container' }), [
    "warning KSERVE_CONTAINER_NAME spec.predictor.containers[0].name: got 'proxy'; put kserve-container first: the controller copies it over the first container, and the pod then has that name twice",
  ]],
  ['ports that a Service cannot tell apart', custom({ name: 'kserve-container', ports: [{ containerPort: 8080, name: 'http1' }, { containerPort: 8081 }] }), [
    'warning KSERVE_SERVICE_PORT spec.predictor.containers[0].ports[1].name: name each of several ports, such as http1 and h2c: KServe copies them to a Service, which is refused without',
  ]],
  ['ports of a model that a Service cannot tell apart', standard({ model: { ...MODEL, ports: [{ containerPort: 8080 }, { containerPort: 8081, name: 'h2c' }] } }), [
    'warning KSERVE_SERVICE_PORT spec.predictor.model.ports[0].name: name each of several ports, such as http1 and h2c: KServe copies them to a Service, which is refused without',
  ]],
  ['a transformer beside a model without a port', standard({ containers: [{ name: 'transformer-container' }] }), [
    'info KSERVE_SERVICE_PORT spec.predictor.containers[0].ports: add its port: without one requests go to 8080, where the model server listens as shipped, and pass the transformer by',
  ]],
];

test.each(SURPRISING)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** Names that are made of the name, and have to fit. */
const LONG: Array<[string, Manifest, string[]]> = [
  ['the host name', service({ predictor: { model: MODEL } }, STANDARD, { name: 'a'.repeat(47), namespace: 'production' }), [
    "warning KSERVE_HOST_TOO_LONG metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 5: the host name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-predictor-production' has 68 characters of 63, and the controller stops there",
  ]],
  ['the host name of a variant', service({ predictor: { name: 'stable', model: MODEL } }, STANDARD, { name: 'a'.repeat(40), namespace: 'production' }), [
    "warning KSERVE_HOST_TOO_LONG metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 5: the host name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-stable-predictor-production' has 68 characters of 63, and the controller stops there",
  ]],
  ['the pod label, wherever it is applied', service({ predictor: { model: MODEL } }, STANDARD, { name: 'a'.repeat(49), namespace: undefined }), [
    "warning KSERVE_HOST_TOO_LONG metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1: the pod label 'isvc.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-predictor' has 64 characters of 63, and the controller stops there",
  ]],
  ['the pod label of a transformer', service({ predictor: { model: MODEL }, transformer: { containers: [{ name: 'a' }] } }, STANDARD, { name: 'a'.repeat(47), namespace: 'a' }), [
    "warning KSERVE_HOST_TOO_LONG metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1: the pod label 'isvc.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-transformer' has 64 characters of 63, and the controller stops there",
  ]],
  ['the Knative Service', service({ predictor: { model: MODEL } }, KNATIVE, { name: 'a'.repeat(54) }), [
    "warning KSERVE_HOST_TOO_LONG metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1: the Knative Service 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-predictor' has 64 characters of 63, and the controller stops there",
  ]],
  ['the host of a Knative Service', service({ predictor: { model: MODEL } }, KNATIVE, { name: 'a'.repeat(53), namespace: 'production' }), [
    "warning KSERVE_HOST_TOO_LONG metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; shorten it by 1: the host name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-production' has 64 characters of 63, and the controller stops there",
  ]],
];

test.each(LONG)('warns where %s is too long', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

test('a host name of 63 characters, and a label of 63, are none too many', () => {
  expect(found([service({ predictor: { model: MODEL } }, STANDARD, { name: 'a'.repeat(48), namespace: 'team' })])).toEqual([]);
  expect(found([service({ predictor: { model: MODEL } }, KNATIVE, { name: 'a'.repeat(53), namespace: 'team-abcd' })])).toEqual([]);
});

/** As people write them. */
const GOOD: Array<[string, Manifest[]]> = [
  ['the shortest', [service({ predictor: { sklearn: { storageUri: 'gs://kfserving-examples/models/sklearn/1.0/model' } } })]],
  ['a model with everything about its pod in Standard mode', [standard({
    minReplicas: 2, maxReplicas: 4, scaleMetric: 'cpu', scaleTarget: 70, serviceAccountName: 'reader', nodeSelector: { pool: 'cpu' },
    tolerations: [{ key: 'a', operator: 'Exists' }], deploymentStrategy: { type: 'Recreate' },
    logger: { mode: 'all', url: 'http://log', storage: { path: 'a', key: 'b', parameters: { type: 's3' } } },
  }, autoscaler('hpa'))]],
  ['scale to zero and a canary in Knative mode', [service({
    predictor: { minReplicas: 0, maxReplicas: 0, canaryTrafficPercent: 10, scaleMetric: 'rps', scaleTarget: 10, containerConcurrency: 5, timeout: 300, model: MODEL },
  }, KNATIVE)]],
  ['a predictor of one container, whatever its name', [custom({ name: 'server', ...env('PROTOCOL', 'v2'), ports: [{ containerPort: 8080 }] })]],
  ['a transformer in the pod of a model', [standard({ containers: [{ name: 'transformer-container', ...env('A', 'b'), ports: [{ containerPort: 8081 }] }] })]],
  ['a lone container with the name of a transformer, which is the predictor', [custom({ name: 'transformer-container', ...env('STORAGE_URI', 's3://a/b') })]],
  ['an explainer and a transformer', [service({
    predictor: { model: MODEL }, transformer: { containers: [{ name: 'a' }] }, explainer: { art: { type: 'SquareAttack', storageUri: 'gs://a/b' } },
  }, STANDARD)]],
  ['null in the place of nothing', [standard({ minReplicas: null, sklearn: null, containers: null, logger: null, storageUris: null })]],
  ['Standard mode by configuration', [configuration({ deploy: '{"defaultDeploymentMode": "RawDeployment"}' }), plain({ scaleMetric: 'cpu', deploymentStrategy: { type: 'Recreate' } })]],
];

test.each(GOOD)('takes %s', (_, manifests) => {
  expect(found(manifests)).toEqual([]);
});

test('no rule is asked about a version that KServe does not serve', () => {
  expect(found([object('v1alpha2', 'InferenceService', 'a.b', { default: {} })]).filter(line => line.includes('KSERVE_'))).toEqual([]);
});

test('any shape is judged, and nothing throws', () => {
  const shapes = [null, 1, 'a', [], [null, 1, ['x']], {}, { a: null }, [{ name: 1, env: 'x', image: [] }]];
  for (const shape of shapes) {
    for (const field of ['model', 'sklearn', 'containers', 'storageUris', 'workerSpec', 'autoScaling', 'logger', 'minReplicas', 'annotations', 'volumes', 'name']) {
      const fields = { [field]: shape };
      expect(() => found([service({ predictor: fields, transformer: fields, explainer: fields, canary: shape })])).not.toThrow();
      const model = { ...fields, storage: shape, modelFormat: shape, confidential: shape };
      expect(() => found([service({ predictor: { model }, canary: [{ predictor: { model: shape, ...fields } }] }, STANDARD)])).not.toThrow();
    }
    expect(() => found([service(shape as any)])).not.toThrow();
    expect(() => found([service({ predictor: shape }, shape as any)])).not.toThrow();
  }
});
