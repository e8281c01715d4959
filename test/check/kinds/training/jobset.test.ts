import type { Row } from './jobs';
import { container, found } from './jobs';
import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

const pod = (spec: object = {}, main: object = {}) => ({ spec: { containers: [container('main', main)], ...spec } });
const replicated = (name: string, rest: object = {}, job: object = {}, podSpec: object = {}, main: object = {}) =>
  ({ name, ...rest, template: { spec: { ...job, template: pod(podSpec, main) } } });
const jobSet = (spec: object = {}, metadata: object = { name: 'train' }): Manifest =>
  ({ apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', metadata: { namespace: 'team', ...metadata }, spec: { replicatedJobs: [replicated('workers')], ...spec } });
const jobs = (...replicatedJobs: object[]) => jobSet({ replicatedJobs });
const rules = (...list: object[]) => jobSet({ failurePolicy: { rules: list } });
const claim = (name?: string) => ({ metadata: { name }, spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } } });
const claims = (templates: object[], job: object) => jobSet({ volumeClaimPolicies: [{ templates }], replicatedJobs: [job] });
const mounts = (...names: string[]) => ({ volumeMounts: names.map(name => ({ name, mountPath: `/${name}` })) });

test.each<Row>([
  ['one job', jobSet(), []],
  ['a leader and workers behind a failure policy', jobSet({
    coordinator: { replicatedJob: 'leader' },
    network: { enableDNSHostnames: true, subdomain: 'bert' },
    successPolicy: { operator: 'All', targetReplicatedJobs: ['leader'] },
    failurePolicy: {
      maxRestarts: 3,
      restartStrategy: 'BlockingRecreate',
      rules: [
        { name: 'maintenance', action: 'RestartJobSetAndIgnoreMaxRestarts', onJobFailureReasons: ['PodFailurePolicy'] },
        { name: '', action: 'FailJobSet', targetReplicatedJobs: ['leader'] },
      ],
    },
    replicatedJobs: [
      replicated('leader', {}, { completions: 1, parallelism: 1 }),
      replicated('workers', { replicas: 2, groupName: 'workers' }, { completions: 4, parallelism: 4, backoffLimit: 0 }, { restartPolicy: 'Never' }),
    ],
  }), []],
  ['jobs in their order', jobs(replicated('fetch'), replicated('train', { dependsOn: [{ name: 'fetch', status: 'Complete' }] })), []],
  ['claims that containers mount', claims([claim('cache'), claim('ckpt')], replicated('w', {}, {}, { initContainers: [container('pull', mounts('cache'))] }, mounts('ckpt'))), []],
  ['MultiKueue as its manager', jobSet({ managedBy: 'kueue.x-k8s.io/multikueue' }), []],
  ['a generated name', jobSet({}, { generateName: 'train-' }), []],
  ['a job that is not indexed', jobs(replicated('w', {}, { completionMode: 'NonIndexed', parallelism: 8 })), []],
  ['nothing but wrong types', jobSet({
    replicatedJobs: [7, { name: 3, template: 'x', dependsOn: 'y' }], failurePolicy: { rules: 'z' }, coordinator: 'c', volumeClaimPolicies: [{ templates: 4 }], network: { subdomain: 5 },
  }), []],
])('%s', (_, input, lines) => {
  expect(found(input).filter(line => !line.includes(' SCHEMA_'))).toEqual(lines);
});

