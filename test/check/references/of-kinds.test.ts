import { cluster, labelled, missing, named } from './names';
import type { Manifest } from '../../../lib/check';
import { job, object } from '../manifests';

const KUEUE = 'kueue.x-k8s.io/v1beta2';
const SELDON = 'mlops.seldon.io/v1alpha1';
const VOLCANO = 'scheduling.volcano.sh/v1beta1';
const SPARK = 'sparkoperator.k8s.io/v1beta2';
const classes = (name: string) => cluster('scheduling.k8s.io/v1', 'PriorityClass', name);
const queue = (name: string, spec: object = {}) => cluster(VOLCANO, 'Queue', name, spec);
const model = (name: string, spec: object = {}) => named(SELDON, 'Model', name, { storageUri: 'gs://a', ...spec });
const pipeline = (name: string, ...steps: string[]) => named(SELDON, 'Pipeline', name, { steps: steps.map(step => ({ name: step })) });
const experiment = (spec: object) => named(SELDON, 'Experiment', 'e', spec);
const secret = (name: string) => object('v1', 'Secret', name, { data: {} });
const graph = (node: object) => named('machinelearning.seldon.io/v1', 'SeldonDeployment', 'd', { predictors: [{ name: 'p', graph: { name: 'a', ...node } }] });
const rayJob = (name: string) => named('ray.io/v1', 'RayJob', 'j', { entrypoint: 'a', clusterSelector: { 'ray.io/cluster': name } });
const spark = (spec: object) => named(SPARK, 'SparkApplication', 's', { driver: {}, executor: {}, ...spec });

type Row = [what: string, refers: Manifest, target: Manifest, path: string, name: string];

