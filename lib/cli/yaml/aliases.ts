import { MAX_DEPTH, MERGE, TOO_DEEP } from './load';

/** What js-yaml read where there are anchors: one object may stand in many places, within itself even. */
interface Size { readonly values: number; readonly levels: number }

// The measure of go-yaml: how much of a document may come out of aliases.
const FREE = 400_000;
const LARGE = 4_000_000;
const allowedShare = (values: number) => (values <= FREE ? 0.99 : values >= LARGE ? 0.1 : 0.99 - 0.89 * (values - FREE) / (LARGE - FREE));

/** Says what makes aliases unfit to be followed: an anchor within itself, or a few lines that grow beyond measure. */
export function excessOf(root: unknown): string | undefined {
  const sizes = new Map<object, Size | undefined>();
  let written = 0;
  let excess: string | undefined;

  const measure = (value: unknown, depth: number): Size => {
    if (typeof value !== 'object' || value === null || excess) return { values: 1, levels: 0 };
    if (sizes.has(value)) {
      const size = sizes.get(value);
      if (!size) {
        excess = 'an anchor whose value contains itself';
        return { values: 1, levels: 0 };
      }
      // The alias counts as well as what it stands for.
      written += 1;
      return { values: size.values + 1, levels: size.levels };
    }
    if (depth > MAX_DEPTH) excess = TOO_DEEP;
    sizes.set(value, undefined);
    const keys = Array.isArray(value) ? 0 : Object.keys(value).length;
    let values = 1 + keys;
    let levels = 0;
    for (const inner of Object.values(value)) {
      const size = measure(inner, depth + 1);
      values += size.values;
      levels = Math.max(levels, size.levels);
      if (typeof inner !== 'object' || inner === null) written += 1;
    }
    written += 1 + keys;
    const size = { values, levels: levels + 1 };
    sizes.set(value, size);
    return size;
  };

  const { values, levels } = measure(root, 1);
  if (excess) return excess;
  if (levels > MAX_DEPTH) return TOO_DEEP;
  const repeated = values - written;
  if (repeated > 100 && values > 1000 && repeated / values > allowedShare(values)) {
    return 'aliases that repeat so much that the document grows beyond measure: kubectl refuses it';
  }
  return undefined;
}

/** Fills in what `<<` takes from other maps, in place. As in go-yaml, what is written later wins. Says what is wrong with a `<<`. */
export function merge(root: unknown): string | undefined {
  const done = new Set<object>();
  let wrong: string | undefined;

  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || done.has(value)) return;
    done.add(value);
    const container = value as Record<string, unknown>;
    let merges = false;
    for (const [key, inner] of Object.entries(container)) {
      visit(inner);
      if (typeof inner === 'string' && inner.startsWith(MERGE)) set(container, key, '<<');
      if (key.startsWith(MERGE)) merges = true;
    }
    if (merges) wrong = remake(container) ?? wrong;
  };

  visit(root);
  return wrong;
}

function remake(map: Record<string, unknown>): string | undefined {
  const entries = Object.entries(map);
  for (const [key] of entries) delete map[key];
  for (const [key, value] of entries) {
    if (!key.startsWith(MERGE)) {
      set(map, key, value);
      continue;
    }
    const sources: unknown[] = Array.isArray(value) ? [...value].reverse() : [value];
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) return '<< takes a map, or a list of maps';
      for (const [name, inner] of Object.entries(source)) set(map, name, inner);
    }
  }
  return undefined;
}

function set(map: object, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}
