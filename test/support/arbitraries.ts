import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { Accelerator, ArtifactStore, BackendStore, MigStrategy, MlflowServer, ModelApi, Storage, TrainingJob } from '../../lib';
import type { MlflowServerProps, ModelApiProps, TrainingJobProps, Stack } from '../../lib';

/** Props of every construct, right and wrong ones, a few at a time. */

const word = fc.constantFrom('a', 'ab-c', 'A', '', 'x'.repeat(70), '1', 'a_b', 'a.b', 'ü', ' ', 'a/b');
const count = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constantFrom(0.5, NaN, 70000, 2 ** 31));
const map = fc.dictionary(word, word, { maxKeys: 2 });
const time = fc.constantFrom(0, 1, 90, 1e5).map(n => Duration.seconds(n));
const size = fc.constantFrom(0, 1, 1.5, 64).map(n => Size.gibibytes(n));
const accelerator = fc.oneof(
  fc.tuple(fc.constantFrom(undefined, 'H100', 'L4', 'h100', 'NVIDIA-L4'), count).map(([product, n]) => Accelerator.nvidia(product, n)),
  fc.constantFrom(Accelerator.mig('1g.10gb'), Accelerator.mig('x'), Accelerator.tpu('tpu-v5-lite-podslice', '2x4'), Accelerator.of('a.b/c', 2), Accelerator.of('c'),
    Accelerator.shared('T4'), Accelerator.mig('1g.10gb', 1, { strategy: MigStrategy.SINGLE, product: 'H100' }), Accelerator.neuron(2, { instanceTypes: ['trn1.2xlarge', 'inf2.xlarge'] }), Accelerator.amd(1, { product: 'a b' })),
);
const mounts = fc.array(fc.tuple(fc.constantFrom(
  () => Storage.claim(Size.gibibytes(1)), () => Storage.existingClaim('data'), () => Storage.scratch(Size.gibibytes(1)), () => Storage.hostPath('/x'),
), fc.constantFrom('/data', '/tmp', '/data/', 'data', '/')).map(([make, path]) => make().at(path)), { maxLength: 3 });

/** A few props at a time: with all of them at once hardly an app is right. */
const few = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.subarray(Object.keys(model) as Array<keyof T>, { maxLength: 4 }).chain(keys =>
    fc.record(Object.fromEntries(keys.map(key => [key, model[key]])) as any)) as fc.Arbitrary<Partial<T>>;

const workload = {
  name: word, labels: map, annotations: map, podLabels: map, podAnnotations: map, nodeSelector: map,
  resources: fc.record({
    memory: fc.record({ request: size, limit: size }, { requiredKeys: [] }),
    cpu: fc.record({ limit: fc.constant(kplus.Cpu.millis(100)) }, { requiredKeys: [] }),
  }, { requiredKeys: [] }),
  env: fc.dictionary(word, word.map(value => kplus.EnvValue.fromValue(value)), { maxKeys: 2 }),
  user: count, group: count, volumes: mounts, accelerator, priorityClass: word,
};
const web = { servicePort: count, nodePort: count, host: fc.constantFrom('a.example.com', 'A', 'http://a', '*.a.b'), tls: fc.boolean(), path: fc.constantFrom('/', '/v1', 'v1', '/a//b'), drain: time };
const api = few<Partial<ModelApiProps>>({
  ...workload, ...web, image: fc.constantFrom('a:1', 'A', ''), port: count, replicas: count, minReplicas: count, maxReplicas: count,
  targetCpuPercent: count, config: map, secretKeys: map, startup: time, healthPath: fc.constantFrom('/h', 'h'),
});
const job = few<Partial<TrainingJobProps>>({
  ...workload, workers: count, completions: count, backoffLimit: count, deadline: time, ttlAfterFinished: time,
  sharedMemory: size, rerunOnChange: fc.boolean(), fatalExitCodes: fc.array(count, { maxLength: 3 }),
});
const server = few<MlflowServerProps>({
  ...workload, ...web, replicas: count, workers: count, spool: size, metrics: fc.boolean(), extraHosts: fc.array(word, { maxLength: 2 }),
  backend: fc.constantFrom(BackendStore.sqlite(), BackendStore.cloudNativePg('pg')), artifacts: fc.constantFrom(ArtifactStore.claim(), ArtifactStore.s3('acme')),
  garbageCollection: fc.record({ schedule: fc.constantFrom('0 3 * * *', 'x'), olderThan: time }, { requiredKeys: [] }),
});

/** Each construct with its props. */
export const CONSTRUCTS: Array<[string, fc.Arbitrary<any>, (stack: Stack, props: any) => unknown]> = [
  ['ModelApi', api, (stack, props) => new ModelApi(stack, 'x', { image: 'a:1', ...props })],
  ['TrainingJob', job, (stack, props) => new TrainingJob(stack, 'x', { image: 'a:1', ...props })],
  ['MlflowServer', server, (stack, props) => new MlflowServer(stack, 'x', props)],
];
