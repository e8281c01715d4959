import { clusterQueue, GPU, group, inQueue, job, linesOf, localQueue, object, pod, template } from './inputs';
import type { Manifest } from '../../../lib/check';

const quota = (hard: object, more: object = {}, metadata: object = {}) => object('v1', 'ResourceQuota', 'most', { hard, ...more }, metadata);
const range = (...limits: object[]) => object('v1', 'LimitRange', 'limits', { limits });
const onePod = (limits: object, more: object = {}): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'resnet', namespace: 'research' }, spec: pod(limits, more) });
const never = (got: string, most: string, resource: string, what = 'they never run all at once', at = 'spec.template.spec') =>
  `[research/resnet] QUOTA_NEVER_FITS ${at}: got '${got}'; ResourceQuota 'most' gives the namespace ${most} of ${resource}, so ${what}; ask for less or raise it`;
const GPUS = quota({ [`requests.${GPU}`]: 8 });
const CONTAINER = 'spec.template.spec.containers[0].resources';
const plain = (pods: number, limits: object, spec: object = {}) => job(pods, limits, {}, spec);

test.each<[string, Manifest[], string[]]>([
  ['all its GPUs', [GPUS, plain(2, { [GPU]: 8 })], [never(`16 x ${GPU} (2 pods x 8)`, '8', `requests.${GPU}`)]],
  ['the GPUs of one pod', [GPUS, plain(2, { [GPU]: 16 })], [never(`32 x ${GPU} (2 pods x 16)`, '8', `requests.${GPU}`, 'such a pod is never made')]],
  ['requests by their short name', [quota({ cpu: 4, memory: '8Gi' }), plain(2, { cpu: 3, memory: '6Gi' })], [never('6 cpu (2 pods x 3)', '4', 'cpu'), never('12Gi memory (2 pods x 6Gi)', '8Gi', 'memory')]],
  ['limits', [quota({ 'limits.memory': '8Gi' }), plain(3, { memory: '4Gi' })], [never('12Gi limits.memory (3 pods x 4Gi)', '8Gi', 'limits.memory')]],
  ['the number of pods', [quota({ pods: 2 }), plain(3, {})], [never('3 pods', '2', 'pods')]],
  ['the number of pods by its other name', [quota({ 'count/pods': 2 }), plain(3, {})], [never('3 pods', '2', 'count/pods')]],
  ['storage', [quota({ 'requests.storage': '10Gi' }), object('apps/v1', 'StatefulSet', 'resnet', { replicas: 2, template: template({}), volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '8Gi' } } } }] })],
    [never('16Gi storage', '10Gi', 'requests.storage')]],
  ['the template that asks most', [GPUS, object('kubeflow.org/v1', 'PyTorchJob', 'resnet', { pytorchReplicaSpecs: { Master: { replicas: 1, template: template({ [GPU]: 1 }) }, Worker: { replicas: 2, template: template({ [GPU]: 4 }) } } })],
    [never(`9 x ${GPU} (1 pod x 1, 2 pods x 4)`, '8', `requests.${GPU}`, 'they never run all at once', 'spec.pytorchReplicaSpecs.Worker.template.spec')]],
  ['the nodes of a TrainJob', [GPUS, object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'resnet', { runtimeRef: { name: 'torch-distributed' }, trainer: { numNodes: 2, resourcesPerNode: { limits: { [GPU]: 8 } } } })],
    [never(`16 x ${GPU} (2 pods x 8)`, '8', `requests.${GPU}`, 'they never run all at once', 'spec.trainer.resourcesPerNode')]],
  ['what a LimitRange gives its containers', [quota({ cpu: 4 }), range({ type: 'Container', defaultRequest: { cpu: 5 } }), plain(1, {})], [never('5 cpu (1 pod)', '4', 'cpu', 'such a pod is never made')]],
  ['a Job that a queue starts later', [GPUS, job(2, { [GPU]: 8 }, inQueue(), { suspend: true })], [never(`16 x ${GPU} (2 pods x 8)`, '8', `requests.${GPU}`)]],
])('a ResourceQuota is held against %s', (_, manifests, lines) => {
  expect(linesOf(manifests)).toEqual(lines);
});

