/** No field means longer texts; matching them could take minutes. */
const LONGEST_MATCHED = 16384;

const COMPILED = new Map<string, RegExp>();

/** Whether a text fits a pattern of a CRD, read as Go reads it. */
export function fitsPattern(text: string, pattern: string): boolean {
  let regExp = COMPILED.get(pattern);
  if (!regExp) COMPILED.set(pattern, regExp = toRegExp(pattern));
  return text.length <= LONGEST_MATCHED && regExp.test(text);
}

/** Flags stand inside a pattern in Go, and beside it here. */
function toRegExp(pattern: string): RegExp {
  const flags = /^(\^?)\(\?([ims]+)\)/.exec(pattern);
  return flags ? new RegExp(flags[1] + pattern.slice(flags[0].length), `u${flags[2]}`) : new RegExp(pattern, 'u');
}
