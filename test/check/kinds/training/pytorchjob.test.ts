import type { Row } from './jobs';
import { container, found, job, replica } from './jobs';

const main = (spec: object = {}, rest: object = {}) => replica('pytorch', spec, rest);
const master = (spec: object = {}) => job('PyTorchJob', { Master: main({ replicas: 1 }) }, spec);
const workers = (replicas: number | undefined, elasticPolicy?: object) => job('PyTorchJob', { Worker: main({ replicas }) }, { elasticPolicy });
const env = (name: string, spec: object = {}, types: string[] = ['Master']) =>
  job('PyTorchJob', Object.fromEntries(types.map(type => [type, main({ replicas: 1 }, { env: [{ name, value: '1' }] })])), spec);

test.each<Row>([
  ['a Master and workers', job('PyTorchJob', {
    Master: main({ replicas: 1, restartPolicy: 'OnFailure' }),
    Worker: main({ replicas: 3, restartPolicy: 'ExitCode' }, { resources: { limits: { 'nvidia.com/gpu': 8 } }, ports: [{ name: 'pytorchjob-port', containerPort: 23456 }] }),
  }, { nprocPerNode: '8', runPolicy: { cleanPodPolicy: 'Running', backoffLimit: 3, ttlSecondsAfterFinished: 3600 } }), []],
  ['elastic workers', workers(2, { minReplicas: 1, maxReplicas: 4, rdzvBackend: 'c10d', rdzvConf: [{ key: 'timeout', value: '900' }], maxRestarts: 9 }), []],
  ['one worker alone', workers(1), []],
  ['a Master beside another container', job('PyTorchJob', { Master: { replicas: 1, template: { spec: { containers: [container('log'), container('pytorch')] } } } }), []],
])('%s has no problem', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

describe('replicas', () => {
  test.each<Row>([
    ['a Master that is not counted', job('PyTorchJob', { Master: main() }), [
      'error TRAINING_REPLICAS spec.pytorchReplicaSpecs.Master.replicas: write 1: there is exactly one Master, and it has to be written',
    ]],
    ['two Masters', job('PyTorchJob', { Master: main({ replicas: 2 }) }), [
      'error TRAINING_REPLICAS spec.pytorchReplicaSpecs.Master.replicas: got 2; write 1: there is exactly one Master',
    ]],
    ['no workers', job('PyTorchJob', { Master: main({ replicas: 1 }), Worker: main({ replicas: 0 }) }), [
      'error TRAINING_REPLICAS spec.pytorchReplicaSpecs.Worker.replicas: got 0; at least 1; leave the entry out where there are none',
    ]],
    ['a type in lower case', job('PyTorchJob', { master: main({ replicas: 1 }) }), [
      "error TRAINING_REPLICA_TYPE spec.pytorchReplicaSpecs.master: PyTorchJobs have Master and Worker, spelt so; did you mean 'Master'?",
    ]],
    ['a type of TensorFlow', job('PyTorchJob', { Master: main({ replicas: 1 }), PS: main() }), [
      'error TRAINING_REPLICA_TYPE spec.pytorchReplicaSpecs.PS: PyTorchJobs have Master and Worker, spelt so',
    ]],
    ['workers without a Master', workers(4), [
      'warning PYTORCHJOB_NO_MASTER spec.pytorchReplicaSpecs: got ["Worker"]; add a Master with replicas 1, or an elasticPolicy: workers alone get no MASTER_ADDR and no RANK, and each trains on its own',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('processes', () => {
  test.each<Row>([
    ['a word of its own', master({ nprocPerNode: 'all' }), [
      "warning PYTORCHJOB_NPROC_PER_NODE spec.nprocPerNode: got 'all'; 'auto', 'cpu', 'gpu' or a whole number above 0 as text: torchrun stops at any other",
    ]],
    ['none', master({ nprocPerNode: '0' }), [
      "warning PYTORCHJOB_NPROC_PER_NODE spec.nprocPerNode: got '0'; 'auto', 'cpu', 'gpu' or a whole number above 0 as text: torchrun stops at any other",
    ]],
    ['the deprecated field', workers(1, { minReplicas: 1, nProcPerNode: 2 }), [
      'warning PYTORCHJOB_NPROC_PER_NODE spec.elasticPolicy.nProcPerNode: got 2; write it as spec.nprocPerNode, a text: this field is deprecated',
    ]],
    ['both fields', job('PyTorchJob', { Worker: main() }, { nprocPerNode: '2', elasticPolicy: { nProcPerNode: 2 } }), [
      'error PYTORCHJOB_NPROC_PER_NODE spec.elasticPolicy.nProcPerNode: got 2; leave it out: spec.nprocPerNode says it, and the webhook refuses both together',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('elasticPolicy', () => {
  test.each<Row>([
    ['without a Worker', master({ elasticPolicy: { minReplicas: 1 } }), [
      'error TRAINING_ELASTIC_WORKER spec.pytorchReplicaSpecs.Worker: add a Worker: an elasticPolicy says how many of them there may be',
    ]],
    ['with a Master', job('PyTorchJob', { Master: main({ replicas: 1 }), Worker: main({ replicas: 1 }) }, { elasticPolicy: {} }), [
      'warning PYTORCHJOB_ELASTIC_MASTER spec.pytorchReplicaSpecs.Master: leave the Master out of an elastic job: torchrun counts the workers only, and has no place for one more',
    ]],
    ['a range upside down', workers(2, { minReplicas: 3, maxReplicas: 2 }), [
      'warning TRAINING_ELASTIC_RANGE spec.elasticPolicy.minReplicas: got 3; at most maxReplicas, which is 2: the workers stop at this range',
    ]],
    ['a range from 0', workers(1, { minReplicas: 0, maxReplicas: 2 }), [
      'warning TRAINING_ELASTIC_RANGE spec.elasticPolicy.minReplicas: got 0; at least 1: no job goes on without workers',
    ]],
    ['fewer workers than its range', workers(undefined, { minReplicas: 2, maxReplicas: 4 }), [
      'warning TRAINING_ELASTIC_RANGE spec.pytorchReplicaSpecs.Worker.replicas: at least minReplicas, which is 2: with 1 the workers wait for more, and the operator starts no more',
    ]],
    ['more workers than its range', workers(5, { maxReplicas: 4 }), [
      'warning TRAINING_ELASTIC_RANGE spec.pytorchReplicaSpecs.Worker.replicas: got 5; at most maxReplicas, which is 4: the workers above it find no place, and wait',
    ]],
    ['more workers, which an autoscaler mends', workers(5, { minReplicas: 1, maxReplicas: 4, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] }), []],
    ['an empty rdzvConf', workers(1, { rdzvConf: [] }), [
      'warning PYTORCHJOB_RENDEZVOUS spec.elasticPolicy.rdzvConf: got []; leave it out: the operator panics at an empty list, and starts no pod',
    ]],
    ['an unknown backend', workers(1, { rdzvBackend: 'c10' }), [
      "warning PYTORCHJOB_RENDEZVOUS spec.elasticPolicy.rdzvBackend: got 'c10'; one of c10d, etcd, etcd-v2; did you mean 'c10d'?: nobody checks it, and torchrun stops at a backend it does not have",
    ]],
    ['etcd without a host', workers(1, { rdzvBackend: 'etcd-v2' }), [
      'warning PYTORCHJOB_RENDEZVOUS spec.elasticPolicy.rdzvHost: write the host of etcd: without it the workers look for etcd at worker 0',
    ]],
    ['a port that is none', workers(1, { rdzvPort: 70000 }), [
      'warning PYTORCHJOB_RENDEZVOUS spec.elasticPolicy.rdzvPort: got 70000; a port is 1 to 65535',
    ]],
    ['standalone on two workers', workers(2, { standalone: true }), [
      'warning PYTORCHJOB_RENDEZVOUS spec.elasticPolicy.standalone: got true; leave it out: each of the 2 workers would train on its own',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('variables of the operator', () => {
  test.each<Row>([
    ['the rank', env('RANK'), [
      "warning TRAINING_ENV_OVERWRITTEN spec.pytorchReplicaSpecs.Master.template.spec.containers[0].env[0].name: got 'RANK'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['the number of nodes', env('PET_NNODES'), [
      "warning TRAINING_ENV_OVERWRITTEN spec.pytorchReplicaSpecs.Master.template.spec.containers[0].env[0].name: got 'PET_NNODES'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['the rank of workers alone', env('RANK', {}, ['Worker']), []],
    ['restarts of an elastic job', env('PET_MAX_RESTARTS', { elasticPolicy: { maxRestarts: 3 } }, ['Worker']), [
      "warning TRAINING_ENV_OVERWRITTEN spec.pytorchReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'PET_MAX_RESTARTS'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['standalone', env('PET_STANDALONE', { elasticPolicy: { standalone: true } }, ['Worker']), [
      "warning TRAINING_ENV_OVERWRITTEN spec.pytorchReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'PET_STANDALONE'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['restarts that nobody sets', env('PET_MAX_RESTARTS', { elasticPolicy: {} }, ['Worker']), []],
    ['any other', env('NCCL_DEBUG'), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});
