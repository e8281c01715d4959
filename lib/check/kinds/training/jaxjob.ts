import { JAX_JOB } from './frameworks';
import { judgeOverwrittenEnv } from './replica-pods';
import { judgeCounts, judgeReplicaTypes } from './replica-specs';
import { judgeTrainingJob } from './training-job';
import type { KindRule } from '../../rule';

/** JAXJob of training-operator 1.9; its webhook passes over runPolicy. */
export const jaxJob: KindRule = {
  kinds: ['kubeflow.org/JAXJob'],
  judge(manifest, report, scene) {
    const replicas = judgeTrainingJob(JAX_JOB, manifest, report, scene, { managerChecked: false });
    judgeReplicaTypes(JAX_JOB, replicas, report);
    judgeCounts(replicas, report, 'Worker');
    for (const replica of replicas) judgeOverwrittenEnv(replica, ['COORDINATOR_ADDRESS', 'COORDINATOR_PORT', 'NUM_PROCESSES', 'PROCESS_ID'], report);
  },
};
