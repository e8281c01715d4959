import type { ProblemCode } from './codes';

/** One mistake, told so that its author can mend it without reading our code. */
export interface Problem {
  /** Where it is: a construct path, or `Kind/name` where there is no construct. */
  readonly where: string;
  readonly code: ProblemCode;
  /** The field as its author wrote it: a prop, or a path into the manifest. */
  readonly field: string;
  /** The value got; never a credential. Left out where the field is missing. */
  readonly got?: unknown;
  /** What is expected, why, and how to mend it. */
  readonly fix: string;
}

/** `replicas: got 0; at least 1` */
export function describeProblem(p: Problem): string {
  const got = p.got === undefined ? '' : `got ${show(p.got)}; `;
  return `${p.field}: ${got}${p.fix}`;
}

/** The whole report: a head line, then a line for each problem, in columns. */
export function formatProblems(problems: Problem[]): string {
  const where = Math.max(...problems.map(p => p.where.length)) + 2;
  const code = Math.max(...problems.map(p => p.code.length));
  const lines = problems.map(p => `  ${`[${p.where}]`.padEnd(where)}  ${p.code.padEnd(code)}  ${describeProblem(p)}`);
  return [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}, nothing written`, ...lines].join('\n');
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 80 ? `${value.slice(0, 77)}...` : value}'`;
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value);
}
