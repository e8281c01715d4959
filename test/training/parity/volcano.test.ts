import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { upstream } from './written';
import type { TrainingJobProps } from '../../../lib';
import { Framework, Queue, RestartPolicy, TopologyMode, TrainingOperator, VolcanoAction, VolcanoEvent } from '../../../lib';

const job = (spec: object) => canonical({ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', metadata: { name: 'a' }, spec });
const pod = (name: string, container: object, more: object = {}) => ({ template: { spec: { restartPolicy: 'OnFailure', containers: [{ name, image: 'busybox', ...container }], ...more } } });
const evicted = { event: 'PodEvicted', action: 'RestartJob' };
const restart = [{ events: [VolcanoEvent.POD_EVICTED], action: VolcanoAction.RESTART_JOB }];
const complete = { policies: [{ events: [VolcanoEvent.TASK_COMPLETED], action: VolcanoAction.COMPLETE_JOB }] };
const common = { operator: TrainingOperator.VOLCANO, schedulerName: 'volcano', restartPolicy: RestartPolicy.ON_FAILURE } as const;
const queue = Queue.fromVolcanoQueueName('default');
const sh = ['/bin/sh', '-c', 'true'];

test.each<[string, Partial<TrainingJobProps>, object]>([
  [
    'a job with plugins',
    {
      queue, backoffLimit: 5, gang: { minAvailable: 3, priorityClass: 'high-priority' },
      framework: Framework.of({ 'default-nginx': { replicas: 6, containerName: 'nginx', resources: { cpu: { request: kplus.Cpu.units(1) } } } }),
      volcano: { policies: restart, plugins: { env: [], ssh: ['--ssh-key-file-path=/home/user/.ssh'], svc: ['--publish-not-ready-addresses=false'] }, volumes: [{ path: '/myoutput', claimName: 'out' }] },
    },
    job({
      minAvailable: 3, schedulerName: 'volcano', priorityClassName: 'high-priority', policies: [evicted], maxRetry: 5, queue: 'default',
      plugins: { env: [], ssh: ['--ssh-key-file-path=/home/user/.ssh'], svc: ['--publish-not-ready-addresses=false'] },
      volumes: [{ mountPath: '/myoutput', volumeClaimName: 'out' }],
      tasks: [{ name: 'default-nginx', replicas: 6, ...pod('nginx', { resources: { requests: { cpu: 1 } } }) }],
    }),
  ],
  [
    'MPI by roles, the master after the workers',
    {
      gang: { minAvailable: 3 },
      framework: Framework.of({
        mpimaster: { command: sh, workingDir: '/home', ports: { 'mpijob-port': 22 } }, mpiworker: { replicas: 2, command: sh, workingDir: '/home', ports: { 'mpijob-port': 22 } },
      }),
      volcano: { plugins: { ssh: [], svc: [] }, tasks: { mpimaster: { ...complete, dependsOn: ['mpiworker'] } } },
    },
    job({
      minAvailable: 3, schedulerName: 'volcano', plugins: { ssh: [], svc: [] },
      tasks: [
        {
          name: 'mpimaster', replicas: 1, policies: [{ event: 'TaskCompleted', action: 'CompleteJob' }], dependsOn: { name: ['mpiworker'] },
          ...pod('mpimaster', { command: sh, workingDir: '/home', ports: [{ containerPort: 22, name: 'mpijob-port' }] }),
        },
        { name: 'mpiworker', replicas: 2, ...pod('mpiworker', { command: sh, workingDir: '/home', ports: [{ containerPort: 22, name: 'mpijob-port' }] }) },
      ],
    }),
  ],
  [
    'partitions close to each other',
    {
      schedulerName: undefined, restartPolicy: undefined, framework: Framework.of({ trainer: { replicas: 8 } }),
      volcano: {
        networkTopology: { mode: TopologyMode.HARD, highestTierAllowed: 2 },
        tasks: {
          trainer: {
            partitions: {
              totalPartitions: 2, partitionSize: 4, minPartitions: 2,
              networkTopology: { mode: TopologyMode.HARD, highestTierAllowed: 1 },
            },
          },
        },
      },
    },
    job({
      networkTopology: { mode: 'hard', highestTierAllowed: 2 },
      tasks: [{
        name: 'trainer', replicas: 8, partitionPolicy: { totalPartitions: 2, partitionSize: 4, minPartitions: 2, networkTopology: { mode: 'hard', highestTierAllowed: 1 } },
        template: { spec: { containers: [{ name: 'trainer', image: 'busybox' }] } },
      }],
    }),
  ],
  [
    'PaddlePaddle with parameter servers',
    {
      gang: { minAvailable: 4 }, imagePullSecrets: [{ name: 'default-secret' } as kplus.ISecret],
      framework: Framework.of({ trainer: { replicas: 2, command: ['paddle_k8s'], podLabels: { 'paddle-job': 'fluid-ctr' } }, pserver: { replicas: 2, command: ['paddle_k8s'], podLabels: { 'paddle-job': 'fluid-ctr' } } }),
      volcano: { policies: [...restart, { events: [VolcanoEvent.POD_FAILED], action: VolcanoAction.RESTART_JOB }], tasks: { trainer: complete } },
    },
    job({
      minAvailable: 4, schedulerName: 'volcano', policies: [evicted, { event: 'PodFailed', action: 'RestartJob' }],
      tasks: ['trainer', 'pserver'].map(name => {
        const { template } = pod(name, { command: ['paddle_k8s'] }, { imagePullSecrets: [{ name: 'default-secret' }] });
        const task = { name, replicas: 2, template: { metadata: { labels: { 'paddle-job': 'fluid-ctr' } }, ...template } };
        return name === 'trainer' ? { ...task, policies: [{ event: 'TaskCompleted', action: 'CompleteJob' }] } : task;
      }),
    }),
  ],
  [
    'Ray by its plugin',
    {
      queue, gang: { minAvailable: 3 }, framework: Framework.of({ head: {}, worker: { replicas: 2 } }),
      volcano: { plugins: { ray: [] }, policies: restart },
    },
    job({
      minAvailable: 3, schedulerName: 'volcano', plugins: { ray: [] }, policies: [evicted], queue: 'default',
      tasks: [{ name: 'head', replicas: 1, ...pod('head', {}) }, { name: 'worker', replicas: 2, ...pod('worker', {}) }],
    }),
  ],
  [
    'tasks that wait for others',
    {
      queue, gang: { minAvailable: 1 }, nodeSelector: { 'kubernetes.io/os': 'linux' }, imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
      framework: Framework.of({ 'job-nginx1': { containerName: 'nginx' }, 'job-nginx2': { replicas: 5, containerName: 'nginx' } }),
      volcano: { tasks: { 'job-nginx2': { dependsOn: ['job-nginx1'] } } },
    },
    job({
      schedulerName: 'volcano', queue: 'default', minAvailable: 1,
      tasks: [
        { name: 'job-nginx1', replicas: 1, ...pod('nginx', { imagePullPolicy: 'IfNotPresent' }, { nodeSelector: { 'kubernetes.io/os': 'linux' } }) },
        { name: 'job-nginx2', replicas: 5, dependsOn: { name: ['job-nginx1'] }, ...pod('nginx', { imagePullPolicy: 'IfNotPresent' }, { nodeSelector: { 'kubernetes.io/os': 'linux' } }) },
      ],
    }),
  ],
  [
    'RDMA in the network of the nodes',
    {
      queue, gang: { minAvailable: 1 }, gracePeriod: Duration.seconds(15), hostNetwork: true,
      framework: Framework.of({ worker: { replicas: 2, privileged: true, capabilities: ['IPC_LOCK'], workingDir: '/workspace', ports: { c10d: 23456 } } }),
      volcano: { plugins: { env: [], svc: ['--publish-not-ready-addresses=true'] } },
    },
    job({
      minAvailable: 1, plugins: { env: [], svc: ['--publish-not-ready-addresses=true'] }, queue: 'default', schedulerName: 'volcano',
      tasks: [{
        name: 'worker', replicas: 2,
        ...pod('worker', { workingDir: '/workspace', ports: [{ containerPort: 23456, name: 'c10d' }], securityContext: { privileged: true, capabilities: { add: ['IPC_LOCK'] } } }, {
          hostNetwork: true, terminationGracePeriodSeconds: 15,
        }),
      }],
    }),
  ],
])('%s', (_, props, expected) => {
  expect(upstream('Job', 'a', { ...common, ...props })).toEqual(expected);
});
