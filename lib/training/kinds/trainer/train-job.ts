import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { checkTrainJob, ignoredBy } from './checks';
import { divide, runtimePatch } from './patches';
import { initializerRoles, isMpi, numProcPerNode, patchesOnly, runtimeOf, trainRoles } from './roles';
import type { EnvVar, TrainJobDataset, TrainJobReplicatedJob, TrainJobSpec } from '../../../../imports/trainer.kubeflow.org';
import { envVar, literal } from '../../../core';
import type { Initializer } from '../../initializer';
import type { JobRole, JobView, TrainingKind } from '../kind';
import { managerOf } from '../multi-kueue';
import { saysWorkers } from '../roles';

/** What the images of MPI runtimes are built with, for a user who is not root. */
const MPI_USER = 1000;

/**
 * A job of Trainer 2. `spec.trainer` says what runs; a patch over the runtime
 * says everything else of its pods, so that they are as safe as those of every
 * other kind, on stock runtimes too.
 */
export const TRAIN_JOB: TrainingKind = {
  apiVersion: 'trainer.kubeflow.org/v1alpha1',
  kind: 'TrainJob',
  container: 'node',
  ignores: ignoredBy(false),
  ignoresOf: job => ignoredBy(runtimeOf(job)?.runtimeOwned ?? false, runtimeOf(job)?.runtimeName),
  roles: trainRoles,
  spec: job => {
    const runtime = runtimeOf(job);
    const divided = trainRoles(job).map(role => divide(role.type, podOf(job, role), job));
    const main = (divided.find(({ patch }) => patch?.name === 'launcher') ?? divided[0]).trainer;
    // Defaults of ours would take the devices of a runtime away.
    const resources = saysResources(job) ? divided[divided.length - 1].trainer.resources : undefined;
    const initializer = initializers(job);
    const patches = [...divided.map(({ patch }) => patch), ...initializerRoles(job).map(role => initializerPatch(job, role))];
    const spec: TrainJobSpec = {
      runtimeRef: { apiGroup: 'trainer.kubeflow.org', kind: runtime?.runtimeKind ?? 'ClusterTrainingRuntime', name: runtime?.runtimeName ?? '' },
      ...initializer && { initializer },
      trainer: trainer(job, main, resources),
      runtimePatches: runtimePatch(patches.map(patch => withSharedGroup(job, patch)), volcanoQueue(job)),
      suspend: job.props.suspend,
      managedBy: managerOf(job),
      activeDeadlineSeconds: job.deadlineSeconds,
    };
    return spec;
  },
  check: (job, problems) => checkTrainJob(job, problems, trainRoles(job).map(role => [role, divide(role.type, podOf(job, role), job)])),
  longestSuffix: job => {
    const pods = [...trainRoles(job), ...initializerRoles(job)].map(({ type, replicas }) => `-${type}-0-${Math.max(replicas, 1) - 1}-abcde`);
    return [pods.reduce((a, b) => (b.length > a.length ? b : a), ''), 'the names of pods'];
  },
  fieldOf: path => {
    const [field, to] = FIELDS.find(([from]) => path === from || path.startsWith(`${from}.`) || path.startsWith(`${from}[`)) ?? [];
    return field === undefined ? undefined : to;
  },
};

const FIELDS: ReadonlyArray<readonly [path: string, prop: string]> = [
  ['spec.trainer.numNodes', 'workers'], ['spec.trainer.numProcPerNode', 'framework processesPerWorker'], ['spec.trainer.resourcesPerNode', 'resources'],
  ['spec.trainer.image', 'image'], ['spec.trainer.command', 'command'], ['spec.trainer.args', 'args'], ['spec.trainer.env', 'env'],
  ['spec.initializer.dataset.storageUri', 'datasetInitializer.storageUri'], ['spec.initializer.model.storageUri', 'modelInitializer.storageUri'],
  ['spec.initializer.dataset.secretRef', 'datasetInitializer.secret'], ['spec.initializer.model.secretRef', 'modelInitializer.secret'],
  ['spec.initializer.dataset', 'datasetInitializer'], ['spec.initializer.model', 'modelInitializer'],
  ['spec.runtimeRef', 'runtime'], ['spec.activeDeadlineSeconds', 'deadline'], ['spec.suspend', 'suspend'],
];

