import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Case } from './case';
import type { KatibExperimentProps, PlatformProps, SearchSpace as Space, Trial, TrainingJobProps } from '../../../lib';
import {
  Accelerator, AcquisitionFunction, AcquisitionOptimizer, Algorithm, ArchitectureSpace, BaseEstimator, Checkpoints, CmaesRestart, Code, Distribution,
  EarlyStopping, Framework, KatibExperiment, MetricsCollector, MetricStrategy, MpiOperator, Objective, Queue, ResumePolicy, SearchSpace,
  TrainerVersion, TrainingJob, TrainingOperator, TrialTemplate,
} from '../../../lib';

type Row = (space: Space) => Partial<KatibExperimentProps>;

const base = { image: 'acme/train:1', command: ['python', 'train.py'] };
const job = (props: Partial<TrainingJobProps>): Trial => TrainingJob.trial({ ...base, ...props });
const lr = (space: Space) => `--lr=${space.double('lr', 0.001, 0.1, { step: 0.001, description: 'learning rate' })}`;
const numbers: Row = space =>
  ({ trial: job({ args: [`--a=${space.double('a', 0.1, 1)}`, `--b=${space.int('b', 1, 9)}`] }) });
const networks = () => new ArchitectureSpace({ layers: 8, inputSizes: [32, 32, 3], outputSizes: [10] })
  .addOperation('convolution', { categorical: { filter_size: ['3', '5'] }, discrete: { num_filter: [32, 48] }, ranges: { stride: { min: 1, max: 2, step: 1, whole: true } } });

/** Every algorithm, by its factory. */
export const ALGORITHMS: Readonly<Record<string, Row>> = {
  random: space => ({ algorithm: Algorithm.random({ randomState: 7 }), trial: job({ args: [`--lr=${space.double('lr', 0.001, 0.1, { distribution: Distribution.LOG_NORMAL })}`] }) }),
  grid: () => ({ algorithm: Algorithm.grid({ randomState: 7 }), maxTrials: 12 }),
  tpe: space => ({
    algorithm: Algorithm.tpe({ gamma: 0.3, priorWeight: 2, eiCandidates: 12, randomState: 7 }),
    trial: job({ args: [`--lr=${space.double('lr', 0.001, 0.1, { distribution: Distribution.NORMAL })}`, `--opt=${space.categorical('opt', ['sgd', 'adam'])}`, `--batch=${space.discrete('batch', [32, 64])}`] }),
  }),
  multivariateTpe: space => ({
    algorithm: Algorithm.multivariateTpe({ startupTrials: 3, eiCandidates: 12, randomState: 7 }),
    trial: job({ args: [`--lr=${space.double('lr', 0.001, 0.1, { distribution: Distribution.LOG_UNIFORM })}`] }),
  }),
  bayesianOptimization: space => ({
    ...numbers(space),
    algorithm: Algorithm.bayesianOptimization({
      baseEstimator: BaseEstimator.RANDOM_FOREST, initialPoints: 3, acquisitionFunction: AcquisitionFunction.EXPECTED_IMPROVEMENT,
      acquisitionOptimizer: AcquisitionOptimizer.SAMPLING, randomState: 7,
    }),
  }),
  cmaes: space => ({ ...numbers(space), algorithm: Algorithm.cmaes({ sigma: 0.2, restartStrategy: CmaesRestart.IPOP, randomState: 7 }) }),
  sobol: space => ({ ...numbers(space), algorithm: Algorithm.sobol() }),
  hyperband: space => {
    const epochs = space.int('epochs', 1, 9);
    return { algorithm: Algorithm.hyperband({ resource: epochs, maxResource: 9, eta: 3 }), parallelTrials: 9, maxTrials: 9, trial: job({ args: [lr(space), `--epochs=${epochs}`] }) };
  },
  pbt: () => ({ algorithm: Algorithm.pbt({ population: 10, truncationThreshold: 0.4 }), name: 'pbt' }),
  enas: () => {
    const architecture = networks();
    return {
      algorithm: Algorithm.enas({
        hiddenSize: 64, temperature: 5, tanhConst: 2.25, entropyWeight: 1e-5, baselineDecay: 0.999, learningRate: 5e-5, skipTarget: 0.4, skipWeight: 0.8,
        trainSteps: 50, logEverySteps: 10,
      }),
      space: undefined, architecture, trial: job({ args: [`--architecture=${architecture.architecture}`, `--nn_config=${architecture.networkConfig}`] }),
    };
  },
  darts: () => {
    const architecture = networks();
    return {
      algorithm: Algorithm.darts({ epochs: 2, weightLearningRate: 0.025, batchSize: 64, dataWorkers: 0, initChannels: 16, nodes: 4, stemMultiplier: 3 }),
      space: undefined, architecture,
      trial: job({ args: [`--settings=${architecture.algorithmSettings}`, `--space=${architecture.searchSpace}`, `--layers=${architecture.layerCount}`] }),
    };
  },
  of: () => ({ algorithm: Algorithm.of('acme-search', { depth: '3' }) }),
};

