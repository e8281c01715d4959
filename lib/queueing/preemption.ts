/** Whom a job may push aside in its own queue. */
export enum WithinClusterQueue {
  /** Nobody. */
  NEVER = 'Never',
  /** Jobs of lower priority. */
  LOWER_PRIORITY = 'LowerPriority',
  /** Jobs of lower priority, and newer ones of the same. */
  LOWER_OR_NEWER_EQUAL_PRIORITY = 'LowerOrNewerEqualPriority',
}

/** Whom a job may push aside in queues of the cohort that borrow, to get back what its queue lent. */
export enum ReclaimWithinCohort {
  /** Nobody. */
  NEVER = 'Never',
  /** Jobs of lower priority. */
  LOWER_PRIORITY = 'LowerPriority',
  /** Jobs of any priority. */
  ANY = 'Any',
}

/** Whom a job may push aside in other queues of the cohort while its own borrows. */
export enum BorrowWithinCohort {
  /** Nobody. */
  NEVER = 'Never',
  /** Jobs of lower priority. */
  LOWER_PRIORITY = 'LowerPriority',
}

/** Whom the jobs of a queue may push aside. */
export interface ClusterQueuePreemption {
  /**
   * In the queue itself.
   * @default - Kueue's: NEVER
   */
  readonly withinClusterQueue?: WithinClusterQueue;
  /**
   * In queues of the cohort that borrow, to get back what was lent.
   * @default - Kueue's: NEVER
   */
  readonly reclaimWithinCohort?: ReclaimWithinCohort;
  /**
   * In other queues of the cohort while borrowing. Needs `reclaimWithinCohort`,
   * and has no effect with fair sharing.
   * @default - Kueue's: NEVER
   */
  readonly borrowWithinCohort?: BorrowWithinCohort;
  /**
   * The highest priority that `borrowWithinCohort` pushes aside; a whole number.
   * @default - any below that of the job
   */
  readonly maxPriorityThreshold?: number;
}
