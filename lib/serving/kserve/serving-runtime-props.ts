import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { InferenceProtocol, ModelFormat } from './model-format';
import type { Accelerator, Defaults, Mount, Placement, Readiness, ResourceProps, Toleration } from '../../core';

/** A format that a runtime serves. */
export interface SupportedFormat {
  /** The format, maybe of one version. */
  readonly format: ModelFormat;
  /**
   * Whether models of this format get the runtime without naming it.
   * @default true
   */
  readonly autoSelect?: boolean;
  /**
   * Which of several runtimes is taken: that with the larger number, from 1.
   * @default - one with a number goes before
   */
  readonly priority?: number;
}

/** Props of a `ServingRuntime` and of a `ClusterServingRuntime`: what the pods of a model's server are. */
export interface ServingRuntimeProps extends ResourceProps {
  /** Image of the server. */
  readonly image: string;
  /** What it serves. */
  readonly formats: SupportedFormat[];
  /**
   * How it speaks to clients.
   * @default - any way: it fits whatever a model asks for
   */
  readonly protocols?: InferenceProtocol[];
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments; `{{.Name}}` is the name of the service, and /mnt/models where its model is.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Ports by name; the first is that of the server.
   * @default - 8080
   */
  readonly ports?: { [name: string]: number };
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Requests and limits of the server.
   * @default - CPU 1, memory 2Gi; with an accelerator CPU 4-8 and memory 16Gi for each
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Device of each pod.
   * @default - none
   */
  readonly accelerator?: Accelerator;
  /**
   * Shared memory at /dev/shm, which counts against the memory limit.
   * @default - 64Mi, which container runtimes give
   */
  readonly sharedMemory?: Size;
  /**
   * What is mounted.
   * @default - /tmp alone
   */
  readonly volumes?: Mount[];
  /**
   * When it is ready.
   * @default - KServe's own: once it listens
   */
  readonly readiness?: Readiness;
  /**
   * When it is alive.
   * @default - always
   */
  readonly liveness?: Readiness;
  /**
   * When it has started.
   * @default - at once
   */
  readonly startup?: Readiness;
  /**
   * User id of the server, at least 1.
   * @default 10001
   */
  readonly user?: number;
  /**
   * Group id of the server, at least 1.
   * @default - the user's
   */
  readonly group?: number;
  /**
   * Whether the image's own files are read-only. /tmp is always writable.
   * @default true
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Pull policy of the image.
   * @default Always
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Secrets with which the image is pulled.
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];
  /**
   * Labels of nodes that it needs.
   * @default - those of the accelerator
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints of nodes that it bears.
   * @default - those of the accelerator
   */
  readonly tolerations?: Toleration[];
  /**
   * Where pods run, beside or away from others.
   * @default - anywhere
   */
  readonly placement?: Placement[];
  /**
   * Scheduler of the pods.
   * @default - the cluster's
   */
  readonly schedulerName?: string;
  /**
   * Labels of the pods.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Annotations of the pods, such as `prometheus.kserve.io/port`.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
  /**
   * Whether no model gets it any more.
   * @default false
   */
  readonly disabled?: boolean;
  /**
   * Whether it serves several models at once, each a `TrainedModel`.
   * @default false
   */
  readonly multiModel?: boolean;
  /**
   * Whether it gets what is safe beyond what was asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
}
