import type { Chunk } from './flaw';

/** The value of a JSON text; undefined where it is none, or holds what `JSON.parse` loses: numbers beyond 2^53, keys written twice. */
export function jsonValue(text: string): object | undefined {
  if (/\d{16}/.test(text) && /[:[,\s]-?\d{16}/.test(text)) return undefined;
  const value = parsed(text);
  return value && keysWritten(text) === keysOf(value) ? value : undefined;
}

export const isJson = (text: string): boolean => parsed(text) !== undefined;

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON texts one after the other, as kubectl takes them; undefined where it is not several of them. */
export function jsonTexts({ text, line, column }: Chunk): Chunk[] | undefined {
  const found: Chunk[] = [];
  const at = { line, column, offset: 0, newline: text.indexOf('\n') };
  for (let end = 0; ;) {
    const start = blankEnd(text, end);
    if (start === text.length) break;
    const close = closing(text, start);
    if (close === undefined) return undefined;
    move(at, text, start);
    found.push({ text: text.slice(start, close), line: at.line, column: at.column });
    end = close;
  }
  return found.length > 1 ? found : undefined;
}

function blankEnd(text: string, from: number): number {
  const blank = /[ \t\r\n]*/y;
  blank.lastIndex = from;
  return from + blank.exec(text)![0].length;
}

/** Goes on to an offset, counting lines. */
function move(at: { line: number; column: number; offset: number; newline: number }, text: string, to: number): void {
  for (; at.newline >= 0 && at.newline < to; at.newline = text.indexOf('\n', at.newline + 1)) {
    at.line += 1;
    at.column = 0;
    at.offset = at.newline + 1;
  }
  at.column += to - at.offset;
  at.offset = to;
}

/** The offset after the bracket that closes the one at `start`. */
function closing(text: string, start: number): number | undefined {
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  const tokens = /["{}[\]]/g;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '"') {
      const end = stringEnd(text, token.index);
      if (end === undefined) return undefined;
      tokens.lastIndex = end;
    } else {
      depth += token[0] === '{' || token[0] === '[' ? 1 : -1;
      if (depth === 0) return tokens.lastIndex;
    }
  }
  return undefined;
}

/** The offset after the quote that ends the string at `start`. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at + 1;
  }
  return undefined;
}

/** How many strings of a valid JSON text are keys. */
function keysWritten(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = stringEnd(text, at)!;
    let next = text.charCodeAt(at);
    for (let i = at; next === 0x20 || next === 0x0a || next === 0x0d || next === 0x09; next = text.charCodeAt(i)) i += 1;
    if (next === 0x3a) keys += 1;
  }
  return keys;
}

function keysOf(value: object): number {
  let keys = 0;
  const waiting: object[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === null || typeof next !== 'object') continue;
    const inner: object[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) keys += inner.length;
    for (const item of inner) if (typeof item === 'object' && item !== null) waiting.push(item);
  }
  return keys;
}
