import type { Duration } from 'cdk8s';
import { seconds } from '../../core';
import type { Problems } from '../../core';

/** What an autoscaler looks at. */
export class SeldonMetric {
  /** Use of the CPU, in percent of what the pods request. */
  public static cpu(percent: number): SeldonMetric {
    return new SeldonMetric({ type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: percent } });
  }

  /** Use of memory, in percent of what the pods request. */
  public static memory(percent: number): SeldonMetric {
    return new SeldonMetric({ type: 'Resource', resource: { name: 'memory', targetAverageUtilization: percent } });
  }

  /**
   * A metric of the pods, on average.
   * @param averageValue a quantity: `10`, `500m`
   */
  public static pods(metricName: string, averageValue: string): SeldonMetric {
    return new SeldonMetric({ type: 'Pods', pods: { metricName, targetAverageValue: averageValue } });
  }

  /**
   * A metric from elsewhere, divided by the pods.
   * @param averageValue a quantity: `10`, `500m`
   */
  public static external(metricName: string, averageValue: string, labels: { [label: string]: string } = {}): SeldonMetric {
    const metricSelector = Object.keys(labels).length > 0 ? { metricSelector: { matchLabels: labels } } : {};
    return new SeldonMetric({ type: 'External', external: { metricName, ...metricSelector, targetAverageValue: averageValue } });
  }

  /** @internal */
  public readonly _manifest: Record<string, unknown>;

  private constructor(manifest: any) {
    this._manifest = manifest;
  }
}

/** Options of a HorizontalPodAutoscaler. */
export interface SeldonHpaOptions {
  /** Pods at the most, at least 1. */
  readonly maxReplicas: number;
  /**
   * Pods at the least, at least 1.
   * @default 1
   */
  readonly minReplicas?: number;
  /**
   * What it looks at.
   * @default - CPU at 80 percent, as Kubernetes does
   */
  readonly metrics?: SeldonMetric[];
}

/** What KEDA looks at. */
export interface SeldonKedaTrigger {
  /** Type of the scaler: `prometheus`, `kafka`, ... */
  readonly type: string;
  /** What that scaler is told. */
  readonly metadata: { [key: string]: string };
  /**
   * Name of the trigger.
   * @default - KEDA's
   */
  readonly name?: string;
  /**
   * How the number is read: `AverageValue`, `Value` or `Utilization`.
   * @default - KEDA's: AverageValue
   */
  readonly metricType?: string;
  /**
   * Name of the TriggerAuthentication with the login.
   * @default - none
   */
  readonly authentication?: string;
  /**
   * Name of the ClusterTriggerAuthentication with the login.
   * @default - none
   */
  readonly clusterAuthentication?: string;
}

/** Options of KEDA. */
export interface SeldonKedaOptions {
  /** What it looks at. */
  readonly triggers: SeldonKedaTrigger[];
  /**
   * Pods at the least, 0 or more.
   * @default - KEDA's: 0
   */
  readonly minReplicas?: number;
  /**
   * Pods at the most, at least 1.
   * @default - KEDA's: 100
   */
  readonly maxReplicas?: number;
  /**
   * Time between two looks: whole seconds.
   * @default - KEDA's: 30 s
   */
  readonly pollingInterval?: Duration;
  /**
   * Time without work until there are no pods: whole seconds.
   * @default - KEDA's: 5 min
   */
  readonly cooldownPeriod?: Duration;
  /**
   * Whether there are as many pods as before once KEDA is gone.
   * @default false
   */
  readonly restoreToOriginalReplicaCount?: boolean;
}

/**
 * What decides how many pods of a component run.
 *
 * @example
 * SeldonAutoscaling.hpa({ minReplicas: 2, maxReplicas: 8, metrics: [SeldonMetric.cpu(70)] });
 */
