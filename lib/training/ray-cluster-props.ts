import type { Defaults, IQueue, JobPodProps, WorkloadProps } from '../core';
import type { RayClusterOptions } from './ray-options';

/** Props of a `RayCluster`. */
export interface RayClusterProps extends WorkloadProps, JobPodProps, RayClusterOptions {
  /** Image with Ray, and with what the programs need. */
  readonly image: string;
  /**
   * Pods of the group `workers`, at least 1.
   * @default 1, or none of this group with `groups`
   */
  readonly workers?: number;
  /**
   * The queue in which the cluster waits for room: of Kueue or of Volcano.
   * @default - it starts at once
   */
  readonly queue?: IQueue;
  /**
   * Makes the cluster without its pods.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * Whether a NetworkPolicy keeps other namespaces from all but the dashboard,
   * which the operator needs.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * What the cluster gets that was not asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
}
