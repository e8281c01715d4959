/** The variables of a template: its own, and those of one step or task on top. */
export class Scope {
  private readonly names = new Set<string>();
  private readonly roots = new Set<string>();

  constructor(private readonly outer?: Scope) {}

  public add(...names: readonly string[]): void {
    for (const name of names) this.names.add(name);
  }

  /** Everything below a root may be: `steps.a.` where the template of `a` is not in the input. */
  public addAll(root: string): void {
    this.roots.add(root);
  }

  public has(name: string): boolean {
    if (this.names.has(name) || this.outer?.has(name)) return true;
    if (this.roots.size === 0) return false;
    // `steps.a.` of `steps.a.outputs.result`
    const second = name.indexOf('.', name.indexOf('.') + 1);
    return second > 0 && this.roots.has(name.slice(0, second + 1));
  }

  /** All names that start alike, for suggestions. */
  public starting(root: string): string[] {
    return [...this.outer?.starting(root) ?? [], ...[...this.names].filter(name => name.startsWith(root))];
  }
}

/** Any `{{item.x}}` is taken where items come out of a parameter. */
export const ANY_ITEM = 'item.*';
export const ANY_OUTPUT_PARAMETER = 'workflow.outputs.parameters.*';
export const ANY_OUTPUT_ARTIFACT = 'workflow.outputs.artifacts.*';
