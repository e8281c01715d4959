import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { KatibExperimentProps, Parameter, TrialOptions } from '../../lib';
import { Algorithm, Defaults, Framework, KatibExperiment, MetricsCollector, Objective, SearchSpace, TrainingJob, TrialTemplate } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

function experiment(props: Partial<KatibExperimentProps> = {}, options?: TrialOptions, defaults?: Defaults) {
  const stack = testStack();
  const space = new SearchSpace();
  const trial = TrainingJob.trial({
    framework: Framework.pytorch(), image: 'acme/train:1.0', command: ['python', 'train.py', `--lr=${space.double('lr', 0.01, 0.1)}`], workers: 2, defaults,
  }, options);
  new KatibExperiment(stack, 'hpo', { objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 12, space, trial, ...props });
  return stack;
}
const specOf = (stack: ReturnType<typeof experiment>) => find(synth(stack), 'Experiment').spec;

test('an experiment gets what is safe unless its trial, or it itself, says otherwise', () => {
  expect(specOf(experiment()).maxFailedTrialCount).toBe(3);
  expect(specOf(experiment({}, {}, Defaults.UPSTREAM))).not.toHaveProperty('maxFailedTrialCount');
  expect(specOf(experiment({ defaults: Defaults.SAFE }, {}, Defaults.UPSTREAM)).maxFailedTrialCount).toBe(3);
  expect(specOf(experiment({ defaults: Defaults.UPSTREAM }))).not.toHaveProperty('maxFailedTrialCount');
  expect(specOf(experiment({ defaults: Defaults.UPSTREAM, maxFailedTrials: 2 })).maxFailedTrialCount).toBe(2);
});

test('an experiment of upstream does not take safety from the pods of its trials', () => {
  const { trialTemplate } = specOf(experiment({ defaults: Defaults.UPSTREAM }));
  expect(trialTemplate.trialSpec.spec.pytorchReplicaSpecs.Master.template.spec.securityContext).toMatchObject({ runAsNonRoot: true });
});

test('what is said of primary pods and of the end of a trial goes before what is known of its kind', () => {
  const primaryPodLabels = { 'training.kubeflow.org/replica-type': 'worker' };
  const successCondition = 'status.conditions.#(type=="Running")#';
  expect(specOf(experiment({}, { primaryPodLabels, successCondition })).trialTemplate).toMatchObject({ primaryPodLabels, successCondition });
  expect(specOf(experiment()).trialTemplate).not.toHaveProperty('primaryPodLabels');
});

test('a condition that the kind never has is told by its option', () => {
  expect(problems(experiment({}, { successCondition: 'status.conditions.#(type=="Complete")#|#(status=="True")#' }))).toEqual([
    expect.stringMatching(/^\[mlops\/hpo\] TUNING_TRIAL_STALLS trial.successCondition: got 'status\.conditions.*'; a PyTorchJob never has a condition of type Complete/),
  ]);
});

describe('the container of a collector of one’s own', () => {
  const options = {
    image: 'acme/collector:1.0', workingDir: '/srv', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, resources: { memory: { limit: Size.gibibytes(1) } },
  };
  const container = (defaults?: Defaults, more: object = {}) =>
    specOf(experiment({ metricsCollector: MetricsCollector.custom({ ...options, ...more }), defaults })).metricsCollectorSpec.collector.customCollector;

  test('has the resources that were given, and safe ones for the rest', () => {
    expect(container()).toMatchObject({
      workingDir: '/srv', imagePullPolicy: 'Always', securityContext: { readOnlyRootFilesystem: true },
      resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
    });
  });

  test('has nothing else with the defaults of upstream', () => {
    expect(container(Defaults.UPSTREAM)).toEqual({
      name: 'custom-metrics-logger-and-collector', image: 'acme/collector:1.0', workingDir: '/srv', imagePullPolicy: 'Always', resources: { limits: { memory: '1Gi' } },
    });
  });

  test('takes variables as a whole', () => {
    const secret = kplus.Secret.fromSecretName(testStack(), 'secret', 'collector');
    expect(container(undefined, { envFrom: [kplus.Env.fromSecret(secret)] }).envFrom).toEqual([{ secretRef: { name: 'collector' } }]);
  });
});

test.each([
  ['of its factory', (epochs: Parameter) => Algorithm.hyperband({ resource: epochs, maxResource: 2, eta: 2 })],
  ['by its name', () => Algorithm.of('hyperband', { resource_name: 'epochs', r_l: '2', eta: '2' })],
])('the bounds of what hyperband hands out, %s, need not differ; those of another parameter do', (_, algorithm) => {
  const stack = testStack();
  const space = new SearchSpace();
  const epochs = space.int('epochs', 1, 1);
  const depth = space.int('depth', 2, 2);
  new KatibExperiment(stack, 'hpo', {
    objective: Objective.minimize('loss'), algorithm: algorithm(epochs), maxTrials: 8, space,
    trial: TrainingJob.trial({ image: 'acme/train:1.0', command: ['python', 'train.py', `--epochs=${epochs}`, `--depth=${depth}`] }),
  });
  expect(problems(stack)).toEqual(["[mlops/hpo] TUNING_SEARCH_SPACE space 'depth' min: got 2; not below max (2), so there is nothing to search"]);
});

test('a template of any kind is safe unless the experiment says otherwise', () => {
  const trial = TrialTemplate.of({
    apiVersion: 'batch/v1', kind: 'Job',
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'acme/train:1.0', command: ['train', '${trialParameters.lr}'] }] } } },
  }, { primaryContainer: 'main' });
  expect(specOf(experiment({ trial })).maxFailedTrialCount).toBe(3);
  expect(specOf(experiment({ trial, defaults: Defaults.UPSTREAM }))).not.toHaveProperty('maxFailedTrialCount');
});
