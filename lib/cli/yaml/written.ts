/** A map or a list as it is written: its keys, or its items, and their lines from 0. */
export interface Written {
  readonly names: unknown[];
  readonly lines: number[];
  /** What the keys of a map stand for. */
  readonly values: unknown[];
  /** The last place of each key; made when it is first asked for. */
  places?: Map<string, number>;
}
