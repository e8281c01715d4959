import type { Manifest } from '../manifest';
import { list, record } from '../manifest';

/** What LimitRanges of a namespace give containers that do not say it. */
export interface LimitDefaults {
  readonly requests: Record<string, unknown>;
  readonly limits: Record<string, unknown>;
}

export function defaultsOf(ranges: readonly Manifest[]): LimitDefaults | undefined {
  const items = ranges.flatMap(({ spec }) => list(spec.limits).map(record)).filter(({ type }) => type === 'Container');
  if (items.length === 0) return undefined;
  const defaults: LimitDefaults = { requests: {}, limits: {} };
  for (const item of items) {
    // The API server fills these in when the LimitRange is created.
    const limits = { ...record(item.max), ...record(item.default) };
    Object.assign(defaults.limits, limits);
    Object.assign(defaults.requests, { ...record(item.min), ...limits, ...record(item.defaultRequest) });
  }
  return defaults;
}

/** A pod once it has what the namespace gives it: a limit stands in for a request first, except where Kueue counts. */
export function withDefaults(pod: Record<string, any>, defaults: LimitDefaults | undefined, limitsFirst = true): Record<string, any> {
  if (!defaults) return pod;
  const filled = (container: unknown) => {
    const { requests, limits, ...rest } = record(record(container).resources);
    const own = limitsFirst ? { ...record(limits), ...record(requests) } : record(requests);
    const resources = { ...rest, requests: { ...defaults.requests, ...own }, limits: { ...defaults.limits, ...record(limits) } };
    return { ...record(container), resources };
  };
  return { ...pod, containers: list(pod.containers).map(filled), initContainers: list(pod.initContainers).map(filled) };
}

/** A pod with what its RuntimeClass costs, where that is in the input. */
export function withOverhead(pod: Record<string, any>, runtimeClass: Manifest | undefined): Record<string, any> {
  const { podFixed } = record((runtimeClass as Record<string, unknown> | undefined)?.overhead);
  return podFixed === undefined || pod.overhead !== undefined ? pod : { ...pod, overhead: podFixed };
}
