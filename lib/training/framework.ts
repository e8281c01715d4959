import type { EnvVar, ResourceRequirements } from 'kubernetes-types/core/v1';
import type {
  JaxOptions, MasterOptions, MpiOptions, MxnetOptions, MxnetTuneOptions, PaddleOptions, PyTorchOptions, TensorFlowOptions,
} from './framework-options';
import type { RayOptions } from './ray-options';
import { rayRoles } from './ray-roles';
import type { RoleProps } from './role-props';
import { parseQuantity } from '../check';
import { literal } from '../core';

/** Names of frameworks, as tables of kinds know them. */
export type FrameworkName = 'script' | 'scikit-learn' | 'pytorch' | 'tensorflow' | 'xgboost' | 'lightgbm' | 'paddle' | 'jax' | 'mxnet' | 'mxnet-tune' | 'mpi' | 'deepspeed' | 'ray' | 'roles';

/**
 * What the training code is written with; decides how its processes are
 * started, how they find each other, and what they are told.
 *
 * @example
 * Framework.pytorch();
 * Framework.tensorflow({ parameterServers: { replicas: 2 } });
 * Framework.mpi({ slotsPerWorker: 8 });
 */
export class Framework {
  /** Any program: the image and the command say it all. */
  public static script(): Framework {
    return new Framework('script');
  }

  /**
   * scikit-learn and other numpy code, which start a thread for each core of
   * the node unless told how many the container has.
   */
  public static scikitLearn(): Framework {
    return new Framework('scikit-learn', {}, (resources: ResourceRequirements) => {
      const cores = String(Math.max(1, Math.floor(parseQuantity(resources.limits?.cpu) ?? 1)));
      return ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'LOKY_MAX_CPU_COUNT'].map(name => literal(name, cores));
    });
  }

  /**
   * PyTorch: DistributedDataParallel, FSDP, DeepSpeed, Lightning, Accelerate.
   * Start one process for each device with `torchrun train.py`: it reads
   * ranks and addresses from the environment that the operator sets.
   * @see https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/pytorch/
   */
  public static pytorch(options: PyTorchOptions = {}): Framework {
    const { master, worker } = options;
    return new Framework('pytorch', options, undefined, { master, worker });
  }

  /**
   * TensorFlow: the operator tells each pod of the others in TF_CONFIG.
   * @see https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/tensorflow/
   */
  public static tensorflow(options: TensorFlowOptions = {}): Framework {
    const { chief, parameterServers, evaluators, worker } = options;
    return new Framework('tensorflow', options, undefined, { chief, parameterServers, evaluators, worker });
  }

  /**
   * XGBoost: the first pod leads the others.
   * @see https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/xgboost/
   */
  public static xgboost(options: MasterOptions = {}): Framework {
    const { master, worker } = options;
    return new Framework('xgboost', options, undefined, { master, worker });
  }

  /** LightGBM, on XGBoostJob: the operator tells each pod of the others in WORKER_ADDRS and WORKER_PORT. */
  public static lightgbm(options: MasterOptions = {}): Framework {
    const { master, worker } = options;
    return new Framework('lightgbm', options, undefined, { master, worker });
  }

  /**
   * PaddlePaddle.
   * @see https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/paddle/
   */
  public static paddle(options: PaddleOptions = {}): Framework {
    const { parameterServer, worker } = options;
    return new Framework('paddle', options, undefined, { parameterServer, worker });
  }

  /**
   * JAX: each pod is told the address of the first, their number, and its own.
   * @see https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/jax/
   */
  public static jax(options: JaxOptions = {}): Framework {
    return new Framework('jax', options, undefined, { worker: options.worker });
  }

  /** MXNet: a scheduler, servers and workers; training-operator up to 1.8 alone runs it. */
  public static mxnet(options: MxnetOptions = {}): Framework {
    const { scheduler, servers, worker } = options;
    return new Framework('mxnet', options, undefined, { scheduler, servers, worker });
  }

  /** Tuning of kernels with TVM on MXJob: a tracker, servers that measure, and a tuner. */
  public static mxnetTune(options: MxnetTuneOptions = {}): Framework {
    const { tunerTracker, tunerServer, tuner } = options;
    return new Framework('mxnet-tune', options, undefined, { tunerTracker, tunerServer, tuner });
  }

  /**
   * MPI: the launcher runs the job's command, `mpirun ...`, and starts the
   * processes in the workers.
   * @see https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/mpi/
   */
  public static mpi(options: MpiOptions = {}): Framework {
    const { launcher, worker } = options;
    return new Framework('mpi', options, undefined, { launcher, worker });
  }

  /** Horovod: MPI, with `horovodrun` or `mpirun` as the job's command. */
  public static horovod(options: MpiOptions = {}): Framework {
    return Framework.mpi(options);
  }

  /**
   * DeepSpeed over MPI: the launcher runs `deepspeed` or `mpirun`. With
   * torchrun, DeepSpeed is `Framework.pytorch()`.
   */
  public static deepspeed(options: MpiOptions = {}): Framework {
    const { launcher, worker } = options;
    return new Framework('deepspeed', options, undefined, { launcher, worker });
  }

  /**
   * Any parts, each with its own command, image and number of pods: a learner
   * and actors, a driver and workers. They run as a JobSet, or as a Volcano Job.
   * Command, image, devices and resources that the job says are those of every
   * role that says no other.
   * @param roles by name, in the order in which they are written
   */
  public static of(roles: { [name: string]: RoleProps }): Framework {
    return new Framework('roles', {}, undefined, roles);
  }

  /**
   * Ray: a cluster of a head and workers for this job alone, or one that exists.
   * The job's command is what the driver runs, on the head.
   * @see https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayjob-quick-start.html
   */
  public static ray(options: RayOptions = {}): Framework {
    return new Framework('ray', options, undefined, { ...rayRoles(options), submitter: options.submitter });
  }

  /** @internal */
  public readonly _options: any;

  /** @internal */
  public readonly _roles: Readonly<Record<string, RoleProps | undefined>>;

  private constructor(private readonly framework: string, options: any = {}, private readonly environment?: any, roles: any = {}) {
    this._options = options;
    this._roles = roles;
  }

  /** What it is called: `pytorch`, `mpi`, ... */
  public get name(): string {
    return this.framework;
  }

  /**
   * The same with other pods.
   * @internal
   */
  public _withRoles(change: any): Framework {
    const changed = new Map<unknown, RoleProps>(Object.values(this._roles).filter(role => role !== undefined).map(role => [role, change(role)]));
    const within = (options: any): any =>
      Object.fromEntries(Object.entries(options).map(([name, value]) => [name, changed.get(value) ?? (name === 'groups' && value ? within(value) : value)]));
    return new Framework(this.framework, within(this._options), this.environment, within(this._roles));
  }

  /** @internal */
  public _env(resources: ResourceRequirements): EnvVar[] {
    return this.environment?.(resources) ?? [];
  }
}
