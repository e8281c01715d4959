import { isText, items } from './words';
import { record } from '../../../manifest';
import type { Report } from '../../../report';

/** A step that waits for itself: data flows one way, unless the pipeline allows cycles. */
export function judgeCycles(steps: readonly unknown[], own: string, report: Report): void {
  const waits = new Map<string, string[]>();
  for (const item of steps) {
    const { name, inputs, triggers } = record(item);
    if (isText(name) && !waits.has(name)) waits.set(name, [...items(inputs), ...items(triggers)].filter(isText).map(source => source.split('.')[0]).filter(step => step !== own));
  }
  const done = new Set<string>();
  for (const start of waits.keys()) {
    const circle = circleFrom(start, waits, done);
    if (!circle) continue;
    const index = steps.findIndex(step => record(step).name === circle[0]);
    report.refuse('SELDON_PIPELINE_CYCLE', `spec.steps[${index}].inputs`, undefined, `the step waits for itself: ${[...circle, circle[0]].slice(0, 12).join(' <- ')}; take one of the inputs or triggers away`);
    return;
  }
}

/** Walks back from a step; the steps of a circle, if there is one. */
function circleFrom(start: string, waits: ReadonlyMap<string, readonly string[]>, done: Set<string>): string[] | undefined {
  const path: string[] = [];
  const next: number[] = [];
  const onPath = new Set<string>();
  const push = (step: string) => {
    path.push(step);
    next.push(0);
    onPath.add(step);
  };
  if (!done.has(start)) push(start);
  while (path.length > 0) {
    const step = path[path.length - 1];
    const before = waits.get(step) ?? [];
    if (next[next.length - 1] >= before.length) {
      path.pop();
      next.pop();
      onPath.delete(step);
      done.add(step);
      continue;
    }
    const source = before[next[next.length - 1]++];
    if (onPath.has(source)) return path.slice(path.indexOf(source));
    if (!done.has(source)) push(source);
  }
  return undefined;
}
