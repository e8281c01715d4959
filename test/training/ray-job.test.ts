import { Duration, JsonPatch } from 'cdk8s';
import type { PlatformProps, RayClusterProps, RayOptions, TrainingJobProps } from '../../lib';
import {
  Accelerator, Cloud, CleanPodPolicy, Framework, Queue, RayAutoscalerVersion, RayCluster, RayDeletion, RayFaultTolerance, RayOutcome, RaySubmissionMode,
  RestartPolicy, Storage, TrainingJob,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const stackWith = (options: RayOptions = {}, props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => {
  const stack = testStack(platform);
  const construct = new TrainingJob(stack, props.name ?? 'train', { image: 'acme/ray:1', command: ['python', 'train.py'], framework: Framework.ray(options), ...props });
  return { stack, construct };
};
const rayJob = (options: RayOptions = {}, props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => find(synth(stackWith(options, props, platform).stack), 'RayJob');

test('a cluster of its own, which goes with the job: a head that does no work, and workers', () => {
  const manifests = synth(stackWith({ rayVersion: '2.52.0' }, { workers: 2, accelerator: Accelerator.nvidia('H100', 8) }).stack);
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'ServiceAccount/train', 'RayJob/train', 'NetworkPolicy/train-network']);
  const { rayClusterSpec: { headGroupSpec, workerGroupSpecs, ...cluster }, submitterPodTemplate, ...spec } = find(manifests, 'RayJob').spec;
  expect(spec).toEqual({ entrypoint: 'python train.py', shutdownAfterJobFinishes: true, backoffLimit: 3 });
  expect(cluster).toEqual({ rayVersion: '2.52.0' });
  const [head] = headGroupSpec.template.spec.containers;
  expect(headGroupSpec.rayStartParams).toEqual({ 'num-cpus': '0' });
  expect(head).toMatchObject({
    name: 'ray-head', image: 'acme/ray:1', resources: { limits: { memory: '4Gi' } },
    ports: [{ name: 'gcs-server', containerPort: 6379 }, { name: 'dashboard', containerPort: 8265 }, { name: 'client', containerPort: 10001 }],
  });
  expect(head).not.toHaveProperty('command');
  expect(head.resources.limits).not.toHaveProperty('nvidia.com/gpu');
  expect(workerGroupSpecs).toEqual([expect.objectContaining({ groupName: 'workers', replicas: 2, minReplicas: 2, maxReplicas: 2 })]);
  expect(workerGroupSpecs[0].template.spec.containers[0]).toMatchObject({ name: 'ray-worker', resources: { limits: { 'nvidia.com/gpu': '8' } } });
  for (const { spec: pod } of [headGroupSpec.template, workerGroupSpecs[0].template, submitterPodTemplate]) {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 100 } });
  }
});

test('the pod that submits is hardened, and KubeRay fills in its command', () => {
  const { submitterPodTemplate: { spec } } = rayJob().spec;
  expect(spec.restartPolicy).toBe('Never');
  expect(spec.containers).toEqual([expect.objectContaining({ name: 'ray-job-submitter', image: 'acme/ray:1', securityContext: expect.objectContaining({ allowPrivilegeEscalation: false }) })]);
  expect(spec.containers[0]).not.toHaveProperty('command');
});

test('a submitter beside the head is one that the namespace must let in', () => {
  const { stack } = stackWith({ submissionMode: RaySubmissionMode.SIDECAR });
  expect(find(synth(stack), 'RayJob').spec).not.toHaveProperty('submitterPodTemplate');
  expect(stack.podSecurity).toBe('baseline');
});

test('the operator reaches the dashboard through the NetworkPolicy', () => {
  expect(find(synth(stackWith().stack), 'NetworkPolicy').spec.ingress).toContainEqual({ from: [{ namespaceSelector: {} }], ports: [{ port: 8265, protocol: 'TCP' }] });
});

test.each<[string[], string]>([
  [['python', 'train.py', '--lr=3e-4', 's3://bucket/data'], 'python train.py --lr=3e-4 s3://bucket/data'],
  [['python', '-c', 'print("a b")'], 'python -c \'print("a b")\''],
  [['echo', "it's", '$HOME', '', 'a;b', '*'], "echo 'it'\\''s' '$HOME' '' 'a;b' '*'"],
])('%j is one line of shell', (command, entrypoint) => {
  expect(rayJob({}, { command }).spec.entrypoint).toBe(entrypoint);
});

