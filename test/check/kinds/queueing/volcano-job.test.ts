import type { Row } from './queueing';
import { cluster, found, object, pod } from './queueing';

const task = (name: string | undefined, rest: object = {}) => ({ name, replicas: 2, template: pod(), ...rest });
const job = (spec: object = {}, metadata: object = {}) => object('batch.volcano.sh/v1alpha1', 'Job', { tasks: [task('a')], ...spec }, metadata);
const tasks = (...list: object[]) => job({ tasks: list });
const policies = (...list: object[]) => job({ policies: list });
const volumes = (...list: object[]) => job({ volumes: list });
const queue = (name: string, spec: object = {}) => cluster('scheduling.volcano.sh/v1beta1', 'Queue', spec, { name });
const claim = { accessModes: ['ReadWriteOnce'] };
const group = (spec: object) => object('scheduling.volcano.sh/v1beta1', 'PodGroup', { minMember: 1, ...spec });
const cpu = (resources: object) => tasks(task('a', { topologyPolicy: 'restricted', template: pod(undefined, { containers: [{ name: 'a', image: 'a:1', resources }] }) }));

test.each<Row>([
  ['one task', job(), []],
  ['tasks that wait for each other', tasks(task('a'), task('b', { dependsOn: { name: ['a'] } }), task('c', { dependsOn: { name: ['a', 'b'] } })), []],
  ['tasks without names', tasks(task(undefined), task('')), []],
  ['policies', policies({ event: 'PodFailed', action: 'RestartJob', timeout: '1h30m' }, { events: ['PodEvicted', 'PodEvicted'], action: 'AbortJob' }, { exitCode: 3 }), []],
  ['plugins', job({ plugins: { ssh: [], mpi: ['--port=23', '-master', 'a'], svc: ['--x'] } }), []],
  ['volumes', volumes({ mountPath: '/a', volumeClaimName: 'a' }, { mountPath: '/b', volumeClaim: claim }), []],
  ['partitions', tasks(task('a', { replicas: 4, minAvailable: 2, partitionPolicy: { totalPartitions: 2, partitionSize: 2, minPartitions: 1 } })), []],
  ['whole processors', cpu({ limits: { cpu: '2' } }), []],
  ['a leaf of the queues', [queue('a'), queue('b', { parent: 'a' }), job({ queue: 'b' })], []],
  ['the default queue', [queue('defaul'), job({ queue: 'default' })], []],
  ['a group', group({ networkTopology: { mode: 'soft', highestTierName: 'rack' } }), []],
  ['nothing but wrong types', job({ tasks: [7, { name: 3, replicas: 'x', policies: 'y', dependsOn: 4 }], policies: [5], plugins: 'z', volumes: 6 }), []],
])('%s: no problem', (_, input, lines) => {
  expect(found(input).filter(line => !line.includes(' SCHEMA_'))).toEqual(lines);
});

