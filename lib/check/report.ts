import type { ProblemCode } from './codes';
import type { Level, Problem } from './problem';

/** Collects what rules find in one object. */
export class Report {
  constructor(private readonly where: string, private readonly found: Problem[]) {}

  /** The cluster refuses it, or the controller does at once; `got` is left out where the field is missing. */
  public refuse(code: ProblemCode, field: string, got: unknown, fix: string): void {
    this.add('error', code, field, got, fix);
  }

  /** Accepted, and then ignored, or not doing what it says. */
  public warn(code: ProblemCode, field: string, got: unknown, fix: string): void {
    this.add('warning', code, field, got, fix);
  }

  /** What cannot be known from here, or could be better. */
  public note(code: ProblemCode, field: string, got: unknown, fix: string): void {
    this.add('info', code, field, got, fix);
  }

  /** A field that the schema does not know; `near` is the known one it may have meant. */
  public unknown(field: string, fix: string, near: string | undefined): void {
    this.found.push({ where: this.where, level: 'error', code: 'SCHEMA_UNKNOWN_FIELD', field, fix, near });
  }

  private add(level: Level, code: ProblemCode, field: string, got: unknown, fix: string): void {
    this.found.push({ where: this.where, level, code, field, got, fix });
  }
}
