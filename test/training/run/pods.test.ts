import { existsSync, mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { expand, startOf } from './kubelet';
import { LESSONS, manifestsOf } from './lessons';
import { resolve } from './node';
import { atOnce, jobAmong, podsOf } from './pods';
import { localPaths } from './volumes';
import type { TrainingJobProps } from '../../../lib';
import { Framework, Processes } from '../../../lib';

const podsFor = (job: Omit<TrainingJobProps, 'image'>) => podsOf(jobAmong(manifestsOf({ name: 'resnet', needs: [], processes: 0, job: { command: ['python'], ...job } })));

/** Variables of a pod, beyond those that the job itself sets. */
const added = (pod: ReturnType<typeof podsOf>[number]) => {
  const { HOME, ...env } = startOf(pod, '127.0.0.11').env;
  return env;
};

const TORCH = { PYTHONUNBUFFERED: '1', MASTER_ADDR: 'resnet-master-0', PET_MASTER_ADDR: 'resnet-master-0', MASTER_PORT: '23456', PET_MASTER_PORT: '23456' };
const ELASTIC = { PYTHONUNBUFFERED: '1', PET_RDZV_ENDPOINT: 'resnet-worker-0:23456', PET_RDZV_BACKEND: 'c10d', PET_NPROC_PER_NODE: '1' };
const XGBOOST = { PYTHONUNBUFFERED: '1', MASTER_ADDR: 'resnet-master-0', MASTER_PORT: '9999', WORLD_SIZE: '3', WORKER_PORT: '9999', WORKER_ADDRS: 'resnet-worker-0,resnet-worker-1' };
const JAX = { PYTHONUNBUFFERED: '1', COORDINATOR_ADDRESS: 'resnet-worker-0', COORDINATOR_PORT: '6666', NUM_PROCESSES: '2' };

test.each<[string, Omit<TrainingJobProps, 'image'>, Record<string, Record<string, string>>]>([
  ['PyTorch on one pod', { framework: Framework.pytorch() }, {
    'resnet-master-0': { ...TORCH, WORLD_SIZE: '1', RANK: '0', PET_NODE_RANK: '0', PET_NNODES: '1', PET_NPROC_PER_NODE: '1' },
  }],
  ['PyTorch on two pods', { framework: Framework.pytorch(), workers: 2 }, {
    'resnet-master-0': { ...TORCH, WORLD_SIZE: '2', RANK: '0', PET_NODE_RANK: '0', PET_NNODES: '2', PET_NPROC_PER_NODE: '1' },
    'resnet-worker-0': { ...TORCH, WORLD_SIZE: '2', RANK: '1', PET_NODE_RANK: '1', PET_NNODES: '2', PET_NPROC_PER_NODE: '1' },
  }],
  ['PyTorch with two processes a pod', { framework: Framework.pytorch({ processesPerWorker: Processes.of(2) }), workers: 2 }, {
    'resnet-master-0': { ...TORCH, WORLD_SIZE: '4', RANK: '0', PET_NODE_RANK: '0', PET_NNODES: '2', PET_NPROC_PER_NODE: '2' },
    'resnet-worker-0': { ...TORCH, WORLD_SIZE: '4', RANK: '1', PET_NODE_RANK: '1', PET_NNODES: '2', PET_NPROC_PER_NODE: '2' },
  }],
  ['elastic PyTorch', { framework: Framework.pytorch({ elastic: { minReplicas: 1, maxRestarts: 3, rdzvConf: { join_timeout: '60', timeout: '9' } } }), workers: 1 }, {
    'resnet-worker-0': { ...ELASTIC, PET_NNODES: '1:1', PET_MAX_RESTARTS: '3', PET_RDZV_CONF: 'join_timeout=60,timeout=9' },
  }],
  ['elastic PyTorch with a rendezvous of its own', { framework: Framework.pytorch({ elastic: { rdzvHost: 'etcd', rdzvPort: 2379, rdzvId: 'r' } }), workers: 2 }, {
    'resnet-worker-0': { ...ELASTIC, PET_RDZV_ENDPOINT: 'etcd:2379', PET_NNODES: '2:2', PET_RDZV_ID: 'r' },
    'resnet-worker-1': { ...ELASTIC, PET_RDZV_ENDPOINT: 'etcd:2379', PET_NNODES: '2:2', PET_RDZV_ID: 'r' },
  }],
  ['XGBoost', { framework: Framework.xgboost(), workers: 3 }, {
    'resnet-master-0': { ...XGBOOST, RANK: '0' }, 'resnet-worker-0': { ...XGBOOST, RANK: '1' }, 'resnet-worker-1': { ...XGBOOST, RANK: '2' },
  }],
  ['XGBoost on one pod', { framework: Framework.xgboost() }, {
    'resnet-master-0': { PYTHONUNBUFFERED: '1', MASTER_ADDR: 'resnet-master-0', MASTER_PORT: '9999', WORLD_SIZE: '1', RANK: '0' },
  }],
  ['JAX', { framework: Framework.jax(), workers: 2 }, { 'resnet-worker-0': { ...JAX, PROCESS_ID: '0' }, 'resnet-worker-1': { ...JAX, PROCESS_ID: '1' } }],
  ['a Job', {}, { 'resnet-abcd0': {} }],
  ['a Job with pieces of work', { workers: 2 }, { 'resnet-0-abcd0': { JOB_COMPLETION_INDEX: '0' }, 'resnet-1-abcd1': { JOB_COMPLETION_INDEX: '1' } }],
])('%s: each pod has its environment', (_, job, expected) => {
  expect(Object.fromEntries(podsFor(job).map(pod => [pod.name, added(pod)]))).toEqual(expected);
});

test('ports by the name of the kind are where the pods meet, those of other names are not', () => {
  const [, worker] = podsFor({
    framework: Framework.lightgbm({ master: { ports: { 'xgboostjob-port': 9991, 'metrics': 8000 } }, worker: { ports: { 'xgboostjob-port': 9992 } } }), workers: 2,
  });
  expect(added(worker)).toMatchObject({ MASTER_PORT: '9991', WORKER_PORT: '9992' });
});

test('what the operator sets comes last, and so wins', () => {
  const job = jobAmong(manifestsOf({ name: 'resnet', needs: [], processes: 0, job: { framework: Framework.pytorch(), workers: 2, command: ['python'] } }));
  job.spec.pytorchReplicaSpecs.Worker.template.spec.containers[0].env.push({ name: 'RANK', value: '7' }, { name: 'SEED', value: '7' });
  expect(added(podsOf(job)[1])).toMatchObject({ RANK: '1', SEED: '7' });
});

test('no more pods of a Job run at a time than it has workers', () => {
  const job = (props: Omit<TrainingJobProps, 'image'>) => jobAmong(manifestsOf({ name: 'resnet', needs: [], processes: 0, job: props }));
  expect(atOnce(job({ workers: 2, completions: 4 }))).toBe(2);
  expect(atOnce(job({ framework: Framework.jax(), workers: 4 }))).toBe(Infinity);
});

const JOB_SET = {
  apiVersion: 'jobset.x-k8s.io/v1alpha2',
  kind: 'JobSet',
  metadata: { name: 'resnet', namespace: 'team' },
  spec: {
    replicatedJobs: [{
      name: 'node',
      replicas: 2,
      template: {
        spec: {
          parallelism: 2,
          template: {
            metadata: { labels: { app: 'resnet' } },
            spec: {
              serviceAccountName: 'trainer',
              containers: [{
                name: 'node',
                command: ['torchrun'],
                args: ['--node-rank=$(RANK)', '$$(RANK)', '$(NOBODY)'],
                env: [
                  { name: 'SLICE', valueFrom: { fieldRef: { fieldPath: "metadata.labels['jobset.sigs.k8s.io/job-index']" } } },
                  { name: 'INDEX', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } } },
                  { name: 'RANK', value: '$(SLICE)-$(INDEX)' },
                  { name: 'EARLY', value: '$(LATE)' },
                  { name: 'LATE', value: '$(MASTER)' },
                  { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
                  { name: 'ACCOUNT', valueFrom: { fieldRef: { fieldPath: 'spec.serviceAccountName' } } },
                  { name: 'MASTER', value: 'resnet-node-0-0.resnet' },
                ],
              }],
            },
          },
        },
      },
    }],
  },
};

