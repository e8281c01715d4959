import { isAbsent, record } from '../../../manifest';
import { fieldOf } from '../../../schema/cursor';

/** Real manifests are not nested that deep; beyond it nothing is read. */
const MAX_DEPTH = 100;

/** Whether a field is set, in Go's sense: null is not. */
export const has = (value: unknown): boolean => !isAbsent(value);

/** The keys of a map that have a value; a null is dropped on the way. */
export const keysOf = (value: unknown): string[] => Object.entries(record(value)).flatMap(([key, item]) => (has(item) ? [key] : []));

/** `spec.templates[0]` and `container`, `args`, 1 make `spec.templates[0].container.args[1]`. */
export function below(path: string, ...steps: Array<string | number>): string {
  if (steps.length === 0) return path;
  const rest = fieldOf(steps);
  return rest.startsWith('[') ? `${path}${rest}` : `${path}.${rest}`;
}

/** The same tree with other texts, keys included; parts without a change are shared. */
export function mapTexts(value: unknown, change: (text: string) => string, depth = 0): any {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const changed = mapTexts(value[i], change, depth + 1);
      if (changed !== value[i]) (copy ??= value.slice())[i] = changed;
    }
    return copy ?? value;
  }
  const entries = Object.entries(value);
  let touched = false;
  const changed = entries.map(([key, item]): [string, unknown] => {
    const entry: [string, unknown] = [change(key), mapTexts(item, change, depth + 1)];
    touched ||= entry[0] !== key || entry[1] !== item;
    return entry;
  });
  return touched ? Object.fromEntries(changed) : value;
}

/** Visits all texts and keys of a tree; `steps` leads to the text and is only valid during the visit. */
export function eachText(value: unknown, visit: (text: string, steps: ReadonlyArray<string | number>) => void, steps: Array<string | number> = []): void {
  if (typeof value === 'string') return visit(value, steps);
  if (typeof value !== 'object' || value === null || steps.length > MAX_DEPTH) return;
  const items: Iterable<[string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, item] of items) {
    steps.push(key);
    if (typeof key === 'string') visit(key, steps);
    eachText(item, visit, steps);
    steps.pop();
  }
}
