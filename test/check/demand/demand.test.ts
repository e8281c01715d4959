import { GPU, inQueue, object, pod, template } from './inputs';
import type { Manifest } from '../../../lib/check';
import { demandOf, Objects } from '../../../lib/check';

const LARGE = { cpu: 16, memory: '384Gi', [GPU]: 8 };
const SMALL = { cpu: '500m', memory: '1Gi' };
const replica = (replicas: number | undefined, limits: object) => ({ replicas, template: template(limits) });
const kubeflow = (kind: string, field: string, replicas: object, spec: object = {}, version = 'v1') => object(`kubeflow.org/${version}`, kind, 'one', { [field]: replicas, ...spec });
const volcano = (spec: object) => object('batch.volcano.sh/v1alpha1', 'Job', 'one', spec);
const ray = (spec: object) => ({ headGroupSpec: { template: template(SMALL) }, ...spec });
const workers = (spec: object) => [{ groupName: 'gpu', template: template(LARGE), ...spec }];
const claim = (storage: string) => ({ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } });

/** Jobs of one pod by name, with those whose end they wait for. */
const jobSet = (jobs: Record<string, string[]>) => object('jobset.x-k8s.io/v1alpha2', 'JobSet', 'one', {
  replicatedJobs: Object.entries(jobs).map(([name, waits]) => ({
    name, dependsOn: waits.map(on => ({ name: on.split(':')[0], status: on.split(':')[1] ?? 'Complete' })), template: { spec: { template: template({ cpu: 1, memory: '1Gi' }) } },
  })),
});

/** `4 pods: 64 cpu, 1536Gi memory`, and the fewest pods where they are fewer. */
function told(manifest: Manifest, others: readonly Manifest[] = []): string {
  const demand = demandOf(manifest, new Objects([manifest, ...others].map(one => ({ where: '', manifest: one }))));
  if (!demand) return 'unknown';
  const words = Object.entries(demand.quantities).map(([resource, amount]) => `${amount} ${resource.replace(GPU, 'gpu')}`);
  const storage = demand.storage === 0 ? [] : [`${demand.storage / 2 ** 30}Gi storage`];
  const least = demand.least.pods === demand.pods ? '' : ` or ${demand.least.pods}`;
  return `${demand.pods}${least}: ${[...words, ...storage].join(', ')}${demand.incomplete ? ', incomplete' : ''}`;
}