/** Every collector, by its factory. */
export const COLLECTORS: Readonly<Record<string, Row>> = {
  stdOut: () => ({ metricsCollector: MetricsCollector.stdOut({ filters: ['([\\w|-]+)\\s*=\\s*([+-]?\\d*(\\.\\d+)?)'] }), earlyStopping: EarlyStopping.medianStop({ minTrials: 2, startStep: 5 }) }),
  file: () => ({ metricsCollector: MetricsCollector.file('/var/log/katib/metrics.json', { json: true }), earlyStopping: EarlyStopping.medianStop() }),
  tensorFlowEvents: () => ({ metricsCollector: MetricsCollector.tensorFlowEvents('/logs/events') }),
  prometheus: () => ({ metricsCollector: MetricsCollector.prometheus({ path: '/stats', port: 9090 }) }),
  push: () => ({ metricsCollector: MetricsCollector.push() }),
  custom: () => ({
    metricsCollector: MetricsCollector.custom({
      image: 'acme/collector:1', command: ['collect'], args: ['-v'], env: { LEVEL: kplus.EnvValue.fromValue('info') }, file: '/var/log/katib/metrics.log', filters: ['(a)=(b)'],
    }),
  }),
};

const RESUME: Readonly<Record<string, Row>> = Object.fromEntries(Object.entries(ResumePolicy).map(([name, resumePolicy]): [string, Row] =>
  [name.toLowerCase().replace('_', '-'), () => ({ resumePolicy, retainTrials: true, maxFailedTrials: 0, objective: Objective.maximize('acc', { goal: 0.99, additionalMetrics: ['loss'], strategies: { acc: MetricStrategy.LATEST } }) })]));

const { JOBSET, VOLCANO } = TrainingOperator;
const v2: PlatformProps = { trainer: TrainerVersion.V2 };
const mpiV1: PlatformProps = { mpiOperator: MpiOperator.V1 };
const of = (props: Partial<TrainingJobProps>): Row => space => ({ trial: job({ ...props, args: [lr(space)] }) });
const sized = (props: Partial<TrainingJobProps>): Row => space => ({ trial: job({ ...props, args: [lr(space)], workers: space.int('workers', 2, 4).asNumber }) });
const workflow = (space: Space): { [field: string]: any } => ({
  apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow',
  spec: { entrypoint: 'main', templates: [{ name: 'main', container: { name: 'main', image: 'acme/train:1', command: ['python', lr(space)] } }] },
});

