import { atLeast } from '../values';
import { countOf, judgeCount } from './rollouts';
import { judgeOwnSelector, judgeRunsForever, judgeTemplate } from './templates';
import { minorOf } from '../../../cluster';
import { isAbsent, isMap, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import type { Teller } from '../values';

/** A Deployment: it fits its template, rolls on, and its deadline leaves time to get ready. */
export const deployment: KindRule = {
  kinds: ['apps/Deployment'],
  judge({ spec }, report, { cluster }) {
    for (const key of ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']) atLeast(report, spec, key, 0, 'spec');
    judgeOwnSelector(report, spec, 'spec');
    judgeTemplate(report, spec.template, { minor: minorOf(cluster) }, 'spec.template');
    judgeRunsForever(report, spec.template, 'Deployment', 'spec.template');
    judgeStrategy(report, record(spec.strategy));
    const { minReadySeconds: ready, progressDeadlineSeconds: deadline } = spec;
    const end = typeof deadline === 'number' ? deadline : 600;
    if ((typeof ready === 'number' ? ready : 0) >= end) {
      report.refuse('DEADLINE_TOO_SOON', 'spec.progressDeadlineSeconds', deadline ?? undefined, `more than minReadySeconds (${ready ?? 0})${isAbsent(deadline) ? '; left out it is 600' : ''}`);
    }
  },
};

/** A ReplicaSet: as a Deployment, without the rolling. */
export const replicaSet: KindRule = {
  kinds: ['apps/ReplicaSet'],
  judge({ spec }, report, { cluster }) {
    for (const key of ['replicas', 'minReadySeconds']) atLeast(report, spec, key, 0, 'spec');
    judgeOwnSelector(report, spec, 'spec');
    judgeTemplate(report, spec.template, { minor: minorOf(cluster) }, 'spec.template');
    judgeRunsForever(report, spec.template, 'ReplicaSet', 'spec.template');
  },
};

function judgeStrategy(report: Teller, { type, rollingUpdate }: Record<string, any>): void {
  if (!isMap(rollingUpdate)) return;
  if (type === 'Recreate') {
    report.refuse('FIELD_NOT_ALLOWED', 'spec.strategy.rollingUpdate', undefined, 'Recreate stops all pods first: leave it out');
    return;
  }
  const { maxSurge, maxUnavailable } = rollingUpdate;
  judgeCount(report, maxSurge, false, 'spec.strategy.rollingUpdate.maxSurge');
  judgeCount(report, maxUnavailable, true, 'spec.strategy.rollingUpdate.maxUnavailable');
  if (countOf(maxSurge ?? '25%') === 0 && countOf(maxUnavailable ?? '25%') === 0) {
    report.refuse('ROLLOUT_STUCK', 'spec.strategy.rollingUpdate.maxUnavailable', maxUnavailable, 'maxSurge is 0 too, and no pod could ever be replaced: let one of the two be 1');
  }
}
