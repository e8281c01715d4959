import type { EnvVar } from 'kubernetes-types/core/v1';
import { literal } from '../../../core';
import type { PyTorchOptions } from '../../framework-options';
import type { JobView } from '../kind';

const JOB = 'JOBSET_NAME';
const INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";
const field = (name: string, fieldPath: string): EnvVar => ({ name, valueFrom: { fieldRef: { fieldPath } } });
const index = (name: string) => field(name, INDEX);

/** The frameworks whose processes must be told of each other, which no operator does here. */
const MEETS: Readonly<Record<string, (job: JobView, host: string) => EnvVar[]>> = {
  pytorch: (job, host) => {
    const processes = processesOf(job);
    return [
      literal('PET_NNODES', String(job.workers)),
      literal('PET_NPROC_PER_NODE', processes),
      index('PET_NODE_RANK'),
      literal('PET_MASTER_ADDR', host),
      literal('PET_MASTER_PORT', '23456'),
      literal('MASTER_ADDR', host),
      literal('MASTER_PORT', '23456'),
      // Where pods start several processes, torchrun alone knows the rank of each.
      ...processes === '1' ? [literal('WORLD_SIZE', String(job.workers)), index('RANK')] : [],
    ];
  },
  jax: (job, host) => ['', 'JAX_'].flatMap(prefix => [
    literal(`${prefix}COORDINATOR_ADDRESS`, `${host}${prefix === '' ? '' : ':6666'}`),
    ...prefix === '' ? [literal('COORDINATOR_PORT', '6666')] : [],
    literal(`${prefix}NUM_PROCESSES`, String(job.workers)),
    index(`${prefix}PROCESS_ID`),
  ]),
  xgboost: (job, host) => [
    literal('DMLC_TRACKER_URI', host),
    literal('DMLC_TRACKER_PORT', '9091'),
    literal('DMLC_NUM_WORKER', String(job.workers)),
    index('DMLC_TASK_ID'),
  ],
};

export const meets = (job: JobView) => Object.hasOwn(MEETS, job.framework.name);

/**
 * Where the first pod is, how many there are, and which one this is. The name
 * of the JobSet may get a hash when it is written, so pods read it off themselves.
 */
export function meetingPoint(job: JobView): EnvVar[] {
  if (!meets(job)) return [];
  const domain = job.props.jobSet?.network?.subdomain ?? `$(${JOB})`;
  return [field(JOB, "metadata.labels['jobset.sigs.k8s.io/jobset-name']"), ...MEETS[job.framework.name](job, `$(${JOB})-worker-0-0.${domain}`)];
}

function processesOf(job: JobView): string {
  const { processesPerWorker }: PyTorchOptions = job.framework._options;
  return processesPerWorker?.value ?? String(job.processes ?? 1);
}
