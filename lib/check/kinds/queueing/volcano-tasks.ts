import { isMap, list, record, strings } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

/** A task with what the mutating webhook fills in. */
export interface Task {
  readonly path: string;
  readonly name: string;
  readonly replicas: number;
  readonly given: Record<string, any>;
}

/** The tasks of a Job's spec. */
export function tasksOf(spec: Record<string, any>): Task[] {
  return list(spec.tasks).flatMap((given, i) => (isMap(given) ? [{
    path: `spec.tasks[${i}]`,
    name: typeof given.name === 'string' && given.name !== '' ? given.name : `default${i}`,
    replicas: Number.isInteger(given.replicas) ? given.replicas : 0,
    given,
  }] : []));
}

/** Tasks that wait for each other, and never in a circle. */
export function judgeOrder(tasks: readonly Task[], report: Report): void {
  const names = new Set(tasks.map(task => task.name));
  let sound = true;
  for (const { path, name, given } of tasks) {
    const seen = new Set<string>();
    for (const [i, other] of list(record(given.dependsOn).name).entries()) {
      if (typeof other !== 'string') continue;
      const fix = other === name ? 'name another task: one that waits for itself never starts'
        : !names.has(other) ? hint(other, tasks)
          : seen.has(other) ? 'remove it: the task is named already' : undefined;
      seen.add(other);
      if (fix === undefined) continue;
      sound = false;
      report.refuse('VOLCANO_DEPENDS_ON', `${path}.dependsOn.name[${i}]`, other, fix);
    }
  }
  const circle = sound ? firstInCircle(tasks) : undefined;
  if (circle) report.refuse('VOLCANO_DEPENDS_ON', `${circle.path}.dependsOn.name`, undefined, 'break the circle: tasks wait for each other');
}

/** Takes away, one after the other, tasks that wait for nothing; what is left waits for ever. */
function firstInCircle(tasks: readonly Task[]): Task | undefined {
  const waiting = new Map(tasks.map(task => [task.name, new Set(strings(record(task.given.dependsOn).name))]));
  const waiters = new Map<string, string[]>();
  for (const [name, others] of waiting) {
    for (const other of others) {
      const known = waiters.get(other);
      if (known) known.push(name);
      else waiters.set(other, [name]);
    }
  }
  const free = [...waiting].filter(([, others]) => others.size === 0).map(([name]) => name);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    waiting.delete(name);
    for (const waiter of waiters.get(name) ?? []) {
      const others = waiting.get(waiter);
      others?.delete(name);
      if (others?.size === 0) free.push(waiter);
    }
  }
  return tasks.find(task => waiting.has(task.name));
}

function hint(name: string, tasks: readonly Task[]): string {
  const names = tasks.slice(0, 50).map(task => task.name);
  const near = nearest(name, names);
  return near ? `did you mean '${near}'?` : `name a task: ${names.slice(0, 5).join(', ')}`;
}