export class SeldonAutoscaling {
  /** A HorizontalPodAutoscaler. */
  public static hpa(options: SeldonHpaOptions): SeldonAutoscaling {
    const { minReplicas, maxReplicas, metrics } = options;
    return new SeldonAutoscaling('hpaSpec', { minReplicas, maxReplicas, ...metrics && metrics.length > 0 && { metrics: metrics.map(({ _manifest }) => _manifest) } });
  }

  /** KEDA, which has to be installed, and Seldon told of it. */
  public static keda(options: SeldonKedaOptions): SeldonAutoscaling {
    return new SeldonAutoscaling('kedaSpec', undefined, options);
  }

  private constructor(
    /** The field of a component. */
    private readonly field: string,
    private readonly spec?: any,
    private readonly keda?: SeldonKedaOptions,
  ) {}

  /** @internal */
  public get _manifest(): Record<string, unknown> {
    return { [this.field]: this.keda ? kedaSpec(this.keda) : this.spec };
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { triggers = [], pollingInterval, cooldownPeriod } = this.keda ?? {};
    problems.duration('autoscaling pollingInterval', pollingInterval, 1, 2 ** 31 - 1, 'at least a second');
    problems.duration('autoscaling cooldownPeriod', cooldownPeriod, 0, 2 ** 31 - 1, 'at most 68 years');
    for (const { type, authentication, clusterAuthentication } of triggers) {
      if (authentication !== undefined && clusterAuthentication !== undefined) {
        problems.add('ALTERNATIVES_CONFLICT', `autoscaling trigger '${type}' clusterAuthentication`, clusterAuthentication, '`authentication` is there too; keep one');
      }
    }
    if (this.keda && triggers.length === 0) problems.add('COUNT_RANGE', 'autoscaling triggers', 0, 'KEDA needs one at least');
  }
}

function kedaSpec({ triggers, minReplicas, maxReplicas, pollingInterval, cooldownPeriod, restoreToOriginalReplicaCount }: SeldonKedaOptions): object {
  return {
    minReplicaCount: minReplicas,
    maxReplicaCount: maxReplicas,
    pollingInterval: pollingInterval && seconds(pollingInterval),
    cooldownPeriod: cooldownPeriod && seconds(cooldownPeriod),
    ...restoreToOriginalReplicaCount !== undefined && { advanced: { restoreToOriginalReplicaCount } },
    triggers: triggers.map(({ authentication, clusterAuthentication, ...trigger }) => ({
      ...trigger,
      ...(authentication ?? clusterAuthentication) !== undefined && {
        authenticationRef: { name: authentication ?? clusterAuthentication, ...authentication === undefined && { kind: 'ClusterTriggerAuthentication' } },
      },
    })),
  };
}

/** How many pods of a component may be missing while nodes are drained. */
export class SeldonDisruptionBudget {
  /** At least so many stay. */
  public static minAvailable(pods: number): SeldonDisruptionBudget {
    return new SeldonDisruptionBudget('minAvailable', pods);
  }

  /** At least so many of a hundred stay. */
  public static minAvailablePercent(percent: number): SeldonDisruptionBudget {
    return new SeldonDisruptionBudget('minAvailable', percent, '%');
  }

  /** At most so many are missing. */
  public static maxUnavailable(pods: number): SeldonDisruptionBudget {
    return new SeldonDisruptionBudget('maxUnavailable', pods);
  }

  /** At most so many of a hundred are missing. */
  public static maxUnavailablePercent(percent: number): SeldonDisruptionBudget {
    return new SeldonDisruptionBudget('maxUnavailable', percent, '%');
  }

  private constructor(private readonly field: string, private readonly amount: number, private readonly unit = '') {}

  /** @internal */
  public get _manifest(): Record<string, unknown> {
    return { [this.field]: this.unit ? `${this.amount}${this.unit}` : this.amount };
  }

  /** @internal */
  public _check(problems: Problems): void {
    problems.wholeNumber('COUNT_RANGE', `disruptionBudget ${this.field}`, this.amount, 0, this.unit ? 100 : 2 ** 31 - 1, `a whole number from 0${this.unit ? ' to 100' : ''}`);
  }
}