function podOf(job: JobView, role: JobRole) {
  const mpi = isMpi(job);
  return withUser(job, job.pod({
    role, container: 'node',
    ...mpi && role.type !== 'launcher' && { command: [], args: [] },
    pod: mpi && job.safe && job.props.user === undefined ? { user: MPI_USER, group: job.props.group ?? MPI_USER } : {},
  }));
}

/** Stock runtimes of MPI name the user of the container, which counts more than that of the pod. */
function withUser(job: JobView, template: PodTemplateSpec): PodTemplateSpec {
  const { runAsUser, runAsGroup } = template.spec?.securityContext ?? {};
  const [main, ...others] = template.spec?.containers ?? [];
  if (job.props.user === undefined || !isMpi(job)) return template;
  const securityContext = { ...main.securityContext, runAsUser, ...runAsGroup !== undefined && { runAsGroup } };
  return { ...template, spec: { ...template.spec, containers: [{ ...main, securityContext }, ...others] } };
}

/** A runtime that was chosen knows best, where the job says nothing. */
function saysResources({ props, framework: { _roles: { worker } } }: JobView): boolean {
  return props.runtime === undefined || [props, worker].some(pods => pods?.resources !== undefined || pods?.accelerator !== undefined);
}

/** Always there: without it Trainer tells the pods nothing of each other. */
function trainer(job: JobView, { image, command, args, env = [] }: Container, resources: Container['resources'] = {}): NonNullable<TrainJobSpec['trainer']> {
  const processes = numProcPerNode(job);
  return {
    ...image !== '' && { image }, command, args,
    ...env.length > 0 && { env: env as EnvVar[] },
    numNodes: saysWorkers(job) ? job.workers : undefined,
    ...processes !== undefined && { numProcPerNode: processes },
    ...Object.keys(resources).length > 0 && { resourcesPerNode: resources },
  };
}

function initializers(job: JobView): TrainJobSpec['initializer'] {
  const { datasetInitializer, modelInitializer } = job.props;
  if (!datasetInitializer && !modelInitializer) return undefined;
  return { ...datasetInitializer && { dataset: download(datasetInitializer, job) }, ...modelInitializer && { model: download(modelInitializer, job) } };
}

/** Its root is read-only: what Hugging Face keeps beside the download goes to /tmp. */
function download({ storageUri, secret, env = {} }: Initializer, job: JobView): TrainJobDataset {
  const home = job.safe && !Object.hasOwn(env, 'HOME') ? [literal('HOME', '/tmp')] : [];
  const variables = [...home, ...Object.entries(env).map(([name, value]) => envVar(name, value))];
  return { storageUri, ...variables.length > 0 && { env: variables as EnvVar[] }, ...secret && { secretRef: { name: secret.name } } };
}

/** The pods that fetch are as safe as those that train, and mount nothing of theirs. */
function initializerPatch(job: JobView, role: JobRole): TrainJobReplicatedJob | undefined {
  const { patch } = divide(role.type, job.pod({ role, container: role.type, command: [], args: [] }), job);
  return patch && patchesOnly(patch, 'tmp');
}

/** What initializers fetch lies on a volume that the nodes read and write too. */
function withSharedGroup(job: JobView, patch: TrainJobReplicatedJob | undefined): TrainJobReplicatedJob | undefined {
  const context = patch?.template?.spec?.template?.spec?.securityContext;
  if (!job.safe || !context || initializerRoles(job).length === 0) return patch;
  Object.assign(context, { fsGroup: context.fsGroup ?? context.runAsGroup, fsGroupChangePolicy: 'OnRootMismatch' });
  return patch;
}

function volcanoQueue({ props: { queue } }: JobView): Record<string, string> {
  return queue?.queueSystem === 'volcano' ? { 'scheduling.volcano.sh/queue-name': queue.queueName } : {};
}
