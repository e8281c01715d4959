import type { Parameter } from './parameter';

/** Options of algorithms that draw at random. */
export interface RandomOptions {
  /**
   * Where the random numbers begin, 0 or more: the same seed suggests the same values.
   * @default - another one each time
   */
  readonly randomState?: number;
}

/** Options of tree-structured Parzen estimators. */
export interface TpeOptions extends RandomOptions {
  /**
   * The share of trials that count as good, between 0 and 1.
   * @default 0.25
   */
  readonly gamma?: number;
  /**
   * Weight of the distribution of a parameter against what trials have shown, above 0.
   * @default 1.0
   */
  readonly priorWeight?: number;
  /**
   * Candidates among which the best is suggested, at least 1.
   * @default 24
   */
  readonly eiCandidates?: number;
}

/** Options of multivariate tree-structured Parzen estimators. */
export interface MultivariateTpeOptions extends RandomOptions {
  /**
   * Trials at random before the search begins, 0 or more.
   * @default 10
   */
  readonly startupTrials?: number;
  /**
   * Candidates among which the best is suggested, 0 or more.
   * @default 24
   */
  readonly eiCandidates?: number;
}

/** What models the objective in Bayesian optimization. */
export enum BaseEstimator {
  /** A Gaussian process. */
  GAUSSIAN_PROCESS = 'GP',
  /** A random forest. */
  RANDOM_FOREST = 'RF',
  /** Extra trees. */
  EXTRA_TREES = 'ET',
  /** Gradient boosted trees. */
  GRADIENT_BOOSTED_TREES = 'GBRT',
}

/** What says where Bayesian optimization looks next. */
export enum AcquisitionFunction {
  /** One of the next three, as they have done so far. */
  GP_HEDGE = 'gp_hedge',
  /** Lower confidence bound. */
  LOWER_CONFIDENCE_BOUND = 'LCB',
  /** Expected improvement. */
  EXPECTED_IMPROVEMENT = 'EI',
  /** Probability of improvement. */
  PROBABILITY_OF_IMPROVEMENT = 'PI',
  /** Expected improvement by the time that a trial takes. */
  EXPECTED_IMPROVEMENT_PER_SECOND = 'EIps',
  /** Probability of improvement by the time that a trial takes. */
  PROBABILITY_OF_IMPROVEMENT_PER_SECOND = 'PIps',
}

/** What finds the best of the acquisition function. */
export enum AcquisitionOptimizer {
  /** Whichever fits the estimator. */
  AUTO = 'auto',
  /** Points at random. */
  SAMPLING = 'sampling',
  /** Gradients. */
  LBFGS = 'lbfgs',
}

/** Options of Bayesian optimization. */
export interface BayesianOptions extends RandomOptions {
  /**
   * What models the objective.
   * @default BaseEstimator.GAUSSIAN_PROCESS
   */
  readonly baseEstimator?: BaseEstimator;
  /**
   * Trials at random before the model is used, 0 or more.
   * @default 10
   */
  readonly initialPoints?: number;
  /**
   * What says where to look next.
   * @default AcquisitionFunction.GP_HEDGE
   */
  readonly acquisitionFunction?: AcquisitionFunction;
  /**
   * What finds the best of the acquisition function.
   * @default AcquisitionOptimizer.AUTO
   */
  readonly acquisitionOptimizer?: AcquisitionOptimizer;
}

/** How the covariance matrix adaptation starts anew when it is stuck. */
export enum CmaesRestart {
  /** It does not. */
  NONE = 'none',
  /** With a larger population each time. */
  IPOP = 'ipop',
  /** With larger and smaller populations in turn. */
  BIPOP = 'bipop',
}

/** Options of the covariance matrix adaptation. */
export interface CmaesOptions extends RandomOptions {
  /**
   * Initial standard deviation.
   * @default - a sixth of the narrowest range
   */
  readonly sigma?: number;
  /**
   * How it starts anew when it is stuck.
   * @default CmaesRestart.NONE
   */
  readonly restartStrategy?: CmaesRestart;
}

