import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, Checkpoints, CleanPodPolicy, Cloud, CompletionMode, Defaults, DependencyStatus, FailureAction, FailureRule, Framework, JobSetAction,
  JobSetRestart, PodReplacement, PodSecurity, Queue,
  RestartPolicy,
  TrainingJob, TrainingOperator,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => {
  const stack = testStack(platform);
  const construct = new TrainingJob(stack, props.name ?? 'train', { image: 'acme/train:1', command: ['train'], operator: TrainingOperator.JOBSET, ...props });
  return { stack, construct };
};
const jobSet = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => find(synth(stackWith(props, platform).stack), 'JobSet');
const env = (props: Partial<TrainingJobProps>): Record<string, any> =>
  Object.fromEntries(jobSet(props).spec.replicatedJobs[0].template.spec.template.spec.containers[0].env.map(({ name, value, valueFrom }: any) => [name,
    value ?? valueFrom.fieldRef.fieldPath]));
const index = "metadata.annotations['batch.kubernetes.io/job-completion-index']";
const host = '$(JOBSET_NAME)-worker-0-0.$(JOBSET_NAME)';

test('one failed pod starts all anew, three times; one that is taken away is not counted', () => {
  const manifests = synth(stackWith({ workers: 2, fatalExitCodes: [42] }).stack);
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'ServiceAccount/train', 'JobSet/train', 'NetworkPolicy/train-network']);
  const { replicatedJobs: [{ name, template }], ...spec } = find(manifests, 'JobSet').spec;
  const { template: pods, ...job } = template.spec;
  expect(spec).toEqual({
    ttlSecondsAfterFinished: 604800,
    failurePolicy: {
      maxRestarts: 3,
      rules: [
        { name: 'final', action: 'FailJobSet', onJobFailureReasons: ['PodFailurePolicy'], onJobFailureMessagePatterns: ['failed with exit code'] },
        { name: 'disrupted', action: 'RestartJobSetAndIgnoreMaxRestarts', onJobFailureReasons: ['PodFailurePolicy'], onJobFailureMessagePatterns: ['DisruptionTarget'] },
      ],
    },
  });
  expect({ name, ...job }).toEqual({
    name: 'worker', parallelism: 2, completions: 2, completionMode: 'Indexed', backoffLimit: 0, podReplacementPolicy: 'Failed',
    podFailurePolicy: {
      rules: [
        { action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        { action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [42] } },
      ],
    },
  });
  expect(pods.spec).toMatchObject({ restartPolicy: 'Never', securityContext: { runAsNonRoot: true } });
});

test('torchrun finds the first pod by a name that holds with a hash too', () => {
  const told = env({ framework: Framework.pytorch(), workers: 4, accelerator: Accelerator.nvidia('H100', 8), rerunOnChange: true });
  expect(told).toMatchObject({
    JOBSET_NAME: "metadata.labels['jobset.sigs.k8s.io/jobset-name']", PET_NNODES: '4', PET_NPROC_PER_NODE: '8', PET_NODE_RANK: index,
    PET_MASTER_ADDR: host, PET_MASTER_PORT: '23456', MASTER_ADDR: host, MASTER_PORT: '23456',
  });
  expect(told).not.toHaveProperty('RANK');
  expect(Object.keys(told).indexOf('JOBSET_NAME')).toBeLessThan(Object.keys(told).indexOf('PET_MASTER_ADDR'));
});

test('with one process a pod the ranks are there without torchrun', () => {
  expect(env({ framework: Framework.pytorch(), workers: 4 })).toMatchObject({ WORLD_SIZE: '4', RANK: index });
});

test('the subdomain that was given is the domain of the first pod', () => {
  expect(env({ framework: Framework.pytorch(), workers: 2, jobSet: { network: { subdomain: 'torch' } } }).MASTER_ADDR).toBe('$(JOBSET_NAME)-worker-0-0.torch');
});

