import type { Amounts } from './amount';
import { countOf, written } from './amount';
import type { Ask } from './ask';
import { asked, totalOfAsk, totalOfAsks } from './ask';
import type { KueueCapacity, ResourceGroup } from './kueue-capacity';

/** Why pods together never get quota. */
export interface Misfit {
  readonly resource: string;
  /** The sum in words. */
  readonly got: string;
  /** What the queue can give; undefined where it knows nothing of the resource. */
  readonly most?: string;
}

/** What one flavor can give, by resource; undefined where there is no bound. */
type Row = ReadonlyMap<string, bigint | undefined>;

/** How many ways to place the pods are tried before they are taken to fit. */
const MOST_STEPS = 2000;

/** What keeps pods out of a ClusterQueue for ever; nothing where that cannot be known. */
export function misfitsIn(queue: string, asks: readonly Ask[], capacity: KueueCapacity): Misfit[] {
  const groups = capacity.groupsOf(queue);
  if (!groups || groups.length === 0) return [];
  const covered = new Map(groups.flatMap(group => [...group.resources].map(resource => [resource, group] as const)));
  const seen = asks.filter(({ count }) => count > 0).map(ask => withPods(ask, covered.has('pods')));
  const resources = new Set(seen.flatMap(({ each }) => [...each].flatMap(([resource, amount]) => (amount > 0n ? [resource] : []))));
  const unknown = [...resources].filter(resource => !covered.has(resource)).map(resource => ({ resource, got: asked(seen, resource) }));
  return [...unknown, ...groups.flatMap(group => misfitIn(queue, group, seen, capacity))];
}

/** Kueue counts pods where the queue has a quota of them. */
function withPods(ask: Ask, isCovered: boolean): Ask {
  return isCovered ? { ...ask, each: new Map<string, bigint>([...ask.each, ['pods', countOf(1)]]) as Amounts } : ask;
}

/** Pods of one template get all resources of a group in one flavor. */
function misfitIn(queue: string, { resources, flavors }: ResourceGroup, asks: readonly Ask[], capacity: KueueCapacity): Misfit[] {
  const rows = flavors.map(flavor => new Map([...resources].map(resource => [resource, capacity.of(queue, flavor, resource)] as const)));
  const asking = asks.filter(ask => [...resources].some(resource => totalOfAsk(ask, resource) > 0n));
  const wanted = [...resources].filter(resource => totalOfAsks(asking, resource) > 0n);
  const told = (resource: string, of: readonly Ask[]): Misfit => ({ resource, got: asked(of, resource), most: mostIn(resource, flavors, rows) });
  const above = wanted.filter(resource => exceeds(totalOfAsks(asking, resource), sumOf(resource, rows)));
  if (above.length > 0) return above.map(resource => told(resource, asking));
  for (const ask of asking) {
    const large = wanted.filter(resource => rows.every(row => exceeds(totalOfAsk(ask, resource), row.get(resource))));
    if (large.length > 0) return large.map(resource => told(resource, [ask]));
  }
  if (isPlaceable(asking, rows)) return [];
  const scarce = wanted.find(resource => rows.some(row => exceeds(totalOfAsks(asking, resource), row.get(resource)))) ?? wanted[0];
  return [told(scarce, asking)];
}

const exceeds = (amount: bigint, most: bigint | undefined) => most !== undefined && amount > most;

function sumOf(resource: string, rows: readonly Row[]): bigint | undefined {
  return rows.reduce<bigint | undefined>((sum, row) => {
    const most = row.get(resource);
    return sum === undefined || most === undefined ? undefined : sum + most;
  }, 0n);
}

/** Whether there is a flavor for each template, so that those of one flavor have room together. */
function isPlaceable(asks: readonly Ask[], rows: readonly Row[]): boolean {
  let steps = 0;
  const used = rows.map(() => new Map<string, bigint>());
  const place = (index: number): boolean => {
    if (index === asks.length || ++steps > MOST_STEPS) return true;
    return rows.some((row, i) => {
      const fits = [...row].every(([resource, most]) => !exceeds((used[i].get(resource) ?? 0n) + totalOfAsk(asks[index], resource), most));
      if (!fits) return false;
      add(used[i], asks[index], row, 1n);
      const done = place(index + 1);
      add(used[i], asks[index], row, -1n);
      return done;
    });
  };
  return place(0);
}

function add(used: Map<string, bigint>, ask: Ask, row: Row, sign: bigint): void {
  for (const resource of row.keys()) used.set(resource, (used.get(resource) ?? 0n) + sign * totalOfAsk(ask, resource));
}

/** `at most 8`, or what each flavor has. */
function mostIn(resource: string, flavors: readonly string[], rows: readonly Row[]): string {
  const each = flavors.map((flavor, i) => ({ flavor, most: rows[i].get(resource) })).slice(0, 4);
  const shown = (most: bigint | undefined) => (most === undefined ? 'any' : written(resource, most));
  if (flavors.length === 0) return 'none, as it has no flavor';
  if (flavors.length === 1) return `at most ${shown(each[0].most)}`;
  return `at most ${each.map(({ flavor, most }) => `${shown(most)} of flavor ${flavor}`).join(', ')}${flavors.length > 4 ? ', ...' : ''}`;
}
