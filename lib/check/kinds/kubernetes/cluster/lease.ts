import type { KindRule } from '../../../rule';
import { atLeast } from '../values';

const MICRO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,9}(Z|[+-]\d\d:\d\d)$/;

/** A Lease: who holds it, and how long. */
export const lease: KindRule = {
  kinds: ['coordination.k8s.io/Lease'],
  judge({ spec }, report) {
    atLeast(report, spec, 'leaseDurationSeconds', 1, 'spec');
    atLeast(report, spec, 'leaseTransitions', 0, 'spec');
    for (const key of ['acquireTime', 'renewTime']) {
      const time = spec[key];
      if (typeof time === 'string' && !MICRO_TIME.test(time)) report.refuse('VALUE_MALFORMED', `spec.${key}`, time, "with six decimals, such as '2026-01-31T12:00:00.000000Z'");
    }
  },
};
