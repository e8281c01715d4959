import { Size } from 'cdk8s';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { RolePod } from './kinds/kind';
import type { RoleProps } from './role-props';
import type { TrainingJobProps } from './training-job-props';
import { parseQuantity } from '../check';
import type { Accelerator, ComputeDefaults, JobPodProps, Mount, PodBuilder, TrackingBinding } from '../core';
import { literal, QueueSystem, Storage, trackingCredentials } from '../core';

/** What all pods of a role are described by: the job, and what the role says differently. */
export function podsOf(job: TrainingJobProps, role: RoleProps | undefined, trains: boolean): JobPodProps {
  const { accelerator, resources, sidecars, initContainers, ports, interconnect, capabilities, deviceClaims, ...shared } = job;
  const own = trains ? { accelerator, resources, sidecars, initContainers, ports, interconnect, capabilities, deviceClaims } : {};
  const { replicas: _replicas, image: _image, command: _command, args: _args, restartPolicy: _restartPolicy, ...said } = role ?? {};
  const base: Record<string, any> = { ...shared, ...own };
  for (const [name, value] of Object.entries(said)) {
    if (value === undefined) continue;
    if (Array.isArray(value)) base[name] = [...base[name] ?? [], ...value];
    else if (MAPS.has(name)) base[name] = { ...base[name], ...value as object };
    else base[name] = value;
  }
  return base;
}

const MAPS = new Set(['env', 'podLabels', 'podAnnotations', 'nodeSelector', 'ports', 'deviceClaims']);

/** Fields of the pod as the kind wants them, but those of which the author says otherwise. */
export function kindsFields(said: JobPodProps, pod: RolePod['pod'] = {}): RolePod['pod'] {
  const { user, group, automountToken, ...rest } = pod;
  return {
    ...said.user === undefined && user !== undefined && { user },
    ...said.user === undefined && said.group === undefined && group !== undefined && { group },
    ...said.automountToken === undefined && automountToken !== undefined && { automountToken },
    ...rest,
  };
}

/** Kueue counts every resource that pods request, and its queues seldom cover this one: the job would wait for ever. */
function withoutStorage({ ephemeralStorage: _, ...rest }: ComputeDefaults): ComputeDefaults {
  return rest;
}

/** Per pod; with devices per device, in the proportion of common GPU machines. */
export function computeFor(accelerator?: Accelerator): ComputeDefaults {
  const n = Number.isInteger(accelerator?.count) && accelerator!.count > 0 ? accelerator!.count : undefined;
  return n === undefined
    ? { cpu: ['1', '4'], memory: ['2Gi', '4Gi'], ephemeralStorage: ['1Gi', '10Gi'] }
    : { cpu: [String(4 * n), String(8 * n)], memory: [`${16 * n}Gi`, `${16 * n}Gi`], ephemeralStorage: ['10Gi', '50Gi'] };
}

/** A part that does not train: a launcher, a scheduler. */
export const COORDINATOR: ComputeDefaults = { cpu: ['500m', '2'], memory: ['1Gi', '2Gi'], ephemeralStorage: ['1Gi', '10Gi'] };

/** Ports that the kind needs, but those that the author gave another number. */
export const ownPorts = (ports: Readonly<Record<string, number>>, given: { [name: string]: number } = {}) =>
  Object.entries(ports).filter(([name]) => !Object.hasOwn(given, name)).map(([name, containerPort]) => ({ name, containerPort }));

/** /dev/shm: as asked for, or half of the memory where several processes or devices work together. */
export function sharedMemory(size: Size | undefined, builder: PodBuilder, byDefault: boolean): Mount[] {
  const limit = parseQuantity(builder.resources().limits?.memory);
  const half = byDefault && limit !== undefined ? Size.mebibytes(Math.floor(limit / 2 ** 21)) : undefined;
  const of = size ?? half;
  return of ? [Storage.scratch(of, { inMemory: true }).at('/dev/shm')] : [];
}

