import { replicaKind, role } from './replicas';
import type { PaddleOptions } from '../../framework-options';
import { checkElastic, cpuMetrics } from '../elastic';
import type { JobView } from '../kind';

const masterAndWorkers = (job: JobView) => [role(job, 'Master', 'master', 1), ...job.workers > 1 ? [role(job, 'Worker', 'worker', job.workers - 1)] : []];

/** XGBoost, and LightGBM with it: `workers` pods, the first of them the Master. */
export const XGBOOST_JOB = replicaKind({ kind: 'XGBoostJob', field: 'xgbReplicaSpecs', container: 'xgboost', roles: masterAndWorkers });

const paddle = (job: JobView): PaddleOptions => job.framework._options;

/** Workers train together; the Master of a PaddleJob is a parameter server. */
export const PADDLE_JOB = replicaKind({
  kind: 'PaddleJob',
  field: 'paddleReplicaSpecs',
  container: 'paddle',
  roles: job => {
    const { parameterServer } = paddle(job);
    return [...parameterServer ? [role(job, 'Master', 'parameterServer', 1, false)] : [], role(job, 'Worker', 'worker', job.workers)];
  },
  extras: job => {
    const { elastic } = paddle(job);
    if (!elastic) return {};
    const { minReplicas, maxReplicas, maxRestarts, targetCpuPercent } = elastic;
    return { elasticPolicy: { minReplicas, maxReplicas, maxRestarts, ...cpuMetrics(targetCpuPercent) } };
  },
  check: (job, problems) => {
    const { elastic } = paddle(job);
    if (elastic) checkElastic(elastic, problems);
  },
  fields: Object.fromEntries(['minReplicas', 'maxReplicas', 'maxRestarts'].map(field => [`elasticPolicy.${field}`, `framework elastic.${field}`])),
});

/** JAX: workers alone, of which the first coordinates. */
export const JAX_JOB = replicaKind({
  kind: 'JAXJob',
  field: 'jaxReplicaSpecs',
  container: 'jax',
  roles: (job: JobView) => [role(job, 'Worker', 'worker', job.workers)],
});
