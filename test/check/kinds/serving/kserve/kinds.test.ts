import { KNATIVE, MODEL, STANDARD, autoscaler, configuration, found, object, plain, service, standard } from './services';
import type { Manifest } from '../../../../../lib/check';

const trained = (model: object, name = 'iris-2'): Manifest => object('v1alpha1', 'TrainedModel', name, {
  inferenceService: 'iris', model: { storageUri: 's3://models/iris', framework: 'sklearn', memory: '1Gi', ...model },
});
const cache = (spec: object, name = 'iris', kind = 'LocalModelCache'): Manifest => ({
  ...object('v1alpha1', kind, name, { sourceModelUri: 's3://models/iris', modelSize: '10Gi', nodeGroups: ['gpu'], ...spec }), metadata: { name, ...kind !== 'LocalModelCache' && { namespace: 'team' } },
});
const group = (name: string, storageLimit: string): Manifest => ({
  ...object('v1alpha1', 'LocalModelNodeGroup', name, { storageLimit, persistentVolumeSpec: {}, persistentVolumeClaimSpec: {} }), metadata: { name },
});
const container = (spec: object): Manifest => ({
  ...object('v1alpha1', 'ClusterStorageContainer', 'own', { container: { name: 'storage-initializer', image: 'own:1' }, supportedUriFormats: [{ prefix: 'own://' }], ...spec }), metadata: { name: 'own' },
});
const hpa = (scaleTargetRef: object): Manifest => ({
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'iris', namespace: 'team' }, spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', ...scaleTargetRef } },
});
const scaled = (name: string): Manifest => ({
  apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'iris', namespace: 'team' }, spec: { scaleTargetRef: { name }, triggers: [{ type: 'cron', metadata: {} }] },
});
const account = (annotations: object): Manifest => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'reader', namespace: 'team', annotations: annotations as Record<string, string> } });
const S3 = { 'serving.kserve.io/s3-endpoint': 'minio:9000', 'serving.kserve.io/s3-usehttps': '0' };
const multi = (model: object) => service({ predictor: { model: { modelFormat: { name: 'triton' }, ...model } } }, STANDARD);

