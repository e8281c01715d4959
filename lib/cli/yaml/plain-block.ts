import { MAX_DEPTH } from './load';
import type { Step } from './positions';
import { plainScalar } from './scalars';
import type { Wanted, Written } from './written';
import { newWritten } from './written';

/**
 * Reads the YAML that Helm, kustomize, kubectl and cdk8s write: block maps and
 * lists, scalars in one line, literal texts. Several times as fast as a reader
 * of all of YAML; undefined where a document is anything more than that, right
 * or wrong: then js-yaml says what it is.
 */
export function readPlainBlock(text: string, notes?: Notes): object | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    return new PlainBlock(text, notes).read();
  } catch (error) {
    if (error === BEYOND) return undefined;
    throw error;
  }
}

/** Where to write down what is in which line, and of what. */
export interface Notes {
  readonly written: Map<object, Written>;
  readonly wanted: Wanted;
}

/** Tabs, carriage returns, control characters, line breaks of Unicode, characters of two halves. */
const UNUSUAL = /[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const BEYOND = new Error('more than plain block YAML');

const SPACE = 0x20, QUOTE = 0x22, HASH = 0x23, APOSTROPHE = 0x27, DASH = 0x2d, COLON = 0x3a;

/** Characters of keys that need no second look. */
const KEY = new Uint8Array(128);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-') KEY[c.charCodeAt(0)] = 1;
/** Characters that begin something other than a plain scalar, or may do so. */
const INDICATOR = new Uint8Array(128);
for (const c of ',[]{}#&*!|>%@`?:"\'') INDICATOR[c.charCodeAt(0)] = 1;

class PlainBlock {
  /** The line that is being read: where its content begins and ends, and how far it is indented. */
  private start = 0;
  private end = 0;
  private indent = -1;
  private line = -1;
  private next = 0;
  private depth = 0;

  /** What is wanted of the node that is read. */
  private wanted?: Wanted;

  constructor(private readonly text: string, private readonly notes?: Notes) {
    this.wanted = notes?.wanted;
  }

  public read(): object {
    this.advance();
    if (this.indent !== 0) throw BEYOND;
    const root = this.block();
    if (this.indent >= 0) throw BEYOND;
    return root;
  }

  /** Goes to the next line that is neither blank nor a comment; at the end the indent is -1. */
  private advance(): void {
    const { text } = this;
    while (this.next < text.length) {
      const from = this.next;
      let start = from;
      while (text.charCodeAt(start) === SPACE) start += 1;
      const newline = text.indexOf('\n', start);
      this.end = newline < 0 ? text.length : newline;
      this.next = this.end + 1;
      this.line += 1;
      if (start === this.end || text.charCodeAt(start) === HASH) continue;
      this.start = start;
      this.indent = start - from;
      return;
    }
    this.indent = -1;
  }

  private block(): object {
    if (this.depth >= MAX_DEPTH) throw BEYOND;
    this.depth += 1;
    const value = this.atDash() ? this.list(this.indent) : this.map(this.indent);
    this.depth -= 1;
    return value;
  }

  private map(indent: number): object {
    const map: Record<string, unknown> = {};
    const written = this.begin(map);
    do {
      const after = this.keyEnd();
      if (after < 0) throw BEYOND;
      const key = this.key(after);
      if (Object.hasOwn(map, key)) throw BEYOND;
      if (written) this.note(written, key);
      map[key] = written ? this.noted(key, () => this.value(after + 1, indent, true)) : this.value(after + 1, indent, true);
    } while (this.indent === indent && !this.atDash());
    if (this.indent > indent) throw BEYOND;
    return map;
  }

  private list(indent: number): object {
    const list: unknown[] = [];
    const written = this.begin(list);
    do {
      if (written) this.note(written, list.length);
      list.push(written ? this.noted(list.length, () => this.item(indent)) : this.item(indent));
    } while (this.indent === indent && this.atDash());
    if (this.indent > indent) throw BEYOND;
    return list;
  }

  private item(indent: number): unknown {
    let at = this.start + 1;
    while (this.text.charCodeAt(at) === SPACE) at += 1;
    if (at === this.end || !(this.atDash(at) || this.keyEnd(at) >= 0)) return this.value(this.start + 1, indent, false);
    // What follows the dash is a block of its own.
    this.indent = indent + at - this.start;
    this.start = at;
    return this.block();
  }

  private begin(container: object): Written | undefined {
    if (!this.wanted) return undefined;
    const written = newWritten();
    this.notes!.written.set(container, written);
    return written;
  }

  private noted(step: Step, read: () => unknown): unknown {
    const { wanted } = this;
    this.wanted = wanted!.get(step);
    const value = read();
    this.wanted = wanted;
    return value;
  }

  private note({ names, lines }: Written, name: unknown): void {
    names.push(name);
    lines.push(this.line);
  }

  private atDash(at = this.start): boolean {
    return this.text.charCodeAt(at) === DASH && (at + 1 === this.end || this.text.charCodeAt(at + 1) === SPACE);
  }

  /** The offset of the colon after the key that begins at `at`; -1 where there is no key, or none so simple. */
  private keyEnd(at = this.start): number {
    const { text, end } = this;
    const first = text.charCodeAt(at);
    if (first === QUOTE || first === APOSTROPHE) {
      const close = text.indexOf(first === QUOTE ? '"' : "'", at + 1);
      if (close < 0 || close >= end || text.charCodeAt(close + 1) !== COLON) return -1;
      at = close + 1;
    } else {
      if (first === DASH) return -1;
      while (at < end && KEY[text.charCodeAt(at)] === 1) at += 1;
    }
    return text.charCodeAt(at) === COLON && (at + 1 === end || text.charCodeAt(at + 1) === SPACE) ? at : -1;
  }

  private key(colon: number): string {
    const { text, start } = this;
    if (colon - start > 1000 || colon === start) throw BEYOND;
    const first = text.charCodeAt(start);
    const isQuoted = first === QUOTE || first === APOSTROPHE;
    const key = isQuoted ? text.slice(start + 1, colon - 1) : text.slice(start, colon);
    if (key === '__proto__' || (isQuoted ? key.includes('\\') : plainScalar(key) !== key)) throw BEYOND;
    return key;
  }

  /** What follows a key or a dash, from `at` on; goes to the line after it. */
  private value(at: number, indent: number, isOfKey: boolean): unknown {
    const { text, end } = this;
    while (at < end && text.charCodeAt(at) === SPACE) at += 1;
    if (at === end || text.charCodeAt(at) === HASH) {
      this.advance();
      if (this.indent > indent) return this.block();
      return isOfKey && this.indent === indent && this.atDash() ? this.block() : null;
    }
    switch (text[at]) {
      case '"': case "'": return this.quoted(at);
      case '|': return this.literal(at, indent);
      case '[': return this.empty(at, ']', []);
      case '{': return this.empty(at, '}', {});
      default: return this.plain(at);
    }
  }

  private plain(at: number): unknown {
    const { text, end } = this;
    const first = text.charCodeAt(at);
    if (first < 128 && INDICATOR[first] === 1 || this.atDash(at)) throw BEYOND;
    let last = at;
    for (let i = at; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === SPACE) continue;
      if (c === HASH && text.charCodeAt(i - 1) === SPACE) break;
      if (c === COLON && (i + 1 === end || text.charCodeAt(i + 1) === SPACE)) throw BEYOND;
      last = i;
    }
    const value = plainScalar(text.slice(at, last + 1));
    if (typeof value === 'number' && !Number.isFinite(value)) throw BEYOND;
    this.advance();
    return value;
  }

  private quoted(at: number): string {
    const quote = this.text[at];
    let close = this.text.indexOf(quote, at + 1);
    if (quote === '"') {
      while (close >= 0 && close < this.end && this.isEscaped(close)) close = this.text.indexOf('"', close + 1);
    } else {
      while (close >= 0 && close < this.end && this.text[close + 1] === "'") close = this.text.indexOf("'", close + 2);
    }
    if (close < 0 || close >= this.end) throw BEYOND;
    this.onlyComment(close + 1);
    const content = this.text.slice(at + 1, close);
    this.advance();
    if (quote === "'") return content.includes("'") ? content.replace(/''/g, "'") : content;
    if (!content.includes('\\')) return content;
    if (!/^(?:[^\\]|\\["\\nt])*$/.test(content)) throw BEYOND;
    return JSON.parse(`"${content}"`) as string;
  }

  private isEscaped(at: number): boolean {
    let slashes = 0;
    while (this.text[at - 1 - slashes] === '\\') slashes += 1;
    return slashes % 2 === 1;
  }

  private empty<Empty extends object>(at: number, close: string, value: Empty): Empty {
    if (this.text[at + 1] !== close) throw BEYOND;
    this.onlyComment(at + 2);
    this.begin(value);
    this.advance();
    return value;
  }

  private onlyComment(at: number): void {
    const rest = this.text.slice(at, this.end);
    if (rest !== '' && !/^ +(?:#.*)?$/.test(rest)) throw BEYOND;
  }

  /** The text after `|` or `|-`, as it is written. */
  private literal(at: number, indent: number): string {
    const { text } = this;
    const strip = text.charCodeAt(at + 1) === DASH;
    if (text.slice(at + (strip ? 2 : 1), this.end).trim() !== '') throw BEYOND;
    let content = '';
    let blank = '\n';
    let width = -1;
    while (this.next < text.length) {
      const from = this.next;
      let start = from;
      while (text.charCodeAt(start) === SPACE) start += 1;
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      const isBlank = start === end;
      if (width < 0 && !isBlank) {
        width = start - from;
        if (width <= indent || blank.length > 1) throw BEYOND;
        blank = '';
      }
      if (!isBlank && start - from < width) break;
      if (isBlank && (width < 0 || start - from <= width)) blank += '\n';
      else {
        content += blank + text.slice(from + width, end);
        blank = '\n';
      }
      this.next = end + 1;
      this.line += 1;
    }
    if (width < 0) throw BEYOND;
    this.advance();
    return strip ? content : `${content}\n`;
  }
}
