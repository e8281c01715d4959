import type {
  BayesianOptions, CmaesOptions, DartsOptions, EnasOptions, HyperbandOptions, KatibExperimentProps, MultivariateTpeOptions, PbtOptions, RandomOptions,
  TpeOptions,
} from '../../lib';
import {
  AcquisitionFunction, AcquisitionOptimizer, Algorithm, ArchitectureSpace, BaseEstimator, CmaesRestart, Defaults, EarlyStopping, KatibExperiment,
  MetricsCollector, Objective, ResumePolicy, SearchSpace, TrainingJob,
} from '../../lib';
import { find, synth, testStack } from '../support/synth';

function rendered(make: (space: SearchSpace) => Partial<KatibExperimentProps>): string {
  const stack = testStack();
  const space = new SearchSpace();
  const args = [`--lr=${space.double('lr', 0.1, 1, { step: 0.1 })}`, `--n=${space.int('n', 1, 9, { step: 1 })}`];
  const trial = TrainingJob.trial({ image: 'acme/churn:1.0', command: ['python', 'train.py'], args });
  new KatibExperiment(stack, 'hpo', { objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 12, space, trial, ...make(space) });
  const { metadata, spec } = find(synth(stack), 'Experiment');
  return JSON.stringify([metadata, spec]);
}

const networks = (space: SearchSpace) => {
  const architecture = new ArchitectureSpace({ layers: 2, inputSizes: [1], outputSizes: [1] }).addOperation('convolution', { categorical: { size: ['3'] } });
  void space;
  return { space: undefined, architecture };
};
const enasTrial = (space: SearchSpace) => {
  const made = networks(space);
  return { ...made, trial: TrainingJob.trial({ image: 'a:1', command: ['x', `${made.architecture.architecture}`, `${made.architecture.networkConfig}`] }) };
};
const dartsTrial = (space: SearchSpace) => {
  const made = networks(space);
  const { algorithmSettings, searchSpace, layerCount } = made.architecture;
  return { ...made, trial: TrainingJob.trial({ image: 'a:1', command: ['x', `${algorithmSettings}`, `${searchSpace}`, layerCount] }) };
};

/** Another value of every prop; one that is missing does not compile. */
const PROPS: Record<keyof Omit<KatibExperimentProps, 'space' | 'architecture' | 'trial'>, (space: SearchSpace) => Partial<KatibExperimentProps>> = {
  objective: () => ({ objective: Objective.maximize('loss') }),
  algorithm: () => ({ algorithm: Algorithm.tpe() }),
  maxTrials: () => ({ maxTrials: 13 }),
  parallelTrials: () => ({ parallelTrials: 2 }),
  maxFailedTrials: () => ({ maxFailedTrials: 1 }),
  earlyStopping: () => ({ earlyStopping: EarlyStopping.medianStop() }),
  metricsCollector: () => ({ metricsCollector: MetricsCollector.push() }),
  resumePolicy: () => ({ resumePolicy: ResumePolicy.LONG_RUNNING }),
  retainTrials: () => ({ retainTrials: true }),
  rerunOnChange: () => ({ rerunOnChange: true }),
  defaults: () => ({ defaults: Defaults.UPSTREAM }),
  name: () => ({ name: 'other' }),
  labels: () => ({ labels: { team: 'vision' } }),
  annotations: () => ({ annotations: { 'acme.example/note': 'x' } }),
};

test.each(Object.entries(PROPS))('another %s is another experiment', (_, make) => {
  expect(rendered(make)).not.toBe(rendered(() => ({})));
});

interface Options<T> {
  readonly make: (options: any, space: SearchSpace) => Partial<KatibExperimentProps>;
  /** What is needed beside, and another value of each option. */
  readonly base?: Partial<T>;
  readonly values: { readonly [option in keyof Required<T>]: any };
}
const seed = { randomState: 7 };
const algorithm = (of: (options: any) => Algorithm) => (options: object) => ({ algorithm: of(options) });

const RANDOM: Options<RandomOptions> = { make: algorithm(Algorithm.random), values: seed };
const GRID: Options<RandomOptions> = { make: algorithm(Algorithm.grid), values: seed };
const TPE: Options<TpeOptions> = { make: algorithm(Algorithm.tpe), values: { ...seed, gamma: 0.5, priorWeight: 2, eiCandidates: 5 } };
const MULTIVARIATE: Options<MultivariateTpeOptions> = { make: algorithm(Algorithm.multivariateTpe), values: { ...seed, startupTrials: 5, eiCandidates: 5 } };
const CMAES: Options<CmaesOptions> = { make: algorithm(Algorithm.cmaes), values: { ...seed, sigma: 0.5, restartStrategy: CmaesRestart.BIPOP } };
const BAYESIAN: Options<BayesianOptions> = {
  make: options => {
    const space = new SearchSpace();
    const trial = TrainingJob.trial({ image: 'a:1', command: ['x', `${space.int('n', 1, 9)}`] });
    return { algorithm: Algorithm.bayesianOptimization(options), space, trial };
  },
  values: {
    ...seed, baseEstimator: BaseEstimator.EXTRA_TREES, initialPoints: 5, acquisitionFunction: AcquisitionFunction.LOWER_CONFIDENCE_BOUND,
    acquisitionOptimizer: AcquisitionOptimizer.LBFGS,
  },
};
const HYPERBAND: Options<HyperbandOptions> = {
  make: ({ resource, ...options }, space) => ({
    algorithm: Algorithm.hyperband({ resource: space._parameters[resource ? 0 : 1], ...options }), parallelTrials: 12, maxTrials: 12,
  }),
  base: { maxResource: 9 },
  values: { resource: true, maxResource: 8, eta: 4 },
};
const PBT: Options<PbtOptions> = {
  make: algorithm(Algorithm.pbt), base: { population: 5, truncationThreshold: 0.2 }, values: { population: 6, truncationThreshold: 0.3, directory: '/data' },
};
const ENAS: Options<EnasOptions> = {
  make: (options, space) => ({ ...enasTrial(space), algorithm: Algorithm.enas(options) }),
  values: {
    hiddenSize: 8, temperature: 1, tanhConst: 1, entropyWeight: 1, baselineDecay: 0.5, learningRate: 0.5, skipTarget: 0.5, skipWeight: 0.5, trainSteps: 5,
    logEverySteps: 5,
  },
};
const DARTS: Options<DartsOptions> = {
  make: (options, space) => ({ ...dartsTrial(space), algorithm: Algorithm.darts(options) }),
  values: {
    epochs: 5, weightLearningRate: 0.5, minWeightLearningRate: 0.5, architectureLearningRate: 0.5, weightDecay: 0.5, architectureWeightDecay: 0.5,
    momentum: 0.5, gradientClip: 1, batchSize: 8, dataWorkers: 1, initChannels: 8, printStep: 5, nodes: 2, stemMultiplier: 2,
  },
};

const rows = Object.entries({ RANDOM, GRID, TPE, MULTIVARIATE, CMAES, BAYESIAN, HYPERBAND, PBT, ENAS, DARTS })
  .flatMap(([name, { make, base = {}, values }]) => Object.entries(values).map(([option, value]) => [name.toLowerCase(), option, make, base, value] as const));

test.each(rows)('%s reads %s', (_name, option, make, base, value) => {
  const of = (options: object) => rendered(space => (make as any)({ ...base, ...options }, space));
  expect(of({ [option]: value })).not.toBe(of({}));
});
