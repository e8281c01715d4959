import type { Manifest } from '../manifest';
import { record } from '../manifest';

/** Pods of one template. */
export interface PodSet {
  /** JSON path of the template. */
  readonly path: string;
  /** The template: metadata and spec. */
  readonly template: Record<string, any>;
  /** How many there are at once. */
  readonly count: number;
  /** With how few of them the rest can run; left out where it is all. */
  readonly least?: number;
  /** How many Kueue admits together, where it counts otherwise. */
  readonly queued?: number;
  /** What others of the same object call them. */
  readonly name?: unknown;
  /** Names of those that are gone before they start. */
  readonly after?: ReadonlySet<unknown>;
}

/** Where another object of the same input is looked up; `Objects` has it. */
export interface Lookup {
  /** An object of a kind, `group/Kind`; without a namespace where its kind has none. */
  find(kind: string, namespace: string | undefined, name: string): Manifest | undefined;
}

/** Reads the pods of a kind from its spec, which stands at a path. */
export type FindPodSets = (spec: Record<string, any>, at: string) => PodSet[];

export const whole = (value: unknown, otherwise: number): number => (Number.isInteger(value) ? value as number : otherwise);

export function podSet(template: unknown, path: string, count: number, rest: Partial<PodSet> = {}): PodSet {
  return { path, template: record(template), count, ...rest };
}

export const podOf = ({ template }: PodSet): Record<string, any> => record(template.spec);

/** Pods of a Job at a time. */
export function podsOfJob(spec: Record<string, any>): number {
  const parallelism = whole(spec.parallelism, 1);
  return Math.min(parallelism, whole(spec.completions, parallelism));
}
