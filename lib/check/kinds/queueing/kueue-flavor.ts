import { list, record } from '../../manifest';
import type { KindRule } from '../../rule';
import { isKey, isLabelValue } from '../kubernetes/forms';
import { judgeLabels } from '../kubernetes/labels';

/** What Kueue 0.19's webhook wants of a ResourceFlavor. */
export const resourceFlavor: KindRule = {
  kinds: ['kueue.x-k8s.io/ResourceFlavor'],
  judge({ spec }, report) {
    judgeLabels(report, spec.nodeLabels, 'spec.nodeLabels');
    const seen = new Set<string>();
    for (const [i, taint] of list(spec.nodeTaints).entries()) {
      const { key, value, effect } = record(taint);
      const at = `spec.nodeTaints[${i}]`;
      if (typeof key === 'string' && !isKey(key)) report.refuse('KUEUE_FLAVOR', `${at}.key`, key, 'write [prefix/]name, with a name of at most 63 letters, digits, -, _ and .');
      if (typeof value === 'string' && !isLabelValue(value)) report.refuse('KUEUE_FLAVOR', `${at}.value`, value, 'use at most 63 letters, digits, -, _ and .');
      const id = `${String(effect)}|${String(key)}`;
      if (seen.has(id)) report.refuse('KUEUE_FLAVOR', at, undefined, 'remove it: another taint has this key and effect');
      seen.add(id);
    }
    for (const [i, toleration] of list(spec.tolerations).entries()) {
      const { key } = record(toleration);
      if (typeof key === 'string' && key !== '' && !isKey(key)) {
        report.refuse('KUEUE_FLAVOR', `spec.tolerations[${i}].key`, key, 'write [prefix/]name, with a name of at most 63 letters, digits, -, _ and .');
      }
    }
  },
};
