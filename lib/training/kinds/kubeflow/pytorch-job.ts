import { replicaKind, role } from './replicas';
import type { PyTorchJobElasticPolicy } from '../../../../imports/kubeflow.org';
import type { PyTorchOptions, TorchElasticOptions } from '../../framework-options';
import { checkElastic, cpuMetrics } from '../elastic';
import type { JobView } from '../kind';

const options = (job: JobView): PyTorchOptions => job.framework._options;

/**
 * `workers` pods: the first is the Master, the others are Workers. Elastic
 * jobs have Workers alone, for the Master could not go.
 */
export const PYTORCH_JOB = replicaKind({
  kind: 'PyTorchJob',
  field: 'pytorchReplicaSpecs',
  container: 'pytorch',
  roles: job => {
    if (options(job).elastic) return [role(job, 'Worker', 'worker', job.workers)];
    return [role(job, 'Master', 'master', 1), ...job.workers > 1 ? [role(job, 'Worker', 'worker', job.workers - 1)] : []];
  },
  extras: job => {
    const { elastic } = options(job);
    return { nprocPerNode: processes(job), ...elastic && { elasticPolicy: elasticPolicy(elastic) } };
  },
  injects: job => (options(job).elastic || job.workers === 1 ? undefined : 'training-operator adds an init container to the workers of a PyTorchJob'),
  check: (job, problems) => {
    const { elastic, master, processesPerWorker } = options(job);
    processesPerWorker?._check(problems, 'framework processesPerWorker');
    if (elastic) {
      checkElastic(elastic, problems);
      problems.port('framework elastic.rdzvPort', elastic.rdzvPort);
      if (master) problems.add('FIELD_IGNORED', 'framework master', undefined, 'an elastic job has workers alone; leave it out');
    }
  },
  fields: {
    nprocPerNode: 'framework processesPerWorker',
    ...Object.fromEntries(['minReplicas', 'maxReplicas', 'maxRestarts', 'rdzvBackend', 'rdzvHost', 'rdzvPort', 'rdzvId', 'rdzvConf', 'standalone']
      .map(field => [`elasticPolicy.${field}`, `framework elastic.${field}`])),
  },
});

/** One process needs no word: the ranks that the operator sets then hold for `python train.py` too. */
function processes(job: JobView): string | undefined {
  const given = options(job).processesPerWorker;
  if (given) return given.value;
  if (job.processes !== undefined && job.processes > 1) return String(job.processes);
  return job.safe ? '1' : undefined;
}

function elasticPolicy(elastic: TorchElasticOptions): PyTorchJobElasticPolicy {
  const { minReplicas, maxReplicas, maxRestarts, targetCpuPercent, rdzvBackend, rdzvHost, rdzvPort, rdzvId, rdzvConf = {}, standalone } = elastic;
  const conf = Object.entries(rdzvConf).map(([key, value]) => ({ key, value }));
  return {
    minReplicas, maxReplicas, maxRestarts, rdzvBackend, rdzvHost, rdzvPort, rdzvId, standalone,
    // An empty list makes the operator panic.
    ...conf.length > 0 && { rdzvConf: conf },
    ...cpuMetrics(targetCpuPercent),
  };
}
