import type { Duration, Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { JobSetCoordinator, JobSetFailureRule, JobSetRestart } from './job-set-options';
import type { MlPolicy } from './ml-policy';
import type { PodGroupPolicy } from './pod-group-policy';
import type { RestartPolicy } from './role-props';
import type { Defaults, JobPodProps, ResourceProps, Storage } from '../core';

/** The pods of one step of a runtime. */
export interface RuntimePodProps extends JobPodProps {
  /**
   * Image of these pods.
   * @default - that of the runtime; of initializers the one that Trainer ships
   */
  readonly image?: string;
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's; of the nodes of MPI sshd
   */
  readonly command?: string[];
  /**
   * Arguments, instead of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * A port that is open when the pod is ready.
   * @default - ready at once; nodes of MPI when sshd listens on 2222
   */
  readonly readinessPort?: number;
  /**
   * How long to wait before the first look at `readinessPort`.
   * @default - no wait; nodes of MPI 5 seconds
   */
  readonly readinessDelay?: Duration;
}

/** What fetches data or a model before the training starts. */
export interface RuntimeInitializer extends RuntimePodProps {
  /**
   * What is fetched if a job does not say: `hf://`, `s3://`, for data `cache://` too.
   * @default - jobs have to say it
   */
  readonly storageUri?: string;
}

/** The network of the pods of a job. */
export interface RuntimeNetwork {
  /**
   * Whether pods have names in DNS.
   * @default true
   */
  readonly dnsHostnames?: boolean;
  /**
   * Whether these names are there before the pods are ready.
   * @default true
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * The name under which those of the pods stand.
   * @default - that of the job
   */
  readonly subdomain?: string;
}

/** Props of `TrainingRuntime` and `ClusterTrainingRuntime`. */
export interface TrainingRuntimeProps extends ResourceProps, RuntimePodProps {
  /**
   * How the pods find each other.
   * @default MlPolicy.none()
   */
  readonly policy?: MlPolicy;
  /**
   * Pods that train, where a job does not say; at least 1.
   * @default 1
   */
  readonly numNodes?: number;
  /**
   * The label by which SDKs find the runtime: `torch`, `deepspeed`, `torchtune` ...
   * @default - the policy; with Defaults.UPSTREAM none
   */
  readonly framework?: string;
  /**
   * Warns whoever names the runtime that it is on its way out.
   * @default false
   */
  readonly deprecated?: boolean;
  /**
   * Starts all pods of a job together, or none.
   * @default - pods start as they find room
   */
  readonly podGroup?: PodGroupPolicy;
  /**
   * The launcher of MPI, where it differs from the nodes.
   * @default - the image's own command
   */
  readonly launcher?: RuntimePodProps;
  /**
   * Fetches data to /workspace/dataset before the training; needs `workspace`.
   * @default - none
   */
  readonly datasetInitializer?: RuntimeInitializer;
  /**
   * Fetches a model to /workspace/model before the training; needs `workspace`.
   * @default - none
   */
  readonly modelInitializer?: RuntimeInitializer;
  /**
   * Volume that initializers fetch to and nodes read from, at /workspace: `Storage.claimPerJob(...)`, or a claim that many nodes write.
   * @default - none
   */
  readonly workspace?: Storage;
  /**
   * The ServiceAccount of the pods, by its name in the namespace of the job.
   * @default - that of the job
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * Size of /dev/shm.
   * @default - half the memory limit with an accelerator, else 64 MiB
   */
  readonly sharedMemory?: Size;
  /**
   * How long a pod may take to save its state when it is told to end.
   * @default Duration.seconds(120)
   */
  readonly gracePeriod?: Duration;
  /**
   * Whether a container that failed starts again in its pod: `NEVER` or `ON_FAILURE`.
   * @default - RestartPolicy.ON_FAILURE, by JobSet
   */
  readonly restartPolicy?: RestartPolicy;
  /**
   * Failed pods of a step after which it has failed, 0 or more.
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * How often a job starts anew as a whole when a step has failed, 0 or more.
   * @default - never
   */
  readonly maxRestarts?: number;
  /**
   * How it starts anew: at once, or when all old pods are gone.
   * @default JobSetRestart.RECREATE
   */
  readonly restartStrategy?: JobSetRestart;
  /**
   * What failed steps mean; the first rule that fits counts. Its `roles` are steps.
   * @default - a failure starts the whole anew, up to `maxRestarts` times
   */
  readonly failureRules?: JobSetFailureRule[];
  /**
   * The pod whose address the others find in a label; its `role` is a step.
   * @default - none
   */
  readonly coordinator?: JobSetCoordinator;
  /**
   * Steps that have to succeed: `launcher`, `node` ...
   * @default - all; with MPI the launcher
   */
  readonly successSteps?: string[];
  /**
   * Whether one of those steps is enough.
   * @default false
   */
  readonly anySuccess?: boolean;
  /**
   * Whether each step starts when the one before is ready.
   * @default - all at once, or as the steps wait for each other
   */
  readonly startInOrder?: boolean;
  /**
   * The network of the pods.
   * @default - JobSet's
   */
  readonly network?: RuntimeNetwork;
  /**
   * How long the pods and logs of a finished job stay.
   * @default Duration.days(7); with Platform `gitOps` for good
   */
  readonly ttlAfterFinished?: Duration;
  /**
   * What the pods get that was not asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
}
