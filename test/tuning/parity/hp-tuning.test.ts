import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { double, int, job, jobTemplate, LR, mnist, MNIST, MXNET, PYTORCH, sample, stands, written } from './written';
import type { KatibExperimentProps } from '../../../lib';
import { Algorithm, CmaesRestart, Distribution, EarlyStopping, MetricsCollector, MetricStrategy, Objective, ResumePolicy, SearchSpace } from '../../../lib';

/*
 * What Katib's samples of algorithms, metrics and resuming show, said with typed props.
 * Values are written down as documented; scripts are shortened.
 */

const setting = (name: string, value: string) => ({ name, value });

test.each<[string, Partial<KatibExperimentProps>, object]>([
  ['random', {}, {}],
  ['tpe', { algorithm: Algorithm.tpe() }, { algorithm: { algorithmName: 'tpe' } }],
  ['multivariate-tpe', { algorithm: Algorithm.multivariateTpe() }, { algorithm: { algorithmName: 'multivariate-tpe' } }],
  [
    'bayesian-optimization', { algorithm: Algorithm.bayesianOptimization({ randomState: 10 }) },
    { algorithm: { algorithmName: 'bayesianoptimization', algorithmSettings: [setting('random_state', '10')] } },
  ],
  [
    'cmaes', { algorithm: Algorithm.cmaes({ restartStrategy: CmaesRestart.IPOP }) },
    { algorithm: { algorithmName: 'cmaes', algorithmSettings: [setting('restart_strategy', 'ipop')] } },
  ],
  ['sobol', { algorithm: Algorithm.sobol() }, { algorithm: { algorithmName: 'sobol' } }],
  ['never-resume', { resumePolicy: ResumePolicy.NEVER }, { resumePolicy: 'Never' }],
  ['long-running-resume', { resumePolicy: ResumePolicy.LONG_RUNNING }, { resumePolicy: 'LongRunning' }],
  ['from-volume-resume', { resumePolicy: ResumePolicy.FROM_VOLUME }, { resumePolicy: 'FromVolume' }],
  [
    'metrics-collection-strategy',
    {
      algorithm: Algorithm.tpe(),
      objective: Objective.maximize('Validation-accuracy', {
        goal: 0.99, additionalMetrics: ['Train-accuracy'], strategies: { 'Train-accuracy': MetricStrategy.LATEST, 'Validation-accuracy': MetricStrategy.MAX },
      }),
    },
    {
      algorithm: { algorithmName: 'tpe' },
      objective: {
        type: 'maximize', goal: 0.99, objectiveMetricName: 'Validation-accuracy', additionalMetricNames: ['Train-accuracy'],
        metricStrategies: [{ name: 'Train-accuracy', value: 'latest' }, { name: 'Validation-accuracy', value: 'max' }],
      },
    },
  ],
  ['without-a-bound-on-failures', { maxFailedTrials: undefined }, { maxFailedTrialCount: undefined }],
])('%s', (name, props, spec) => {
  const { space, trial } = mnist();
  expect(written(name, { space, trial, ...props })).toEqual(sample(name, { ...MNIST, ...spec }));
});

test('grid, with steps', () => {
  const { space, trial } = mnist(0.001, [0.001, 0.01]);
  expect(written('grid', { algorithm: Algorithm.grid(), space, trial })).toEqual(sample('grid', {
    ...MNIST, algorithm: { algorithmName: 'grid' }, parameters: [double('lr', '0.001', '0.01', { step: '0.001' }), ...MNIST.parameters.slice(1)],
  }));
});

