import { TF_JOB } from './frameworks';
import { judgeOverwrittenEnv } from './replica-pods';
import { judgeCounts } from './replica-specs';
import type { Replica } from './replicas';
import { countOf, totalOf } from './replicas';
import { isNone } from './run-policy';
import { judgeTrainingJob } from './training-job';
import { record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

const CHIEFS = ['Chief', 'Master'];

/** TFJob of training-operator 1.9. */
export const tfJob: KindRule = {
  kinds: ['kubeflow.org/TFJob'],
  judge(manifest, report, scene) {
    const replicas = judgeTrainingJob(TF_JOB, manifest, report, scene);
    const chiefs = replicas.filter(({ type }) => CHIEFS.includes(type));
    if (chiefs.length > 1) report.refuse('TRAINING_REPLICA_TYPE', chiefs[1].path, undefined, 'remove one of Chief and Master: both mean the replica that leads');
    judgeTypes(replicas, report);
    judgeCounts(replicas, report);
    for (const chief of chiefs) {
      if (countOf(chief) > 1) report.warn('TRAINING_REPLICAS', `${chief.path}.replicas`, chief.spec.replicas, 'write 1: TensorFlow knows one chief');
    }
    judgePolicies(record(manifest.spec), replicas, report);
    if (isDistributed(replicas)) for (const replica of replicas) judgeOverwrittenEnv(replica, ['TF_CONFIG'], report, name => name === TF_JOB.container);
  },
};

function judgeTypes(replicas: readonly Replica[], report: Report): void {
  const types = replicas.map(({ type }) => type);
  const decides = (type: string) => TF_JOB.deciders.some(one => one.toLowerCase() === type.toLowerCase());
  for (const { type, path } of replicas) {
    const meant = TF_JOB.types.find(one => one.toLowerCase() === type.toLowerCase());
    if (meant === type) continue;
    if (!meant) {
      const near = nearest(type, TF_JOB.types);
      report.warn(
        'TRAINING_REPLICA_TYPE', path, undefined,
        `one of ${TF_JOB.types.join(', ')}${near ? `; did you mean '${near}'?` : ''}: other pods are started, and the job takes no notice whether they succeed or fail`,
      );
    } else if (types.includes(meant)) {
      report.warn('TRAINING_REPLICA_TYPE', path, undefined, `remove it or ${meant}: the operator takes both for ${meant}, and one is lost`);
    } else {
      report.note('TRAINING_REPLICA_TYPE', path, undefined, `write ${meant}: the operator of TFJobs reads it so, those of other kinds refuse it`);
    }
  }
  if (replicas.length > 0 && !types.some(decides)) {
    report.warn('TRAINING_REPLICA_MISSING', 'spec.tfReplicaSpecs', types, 'add a Chief or a Worker: the job succeeds when one of these has, so that this one never ends');
  }
}

function judgePolicies(spec: Record<string, any>, replicas: readonly Replica[], report: Report): void {
  const { successPolicy } = spec;
  const chief = replicas.find(({ type }) => CHIEFS.includes(type));
  if (typeof successPolicy === 'string' && successPolicy !== '' && successPolicy !== 'AllWorkers') {
    report.warn('TFJOB_SUCCESS_POLICY', 'spec.successPolicy', successPolicy, "'AllWorkers' or nothing: nobody checks it, and any other word means that the job succeeds with worker 0");
  } else if (successPolicy === 'AllWorkers' && chief) {
    report.warn('TFJOB_SUCCESS_POLICY', 'spec.successPolicy', successPolicy, `leave it out: with a ${chief.type} the job succeeds when that has, whatever the workers do`);
  }
  const other = replicas.find(({ type }) => type !== 'Worker' && type !== 'PS');
  if (spec.enableDynamicWorker === true && other) {
    report.warn('TFJOB_DYNAMIC_WORKER', 'spec.enableDynamicWorker', true, `only with PS and Worker: the TF_CONFIG of ${other.type} is empty with it`);
  }
  const servers = replicas.find(({ type }) => type === 'PS');
  if (servers && isNone(record(spec.runPolicy).cleanPodPolicy)) {
    report.warn(
      'TRAINING_PODS_STAY', 'spec.runPolicy.cleanPodPolicy', record(spec.runPolicy).cleanPodPolicy,
      'write Running: parameter servers do not end by themselves, and with None, the default, they keep their nodes after the job',
    );
  }
}

const isDistributed = (replicas: readonly Replica[]) => totalOf(replicas.filter(({ type }) => TF_JOB.types.includes(type))) !== 1;