test('the pods of a JobSet read what they are from fields, and words build on what stands before them', () => {
  const pods = podsOf(JOB_SET);
  expect(pods.map(({ name }) => name)).toEqual(['resnet-node-0-0-abcd0', 'resnet-node-0-1-abcd1', 'resnet-node-1-0-abcd0', 'resnet-node-1-1-abcd1']);
  expect(startOf(pods[3], '127.0.0.14')).toEqual({
    command: ['torchrun', '--node-rank=1-1', '$(RANK)', '$(NOBODY)'],
    env: { SLICE: '1', INDEX: '1', RANK: '1-1', EARLY: '$(LATE)', LATE: '$(MASTER)', IP: '127.0.0.14', ACCOUNT: 'trainer', MASTER: 'resnet-node-0-0.resnet', JOB_COMPLETION_INDEX: '1' },
  });
  expect(pods[0].hosts).toContain('resnet-node-0-0.resnet');
});

test.each([
  ['$(A) and $(A)', 'one and one'], ['$$(A)', '$(A)'], ['$$$(A)', '$one'], ['$A ${A} $(', '$A ${A} $('], ['$(B)', '$(B)'],
])('the kubelet makes of %s: %s', (text, expected) => {
  expect(expand(text, { A: 'one' })).toBe(expected);
});

