import type { Size } from 'cdk8s';

/** A query whose result decides how many pods run. */
export interface QueryTriggerOptions {
  /** The query; it yields one number. */
  readonly query: string;
  /** The value of the query that one pod stands for. */
  readonly threshold: number;
}

/** A query to Prometheus or Graphite. */
export interface ExternalTriggerOptions extends QueryTriggerOptions {
  /** URL of the server that answers it. */
  readonly serverAddress: string;
  /**
   * Namespace of the query, where the server keeps tenants apart.
   * @default - none
   */
  readonly namespace?: string;
  /**
   * Name of a TriggerAuthentication of KEDA.
   * @default - the server asks for none
   */
  readonly authentication?: string;
  /**
   * How it logs in: `basic`, `bearer`, `tls`.
   * @default - as the TriggerAuthentication says
   */
  readonly authModes?: string;
}

/** How values of a metric over time become one. */
export enum MetricOperation {
  LAST_ONE = 'last_one',
  AVERAGE = 'avg',
  MAX = 'max',
  MIN = 'min',
  RATE = 'rate',
  COUNT = 'count',
}

/** Metrics of the pods themselves, through KEDA's add-on for OpenTelemetry. */
export interface PodMetricTriggerOptions extends QueryTriggerOptions {
  /**
   * Address of the add-on.
   * @default - that of KServe's configuration
   */
  readonly serverAddress?: string;
  /**
   * Metrics that the collector takes from the pods.
   * @default - those of the query
   */
  readonly metricNames?: string[];
  /**
   * How values over time become one.
   * @default - that of the add-on
   */
  readonly operation?: MetricOperation;
}

/** What KEDA looks at. */
export class ScalingTrigger {
  /** CPU use, in percent of the request. */
  public static cpu(percent: number): ScalingTrigger {
    return new ScalingTrigger({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } });
  }

  /** Memory use, in percent of the request. */
  public static memory(percent: number): ScalingTrigger {
    return new ScalingTrigger({ type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: percent } } });
  }

  /** Memory of a pod, on average. */
  public static memorySize(size: Size): ScalingTrigger {
    return new ScalingTrigger({ type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: size.asString() } } });
  }

  /** A query to Prometheus. */
  public static prometheus(options: ExternalTriggerOptions): ScalingTrigger {
    return new ScalingTrigger(external('prometheus', options));
  }

  /** A query to Graphite. */
  public static graphite(options: ExternalTriggerOptions): ScalingTrigger {
    return new ScalingTrigger(external('graphite', options));
  }

  /** Metrics of the pods, such as requests that wait. */
  public static podMetrics(options: PodMetricTriggerOptions): ScalingTrigger {
    const { serverAddress, query, threshold, metricNames, operation } = options;
    return new ScalingTrigger({
      type: 'PodMetric',
      podmetric: {
        metric: { backend: 'opentelemetry', serverAddress, query, metricNames, operationOverTime: operation },
        target: { type: 'Value', value: String(threshold) },
      },
    });
  }

  /** @internal */
  public readonly _manifest: any;

  private constructor(manifest: any) {
    this._manifest = manifest;
  }

  /** Whether something else than the pods' use of resources decides, so that none may run. @internal */
  public get _wakesUp(): boolean {
    return this._manifest.type !== 'Resource';
  }
}

const external = (backend: string, { serverAddress, query, threshold, namespace, authentication, authModes }: ExternalTriggerOptions) => ({
  type: 'External',
  external: {
    metric: { backend, serverAddress, query, namespace },
    target: { type: 'Value', value: String(threshold) },
    ...(authentication ?? authModes) !== undefined && {
      authenticationRef: { ...authentication !== undefined && { authenticationRef: { name: authentication } }, authModes },
    },
  },
});
