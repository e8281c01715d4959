import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { RayAutoscaling } from './ray-autoscaling';
import type { IRayCluster } from './ray-cluster-reference';
import type { RayFaultTolerance } from './ray-fault-tolerance';
import type { RayRuntimeEnv } from './ray-runtime-env';
import type { RoleProps } from './role-props';

export * from './ray-autoscaling';

/** The Service of the head, where KubeRay's own does not do. */
export interface RayHeadService {
  /**
   * Its name.
   * @default - `<cluster>-head-svc`
   */
  readonly name?: string;
  /**
   * Labels of the Service.
   * @default - KubeRay's
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the Service, by which clouds make load balancers.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Further ports by name, each from 1 to 65535.
   * @default - those of the head's container
   */
  readonly ports?: { [name: string]: number };
}

/** Worker pods of a Ray cluster that are all alike. */
export interface RayGroup extends RoleProps {
  /**
   * The fewest pods with autoscaling, 0 or more.
   * @default - `replicas`; 0 with autoscaling
   */
  readonly minReplicas?: number;
  /**
   * The most pods with autoscaling.
   * @default - `replicas`
   */
  readonly maxReplicas?: number;
  /**
   * Hosts of each replica, which come and go together: the hosts of a TPU slice.
   * @default - 1, or the machines of a TPU slice
   */
  readonly numOfHosts?: number;
  /**
   * Parameters of `ray start`, without dashes.
   * @default - none
   */
  readonly startParams?: { [name: string]: string };
  /**
   * Resources that Ray schedules by, as quantities: CPU, GPU, or names of your own.
   * @default - what the container has
   */
  readonly logicalResources?: { [resource: string]: string };
  /**
   * Labels of the Ray nodes, by which tasks choose them.
   * @default - none
   */
  readonly nodeLabels?: { [label: string]: string };
  /**
   * How long a pod has nothing to do before the autoscaler takes it away; needs version 2.
   * @default - as `autoscaling` says
   */
  readonly idleTimeout?: Duration;
}

/** How clients prove who they are to a Ray cluster. */
export interface RayAuth {
  /**
   * Secret with the token in `auth_token`.
   * @default - KubeRay makes one
   */
  readonly secret?: kplus.ISecret;
}

/** A Ray cluster: a head, which keeps the books, and groups of workers. */
export interface RayClusterOptions {
  /**
   * Version of Ray in the image, e.g. `2.52.0`.
   * @default - KubeRay takes it to be its own
   */
  readonly rayVersion?: string;
  /**
   * What is different in the head.
   * @default - no devices, CPU 1 to 2, memory 4Gi
   */
  readonly head?: RoleProps;
  /**
   * Parameters of `ray start` of the head, without dashes.
   * @default - num-cpus 0: work goes to the workers
   */
  readonly headStartParams?: { [name: string]: string };
  /**
   * Resources of the head that Ray schedules by.
   * @default - what its container has
   */
  readonly headLogicalResources?: { [resource: string]: string };
  /**
   * Labels of the head as a Ray node.
   * @default - none
   */
  readonly headNodeLabels?: { [label: string]: string };
  /**
   * How the Service of the head is reached.
   * @default kplus.ServiceType.CLUSTER_IP
   */
  readonly headServiceType?: kplus.ServiceType;
  /**
   * What else the Service of the head is.
   * @default - KubeRay's own
   */
  readonly headService?: RayHeadService;
  /**
   * Whether KubeRay makes an Ingress for the dashboard, which asks nobody who they are.
   * @default false
   */
  readonly headIngress?: boolean;
  /**
   * What is different in the pods of the group `workers`, of which there are as many as `workers` says.
   * @default - nothing
   */
  readonly worker?: RoleProps;
  /**
   * The fewest `workers` with autoscaling, 0 or more.
   * @default 0
   */
  readonly minWorkers?: number;
  /**
   * The most `workers` with autoscaling.
   * @default - `workers`
   */
  readonly maxWorkers?: number;
  /**
   * Further groups of workers by name. With groups and no `workers` there is no group `workers`.
   * @default - none
   */
  readonly groups?: { [name: string]: RayGroup };
  /**
   * Lets Ray add and take away workers within the bounds of each group.
   * @default - their number is fixed
   */
  readonly autoscaling?: RayAutoscaling;
  /**
   * Where the head keeps its state, to find it again after a restart.
   * @default - in memory
   */
  readonly faultTolerance?: RayFaultTolerance;
  /**
   * Lets only clients with a token in; Ray 2.52 or later.
   * @default - whoever reaches the head may use it
   */
  readonly auth?: RayAuth;
}

