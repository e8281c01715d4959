import type { Step } from './positions';

/** A map or a list as it is written: its keys, or its items, and their lines from 0. */
export interface Written {
  readonly names: unknown[];
  readonly lines: number[];
  /** What the keys of a map stand for. */
  readonly values: unknown[];
  /** The last place of each key; made when it is first asked for. */
  places?: Map<string, number>;
}

export const newWritten = (): Written => ({ names: [], lines: [], values: [] });

/** Which parts of a document someone asks for: a document may be far larger than what is wrong with it. */
export interface Wanted {
  get(step: Step): Wanted | undefined;
}

/** All of it. */
export const ALL: Wanted = { get: () => ALL };

/** What lies on these paths. */
export function onPaths(paths: Iterable<readonly Step[]>): Wanted {
  const root = new Map<Step, any>();
  for (const path of paths) {
    let at = root;
    for (const step of path) {
      if (!at.has(step)) at.set(step, new Map());
      at = at.get(step);
    }
  }
  return root;
}
