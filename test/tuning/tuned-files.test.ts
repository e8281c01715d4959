import { ConfigMap } from 'cdk8s-plus-28';
import type { TrainingJobProps } from '../../lib';
import { Algorithm, Code, Framework, KatibExperiment, Objective, SearchSpace, TrainingJob } from '../../lib';
import type { Manifest } from '../support/synth';
import { find, problems, synth, testStack } from '../support/synth';

function made(trial: (space: SearchSpace) => Partial<TrainingJobProps>) {
  const stack = testStack();
  const space = new SearchSpace();
  const job = TrainingJob.trial({ image: 'acme/churn:1.0', command: ['python', 'train.py'], ...trial(space) });
  new KatibExperiment(stack, 'hpo', { objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 6, space, trial: job });
  return { stack };
}
const trialOf = (manifests: Manifest[]) => find(manifests, 'Experiment').spec.trialTemplate.trialSpec.spec;

test('trials read files with values in them from their own annotations', () => {
  const { metadata, spec: pod } = trialOf(synth(made(s => ({ code: Code.inline({ 'conf.yaml': `lr: ${s.double('lr', 0, 1)}\n` }).at('/conf') })).stack)).template;
  expect(metadata.annotations).toEqual({ 'file.cdk8s-mlops.dev/conf.yaml': 'lr: ${trialParameters.lr}\n' });
  expect(pod.volumes[0].downwardAPI.items).toEqual([{ path: 'conf.yaml', fieldRef: { fieldPath: "metadata.annotations['file.cdk8s-mlops.dev/conf.yaml']" } }]);
  expect(pod.containers[0].volumeMounts[0]).toMatchObject({ mountPath: '/conf' });
});

test('trials keep their files apart, and those without values in a ConfigMap', () => {
  const files = (lr: unknown) => ({ 'conf.yaml': `lr: ${lr}\n`, '.env': `LR=${lr}`, '__init__.py': '' });
  const all = synth(made(s => {
    const lr = s.double('lr', 0, 1);
    return { code: Code.inline(files(lr)).at('/code'), data: [Code.inline({ 'conf.yaml': `rate: ${lr}\n` }).at('/conf', { subPath: 'conf.yaml' })] };
  }).stack);
  const { metadata, spec: pod } = trialOf(all).template;
  expect(metadata.annotations).toEqual({
    'file.cdk8s-mlops.dev/conf.yaml': 'lr: ${trialParameters.lr}\n', 'file.cdk8s-mlops.dev/env': 'LR=${trialParameters.lr}',
    'file.cdk8s-mlops.dev/conf.yaml-2': 'rate: ${trialParameters.lr}\n',
  });
  const own = (key: string, path: string) => ({ path, fieldRef: { fieldPath: `metadata.annotations['file.cdk8s-mlops.dev/${key}']` } });
  expect(pod.volumes.find(({ name }: any) => name === 'code').projected.sources).toEqual([
    { configMap: { name: find(all, 'ConfigMap').metadata.name } }, { downwardAPI: { items: [own('conf.yaml', 'conf.yaml'), own('env', '.env')] } },
  ]);
  expect(find(all, 'ConfigMap').data).toEqual({ '__init__.py': '' });
  expect(pod.volumes.find(({ name }: any) => name === 'conf').downwardAPI.items).toEqual([own('conf.yaml-2', 'conf.yaml')]);
  expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'conf', mountPath: '/conf', subPath: 'conf.yaml', readOnly: true });
});

test('trials read files of a part, too', () => {
  const { Master } = trialOf(synth(made(s => ({
    framework: Framework.pytorch({ master: { volumes: [Code.inline({ 'conf.yaml': `lr: ${s.double('lr', 0, 1)}` }).at('/conf')] } }), workers: 2,
  })).stack)).pytorchReplicaSpecs;
  expect(Master.template.metadata.annotations).toEqual({ 'file.cdk8s-mlops.dev/conf.yaml': 'lr: ${trialParameters.lr}' });
  expect(Master.template.spec.volumes.find(({ name }: any) => name === 'conf').downwardAPI.items).toHaveLength(1);
});

test('trials that read a ConfigMap of the app do not get values in it', () => {
  const { stack } = made(s => ({ args: [`${s.double('lr', 0, 1)}`] }));
  new ConfigMap(stack, 'conf', { metadata: { name: 'conf' }, data: { 'conf.yaml': 'lr: ${trialParameters.lr}' } });
  expect(problems(stack)).toEqual([expect.stringMatching(/TUNING_PLACEHOLDER_UNKNOWN data\['conf\.yaml'\]: Katib fills in the trial alone/)]);
});
