import type { Chunk, Flaw } from './flaw';

/** The mark of a byte order. */
const MARK = 0xfeff;

/**
 * The documents of a stream, cut where kubectl cuts it: at each line that starts
 * with `---`. On such a line stands nothing else but a comment.
 */
export function chunksOf(text: string): { chunks: Chunk[]; flaws: Flaw[] } {
  const chunks: Chunk[] = [];
  const flaws: Flaw[] = [];
  let line = 0;
  let start = 0;
  while (start <= text.length) {
    const end = nextSeparator(text, start);
    // Files that are joined by a pipe bring their marks along.
    if (text.charCodeAt(start) === MARK) start += 1;
    if (end > start) chunks.push({ text: text.slice(start, end), line, column: 0 });
    if (end >= text.length) break;
    line += linesIn(text, start, end);
    const newline = text.indexOf('\n', end);
    const rest = text.slice(end + 3, newline < 0 ? undefined : newline).trim();
    if (rest !== '' && !rest.startsWith('#')) {
      flaws.push({ line: line + 1, column: 4, message: 'only a comment may follow --- on its line: put what follows it on a line of its own' });
    }
    if (newline < 0) break;
    start = newline + 1;
    line += 1;
  }
  return { chunks, flaws };
}

function nextSeparator(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const at = text.indexOf('\n---', from);
  return at < 0 ? text.length : at + 1;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
