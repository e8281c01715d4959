import type { ProblemCode } from './codes';
import { masked } from './credentials';

/**
 * `error`: the cluster refuses it, or the input contradicts itself.
 * `warning`: accepted, and then ignored or not doing what it says.
 * `info`: what cannot be known from here, or could be better.
 */
export type Level = 'error' | 'warning' | 'info';

/** From the mildest to the gravest. */
export const LEVELS: readonly Level[] = ['info', 'warning', 'error'];

/** One mistake, told so that its author can mend it without reading our code. */
export interface Problem {
  /** Where it is: a construct path, or `Kind/name` where there is no construct. */
  readonly where: string;
  readonly code: ProblemCode;
  /** @default 'error' */
  readonly level?: Level;
  /** The field as its author wrote it: a prop, or a path into the manifest. */
  readonly field: string;
  /** The JSON path in the manifest, where the field's own name is another. */
  readonly path?: string;
  /** The value got; never a credential. Left out where the field is missing. */
  readonly got?: unknown;
  /** What is expected, why, and how to mend it. */
  readonly fix: string;
  /** The known word that a misspelt one may have meant. */
  readonly near?: string;
  /** Why it is meant, where someone has said so. */
  readonly acknowledged?: string;
}

/** `replicas: got 0; at least 1` */
export function describeProblem(p: Problem): string {
  const got = p.got === undefined ? '' : `got ${show(p.got)}; `;
  const meant = p.acknowledged === undefined ? '' : ` (acknowledged: ${p.acknowledged})`;
  return printable(`${p.field === '' ? '' : `${p.field}: `}${got}${p.fix}${meant}`);
}

/** The whole report: a head line, then a line for each problem, in columns. */
export function formatProblems(problems: Problem[]): string {
  const rows = problems.map(p => ({ where: `[${printable(p.where)}]`, code: p.code, text: describeProblem(p) }));
  const where = rows.reduce((most, row) => Math.max(most, row.where.length), 0);
  const code = rows.reduce((most, row) => Math.max(most, row.code.length), 0);
  const lines = rows.map(row => `  ${row.where.padEnd(where)}  ${row.code.padEnd(code)}  ${row.text}`);
  return [`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}, nothing written`, ...lines].join('\n');
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${short(masked(value))}'`;
  if (typeof value === 'number') return String(value);
  return short(masked(JSON.stringify(value) ?? String(value)));
}

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text);

/** One line, whatever was in the values, and no credential. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return masked(text).replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029\p{Cs}]/gu, c => (c === '\n' ? '\\n' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
