import type { JobView, KindProp, TrainingKind } from './kinds/kind';
import { TrainingOperator } from './operator';
import type { TrainingJobProps } from './training-job-props';
import { parseQuantity } from '../check';
import type { Problems, TrackingBinding } from '../core';
import { identityConflict, QueueSystem, Tracking } from '../core';

/** What is wrong with the props of a job, whatever kind renders it. */
export function checkJob(job: JobView, kind: TrainingKind, problems: Problems, binding?: TrackingBinding): void {
  checkCounts(job, kind, problems);
  checkInitializers(job, problems);
  checkLifeCycle(job, kind, problems);
  checkQueue(job, problems);
  checkSubdomain(job, kind, problems);
  checkData(job, problems);
  checkTracking(job.props, problems, binding);
  checkSharedMemory(job, kind, problems);
  checkName(job, kind, problems);
  kind.check(job, problems);
}

/** What Trainer alone fetches. */
function checkInitializers({ props: { datasetInitializer, modelInitializer }, operator }: JobView, problems: Problems): void {
  for (const [field, wanted] of Object.entries({ datasetInitializer, modelInitializer })) {
    if (!wanted) continue;
    if (operator !== TrainingOperator.TRAINER) problems.add('FIELD_IGNORED', field, wanted.storageUri, 'a TrainJob alone has initializers; fetch it in `initContainers`, or use TrainingOperator.TRAINER');
    else if (wanted.storageUri !== undefined && !/^([A-Za-z][A-Za-z0-9+.-]*:\/\/.+)?$/.test(wanted.storageUri)) {
      problems.add('URI_INVALID', `${field}.storageUri`, wanted.storageUri, "a scheme and a path, e.g. 'hf://tatsu-lab/alpaca'");
    }
  }
}

function checkCounts({ props, framework, workers, operator }: JobView, kind: TrainingKind, problems: Problems): void {
  const ofRuntime = operator === TrainingOperator.TRAINER;
  if (props.image !== undefined || !ofRuntime) problems.image('image', props.image ?? '');
  const { hosts = 1 } = props.accelerator ?? {};
  if (hosts > 1 && workers % hosts !== 0) {
    problems.add('COUNT_RANGE', 'workers', workers, `a slice of this topology has ${hosts} machines, each with one pod; use ${hosts} or a multiple, or leave it out`);
  }
  if (props.containerName !== undefined && ofRuntime) problems.add('FIELD_IGNORED', 'containerName', props.containerName, CONTAINER_OF_RUNTIME);
  problems.wholeNumber('COUNT_RANGE', 'workers', props.workers, 1, 10000, 'from 1 to 10000 pods at once');
  for (const [field, role] of Object.entries(framework._roles)) {
    if (role?.image !== undefined) problems.image(`framework ${field}.image`, role.image);
    if (role?.containerName !== undefined && ofRuntime) problems.add('FIELD_IGNORED', `framework ${field}.containerName`, role.containerName, CONTAINER_OF_RUNTIME);
    if (role?.replicas === undefined) continue;
    const group = field.startsWith('groups.');
    if (framework.name !== 'roles' && !group && !kind.counted?.includes(field)) problems.add('FIELD_IGNORED', `framework ${field}.replicas`, role.replicas, field === 'worker' || field === 'tunerServer' ? 'set `workers` instead' : 'there is exactly one; leave it out');
    else problems.wholeNumber('COUNT_RANGE', `framework ${field}.replicas`, role.replicas, group ? 0 : 1, 10000, `from ${group ? 0 : 1} to 10000 pods`);
  }
}

const CONTAINER_OF_RUNTIME = 'the runtime names the containers of a TrainJob; leave it out';

const given: Record<KindProp, (props: TrainingJobProps) => unknown> = {
  backoffLimit: props => props.backoffLimit,
  cleanPodPolicy: props => props.cleanPodPolicy,
  completions: props => props.completions,
  deadline: props => props.deadline?.toHumanString(),
  fatalExitCodes: props => props.fatalExitCodes?.join(', '),
  gang: props => props.gang && JSON.stringify(props.gang),
  multiKueue: props => props.multiKueue,
  restartPolicy: props => props.restartPolicy,
  runtime: props => props.runtime?.runtimeName,
  suspend: props => props.suspend,
  ttlAfterFinished: props => props.ttlAfterFinished?.toHumanString(),
  workers: props => props.workers,
};

/** Options of one operator, which the others do not read. */
const OPTIONS = { jobOptions: TrainingOperator.KUBERNETES, jobSet: TrainingOperator.JOBSET, volcano: TrainingOperator.VOLCANO } as const;

