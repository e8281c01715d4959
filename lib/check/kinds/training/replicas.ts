import type { Manifest } from '../../manifest';
import { isAbsent, isMap, record } from '../../manifest';
import { fieldOf } from '../../schema/cursor';

/** One entry of a job's replica specs, `Worker: {...}`. */
export interface Replica {
  readonly type: string;
  readonly path: string;
  readonly spec: Record<string, any>;
  readonly pod: Record<string, any>;
  readonly containers: readonly ReplicaContainer[];
}

export interface ReplicaContainer {
  readonly path: string;
  readonly container: Record<string, any>;
}

/** The entries that can be read; what is of the wrong type is left to the schema. */
export function replicasOf({ spec }: Manifest, key: string): Replica[] {
  return Object.entries(record(spec[key])).filter(([, replica]) => isMap(replica)).map(([type, replica]) => {
    const path = fieldOf(['spec', key, type]);
    const pod = record(record(replica.template).spec);
    return { type, path, spec: replica, pod, containers: containersAt(pod.containers, `${path}.template.spec.containers`) };
  });
}

/** The maps of a list of containers, each with its path. */
export function containersAt(list: unknown, path: string): ReplicaContainer[] {
  if (!Array.isArray(list)) return [];
  return list.map((container, i) => ({ path: `${path}[${i}]`, container })).filter(({ container }) => isMap(container));
}

/** Whether a replica has no containers at all, which only the controller sees. */
export function hasNoContainers({ spec, pod }: Replica): boolean {
  if (isAbsent(spec.template) || isMap(spec.template) && isAbsent(spec.template.spec)) return true;
  return Array.isArray(pod.containers) && pod.containers.length === 0;
}

/** How many pods of a replica there are; `unset` where nobody says. */
export function countOf({ spec }: Replica, unset = 1): number {
  return Number.isInteger(spec.replicas) ? spec.replicas : unset;
}

/** All pods of a job. */
export const totalOf = (replicas: readonly Replica[]): number => replicas.reduce((sum, replica) => sum + Math.max(0, countOf(replica)), 0);
