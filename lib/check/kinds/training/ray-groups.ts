import { isAbsent, isMap, list, record } from '../../manifest';
import type { Report } from '../../report';
import { isKey, isLabelValue } from '../kubernetes/forms';
import { child } from '../kubernetes/values';

/** A head or worker group. */
export interface RayGroup {
  readonly path: string;
  /** As messages call it. */
  readonly called: string;
  readonly given: Record<string, any>;
  /** The pod spec of its template. */
  readonly pod: Record<string, any>;
}

/** A Ray cluster inside a manifest. */
export interface RayClusterPart {
  readonly path: string;
  readonly spec: Record<string, any>;
  readonly annotations: Record<string, any>;
  readonly head: RayGroup | undefined;
  readonly workers: readonly RayGroup[];
  readonly autoscaling: boolean;
  /** Of the head's first container, which is the one that runs Ray; with the path of each. */
  readonly headEnv: ReadonlyMap<string, { readonly path: string; readonly value: unknown }>;
}

/** Parameters of `ray start` that the field `resources` replaces. */
const RESOURCE_PARAMS = ['num-cpus', 'num-gpus', 'memory', 'resources'];

export function partOf(spec: Record<string, any>, path: string, annotations: Record<string, any>): RayClusterPart {
  const group = (given: unknown, at: string, called: string): RayGroup[] =>
    (isMap(given) ? [{ path: at, called, given, pod: record(record(given.template).spec) }] : []);
  const [head] = group(spec.headGroupSpec, `${path}.headGroupSpec`, 'the head group');
  const headEnv = new Map<string, { path: string; value: unknown }>();
  if (head) {
    const at = `${head.path}.template.spec.containers[0].env`;
    for (const [i, variable] of list(record(list(head.pod.containers)[0]).env).entries()) {
      const { name, value } = record(variable);
      if (typeof name === 'string' && !headEnv.has(name)) headEnv.set(name, { path: `${at}[${i}]`, value });
    }
  }
  return {
    path,
    spec,
    annotations,
    head,
    workers: list(spec.workerGroupSpecs).flatMap((given, i) => group(given, `${path}.workerGroupSpecs[${i}]`, `worker group ${record(given).groupName ?? i}`)),
    autoscaling: spec.enableInTreeAutoscaling === true,
    headEnv,
  };
}

/** Pods, replicas, start parameters and labels of each group. */
export function judgeGroups({ head, workers, autoscaling }: RayClusterPart, report: Report): void {
  for (const group of head ? [head, ...workers] : workers) {
    judgeContainers(group, report);
    judgeStartParams(group, report);
    judgeLabels(group, report);
  }
  const seen = new Set<string>();
  for (const group of workers) {
    judgeReplicas(group, autoscaling, report);
    const { groupName } = group.given;
    if (typeof groupName !== 'string') continue;
    if (seen.has(groupName)) report.warn('RAY_GROUP_TWICE', `${group.path}.groupName`, groupName, 'choose another: KubeRay tells pods of groups apart by this name, and deletes those too many');
    seen.add(groupName);
  }
}

function judgeContainers({ path, called, given, pod }: RayGroup, report: Report): void {
  const { template } = given;
  // Containers that are missing from a pod spec are the schema's to tell.
  if (!isMap(template) || !isAbsent(template.spec) && !isMap(template.spec)) return;
  if (isAbsent(template.spec) || Array.isArray(pod.containers) && pod.containers.length === 0) {
    report.refuse('RAY_CONTAINERS', `${path}.template.spec.containers`, undefined, `add a container to ${called}: the first one runs Ray`);
  }
}

function judgeStartParams({ path, called, given }: RayGroup, report: Report): void {
  const params = record(given.rayStartParams);
  if (Object.hasOwn(params, 'labels')) {
    report.refuse('RAY_START_PARAMS', `${path}.rayStartParams.labels`, undefined, `move them to ${path}.labels, a map: KubeRay does not take them here`);
  }
  const both = RESOURCE_PARAMS.find(key => typeof params[key] === 'string' && params[key] !== '');
  if (both !== undefined && Object.keys(record(given.resources)).length > 0) {
    report.refuse('RAY_START_PARAMS', child(`${path}.rayStartParams`, both), params[both], `remove it: ${called} says its resources in the field resources already`);
  }
}

function judgeLabels({ path, given }: RayGroup, report: Report): void {
  for (const [key, value] of Object.entries(record(given.labels))) {
    const at = child(`${path}.labels`, key);
    if (!isKey(key)) report.refuse('RAY_GROUP_LABEL', at, key, 'write the key as [prefix/]name, with a name of at most 63 letters, digits, -, _ and .');
    if (typeof value === 'string' && !isLabelValue(value)) report.refuse('RAY_GROUP_LABEL', at, value, 'use at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit');
  }
}

function judgeReplicas({ path, given }: RayGroup, autoscaling: boolean, report: Report): void {
  const { replicas, minReplicas, maxReplicas } = given;
  for (const [key, value] of Object.entries({ minReplicas, maxReplicas })) {
    if (typeof value === 'number' && value < 0) report.refuse('RAY_REPLICAS', `${path}.${key}`, value, 'write 0 or more');
  }
  const least = typeof minReplicas === 'number' ? minReplicas : 0;
  const most = typeof maxReplicas === 'number' ? maxReplicas : Infinity;
  if (most >= 0 && least > most) {
    report.refuse('RAY_REPLICAS', `${path}.minReplicas`, minReplicas, `write at most ${most}, as maxReplicas says`);
  } else if (typeof replicas === 'number' && (replicas < least || replicas > most)) {
    const run = replicas < least ? least : most;
    report.warn('RAY_REPLICAS_IGNORED', `${path}.replicas`, replicas, `write ${most === Infinity ? `${least} or more` : `${least} to ${most}`}: the bounds hold, and ${run} run`);
  } else if (isAbsent(replicas) && least === 0 && !autoscaling && given.suspend !== true) {
    report.warn('RAY_REPLICAS_IGNORED', `${path}.replicas`, undefined, 'write how many pods the group has: the default is 0, and no autoscaler adds any');
  }
}