/** Who hands the program to the Ray cluster. */
export enum RaySubmissionMode {
  /** A pod of its own. */
  K8S_JOB = 'K8sJobMode',
  /** The operator, over HTTP. */
  HTTP = 'HTTPMode',
  /** A container in the head pod. */
  SIDECAR = 'SidecarMode',
  /** A person: the job waits until someone submits one. */
  INTERACTIVE = 'InteractiveMode',
}

/** What goes when the job is over. */
export enum RayDeletion {
  /** The workers. */
  WORKERS = 'DeleteWorkers',
  /** The cluster. */
  CLUSTER = 'DeleteCluster',
  /** The RayJob, and its cluster with it. */
  JOB = 'DeleteSelf',
  /** Nothing. */
  NONE = 'DeleteNone',
}

/** How a job has ended. */
export enum RayOutcome {
  /** The program has succeeded. */
  SUCCEEDED = 'SUCCEEDED',
  /** The program has failed. */
  FAILED = 'FAILED',
  /** The RayJob has failed, before or while the program ran. */
  JOB_FAILED = 'Failed',
}

/** What goes when the job has ended in some way. */
export interface RayDeletionRule {
  /** What goes. */
  readonly policy: RayDeletion;
  /** How the job has ended. */
  readonly on: RayOutcome;
  /**
   * How long after that; workers before their cluster, and that before the job.
   * @default - at once
   */
  readonly after?: Duration;
}

/** Ray. */
export interface RayOptions extends RayClusterOptions {
  /**
   * A shell command that the driver runs, instead of `command` and `args`.
   * @default - `command` and `args`, each word quoted
   */
  readonly entrypoint?: string;
  /**
   * CPUs that Ray reserves for the driver.
   * @default 0
   */
  readonly entrypointNumCpus?: number;
  /**
   * GPUs that Ray reserves for the driver, which then runs on a worker.
   * @default 0
   */
  readonly entrypointNumGpus?: number;
  /**
   * Further resources that Ray reserves for the driver.
   * @default - none
   */
  readonly entrypointResources?: { [resource: string]: number };
  /**
   * What Ray installs and sets for the program.
   * @default - what the image has
   */
  readonly runtimeEnv?: RayRuntimeEnv;
  /**
   * Who hands the program to the cluster.
   * @default RaySubmissionMode.K8S_JOB
   */
  readonly submissionMode?: RaySubmissionMode;
  /**
   * What is different in the pod that submits: with a command it submits by its own means.
   * @default - a small pod of the job's image
   */
  readonly submitter?: RoleProps;
  /**
   * How often the pod that submits is tried again, 0 or more.
   * @default 2
   */
  readonly submitterBackoffLimit?: number;
  /**
   * Whether the cluster goes when the job has ended.
   * @default true, but with `deletionRules` or a `cluster` that exists
   */
  readonly shutdownAfterJobFinishes?: boolean;
  /**
   * What goes when the job has ended, by how it ended. Needs the operator's
   * feature gate RayJobDeletionPolicy.
   * @default - see `shutdownAfterJobFinishes`
   */
  readonly deletionRules?: RayDeletionRule[];
  /**
   * How long the cluster may take until the program runs; at least a second.
   * @default - as long as it takes
   */
  readonly preRunningDeadline?: Duration;
  /**
   * Id of the job in Ray.
   * @default - made up for each try
   */
  readonly jobId?: string;
  /**
   * Anything that Ray shall remember of the job.
   * @default - nothing
   */
  readonly metadata?: { [key: string]: string };
  /**
   * A cluster that exists: then nothing may be said of pods, but of the one that submits.
   * @default - one of its own
   */
  readonly cluster?: IRayCluster;
}