test('names of pods become addresses, whole words alone', () => {
  const names = new Map([['resnet-worker-1', '127.0.0.12'], ['resnet-worker-1.team.svc', '127.0.0.12']]);
  expect(resolve('resnet-worker-1:80,resnet-worker-10,my-resnet-worker-1 http://resnet-worker-1.team.svc/x', names)).toBe('127.0.0.12:80,resnet-worker-10,my-resnet-worker-1 http://127.0.0.12/x');
});

test('what is not here is said, not guessed', () => {
  const [pod] = podsOf(JOB_SET);
  const reading = (env: object) => () => startOf({ ...pod, container: { ...pod.container, env: [{ name: 'X', ...env }] } }, '127.0.0.11');
  expect(reading({ valueFrom: { secretKeyRef: { name: 's', key: 'k' } } })).toThrow('resnet-node-0-0-abcd0 reads X from secretKeyRef, which is not here');
  expect(reading({ valueFrom: { fieldRef: { fieldPath: 'status.phase' } } })).toThrow('resnet-node-0-0-abcd0 reads the field status.phase, which pods have not');
  expect(() => startOf(podsFor({ command: undefined })[0], '127.0.0.11')).toThrow('give the job a command');
  expect(() => podsOf({ apiVersion: 'v1', kind: 'Pod' })).toThrow('nothing here makes pods of a Pod of v1');
});

test('claims are one folder for all pods, scratch space is one for each', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-mlops-run-'));
  const volumes = [{ name: 'models', persistentVolumeClaim: { claimName: 'shared' } }, { name: 'cache', emptyDir: {} }];
  const volumeMounts = [{ name: 'models', mountPath: '/models' }, { name: 'cache', mountPath: '/cache' }, { name: 'tmp', mountPath: '/tmp' }];
  const pod = { name: 'p-0', namespace: 'team', hosts: [], template: { spec: { containers: [], volumes } }, container: { name: 'main', volumeMounts } };
  const local = localPaths(pod, folder);
  expect(local('--out=/models/a')).toBe(`--out=${folder}/claims/shared/a`);
  expect(local('/cache')).toBe(`${folder}/pods/p-0/cache`);
  expect(['/models-of-others', '/data/models', '/tmp/x'].map(local)).toEqual(['/models-of-others', '/data/models', '/tmp/x']);
  expect(local('python a.py 1>/cache/log 2>&1 && ls /models')).toBe(`python a.py 1>${folder}/pods/p-0/cache/log 2>&1 && ls ${folder}/claims/shared`);
  expect(existsSync(join(folder, 'claims', 'shared'))).toBe(true);
});

test('files of ConfigMaps and of the downward API are there before a pod starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-mlops-run-'));
  const downwardAPI = { items: [{ path: 'a.json', fieldRef: { fieldPath: "metadata.annotations['file/a.json']" } }] };
  const volumes = [
    { name: 'code', configMap: { name: 'job-code' } },
    { name: 'config', downwardAPI },
    { name: 'both', projected: { sources: [{ configMap: { name: 'job-code' } }, { downwardAPI }] } },
  ];
  const volumeMounts = ['code', 'config', 'both'].map(name => ({ name, mountPath: `/${name}` }));
  const template = { metadata: { annotations: { 'file/a.json': '{"lr": 0.1}' } }, spec: { containers: [], volumes } };
  const pod = { name: 'p-0', namespace: 'team', hosts: [], template, container: { name: 'main', volumeMounts } };
  const objects = [{ kind: 'ConfigMap', metadata: { name: 'job-code' }, data: { 'train.py': 'print(1)' } }];
  const local = localPaths(pod, folder, objects);
  expect(['/code/train.py', '/config/a.json'].map(path => readFileSync(local(path), 'utf8'))).toEqual(['print(1)', '{"lr": 0.1}']);
  expect(['/both/train.py', '/both/a.json'].map(path => readFileSync(local(path), 'utf8'))).toEqual(['print(1)', '{"lr": 0.1}']);
  expect(() => localPaths(pod, folder)).toThrow('p-0 reads the ConfigMap job-code, which is not here');
});

test.each(LESSONS.map(lesson => [lesson.name, lesson] as const))('the lesson %s is a job that can be run, with a program that is here', (_, lesson) => {
  const [pod] = podsOf(jobAmong(manifestsOf(lesson)));
  const { command } = startOf(pod, '127.0.0.11');
  expect(existsSync(join(__dirname, 'programs', command[1]))).toBe(true);
});