test('hyperband, which hands out epochs', () => {
  const { space, args } = mnist();
  const epochs = space.int('num-epochs', 1, 1, { placeholder: 'numberEpochs', description: 'Number of epochs to train the model' });
  const { trialParameters } = MNIST.trialTemplate;
  expect(written('hyperband', {
    algorithm: Algorithm.hyperband({ resource: epochs, eta: 2, maxResource: 2 }), parallelTrials: 2, maxTrials: 2, maxFailedTrials: 2, space,
    trial: job({ image: MXNET, command: ['python3', 'mnist.py', ...args, `--num-epochs=${epochs}`] }),
  })).toEqual(sample('hyperband', {
    parallelTrialCount: 2,
    maxTrialCount: 2,
    maxFailedTrialCount: 2,
    algorithm: { algorithmName: 'hyperband', algorithmSettings: [setting('resource_name', 'num-epochs'), setting('eta', '2'), setting('r_l', '2')] },
    parameters: [...MNIST.parameters, int('num-epochs', '1', '1')],
    trialTemplate: jobTemplate([...trialParameters, stands('numberEpochs', 'num-epochs', 'Number of epochs to train the model')], MXNET, [
      'python3', 'mnist.py', '--lr=${trialParameters.learningRate}', '--num-layers=${trialParameters.numberLayers}',
      '--optimizer=${trialParameters.optimizer}', '--num-epochs=${trialParameters.numberEpochs}',
    ]),
  }));
});

describe('distributions', () => {
  const objective = { type: 'minimize', goal: 0.05, objectiveMetricName: 'loss' };
  const trialParameters = [LR, stands('momentum', 'momentum'), stands('epochs', 'epochs', 'Epochs'), stands('batchSize', 'batch_size', 'Batch Size')];
  const command = [
    'python3', 'mnist.py', '--epochs=${trialParameters.epochs}', '--batch-size=${trialParameters.batchSize}', '--lr=${trialParameters.learningRate}',
    '--momentum=${trialParameters.momentum}',
  ];
  const learningRate = { placeholder: 'learningRate', description: 'Learning rate for the training model' };

  test('of hyperopt', () => {
    const space = new SearchSpace();
    const lr = space.double('lr', 0.01, 0.05, { step: 0.01, distribution: Distribution.NORMAL, ...learningRate });
    const momentum = space.double('momentum', 0.001, 1, { distribution: Distribution.UNIFORM });
    const epochs = space.int('epochs', 1, 3, { distribution: Distribution.LOG_UNIFORM, description: 'Epochs' });
    const batch = space.int('batch_size', 32, 64, { distribution: Distribution.LOG_NORMAL, placeholder: 'batchSize', description: 'Batch Size' });
    expect(written('hyperopt-distribution', {
      objective: Objective.minimize('loss', { goal: 0.05 }), space,
      trial: job({
        image: PYTORCH, command: ['python3', 'mnist.py', `--epochs=${epochs}`, `--batch-size=${batch}`, `--lr=${lr}`, `--momentum=${momentum}`],
        resources: { cpu: { limit: kplus.Cpu.millis(500) }, memory: { limit: Size.gibibytes(1) } },
      }),
    })).toEqual(sample('hyperopt-distribution', {
      objective,
      parameters: [
        double('lr', '0.01', '0.05', { step: '0.01', distribution: 'normal' }), double('momentum', '0.001', '1', { distribution: 'uniform' }),
        int('epochs', '1', '3', { distribution: 'logUniform' }), int('batch_size', '32', '64', { distribution: 'logNormal' }),
      ],
      trialTemplate: jobTemplate(trialParameters, PYTORCH, command, { resources: { limits: { memory: '1Gi', cpu: '0.5' } } }),
    }));
  });

  test('of optuna', () => {
    const space = new SearchSpace();
    const lr = space.double('lr', 1, 5, { step: 0.1, distribution: Distribution.UNIFORM, ...learningRate });
    const momentum = space.double('momentum', 0.001, 1, { step: 0.1, distribution: Distribution.UNIFORM });
    const epochs = space.int('epochs', 1, 3, { distribution: Distribution.UNIFORM, description: 'Epochs' });
    const batch = space.int('batch_size', 32, 64, { distribution: Distribution.LOG_UNIFORM, placeholder: 'batchSize', description: 'Batch Size' });
    expect(written('optuna-distribution', {
      objective: Objective.minimize('loss', { goal: 0.05 }), algorithm: Algorithm.tpe(), space,
      trial: job({ image: PYTORCH, command: ['python3', 'mnist.py', `--epochs=${epochs}`, `--batch-size=${batch}`, `--lr=${lr}`, `--momentum=${momentum}`] }),
    })).toEqual(sample('optuna-distribution', {
      objective,
      algorithm: { algorithmName: 'tpe' },
      parameters: [
        double('lr', '1', '5', { step: '0.1' }), double('momentum', '0.001', '1', { step: '0.1', distribution: 'uniform' }),
        int('epochs', '1', '3', { distribution: 'uniform' }), int('batch_size', '32', '64', { distribution: 'logUniform' }),
      ],
      trialTemplate: jobTemplate(trialParameters, PYTORCH, command),
    }));
  });
});

