/** What the benchmarks share: run a program, take the middle of several runs, print a table. */
import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end.
 * @param {string[]} command the program and its arguments
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns {{ wall: number, stdout: string }} seconds from start to exit, and what it printed
 */
export function timed(command, options = {}) {
  const start = process.hrtime.bigint();
  const { status, error, stdout, stderr } = spawnSync(command[0], command.slice(1), { encoding: 'utf8', maxBuffer: 2 ** 28, ...options });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (error || status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? `exit ${status}`}\n${stderr}`);
  return { wall, stdout: String(stdout) };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far the runs lie apart, as a part of their median. @param {number[]} values */
export function spread(values) {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

/**
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const all = [head, ...rows].map(row => row.map(String));
  const widths = head.map((_, i) => Math.max(...all.map(row => row[i].length)));
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell, i) => (/^[\d.x%-]/.test(cell) || row === all[0] && i > 0 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;
  console.log([line(all[0]), `|${widths.map(w => '-'.repeat(w + 2)).join('|')}|`, ...all.slice(1).map(line)].join('\n'));
}
