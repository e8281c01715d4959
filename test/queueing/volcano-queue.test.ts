import { JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { PlatformProps, VolcanoQueueProps } from '../../lib';
import { DequeueStrategy, Queue, QueueSystem, VolcanoQueue } from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const stackWith = (props: VolcanoQueueProps = {}, platform: PlatformProps = { volcano: true }) => {
  const stack = testStack(platform);
  return { stack, queue: new VolcanoQueue(stack, 'company', props) };
};
const cpu = (count: number) => ({ cpu: Cpu.units(count) });
const gpus = (count: number) => ({ devices: { 'nvidia.com/gpu': count } });

test('with no props it is a queue of the cluster on terms of Volcano', () => {
  const { apiVersion, metadata, spec } = find(synth(stackWith().stack), 'Queue');
  expect({ apiVersion, name: metadata.name, namespace: metadata.namespace, spec })
    .toEqual({ apiVersion: 'scheduling.volcano.sh/v1beta1', name: 'company', namespace: undefined, spec: {} });
});

test('everything set is in the YAML', () => {
  const { stack } = stackWith({
    weight: 3, priority: 5, reclaimable: false, dequeueStrategy: DequeueStrategy.FIFO, type: 'batch', parent: VolcanoQueue.fromVolcanoQueueName(testStack(), 'root', 'root'),
    capability: { ...cpu(64), memory: Size.gibibytes(256), ...gpus(8) }, deserved: { ...cpu(32), ...gpus(4) }, guarantee: cpu(8),
    nodeGroupAffinity: { required: ['h100'], preferred: ['near'] }, nodeGroupAntiAffinity: { required: ['spot'], preferred: ['far'] },
    extendClusters: [{ name: 'east', weight: 2, capacity: cpu(100) }, { name: 'west' }],
  });
  expect(find(synth(stack), 'Queue').spec).toEqual({
    weight: 3, priority: 5, reclaimable: false, dequeueStrategy: 'fifo', type: 'batch', parent: 'root',
    capability: { 'cpu': '64', 'memory': '256Gi', 'nvidia.com/gpu': '8' }, deserved: { 'cpu': '32', 'nvidia.com/gpu': '4' }, guarantee: { resource: { cpu: '8' } },
    affinity: {
      nodeGroupAffinity: { requiredDuringSchedulingIgnoredDuringExecution: ['h100'], preferredDuringSchedulingIgnoredDuringExecution: ['near'] },
      nodeGroupAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: ['spot'], preferredDuringSchedulingIgnoredDuringExecution: ['far'] },
    },
    extendClusters: [{ name: 'east', weight: 2, capacity: { cpu: '100' } }, { name: 'west' }],
  });
});

test('a parent is written before its children, whatever their names', () => {
  const { stack, queue } = stackWith();
  new VolcanoQueue(stack, 'audio', { parent: queue });
  const manifests = synth(stack);
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'Queue/company', 'Queue/audio']);
  expect(find(manifests, 'Queue', 'audio').spec.parent).toBe('company');
});

test('it says of itself that it is a queue of Volcano', () => {
  expect(stackWith().queue).toMatchObject({ queueName: 'company', queueSystem: QueueSystem.VOLCANO });
  expect(VolcanoQueue.fromVolcanoQueueName(testStack(), 'known', 'default')).toMatchObject({ queueName: 'default', queueSystem: QueueSystem.VOLCANO });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, queue } = stackWith();
  queue.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'Queue').spec.fieldOfTomorrow).toBe('x');
});

test.each<[string, VolcanoQueueProps, PlatformProps, string[]]>([
  ['a cluster without Volcano', {}, { kueue: true }, ["PLATFORM_UNSUPPORTED kind: got 'Queue'; without Volcano the cluster does not know this kind; declare Platform volcano: true"]],
  ['no weight', { weight: 0 }, { volcano: true }, ['COUNT_RANGE weight: got 0; from 1 to 65535']],
  ['a priority below zero', { priority: -1 }, { volcano: true }, ['COUNT_RANGE priority: got -1; 0 or more']],
  ['a queue of Kueue above it', { parent: Queue.fromQueueName('team') }, { volcano: true }, ["VOLCANO_QUEUE parent: got 'team'; this is a queue of Kueue; name a queue of Volcano"]],
  ['itself above it', { parent: Queue.fromVolcanoQueueName('company') }, { volcano: true }, ["VOLCANO_QUEUE parent: got 'company'; name another queue: this is its own name"]],
  ['a guarantee above its due', { guarantee: gpus(4), deserved: gpus(2) }, { volcano: true }, ["VOLCANO_QUEUE_RESOURCES deserved.devices['nvidia.com/gpu']: got '2'; write 4 or more, as much as is guaranteed"]],
  ['a due above its limit', { deserved: cpu(2), capability: cpu(1) }, { volcano: true }, ["VOLCANO_QUEUE_RESOURCES deserved.cpu: got '2'; write at most 1, as capability says"]],
  ['part of a device', { capability: gpus(0.5) }, { volcano: true }, ["COUNT_RANGE capability.devices['nvidia.com/gpu']: got 0.5; devices come whole: 0 or more"]],
  ['part of a device far away', { extendClusters: [{ name: 'east', capacity: gpus(0.5) }] }, { volcano: true }, ["COUNT_RANGE extendClusters[0].capacity.devices['nvidia.com/gpu']: got 0.5; devices come whole: 0 or more"]],
])('%s is a problem', (_, props, platform, lines) => {
  expect(problems(stackWith(props, platform).stack)).toEqual(lines.map(line => `[mlops/company] ${line}`));
});

test('more for the children than for their parent is a problem of the parent', () => {
  const { stack, queue } = stackWith({ deserved: gpus(4) });
  for (const name of ['audio', 'vision']) new VolcanoQueue(stack, name, { parent: queue, deserved: gpus(3) });
  expect(problems(stack)).toEqual(["[mlops/company] VOLCANO_QUEUE_RESOURCES deserved.devices['nvidia.com/gpu']: got '4'; write 6 or more: the queues below it deserve so much together"]);
});
