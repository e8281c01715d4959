import { dump } from 'js-yaml';
import { experiment, katibSays } from './experiments';
import type { Manifest } from '../../../../lib/check';

const written = (yaml: string | undefined): Manifest => ({
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'katib-config', namespace: 'kubeflow' }, data: yaml === undefined ? {} : { 'katib-config.yaml': yaml },
});
const random = { algorithmName: 'random', image: 'a:1' };
const configMap = (runtime: object = {}, init: object = {}, rest: object = {}) => written(dump({
  apiVersion: 'config.kubeflow.org/v1beta1', kind: 'KatibConfig', init,
  runtime: { suggestions: [random], earlyStoppings: [{ algorithmName: 'medianstop', image: 'a:1' }], metricsCollectors: [{ kind: 'StdOut', image: 'a:1' }], ...runtime }, ...rest,
}, { noRefs: true }));
const DATA = "data['katib-config.yaml']";
const service = (rest: object) => configMap({ suggestions: [{ ...random, ...rest }] });

test.each<[string, Manifest]>([
  ['a configuration that leaves out what has a default', configMap()],
  ['an algorithm with fields of a container', service({ env: [{ name: 'A', value: '1' }], ports: [{ containerPort: 9000 }], securityContext: { runAsNonRoot: true } })],
  ['amounts below zero, which Katib takes away', service({ resources: { requests: { 'ephemeral-storage': '-1' }, limits: { 'ephemeral-storage': -1 } } })],
  ['a claim that leaves out what has a default', service({ persistentVolumeClaimSpec: { storageClassName: 'fast' } })],
  ['a mount of the volume that Katib adds', service({ volumeMounts: [{ name: 'suggestion-volume', mountPath: '/data' }] })],
  ['anchors, which are not followed here', written('a: &a {b: 1}\nkind: *a')],
  ['a ConfigMap of another name', { ...written(undefined), metadata: { name: 'katib-settings' } }],
])('%s is fine', (_, manifest) => {
  expect(katibSays(manifest)).toEqual([]);
});

test.each<[string, Manifest, string[]]>([
  ['a ConfigMap without the key', written(undefined), [`warning TUNING_CONFIG ${DATA}: Katib reads this key, a KatibConfig as YAML; until then its controller does not start`]],
  ['text that is no YAML', written('a: ['), [`warning TUNING_CONFIG ${DATA}: a KatibConfig as YAML (unexpected end of the stream within a flow collection); until then its controller does not start`]],
  ['text that is no map', written('a'), [`warning TUNING_CONFIG ${DATA}: a KatibConfig as YAML (it is no map); until then its controller does not start`]],
  ['another kind', configMap({}, {}, { kind: 'Config' }), [`warning TUNING_CONFIG ${DATA}.kind: got 'config.kubeflow.org/v1beta1 Config'; write apiVersion: config.kubeflow.org/v1beta1 and kind: KatibConfig; until then its controller does not start`]],
  ['a misspelt field', configMap({}, { controller: { trialResource: [] } }), [`warning SCHEMA_UNKNOWN_FIELD ${DATA}.init.controller.trialResource: ignored: unknown field; did you mean 'trialResources'?`]],
  ['text for a number', configMap({}, { controller: { webhookPort: '8443' } }), [`warning SCHEMA_TYPE ${DATA}.init.controller.webhookPort: got '8443'; expected a whole number, not text: leave out the quotes; until then Katib cannot read any of it`]],
  ['a kind of trials without its group', configMap({}, { controller: { trialResources: ['Job.v1'] } }), [`warning TUNING_CONFIG ${DATA}.init.controller.trialResources[0]: got 'Job.v1'; write Kind.version.group, such as 'Job.v1.batch'; until then Katib's controller does not start`]],
  ['an algorithm twice', configMap({ suggestions: [random, random] }), [`warning TUNING_CONFIG ${DATA}.runtime.suggestions[0].algorithmName: got 'random'; ignored: a later entry has the same name, and that one counts; remove one of the two`]],
  ['an algorithm without name and image', configMap({ suggestions: [{}] }), [
    `warning TUNING_REQUIRED ${DATA}.runtime.suggestions[0].algorithmName: Experiments ask for it by this name`,
    `warning TUNING_REQUIRED ${DATA}.runtime.suggestions[0].image: Katib refuses Experiments that ask for it: give it an image`,
  ]],
  ['a collector that nobody can ask for', configMap({ metricsCollectors: [{ kind: 'stdout' }] }), [`warning TUNING_VALUE_UNKNOWN ${DATA}.runtime.metricsCollectors[0].kind: got 'stdout'; no Experiment asks for it: did you mean 'StdOut'? one of StdOut, File, TensorFlowEvent, PrometheusMetric`]],
  ["a request above Katib's own limit", service({ resources: { requests: { memory: '1Gi' } } }), [`warning REQUEST_ABOVE_LIMIT ${DATA}.runtime.suggestions[0].resources.requests.memory: got '1Gi'; above the limit of 100Mi; lower the request or raise the limit; Katib takes this, and Experiments that need it never start`]],
  ['a relative path of the volume', service({ volumeMountPath: 'data' }), [`warning PATH_INVALID ${DATA}.runtime.suggestions[0].volumeMountPath: got 'data'; an absolute path, beginning with /`]],
])('%s is told', (_, manifest, lines) => {
  expect(katibSays(manifest)).toEqual(lines);
});

