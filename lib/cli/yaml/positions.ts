import { isDeepStrictEqual } from 'node:util';
import type { State } from 'js-yaml';
import { load, MERGE } from './load';
import { readPlainBlock } from './plain-block';
import type { Written } from './written';

/** A key of a map, or an index of a list. */
export type Step = string | number;

/** A key that is written more than once in one map: the path of the map, and the lines. */
export interface Duplicate {
  readonly path: readonly Step[];
  readonly key: string;
  /** Lines of the chunk, from 0. */
  readonly lines: readonly number[];
  /** Whether it is the same each time. */
  readonly alike: boolean;
}

/** A node that js-yaml has begun. */
interface Open extends Written {
  readonly start: number;
  readonly line: number;
  readonly isValue: boolean;
  /** Where the last key ended, as long as no value followed it. */
  keyEnd?: number;
}

/** How many duplicates are told of one document. */
const MOST_DUPLICATES = 100;

/** Where each field of a document is written. Made only for documents with problems: it reads the text once more. */
export class Positions {
  /** Keys that kubectl takes for none: maps, lists and null. */
  public readonly strangeKeys: { line: number; what: string }[] = [];
  private readonly written = new Map<object, Written>();
  private readonly root: unknown;
  private readonly open: Open[] = [];

  constructor(private readonly text: string) {
    this.root = readPlainBlock(text, this.written) ?? this.reread(text);
  }

  /** The line, from 0, of the longest part of a path that is there; undefined where that is the root. */
  public lineOf(path: readonly Step[]): number | undefined {
    let at = this.root;
    let line: number | undefined;
    for (const step of path) {
      const written = typeof at === 'object' && at !== null ? this.written.get(at) : undefined;
      if (!written) break;
      const found = typeof step === 'number' ? itemLine(written, at, step) : keyLine(written, step);
      if (found === undefined) break;
      line = found;
      if (!Object.hasOwn(at as object, step)) break;
      at = (at as Record<Step, unknown>)[step];
    }
    return line;
  }

  /** Every key that is written more than once. */
  public duplicates(): Duplicate[] {
    const found: Duplicate[] = [];
    const seen = new Set<object>();
    const visit = (value: unknown, path: readonly Step[]): void => {
      if (typeof value !== 'object' || value === null || seen.has(value) || found.length >= MOST_DUPLICATES) return;
      seen.add(value);
      if (Array.isArray(value)) {
        value.forEach((item, i) => visit(item, [...path, i]));
        return;
      }
      const written = this.written.get(value);
      const keys = Object.keys(value);
      if (written && written.names.length > keys.length) found.push(...repeated(written, path));
      for (const key of keys) visit((value as Record<string, unknown>)[key], [...path, key]);
    };
    visit(this.root, []);
    return found;
  }

  private reread(text: string): unknown {
    this.written.clear();
    return load(text, { listener: (event, state) => (event === 'open' ? this.begin(state) : this.end(state)) });
  }

  private begin(state: State): void {
    const parent = this.open[this.open.length - 1];
    const isValue = parent?.keyEnd !== undefined && this.colonFollows(parent.keyEnd, state.position);
    this.open.push({ start: state.position, line: state.line, isValue, names: [], lines: [], values: [] });
  }

  private end(state: State): void {
    const node = this.open.pop()!;
    const value: unknown = state.result;
    // What js-yaml takes for a key at first it reads in a node within the node.
    if (typeof value === 'object' && value !== null && !this.written.has(value)) this.keep(value, node);
    const parent = this.open[this.open.length - 1];
    if (!parent) return;
    const last = parent.names.length - 1;
    if (node.isValue) {
      parent.keyEnd = undefined;
      parent.values[last] = value;
      if (parent.names[last] === null) this.strangeKeys.push({ line: parent.lines[last], what: 'null' });
    } else if (node.start !== state.position || this.text[node.start] === ':') { // js-yaml looks for one more key where a map has ended
      parent.names.push(value);
      parent.lines.push(node.line);
      parent.keyEnd = state.position;
    }
  }

  private keep(value: object, node: Open): void {
    this.written.set(value, node);
    if (Array.isArray(value)) return;
    node.names.forEach((name, i) => {
      if (typeof name === 'object' && name !== null) this.strangeKeys.push({ line: node.lines[i], what: Array.isArray(name) ? 'a list' : 'a map' });
    });
  }

  private colonFollows(end: number, before: number): boolean {
    const colon = /(?:\s|#[^\n]*)*:/y;
    colon.lastIndex = end;
    return colon.test(this.text) && colon.lastIndex <= before;
  }
}

const nameOf = (name: unknown) => (typeof name === 'object' && name !== null ? '[object Object]' : String(name));

/** The line of a key; where it is none of the map, that of a `<<` that may bring it. */
function keyLine(written: Written, key: string): number | undefined {
  written.places ??= new Map(written.names.map((name, i) => [nameOf(name), i]));
  const place = written.places.get(key) ?? written.names.findIndex(name => typeof name === 'string' && name.startsWith(MERGE));
  return written.lines[place];
}

/** The line of an item. An empty item of a list has none of its own. */
function itemLine(written: Written, list: unknown, index: number): number | undefined {
  if (!Array.isArray(list) || index >= list.length) return undefined;
  if (written.lines.length === list.length) return written.lines[index];
  let place = -1;
  for (let i = 0; i <= index; i++) if (Object.is(written.names[place + 1], list[i])) place += 1;
  return written.lines[Math.max(place, 0)];
}

function repeated({ names, lines, values }: Written, path: readonly Step[]): Duplicate[] {
  const places = new Map<string, number[]>();
  names.forEach((name, i) => {
    const key = nameOf(name);
    const known = places.get(key);
    if (known) known.push(i);
    else places.set(key, [i]);
  });
  return [...places].filter(([, all]) => all.length > 1).map(([key, all]) => ({
    path, key, lines: all.map(i => lines[i]), alike: all.every(i => isDeepStrictEqual(values[i], values[all[0]])),
  }));
}
