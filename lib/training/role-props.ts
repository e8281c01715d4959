import type { JobPodProps } from '../core';

/** What becomes of a pod whose container has ended. */
export enum RestartPolicy {
  /** It stays as it is. */
  NEVER = 'Never',
  /** The container starts again if it failed; a pod that was evicted is made anew. */
  ON_FAILURE = 'OnFailure',
  /** The container starts again, whatever its exit code. */
  ALWAYS = 'Always',
  /** training-operator: exit codes from 128 on are tried again, those from 1 to 127 fail the job. */
  EXIT_CODE = 'ExitCode',
}

/** Which pods go when the job has ended. */
export enum CleanPodPolicy {
  /** None: they stay, and keep their devices if they still run. */
  NONE = 'None',
  /** Those that still run. */
  RUNNING = 'Running',
  /** All of them, and their logs. */
  ALL = 'All',
}

/**
 * The pods of one part of a job. What it says replaces what the job says of
 * all pods; maps and lists are added to those of the job.
 */
export interface RoleProps extends JobPodProps {
  /**
   * How many pods, at least 1.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Image of these pods.
   * @default - that of the job
   */
  readonly image?: string;
  /**
   * Command of these pods.
   * @default - that of the job, where the part runs the training code
   */
  readonly command?: string[];
  /**
   * Arguments of these pods.
   * @default - those of the job; none if `command` is given
   */
  readonly args?: string[];
  /**
   * What becomes of a pod whose container has ended.
   * @default - that of the job
   */
  readonly restartPolicy?: RestartPolicy;
  /**
   * Name of the main container, in roles and in Ray; elsewhere the operator wants its own.
   * @default - the name of the role; ray-head and ray-worker in Ray
   */
  readonly containerName?: string;
}
