import { XGBOOST_JOB } from './frameworks';
import { judgeOverwrittenEnv } from './replica-pods';
import { judgeCounts, judgeOnlyOne, judgeReplicaTypes } from './replica-specs';
import { judgeTrainingJob } from './training-job';
import { isAbsent, isMap } from '../../manifest';
import type { KindRule } from '../../rule';

const SET = ['MASTER_ADDR', 'MASTER_PORT', 'WORLD_SIZE', 'RANK'];
const SET_WITH_WORKERS = [...SET, 'WORKER_PORT', 'WORKER_ADDRS'];

/** XGBoostJob of training-operator 1.9; LightGBM runs in it, too. */
export const xgboostJob: KindRule = {
  kinds: ['kubeflow.org/XGBoostJob'],
  judge(manifest, report, scene) {
    const replicas = judgeTrainingJob(XGBOOST_JOB, manifest, report, scene);
    const master = replicas.find(({ type }) => type === 'Master');
    judgeReplicaTypes(XGBOOST_JOB, replicas, report);
    if (master) judgeOnlyOne(master, report);
    else if (isMap(manifest.spec?.xgbReplicaSpecs) && isAbsent(manifest.spec.xgbReplicaSpecs.Master)) {
      report.refuse('TRAINING_REPLICA_MISSING', 'spec.xgbReplicaSpecs.Master', undefined, 'add a Master with replicas 1: it runs the tracker that the workers meet at');
    }
    judgeCounts(replicas.filter(({ type }) => type !== 'Master'), report);
    const names = replicas.length > 1 ? SET_WITH_WORKERS : SET;
    for (const replica of replicas) judgeOverwrittenEnv(replica, names, report);
  },
};
