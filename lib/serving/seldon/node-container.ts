import type * as kplus from 'cdk8s-plus-28';
import type { Accelerator, Mount, Readiness } from '../../core';

/** What is said of the container of a node beside its image. */
export interface SeldonContainerOptions {
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
   * Variables taken as a whole from ConfigMaps and Secrets.
   * @default - none
   */
  readonly envFrom?: kplus.EnvFrom[];
  /**
   * Requests and limits. What is left out gets a default.
   * @default - CPU 0.25 to 2, memory 1Gi to 2Gi, disk 1Gi to 4Gi
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * GPUs and other devices; one container of a pod has them.
   * @default - none
   */
  readonly accelerator?: Accelerator;
  /**
   * Volumes, each with the path at which it appears.
   * @default - only a writable /tmp
   */
  readonly volumes?: Mount[];
  /**
   * Ports by name.
   * @default - Seldon's
   */
  readonly ports?: { [name: string]: number };
  /**
   * Directory in which the command starts.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Pull policy of the image.
   * @default kplus.ImagePullPolicy.ALWAYS
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Whether the image's own files are read-only. /tmp is always writable.
   * @default - true for images of yours; servers of Seldon write to theirs
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * When it counts as ready.
   * @default - when it answers Seldon
   */
  readonly readiness?: Readiness;
  /**
   * When it is to be started anew.
   * @default - when it does not answer Seldon
   */
  readonly liveness?: Readiness;
  /**
   * When it counts as started; nothing else is asked before.
   * @default - at once
   */
  readonly startup?: Readiness;
  /**
   * Command that runs in it before it is told to end.
   * @default - Seldon's
   */
  readonly preStop?: string[];
}

/** The container of a node with code of its own. */
export interface SeldonContainer extends SeldonContainerOptions {
  /** Its image. */
  readonly image: string;
}

/** What is other about the container of a server of Seldon. */
export interface SeldonServedContainer extends SeldonContainerOptions {
  /**
   * An image, instead of that of `seldon-config`.
   * @default - Seldon's
   */
  readonly image?: string;
}
