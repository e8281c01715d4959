import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Testing, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { Cloud } from '../../lib';
import { CONSTRUCTS } from '../support/arbitraries';
import { testStack } from '../support/synth';

/**
 * Writes stacks that synthesize, of many kinds of props, for an API server to
 * judge: what this library lets pass, a cluster accepts.
 *   sample.ts DIR [HOW MANY]
 */
const [dir, many = '60'] = process.argv.slice(2);
if (!dir) throw new Error('usage: sample.ts DIR [HOW MANY]');
mkdirSync(dir, { recursive: true });

// What needs the kinds of operators is judged by the training matrix, on a server that knows them.
const BUILT_IN = ['ModelApi', 'TrainingJob', 'MlflowServer'];
for (const [name, props, make, platform] of CONSTRUCTS.filter(([known]) => BUILT_IN.includes(known))) {
  let written = 0;
  // The same seed gives the same stacks; far more are tried than are right.
  const tries = fc.sample(fc.tuple(props, fc.constantFrom(...Object.values(Cloud)), platform), { numRuns: Number(many) * 20, seed: 1 });
  for (const [given, cloud, has] of tries) {
    if (written === Number(many)) break;
    const stack = testStack({ cloud, certificateIssuer: 'le', ...has }, { createNamespace: false });
    make(stack, given);
    try {
      writeFileSync(join(dir, `${name.replaceAll(' ', '-')}-${written}.yaml`), Yaml.stringify(...Testing.synth(stack)));
      written++;
    } catch (e) {
      if ((e as Error).name !== 'SynthesisError') throw e;
    }
  }
  console.log(`${name}: ${written} stacks`);
}
