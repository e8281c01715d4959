import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { GraphNode } from './graph-node';
import type { Placement, ResourceProps, Toleration } from '../../../core';
import type { KServeMode } from '../../../core/cluster-props';

/** What a router is scaled by. */
export enum GraphScaleMetric {
  /** CPU in percent of what is requested; in Standard mode. */
  CPU = 'cpu',
  /** Memory in percent of what is requested; in Standard mode. */
  MEMORY = 'memory',
  /** Requests at once; in Knative mode. */
  CONCURRENCY = 'concurrency',
  /** Requests per second; in Knative mode. */
  RPS = 'rps',
}

/** What scales a router in Standard mode. */
export enum GraphAutoscaler {
  /** A HorizontalPodAutoscaler that KServe makes. */
  HPA = 'hpa',
  /** A ScaledObject that KServe makes for KEDA. */
  KEDA = 'keda',
  /** Something of yours; KServe leaves the number of routers alone. */
  EXTERNAL = 'external',
  /** Nothing: there are always `minReplicas`. */
  NONE = 'none',
}

/** How long a router waits, in whole seconds. */
export interface RouterTimeouts {
  /**
   * For a request to arrive as a whole.
   * @default - 1 minute
   */
  readonly serverRead?: Duration;
  /**
   * For the answer to be sent, from the arrival of the request on.
   * @default - 1 minute
   */
  readonly serverWrite?: Duration;
  /**
   * For the next request of a connection.
   * @default - 3 minutes
   */
  readonly serverIdle?: Duration;
  /**
   * For each step to answer.
   * @default - for good
   */
  readonly serviceClient?: Duration;
}

/** Props of an `InferenceGraph`. */
export interface InferenceGraphProps extends ResourceProps {
  /** Where requests enter; further nodes are those it leads to. */
  readonly root: GraphNode;
  /**
   * How the router runs; cannot change. Services of the graph may run in another mode.
   * @default - the mode of the platform (`kserveMode`)
   */
  readonly mode?: KServeMode;
  /**
   * Whether the router is taken away while the graph stays.
   * @default false
   */
  readonly stop?: boolean;
  /**
   * Least number of routers. 0 in Knative mode: none while nobody asks.
   * @default 1
   */
  readonly minReplicas?: number;
  /**
   * Largest number of routers; 0 is no bound, in Knative mode.
   * @default - as many as minReplicas in Standard mode, without bound in Knative mode
   */
  readonly maxReplicas?: number;
  /**
   * What scales the router; in Standard mode.
   * @default - KServe's: GraphAutoscaler.HPA
   */
  readonly autoscaler?: GraphAutoscaler;
  /**
   * What it is scaled by.
   * @default - CPU in Standard mode, concurrency in Knative mode
   */
  readonly scaleMetric?: GraphScaleMetric;
  /**
   * The value of the metric that is aimed at: a percentage, or requests.
   * @default - 80 % in Standard mode, what Knative is configured with in Knative mode
   */
  readonly scaleTarget?: number;
  /**
   * How long a request may take altogether, at most 10 minutes; in Knative mode.
   * @default - Knative's: 5 minutes
   */
  readonly timeout?: Duration;
  /**
   * How long the router waits for requests, and for steps.
   * @default - see `RouterTimeouts`
   */
  readonly routerTimeouts?: RouterTimeouts;
  /**
   * Requests and limits of the router. Once there are any, KServe adds none.
   * @default - KServe's: CPU 0.1 to 1, memory 100Mi to 1Gi
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * The ServiceAccount of the router, which gets no token of it.
   * @default - that of the namespace
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * Nodes of the cluster for the router, and pods it keeps close to or away from.
   * Not: `spread`, and what is of Kueue.
   * @default - none
   */
  readonly placement?: Placement[];
  /**
   * Labels of the nodes of the cluster that the router runs on.
   * @default - any
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * The one node of the cluster that the router runs on, whether it has room or not.
   * @default - the scheduler chooses
   */
  readonly nodeName?: string;
  /**
   * Taints that the router puts up with.
   * @default - none
   */
  readonly tolerations?: Toleration[];
}
