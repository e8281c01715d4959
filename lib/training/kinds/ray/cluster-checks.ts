import type { RayView } from './cluster-spec';
import { groupRoles, hostsOf } from './cluster-spec';
import type { IQueue, Platform, Problems } from '../../../core';
import { QueueSystem } from '../../../core';

/** KubeRay hands pods to Volcano where there is one. */
export function checkVolcanoQueue(queue: IQueue | undefined, platform: Platform, problems: Problems): void {
  if (queue?.queueSystem === QueueSystem.VOLCANO && !platform.volcano) {
    problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'without the Volcano scheduler the pods wait for ever; declare Platform volcano: true');
  }
}

/** Numbers of a cluster, and what has no effect; `at` stands before each field. */
export function checkRayCluster(view: Pick<RayView, 'options' | 'workers' | 'accelerator'>, headMounts: readonly string[], at: string, problems: Problems): void {
  const { options, workers } = view;
  const { headService, worker, minWorkers, maxWorkers, groups = {}, autoscaling, faultTolerance, rayVersion } = options;
  const count = (field: string, value: number | undefined, least: number) =>
    problems.wholeNumber('COUNT_RANGE', `${at}${field}`, value, least, 2 ** 31 - 1, `${least} or more`);
  count('minWorkers', minWorkers, 0);
  count('maxWorkers', maxWorkers, 1);
  const hosts = hostsOf(view, worker);
  for (const [field, pods] of Object.entries({ workers, [`${at}minWorkers`]: minWorkers, [`${at}maxWorkers`]: maxWorkers })) {
    // Of the job's own accelerator that is told for every kind.
    if (field === 'workers' && at !== '' && !worker?.accelerator) continue;
    if (pods !== undefined && pods % hosts !== 0) problems.add('COUNT_RANGE', field, pods, `a slice of this topology has ${hosts} machines, each with one pod; use a multiple`);
  }
  if (rayVersion !== undefined && !/^\d+\.\d+(\.\d+)?/.test(rayVersion)) problems.add('VALUE_MALFORMED', `${at}rayVersion`, rayVersion, "a version of Ray, e.g. '2.52.0'");
  const hasWorkers = groupRoles(options, workers).some(({ field }) => field === 'worker');
  if (!hasWorkers) {
    for (const [field, value] of Object.entries({ worker: worker && 'pods', minWorkers, maxWorkers })) {
      if (value !== undefined) problems.add('FIELD_IGNORED', `${at}${field}`, value, 'with `groups` alone there is no group of this kind; set `workers`, or say it in a group');
    }
  }
  if (!autoscaling && hasWorkers) {
    for (const [field, value] of Object.entries({ minWorkers, maxWorkers })) {
      if (value !== undefined) problems.add('FIELD_IGNORED', `${at}${field}`, value, 'the number of workers is fixed; set `autoscaling`');
    }
  }
  problems.duration(`${at}autoscaling.idleTimeout`, autoscaling?.idleTimeout, 0, 2 ** 31 - 1, 'at most 68 years');
  if (autoscaling?.image !== undefined) problems.image(`${at}autoscaling.image`, autoscaling.image);
  for (const [name, port] of Object.entries(headService?.ports ?? {})) problems.port(`${at}headService.ports.${name}`, port);
  const mounted = new Set(headMounts);
  for (const path of autoscaling?.headVolumes ?? []) {
    if (!mounted.has(path)) problems.add('FIELD_IGNORED', `${at}autoscaling.headVolumes`, path, 'the head mounts nothing there; give it a volume, or leave the path out');
  }
  faultTolerance?._check(problems, `${at}faultTolerance`);
  for (const [name, group] of Object.entries(groups)) {
    const field = `groups.${name}`;
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > 50) problems.add('NAME_INVALID', `${at}${field}`, name, 'pods are named after it: use at most 50 lower-case letters, digits and -');
    if (name === 'workers' && workers !== undefined) problems.add('ALTERNATIVES_CONFLICT', `${at}${field}`, workers, '`workers` makes a group of this name; choose another, or leave out `workers`');
    count(`${field}.minReplicas`, group.minReplicas, 0);
    count(`${field}.maxReplicas`, group.maxReplicas, 0);
    count(`${field}.numOfHosts`, group.numOfHosts, 1);
    problems.duration(`${at}${field}.idleTimeout`, group.idleTimeout, 0, 2 ** 31 - 1, 'at most 68 years');
    if (group.idleTimeout && !autoscaling) problems.add('FIELD_IGNORED', `${at}${field}.idleTimeout`, group.idleTimeout.toHumanString(), 'the number of workers is fixed; set `autoscaling`');
  }
}
