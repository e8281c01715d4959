import type { Amounts } from './amount';
import { amountOf, larger, plus } from './amount';
import { isMap, list, record } from '../manifest';

const NOTHING: Amounts = new Map();

/** Reads requests or limits. */
export function amountsOf(resources: unknown): Amounts {
  const amounts = new Map<string, bigint>();
  for (const [resource, quantity] of Object.entries(record(resources))) {
    const amount = amountOf(quantity);
    if (amount !== undefined) amounts.set(resource, amount);
  }
  return amounts;
}

/** What a container requests: a limit alone counts as request. */
export function requestsOf(container: unknown): Amounts {
  const { requests, limits } = record(record(container).resources);
  return !isMap(limits) ? amountsOf(requests) : new Map([...amountsOf(limits), ...amountsOf(requests)]);
}

const limitsOf = (container: unknown): Amounts => amountsOf(record(record(container).resources).limits);

/** What one pod asks of the scheduler; or of Kueue, which reads a limit of the whole pod otherwise. */
export function podRequests(pod: Record<string, any>, isQueued = false): Amounts {
  const together = sumOf(pod, requestsOf);
  const whole = record(pod.resources);
  const own = new Map(amountsOf(whole.requests));
  // The API server puts what the containers request before a limit of the whole pod.
  for (const [resource, limit] of amountsOf(whole.limits)) if (!own.has(resource)) own.set(resource, isQueued ? limit : together.get(resource) ?? limit);
  return plus(overridden(together, own), amountsOf(pod.overhead));
}

/** The limits of one pod. */
export function podLimits(pod: Record<string, any>): Amounts {
  const limits = overridden(sumOf(pod, limitsOf), amountsOf(record(pod.resources).limits));
  const overhead = [...amountsOf(pod.overhead)].filter(([resource]) => limits.has(resource));
  return plus(limits, new Map(overhead));
}

/** A pod as a whole can only ask for these. */
function overridden(together: Amounts, own: Amounts): Amounts {
  const known = [...own].filter(([resource]) => resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-'));
  return known.length === 0 ? together : new Map([...together, ...known]);
}

/** All containers, or the largest init container if that is more; a sidecar runs beside all that start after it. */
function sumOf(pod: Record<string, any>, of: (container: unknown) => Amounts): Amounts {
  let sidecars = NOTHING;
  let start = NOTHING;
  for (const container of list(pod.initContainers)) {
    const own = of(container);
    start = larger(start, plus(sidecars, own));
    if (record(container).restartPolicy === 'Always') sidecars = plus(sidecars, own);
  }
  const running = list(pod.containers).reduce<Amounts>((sum, container) => plus(sum, of(container)), sidecars);
  return start.size === 0 ? running : larger(running, start);
}

/** Bytes of the volumes that are made for one pod and go with it. */
export function podStorage(pod: Record<string, any>): bigint {
  return list(pod.volumes).reduce<bigint>((sum, volume) => sum + claimStorage(record(record(volume).ephemeral).volumeClaimTemplate), 0n);
}

/** Bytes that a claim, or a template of claims, requests. */
export function claimStorage(claim: unknown): bigint {
  return amountOf(record(record(record(record(claim).spec).resources).requests).storage) ?? 0n;
}

/** Templates of the device claims that are made for one pod, and how many of each. */
export function podClaims(pod: Record<string, any>): ReadonlyMap<string, number> {
  const claims = new Map<string, number>();
  for (const claim of list(pod.resourceClaims)) {
    const { resourceClaimTemplateName: name } = record(claim);
    if (typeof name === 'string') claims.set(name, (claims.get(name) ?? 0) + 1);
  }
  return claims;
}