test('everything set is in the YAML', () => {
  const { metadata, spec } = rayJob({
    entrypoint: 'python $SCRIPT', entrypointNumCpus: 1, entrypointNumGpus: 0.5, entrypointResources: { tpu: 4 }, jobId: 'job-1', metadata: { team: 'a' }, submitterBackoffLimit: 1,
    preRunningDeadline: Duration.minutes(5), runtimeEnv: { pip: ['torch==2.9.0'], envVars: { KEY: 'a: b' }, workingDir: 's3://bucket/code.zip', config: { setup_timeout_seconds: 600 } },
    autoscaling: { version: RayAutoscalerVersion.V2 }, minWorkers: 1, maxWorkers: 8,
    groups: { big: { replicas: 1, numOfHosts: 4, idleTimeout: Duration.minutes(1) } },
    head: { env: {}, ports: { dashboard: 8266, serve: 8000 } },
  }, { command: undefined, workers: 2, deadline: Duration.hours(1), backoffLimit: 0, ttlAfterFinished: Duration.minutes(1), queue: Queue.fromVolcanoQueueName('research') }, { volcano: true });
  expect(metadata.labels).toMatchObject({ 'ray.io/scheduler-name': 'volcano', 'volcano.sh/queue-name': 'research' });
  expect(spec).toMatchObject({
    entrypoint: 'python $SCRIPT', entrypointNumCpus: 1, entrypointNumGpus: 0.5, entrypointResources: '{"tpu":4}', jobId: 'job-1', metadata: { team: 'a' }, submitterConfig: { backoffLimit: 1 },
    preRunningDeadlineSeconds: 300, activeDeadlineSeconds: 3600, backoffLimit: 0, ttlSecondsAfterFinished: 60, shutdownAfterJobFinishes: true,
    runtimeEnvYAML: 'working_dir: s3://bucket/code.zip\npip:\n  - torch==2.9.0\nenv_vars:\n  KEY: "a: b"\nconfig:\n  setup_timeout_seconds: 600\n',
    rayClusterSpec: {
      enableInTreeAutoscaling: true,
      workerGroupSpecs: [{ groupName: 'workers', replicas: 2, minReplicas: 1, maxReplicas: 8 }, { groupName: 'big', numOfHosts: 4, minReplicas: 0, maxReplicas: 1, idleTimeoutSeconds: 60 }],
    },
  });
  expect(spec.rayClusterSpec.headGroupSpec.template.spec.containers[0].ports).toEqual([
    { name: 'gcs-server', containerPort: 6379 }, { name: 'client', containerPort: 10001 }, { name: 'dashboard', containerPort: 8266 }, { name: 'serve', containerPort: 8000 },
  ]);
});

test('the autoscaler may ask the API server, and is hardened', () => {
  const { rayClusterSpec } = rayJob({ autoscaling: {} }).spec;
  expect(rayClusterSpec.headGroupSpec.template.spec.automountServiceAccountToken).toBe(true);
  expect(rayClusterSpec.workerGroupSpecs[0].template.spec.automountServiceAccountToken).toBe(false);
  expect(rayClusterSpec.autoscalerOptions).toMatchObject({ resources: { limits: { memory: '512Mi' } }, securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true } });
});

test('the machines of a slice of TPUs come and go together', () => {
  const accelerator = Accelerator.tpu('tpu-v5-lite-podslice', '4x4');
  const cloud = { cloud: Cloud.GKE };
  const groups = (options: RayOptions, props: Partial<TrainingJobProps> = {}) => {
    const { stack, construct } = stackWith(options, props, cloud);
    const { workerGroupSpecs } = find(synth(stack), 'RayJob').spec.rayClusterSpec;
    return { chips: construct.totals.accelerators['google.com/tpu'], groups: workerGroupSpecs.map(({ groupName, replicas, numOfHosts }: any) => [groupName, replicas, numOfHosts]) };
  };
  expect(groups({}, { accelerator })).toEqual({ chips: 16, groups: [['workers', 1, 4]] });
  expect(groups({}, { accelerator, workers: 8 })).toEqual({ chips: 32, groups: [['workers', 2, 4]] });
  expect(groups({ groups: { tpu: { accelerator, replicas: 2 } } })).toEqual({ chips: 32, groups: [['tpu', 2, 4]] });
  expect(problems(stackWith({ worker: { accelerator } }, { workers: 6 }, cloud).stack)).toEqual([
    '[mlops/train] COUNT_RANGE workers: got 6; a slice of this topology has 4 machines, each with one pod; use a multiple',
  ]);
});

