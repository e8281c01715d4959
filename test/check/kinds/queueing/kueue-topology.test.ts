import type { Row } from './queueing';
import { found, key, object, pod } from './queueing';
import type { Manifest } from '../../../../lib/check';

const queued = { labels: { [key('queue-name')]: 'gpu' } };
const REQUIRED = key('podset-required-topology');
const PREFERRED = key('podset-preferred-topology');
const UNCONSTRAINED = key('podset-unconstrained-topology');
const GROUP = key('podset-group-name');
const SLICE = key('podset-slice-required-topology');
const SIZE = key('podset-slice-size');
const LAYERS = key('podset-slice-required-topology-constraints');
const job = (annotations: object, metadata: object = queued, parallelism = 4) => object('batch/v1', 'Job', { parallelism, template: pod(annotations) }, metadata);
const replicated = (name: string, annotations: object, parallelism = 1, replicas = 1) =>
  ({ name, replicas, template: { spec: { parallelism, completions: parallelism, template: pod(annotations) } } });
const jobSet = (...replicatedJobs: object[]): Manifest => object('jobset.x-k8s.io/v1alpha2', 'JobSet', { replicatedJobs }, queued);
const together = (place: object = { [REQUIRED]: 'rack' }) => ({ [GROUP]: 'together', ...place });
const layers = (text: string) => job({ [LAYERS]: text });

