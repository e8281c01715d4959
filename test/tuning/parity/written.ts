import type { KatibExperimentProps, PlatformProps, TrainingJobProps, TrialOptions } from '../../../lib';
import { Algorithm, Defaults, KatibExperiment, Objective, PodSecurity, SearchSpace, TrainingJob } from '../../../lib';
import type { Manifest } from '../../support/synth';
import { find, synth, testStack } from '../../support/synth';
import { canonical } from '../../training/parity/canonical';

/** Kinds of upstream's samples that Katib watches once its configuration lists them. */
const TRIALS = [
  'Job.v1.batch', 'TFJob.v1.kubeflow.org', 'PyTorchJob.v1.kubeflow.org', 'XGBoostJob.v1.kubeflow.org', 'MPIJob.v1.kubeflow.org', 'MXJob.v1.kubeflow.org',
  'TrainJob.v1alpha1.trainer.kubeflow.org', 'Workflow.v1alpha1.argoproj.io', 'PipelineRun.v1.tekton.dev',
];

/** What most samples maximize. */
export const ACCURACY = Objective.maximize('Validation-accuracy', { goal: 0.99, additionalMetrics: ['Train-accuracy'] });

/** How many trials most samples have. */
export const COUNTS = { parallelTrials: 3, maxTrials: 12, maxFailedTrials: 3 };

/** An experiment of typed props alone, as the cluster sees it; any problem fails. */
export function written(name: string, props: Partial<KatibExperimentProps> & Pick<KatibExperimentProps, 'trial'>, platform: PlatformProps = {}): any {
  const stack = testStack({ katib: { trialResources: TRIALS }, ...platform }, { podSecurity: PodSecurity.PRIVILEGED, namespace: 'kubeflow' });
  new KatibExperiment(stack, name, { objective: ACCURACY, algorithm: Algorithm.random(), ...COUNTS, ...props } as KatibExperimentProps);
  return canonical(find(synth(stack), 'Experiment'));
}

/** A trial of a plain Job with nothing that was not asked for. */
export const job = (props: TrainingJobProps, options?: TrialOptions) =>
  TrainingJob.trial({ defaults: Defaults.UPSTREAM, containerName: 'training-container', ...props }, options);

export const MXNET = 'docker.io/kubeflowkatib/mxnet-mnist:v0.15.0';
export const PYTORCH = 'docker.io/kubeflowkatib/pytorch-mnist-cpu:v0.15.0';

/** The learning rate, the number of layers and the optimizer, which most samples search. */
export function mnist(step?: number, [min, max] = [0.01, 0.03]) {
  const space = new SearchSpace();
  const lr = space.double('lr', min, max, { step, placeholder: 'learningRate', description: 'Learning rate for the training model' });
  const layers = space.int('num-layers', 2, 5, { placeholder: 'numberLayers', description: 'Number of training model layers' });
  const optimizer = space.categorical('optimizer', ['sgd', 'adam', 'ftrl'], { description: 'Training model optimizer' });
  const args = [`--lr=${lr}`, `--num-layers=${layers}`, `--optimizer=${optimizer}`];
  return { space, args, trial: job({ image: MXNET, command: ['python3', 'mnist.py', '--batch-size=64', ...args] }) };
}

/** The manifest of a sample, as the cluster sees it. */
export const sample = (name: string, spec: object): Manifest => canonical({
  apiVersion: 'kubeflow.org/v1beta1', kind: 'Experiment', metadata: { name, namespace: 'kubeflow' }, spec: { ...FREQUENT, ...spec },
});

const FREQUENT = {
  objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'Validation-accuracy', additionalMetricNames: ['Train-accuracy'] },
  algorithm: { algorithmName: 'random' },
  parallelTrialCount: 3,
  maxTrialCount: 12,
  maxFailedTrialCount: 3,
};

export const double = (name: string, min: string, max: string, more: object = {}) => ({ name, parameterType: 'double', feasibleSpace: { min, max, ...more } });
export const int = (name: string, min: string, max: string, more: object = {}) => ({ name, parameterType: 'int', feasibleSpace: { min, max, ...more } });
export const categorical = (name: string, ...list: string[]) => ({ name, parameterType: 'categorical', feasibleSpace: { list } });
export const stands = (name: string, reference: string, description?: string) => ({ name, reference, description });

export const LR = stands('learningRate', 'lr', 'Learning rate for the training model');

/** A pod of one container, with a command. */
export const template = (name: string, image: string, command: string[], more: object = {}, pod: object = {}) =>
  ({ spec: { containers: [{ name, image, command, ...more }], ...pod } });

/** The template of a plain Job. */
export const jobTemplate = (trialParameters: object[], image: string, command: string[], more: object = {}) => ({
  primaryContainerName: 'training-container',
  trialParameters,
  trialSpec: { apiVersion: 'batch/v1', kind: 'Job', spec: { template: template('training-container', image, command, more, { restartPolicy: 'Never' }) } },
});

/** What `mnist` is in a sample. */
export const MNIST = {
  parameters: [double('lr', '0.01', '0.03'), int('num-layers', '2', '5'), categorical('optimizer', 'sgd', 'adam', 'ftrl')],
  trialTemplate: jobTemplate(
    [LR, stands('numberLayers', 'num-layers', 'Number of training model layers'), stands('optimizer', 'optimizer', 'Training model optimizer')],
    MXNET, ['python3', 'mnist.py', '--batch-size=64', '--lr=${trialParameters.learningRate}', '--num-layers=${trialParameters.numberLayers}',
      '--optimizer=${trialParameters.optimizer}'],
  ),
};
