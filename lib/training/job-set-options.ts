import type { Size } from 'cdk8s';
import type { JobSetJobOptions } from './job-options';
import type { AccessMode } from '../core';

/** How a JobSet starts anew after a failure. */
export enum JobSetRestart {
  /** Each Job is made anew as soon as its old one is gone. */
  RECREATE = 'Recreate',
  /** Jobs are made anew when all old ones are gone. */
  BLOCKING_RECREATE = 'BlockingRecreate',
  /** Containers start anew in their pods; behind the feature gate InPlaceRestart. */
  IN_PLACE = 'InPlaceRestart',
}

/** What a failed Job means to its JobSet. */
export enum JobSetAction {
  /** All has failed. */
  FAIL_JOB_SET = 'FailJobSet',
  /** All starts anew, up to `backoffLimit` times. */
  RESTART_JOB_SET = 'RestartJobSet',
  /** All starts anew, without being counted. */
  RESTART_JOB_SET_UNCOUNTED = 'RestartJobSetAndIgnoreMaxRestarts',
  /** The Job alone starts anew; behind the feature gate RestartJob. */
  RESTART_JOB = 'RestartJob',
  /** The Job alone starts anew, without being counted; behind the feature gate RestartJob. */
  RESTART_JOB_UNCOUNTED = 'RestartJobAndIgnoreMaxRestarts',
}

/** Why a Job has failed. */
export enum JobFailureReason {
  /** Too many pods have failed. */
  BACKOFF_LIMIT_EXCEEDED = 'BackoffLimitExceeded',
  /** It took too long. */
  DEADLINE_EXCEEDED = 'DeadlineExceeded',
  /** Some indexes have failed. */
  FAILED_INDEXES = 'FailedIndexes',
  /** Too many indexes have failed. */
  MAX_FAILED_INDEXES_EXCEEDED = 'MaxFailedIndexesExceeded',
  /** A rule about failed pods says so. */
  POD_FAILURE_POLICY = 'PodFailurePolicy',
}

/** A rule about failed Jobs; the first that fits counts. */
export interface JobSetFailureRule {
  /** What is done. */
  readonly action: JobSetAction;
  /**
   * Name of the rule.
   * @default - by its place
   */
  readonly name?: string;
  /**
   * Why the Job has failed.
   * @default - for any reason
   */
  readonly reasons?: JobFailureReason[];
  /**
   * Regular expressions, one of which the message of the failure fits.
   * @default - any message
   */
  readonly messagePatterns?: string[];
  /**
   * Roles whose Jobs it is about.
   * @default - all
   */
  readonly roles?: string[];
}

/** How many of the Jobs must succeed. */
export enum SuccessOperator {
  /** All of them. */
  ALL = 'All',
  /** One of them. */
  ANY = 'Any',
}

/** When a JobSet has succeeded. */
export interface JobSetSuccess {
  /**
   * How many of the Jobs must succeed.
   * @default SuccessOperator.ALL
   */
  readonly operator?: SuccessOperator;
  /**
   * Roles whose Jobs count.
   * @default - all
   */
  readonly roles?: string[];
}

/** How the pods of a JobSet find each other. */
export interface JobSetNetwork {
  /**
   * Whether pods have host names.
   * @default true
   */
  readonly hostnames?: boolean;
  /**
   * Name of the headless Service, which is the domain of the pods.
   * @default - the name of the JobSet
   */
  readonly subdomain?: string;
  /**
   * Whether pods are found before they are ready.
   * @default true
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** The pod whose address the others find in a label. */
export interface JobSetCoordinator {
  /** Its role. */
  readonly role: string;
  /**
   * Its Job, from 0.
   * @default 0
   */
  readonly jobIndex?: number;
  /**
   * Its index in the Job, from 0.
   * @default 0
   */
  readonly podIndex?: number;
}

/** What becomes of a claim when the JobSet goes. */
export enum ClaimRetention {
  /** It goes too. */
  DELETE = 'Delete',
  /** It stays, and a JobSet of the same name finds it again. */
  RETAIN = 'Retain',
}

/** A claim that JobSet makes, and shares among its pods. */
export interface JobSetClaim {
  /** Size of the volume. */
  readonly size: Size;
  /** Where it appears, in the pods of each role that mounts it. */
  readonly path: string;
  /**
   * Roles that mount it.
   * @default - all
   */
  readonly roles?: string[];
  /**
   * Who may attach it.
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * What becomes of it when the JobSet goes.
   * @default ClaimRetention.DELETE
   */
  readonly retention?: ClaimRetention;
}

/**
 * A JobSet: the roles of a training job as Jobs that live and fail together.
 * Its restarts are counted by `backoffLimit` of the training job.
 * @see https://jobset.sigs.k8s.io/docs/concepts/
 */
export interface JobSetOptions {
  /**
   * The Jobs of each role, by its name; `worker` where the framework names none.
   * @default - one Job with all pods of the role
   */
  readonly roles?: { [role: string]: JobSetJobOptions };
  /**
   * How it starts anew after a failure.
   * @default JobSetRestart.RECREATE
   */
  readonly restartStrategy?: JobSetRestart;
  /**
   * What failed Jobs mean, before the rules that the job has by default.
   * @default - preempted Jobs start anew uncounted, and `fatalExitCodes` are final
   */
  readonly failureRules?: JobSetFailureRule[];
  /**
   * When it has succeeded.
   * @default - when all Jobs have
   */
  readonly success?: JobSetSuccess;
  /**
   * Whether roles start one after the other, each when the one before is ready.
   * @default false
   */
  readonly startInOrder?: boolean;
  /**
   * How its pods find each other.
   * @default - by `<job>-<role>-<job index>-<pod index>.<job>`
   */
  readonly network?: JobSetNetwork;
  /**
   * The pod whose address the others find in a label.
   * @default - none
   */
  readonly coordinator?: JobSetCoordinator;
  /**
   * A node label, e.g. of racks or node pools: each Job has a domain of its own.
   * @default - Jobs share nodes
   * @see https://jobset.sigs.k8s.io/docs/concepts/#exclusive-job-to-topology-placement
   */
  readonly exclusiveTopology?: string;
  /**
   * Claims by name that JobSet makes.
   * @default - none
   */
  readonly claims?: { [name: string]: JobSetClaim };
  /**
   * Who works on it, if not JobSet itself.
   * @default - JobSet
   */
  readonly managedBy?: string;
}