/** Options of Hyperband. */
export interface HyperbandOptions {
  /** The parameter through which a trial gets its resource: epochs, steps. Hyperband sets it, whatever its bounds; it is part of the space. */
  readonly resource: Parameter;
  /** The most of the resource that a trial gets, above 1. */
  readonly maxResource: number;
  /**
   * Of so many trials one goes on with more of the resource, at least 2.
   * `parallelTrials` is at least the power of it that fits into `maxResource`.
   * @default 3
   */
  readonly eta?: number;
}

/** Options of population based training. */
export interface PbtOptions {
  /** Trials of a generation, at least 5. */
  readonly population: number;
  /** The share of a generation that takes over from better ones, 0 to 1. */
  readonly truncationThreshold: number;
  /**
   * Where trials find the checkpoints of their parents, and leave their own: a volume that Katib mounts there.
   * @default /opt/katib/data
   */
  readonly directory?: string;
}

/** Options of efficient neural architecture search: of the controller that suggests networks. */
export interface EnasOptions {
  /**
   * Units of its hidden layers, at least 1.
   * @default 64
   */
  readonly hiddenSize?: number;
  /**
   * Temperature of its samples, above 0.
   * @default 5.0
   */
  readonly temperature?: number;
  /**
   * Bound of its logits, above 0.
   * @default 2.25
   */
  readonly tanhConst?: number;
  /**
   * Weight of the entropy in its reward, above 0.
   * @default 1e-5
   */
  readonly entropyWeight?: number;
  /**
   * Decay of its baseline, above 0, at most 1.
   * @default 0.999
   */
  readonly baselineDecay?: number;
  /**
   * Its learning rate, above 0, at most 1.
   * @default 5e-5
   */
  readonly learningRate?: number;
  /**
   * The share of skip connections that it aims at, above 0, at most 1.
   * @default 0.4
   */
  readonly skipTarget?: number;
  /**
   * Weight of the penalty of skip connections, above 0.
   * @default 0.8
   */
  readonly skipWeight?: number;
  /**
   * Steps of its training between suggestions, at least 1.
   * @default 50
   */
  readonly trainSteps?: number;
  /**
   * Steps between lines of its log, at least 1.
   * @default 10
   */
  readonly logEverySteps?: number;
}

/** Options of differentiable architecture search, which are handed to the trial. */
export interface DartsOptions {
  /**
   * Epochs of a trial, at least 1.
   * @default 50
   */
  readonly epochs?: number;
  /**
   * Learning rate of the weights, 0 or more.
   * @default 0.025
   */
  readonly weightLearningRate?: number;
  /**
   * Least learning rate of the weights, 0 or more.
   * @default 0.001
   */
  readonly minWeightLearningRate?: number;
  /**
   * Learning rate of the architecture, 0 or more.
   * @default 3e-4
   */
  readonly architectureLearningRate?: number;
  /**
   * Weight decay of the weights, 0 or more.
   * @default 3e-4
   */
  readonly weightDecay?: number;
  /**
   * Weight decay of the architecture, 0 or more.
   * @default 1e-3
   */
  readonly architectureWeightDecay?: number;
  /**
   * Momentum of the weights, 0 or more.
   * @default 0.9
   */
  readonly momentum?: number;
  /**
   * Where gradients are clipped, 0 or more.
   * @default 5.0
   */
  readonly gradientClip?: number;
  /**
   * Samples of a batch, at least 1.
   * @default 128
   */
  readonly batchSize?: number;
  /**
   * Processes that load data, 0 or more.
   * @default 4
   */
  readonly dataWorkers?: number;
  /**
   * Channels of the first layer, at least 1.
   * @default 16
   */
  readonly initChannels?: number;
  /**
   * Steps between lines of the log, at least 1.
   * @default 50
   */
  readonly printStep?: number;
  /**
   * Nodes of a cell, at least 1.
   * @default 4
   */
  readonly nodes?: number;
  /**
   * Channels of the stem, as a multiple of the first layer's, at least 1.
   * @default 3
   */
  readonly stemMultiplier?: number;
}
