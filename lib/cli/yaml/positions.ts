import { isDeepStrictEqual } from 'node:util';
import type { State } from 'js-yaml';
import { load, MERGE } from './load';
import { readPlainBlock } from './plain-block';
import type { Wanted, Written } from './written';
import { ALL, newWritten } from './written';

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
interface Open {
  readonly start: number;
  readonly line: number;
  readonly isValue: boolean;
  readonly wanted?: Wanted;
  /** Kept of what is wanted alone. */
  readonly written?: Written;
  /** How many keys or items it has so far. */
  count: number;
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
  private readonly wanted: Wanted;
  private readonly root: unknown;
  private readonly open: Open[] = [];

  /** Through an alias a path leads to what is written elsewhere: then all of it is kept, wanted or not. */
  constructor(private readonly text: string, wanted: Wanted = ALL) {
    this.wanted = /(?:^|[\s,[{])&[^\s&]/.test(text) ? ALL : wanted;
    this.root = readPlainBlock(text, { written: this.written, wanted: this.wanted }) ?? this.reread(text);
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
      if (written && written.names.length > keys.length) found.push(...repeated(written, path).slice(0, MOST_DUPLICATES));
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
    const wanted = parent ? this.wantedIn(parent, isValue, state.position) : this.wanted;
    this.open.push({ start: state.position, line: state.line, isValue, wanted, written: wanted && newWritten(), count: 0 });
  }

  private wantedIn(parent: Open, isValue: boolean, position: number): Wanted | undefined {
    if (!parent.wanted || !parent.written) return undefined;
    if (isValue) return parent.wanted.get(nameOf(parent.written.names[parent.count - 1]));
    // What js-yaml takes for a key at first it reads in a node within the node.
    return parent.count === 0 && this.isNodeItself(parent.start, position) ? parent.wanted : parent.wanted.get(parent.count);
  }

  private end(state: State): void {
    const node = this.open.pop()!;
    const value: unknown = state.result;
    if (node.written && typeof value === 'object' && value !== null && !this.written.has(value)) this.keep(value, node.written);
    const parent = this.open[this.open.length - 1];
    if (!parent) return;
    if (node.isValue) {
      parent.keyEnd = undefined;
      if (parent.written) this.keepValue(parent.written, value);
    } else if (node.start !== state.position || this.text[node.start] === ':') { // js-yaml looks for one more key where a map has ended
      parent.count += 1;
      parent.keyEnd = state.position;
      parent.written?.names.push(value);
      parent.written?.lines.push(node.line);
    }
  }

  private keep(value: object, written: Written): void {
    this.written.set(value, written);
    if (Array.isArray(value)) return;
    written.names.forEach((name, i) => {
      if (typeof name === 'object' && name !== null) this.strangeKeys.push({ line: written.lines[i], what: Array.isArray(name) ? 'a list' : 'a map' });
    });
  }

  private keepValue({ names, lines, values }: Written, value: unknown): void {
    const last = names.length - 1;
    values[last] = value;
    if (names[last] === null) this.strangeKeys.push({ line: lines[last], what: 'null' });
  }

  /** Whether between the beginning of a node and that of its first part there is nothing that opens a list or a map. */
  private isNodeItself(start: number, position: number): boolean {
    let at = this.afterBlank(start);
    while (at < position && (this.text[at] === '&' || this.text[at] === '!')) {
      while (at < position && !isBlank(this.text[at])) at++;
      at = this.afterBlank(at);
    }
    return at >= position;
  }

  private colonFollows(end: number, before: number): boolean {
    const at = this.afterBlank(end);
    return at < before && this.text[at] === ':';
  }

  /** Where blanks and comments end. */
  private afterBlank(start: number): number {
    let at = start;
    for (;;) {
      while (isBlank(this.text[at])) at++;
      if (this.text[at] !== '#') return at;
      const end = this.text.indexOf('\n', at);
      at = end < 0 ? this.text.length : end;
    }
  }
}

const isBlank = (character: string | undefined) => character !== undefined && /\s/.test(character);

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
