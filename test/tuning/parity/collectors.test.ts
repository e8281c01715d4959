import * as kplus from 'cdk8s-plus-28';
import { COUNTS, double, job, jobTemplate, LR, PYTORCH, sample, stands, written } from './written';
import { MetricsCollector, Objective, SearchSpace } from '../../../lib';

/* What Katib's samples of collectors show. */

const MOMENTUM = stands('momentum', 'momentum', 'Momentum for the training model');
const FORMAT = '{metricName: ([\\w|-]+), metricValue: ((-?\\d+)(\\.\\d+)?)}';
const file = (path: string, more: object = {}) => ({ source: { fileSystemPath: { path, kind: 'File', ...more } }, collector: { kind: 'File' } });

const custom = MetricsCollector.custom({
  image: 'kubeflowkatib/custom-metrics-collector:latest', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, file: '/katib/mnist.log',
  args: ['-m', 'accuracy', '-s', 'katib-db-manager.kubeflow:6789', '-path', '/katib/mnist.log'],
  env: { TrialNamePrefix: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME) },
});

test.each<[string, MetricsCollector, object, string]>([
  [
    'file-metrics-collector', MetricsCollector.file('/katib/mnist.log', { filters: [FORMAT] }),
    { ...file('/katib/mnist.log'), source: { ...file('/katib/mnist.log').source, filter: { metricsFormat: [FORMAT] } } }, '/katib/mnist.log',
  ],
  ['file-metrics-collector-with-json-format', MetricsCollector.file('/katib/mnist.json', { json: true }), file('/katib/mnist.json', { format: 'JSON' }), '/katib/mnist.json'],
  [
    'custom-metrics-collector', custom,
    {
      source: file('/katib/mnist.log').source,
      collector: {
        kind: 'Custom',
        customCollector: {
          args: ['-m', 'accuracy', '-s', 'katib-db-manager.kubeflow:6789', '-path', '/katib/mnist.log'], image: 'kubeflowkatib/custom-metrics-collector:latest',
          imagePullPolicy: 'Always', name: 'custom-metrics-logger-and-collector',
          env: [{ name: 'TrialNamePrefix', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        },
      },
    },
    '/katib/mnist.log',
  ],
])('%s', (name, metricsCollector, metricsCollectorSpec, path) => {
  const space = new SearchSpace();
  const lr = space.double('lr', 0.01, 0.03, { placeholder: 'learningRate', description: LR.description });
  const momentum = space.double('momentum', 0.3, 0.7, { description: MOMENTUM.description });
  expect(written(name, {
    objective: Objective.maximize('accuracy', { goal: 0.99, additionalMetrics: ['loss'] }), metricsCollector, space,
    trial: job({ image: PYTORCH, command: ['python3', 'mnist.py', '--epochs=1', `--log-path=${path}`, `--lr=${lr}`, `--momentum=${momentum}`] }),
  })).toEqual(sample(name, {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'accuracy', additionalMetricNames: ['loss'] },
    metricsCollectorSpec,
    parameters: [double('lr', '0.01', '0.03'), double('momentum', '0.3', '0.7')],
    trialTemplate: jobTemplate([LR, MOMENTUM], PYTORCH, [
      'python3', 'mnist.py', '--epochs=1', `--log-path=${path}`, '--lr=${trialParameters.learningRate}', '--momentum=${trialParameters.momentum}',
    ]),
  }));
});

test('event files of TensorFlow', () => {
  const image = 'docker.io/kubeflowkatib/tf-mnist-with-summaries:latest';
  const space = new SearchSpace();
  const lr = space.double('learning_rate', 0.01, 0.05, { placeholder: 'learningRate', description: LR.description });
  expect(written('tfevent-metrics-collector', {
    ...COUNTS, objective: Objective.maximize('accuracy_1', { goal: 0.99 }), metricsCollector: MetricsCollector.tensorFlowEvents('/train'), space,
    trial: job({ image, command: ['python3', 'mnist.py', '--log_dir=/train/metrics', `--learning_rate=${lr}`] }),
  })).toEqual(sample('tfevent-metrics-collector', {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'accuracy_1' },
    metricsCollectorSpec: { source: { fileSystemPath: { path: '/train', kind: 'Directory' } }, collector: { kind: 'TensorFlowEvent' } },
    parameters: [double('learning_rate', '0.01', '0.05')],
    trialTemplate: jobTemplate([stands('learningRate', 'learning_rate', LR.description)], image, [
      'python3', 'mnist.py', '--log_dir=/train/metrics', '--learning_rate=${trialParameters.learningRate}',
    ]),
  }));
});
