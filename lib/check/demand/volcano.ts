import type { PodSet } from './pod-set';
import { podSet, whole } from './pod-set';
import { list, record } from '../manifest';

/** The tasks of a Volcano Job, each with how many of its pods are there when the job starts. */
export function volcanoTasks(spec: Record<string, any>, at: string): PodSet[] {
  const tasks = list(spec.tasks).map(task => record(task));
  const counts = tasks.map(({ replicas }) => whole(replicas, 0));
  const least = tasks.map((task, i) => Math.min(whole(task.minAvailable, leastPartitions(task) ?? counts[i]), counts[i]));
  const sum = least.reduce((total, count) => total + count, 0);
  const wanted = whole(spec.minAvailable, 0) || sum;
  const classes = new Set(tasks.map(({ template }) => record(record(template).spec).priorityClassName));
  const started = wanted < sum ? firstOf(counts, wanted, classes.size > 1) : filled(least, counts, wanted - sum, classes.size > 1);
  return tasks.map((task, i) => podSet(task.template, `${at}.tasks[${i}].template`, counts[i], { least: started[i] }));
}

function leastPartitions({ partitionPolicy }: Record<string, any>): number | undefined {
  const { minPartitions, partitionSize } = record(partitionPolicy);
  return whole(minPartitions, 0) > 0 ? whole(minPartitions, 0) * whole(partitionSize, 0) : undefined;
}

/** The first pods in the order of the tasks; where priorities may change the order, those that are among them in any. */
function firstOf(counts: readonly number[], wanted: number, isUnordered: boolean): number[] {
  if (isUnordered) return atLeast(counts, wanted);
  let left = wanted;
  return counts.map(count => {
    const taken = Math.min(count, left);
    left -= taken;
    return taken;
  });
}

function filled(least: readonly number[], counts: readonly number[], more: number, isUnordered: boolean): number[] {
  const added = firstOf(counts.map((count, i) => count - least[i]), more, isUnordered);
  return least.map((count, i) => count + added[i]);
}

/** Of so many pods of all, how many of each are surely among them. */
export function atLeast(counts: readonly number[], wanted: number): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map(count => Math.max(wanted - (sum - count), 0));
}
