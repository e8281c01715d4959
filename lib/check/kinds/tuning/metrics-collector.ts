import { readGoRegexp } from './go-regexp';
import { known } from './parameters';
import { record, strings, text } from '../../manifest';
import type { Report } from '../../report';

const KINDS = ['StdOut', 'File', 'TensorFlowEvent', 'PrometheusMetric', 'Custom', 'Push'];
/** Katib puts a sidecar of its configuration beside these. */
export const INJECTED = ['StdOut', 'File', 'TensorFlowEvent', 'PrometheusMetric'];
const PATH = 'spec.metricsCollectorSpec';
const SOURCE = `${PATH}.source`;

/** `spec.metricsCollectorSpec`, as it is after Katib's defaults. */
export function judgeCollector(spec: unknown, installed: readonly string[], report: Report): void {
  const { collector, source: written } = record(spec);
  const kind = collector === undefined || collector === null ? 'StdOut' : text(record(collector).kind);
  const source = record(written);
  const file = record(source.fileSystemPath);
  if (!KINDS.includes(kind)) {
    // A kind that is no text is the structure's to report.
    if (typeof record(collector).kind === 'string' || !record(collector).kind) {
      report.refuse('TUNING_VALUE_UNKNOWN', `${PATH}.collector.kind`, kind || undefined, known(kind, KINDS, { none: 'Push', stdout: 'StdOut', prometheus: 'PrometheusMetric', tensorboard: 'TensorFlowEvent' }));
    }
    return;
  }
  if (INJECTED.includes(kind) && !installed.includes(kind)) {
    report.refuse('TUNING_COLLECTOR', `${PATH}.collector.kind`, kind, `katib-config has no collector of this kind; it has ${installed.join(', ')}`);
  }
  if (kind === 'File') judgeFile(file, source, report);
  else if (kind === 'TensorFlowEvent') judgeEvents(file, report);
  else if (kind === 'PrometheusMetric') judgePrometheus(record(source.httpGet), report);
  else if (kind === 'Custom') judgeCustom(record(collector), source, report);
  judgeUnused(kind, source, report);
  judgeFilter(kind, source, report);
}

function judgeFile({ kind, path, format }: Record<string, any>, source: Record<string, any>, report: Report): void {
  judgePath(path, report);
  if (text(kind) !== '' && kind !== 'File') report.refuse('TUNING_COLLECTOR', `${SOURCE}.fileSystemPath.kind`, kind, 'the collector File reads a File');
  if (text(format) !== '' && format !== 'TEXT' && format !== 'JSON') {
    report.refuse('TUNING_VALUE_UNKNOWN', `${SOURCE}.fileSystemPath.format`, format, known(format, ['TEXT', 'JSON']));
  }
  if (format === 'JSON' && source.filter !== undefined && source.filter !== null) {
    report.refuse('TUNING_COLLECTOR', `${SOURCE}.filter`, undefined, 'a file of format JSON takes no filter; remove it');
  }
}

function judgeEvents({ kind, path, format }: Record<string, any>, report: Report): void {
  judgePath(path, report);
  if (text(kind) !== '' && kind !== 'Directory') report.refuse('TUNING_COLLECTOR', `${SOURCE}.fileSystemPath.kind`, kind, 'the collector TensorFlowEvent reads a Directory');
  if (text(format) !== '') report.refuse('TUNING_COLLECTOR', `${SOURCE}.fileSystemPath.format`, format, 'the collector TensorFlowEvent has one format; remove the field');
}

/** Missing, it has a default. */
function judgePath(path: unknown, report: Report): void {
  if (text(path) !== '' && !text(path).startsWith('/')) report.refuse('TUNING_COLLECTOR', `${SOURCE}.fileSystemPath.path`, path, 'an absolute path, beginning with /');
}

function judgePrometheus({ port, path }: Record<string, any>, report: Report): void {
  const number = typeof port === 'number' ? port : /^[+-]?\d+$/.test(text(port)) ? Number(port) : undefined;
  if (port !== undefined && port !== null && port !== 0 && port !== '0' && !(number !== undefined && number > 0)) {
    report.refuse('TUNING_COLLECTOR', `${SOURCE}.httpGet.port`, port, 'the number of a port; a name is not looked up');
  }
  if (text(path) !== '' && !text(path).startsWith('/')) report.refuse('TUNING_COLLECTOR', `${SOURCE}.httpGet.path`, path, 'a path, beginning with /');
}

