/** What becomes of the algorithm of an experiment when that has ended. */
export enum ResumePolicy {
  /** It goes: an experiment that has ended stays so. */
  NEVER = 'Never',
  /** It goes on running, and with a higher `maxTrials` the experiment goes on. */
  LONG_RUNNING = 'LongRunning',
  /** It goes, and leaves what it knows on a volume; with a higher `maxTrials` the experiment goes on. */
  FROM_VOLUME = 'FromVolume',
}
