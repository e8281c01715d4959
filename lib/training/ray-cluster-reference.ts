/** A Ray cluster that jobs run on. */
export interface IRayCluster {
  /** Name of the RayCluster, in the namespace of the job. */
  readonly rayClusterName: string;
}
