import { categorical, int, job, jobTemplate, sample, stands, written } from './written';
import { Accelerator, Algorithm, ArchitectureSpace, MetricsCollector, Objective } from '../../../lib';

/* What Katib's samples of neural architecture search show; on CPUs and on GPUs. */

const GPU = { resources: { limits: { 'nvidia.com/gpu': 1 } } };
const [SIZES, FILTERS, STRIDES, DEPTHS] = [['3', '5', '7'], ['32', '48', '64', '96', '128'], ['1', '2'], ['1', '2']];
const operation = (operationType: string, ...parameters: object[]) => ({ operationType, parameters });
const sizes = categorical('filter_size', ...SIZES);
const strides = categorical('stride', ...STRIDES);
const depths = categorical('depth_multiplier', ...DEPTHS);

test.each([['enas-cpu', 1, false], ['enas-gpu', 8, true]])('%s', (name, layers, gpu) => {
  const image = `docker.io/kubeflowkatib/enas-cnn-cifar10-${gpu ? 'gpu' : 'cpu'}:v0.15.0`;
  const architecture = new ArchitectureSpace({ layers, inputSizes: [32, 32, 3], outputSizes: [10] })
    .addOperation('convolution', { categorical: { filter_size: SIZES, num_filter: FILTERS, stride: STRIDES } })
    .addOperation('separable_convolution', { categorical: { filter_size: SIZES, num_filter: FILTERS, stride: STRIDES, depth_multiplier: DEPTHS } })
    .addOperation('depthwise_convolution', { categorical: { filter_size: SIZES, stride: STRIDES, depth_multiplier: DEPTHS } })
    .addOperation('reduction', { categorical: { reduction_type: ['max_pooling', 'avg_pooling'] }, ranges: { pool_size: { min: 2, max: 3, step: 1, whole: true } } });
  expect(written(name, {
    objective: Objective.maximize('Validation-Accuracy', { goal: 0.99 }), algorithm: Algorithm.enas(), architecture,
    trial: job({
      image, command: ['python3', '-u', 'RunTrial.py', `--architecture="${architecture.architecture}"`, `--nn_config="${architecture.networkConfig}"`],
      accelerator: gpu ? Accelerator.nvidia() : undefined,
    }),
  })).toEqual(sample(name, {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'Validation-Accuracy' },
    algorithm: { algorithmName: 'enas' },
    nasConfig: {
      graphConfig: { numLayers: layers, inputSizes: [32, 32, 3], outputSizes: [10] },
      operations: [
        operation('convolution', sizes, categorical('num_filter', ...FILTERS), strides),
        operation('separable_convolution', sizes, categorical('num_filter', ...FILTERS), strides, depths),
        operation('depthwise_convolution', sizes, strides, depths),
        operation('reduction', categorical('reduction_type', 'max_pooling', 'avg_pooling'), int('pool_size', '2', '3', { step: '1' })),
      ],
    },
    trialTemplate: jobTemplate([stands('neuralNetworkArchitecture', 'architecture'), stands('neuralNetworkConfig', 'nn_config')], image, [
      'python3', '-u', 'RunTrial.py', '--architecture="${trialParameters.neuralNetworkArchitecture}"', '--nn_config="${trialParameters.neuralNetworkConfig}"',
    ], gpu ? GPU : {}),
  }));
});

const GENOTYPE = '([\\w-]+)=(Genotype.*)';
const setting = (name: string, value: string) => ({ name, value });

test.each<[string, Algorithm, object[], number, Record<string, string[]>, boolean]>([
  [
    'darts-cpu', Algorithm.darts({ epochs: 1, nodes: 1, initChannels: 1, stemMultiplier: 1 }),
    [setting('num_epochs', '1'), setting('num_nodes', '1'), setting('init_channels', '1'), setting('stem_multiplier', '1')], 1, { max_pooling: ['3'] }, false,
  ],
  [
    'darts-gpu', Algorithm.darts({ epochs: 3 }), [setting('num_epochs', '3')], 3,
    // An operation without parameters is refused by the service of darts, so this one has an own.
    { separable_convolution: ['3'], dilated_convolution: ['3', '5'], avg_pooling: ['3'], max_pooling: ['3'], skip_connection: ['3'] }, true,
  ],
])('%s', (name, algorithm, algorithmSettings, layers, operations, gpu) => {
  const image = `docker.io/kubeflowkatib/darts-cnn-cifar10-${gpu ? 'gpu' : 'cpu'}:v0.15.0`;
  const architecture = new ArchitectureSpace({ layers });
  for (const [type, filters] of Object.entries(operations)) architecture.addOperation(type, { categorical: { filter_size: filters } });
  expect(written(name, {
    objective: Objective.maximize('Best-Genotype'), algorithm, architecture, maxTrials: 1, parallelTrials: 1, maxFailedTrials: 1,
    metricsCollector: MetricsCollector.stdOut({ filters: [GENOTYPE] }),
    trial: job({
      image,
      command: [
        'python3', 'run_trial.py', `--algorithm-settings="${architecture.algorithmSettings}"`, `--search-space="${architecture.searchSpace}"`,
        `--num-layers="${architecture.layerCount}"`,
      ],
      accelerator: gpu ? Accelerator.nvidia() : undefined,
    }),
  })).toEqual(sample(name, {
    parallelTrialCount: 1,
    maxTrialCount: 1,
    maxFailedTrialCount: 1,
    objective: { type: 'maximize', objectiveMetricName: 'Best-Genotype' },
    metricsCollectorSpec: { collector: { kind: 'StdOut' }, source: { filter: { metricsFormat: [GENOTYPE] } } },
    algorithm: { algorithmName: 'darts', algorithmSettings },
    nasConfig: {
      graphConfig: { numLayers: layers },
      operations: Object.entries(operations).map(([type, filters]) => operation(type, categorical('filter_size', ...filters))),
    },
    trialTemplate: jobTemplate([stands('algorithmSettings', 'algorithm-settings'), stands('searchSpace', 'search-space'), stands('numberLayers', 'num-layers')], image, [
      'python3', 'run_trial.py', '--algorithm-settings="${trialParameters.algorithmSettings}"', '--search-space="${trialParameters.searchSpace}"',
      '--num-layers="${trialParameters.numberLayers}"',
    ], gpu ? GPU : {}),
  }));
});
