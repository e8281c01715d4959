import type { Home, Located } from './home';
import type { Run } from './run';
import { isUnforeseeable } from './tags';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Judges the metrics of a template; what an inline one lacks no schema says. */
export function judgeMetrics(run: Run, bound: Record<string, any>, { home, path, inline }: Located): void {
  list(record(bound.metrics).prometheus).forEach((item, i) => judgeMetric(run, home, record(item), below(path, 'metrics', 'prometheus', i), inline));
}

function judgeMetric(run: Run, home: Home, metric: Record<string, any>, at: string, inline: boolean): void {
  const refuse = (field: ReadonlyArray<string | number>, got: unknown, fix: string) => run.refuse(home, 'ARGO_METRIC', below(at, ...field), got, fix);
  if (inline && !NAME.test(text(metric.name))) refuse(['name'], metric.name ?? undefined, 'letters, digits and _, not starting with a digit');
  if (inline && text(metric.help) === '') refuse(['help'], undefined, 'required: what the metric tells');
  list(metric.labels).forEach((label, i) => {
    const { key } = record(label);
    if (has(key) && typeof key !== 'string' || isUnforeseeable(key)) return;
    if (!NAME.test(text(key)) && (inline || has(key))) refuse(['labels', i, 'key'], key ?? undefined, 'letters, digits and _, not starting with a digit');
  });
  for (const type of ['gauge', 'counter', 'histogram']) {
    const { value, realtime } = record(metric[type]);
    if (has(metric[type]) && (value === '' || inline && !has(value))) refuse([type, 'value'], value ?? undefined, 'required: a number, or a variable that is one');
    else if (inline && type === 'gauge' && realtime === true && text(value).includes('resourcesDuration.')) {
      refuse([type, 'value'], value, 'how much was used is only known in the end; leave realtime out');
    }
  }
}
