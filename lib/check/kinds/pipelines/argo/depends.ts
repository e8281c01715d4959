import { isUnforeseeable } from './tags';
import { list, text } from '../../../manifest';

/** `A.Succeeded`, else `A`: what Argo takes for a task in `depends`. */
const TASK = /([a-zA-Z0-9][-a-zA-Z0-9]*)(?:\.([A-Z][a-zA-Z]+))?/g;

export const RESULTS = ['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted', 'Daemoned', 'AnySucceeded', 'AllFailed'];

/** Of all rounds of a loop. */
const OF_LOOPS = new Set(['AnySucceeded', 'AllFailed']);

export interface Dependency {
  readonly name: string;
  readonly result?: string;
  /** The field that names it, below the task. */
  readonly field: ReadonlyArray<string | number>;
  /** Whether only a loop can be waited for like this. */
  readonly ofLoop: boolean;
}

/** The tasks that a task waits for, as Argo finds them in its text. */
export function dependenciesOf(task: Record<string, any>): Dependency[] {
  if (text(task.depends) !== '') return namedIn(task.depends, ['depends']);
  // Argo writes these into such a text as well, each with a result, and reads it again.
  return list(task.dependencies).flatMap((name, i) => namedIn(`${text(name)}.Succeeded`, ['dependencies', i]));
}

function namedIn(depends: string, field: ReadonlyArray<string | number>): Dependency[] {
  if (isUnforeseeable(depends)) return [];
  return [...depends.matchAll(TASK)].map(([, name, result]) => ({ name, result, field, ofLoop: OF_LOOPS.has(result ?? '') }));
}
