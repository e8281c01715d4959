import type { Json, Obj } from './corpus';
import type { Edit, Node } from './edits';
import { nodesOf } from './edits';

// Mistakes as people make them, one for each mutation. Every function gives all
// that it could do to a value; the sample is drawn from them.

type Operation = (node: Node, words: ReadonlyMap<string, number>) => Edit[];

const isMap = (value: Json | undefined): value is Obj => typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: Json) => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** One slip of the finger: a letter lost, doubled, or two swapped. */
export function typosOf(word: string): string[] {
  const at = Math.floor(word.length / 2);
  const typos = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at) + word.slice(at),
    word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1),
  ];
  return word.length < 3 ? [`${word}x`] : [...new Set(typos)].filter(typo => typo !== word);
}

const otherCases = (word: string) =>
  [word.toUpperCase(), word.toLowerCase(), word.charAt(0).toUpperCase() + word.slice(1), word.charAt(0).toLowerCase() + word.slice(1)];

/** The value under other types. */
function retyped(value: Json): Json[] {
  if (typeof value === 'string') return [7, true, null, [value], { value }, ...Number.isFinite(Number(value)) && value.trim() !== '' ? [Number(value)] : []];
  if (typeof value === 'number') return [String(value), value + 0.5, true, null, [value], `${value}x`];
  if (typeof value === 'boolean') return [String(value), Number(value), null, value ? 'yes' : 'no'];
  if (value === null) return ['', 0, {}];
  if (Array.isArray(value)) return [null, 'all', Object.fromEntries(value.map((item, i) => [String(i), item])), ...value.length > 0 ? [value[0]] : []];
  return [null, 'on', Object.values(value), [value]];
}

/** Values of the same type that are hardly meant. */
function extremes(value: Json): Json[] {
  if (typeof value === 'number') return [0, -1, -value, value * 1000, 65536, 2147483648, 1e15, value / 2];
  if (typeof value === 'string') {
    const amount = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(value);
    const amounts = amount ? [`-${value}`, `0${amount[2]}`, `${amount[1]}000000${amount[2]}`, `${amount[1]}xyz`, `${amount[1]} ${amount[2]}`] : [];
    return ['', `${value}${'-long'.repeat(60)}`, ` ${value}`, `${value}_%`, ...amounts];
  }
  if (Array.isArray(value)) return [[]];
  return isMap(value) ? [{}] : [];
}

const OPERATIONS: Record<string, Operation> = {
  drop: ({ path, value, parent }) => (isMap(parent) ? [{ operation: 'drop', path, says: `without (was ${shown(value)})` }] : []),
  rename: ({ path, value }) => (!isMap(value) ? [] : Object.keys(value).flatMap(key => typosOf(key).map(typo => ({
    operation: 'rename',
    path,
    value: Object.fromEntries(Object.entries(value).map(([name, item]) => [name === key ? typo : name, item])),
    says: `key '${key}' as '${typo}'`,
  })))),
  retype: ({ path, value }) => retyped(value).map(other => ({ operation: 'retype', path, value: other, says: `${shown(value)} -> ${shown(other)}` })),
  range: ({ path, value }) => extremes(value).map(other => ({ operation: 'range', path, value: other, says: `${shown(value)} -> ${shown(other)}` })),
  duplicate: ({ path, value }) => (!Array.isArray(value) ? [] : value.map((item, i) => ({
    operation: 'duplicate', path, value: [...value.slice(0, i + 1), item, ...value.slice(i + 1)], says: `item ${i} twice`,
  }))),
  reference: ({ path, value }, words) => (typeof value !== 'string' || (words.get(value) ?? 0) < 2 ? [] : [...typosOf(value), `${value}-x`].map(other => ({
    operation: 'reference', path, value: other, says: `${shown(value)} -> ${shown(other)}`,
  }))),
  enum: ({ path, value }) => (typeof value !== 'string' || !/^[A-Za-z][A-Za-z0-9]*$/.test(value) ? [] : [...new Set([...otherCases(value), ...typosOf(value)])]
    .filter(other => other !== value)
    .map(other => ({ operation: 'enum', path, value: other, says: `${shown(value)} -> ${shown(other)}` }))),
  remove: ({ path, value, parent }) => (Array.isArray(parent) ? [{ operation: 'remove', path, says: `without item (was ${shown(value)})` }] : []),
  unknown: ({ path, value }) => (!isMap(value) ? [] : [['enabled', true], ['extraOptions', { level: 'high' }], ['comment', 'for now']].map(([key, item]) => ({
    operation: 'unknown', path, value: { ...value, [key as string]: item as Json }, says: `with ${key}: ${shown(item as Json)}`,
  }))),
};

/** The names of what can be done, in the order in which they take turns. */
export const OPERATION_NAMES: readonly string[] = Object.keys(OPERATIONS);

/** Everything that one operation can do to an object; `words` counts the strings of the whole case. */
export function editsOf(object: Obj, operation: string, words: ReadonlyMap<string, number>): Edit[] {
  return nodesOf(object)
    .flatMap(node => OPERATIONS[operation](node, words))
    // The object itself is always a map: a file of anything else is no manifest.
    .filter(edit => edit.path.length > 0 || isMap(edit.value) && ['rename', 'unknown'].includes(operation));
}

/** How often each string of a case is a value. */
export function wordsOf(objects: readonly Obj[]): Map<string, number> {
  const words = new Map<string, number>();
  for (const { value } of objects.flatMap(object => nodesOf(object))) {
    if (typeof value === 'string' && value.length > 1) words.set(value, (words.get(value) ?? 0) + 1);
  }
  return words;
}
