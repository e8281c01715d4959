import { isAbsent, isMap, list, record } from '../../manifest';
import type { Report } from '../../report';
import { isKey } from '../kubernetes/forms';
import { exceeds, quantityOf } from '../kubernetes/quantities';

/** What lends its quota, or takes that of others. */
export interface Borrower {
  /** The queue or cohort stands in a cohort. */
  readonly hasParent: boolean;
  /** The field that would put it into one. */
  readonly parentField: string;
  /** A queue lends no more than it has; a cohort may. */
  readonly lendsAtMostNominal: boolean;
}

/** Quotas: resources and flavors stand in one group each, and each flavor has the resources of its group in their order. */
export function judgeResourceGroups(groups: unknown, borrower: Borrower, report: Report): void {
  const resources = new Map<string, string>();
  const flavors = new Map<string, string>();
  for (const [i, group] of list(groups).entries()) {
    if (!isMap(group)) continue;
    const at = `spec.resourceGroups[${i}]`;
    const covered = list(group.coveredResources);
    for (const [j, name] of covered.entries()) {
      if (typeof name !== 'string') continue;
      const field = `${at}.coveredResources[${j}]`;
      if (!isKey(name)) report.refuse('KUEUE_RESOURCE_GROUP', field, name, 'write the name of a resource, such as cpu or nvidia.com/gpu');
      const before = resources.get(name);
      if (before !== undefined) report.refuse('KUEUE_RESOURCE_GROUP', field, name, `remove it: ${before} has it, and a resource belongs to one group`);
      else resources.set(name, field);
    }
    for (const [j, flavor] of list(group.flavors).entries()) {
      if (!isMap(flavor)) continue;
      const field = `${at}.flavors[${j}]`;
      judgeFlavor(flavor, covered, field, borrower, report);
      if (typeof flavor.name !== 'string') continue;
      const before = flavors.get(flavor.name);
      // Within one group the schema tells.
      if (before !== undefined && before !== at) report.refuse('KUEUE_RESOURCE_GROUP', `${field}.name`, flavor.name, `remove it: ${before} has it, and a flavor belongs to one group`);
      else flavors.set(flavor.name, at);
    }
  }
}

function judgeFlavor(flavor: Record<string, any>, covered: readonly any[], at: string, borrower: Borrower, report: Report): void {
  for (const [i, resource] of list(flavor.resources).slice(0, covered.length).entries()) {
    if (!isMap(resource)) continue;
    const field = `${at}.resources[${i}]`;
    if (typeof resource.name === 'string' && typeof covered[i] === 'string' && resource.name !== covered[i]) {
      report.refuse('KUEUE_RESOURCE_GROUP', `${field}.name`, resource.name, `write ${covered[i]} here: the resources of a flavor stand in the order of coveredResources`);
    }
    const nominal = quantityOf(resource.nominalQuota);
    for (const key of ['nominalQuota', 'borrowingLimit', 'lendingLimit']) {
      const size = quantityOf(resource[key]);
      if (size !== undefined && size < 0) report.refuse('KUEUE_QUOTA', `${field}.${key}`, resource[key], 'write 0 or more');
    }
    for (const key of ['borrowingLimit', 'lendingLimit']) {
      if (isAbsent(resource[key]) || borrower.hasParent) continue;
      report.refuse('KUEUE_QUOTA', `${field}.${key}`, resource[key], `remove it, or write ${borrower.parentField}: without a cohort there is nobody to share with`);
    }
    const lent = quantityOf(resource.lendingLimit);
    if (borrower.lendsAtMostNominal && lent !== undefined && nominal !== undefined && exceeds(lent, nominal)) {
      report.refuse('KUEUE_QUOTA', `${field}.lendingLimit`, resource.lendingLimit, `write at most ${resource.nominalQuota}, the nominalQuota: a queue lends what is its own`);
    }
  }
}

/** The share of a queue or cohort against others. */
export function judgeFairSharing(sharing: unknown, report: Report): void {
  const { weight } = record(sharing);
  const size = quantityOf(weight);
  if (size === undefined) return;
  if (size < 0) report.refuse('KUEUE_FAIR_SHARING', 'spec.fairSharing.weight', weight, 'write 0 or more');
  else if (size > 0 && size <= 1e-9) report.refuse('KUEUE_FAIR_SHARING', 'spec.fairSharing.weight', weight, 'write 0 or more than 1n: so small a weight is lost in rounding');
}

/** All names of flavors of all groups. */
export function flavorsOf(groups: unknown): string[] {
  return list(groups).flatMap(group => list(record(group).flavors).flatMap(flavor => {
    const { name } = record(flavor);
    return typeof name === 'string' ? [name] : [];
  }));
}
