import { Duration, Size } from 'cdk8s';
import type { PlatformProps, ScheduledTrainingJobProps } from '../../lib';
import { Accelerator, Checkpoints, Framework, OverlapPolicy, Queue, TrainingJob } from '../../lib';
import { find, kindsAndNames, synth, testStack } from '../support/synth';

const kueue = { kueue: true, kueueFrameworks: ['batch/job', 'kubeflow.org/pytorchjob'] };
const scheduled = (props: Partial<ScheduledTrainingJobProps>, platform: PlatformProps = kueue) => {
  const stack = testStack(platform);
  const job = TrainingJob.scheduled(stack, 'nightly', { image: 'acme/resnet:2.1', command: ['python', 'train.py'], schedule: '0 3 * * *', queue: Queue.fromQueueName('gpu'), ...props });
  return { job, manifests: synth(stack) };
};

test('a plain Job runs by the clock, one at a time, in its queue', () => {
  const { manifests } = scheduled({ timeZone: 'Europe/Paris', workers: 4 });
  const { metadata, spec: { jobTemplate, ...clock } } = find(manifests, 'CronJob');
  expect(clock).toEqual({
    schedule: '0 3 * * *', timeZone: 'Europe/Paris', concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 600, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 3,
  });
  expect(metadata.labels).not.toHaveProperty(['kueue.x-k8s.io/queue-name']);
  expect(jobTemplate.metadata.labels).toEqual({ 'kueue.x-k8s.io/queue-name': 'gpu' });
  expect(jobTemplate.spec).toMatchObject({ parallelism: 4, completions: 4, completionMode: 'Indexed', backoffLimit: 3 });
  expect(jobTemplate.spec).not.toHaveProperty('ttlSecondsAfterFinished');
});

test('Kueue reads of each Job how few pods will do', () => {
  const { metadata, spec } = find(scheduled({ workers: 4, jobOptions: { minParallelism: 2 } }).manifests, 'CronJob');
  expect(spec.jobTemplate.metadata).toEqual({ annotations: { 'kueue.x-k8s.io/job-min-parallelism': '2' }, labels: { 'kueue.x-k8s.io/queue-name': 'gpu' } });
  expect(metadata).not.toHaveProperty('annotations');
});

test('everything of the clock is in the YAML', () => {
  const { spec } = find(scheduled({
    overlap: OverlapPolicy.REPLACE, startingDeadline: Duration.hours(1), successfulRuns: 0, failedRuns: 5, suspend: true, ttlAfterFinished: Duration.days(1),
  }).manifests, 'CronJob');
  expect(spec).toMatchObject({ concurrencyPolicy: 'Replace', startingDeadlineSeconds: 3600, successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 5, suspend: true });
  expect(spec.jobTemplate.spec.ttlSecondsAfterFinished).toBe(86400);
  expect(spec.jobTemplate.spec).not.toHaveProperty('suspend');
});

describe('another kind', () => {
  const pytorch = { framework: Framework.pytorch(), workers: 2, accelerator: Accelerator.nvidia('H100', 8), checkpoints: Checkpoints.claim(Size.gibibytes(100)) };

  test('is made anew by each run, under a name of its own, by what may do that alone', () => {
    const { manifests } = scheduled(pytorch);
    expect(kindsAndNames(manifests)).toEqual([
      'Namespace/mlops', 'ServiceAccount/nightly', 'ServiceAccount/nightly-scheduler', 'Role/nightly-scheduler', 'RoleBinding/nightly-scheduler', 'ConfigMap/nightly-run',
      'PersistentVolumeClaim/nightly-checkpoints', 'CronJob/nightly', 'NetworkPolicy/nightly-network', 'NetworkPolicy/nightly-scheduler-network',
    ]);
    const run = JSON.parse(find(manifests, 'ConfigMap').data['run.json']);
    expect(run).toMatchObject({
      apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob', metadata: { generateName: 'nightly-', namespace: 'mlops', labels: { 'kueue.x-k8s.io/queue-name': 'gpu', 'app.kubernetes.io/instance': 'nightly' } },
      spec: { nprocPerNode: '8', runPolicy: { ttlSecondsAfterFinished: 604800 }, pytorchReplicaSpecs: { Master: { replicas: 1 }, Worker: { replicas: 1 } } },
    });
    expect((find(manifests, 'Role') as any).rules).toEqual([{ apiGroups: ['kubeflow.org'], resources: ['pytorchjobs'], verbs: ['create'] }]);
    const { template } = find(manifests, 'CronJob').spec.jobTemplate.spec;
    expect(template.metadata.labels['app.kubernetes.io/instance']).toBe('nightly-scheduler');
    expect(template.spec).toMatchObject({
      serviceAccountName: 'nightly-scheduler', automountServiceAccountToken: true,
      containers: [{ image: 'registry.k8s.io/kubectl:v1.34.0', command: ['kubectl', 'create', '-f', '/run-job/run.json'] }],
    });
  });

  test('goes in time also where a GitOps tool runs, which does not see it', () => {
    const run = (props: Partial<ScheduledTrainingJobProps>) => JSON.parse(find(scheduled({ ...pytorch, ...props }, { ...kueue, gitOps: true }).manifests, 'ConfigMap').data['run.json']);
    expect(run({}).spec.runPolicy.ttlSecondsAfterFinished).toBe(604800);
    expect(run({ ttlAfterFinished: Duration.hours(1) }).spec.runPolicy.ttlSecondsAfterFinished).toBe(3600);
  });

  test('has the totals of a run', () => {
    const { pods, accelerators, storage } = scheduled(pytorch).job.totals;
    expect({ pods, accelerators, storage: storage.toGibibytes() }).toEqual({ pods: 2, accelerators: { 'nvidia.com/gpu': 16 }, storage: 100 });
  });
});
