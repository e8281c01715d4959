import type { Duration, Size } from 'cdk8s';
import type { AccessMode } from '../core';
import type { TopologyMode } from './pod-group-policy';

/** What happens to pods of a Volcano Job. */
export enum VolcanoEvent {
  /** Anything. */
  ANY = '*',
  /** A pod has failed. */
  POD_FAILED = 'PodFailed',
  /** A pod was taken away. */
  POD_EVICTED = 'PodEvicted',
  /** A pod waits for room; see `timeout`. */
  POD_PENDING = 'PodPending',
  /** Something unknown, such as a lost node. */
  UNKNOWN = 'Unknown',
  /** All pods of a task have ended well. */
  TASK_COMPLETED = 'TaskCompleted',
  /** A task has failed. */
  TASK_FAILED = 'TaskFailed',
  /** The Job was changed. */
  JOB_UPDATED = 'JobUpdated',
}

/** What Volcano does then. */
export enum VolcanoAction {
  /** Ends the Job; it can be resumed. */
  ABORT_JOB = 'AbortJob',
  /** Starts all pods anew. */
  RESTART_JOB = 'RestartJob',
  /** Starts the pods of the task anew. */
  RESTART_TASK = 'RestartTask',
  /** Starts the pod anew. */
  RESTART_POD = 'RestartPod',
  /** Starts the partition of the pod anew. */
  RESTART_PARTITION = 'RestartPartition',
  /** Ends the Job for good. */
  TERMINATE_JOB = 'TerminateJob',
  /** Ends the Job as completed, and takes away pods that still run. */
  COMPLETE_JOB = 'CompleteJob',
  /** Goes on with an aborted Job. */
  RESUME_JOB = 'ResumeJob',
}

/** What is done when something happens; either events or an exit code. */
export interface VolcanoPolicy {
  /** What is done. */
  readonly action: VolcanoAction;
  /**
   * What has happened.
   * @default - see `exitCode`
   */
  readonly events?: VolcanoEvent[];
  /**
   * The code with which a container has ended, not 0.
   * @default - see `events`
   */
  readonly exitCode?: number;
  /**
   * How long Volcano waits first.
   * @default - not at all
   */
  readonly timeout?: Duration;
}

/** How close in the network pods stand: tiers are of the cluster's HyperNodes. */
export interface VolcanoTopology {
  /**
   * Whether pods wait for such a place.
   * @default TopologyMode.HARD
   */
  readonly mode?: TopologyMode;
  /**
   * The highest tier that they may span, by number.
   * @default - see `highestTierName`
   */
  readonly highestTierAllowed?: number;
  /**
   * The highest tier that they may span, by name.
   * @default - see `highestTierAllowed`
   */
  readonly highestTierName?: string;
}

/** Equal parts of a task. */
export interface VolcanoPartitions {
  /** How many parts, at least 1. */
  readonly totalPartitions: number;
  /** Pods of each part, at least 1; all parts together are the pods of the role. */
  readonly partitionSize: number;
  /**
   * Parts with which the job starts.
   * @default - all
   */
  readonly minPartitions?: number;
  /**
   * How close the pods of one part stand.
   * @default - anywhere
   */
  readonly networkTopology?: VolcanoTopology;
}

/** On which NUMA nodes the containers of a task get their processors. */
export enum NumaPolicy {
  /** On any. */
  NONE = 'none',
  /** On one if there is room. */
  BEST_EFFORT = 'best-effort',
  /** On as few as can be. */
  RESTRICTED = 'restricted',
  /** On one. */
  SINGLE_NUMA_NODE = 'single-numa-node',
}

/** One role of a Volcano Job. */
export interface VolcanoTaskOptions {
  /**
   * What is done when something happens to its pods, before what the job says.
   * @default - when the role that leads has ended the job is complete
   */
  readonly policies?: VolcanoPolicy[];
  /**
   * Roles that must run before this one starts.
   * @default - none
   */
  readonly dependsOn?: string[];
  /**
   * Pods of the role with which the job starts.
   * @default - all of them
   */
  readonly minAvailable?: number;
  /**
   * Tries of the role, at least 1.
   * @default - Volcano's
   */
  readonly maxRetry?: number;
  /**
   * Divides the pods into equal parts.
   * @default - one part
   */
  readonly partitions?: VolcanoPartitions;
  /**
   * On which NUMA nodes containers get their processors.
   * @default NumaPolicy.NONE
   */
  readonly numa?: NumaPolicy;
}

/** A claim that Volcano mounts into all pods: one that exists, or a new one. */
export interface VolcanoVolume {
  /** Where it appears. */
  readonly path: string;
  /**
   * Name of a claim that exists.
   * @default - a new one
   */
  readonly claimName?: string;
  /**
   * Size of a new claim.
   * @default - see `claimName`
   */
  readonly size?: Size;
  /**
   * Who may attach a new claim.
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
  /**
   * The StorageClass of a new claim.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
}

/**
 * A Volcano Job. Its restarts are counted by `backoffLimit` of the training
 * job, pods with which it starts by `gang`.
 * @see https://volcano.sh/en/docs/vcjob/
 */
export interface VolcanoOptions {
  /**
   * The tasks by role; `worker`, or as the framework calls its parts.
   * @default - as the framework needs
   */
  readonly tasks?: { [role: string]: VolcanoTaskOptions };
  /**
   * Plugins with their arguments: `svc` (host names), `env` (indexes), `ssh`
   * (keys), and those of frameworks. They replace those of the same name.
   * @default - those that the framework needs
   */
  readonly plugins?: { [plugin: string]: string[] };
  /**
   * What is done when something happens, instead of the default.
   * @default - a pod that failed or was taken away starts the job anew
   */
  readonly policies?: VolcanoPolicy[];
  /**
   * Claims in all pods.
   * @default - none
   */
  readonly volumes?: VolcanoVolume[];
  /**
   * How close in the network the pods stand.
   * @default - anywhere
   */
  readonly networkTopology?: VolcanoTopology;
  /**
   * Pods that must succeed for the job to have succeeded, at least 1.
   * @default - as many as it starts with
   */
  readonly minSuccess?: number;
  /**
   * How long it will likely run, for schedulers that plan.
   * @default - unknown
   */
  readonly runningEstimate?: Duration;
}