test.each<[string, Manifest, string]>([
  ['a Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec: pod(LARGE) }, '1: 16 cpu, 384Gi memory, 8 gpu'],
  ['a Job that says nothing', object('batch/v1', 'Job', 'one', { template: template(SMALL) }), '1: 500m cpu, 1Gi memory'],
  ['a Job at a time', object('batch/v1', 'Job', 'one', { parallelism: 4, completions: 100, template: template(SMALL) }), '4: 2 cpu, 4Gi memory'],
  ['a Job with fewer completions', object('batch/v1', 'Job', 'one', { parallelism: 4, completions: 3, template: template(SMALL) }), '3: 1500m cpu, 3Gi memory'],
  ['one Job of a CronJob', object('batch/v1', 'CronJob', 'one', { jobTemplate: { spec: { parallelism: 2, template: template(SMALL) } } }), '2: 1 cpu, 2Gi memory'],
  ['a Deployment', object('apps/v1', 'Deployment', 'one', { replicas: 3, template: template(SMALL) }), '3: 1500m cpu, 3Gi memory'],
  ['a Deployment that an autoscaler scales', object('apps/v1', 'Deployment', 'one', { template: template(SMALL) }), '1: 500m cpu, 1Gi memory'],
  ['a StatefulSet with its volumes', object('apps/v1', 'StatefulSet', 'one', { replicas: 3, template: template(SMALL), volumeClaimTemplates: [claim('10Gi')] }), '3: 1500m cpu, 3Gi memory, 30Gi storage'],
  ['volumes of pods', object('batch/v1', 'Job', 'one', { parallelism: 2, template: template(SMALL, { volumes: [{ name: 'a', ephemeral: { volumeClaimTemplate: claim('5Gi') } }] }) }), '2: 1 cpu, 2Gi memory, 10Gi storage'],
  ['a PyTorchJob', kubeflow('PyTorchJob', 'pytorchReplicaSpecs', { Master: replica(1, SMALL), Worker: replica(2, LARGE) }), '3: 32500m cpu, 769Gi memory, 16 gpu'],
  ['an elastic PyTorchJob', kubeflow('PyTorchJob', 'pytorchReplicaSpecs', { Worker: replica(4, LARGE) }, { elasticPolicy: { minReplicas: 2, maxReplicas: 8 } }), '4 or 2: 64 cpu, 1536Gi memory, 32 gpu'],
  ['a gang of part of the pods', kubeflow('TFJob', 'tfReplicaSpecs', { PS: replica(2, SMALL), Worker: replica(4, LARGE) }, { runPolicy: { schedulingPolicy: { minAvailable: 4 } } }), '6 or 2: 65 cpu, 1538Gi memory, 32 gpu'],
  ['an XGBoostJob', kubeflow('XGBoostJob', 'xgbReplicaSpecs', { Master: replica(undefined, SMALL), Worker: replica(2, SMALL) }), '3: 1500m cpu, 3Gi memory'],
  ['a PaddleJob', kubeflow('PaddleJob', 'paddleReplicaSpecs', { Worker: replica(2, SMALL) }), '2: 1 cpu, 2Gi memory'],
  ['a JAXJob', kubeflow('JAXJob', 'jaxReplicaSpecs', { Worker: replica(2, SMALL) }), '2: 1 cpu, 2Gi memory'],
  ['an MXJob', kubeflow('MXJob', 'mxReplicaSpecs', { Scheduler: replica(1, SMALL), Server: replica(1, SMALL), Worker: replica(2, SMALL) }), '4: 2 cpu, 4Gi memory'],
  ['an MPIJob with its launcher', kubeflow('MPIJob', 'mpiReplicaSpecs', { Launcher: replica(1, SMALL), Worker: replica(2, LARGE) }, {}, 'v2beta1'), '3: 32500m cpu, 769Gi memory, 16 gpu'],
  ['an MPIJob whose launcher works too', kubeflow('MPIJob', 'mpiReplicaSpecs', { Launcher: replica(1, LARGE), Worker: replica(1, LARGE) }, { runLauncherAsWorker: true }, 'v2beta1'), '2: 32 cpu, 768Gi memory, 16 gpu'],
  ['workers of an MPIJob that nobody counted', kubeflow('MPIJob', 'mpiReplicaSpecs', { Launcher: replica(1, SMALL), Worker: replica(undefined, LARGE) }), '1: 500m cpu, 1Gi memory'],
  ['a JobSet', object('jobset.x-k8s.io/v1alpha2', 'JobSet', 'one', { replicatedJobs: [{ name: 'a', replicas: 2, template: { spec: { parallelism: 2, completions: 2, template: template(SMALL) } } }] }), '4: 2 cpu, 4Gi memory'],
  ['jobs of a JobSet that come one after the other', object('jobset.x-k8s.io/v1alpha2', 'JobSet', 'one', {
    replicatedJobs: [
      { name: 'data', template: { spec: { template: template({ cpu: 4 }) } } },
      { name: 'train', dependsOn: [{ name: 'data', status: 'Complete' }], template: { spec: { parallelism: 2, template: template({ cpu: 1, memory: '1Gi' }) } } },
    ],
  }), '2: 4 cpu, 2Gi memory'],
  ['jobs of a JobSet, one beside two that come one after the other', jobSet({ a: [], b: ['a'], c: [] }), '2: 2 cpu, 2Gi memory'],
  ['jobs of a JobSet that all come one after the other', jobSet({ a: [], b: ['a'], c: ['b'] }), '1: 1 cpu, 1Gi memory'],
  ['jobs of a JobSet, two after each of two', jobSet({ a: [], b: [], c: ['a', 'b'], d: ['a', 'b'], e: ['c'] }), '2: 2 cpu, 2Gi memory'],
  ['a job that starts beside one that waits', jobSet({ a: [], b: ['a'], c: ['b:Ready'] }), '2: 2 cpu, 2Gi memory'],
  ['a LeaderWorkerSet', object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', 'one', { replicas: 2, leaderWorkerTemplate: { size: 4, leaderTemplate: template(SMALL), workerTemplate: template(LARGE) } }), '8: 97 cpu, 2306Gi memory, 48 gpu'],
  ['a RayCluster', object('ray.io/v1', 'RayCluster', 'one', ray({ workerGroupSpecs: workers({ replicas: 2 }) })), '3: 32500m cpu, 769Gi memory, 16 gpu'],
  ['hosts of a Ray worker', object('ray.io/v1', 'RayCluster', 'one', ray({ workerGroupSpecs: workers({ replicas: 1, numOfHosts: 4 }) })), '5: 64500m cpu, 1537Gi memory, 32 gpu'],
  ['the autoscaler of Ray', object('ray.io/v1', 'RayCluster', 'one', ray({ enableInTreeAutoscaling: true, workerGroupSpecs: workers({ replicas: 2, minReplicas: 1, maxReplicas: 4 }) })), '3 or 2: 33 cpu, 787968Mi memory, 16 gpu'],
  ['bounds of a Ray group', object('ray.io/v1', 'RayService', 'one', { rayClusterConfig: ray({ workerGroupSpecs: workers({ replicas: 9, maxReplicas: 1 }) }) }), '2: 16500m cpu, 385Gi memory, 8 gpu'],
  ['who submits a RayJob', object('ray.io/v1', 'RayJob', 'one', { rayClusterSpec: ray({}) }), '2: 1 cpu, 1224Mi memory'],
  ['a RayJob that is submitted over HTTP', object('ray.io/v1', 'RayJob', 'one', { submissionMode: 'HTTPMode', rayClusterSpec: ray({}) }), '1: 500m cpu, 1Gi memory'],
  ['a RayJob that is submitted beside the head', object('ray.io/v1', 'RayJob', 'one', { submissionMode: 'SidecarMode', rayClusterSpec: ray({}) }), '1: 1 cpu, 1224Mi memory'],
  ['a Volcano Job', volcano({ tasks: [{ name: 'a', replicas: 2, template: template(LARGE) }, { name: 'b', replicas: 1, template: template(SMALL) }] }), '3: 32500m cpu, 769Gi memory, 16 gpu'],
  ['a Volcano Job that starts with fewer', volcano({ minAvailable: 3, tasks: [{ name: 'a', replicas: 2, template: template(SMALL) }, { name: 'b', replicas: 8, template: template(SMALL) }] }), '10 or 3: 5 cpu, 10Gi memory'],
  ['a task of a Volcano Job that starts with fewer', volcano({ tasks: [{ name: 'a', replicas: 8, minAvailable: 2, template: template(SMALL) }] }), '8 or 2: 4 cpu, 8Gi memory'],
  ['volumes of a Volcano Job', volcano({ tasks: [], volumes: [{ mountPath: '/a', volumeClaim: { resources: { requests: { storage: '1Gi' } } } }] }), '0: 1Gi storage'],
  ['a kind without pods', object('v1', 'ConfigMap', 'one', {}), 'unknown'],
  ['pods that come to each node', object('apps/v1', 'DaemonSet', 'one', { template: template(SMALL) }), 'unknown'],
])('%s', (_, manifest, expected) => {
  expect(told(manifest)).toBe(expected);
});

describe('a pod', () => {
  const asks = (spec: object) => told({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec });
  const container = (requests: object, more: object = {}) => ({ name: 'a', resources: { requests }, ...more });

  test.each<[string, object, string]>([
    ['its containers together', { containers: [container({ cpu: '100m' }), container({ cpu: '200m' })] }, '1: 300m cpu'],
    ['a request before a limit', { containers: [{ name: 'a', resources: { requests: { cpu: 1 }, limits: { cpu: 4, memory: '1Gi' } } }] }, '1: 1 cpu, 1Gi memory'],
    ['the largest init container', { initContainers: [container({ cpu: 4 }), container({ cpu: 3 })], containers: [container({ cpu: 1, memory: '1Gi' })] }, '1: 4 cpu, 1Gi memory'],
    ['a sidecar beside the rest', { initContainers: [container({ cpu: 1 }, { restartPolicy: 'Always' }), container({ cpu: 2 })], containers: [container({ cpu: 1 })] }, '1: 3 cpu'],
    ['a sidecar after an init container', { initContainers: [container({ cpu: 2 }), container({ cpu: 1 }, { restartPolicy: 'Always' })], containers: [container({ cpu: 1 })] }, '1: 2 cpu'],
    ['what it costs', { overhead: { cpu: '250m' }, containers: [container({ cpu: 1 })] }, '1: 1250m cpu'],
    ['its own requests as a whole', { resources: { requests: { cpu: 4 } }, containers: [container({ cpu: 1, [GPU]: 1 })] }, '1: 4 cpu, 1 gpu'],
    ['its own limit as a whole, where containers say nothing', { resources: { limits: { cpu: 4, memory: '8Gi' } }, containers: [container({ cpu: 1 })] }, '1: 1 cpu, 8Gi memory'],
    ['huge pages and local disk', { containers: [container({ 'hugepages-2Mi': '100Mi', 'ephemeral-storage': '10G' })] }, '1: 100Mi hugepages-2Mi, 10G ephemeral-storage'],
    ['whole bytes', { containers: [container({ memory: '1500m' })] }, '1: 2 memory'],
  ])('asks for %s', (_, spec, expected) => {
    expect(asks(spec)).toBe(expected);
  });
});

test('numbers are cores, bytes and pieces, and claims of devices are counted by template', () => {
  const claims = [{ name: 'a', resourceClaimTemplateName: 'gpu' }, { name: 'b', resourceClaimName: 'shared' }];
  expect(demandOf(object('batch/v1', 'Job', 'one', { parallelism: 3, template: template({ cpu: '100m', memory: '1Ki', [GPU]: 1 }, { resourceClaims: claims }) }))).toMatchObject({
    pods: 3, resources: { cpu: 0.3, memory: 3072, [GPU]: 3 }, claims: { gpu: 3 }, storage: 0, incomplete: false,
  });
});

describe('a TrainJob', () => {
  const trainJob = (trainer?: object, name = 'torch-distributed', kind?: string) => object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'one', { runtimeRef: { name, ...kind && { kind } }, ...trainer && { trainer } });
  const step = (name: string, ancestor: string, limits: object | undefined, parallelism?: number) => ({
    name, template: { metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': ancestor } }, spec: { parallelism, template: { spec: { containers: [{ name: 'node', ...limits && { resources: { limits } } }] } } } },
  });
  const runtime = (kind: string, policy: object, jobs: object[], metadata: object = {}) => ({
    apiVersion: 'trainer.kubeflow.org/v1alpha1', kind, metadata: { name: 'ours', ...metadata }, spec: { mlPolicy: policy, template: { spec: { replicatedJobs: jobs } } },
  }) as Manifest;

  test.each<[string, Manifest, Manifest[], string]>([
    ['has the nodes that it says', trainJob({ numNodes: 4, resourcesPerNode: { limits: { [GPU]: 8 } } }), [], '4: 32 gpu'],
    ['has one node else', trainJob({ resourcesPerNode: { requests: { cpu: 2 } } }), [], '1: 2 cpu'],
    ['has what a runtime of the input says', trainJob(undefined, 'ours'), [runtime('ClusterTrainingRuntime', { numNodes: 2, torch: {} }, [step('node', 'trainer', LARGE)])], '2: 32 cpu, 768Gi memory, 16 gpu'],
    ['says more than its runtime', trainJob({ numNodes: 3, resourcesPerNode: { limits: { [GPU]: 4 } } }, 'ours'), [runtime('ClusterTrainingRuntime', { numNodes: 2, torch: {} }, [step('node', 'trainer', LARGE)])], '3: 48 cpu, 1152Gi memory, 12 gpu'],
    ['finds a runtime of its namespace', trainJob(undefined, 'ours', 'TrainingRuntime'), [runtime('TrainingRuntime', { torch: {} }, [step('node', 'trainer', SMALL)], { namespace: 'research' })], '1: 500m cpu, 1Gi memory'],
    ['finds none of another namespace', trainJob(undefined, 'ours', 'TrainingRuntime'), [runtime('TrainingRuntime', { torch: {} }, [step('node', 'trainer', SMALL)], { namespace: 'other' })], '1: , incomplete'],
    ['says what it knows of a runtime that is not here', trainJob({ numNodes: 2, resourcesPerNode: { limits: { [GPU]: 1 } } }, 'theirs'), [], '2: 2 gpu, incomplete'],
    ['has a launcher that is a node', trainJob({ numNodes: 4, resourcesPerNode: { limits: { [GPU]: 1 } } }, 'deepspeed-distributed'), [], '4: 4 gpu'],
    ['loads its data first', trainJob({ numNodes: 2 }, 'ours'), [runtime('ClusterTrainingRuntime', { torch: {} }, [step('dataset-initializer', 'dataset-initializer', { cpu: 4 }), step('node', 'trainer', SMALL)])], '2: 4 cpu, 2Gi memory'],
    ['has the volume of a runtime that Trainer ships', trainJob(undefined, 'torchtune-llama3.2-1b'), [], '2: 2 gpu, 20Gi storage'],
  ])('%s', (_, manifest, others, expected) => {
    expect(told(manifest, others)).toBe(expected);
  });
});

test('a label or namespace changes nothing', () => {
  expect(told(object('batch/v1', 'Job', 'one', { suspend: true, template: template(SMALL) }, inQueue()))).toBe('1: 500m cpu, 1Gi memory');
});

test.each<[string, unknown]>([
  ['nothing', undefined], ['a text', 'x'], ['null in lists', { replicatedJobs: [null, { replicas: 1e308, template: 1 }], tasks: [null], template: { spec: { containers: [null, 1] } } }],
])('%s where a spec should be does not throw', (_, spec) => {
  for (const kind of ['batch/v1/Job', 'apps/v1/StatefulSet', 'jobset.x-k8s.io/v1alpha2/JobSet', 'batch.volcano.sh/v1alpha1/Job', 'ray.io/v1/RayJob', 'trainer.kubeflow.org/v1alpha1/TrainJob', 'v1/Pod']) {
    const slash = kind.lastIndexOf('/');
    expect(() => demandOf({ apiVersion: kind.slice(0, slash), kind: kind.slice(slash + 1), metadata: {}, spec } as Manifest)).not.toThrow();
  }
});
