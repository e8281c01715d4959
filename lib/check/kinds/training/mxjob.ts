import { MX_JOB } from './frameworks';
import { judgeCounts } from './replica-specs';
import { countOf } from './replicas';
import { judgeTrainingJob } from './training-job';
import { record } from '../../manifest';
import { nearest } from '../../nearest';
import type { KindRule } from '../../rule';

const MODES = ['MXTrain', 'MXTune'];

/** MXJob of training-operator 1.8, whose controller checks it; 1.9 has none. */
export const mxJob: KindRule = {
  kinds: ['kubeflow.org/MXJob'],
  judge(manifest, report, scene) {
    report.note('MXJOB_REMOVED', 'kind', 'MXJob', 'training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8');
    const replicas = judgeTrainingJob(MX_JOB, manifest, report, scene, { managerChecked: false });
    judgeCounts(replicas, report);
    for (const { type, path } of replicas) {
      if (MX_JOB.types.includes(type)) continue;
      const near = nearest(type, MX_JOB.types);
      report.warn('TRAINING_REPLICA_TYPE', path, undefined, `one of ${MX_JOB.types.join(', ')}${near ? `; did you mean '${near}'?` : ''}: MXNet gives other pods no part`);
    }
    const scheduler = replicas.find(({ type }) => type === 'Scheduler');
    if (scheduler && countOf(scheduler) > 1) report.warn('TRAINING_REPLICAS', `${scheduler.path}.replicas`, scheduler.spec.replicas, 'write 1: MXNet knows one scheduler');
    const { jobMode } = record(manifest.spec);
    if (typeof jobMode === 'string' && !MODES.includes(jobMode)) {
      const near = nearest(jobMode, MODES);
      report.warn('MXJOB_MODE', 'spec.jobMode', jobMode, `one of ${MODES.join(', ')}${near ? `; did you mean '${near}'?` : ''}: nobody checks it`);
    }
  },
};
