/** No known word is longer. */
const LONGEST = 253;

/** The known word closest to a misspelt one, if one is close enough to suggest. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // Nobody misspells at such length, and the distance takes its square.
  if (word.length > LONGEST) return undefined;
  let best: string | undefined;
  // A suggestion keeps most of what was written.
  let least = Math.min(Math.max(2, Math.floor(word.length / 3)) + 1, word.length);
  for (const candidate of known) {
    const distance = edits(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance. */
export function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
