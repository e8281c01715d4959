import type { Row } from './queueing';
import { found, key, object, pod } from './queueing';
import type { Manifest } from '../../../../lib/check';

const queued = (labels: object = {}, annotations: object = {}) => ({ labels: { [key('queue-name')]: 'gpu', ...labels }, annotations });
const annotated = (annotations: object) => queued({}, annotations);
const job = (spec: object = {}, metadata: object = queued()) => object('batch/v1', 'Job', { template: pod(), ...spec }, metadata);
const deployment = (metadata: object = queued(), annotations?: object): Manifest => object('apps/v1', 'Deployment', {
  selector: { matchLabels: { app: 'a' } }, template: { metadata: { labels: { app: 'a' }, annotations }, spec: { containers: [{ name: 'a', image: 'a:1' }] } },
}, metadata);
const cronJob = (metadata: object, jobMetadata: object = {}, template: object = pod()) =>
  object('batch/v1', 'CronJob', { schedule: '0 3 * * *', jobTemplate: { metadata: jobMetadata, spec: { template } } }, metadata);
const pytorch = (metadata: object = queued()) => object('kubeflow.org/v1', 'PyTorchJob', {
  pytorchReplicaSpecs: { Master: { replicas: 1, template: { spec: { containers: [{ name: 'pytorch', image: 'a:1' }] } } } },
}, metadata);
const jaxJob = (metadata: object) => object('kubeflow.org/v1', 'JAXJob', { jaxReplicaSpecs: { Worker: { replicas: 1, template: { spec: { containers: [{ name: 'jax', image: 'a:1' }] } } } } }, metadata);
const plainPod = (labels: object = {}, annotations: object = {}) => object('v1', 'Pod', { containers: [{ name: 'a', image: 'a:1' }] }, queued(labels, annotations));
const head = { headGroupSpec: { template: { spec: { containers: [{ name: 'head', image: 'ray:1' }] } } } };
const worker = (groupName: string) => ({ groupName, replicas: 1, template: { spec: { containers: [{ name: 'w', image: 'ray:1' }] } } });
const rayCluster = (spec: object = {}, metadata: object = queued()) => object('ray.io/v1', 'RayCluster', { ...head, ...spec }, metadata);
const rayJob = (spec: object, metadata: object = queued()) => object('ray.io/v1', 'RayJob', { entrypoint: 'a', ...spec }, metadata);

