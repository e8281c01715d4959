import type { INPUT_CODES } from './codes';
import { stepsOf } from './field-path';
import { pathOf, printable } from './names';
import type { Located, Stray } from './objects';
import type { Level, Problem, ProblemCode } from '../check';
import { describeProblem } from '../check';
import type { Document } from './yaml/document';
import { positionsOf } from './yaml/document';
import type { Flaw } from './yaml/flaw';
import { contentStart, flawAt } from './yaml/flaw';
import type { Duplicate, Positions, Step } from './yaml/positions';

/** One line of the report. */
export interface Finding {
  readonly file: string;
  /** From 1; none where a file cannot be opened. */
  readonly line?: number;
  /** Of what cannot be read. */
  readonly column?: number;
  /** None where there is nothing but a text that cannot be read. */
  readonly object?: Located;
  readonly code: ProblemCode | keyof typeof INPUT_CODES;
  readonly level: Level;
  /** The JSON path of the field; empty where there is no object. */
  readonly path: string;
  /** What is wrong and how to mend it, in one line. */
  readonly message: string;
}

/** Turns problems into findings: knows the line of each field. */
export class Findings {
  public readonly all: Finding[] = [];
  private readonly lines = new Map<Located, number>();
  private readonly lists = new Map<Document, Positions | undefined>();
  private last?: { document: Document; positions?: Positions };

  /** What cannot be read. */
  public unusable(file: string, { line, column, message }: Partial<Flaw> & Pick<Flaw, 'message'>): void {
    this.all.push({ file, line, column, code: 'INPUT_UNUSABLE', level: 'error', path: '', message: printable(message) });
  }

  /** What stands where an object is expected. */
  public stray(file: string, document: Document, { steps, message }: Stray): void {
    this.unusable(file, { line: this.lineAt(document, steps), column: 1, message: steps.length === 0 ? message : `${pathOf(steps)}: ${message}` });
  }

  /** The keys that a document holds more than once. */
  public duplicates(file: string, document: Document, objects: readonly Located[]): void {
    for (const duplicate of this.positions(document)?.duplicates() ?? []) {
      const object = objects.find(({ steps }) => steps.every((step, i) => duplicate.path[i] === step));
      const path = pathOf([...duplicate.path, duplicate.key].slice(object?.steps.length ?? 0));
      const lines = duplicate.lines.map(line => document.chunk.line + line + 1);
      this.all.push({
        file, object, path, line: lines[lines.length - 1], code: 'DUPLICATE_KEY', level: duplicate.alike ? 'warning' : 'error',
        message: printable(`${path}: ${toldTwice(lines, duplicate)}`),
      });
    }
  }

  /** What is wrong with an object. `placeOf` gives the objects that the words of a problem name. */
  public problem(object: Located, problem: Problem, placeOf: (where: string) => Located | undefined): void {
    const { document, steps } = object;
    const { path = problem.field } = problem;
    const fix = problem.fix.replace(/\[([^[\]]+#\d+)\]/g, (text, where: string) => {
      const other = placeOf(where);
      return other ? `[${other.file}:${this.lineOf(other)}]` : text;
    });
    this.all.push({
      file: object.file,
      line: this.lineAt(document, [...steps, ...stepsOf(path)]),
      object,
      code: problem.code,
      level: problem.level ?? 'error',
      path,
      message: describeProblem({ ...problem, fix }),
    });
  }

  private lineOf(object: Located): number {
    let line = this.lines.get(object);
    if (line === undefined) {
      line = object.steps.length === 0 ? firstLine(object.document) : this.lineAt(object.document, object.steps);
      this.lines.set(object, line);
    }
    return line;
  }

  private lineAt(document: Document, steps: readonly Step[]): number {
    const line = this.positions(document)?.lineOf(steps);
    return line === undefined ? firstLine(document) : document.chunk.line + line + 1;
  }

  /** Problems come document by document, and positions are large: those of the last one are kept, and those of lists, which others name. */
  private positions(document: Document): Positions | undefined {
    if (this.lists.has(document)) return this.lists.get(document);
    if (this.last?.document === document) return this.last.positions;
    const positions = positionsOf(document);
    if (Array.isArray(document.value.items)) this.lists.set(document, positions);
    else this.last = { document, positions };
    return positions;
  }
}

const firstLine = ({ chunk }: Document) => flawAt(chunk, contentStart(chunk.text), '').line;

function toldTwice(lines: readonly number[], { alike }: Duplicate): string {
  const others = [...new Set(lines.slice(0, -1))];
  const where = `${others.length > 1 ? 'lines' : 'line'} ${others.slice(0, 10).join(', ')}`;
  return alike
    ? `also in ${where}, with the same value; keep one of them`
    : `also in ${where}, with another value; kubectl takes the last and drops the others: keep one of them`;
}

/** Errors first where several stand in one line. */
export function sorted(findings: readonly Finding[], files: ReadonlyMap<string, number>): Finding[] {
  const rank = { error: 0, warning: 1, info: 2 };
  return findings.map((finding, i) => ({ finding, i })).sort(({ finding: a, i }, { finding: b, i: j }) =>
    (files.get(a.file) ?? 0) - (files.get(b.file) ?? 0) || (a.line ?? 0) - (b.line ?? 0) || rank[a.level] - rank[b.level] || i - j,
  ).map(({ finding }) => finding);
}
