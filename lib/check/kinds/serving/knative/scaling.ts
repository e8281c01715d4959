import { goDuration, goFloat, goInt32 } from '../../../go-values';
import { nearest } from '../../../nearest';
import { parseQuantity } from '../../../quantity';
import type { Report } from '../../../report';

const SECOND = 1e9;
const HOUR = 3600 * SECOND;
const GROUP = 'autoscaling.knative.dev';
const KPA = `kpa.${GROUP}`;
const HPA = `hpa.${GROUP}`;
/** Each annotation with its older spelling. */
const KEYS: Readonly<Record<string, string | undefined>> = {
  'class': undefined, 'metric': undefined, 'target': undefined, 'window': undefined, 'activation-scale': undefined,
  'min-scale': 'minScale', 'max-scale': 'maxScale', 'initial-scale': 'initialScale', 'scale-down-delay': 'scaleDownDelay',
  'scale-to-zero-pod-retention-period': 'scaleToZeroPodRetentionPeriod', 'metric-aggregation-algorithm': 'metricAggregationAlgorithm',
  'panic-window-percentage': 'panicWindowPercentage', 'panic-threshold-percentage': 'panicThresholdPercentage',
  'target-burst-capacity': 'targetBurstCapacity', 'target-utilization-percentage': 'targetUtilizationPercentage',
};
const NETWORKING = 'networking.knative.dev';
const NETWORKING_KEYS = new Set([
  'ingress.class', 'ingress-class', 'certificate.class', 'certificate-class', 'disableAutoTLS', 'disable-auto-tls', 'disable-external-domain-tls', 'httpOption', 'http-protocol',
].map(name => `${NETWORKING}/${name}`));
const QUEUE = 'queue.sidecar.serving.knative.dev';
const QUEUE_QUANTITIES = ['cpu', 'memory', 'ephemeral-storage'].flatMap(name => [`${QUEUE}/${name}-resource-request`, `${QUEUE}/${name}-resource-limit`]);

/** The annotations of a revision: how it scales, and what is beside it. */
export function judgeScaling(annotations: Record<string, any>, path: string, report: Report): void {
  new Scaling(annotations, path, report).judge();
}

export const fieldOf = (path: string, key: string) => `${path}['${key}']`;

class Scaling {
  constructor(private readonly annotations: Record<string, any>, private readonly path: string, private readonly report: Report) {}

  public judge(): void {
    this.judgeClass();
    this.judgeReplicas();
    this.number('panic-window-percentage', 'a number from 1 to 100', value => !(value < 1 || value > 100));
    this.number('panic-threshold-percentage', 'a number from 110 to 1000', value => !(value < 110 || value > 1000));
    this.number('target', 'a number of at least 0.01', value => !(value < 0.01));
    this.number('target-utilization-percentage', 'a number from 1 to 100', value => !(value < 1 || value > 100));
    this.number('target-burst-capacity', 'a number of at least 0, or -1 for no limit', value => !(value < 0 && value !== -1));
    this.duration('window', 'a duration of whole seconds from 6s to 1h', value => value >= 6 * SECOND && value <= HOUR && value % SECOND === 0);
    this.duration('scale-to-zero-pod-retention-period', 'a duration of at most 1h, such as 2m', value => value >= 0 && value <= HOUR);
    this.duration('scale-down-delay', 'a duration of whole seconds, at most 1h', value => value >= 0 && value <= HOUR && value % SECOND === 0);
    this.judgeInitial();
    this.judgeOthers();
  }

  /** The annotation by its name or its older one, with the key that is written. */
  private get(name: string): { key: string; value: string } | undefined {
    for (const one of [name, KEYS[name]]) {
      const key = `${GROUP}/${one}`;
      if (one !== undefined && typeof this.annotations[key] === 'string') return { key, value: this.annotations[key] };
    }
    return undefined;
  }

  private refuse(key: string, got: string, fix: string): void {
    this.report.refuse('KNATIVE_SCALING', fieldOf(this.path, key), got, fix);
  }

  private number(name: string, form: string, fits: (value: number) => boolean): void {
    const found = this.get(name);
    const value = found && goFloat(found.value);
    if (found && (value === undefined || !fits(value))) this.refuse(found.key, found.value, form);
  }

  private duration(name: string, form: string, fits: (value: number) => boolean): void {
    const found = this.get(name);
    const value = found && goDuration(found.value);
    if (found && (value === undefined || !fits(value))) this.refuse(found.key, found.value, form);
  }