function checkLifeCycle(job: JobView, kind: TrainingKind, problems: Problems): void {
  const { props, platform, operator } = job;
  const ignores = kind.ignoresOf?.(job) ?? kind.ignores;
  for (const [prop, reader] of Object.entries(OPTIONS) as Array<[keyof typeof OPTIONS, TrainingOperator]>) {
    if (props[prop] !== undefined && operator !== reader) problems.add('FIELD_IGNORED', prop, undefined, `a ${kind.kind} does not read it; leave it out, or set operator: TrainingOperator.${reader.toUpperCase()}`);
  }
  for (const [prop, reason] of Object.entries(ignores)) {
    const value = given[prop as KindProp](props);
    if (value !== undefined) problems.add('FIELD_IGNORED', prop, value, reason);
  }
  problems.wholeNumber('COUNT_RANGE', 'backoffLimit', props.backoffLimit, 0, 2 ** 31 - 1, '0 or more failures');
  problems.duration('deadline', props.deadline, 1, 2 ** 31 - 1, 'from one second to 68 years');
  problems.duration('ttlAfterFinished', props.ttlAfterFinished, 0, 2 ** 31 - 1, 'at most 68 years');
  problems.duration('gracePeriod', props.gracePeriod, 0, 2 ** 31 - 1, 'at most 68 years');
  props.capacity?._checkGrace(problems, platform, props.gracePeriod);
  problems.wholeNumber('COUNT_RANGE', 'gang.minAvailable', props.gang?.minAvailable, 1, 2 ** 31 - 1, 'at least one pod');
  problems.duration('gang.scheduleTimeout', props.gang?.scheduleTimeout, 1, 2 ** 31 - 1, 'from one second to 68 years');
  for (const [resource, amount] of Object.entries(props.gang?.minResources ?? {})) {
    if (parseQuantity(amount) === undefined) problems.add('QUANTITY_INVALID', `gang.minResources.${resource}`, amount, "a quantity such as '4' or '16Gi'");
  }
  if (props.ttlAfterFinished && platform.gitOps && !kind.stays && !ignores.ttlAfterFinished && !('schedule' in props)) {
    problems.add('FIELD_IGNORED', 'ttlAfterFinished', props.ttlAfterFinished.toHumanString(), 'the GitOps tool would start the deleted job anew; leave it out');
  }
}

/** Pods of a JobSet and of an MPIJob have host names by their operators. */
const NAMED_PODS: Readonly<Record<string, string>> = {
  JobSet: 'JobSet gives its pods one; set jobSet.network.subdomain', MPIJob: 'the operator gives the workers of an MPIJob names of their own; leave it out',
};

function checkSubdomain({ props, framework }: JobView, kind: TrainingKind, problems: Problems): void {
  const fix = NAMED_PODS[kind.kind];
  if (fix === undefined || (kind.kind === 'JobSet' && props.jobSet?.network?.hostnames === false)) return;
  if (props.subdomain !== undefined) problems.add('FIELD_IGNORED', 'subdomain', props.subdomain, fix);
  for (const [field, role] of Object.entries(framework._roles)) {
    if (role?.subdomain !== undefined) problems.add('FIELD_IGNORED', `framework ${field}.subdomain`, role.subdomain, fix);
  }
}

function checkQueue({ props: { queue, queuePriority, multiKueue, placement = [] }, platform }: JobView, problems: Problems): void {
  if (queue?.queueSystem === QueueSystem.KUEUE && !platform.kueue) {
    problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'without Kueue nothing reads the label and the job starts at once; declare Platform kueue: true');
  }
  if (queuePriority && queue?.queueSystem !== QueueSystem.KUEUE) {
    problems.add('FIELD_IGNORED', 'queuePriority', queuePriority.priorityClassName, 'it orders what waits in a queue of Kueue; set `queue`, or use priorityClass');
  }
  if (multiKueue && queue?.queueSystem !== QueueSystem.KUEUE) {
    problems.add('FIELD_IGNORED', 'multiKueue', true, 'MultiKueue takes what waits in a queue of Kueue; nobody would run the job; set `queue`');
  }
  const byKueue = placement.filter(p => p._isKueue);
  const modes = byKueue.filter(p => !p._isSlice);
  if (byKueue.length > 0 && queue?.queueSystem !== QueueSystem.KUEUE) {
    problems.add('FIELD_IGNORED', 'placement', byKueue[0]._topology, 'Kueue places only what waits in its queues; set `queue`');
  }
  if (modes.length > 1) problems.add('ALTERNATIVES_CONFLICT', 'placement', modes.map(p => p._topology).join(', '), 'Kueue takes one placement; remove the others');
  if (byKueue.length - modes.length > 1) problems.add('ALTERNATIVES_CONFLICT', 'placement', 'kueueSlices', 'Kueue takes slices of one size; remove the others');
}

