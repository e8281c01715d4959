import { GPU, linesOf, object, template } from './inputs';
import type { Manifest } from '../../../lib/check';

const queue = (name: string, capability: object, parent?: string): Manifest =>
  ({ apiVersion: 'scheduling.volcano.sh/v1beta1', kind: 'Queue', metadata: { name }, spec: { capability, ...parent && { parent } } });
const job = (spec: object): Manifest => object('batch.volcano.sh/v1alpha1', 'Job', 'resnet', { queue: 'gpu', ...spec });
const tasks = (replicas: number, gpus: number, more: object = {}) => [{ name: 'worker', replicas, template: template({ [GPU]: gpus }), ...more }];
const pytorch = (schedulingPolicy: object, runPolicy: object = {}) => object('kubeflow.org/v1', 'PyTorchJob', 'resnet', {
  runPolicy: { schedulingPolicy, ...runPolicy },
  pytorchReplicaSpecs: { Master: { replicas: 1, template: template({ [GPU]: 4 }) }, Worker: { replicas: 2, template: template({ [GPU]: 4 }) } },
});
const group = (minResources: object) => object('scheduling.volcano.sh/v1beta1', 'PodGroup', 'resnet', { queue: 'gpu', minMember: 2, minResources });
const EIGHT = queue('gpu', { [GPU]: 8 });
const never = (got: string, field: string, called = "'gpu'", most = '8') => `[research/resnet] QUEUE_NEVER_FITS ${field}: got '${got}'; it waits for ever: queue ${called} has a capability of ${most}; ask for less or raise it`;

test.each<[string, Manifest[], string]>([
  ['all pods of a Job', [EIGHT, job({ tasks: tasks(2, 8) })], never(`16 x ${GPU} (2 pods x 8)`, 'spec.queue')],
  ['the fewest pods of a Job', [EIGHT, job({ minAvailable: 3, tasks: tasks(8, 4) })], never(`12 x ${GPU} (3 pods x 4)`, 'spec.queue')],
  ['the queue above', [queue('gpu', { cpu: 1 }, 'all'), queue('all', { [GPU]: 8 }), job({ tasks: tasks(2, 8) })], never(`16 x ${GPU} (2 pods x 8)`, 'spec.queue', "'all', above 'gpu',")],
  ['the default queue', [queue('default', { [GPU]: 8 }), job({ queue: undefined, tasks: tasks(2, 8) })], never(`16 x ${GPU} (2 pods x 8)`, 'spec.queue', "'default'")],
  ['what a PodGroup says', [EIGHT, group({ [GPU]: 16 })], never(`16 x ${GPU}`, 'spec.queue')],
  ['a job of Kubeflow', [EIGHT, pytorch({ queue: 'gpu' })], never(`12 x ${GPU} (3 pods x 4)`, 'spec.runPolicy.schedulingPolicy.queue')],
  ['what a job of Kubeflow says', [EIGHT, pytorch({ queue: 'gpu', minResources: { [GPU]: 9 } })], never(`9 x ${GPU}`, 'spec.runPolicy.schedulingPolicy.queue')],
])('a queue of Volcano is held against %s', (_, manifests, line) => {
  expect(linesOf(manifests)).toEqual([line]);
});

test.each<[string, Manifest[]]>([
  ['a Job that fits', [EIGHT, job({ tasks: tasks(2, 4) })]],
  ['a Job that starts with few pods', [EIGHT, job({ minAvailable: 1, tasks: tasks(8, 8) })]],
  ['a task that starts with few pods', [EIGHT, job({ tasks: tasks(8, 8, { minAvailable: 1 }) })]],
  ['tasks of which some priority may leave the large ones out', [EIGHT, job({
    minAvailable: 1, tasks: [...tasks(1, 16), { name: 'small', replicas: 1, template: template({ [GPU]: 1 }, { priorityClassName: 'high' }) }],
  })]],
  ['a queue without a capability of it', [queue('gpu', { cpu: 1 }), job({ tasks: tasks(2, 8) })]],
  ['a capability of none, which is no bound', [queue('gpu', { [GPU]: 0 }), job({ tasks: tasks(2, 8) })]],
  ['a queue that is not here', [queue('other', { [GPU]: 8 }), job({ tasks: tasks(2, 8) })]],
  ['queues above each other', [queue('gpu', { cpu: 1 }, 'gpu'), job({ tasks: tasks(2, 8) })]],
  ['a gang of part of the pods', [EIGHT, pytorch({ queue: 'gpu', minAvailable: 2 })]],
  ['a job that is suspended', [EIGHT, pytorch({ queue: 'gpu' }, { suspend: true })]],
  ['a job without a queue', [EIGHT, pytorch({})]],
  ['a PodGroup that says nothing', [EIGHT, group({})]],
])('nothing is said of %s', (_, manifests) => {
  expect(linesOf(manifests)).toEqual([]);
});
