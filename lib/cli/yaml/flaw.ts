/** Why a text cannot be read, and where: line and column count from 1. */
export interface Flaw {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A piece of a text that is read by itself, and where it starts: counted from 0. */
export interface Chunk {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What makes a chunk unreadable, at an offset of its text. */
export class Unreadable extends Error {
  constructor(message: string, public readonly offset: number) {
    super(message);
  }
}

/** The place of an offset of a chunk, in the lines of the whole text. */
export function flawAt(chunk: Chunk, offset: number, message: string): Flaw {
  let line = 0;
  let start = 0;
  for (let at = chunk.text.indexOf('\n'); at >= 0 && at < offset; at = chunk.text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line: chunk.line + line + 1, column: offset - start + 1 + (line === 0 ? chunk.column : 0), message };
}

/** The offset of what comes first that is no blank line and no comment. */
export function contentStart(text: string): number {
  return /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*/.exec(text)![0].length;
}
