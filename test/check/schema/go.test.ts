import { foundIn, object } from '../manifests';

// How the API server reads values, where its OpenAPI document says something else.

const errors = (apiVersion: string, kind: string, fields: object) =>
  foundIn([object(apiVersion, kind, 'a', fields)]).filter(line => line.startsWith('error ')).map(line => line.slice('error '.length));
const container = { name: 'main', image: 'main:1' };
const claim = (rest: object) => ({ spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...rest } });
const budget = (rest: object) => ({ spec: { selector: { matchLabels: { a: 'b' } }, ...rest } });
const model = (memory: unknown) => ({ spec: { inferenceService: 'x', model: { framework: 'sklearn', storageUri: 's3://a/b', memory } } });
const predictor = (rest: object) => ({ spec: { predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://a/b', ...rest } } } });
const hook = (timeout: string) => ({ spec: { parentResource: { apiVersion: 'v1', resource: 'namespaces' }, hooks: { sync: { webhook: { url: 'http://a', timeout } } } } });

test.each<[string, string, string, object, string]>([
  ['volumeMode', 'v1', 'PersistentVolumeClaim', claim({ volumeMode: '' }), "SCHEMA_ENUM spec.volumeMode: got ''; one of Block, Filesystem"],
  ['unhealthyPodEvictionPolicy', 'policy/v1', 'PodDisruptionBudget', budget({ minAvailable: 1, unhealthyPodEvictionPolicy: '' }),
    "SCHEMA_ENUM spec.unhealthyPodEvictionPolicy: got ''; one of AlwaysAllow, IfHealthyBudget"],
  ['preemptionPolicy', 'v1', 'Pod', { spec: { containers: [container], preemptionPolicy: '' } }, "SCHEMA_ENUM spec.preemptionPolicy: got ''; one of Never, PreemptLowerPriority"],
])('an empty %s is no word, as Go has a pointer there', (_, apiVersion, kind, fields, line) => {
  expect(errors(apiVersion, kind, fields)).toEqual([line]);
});

test('an empty restartPolicy is one that is left out', () => {
  expect(errors('v1', 'Pod', { spec: { containers: [container], restartPolicy: '' } })).toEqual([]);
});

test('a number or text is of 32 bits', () => {
  expect(errors('policy/v1', 'PodDisruptionBudget', budget({ maxUnavailable: 2 ** 31 }))).toEqual(['SCHEMA_RANGE spec.maxUnavailable: got 2147483648; a whole number of 32 bits']);
  expect(errors('serving.kserve.io/v1beta1', 'InferenceService', predictor({ readinessProbe: { httpGet: { path: '/', port: 2 ** 31 } } })))
    .toContain('SCHEMA_RANGE spec.predictor.model.readinessProbe.httpGet.port: got 2147483648; a whole number of 32 bits');
  expect(errors('policy/v1', 'PodDisruptionBudget', budget({ maxUnavailable: 2 ** 31 - 1 }))).toEqual([]);
  expect(errors('serving.kserve.io/v1alpha1', 'TrainedModel', model(2 ** 33))).toEqual([]);
});

test('of a custom resource, a number is whole to nine digits', () => {
  expect(errors('serving.kserve.io/v1alpha1', 'TrainedModel', model(0.5))).toContain('SCHEMA_TYPE spec.model.memory: got 0.5; a fraction goes in quotes');
  expect(errors('serving.kserve.io/v1alpha1', 'TrainedModel', model(1073741824.5))).toEqual([]);
});

test('a duration has a number and a unit somewhere', () => {
  expect(errors('metacontroller.k8s.io/v1alpha1', 'CompositeController', hook('10s-and-more'))).toEqual([]);
  expect(errors('metacontroller.k8s.io/v1alpha1', 'CompositeController', hook('10'))).toEqual(["SCHEMA_FORMAT spec.hooks.sync.webhook.timeout: got '10'; a duration such as '1h30m'"]);
});

test('an unknown field without a value is an unknown field', () => {
  const [line, ...others] = errors('argoproj.io/v1alpha1', 'Workflow', { spec: { entrypoint: 'a', templates: [{ name: 'a', paralelism: null, parallelism: null, container }] } });
  expect(line).toBe("SCHEMA_UNKNOWN_FIELD spec.templates[0].paralelism: unknown field; did you mean 'parallelism'?");
  expect(others).toEqual([]);
});

test.each<[string, string, string, object]>([
  ['a LimitRange without limits', 'v1', 'LimitRange', { spec: {} }],
  ['an EndpointSlice without endpoints', 'discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4' }],
  ['a zone without a name', 'discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['10.1.2.3'], hints: { forZones: [{}] } }] }],
  ['a claim from a source of no kind', 'v1', 'PersistentVolumeClaim', claim({ dataSource: { name: 'a' } })],
])('%s is taken, whatever the OpenAPI document requires', (_, apiVersion, kind, fields) => {
  expect(errors(apiVersion, kind, fields)).toEqual([]);
});

test.each<[string, string, string, object, string]>([
  ['a claim from a snapshot of no name', 'v1', 'PersistentVolumeClaim', claim({ dataSource: { kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io' } }),
    'VALUE_MISSING spec.dataSource.name: the VolumeSnapshot to start from'],
  ['an EndpointSlice of no type', 'discovery.k8s.io/v1', 'EndpointSlice', { addressType: '', endpoints: [] }, "VALUE_MISSING addressType: got ''; IPv4, IPv6 or FQDN"],
  ['an empty protocol of an EndpointSlice', 'discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [], ports: [{ port: 80, protocol: '' }] },
    "VALUE_UNKNOWN ports[0].protocol: got ''; TCP, UDP or SCTP, or leave it out"],
])('%s is refused', (_, apiVersion, kind, fields, line) => {
  expect(errors(apiVersion, kind, fields)).toEqual([line]);
});
