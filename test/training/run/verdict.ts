import type { Ended } from './node';

/** What a process reports of itself. */
export interface Report {
  readonly rank: number;
  readonly world: number;
  /** Before and after. */
  readonly loss: readonly [number, number];
  /** Fingerprint of the model. */
  readonly model: string | null;
}

export interface Expected {
  readonly processes: number;
  readonly apart?: boolean;
  /** Whether all ranks may run anew, as elastic ones do when one joins late; the last run counts. */
  readonly anew?: boolean;
}

/** What is wrong with how a job ended; undefined if nothing is. */
export function failureOf(ended: readonly Ended[], { processes, apart, anew }: Expected): string | undefined {
  const failed = ended.find(({ code }) => code !== 0);
  if (failed) return `${failed.pod} ${failed.code === undefined ? 'had to be killed' : `ended with ${failed.code}`}\n${indented(failed.output)}`;
  const all = reportsOf(ended);
  const reports = anew ? [...new Map(all.map(report => [report.rank, report])).values()] : all;
  const ranks = reports.map(({ rank }) => rank).sort((a, b) => a - b);
  if (ranks.join() !== Array.from({ length: processes }, (_, i) => i).join()) return `the ranks that reported are ${ranks.join(', ') || 'none'}, of ${processes}`;
  const world = reports.find(report => report.world !== processes);
  if (world) return `rank ${world.rank} saw a world of ${world.world}, not ${processes}`;
  const models = new Set(reports.map(({ model }) => model));
  if (!apart && (models.size > 1 || models.has(null))) return `the ranks do not agree on the model: ${[...models].join(', ')}`;
  const idle = reports.find(({ loss: [before, after] }) => !(after < 0.7 * before));
  if (idle) return `rank ${idle.rank} has learnt nothing: loss ${lossOf(idle)}`;
  return undefined;
}

/** Of the first rank. */
export const summaryOf = (ended: readonly Ended[]): string => `loss ${lossOf(reportsOf(ended).find(({ rank }) => rank === 0)!)}`;

export function reportsOf(ended: readonly Ended[]): Report[] {
  // Processes of one pod share its output, and so at times a line.
  return ended.flatMap(({ output }) => [...output.matchAll(/RESULT (\{[^{}]*\})/g)].map(([, json]) => JSON.parse(json) as Report));
}

const lossOf = ({ loss: [before, after] }: Report) => `${before.toFixed(2)} -> ${after.toFixed(2)}`;
const indented = (text: string) => text.trimEnd().split('\n').slice(-30).map(line => `    ${line}`).join('\n');
