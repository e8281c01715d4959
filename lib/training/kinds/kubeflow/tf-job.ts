import { replicaKind, role } from './replicas';
import type { TensorFlowOptions } from '../../framework-options';
import type { JobView } from '../kind';

const options = (job: JobView): TensorFlowOptions => job.framework._options;

/** A chief that trains is one of `workers`; one that coordinates parameter servers is not. */
const chiefTrains = (job: JobView) => options(job).chief !== undefined && options(job).parameterServers === undefined;

/** TensorFlow by roles: the operator writes TF_CONFIG into each pod. */
export const TF_JOB = replicaKind({
  kind: 'TFJob',
  field: 'tfReplicaSpecs',
  container: 'tensorflow',
  counted: ['parameterServers', 'evaluators'],
  roles: job => {
    const { chief, parameterServers, evaluators } = options(job);
    const workers = job.workers - (chiefTrains(job) ? 1 : 0);
    return [
      ...chief ? [role(job, 'Chief', 'chief', 1, chiefTrains(job))] : [],
      ...parameterServers ? [role(job, 'PS', 'parameterServers', parameterServers.replicas ?? 1, false)] : [],
      ...workers > 0 ? [role(job, 'Worker', 'worker', workers)] : [],
      ...evaluators ? [role(job, 'Evaluator', 'evaluators', evaluators.replicas ?? 1, true)] : [],
    ];
  },
  extras: job => ({ successPolicy: options(job).success, enableDynamicWorker: options(job).dynamicWorkers }),
  fields: { successPolicy: 'framework success', enableDynamicWorker: 'framework dynamicWorkers' },
});
