import { Duration, Size } from 'cdk8s';
import { canonical } from './canonical';
import { upstream } from './written';
import { AccessMode, Accelerator, ClaimRetention, Cloud, FailureAction, FailureRule, Framework, JobFailureReason, JobSetAction, Queue, RestartPolicy, SuccessOperator } from '../../../lib';

const jobSet = (name: string, spec: object, metadata: object = {}) => canonical({ apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', metadata: { name, ...metadata }, spec });
const sleep = { containerName: 'sleep', command: ['sleep'], args: ['100s'] };
const asleep = { template: { spec: { containers: [{ name: 'sleep', image: 'busybox', command: ['sleep'], args: ['100s'] }] } } };
const pods = (n: number) => ({ parallelism: n, completions: n });

test('a coordinator', () => {
  expect(upstream('JobSet', 'coordinator-example', {
    framework: Framework.of({ workers: { ...sleep, replicas: 4 }, driver: { ...sleep, replicas: 4 } }),
    jobSet: { coordinator: { role: 'driver', jobIndex: 0, podIndex: 0 }, roles: { workers: { backoffLimit: 0 }, driver: { backoffLimit: 0 } } },
  })).toEqual(jobSet('coordinator-example', {
    coordinator: { replicatedJob: 'driver', jobIndex: 0, podIndex: 0 },
    replicatedJobs: ['workers', 'driver'].map(name => ({ name, template: { spec: { ...pods(4), backoffLimit: 0, ...asleep } } })),
  }));
});

test('jobs that wait for others', () => {
  const wait = (seconds: number) => ['/bin/sh', '-c', `sleep ${seconds}`];
  const initializer = { containerName: 'initializer', command: wait(10) };
  const initializes = { spec: { template: { spec: { containers: [{ name: 'initializer', image: 'busybox', command: wait(10) }] } } } };
  expect(upstream('JobSet', 'multiple-depends-on', {
    framework: Framework.of({ 'dataset-initializer': initializer, 'model-initializer': initializer, 'worker': { replicas: 4, command: wait(20) } }),
    jobSet: { roles: { worker: { dependsOn: [{ role: 'dataset-initializer' }, { role: 'model-initializer' }] } } },
  })).toEqual(jobSet('multiple-depends-on', {
    replicatedJobs: [
      { name: 'dataset-initializer', template: initializes },
      { name: 'model-initializer', template: initializes },
      {
        name: 'worker',
        dependsOn: [{ name: 'dataset-initializer', status: 'Complete' }, { name: 'model-initializer', status: 'Complete' }],
        template: { spec: { ...pods(4), template: { spec: { containers: [{ name: 'worker', image: 'busybox', command: wait(20) }] } } } },
      },
    ],
  }));
});

test('exclusive placement, and restarts', () => {
  expect(upstream('JobSet', 'exclusive-placement', {
    framework: Framework.of({ workers: { ...sleep, args: ['1000s'], replicas: 3 } }), backoffLimit: 3,
    jobSet: { exclusiveTopology: 'cloud.google.com/gke-nodepool', roles: { workers: { jobs: 3, backoffLimit: 10 } } },
  })).toEqual(jobSet('exclusive-placement', {
    failurePolicy: { maxRestarts: 3 },
    replicatedJobs: [{
      name: 'workers', replicas: 3,
      template: { spec: { ...pods(3), backoffLimit: 10, template: { spec: { containers: [{ name: 'sleep', image: 'busybox', command: ['sleep'], args: ['1000s'] }] } } } },
    }],
  }, { annotations: { 'alpha.jobset.sigs.k8s.io/exclusive-topology': 'cloud.google.com/gke-nodepool' } }));
});

test('rules about failures of Jobs and of pods', () => {
  expect(upstream('JobSet', 'host-maintenance', {
    image: 'bash:latest', backoffLimit: 3,
    framework: Framework.of({ leader: { replicas: 2, restartPolicy: RestartPolicy.NEVER, command: ['bash', '-xc', 'exit 1'] } }),
    jobSet: {
      failureRules: [
        { action: JobSetAction.RESTART_JOB_SET_UNCOUNTED, roles: ['leader'], reasons: [JobFailureReason.POD_FAILURE_POLICY] },
        { action: JobSetAction.RESTART_JOB_SET, roles: ['leader'] },
      ],
      roles: { leader: { jobs: 1, backoffLimit: 0, failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_JOB, 1), FailureRule.onPodCondition(FailureAction.FAIL_JOB, 'DisruptionTarget')] } },
    },
  })).toEqual(jobSet('host-maintenance', {
    failurePolicy: {
      maxRestarts: 3,
      rules: [
        { name: 'failurePolicyRule0', action: 'RestartJobSetAndIgnoreMaxRestarts', targetReplicatedJobs: ['leader'], onJobFailureReasons: ['PodFailurePolicy'] },
        { name: 'failurePolicyRule1', action: 'RestartJobSet', targetReplicatedJobs: ['leader'] },
      ],
    },
    replicatedJobs: [{
      name: 'leader', replicas: 1,
      template: {
        spec: {
          backoffLimit: 0, ...pods(2),
          podFailurePolicy: {
            rules: [
              { action: 'FailJob', onExitCodes: { containerName: 'leader', operator: 'In', values: [1] } },
              { action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
            ],
          },
          template: { spec: { restartPolicy: 'Never', containers: [{ name: 'leader', image: 'bash:latest', command: ['bash', '-xc', 'exit 1'] }] } },
        },
      },
    }],
  }));
});

test('success of the workers alone, and a network of its own', () => {
  const run = (time: number) => ['bash', '-xc', `sleep ${time}`];
  const of = (name: string, n: number, time: number) => ({ name, replicas: 1, template: { spec: { backoffLimit: 0, ...pods(n), template: { spec: { containers: [{ name: name.replace(/s$/, ''), image: 'bash:latest', command: run(time) }] } } } } });
  expect(upstream('JobSet', 'success-policy', {
    image: 'bash:latest',
    framework: Framework.of({ leader: { replicas: 1, command: run(10000) }, workers: { replicas: 2, containerName: 'worker', command: run(10) } }),
    jobSet: {
      success: { operator: SuccessOperator.ALL, roles: ['workers'] },
      network: { hostnames: true, subdomain: 'example', publishNotReadyAddresses: true },
      startInOrder: true,
      roles: { leader: { jobs: 1, backoffLimit: 0 }, workers: { jobs: 1, backoffLimit: 0 } },
    },
  })).toEqual(jobSet('success-policy', {
    network: { enableDNSHostnames: true, subdomain: 'example', publishNotReadyAddresses: true },
    startupPolicy: { startupPolicyOrder: 'InOrder' },
    successPolicy: { operator: 'All', targetReplicatedJobs: ['workers'] },
    replicatedJobs: [of('leader', 1, 10000), of('workers', 2, 10)],
  }));
});

test('groups, and a time after which it goes', () => {
  expect(upstream('JobSet', 'group-example', {
    framework: Framework.of({ 'rj-1': { ...sleep, replicas: 2 }, 'rj-2': { ...sleep, replicas: 2 } }), ttlAfterFinished: Duration.seconds(60),
    jobSet: { roles: { 'rj-1': { jobs: 1, backoffLimit: 0 }, 'rj-2': { jobs: 1, backoffLimit: 0, groupName: 'group-b' } } },
  })).toEqual(jobSet('group-example', {
    ttlSecondsAfterFinished: 60,
    replicatedJobs: [
      { name: 'rj-1', replicas: 1, template: { spec: { ...pods(2), backoffLimit: 0, ...asleep } } },
      { name: 'rj-2', groupName: 'group-b', replicas: 1, template: { spec: { ...pods(2), backoffLimit: 0, ...asleep } } },
    ],
  }));
});

test('claims of the JobSet', () => {
  const run = { command: ['/bin/sh', '-c', 'true'] };
  const claim = (name: string) => ({ metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } });
  const model = { mountPath: '/workspace/model', name: 'initializer' };
  const of = (name: string, volumeMounts: object[]) => ({ template: { spec: { containers: [{ name, image: 'busybox', ...run, volumeMounts }] } } });
  expect(upstream('JobSet', 'volume-claim-trainjob', {
    framework: Framework.of({ initializer: run, node: { ...run, replicas: 3 } }),
    jobSet: {
      claims: {
        initializer: { size: Size.gibibytes(1), path: '/workspace/model' },
        checkpoints: { size: Size.gibibytes(1), path: '/workspace/checkpoints', roles: ['node'], accessMode: AccessMode.READ_WRITE_ONCE, retention: ClaimRetention.RETAIN },
      },
      roles: { node: { dependsOn: [{ role: 'initializer' }] } },
    },
  })).toEqual(jobSet('volume-claim-trainjob', {
    volumeClaimPolicies: [{ templates: [claim('initializer')] }, { templates: [claim('checkpoints')], retentionPolicy: { whenDeleted: 'Retain' } }],
    replicatedJobs: [
      { name: 'initializer', template: { spec: of('initializer', [model]) } },
      {
        name: 'node', dependsOn: [{ name: 'initializer', status: 'Complete' }],
        template: { spec: { ...pods(3), ...of('node', [model, { mountPath: '/workspace/checkpoints', name: 'checkpoints' }]) } },
      },
    ],
  }));
});

