import { maps, number, text } from './values';
import { isMap, record } from '../../../manifest';
import { parseQuantity } from '../../../quantity';
import type { Report } from '../../../report';

const MIB = 2 ** 20;

/** `autoScaling.metrics` for a HorizontalPodAutoscaler: resources only. */
export function refuseHpaMetrics(autoScaling: unknown, path: string, report: Report): void {
  for (const metric of maps(record(autoScaling).metrics, path)) {
    const { type } = metric.map;
    if (type !== 'Resource') {
      report.refuse('KSERVE_METRIC', `${metric.path}.type`, type, "Resource: other metrics need KEDA (serving.kserve.io/autoscalerClass: 'keda' in Standard mode)");
    } else if (!isMap(metric.map.resource)) {
      report.refuse('KSERVE_METRIC', `${metric.path}.resource`, undefined, 'add it: a metric of type Resource says which one');
    }
  }
}

/** The same for KEDA, which takes three types. */
export function refuseKedaMetrics(autoScaling: unknown, path: string, report: Report): void {
  for (const metric of maps(record(autoScaling).metrics, path)) {
    switch (metric.map.type) {
      case 'Resource': resource(metric.map.resource, `${metric.path}.resource`, report); break;
      case 'External': query(metric.map.external, `${metric.path}.external`, 'External', report); break;
      case 'PodMetric': query(metric.map.podmetric, `${metric.path}.podmetric`, 'PodMetric', report); break;
      default:
    }
  }
}

function resource(source: unknown, path: string, report: Report): void {
  if (!isMap(source)) {
    report.refuse('KSERVE_METRIC', path, undefined, 'add it: a metric of type Resource says which one');
    return;
  }
  const target = record(source.target);
  if (source.name === 'cpu' && target.type !== 'Utilization') {
    report.refuse('KSERVE_METRIC', `${path}.target.type`, target.type, 'Utilization: KEDA scales on CPU by percentage');
    return;
  }
  if (source.name === 'memory' && target.type !== 'Utilization' && target.type !== 'AverageValue') {
    report.refuse('KSERVE_METRIC', `${path}.target.type`, target.type, 'AverageValue or Utilization');
    return;
  }
  const average = parseQuantity(target.averageValue);
  if (source.name === 'memory' && target.type === 'AverageValue' && average !== undefined && average < MIB) {
    report.refuse('KSERVE_METRIC', `${path}.target.averageValue`, target.averageValue, "at least 1Mi: a quantity with its unit, such as '2Gi'");
    return;
  }
  refuseTarget(target, `${path}.target`, report);
}

function query(source: unknown, path: string, type: string, report: Report): void {
  if (!isMap(source)) {
    report.refuse('KSERVE_METRIC', path, undefined, `add it: a metric of type ${type} says what to ask for`);
    return;
  }
  if ((text(record(source.metric).query) ?? '') === '') {
    report.refuse('KSERVE_METRIC', `${path}.metric.query`, record(source.metric).query, 'the query whose result is compared with the target');
  }
  const target = record(source.target);
  if (target.value === undefined || target.value === null) {
    report.refuse('KSERVE_METRIC', `${path}.target.value`, undefined, `the threshold; KServe wants it here whatever target.type is${target.type === 'Value' ? '' : ', and reads no other'}`);
  }
  refuseTarget(target, `${path}.target`, report);
}

/** A target holds the value that its type names. */
function refuseTarget(target: Record<string, any>, path: string, report: Report): void {
  const missing = (field: string) => target[field] === undefined || target[field] === null;
  if (target.type === 'Utilization') {
    const percent = number(target.averageUtilization);
    if (missing('averageUtilization')) report.refuse('KSERVE_METRIC', `${path}.averageUtilization`, undefined, 'a percentage from 1 to 100: type Utilization compares with it');
    else if (percent !== undefined && (percent < 1 || percent > 100)) report.refuse('KSERVE_METRIC', `${path}.averageUtilization`, percent, 'from 1 to 100: it is a percentage');
  } else if (target.type === 'AverageValue' && missing('averageValue')) {
    report.refuse('KSERVE_METRIC', `${path}.averageValue`, undefined, 'add it: type AverageValue compares with it');
  }
}
