/** Where a runtime of Kubeflow Trainer lives. */
export enum RuntimeKind {
  /** In the whole cluster. */
  CLUSTER_TRAINING_RUNTIME = 'ClusterTrainingRuntime',
  /** In the namespace of the job. */
  TRAINING_RUNTIME = 'TrainingRuntime',
}

/** How the pods of a runtime find each other. */
export enum RuntimePolicy {
  /** torchrun, by PET_ variables. */
  TORCH = 'torch',
  /** JAX, by JAX_ variables. */
  JAX = 'jax',
  /** XGBoost, by DMLC_ variables. */
  XGBOOST = 'xgboost',
  /** MPI over ssh. */
  MPI = 'mpi',
  /** The Flux scheduler. */
  FLUX = 'flux',
  /** They are not told of each other. */
  NONE = 'none',
}

/** What a `TrainingJob` runs on with Trainer 2: a `TrainingRuntime`, a `ClusterTrainingRuntime`, or one by name. */
export interface IRuntime {
  /** Name of the runtime. */
  readonly runtimeName: string;
  /** Where it lives. */
  readonly runtimeKind: RuntimeKind;
  /** How its pods find each other; undefined where that is not known. */
  readonly runtimePolicy?: RuntimePolicy;
  /** Names of its replicated jobs, as far as jobs on it may say something of their pods. */
  readonly runtimeJobs: string[];
  /** Whether it is written in this app, so that what a job cannot say can be said there. */
  readonly runtimeOwned: boolean;
  /** Whether the launcher of an MPI runtime is a node that trains. */
  readonly launcherIsNode: boolean;
  /** Whether its pods start by Volcano, in one of its queues. */
  readonly usesVolcano: boolean;
}

/** What a job has to know of a runtime that is not in the app. */
export interface RuntimeOptions {
  /**
   * How its pods find each other.
   * @default - what the framework of the job needs
   */
  readonly policy?: RuntimePolicy;
  /**
   * Names of its replicated jobs: `node`, `launcher`, `dataset-initializer`, `model-initializer`.
   * @default - `node`; `node` and `launcher` for MPI
   */
  readonly jobs?: string[];
  /**
   * Whether the launcher of an MPI runtime is a node that trains (`runLauncherAsNode`).
   * @default true
   */
  readonly launcherIsNode?: boolean;
  /**
   * Whether its pods start by Volcano, in one of its queues.
   * @default false
   */
  readonly usesVolcano?: boolean;
}

/**
 * A runtime that exists, by name: one that Trainer ships, or one of a platform team.
 *
 * @example
 * Runtime.torchDistributed();
 * Runtime.torchtune('llama3.2-1b');
 * Runtime.fromClusterRuntimeName('team-torch', { jobs: ['dataset-initializer', 'node'] });
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/runtime/
 */
export class Runtime implements IRuntime {
  /** PyTorch by torchrun. */
  public static torchDistributed(): Runtime {
    return new Runtime('torch-distributed', CLUSTER, { policy: RuntimePolicy.TORCH }, true);
  }

  /** JAX. */
  public static jaxDistributed(): Runtime {
    return new Runtime('jax-distributed', CLUSTER, { policy: RuntimePolicy.JAX }, true);
  }

  /** XGBoost. */
  public static xgboostDistributed(): Runtime {
    return new Runtime('xgboost-distributed', CLUSTER, { policy: RuntimePolicy.XGBOOST }, true);
  }

  /** DeepSpeed over MPI. */
  public static deepspeedDistributed(): Runtime {
    return new Runtime('deepspeed-distributed', CLUSTER, { policy: RuntimePolicy.MPI }, true);
  }

  /** MLX over MPI. */
  public static mlxDistributed(): Runtime {
    return new Runtime('mlx-distributed', CLUSTER, { policy: RuntimePolicy.MPI }, true);
  }

  /**
   * Fine-tuning of a model with torchtune: the runtime fetches a dataset and the model first.
   * @param model `llama3.2-1b`, `llama3.2-3b` or `qwen2.5-1.5b`
   */
  public static torchtune(model: string): Runtime {
    return new Runtime(`torchtune-${model}`, CLUSTER, { policy: RuntimePolicy.TORCH, jobs: ['dataset-initializer', 'model-initializer', 'node'] }, true);
  }

  /** A ClusterTrainingRuntime of a platform team. */
  public static fromClusterRuntimeName(name: string, options: RuntimeOptions = {}): Runtime {
    return new Runtime(name, CLUSTER, options);
  }

  /** A TrainingRuntime in the namespace of the job. */
  public static fromRuntimeName(name: string, options: RuntimeOptions = {}): Runtime {
    return new Runtime(name, RuntimeKind.TRAINING_RUNTIME, options);
  }

  /** How its pods find each other; undefined where that is not known. */
  public readonly runtimePolicy?: RuntimePolicy;
  /** Names of its replicated jobs. */
  public readonly runtimeJobs: string[];
  /** It is not written in this app. */
  public readonly runtimeOwned = false;
  /** Whether the launcher of an MPI runtime is a node that trains. */
  public readonly launcherIsNode: boolean;
  /** Whether its pods start by Volcano, in one of its queues. */
  public readonly usesVolcano: boolean;

  private constructor(
    /** Name of the runtime. */
    public readonly runtimeName: string,
    /** Where it lives. */
    public readonly runtimeKind: RuntimeKind,
    options: RuntimeOptions,
    /** @internal */
    public readonly _shipped = false,
  ) {
    this.runtimePolicy = options.policy;
    this.runtimeJobs = options.jobs ?? (options.policy === RuntimePolicy.MPI ? ['node', 'launcher'] : []);
    this.launcherIsNode = options.launcherIsNode ?? true;
    this.usesVolcano = options.usesVolcano ?? false;
  }
}

const CLUSTER = RuntimeKind.CLUSTER_TRAINING_RUNTIME;
