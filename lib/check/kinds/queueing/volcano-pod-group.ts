import { judgeNetworkTopology } from './volcano-parts';
import { list, record } from '../../manifest';
import type { KindRule } from '../../rule';

/** What the webhook of Volcano 1.15 wants of a PodGroup. */
export const podGroup: KindRule = {
  kinds: ['scheduling.volcano.sh/PodGroup'],
  judge({ spec }, report) {
    judgeNetworkTopology(spec.networkTopology, 'spec.networkTopology', report);
    for (const [i, policy] of list(spec.subGroupPolicy).entries()) {
      judgeNetworkTopology(record(policy).networkTopology, `spec.subGroupPolicy[${i}].networkTopology`, report);
    }
  },
};