test('where a GitOps tool keeps the RayJob, its cluster may still go in time', () => {
  const { stack } = stackWith({}, { ttlAfterFinished: Duration.hours(1) }, { gitOps: true });
  expect(find(synth(stack), 'RayJob').spec).toMatchObject({ shutdownAfterJobFinishes: true, ttlSecondsAfterFinished: 3600 });
});

test('rules about what goes take the place of the default', () => {
  const { spec } = rayJob({ deletionRules: [{ policy: RayDeletion.JOB, on: RayOutcome.JOB_FAILED, after: Duration.days(1) }] });
  expect(spec.deletionStrategy).toEqual({ deletionRules: [{ policy: 'DeleteSelf', condition: { jobDeploymentStatus: 'Failed', ttlSeconds: 86400 } }] });
  expect(spec).not.toHaveProperty('shutdownAfterJobFinishes');
});

const cluster = (props: Partial<RayClusterProps> = {}, platform: PlatformProps = {}) => {
  const stack = testStack(platform);
  const construct = new RayCluster(stack, props.name ?? 'shared', { image: 'acme/ray:1', ...props });
  return { stack, construct };
};

test('a RayCluster stays, and jobs run on it by reference', () => {
  const { stack, construct } = cluster({ workers: 2, rayVersion: '2.52.0' });
  new TrainingJob(stack, 'nightly', { framework: Framework.ray({ cluster: construct }), image: 'acme/ray:1', command: ['python', 'nightly.py'] });
  const manifests = synth(stack);
  expect(find(manifests, 'RayCluster').spec.workerGroupSpecs).toEqual([expect.objectContaining({ groupName: 'workers', replicas: 2 })]);
  const { submitterPodTemplate, ...spec } = find(manifests, 'RayJob').spec;
  expect(spec).toEqual({ entrypoint: 'python nightly.py', clusterSelector: { 'ray.io/cluster': 'shared' } });
  expect(submitterPodTemplate.spec.containers).toHaveLength(1);
  expect(find(manifests, 'NetworkPolicy', 'shared-network').spec.ingress).toHaveLength(3);
});

test('patches survive', () => {
  const { stack, construct } = stackWith();
  construct.apiObject.addJsonPatch(JsonPatch.add('/spec/futureField', 'x'));
  expect(find(stack.toJson(), 'RayJob').spec.futureField).toBe('x');
  const other = cluster();
  other.construct.apiObject.addJsonPatch(JsonPatch.add('/spec/futureField', 'x'));
  expect(find(other.stack.toJson(), 'RayCluster').spec.futureField).toBe('x');
});

