import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Testing, Yaml } from 'cdk8s';
import type { Case } from './matrix/case';
import { deviceCases } from './matrix/devices';
import { frameworkCases } from './matrix/frameworks';
import { podsOf } from './matrix/pods';
import { queueingCases } from './matrix/queueing';
import { servingCases } from './matrix/serving';
import { stockRuntimes } from './matrix/train-job-pods';
import { tuningCases } from './matrix/tuning';
import { PodSecurity, Stack, Platform } from '../../lib';
import { trialOf } from '../../lib/check/demand/trial';

/**
 * Writes every framework on every operator, every accelerator, the queues, and what serves,
 * for an API server and the controllers' own validation to judge:
 * `objects/`, `pods/` that must pass what their namespace enforces, and
 * `first.yaml`, which these need.
 * With TRAINER_RUNTIMES, the folder of Trainer's stock runtimes, pods on these too.
 *   training-matrix.ts DIR
 */
const [dir] = process.argv.slice(2);
if (!dir) throw new Error('usage: training-matrix.ts DIR');
for (const sub of ['objects', 'pods']) mkdirSync(join(dir, sub), { recursive: true });

const stock = stockRuntimes(process.env.TRAINER_RUNTIMES);
const first = new Map<string, object>();
const problems: string[] = [];
let written = 0;
for (const one of [...frameworkCases(), ...deviceCases(), ...queueingCases(), ...tuningCases(), ...servingCases()]) {
  try {
    const manifests = synthesized(one);
    const objects = manifests.filter(({ kind }) => kind !== 'Namespace').flatMap(object => [object, ...trialsOf(object, manifests)]);
    for (const object of manifests.filter(({ kind }) => kind === 'Namespace' || kind === 'ServiceAccount')) {
      first.set(`${object.kind} ${object.metadata.namespace} ${object.metadata.name}`, { ...object, metadata: { ...object.metadata, annotations: undefined } });
    }
    writeFileSync(join(dir, 'objects', `${one.id}.yaml`), Yaml.stringify(...objects));
    const pods = one.hardened ? podsOf(objects, stock) : [];
    if (pods.length > 0) writeFileSync(join(dir, 'pods', `${one.id}.yaml`), Yaml.stringify(...pods));
    written++;
  } catch (e) {
    if ((e as Error).name !== 'SynthesisError') throw new Error(`${one.id}: ${(e as Error).stack}`);
    problems.push(`${one.id}: ${(e as Error).message}`);
  }
}
writeFileSync(join(dir, 'first.yaml'), Yaml.stringify(...first.values()));
for (const problem of problems) console.log(`  does not synthesize: ${problem}`);
console.log(`${written} stacks`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** What an Experiment starts, with the first values of its search in it. */
function trialsOf(object: any, manifests: any[]): object[] {
  const find = (kind: string, namespace: string | undefined, name: string) => manifests
    .find(({ kind: one, metadata }) => kind === `/${one}` && metadata.namespace === namespace && metadata.name === name);
  const trial = trialOf(object, { find })?.manifest;
  return trial ? [{ ...trial, metadata: { ...trial.metadata, name: `${object.metadata.name}-abcdefgh` } }] : [];
}

/** Namespaces are few: one for each level that is enforced. */
function synthesized(one: Case, level: PodSecurity = one.podSecurity ?? PodSecurity.RESTRICTED): any[] {
  const app = Testing.app();
  Platform.declare(app, one.platform);
  const stack = new Stack(app, 'matrix', { namespace: `matrix-${level}`, podSecurity: one.podSecurity });
  one.make(stack, one.id);
  const needed = stack.podSecurity;
  return needed === level ? Testing.synth(stack) : synthesized(one, needed);
}
