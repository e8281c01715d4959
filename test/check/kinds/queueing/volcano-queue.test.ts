import type { Row } from './queueing';
import { cluster, found } from './queueing';

const queue = (spec: object = {}, name = 'one', annotations?: object) => cluster('scheduling.volcano.sh/v1beta1', 'Queue', spec, { name, annotations });
const tree = (path?: string, weights?: string, name?: string) => queue({}, name, { 'volcano.sh/hierarchy': path, 'volcano.sh/hierarchy-weights': weights });

test.each<Row>([
  ['a queue', queue({ guarantee: { resource: { cpu: '1500m' } }, deserved: { 'cpu': 2, 'nvidia.com/gpu': '4' }, capability: { cpu: 4, memory: '8Gi' } }), []],
  ['queues below another', [
    queue({ deserved: { cpu: 8 }, capability: { cpu: 16 } }),
    queue({ parent: 'one', deserved: { cpu: '4500m' }, capability: { cpu: 16 } }, 'two'),
    queue({ parent: 'one', deserved: { cpu: '3500m' }, capability: { memory: '1Gi' } }, 'three'),
  ], []],
  ['queues below the root', [queue({ parent: 'root', deserved: { cpu: 8 } }), queue({ deserved: { cpu: 8 } }, 'two')], []],
  ['a path and its weights', tree('root/sci/dev', '1/2.5/1e1'), []],
  ['paths beside each other', [tree('sci', '1'), tree('root/science', '1/1', 'two')], []],
])('%s: no problem', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

test.each<Row>([
  ['a negative resource', queue({ capability: { cpu: -1 } }), [
    'error VOLCANO_QUEUE_RESOURCES spec.capability.cpu: got -1; write 0 or more',
  ]],
  ['half a device', queue({ capability: { 'nvidia.com/gpu': '500m' } }), [
    "error VOLCANO_QUEUE_RESOURCES spec.capability['nvidia.com/gpu']: got '500m'; write a whole number: it is counted in pieces",
  ]],
  ['a guarantee that is not deserved', queue({ guarantee: { resource: { cpu: 2 } } }), [
    'error VOLCANO_QUEUE_RESOURCES spec.deserved.cpu: write 2 or more, as much as is guaranteed',
  ]],
  ['a guarantee above what is deserved', queue({ guarantee: { resource: { cpu: 2 } }, deserved: { cpu: 1 } }), [
    'error VOLCANO_QUEUE_RESOURCES spec.deserved.cpu: got 1; write 2 or more, as much as is guaranteed',
  ]],
  ['more deserved than allowed', queue({ deserved: { cpu: '2100m' }, capability: { cpu: 2 } }), [
    "error VOLCANO_QUEUE_RESOURCES spec.deserved.cpu: got '2100m'; write at most 2, as capability says",
  ]],
  ['below itself', queue({ parent: 'one' }), [
    "error VOLCANO_QUEUE spec.parent: got 'one'; name another queue: this is its own name",
  ]],
  ['too deep', ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i, names) => queue({ parent: names[i - 1] }, name)), [
    "error VOLCANO_QUEUE spec.parent: got 'e'; name a queue further up: queues stand at most 5 deep",
  ]],
  ['below each other', [queue({ parent: 'two' }), queue({ parent: 'one' }, 'two')], [
    "error VOLCANO_QUEUE spec.parent: got 'two'; name a queue further up: queues stand at most 5 deep",
    "error VOLCANO_QUEUE spec.parent: got 'one'; name a queue further up: queues stand at most 5 deep",
  ]],
  ['more deserved below', [queue({ deserved: { cpu: 4 } }), queue({ parent: 'one', deserved: { cpu: 3 } }, 'two'), queue({ parent: 'one', deserved: { cpu: 2 } }, 'three')], [
    'error VOLCANO_QUEUE_RESOURCES spec.deserved.cpu: got 4; write 5 or more: the queues below it deserve so much together',
  ]],
  ['devices deserved below alone', [queue(), queue({ parent: 'one', deserved: { 'nvidia.com/gpu': 1 } }, 'two')], [
    "error VOLCANO_QUEUE_RESOURCES spec.deserved['nvidia.com/gpu']: write 1 or more: the queues below it deserve so much together",
  ]],
  ['more guaranteed below', [queue(), queue({ parent: 'one', deserved: { memory: '1Gi' }, guarantee: { resource: { memory: '1Gi' } } }, 'two')], [
    'error VOLCANO_QUEUE_RESOURCES spec.deserved.memory: write 1Gi or more: the queues below it deserve so much together',
    'error VOLCANO_QUEUE_RESOURCES spec.guarantee.resource.memory: write 1Gi or more: the queues below it are guaranteed so much together',
  ]],
  ['more allowed below', [queue({ capability: { cpu: 4 } }), queue({ parent: 'one' }, 'two'), queue({ parent: 'two', capability: { cpu: 5 } }, 'three')], [
    'error VOLCANO_QUEUE_RESOURCES spec.capability.cpu: got 5; write at most 4, as the queue one above it has',
  ]],
  ['fewer weights than steps', tree('root/sci/dev', '1/2'), [
    "error VOLCANO_HIERARCHY metadata.annotations['volcano.sh/hierarchy-weights']: got '1/2'; write a weight for each step of root/sci/dev, with / between them: 3",
  ]],
  ['weights without a path', tree(undefined, '1/2'), [
    "error VOLCANO_HIERARCHY metadata.annotations['volcano.sh/hierarchy-weights']: got '1/2'; write a weight for each step of the path, with / between them: 1",
  ]],
  ['a weight of nothing', tree('root/sci', '1/0'), [
    "error VOLCANO_HIERARCHY metadata.annotations['volcano.sh/hierarchy-weights']: got '1/0'; write numbers above 0 with / between them",
  ]],
  ['a weight in words', tree('root/sci', '1/x'), [
    "error VOLCANO_HIERARCHY metadata.annotations['volcano.sh/hierarchy-weights']: got '1/x'; write numbers above 0 with / between them",
  ]],
  ['a path above another queue', [tree('sci', '1'), tree('root/sci/dev', '1/1/1', 'two')], [
    "error VOLCANO_HIERARCHY metadata.annotations['volcano.sh/hierarchy']: got 'sci'; choose another path: the queue two stands below it, and only leaves are queues",
  ]],
])('%s', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});
