import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { upstream } from './written';
import type { TrainingJobProps } from '../../../lib';
import { Accelerator, CompletionMode, FailureAction, FailureRule, Placement, Queue, RestartPolicy, Storage } from '../../../lib';

const job = (name: string, spec: object, metadata: object = {}) => canonical({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, ...metadata }, spec });
const main = (container: object, pod: object = {}) => ({ spec: { restartPolicy: 'Never', containers: [{ name: 'main', ...container }], ...pod } });
const queued = { labels: { 'kueue.x-k8s.io/queue-name': 'user-queue' } };
const queue = Queue.fromQueueName('user-queue');
const small = { cpu: { request: kplus.Cpu.units(1) }, memory: { request: Size.mebibytes(200) } };

test.each<[string, Partial<TrainingJobProps>, object]>([
  [
    'an index that fails at once',
    {
      image: 'docker.io/library/python:3', command: ['python3'], workers: 2, completions: 4, backoffLimit: 6,
      jobOptions: { backoffLimitPerIndex: 1, failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_INDEX, 42)] },
    },
    job('a', {
      completions: 4, parallelism: 2, completionMode: 'Indexed', backoffLimitPerIndex: 1, backoffLimit: 6,
      podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { containerName: 'main', operator: 'In', values: [42] } }] },
      template: main({ image: 'docker.io/library/python:3', command: ['python3'] }),
    }),
  ],
  [
    'a policy about failures',
    {
      image: 'docker.io/library/bash:5', command: ['bash'], args: ['-c', 'exit 42'], workers: 3, completions: 12, backoffLimit: 6,
      jobOptions: {
        completionMode: CompletionMode.NON_INDEXED,
        failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_JOB, 42), FailureRule.onPodCondition(FailureAction.IGNORE, 'DisruptionTarget')],
      },
    },
    job('a', {
      completions: 12, parallelism: 3, backoffLimit: 6,
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [42] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
      template: main({ image: 'docker.io/library/bash:5', command: ['bash'], args: ['-c', 'exit 42'] }),
    }),
  ],
  [
    'success of some indexes',
    { image: 'python', command: ['python3'], workers: 10, jobOptions: { successRules: [{ succeededIndexes: '0,2-3', succeededCount: 1 }] } },
    job('a', {
      parallelism: 10, completions: 10, completionMode: 'Indexed', successPolicy: { rules: [{ succeededIndexes: '0,2-3', succeededCount: 1 }] },
      template: main({ image: 'python', command: ['python3'] }),
    }),
  ],
  [
    'work from a queue of messages',
    {
      image: 'acme/job-wq-1', env: { BROKER_URL: kplus.EnvValue.fromValue('amqp://rabbitmq:5672') }, workers: 2, completions: 8,
      restartPolicy: RestartPolicy.ON_FAILURE, jobOptions: { completionMode: CompletionMode.NON_INDEXED },
    },
    job('a', {
      completions: 8, parallelism: 2,
      template: { spec: { restartPolicy: 'OnFailure', containers: [{ name: 'main', image: 'acme/job-wq-1', env: [{ name: 'BROKER_URL', value: 'amqp://rabbitmq:5672' }] }] } },
    }),
  ],
  [
    'a job that Kueue may start with fewer pods',
    { args: ['hello'], workers: 20, suspend: true, queue, resources: small, jobOptions: { completionMode: CompletionMode.NON_INDEXED, minParallelism: 5 } },
    job('a', {
      parallelism: 20, completions: 20, suspend: true, template: main({ image: 'busybox', args: ['hello'], resources: { requests: { cpu: 1, memory: '200Mi' } } }),
    }, { ...queued, annotations: { 'kueue.x-k8s.io/job-min-parallelism': '5' } }),
  ],
  [
    'a place by topology',
    { args: ['pause'], workers: 64, queue, resources: small, placement: [Placement.kueuePreferred('cloud.provider.com/topology-block')] },
    job('a', {
      parallelism: 64, completions: 64, completionMode: 'Indexed',
      template: {
        metadata: { annotations: { 'kueue.x-k8s.io/podset-preferred-topology': 'cloud.provider.com/topology-block' } },
        ...main({ image: 'busybox', args: ['pause'], resources: { requests: { cpu: 1, memory: '200Mi' } } }),
      },
    }, queued),
  ],
  [
    'nodes that are made for it',
    {
      annotations: { 'provreq.kueue.x-k8s.io/maxRunDurationSeconds': '600' }, args: ['pause'], workers: 3, suspend: true, queue, accelerator: Accelerator.nvidia(),
      resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { request: Size.mebibytes(100) } },
      jobOptions: { completionMode: CompletionMode.NON_INDEXED },
    },
    job('a', {
      parallelism: 3, completions: 3, suspend: true,
      template: main({ image: 'busybox', args: ['pause'], resources: { requests: { 'cpu': '100m', 'memory': '100Mi', 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 1 } } }),
    }, { ...queued, annotations: { 'provreq.kueue.x-k8s.io/maxRunDurationSeconds': '600' } }),
  ],
  [
    'a model on a claim',
    { image: 'acme/axolotl:main', backoffLimit: 0, command: ['/bin/bash'], volumes: [Storage.existingClaim('model-storage').at('/outputs')], podAnnotations: { 'gke-gcsfuse/volumes': 'true' } },
    job('a', {
      backoffLimit: 0,
      template: {
        metadata: { annotations: { 'gke-gcsfuse/volumes': 'true' } },
        ...main({ image: 'acme/axolotl:main', command: ['/bin/bash'], volumeMounts: [{ name: 'outputs', mountPath: '/outputs' }] }, {
          volumes: [{ name: 'outputs', persistentVolumeClaim: { claimName: 'model-storage' } }],
        }),
      },
    }),
  ],
])('%s', (_, props, expected) => {
  expect(upstream('Job', 'a', props)).toEqual(expected);
});
