import { JsonPatch } from 'cdk8s';
import type { LocalQueueProps, PlatformProps } from '../../lib';
import { ClusterQueue, LocalQueue, QueueSystem, Stack, StopPolicy, TrainingJob } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<LocalQueueProps> = {}, platform: PlatformProps = { kueue: true }) => {
  const stack = testStack(platform);
  const clusterQueue = ClusterQueue.fromClusterQueueName(stack, 'pool', 'gpu-pool');
  return { stack, queue: new LocalQueue(stack, 'gpu', { clusterQueue, ...props }) };
};

test('with a ClusterQueue alone it is the door of its namespace to it', () => {
  const { metadata, spec } = find(synth(stackWith().stack), 'LocalQueue');
  expect({ name: metadata.name, namespace: metadata.namespace, spec }).toEqual({ name: 'gpu', namespace: 'mlops', spec: { clusterQueue: 'gpu-pool' } });
});

test('everything set is in the YAML', () => {
  expect(find(synth(stackWith({ stopPolicy: StopPolicy.HOLD_AND_DRAIN, fairSharingWeight: 3 }).stack), 'LocalQueue').spec)
    .toEqual({ clusterQueue: 'gpu-pool', stopPolicy: 'HoldAndDrain', fairSharing: { weight: '3' } });
});

test('is what a job waits in', () => {
  const { stack, queue } = stackWith();
  new TrainingJob(stack, 'train', { image: 'a:1', queue });
  expect(find(synth(stack), 'Job').metadata.labels['kueue.x-k8s.io/queue-name']).toBe('gpu');
});

test('one that exists is what a job waits in as well, though its name is close to another', () => {
  const { stack } = stackWith();
  const queue = LocalQueue.fromLocalQueueName(stack, 'known', 'gpu2');
  expect(queue.queueSystem).toBe(QueueSystem.KUEUE);
  new TrainingJob(stack, 'train', { image: 'a:1', queue });
  expect(find(synth(stack), 'Job').metadata.labels['kueue.x-k8s.io/queue-name']).toBe('gpu2');
});

test('that of another namespace is a problem of the job', () => {
  const { stack, queue } = stackWith();
  new TrainingJob(new Stack(stack.node.root as any, 'other'), 'train', { image: 'a:1', queue });
  expect(problems(stack)).toEqual(["[other/train] REFERENCE_MISSING queue: got 'gpu'; the LocalQueue of this name is in namespace 'mlops', not in 'other': an object reads those of its own alone"]);
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, queue } = stackWith();
  queue.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'LocalQueue').spec.fieldOfTomorrow).toBe('x');
});

test.each<[string, Partial<LocalQueueProps>, PlatformProps, string]>([
  ['a cluster without Kueue', {}, { kueue: false }, "PLATFORM_UNSUPPORTED kind: got 'LocalQueue'; without Kueue the cluster does not know this kind; declare Platform kueue: true"],
  ['a weight that is no number', { fairSharingWeight: NaN }, { kueue: true }, 'KUEUE_FAIR_SHARING fairSharingWeight: got NaN; write 0 or more'],
])('%s is a problem', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform).stack)).toEqual([`[mlops/gpu] ${line}`]);
});
