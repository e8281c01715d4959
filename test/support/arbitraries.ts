import * as fc from 'fast-check';
import { TRAINING } from './training-arbitraries';
import { count, few, map, size, time, word, workload } from './workload-arbitraries';
import { ArtifactStore, BackendStore, MlflowServer, ModelApi, TrainingJob } from '../../lib';
import type { MlflowServerProps, ModelApiProps, PlatformProps, TrainingJobProps, Stack } from '../../lib';

/** Props of every construct, right and wrong ones, a few at a time. */

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

const anywhere = fc.constant({});

/** Each construct with its props, and what the platform has. */
export const CONSTRUCTS: Array<[string, fc.Arbitrary<any>, (stack: Stack, props: any) => unknown, fc.Arbitrary<Partial<PlatformProps>>]> = [
  ['ModelApi', api, (stack, props) => new ModelApi(stack, 'x', { image: 'a:1', ...props }), anywhere],
  ['TrainingJob', job, (stack, props) => new TrainingJob(stack, 'x', { image: 'a:1', ...props }), anywhere],
  ['MlflowServer', server, (stack, props) => new MlflowServer(stack, 'x', props), anywhere],
  ...TRAINING,
];