function checkData({ props, platform }: JobView, problems: Problems): void {
  const { checkpoints, resumeFrom, tensorboard } = props;
  checkpoints?._check(problems, 'checkpoints');
  resumeFrom?._check(problems, 'resumeFrom');
  if (checkpoints && resumeFrom && checkpoints.directory === resumeFrom.directory) {
    problems.add('ALTERNATIVES_CONFLICT', 'resumeFrom', resumeFrom.directory, 'the job writes its own checkpoints there, and finds them without; leave it out, or mount it elsewhere');
  }
  const said = new Map(checkpoints?._env.map(variable => [variable.name, JSON.stringify(variable)]));
  const twice = resumeFrom?._env.find(variable => said.has(variable.name) && said.get(variable.name) !== JSON.stringify(variable));
  if (twice) {
    problems.add('ALTERNATIVES_CONFLICT', 'resumeFrom', twice.name, 'a container has this variable once, and `checkpoints` says it otherwise; use one Secret, region and endpoint for both, or `identity`');
  }
  if (tensorboard && !platform.tensorboards) {
    problems.add('PLATFORM_UNSUPPORTED', 'tensorboard', true, "it makes a Tensorboard of Kubeflow; declare Platform tensorboards: true if the cluster has Kubeflow's controller");
  }
  if (tensorboard && !checkpoints) problems.add('FIELD_IGNORED', 'tensorboard', true, 'its logs lie beside the checkpoints; set `checkpoints`');
}

function checkTracking(props: TrainingJobProps, problems: Problems, binding?: TrackingBinding): void {
  const { experiment, runName, registeredModel, tracking } = props;
  if (experiment !== undefined && !tracking) problems.add('FIELD_IGNORED', 'experiment', experiment, 'there is no tracker to keep it; set `tracking`');
  if (registeredModel !== undefined && !tracking) {
    problems.add('FIELD_IGNORED', 'registeredModel', registeredModel, 'there is no registry to keep it; set `tracking`');
  }
  if (runName !== undefined && !tracking) problems.add('FIELD_IGNORED', 'runName', runName, 'there is no tracker to keep it; set `tracking`');
  if (tracking instanceof Tracking && tracking._problem) problems.add('URI_INVALID', 'tracking', ...tracking._problem);
  if (binding?.config?.MODEL_URI !== undefined) {
    problems.add('PLATFORM_UNSUPPORTED', 'tracking', binding.config.MODEL_URI, 'a bucket holds a model to read, no runs to write; use an MlflowServer or Tracking.server(...)');
  }
  identityConflict(problems, 'tracking', binding?.identity, props);
}

function checkSharedMemory(job: JobView, kind: TrainingKind, problems: Problems): void {
  const shm = job.props.sharedMemory?.asString();
  if (shm === undefined) return;
  const trains = kind.roles(job).find(role => role.trains);
  const limit = trains && job.resources(trains).limits?.memory;
  if (!(parseQuantity(shm)! > 0)) {
    problems.add('QUANTITY_INVALID', 'sharedMemory', shm, 'a size above zero');
  } else if (limit !== undefined && parseQuantity(shm)! >= parseQuantity(limit)!) {
    problems.add('MEMORY_TOO_SMALL', 'sharedMemory', shm, `it counts against the memory limit of ${limit}; lower it or raise resources.memory.limit`);
  }
}

/** The longest name that anything derives from the job's. */
function checkName(job: JobView, kind: TrainingKind, problems: Problems): void {
  const hash = job.props.rerunOnChange ? 9 : 0;
  const [suffix, what] = kind.longestSuffix(job);
  const longest = job.name.length + hash + (job.nameSuffix?.length ?? 0) + suffix.length;
  if (longest > 63) {
    const added = [hash ? 'its hash' : '', job.nameSuffix === undefined ? '' : 'what tells trials apart', suffix ? what : ''].filter(Boolean).join(' and ') || 'nothing added';
    problems.add('NAME_TOO_LONG', 'name', job.name, `${longest} characters with ${added}, at most 63; shorten the id or set \`name\``);
  }
}
