import type {
  BayesianOptions, CmaesOptions, DartsOptions, EnasOptions, HyperbandOptions, MultivariateTpeOptions, PbtOptions, RandomOptions, TpeOptions,
} from './algorithm-options';
import type { Parameter } from './parameter';
import { ResumePolicy } from './resume-policy';

type Setting = readonly [prop: string, name: string, value: string | number | undefined];

/**
 * How an experiment chooses the values of its trials.
 *
 * @example
 * Algorithm.tpe();
 * Algorithm.bayesianOptimization({ initialPoints: 5, randomState: 7 });
 * @see https://www.kubeflow.org/docs/components/katib/user-guides/hp-tuning/configure-algorithm/
 */
export class Algorithm {
  /** Values at random; a baseline that is hard to beat with few trials. */
  public static random(options: RandomOptions = {}): Algorithm {
    return new Algorithm('random', [seed(options)]);
  }

  /** Every combination once. `maxTrials` is at most the number of combinations; doubles need a step. */
  public static grid(options: RandomOptions = {}): Algorithm {
    return new Algorithm('grid', [seed(options)]);
  }

  /** Tree-structured Parzen estimators: looks where trials did well, parameter by parameter. */
  public static tpe(options: TpeOptions = {}): Algorithm {
    return new Algorithm('tpe', [
      ['gamma', 'gamma', options.gamma], ['priorWeight', 'prior_weight', options.priorWeight], ['eiCandidates', 'n_EI_candidates', options.eiCandidates], seed(options),
    ]);
  }

  /** The same for parameters that depend on each other; knows uniform and log-uniform distributions. */
  public static multivariateTpe(options: MultivariateTpeOptions = {}): Algorithm {
    return new Algorithm('multivariate-tpe', [
      ['startupTrials', 'n_startup_trials', options.startupTrials], ['eiCandidates', 'n_ei_candidates', options.eiCandidates], seed(options),
    ]);
  }

  /** A model of the objective says where to look: for few, costly trials. Searches doubles on a logarithmic scale, so their bounds are above zero. */
  public static bayesianOptimization(options: BayesianOptions = {}): Algorithm {
    return new Algorithm('bayesianoptimization', [
      ['baseEstimator', 'base_estimator', options.baseEstimator], ['initialPoints', 'n_initial_points', options.initialPoints],
      ['acquisitionFunction', 'acq_func', options.acquisitionFunction], ['acquisitionOptimizer', 'acq_optimizer', options.acquisitionOptimizer], seed(options),
    ]);
  }

  /** Covariance matrix adaptation: for two and more numbers, and many trials. */
  public static cmaes(options: CmaesOptions = {}): Algorithm {
    return new Algorithm('cmaes', [['sigma', 'sigma', options.sigma], ['restartStrategy', 'restart_strategy', options.restartStrategy], seed(options)]);
  }

  /** Values that cover the space evenly. */
  public static sobol(): Algorithm {
    return new Algorithm('sobol', []);
  }

  /** Many short trials, of which the best go on with more of a resource, such as epochs. */
  public static hyperband(options: HyperbandOptions): Algorithm {
    const { resource, maxResource, eta } = options;
    return new Algorithm('hyperband', [['resource', 'resource_name', resource?.name], ['maxResource', 'r_l', maxResource], ['eta', 'eta', eta]], resource);
  }

  /**
   * Population based training: trials go on from the checkpoints of better ones,
   * with other values. Numbers need a step.
   *
   * Katib mounts a directory of its own in each trial, with the checkpoints of its
   * parent in it. The variable CHECKPOINT_DIR names it; `checkpoints` of the trial
   * are left out. The service makes it as its own user, root as shipped: the volume
   * has to be one to whose group `fsGroup` gives it, or the service has to be hardened.
   *
   * @example
   * const space = new SearchSpace();
   * new KatibExperiment(research, 'resnet-pbt', {
   *   objective: Objective.maximize('auc'), algorithm: Algorithm.pbt({ population: 10, truncationThreshold: 0.2 }), maxTrials: 60, space,
   *   trial: TrainingJob.trial({
   *     image: 'acme/resnet:2.1', command: ['python', 'train.py', '--epochs=5', '--resume'], args: [`--lr=${space.double('lr', 0.001, 0.1, { step: 0.001 })}`],
   *   }),
   * });
   */
  public static pbt(options: PbtOptions): Algorithm {
    return new Algorithm('pbt', [
      ['directory', 'suggestion_trial_dir', options.directory ?? '/opt/katib/data'], ['population', 'n_population', options.population],
      ['truncationThreshold', 'truncation_threshold', options.truncationThreshold],
    ]);
  }

