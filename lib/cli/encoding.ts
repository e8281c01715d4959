import { isUtf8 } from 'node:buffer';
import type { Flaw } from './yaml/flaw';

/** The text of a file: UTF-8, or UTF-16 with the mark that PowerShell writes. A text that is neither is a flaw. */
export function decoded(bytes: Buffer): string | Flaw {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (!isUtf8(bytes)) return invalidAt(bytes);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (hasMark ? bytes.subarray(3) : bytes).toString('utf8');
}

/** The first character that is no UTF-8. A line break is never a part of one. */
function invalidAt(bytes: Buffer): Flaw {
  let line = 1;
  let start = 0;
  for (;; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const content = bytes.subarray(start, end);
    if (!isUtf8(content)) return { line, column: content.toString('utf8').indexOf('\ufffd') + 1, message: 'not UTF-8: save the file as UTF-8' };
    start = end + 1;
  }
}
