import type { Processes } from './processes';
import type { RoleProps } from './role-props';

/** How the pods of an elastic PyTorch job find each other. */
export enum RendezvousBackend {
  /** One of the pods keeps the list. */
  C10D = 'c10d',
  /** An etcd server keeps it. */
  ETCD = 'etcd',
  /** The same, over etcd's second API. */
  ETCD_V2 = 'etcd-v2',
}

/** A job that goes on while pods come and go. */
export interface ElasticOptions {
  /**
   * The fewest pods with which it goes on, at least 1.
   * @default - as many as `maxReplicas`; without both, as many as `workers`
   */
  readonly minReplicas?: number;
  /**
   * The most pods.
   * @default - as many as `minReplicas`; without both, as many as `workers`
   */
  readonly maxReplicas?: number;
  /**
   * How often the processes start anew before the job fails, 0 or more.
   * @default - torchrun's own: never
   */
  readonly maxRestarts?: number;
  /**
   * CPU use in percent of the requests at which pods are added, by a
   * HorizontalPodAutoscaler that the operator makes.
   * @default - the number of pods stays as it is
   */
  readonly targetCpuPercent?: number;
}

/** Elastic training of PyTorch. */
export interface TorchElasticOptions extends ElasticOptions {
  /**
   * How the pods find each other.
   * @default RendezvousBackend.C10D
   */
  readonly rdzvBackend?: RendezvousBackend;
  /**
   * Host of the rendezvous.
   * @default - the first worker
   */
  readonly rdzvHost?: string;
  /**
   * Port of the rendezvous.
   * @default - the job's own
   */
  readonly rdzvPort?: number;
  /**
   * Name of the rendezvous.
   * @default - the operator's
   */
  readonly rdzvId?: string;
  /**
   * Further settings of the backend.
   * @default - none
   */
  readonly rdzvConf?: { [key: string]: string };
  /**
   * Rendezvous within each pod alone.
   * @default false
   */
  readonly standalone?: boolean;
}

/** PyTorch. */
export interface PyTorchOptions {
  /**
   * Processes of each pod; what torchrun starts.
   * @default - one for each device, else 1
   */
  readonly processesPerWorker?: Processes;
  /**
   * Lets the number of pods change while it runs.
   * @default - it is fixed
   */
  readonly elastic?: TorchElasticOptions;
  /**
   * What is different in the first pod, the master of training-operator.
   * @default - nothing
   */
  readonly master?: RoleProps;
  /**
   * What is different in the other pods.
   * @default - nothing
   */
  readonly worker?: RoleProps;
}

/** When a TFJob has succeeded. */
export enum TensorFlowSuccess {
  /** When the chief has, or without one the first worker. */
  CHIEF = '',
  /** When all workers have. */
  ALL_WORKERS = 'AllWorkers',
}

/** TensorFlow. */
export interface TensorFlowOptions {
  /**
   * A chief. With parameter servers it is one more pod, which coordinates;
   * without them it is one of `workers`.
   * @default - the first worker does its work
   */
  readonly chief?: RoleProps;
  /**
   * Parameter servers.
   * @default - none
   */
  readonly parameterServers?: RoleProps;
  /**
   * Evaluators, which the workers do not count.
   * @default - none
   */
  readonly evaluators?: RoleProps;
  /**
   * What is different in the workers.
   * @default - nothing
   */
  readonly worker?: RoleProps;
  /**
   * When the job has succeeded.
   * @default TensorFlowSuccess.CHIEF
   */
  readonly success?: TensorFlowSuccess;
  /**
   * Lets workers come and go: each knows only itself and the servers.
   * @default false
   */
  readonly dynamicWorkers?: boolean;
}

/** Frameworks of which the first pod, the master, leads the others. */
export interface MasterOptions {
  /**
   * What is different in the first pod.
   * @default - nothing
   */
  readonly master?: RoleProps;
  /**
   * What is different in the other pods.
   * @default - nothing
   */
  readonly worker?: RoleProps;
}

/** PaddlePaddle. */
export interface PaddleOptions {
  /**
   * A parameter server, beside the workers.
   * @default - none: the workers train together
   */
  readonly parameterServer?: RoleProps;
  /**
   * What is different in the workers.
   * @default - nothing
   */
  readonly worker?: RoleProps;
  /**
   * Lets the number of workers change while it runs.
   * @default - it is fixed
   */
  readonly elastic?: ElasticOptions;
}

/** JAX. */
export interface JaxOptions {
  /**
   * What is different in the pods.
   * @default - nothing
   */
  readonly worker?: RoleProps;
}

/** MXNet, training. */
export interface MxnetOptions {
  /**
   * Parameter servers.
   * @default - one
   */
  readonly servers?: RoleProps;
  /**
   * What is different in the scheduler.
   * @default - nothing
   */
  readonly scheduler?: RoleProps;
  /**
   * What is different in the workers.
   * @default - nothing
   */
  readonly worker?: RoleProps;
}

/** MXNet, tuning of kernels with TVM. */
export interface MxnetTuneOptions {
  /**
   * The tracker, which knows the servers.
   * @default - as the job says
   */
  readonly tunerTracker?: RoleProps;
  /**
   * The servers, which measure.
   * @default - as many as `workers`
   */
  readonly tunerServer?: RoleProps;
  /**
   * The tuner, which searches.
   * @default - as the job says
   */
  readonly tuner?: RoleProps;
  /**
   * What the servers are known by to the tracker.
   * @default - none
   */
  readonly tunerServerKey?: string;
}

/** The implementation of MPI in the image. */
export enum MpiImplementation {
  /** Open MPI. */
  OPEN_MPI = 'OpenMPI',
  /** Intel MPI. */
  INTEL = 'Intel',
  /** MPICH. */
  MPICH = 'MPICH',
}

/** When the launcher of an MPI job starts. */
export enum LauncherCreation {
  /** With the workers. */
  AT_STARTUP = 'AtStartup',
  /** When the workers are ready. */
  WHEN_WORKERS_READY = 'WaitForWorkersReady',
}

/** MPI, and what stands on it: Horovod, DeepSpeed. */
export interface MpiOptions {
  /**
   * The implementation in the image.
   * @default MpiImplementation.OPEN_MPI
   */
  readonly implementation?: MpiImplementation;
  /**
   * Processes that each worker takes.
   * @default - one for each device, else 1
   */
  readonly slotsPerWorker?: number;
  /**
   * Makes the launcher one of the workers.
   * @default false
   */
  readonly launcherAsWorker?: boolean;
  /**
   * When the launcher starts.
   * @default LauncherCreation.AT_STARTUP
   */
  readonly launcherCreation?: LauncherCreation;
  /**
   * Where the keys of ssh are in the pods: `.ssh` in the home of the image's user.
   * @default /home/mpiuser/.ssh, as in the images of mpi-operator
   */
  readonly sshAuthMountPath?: string;
  /**
   * What is different in the launcher, which runs the job's command.
   * @default - no devices, small resources
   */
  readonly launcher?: RoleProps;
  /**
   * What is different in the workers, which wait for the launcher.
   * @default - they run sshd
   */
  readonly worker?: RoleProps;
}