describe('tasks', () => {
  test.each<Row>([
    ['none', job({ tasks: undefined }), [
      'error VOLCANO_NO_TASK spec.tasks: add a task: name, replicas and template',
    ]],
    ['of one name', tasks(task('a'), task('a')), [
      "error VOLCANO_TASK_TWICE spec.tasks[1].name: got 'a'; choose another: a task has this name",
    ]],
    ['of the name that the webhook gives another', tasks(task('default1'), task(undefined)), [
      'error VOLCANO_TASK_TWICE spec.tasks[1].name: choose another: a task has this name',
    ]],
    ['without a number', tasks(task('a', { replicas: undefined })), [
      'warning VOLCANO_NO_REPLICAS spec.tasks[0].replicas: write how many pods the task has: there is no default, and none come',
    ]],
    ['of which more are needed', tasks(task('a', { minAvailable: 3 })), [
      'error VOLCANO_MIN_AVAILABLE spec.tasks[0].minAvailable: got 3; write at most 2, as replicas says',
    ]],
    ['of which more are needed in all', job({ minAvailable: 3 }), [
      'error VOLCANO_MIN_AVAILABLE spec.minAvailable: got 3; write at most 2: that is how many pods all tasks have',
    ]],
    ['with names that are too long', job({ tasks: [task('parameter-server')] }, { name: 'a-name-that-leaves-no-room-for-the-names-of-tasks' }), [
      "error VOLCANO_NAME metadata.name: got 'a-name-that-leaves-no-room-for-the-names-of-tasks'; use at most 44 characters: pods are called <job>-parameter-server-0 and the like",
    ]],
    ['in a circle', tasks(task('a', { dependsOn: { name: ['b'] } }), task('b', { dependsOn: { name: ['a'] } })), [
      'error VOLCANO_DEPENDS_ON spec.tasks[0].dependsOn.name: break the circle: tasks wait for each other',
    ]],
    ['that wait for themselves', tasks(task('a', { dependsOn: { name: ['a'] } })), [
      "error VOLCANO_DEPENDS_ON spec.tasks[0].dependsOn.name[0]: got 'a'; name another task: one that waits for itself never starts",
    ]],
    ['that wait for none', tasks(task('master'), task('b', { dependsOn: { name: ['mastr'] } })), [
      "error VOLCANO_DEPENDS_ON spec.tasks[1].dependsOn.name[0]: got 'mastr'; did you mean 'master'?",
    ]],
    ['that wait for one twice', tasks(task('a'), task('b', { dependsOn: { name: ['a', 'a'] } })), [
      "error VOLCANO_DEPENDS_ON spec.tasks[1].dependsOn.name[1]: got 'a'; remove it: the task is named already",
    ]],
    ['in partitions that do not add up', tasks(task('a', { partitionPolicy: { totalPartitions: 2, partitionSize: 2 } })), [
      'error VOLCANO_PARTITION spec.tasks[0].replicas: got 2; write 4: 2 partitions of 2',
    ]],
    ['in partitions of which more are needed', tasks(task('a', { partitionPolicy: { totalPartitions: 2, partitionSize: 1, minPartitions: 3 } })), [
      'error VOLCANO_PARTITION spec.tasks[0].partitionPolicy.minPartitions: got 3; write at most 2, as totalPartitions says',
    ]],
    ['in partitions that need others', tasks(task('a', { minAvailable: 1, partitionPolicy: { totalPartitions: 2, partitionSize: 1, minPartitions: 2 } })), [
      'error VOLCANO_PARTITION spec.tasks[0].minAvailable: got 1; write 2, for 2 partitions of 1, or leave it out',
    ]],
    ['on half a processor', cpu({ requests: { cpu: '500m' }, limits: { cpu: 1 } }), [
      "error VOLCANO_TOPOLOGY spec.tasks[0].template.spec.containers[0].resources.requests.cpu: got '500m'; write whole processors: topologyPolicy restricted wants them",
    ]],
    ['on no processor', cpu({}), [
      'error VOLCANO_TOPOLOGY spec.tasks[0].template.spec.containers[0].resources.limits.cpu: write whole processors: topologyPolicy restricted wants them',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });

  test('a long chain of tasks is judged at once', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => task(`t${i}`, { dependsOn: { name: [`t${(i + 1) % 5000}`] } }));
    expect(found(tasks(...chain)).filter(line => line.includes('DEPENDS'))).toEqual([
      'error VOLCANO_DEPENDS_ON spec.tasks[0].dependsOn.name: break the circle: tasks wait for each other',
    ]);
  });
});

describe('policies', () => {
  test.each<Row>([
    ['for one event', policies({ event: 'PodFailed', action: 'AbortJob' }, { events: ['PodFailed'], action: 'RestartJob' }), [
      "error VOLCANO_POLICY spec.policies[1].events[0]: got 'PodFailed'; remove it: spec.policies[0].event has it",
    ]],
    ['for every event and another', policies({ event: '*', action: 'AbortJob' }, { event: 'PodFailed', action: 'RestartJob' }), [
      "error VOLCANO_POLICY spec.policies[0].event: got '*'; remove the other events: * is every one of them",
    ]],
    ['for an event of Volcano', policies({ event: 'OutOfSync', action: 'AbortJob' }), [
      "error VOLCANO_POLICY spec.policies[0].event: got 'OutOfSync'; one of *, PodFailed, PodEvicted, PodPending, Unknown, TaskCompleted, TaskFailed, JobUpdated",
    ]],
    ['with an action that there is not', policies({ event: 'PodFailed', action: 'Restart' }), [
      "error VOLCANO_POLICY spec.policies[0].action: got 'Restart'; one of AbortJob, RestartJob, RestartTask, RestartPod, RestartPartition, TerminateJob, CompleteJob, ResumeJob",
    ]],
    ['without an action', policies({ event: 'PodFailed' }), [
      'error VOLCANO_POLICY spec.policies[0].action: one of AbortJob, RestartJob, RestartTask, RestartPod, RestartPartition, TerminateJob, CompleteJob, ResumeJob',
    ]],
    ['for an event and an exit code', policies({ event: 'PodFailed', exitCode: 1, action: 'AbortJob' }), [
      'error VOLCANO_POLICY spec.policies[0].exitCode: got 1; remove it or the event: a policy has one of them',
    ]],
    ['for nothing', policies({ action: 'AbortJob' }), [
      'error VOLCANO_POLICY spec.policies[0]: write event, events or exitCode',
    ]],
    ['for success', policies({ exitCode: 0, action: 'AbortJob' }), [
      'error VOLCANO_POLICY spec.policies[0].exitCode: got 0; write another: 0 is no error',
    ]],
    ['for one exit code', policies({ exitCode: 3, action: 'AbortJob' }, { exitCode: 3, action: 'RestartJob' }), [
      'error VOLCANO_POLICY spec.policies[1].exitCode: got 3; remove it: a policy has this exit code',
    ]],
    ['with a time that is none', policies({ event: 'PodFailed', action: 'AbortJob', timeout: '10' }), [
      "error VOLCANO_DURATION spec.policies[0].timeout: got '10'; write a duration such as 30s, 10m or 1h30m",
    ]],
    ['of a task', tasks(task('a', { policies: [{ event: 'podFailed', action: 'AbortJob' }] })), [
      "error VOLCANO_POLICY spec.tasks[0].policies[0].event: got 'podFailed'; did you mean 'PodFailed'?",
    ]],
    ['an estimate that is no time', job({ runningEstimate: 'long' }), [
      "error VOLCANO_DURATION spec.runningEstimate: got 'long'; write a duration such as 30s, 10m or 1h30m",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input).filter(line => !line.includes(' SCHEMA_'))).toEqual(lines);
  });
});

