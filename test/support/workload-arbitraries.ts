import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { Accelerator, MigStrategy, Storage } from '../../lib';

/** Right and wrong values of what every workload takes. */
export const word = fc.constantFrom('a', 'ab-c', 'A', '', 'x'.repeat(70), '1', 'a_b', 'a.b', 'ü', ' ', 'a/b');
export const count = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(0.5, NaN, 70000, 2 ** 31));
export const map = fc.dictionary(word, word, { maxKeys: 2 });
export const time = fc.constantFrom(0, 1, 90, 1e5).map(n => Duration.seconds(n));
export const size = fc.constantFrom(0, 1, 1.5, 64).map(n => Size.gibibytes(n));
const accelerator = fc.oneof(
  fc.tuple(fc.constantFrom(undefined, 'H100', 'L4', 'h100', 'NVIDIA-L4'), count).map(([product, n]) => Accelerator.nvidia(product, n)),
  fc.constantFrom(Accelerator.mig('1g.10gb'), Accelerator.mig('x'), Accelerator.tpu('tpu-v5-lite-podslice', '2x4'), Accelerator.of('a.b/c', 2), Accelerator.of('c'),
    Accelerator.shared('T4'), Accelerator.mig('1g.10gb', 1, { strategy: MigStrategy.SINGLE, product: 'H100' }), Accelerator.neuron(2, { instanceTypes: ['trn1.2xlarge', 'inf2.xlarge'] }), Accelerator.amd(1, { product: 'a b' })),
);
const mounts = fc.array(fc.tuple(fc.constantFrom(
  () => Storage.claim(Size.gibibytes(1)), () => Storage.existingClaim('data'), () => Storage.scratch(Size.gibibytes(1)), () => Storage.hostPath('/x'),
), fc.constantFrom('/data', '/tmp', '/data/', 'data', '/')).map(([make, path]) => make().at(path)), { maxLength: 3 });

/** A few props at a time: with all of them at once hardly an app is right. */
export const few = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.subarray(Object.keys(model) as Array<keyof T>, { maxLength: Math.min(4, Object.keys(model).length) }).chain(keys =>
    fc.record(Object.fromEntries(keys.map(key => [key, model[key]])) as any)) as fc.Arbitrary<Partial<T>>;

export const workload = {
  name: word, labels: map, annotations: map, podLabels: map, podAnnotations: map, nodeSelector: map,
  resources: fc.record({
    memory: fc.record({ request: size, limit: size }, { requiredKeys: [] }),
    cpu: fc.record({ limit: fc.constant(kplus.Cpu.millis(100)) }, { requiredKeys: [] }),
  }, { requiredKeys: [] }),
  env: fc.dictionary(word, word.map(value => kplus.EnvValue.fromValue(value)), { maxKeys: 2 }),
  user: count, group: count, volumes: mounts, accelerator, priorityClass: word,
};