const shared = RayCluster.fromRayClusterName('c');
test.each<[string, RayOptions, Partial<TrainingJobProps>, string[]]>([
  ['what it has no place for', {}, { completions: 2, fatalExitCodes: [1], gang: {}, cleanPodPolicy: CleanPodPolicy.ALL }, [
    "FIELD_IGNORED cleanPodPolicy: got 'All'; a RayJob takes its cluster away; see shutdownAfterJobFinishes and deletionRules of Framework.ray",
    'FIELD_IGNORED completions: got 2; a RayJob runs one program, which hands out its work itself; leave it out',
    "FIELD_IGNORED fatalExitCodes: got '1'; Ray does not tell exit codes; use backoffLimit: 0 to fail at once",
    "FIELD_IGNORED gang: got '{}'; KubeRay starts pods one by one; use a queue of Kueue or Volcano, which starts all or none",
  ]],
  ['two programs', { entrypoint: 'x' }, {}, ["ALTERNATIVES_CONFLICT framework entrypoint: got 'x'; the driver runs one program; remove it, or `command` and `args`"]],
  ['no program', {}, { command: undefined }, ["TRAINING_COMMAND_MISSING command: Ray has nothing to run: give the command, e.g. ['python', 'train.py']"]],
  ['a program where a person submits', { submissionMode: RaySubmissionMode.INTERACTIVE, submitter: {} }, { backoffLimit: 2 }, [
    "FIELD_IGNORED command: got 'python train.py'; in InteractiveMode a person submits the program; leave it out",
    'FIELD_IGNORED framework submitter: in InteractiveMode no pod submits; leave it out',
    'RAY_JOB_MODE backoffLimit: got 2; write 0: in InteractiveMode a job is not tried again',
  ]],
  ['tries of a submitter where there is none', { submissionMode: RaySubmissionMode.HTTP, submitterBackoffLimit: 4 }, {}, [
    'FIELD_IGNORED framework submitterBackoffLimit: got 4; in HTTPMode no pod submits; leave it out',
  ]],
  ['a queue of Volcano without Volcano', {}, { queue: Queue.fromVolcanoQueueName('q') }, [
    "PLATFORM_UNSUPPORTED queue: got 'q'; without the Volcano scheduler the pods wait for ever; declare Platform volcano: true",
  ]],
  ['a submitter where there is none', { submissionMode: RaySubmissionMode.HTTP, submitter: {} }, {}, [
    'RAY_JOB_IGNORED framework submitter: remove it: in HTTPMode the operator submits the job itself',
  ]],
  ['numbers', {
    entrypointNumCpus: -1, entrypointResources: { x: -2 }, submitterBackoffLimit: -1, preRunningDeadline: Duration.seconds(0), deletionRules: [], rayVersion: 'latest', minWorkers: 1, maxWorkers: 3,
  }, {}, [
    'COUNT_RANGE framework deletionRules: at least one rule, or leave it out',
    'COUNT_RANGE framework entrypointNumCpus: got -1; 0 or more',
    'COUNT_RANGE framework entrypointResources.x: got -2; 0 or more',
    'COUNT_RANGE framework submitterBackoffLimit: got -1; 0 or more tries',
    "DURATION_RANGE framework preRunningDeadline: got '0s'; from one second to 68 years",
    'FIELD_IGNORED framework maxWorkers: got 3; the number of workers is fixed; set `autoscaling`',
    'FIELD_IGNORED framework minWorkers: got 1; the number of workers is fixed; set `autoscaling`',
    "VALUE_MALFORMED framework rayVersion: got 'latest'; a version of Ray, e.g. '2.52.0'",
  ]],
  ['groups', { head: { replicas: 2 }, worker: {}, minWorkers: 2, groups: { Big: { replicas: -1, numOfHosts: 0, idleTimeout: Duration.seconds(1) } } }, {}, [
    'COUNT_RANGE framework groups.Big.numOfHosts: got 0; 1 or more',
    'COUNT_RANGE framework groups.Big.replicas: got -1; from 0 to 10000 pods',
    "FIELD_IGNORED framework groups.Big.idleTimeout: got '1 second'; the number of workers is fixed; set `autoscaling`",
    'FIELD_IGNORED framework head.replicas: got 2; there is exactly one; leave it out',
    'FIELD_IGNORED framework minWorkers: got 2; with `groups` alone there is no group of this kind; set `workers`, or say it in a group',
    "FIELD_IGNORED framework worker: got 'pods'; with `groups` alone there is no group of this kind; set `workers`, or say it in a group",
    "NAME_INVALID framework groups.Big: got 'Big'; pods are named after it: use at most 50 lower-case letters, digits and -",
  ]],
  ['two groups of one name', { groups: { workers: {} } }, { workers: 2 }, [
    'ALTERNATIVES_CONFLICT framework groups.workers: got 2; `workers` makes a group of this name; choose another, or leave out `workers`',
  ]],
  ['bounds', { autoscaling: {}, groups: { g: { minReplicas: 3, maxReplicas: 2 } } }, {}, ['RAY_REPLICAS framework groups.g.minReplicas: got 3; write at most 2, as maxReplicas says']],
  ['what goes when', { deletionRules: [{ policy: RayDeletion.CLUSTER, on: RayOutcome.FAILED, after: Duration.seconds(9) }, { policy: RayDeletion.JOB, on: RayOutcome.FAILED }] }, {}, [
    'RAY_JOB_DELETION framework deletionRules: raise ttlSeconds of DeleteSelf to 9 or lower that of DeleteCluster (job FAILED): it comes after',
  ]],
  ['a time after which nothing goes', { shutdownAfterJobFinishes: false }, { ttlAfterFinished: Duration.hours(1) }, [
    'RAY_JOB_SHUTDOWN framework shutdownAfterJobFinishes: got false; write true: ttlSecondsAfterFinished says when that happens',
  ]],
  ['pods of a cluster that exists', { cluster: shared, rayVersion: '2.9.0', head: {} }, {
    workers: 2, backoffLimit: 1, accelerator: Accelerator.nvidia(), data: [Storage.existingClaim('x').at('/d')], queue: Queue.fromQueueName('q'),
  }, [
    'FIELD_IGNORED accelerator: the cluster c has its pods already; say it there',
    'FIELD_IGNORED data: the cluster c has its pods already; say it there',
    'FIELD_IGNORED framework head: the cluster c has its pods already; say it there',
    "FIELD_IGNORED framework rayVersion: got '2.9.0'; the cluster c has its pods already; say it there",
    "FIELD_IGNORED queue: got 'q'; a job on a cluster that exists does not wait; give the queue to the cluster c",
    'FIELD_IGNORED workers: got 2; the cluster c has its pods already; say it there',
    'RAY_JOB_MODE backoffLimit: got 1; write 0: a job on a selected cluster is not tried again',
  ]],
  ['autoscaling in a queue of Kueue', { autoscaling: {} }, { queue: Queue.fromQueueName('q') }, [
    "KUEUE_RAY framework autoscaling: got true; write false, or the annotation kueue.x-k8s.io/elastic-job: 'true': in a queue the size is fixed",
  ]],
  ['an address', { faultTolerance: RayFaultTolerance.redis('a b') }, {}, ["URI_INVALID framework faultTolerance: got 'a b'; use the address of a server, e.g. 'redis:6379'"]],
  ['resources said twice', { headStartParams: { 'num-cpus': '1' }, headLogicalResources: { CPU: '1' } }, {}, [
    "RAY_START_PARAMS framework headStartParams.num-cpus: got '1'; remove it: the head group says its resources in the field resources already",
  ]],
  ['policies of pods', { autoscaling: { version: RayAutoscalerVersion.V2 } }, { restartPolicy: RestartPolicy.EXIT_CODE }, [
    "PLATFORM_UNSUPPORTED restartPolicy: got 'ExitCode'; use RestartPolicy.NEVER or ON_FAILURE; leave it out for the safe one",
  ]],
])('%s is a problem', (_, options, props, lines) => {
  expect(problems(stackWith(options, props, { kueue: true }).stack)).toEqual(lines.map(line => `[mlops/train] ${line}`));
});

