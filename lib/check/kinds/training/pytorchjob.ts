import { judgeElasticRange } from './elastic';
import { PYTORCH_JOB } from './frameworks';
import { judgeRendezvous } from './rendezvous';
import { judgeOverwrittenEnv } from './replica-pods';
import { judgeOnlyOne, judgeReplicaTypes } from './replica-specs';
import type { Replica } from './replicas';
import { countOf } from './replicas';
import { judgeTrainingJob } from './training-job';
import { isAbsent, isMap, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

/** PyTorchJob of training-operator 1.9. */
export const pytorchJob: KindRule = {
  kinds: ['kubeflow.org/PyTorchJob'],
  judge(manifest, report, scene) {
    const spec = record(manifest.spec);
    const replicas = judgeTrainingJob(PYTORCH_JOB, manifest, report, scene);
    const master = replicas.find(({ type }) => type === 'Master');
    const worker = replicas.find(({ type }) => type === 'Worker');
    judgeReplicaTypes(PYTORCH_JOB, replicas, report);
    if (master) judgeOnlyOne(master, report);
    for (const replica of replicas) judgeWorkerCount(replica, report);
    judgeProcesses(spec, report);
    if (isMap(spec.elasticPolicy)) judgeElasticPolicy(spec, worker, master, report);
    else if (!master && worker && countOf(worker) > 1) {
      report.warn(
        'PYTORCHJOB_NO_MASTER', 'spec.pytorchReplicaSpecs', ['Worker'],
        'add a Master with replicas 1, or an elasticPolicy: workers alone get no MASTER_ADDR and no RANK, and each trains on its own',
      );
    }
    for (const replica of replicas) judgeOverwrittenEnv(replica, setByOperator(spec, master !== undefined), report);
  },
};

function judgeWorkerCount({ type, path, spec }: Replica, report: Report): void {
  if (type === 'Master' || typeof spec.replicas !== 'number' || spec.replicas >= 1) return;
  report.refuse('TRAINING_REPLICAS', `${path}.replicas`, spec.replicas, 'at least 1; leave the entry out where there are none');
}

function judgeProcesses({ nprocPerNode, elasticPolicy }: Record<string, any>, report: Report): void {
  const old = record(elasticPolicy).nProcPerNode;
  if (typeof nprocPerNode === 'string' && !/^(auto|cpu|gpu|0*[1-9]\d*)$/.test(nprocPerNode)) {
    report.warn('PYTORCHJOB_NPROC_PER_NODE', 'spec.nprocPerNode', nprocPerNode, "'auto', 'cpu', 'gpu' or a whole number above 0 as text: torchrun stops at any other");
  }
  if (isAbsent(old)) return;
  if (!isAbsent(nprocPerNode)) {
    report.refuse('PYTORCHJOB_NPROC_PER_NODE', 'spec.elasticPolicy.nProcPerNode', old, 'leave it out: spec.nprocPerNode says it, and the webhook refuses both together');
  } else {
    report.warn('PYTORCHJOB_NPROC_PER_NODE', 'spec.elasticPolicy.nProcPerNode', old, 'write it as spec.nprocPerNode, a text: this field is deprecated');
  }
}

function judgeElasticPolicy(spec: Record<string, any>, worker: Replica | undefined, master: Replica | undefined, report: Report): void {
  if (isAbsent(record(spec.pytorchReplicaSpecs).Worker)) {
    report.refuse('TRAINING_ELASTIC_WORKER', 'spec.pytorchReplicaSpecs.Worker', undefined, 'add a Worker: an elasticPolicy says how many of them there may be');
  } else if (worker) {
    judgeElasticRange(spec.elasticPolicy, worker, report);
    judgeRendezvous(spec.elasticPolicy, worker, report);
    if (master) {
      report.warn('PYTORCHJOB_ELASTIC_MASTER', master.path, undefined, 'leave the Master out of an elastic job: torchrun counts the workers only, and has no place for one more');
    }
  }
}

/** The variables that the operator appends to every container. */
function setByOperator({ elasticPolicy }: Record<string, any>, master: boolean): string[] {
  const names = ['PET_NNODES', 'PET_NPROC_PER_NODE'];
  if (master) names.push('MASTER_ADDR', 'MASTER_PORT', 'PET_MASTER_ADDR', 'PET_MASTER_PORT', 'WORLD_SIZE', 'RANK', 'PET_NODE_RANK');
  if (!isMap(elasticPolicy)) return names;
  const set = (field: string, name: string) => (isAbsent(elasticPolicy[field]) ? [] : [name]);
  return [
    ...names, 'PET_RDZV_ENDPOINT', 'PET_RDZV_BACKEND', ...set('maxRestarts', 'PET_MAX_RESTARTS'), ...set('rdzvId', 'PET_RDZV_ID'),
    ...set('rdzvConf', 'PET_RDZV_CONF'), ...elasticPolicy.standalone === true ? ['PET_STANDALONE'] : [],
  ];
}
