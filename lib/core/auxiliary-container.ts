import type * as kplus from 'cdk8s-plus-28';
import type { Readiness } from './readiness';
import type { Mount } from './storage';

/** A container beside the main one of a pod, or one that runs before it. */
export interface AuxiliaryContainer {
  /** Name of the container. */
  readonly name: string;
  /** Its image. */
  readonly image: string;
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments, instead of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Volumes, each with the path at which it appears.
   * @default - none
   */
  readonly volumes?: Mount[];
  /**
   * Requests and limits.
   * @default - CPU 0.1 to 1, memory 128Mi to 512Mi
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Directory in which the command starts.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Ports by name.
   * @default - none
   */
  readonly ports?: { [name: string]: number };
  /**
   * Lets a container of `initContainers` run on beside the main one, and end
   * with it; from Kubernetes 1.29 on.
   * @default false
   */
  readonly staysOn?: boolean;
  /**
   * Linux capabilities that it adds.
   * @default - none
   */
  readonly capabilities?: string[];
  /**
   * Runs it with all rights on its node.
   * @default false
   */
  readonly privileged?: boolean;
  /**
   * Pull policy of its image.
   * @default - that of the pod
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Variables taken as a whole from ConfigMaps and Secrets.
   * @default - none
   */
  readonly envFrom?: kplus.EnvFrom[];
  /**
   * User id of its processes; at least 1.
   * @default - that of the pod
   */
  readonly user?: number;
  /**
   * Group id of its processes; at least 1.
   * @default - that of the pod
   */
  readonly group?: number;
  /**
   * When it counts as ready; of `initContainers` only where it stays on.
   * @default - as soon as it runs
   */
  readonly readiness?: Readiness;
  /**
   * When it is to be started anew; of `initContainers` only where it stays on.
   * @default - when it ends
   */
  readonly liveness?: Readiness;
  /**
   * When it counts as started: of `initContainers` that stay on the next one waits for it.
   * @default - at once
   */
  readonly startup?: Readiness;
  /**
   * Command that runs in it before it is told to end.
   * @default - none
   */
  readonly preStop?: string[];
}
