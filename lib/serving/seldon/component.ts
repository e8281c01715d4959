import type { Duration } from 'cdk8s';
import type { SeldonAutoscaling, SeldonDisruptionBudget } from './autoscaling';
import type { SeldonNode } from './node';
import type { AuxiliaryContainer, Capacity, Placement, Toleration } from '../../core';

/** Nodes of a predictor that run in one pod, and what is said of those pods. */
export interface SeldonComponent {
  /**
   * Which nodes.
   * @default - all that no other component names
   */
  readonly nodes?: SeldonNode[];
  /**
   * Name of the component, in the names of its Deployment.
   * @default - its place in the list
   */
  readonly name?: string;
  /**
   * How many pods.
   * @default - as the predictor says
   */
  readonly replicas?: number;
  /**
   * What decides how many pods run.
   * @default - nothing: there are `replicas`
   */
  readonly autoscaling?: SeldonAutoscaling;
  /**
   * How many pods may be missing while nodes of the cluster are drained.
   * @default - any number
   */
  readonly disruptionBudget?: SeldonDisruptionBudget;
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
  /**
   * Labels that a node of the cluster must carry.
   * @default - only those of the accelerator
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints that the pods put up with.
   * @default - only those of the accelerator
   */
  readonly tolerations?: Toleration[];
  /**
   * Where the pods run with respect to each other and to zones.
   * @default - wherever there is room
   */
  readonly placement?: Placement[];
  /**
   * What kind of capacity the nodes of the cluster are bought as.
   * @default - any
   */
  readonly capacity?: Capacity;
  /**
   * PriorityClass of the pods.
   * @default - the cluster's default
   */
  readonly priorityClass?: string;
  /**
   * Containers beside those of the nodes.
   * @default - none
   */
  readonly sidecars?: AuxiliaryContainer[];
  /**
   * Containers that run to their end before.
   * @default - only those that fetch data
   */
  readonly initContainers?: AuxiliaryContainer[];
  /**
   * User id of the processes; at least 1.
   * @default - 10001; 8888, as Seldon itself has it, where a server of Seldon is among the nodes
   */
  readonly user?: number;
  /**
   * Group id of the processes; at least 1.
   * @default - the user id
   */
  readonly group?: number;
  /**
   * Group that owns the files of volumes; at least 1.
   * @default - `group`, where a volume is persistent
   */
  readonly fsGroup?: number;
  /**
   * The scheduler that places the pods.
   * @default - the cluster's
   */
  readonly schedulerName?: string;
  /**
   * The RuntimeClass of the pods.
   * @default - the cluster's default
   */
  readonly runtimeClass?: string;
  /**
   * How long the pods have to end: whole seconds.
   * @default - Seldon's
   */
  readonly gracePeriod?: Duration;
}
