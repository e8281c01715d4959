import type { Duration, Size } from 'cdk8s';
import type { IQueue, ITracking, Mount, WorkloadProps } from '../core';
import type { Framework } from './framework';

/** Props of a `TrainingJob`. */
export interface TrainingJobProps extends WorkloadProps {
  /** Image with the training code. */
  readonly image: string;
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
   * Pods that run at once, 1 to 10000. With more than one each learns its
   * number from JOB_COMPLETION_INDEX.
   * @default 1
   */
  readonly workers?: number;
  /**
   * Pieces of work, each a pod with its own JOB_COMPLETION_INDEX; at least `workers`.
   * @default - as many as workers
   */
  readonly completions?: number;
  /**
   * Size of /dev/shm, which data loaders fill. It counts against the memory limit.
   * @default - half the memory limit with an accelerator, else the runtime's 64 MiB
   */
  readonly sharedMemory?: Size;
  /**
   * Data the code reads.
   * @default - none
   */
  readonly data?: Mount[];
  /**
   * Where the code writes checkpoints, and finds them after a restart. The path
   * is in CHECKPOINT_DIR.
   * @default - none: a restart begins anew
   */
  readonly checkpoints?: Mount;
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
   * How long the job may take, retries included; at least a second.
   * @default - as long as it takes
   */
  readonly deadline?: Duration;
  /**
   * Failed pods after which the job has failed, 0 or more. Pods that the
   * cluster takes away (preemption, drained nodes) do not count.
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * Exit codes, 1 to 255, after which another try is useless: the job fails at once.
   * @default - none
   */
  readonly fatalExitCodes?: number[];
  /**
   * How long the finished job and its logs stay.
   * @default Duration.days(7); with Platform `gitOps` for good, for the tool would start it anew
   */
  readonly ttlAfterFinished?: Duration;
  /**
   * The Kueue queue in which the job waits for room; needs Platform `kueue`.
   * @default - it starts at once
   */
  readonly queue?: IQueue;
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
   * @default Duration.seconds(120)
   */
  readonly gracePeriod?: Duration;
}