/** Every kind of trial, with what is special of it. */
const TRIALS: Readonly<Record<string, readonly [Row, PlatformProps?]>> = {
  'job': [of({})],
  'job-indexed': [of({ workers: 3, sharedMemory: Size.mebibytes(3072), code: Code.inline({ 'a.py': 'lr = 1' }).at('/code') })],
  'job-tuned-code': [space => ({ trial: job({ code: Code.inline({ 'conf.yaml': `lr: ${space.double('lr', 0.1, 1)}\n` }).at('/conf') }) })],
  'job-queue': [of({ queue: Queue.fromQueueName('research'), checkpoints: Checkpoints.claim(Size.gibibytes(10)) }), { kueue: true }],
  'pytorch': [of({ framework: Framework.pytorch(), workers: 2, accelerator: Accelerator.nvidia('H100', 2) })],
  'pytorch-elastic': [of({ framework: Framework.pytorch({ elastic: { minReplicas: 1, maxReplicas: 2 } }), workers: 2 })],
  'pytorch-elastic-sized': [sized({ framework: Framework.pytorch({ elastic: { minReplicas: 1, maxReplicas: 4 } }) })],
  'tensorflow': [of({ framework: Framework.tensorflow({ chief: {}, parameterServers: { replicas: 2 } }), workers: 2 })],
  'tensorflow-sized': [sized({ framework: Framework.tensorflow() })],
  'xgboost': [of({ framework: Framework.xgboost(), workers: 2 })],
  'paddle': [of({ framework: Framework.paddle(), workers: 2 })],
  'jax': [of({ framework: Framework.jax(), workers: 2 })],
  'mpi-v1': [of({ framework: Framework.mpi(), workers: 2 }), mpiV1],
  'mpi-v2': [of({ framework: Framework.mpi(), workers: 2 })],
  'trainer': [of({ framework: Framework.pytorch(), workers: 2, accelerator: Accelerator.nvidia('H100', 2) }), v2],
  'trainer-sized': [sized({ framework: Framework.pytorch() }), v2],
  'trainer-mpi': [of({ framework: Framework.deepspeed(), operator: TrainingOperator.TRAINER, workers: 2, image: undefined }), v2],
  'jobset': [of({ framework: Framework.pytorch(), operator: JOBSET, workers: 2 })],
  'jobset-sized': [sized({ framework: Framework.jax(), operator: JOBSET })],
  'jobset-roles': [of({ framework: Framework.of({ driver: {}, agents: { replicas: 3 } }) })],
  'ray': [of({ framework: Framework.ray(), workers: 2 })],
  'volcano': [of({ operator: VOLCANO, workers: 2 }), { volcano: true }],
  'mxnet': [of({ framework: Framework.mxnet({ servers: {} }), workers: 2 }), { trainer: TrainerVersion.V1_8 }],
  'workflow': [space => ({ trial: TrialTemplate.of(workflow(space), { primaryContainer: 'main' }) })],
  'config-map': [space => {
    space.double('lr', 0.1, 1);
    return { trial: TrialTemplate.configMap('trials', 'job.yaml', { primaryContainer: 'main', kind: 'Job', namespace: 'kubeflow' }) };
  }, { external: ['configmap/kubeflow/trials'] }],
};

/** Kinds and services that Katib does not ship. */
const PLATFORM: PlatformProps = {
  katib: {
    algorithms: ['random', 'tpe', 'grid', 'hyperband', 'bayesianoptimization', 'cmaes', 'sobol', 'multivariate-tpe', 'enas', 'darts', 'pbt', 'acme-search'],
    collectors: ['StdOut', 'File', 'TensorFlowEvent', 'PrometheusMetric'],
    trialResources: [
      'TrainJob.v1alpha1.trainer.kubeflow.org', 'Job.v1.batch', 'Job.v1alpha1.batch.volcano.sh', 'JobSet.v1alpha2.jobset.x-k8s.io', 'RayJob.v1.ray.io', 'MPIJob.v2beta1.kubeflow.org',
      'Workflow.v1alpha1.argoproj.io', ...['TFJob', 'PyTorchJob', 'MPIJob', 'XGBoostJob', 'PaddleJob', 'JAXJob', 'MXJob'].map(kind => `${kind}.v1.kubeflow.org`),
    ],
  },
};

/** Experiments with every algorithm, collector, resume policy and kind of trial. */
export function tuningCases(): Case[] {
  const rows: Array<readonly [id: string, row: Row, platform?: PlatformProps]> = [
    ...[ALGORITHMS, COLLECTORS, RESUME].flatMap(table => Object.entries(table).map(([id, row]) => [id, row] as const)),
    ...Object.entries(TRIALS).map(([id, [row, platform]]) => [`trial-${id}`, row, platform] as const),
  ];
  return rows.map(([id, row, platform]) => ({
    id: `tuning-${id.toLowerCase()}`,
    platform: { ...PLATFORM, ...platform },
    hardened: true,
    make: (stack, name) => {
      const space = new SearchSpace();
      const special = row(space);
      new KatibExperiment(stack, name, {
        objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 6, space, ...special, trial: special.trial ?? job({ args: [lr(space)] }),
      });
    },
  }));
}