test.each([['pbt', 12], ['simple-pbt', 5]])('%s: checkpoints go from parent to child', (name, trials) => {
  const directory = '/var/log/katib/checkpoints/';
  const space = new SearchSpace();
  const lr = space.double('lr', 0.0001, 0.02, { step: 0.0001, placeholder: 'learningRate', description: 'Learning rate for the training model' });
  expect(written(name, {
    objective: Objective.maximize('Validation-accuracy', { goal: 0.99 }), algorithm: Algorithm.pbt({ population: 40, truncationThreshold: 0.2, directory }),
    maxTrials: trials, parallelTrials: trials, space,
    trial: job({
      image: 'docker.io/kubeflowkatib/simple-pbt:latest', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
      command: ['python3', 'pbt_test.py', '--epochs=20', `--lr=${lr}`, `--checkpoint=${directory}`],
    }),
  })).toEqual(sample(name, {
    maxTrialCount: trials,
    parallelTrialCount: trials,
    resumePolicy: 'FromVolume',
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'Validation-accuracy' },
    algorithm: {
      algorithmName: 'pbt',
      algorithmSettings: [setting('suggestion_trial_dir', directory), setting('n_population', '40'), setting('truncation_threshold', '0.2')],
    },
    parameters: [double('lr', '0.0001', '0.02', { step: '0.0001' })],
    trialTemplate: jobTemplate([LR], 'docker.io/kubeflowkatib/simple-pbt:latest', [
      'python3', 'pbt_test.py', '--epochs=20', '--lr=${trialParameters.learningRate}', `--checkpoint=${directory}`,
    ], { imagePullPolicy: 'Always' }),
  }));
});

test.each([
  ['median-stop', MetricsCollector.stdOut(), undefined],
  [
    'median-stop-with-json-format', MetricsCollector.file('/katib/mnist.json', { json: true }),
    { source: { fileSystemPath: { path: '/katib/mnist.json', kind: 'File', format: 'JSON' } }, collector: { kind: 'File' } },
  ],
])('%s: trials that stay, and end early', (name, metricsCollector, metricsCollectorSpec) => {
  const space = new SearchSpace();
  const lr = space.double('lr', 0.01, 0.5, { placeholder: 'learningRate', description: 'Learning rate for the training model' });
  const epochs = space.int('num-epochs', 3, 4, { placeholder: 'numberEpochs' });
  expect(written(name, {
    earlyStopping: EarlyStopping.medianStop({ minTrials: 1, startStep: 2 }), parallelTrials: 2, maxTrials: 15, retainTrials: true, space, metricsCollector,
    trial: job({ image: PYTORCH, command: ['python3', 'mnist.py', `--epochs=${epochs}`, `--lr=${lr}`, '--logger=hypertune'] }),
  })).toEqual(sample(name, {
    earlyStopping: { algorithmName: 'medianstop', algorithmSettings: [setting('min_trials_required', '1'), setting('start_step', '2')] },
    parallelTrialCount: 2,
    maxTrialCount: 15,
    metricsCollectorSpec,
    parameters: [double('lr', '0.01', '0.5'), int('num-epochs', '3', '4')],
    trialTemplate: {
      retain: true,
      ...jobTemplate([LR, stands('numberEpochs', 'num-epochs')], PYTORCH, [
        'python3', 'mnist.py', '--epochs=${trialParameters.numberEpochs}', '--lr=${trialParameters.learningRate}', '--logger=hypertune',
      ]),
    },
  }));
});
