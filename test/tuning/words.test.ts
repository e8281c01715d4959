import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { EnvValue, Secret } from 'cdk8s-plus-28';
import { throughShell, trialOf } from './run/katib';
import type { TrainingJobProps } from '../../lib';
import { Algorithm, Framework, KatibExperiment, MetricsCollector, Objective, SearchSpace, TrainerVersion, TrainingJob, TrainingOperator } from '../../lib';
import { synth, testStack } from '../support/synth';

/** Prints the words that reach a program. */
const PROGRAM = [process.execPath, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--'];

function rendered(trial: (space: SearchSpace) => Partial<TrainingJobProps>, collector = MetricsCollector.stdOut(), values: Record<string, string> = {}) {
  const stack = testStack({ trainer: TrainerVersion.V2, katib: { trialResources: ['Job.v1.batch', 'MPIJob.v1.kubeflow.org', 'RayJob.v1.ray.io', 'TrainJob.v1alpha1.trainer.kubeflow.org'] } });
  const space = new SearchSpace();
  const given = { image: 'acme/churn:1.0', command: PROGRAM, ...trial(space) };
  new KatibExperiment(stack, 'hpo', {
    objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 6, metricsCollector: collector, space, trial: TrainingJob.trial(given),
  });
  return trialOf(synth(stack), 'hpo-1', Object.entries(values).map(([name, value]) => ({ name, value }))).spec;
}

/** The words that reach the program of a trial, when Katib has put a shell around it. */
function words(args: (space: SearchSpace) => string[], values: Record<string, string>, env: Record<string, string> = {}): string[] {
  const [container] = rendered(space => ({ args: args(space) }), undefined, values).template.spec.containers;
  const started = throughShell(container, ['1>&1 2>&1', '&&', 'echo completed >/dev/null']);
  // As the kubelet fills in variables.
  const [shell, ...rest] = [...started.command!, ...started.args!].map(word => word.replace(/\$\((\w+)\)/g, (written, name) => env[name] ?? written));
  return JSON.parse(execFileSync(shell, rest, { encoding: 'utf8' }));
}

test.each<[string, (space: SearchSpace) => string[], Record<string, string>, string[]]>([
  ['plain ones', s => [`--lr=${s.double('lr', 0, 1)}`, 'x'], { lr: '0.5' }, ['--lr=0.5', 'x']],
  ['JSON', s => [`{"lr": ${s.double('lr', 0, 1)}}`], { lr: '0.5' }, ['{"lr": 0.5}']],
  ['blanks, quotes and signs of a shell', s => ["it's", 'a  b', '$HOME `date` $(ls /)', '*', '~', '', '\\', '# x', `${s.double('lr', 0, 1)}`], { lr: '1' }, ["it's", 'a  b', '$HOME `date` $(ls /)', '*', '~', '', '\\', '# x', '1']],
  ['line breaks', s => [`a\n${s.double('lr', 0, 1)}`], { lr: '1' }, ['a\n1']],
  ['choices with blanks and quotes', s => [`--opt=${s.categorical('opt', ['adam w', "it's", '[1, 2]'])}`, '"$HOME"'], { opt: "it's a" }, ["--opt=it's a", '"$HOME"']],
  ['variables that Kubernetes fills in', s => ['--run=$(RUN)', `${s.double('lr', 0, 1)}`], { lr: '1' }, ['--run=a  b', '1']],
])('the program of a trial gets the words that its author wrote: %s', (_, args, values, expected) => {
  expect(words(args, values, { RUN: 'a  b' })).toEqual(expected);
});

test('the program of a trial gets what a variable of the pod holds, as one word', () => {
  const [{ command, args }] = rendered(space => ({
    env: { RUN: EnvValue.fromSecretValue({ secret: Secret.fromSecretName(testStack(), 'run', 'run'), key: 'name' }) }, args: ['--run=$(RUN)', `${space.double('lr', 0, 1)}`],
  }), undefined, { lr: '1' }).template.spec.containers;
  expect(args).toBeUndefined();
  const started = throughShell({ name: 'x', command }, ['&&', 'true']);
  const printed = execFileSync(started.command![0], [...started.command!.slice(1), ...started.args!], { encoding: 'utf8', env: { ...process.env, RUN: 'it\'s "a"; $(ls) `b`' } });
  expect(JSON.parse(printed)).toEqual(['--run=it\'s "a"; $(ls) `b`', '1']);
});

test.each<[string, string, string]>([
  ['of several lines, with a line break at its end', 'echo loss=0.5\necho done\n', 'loss=0.5\ndone\n'],
  ['with a comment at its end', 'echo loss=0.5 # the last', 'loss=0.5\n'],
  ['that goes on whatever happened', 'echo loss=0.5; false || true', 'loss=0.5\n'],
  ['with a program in the background', 'echo loss=0.5 & wait', 'loss=0.5\n'],
  ['that ends itself', 'echo loss=0.5; exit 0', 'loss=0.5\n'],
])('all that a script prints is collected: one %s', (_, script, printed) => {
  const [container] = rendered(space => ({ command: ['/bin/bash', '-ec', script], env: { LR: EnvValue.fromValue(`${space.double('lr', 0, 1)}`) } }), undefined, { lr: '1' }).template.spec.containers;
  const directory = mkdtempSync(join(tmpdir(), 'words-'));
  try {
    const log = join(directory, 'metrics.log');
    const { command, args } = throughShell(container, [`1>${log} 2>&1`, '&&', `cat ${log}`]);
    expect(execFileSync(command![0], [...command!.slice(1), ...args!], { encoding: 'utf8' })).toBe(printed);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('a command that a shell reads as it was meant stays as it is', () => {
  const [{ command, args }] = rendered(space => ({ command: ['python', 'train.py'], args: [`--lr=${space.double('lr', 0, 1)}`] }), undefined, { lr: '1' }).template.spec.containers;
  expect({ command, args }).toEqual({ command: ['python', 'train.py'], args: ['--lr=1'] });
});

test('an annotation of the trial is one word', () => {
  const [{ command }] = rendered(s => ({ command: ['python'], annotations: { note: 'a b' }, args: [`--note=${s.trialAnnotation('note')}`, `${s.double('lr', 0, 1)}`] }), undefined, { lr: '1' }).template.spec.containers;
  expect(command).toEqual(['sh', '-c', 'python "--note=a b" 1']);
});

test('patterns of files are in quotes, whatever there is in the directory', () => {
  const [{ command }] = rendered(s => ({ command: ['python'], args: ['[ab]', '--files=*.csv', '{a,b}', `${s.double('lr', 0, 1)}`] }), undefined, { lr: '1' }).template.spec.containers;
  expect(command).toEqual(['sh', '-c', "python '[ab]' '--files=*.csv' '{a,b}' 1"]);
});

test('choices with blanks reach a script in a file as one word', () => {
  const command = ['bash', 'train.sh'];
  const [container] = rendered(space => ({ command, args: [`--opt=${space.categorical('opt', ['sgd', 'adam w'])}`] }), undefined, { opt: 'adam w' }).template.spec.containers;
  expect(container.command).toEqual(['sh', '-c', 'bash train.sh "--opt=adam w"']);
});

test('without a shell around it a command stays as it is', () => {
  const [{ command, args }] = rendered(space => ({ args: ['a b', `${space.double('lr', 0, 1)}`] }), MetricsCollector.push(), { lr: '1' }).template.spec.containers;
  expect({ command, args }).toEqual({ command: PROGRAM, args: ['a b', '1'] });
});

test('only the pods whose output is read get a script', () => {
  const { trainer } = rendered(space => ({
    operator: TrainingOperator.TRAINER, framework: Framework.pytorch(), command: ['torchrun', 'train.py', 'a b'], args: [`${space.double('lr', 0, 1)}`], workers: 2,
  }), undefined, { lr: '1' });
  expect(trainer).toMatchObject({ command: ['sh', '-c', "torchrun train.py 'a b' 1"] });
  expect(trainer).not.toHaveProperty('args');
});

describe('a program on Ray', () => {
  const onRay = (more: object = {}, collector?: MetricsCollector) => rendered(space => ({
    framework: Framework.ray({ runtimeEnv: { pip: ["it's"] }, metadata: { team: 'a' }, entrypointNumCpus: 1, entrypointResources: { tpu: 2 }, ...more }),
    command: ['python', 'train.py'], args: [`--lr=${space.double('lr', 0, 1)}`, 'a b'], workers: 2,
  }), collector, { lr: '1' }).submitterPodTemplate.spec.containers[0];

  test('is submitted by a script whose last command prints what the program prints', () => {
    const { command, args } = onRay();
    expect(args).toBeUndefined();
    expect(command.slice(0, 2)).toEqual(['sh', '-c']);
    expect(command[2].split(/ \|\| |; /)).toEqual([
      'ray job status --address http://$RAY_DASHBOARD_ADDRESS $RAY_JOB_SUBMISSION_ID >/dev/null 2>&1',
      'ray job submit --address http://$RAY_DASHBOARD_ADDRESS --no-wait --submission-id $RAY_JOB_SUBMISSION_ID' +
      " --runtime-env-json '{\"pip\":[\"it'\\''s\"]}' --metadata-json '{\"team\":\"a\"}' --entrypoint-num-cpus 1 --entrypoint-resources '{\"tpu\":2}'" +
      " -- python train.py --lr=1 'a b'",
      'ray job logs --address http://$RAY_DASHBOARD_ADDRESS --follow $RAY_JOB_SUBMISSION_ID',
    ]);
  });

  test('is submitted as KubeRay does where nobody reads what it prints', () => {
    expect(onRay({}, MetricsCollector.push())).not.toHaveProperty('command');
  });

  test('is submitted as its author says', () => {
    expect(onRay({ submitter: { command: ['submit.sh'] } })).toMatchObject({ command: ['submit.sh'] });
  });
});
