import type { Algorithm } from './algorithm';
import type { ArchitectureSpace } from './architecture-space';
import type { EarlyStopping } from './early-stopping';
import type { MetricsCollector } from './metrics-collector';
import type { Objective } from './objective';
import type { ResumePolicy } from './resume-policy';
import type { SearchSpace } from './search-space';
import type { Defaults, JobTotals, ResourceProps, Trial } from '../core';

/** Props of a `KatibExperiment`. */
export interface KatibExperimentProps extends ResourceProps {
  /** The metric that is optimized. */
  readonly objective: Objective;
  /** How the values of trials are chosen. */
  readonly algorithm: Algorithm;
  /** What runs for each set of values: `TrainingJob.trial(...)`, or a `TrialTemplate`. */
  readonly trial: Trial;
  /**
   * What is searched; needed unless `architecture` is.
   * @default - none
   */
  readonly space?: SearchSpace;
  /**
   * The networks that are searched, with `Algorithm.enas()` or `Algorithm.darts()`.
   * @default - none
   */
  readonly architecture?: ArchitectureSpace;
  /** Trials after which the experiment ends, at least 1. */
  readonly maxTrials: number;
  /**
   * Trials that run at once, at least 1, at most `maxTrials`.
   * @default 3, or `maxTrials` if that is less
   */
  readonly parallelTrials?: number;
  /**
   * Failed trials at which the experiment has failed, 0 or more, at most `maxTrials`.
   * @default 3, or `maxTrials` if that is less; with Defaults.UPSTREAM no number of them ends it
   */
  readonly maxFailedTrials?: number;
  /**
   * Ends trials that do worse than others.
   * @default - every trial runs to its end
   */
  readonly earlyStopping?: EarlyStopping;
  /**
   * How metrics are read.
   * @default MetricsCollector.stdOut()
   */
  readonly metricsCollector?: MetricsCollector;
  /**
   * What becomes of the algorithm when the experiment has ended.
   * @default ResumePolicy.NEVER; FROM_VOLUME with `Algorithm.pbt`, which hands checkpoints over on that volume
   */
  readonly resumePolicy?: ResumePolicy;
  /**
   * Keeps jobs and pods of trials that have ended, for their logs.
   * @default false
   */
  readonly retainTrials?: boolean;
  /**
   * Puts a hash of the content into the name, so that a changed experiment is a
   * new one: of one that exists Katib lets only the counts of trials change.
   * @default false
   */
  readonly rerunOnChange?: boolean;
  /**
   * What the experiment gets that was not asked for: a bound on failed trials,
   * and a hardened container of a collector of one's own.
   * @default - as `TrainingJob.trial` says; Defaults.SAFE of a `TrialTemplate`
   */
  readonly defaults?: Defaults;
}

/** What an experiment asks of the cluster. */
export interface ExperimentTotals {
  /** What one trial asks, with the largest values that may be chosen. */
  readonly trial: JobTotals;
  /** What all trials ask that run at once. */
  readonly atOnce: JobTotals;
  /** Trials at most. */
  readonly trials: number;
  /**
   * Hours of devices by resource name, if every trial ran until its deadline.
   * @default - unknown: trials have no deadline
   */
  readonly acceleratorHours?: { [resource: string]: number };
}
