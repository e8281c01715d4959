import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Problems } from '../core';

/** Amounts of resources that jobs request; what is left out is not among them, which is not the same as 0. */
export interface ResourceAmounts {
  /**
   * CPU, of all pods together.
   * @default - left out
   */
  readonly cpu?: kplus.Cpu;
  /**
   * Memory.
   * @default - left out
   */
  readonly memory?: Size;
  /**
   * Scratch space on the nodes.
   * @default - left out
   */
  readonly ephemeralStorage?: Size;
  /**
   * Number of pods, 0 or more.
   * @default - left out
   */
  readonly pods?: number;
  /**
   * Number of devices by resource, e.g. `{ 'nvidia.com/gpu': 16 }`; 0 or more.
   * @default - none
   */
  readonly devices?: { [resource: string]: number };
  /**
   * Quantities of other resources by name, e.g. `{ 'hugepages-2Mi': '64Gi' }`.
   * @default - none
   */
  readonly others?: { [resource: string]: string };
}

/**
 * The amounts as Kubernetes writes them, always in one order.
 * @internal
 */
export function quantitiesOf(amounts: ResourceAmounts): Record<string, string> {
  const { cpu, memory, ephemeralStorage, pods, devices = {}, others = {} } = amounts;
  return {
    ...cpu && { cpu: cpu.amount },
    ...memory && { memory: memory.asString() },
    ...ephemeralStorage && { 'ephemeral-storage': ephemeralStorage.asString() },
    ...pods !== undefined && { pods: String(pods) },
    ...Object.fromEntries(Object.entries(devices).map(([resource, count]) => [resource, String(count)])),
    ...others,
  };
}

/**
 * The prop behind a resource: `cpu`, `devices['nvidia.com/gpu']`.
 * @internal
 */
export function fieldOfResource(amounts: ResourceAmounts, resource: string): string {
  if (amounts.others?.[resource] !== undefined) return `others['${resource}']`;
  if (amounts.devices?.[resource] !== undefined) return `devices['${resource}']`;
  return resource === 'ephemeral-storage' ? 'ephemeralStorage' : /^\w+$/.test(resource) ? resource : `devices['${resource}']`;
}

/** @internal */
export function checkAmounts(problems: Problems, field: string, amounts: ResourceAmounts | undefined): void {
  if (!amounts) return;
  const { pods, devices = {}, others = {} } = amounts;
  problems.wholeNumber('COUNT_RANGE', `${field}.pods`, pods, 0, Number.MAX_SAFE_INTEGER, 'a whole number, 0 or more');
  for (const [resource, count] of Object.entries(devices)) {
    problems.wholeNumber('COUNT_RANGE', `${field}.devices['${resource}']`, count, 0, Number.MAX_SAFE_INTEGER, 'devices come whole: 0 or more');
  }
  const given = quantitiesOf({ ...amounts, devices: undefined, others: undefined });
  for (const [resource, quantity] of [...Object.entries(devices), ...Object.entries(others)]) {
    const at = others[resource] === quantity ? 'others' : 'devices';
    const twice = resource in given ? fieldOfResource({}, resource) : at === 'others' && resource in devices ? `devices['${resource}']` : undefined;
    if (twice !== undefined) problems.add('ALTERNATIVES_CONFLICT', `${field}.${at}['${resource}']`, quantity, `\`${twice}\` says it already; remove one of the two`);
  }
}
