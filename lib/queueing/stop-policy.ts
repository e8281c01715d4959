/** Whether a queue takes jobs. */
export enum StopPolicy {
  /** It takes jobs. */
  NONE = 'None',
  /** It takes no more jobs; those that run finish. */
  HOLD = 'Hold',
  /** It takes no more jobs, and those that run are stopped and wait. */
  HOLD_AND_DRAIN = 'HoldAndDrain',
}
