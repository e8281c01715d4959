import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';

/** Which autoscaler of Ray runs beside the head. */
export enum RayAutoscalerVersion {
  /** The first. */
  V1 = 'v1',
  /** The second, of Ray 2.10 on. */
  V2 = 'v2',
}

/** How fast the autoscaler adds pods. */
export enum RayUpscaling {
  /** As many as are wanted. */
  DEFAULT = 'Default',
  /** The same, by its older name. */
  AGGRESSIVE = 'Aggressive',
  /** At most as many as run already. */
  CONSERVATIVE = 'Conservative',
}

/** Ray's autoscaler, a container beside the head; each group has bounds of its own. */
export interface RayAutoscaling {
  /**
   * Which of the two.
   * @default - KubeRay's
   */
  readonly version?: RayAutoscalerVersion;
  /**
   * How fast it adds pods.
   * @default RayUpscaling.DEFAULT
   */
  readonly upscalingMode?: RayUpscaling;
  /**
   * How long a pod has nothing to do before it goes.
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;
  /**
   * Image of the autoscaler.
   * @default - that of the head
   */
  readonly image?: string;
  /**
   * Pull policy of its image.
   * @default - the cluster's
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Requests and limits.
   * @default - CPU 0.5, memory 512Mi
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Variables of the autoscaler.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Paths of volumes of the head that the autoscaler has too, e.g. of its certificates.
   * @default - none
   */
  readonly headVolumes?: string[];
}
