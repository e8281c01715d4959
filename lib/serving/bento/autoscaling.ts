/** What the autoscaler of a Bento looks at. */
export class BentoMetric {
  /** Use of the CPU, in percent of what the pods request. */
  public static cpu(percent: number): BentoMetric {
    return new BentoMetric({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } });
  }

  /** Use of memory, in percent of what the pods request. */
  public static memory(percent: number): BentoMetric {
    return new BentoMetric({ type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: percent } } });
  }

  /**
   * A metric of the pods, on average.
   * @param averageValue a quantity: `10`, `500m`
   */
  public static pods(metricName: string, averageValue: string): BentoMetric {
    return new BentoMetric({ type: 'Pods', pods: { metric: { name: metricName }, target: { type: 'AverageValue', averageValue } } });
  }

  /**
   * A metric from elsewhere, divided by the pods.
   * @param averageValue a quantity: `10`, `500m`
   */
  public static external(metricName: string, averageValue: string, labels: { [label: string]: string } = {}): BentoMetric {
    const selector = Object.keys(labels).length > 0 ? { selector: { matchLabels: labels } } : {};
    return new BentoMetric({ type: 'External', external: { metric: { name: metricName, ...selector }, target: { type: 'AverageValue', averageValue } } });
  }

  /** @internal */
  public readonly _manifest: any;

  private constructor(manifest: any) {
    this._manifest = manifest;
  }
}
