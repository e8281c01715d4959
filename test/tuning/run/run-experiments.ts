import { rmSync } from 'fs';
import { join, resolve } from 'path';
import type { Case } from './cases';
import { bestOf, CASES, experimentOf } from './cases';
import type { Machine } from './experiment';
import { runBest, runExperiment } from './experiment';
import { find } from '../../support/synth';
import { has } from '../../training/run/python';

// Runs the trials that experiments render, with the optimizers of Katib: run-experiments VENV [CASE...]. See README.md.

async function main([venv, ...wanted]: string[]): Promise<number> {
  if (!venv) throw new Error('usage: run-experiments VENV [CASE...]');
  const folder = resolve(venv);
  const python = join(folder, 'bin', 'python');
  const collector = process.env.COLLECTOR ? [resolve(process.env.COLLECTOR)] : [python, join(__dirname, 'programs', 'collector.py')];
  console.log(`metrics are read with the regular expressions of ${process.env.COLLECTOR ? 'Go' : 'Python: there is no Go'}`);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const tell = (what: keyof typeof counts, line: string) => {
    counts[what]++;
    console.log(`${what === 'passed' ? 'ok' : what}: ${line}`);
  };
  for (const one of CASES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    if (!has(python, one.needs)) {
      tell('skipped', `${one.name}: no ${one.needs}`);
      continue;
    }
    const volumes = join(folder, 'volumes', one.name);
    rmSync(volumes, { recursive: true, force: true });
    const machine: Machine = { python, collector, image: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` }, volumes };
    await outcomes(one, machine, tell);
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  return counts.failed;
}

async function outcomes(one: Case, machine: Machine, tell: (what: 'passed' | 'failed', line: string) => void): Promise<void> {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  try {
    const manifests = experimentOf(one);
    const { algorithm, objective, metricsCollectorSpec } = find(manifests, 'Experiment').spec;
    const found = await runExperiment(manifests, machine);
    const collector = [metricsCollectorSpec.collector.kind, metricsCollectorSpec.source?.fileSystemPath?.format, metricsCollectorSpec.source?.filter && 'own filter'].filter(Boolean).join(' ');
    const values = found.best.assignments.map(({ name, value }) => `${name}=${value}`).join(' ');
    tell('passed', `${one.name}: ${algorithm.algorithmName}, ${collector}, ${found.trials.length} trials, ${objective.objectiveMetricName} ${found.best.metrics[objective.objectiveMetricName]} with ${values}, ${seconds()}`);
    if (!one.best) return;
    const metric = await runBest(found, file => bestOf(one, file), manifests, machine);
    tell('passed', `${one.name}: the job of the best values, ${objective.objectiveMetricName} ${metric} as in its trial, ${seconds()}`);
  } catch (error) {
    tell('failed', `${one.name}: ${(error as Error).message}`);
  }
}

main(process.argv.slice(2)).then(failed => process.exit(failed > 0 ? 1 : 0), (error: Error) => {
  console.error(error.message);
  process.exit(2);
});
