/** No known word is longer. */
const LONGEST = 253;
/** Of longer lists the front is searched. */
const MOST = 2000;

/** The known word closest to a misspelt one, if one is close enough to suggest. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // Nobody misspells at such length, and the distance takes its square.
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  // A suggestion keeps most of what was written.
  let least = Math.min(Math.max(2, Math.floor(word.length / 3)) + 1, word.length);
  for (let i = 0; i < known.length && i < MOST; i++) {
    const candidate = known[i];
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const distance = edits(lower, candidate.toLowerCase(), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance; of one that reaches a limit it only says so. */
export function edits(a: string, b: string, limit = Infinity): number {
  let row = new Uint16Array(b.length + 1);
  let next = new Uint16Array(b.length + 1);
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let smallest = next[0] = i;
    const character = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (character === b.charCodeAt(j - 1) ? 0 : 1);
      const distance = Math.min(replaced, row[j] + 1, next[j - 1] + 1);
      next[j] = distance;
      if (distance < smallest) smallest = distance;
    }
    if (smallest >= limit) return smallest;
    [row, next] = [next, row];
  }
  return row[b.length];
}