test('a Pod above a quota is refused', () => {
  expect(linesOf([GPUS, onePod({ [GPU]: 16 })])).toEqual([`! ${never(`16 x ${GPU} (1 pod)`, '8', `requests.${GPU}`, 'it is refused', 'spec')}`]);
});

test('objects of the input are counted, each once', () => {
  const maps = ['a', 'b', 'b'].map(name => object('v1', 'ConfigMap', name, {}));
  const other = object('v1', 'ConfigMap', 'c', {}, { namespace: 'other' });
  const jobs = [plain(1, {}), plain(1, {})].map((one, i) => ({ ...one, metadata: { ...one.metadata, name: `job-${i}` } }));
  expect(linesOf([quota({ 'configmaps': 1, 'count/jobs.batch': '1', 'count/secrets': 0 }), ...maps, other, ...jobs])).toEqual([
    '[research/most] QUOTA_NEVER_FITS spec.hard.configmaps: got 1; the input has 2 configmaps in the namespace: those above the quota are refused; raise it or make fewer',
    "[research/most] QUOTA_NEVER_FITS spec.hard['count/jobs.batch']: got '1'; the input has 2 jobs.batch in the namespace: those above the quota are refused; raise it or make fewer",
  ]);
});

test.each<[string, Manifest[], string[]]>([
  ['what a quota counts', [quota({ 'requests.cpu': 4, 'limits.memory': '8Gi' }), plain(1, { cpu: 1 })],
    [`[research/resnet] QUOTA_UNSPECIFIED ${CONTAINER}: write limits.memory: ResourceQuota 'most' counts it, and pods that do not say so are refused`]],
  ['all that a quota counts', [quota({ 'cpu': 4, 'limits.cpu': 8 }), plain(1, { memory: '1Gi' })],
    [`[research/resnet] QUOTA_UNSPECIFIED ${CONTAINER}: write requests.cpu, limits.cpu: ResourceQuota 'most' counts them, and pods that do not say so are refused`]],
  ['it in init containers', [quota({ cpu: 4 }), plain(1, {}, { template: template({ cpu: 1 }, { initContainers: [{ name: 'a' }] }) })],
    ["[research/resnet] QUOTA_UNSPECIFIED spec.template.spec.initContainers[0].resources: write requests.cpu: ResourceQuota 'most' counts it, and pods that do not say so are refused"]],
  ['it in a DaemonSet', [quota({ cpu: 4 }), object('apps/v1', 'DaemonSet', 'resnet', { template: template({}) })],
    [`[research/resnet] QUOTA_UNSPECIFIED ${CONTAINER}: write requests.cpu: ResourceQuota 'most' counts it, and pods that do not say so are refused`]],
  ['it in a Pod, which is refused', [quota({ cpu: 4 }), onePod({})],
    ["! [research/resnet] QUOTA_UNSPECIFIED spec.containers[0].resources: write requests.cpu: ResourceQuota 'most' counts it, and pods that do not say so are refused"]],
])('a container has to say %s', (_, manifests, lines) => {
  expect(linesOf(manifests)).toEqual(lines);
});

const limits = (what: string, at = CONTAINER) => `[research/resnet] LIMIT_RANGE_EXCEEDED ${at}: ${what}`;

