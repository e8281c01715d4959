import { exceeds, quantityOf } from '../quantities';
import type { Teller } from '../values';
import { child } from '../values';
import type { PathOf } from './containers';
import { judgeAmounts, judgeOverhead, judgePodResourceName } from './resources';
import { isAbsent, isMap, list, record } from '../../../manifest';

/** Resources of a pod as a whole, and what running it costs on top. */
export function judgePodTotals(report: Teller, spec: Record<string, any>, isPod: boolean, main: PathOf, at: string): void {
  judgeCost(report, spec, isPod, at);
  const { resources } = spec;
  if (!isMap(resources)) return;
  if (!isAbsent(resources.claims)) report.refuse('FIELD_NOT_ALLOWED', `${at}.resources.claims`, undefined, 'claims are given to containers');
  judgeAmounts(report, resources, judgePodResourceName, `${at}.resources`);
  const { requests, limits } = resources;
  for (const [name, got] of Object.entries(isMap(requests) ? requests : {})) {
    const total = quantityOf(got ?? 0);
    const sum = total === undefined ? 0 : sumOf(spec, name, isPod);
    if (total !== undefined && exceeds(sum, total)) report.refuse('REQUEST_ABOVE_LIMIT', child(`${at}.resources.requests`, name), got, 'its containers request more together');
  }
  if (!isMap(limits)) return;
  list(spec.containers).forEach((container, i) => {
    const own = container?.resources?.limits;
    for (const name of Object.keys(isMap(own) ? own : {})) {
      const [limit, total] = [quantityOf(own[name]), name in limits ? quantityOf(limits[name] ?? 0) : undefined];
      if (limit !== undefined && total !== undefined && exceeds(limit, total)) report.refuse('REQUEST_ABOVE_LIMIT', child(`${main(i)}.resources.limits`, name), own[name], `the pod as a whole has ${String(limits[name])}`);
    }
  });
}

function judgeCost(report: Teller, { overhead, runtimeClassName }: Record<string, any>, isPod: boolean, at: string): void {
  if (!isMap(overhead)) return;
  judgeOverhead(report, overhead, `${at}.overhead`);
  if (!isAbsent(runtimeClassName)) return;
  const fix = 'the RuntimeClass says what it costs: leave it out';
  if (isPod) report.refuse('FIELD_NOT_ALLOWED', `${at}.overhead`, undefined, fix);
  else report.warn('FIELD_NOT_ALLOWED', `${at}.overhead`, undefined, `${fix}, or its pods are refused`);
}

/** What the containers of a pod request at the same time, sidecars and the largest init container included. */
function sumOf(spec: Record<string, any>, name: string, isPod: boolean): number {
  // Of a Pod, a limit stands in for a request that is left out.
  const request = (container: any) => {
    const { requests, limits } = record(container?.resources);
    const own = record(requests)[name];
    return quantityOf(own === undefined && isPod ? record(limits)[name] : own) ?? 0;
  };
  let sidecars = 0;
  let start = 0;
  for (const container of list(spec.initContainers)) {
    start = Math.max(start, sidecars + request(container));
    if (container?.restartPolicy === 'Always') sidecars += request(container);
  }
  return Math.max(start, sidecars + list(spec.containers).reduce((sum: number, container) => sum + request(container), 0));
}
