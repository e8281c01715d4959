import { flavorsOf, judgeFairSharing, judgeResourceGroups } from './kueue-quota';
import { isAbsent, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { judgeSelector } from '../kubernetes/labels';

const isName = (value: unknown) => typeof value === 'string' && value !== '';

/** What Kueue 0.19's webhook wants of a ClusterQueue. */
export const clusterQueue: KindRule = {
  kinds: ['kueue.x-k8s.io/ClusterQueue'],
  judge({ apiVersion, spec }, report) {
    const parent = apiVersion.endsWith('/v1beta1') ? 'cohort' : 'cohortName';
    judgeResourceGroups(spec.resourceGroups, { hasParent: isName(spec[parent]), parentField: `spec.${parent}`, lendsAtMostNominal: true }, report);
    judgeTotals(spec.resourceGroups, report);
    judgeFairSharing(spec.fairSharing, report);
    judgeChecks(spec, report);
    judgeSelector(report, spec.namespaceSelector, 'spec.namespaceSelector');
    if (isAbsent(spec.namespaceSelector)) {
      report.warn('KUEUE_NAMESPACE_NONE', 'spec.namespaceSelector', undefined, 'write {} to admit jobs of every namespace, or select some: without a selector no job is admitted');
    }
    if (list(spec.resourceGroups).length === 0) {
      report.warn('KUEUE_NO_QUOTA', 'spec.resourceGroups', undefined, 'give the queue quotas: without any only jobs that request nothing are admitted');
    }
  },
};

/** What Kueue 0.19's webhook wants of a Cohort. */
export const cohort: KindRule = {
  kinds: ['kueue.x-k8s.io/Cohort'],
  judge({ spec }, report) {
    judgeResourceGroups(spec.resourceGroups, { hasParent: isName(spec.parentName), parentField: 'spec.parentName', lendsAtMostNominal: false }, report);
    judgeFairSharing(spec.fairSharing, report);
  },
};

/** Bounds over all groups together; those of each list are the schema's. */
function judgeTotals(groups: unknown, report: Report): void {
  const sizes = list(groups).map(group => {
    const { coveredResources, flavors } = record(group);
    const pairs = list(flavors).reduce<number>((total, flavor) => total + list(record(flavor).resources).length, 0);
    return { covered: list(coveredResources).length, flavors: list(flavors).length, pairs };
  });
  const sum = (count: (size: typeof sizes[number]) => number) => sizes.reduce((total, size) => total + count(size), 0);
  const most = 256;
  for (const [what, total] of [['flavors', sum(size => size.flavors)], ['covered resources', sum(size => size.covered)]] as const) {
    if (total > most) report.refuse('KUEUE_RESOURCE_GROUP', 'spec.resourceGroups', undefined, `${total} ${what} in all groups, at most ${most}`);
  }
  for (const [i, { pairs }] of sizes.entries()) {
    if (pairs > 512) report.refuse('KUEUE_RESOURCE_GROUP', `spec.resourceGroups[${i}]`, undefined, `${pairs} quotas in a group, at most 512`);
  }
}

/** Checks are for flavors that the queue has. */
function judgeChecks(spec: Record<string, any>, report: Report): void {
  const flavors = flavorsOf(spec.resourceGroups);
  const known = new Set(flavors);
  for (const [i, check] of list(record(spec.admissionChecksStrategy).admissionChecks).entries()) {
    for (const [j, flavor] of list(record(check).onFlavors).entries()) {
      if (typeof flavor !== 'string' || known.has(flavor)) continue;
      const near = nearest(flavor, flavors.slice(0, 100));
      const hint = near ? `did you mean '${near}'?` : `name a flavor of the queue${flavors.length > 0 ? `: ${flavors.slice(0, 5).join(', ')}` : ''}`;
      report.refuse('KUEUE_CHECK_FLAVOR', `spec.admissionChecksStrategy.admissionChecks[${i}].onFlavors[${j}]`, flavor, hint);
    }
  }
}
