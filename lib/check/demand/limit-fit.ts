import { amountOf, written } from './amount';
import type { Amounts } from './amount';
import { called, specOf } from './field';
import type { Namespaces } from './namespaces';
import { amountsOf, podLimits, podRequests, requestsOf } from './pod';
import type { PodSet } from './pod-set';
import type { Manifest } from '../manifest';
import { kindOf, list, record } from '../manifest';
import type { Report } from '../report';

interface Seen {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

type Told = (why: string, got: string | undefined) => void;

/** Tells of pods and containers that the LimitRanges of their namespace do not let in. */
export function judgeLimits(manifest: Manifest, sets: readonly PodSet[], report: Report, namespaces: Namespaces): void {
  const ranges = namespaces.rangesOf(manifest);
  const tell = kindOf(manifest) === '/Pod' ? 'refuse' : 'warn';
  for (const set of ranges.length > 0 ? sets : []) {
    if (set.count <= 0) continue;
    const pod = namespaces.podOf(set, manifest);
    const at = (field: string): Told => (why, got) => report[tell]('LIMIT_RANGE_EXCEEDED', field, got, why);
    for (const range of ranges) {
      for (const item of list(range.spec.limits).map(record)) {
        const by = called(range);
        if (item.type === 'Pod') judgeBounds({ requests: podRequests(pod), limits: podLimits(pod) }, item, 'a pod', by, at(specOf(manifest, set)));
        if (item.type !== 'Container') continue;
        for (const kind of ['containers', 'initContainers'] as const) {
          list(pod[kind]).forEach((container, i) => {
            const seen = { requests: requestsOf(container), limits: amountsOf(record(record(container).resources).limits) };
            judgeBounds(seen, item, 'a container', by, at(specOf(manifest, set, kind, i)));
          });
        }
      }
    }
  }
}

/** One line for each resource is enough. */
function judgeBounds({ requests, limits }: Seen, { max, min, maxLimitRequestRatio }: Record<string, any>, what: string, by: string, told: Told): void {
  for (const [resource, quantity] of Object.entries(record(max))) {
    const [most, limit, request] = [amountOf(quantity), limits.get(resource), requests.get(resource)];
    if (most === undefined) continue;
    const over = [limit, request].find(amount => amount !== undefined && amount > most);
    if (over !== undefined) told(`${by} refuses ${what} with more than ${written(resource, most)} of ${resource}; write less`, `${written(resource, over)} ${resource}`);
    else if (limit === undefined) told(`write a limit of ${resource}, at most ${written(resource, most)}: ${by} refuses ${what} without one`, undefined);
  }
  for (const [resource, quantity] of Object.entries(record(min))) {
    const [least, limit, request] = [amountOf(quantity), limits.get(resource), requests.get(resource)];
    if (least === undefined) continue;
    const under = [request, limit].find(amount => amount !== undefined && amount < least);
    if (under !== undefined) told(`${by} refuses ${what} with less than ${written(resource, least)} of ${resource}; write more`, `${written(resource, under)} ${resource}`);
    else if (request === undefined) told(`write a request of ${resource}, at least ${written(resource, least)}: ${by} refuses ${what} without one`, undefined);
  }
  for (const [resource, quantity] of Object.entries(record(maxLimitRequestRatio))) {
    const [ratio, limit, request] = [amountOf(quantity), limits.get(resource) ?? 0n, requests.get(resource) ?? 0n];
    if (ratio === undefined || limit > 0n && request > 0n && limit * amountOf(1)! <= ratio * request) continue;
    told(`${by} refuses ${what} with a limit of ${resource} above ${written('', ratio)} times the request; bring them closer`, `request ${written(resource, request)}, limit ${written(resource, limit)}`);
  }
}
