import { clusterQueue, cohort, GPU, group, inQueue, job, linesOf, localQueue, object, pod, template } from './inputs';
import type { Manifest } from '../../../lib/check';
import { DEFAULT_CLUSTER } from '../../../lib/check';

const QUEUE = localQueue();
const EIGHT = clusterQueue([group({ a100: { [GPU]: 8 } })]);
const gpus = (quota: object, more: object = {}, name?: string) => clusterQueue([group({ a100: { [GPU]: { nominalQuota: 8, ...quota } } })], more, name);
const FIELD = "metadata.labels['kueue.x-k8s.io/queue-name']";
const never = (got: string, most: string, where = 'research/resnet', field = FIELD, queue = 'gpu') =>
  `[${where}] QUEUE_NEVER_FITS ${field}: got '${got}'; it waits for ever: queue '${queue}' (ClusterQueue 'gpu-pool') gives ${most}; ask for less or raise the quota`;
const lacks = (got: string, resource: string) =>
  `[research/resnet] QUEUE_LACKS_RESOURCE ${FIELD}: got '${got}'; it waits for ever: queue 'gpu' (ClusterQueue 'gpu-pool') covers no ${resource}; add it to coveredResources with a quota, ask for none, or exclude it in Kueue's configuration`;
const sets = (...counts: [pods: number, gpus: number][]) => object('jobset.x-k8s.io/v1alpha2', 'JobSet', 'resnet', {
  replicatedJobs: counts.map(([parallelism, count], i) => ({ name: `job-${i}`, template: { spec: { parallelism, completions: parallelism, template: template({ [GPU]: count }) } } })),
}, inQueue());

