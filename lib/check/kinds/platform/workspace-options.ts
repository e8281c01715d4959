import { isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { mismatch } from '../kubernetes/labels';
import { judgeResources } from '../kubernetes/pod/resources';
import { judgeScheduling } from '../kubernetes/pod/scheduling';
import { eachMap, later } from '../kubernetes/values';

const OPTIONS = 'spec.podTemplate.options';

/** The values of imageConfig or podConfig. */
export function optionsOf(config: unknown): ReadonlyArray<Record<string, any>> {
  return list(record(config).values).filter(isMap);
}

/** What a workspace may choose from: the default and redirects lead to values that are there. */
export function judgeOptions(pod: Record<string, any>, ports: readonly string[] | undefined, report: Report): void {
  const options = record(pod.options);
  for (const key of ['imageConfig', 'podConfig']) {
    if (!Array.isArray(record(options[key]).values)) continue;
    const ids = optionsOf(options[key]).map(({ id }) => id).filter(id => typeof id === 'string');
    judgeDefault(record(options[key]), ids, `${OPTIONS}.${key}`, report);
    judgeRedirects(list(options[key].values), ids, `${OPTIONS}.${key}.values`, report);
  }
  eachMap(record(options.imageConfig).values, ({ spec }, i) => judgePorts(record(spec).ports, ports, `${OPTIONS}.imageConfig.values[${i}].spec.ports`, report));
  eachMap(record(options.podConfig).values, ({ spec }, i) => {
    const field = `${OPTIONS}.podConfig.values[${i}].spec`;
    judgeScheduling(later(report), record(spec), { labels: {}, isPod: false }, field);
    judgeResources(later(report), record(spec).resources, new Set(), `${field}.resources`);
  });
}

function judgeDefault(config: Record<string, any>, ids: readonly string[], field: string, report: Report): void {
  const id = record(config.spawner).default;
  if (typeof id !== 'string' || ids.length === 0 || ids.includes(id)) return;
  report.refuse('WORKSPACE_KIND_DEFAULT', `${field}.spawner.default`, id, told(id, ids));
}

const told = (id: string, ids: readonly string[]) => {
  const near = nearest(id, ids);
  return near ? `did you mean '${near}'?` : `the id of one of the values: ${ids.slice(0, 5).join(', ')}`;
};

function judgeRedirects(values: readonly unknown[], ids: readonly string[], field: string, report: Report): void {
  const known = new Set(ids);
  const next = new Map<string, string>();
  for (const value of values) {
    const { id, redirect } = record(value);
    const { to } = record(redirect);
    if (typeof id === 'string' && typeof to === 'string') next.set(id, to);
  }
  const cyclic = inCycles(next);
  let isTold = false;
  values.forEach((value, i) => {
    const { id, redirect } = record(value);
    const { to } = record(redirect);
    if (typeof to !== 'string' || typeof id !== 'string') return;
    if (!known.has(to)) report.refuse('WORKSPACE_KIND_REDIRECT', `${field}[${i}].redirect.to`, to, told(to, ids));
    else if (cyclic.has(id) && !isTold) {
      isTold = true;
      report.refuse('WORKSPACE_KIND_REDIRECT', `${field}[${i}].redirect.to`, to, 'leads back to where it came from: the last value of a chain has no redirect');
    }
  });
}

/** The ids from which redirects come round again. */
function inCycles(next: ReadonlyMap<string, string>): ReadonlySet<string> {
  const done = new Set<string>();
  const cyclic = new Set<string>();
  for (const start of next.keys()) {
    const path = new Set<string>();
    let id: string | undefined = start;
    while (id !== undefined && !done.has(id) && !path.has(id)) {
      path.add(id);
      id = next.get(id);
    }
    // Back on its own path: everything from there on is the cycle.
    if (id !== undefined && path.has(id)) for (const one of [...path].slice([...path].indexOf(id))) cyclic.add(one);
    for (const one of path) done.add(one);
  }
  return cyclic;
}

/** Ports of an image: each is one of the kind's, and a number is used once. */
function judgePorts(given: unknown, ports: readonly string[] | undefined, field: string, report: Report): void {
  const seen = new Set<unknown>();
  eachMap(given, ({ id, port }, i) => {
    if (typeof port === 'number' && seen.has(port)) report.refuse('WORKSPACE_KIND_PORT', `${field}[${i}].port`, port, 'another port of this image has the number');
    seen.add(port);
    if (typeof id === 'string' && ports && !ports.includes(id)) {
      const near = nearest(id, ports);
      report.refuse('WORKSPACE_KIND_PORT', `${field}[${i}].id`, id, near ? `did you mean '${near}'?` : 'add it to spec.podTemplate.ports, which says how its requests are routed');
    }
  });
}

/** A selector of options is for the labels that the spawner shows. */
export function judgeSelected(selector: Record<string, any>, options: unknown, field: string, report: Report): void {
  const values = optionsOf(options);
  const fits = values.some(({ spawner }) => {
    const labels = list(record(spawner).labels).map(label => record(label));
    return mismatch(selector, Object.fromEntries(labels.map(({ key, value }) => [key, value]))) === undefined;
  });
  if (values.length > 0 && !fits) report.warn('WORKSPACE_KIND_RULE', field, undefined, 'no option has such labels under spawner.labels: the rule is never used');
}
