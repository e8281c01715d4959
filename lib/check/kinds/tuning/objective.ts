import { known } from './parameters';
import { record, strings, text } from '../../manifest';
import type { Report } from '../../report';

const STRATEGIES = ['min', 'max', 'latest'];

/** What is optimized; of an Experiment, and of each Trial. */
export function judgeObjective(written: unknown, path: string, report: Report): void {
  if (written === undefined || written === null) {
    report.refuse('TUNING_REQUIRED', path, undefined, 'say what to optimize: type and objectiveMetricName');
    return;
  }
  const { type, objectiveMetricName, additionalMetricNames, metricStrategies } = record(written);
  if (type !== 'minimize' && type !== 'maximize' && isText(type)) {
    report.refuse('TUNING_VALUE_UNKNOWN', `${path}.type`, type ?? undefined, known(text(type), ['minimize', 'maximize'], { min: 'minimize', max: 'maximize' }));
  }
  const metric = text(objectiveMetricName);
  if (metric === '' && isText(objectiveMetricName)) {
    report.refuse('TUNING_REQUIRED', `${path}.objectiveMetricName`, objectiveMetricName ?? undefined, 'name the metric to optimize, as the trial prints it');
  }
  const others = strings(additionalMetricNames);
  if (metric !== '' && others.includes(metric)) {
    report.refuse('TUNING_EXCLUSIVE', `${path}.additionalMetricNames[${others.indexOf(metric)}]`, metric, 'the objective metric is collected anyway; remove it here');
  }
  if (!Array.isArray(metricStrategies)) return;
  metricStrategies.forEach((strategy, i) => {
    const { name, value } = record(strategy);
    if (name !== metric && !others.includes(text(name))) {
      report.warn('TUNING_VALUE_UNKNOWN', `${path}.metricStrategies[${i}].name`, name ?? undefined, `no metric of this objective: ${known(text(name), [metric, ...others])}`);
    }
    if (isText(value) && !STRATEGIES.includes(text(value))) {
      report.warn('TUNING_VALUE_UNKNOWN', `${path}.metricStrategies[${i}].value`, value ?? undefined, `accepted, and the metric has no value: ${known(text(value), STRATEGIES)}`);
    }
  });
}

/** What is of another type is the structure's to report. */
const isText = (value: unknown) => value === undefined || value === null || typeof value === 'string';
