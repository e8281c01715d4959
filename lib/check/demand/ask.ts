import { inWords, within, written } from './amount';
import type { Amounts } from './amount';

/** What so many pods of one template ask. */
export interface Ask {
  /** JSON path of the template. */
  readonly path: string;
  readonly count: number;
  /** Of one pod. */
  readonly each: Amounts;
}

const MOST_PARTS = 4;

export const totalOfAsk = ({ count, each }: Ask, resource: string): bigint => (each.get(resource) ?? 0n) * BigInt(within(count));

export const totalOfAsks = (asks: readonly Ask[], resource: string): bigint => asks.reduce((sum, ask) => sum + totalOfAsk(ask, resource), 0n);

/** `16 x nvidia.com/gpu (2 pods x 8)` */
export function asked(asks: readonly Ask[], resource: string, total = totalOfAsks(asks, resource)): string {
  const counts = new Map<bigint, number>();
  for (const { count, each } of asks) {
    const one = each.get(resource) ?? 0n;
    if (one > 0n && count > 0) counts.set(one, (counts.get(one) ?? 0) + count);
  }
  const parts = [...counts].map(([one, count]) => `${count} ${count === 1 ? 'pod' : 'pods'} x ${written(resource, one)}`);
  const sum = inWords(resource, total);
  if (parts.length === 1 && [...counts.values()][0] === 1) return `${sum} (1 pod)`;
  return `${sum} (${parts.slice(0, MOST_PARTS).join(', ')}${parts.length > MOST_PARTS ? ', ...' : ''})`;
}