/** Each with the object that it refers to, which has the name without its last letter. */
const ROWS: Row[] = [
  ['a cluster of Ray', rayJob('research1'), named('ray.io/v1', 'RayCluster', 'research'), "spec.clusterSelector['ray.io/cluster']", 'research1'],
  ['a cluster of a Ray job on a schedule', named('ray.io/v1', 'RayCronJob', 'c', { jobTemplate: { clusterSelector: { 'ray.io/cluster': 'research1' } } }), named('ray.io/v1', 'RayCluster', 'research'),
    "spec.jobTemplate.clusterSelector['ray.io/cluster']", 'research1'],
  ['a topology', cluster(KUEUE, 'ResourceFlavor', 'f', { nodeLabels: { a: 'b' }, topologyName: 'racks1' }), cluster(KUEUE, 'Topology', 'racks', { levels: [{ nodeLabel: 'a' }] }), 'spec.topologyName', 'racks1'],
  ['a flavor', cluster(KUEUE, 'ClusterQueue', 'q', { resourceGroups: [{ coveredResources: ['cpu'], flavors: [{ name: 'spot1', resources: [{ name: 'cpu', nominalQuota: 1 }] }] }] }), cluster(KUEUE, 'ResourceFlavor', 'spot'),
    'spec.resourceGroups[0].flavors[0].name', 'spot1'],
  ['a check', cluster(KUEUE, 'ClusterQueue', 'q', { admissionChecksStrategy: { admissionChecks: [{ name: 'budget1' }] } }), cluster(KUEUE, 'AdmissionCheck', 'budget', { controllerName: 'a.b/c' }),
    'spec.admissionChecksStrategy.admissionChecks[0].name', 'budget1'],
  ['a check of the older version', cluster('kueue.x-k8s.io/v1beta1', 'ClusterQueue', 'q', { admissionChecks: ['budget1'] }), cluster(KUEUE, 'AdmissionCheck', 'budget', { controllerName: 'a.b/c' }), 'spec.admissionChecks[0]', 'budget1'],
  ['the parameters of a check', cluster(KUEUE, 'AdmissionCheck', 'c', { controllerName: 'a.b/c', parameters: { apiGroup: 'kueue.x-k8s.io', kind: 'ProvisioningRequestConfig', name: 'config1' } }), cluster(KUEUE, 'ProvisioningRequestConfig', 'config'),
    'spec.parameters.name', 'config1'],
  ['a ClusterQueue', named(KUEUE, 'LocalQueue', 'l', { clusterQueue: 'shared1' }), cluster(KUEUE, 'ClusterQueue', 'shared'), 'spec.clusterQueue', 'shared1'],
  ['a LocalQueue', labelled(job({}), { 'kueue.x-k8s.io/queue-name': 'gpus1' }), named(KUEUE, 'LocalQueue', 'gpus', { clusterQueue: 'c' }), "metadata.labels['kueue.x-k8s.io/queue-name']", 'gpus1'],
  ['a priority of workloads', labelled(job({}), { 'kueue.x-k8s.io/priority-class': 'urgent1' }), cluster(KUEUE, 'WorkloadPriorityClass', 'urgent'), "metadata.labels['kueue.x-k8s.io/priority-class']", 'urgent1'],
  ['the LocalQueue of what a CronJob makes', named('batch/v1', 'CronJob', 'c', { schedule: '@daily', jobTemplate: { metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'gpus1' } }, spec: {} } }), named(KUEUE, 'LocalQueue', 'gpus'),
    "spec.jobTemplate.metadata.labels['kueue.x-k8s.io/queue-name']", 'gpus1'],
  ['a queue of Volcano', named('batch.volcano.sh/v1alpha1', 'Job', 'v', { queue: 'research1' }), queue('research'), 'spec.queue', 'research1'],
  ['a priority of a Volcano Job', named('batch.volcano.sh/v1alpha1', 'Job', 'v', { priorityClassName: 'urgent1' }), classes('urgent'), 'spec.priorityClassName', 'urgent1'],
  ['the queue of a group', named(VOLCANO, 'PodGroup', 'g', { queue: 'research1' }), queue('research'), 'spec.queue', 'research1'],
  ['the priority of a group', named(VOLCANO, 'PodGroup', 'g', { priorityClassName: 'urgent1' }), classes('urgent'), 'spec.priorityClassName', 'urgent1'],
  ['a queue above', queue('q', { parent: 'research1' }), queue('research'), 'spec.parent', 'research1'],
  ['the priority of a pod', job({}, { priorityClassName: 'urgent1' }), classes('urgent'), 'spec.template.spec.priorityClassName', 'urgent1'],
  ['a model of a step', pipeline('p', 'churn1'), model('churn'), 'spec.steps[0].name', 'churn1'],
  ['a candidate', experiment({ candidates: [{ name: 'churn1', weight: 1 }] }), model('churn'), 'spec.candidates[0].name', 'churn1'],
  ['a candidate that is a pipeline', experiment({ resourceType: 'pipeline', candidates: [{ name: 'churn1', weight: 1 }] }), pipeline('churn'), 'spec.candidates[0].name', 'churn1'],
  ['a mirror', experiment({ mirror: { name: 'churn1', percent: 1 } }), model('churn'), 'spec.mirror.name', 'churn1'],
  ['a server', model('m', { server: 'gpu-server1' }), named(SELDON, 'Server', 'gpu-server'), 'spec.server', 'gpu-server1'],
  ['the Secret of a model', model('m', { secretName: 'lake1' }), secret('lake'), 'spec.secretName', 'lake1'],
  ['a model that is explained', model('m', { explainer: { type: 'anchor_tabular', modelRef: 'churn1' } }), model('churn'), 'spec.explainer.modelRef', 'churn1'],
  ['a pipeline that is explained', model('m', { explainer: { type: 'anchor_tabular', pipelineRef: 'churn1' } }), pipeline('churn'), 'spec.explainer.pipelineRef', 'churn1'],
  ['the Secret of a graph', graph({ envSecretRefName: 'lake1' }), secret('lake'), 'spec.predictors[0].graph.envSecretRefName', 'lake1'],
  ['the Secret of a node below', graph({ children: [{ name: 'b', children: [{ name: 'c', envSecretRefName: 'lake1' }] }] }), secret('lake'), 'spec.predictors[0].graph.children[0].children[0].envSecretRefName', 'lake1'],
  ['the Secret of an explainer', named('machinelearning.seldon.io/v1', 'SeldonDeployment', 'd', { predictors: [{ name: 'p', graph: { name: 'a' }, explainer: { envSecretRefName: 'lake1' } }] }), secret('lake'),
    'spec.predictors[0].explainer.envSecretRefName', 'lake1'],
  ['the service of a graph', named('serving.kserve.io/v1alpha1', 'InferenceGraph', 'g', { nodes: { root: { steps: [{ serviceUrl: 'http://a' }, { serviceName: 'churn1' }] } } }), named('serving.kserve.io/v1beta1', 'InferenceService', 'churn'), 'spec.nodes.root.steps[1].serviceName', 'churn1'],
  ['the service of a model', named('serving.kserve.io/v1alpha1', 'TrainedModel', 't', { inferenceService: 'churn1', model: {} }), named('serving.kserve.io/v1beta1', 'InferenceService', 'churn'), 'spec.inferenceService', 'churn1'],
  ['a Bento', named('serving.yatai.ai/v2alpha1', 'BentoDeployment', 'b', { bento: 'churn1' }), named('resources.yatai.ai/v1alpha1', 'Bento', 'churn'), 'spec.bento', 'churn1'],
  ['an account of a driver', spark({ driver: { serviceAccount: 'spark1' } }), object('v1', 'ServiceAccount', 'spark'), 'spec.driver.serviceAccount', 'spark1'],
  ['an account of runs on a schedule', named(SPARK, 'ScheduledSparkApplication', 's', { template: { executor: { serviceAccount: 'spark1' } } }), object('v1', 'ServiceAccount', 'spark'), 'spec.template.executor.serviceAccount', 'spark1'],
  ['the priority of executors', spark({ executor: { priorityClassName: 'urgent1' } }), classes('urgent'), 'spec.executor.priorityClassName', 'urgent1'],
  ['a pull secret of Spark', spark({ imagePullSecrets: ['lake1'] }), secret('lake'), 'spec.imagePullSecrets[0]', 'lake1'],
  ['a configuration of Spark', spark({ sparkConfigMap: 'conf1' }), object('v1', 'ConfigMap', 'conf', { data: {} }), 'spec.sparkConfigMap', 'conf1'],
  ['a claim of Spark', spark({ volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'data1' } }] }), named('v1', 'PersistentVolumeClaim', 'data'), 'spec.volumes[0].persistentVolumeClaim.claimName', 'data1'],
  ['a Secret in a volume of Spark', spark({ volumes: [{ name: 'a', secret: { secretName: 'lake1' } }] }), secret('lake'), 'spec.volumes[0].secret.secretName', 'lake1'],
  ['a ConfigMap in a volume of Spark', spark({ volumes: [{ name: 'a', configMap: { name: 'conf1' } }] }), object('v1', 'ConfigMap', 'conf', { data: {} }), 'spec.volumes[0].configMap.name', 'conf1'],
  ['a Secret of a driver', spark({ driver: { secrets: [{ name: 'lake1', path: '/a', secretType: 'Generic' }] } }), secret('lake'), 'spec.driver.secrets[0].name', 'lake1'],
  ['a ConfigMap of a driver', spark({ driver: { configMaps: [{ name: 'conf1', path: '/a' }] } }), object('v1', 'ConfigMap', 'conf', { data: {} }), 'spec.driver.configMaps[0].name', 'conf1'],
  ['a Secret of a variable of Spark', spark({ driver: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'lake1', key: 'a' } } }] } }), secret('lake'), 'spec.driver.env[0].valueFrom.secretKeyRef.name', 'lake1'],
  ['a ConfigMap of a variable of Spark', spark({ driver: { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'conf1', key: 'a' } } }] } }), object('v1', 'ConfigMap', 'conf', { data: {} }), 'spec.driver.env[0].valueFrom.configMapKeyRef.name', 'conf1'],
  ['a Secret of a variable of the older form', spark({ executor: { envSecretKeyRefs: { A: { name: 'lake1', key: 'a' } } } }), secret('lake'), 'spec.executor.envSecretKeyRefs.A.name', 'lake1'],
  ['a Secret of all variables of Spark', spark({ executor: { envFrom: [{ secretRef: { name: 'lake1' } }] } }), secret('lake'), 'spec.executor.envFrom[0].secretRef.name', 'lake1'],
  ['a ConfigMap of all variables of Spark', spark({ executor: { envFrom: [{ configMapRef: { name: 'conf1' } }] } }), object('v1', 'ConfigMap', 'conf', { data: {} }), 'spec.executor.envFrom[0].configMapRef.name', 'conf1'],
  ['a queue of Volcano for Spark', spark({ batchScheduler: 'volcano', batchSchedulerOptions: { queue: 'research1' } }), queue('research'), 'spec.batchSchedulerOptions.queue', 'research1'],
  ['a priority of Volcano for Spark', spark({ batchScheduler: 'volcano', batchSchedulerOptions: { priorityClassName: 'urgent1' } }), classes('urgent'), 'spec.batchSchedulerOptions.priorityClassName', 'urgent1'],
];

