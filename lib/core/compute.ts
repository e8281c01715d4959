import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';

/**
 * Default requests and limits, as quantities.
 * @internal
 */
export interface ComputeDefaults {
  readonly cpu: readonly [request: string, limit: string];
  readonly memory: readonly [request: string, limit: string];
  /** Nothing is said of it if left out. */
  readonly ephemeralStorage?: readonly [request: string, limit: string];
}

/**
 * Requests and limits of a container: what the author gave, and defaults for
 * the rest. A default gives way to what was given: a limit is never below the
 * author's request, nor a request above the author's limit.
 * @internal
 */
export function computeResources(given: kplus.ContainerResources | undefined, defaults: ComputeDefaults): ResourceRequirements {
  const requests: Record<string, string> = {};
  const limits: Record<string, string> = {};
  const set = (name: string, request: string | undefined, limit: string | undefined, fallback: readonly [string, string] | undefined) => {
    if (!fallback) {
      if (request !== undefined) requests[name] = request;
      if (limit !== undefined) limits[name] = limit;
      return;
    }
    requests[name] = request ?? (limit === undefined ? fallback[0] : smaller(fallback[0], limit));
    limits[name] = limit ?? (request === undefined ? fallback[1] : larger(fallback[1], request));
  };
  set('cpu', given?.cpu?.request?.amount, given?.cpu?.limit?.amount, defaults.cpu);
  set('memory', text(given?.memory?.request), text(given?.memory?.limit), defaults.memory);
  set('ephemeral-storage', text(given?.ephemeralStorage?.request), text(given?.ephemeralStorage?.limit), defaults.ephemeralStorage);
  return { requests, limits };
}

/**
 * Requests and limits as the author gave them, and nothing else.
 * @internal
 */
export function givenResources(given: kplus.ContainerResources | undefined): ResourceRequirements {
  const side = (key: 'request' | 'limit') => Object.fromEntries([
    ['cpu', given?.cpu?.[key]?.amount], ['memory', text(given?.memory?.[key])], ['ephemeral-storage', text(given?.ephemeralStorage?.[key])],
  ].filter(([, value]) => value !== undefined)) as Record<string, string>;
  const [requests, limits] = [side('request'), side('limit')];
  return { ...Object.keys(requests).length > 0 && { requests }, ...Object.keys(limits).length > 0 && { limits } };
}

const text = (size: Size | undefined) => size?.asString();
const smaller = (a: string, b: string) => (parseQuantity(a)! <= parseQuantity(b)! ? a : b);
const larger = (a: string, b: string) => (parseQuantity(a)! >= parseQuantity(b)! ? a : b);
