import type { PodSet } from './pod-set';
import { list, record } from '../manifest';

/** Orders of pods that nobody writes are not looked through to the end. */
const MOST_COMPARED = 500_000;
const MOST_JOBS = 200;

const excludes = (one: PodSet, other: PodSet): boolean => one !== other && (one.after?.has(other.name) === true || other.after?.has(one.name) === true);

/** Pods that may run at the same time: each list has all that do, and there is one for each way. */
export function atOnce(sets: readonly PodSet[]): PodSet[][] {
  const found: PodSet[][] = [];
  let compared = 0;
  if (!sets.some(({ after }) => after && after.size > 0)) return [[...sets]];
  const divide = (some: readonly PodSet[]): void => {
    if ((compared += some.length ** 2) > MOST_COMPARED) return;
    const against = some.map(one => some.filter(other => excludes(one, other)).length);
    const most = Math.max(...against);
    const one = some[against.indexOf(most)];
    if (most <= 0) {
      found.push([...some]);
      return;
    }
    divide(some.filter(other => !excludes(one, other)));
    divide(some.filter(other => other !== one));
  };
  divide(sets);
  return found.length > 0 ? found : sets.map(set => [set]);
}

/** Of the jobs of a JobSet, by name: those that have ended before each of them starts. */
export function endedBefore(jobs: unknown): ReadonlyMap<unknown, ReadonlySet<unknown>> {
  const ended = new Map<unknown, ReadonlySet<unknown>>();
  // A job can only wait for those that stand before it.
  for (const { name, dependsOn } of list(jobs).slice(0, MOST_JOBS).map(record)) {
    const waits = list(dependsOn).map(record).filter(on => ended.has(on.name));
    ended.set(name, new Set(waits.flatMap(on => [...on.status === 'Complete' ? [on.name] : [], ...ended.get(on.name)!])));
  }
  return ended;
}
