/** What a problem code means to whoever searches for it; a row of `docs/errors.md`. */
export interface CodeInfo {
  /** What is wrong, in one sentence. */
  readonly means: string;
  /** Why the cluster refuses it, or what it does instead. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Where it is documented: a component and version, or a page. */
  readonly source: string;
}

/** Keeps the names of the codes for the type system. */
export function codes<Name extends string>(table: Record<Name, CodeInfo>): Record<Name, CodeInfo> {
  return table;
}
