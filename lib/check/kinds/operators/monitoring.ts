import type { Manifest } from '../../manifest';
import { list, record, records } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

/** What the Prometheus operator makes of a ServiceMonitor: it skips what it cannot use. */
export const serviceMonitor: KindRule = {
  kinds: ['monitoring.coreos.com/ServiceMonitor'],
  judge(manifest, report, { objects }) {
    const services = selectedServices(manifest, objects);
    list(manifest.spec.endpoints).forEach((given, i) => {
      const endpoint = record(given);
      const at = `spec.endpoints[${i}]`;
      scrape(endpoint, at, report);
      if (endpoint.port === undefined && endpoint.targetPort === undefined) report.warn('MONITOR_PORT', `${at}.port`, undefined, 'without the name of a port every port of the Service is scraped');
      const names = services.flatMap(service => records(service.spec.ports).map(({ name }) => name));
      if (typeof endpoint.port === 'string' && services.length > 0 && !names.includes(endpoint.port)) {
        report.warn('MONITOR_PORT', `${at}.port`, endpoint.port, `the Services it selects have ${names.filter(name => name !== undefined).join(', ') || 'no named ports'}: nothing is scraped`);
      }
    });
    const { matchLabels, matchExpressions } = record(manifest.spec.selector);
    const here = objects.all('/Service').filter(service => service.metadata.namespace === manifest.metadata.namespace);
    const plain = matchExpressions === undefined && manifest.spec.namespaceSelector === undefined;
    if (services.length === 0 && here.length > 0 && plain && Object.keys(record(matchLabels)).length > 0) {
      report.warn('MONITOR_SELECTOR', 'spec.selector.matchLabels', matchLabels, 'no Service of this input has these labels: it selects by labels of the Service, not of the pods');
    }
  },
};

/** ... and of a PodMonitor. */
export const podMonitor: KindRule = {
  kinds: ['monitoring.coreos.com/PodMonitor'],
  judge({ spec }, report) {
    list(spec.podMetricsEndpoints).forEach((endpoint, i) => scrape(record(endpoint), `spec.podMetricsEndpoints[${i}]`, report));
  },
};

function selectedServices({ spec, metadata }: Manifest, objects: Objects): readonly Manifest[] {
  const wanted = Object.entries(record(record(spec.selector).matchLabels));
  if (wanted.length === 0) return [];
  return objects.all('/Service').filter(service => service.metadata.namespace === metadata.namespace && wanted.every(([key, value]) => service.metadata.labels?.[key] === value));
}

function scrape(endpoint: Record<string, any>, at: string, report: Report): void {
  const [interval, timeout] = [seconds(endpoint.interval), seconds(endpoint.scrapeTimeout)];
  if (interval !== undefined && timeout !== undefined && timeout > interval) {
    report.warn('MONITOR_TIMEOUT', `${at}.scrapeTimeout`, endpoint.scrapeTimeout, `longer than the interval of ${endpoint.interval}: the operator skips the whole object`);
  }
}

const UNITS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 };

/** A duration of Prometheus in seconds. */
function seconds(duration: unknown): number | undefined {
  if (typeof duration !== 'string' || !/^(\d+(ms|[smhdwy]))+$/.test(duration)) return undefined;
  return [...duration.matchAll(/(\d+)(ms|[smhdwy])/gy)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
}

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** What the operator's webhook, and Prometheus when it loads the file, want of rules. */
export const prometheusRule: KindRule = {
  kinds: ['monitoring.coreos.com/PrometheusRule'],
  judge({ spec }, report) {
    list(spec.groups).forEach((group, g) => {
      const seen = new Set<string>();
      list(record(group).rules).forEach((given, r) => {
        const rule = record(given);
        const at = `spec.groups[${g}].rules[${r}]`;
        one(rule, at, report);
        const id = JSON.stringify([rule.alert, rule.record, rule.labels, rule.expr]);
        if (seen.has(id)) report.warn('PROMETHEUS_RULE', at, undefined, 'stands twice in its group: Prometheus refuses the file');
        seen.add(id);
      });
    });
  },
};

function one(rule: Record<string, any>, at: string, report: Report): void {
  const { alert, record: recorded, expr, labels } = rule;
  const has = (value: unknown) => value !== undefined && value !== '';
  if (has(alert) === has(recorded)) report.refuse('PROMETHEUS_RULE', `${at}.${has(alert) ? 'record' : 'alert'}`, undefined, 'exactly one of alert and record');
  if (expr === '') report.refuse('PROMETHEUS_RULE', `${at}.expr`, expr, 'an expression');
  else if (typeof expr === 'string') {
    const open = unbalanced(expr);
    if (open) report.refuse('PROMETHEUS_EXPRESSION', `${at}.expr`, expr, open);
  }
  if (typeof recorded === 'string' && has(recorded)) {
    if (!METRIC.test(recorded)) report.refuse('PROMETHEUS_RULE', `${at}.record`, recorded, 'the name of a metric: letters, digits, _ and :');
    for (const field of ['for', 'keep_firing_for', 'annotations']) {
      if (has(rule[field]) && rule[field] !== '0s') report.refuse('PROMETHEUS_RULE', `${at}.${field}`, rule[field], 'only alerts take it');
    }
  }
  for (const name of Object.keys(record(labels))) {
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name === '__name__') report.refuse('PROMETHEUS_RULE', `${at}.labels['${name}']`, undefined, 'the name of a label: letters, digits and _');
  }
}

const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** Brackets and quotes of PromQL that do not match; the language itself is Prometheus's to judge. */
function unbalanced(expr: string): string | undefined {
  const open: string[] = [];
  for (let i = 0; i < expr.length; i++) {
    const c = expr[i];
    if (c === '"' || c === "'" || c === '`') {
      let end = i + 1;
      while (end < expr.length && expr[end] !== c) end += c !== '`' && expr[end] === '\\' ? 2 : 1;
      if (end >= expr.length) return `the text that begins with ${c} does not end`;
      i = end;
    } else if (c === '#') {
      while (i < expr.length && expr[i] !== '\n') i++;
    } else if ('([{'.includes(c)) open.push(c);
    else if (c in CLOSES && open.pop() !== CLOSES[c]) return `'${c}' closes nothing`;
  }
  return open.length > 0 ? `'${open[open.length - 1]}' is not closed` : undefined;
}