test.each<[string, Manifest[], string[]]>([
  ['more GPUs than the quota', [QUEUE, EIGHT, job(2, { [GPU]: 8 })], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]],
  ['one large pod', [QUEUE, EIGHT, job(1, { [GPU]: 16 })], [never(`16 x ${GPU} (1 pod)`, 'at most 8')]],
  ['processors and memory, in the units that people write', [QUEUE, clusterQueue([group({ any: { cpu: '63500m', memory: '1Ti' } })]), job(4, { cpu: 16, memory: '384Gi' })],
    [never('64 cpu (4 pods x 16)', 'at most 63500m'), never('1536Gi memory (4 pods x 384Gi)', 'at most 1Ti')]],
  ['a sum that floating numbers would miss', [QUEUE, clusterQueue([group({ any: { cpu: '300m' } })]), job(3, { cpu: '100.1m' })], [never('303m cpu (3 pods x 101m)', 'at most 300m')]],
  ['quota that may be borrowed up to a limit', [QUEUE, gpus({ borrowingLimit: 4 }, { cohortName: 'all' }), job(2, { [GPU]: 8 })], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 12')]],
  ['quota that may not be borrowed', [QUEUE, gpus({ borrowingLimit: 0 }, { cohortName: 'all' }), job(2, { [GPU]: 8 })], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]],
  ['the older name of the cohort', [QUEUE, { ...gpus({ borrowingLimit: 1 }, { cohort: 'all' }), apiVersion: 'kueue.x-k8s.io/v1beta1' }, job(2, { [GPU]: 8 })], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 9')]],
  ['all quotas of a cohort', [QUEUE, gpus({}, { cohortName: 'all' }), gpus({}, { cohortName: 'all' }, 'other'), cohort('all'), job(3, { [GPU]: 8 })], [never(`24 x ${GPU} (3 pods x 8)`, 'at most 16')]],
  ['what others of a cohort lend', [QUEUE, gpus({}, { cohortName: 'all' }), gpus({ lendingLimit: 2 }, { cohortName: 'all' }, 'other'), cohort('all'), job(2, { [GPU]: 8 })], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 10')]],
  ['quotas of cohorts above', [QUEUE, gpus({}, { cohortName: 'team' }), cohort('team', { parentName: 'all' }), cohort('all', { resourceGroups: [group({ a100: { [GPU]: 4 } })] }), job(2, { [GPU]: 8 })],
    [never(`16 x ${GPU} (2 pods x 8)`, 'at most 12')]],
  ['pods of one template that would need two flavors', [QUEUE, clusterQueue([group({ a100: { [GPU]: 8 }, h100: { [GPU]: 8 } })]), job(2, { [GPU]: 8 })],
    [never(`16 x ${GPU} (2 pods x 8)`, 'at most 8 of flavor a100, 8 of flavor h100')]],
  ['a flavor with the GPUs and another with the memory', [QUEUE, clusterQueue([group({ a: { [GPU]: 8, memory: '1Gi' }, b: { [GPU]: 1, memory: '1Ti' } })]), job(1, { [GPU]: 8, memory: '2Gi' })],
    [never(`8 x ${GPU} (1 pod)`, 'at most 8 of flavor a, 1 of flavor b')]],
  ['templates that have no room beside each other', [QUEUE, clusterQueue([group({ a: { [GPU]: 8 }, b: { [GPU]: 2 } })]), sets([1, 5], [1, 5])],
    [never(`10 x ${GPU} (2 pods x 5)`, 'at most 8 of flavor a, 2 of flavor b')]],
  ['templates that are too many together', [QUEUE, EIGHT, sets([1, 4], [2, 3])], [never(`10 x ${GPU} (1 pod x 4, 2 pods x 3)`, 'at most 8')]],
  ['pods, where the queue counts them', [QUEUE, clusterQueue([group({ any: { cpu: 100, pods: 2 } })]), job(3, { cpu: 1 })], [never('3 pods (3 pods x 1)', 'at most 2')]],
  ['a resource that the queue does not cover', [QUEUE, EIGHT, job(1, { [GPU]: 1, 'ephemeral-storage': '10Gi' })], [lacks('10Gi ephemeral-storage (1 pod)', 'ephemeral-storage')]],
  ['the fewest pods that a Job can start with', [QUEUE, EIGHT, job(4, { [GPU]: 4 }, inQueue('gpu', {}), {})].map((one, i) => (i === 2 ? { ...one, metadata: { ...one.metadata, annotations: { 'kueue.x-k8s.io/job-min-parallelism': '3' } } } : one)),
    [never(`12 x ${GPU} (3 pods x 4)`, 'at most 8')]],
  ['a Job that is suspended: Kueue starts it', [QUEUE, EIGHT, job(2, { [GPU]: 8 }, inQueue(), { suspend: true })], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]],
  ['the Jobs of a CronJob', [QUEUE, EIGHT, object('batch/v1', 'CronJob', 'resnet', { schedule: '@daily', jobTemplate: { metadata: inQueue(), spec: { template: template({ [GPU]: 16 }) } } })],
    [never(`16 x ${GPU} (1 pod)`, 'at most 8', 'research/resnet', `spec.jobTemplate.${FIELD}`)]],
  ['a StatefulSet as a whole', [QUEUE, EIGHT, object('apps/v1', 'StatefulSet', 'resnet', { replicas: 2, template: template({ [GPU]: 8 }) }, inQueue())], [never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]],
  ['a pod of a Deployment', [QUEUE, EIGHT, object('apps/v1', 'Deployment', 'resnet', { replicas: 2, template: template({ [GPU]: 9 }) }, inQueue())], [never(`9 x ${GPU} (1 pod)`, 'at most 8')]],
  ['a group of a LeaderWorkerSet', [QUEUE, EIGHT, object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', 'resnet', { replicas: 2, leaderWorkerTemplate: { size: 3, workerTemplate: template({ [GPU]: 4 }) } }, inQueue())],
    [never(`12 x ${GPU} (3 pods x 4)`, 'at most 8')]],
  ['a TrainJob with a runtime that Trainer ships', [QUEUE, EIGHT, object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'resnet', { runtimeRef: { name: 'torch-distributed' }, trainer: { numNodes: 2, resourcesPerNode: { limits: { [GPU]: 8 } } } }, inQueue())],
    [never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]],
  ['what a LimitRange gives containers', [QUEUE, clusterQueue([group({ any: { cpu: 4 } })]), object('v1', 'LimitRange', 'limits', { limits: [{ type: 'Container', default: { cpu: 8 } }] }), job(1, {})], [never('8 cpu (1 pod)', 'at most 4')]],
  ['the limit of a pod as a whole', [
    QUEUE, clusterQueue([group({ any: { cpu: 4 } })]), job(1, {}, inQueue(), { template: template({ cpu: 1 }, { resources: { limits: { cpu: 8 } } }) }),
  ], [never('8 cpu (1 pod)', 'at most 4')]],
  ['what a RuntimeClass costs', [QUEUE, clusterQueue([group({ any: { cpu: 4 } })]),
    { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'kata' }, handler: 'kata', overhead: { podFixed: { cpu: '250m' } } },
    job(1, {}, inQueue(), { template: template({ cpu: 4 }, { runtimeClassName: 'kata' }) })], [never('4250m cpu (1 pod)', 'at most 4')]],
])('a job in a queue is held to %s', (_, manifests, lines) => {
  expect(linesOf(manifests)).toEqual(lines);
});

