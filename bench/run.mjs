/**
 * Synthesis of N model APIs: ours, the same objects as plain cdk8s, and
 * cdk8s-plus. See README.md.
 *
 * node bench/run.mjs [--sizes 1,10,100] [--runs 5] [--check]
 */
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, spread, table, timed } from './measure.mjs';

const VARIANTS = /** @type {const} */ (['ours', 'plain', 'kplus']);
const LIMIT = 1.2; // of plain cdk8s, whole process
const GROWTH = /** @type {const} */ ([100, 5000]);
const OBJECTS = 8; // of one API; the Namespace comes on top

/** @typedef {(typeof VARIANTS)[number]} Variant */
/** @typedef {{ wall: number, cpu: number, rss: number }} Run */
/** @typedef {Record<Variant, Run[]>} Runs one list for each variant; the same index is the same round */

const require = createRequire(import.meta.url);
const program = fileURLToPath(new URL('variants.mjs', import.meta.url));
const { values: flags } = parseArgs({
  options: { sizes: { type: 'string', default: '1,10,100,1000,5000' }, runs: { type: 'string' }, check: { type: 'boolean', default: false } },
});
const sizes = flags.sizes.split(',').map(Number);
if (sizes.some(n => !Number.isInteger(n) || n < 1)) throw new Error(`--sizes ${flags.sizes}: give numbers of APIs, such as 1,10,100`);
if (flags.runs !== undefined && !(Number(flags.runs) >= 1)) throw new Error(`--runs ${flags.runs}: give a number of runs`);
if (!existsSync(fileURLToPath(new URL('../build/lib/index.js', import.meta.url)))) throw new Error('nothing compiled; run `npx projen compile` first');

const runsFor = (/** @type {number} */ size) => Number(flags.runs ?? (size <= 100 ? 5 : size <= 1000 ? 3 : 2));
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const literals = join(work, 'literals.cjs');

try {
  capture();
  selfCheck();
  const results = new Map(sizes.map(size => [size, measure(size)]));
  report(results);
  const failures = judge(results);
  for (const failure of failures) console.log(`${flags.check ? 'FAILED' : 'over'}: ${failure}`);
  if (flags.check && failures.length > 0) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * @param {Variant} variant
 * @param {number} size
 * @returns {Run}
 */
function run(variant, size) {
  const { wall, stdout } = timed([process.execPath, program, variant, String(size), join(work, variant), literals]);
  return { wall, ...JSON.parse(stdout) };
}

/** The YAML files that a variant wrote, as text. @param {Variant} variant */
function written(variant) {
  const dir = join(work, variant);
  return readdirSync(dir).filter(f => f.endsWith('.yaml')).map(f => readFileSync(join(dir, f), 'utf8')).join('---\n');
}

/** Writes what the library renders for one API as a program of literals. */
function capture() {
  run('ours', 1);
  const file = join(work, 'captured.yaml');
  writeFileSync(file, written('ours'));
  /** @type {any[]} */
  const objects = require('cdk8s').Yaml.load(file);
  const source = (/** @type {any[]} */ list) => JSON.stringify(list, null, 2)
    .replace(/"((?:[^"\\]|\\.)*)"/g, (text, inner) => (inner.includes('model-0') ? `\`${inner.replaceAll('model-0', '${name}')}\`` : text));
  writeFileSync(literals, [
    `exports.once = () => ${source(objects.filter(o => o.kind === 'Namespace'))};`,
    `exports.each = name => ${source(objects.filter(o => o.kind !== 'Namespace'))};`,
  ].join('\n'));
}

/** Both write the same objects, byte for byte but for their order; cdk8s-plus the same kinds. */
function selfCheck() {
  const documents = (/** @type {Variant} */ variant) => written(variant).split(/^---\n/m).map(d => d.trimEnd()).sort();
  const kinds = (/** @type {Variant} */ variant) => documents(variant).map(d => /^kind: (.*)$/m.exec(d)?.[1]).sort();
  for (const size of [1, 3]) {
    for (const variant of VARIANTS) run(variant, size);
    assert.equal(documents('ours').length, 1 + OBJECTS * size, 'objects of ours');
    assert.deepEqual(documents('plain'), documents('ours'), `plain differs from ours at ${size}`);
    assert.deepEqual(kinds('kplus'), kinds('ours'), `kinds of cdk8s-plus differ from ours at ${size}`);
  }
  console.log('self-check: ours and plain write equal objects for 1 and 3 APIs; cdk8s-plus the same kinds\n');
}

