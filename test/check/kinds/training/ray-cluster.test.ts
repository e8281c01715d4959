import type { Row } from './jobs';
import { found } from './jobs';
import { cluster, env, head, job, pod, rule, rules, selecting, service, worker, workers } from './ray-objects';

test.each<Row>([
  ['a cluster', cluster(), []],
  ['an autoscaled cluster', cluster({
    ...head({ rayStartParams: { 'num-cpus': '0' }, labels: { zone: 'a' } }),
    enableInTreeAutoscaling: true,
    autoscalerOptions: { version: 'v2', idleTimeoutSeconds: 60 },
    workerGroupSpecs: [worker({ minReplicas: 0, maxReplicas: 4, replicas: undefined, idleTimeoutSeconds: 30, resources: { CPU: '2' } }), worker({ groupName: 'gpu', suspend: false })],
  }), []],
  ['state in Redis', cluster({ ...head(), gcsFaultToleranceOptions: { redisAddress: 'redis:6379' } }), []],
  ['state in Redis, the old way', cluster(env('RAY_REDIS_ADDRESS'), { annotations: { 'ray.io/ft-enabled': 'TRUE' } }), []],
  ['a login', cluster({ ...head(), rayVersion: '2.52.0', authOptions: { mode: 'token', secretName: 'login' } }), []],
  ['a cluster of its own version', cluster({ ...head(), upgradeStrategy: { type: 'Recreate' } }), []],
  ['a job with a cluster of its own', job({ shutdownAfterJobFinishes: true, ttlSecondsAfterFinished: 60, backoffLimit: 1, suspend: true, runtimeEnvYAML: 'pip: [torch]\nenv_vars: {A: b}' }), []],
  ['a job on another cluster', [cluster(), selecting({ submissionMode: 'HTTPMode' })], []],
  ['a job by hand', job({ submissionMode: 'InteractiveMode', entrypoint: undefined }), []],
  ['a job in the head pod', job({ submissionMode: 'SidecarMode' }, {}, head({}, { restartPolicy: 'Never' })), []],
  ['rules of deletion', rules([rule('DeleteWorkers', 0), rule('DeleteCluster', 60), rule('DeleteSelf', 60), rule('DeleteCluster', 5, { jobDeploymentStatus: 'Failed' })]), []],
  ['the older deletion', job({ deletionStrategy: { onSuccess: { policy: 'DeleteCluster' }, onFailure: { policy: 'DeleteNone' } } }), []],
  ['a service', service({ serveConfigV2: 'applications: []', upgradeStrategy: { type: 'NewCluster' } }, { annotations: { 'ray.io/initializing-timeout': '5m' } }), []],
  ['nothing but wrong types', cluster({ headGroupSpec: 7, workerGroupSpecs: ['x', { template: 3, replicas: 'y' }], autoscalerOptions: [], authOptions: 'z' }), []],
])('%s', (_, input, lines) => {
  expect(found(input).filter(line => !line.includes(' SCHEMA_'))).toEqual(lines);
});

