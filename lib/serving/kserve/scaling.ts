import type { ScalingTrigger } from './scaling-trigger';

/** How many pods run at least and at most. */
export interface ReplicaBounds {
  /**
   * Fewest pods.
   * @default 1
   */
  readonly minReplicas?: number;
  /**
   * Most pods.
   * @default 3, or `minReplicas` if that is more; with Defaults.UPSTREAM KServe's own
   */
  readonly maxReplicas?: number;
}

/** What a HorizontalPodAutoscaler looks at. */
export interface HorizontalScalingOptions extends ReplicaBounds {
  /**
   * CPU use at which pods are added, in percent of the request: 1 to 100.
   * @default 80, unless memory is looked at
   */
  readonly cpuPercent?: number;
  /**
   * Memory use at which pods are added, in percent of the request: 1 to 100.
   * @default - memory is not looked at
   */
  readonly memoryPercent?: number;
}

/** What KEDA looks at. */
export interface KedaScalingOptions extends ReplicaBounds {
  /** What decides; the one that asks for most pods wins. `minReplicas: 0` needs one that is no use of CPU or memory. */
  readonly triggers: ScalingTrigger[];
}

/** How many pods of a Deployment run, where KServe works without Knative. */
export class StandardScaling {
  /** A HorizontalPodAutoscaler that KServe makes. */
  public static horizontal(options: HorizontalScalingOptions = {}): StandardScaling {
    const { cpuPercent, memoryPercent, ...bounds } = options;
    const cpu = cpuPercent ?? (memoryPercent === undefined ? 80 : undefined);
    const metrics = Object.entries({ cpu, memory: memoryPercent }).filter(([, percent]) => percent !== undefined);
    return new StandardScaling('hpa', bounds, metrics.length === 1
      ? { scaleMetric: metrics[0][0], scaleTarget: metrics[0][1] }
      : { autoScaling: { metrics: metrics.map(([name, averageUtilization]) => ({ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } })) } });
  }

  /** A ScaledObject that KServe makes for KEDA. */
  public static keda(options: KedaScalingOptions): StandardScaling {
    const { triggers, ...bounds } = options;
    return new StandardScaling('keda', bounds, { autoScaling: { metrics: triggers.map(({ _manifest }) => _manifest) } });
  }

  /** Always as many. */
  public static fixed(replicas: number): StandardScaling {
    return new StandardScaling('none', {}, { minReplicas: replicas }, false);
  }

  /** Something else scales the Deployment `<name>-predictor`. */
  public static external(): StandardScaling {
    return new StandardScaling('external', {}, {}, false);
  }

  private constructor(
    /** As KServe calls it: `hpa`, `keda`, `none`, `external`. */
    public readonly scalerClass: string,
    private readonly bounds: ReplicaBounds,
    private readonly rest: any,
    private readonly isBounded = true,
  ) {}

  /** @internal */
  public _manifest(safe: boolean): Record<string, unknown> {
    return { ...boundsOf(this.bounds, safe && this.isBounded), ...this.rest };
  }
}

/** How many pods of a Knative Service run; none while nobody asks, with `minReplicas: 0`. */
export class KnativeScaling {
  /** As many that each answers so many requests at once. */
  public static concurrency(target: number, bounds: ReplicaBounds = {}): KnativeScaling {
    return new KnativeScaling(bounds, { scaleMetric: 'concurrency', scaleTarget: target });
  }

  /** As many that each answers so many requests a second. */
  public static requestsPerSecond(target: number, bounds: ReplicaBounds = {}): KnativeScaling {
    return new KnativeScaling(bounds, { scaleMetric: 'rps', scaleTarget: target });
  }

  /** By CPU use, in percent of the request, with a HorizontalPodAutoscaler; at least one pod runs. */
  public static cpu(percent: number, bounds: ReplicaBounds = {}): KnativeScaling {
    return new KnativeScaling(bounds, { scaleMetric: 'cpu', scaleTarget: percent }, 'hpa');
  }

  /** As Knative is configured: by requests at once. */
  public static standard(bounds: ReplicaBounds = {}): KnativeScaling {
    return new KnativeScaling(bounds, {});
  }

  private constructor(
    private readonly bounds: ReplicaBounds,
    private readonly rest: any,
    /** As Knative calls it: `kpa`, `hpa`. */
    public readonly scalerClass: string = 'kpa',
  ) {}

  /** @internal */
  public get _annotations(): Record<string, string> {
    return this.scalerClass === 'hpa' ? { 'autoscaling.knative.dev/class': 'hpa.autoscaling.knative.dev' } : {};
  }

  /** @internal */
  public _manifest(safe: boolean): Record<string, unknown> {
    return { ...boundsOf(this.bounds, safe), ...this.rest };
  }
}

function boundsOf({ minReplicas, maxReplicas }: ReplicaBounds, safe: boolean): Record<string, unknown> {
  const least = minReplicas ?? (safe ? 1 : undefined);
  return { minReplicas: least, maxReplicas: maxReplicas ?? (safe ? Math.max(3, least!) : undefined) };
}