/**
 * Runs all variants by turns, so that other work on the machine meets all of them.
 * @param {number} size
 * @returns {Runs}
 */
function measure(size) {
  /** @type {Runs} */
  const runs = { ours: [], plain: [], kplus: [] };
  for (let round = 0; round < runsFor(size); round++) {
    process.stderr.write(`${size} APIs, round ${round + 1} of ${runsFor(size)}\n`);
    for (const variant of VARIANTS) runs[variant].push(run(variant, size));
  }
  return runs;
}

/**
 * Ours over another variant: the median over rounds, so that a slow minute of the machine cancels out.
 * @param {Runs} runs
 * @param {Variant} other
 * @param {keyof Run} what
 */
function ratios(runs, other, what) {
  return runs.ours.map((r, i) => r[what] / runs[other][i][what]);
}

/** @param {Map<number, Runs>} results */
function report(results) {
  const middle = (/** @type {Run[]} */ runs, /** @type {keyof Run} */ what) => median(runs.map(r => r[what]));
  const ratio = (/** @type {Runs} */ runs, /** @type {Variant} */ other, /** @type {keyof Run} */ what) => `${median(ratios(runs, other, what)).toFixed(2)}x`;
  console.log(`Whole process, median of the runs; node ${process.version}, ${availableParallelism()} cores, ${new Date().toISOString().slice(0, 10)}\n`);
  table(
    ['APIs', 'objects', 'runs', ...VARIANTS.map(v => `${v} s`), 'ours/plain', 'ours/plain CPU', 'ours/kplus', ...VARIANTS.map(v => `${v} MiB`), ...VARIANTS.map(v => `${v} µs/object`)],
    [...results].map(([size, runs]) => [
      size, 1 + OBJECTS * size, runs.ours.length,
      ...VARIANTS.map(v => middle(runs[v], 'wall').toFixed(2)),
      ratio(runs, 'plain', 'wall'), ratio(runs, 'plain', 'cpu'), ratio(runs, 'kplus', 'wall'),
      ...VARIANTS.map(v => middle(runs[v], 'rss').toFixed(0)),
      ...VARIANTS.map(v => (middle(runs[v], 'wall') * 1e6 / (1 + OBJECTS * size)).toFixed(0)),
    ]),
  );
  const [low, high] = GROWTH.map(size => results.get(size));
  if (!low || !high) return;
  console.log('');
  table(
    [`from ${GROWTH.join(' to ')} APIs`, 'wall', 'CPU', 'memory'],
    VARIANTS.map(v => [v, ...(/** @type {const} */ (['wall', 'cpu', 'rss'])).map(what => `${(middle(high[v], what) / middle(low[v], what)).toFixed(1)}x`)]),
  );
  console.log('');
}

/**
 * @param {Map<number, Runs>} results
 * @returns {string[]}
 */
function judge(results) {
  const failures = [];
  for (const [size, runs] of results) {
    const rounds = ratios(runs, 'plain', 'wall');
    if (median(rounds) > LIMIT) failures.push(`${size} APIs take ${median(rounds).toFixed(2)} times as long as plain cdk8s, at most ${LIMIT}; the rounds differ by ${percent(spread(rounds))}`);
  }
  const [low, high] = GROWTH.map(size => results.get(size)).map(runs => runs && ratios(runs, 'plain', 'wall'));
  if (!low || !high) {
    console.log(`growth not judged: it needs ${GROWTH.join(' and ')} APIs`);
    return failures;
  }
  // How much faster than plain ours grows, against what the rounds themselves differ by.
  const excess = median(high) / median(low) - 1;
  const noise = Math.max(0.05, spread(low), spread(high));
  console.log(`growth from ${GROWTH.join(' to ')}: ours over plain ${percent(excess)}, rounds differ by ${percent(noise)}${noise > 0.25 ? '; too noisy to say much, try more --runs' : ''}`);
  if (excess > noise) failures.push(`from ${GROWTH.join(' to ')} APIs ours grows ${percent(excess)} more than plain cdk8s, beyond the noise of ${percent(noise)}`);
  return failures;
}

/** @param {number} part */
function percent(part) {
  return `${part >= 0 ? '+' : ''}${(part * 100).toFixed(0)}%`;
}
