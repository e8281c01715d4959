import type { Duration, Size } from 'cdk8s';
import type { Defaults, IQueue, ITracking, IWorkloadPriority, JobPodProps, Mount, WorkloadProps } from '../core';
import type { Checkpoints } from './checkpoints';
import type { Framework } from './framework';
import type { Initializer } from './initializer';
import type { JobOptions } from './job-options';
import type { JobSetOptions } from './job-set-options';
import type { TrainingOperator } from './operator';
import type { CleanPodPolicy, RestartPolicy } from './role-props';
import type { IRuntime } from './runtime';
import type { VolcanoOptions } from './volcano-options';

/** All pods of a job start together, or none. */
export interface GangOptions {
  /**
   * Pods with which the job starts, at least 1.
   * @default - all of them
   */
  readonly minAvailable?: number;
  /**
   * How long the scheduler waits for room for all of them.
   * @default - the scheduler's own
   */
  readonly scheduleTimeout?: Duration;
  /**
   * Resources that must be free, as quantities.
   * @default - what the pods request
   */
  readonly minResources?: { [resource: string]: string };
  /**
   * PriorityClass of the whole.
   * @default - the cluster's default
   */
  readonly priorityClass?: string;
}

/** Props of a `TrainingJob`. */
export interface TrainingJobProps extends WorkloadProps, JobPodProps {
  /**
   * Image with the training code; needed unless a runtime of Trainer 2 has it.
   * @default - that of the runtime
   */
  readonly image?: string;
  /**
   * What the code is written with.
   * @default Framework.script()
   */
  readonly framework?: Framework;
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments, instead of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * What runs the job.
   * @default - Kubernetes for scripts; else the operator that the platform has for the framework
   */
  readonly operator?: TrainingOperator;
  /**
   * What the pods of a TrainJob are made of; needs Platform trainer: TrainerVersion.V2.
   * @default - the one that Trainer ships for the framework
   */
  readonly runtime?: IRuntime;
  /**
   * Data that Trainer fetches to /workspace/dataset first; needs a runtime that does.
   * @default - none
   */
  readonly datasetInitializer?: Initializer;
  /**
   * A model that Trainer fetches to /workspace/model first; needs a runtime that does.
   * @default - none
   */
  readonly modelInitializer?: Initializer;
  /**
   * Pods that train, 1 to 10000, a master among them; launchers, schedulers and
   * parameter servers come on top. Of a plain Job each learns its number from
   * JOB_COMPLETION_INDEX.
   * @default - 1, or the machines of a TPU slice
   */
  readonly workers?: number;
  /**
   * What becomes of a pod whose container has ended.
   * @default - RestartPolicy.ON_FAILURE with training-operator, but NEVER for an MPIJob v1; a plain Job makes new pods
   */
  readonly restartPolicy?: RestartPolicy;
  /**
   * Which pods go when the job has ended.
   * @default CleanPodPolicy.RUNNING: no device is held for nothing
   */
  readonly cleanPodPolicy?: CleanPodPolicy;
  /**
   * Makes the job without starting it.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * Leaves the job to MultiKueue, which runs it in another cluster; needs a
   * `queue` of Kueue.
   * @default false
   */
  readonly multiKueue?: boolean;
  /**
   * Starts all pods together or none, by the gang scheduler of the platform.
   * With Kueue a `queue` does the same for every kind.
   * @default - pods start as they find room
   */
  readonly gang?: GangOptions;
  /**
   * Whether the proxy of a service mesh runs in the pods.
   * @default false
   */
  readonly mesh?: boolean;
  /**
   * What the job gets that was not asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
  /**
   * Pieces of work, each a pod with its own JOB_COMPLETION_INDEX; at least `workers`.
   * @default - as many as workers
   */
  readonly completions?: number;
  /**
   * Size of /dev/shm, which data loaders and processes that share tensors fill.
   * It counts against the memory limit.
   * @default - half the memory limit with an accelerator or several processes, else the runtime's 64 MiB
   */
  readonly sharedMemory?: Size;
  /**
   * Data the code reads: volumes, or a `Dataset` that is fetched first.
   * @default - none
   */
  readonly data?: Mount[];
  /**
   * Code that is not in the image, where it is mounted; `workingDir` is that
   * directory unless it is given.
   * @default - the image has it
   */
  readonly code?: Mount;
  /**
   * Where the code writes checkpoints, and finds them after a restart: the
   * place is in CHECKPOINT_DIR.
   * @default - none: a restart begins anew
   */
  readonly checkpoints?: Checkpoints;
  /**
   * Checkpoints of another job from which this one starts; the place is in RESUME_FROM.
   * @default - it starts from its own, or anew
   */
  readonly resumeFrom?: Checkpoints;
  /**
   * Where runs, metrics and models go: an `MlflowServer` of the app, or a `Tracking`.
   * @default - nowhere
   */
  readonly tracking?: ITracking;
  /**
   * Experiment of the runs; needs `tracking`.
   * @default - MLflow's default experiment
   */
  readonly experiment?: string;
  /**
   * Name of the run; needs `tracking`.
   * @default - MLflow's own
   */
  readonly runName?: string;
  /**
   * Name under which the code registers the model that it has trained; in
   * REGISTERED_MODEL_NAME, which `log_model(registered_model_name=...)` takes. Needs `tracking`.
   * @default - the code decides
   */
  readonly registeredModel?: string;
  /**
   * Shows the logs in a TensorBoard of Kubeflow: the code finds the directory
   * for them in TENSORBOARD_LOGDIR, beside its checkpoints.
   * @default false
   */
  readonly tensorboard?: boolean;
  /**
   * How long the job may take, retries included; at least a second.
   * @default - as long as it takes
   */
  readonly deadline?: Duration;
  /**
   * Failures after which the job has failed, 0 or more: failed pods of a plain
   * Job, restarts of containers with training-operator, restarts of the whole
   * of a JobSet, Volcano Job or RayJob. Pods that the cluster takes away
   * (preemption, drained nodes) do not count, but with Volcano.
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * Exit codes, 1 to 255, after which another try is useless: the job fails at once.
   * @default - none
   */
  readonly fatalExitCodes?: number[];
  /**
   * How long the finished job and its logs stay; of a RayJob, its cluster.
   * @default Duration.days(7); with Platform `gitOps` for good, for the tool would start it anew. The cluster of a RayJob goes at once
   */
  readonly ttlAfterFinished?: Duration;
  /**
   * The queue in which the job waits for room: of Kueue, which needs Platform
   * `kueue`, or of Volcano.
   * @default - it starts at once
   */
  readonly queue?: IQueue;
  /**
   * Its place among those that wait in Kueue; says nothing about its pods.
   * @default - that of `priorityClass`
   */
  readonly queuePriority?: IWorkloadPriority;
  /**
   * Adds a hash of the content to the name, so that a changed job is a new job:
   * the template of a Job cannot change.
   * @default false
   */
  readonly rerunOnChange?: boolean;
  /**
   * Whether a NetworkPolicy keeps others from connecting to the pods.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * How long a pod may take to save its state when it is told to end.
   * @default - 120 seconds; what the cloud leaves of a spot machine
   */
  readonly gracePeriod?: Duration;
  /**
   * What a plain Job knows beyond these props.
   * @default - nothing more is said
   */
  readonly jobOptions?: JobOptions;
  /**
   * What a JobSet knows beyond these props.
   * @default - nothing more is said
   */
  readonly jobSet?: JobSetOptions;
  /**
   * What a Volcano Job knows beyond these props.
   * @default - nothing more is said
   */
  readonly volcano?: VolcanoOptions;
}
