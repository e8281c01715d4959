/**
 * `check` on the YAML of N model APIs: its layers on top of reading, the whole
 * command beside kubeconform, a single small file, and synth with and without.
 *
 * node bench/check.mjs [--apis 1000] [--runs 5] [--check]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, timed } from './measure.mjs';

const require = createRequire(import.meta.url);
const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { values: flags } = parseArgs({ options: { apis: { type: 'string', default: '1000' }, runs: { type: 'string', default: '5' }, check: { type: 'boolean', default: false } } });
const [apis, runs] = [Number(flags.apis), Number(flags.runs)];
if (!existsSync(at('build/lib/cli/bin.js'))) throw new Error('nothing compiled; run `npx projen compile` first');

const BARS = { layers: 1.0, kubeconform: 0.8, start: 0.3, synth: 1.3 };
const kubeconform = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-mlops-tools', 'kubeconform-v0.7.0');
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const over = /** @type {string[]} */ ([]);

/** @param {string} what @param {number} got @param {number} bar @param {string} unit */
function tell(what, got, bar, unit) {
  console.log(`${what.padEnd(58)} ${got.toFixed(2)}${unit}   bar ${bar}${unit}${got > bar ? '   OVER' : ''}`);
  if (got > bar) over.push(what);
}

const middle = (/** @type {() => number} */ measure) => median(Array.from({ length: runs }, measure));
const process_ = (/** @type {string[]} */ command) => timed(command).wall;

try {
  const yaml = join(work, 'apps.yaml');
  const dist = join(work, 'dist');
  execFileSync(process.execPath, [at('bench/variants.mjs'), 'ours', String(apis), dist, '-'], { stdio: 'ignore' });
  writeFileSync(yaml, readFileSync(join(dist, 'bench.k8s.yaml')));
  const cli = [process.execPath, at('build/lib/cli/bin.js'), 'check'];

  layers(yaml);
  if (existsSync(kubeconform)) {
    const schemas = join(work, 'schemas');
    mkdirSync(schemas);
    execFileSync(process.execPath, [at('node_modules/ts-node/dist/bin.js'), '-T', '--project', at('test/tsconfig.json'), at('imports/generate/kubeconform.ts'), schemas], { stdio: 'ignore' });
    const theirs = [kubeconform, '-strict', '-schema-location', `${schemas}/{{.ResourceKind}}{{.KindSuffix}}.json`, yaml];
    const pairs = Array.from({ length: runs }, () => [process_([...cli, yaml]), process_(theirs)]);
    console.log(`whole command ${median(pairs.map(([ours]) => ours)).toFixed(2)} s, kubeconform ${median(pairs.map(([, kc]) => kc)).toFixed(2)} s`);
    tell('whole command against kubeconform', median(pairs.map(([ours, kc]) => ours / kc)), BARS.kubeconform, 'x');
  } else console.log(`kubeconform is not at ${kubeconform}: .ci/linters installs it; not compared`);

  const one = join(work, 'one.yaml');
  writeFileSync(one, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: "a:1"}]}}}\n');
  tell('a single file, over the start of Node', middle(() => process_([...cli, one]) - process_([process.execPath, '-e', '0'])), BARS.start, ' s');
  synth();
  if (flags.check && over.length > 0) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** The layers alone, in one process, the first run with everything to load and compile. @param {string} yaml */
function layers(yaml) {
  const program = `
    const { loadAll } = require(${JSON.stringify(at('node_modules/js-yaml'))});
    const subjects = loadAll(require('fs').readFileSync(${JSON.stringify(yaml)}, 'utf8')).filter(Boolean).map((manifest, i) => ({ where: String(i), manifest }));
    const start = performance.now();
    const found = require(${JSON.stringify(at('build/lib/check'))}).check(subjects);
    console.log(JSON.stringify([subjects.length, found.filter(p => p.level !== 'info').length, (performance.now() - start) / 1000]));`;
  let objects = 0;
  const seconds = middle(() => {
    const [count, problems, took] = JSON.parse(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }));
    if (problems > 0) throw new Error(`${problems} problems in what should have none`);
    objects = count;
    return took;
  });
  tell(`all layers on ${objects} objects, on top of reading them`, seconds, BARS.layers, ' s');
}

/** Whole synth, and one whose judge says nothing. */
function synth() {
  const blind = join(work, 'blind.cjs');
  writeFileSync(blind, `require(${JSON.stringify(at('build/lib/check/check'))}).check = () => [];`);
  const program = [at('bench/variants.mjs'), 'ours', String(apis), join(work, 'synth'), '-'];
  const pairs = Array.from({ length: runs }, () => [process_([process.execPath, ...program]), process_([process.execPath, '-r', blind, ...program])]);
  tell('synth with check against synth without', median(pairs.map(([on, off]) => on / off)), BARS.synth, 'x');
}
