/**
 * What an app pays before its first construct: loading the packages, and the
 * `cdk8s synth` command with each way to run TypeScript. See README.md.
 *
 * node bench/start.mjs [--runs 5]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, table, timed } from './measure.mjs';

const require = createRequire(import.meta.url);
const { values: flags } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const rounds = Number(flags.runs);
const root = fileURLToPath(new URL('..', import.meta.url));
const node = process.execPath;
const work = mkdtempSync(join(tmpdir(), 'bench-'));

try {
  loading();
  console.log('');
  commands();
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * Runs all candidates by turns.
 * @template T
 * @param {Record<string, () => T>} candidates
 * @returns {Record<string, T[]>}
 */
function byTurns(candidates) {
  /** @type {Record<string, T[]>} */
  const results = Object.fromEntries(Object.keys(candidates).map(name => [name, []]));
  for (const run of Object.values(candidates)) run(); // fills the disk cache
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) results[name].push(run());
  }
  return results;
}

/** Each package alone, and the library on top of what an app has loaded anyway. */
function loading() {
  /** @param {string[]} before @param {string} name */
  const load = (before, name) => () => {
    const code = `
      for (const m of ${JSON.stringify(before)}) require(m);
      const count = () => Object.keys(require.cache).length, modules = count(), start = process.hrtime.bigint();
      require(${JSON.stringify(name)});
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      console.log(JSON.stringify({ ms, modules: count() - modules, rss: process.resourceUsage().maxRSS / 1024 }));`;
    return JSON.parse(timed([node, '-e', code], { cwd: root }).stdout);
  };
  const results = byTurns({
    'node alone': load([], 'node:path'),
    'cdk8s': load([], 'cdk8s'),
    'cdk8s-plus-28, after cdk8s': load(['cdk8s'], 'cdk8s-plus-28'),
    'cdk8s-mlops, after cdk8s': load(['cdk8s'], 'cdk8s-mlops'),
    'cdk8s-mlops, after both': load(['cdk8s', 'cdk8s-plus-28'], 'cdk8s-mlops'),
  });
  table(
    ['require', 'ms', 'modules', 'peak MiB'],
    Object.entries(results).map(([name, runs]) => [name, median(runs.map(r => r.ms)).toFixed(1), runs[0].modules, median(runs.map(r => r.rss)).toFixed(0)]),
  );
}

/** `cdk8s synth` of the default app; the floor is the command around an app of no objects. */
function commands() {
  const cli = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  const tsNode = 'node --conditions=source node_modules/ts-node/dist/bin.js';
  const app = 'apps/iris/main.ts';
  const empty = join(work, 'empty.cjs');
  const output = join(work, 'dist');
  writeFileSync(empty, `const { App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});\nconst app = new App();\nnew Chart(app, 'empty');\napp.synth();\n`);

  /** @param {string} command */
  const synth = command => () => timed([node, cli, 'synth', '--check-upgrade=false', '--app', command, '--output', output], { cwd: root }).wall;
  /** @param {string} command */
  const direct = command => () => timed(command.split(' '), { cwd: root, env: { ...process.env, CDK8S_OUTDIR: output } }).wall;
  const swc = `${tsNode} --project apps/tsconfig.json ${app}`;
  const plain = `${tsNode} -T --project test/tsconfig.json ${app}`;
  const results = byTurns({
    'cdk8s synth, empty compiled app': synth(`node ${empty}`),
    'cdk8s synth, default app, swc': synth(swc),
    'cdk8s synth, default app, ts-node -T': synth(plain),
    'empty compiled app alone': direct(`node ${empty}`),
    'default app alone, swc': direct(swc),
    'default app alone, ts-node -T': direct(plain),
  });
  const floor = median(results['cdk8s synth, empty compiled app']);
  table(['command', 's', 'over the floor'], Object.entries(results).map(([name, runs]) => {
    const over = median(runs) / floor;
    return [name, median(runs).toFixed(2), name.startsWith('cdk8s') ? `${over.toFixed(2)}x` : '-'];
  }));
}
