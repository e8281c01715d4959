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
import type { Wanted } from './yaml/written';
import { onPaths } from './yaml/written';

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

/** What is wrong with an object. */
export interface Judged {
  readonly object: Located;
  readonly problem: Problem;
}

/** Turns problems into findings: knows the line of each field. */
export class Findings {
  public readonly all: Finding[] = [];
  private readonly lists = new Map<Document, Positions | undefined>();

  /** What cannot be read. */
  public unusable(file: string, { line, column, message }: Partial<Flaw> & Pick<Flaw, 'message'>): void {
    this.all.push({ file, line, column, code: 'INPUT_UNUSABLE', level: 'error', path: '', message: printable(message) });
  }

  /** What stands where an object is expected. */
  public stray(file: string, document: Document, { steps, message }: Stray): void {
    const line = lineOf(document, steps, positionsOf(document, onPaths([steps])));
    this.unusable(file, { line, column: 1, message: steps.length === 0 ? message : `${pathOf(steps)}: ${message}` });
  }

  /** The keys that a document holds more than once. */
  public duplicates(file: string, document: Document, objects: readonly Located[]): void {
    for (const duplicate of positionsOf(document)?.duplicates() ?? []) {
      const object = objects.find(({ steps }) => steps.every((step, i) => duplicate.path[i] === step));
      const path = pathOf([...duplicate.path, duplicate.key].slice(object?.steps.length ?? 0));
      const lines = duplicate.lines.map(line => document.chunk.line + line + 1);
      this.all.push({
        file, object, path, line: lines[lines.length - 1], code: 'DUPLICATE_KEY', level: 'warning',
        message: printable(`${path}: ${toldTwice(lines, duplicate)}`),
      });
    }
  }

  /** All that is wrong with the objects of a document. `placeOf` gives the objects that the words of a problem name. */
  public problems(document: Document, judged: readonly Judged[], placeOf: (where: string) => Located | undefined): void {
    const fields = judged.map(({ object, problem }) => [...object.steps, ...stepsOf(problem.path ?? problem.field)]);
    const positions = positionsOf(document, onPaths(fields));
    judged.forEach(({ object, problem }, i) => {
      const fix = problem.fix.replace(/\[([^[\]]+#\d+)\]/g, (text, where: string) => {
        const other = placeOf(where);
        return other ? `[${other.file}:${this.lineOfObject(other)}]` : text;
      });
      this.all.push({
        file: object.file,
        line: lineOf(document, fields[i], positions),
        object,
        code: problem.code,
        level: problem.level ?? 'error',
        path: problem.path ?? problem.field,
        message: describeProblem({ ...problem, fix }),
      });
    });
  }

  private lineOfObject({ document, steps }: Located): number {
    if (steps.length > 0 && !this.lists.has(document)) this.lists.set(document, positionsOf(document, LISTS));
    return lineOf(document, steps, this.lists.get(document));
  }
}

/** The lists of a list, and the items of those, but nothing within an object. */
const LISTS: Wanted = { get: step => (step === 'items' || typeof step === 'number' ? LISTS : undefined) };

function lineOf(document: Document, steps: readonly Step[], positions: Positions | undefined): number {
  const line = positions?.lineOf(steps);
  return line === undefined ? firstLine(document) : document.chunk.line + line + 1;
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
