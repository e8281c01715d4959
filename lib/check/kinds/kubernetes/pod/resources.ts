import { isAbsent, isMap, list } from '../../../manifest';
import { nearest } from '../../../nearest';
import { isKey, isLabel } from '../forms';
import { differs, exceeds, isWhole, quantityOf } from '../quantities';
import type { Teller } from '../values';
import { child, eachMap, quantity } from '../values';

const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];
const isHugePage = (name: string) => name.startsWith('hugepages-');

/** Resources of Kubernetes itself: without a prefix, or with one of its own. */
export const isNative = (name: string) => !name.includes('/') || name.includes('kubernetes.io/');
/** Counted devices, such as nvidia.com/gpu. */
export const isExtended = (name: string) => !isNative(name) && !name.startsWith('requests.');

/** Requests and limits of a container; `claims` are those of the pod. */
export function judgeResources(report: Teller, resources: unknown, claims: ReadonlySet<string> | undefined, at: string): void {
  if (!isMap(resources)) return;
  judgeAmounts(report, resources, judgeName, at);
  if (!isAbsent(resources.claims)) judgeClaims(report, list(resources.claims), claims, `${at}.claims`);
}

type NameJudge = (report: Teller, name: string, field: string) => void;

/** What requests and limits have in common, wherever they stand. */
export function judgeAmounts(report: Teller, { requests, limits }: Record<string, any>, judge: NameJudge, at: string): void {
  let hasPages = false;
  if (isMap(limits)) {
    for (const name of Object.keys(limits)) {
      const field = child(`${at}.limits`, name);
      judge(report, name, field);
      const limit = judgeAmount(report, name, limits[name] ?? 0, field);
      if (limit === 0 && (name === 'cpu' || name === 'memory')) report.warn('LIMIT_ZERO', field, limits[name] ?? undefined, 'zero is no limit at all; leave it out, or write one');
      hasPages ||= isHugePage(name);
    }
  }
  if (isMap(requests)) {
    for (const name of Object.keys(requests)) {
      const field = child(`${at}.requests`, name);
      judge(report, name, field);
      const request = judgeAmount(report, name, requests[name] ?? 0, field);
      const limit = limits?.[name];
      if (request !== undefined) judgePair(report, name, requests[name] ?? 0, request, limit, field);
      hasPages ||= isHugePage(name);
    }
  }
  if (hasPages && !['cpu', 'memory'].some(name => !isAbsent(requests?.[name]) || !isAbsent(limits?.[name]))) {
    report.refuse('RESOURCE_INVALID', at, undefined, 'huge pages want a request or limit of cpu or memory beside them');
  }
}

function judgePair(report: Teller, name: string, got: unknown, request: number, limit: unknown, field: string): void {
  const isCounted = !isNative(name) || isHugePage(name);
  if (limit === undefined) {
    if (isCounted) report.refuse('RESOURCE_INVALID', field, got, 'devices and huge pages are never overcommitted: write the same number under limits');
    return;
  }
  const most = quantityOf(limit ?? 0);
  if (most === undefined) return;
  if (isCounted && differs(request, most)) report.refuse('RESOURCE_INVALID', field, got, `devices and huge pages are never overcommitted: the limit is ${String(limit)}, write the same`);
  else if (exceeds(request, most)) report.refuse('REQUEST_ABOVE_LIMIT', field, got, `above the limit of ${String(limit)}; lower the request or raise the limit`);
}

function judgeAmount(report: Teller, name: string, got: unknown, field: string): number | undefined {
  const amount = quantity(report, got, field);
  if (amount === undefined || amount < 0) return undefined;
  if (isExtended(name) && !isWhole(amount)) report.refuse('RESOURCE_INVALID', field, got, 'devices are counted: a whole number');
  if (isHugePage(name)) {
    const page = quantityOf(name.slice('hugepages-'.length));
    if (page !== undefined && !(page > 0 && isWhole(page) && amount % page === 0)) report.refuse('RESOURCE_INVALID', field, got, `a multiple of the page size in ${name}`);
    else if (page === undefined) report.refuse('RESOURCE_INVALID', field, got, 'a huge page has a size, such as hugepages-2Mi');
  }
  if ((name === 'memory' || name === 'ephemeral-storage') && !isWhole(amount)) {
    report.warn('QUANTITY_FRACTION', field, got, 'no whole number of bytes; write Mi or M without a fraction (m is a thousandth)');
  }
  return amount;
}