test.each<[string, Manifest[]]>([
  ['a job that fits', [QUEUE, EIGHT, job(1, { [GPU]: 8 })]],
  ['a job of another queue', [QUEUE, EIGHT, job(2, { [GPU]: 8 }, inQueue('other'))]],
  ['a job without a queue', [QUEUE, EIGHT, job(2, { [GPU]: 8 }, {})]],
  ['a queue of another namespace', [localQueue('gpu', 'gpu-pool', { namespace: 'other' }), EIGHT, job(2, { [GPU]: 8 })]],
  ['a ClusterQueue that is not here', [QUEUE, job(2, { [GPU]: 8 })]],
  ['a cohort without bounds', [QUEUE, gpus({}, { cohortName: 'all' }), job(2, { [GPU]: 8 })]],
  ['a cohort that lends enough', [QUEUE, gpus({}, { cohortName: 'all' }), gpus({}, { cohortName: 'all' }, 'other'), cohort('all'), job(2, { [GPU]: 8 })]],
  ['a cohort above that is not here', [QUEUE, gpus({}, { cohortName: 'team' }), cohort('team', { parentName: 'all' }), job(2, { [GPU]: 8 })]],
  ['cohorts that stand above each other', [QUEUE, gpus({}, { cohortName: 'team' }), cohort('team', { parentName: 'all' }), cohort('all', { parentName: 'team' }), job(2, { [GPU]: 8 })]],
  ['templates in flavors of their own', [QUEUE, clusterQueue([group({ a: { [GPU]: 5 }, b: { [GPU]: 5 } })]), sets([1, 5], [1, 5])]],
  ['a second flavor that is large enough', [QUEUE, clusterQueue([group({ a: { [GPU]: 1 }, b: { [GPU]: 16 } })]), job(2, { [GPU]: 8 })]],
  ['groups of resources in flavors of their own', [QUEUE, clusterQueue([group({ any: { cpu: 4 } }), group({ a: { [GPU]: 1 }, b: { [GPU]: 8 } })]), job(1, { cpu: 4, [GPU]: 8 })]],
  ['a Deployment of pods that fit one by one', [QUEUE, EIGHT, object('apps/v1', 'Deployment', 'resnet', { replicas: 5, template: template({ [GPU]: 8 }) }, inQueue())]],
  ['a kind that Kueue does not manage here', [QUEUE, EIGHT, object('kubeflow.org/v1', 'PyTorchJob', 'resnet', { pytorchReplicaSpecs: { Master: { replicas: 1, template: template({ [GPU]: 16 }) } } }, inQueue())]],
  ['a CronJob that is suspended', [QUEUE, EIGHT, object('batch/v1', 'CronJob', 'resnet', { suspend: true, schedule: '@daily', jobTemplate: { metadata: inQueue(), spec: { template: template({ [GPU]: 16 }) } } })]],
  ['none of a resource that is not covered', [QUEUE, EIGHT, job(1, { [GPU]: 1, cpu: 0 })]],
  ['a ClusterQueue without any quota, which is told itself', [QUEUE, clusterQueue([]), job(2, { [GPU]: 8 })]],
  ['a job without pods', [QUEUE, EIGHT, job(0, { [GPU]: 16 })]],
  ['a RayJob on a cluster that exists', [QUEUE, EIGHT, object('ray.io/v1', 'RayJob', 'resnet', { clusterSelector: { 'ray.io/cluster': 'x' }, submitterPodTemplate: template({ [GPU]: 16 }) }, inQueue())]],
  ['an unknown runtime that may be small', [QUEUE, EIGHT, object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'resnet', { runtimeRef: { name: 'theirs' }, trainer: { numNodes: 1 } }, inQueue())]],
  ['a request that a LimitRange makes small', [QUEUE, clusterQueue([group({ any: { cpu: 4 } })]), object('v1', 'LimitRange', 'limits', { limits: [{ type: 'Container', defaultRequest: { cpu: 1 }, max: { cpu: 8 } }] }), job(1, { cpu: 8 })]],
])('nothing is said of %s', (_, manifests) => {
  expect(linesOf(manifests)).toEqual([]);
});