  private judgeClass(): void {
    const found = this.get('class');
    if (found && found.value.endsWith('.knative.dev') && found.value !== KPA && found.value !== HPA) this.refuse(found.key, found.value, `${KPA} or ${HPA}`);
    const metric = this.get('metric');
    const autoscaler = found?.value ?? KPA;
    if (metric && autoscaler === KPA && metric.value !== 'concurrency' && metric.value !== 'rps') {
      this.refuse(metric.key, metric.value, `concurrency or rps; for others annotate ${GROUP}/class: ${HPA}`);
    } else if (metric && autoscaler === HPA && metric.value === '') this.refuse(metric.key, '', 'name a metric, such as cpu or memory');
    const algorithm = this.get('metric-aggregation-algorithm');
    if (algorithm && algorithm.value !== '' && found?.value === KPA && !['linear', 'weighted-exponential', 'weightedExponential'].includes(algorithm.value)) {
      this.refuse(algorithm.key, algorithm.value, 'linear or weighted-exponential');
    }
  }

  private replicas(name: string): { key: string; value: string; count: number } | undefined {
    const found = this.get(name);
    if (!found) return undefined;
    const count = goInt32(found.value);
    if (count === undefined || count < 0) this.refuse(found.key, found.value, 'a whole number of at least 0');
    return { ...found, count: count === undefined || count < 0 ? 0 : count };
  }

  private judgeReplicas(): void {
    const [min, max] = [this.replicas('min-scale'), this.replicas('max-scale')];
    const [least, most] = [min?.count ?? 0, max?.count ?? 0];
    if (max && most !== 0 && most < least) this.refuse(max.key, max.value, `at least min-scale, ${least}, or 0 for no limit`);
    const active = this.get('activation-scale');
    if (!active) return;
    const count = goInt32(active.value);
    if (count === undefined) this.refuse(active.key, active.value, 'a whole number of at least 2');
    else if (least > count) this.refuse(active.key, active.value, `at least min-scale, ${least}`);
    else if (most !== 0 && most < count) this.refuse(active.key, active.value, `at most max-scale, ${most}`);
    else if (count < 2) this.refuse(active.key, active.value, 'at least 2: it is how many start when there are none');
  }

  private judgeInitial(): void {
    const found = this.get('initial-scale');
    if (!found) return;
    const count = /^[+-]?\d+$/.test(found.value) ? Number(found.value) : undefined;
    if (count === undefined || count < 1) this.refuse(found.key, found.value, 'a whole number of at least 1; 0 needs allow-zero-initial-scale in config-autoscaler');
  }

  /** Annotations that Knative does not know, and those of the queue-proxy beside each container. */
  private judgeOthers(): void {
    const known = Object.entries(KEYS).flatMap(([name, older]) => (older ? [name, older] : [name]));
    for (const [key, value] of Object.entries(this.annotations)) {
      if (key.startsWith(`${GROUP}/`) && !known.includes(key.slice(GROUP.length + 1))) {
        const near = nearest(key.slice(GROUP.length + 1), Object.keys(KEYS));
        this.report.warn('KNATIVE_ANNOTATION_UNKNOWN', fieldOf(this.path, key), undefined, `Knative does not know it, and ignores it${near ? `; did you mean '${GROUP}/${near}'?` : ''}`);
      } else if (key.startsWith(NETWORKING) && !NETWORKING_KEYS.has(key)) {
        const near = nearest(key, [...NETWORKING_KEYS]);
        this.report.refuse('KNATIVE_ANNOTATION_UNKNOWN', fieldOf(this.path, key), undefined, `Knative takes no such annotation of ${NETWORKING}${near ? `; did you mean '${near}'?` : ''}`);
      } else if (typeof value !== 'string') continue;
      else if (key === `${QUEUE}/resource-percentage`) {
        const share = goFloat(value);
        if (share === undefined || share < 0.1 || share > 100) this.refuse(key, value, 'a number from 0.1 to 100');
      } else if (QUEUE_QUANTITIES.includes(key) && parseQuantity(value) === undefined) this.refuse(key, value, 'a quantity such as 100m or 64Mi');
      else if (key === 'serving.knative.dev/progress-deadline') judgeWholeSeconds(key, value, this.path, this.report);
    }
  }
}

/** A duration of whole seconds that is not negative; an empty text stands for none. */
export function judgeWholeSeconds(key: string, value: string, path: string, report: Report): void {
  if (value === '') return;
  const duration = goDuration(value);
  if (duration === undefined || duration < 0 || duration % SECOND !== 0) report.refuse('KNATIVE_SCALING', fieldOf(path, key), value, 'a duration of whole seconds, such as 90s or 5m');
}
