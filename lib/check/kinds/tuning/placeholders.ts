import { fieldOf } from '../../schema/cursor';

/** One that is not closed runs on to the next } of the JSON, so it is never a declared one. */
const PLACEHOLDER = /\$\{trialParameters\.([^{}]*)(\}?)/g;
const MAX_DEPTH = 200;

/** Every `${trialParameters.x}` of a template, with the path of its first place. */
export function placeholdersOf(template: unknown, path: string): Map<string, string> {
  const found = new Map<string, string>();
  walk(template, [], (text, steps) => {
    for (const [, name, end] of text.matchAll(PLACEHOLDER)) {
      const key = end ? name : `${name} (without })`;
      if (!found.has(key)) found.set(key, fieldUnder(path, steps));
    }
  });
  return found;
}

/** The template with other text for each placeholder that `values` knows. */
export function filled(template: unknown, values: ReadonlyMap<string, string>, depth = 0): unknown {
  const fill = (text: string) => text.replace(PLACEHOLDER, (written, name, end) => (end ? values.get(name) : undefined) ?? written);
  if (typeof template === 'string') return fill(template);
  if (typeof template !== 'object' || template === null || depth > MAX_DEPTH) return template;
  if (Array.isArray(template)) return template.map(item => filled(item, values, depth + 1));
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [fill(key), filled(value, values, depth + 1)]));
}

/** Calls `see` with every text in a template, keys too, and the steps that lead to it. */
export function walk(value: unknown, steps: Array<string | number>, see: (text: string, steps: ReadonlyArray<string | number>) => void): void {
  if (typeof value === 'string') return see(value, steps);
  if (typeof value !== 'object' || value === null || steps.length > MAX_DEPTH) return;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    steps.push(key);
    if (typeof key === 'string') see(key, steps);
    walk(child, steps, see);
    steps.pop();
  }
}

/** A path below another one. */
export function fieldUnder(path: string, steps: ReadonlyArray<string | number>): string {
  const below = fieldOf(steps);
  return below === '' || below.startsWith('[') ? `${path}${below}` : `${path}.${below}`;
}
