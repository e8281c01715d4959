/** Objects that are said to exist in the cluster already: `kind/name` or `kind/namespace/name`. */
export class External {
  private readonly declared: ReadonlySet<string>;

  constructor(external: readonly string[]) {
    this.declared = new Set(external.map(one => one.toLowerCase()));
  }

  /** Whether an object of a kind, `group/Kind`, is said to exist. */
  public has(kind: string, namespace: string | undefined, name: string): boolean {
    if (this.declared.size === 0) return false;
    const word = kind.slice(kind.indexOf('/') + 1).toLowerCase();
    return this.declared.has(`${word}/${name.toLowerCase()}`) || this.declared.has(`${word}/${namespace ?? ''}/${name.toLowerCase()}`);
  }
}

/** How to say that an object exists; `kind` is `group/Kind`. */
export const howToSay = (kind: string, name: string) => `say so with --external ${kind.slice(kind.indexOf('/') + 1).toLowerCase()}/${name}, or Platform external`;