test('a name too long for what KubeRay makes of it is a problem', () => {
  const name = 'a'.repeat(47);
  expect(problems(stackWith({}, { name }).stack)).toEqual([]);
  expect(problems(stackWith({}, { name: `${name}b` }).stack)).toEqual([expect.stringContaining('NAME_TOO_LONG')]);
});

test.each<[string, Partial<RayClusterProps>, string[]]>([
  ['numbers', { workers: 0, head: { replicas: 2, image: 'A' } }, [
    'COUNT_RANGE workers: got 0; from 1 to 10000 pods',
    'FIELD_IGNORED head.replicas: got 2; there is exactly one; leave it out',
    "IMAGE_INVALID head.image: got 'A'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces",
  ]],
  ['a queue of Volcano without Volcano', { queue: Queue.fromVolcanoQueueName('q') }, [
    "PLATFORM_UNSUPPORTED queue: got 'q'; without the Volcano scheduler the pods wait for ever; declare Platform volcano: true",
  ]],
  ['a queue that nobody reads', { queue: Queue.fromQueueName('q') }, [
    "PLATFORM_UNSUPPORTED queue: got 'q'; without Kueue nothing reads the label and the cluster starts at once; declare Platform kueue: true",
  ]],
  ['bounds', { autoscaling: {}, workers: 2, minWorkers: 3, maxWorkers: 1 }, ['RAY_REPLICAS minWorkers: got 3; write at most 1, as maxReplicas says']],
])('of a RayCluster, %s: a problem', (_, props, lines) => {
  expect(problems(cluster(props).stack)).toEqual(lines.map(line => `[mlops/shared] ${line}`));
});