describe('names', () => {
  test.each<Row>([
    ['a JobSet that starts with a digit', jobSet({}, { name: '2nd' }), [
      "error JOBSET_NAME metadata.name: got '2nd'; Jobs and pods are named after the JobSet: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a JobSet with a dot', jobSet({}, { name: 'a.b' }), [
      "error JOBSET_NAME metadata.name: got 'a.b'; Jobs and pods are named after the JobSet: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a prefix that starts with a digit', jobSet({}, { generateName: '2nd-' }), [
      "error JOBSET_NAME metadata.generateName: got '2nd-'; Jobs and pods are named after the JobSet: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a job with a capital', jobs(replicated('Workers')), [
      "error JOBSET_NAME spec.replicatedJobs[0].name: got 'Workers'; Jobs and pods are named after it: use lower-case letters, digits and -",
    ]],
    ['Jobs of more than 63 characters', jobSet({ replicatedJobs: [replicated('distributed-workers', { replicas: 11 })] }, { name: 'a-name-of-forty-one-characters-in-all-okay' }), [
      "error JOBSET_NAME metadata.name: got 'a-name-of-forty-one-characters-in-all-okay'; shorten it or spec.replicatedJobs[0].name: a-name-of-forty-one-characters-in-all-okay-distributed-workers-10 has 65 characters, at most 63",
    ]],
    ['pods of more than 63 characters', jobSet({ replicatedJobs: [replicated('workers', {}, { completions: 10, parallelism: 10 })] }, { name: 'a-name-of-fifty-characters-as-it-says-all-there-is' }), [
      "error JOBSET_NAME metadata.name: got 'a-name-of-fifty-characters-as-it-says-all-there-is'; shorten it or spec.replicatedJobs[0].name: a-name-of-fifty-characters-as-it-says-all-there-is-workers-0-9-abcde has 68 characters, at most 63",
    ]],
    ['the same without indexes', jobSet({ replicatedJobs: [replicated('workers', {}, { completions: 10, completionMode: 'NonIndexed' })] }, { name: 'a-name-of-fifty-characters-as-it-says-all-there-is' }), []],
    ['a prefix that leaves no room', jobSet({}, { generateName: 'a-name-of-fifty-characters-as-it-says-all-there-is-' }), [
      "error JOBSET_NAME metadata.generateName: got 'a-name-of-fifty-characters-as-it-says-all-there-is-'; shorten it or spec.replicatedJobs[0].name: a-name-of-fifty-characters-as-it-says-all-there-is-x4k7z-workers-0 has 66 characters, at most 63",
    ]],
    ['a group', jobs(replicated('w', { groupName: 'group_a' })), [
      "error JOBSET_NAME spec.replicatedJobs[0].groupName: got 'group_a'; use at most 63 lower-case letters, digits and -, starting with a letter, or leave it out for 'default'",
    ]],
    ['an empty group', jobs(replicated('w', { groupName: '' })), [
      "error JOBSET_NAME spec.replicatedJobs[0].groupName: got ''; use at most 63 lower-case letters, digits and -, starting with a letter, or leave it out for 'default'",
    ]],
    ['a subdomain with a dot', jobSet({ network: { subdomain: 'train.team' } }), [
      "error JOBSET_NAME spec.network.subdomain: got 'train.team'; a Service has this name: use at most 63 lower-case letters, digits and -, starting with a letter",
    ]],
    ['an empty subdomain', jobSet({ network: { subdomain: '' } }), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('numbers', () => {
  test.each<Row>([
    ['too many pods', jobs(replicated('w', { replicas: 100000 }, { parallelism: 100000, completions: 100000 })), [
      'error JOBSET_TOO_LARGE spec.replicatedJobs[0].replicas: got 100000; replicas times parallelism is at most 2147483647',
    ]],
    ['less than no job', jobs(replicated('w', { replicas: -1 })), [
      'warning JOBSET_TOO_SMALL spec.replicatedJobs[0].replicas: got -1; write 0 or more: no Job is made',
    ]],
    ['no job at all', jobSet({ replicatedJobs: [] }), [
      'warning JOBSET_EMPTY spec.replicatedJobs: add at least one job: without any nothing runs',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('dependencies', () => {
  const waits = (...names: string[]) => ({ dependsOn: names.map(name => ({ name, status: 'Ready' })) });
  test.each<Row>([
    ['of the first job', jobs(replicated('a', { dependsOn: [] }), replicated('b')), [
      'error JOBSET_DEPENDS_ON spec.replicatedJobs[0].dependsOn: remove it, or move the job behind those that it waits for: the first job waits for none',
    ]],
    ['on a later job', jobs(replicated('a'), replicated('b', waits('c')), replicated('c')), [
      "error JOBSET_DEPENDS_ON spec.replicatedJobs[1].dependsOn[0].name: got 'c'; move that job before this one: a job waits only for earlier ones",
    ]],
    ['on a job that is not there', jobs(replicated('fetch'), replicated('b', waits('fetsh'))), [
      "error JOBSET_JOB_UNKNOWN spec.replicatedJobs[1].dependsOn[0].name: got 'fetsh'; did you mean 'fetch'?",
    ]],
    ['on itself', jobs(replicated('a'), replicated('b', waits('b'))), [
      "warning JOBSET_DEPENDS_ON spec.replicatedJobs[1].dependsOn[0].name: got 'b'; name another job: one that waits for itself never starts",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('policies', () => {
  test.each<Row>([
    ['success of a job that is not there', jobSet({ successPolicy: { operator: 'All', targetReplicatedJobs: ['worker'] } }), [
      "error JOBSET_JOB_UNKNOWN spec.successPolicy.targetReplicatedJobs[0]: got 'worker'; did you mean 'workers'?",
    ]],
    ['failure of a job that is not there', rules({ name: 'a', action: 'FailJobSet', targetReplicatedJobs: ['workers', 'leader'] }), [
      "error JOBSET_JOB_UNKNOWN spec.failurePolicy.rules[0].targetReplicatedJobs[1]: got 'leader'; name a job of spec.replicatedJobs: workers",
    ]],
    ['a reason with another case', rules({ name: 'a', action: 'FailJobSet', onJobFailureReasons: ['BackOffLimitExceeded'] }), [
      "error JOBSET_FAILURE_RULE spec.failurePolicy.rules[0].onJobFailureReasons[0]: got 'BackOffLimitExceeded'; did you mean 'BackoffLimitExceeded'?",
    ]],
    ['a reason of its own', rules({ name: 'a', action: 'FailJobSet', onJobFailureReasons: ['Evicted'] }), [
      "error JOBSET_FAILURE_RULE spec.failurePolicy.rules[0].onJobFailureReasons[0]: got 'Evicted'; one of BackoffLimitExceeded, DeadlineExceeded, FailedIndexes, MaxFailedIndexesExceeded, PodFailurePolicy",
    ]],
    ['a rule with a dash', rules({ name: 'host-gone', action: 'FailJobSet' }), [
      "error JOBSET_FAILURE_RULE spec.failurePolicy.rules[0].name: got 'host-gone'; use at most 128 letters, digits, _, : and commas, starting with a letter and ending with a letter, digit or _",
    ]],
    ['two rules of one name', rules({ name: 'gone', action: 'FailJobSet' }, { name: 'gone', action: 'RestartJobSet' }), [
      "error JOBSET_FAILURE_RULE spec.failurePolicy.rules[1].name: got 'gone'; choose another: rule 0 has this name",
    ]],
    ['a name that the webhook gives another', rules({ name: 'failurePolicyRule1', action: 'FailJobSet' }, { name: '', action: 'RestartJobSet' }), [
      "error JOBSET_FAILURE_RULE spec.failurePolicy.rules[1].name: got ''; choose another: rule 0 has this name",
    ]],
    ['an action behind a gate', rules({ name: 'a', action: 'RestartJob' }), [
      "error JOBSET_FEATURE_GATE spec.failurePolicy.rules[0].action: got 'RestartJob'; write RestartJobSet: the feature gate RestartJob is off",
    ]],
    ['the other action behind a gate', rules({ name: 'a', action: 'RestartJobAndIgnoreMaxRestarts' }), [
      "error JOBSET_FEATURE_GATE spec.failurePolicy.rules[0].action: got 'RestartJobAndIgnoreMaxRestarts'; write RestartJobSetAndIgnoreMaxRestarts: the feature gate RestartJob is off",
    ]],
    ['a strategy behind a gate', jobSet({ failurePolicy: { restartStrategy: 'InPlaceRestart' } }), [
      "error JOBSET_FEATURE_GATE spec.failurePolicy.restartStrategy: got 'InPlaceRestart'; write Recreate or BlockingRecreate: the feature gate InPlaceRestart is off",
    ]],
    ['a manager without a domain', jobSet({ managedBy: 'kueue' }), [
      "error JOBSET_MANAGED_BY spec.managedBy: got 'kueue'; write a domain and a path of at most 63 characters, such as kueue.x-k8s.io/multikueue",
    ]],
    ['a manager with a long name', jobSet({ managedBy: `acme.io/${'x'.repeat(60)}` }), [
      "error JOBSET_MANAGED_BY spec.managedBy: got 'acme.io/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; write a domain and a path of at most 63 characters, such as kueue.x-k8s.io/multikueue",
    ]],
    ['another manager', jobSet({ managedBy: 'acme.io/jobs' }), [
      "warning JOBSET_MANAGED_BY spec.managedBy: got 'acme.io/jobs'; leave it out unless a controller of this name runs: JobSet does not touch the object",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('coordinator', () => {
  const coordinated = (coordinator: object, job: object = { completions: 2, parallelism: 2 }, metadata?: object) =>
    jobSet({ coordinator, replicatedJobs: [replicated('workers', { replicas: 2 }, job)] }, metadata);
  test.each<Row>([
    ['a job that is not there', coordinated({ replicatedJob: 'leader' }), [
      "error JOBSET_JOB_UNKNOWN spec.coordinator.replicatedJob: got 'leader'; name a job of spec.replicatedJobs: workers",
    ]],
    ['a job beyond the last', coordinated({ replicatedJob: 'workers', jobIndex: 2 }), [
      'error JOBSET_COORDINATOR spec.coordinator.jobIndex: got 2; 0 to 1: the job has 2 replicas',
    ]],
    ['a pod beyond the last', coordinated({ replicatedJob: 'workers', podIndex: 2 }), [
      'error JOBSET_COORDINATOR spec.coordinator.podIndex: got 2; 0 to 1: the job has 2 completions',
    ]],
    ['a pod before the first', coordinated({ replicatedJob: 'workers', podIndex: -1 }), [
      'error JOBSET_COORDINATOR spec.coordinator.podIndex: got -1; 0 to 1: the job has 2 completions',
    ]],
    ['a job that has none', coordinated({ replicatedJob: 'workers' }, { completions: 0, parallelism: 1 }), [
      'error JOBSET_COORDINATOR spec.coordinator.podIndex: got 0; the job has no completions',
    ]],
    ['a job without completions', coordinated({ replicatedJob: 'workers' }, {}), [
      'error JOBSET_COORDINATOR spec.replicatedJobs[0].template.spec.completions: write completionMode Indexed and the number of completions: the coordinator is found by its index',
    ]],
    ['a job without indexes', coordinated({ replicatedJob: 'workers' }, { completions: 2, completionMode: 'NonIndexed' }), [
      "error JOBSET_COORDINATOR spec.replicatedJobs[0].template.spec.completionMode: got 'NonIndexed'; write completionMode Indexed and the number of completions: the coordinator is found by its index",
    ]],
    ['an address that is no label', coordinated({ replicatedJob: 'workers' }, { completions: 2, parallelism: 2 }, { name: 'a-name-of-thirty-characters-ok' }), [
      "error JOBSET_COORDINATOR spec.coordinator: shorten the JobSet's name or give a short spec.network.subdomain: the address a-name-of-thirty-characters-ok-workers-0-0.a-name-of-thirty-characters-ok becomes a label of at most 63 characters",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('claims', () => {
  test.each<Row>([
    ['without a name', claims([claim()], replicated('w')), [
      'error JOBSET_VOLUME_CLAIM spec.volumeClaimPolicies[0].templates[0].metadata.name: name it: lower-case letters, digits, - and ., as containers mount it by this name',
    ]],
    ['that nobody mounts', claims([claim('checkpoints')], replicated('w', {}, {}, {}, mounts('checkpoint'))), [
      "error JOBSET_VOLUME_CLAIM spec.volumeClaimPolicies[0].templates[0].metadata.name: got 'checkpoints'; no container mounts it; did you mean 'checkpoint'?",
    ]],
    ['where nothing is mounted', claims([claim('data')], replicated('w')), [
      "error JOBSET_VOLUME_CLAIM spec.volumeClaimPolicies[0].templates[0].metadata.name: got 'data'; add a volumeMount of this name to a container of a job",
    ]],
    ['of one name', claims([claim('data'), claim('data')], replicated('w', {}, {}, {}, mounts('data'))), [
      "error JOBSET_VOLUME_CLAIM spec.volumeClaimPolicies[0].templates[1].metadata.name: got 'data'; choose another: two claims have this name",
    ]],
    ['beside a volume of the name', claims([claim('data')], replicated('w', {}, {}, { volumes: [{ name: 'data', emptyDir: {} }] }, mounts('data'))), [
      "error JOBSET_VOLUME_CLAIM spec.replicatedJobs[0].template.spec.template.spec.volumes[0].name: got 'data'; remove the volume or rename it: JobSet adds one of this name for spec.volumeClaimPolicies[0].templates[0]",
    ]],
    ['with a capital', claims([claim('Data')], replicated('w', {}, {}, {}, mounts('Data'))), [
      "error JOBSET_VOLUME_CLAIM spec.volumeClaimPolicies[0].templates[0].metadata.name: got 'Data'; name it: lower-case letters, digits, - and ., as containers mount it by this name",
    ]],
    ['with a long name', claims([claim('d'.repeat(60))], replicated('w', {}, {}, {}, mounts('d'.repeat(60)))), [
      "error JOBSET_VOLUME_CLAIM spec.volumeClaimPolicies[0].templates[0].metadata.name: got 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd'; shorten it: the claim dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd-train has more than 63 characters",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('Jobs that the API server refuses later', () => {
  test.each<Row>([
    ['pods that always restart', jobs(replicated('w', {}, {}, { restartPolicy: 'Always' })), [
      "warning JOBSET_JOB_REFUSED spec.replicatedJobs[0].template.spec.template.spec.restartPolicy: got 'Always'; write OnFailure or Never: pods of a Job do not restart always",
    ]],
    ['indexes that are not counted', jobs(replicated('w', {}, { parallelism: 4 })), [
      'warning JOBSET_JOB_REFUSED spec.replicatedJobs[0].template.spec.completions: write completions 4, or completionMode NonIndexed: JobSet makes the Job indexed, and that needs completions',
    ]],
    ['a pod failure policy and the default restart policy', jobs(replicated('w', {}, {
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
    })), [
      'warning JOBSET_JOB_REFUSED spec.replicatedJobs[0].template.spec.template.spec.restartPolicy: write Never: podFailurePolicy needs it, and JobSet fills in OnFailure',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });

  test('fields of the Job are judged as those of any Job, but only warned of', () => {
    const lines = foundIn([jobs(replicated('w', {}, { backoffLimit: -1 }))]).filter(line => line.includes('backoffLimit'));
    expect(lines).toEqual(['warning VALUE_OUT_OF_RANGE spec.replicatedJobs[0].template.spec.backoffLimit: got -1; at least 0']);
  });
});