test('slices of TPUs in a queue', () => {
  const topology = { 'cloud.google.com/gke-tpu-accelerator': 'tpu-v6e-slice', 'cloud.google.com/gke-tpu-topology': '4x4' };
  expect(upstream('JobSet', 'v6e-multislice', {
    image: 'acme/tpu:latest', queue: Queue.fromQueueName('multislice-queue'), backoffLimit: 4,
    framework: Framework.of({
      slice: { replicas: 4, containerName: 'jax-tpu', command: ['bash', '-c', 'true'], hostNetwork: true, privileged: true, nodeSelector: topology, accelerator: Accelerator.of('google.com/tpu', 4) },
    }),
    jobSet: { exclusiveTopology: 'cloud.google.com/gke-nodepool', roles: { slice: { jobs: 2, backoffLimit: 0 } } },
  }, { cloud: Cloud.GKE })).toEqual(jobSet('v6e-multislice', {
    failurePolicy: { maxRestarts: 4 },
    replicatedJobs: [{
      name: 'slice', replicas: 2,
      template: {
        spec: {
          ...pods(4), backoffLimit: 0,
          template: {
            spec: {
              hostNetwork: true, nodeSelector: topology,
              containers: [{
                name: 'jax-tpu', image: 'acme/tpu:latest', command: ['bash', '-c', 'true'], securityContext: { privileged: true },
                resources: { requests: { 'google.com/tpu': 4 }, limits: { 'google.com/tpu': 4 } },
              }],
            },
          },
        },
      },
    }],
  }, { labels: { 'kueue.x-k8s.io/queue-name': 'multislice-queue' }, annotations: { 'alpha.jobset.sigs.k8s.io/exclusive-topology': 'cloud.google.com/gke-nodepool' } }));
});
