import { clusterQueue, cohort } from './kueue-cluster-queue';
import { resourceFlavor } from './kueue-flavor';
import { queuedJob } from './kueue-jobs';
import { localQueue } from './kueue-local-queue';
import { leaderWorkerSet } from './leader-worker-set';
import { volcanoJob } from './volcano-job';
import { podGroup } from './volcano-pod-group';
import { volcanoQueue } from './volcano-queue';
import type { KindRule } from '../../rule';

export const QUEUEING_RULES: readonly KindRule[] = [
  clusterQueue, cohort, leaderWorkerSet, localQueue, podGroup, queuedJob, resourceFlavor, volcanoJob, volcanoQueue,
];