test('a kind of the configuration is held to its queue', () => {
  const pytorch = object('kubeflow.org/v1', 'PyTorchJob', 'resnet', { elasticPolicy: { minReplicas: 1 }, pytorchReplicaSpecs: { Worker: { replicas: 2, template: template({ [GPU]: 8 }) } } }, inQueue());
  const frameworks = [...DEFAULT_CLUSTER.kueue.frameworks, 'kubeflow.org/pytorchjob'];
  const cluster = { ...DEFAULT_CLUSTER, kueue: { frameworks } };
  expect(linesOf([QUEUE, EIGHT, pytorch], { cluster })).toEqual([never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]);
});

test('where the input is part of a whole, a cohort may have more members', () => {
  const input = [QUEUE, gpus({}, { cohortName: 'all' }), cohort('all'), job(2, { [GPU]: 8 })];
  expect(linesOf(input, { partial: true })).toEqual([]);
  expect(linesOf(input)).toEqual([never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')]);
});

test('a Pod is held to its queue', () => {
  const one = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'resnet', namespace: 'research', ...inQueue() }, spec: pod({ [GPU]: 9 }) };
  expect(linesOf([QUEUE, EIGHT, one])).toEqual([never(`9 x ${GPU} (1 pod)`, 'at most 8')]);
});

test('it can be acknowledged', () => {
  const meant = job(2, { [GPU]: 8 }, { ...inQueue(), annotations: { 'acknowledge.cdk8s-mlops.dev/QUEUE_NEVER_FITS': 'the quota grows next week' } });
  expect(linesOf([QUEUE, EIGHT, meant])).toEqual([`${never(`16 x ${GPU} (2 pods x 8)`, 'at most 8')} (acknowledged: the quota grows next week)`]);
});

test('many jobs and templates are judged at once', () => {
  const many = sets(...Array.from({ length: 200 }, (): [number, number] => [1, 1]));
  const jobs = Array.from({ length: 500 }, (_, i) => job(1, { [GPU]: 8 }, { name: `job-${i}`, ...inQueue() }));
  const queue = (first: number) => clusterQueue([group({ a: { [GPU]: first }, b: { [GPU]: 100 } })]);
  expect(linesOf([QUEUE, queue(100), many, ...jobs])).toEqual([]);
  expect(linesOf([QUEUE, queue(99), many])).toEqual([never(`200 x ${GPU} (200 pods x 1)`, 'at most 99 of flavor a, 100 of flavor b')]);
});