test.each([
  ['apiVersion: {toString: 1}'], ['[]'], ['---'], [`${'['.repeat(50_000)}`],
  ['{apiVersion: config.kubeflow.org/v1beta1, kind: KatibConfig, init: [1], runtime: {suggestions: {a: 1}, earlyStoppings: [1, null], metricsCollectors: [{kind: {toString: 1}, image: [], resources: [1]}]}}'],
  ['{apiVersion: config.kubeflow.org/v1beta1, kind: KatibConfig, init: {controller: {trialResources: [{toString: 1}]}}, runtime: {suggestions: [{persistentVolumeClaimSpec: 1, resources: {requests: 1, limits: {cpu: {}}}, volumeMounts: 7}]}}'],
])('whatever else is in it is told of, and nothing breaks: %#', yaml => {
  expect(katibSays(written(yaml), experiment()).filter(line => line.startsWith('warning'))).not.toEqual([]);
});

test('an Experiment is judged by the configuration beside it', () => {
  const asks = experiment({ algorithm: { algorithmName: 'acme' }, metricsCollectorSpec: { collector: { kind: 'File' } } });
  const told = (...beside: Manifest[]) => katibSays(asks, ...beside).filter(line => /ALGORITHM|COLLECTOR/.test(line));
  expect(told()).toEqual([expect.stringContaining("got 'acme'")]);
  expect(told(configMap({ suggestions: [{ algorithmName: 'acme', image: 'a:1' }], metricsCollectors: [{ kind: 'File', image: 'a:1' }] }))).toEqual([]);
  expect(told(configMap())).toEqual([
    "error TUNING_ALGORITHM_UNKNOWN spec.algorithm.algorithmName: got 'acme'; not in katib-config: one of random",
    "error TUNING_COLLECTOR spec.metricsCollectorSpec.collector.kind: got 'File'; katib-config has no collector of this kind; it has StdOut",
  ]);
});

test('a kind of trials that the configuration beside it lists is one', () => {
  const asks = experiment();
  const kinds = (...resources: string[]) => katibSays(asks, configMap({}, { controller: { trialResources: resources } })).filter(line => line.includes('TRIAL_KIND'));
  expect(kinds('Job.v1.batch')).toEqual([]);
  expect(kinds()).toEqual([]);
  expect(kinds('TFJob.v1.kubeflow.org')).toHaveLength(1);
});
