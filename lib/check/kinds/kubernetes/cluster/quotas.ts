import { isAbsent, list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { KindRule } from '../../../rule';
import { isKey } from '../forms';
import { isExtended, isNative } from '../pod/resources';
import { differs, exceeds, isWhole, quantityOf } from '../quantities';
import type { Teller } from '../values';
import { child, eachMap, noGaps, quantity } from '../values';

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage'];
const COUNTED = ['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'persistentvolumeclaims', 'configmaps', 'services.nodeports', 'services.loadbalancers'];
const OF_QUOTAS = [...COMPUTE, ...COUNTED];
const isPages = (name: string) => name.startsWith('hugepages-') || name.startsWith('requests.hugepages-');

/** A ResourceQuota: what a namespace may use. */
export const resourceQuota: KindRule = {
  kinds: ['/ResourceQuota'],
  judge({ spec }, report) {
    const hard = record(spec.hard);
    for (const name of Object.keys(hard)) {
      const field = child('spec.hard', name);
      if (!isKey(name) || !name.includes('/') && !OF_QUOTAS.includes(name) && !isPages(name)) refuseName(report, name, OF_QUOTAS, field);
      judgeAmount(report, name, hard[name], field);
    }
    noGaps(report, spec.scopes, 'spec.scopes');
    judgeScopes(report, list(spec.scopes).map((scope, i) => [scope, `spec.scopes[${i}]`]), hard);
    const terms = list(record(spec.scopeSelector).matchExpressions);
    judgeScopes(report, terms.map((term, i) => [term?.scopeName, `spec.scopeSelector.matchExpressions[${i}].scopeName`]), hard);
    eachMap(terms, (term, i) => judgeTerm(report, term, `spec.scopeSelector.matchExpressions[${i}]`));
  },
};

function refuseName(report: Teller, name: string, known: readonly string[], field: string): void {
  const near = nearest(name, known);
  report.refuse('RESOURCE_NAME_UNKNOWN', field, undefined, near ? `did you mean '${near}'?` : `one of ${known.slice(0, 6).join(', ')}..., or a name with a domain such as count/jobs.batch`);
}

function judgeAmount(report: Teller, name: string, got: unknown, field: string): void {
  const amount = quantity(report, got, field);
  if (amount !== undefined && amount >= 0 && (COUNTED.includes(name) || isExtended(name)) && !isWhole(amount)) report.refuse('RESOURCE_INVALID', field, got, 'counted: a whole number');
}

const OF_PODS = ['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];
const FITTING: Record<string, readonly string[]> = {
  Terminating: OF_PODS, NotTerminating: OF_PODS, NotBestEffort: OF_PODS, PriorityClass: OF_PODS, CrossNamespacePodAffinity: OF_PODS,
  BestEffort: ['pods'], VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};

/** Scopes fit some resources only, and some exclude each other. */
function judgeScopes(report: Teller, scopes: readonly (readonly [scope: unknown, field: string])[], hard: Record<string, any>): void {
  for (const [scope, field] of scopes) {
    const fitting = typeof scope === 'string' && Object.hasOwn(FITTING, scope) ? FITTING[scope] : undefined;
    const misfit = fitting && Object.keys(hard).find(name => (OF_QUOTAS.includes(name) || isPages(name)) && !fitting.includes(name));
    if (misfit !== undefined) report.refuse('QUOTA_SCOPE', field, scope, `it does not go with ${misfit}: only with ${fitting!.join(', ')}`);
    for (const [one, other] of [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']]) {
      if (scope === one && scopes.some(([another]) => another === other)) report.refuse('QUOTA_SCOPE', field, scope, `${other} is there too, and nothing is both`);
    }
  }
}

function judgeTerm(report: Teller, { scopeName, operator, values }: Record<string, any>, at: string): void {
  if (typeof operator !== 'string' || operator === '') return;
  const count = list(values).length;
  if (!['PriorityClass', 'VolumeAttributesClass'].includes(scopeName) && operator !== 'Exists') report.refuse('SELECTOR_INVALID', `${at}.operator`, operator, `Exists: ${String(scopeName)} has no values`);
  if ((operator === 'In' || operator === 'NotIn') && count === 0) report.refuse('SELECTOR_INVALID', `${at}.values`, undefined, `${operator} needs values`);
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) report.refuse('SELECTOR_INVALID', `${at}.values`, undefined, `${operator} takes no values`);
}

const MAPS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'];

/** A LimitRange: bounds and defaults of what one pod, container or claim may use. */
export const limitRange: KindRule = {
  kinds: ['/LimitRange'],
  judge({ spec }, report) {
    const types = new Set<unknown>();
    eachMap(spec.limits, (limit, i) => {
      const at = `spec.limits[${i}]`;
      const { type } = limit;
      if (types.has(type)) report.refuse('NAME_DUPLICATE', `${at}.type`, type, 'the type has limits already');
      types.add(type);
      if (typeof type === 'string' && type !== '' && !['Pod', 'Container', 'PersistentVolumeClaim'].includes(type) && !(type.includes('/') && isKey(type))) {
        const near = nearest(type, ['Pod', 'Container', 'PersistentVolumeClaim']);
        report.refuse('VALUE_UNKNOWN', `${at}.type`, type, near ? `did you mean '${near}'?` : 'Pod, Container or PersistentVolumeClaim');
      }
      judgeLimit(report, limit, at);
    });
  },
};

function judgeLimit(report: Teller, limit: Record<string, any>, at: string): void {
  const { type } = limit;
  const names = new Set<string>();
  for (const key of MAPS) {
    if (type === 'Pod' && (key === 'default' || key === 'defaultRequest')) {
      if (Object.keys(record(limit[key])).length > 0) report.refuse('FIELD_NOT_ALLOWED', `${at}.${key}`, undefined, 'only containers have defaults');
      continue;
    }
    for (const name of Object.keys(record(limit[key]))) {
      names.add(name);
      const field = child(`${at}.${key}`, name);
      judgeName(report, name, type === 'Pod' || type === 'Container', field);
      quantity(report, limit[key][name], field, 'any');
    }
  }
  if (type === 'PersistentVolumeClaim' && isAbsent(limit.min?.storage) && isAbsent(limit.max?.storage)) report.refuse('VALUE_MISSING', `${at}.max.storage`, undefined, 'min or max of storage');
  for (const name of names) judgeBounds(report, limit, name, at);
}

function judgeName(report: Teller, name: string, isOfPods: boolean, field: string): void {
  const known = isOfPods ? ['cpu', 'memory', 'ephemeral-storage'] : [...OF_QUOTAS, 'storage'];
  const isKnown = known.includes(name) || name.startsWith('hugepages-') || !isOfPods && isPages(name) || name.includes('/') && (!isOfPods || isNative(name) || isExtended(name));
  if (!isKey(name) || !isKnown) refuseName(report, name, known, field);
}

function judgeBounds(report: Teller, limit: Record<string, any>, name: string, at: string): void {
  const own = (key: string) => {
    const map = record(limit[key]);
    return name in map && !(limit.type === 'Pod' && key.startsWith('default')) ? quantityOf(map[name] ?? 0) : undefined;
  };
  const [min, max, ratio] = [own('min'), own('max'), own('maxLimitRequestRatio')];
  const [standard, request] = [own('default'), own('defaultRequest')];
  const above = (low: number | undefined, high: number | undefined, key: string, fix: string) => {
    if (low !== undefined && high !== undefined && exceeds(low, high)) report.refuse('LIMIT_RANGE', child(`${at}.${key}`, name), limit[key]?.[name], fix);
  };
  above(min, max, 'min', 'above max');
  above(min, request, 'defaultRequest', 'below min');
  above(request, max, 'defaultRequest', 'above max');
  above(request, standard, 'defaultRequest', 'above default, which is the limit');
  above(min, standard, 'default', 'below min');
  above(standard, max, 'default', 'above max');
  if (ratio !== undefined && ratio < 1) report.refuse('LIMIT_RANGE', child(`${at}.maxLimitRequestRatio`, name), limit.maxLimitRequestRatio[name], 'at least 1');
  if (ratio !== undefined && min !== undefined && max !== undefined && min !== 0 && exceeds(ratio, max / min)) report.refuse('LIMIT_RANGE', child(`${at}.maxLimitRequestRatio`, name), limit.maxLimitRequestRatio[name], 'above max divided by min');
  // Of containers the server fills in a limit that is left out.
  const limited = standard ?? (limit.type === 'Container' ? max : undefined);
  const isCounted = !isNative(name) || name.startsWith('hugepages-');
  if (isCounted && limited !== undefined && request !== undefined && differs(limited, request)) report.refuse('LIMIT_RANGE', child(`${at}.defaultRequest`, name), limit.defaultRequest[name], 'devices and huge pages are never overcommitted: the same as default');
}
