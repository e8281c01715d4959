import { createHash } from 'crypto';

/** A short name for a content. */
export function hashOf(...parts: unknown[]): string {
  return createHash('sha256').update(parts.map(part => (typeof part === 'string' ? part : JSON.stringify(part))).join('\0')).digest('hex').slice(0, 24);
}

/** Numbers from 0 up to, not including, 1: the same for the same seed. */
export function randomOf(seed: string): () => number {
  const most = 2147483647;
  let state = 1 + parseInt(hashOf(seed).slice(0, 10), 16) % (most - 1);
  return () => {
    state = state * 48271 % most;
    return (state - 1) / (most - 1);
  };
}

/** The items in another order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

/** One of each list in turn, until all are used up. */
export function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const most = lists.reduce((longest, list) => Math.max(longest, list.length), 0);
  return Array.from({ length: most }, (_, i) => lists.filter(list => i < list.length).map(list => list[i])).flat();
}
