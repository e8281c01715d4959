import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { Cloud } from '../../lib';
import { CONSTRUCTS } from '../support/arbitraries';
import { expectSchemaValid } from '../support/schema';
import { testStack } from '../support/synth';

test.each(CONSTRUCTS)('whatever the props of a %s: what synthesizes fits the schemas, and what does not is told cleanly', (_, props, make, platform) => {
  let written = 0;
  fc.assert(fc.property(props, fc.constantFrom(...Object.values(Cloud)), platform, (given, cloud, has) => {
    const stack = testStack({ cloud, certificateIssuer: 'le', ...has });
    make(stack, given);
    let manifests;
    try {
      manifests = Testing.synth(stack);
    } catch (e) {
      expect((e as Error).name).toBe('SynthesisError');
      expect((e as Error).message).toMatch(/^\d+ problems?, nothing written(\n {2}\[[^\n]+)+$/);
      expect((e as Error).message).not.toMatch(/VALIDATION|TypeError|undefined/);
      return;
    }
    written++;
    expectSchemaValid(manifests);
  }), { numRuns: Number(process.env.FC_RUNS ?? 200) });
  expect(written).toBeGreaterThan(5);
});
