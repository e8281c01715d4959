import type * as kplus from 'cdk8s-plus-28';
import type { BentoMetric } from './autoscaling';
import type { IBento } from './bento';
import type { Accelerator, AuxiliaryContainer, CloudIdentity, Mount, Placement, ResourceProps, Toleration } from '../../core';

/** How many pods run. */
export interface BentoAutoscaling {
  /** At the least, at least 1. */
  readonly minReplicas: number;
  /** At the most, at least 1. */
  readonly maxReplicas: number;
  /**
   * What is looked at.
   * @default - CPU, as Yatai has it
   */
  readonly metrics?: BentoMetric[];
}

/** Pods of a deployment: those of the API, or of a runner. */
export interface BentoPods {
  /**
   * Requests and limits.
   * @default - Yatai's
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * GPUs and other devices of each pod.
   * @default - none
   */
  readonly accelerator?: Accelerator;
  /**
   * How many pods run.
   * @default - Yatai's: one
   */
  readonly autoscaling?: BentoAutoscaling;
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Labels of the Deployments and Services that are made.
   * @default - none
   */
  readonly resourceLabels?: { [key: string]: string };
  /**
   * Annotations of the Deployments and Services that are made.
   * @default - none
   */
  readonly resourceAnnotations?: { [key: string]: string };
  /**
   * Further labels of the pods.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
  /**
   * Labels that a node must carry.
   * @default - only those of the accelerator
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints that the pods put up with.
   * @default - none
   */
  readonly tolerations?: Toleration[];
  /**
   * Where the pods run with respect to each other and to zones.
   * @default - wherever there is room
   */
  readonly placement?: Placement[];
  /**
   * The scheduler that places the pods.
   * @default - the cluster's
   */
  readonly schedulerName?: string;
  /**
   * Containers beside the main one; without volumes.
   * @default - none
   */
  readonly sidecars?: AuxiliaryContainer[];
}

/** A runner of the Bento, which has pods of its own. */
export interface BentoDeploymentRunner extends BentoPods {
  /** Its name, as the Bento has it. */
  readonly name: string;
}

/** How clients outside of the cluster reach the API; Yatai knows the host. */
export interface BentoIngress {
  /**
   * Whether there is an Ingress.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Annotations of the Ingress.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Labels of the Ingress.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * The Secret with the certificate.
   * @default - no TLS
   */
  readonly tlsSecret?: kplus.ISecret;
}

/** Where what the service monitors goes. */
export interface BentoMonitorExporter {
  /** The plugin of fluent-bit that writes it: `stdout`, `s3`, ... */
  readonly output: string;
  /**
   * Whether it goes anywhere.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Options of the plugin.
   * @default - none
   */
  readonly options?: { [option: string]: string };
  /**
   * Options of the plugin that come from elsewhere.
   * @default - none
   */
  readonly structureOptions?: { [option: string]: kplus.EnvValue };
  /**
   * Volumes of the plugin.
   * @default - none
   */
  readonly mounts?: Mount[];
}

/** Props of a `BentoDeployment`. */
export interface BentoDeploymentProps extends ResourceProps, BentoPods {
  /** What runs: a `Bento`, a `BentoRequest`, or `Bento.fromBentoName(...)`. */
  readonly bento: IBento;
  /**
   * What is other about pods of runners.
   * @default - all are Yatai's
   */
  readonly runners?: BentoDeploymentRunner[];
  /**
   * Lets clients outside of the cluster in.
   * @default - nobody
   */
  readonly ingress?: BentoIngress;
  /**
   * Where what the service monitors goes.
   * @default - nowhere
   */
  readonly monitorExporter?: BentoMonitorExporter;
  /**
   * The ServiceAccount of all pods.
   * @default - Yatai's
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * The cloud identity of all pods; goes on a ServiceAccount that is made for them.
   * @default - none
   */
  readonly identity?: CloudIdentity;
}
