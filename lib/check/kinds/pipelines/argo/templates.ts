import type { Home, Located } from './home';
import { below, has } from './tree';
import { list, record } from '../../../manifest';

/** Templates within templates within templates: nobody goes deeper. */
const MAX_DEPTH = 20;

/** Every template of an object, those that are written into steps and tasks among them. */
export function everyTemplate(home: Home): Located[] {
  const found: Located[] = [];
  const add = (located: Located, depth: number) => {
    found.push(located);
    if (depth === MAX_DEPTH) return;
    for (const { holder, path } of holdersOf(located)) {
      if (has(holder.inline)) add({ template: record(holder.inline), path: below(path, 'inline'), home, inline: true }, depth + 1);
    }
  };
  list(home.spec.templates).forEach((template, i) => add({ template: record(template), path: below(home.path, 'templates', i), home, inline: false }, 0));
  return found;
}

export interface Holder {
  /** A step or task. */
  readonly holder: Record<string, any>;
  readonly path: string;
}

/** The steps or tasks of a template. */
export function holdersOf({ template, path }: Pick<Located, 'template' | 'path'>): Holder[] {
  const steps = list(template.steps).flatMap((group, i) => list(group).map((step, j) => ({ holder: record(step), path: below(path, 'steps', i, j) })));
  const tasks = list(record(template.dag).tasks).map((task, i) => ({ holder: record(task), path: below(path, 'dag', 'tasks', i) }));
  return [...steps, ...tasks];
}