describe('names', () => {
  test.each<Row>([
    ['a long cluster', cluster(head(), { name: `r${'x'.repeat(53)}` }), [
      "error RAY_NAME metadata.name: got 'rxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; use at most 53 characters: the names of pods and Services are made of it",
    ]],
    ['a cluster that starts with a digit', cluster(head(), { name: '1st' }), [
      "error RAY_NAME metadata.name: got '1st'; Services are named after it: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a long job', job({}, { name: `r${'x'.repeat(47)}` }), [
      "error RAY_NAME metadata.name: got 'rxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; use at most 47 characters: the names of pods and Services are made of it",
    ]],
    ['a long prefix', job({}, { name: undefined, generateName: `r${'x'.repeat(43)}` }), [
      "error RAY_NAME metadata.generateName: got 'rxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; use at most 42 characters: the names of pods and Services are made of it",
    ]],
    ['a long service', service({}, { name: `r${'x'.repeat(47)}` }), [
      "error RAY_NAME metadata.name: got 'rxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; use at most 47 characters: the names of pods and Services are made of it",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('groups', () => {
  test.each<Row>([
    ['no spec', cluster({}), [
      'error RAY_CONTAINERS spec.headGroupSpec: describe the head group, with a container: it runs Ray',
    ]],
    ['a head without a container', cluster({ headGroupSpec: { template: { spec: { containers: [] } } } }), [
      'error RAY_CONTAINERS spec.headGroupSpec.template.spec.containers: add a container to the head group: the first one runs Ray',
    ]],
    ['workers without a pod', cluster(workers(worker({ template: {} }))), [
      'error RAY_CONTAINERS spec.workerGroupSpecs[0].template.spec.containers: add a container to worker group cpu: the first one runs Ray',
    ]],
    ['fewer than none', cluster(workers(worker({ minReplicas: -1 }))), [
      'error RAY_REPLICAS spec.workerGroupSpecs[0].minReplicas: got -1; write 0 or more',
    ]],
    ['crossed bounds', cluster(workers(worker({ minReplicas: 3, maxReplicas: 2 }))), [
      'error RAY_REPLICAS spec.workerGroupSpecs[0].minReplicas: got 3; write at most 2, as maxReplicas says',
    ]],
    ['more than the most', cluster(workers(worker({ replicas: 5, maxReplicas: 2 }))), [
      'warning RAY_REPLICAS_IGNORED spec.workerGroupSpecs[0].replicas: got 5; write 0 to 2: the bounds hold, and 2 run',
    ]],
    ['less than the least', cluster(workers(worker({ replicas: 0, minReplicas: 2 }))), [
      'warning RAY_REPLICAS_IGNORED spec.workerGroupSpecs[0].replicas: got 0; write 2 or more: the bounds hold, and 2 run',
    ]],
    ['no number', cluster(workers(worker({ replicas: undefined }))), [
      'warning RAY_REPLICAS_IGNORED spec.workerGroupSpecs[0].replicas: write how many pods the group has: the default is 0, and no autoscaler adds any',
    ]],
    ['two of one name', cluster(workers(worker(), worker())), [
      "warning RAY_GROUP_TWICE spec.workerGroupSpecs[1].groupName: got 'cpu'; choose another: KubeRay tells pods of groups apart by this name, and deletes those too many",
    ]],
    ['resources twice', cluster(head({ rayStartParams: { 'num-gpus': '1' }, resources: { GPU: '1' } })), [
      "error RAY_START_PARAMS spec.headGroupSpec.rayStartParams.num-gpus: got '1'; remove it: the head group says its resources in the field resources already",
    ]],
    ['labels among the parameters', cluster(workers(worker({ rayStartParams: { labels: 'a=b' } }))), [
      'error RAY_START_PARAMS spec.workerGroupSpecs[0].rayStartParams.labels: move them to spec.workerGroupSpecs[0].labels, a map: KubeRay does not take them here',
    ]],
    ['a label with a blank', cluster(head({ labels: { zone: 'a b' } })), [
      "error RAY_GROUP_LABEL spec.headGroupSpec.labels.zone: got 'a b'; use at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit",
    ]],
    ['the key of a label with a blank', cluster(head({ labels: { 'the zone': 'a' } })), [
      "error RAY_GROUP_LABEL spec.headGroupSpec.labels['the zone']: got 'the zone'; write the key as [prefix/]name, with a name of at most 63 letters, digits, -, _ and .",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('fault tolerance', () => {
  const options = { gcsFaultToleranceOptions: { redisAddress: 'redis:6379' } };
  test.each<Row>([
    ['an annotation besides', cluster({ ...head(), ...options }, { annotations: { 'ray.io/ft-enabled': 'true' } }), [
      "error RAY_FAULT_TOLERANCE metadata.annotations['ray.io/ft-enabled']: remove the annotation: spec.gcsFaultToleranceOptions says it",
    ]],
    ['a namespace in an annotation', cluster({ ...head(), ...options }, { annotations: { 'ray.io/external-storage-namespace': 'a' } }), [
      "error RAY_FAULT_TOLERANCE metadata.annotations['ray.io/external-storage-namespace']: remove the annotation and write spec.gcsFaultToleranceOptions.externalStorageNamespace",
    ]],
    ['an address in a variable', cluster({ ...env('RAY_REDIS_ADDRESS'), ...options }), [
      'error RAY_FAULT_TOLERANCE spec.headGroupSpec.template.spec.containers[0].env[0]: remove the variable and write spec.gcsFaultToleranceOptions.redisAddress',
    ]],
    ['an address alone', cluster(env('RAY_REDIS_ADDRESS')), [
      'error RAY_FAULT_TOLERANCE spec.headGroupSpec.template.spec.containers[0].env[0]: remove the variable and write spec.gcsFaultToleranceOptions.redisAddress',
    ]],
    ['a password in a variable', cluster({ ...env('REDIS_PASSWORD'), ...options }), [
      'error RAY_FAULT_TOLERANCE spec.headGroupSpec.template.spec.containers[0].env[0]: remove the variable and write spec.gcsFaultToleranceOptions.redisPassword',
    ]],
    ['a password among the parameters', cluster({ ...head({ rayStartParams: { 'redis-password': '$REDIS' } }), ...options }), [
      "error RAY_FAULT_TOLERANCE spec.headGroupSpec.rayStartParams['redis-password']: remove it and write spec.gcsFaultToleranceOptions.redisPassword",
    ]],
    ['a user in a variable', cluster(env('REDIS_USERNAME')), [
      'error RAY_FAULT_TOLERANCE spec.headGroupSpec.template.spec.containers[0].env[0]: remove the variable and write spec.gcsFaultToleranceOptions.redisUsername',
    ]],
    ['a user among the parameters', cluster(head({ rayStartParams: { 'redis-username': 'ray' } })), [
      "error RAY_FAULT_TOLERANCE spec.headGroupSpec.rayStartParams['redis-username']: remove it and write spec.gcsFaultToleranceOptions.redisUsername",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('autoscaler', () => {
  const on = { enableInTreeAutoscaling: true };
  const second = { ...on, autoscalerOptions: { version: 'v2' } };
  test.each<Row>([
    ['its second version without it', cluster(env('RAY_enable_autoscaler_v2')), [
      "error RAY_AUTOSCALER spec.headGroupSpec.template.spec.containers[0].env[0]: got '1'; write spec.enableInTreeAutoscaling: true, or remove the variable",
    ]],
    ['its version in two places', cluster({ ...env('RAY_enable_autoscaler_v2', '0'), ...second }), [
      "error RAY_AUTOSCALER spec.headGroupSpec.template.spec.containers[0].env[0]: got '0'; remove the variable: spec.autoscalerOptions.version says it",
    ]],
    ['a negative time', cluster({ ...head(), autoscalerOptions: { idleTimeoutSeconds: -1 } }), [
      'error RAY_AUTOSCALER spec.autoscalerOptions.idleTimeoutSeconds: got -1; write 0 or more',
    ]],
    ['a negative time of a group', cluster({ ...workers(worker({ idleTimeoutSeconds: -1 })), ...second }), [
      'error RAY_AUTOSCALER spec.workerGroupSpecs[0].idleTimeoutSeconds: got -1; write 0 or more',
    ]],
    ['a time of a group that the first version does not know', cluster({ ...workers(worker({ idleTimeoutSeconds: 5 })), ...on }), [
      'error RAY_AUTOSCALER spec.workerGroupSpecs[0].idleTimeoutSeconds: got 5; write spec.autoscalerOptions.version: v2, which knows it, or use spec.autoscalerOptions.idleTimeoutSeconds',
    ]],
    ['the same with the variable', cluster({ ...env('RAY_enable_autoscaler_v2'), workerGroupSpecs: [worker({ idleTimeoutSeconds: 5 })], ...on }), []],
    ['a suspended group', cluster({ ...workers(worker({ suspend: true })), ...on }), [
      'error RAY_AUTOSCALER spec.workerGroupSpecs[0].suspend: got true; remove it: the autoscaler does not leave a group suspended',
    ]],
    ['a head that restarts', cluster({ ...head({}, { restartPolicy: 'Always' }), ...second }), [
      "error RAY_AUTOSCALER spec.headGroupSpec.template.spec.restartPolicy: got 'Always'; write Never or leave it out: version 2 of the autoscaler replaces pods",
    ]],
    ['workers that restart', cluster({ ...workers(worker({ template: pod({ restartPolicy: 'OnFailure' }) })), ...second }), [
      "error RAY_AUTOSCALER spec.workerGroupSpecs[0].template.spec.restartPolicy: got 'OnFailure'; write Never or leave it out: version 2 of the autoscaler replaces pods",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('logins', () => {
  const auth = (authOptions: object, rayVersion?: string) => cluster({ ...head(), rayVersion, authOptions });
  test.each<Row>([
    ['without a version', auth({ mode: 'token' }), [
      'error RAY_AUTH spec.rayVersion: write 2.52.0 or newer, in full: authOptions with mode token needs it',
    ]],
    ['of an old Ray', auth({ mode: 'token' }, '2.46.0'), [
      "error RAY_AUTH spec.rayVersion: got '2.46.0'; write 2.52.0 or newer, in full: authOptions with mode token needs it",
    ]],
    ['of half a version', auth({ mode: 'token' }, '3'), [
      "error RAY_AUTH spec.rayVersion: got '3'; write 2.52.0 or newer, in full: authOptions with mode token needs it",
    ]],
    ['with tokens of Kubernetes in an old Ray', auth({ mode: 'token', enableK8sTokenAuth: true }, '2.52.0'), [
      "error RAY_AUTH spec.rayVersion: got '2.52.0'; write 2.55.0 or newer, in full: authOptions with enableK8sTokenAuth needs it",
    ]],
    ['with two kinds of tokens', auth({ mode: 'token', enableK8sTokenAuth: true, secretName: 'login' }, '2.55.0'), [
      "error RAY_AUTH spec.authOptions.secretName: got 'login'; remove it: with enableK8sTokenAuth the token is that of the ServiceAccount",
    ]],
    ['without the mode', auth({ enableK8sTokenAuth: true }, '2.55.0'), [
      'error RAY_AUTH spec.authOptions.mode: write token: enableK8sTokenAuth is for that mode',
    ]],
    ['of a job', job({}, {}, { ...head(), rayVersion: '2.55.0', authOptions: { mode: 'token', enableK8sTokenAuth: true } }), [
      'error RAY_AUTH spec.rayClusterSpec.authOptions.enableK8sTokenAuth: got true; remove it: KubeRay does not know it for clusters of a RayJob yet',
    ]],
    ['of a service', service({ rayClusterConfig: { ...head(), rayVersion: '2.55.0', authOptions: { mode: 'token', enableK8sTokenAuth: true } } }), [
      'error RAY_AUTH spec.rayClusterConfig.authOptions.enableK8sTokenAuth: got true; remove it: KubeRay does not know it for a RayService yet',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

test('a cluster that a RayJob made has no upgrade strategy', () => {
  expect(found(cluster({ ...head(), upgradeStrategy: { type: 'Recreate' } }, { labels: { 'ray.io/originated-from-crd': 'RayJob' } }))).toEqual([
    "error RAY_UPGRADE_STRATEGY spec.upgradeStrategy.type: got 'Recreate'; remove it: the label ray.io/originated-from-crd says that a RayJob made the cluster",
  ]);
});

