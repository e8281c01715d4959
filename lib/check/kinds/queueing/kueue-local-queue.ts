import type { KindRule } from '../../rule';
import { isEmpty } from '../kubernetes/values';

/** A LocalQueue has no webhook: what is missing shows when jobs wait. */
export const localQueue: KindRule = {
  kinds: ['kueue.x-k8s.io/LocalQueue'],
  judge({ spec }, report) {
    if (isEmpty(spec.clusterQueue)) report.warn('KUEUE_NO_CLUSTER_QUEUE', 'spec.clusterQueue', undefined, 'name a ClusterQueue: without one every job of this queue waits');
  },
};
