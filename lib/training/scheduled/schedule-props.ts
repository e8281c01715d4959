import type { Duration } from 'cdk8s';
import type { TrainingJobProps } from '../training-job-props';

/** What happens when a run is due while the last one has not ended. */
export enum OverlapPolicy {
  /** Both run. */
  ALLOW = 'Allow',
  /** The new one is left out. */
  FORBID = 'Forbid',
  /** The old one is ended. */
  REPLACE = 'Replace',
}

/** Props of a training job that runs by the clock. */
export interface ScheduledTrainingJobProps extends TrainingJobProps {
  /** When it runs: minute, hour, day of month, month, day of week; or `@daily` and the like. */
  readonly schedule: string;
  /**
   * Time zone of the schedule, e.g. `Europe/Paris`.
   * @default - that of the cluster, mostly UTC
   */
  readonly timeZone?: string;
  /**
   * What happens when a run is due while the last one has not ended. Only for a
   * plain Job: other kinds start whether or not the last one has ended.
   * @default OverlapPolicy.FORBID
   */
  readonly overlap?: OverlapPolicy;
  /**
   * How late a run may start that was missed, at least 10 seconds.
   * @default Duration.minutes(10)
   */
  readonly startingDeadline?: Duration;
  /**
   * How many runs that succeeded are kept, 0 or more.
   * @default 3
   */
  readonly successfulRuns?: number;
  /**
   * How many runs that failed are kept, 0 or more.
   * @default 3
   */
  readonly failedRuns?: number;
  /**
   * Image with `kubectl`, which makes the jobs of kinds other than a plain Job.
   * @default - that of Kubernetes, of the platform's version
   */
  readonly kubectlImage?: string;
}