test.each<Row>([
  ['required', job({ [REQUIRED]: 'example.com/rack' }), []],
  ['preferred', job({ [PREFERRED]: 'rack' }), []],
  ['unconstrained', job({ [UNCONSTRAINED]: 'true' }), []],
  ['slices', job({ [REQUIRED]: 'block', [SLICE]: 'rack', [SIZE]: '4' }), []],
  ['slices inside slices', layers('[{"topology": "rack", "size": 4}, {"topology": "host", "size": 2}]'), []],
  ['a leader beside its workers', jobSet(replicated('leader', together()), replicated('workers', together(), 4, 2)), []],
])('%s is a place', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

describe('one template', () => {
  test.each<Row>([
    ['required and preferred', job({ [REQUIRED]: 'rack', [PREFERRED]: 'rack' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-preferred-topology']: got 'rack'; remove it or kueue.x-k8s.io/podset-required-topology: a pod set has one of them",
    ]],
    ['a level with a blank', job({ [REQUIRED]: 'the rack' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-required-topology']: got 'the rack'; write a node label of a level of the Topology, such as kubernetes.io/hostname",
    ]],
    ['neither true nor false', job({ [UNCONSTRAINED]: 'yes' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']: got 'yes'; write 'true'",
    ]],
    ['a slice without a size', job({ [SLICE]: 'rack' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-slice-size']: write how many pods a slice has",
    ]],
    ['a size without a slice', job({ [SIZE]: '2' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-slice-size']: got '2'; add kueue.x-k8s.io/podset-slice-required-topology: it says where a slice stands",
    ]],
    ['a size of none', job({ [SLICE]: 'rack', [SIZE]: '0' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-slice-size']: got '0'; write a whole number in quotes, '1' or more",
    ]],
    ['a size above the pods', job({ [SLICE]: 'rack', [SIZE]: '5' }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-slice-size']: got '5'; write at most '4': that is how many pods there are",
    ]],
    ['layers and a slice', job({ [SLICE]: 'rack', [SIZE]: '2', [LAYERS]: '[{"topology": "rack", "size": 2}]' }), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'[{"topology": "rack", "size": 2}]\'; remove it, or kueue.x-k8s.io/podset-slice-required-topology and kueue.x-k8s.io/podset-slice-size',
    ]],
    ['layers that are no JSON', layers('rack: 2'), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'rack: 2\'; write a list in JSON: [{"topology": "example.com/rack", "size": 4}]',
    ]],
    ['no layer', layers('[]'), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-slice-required-topology-constraints']: got '[]'; write 1 to 3 layers",
    ]],
    ['a layer without a topology', layers('[{"size": 2}]'), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'[{"size": 2}]\'; write a node label as topology of each layer',
    ]],
    ['a layer without a size', layers('[{"topology": "rack"}]'), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'[{"topology": "rack"}]\'; write a size of 1 or more in each layer',
    ]],
    ['a layer twice', layers('[{"topology": "rack", "size": 2}, {"topology": "rack", "size": 1}]'), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'[{"topology": "rack", "size": 2}, {"topology": "rack", "size": 1}]\'; write each topology once: rack is there twice',
    ]],
    ['layers that do not divide', layers('[{"topology": "rack", "size": 4}, {"topology": "host", "size": 3}]'), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'[{"topology": "rack", "size": 4}, {"topology": "host", "size": 3}]\'; write sizes that divide the one before: 3 does not divide 4',
    ]],
    ['a layer above the pods', layers('[{"topology": "rack", "size": 8}]'), [
      'error KUEUE_TOPOLOGY spec.template.metadata.annotations[\'kueue.x-k8s.io/podset-slice-required-topology-constraints\']: got \'[{"topology": "rack", "size": 8}]\'; write a first size of at most 4: that is how many pods there are',
    ]],
    ['an elastic Job', job({ [REQUIRED]: 'rack' }, { ...queued, annotations: { [key('elastic-job')]: 'true' } }), [
      "error KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-required-topology']: got 'rack'; remove it or elastic-job: an elastic Job takes kueue.x-k8s.io/podset-unconstrained-topology alone",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('groups of templates', () => {
  test.each<Row>([
    ['of one', jobSet(replicated('leader', together())), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; give it to two pod templates: 1 has it",
    ]],
    ['of three', jobSet(replicated('a', together()), replicated('b', together()), replicated('c', together())), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; give it to two pod templates: 3 have it",
    ]],
    ['of many and many', jobSet(replicated('a', together(), 2), replicated('b', together(), 4)), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; give it to a template with one pod and another: these have 2 and 4 pods",
    ]],
    ['at two places', jobSet(replicated('a', together()), replicated('b', together({ [REQUIRED]: 'block' }))), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; write the same required or preferred topology in both templates of the group",
    ]],
    ['required here and preferred there', jobSet(replicated('a', together()), replicated('b', together({ [PREFERRED]: 'rack' }))), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; write the same required or preferred topology in both templates of the group",
    ]],
    ['without a place', jobSet(replicated('a', together({})), replicated('b', together())), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; add kueue.x-k8s.io/podset-required-topology or kueue.x-k8s.io/podset-preferred-topology: they say where the group stands",
    ]],
    ['with slices', jobSet(replicated('a', together({ [REQUIRED]: 'block', [SLICE]: 'rack', [SIZE]: '1' })), replicated('b', together())), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got 'together'; remove it or the slices: pod sets in a group have none",
    ]],
    ['called by a number', jobSet(replicated('a', { [GROUP]: '7', [REQUIRED]: 'rack' }), replicated('b', { [GROUP]: '7', [REQUIRED]: 'rack' })), [
      "error KUEUE_TOPOLOGY spec.replicatedJobs[0].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got '7'; write a word: the name is no number",
      "error KUEUE_TOPOLOGY spec.replicatedJobs[1].template.spec.template.metadata.annotations['kueue.x-k8s.io/podset-group-name']: got '7'; write a word: the name is no number",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('where each kind keeps its pods', () => {
  const wrong = { [UNCONSTRAINED]: 'maybe' };
  const container = { containers: [{ name: 'main', image: 'main:1' }] };
  const template = { metadata: { annotations: wrong }, spec: container };
  const app = { metadata: { labels: { app: 'a' }, annotations: wrong }, spec: container };
  const place = (input: Manifest) => found(input, { frameworks: ALL }).filter(line => line.includes('KUEUE')).map(line => line.slice(0, line.indexOf(': got')));
  const ALL = ['kubeflow.org/mpijob', 'kubeflow.org/pytorchjob', 'ray.io/rayjob', 'ray.io/rayservice', 'leaderworkerset.x-k8s.io/leaderworkerset', 'pod', 'deployment', 'batch/job'];
  test.each<[string, Manifest, string[]]>([
    ['a Pod', object('v1', 'Pod', container, { ...queued, annotations: wrong }), [
      "error KUEUE_TOPOLOGY metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['an MPIJob', object('kubeflow.org/v2beta1', 'MPIJob', { mpiReplicaSpecs: { Launcher: { template }, Worker: { replicas: 1, template } } }, queued), [
      "error KUEUE_TOPOLOGY spec.mpiReplicaSpecs.Launcher.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
      "error KUEUE_TOPOLOGY spec.mpiReplicaSpecs.Worker.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a PyTorchJob', object('kubeflow.org/v1', 'PyTorchJob', { pytorchReplicaSpecs: { Worker: { template } } }, queued), [
      "error KUEUE_TOPOLOGY spec.pytorchReplicaSpecs.Worker.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a RayJob', object('ray.io/v1', 'RayJob', { rayClusterSpec: { headGroupSpec: { template }, workerGroupSpecs: [{ groupName: 'a', template }] } }, {}), [
      "error KUEUE_TOPOLOGY spec.rayClusterSpec.headGroupSpec.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
      "error KUEUE_TOPOLOGY spec.rayClusterSpec.workerGroupSpecs[0].template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a RayService', object('ray.io/v1', 'RayService', { rayClusterConfig: { headGroupSpec: { template } } }, {}), [
      "error KUEUE_TOPOLOGY spec.rayClusterConfig.headGroupSpec.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a LeaderWorkerSet', object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', { leaderWorkerTemplate: { size: 2, leaderTemplate: template, workerTemplate: template } }, {}), [
      "error KUEUE_TOPOLOGY spec.leaderWorkerTemplate.leaderTemplate.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
      "error KUEUE_TOPOLOGY spec.leaderWorkerTemplate.workerTemplate.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a Deployment, whose pods are refused', object('apps/v1', 'Deployment', { selector: { matchLabels: { app: 'a' } }, template: app }, {}), [
      "warning KUEUE_TOPOLOGY spec.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a CronJob, whose Jobs are refused', object('batch/v1', 'CronJob', { schedule: '0 3 * * *', jobTemplate: { spec: { template } } }, {}), [
      "warning KUEUE_TOPOLOGY spec.jobTemplate.spec.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
    ['a TFJob, whose pods are refused', object('kubeflow.org/v1', 'TFJob', { tfReplicaSpecs: { Worker: { template } } }, {}), [
      "warning KUEUE_TOPOLOGY spec.tfReplicaSpecs.Worker.template.metadata.annotations['kueue.x-k8s.io/podset-unconstrained-topology']",
    ]],
  ])('%s', (_, input, lines) => {
    expect(place(input)).toEqual(lines);
  });
});