const judgeName: NameJudge = (report, name, field) => {
  if (OF_CONTAINERS.includes(name) || isHugePage(name) && isKey(name)) return;
  if (!isKey(name)) report.refuse('RESOURCE_NAME_UNKNOWN', field, undefined, 'a resource is cpu, memory, ephemeral-storage, hugepages-<size> or a device such as nvidia.com/gpu');
  else if (!name.includes('/')) {
    const near = nearest(name, OF_CONTAINERS) ?? (/gpu/i.test(name) ? 'nvidia.com/gpu' : undefined);
    report.refuse('RESOURCE_NAME_UNKNOWN', field, undefined, near ? `did you mean '${near}'?` : `one of ${OF_CONTAINERS.join(', ')}, hugepages-<size>, or a device with a domain such as nvidia.com/gpu`);
  } else if (!isNative(name) && (name.startsWith('requests.') || !isKey(`requests.${name}`))) {
    report.refuse('RESOURCE_NAME_UNKNOWN', field, undefined, 'a device is named domain/name; the domain is no longer than 244 characters and does not begin with requests.');
  }
};

/** A resource of the pod as a whole. */
export const judgePodResourceName: NameJudge = (report, name, field) => {
  if (name !== 'cpu' && name !== 'memory' && !(isHugePage(name) && isKey(name))) report.refuse('RESOURCE_NAME_UNKNOWN', field, undefined, 'a pod as a whole has cpu, memory and hugepages-<size>');
};

/** What running a pod costs on top of its containers. */
export function judgeOverhead(report: Teller, overhead: Record<string, any>, at: string): void {
  for (const name of Object.keys(overhead)) {
    judgeName(report, name, child(at, name));
    judgeAmount(report, name, overhead[name], child(at, name));
  }
}

function judgeClaims(report: Teller, used: readonly any[], claims: ReadonlySet<string> | undefined, at: string): void {
  const seen = new Set<string>();
  used.forEach((claim, i) => {
    if (!isMap(claim) || typeof claim.name !== 'string' || claim.name === '') return;
    const { name, request } = claim;
    const part = typeof request === 'string' && request !== '' ? `${name}/${request}` : name;
    if (part !== name && !isLabel(request)) report.refuse('NAME_INVALID', `${at}[${i}].request`, request, 'use at most 63 lower-case letters, digits and -');
    const whole = part === name && [...seen].some(other => other.startsWith(`${name}/`));
    if (seen.has(name) || seen.has(part) || whole) report.refuse('NAME_DUPLICATE', `${at}[${i}]`, part, 'the claim is used already');
    seen.add(part);
    if (claims && !claims.has(name)) report.refuse('RESOURCE_CLAIM_UNKNOWN', `${at}[${i}].name`, name, 'list it under resourceClaims of the pod');
  });
}

/** How a container takes new resources while it runs. */
export function judgeResizePolicy(report: Teller, policies: readonly any[], restartPolicy: unknown, at: string): void {
  const seen = new Set<unknown>();
  eachMap(policies, (policy, i) => {
    const field = `${at}.resizePolicy[${i}]`;
    const { resourceName, restartPolicy: own } = policy;
    if (seen.has(resourceName)) report.refuse('NAME_DUPLICATE', `${field}.resourceName`, resourceName, 'the resource has a policy already');
    seen.add(resourceName);
    if (typeof resourceName === 'string' && resourceName !== '' && !['cpu', 'memory'].includes(resourceName)) report.refuse('VALUE_UNKNOWN', `${field}.resourceName`, resourceName, 'cpu or memory');
    if (typeof own !== 'string' || own === '') return;
    if (own !== 'NotRequired' && own !== 'RestartContainer') report.refuse('VALUE_UNKNOWN', `${field}.restartPolicy`, own, 'NotRequired or RestartContainer');
    else if (restartPolicy === 'Never' && own !== 'NotRequired') report.refuse('FIELD_NOT_ALLOWED', `${field}.restartPolicy`, own, "NotRequired: the pod's restartPolicy is Never");
  });
}
