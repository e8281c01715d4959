import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Accelerator } from './accelerator';
import type { Mount } from './storage';

/** What a toleration does about a taint. */
export enum TaintEffect {
  /** New pods stay away. */
  NO_SCHEDULE = 'NoSchedule',
  /** New pods stay away if they can. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** Running pods are evicted too. */
  NO_EXECUTE = 'NoExecute',
}

/** A taint that the pods put up with. An empty key stands for every taint. */
export interface Toleration {
  /** Key of the taint. */
  readonly key: string;
  /**
   * Value of the taint.
   * @default - any value
   */
  readonly value?: string;
  /**
   * Effect of the taint.
   * @default - every effect
   */
  readonly effect?: TaintEffect;
  /**
   * How long running pods stay when the taint comes; with TaintEffect.NO_EXECUTE.
   * @default - for good
   */
  readonly tolerationPeriod?: Duration;
}

/** What can be said of the pods of every workload. */
export interface PodProps {
  /**
   * Pull policy of the image.
   * @default kplus.ImagePullPolicy.ALWAYS
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Secrets of private registries.
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];
  /**
   * Environment variables.
   * @default - only those the construct sets itself
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Requests and limits of the main container. What is left out gets a default.
   * @default - see the table of the construct's folder
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * GPUs, TPUs and other devices of each pod.
   * @default - none
   */
  readonly accelerator?: Accelerator;
  /**
   * Volumes, each with the path at which it appears.
   * @default - only a writable /tmp
   */
  readonly volumes?: Mount[];
  /**
   * PriorityClass of the pods.
   * @default - the cluster's default
   */
  readonly priorityClass?: string;
  /**
   * Labels that a node must carry.
   * @default - only those of the accelerator
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints that the pods put up with.
   * @default - only those of the accelerator
   */
  readonly tolerations?: Toleration[];
  /**
   * User id of the processes; at least 1.
   * @default 10001
   */
  readonly user?: number;
  /**
   * Group id of the processes, and of files on volumes; at least 1.
   * @default - the user id
   */
  readonly group?: number;
  /**
   * Whether the image's own files are read-only. /tmp is always writable.
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Further labels of the pods.
   * @default - those of the object
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
}