describe('plugins, volumes and queues', () => {
  test.each<Row>([
    ['a plugin with a slip', job({ plugins: { pytorhc: [] } }), [
      "error VOLCANO_PLUGIN spec.plugins.pytorhc: got 'pytorhc'; did you mean 'pytorch'?",
    ]],
    ['a plugin of its own', job({ plugins: { horovod: [] } }), [
      "error VOLCANO_PLUGIN spec.plugins.horovod: got 'horovod'; one of env, hcclrank, mpi, pytorch, ray, ssh, svc, tensorflow",
    ]],
    ['MPI without its master', job({ plugins: { mpi: [] } }), [
      'error VOLCANO_PLUGIN spec.plugins.mpi: got []; name the task of the master with --master=...: one of a; there is no task master',
    ]],
    ['MPI with flags that are not read', job({ plugins: { mpi: ['--port=x', '--master=a'] } }), [
      'error VOLCANO_PLUGIN spec.plugins.mpi: got ["--port=x","--master=a"]; name the task of the master with --master=...: one of a; there is no task master',
    ]],
    ['two volumes at one path', volumes({ mountPath: '/a', volumeClaimName: 'a' }, { mountPath: '/a', volumeClaimName: 'b' }), [
      "error VOLCANO_VOLUME spec.volumes[1].mountPath: got '/a'; choose another: a volume is mounted there",
    ]],
    ['a volume without a claim', volumes({ mountPath: '/a' }), [
      'error VOLCANO_VOLUME spec.volumes[0].volumeClaimName: name a claim, or describe a new one in volumeClaim',
    ]],
    ['a volume with two claims', volumes({ mountPath: '/a', volumeClaimName: 'a', volumeClaim: claim }), [
      "error VOLCANO_VOLUME spec.volumes[0].volumeClaimName: got 'a'; remove it or volumeClaim: a new claim gets its name from Volcano",
    ]],
    ['a claim with a capital', volumes({ mountPath: '/a', volumeClaimName: 'A' }), [
      "error VOLCANO_VOLUME spec.volumes[0].volumeClaimName: got 'A'; use lower-case letters, digits, - and .",
    ]],
    ['a tier by number and name', job({ networkTopology: { highestTierAllowed: 1, highestTierName: 'rack' } }), [
      "error VOLCANO_TOPOLOGY spec.networkTopology.highestTierName: got 'rack'; remove it or highestTierAllowed: both say the same thing",
    ]],
    ['a tier of a group by number and name', group({ subGroupPolicy: [{ name: 'a', networkTopology: { highestTierAllowed: 1, highestTierName: 'rack' } }] }), [
      "error VOLCANO_TOPOLOGY spec.subGroupPolicy[0].networkTopology.highestTierName: got 'rack'; remove it or highestTierAllowed: both say the same thing",
    ]],
    ['the root of the queues', job({ queue: 'root' }), [
      "error VOLCANO_QUEUE spec.queue: got 'root'; name another queue: the root takes no jobs",
    ]],
    ['a queue above others', [queue('a'), queue('b', { parent: 'a' }), job({ queue: 'a' })], [
      "error VOLCANO_QUEUE spec.queue: got 'a'; name a queue below it, such as b: only leaves take jobs",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});