/** What the code finds in its environment: checkpoints, logs, the tracker. */
export function jobEnvironment(props: TrainingJobProps, binding?: TrackingBinding): EnvVar[] {
  const { checkpoints, resumeFrom, tensorboard, experiment, runName, registeredModel } = props;
  return [
    ...checkpoints ? [literal('CHECKPOINT_DIR', checkpoints.directory)] : [],
    ...resumeFrom ? [literal('RESUME_FROM', resumeFrom.directory)] : [],
    ...checkpoints && tensorboard ? [literal('TENSORBOARD_LOGDIR', `${checkpoints.directory}/tensorboard`)] : [],
    ...new Map([...resumeFrom?._env ?? [], ...checkpoints?._env ?? []].map(variable => [variable.name, variable])).values(),
    ...binding ? [literal('MLFLOW_TRACKING_URI', trackingUri(binding))] : [],
    ...Object.entries(binding?.config ?? {}).map(([name, value]) => literal(name, value)),
    ...trackingCredentials(binding),
    ...experiment === undefined ? [] : [literal('MLFLOW_EXPERIMENT_NAME', experiment)],
    ...runName === undefined ? [] : [literal('MLFLOW_RUN_NAME', runName)],
    ...registeredModel === undefined ? [] : [literal('REGISTERED_MODEL_NAME', registeredModel)],
  ];
}

/** Every volume of a job, in the order in which they are mounted. */
export function jobVolumes(job: TrainingJobProps, binding?: TrackingBinding, atOnce = 1): Mount[] {
  const { data, code, checkpoints, resumeFrom, volumes } = job;
  const pods = podsThatShare(job, atOnce);
  return [
    ...binding?.volumes ?? [], ...code ? [code] : [], ...data ?? [],
    ...checkpoints?._mounts(pods) ?? [], ...resumeFrom?._mounts(pods) ?? [], ...volumes ?? [],
  ];
}

/** How many pods mount the volumes of so many runs at once, where it matters: whether it is one. */
export const podsThatShare = (job: TrainingJobProps, atOnce = 1) => podsOfRun(job) * atOnce;

function podsOfRun({ framework, accelerator, jobSet, workers: all = accelerator?.hosts ?? 1 }: TrainingJobProps): number {
  const jobsOf = (role: string) => jobSet?.roles?.[role]?.jobs ?? 1;
  const roles = Object.entries(framework?._roles ?? {});
  if (framework?.name === 'roles') return roles.reduce((sum, [name, role]) => sum + (role?.replicas ?? 1) * jobsOf(name), 0);
  const workers = all * jobsOf('worker');
  if (framework?.name === 'ray') return framework._options.cluster ? 1 : workers + 1;
  const beside = LED.has(framework?.name ?? '') || SERVERS.some(role => framework?._roles[role] !== undefined);
  return beside ? workers + 1 : workers;
}

/** Frameworks with pods that do not train: a launcher, a scheduler. */
const LED = new Set(['mpi', 'deepspeed', 'mxnet', 'mxnet-tune']);
const SERVERS = ['parameterServers', 'parameterServer', 'evaluators'];

/** Without a server, runs go into a database among the files. */
function trackingUri({ uri, volumes = [] }: TrackingBinding): string {
  return uri === '' && volumes.length > 0 ? `sqlite:///${volumes[0].path}/mlflow.db` : uri;
}

/** Where code that is not in the image lies; git-sync makes a link in it. */
export function codeDirectory(code?: Mount): string | undefined {
  return code && (code.storage._source.fetch ? `${code.path}/current` : code.path);
}

/** What pods that wait in a queue of Kueue get. */
export const inQueue = ({ queue }: TrainingJobProps,
  compute: ComputeDefaults) => (queue?.queueSystem === QueueSystem.KUEUE ? withoutStorage(compute) : compute);