test('JAX and XGBoost are told of each other', () => {
  expect(env({ framework: Framework.jax(), workers: 2 })).toMatchObject({
    COORDINATOR_ADDRESS: host, COORDINATOR_PORT: '6666', NUM_PROCESSES: '2', PROCESS_ID: index,
    JAX_COORDINATOR_ADDRESS: `${host}:6666`, JAX_NUM_PROCESSES: '2', JAX_PROCESS_ID: index,
  });
  expect(env({ framework: Framework.xgboost(), workers: 2 })).toMatchObject({ DMLC_TRACKER_URI: host, DMLC_TRACKER_PORT: '9091', DMLC_NUM_WORKER: '2', DMLC_TASK_ID: index });
});

test('what the author says of a variable holds', () => {
  const main = jobSet({ framework: Framework.jax(), env: { JAX_NUM_PROCESSES: kplus.EnvValue.fromValue('8') } }).spec.replicatedJobs[0].template.spec.template.spec.containers[0];
  expect(main.env.filter(({ name }: any) => name === 'JAX_NUM_PROCESSES').pop()).toEqual({ name: 'JAX_NUM_PROCESSES', value: '8' });
});

test('roles are Jobs of their own image, command and size, under what the job says of all', () => {
  const { spec } = jobSet({
    operator: undefined, framework: Framework.of({ learner: { command: ['learn'], accelerator: Accelerator.nvidia() }, actor: { image: 'acme/actor:2', replicas: 4 } }),
    deadline: Duration.hours(2), backoffLimit: 1, suspend: true,
    jobSet: {
      restartStrategy: JobSetRestart.BLOCKING_RECREATE,
      roles: { actor: { jobs: 2, dependsOn: [{ role: 'learner', status: DependencyStatus.READY }], backoffLimit: 5, deadline: Duration.hours(1), podReplacement: PodReplacement.TERMINATING_OR_FAILED, exclusiveTopology: 'rack' } },
    },
  });
  expect(spec).toMatchObject({ suspend: true, failurePolicy: { maxRestarts: 1, restartStrategy: 'BlockingRecreate' } });
  const [learner, actor] = spec.replicatedJobs;
  expect(learner.template.spec).toMatchObject({ parallelism: 1, backoffLimit: 0, activeDeadlineSeconds: 7200, template: { spec: { containers: [{ name: 'learner', image: 'acme/train:1', command: ['learn'] }] } } });
  expect(actor).toMatchObject({
    replicas: 2, dependsOn: [{ name: 'learner', status: 'Ready' }],
    template: {
      metadata: { annotations: { 'alpha.jobset.sigs.k8s.io/exclusive-topology': 'rack' } },
      spec: { parallelism: 4, completions: 4, backoffLimit: 5, activeDeadlineSeconds: 3600, podReplacementPolicy: 'TerminatingOrFailed', template: { spec: { containers: [{ name: 'actor', image: 'acme/actor:2', command: ['train'] }] } } },
    },
  });
  expect(actor.template.spec.template.spec.containers[0].resources.limits).not.toHaveProperty('nvidia.com/gpu');
});

test('the number of its pods is known', () => {
  expect(stackWith({ framework: Framework.of({ a: {}, b: { replicas: 3 } }) }).construct.workers).toBe(4);
});

test('all machines of a slice of TPUs are there, also with the defaults of upstream', () => {
  const stack = testStack({ cloud: Cloud.GKE }, { podSecurity: PodSecurity.PRIVILEGED });
  const accelerator = Accelerator.tpu('tpu-v5-lite-podslice', '4x4');
  new TrainingJob(stack, 'train', { image: 'acme/train:1', framework: Framework.jax(), operator: TrainingOperator.JOBSET, accelerator, defaults: Defaults.UPSTREAM });
  expect(find(synth(stack), 'JobSet').spec.replicatedJobs[0].template.spec).toMatchObject({ parallelism: 4, completions: 4 });
});

test('pods of several Jobs share checkpoints', () => {
  const { stack } = stackWith({ jobSet: { roles: { worker: { jobs: 3 } } }, checkpoints: Checkpoints.claim(Size.gibibytes(1)) });
  expect(find(synth(stack), 'PersistentVolumeClaim').spec.accessModes).toEqual(['ReadWriteMany']);
});

