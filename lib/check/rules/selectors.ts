import { podsOf, record } from '../manifest';
import type { Problem } from '../problem';
import type { AppRule } from '../rule';

const CONTROLLERS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/**
 * A controller whose selector matches pods of another workload adopts or counts
 * them. Only same-namespace pairs whose labels name one instance can collide.
 */
export const selectorOverlap: AppRule = subjects => {
  const pods = new Map<string, { where: string; id: string; labels: Record<string, string> }[]>();
  for (const { where, manifest } of subjects) {
    for (const pod of podsOf(manifest)) {
      const { labels } = pod;
      for (const [key, value] of Object.entries(labels)) {
        const at = `${manifest.metadata.namespace ?? ''}/${key}=${value}`;
        const list = pods.get(at) ?? [];
        if (list.length === 0) pods.set(at, list);
        list.push({ where, id: `${manifest.kind}/${manifest.metadata.name}`, labels });
      }
    }
  }
  const problems: Problem[] = [];
  for (const { where, manifest } of subjects) {
    const selector: Record<string, string> = record(record(manifest.spec.selector).matchLabels);
    if (!CONTROLLERS.has(manifest.kind) || Object.keys(selector).length === 0) continue;
    const own = `${manifest.kind}/${manifest.metadata.name}`;
    const pairs = Object.entries(selector);
    // The rarest label narrows the search: one bucket, not the whole app.
    let bucket: { where: string; id: string; labels: Record<string, string> }[] | undefined;
    for (const [key, value] of pairs) {
      const found = pods.get(`${manifest.metadata.namespace ?? ''}/${key}=${value}`) ?? [];
      if (!bucket || found.length < bucket.length) bucket = found;
    }
    for (const other of bucket ?? []) {
      if (other.id === own || !pairs.every(([key, value]) => other.labels[key] === value)) continue;
      problems.push({
        where,
        level: 'warning',
        code: 'SELECTOR_OVERLAP',
        field: 'spec.selector',
        got: selector,
        fix: `also matches the pods of ${other.id} at [${other.where}]; give one of them another name`,
      });
      break;
    }
  }
  return problems;
};
