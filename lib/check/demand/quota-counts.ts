import { amountOf, countOf } from './amount';
import { hasScopes } from './quota-fit';
import { child } from '../kinds/kubernetes/values';
import type { Manifest, Subject } from '../manifest';
import { groupOf, record } from '../manifest';
import type { Report } from '../report';

/** Counted without the prefix `count/` as well. */
const BY_NAME = ['configmaps', 'persistentvolumeclaims', 'replicationcontrollers', 'resourcequotas', 'secrets', 'services'];

/** How many objects of each kind an input puts into a namespace, as quotas call them: `count/jobs.batch`. */
export class ObjectCounts {
  private readonly counts = new Map<string, number>();

  constructor(subjects: readonly Subject[]) {
    const seen = new Set<string>();
    for (const { manifest } of subjects) {
      const { name, namespace = '' } = manifest.metadata;
      const resource = resourceOf(manifest);
      const id = `${namespace}|${resource}|${name}`;
      if (name !== undefined && seen.has(id)) continue;
      seen.add(id);
      const key = `${namespace}|${resource}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** Tells of a quota that the objects of the input exceed; `pods` are told at those who make them. */
  public judge(quota: Manifest, report: Report): void {
    if (hasScopes(quota)) return;
    for (const [key, quantity] of Object.entries(record(quota.spec.hard))) {
      const resource = key.startsWith('count/') ? key.slice('count/'.length) : BY_NAME.includes(key) ? key : undefined;
      const most = amountOf(quantity);
      if (resource === undefined || resource === 'pods' || most === undefined) continue;
      const count = this.counts.get(`${quota.metadata.namespace ?? ''}|${resource}`) ?? 0;
      if (countOf(count) > most) report.warn('QUOTA_NEVER_FITS', child('spec.hard', key), quantity, `the input has ${count} ${resource} in the namespace: those above the quota are refused; raise it or make fewer`);
    }
  }
}

function resourceOf(manifest: Manifest): string {
  const kind = manifest.kind.toLowerCase();
  const plural = /(s|x|ch)$/.test(kind) ? `${kind}es` : /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  const group = groupOf(manifest);
  return group === '' ? plural : `${plural}.${group}`;
}