test('it waits in a queue of Kueue', () => {
  expect(jobSet({ queue: Queue.fromQueueName('research') }, { kueue: true }).metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'research' });
});

test('a patch survives', () => {
  const { stack, construct } = stackWith();
  construct.apiObject.addJsonPatch(JsonPatch.add('/spec/futureField', 'x'));
  expect(find(synthAny(stack), 'JobSet').spec.futureField).toBe('x');
});
const synthAny = (stack: any) => stack.toJson();

const roles = Framework.of({ a: {}, b: { replicas: 2 } });
test.each<[string, Partial<TrainingJobProps>, string[]]>([
  ['options of others', { jobOptions: {}, volcano: {} }, [
    'FIELD_IGNORED jobOptions: a JobSet does not read it; leave it out, or set operator: TrainingOperator.KUBERNETES',
    'FIELD_IGNORED volcano: a JobSet does not read it; leave it out, or set operator: TrainingOperator.VOLCANO',
  ]],
  ['what it has no place for', { completions: 3, cleanPodPolicy: CleanPodPolicy.ALL, gang: {} }, [
    "FIELD_IGNORED cleanPodPolicy: got 'All'; the pods of a JobSet go with its Jobs; set ttlAfterFinished",
    'FIELD_IGNORED completions: got 3; each role has its own: set jobSet.roles.<role>.completions',
    "FIELD_IGNORED gang: got '{}'; JobSet starts pods one by one; use a Kueue queue, which starts all or none",
  ]],
  ['a queue of Volcano', { queue: Queue.fromVolcanoQueueName('q') }, [
    "PLATFORM_UNSUPPORTED queue: got 'q'; a JobSet does not wait in queues of Volcano; use a Kueue queue, or TrainingOperator.VOLCANO",
  ]],
  ['a framework that nothing tells of its pods', { framework: Framework.tensorflow() }, [
    "PLATFORM_UNSUPPORTED operator: got 'jobset'; it does not run tensorflow; use one of training-operator, volcano",
  ]],
  ['ranks over several Jobs', {
    workers: 2, framework: Framework.pytorch({ master: {}, elastic: {} }),
    jobSet: { roles: { worker: { jobs: 2, completionMode: CompletionMode.NON_INDEXED } }, network: { hostnames: false } },
  }, [
    'ALTERNATIVES_CONFLICT jobSet.network.hostnames: got false; pods of pytorch find each other by host name; leave it out',
    "ALTERNATIVES_CONFLICT jobSet.roles.worker.completionMode: got 'NonIndexed'; the ranks of pytorch are indexes; leave it out",
    'ALTERNATIVES_CONFLICT jobSet.roles.worker.jobs: got 2; the ranks of pytorch count within one Job; raise `workers`, or use Framework.of(...)',
    'FIELD_IGNORED framework elastic: the number of pods is fixed here; use TrainingOperator.TRAINING_OPERATOR',
    'FIELD_IGNORED framework master: its pods are all alike here; use `worker`, or Framework.of(...)',
  ]],
  ['a name and a number of the only role', { workers: 2, framework: Framework.pytorch({ worker: { replicas: 3, containerName: 'x' } }) }, [
    'FIELD_IGNORED framework worker.replicas: got 3; set `workers` instead',
  ]],
  ['numbers', { framework: roles, workers: 3, jobSet: { roles: { c: {}, b: { completions: 1, backoffLimit: -1, jobs: 0, deadline: Duration.seconds(0) } } } }, [
    'COUNT_RANGE jobSet.roles.b.backoffLimit: got -1; 0 or more failures',
    'COUNT_RANGE jobSet.roles.b.completions: got 1; below the 2 pods of the role: some would have nothing to do',
    'COUNT_RANGE jobSet.roles.b.jobs: got 0; at least one Job',
    "DURATION_RANGE jobSet.roles.b.deadline: got '0s'; from one second to 68 years",
    'FIELD_IGNORED jobSet.roles.c: there is no such role; one of a, b',
    'FIELD_IGNORED workers: got 3; each role says its replicas; leave it out',
  ]],
  ['no role', { framework: Framework.of({}) }, ['COUNT_RANGE framework: name at least one role']],
  ['the name of a role', { framework: Framework.of({ A_b: {} }) }, [
    "NAME_INVALID framework A_b: got 'A_b'; pods and containers are named after it: use lower-case letters, digits and -",
  ]],
  ['two orders', { framework: roles, jobSet: { startInOrder: true, roles: { b: { dependsOn: [{ role: 'a' }] } } } }, [
    "ALTERNATIVES_CONFLICT jobSet.roles.b.dependsOn: got 'a'; roles start in order already; remove one of the two",
  ]],
  ['a role before the one it waits for', { framework: roles, jobSet: { roles: { a: { dependsOn: [{ role: 'b' }] } } } }, [
    'JOBSET_DEPENDS_ON jobSet.roles.a.dependsOn: remove it, or move the job behind those that it waits for: the first job waits for none',
    "JOBSET_DEPENDS_ON jobSet.roles.a.dependsOn[0].role: got 'b'; move that job before this one: a job waits only for earlier ones",
  ]],
  ['a coordinator that is not there', { framework: roles, jobSet: { coordinator: { role: 'a', podIndex: 4 } } }, [
    'JOBSET_COORDINATOR jobSet.coordinator.podIndex: got 4; 0 to 0: the job has 1 completions',
  ]],
  ['a feature that is off', { framework: roles, jobSet: { failureRules: [{ action: JobSetAction.RESTART_JOB }] } }, [
    "JOBSET_FEATURE_GATE jobSet.failureRules[0].action: got 'RestartJob'; write RestartJobSet: the feature gate RestartJob is off",
  ]],
  ['claims', { framework: roles, jobSet: { claims: { x: { size: Size.gibibytes(0), path: 'x', roles: ['c'] } } } }, [
    "FIELD_IGNORED jobSet.claims.x.roles: got 'c'; there is no such role; one of a, b",
    "PATH_INVALID jobSet.claims.x.path: got 'x'; use an absolute path: '/x'",
    "QUANTITY_INVALID jobSet.claims.x.size: got '0Gi'; a size above zero",
  ]],
  ['policies that pods do not know', { restartPolicy: RestartPolicy.ALWAYS }, [
    "PLATFORM_UNSUPPORTED restartPolicy: got 'Always'; use RestartPolicy.NEVER or ON_FAILURE; leave it out for the safe one",
  ]],
  ['exit codes of pods that start anew', { fatalExitCodes: [0], restartPolicy: RestartPolicy.ON_FAILURE }, [
    "ALTERNATIVES_CONFLICT fatalExitCodes: got '0'; the API server takes them only with RestartPolicy.NEVER, which makes a new pod for each try",
    'COUNT_RANGE fatalExitCodes: got 0; an exit code of a failure is from 1 to 255',
  ]],
  ['rules about pods that start anew', { restartPolicy: RestartPolicy.ON_FAILURE, jobSet: { roles: { worker: { failureRules: [FailureRule.onPodCondition(FailureAction.IGNORE, 'X')] } } } }, [
    "JOBSET_JOB_REFUSED restartPolicy: got 'OnFailure'; write Never: podFailurePolicy needs it, and JobSet fills in OnFailure",
  ]],
])('%s is a problem', (_, props, lines) => {
  expect(problems(stackWith(props).stack)).toEqual(lines.map(line => `[mlops/train] ${line}`));
});

test('a name too long for its pods is a problem', () => {
  const name = 'a'.repeat(46);
  expect(problems(stackWith({ name }).stack)).toEqual([]);
  expect(problems(stackWith({ name: `${name}b` }).stack)).toEqual([`[mlops/${name}b] NAME_TOO_LONG name: got '${name}b'; 64 characters with a pod, at most 63; shorten the id or set \`name\``]);
});
