import { amountOf, countOf, written } from './amount';
import type { Amounts } from './amount';
import type { Ask } from './ask';
import { asked } from './ask';
import { claimsOf, storageOf, totalOf } from './demand';
import { called, specOf } from './field';
import type { Namespaces } from './namespaces';
import { podLimits, podRequests } from './pod';
import type { PodSet } from './pod-set';
import { podSetsOf } from './pod-sets';
import type { Manifest } from '../manifest';
import { kindOf, list, record } from '../manifest';
import type { Report } from '../report';

/** Quotas without scopes hold for every pod. */
export const hasScopes = ({ spec }: Manifest): boolean => list(spec.scopes).length > 0 || spec.scopeSelector !== undefined && spec.scopeSelector !== null;

/** Tells of an object whose pods are more together than its namespace may ever use. */
export function judgeQuotas(manifest: Manifest, report: Report, namespaces: Namespaces): void {
  const quotas = namespaces.quotasOf(manifest).filter(quota => !hasScopes(quota));
  const sets = quotas.length > 0 ? podSetsOf(manifest, '', namespaces.objects) : undefined;
  if (!sets || sets.length === 0) return;
  const least = (set: PodSet) => Math.min(set.least ?? set.count, set.count);
  const usages = new Map(sets.map(set => [set, usageOf(namespaces.podOf(set, manifest))]));
  const total = totalOf(sets, set => usages.get(set)!, least);
  const asks = sets.map((set): Ask => ({ path: set.path, count: least(set), each: usages.get(set)! }));
  const storage = storageOf(sets, claimsOf(manifest, namespaces.objects), least);
  const isPod = kindOf(manifest) === '/Pod';
  const told = new Set<string>();
  for (const quota of quotas) {
    for (const [resource, quantity] of Object.entries(record(quota.spec.hard))) {
      const most = amountOf(quantity);
      const amount = resource === 'requests.storage' ? storage : total.get(usageName(resource)) ?? 0n;
      if (most === undefined || amount <= most || told.has(resource)) continue;
      told.add(resource);
      const largest = asks.reduce((one, other) => (share(other, resource) > share(one, resource) ? other : one));
      const field = specOf(manifest, largest);
      const got = wordsOf(resource, amount, asks);
      const why = `${called(quota)} gives the namespace ${written(resource, most)} of ${resource}`;
      const alone = (largest.each.get(usageName(resource)) ?? 0n) > most;
      if (isPod) report.refuse('QUOTA_NEVER_FITS', field, got, `${why}, so it is refused; ask for less or raise it`);
      else report.warn('QUOTA_NEVER_FITS', field, got, `${why}, so ${alone ? 'such a pod is never made' : 'they never run all at once'}; ask for less or raise it`);
    }
  }
}

const share = ({ count, each }: Ask, resource: string): bigint => (each.get(usageName(resource)) ?? 0n) * countOf(count);

function wordsOf(resource: string, amount: bigint, asks: readonly Ask[]): string {
  if (resource === 'pods' || resource === 'count/pods') return `${written('pods', amount)} pods`;
  if (resource === 'requests.storage') return `${written('storage', amount)} storage`;
  return asked(asks, usageName(resource), amount);
}

/** Quotas call requests of a pod by two names. */
function usageName(resource: string): string {
  if (resource === 'count/pods') return 'pods';
  return resource.startsWith('requests.') ? resource.slice('requests.'.length) : resource;
}

/** What a pod counts in quotas: a pod, its requests, its limits. */
function usageOf(pod: Record<string, any>): Amounts {
  const usage = new Map<string, bigint>([...podRequests(pod), ['pods', countOf(1)]]);
  for (const [resource, amount] of podLimits(pod)) if (LIMITED.includes(resource)) usage.set(`limits.${resource}`, amount);
  return usage;
}

const LIMITED = ['cpu', 'memory', 'ephemeral-storage'];
