import type { Problems } from '../core';

/** Which of the values of a metric, of all that a trial reports, counts. */
export enum MetricStrategy {
  /** The least. */
  MIN = 'min',
  /** The largest. */
  MAX = 'max',
  /** The last. */
  LATEST = 'latest',
}

/** Options of an objective. */
export interface ObjectiveOptions {
  /**
   * The value at which the experiment has succeeded and ends.
   * @default - it ends with its last trial
   */
  readonly goal?: number;
  /**
   * Metrics that are collected beside, by name.
   * @default - none
   */
  readonly additionalMetrics?: string[];
  /**
   * Which value of a metric counts, by the metric's name.
   * @default - the best one: the least where the objective is minimized, else the largest
   */
  readonly strategies?: { [metric: string]: MetricStrategy };
}

/**
 * The metric that an experiment optimizes, by the name under which the trial
 * reports it.
 *
 * @example
 * Objective.maximize('val_accuracy', { goal: 0.78, additionalMetrics: ['val_loss'] });
 */
export class Objective {
  /** The smaller the better: a loss. */
  public static minimize(metric: string, options: ObjectiveOptions = {}): Objective {
    return new Objective('minimize', metric, options);
  }

  /** The larger the better: an accuracy. */
  public static maximize(metric: string, options: ObjectiveOptions = {}): Objective {
    return new Objective('maximize', metric, options);
  }

  private constructor(
    private readonly type: string,
    /** Name of the metric. */
    public readonly metric: string,
    private readonly options: ObjectiveOptions,
  ) {}

  /** Every metric that is collected. @internal */
  public get _metrics(): string[] {
    return [this.metric, ...this.options.additionalMetrics ?? []];
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { goal } = this.options;
    if (goal !== undefined && !Number.isFinite(goal)) problems.add('COUNT_RANGE', `${field} goal`, goal, 'a finite number; leave it out to run all trials');
  }

  /** @internal */
  public get _manifest(): Record<string, unknown> {
    const { goal, additionalMetrics = [], strategies = {} } = this.options;
    const metricStrategies = Object.entries(strategies).map(([name, value]) => ({ name, value }));
    return {
      type: this.type,
      goal,
      objectiveMetricName: this.metric,
      ...additionalMetrics.length > 0 && { additionalMetricNames: additionalMetrics },
      ...metricStrategies.length > 0 && { metricStrategies },
    };
  }
}
