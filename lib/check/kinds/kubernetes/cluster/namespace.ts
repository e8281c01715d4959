import { list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { KindRule } from '../../../rule';
import { isKey } from '../forms';

const LEVELS = ['privileged', 'baseline', 'restricted'];

/** A Namespace: the labels by which Pod Security goes. */
export const namespace: KindRule = {
  kinds: ['/Namespace'],
  judge({ metadata, spec }, report) {
    const labels = record(metadata.labels);
    for (const mode of ['enforce', 'audit', 'warn']) {
      const level = labels[`pod-security.kubernetes.io/${mode}`];
      const version = labels[`pod-security.kubernetes.io/${mode}-version`];
      if (level !== undefined && !LEVELS.includes(level ?? '')) {
        const near = typeof level === 'string' ? nearest(level, LEVELS) : undefined;
        report.refuse('VALUE_UNKNOWN', `metadata.labels['pod-security.kubernetes.io/${mode}']`, level ?? undefined, near ? `did you mean '${near}'?` : `one of ${LEVELS.join(', ')}`);
      }
      if (version !== undefined && !/^(latest|v1\.(0|[1-9]\d*))$/.test(version ?? '')) {
        report.refuse('VALUE_UNKNOWN', `metadata.labels['pod-security.kubernetes.io/${mode}-version']`, version ?? undefined, 'latest, or a version such as v1.34');
      }
    }
    list(spec.finalizers).forEach((finalizer, i) => {
      if (typeof finalizer === 'string' && !(isKey(finalizer) && (finalizer.includes('/') || ['kubernetes', 'orphan', 'foregroundDeletion'].includes(finalizer)))) {
        report.refuse('FINALIZER_INVALID', `spec.finalizers[${i}]`, finalizer, 'leave it out: the API server writes kubernetes here');
      }
    });
  },
};