test.each<Row>([
  ['a Job', job(), []],
  ['a Job with all that Kueue reads', job({ parallelism: 4, completions: 4, completionMode: 'Indexed' }, queued(
    { [key('priority-class')]: 'high', [key('max-exec-time-seconds')]: '60', [key('prebuilt-workload-name')]: 'made.by-hand' },
    { [key('job-min-parallelism')]: '3', [key('job-completions-equal-parallelism')]: 'true', [key('admission-gated-by')]: 'a.b/c, d.e/f' },
  )), []],
  ['an elastic Job', job({ parallelism: 4 }, annotated({ [key('elastic-job')]: 'true' })), []],
  ['a Deployment', deployment(), []],
  ['a CronJob that labels its Jobs', cronJob({}, { labels: { [key('queue-name')]: 'gpu' } }), []],
  ['a pod of a group', plainPod({ [key('pod-group-name')]: 'g', [key('managed')]: 'true' }, { [key('pod-group-total-count')]: '2' }), []],
  ['a pod of a group that is an annotation', plainPod({}, { [key('pod-group-name')]: 'g', [key('pod-group-total-count')]: '2' }), []],
  ['a Ray cluster', rayCluster({ workerGroupSpecs: [worker('gpu')] }), []],
  ['an elastic Ray cluster', rayCluster({ enableInTreeAutoscaling: true }, annotated({ [key('elastic-job')]: 'true' })), []],
  ['a RayJob', rayJob({ shutdownAfterJobFinishes: true, rayClusterSpec: head }), []],
  ['an autoscaled Ray cluster outside a queue', rayCluster({ enableInTreeAutoscaling: true }, {}), []],
  ['labels that Kueue wrote', job({}, { labels: { [key('cluster-queue-name')]: 'c', [key('podset')]: 'main' } }), []],
])('%s has no problem', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

describe('queues without effect', () => {
  test.each<Row>([
    ['an integration that is off', pytorch(), [
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; add kubeflow.org/pytorchjob to integrations.frameworks of Kueue's configuration: it is not among them, so that this starts at once",
    ]],
    ['MPIJobs of the older kind', object('kubeflow.org/v1', 'MPIJob', {
      runPolicy: { cleanPodPolicy: 'Running' }, mpiReplicaSpecs: { Launcher: { replicas: 1, template: { spec: { containers: [{ name: 'a', image: 'a:1' }] } } } },
    }, queued()), [
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; Kueue does not manage this kind: use kubeflow.org/v2beta1",
    ]],
    ['a CronJob', cronJob(queued()), [
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; Kueue does not manage this kind: label the Jobs in spec.jobTemplate.metadata.labels",
    ]],
    ['a Volcano Job', object('batch.volcano.sh/v1alpha1', 'Job', { tasks: [{ name: 'a', replicas: 1, template: pod() }] }, queued()), [
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; Kueue does not manage this kind: use spec.queue, as Volcano has queues of its own",
    ]],
    ['a RayJob on a cluster that exists', rayJob({ clusterSelector: { 'ray.io/cluster': 'c' } }), [
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; label the RayCluster instead: Kueue leaves jobs on a cluster that exists alone",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });

  test('an integration that was switched on reads the label', () => {
    expect(found(pytorch(), { frameworks: ['kubeflow.org/pytorchjob'] })).toEqual([]);
  });

  test('an integration of others reads the label', () => {
    expect(found(cronJob(queued()), { frameworks: ['CronJob.v1.batch'] })).toEqual([]);
  });

  test('nobody reads it where Kueue is not installed, nor minds what it says', () => {
    expect(found(job({}, queued({ [key('queue-name')]: 'GPU', [key('max-exec-time-seconds')]: 'x' })), { installed: false })).toEqual([
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'GPU'; remove the label, or install Kueue: nobody reads it",
    ]);
  });

  test('an experiment does not hand its labels on', () => {
    const lines = found(object('kubeflow.org/v1beta1', 'Experiment', { trialTemplate: { trialSpec: {} } }, queued()));
    expect(lines.filter(line => line.includes('KUEUE'))).toEqual([
      "warning KUEUE_QUEUE_IGNORED metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; Kueue does not manage this kind: label the trials in spec.trialTemplate.trialSpec.metadata.labels",
    ]);
  });
});

describe('keys without effect', () => {
  test.each<Row>([
    ['a queue as an annotation', job({}, { annotations: { [key('queue-name')]: 'gpu' } }), [
      "warning KUEUE_KEY_IGNORED metadata.annotations['kueue.x-k8s.io/queue-name']: write it as a label: Kueue does not read the annotation",
    ]],
    ['half a key', job({}, { labels: { [key('queue')]: 'gpu' } }), [
      "warning KUEUE_KEY_IGNORED metadata.labels['kueue.x-k8s.io/queue']: did you mean 'kueue.x-k8s.io/queue-name'? Kueue knows no such key",
    ]],
    ['a misspelt key', job({ template: pod({ [key('podset-required-toplogy')]: 'rack' }) }), [
      "warning KUEUE_KEY_IGNORED spec.template.metadata.annotations['kueue.x-k8s.io/podset-required-toplogy']: did you mean 'kueue.x-k8s.io/podset-required-topology'? Kueue knows no such key",
    ]],
    ['a key of its own', job({}, { labels: { [key('team')]: 'a' } }), [
      "warning KUEUE_KEY_IGNORED metadata.labels['kueue.x-k8s.io/team']: remove it: Kueue knows no such key",
    ]],
    ['a topology beside the pods', job({}, annotated({ [key('podset-required-topology')]: 'rack' })), [
      "warning KUEUE_KEY_IGNORED metadata.annotations['kueue.x-k8s.io/podset-required-topology']: write it into the metadata of the pod template: Kueue reads it there",
    ]],
    ['an annotation as a label', job({}, queued({ [key('job-min-parallelism')]: '2' })), [
      "warning KUEUE_KEY_IGNORED metadata.labels['kueue.x-k8s.io/job-min-parallelism']: write it as an annotation: Kueue does not read the label",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('labels and annotations', () => {
  const indexed = { parallelism: 3, completions: 3, completionMode: 'Indexed' };
  const sync = annotated({ [key('job-completions-equal-parallelism')]: 'true' });
  test.each<Row>([
    ['a queue with a capital', job({}, queued({ [key('queue-name')]: 'GPU' })), [
      "error KUEUE_QUEUE_NAME metadata.labels['kueue.x-k8s.io/queue-name']: got 'GPU'; write the name of a LocalQueue: lower-case letters, digits, - and .",
    ]],
    ['an empty queue', deployment(queued({ [key('queue-name')]: '' })), [
      "error KUEUE_QUEUE_NAME metadata.labels['kueue.x-k8s.io/queue-name']: got ''; write the name of a LocalQueue: lower-case letters, digits, - and .",
    ]],
    ['the queue of a CronJob with a capital', cronJob({}, { labels: { [key('queue-name')]: 'GPU' } }), [
      "warning KUEUE_QUEUE_NAME spec.jobTemplate.metadata.labels['kueue.x-k8s.io/queue-name']: got 'GPU'; write the name of a LocalQueue: lower-case letters, digits, - and .",
    ]],
    ['no time', job({}, queued({ [key('max-exec-time-seconds')]: '0' })), [
      "error KUEUE_ANNOTATION metadata.labels['kueue.x-k8s.io/max-exec-time-seconds']: got '0'; write a whole number of seconds, 1 or more",
    ]],
    ['a time with a unit', job({}, queued({ [key('max-exec-time-seconds')]: '1h' })), [
      "error KUEUE_ANNOTATION metadata.labels['kueue.x-k8s.io/max-exec-time-seconds']: got '1h'; write a whole number of seconds, 1 or more",
    ]],
    ['a workload with a capital', job({}, queued({ [key('prebuilt-workload-name')]: 'Mine' })), [
      "error KUEUE_ANNOTATION metadata.labels['kueue.x-k8s.io/prebuilt-workload-name']: got 'Mine'; write the name of a Workload: lower-case letters, digits, - and .",
    ]],
    ['a workload with a capital, annotated', job({}, annotated({ [key('prebuilt-workload-name')]: 'Mine' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/prebuilt-workload-name']: got 'Mine'; write the name of a Workload: lower-case letters, digits, - and .",
    ]],
    ['as many pods as there are', job(indexed, annotated({ [key('job-min-parallelism')]: '3' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/job-min-parallelism']: got '3'; write 1 to 2: fewer than the 3 pods of the Job",
    ]],
    ['less than one pod', job({}, annotated({ [key('job-min-parallelism')]: '1' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/job-min-parallelism']: got '1'; remove it: the Job has one pod at a time, and there is nothing less",
    ]],
    ['pods in words', job(indexed, annotated({ [key('job-min-parallelism')]: 'two' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/job-min-parallelism']: got 'two'; write 1 to 2: fewer than the 3 pods of the Job",
    ]],
    ['fewer pods of an elastic Job', job(indexed, annotated({ [key('job-min-parallelism')]: '2', [key('elastic-job')]: 'true' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/job-min-parallelism']: got '2'; remove it or elastic-job: a Job is one or the other",
    ]],
    ['completions that differ', job({ ...indexed, completions: 9 }, sync), [
      'error KUEUE_ANNOTATION spec.completions: got 9; write 3, as parallelism says: the annotation job-completions-equal-parallelism wants it',
    ]],
    ['completions without indexes', job({ parallelism: 3, completions: 3 }, sync), [
      'error KUEUE_ANNOTATION spec.completionMode: write Indexed, or remove the annotation job-completions-equal-parallelism',
    ]],
    ['neither true nor false', job(indexed, annotated({ [key('job-completions-equal-parallelism')]: 'yes' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/job-completions-equal-parallelism']: got 'yes'; write 'true' or 'false'",
    ]],
    ['an elastic Deployment', deployment(annotated({ [key('elastic-job')]: 'true' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/elastic-job']: got 'true'; remove it: only Jobs and Ray kinds can be elastic",
    ]],
    ['a gate without a domain', job({}, annotated({ [key('admission-gated-by')]: 'budget' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/admission-gated-by']: got 'budget'; write different names such as example.com/gate, with commas between them, each of at most 63 characters",
    ]],
    ['a gate twice', job({}, annotated({ [key('admission-gated-by')]: 'a.b/c, a.b/c' })), [
      "error KUEUE_ANNOTATION metadata.annotations['kueue.x-k8s.io/admission-gated-by']: got 'a.b/c, a.b/c'; write different names such as example.com/gate, with commas between them, each of at most 63 characters",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });

  test('a JAXJob takes no workload made by hand', () => {
    expect(found(jaxJob(queued({ [key('prebuilt-workload-name')]: 'mine' })), { frameworks: ['kubeflow.org/jaxjob'] })).toEqual([
      "error KUEUE_ANNOTATION metadata.labels['kueue.x-k8s.io/prebuilt-workload-name']: got 'mine'; remove it: Kueue makes the Workload of a JAXJob itself",
    ]);
  });
});

describe('groups of pods', () => {
  test.each<Row>([
    ['without a number', plainPod({ [key('pod-group-name')]: 'g' }), [
      "error KUEUE_POD_GROUP metadata.annotations['kueue.x-k8s.io/pod-group-total-count']: write the number of pods in the group: Kueue waits for all of them",
    ]],
    ['without a name', plainPod({}, { [key('pod-group-total-count')]: '2' }), [
      "error KUEUE_POD_GROUP metadata.labels['kueue.x-k8s.io/pod-group-name']: name the group, or remove the annotation kueue.x-k8s.io/pod-group-total-count",
    ]],
    ['of none', plainPod({ [key('pod-group-name')]: 'g' }, { [key('pod-group-total-count')]: '0' }), [
      "error KUEUE_POD_GROUP metadata.annotations['kueue.x-k8s.io/pod-group-total-count']: got '0'; write a whole number in quotes, '1' or more",
    ]],
    ['with a capital', plainPod({ [key('pod-group-name')]: 'G' }, { [key('pod-group-total-count')]: '2' }), [
      "error KUEUE_POD_GROUP metadata.labels['kueue.x-k8s.io/pod-group-name']: got 'G'; use lower-case letters, digits, - and .",
    ]],
    ['with another workload', plainPod({ [key('pod-group-name')]: 'g', [key('prebuilt-workload-name')]: 'w' }, { [key('pod-group-total-count')]: '2' }), [
      "error KUEUE_POD_GROUP metadata.labels['kueue.x-k8s.io/prebuilt-workload-name']: got 'w'; write g, the name of the group: its Workload has the same",
    ]],
    ['that nobody manages', plainPod({ [key('managed')]: 'false' }), [
      "error KUEUE_POD_GROUP metadata.labels['kueue.x-k8s.io/managed']: got 'false'; remove it: Kueue writes 'true' here itself",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('Ray', () => {
  const many = Array.from({ length: 18 }, (_, i) => worker(`g${i}`));
  test.each<Row>([
    ['a cluster that grows', rayCluster({ enableInTreeAutoscaling: true }), [
      "error KUEUE_RAY spec.enableInTreeAutoscaling: got true; write false, or the annotation kueue.x-k8s.io/elastic-job: 'true': in a queue the size is fixed",
    ]],
    ['a cluster with too many groups', rayCluster({ workerGroupSpecs: many }), [
      'error KUEUE_RAY spec.workerGroupSpecs: 18 groups, at most 17 in a queue',
    ]],
    ['a cluster with two heads', rayCluster({ workerGroupSpecs: [worker('head')] }), [
      "error KUEUE_RAY spec.workerGroupSpecs[0].groupName: got 'head'; choose another: Kueue calls the head group so",
    ]],
    ['a job whose cluster stays', rayJob({ rayClusterSpec: head }), [
      'error KUEUE_RAY spec.shutdownAfterJobFinishes: write true: the cluster would keep the quota of the queue',
    ]],
    ['a job whose cluster grows', rayJob({ shutdownAfterJobFinishes: true, rayClusterSpec: { ...head, enableInTreeAutoscaling: true } }), [
      "error KUEUE_RAY spec.rayClusterSpec.enableInTreeAutoscaling: got true; write false, or the annotation kueue.x-k8s.io/elastic-job: 'true': in a queue the size is fixed",
    ]],
    ['a job with two clusters', rayJob({ rayClusterSpec: head, clusterSelector: { 'ray.io/cluster': 'c' } }), [
      'error KUEUE_RAY spec.clusterSelector: remove it or rayClusterSpec: a job in a queue has a cluster of its own',
    ]],
    ['a service that grows', object('ray.io/v1', 'RayService', { rayClusterConfig: { ...head, enableInTreeAutoscaling: true } }, queued()), [
      "error KUEUE_RAY spec.rayClusterConfig.enableInTreeAutoscaling: got true; write false, or the annotation kueue.x-k8s.io/elastic-job: 'true': in a queue the size is fixed",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});
