/** One circle of a graph, given as the successors of each node; undefined where there is none. Takes no stack of the program. */
export function cycleOf(edges: ReadonlyArray<readonly number[]>): number[] | undefined {
  const state = new Uint8Array(edges.length);
  for (let root = 0; root < edges.length; root++) {
    if (state[root] !== 0) continue;
    const path = [root];
    const next = [0];
    state[root] = 1;
    while (path.length > 0) {
      const node = path[path.length - 1];
      const i = next[next.length - 1]++;
      if (i === edges[node].length) {
        state[node] = 2;
        path.pop();
        next.pop();
        continue;
      }
      const to = edges[node][i];
      if (state[to] === 1) return path.slice(path.indexOf(to));
      if (state[to] === 0) {
        state[to] = 1;
        path.push(to);
        next.push(0);
      }
    }
  }
  return undefined;
}

/** A circle by its names: `a -> b -> a`; of a long one the beginning. */
export function circleText(names: readonly unknown[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(' -> ')} -> ...` : [...names, names[0]].join(' -> ');
}

/** The nodes of a graph in an order in which each stands behind those it waits for; nodes on or behind a circle are left out. */
export function orderOf(edges: ReadonlyArray<readonly number[]>): number[] {
  const waiting = edges.map(to => to.length);
  const followers: number[][] = edges.map(() => []);
  edges.forEach((to, node) => to.forEach(other => followers[other].push(node)));
  const order = [...edges.keys()].filter(node => waiting[node] === 0);
  for (let i = 0; i < order.length; i++) {
    for (const follower of followers[order[i]]) if (--waiting[follower] === 0) order.push(follower);
  }
  return order;
}

/** Larger questions are answered with yes: nobody writes such graphs. */
const MAX_STEPS = 20_000_000;

/** Who waits for whom, directly or through others. */
export class Ancestry {
  private steps = 0;
  private readonly known = new Map<number, Set<number>>();

  constructor(private readonly edges: ReadonlyArray<readonly number[]>) {}

  /** Whether `node` waits for `other`. */
  public waits(node: number, other: number): boolean {
    if (this.edges[node].includes(other)) return true;
    if (this.steps > MAX_STEPS) return true;
    const known = this.known.get(node);
    if (known) return known.has(other);
    const seen = new Set<number>();
    const open = [...this.edges[node]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      this.steps += 1 + this.edges[next].length;
      open.push(...this.edges[next]);
    }
    // Kept for the next question about the same node alone: all of them would take the square of the graph.
    this.known.clear();
    this.known.set(node, seen);
    return seen.has(other);
  }
}
