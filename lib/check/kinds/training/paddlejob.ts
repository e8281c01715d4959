import { judgeElasticRange } from './elastic';
import { PADDLE_JOB } from './frameworks';
import { judgeOverwrittenEnv } from './replica-pods';
import { judgeCounts, judgeReplicaTypes } from './replica-specs';
import type { Replica } from './replicas';
import { judgeTrainingJob } from './training-job';
import { isAbsent, isMap, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

const SET = ['PADDLE_JOB_ID', 'PADDLE_NNODES', 'PADDLE_MASTER'];

/** PaddleJob of training-operator 1.9. */
export const paddleJob: KindRule = {
  kinds: ['kubeflow.org/PaddleJob'],
  judge(manifest, report, scene) {
    const { elasticPolicy } = record(manifest.spec);
    const replicas = judgeTrainingJob(PADDLE_JOB, manifest, report, scene);
    const worker = replicas.find(({ type }) => type === 'Worker');
    judgeReplicaTypes(PADDLE_JOB, replicas, report);
    judgeCounts(replicas, report, 'Worker');
    if (isMap(elasticPolicy)) judgeElasticPolicy(elasticPolicy, worker, report);
    const master = replicas.some(({ type }) => type === 'Master');
    for (const replica of replicas) {
      const own = replica.type === 'Master' ? 'PADDLE_SERVER_NUM' : 'PADDLE_TRAINER_NUM';
      judgeOverwrittenEnv(replica, master ? [...SET, own] : SET, report);
    }
  },
};

function judgeElasticPolicy(policy: Record<string, any>, worker: Replica | undefined, report: Report): void {
  if (!worker) {
    report.warn('TRAINING_ELASTIC_WORKER', 'spec.paddleReplicaSpecs.Worker', undefined, 'add a Worker: an elasticPolicy is about workers, and the operator panics without them');
  } else if (isAbsent(policy.metrics)) {
    report.warn('PADDLEJOB_ELASTIC', 'spec.elasticPolicy', undefined, 'add metrics, or leave it out: the operator makes an autoscaler of the metrics, and does nothing else with it');
  } else {
    judgeElasticRange(policy, worker, report);
  }
}
