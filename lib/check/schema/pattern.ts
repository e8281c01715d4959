/** No field with a pattern means longer texts; some patterns of upstream take a time quadratic in the text. */
const LONGEST_MATCHED = 4096;

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