function judgeCustom(collector: Record<string, any>, { fileSystemPath }: Record<string, any>, report: Report): void {
  if (collector.customCollector === undefined || collector.customCollector === null) {
    report.refuse('TUNING_REQUIRED', `${PATH}.collector.customCollector`, undefined, 'the collector Custom needs the container that collects');
  }
  if (fileSystemPath === undefined || fileSystemPath === null) return;
  const { kind, path } = record(fileSystemPath);
  if (!text(path).startsWith('/')) report.refuse('TUNING_COLLECTOR', `${SOURCE}.fileSystemPath.path`, path ?? undefined, 'an absolute path, beginning with /');
  if (kind !== 'File' && kind !== 'Directory') report.refuse('TUNING_VALUE_UNKNOWN', `${SOURCE}.fileSystemPath.kind`, kind ?? undefined, known(text(kind), ['File', 'Directory']));
}

/** Parts of the source that a kind does not look at. */
function judgeUnused(kind: string, source: Record<string, any>, report: Report): void {
  const used: Record<string, string[]> = { StdOut: ['filter'], File: ['filter', 'fileSystemPath'], TensorFlowEvent: ['fileSystemPath'], PrometheusMetric: ['httpGet'], Push: [] };
  if (kind === 'Custom') return;
  for (const part of ['httpGet', 'fileSystemPath', 'filter']) {
    if (source[part] !== undefined && source[part] !== null && !used[kind].includes(part)) {
      report.warn('TUNING_COLLECTOR', `${SOURCE}.${part}`, undefined, `the collector ${kind} does not look at it; remove it, or choose another kind`);
    }
  }
}

/** The webhook reads filters, but not those of StdOut and Push. */
function judgeFilter(kind: string, source: Record<string, any>, report: Report): void {
  const formats = record(source.filter).metricsFormat;
  if (!Array.isArray(formats) || kind === 'Push') return;
  const late = kind === 'StdOut';
  formats.forEach((format, i) => {
    const field = `${SOURCE}.filter.metricsFormat[${i}]`;
    const fail = (fix: string) => (late ? report.warn('TUNING_FILTER', field, format, `accepted, and no metric is read: ${fix}`) : report.refuse('TUNING_FILTER', field, format, fix));
    if (typeof format !== 'string') return;
    const read = readGoRegexp(format);
    if ('error' in read) fail(read.error);
    else if (!hasTwoBrackets(format)) fail('two groups in ( ) are needed: the first is the name of the metric, the second its value');
    else if (read.groups < 2) report.warn('TUNING_FILTER', field, format, 'no metric is read: two groups that capture are needed, the name of the metric and its value');
    else if (format.includes(';')) report.warn('TUNING_FILTER', field, format, 'the collector takes ; for the end of a filter: write \\x3b');
  });
}

/** As Katib looks for them: two pairs of brackets in one line, whatever they are. */
function hasTwoBrackets(format: string): boolean {
  return format.split('\n').some(line => {
    let at = -1;
    for (const bracket of '()()') {
      at = line.indexOf(bracket, at + 1);
      if (at < 0) return false;
    }
    return true;
  });
}

/** Of names with other characters the filter that Katib takes where there is none reads a part. */
export function judgeMetricNames(objective: unknown, spec: unknown, report: Report): void {
  const { collector, source } = record(spec);
  const kind = text(record(collector).kind) || 'StdOut';
  if ((kind !== 'StdOut' && kind !== 'File') || text(record(record(source).fileSystemPath).format) === 'JSON') return;
  if (strings(record(record(source).filter).metricsFormat).length > 0) return;
  const { objectiveMetricName, additionalMetricNames } = record(objective);
  const names: Array<[string, string]> = [
    ['spec.objective.objectiveMetricName', text(objectiveMetricName)],
    ...strings(additionalMetricNames).map((name, i): [string, string] => [`spec.objective.additionalMetricNames[${i}]`, name]),
  ];
  for (const [field, name] of names) {
    if (name === '' || /^[\w|-]+$/.test(name)) continue;
    report.warn('TUNING_METRICS_LOST', field, name, `no metric is read: without a filter Katib takes letters, digits, _, | and - for a name; write a filter such as '(${escaped(name)})\\s*=\\s*([+-]?\\d*(\\.\\d+)?([Ee][+-]?\\d+)?)', or rename it`);
  }
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
