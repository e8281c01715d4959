import type { ProblemCode } from '../codes';
import { nearest } from '../nearest';
import type { Report } from '../report';

/** What became of a field that people still write; undefined where nothing is known. */
export type Hint = (path: string) => string | undefined;

/** Where in a manifest a schema is, and what becomes of its findings. */
export class Cursor {
  /** Whether anything was found. */
  public failed = false;
  private readonly path: Array<string | number> = [];

  /** Without a report it only tells whether a value fits. `decoded`: whether Go types read the object when it is created. */
  constructor(private readonly report?: Report, private readonly hint?: Hint, public readonly decoded = true) {}

  public enter(step: string | number): void {
    this.path.push(step);
  }

  public leave(): void {
    this.path.pop();
  }

  /** The field, or index, of the value here. */
  public get name(): string | number {
    return this.path[this.path.length - 1];
  }

  /** Whether the value here is an item of a list. */
  public get inList(): boolean {
    return typeof this.path[this.path.length - 1] === 'number';
  }

  public get depth(): number {
    return this.path.length;
  }

  /** A cursor that only tells whether a value fits. */
  public trial(): Cursor {
    return new Cursor();
  }

  /** The known word nearest to a misspelt one; nobody hears it where nothing is reported. */
  public near(word: string, known: readonly string[]): string | undefined {
    return this.report && nearest(word, known);
  }

  /** A whole number with too many bits: refused where Go reads it, else accepted, and the controller stumbles over it. */
  public overflow(got: number, bits: number): void {
    if (this.decoded) this.refuse('SCHEMA_RANGE', got, `a whole number of ${bits} bits`);
    else this.report?.warn('SCHEMA_RANGE', this.field(), got, `a whole number of ${bits} bits: the server takes it, and the controller cannot read it`);
  }

  /** Refuses a field that the schema does not know. */
  public unknown(name: string, known: readonly string[]): void {
    this.failed = true;
    if (!this.report) return;
    const field = this.field(name);
    const hint = this.hint?.(field);
    const near = hint === undefined ? nearest(name, known) : undefined;
    const some = known.length <= 12 ? `; known here: ${known.join(', ')}` : '';
    this.report.unknown(field, `unknown field${hint ? `: ${hint}` : near ? `; did you mean '${near}'?` : some}`, hint ?? near);
  }

  /** Refuses the value here, or the one at `step` below. */
  public refuse(code: ProblemCode, got: unknown, fix: string, step?: string | number): void {
    this.failed = true;
    this.report?.refuse(code, this.field(step), got, fix);
  }

  /** The path of the value here as people write it: `spec.containers[0].resources.limits['nvidia.com/gpu']`. */
  public field(step?: string | number): string {
    return fieldOf(step === undefined ? this.path : [...this.path, step]);
  }
}

/** A path as people write it. */
export function fieldOf(path: ReadonlyArray<string | number>): string {
  let field = '';
  for (const step of path) {
    if (typeof step === 'number') field += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(step)) field += field === '' ? step : `.${step}`;
    else field += `['${step}']`;
  }
  return field;
}
