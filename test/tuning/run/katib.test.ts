import { CASES, experimentOf } from './cases';
import type { Assignment } from './katib';
import { collection, isPrimary, metricsFile, observed, trialOf, watchedPod } from './katib';
import type { Manifest } from '../../support/synth';
import { find } from '../../support/synth';
import type { Pod } from '../../training/run/kubelet';
import { startOf } from '../../training/run/kubelet';

const TEMPLATE = { apiVersion: 'batch/v1', kind: 'Job', metadata: { labels: { team: 'vision' } }, spec: { args: ['--lr=${trialParameters.rate}', '${trialParameters.me}', '${trialParameters.team}'] } };
const PARAMETERS = [{ name: 'rate', reference: 'lr' }, { name: 'me', reference: '${trialSpec.Name}' }, { name: 'team', reference: '${trialSpec.Labels[team]}' }];

const experiment = (trialTemplate: object, more: object = {}): Manifest => ({ kind: 'Experiment', metadata: { name: 'hpo', namespace: 'ml' }, spec: { trialTemplate, ...more } });
const values = (given: Record<string, string>): Assignment[] => Object.entries(given).map(([name, value]) => ({ name, value }));

test('values and what a trial is take the place of placeholders, and the object gets its name', () => {
  expect(trialOf([experiment({ trialSpec: TEMPLATE, trialParameters: PARAMETERS })], 'hpo-1', values({ lr: '0.1' }))).toEqual({
    ...TEMPLATE, metadata: { labels: { team: 'vision' }, name: 'hpo-1', namespace: 'ml' }, spec: { args: ['--lr=0.1', 'hpo-1', 'vision'] },
  });
});

test('in a ConfigMap a placeholder without quotes becomes a number, one with quotes stays text', () => {
  const data = { 'trial.yaml': 'apiVersion: v1\nkind: JobSet\nspec:\n  replicas: ${trialParameters.n}\n  text: "${trialParameters.n}"\n' };
  const configMap = { configMapName: 'hpo-template', configMapNamespace: 'ml', templatePath: 'trial.yaml' };
  const manifests = [experiment({ configMap, trialParameters: [{ name: 'n', reference: 'n' }] }), { kind: 'ConfigMap', metadata: { name: 'hpo-template' }, data }];
  expect(trialOf(manifests, 'hpo-1', values({ n: '2' })).spec).toEqual({ replicas: 2, text: '2' });
});

test.each<[string, object[], Record<string, string>, string]>([
  ['a placeholder without a value', PARAMETERS, { alpha: '1' }, 'rate stands for lr, which is not among alpha'],
  ['a value without a placeholder', PARAMETERS, { lr: '1', alpha: '1' }, '1 of 2 parameters are in the trial'],
  ['a placeholder that is not declared', PARAMETERS.slice(0, 2), { lr: '1' }, '${trialParameters.team} is still in the trial'],
])('%s is refused', (_, trialParameters, given, message) => {
  expect(() => trialOf([experiment({ trialSpec: TEMPLATE, trialParameters })], 'hpo-1', values(given))).toThrow(message);
});

const pod = (container: object): Pod => ({ name: 'p', namespace: 'ml', hosts: [], template: { metadata: { labels: { index: '0' } }, spec: { containers: [{ name: 'main' }] } }, container: { name: 'main', ...container } });
const watching = (kind: string, source?: object): Manifest => ({ trialTemplate: { primaryContainerName: 'main' }, metricsCollectorSpec: { collector: { kind }, source } });
const runs = (container: object, spec: Manifest) => startOf(watchedPod(pod(container), spec), '127.0.0.1').command;

test.each<[string, object, Manifest, string[]]>([
  ['standard output goes to a file', { command: ['python', 'a.py'], args: ['--lr=1'] }, watching('StdOut'), ['sh', '-c', 'python a.py --lr=1 1>/var/log/katib/metrics.log 2>&1 && echo completed > /var/log/katib/$$.pid']],
  ['a shell is not started twice', { command: ['bash', '-c', 'python a.py'] }, watching('StdOut'), ['bash', '-c', 'python a.py 1>/var/log/katib/metrics.log 2>&1 && echo completed > /var/log/katib/$$.pid']],
  ['a file is written by the trial', { command: ['python', 'a.py'] }, watching('File', { fileSystemPath: { path: '/m/x.log' } }), ['sh', '-c', 'python a.py && echo completed > /m/$$.pid']],
])('%s', (_, container, spec, expected) => {
  expect(runs(container, spec)).toEqual(expected);
  expect(watchedPod(pod(container), spec).container.volumeMounts).toEqual([{ name: 'metrics-volume', mountPath: metricsFile(spec).replace(/\/[^/]+$/, '') }]);
});

test('a trial without a command, and one without the container that counts, are refused', () => {
  expect(() => runs({}, watching('StdOut'))).toThrow('give the trial a command');
  expect(() => runs({ name: 'other', command: ['a'] }, watching('StdOut'))).toThrow('p has no container main');
});

test('the pods that count are those with the labels', () => {
  const labelled = (primaryPodLabels?: object) => isPrimary(pod({}), { trialTemplate: { primaryPodLabels } });
  expect([labelled(), labelled({ index: '0' }), labelled({ index: '1' })]).toEqual([true, true, false]);
});

const objective = (more: object): Manifest => ({ objective: { type: 'maximize', objectiveMetricName: 'acc', ...more }, metricsCollectorSpec: {} });

test.each<[string, object, Record<string, string>]>([
  ['the largest', {}, { acc: '0.9', loss: '2' }],
  ['the least', { type: 'minimize' }, { acc: '0.7', loss: '1e-3' }],
  ['what its strategy says', { metricStrategies: [{ name: 'acc', value: 'latest' }, { name: 'loss', value: 'min' }] }, { acc: '0.7', loss: '1e-3' }],
])('of the values of a metric counts %s', (_, more, expected) => {
  expect(observed([['acc', '0.8'], ['loss', '2'], ['acc', '0.9'], ['loss', '1e-3'], ['acc', ''], ['acc', '0.7']], objective(more))).toEqual(expected);
});

test('without a filter the collector looks for lines such as loss=0.3', () => {
  const { format, names, filters: [filter] } = collection(objective({ additionalMetricNames: ['loss'] }));
  expect([format, names]).toEqual(['TEXT', ['acc', 'loss']]);
  expect(new RegExp(filter).exec('epoch 3: loss = 3.5e-2')!.slice(1, 3)).toEqual(['loss', '3.5e-2']);
});

test.each(CASES.map(one => [one.name, one] as const))('the experiment %s makes trials of which one pod counts', (_, one) => {
  const manifests = experimentOf(one);
  const { spec } = find(manifests, 'Experiment');
  const trial = trialOf(manifests, 'trial', spec.parameters.map(({ name, feasibleSpace: { min, list } }: Manifest) => ({ name, value: list?.[0] ?? min })));
  expect(trial.metadata.name).toBe('trial');
});