/** `[what is wrong, the objects, the lines]` */
const WRONG: Array<[string, Manifest[], string[]]> = [
  ['a trained model with a dot in its name', [trained({}, 'iris.2')], [
    "error KSERVE_NAME_INVALID metadata.name: got 'iris.2'; letters, digits, _ and -, without a dot: it becomes part of the path /v1/models/<name>",
  ]],
  ['a trained model out of a claim', [trained({ storageUri: 'pvc://models' })], [
    "error KSERVE_TRAINED_MODEL_URI spec.model.storageUri: got 'pvc://models'; one of s3://, gs://, https://, http://: the agent of a multi-model server downloads from no other place",
  ]],
  ['a trained model without a spec', [{ apiVersion: 'serving.kserve.io/v1alpha1', kind: 'TrainedModel', metadata: { name: 'a', namespace: 'team' } }], [
    'error KSERVE_TRAINED_MODEL_URI spec.model.storageUri: one of s3://, gs://, https://, http://: the agent of a multi-model server downloads from no other place',
  ]],
  ['a trained model on a server of one model', [standard({}), trained({})], [
    "warning KSERVE_TRAINED_MODEL_PARENT spec.inferenceService: got 'iris'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: this one has a model of its own (storageUri)",
  ]],
  ['a trained model on a server of several places', [service({ predictor: { model: { modelFormat: { name: 'triton' } }, storageUris: [{ uri: 's3://a/b' }] } }, STANDARD), trained({})], [
    "warning KSERVE_TRAINED_MODEL_PARENT spec.inferenceService: got 'iris'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: this one has a model of its own (storageUris)",
  ]],
  ['a trained model on a server of Hugging Face', [service({ predictor: { model: { modelFormat: { name: 'huggingface' } } } }, STANDARD), trained({})], [
    "warning KSERVE_TRAINED_MODEL_PARENT spec.inferenceService: got 'iris'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: a Hugging Face server serves one",
  ]],
  ['a trained model in a container of one model', [service({ predictor: { containers: [{ name: 'a' }] } }, STANDARD), trained({})], [
    "warning KSERVE_TRAINED_MODEL_PARENT spec.inferenceService: got 'iris'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: its first container has no variable MULTI_MODEL_SERVER: 'true'",
  ]],
  ['a trained model that is too large', [multi({ resources: { limits: { memory: '512Mi' } } }), trained({})], [
    "warning KSERVE_TRAINED_MODEL_PARENT spec.inferenceService: got 'iris'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: its model asks for more memory than spec.predictor.model.resources.limits.memory of the service (512Mi)",
  ]],
  ['a trained model on a server without a limit', [multi({}), trained({})], [
    "warning KSERVE_TRAINED_MODEL_PARENT spec.inferenceService: got 'iris'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: its model asks for more memory than spec.predictor.model.resources.limits.memory of the service (not set)",
  ]],
  ['two caches of one model', [cache({}, 'a'), cache({}, 'b')], [
    "error KSERVE_MODEL_CACHE spec.sourceModelUri: got 's3://models/iris'; add the node groups to LocalModelCache 'a' instead: a cluster has one cache of a model",
  ]],
  ['a cache of a place that is not downloaded', [cache({ sourceModelUri: 'ftp://a/b' })], [
    "warning KSERVE_STORAGE_URI spec.sourceModelUri: got 'ftp://a/b'; write http:// or https://, or copy the model into a bucket",
  ]],
  ['a cache on nodes of another name', [group('gpus', '1Ti'), cache({})], [
    "warning KSERVE_MODEL_CACHE spec.nodeGroups[0]: got 'gpu'; did you mean 'gpus'? the input has no LocalModelNodeGroup of this name",
  ]],
  ['a cache whose name no label has room for', [cache({}, 'a'.repeat(64))], [
    `warning KSERVE_MODEL_CACHE metadata.name: got '${'a'.repeat(64)}'; at most 63 characters: it is the label of the Jobs that download the model (64)`,
  ]],
  ['a storage container for what Go cannot read', [container({ supportedUriFormats: [{ regex: 'own://(?=a)' }, { regex: 'own://.+' }] })], [
    "warning KSERVE_STORAGE_CONTAINER spec.supportedUriFormats[0].regex: got 'own://(?=a)'; a regular expression of Go: lookahead and lookbehind are not in Go regular expressions (RE2); KServe stops at it, whatever model it looks for",
  ]],
  ['a cache larger than its nodes', [group('gpu', '5Gi'), cache({}, 'iris', 'LocalModelNamespaceCache')], [
    "warning KSERVE_MODEL_CACHE spec.modelSize: got '10Gi'; at most the storageLimit of node group 'gpu', which is 5Gi",
  ]],
  ['a storage container of another workload', [container({ workloadType: 'InitContainer' })], [
    "warning KSERVE_STORAGE_CONTAINER spec.workloadType: got 'InitContainer'; did you mean 'initContainer'? one of initContainer, localModelDownloadJob: with any other it is never used",
  ]],
  ['a storage container that takes nothing', [container({ supportedUriFormats: [] })], [
    'warning KSERVE_STORAGE_CONTAINER spec.supportedUriFormats: add a prefix or regex: without one it takes no URI, and is never used',
  ]],
  ['a format that takes nothing', [container({ supportedUriFormats: [{}] })], [
    'warning KSERVE_STORAGE_CONTAINER spec.supportedUriFormats[0]: a prefix or a regex: this takes no URI',
  ]],
  ['a format of two forms', [container({ supportedUriFormats: [{ prefix: 'a://', regex: 'b://.+' }] })], [
    "warning KSERVE_STORAGE_CONTAINER spec.supportedUriFormats[0].regex: got 'b://.+'; an item of its own: beside a prefix the regex is not looked at",
  ]],
  ['an autoscaler of an InferenceService', [hpa({ apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', name: 'iris' })], [
    "warning KSERVE_AUTOSCALER_TARGET spec.scaleTargetRef.kind: got 'InferenceService'; set minReplicas, maxReplicas, scaleMetric and scaleTarget of the InferenceService, or target the Deployment iris-predictor with serving.kserve.io/autoscalerClass: external there: an InferenceService has no scale, and nothing is ever scaled",
  ]],
  ['two autoscalers', [standard({}), hpa({ name: 'iris-predictor' })], [
    "warning KSERVE_AUTOSCALER_TARGET spec.scaleTargetRef.name: got 'iris-predictor'; annotate InferenceService 'iris' with serving.kserve.io/autoscalerClass: external: KServe makes an autoscaler of its own for the same Deployment",
  ]],
  ['two autoscalers, one of KEDA', [standard({}, autoscaler('hpa')), scaled('iris-predictor')], [
    "warning KSERVE_AUTOSCALER_TARGET spec.scaleTargetRef.name: got 'iris-predictor'; annotate InferenceService 'iris' with serving.kserve.io/autoscalerClass: external: KServe makes an autoscaler of its own for the same Deployment",
  ]],
  ['an autoscaler beside fixed replicas', [standard({}, autoscaler('none')), hpa({ name: 'iris-predictor' })], [
    "warning KSERVE_AUTOSCALER_TARGET spec.scaleTargetRef.name: got 'iris-predictor'; annotate InferenceService 'iris' with serving.kserve.io/autoscalerClass: external: with 'none' KServe keeps setting the replicas itself",
  ]],
  ['an autoscaler of a Deployment that Knative names', [service({ predictor: { model: MODEL } }, KNATIVE), hpa({ name: 'iris-predictor' })], [
    "warning KSERVE_AUTOSCALER_TARGET spec.scaleTargetRef.name: got 'iris-predictor'; remove the HorizontalPodAutoscaler, or run InferenceService 'iris' in Standard mode: in Knative mode its Deployments have other names, and Knative scales them",
  ]],
  ['settings of S3 on a ServiceAccount', [account(S3)], [
    "warning KSERVE_S3_ANNOTATION metadata.annotations['serving.kserve.io/s3-endpoint']: got 'minio:9000'; put it on the Secret with the keys instead: on a ServiceAccount it is read only beside eks.amazonaws.com/role-arn",
    "warning KSERVE_S3_ANNOTATION metadata.annotations['serving.kserve.io/s3-usehttps']: got '0'; put it on the Secret with the keys instead: on a ServiceAccount it is read only beside eks.amazonaws.com/role-arn",
  ]],
  ['a configuration that is no JSON', [configuration({ ingress: "{'ingressDomain': 'x'}" })], [
    'warning KSERVE_CONFIG data.ingress: valid JSON, in double quotes and without comments: until then the webhooks or controllers of KServe fail',
  ]],
  ['a default mode that is none', [configuration({ deploy: '{"defaultDeploymentMode": "Raw"}' })], [
    'warning KSERVE_CONFIG data.deploy: defaultDeploymentMode: Standard or Knative (before 0.16 RawDeployment or Serverless): until then KServe refuses every InferenceService',
  ]],
];

test.each(WRONG)('tells of %s', (_, manifests, lines) => {
  expect(found(manifests)).toEqual(lines);
});

/** `[what is fine, the objects]` */
const GOOD: Array<[string, Manifest[]]> = [
  ['a trained model alone', [trained({})]],
  ['a trained model on a server of many', [multi({ resources: { limits: { memory: '16Gi' } } }), trained({})]],
  ['a trained model in a container of many', [service({ predictor: { containers: [{ name: 'a', env: [{ name: 'MULTI_MODEL_SERVER', value: 'true' }] }] } }, STANDARD), trained({})]],
  ['a trained model over HTTP', [trained({ storageUri: 'https://host/iris.tar.gz' })]],
  ['caches of two models, and one in a namespace', [group('gpu', '1Ti'), cache({}), cache({ sourceModelUri: 'hf://a/b' }, 'b'), cache({}, 'c', 'LocalModelNamespaceCache')]],
  ['a cache on nodes that the cluster has', [group('a-very-different-pool', '1Ti'), cache({})]],
  ['a storage container', [container({ workloadType: 'localModelDownloadJob', supportedUriFormats: [{ prefix: 'a://' }, { regex: 'b://.+' }] })]],
  ['an autoscaler for which KServe steps back', [standard({}, autoscaler('external')), hpa({ name: 'iris-predictor' })]],
  ['a ScaledObject for which it does', [standard({}, autoscaler('external')), scaled('iris-predictor')]],
  ['autoscalers of other things', [standard({}), hpa({ name: 'iris' }), hpa({ name: 'other-predictor' }), hpa({ kind: 'StatefulSet', name: 'iris-predictor' })].map((m, i) => ({ ...m, metadata: { ...m.metadata, name: `n${i}` } }))],
  ['settings of S3 beside a role', [account({ ...S3, 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/reader' })]],
  ['a ServiceAccount of other settings', [account({ a: 'b' })]],
  ['a configuration', [configuration({ deploy: '{"defaultDeploymentMode": "Serverless"}', ingress: '{"ingressDomain": "x"}', _example: 'no JSON at all' }), plain({})]],
  ['a ConfigMap of another name', [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', namespace: 'team' }, data: { deploy: 'x' } }]],
];

test.each(GOOD)('takes %s', (_, manifests) => {
  expect(found(manifests)).toEqual([]);
});

test('any shape is judged, and nothing throws', () => {
  for (const shape of [null, 1, 'a', [], [null, 1], {}, { storageUri: 1 }]) {
    expect(() => found([
      object('v1alpha1', 'TrainedModel', 'a', shape as any), trained(shape as any), cache({ nodeGroups: shape, sourceModelUri: shape }), container({ supportedUriFormats: shape, workloadType: shape }),
      hpa(shape as any), { ...hpa({}), spec: shape as any }, account(shape as any), configuration(shape as any), configuration({ deploy: shape as any }),
    ])).not.toThrow();
  }
});