  /** Efficient neural architecture search, of an `ArchitectureSpace`. */
  public static enas(options: EnasOptions = {}): Algorithm {
    const names: Record<keyof EnasOptions, string> = {
      hiddenSize: 'hidden_size', temperature: 'temperature', tanhConst: 'tanh_const', entropyWeight: 'entropy_weight', baselineDecay: 'baseline_decay',
      learningRate: 'learning_rate', skipTarget: 'skip_target', skipWeight: 'skip_weight', trainSteps: 'train_steps', logEverySteps: 'log_every_steps',
    };
    return new Algorithm('enas', named(options, names, 'controller_'));
  }

  /** Differentiable architecture search, of an `ArchitectureSpace`; a trial does all of the search. */
  public static darts(options: DartsOptions = {}): Algorithm {
    const names: Record<keyof DartsOptions, string> = {
      epochs: 'num_epochs', weightLearningRate: 'w_lr', minWeightLearningRate: 'w_lr_min', architectureLearningRate: 'alpha_lr', weightDecay: 'w_weight_decay',
      architectureWeightDecay: 'alpha_weight_decay', momentum: 'w_momentum', gradientClip: 'w_grad_clip', batchSize: 'batch_size', dataWorkers: 'num_workers',
      initChannels: 'init_channels', printStep: 'print_step', nodes: 'num_nodes', stemMultiplier: 'stem_multiplier',
    };
    return new Algorithm('darts', named(options, names));
  }

  /**
   * An algorithm of a service that the platform team has added to Katib.
   * @param name as katib-config has it
   */
  public static of(name: string, settings: { [name: string]: string } = {}): Algorithm {
    return new Algorithm(name, Object.entries(settings).map(([setting, value]) => [setting, setting, value]));
  }

  private constructor(
    /** Name of the algorithm in katib-config. */
    public readonly algorithmName: string,
    private readonly settings: any,
    /** @internal */
    public readonly _resource?: Parameter,
  ) {}

  /** @internal */
  public get _settings(): readonly Setting[] {
    return this.settings.filter(([, , value]: Setting) => value !== undefined);
  }

  /** Name of the parameter whose values the algorithm sets itself. @internal */
  public get _handsOut(): string | undefined {
    return this.algorithmName === 'hyperband' ? this._settings.find(([, name]) => name === 'resource_name')?.[2] as string | undefined : undefined;
  }

  /** Where trials find the checkpoints of their parents, and leave their own, if they do. @internal */
  public get _checkpoints(): string | undefined {
    return this._settings.find(([, name]) => name === 'suggestion_trial_dir')?.[2] as string | undefined;
  }

  /** Whether it searches an `ArchitectureSpace`. @internal */
  public get _searchesNetworks(): boolean {
    return this.algorithmName === 'enas' || this.algorithmName === 'darts';
  }

  /** What becomes of the algorithm when the experiment has ended, unless its author says. @internal */
  public get _resume(): ResumePolicy {
    return this.algorithmName === 'pbt' ? ResumePolicy.FROM_VOLUME : ResumePolicy.NEVER;
  }
}

const seed = ({ randomState }: RandomOptions): Setting => ['randomState', 'random_state', randomState];

const named = <T extends object>(options: T, names: Record<keyof T, string>, prefix = ''): Setting[] =>
  (Object.keys(names) as Array<keyof T & string>).map(prop => [prop, `${prefix}${names[prop]}`, options[prop] as number | undefined]);
