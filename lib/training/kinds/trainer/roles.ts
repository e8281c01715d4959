import type { TrainJobReplicatedJob } from '../../../../imports/trainer.kubeflow.org';
import type { IRuntime } from '../../runtime';
import { Runtime, RuntimePolicy } from '../../runtime';
import type { JobRole, JobView } from '../kind';

/** The runtime that Trainer ships for a framework. */
const STOCK: Readonly<Record<string, IRuntime>> = {
  pytorch: Runtime.torchDistributed(), jax: Runtime.jaxDistributed(), xgboost: Runtime.xgboostDistributed(), deepspeed: Runtime.deepspeedDistributed(),
};

/** How a framework's processes find each other, by the policies that can tell them. */
export const POLICIES: Readonly<Record<string, readonly RuntimePolicy[]>> = {
  pytorch: [RuntimePolicy.TORCH], jax: [RuntimePolicy.JAX], xgboost: [RuntimePolicy.XGBOOST],
  deepspeed: [RuntimePolicy.MPI], mpi: [RuntimePolicy.MPI, RuntimePolicy.FLUX],
};

/** Whether Trainer ships a runtime for it. */
export const hasStockRuntime = (framework: string) => Object.hasOwn(STOCK, framework);

export const runtimeOf = ({ props, framework }: JobView): IRuntime | undefined => props.runtime ?? STOCK[framework.name];

export const policyOf = (job: JobView): RuntimePolicy | undefined => runtimeOf(job)?.runtimePolicy ?? POLICIES[job.framework.name]?.[0];

export function jobsOf(job: JobView): readonly string[] {
  const names = runtimeOf(job)?.runtimeJobs ?? [];
  return names.length > 0 ? names : policyOf(job) === RuntimePolicy.MPI ? ['node', 'launcher'] : ['node'];
}

/** Whether a launcher starts what runs in the nodes. */
export const isMpi = (job: JobView) => jobsOf(job).includes('launcher');

/** The launcher, where there is one, and the nodes. */
export function trainRoles(job: JobView): JobRole[] {
  const { launcher, worker } = job.framework._roles;
  const name = jobsOf(job).find(one => one !== 'launcher' && !one.endsWith('-initializer'));
  const node: JobRole = { type: name ?? 'node', field: 'worker', replicas: job.workers, props: worker, trains: true };
  if (!isMpi(job)) return [node];
  const isNode = runtimeOf(job)?.launcherIsNode ?? true;
  return [
    { type: 'launcher', field: 'launcher', replicas: 1, props: launcher, trains: isNode },
    // Trainer makes one even where the launcher is the only node asked for.
    ...name === undefined ? [] : [{ ...node, replicas: Math.max(job.workers - (isNode ? 1 : 0), 1) }],
  ];
}

/** The pods that fetch data and the model. */
export function initializerRoles(job: JobView): JobRole[] {
  return jobsOf(job).filter(name => name.endsWith('-initializer'))
    .map(name => ({ type: name, field: name === 'dataset-initializer' ? 'datasetInitializer' : 'modelInitializer', replicas: 1, trains: false }));
}

/** Processes of a node, where Trainer would not count the same: it counts GPUs by the word in their name, else CPUs. */
export function numProcPerNode(job: JobView): number | undefined {
  const { processesPerWorker, slotsPerWorker } = job.framework._options;
  const given = processesPerWorker?.count ?? slotsPerWorker;
  if (given !== undefined) return given;
  const policy = policyOf(job);
  if (processesPerWorker !== undefined || policy === RuntimePolicy.JAX || policy === RuntimePolicy.XGBOOST || policy === RuntimePolicy.NONE) return undefined;
  const accelerator = acceleratorOf(job);
  if (accelerator === undefined) return job.safe && policy === RuntimePolicy.TORCH && job.props.runtime === undefined ? 1 : undefined;
  return Number.isInteger(accelerator.count) && (accelerator.count > 1 || !isGpu(job)) ? accelerator.count : undefined;
}

const acceleratorOf = ({ props, framework }: JobView) => framework._roles.worker?.accelerator ?? props.accelerator;

/** Whether Trainer counts the devices of the job. */
export const isGpu = (job: JobView): boolean => acceleratorOf(job)?._counted(job.platform.cloud) ?? false;

/** A patch with one of its volumes alone. */
export function patchesOnly(patch: TrainJobReplicatedJob, volume: string): TrainJobReplicatedJob {
  const template = patch.template?.spec?.template;
  if (!template?.spec) return patch;
  const { volumes = [], containers = [], affinity: _affinity, nodeSelector: _selector, tolerations: _tolerations, ...spec } = template.spec;
  const kept = volumes.filter(({ name }) => name === volume);
  const mounted = containers.map(({ volumeMounts = [], ...container }) => {
    const mounts = volumeMounts.filter(({ name }) => name === volume);
    return { ...container, ...mounts.length > 0 && { volumeMounts: mounts } };
  });
  const pod = { ...spec, ...kept.length > 0 && { volumes: kept }, ...mounted.length > 0 && { containers: mounted } };
  return { name: patch.name, template: { spec: { template: { ...template, spec: pod } } } };
}
