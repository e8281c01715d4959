import type { Teller } from '../values';
import { atLeast } from '../values';
import { countOf, judgeCount } from './rollouts';
import { judgeOwnSelector, judgeRunsForever, judgeTemplate } from './templates';
import { minorOf } from '../../../cluster';
import { isMap, record } from '../../../manifest';
import type { KindRule } from '../../../rule';

/** A DaemonSet: a pod on each node, replaced before or after the old one. */
export const daemonSet: KindRule = {
  kinds: ['apps/DaemonSet'],
  judge({ spec }, report, { cluster }) {
    for (const key of ['minReadySeconds', 'revisionHistoryLimit']) atLeast(report, spec, key, 0, 'spec');
    judgeOwnSelector(report, spec, 'spec');
    judgeTemplate(report, spec.template, { minor: minorOf(cluster) }, 'spec.template');
    judgeRunsForever(report, spec.template, 'DaemonSet', 'spec.template');
    judgeStrategy(report, record(spec.updateStrategy));
  },
};

function judgeStrategy(report: Teller, { type, rollingUpdate }: Record<string, any>): void {
  if (type === 'OnDelete' || !isMap(rollingUpdate)) return;
  const at = 'spec.updateStrategy.rollingUpdate';
  const { maxSurge, maxUnavailable } = rollingUpdate;
  judgeCount(report, maxSurge, true, `${at}.maxSurge`);
  judgeCount(report, maxUnavailable, true, `${at}.maxUnavailable`);
  const [surge, unavailable] = [countOf(maxSurge ?? 0), countOf(maxUnavailable ?? 1)];
  if (surge === 0 && unavailable === 0) report.refuse('ROLLOUT_STUCK', `${at}.maxUnavailable`, maxUnavailable, 'maxSurge is 0 too, and no pod could ever be replaced: let one of the two be 1');
  else if (surge && unavailable) report.refuse('FIELDS_CONFLICT', `${at}.maxSurge`, maxSurge, 'a node has the new pod first, or the old one gone first: set maxUnavailable to 0');
}