const at = (refers: Manifest, path: string) => missing([refers]).filter(line => line.includes(` ${path}: `));

test.each(ROWS)('%s that is nowhere is told, in a part as what cannot be known', (_, refers, __, path, name) => {
  expect(at(refers, path)).toEqual([`warning ${path}: got '${name}'`]);
  expect(missing([refers], true)).toContain(`info ${path}: got '${name}'`);
});

test.each(ROWS)('%s with a slip is told in a part as well', (_, refers, target, path, name) => {
  expect(missing([refers, target], true)).toContain(`warning ${path}: got '${name}'`);
});

test.each(ROWS)('%s that is there is fine', (_, refers, target, path, name) => {
  expect(missing([refers, { ...target, metadata: { ...target.metadata, name } }]).filter(line => line.includes(` ${path}: `))).toEqual([]);
});

test.each<[string, Manifest]>([
  ['a Cohort', cluster(KUEUE, 'ClusterQueue', 'q', { cohortName: 'nobody' })],
  ['the queues that Volcano makes', named('batch.volcano.sh/v1alpha1', 'Job', 'v', { queue: 'default' })],
  ['the root of the queues', queue('q', { parent: 'root' })],
  ["Kubernetes' own priorities", job({}, { priorityClassName: 'system-node-critical' })],
  ['the servers that come with Seldon Core 2', model('m', { server: 'mlserver' })],
  ['a queue of another scheduler', spark({ batchScheduler: 'yunikorn', batchSchedulerOptions: { queue: 'root.default' } })],
  ['a claim that Spark makes', spark({ volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'OnDemand' } }] })],
  ['what is optional', spark({
    volumes: [{ name: 'a', secret: { secretName: 'a', optional: true } }, { name: 'b', configMap: { name: 'a', optional: true } }],
    driver: {
      env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b', optional: true } } }, { name: 'B', valueFrom: { configMapKeyRef: { name: 'a', key: 'b', optional: true } } }],
      envFrom: [{ secretRef: { name: 'a', optional: true } }, { configMapRef: { name: 'a', optional: true } }],
    },
  })],
  ['parameters of a check of another kind', cluster(KUEUE, 'AdmissionCheck', 'c', { controllerName: 'a.b/c', parameters: { apiGroup: 'a.b', kind: 'Mine', name: 'a' } })],
  ['a name that is filled in later', rayJob('{{workflow.parameters.cluster}}')],
])('%s is not missed', (_, manifest) => {
  expect(missing([manifest])).toEqual([]);
});

test('whatever stands where something else belongs, nothing is thrown', () => {
  for (const [, refers] of ROWS) {
    for (const value of [null, 1, 'a', [null, 1, 'a', []], { a: null }]) {
      const spec = Object.fromEntries(Object.keys(refers.spec ?? {}).map(key => [key, value]));
      expect(() => missing([{ ...refers, spec }])).not.toThrow();
    }
  }
});

test('a graph is walked fifty nodes deep', () => {
  const deep = (depth: number) => {
    let node: object = { name: 'z', envSecretRefName: 'lake' };
    for (let i = 1; i < depth; i++) node = { name: 'a', children: [node] };
    return missing([graph({ children: [node] })]).filter(line => line.endsWith("got 'lake'")).length;
  };
  expect([deep(50), deep(51)]).toEqual([1, 0]);
});
