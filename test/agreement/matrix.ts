import { errorsOf, lineOf } from './verdicts';
import type { Outcome, Verdict } from './verdicts';

/** A verdict, and whether known.yaml explains it. */
export interface Row extends Verdict {
  readonly known: boolean;
}

export const isDisagreement = ({ outcome }: Verdict) => outcome === 'missed' || outcome === 'false' || outcome === 'corpus';

type Column = Outcome | 'cases' | 'known';

const COLUMNS: [title: string, column: Column][] = [
  ['cases', 'cases'], ['refused', 'refused'], ['accepted', 'accepted'], ['missed', 'missed'],
  ['false', 'false'], ['corpus', 'corpus'], ['known', 'known'], ['unjudged', 'unjudged'],
];

const columnOf = ({ outcome, known }: Row): Column => (known ? 'known' : outcome);

/** The counts per kind, and of all. */
export function matrix(rows: readonly Row[]): string {
  const byKind = new Map<string, Row[]>();
  for (const row of rows) byKind.set(row.specimen.kind, [...byKind.get(row.specimen.kind) ?? [], row]);
  const lines = [...byKind].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, some]) => [kind, ...counts(some)]);
  return table([['kind', ...COLUMNS.map(([title]) => title)], ...lines, ['all', ...counts(rows)]]);
}

/** The counts per kind of mistake. */
export function operationMatrix(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ specimen }) => specimen.operation ?? `(${specimen.claim})`))].sort();
  return table([
    ['mistake', ...COLUMNS.map(([title]) => title)],
    ...names.map(name => [name, ...counts(rows.filter(({ specimen }) => (specimen.operation ?? `(${specimen.claim})`) === name))]),
  ]);
}

function counts(rows: readonly Row[]): string[] {
  return COLUMNS.map(([, column]) => {
    const many = column === 'cases' ? rows.length : rows.filter(row => columnOf(row) === column).length;
    return many === 0 ? '.' : String(many);
  });
}

function table(lines: readonly string[][]): string {
  const widths = lines[0].map((_, i) => Math.max(...lines.map(line => line[i].length)));
  return lines.map(line => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')).join('\n');
}

/** One disagreement in full. */
export function described({ specimen, outcome, refusals, problems, remark, known }: Row): string {
  const said = [
    ...refusals.map(text => `cluster: ${text.replace(/\s+/g, ' ').slice(0, 600)}`),
    ...problems.filter(({ level }) => level !== 'info').map(problem => `check:   ${lineOf(problem)}`),
    ...remark ? [`remark:  ${remark}`] : [],
  ];
  return [`${outcome}${known ? ' (known)' : ''}  ${specimen.kind}  ${specimen.id}`, ...said.map(line => `    ${line}`)].join('\n');
}

/** The disagreements by what they have in common: the words of the cluster, or check's codes. */
export function classes(rows: readonly Row[]): string {
  const groups = new Map<string, Row[]>();
  for (const row of rows.filter(isDisagreement)) {
    const key = `${row.outcome}${row.known ? ' (known)' : ''}  ${classOf(row)}`;
    groups.set(key, [...groups.get(key) ?? [], row]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length).map(([key, some]) => {
    const kinds = [...new Set(some.map(({ specimen }) => specimen.kind.split(' ')[1]))];
    return `${String(some.length).padStart(5)}  ${key}\n         ${kinds.slice(0, 6).join(', ')}${kinds.length > 6 ? ` and ${kinds.length - 6} more` : ''}; such as ${some[0].specimen.id}`;
  }).join('\n');
}

function classOf({ outcome, remark, refusals, problems }: Row): string {
  if (remark !== undefined) return remark;
  if (outcome === 'false') return [...new Set(errorsOf(problems).map(({ code }) => code))].join(' + ');
  // What differs from object to object: quoted names, values, paths and numbers.
  return refusals[0].replace(/\s+/g, ' ').replace(/^\S+ "[^"]*" is invalid: /, '')
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '_').replace(/[\w.-]+(\[[^\]]*\]|\.[\w[\]-]+)+/g, '_').replace(/-?\d+/g, 'N').slice(0, 160);
}