test.each<[string, Manifest[], string[]]>([
  ['a container above max', [range({ type: 'Container', max: { cpu: 4 } }), plain(1, { cpu: 8 })], [limits("got '8 cpu'; LimitRange 'limits' refuses a container with more than 4 of cpu; write less")]],
  ['a container below min', [range({ type: 'Container', min: { memory: '1Gi' } }), plain(1, { memory: '512Mi' })], [limits("got '512Mi memory'; LimitRange 'limits' refuses a container with less than 1Gi of memory; write more")]],
  ['a limit far above its request', [range({ type: 'Container', maxLimitRequestRatio: { cpu: 2 } }), plain(1, {}, { template: { spec: { containers: [{ name: 'a', resources: { requests: { cpu: 1 }, limits: { cpu: 3 } } }] } } })],
    [limits("got 'request 1, limit 3'; LimitRange 'limits' refuses a container with a limit of cpu above 2 times the request; bring them closer")]],
  ['a pod above max', [range({ type: 'Pod', max: { cpu: 4 } }), plain(1, {}, { template: { spec: { containers: [1, 2].map(i => ({ name: `a-${i}`, resources: { limits: { cpu: 3 } } })) } } })],
    [limits("got '6 cpu'; LimitRange 'limits' refuses a pod with more than 4 of cpu; write less", 'spec.template.spec')]],
  ['a pod that says nothing', [range({ type: 'Pod', max: { cpu: 4 }, min: { memory: '1Mi' } }), plain(1, {})], [
    limits("write a limit of cpu, at most 4: LimitRange 'limits' refuses a pod without one", 'spec.template.spec'),
    limits("write a request of memory, at least 1Mi: LimitRange 'limits' refuses a pod without one", 'spec.template.spec'),
  ]],
  ['a Pod', [range({ type: 'Container', max: { cpu: 4 } }), onePod({ cpu: 8 })], [`! ${limits("got '8 cpu'; LimitRange 'limits' refuses a container with more than 4 of cpu; write less", 'spec.containers[0].resources')}`]],
])('a LimitRange is held against %s', (_, manifests, lines) => {
  expect(linesOf(manifests)).toEqual(lines);
});

test.each<[string, Manifest[]]>([
  ['a job that fits', [GPUS, plain(1, { [GPU]: 8 })]],
  ['a quota of another namespace', [quota({ [`requests.${GPU}`]: 8, cpu: 1 }, {}, { namespace: 'other' }), plain(2, { [GPU]: 8 })]],
  ['a quota with scopes', [quota({ pods: 1, cpu: 1 }, { scopes: ['Terminating'] }), plain(2, {})]],
  ['a quota that selects scopes', [quota({ pods: 1, cpu: 1 }, { scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['low'] }] } }), plain(2, {})]],
  ['a Job that is suspended', [quota({ pods: 1, cpu: 1 }), range({ type: 'Pod', max: { cpu: 1 } }), plain(2, {}, { suspend: true })]],
  ['a job without pods', [quota({ pods: 1, cpu: 1 }), plain(0, {})]],
  ['an elastic job whose fewest pods fit', [GPUS, object('kubeflow.org/v1', 'PyTorchJob', 'resnet', { elasticPolicy: { minReplicas: 1 }, pytorchReplicaSpecs: { Worker: { replicas: 4, template: template({ [GPU]: 8 }) } } })]],
  ['a container for which a LimitRange speaks', [quota({ 'requests.cpu': 4, 'limits.cpu': 4 }), range({ type: 'Container', max: { cpu: 1 } }), plain(1, {})]],
  ['a pod that speaks as a whole', [quota({ cpu: 4 }), plain(1, {}, { template: template({}, { resources: { requests: { cpu: 1 } } }) })]],
  ['GPUs that a quota does not count', [quota({ 'requests.amd.com/gpu': 0 }), plain(1, { [GPU]: 8 })]],
  ['a runtime that is not here', [quota({ cpu: 4 }), object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'resnet', { runtimeRef: { name: 'theirs' } })]],
  ['a LimitRange of claims', [range({ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }), plain(1, { cpu: 8 })]],
  ['a queue and a quota that are large enough', [GPUS, localQueue(), clusterQueue([group({ a: { [GPU]: 8 } })]), job(1, { [GPU]: 8 })]],
])('nothing is said of %s', (_, manifests) => {
  expect(linesOf(manifests)).toEqual([]);
});
