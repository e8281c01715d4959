import type { Duration } from 'cdk8s';
import type { FailureRule } from './failure-rule';

/** Whether the pods of a Job have numbers. */
export enum CompletionMode {
  /** Each piece of work has an index, in JOB_COMPLETION_INDEX. */
  INDEXED = 'Indexed',
  /** Pods are all alike, and take their work from elsewhere: a queue, a database. */
  NON_INDEXED = 'NonIndexed',
}

/** When a new pod takes the place of one that ends. */
export enum PodReplacement {
  /** When it is told to end: for a while both are there, and every failure counts. */
  TERMINATING_OR_FAILED = 'TerminatingOrFailed',
  /** When it has ended. */
  FAILED = 'Failed',
}

/** A rule by which a Job has succeeded before all its pods have; what it says must hold together. */
export interface JobSuccessRule {
  /**
   * Indexes that must have succeeded, as numbers and ranges: `0,2-4`.
   * @default - any
   */
  readonly succeededIndexes?: string;
  /**
   * How many of the indexes must have succeeded, at least 1.
   * @default - all of `succeededIndexes`
   */
  readonly succeededCount?: number;
}

/** What a `batch/v1` Job knows beyond the props of every training job. */
export interface JobSpecOptions {
  /**
   * Whether pods have numbers.
   * @default CompletionMode.INDEXED with several pieces of work, and in a JobSet
   */
  readonly completionMode?: CompletionMode;
  /**
   * Failures of each index after which that index has failed, 0 or more; the
   * others go on.
   * @default - failures count for the whole
   */
  readonly backoffLimitPerIndex?: number;
  /**
   * Failed indexes after which the whole has failed; needs `backoffLimitPerIndex`.
   * @default - all indexes are tried
   */
  readonly maxFailedIndexes?: number;
  /**
   * When it has succeeded: as soon as one of the rules holds.
   * @default - when all pods have
   */
  readonly successRules?: JobSuccessRule[];
  /**
   * What failures mean; the first rule that fits counts, before those that the
   * job has by default. Needs RestartPolicy.NEVER.
   * @default - pods that the cluster takes away do not count, and `fatalExitCodes` are final
   */
  readonly failureRules?: FailureRule[];
  /**
   * When a new pod takes the place of one that ends.
   * @default PodReplacement.FAILED: two pods never have the same index
   */
  readonly podReplacement?: PodReplacement;
}

/**
 * A plain Job.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export interface JobOptions extends JobSpecOptions {
  /**
   * Kueue may start the job with fewer pods than `workers`, down to this many; at least 1.
   * @default - with all of them, or not at all
   * @see https://kueue.sigs.k8s.io/docs/tasks/run/jobs/#partial-admission
   */
  readonly minParallelism?: number;
  /**
   * Where Kueue starts fewer pods, there are fewer pieces of work too.
   * @default false
   */
  readonly completionsEqualParallelism?: boolean;
}

/** How far a role must have come before another one starts. */
export enum DependencyStatus {
  /** Its pods are ready. */
  READY = 'Ready',
  /** It has ended well. */
  COMPLETE = 'Complete',
}

/** A role that another one waits for. */
export interface RoleDependency {
  /** Name of the role; it stands before the one that waits. */
  readonly role: string;
  /**
   * How far it must have come.
   * @default DependencyStatus.COMPLETE
   */
  readonly status?: DependencyStatus;
}

/** The Jobs of one role of a JobSet. */
export interface JobSetJobOptions extends JobSpecOptions {
  /**
   * How many Jobs, each with all pods of the role; at least 1. A slice of TPUs is one Job.
   * @default 1
   */
  readonly jobs?: number;
  /**
   * Pieces of work of each Job.
   * @default - one for each pod
   */
  readonly completions?: number;
  /**
   * Failed pods after which a Job has failed, 0 or more.
   * @default 0: the first failure starts the whole anew
   */
  readonly backoffLimit?: number;
  /**
   * How long a Job may take.
   * @default - `deadline` of the training job
   */
  readonly deadline?: Duration;
  /**
   * How long an ended Job stays.
   * @default - as long as the JobSet
   */
  readonly ttlAfterFinished?: Duration;
  /**
   * Roles that this one waits for.
   * @default - none
   */
  readonly dependsOn?: RoleDependency[];
  /**
   * Group of the role; pods learn their place in it from labels.
   * @default - default
   */
  readonly groupName?: string;
  /**
   * A node label: each Job of the role has a domain of its own, and shares it with none.
   * @default - that of the JobSet
   */
  readonly exclusiveTopology?: string;
}
