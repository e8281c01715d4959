import type { ResourceProps } from '../core';
import type { ICohort } from './cohort';
import type { NamespaceSelector } from './namespace-selector';
import type { ClusterQueuePreemption } from './preemption';
import type { Quota } from './quota';
import type { IResourceFlavor } from './resource-flavor';
import type { StopPolicy } from './stop-policy';

/** In which order jobs of a queue get room. */
export enum QueueingStrategy {
  /** The oldest that fits goes first. */
  BEST_EFFORT_FIFO = 'BestEffortFIFO',
  /** The oldest goes first; those behind it wait, even if they would fit. */
  STRICT_FIFO = 'StrictFIFO',
}

/** Whether the search for a flavor goes on although the one at hand would do. */
export enum FlavorSearch {
  /** Take the flavor at hand. */
  MAY_STOP_SEARCH = 'MayStopSearch',
  /** Look whether the next flavor does without. */
  TRY_NEXT_FLAVOR = 'TryNextFlavor',
}

/** What to do where every flavor needs one or the other. */
export enum FlavorPreference {
  /** Rather borrow than push others aside. */
  BORROWING_OVER_PREEMPTION = 'BorrowingOverPreemption',
  /** Rather push others aside than borrow. */
  PREEMPTION_OVER_BORROWING = 'PreemptionOverBorrowing',
}

/** When a job goes on to the next flavor. */
export interface FlavorFungibility {
  /**
   * When it fits the flavor at hand by borrowing.
   * @default - Kueue's: MAY_STOP_SEARCH
   */
  readonly whenCanBorrow?: FlavorSearch;
  /**
   * When it fits the flavor at hand by pushing others aside.
   * @default - Kueue's: TRY_NEXT_FLAVOR
   */
  readonly whenCanPreempt?: FlavorSearch;
  /**
   * What to do where every flavor needs one or the other; both of the above have to be TRY_NEXT_FLAVOR.
   * @default - Kueue's: BORROWING_OVER_PREEMPTION
   */
  readonly preference?: FlavorPreference;
}

/** A check that a job has to pass besides the quota. */
export interface QueueAdmissionCheck {
  /** Name of the AdmissionCheck. */
  readonly name: string;
  /**
   * Flavors of the queue that it is for.
   * @default - every flavor
   */
  readonly onFlavors?: IResourceFlavor[];
}

/** Whether what a LocalQueue has used counts against it. */
export enum AdmissionMode {
  /** Jobs of the LocalQueue that has used least go first. */
  USAGE_BASED_ADMISSION_FAIR_SHARING = 'UsageBasedAdmissionFairSharing',
  /** What was used does not count. */
  NO_ADMISSION_FAIR_SHARING = 'NoAdmissionFairSharing',
}

/** Whether a job that runs moves on to a better flavor. */
export enum MigrationMode {
  /** It moves as soon as there is room in a flavor listed before its own. */
  TRY_PREFERRED_FLAVORS = 'TryPreferredFlavors',
  /** It stays where it started. */
  RETAIN_FIRST_ADMISSION = 'RetainFirstAdmission',
}

/** Jobs wait for several flavors at once. */
export interface ConcurrentAdmission {
  /** Whether a job that runs moves on to a better flavor. */
  readonly mode: MigrationMode;
  /**
   * The last flavor of the queue that a job may move to, with TRY_PREFERRED_FLAVORS.
   * @default - any that is listed before its own
   */
  readonly lastAcceptableFlavor?: IResourceFlavor;
}

/** Props of a `ClusterQueue`. */
export interface ClusterQueueProps extends ResourceProps {
  /** What the queue may use; flavors listed first are tried first. */
  readonly quotas: Quota[];
  /**
   * The cohort in which it borrows and lends.
   * @default - none: it has what its quotas say
   */
  readonly cohort?: ICohort;
  /**
   * Namespaces whose jobs it takes.
   * @default - those of the LocalQueues of this app that lead to it; every namespace if there are none
   */
  readonly namespaceSelector?: NamespaceSelector;
  /**
   * In which order jobs get room.
   * @default - Kueue's: QueueingStrategy.BEST_EFFORT_FIFO
   */
  readonly queueingStrategy?: QueueingStrategy;
  /**
   * Whom jobs may push aside.
   * @default - nobody
   */
  readonly preemption?: ClusterQueuePreemption;
  /**
   * When a job goes on to the next flavor.
   * @default - Kueue's: it does rather than push others aside, and does not rather than borrow
   */
  readonly flavorFungibility?: FlavorFungibility;
  /**
   * Checks that jobs have to pass besides the quota; at most 64.
   * @default - none
   */
  readonly admissionChecks?: QueueAdmissionCheck[];
  /**
   * Whether it takes jobs.
   * @default - Kueue's: StopPolicy.NONE
   */
  readonly stopPolicy?: StopPolicy;
  /**
   * Its share against other queues of the cohort, 0 or more; 0 is served last.
   * Counts where fair sharing is switched on in Kueue's configuration.
   * @default 1
   */
  readonly fairSharingWeight?: number;
  /**
   * Whether what its LocalQueues have used counts. Needs Kueue's feature AdmissionFairSharing.
   * @default - it does not
   */
  readonly admissionMode?: AdmissionMode;
  /**
   * Lets jobs wait for several flavors at once. Needs Kueue's feature ConcurrentAdmission.
   * @default - flavors are tried one after the other
   */
  readonly concurrentAdmission?: ConcurrentAdmission;
}
