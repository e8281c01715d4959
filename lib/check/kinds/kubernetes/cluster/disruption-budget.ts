import { isAbsent, isMap } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isEmptySelector, judgeSelector } from '../labels';
import { judgeCount } from '../workloads/rollouts';

/** A PodDisruptionBudget: how many pods may be away at a time. */
export const disruptionBudget: KindRule = {
  kinds: ['policy/PodDisruptionBudget'],
  judge({ spec }, report) {
    const { minAvailable, maxUnavailable, selector } = spec;
    judgeCount(report, minAvailable, true, 'spec.minAvailable');
    judgeCount(report, maxUnavailable, true, 'spec.maxUnavailable');
    if (!isAbsent(minAvailable) && !isAbsent(maxUnavailable)) report.refuse('NOT_EXACTLY_ONE', 'spec.maxUnavailable', maxUnavailable, 'minAvailable is given too: keep one of the two');
    if (isAbsent(minAvailable) && isAbsent(maxUnavailable)) report.warn('BUDGET_EMPTY', 'spec', undefined, 'give minAvailable or maxUnavailable: with neither, no pod may be evicted at all');
    judgeSelector(report, selector, 'spec.selector');
    if (isAbsent(selector)) report.warn('SELECTOR_EMPTY', 'spec.selector', undefined, 'without a selector it fits no pod');
    else if (isMap(selector) && isEmptySelector(selector)) report.warn('SELECTOR_EMPTY', 'spec.selector', undefined, 'an empty selector fits every pod of the namespace');
  },
};
