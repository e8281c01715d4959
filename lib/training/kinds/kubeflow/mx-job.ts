import { replicaKind, role } from './replicas';
import type { MxnetOptions, MxnetTuneOptions } from '../../framework-options';

/** What MXJob never had: it ended with training-operator 1.8. */
const ignores = { multiKueue: 'MultiKueue does not know MXJobs; leave it out' };
const fields = { jobMode: 'framework' };

/** MXNet: a scheduler, servers that keep parameters, workers that train. */
export const MX_JOB = replicaKind({
  kind: 'MXJob',
  field: 'mxReplicaSpecs',
  container: 'mxnet',
  ignores,
  counted: ['servers'],
  roles: job => {
    const { servers }: MxnetOptions = job.framework._options;
    return [role(job, 'Scheduler', 'scheduler', 1, false), role(job, 'Server', 'servers', servers?.replicas ?? 1, false), role(job, 'Worker', 'worker', job.workers)];
  },
  extras: () => ({ jobMode: 'MXTrain' }),
  fields,
});

/** TVM on MXJob: a tracker, servers that measure, a tuner that searches. */
export const MX_TUNE_JOB = replicaKind({
  kind: 'MXJob',
  field: 'mxReplicaSpecs',
  container: 'mxnet',
  ignores,
  roles: job => [role(job, 'TunerTracker', 'tunerTracker', 1, false), role(job, 'TunerServer', 'tunerServer', job.workers), role(job, 'Tuner', 'tuner', 1, false)],
  extras: () => ({ jobMode: 'MXTune' }),
  pod: (job, { type }) => {
    const { tunerServerKey }: MxnetTuneOptions = job.framework._options;
    return type === 'TunerServer' && tunerServerKey !== undefined ? { annotations: { 'tuner-server-key': tunerServerKey } } : {};
  },
  fields,
});
