import { Duration, JsonPatch, Size } from 'cdk8s';
import type { PlatformProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, CleanPodPolicy, Framework, LauncherCreation, MpiImplementation, Processes, Queue, RestartPolicy, TrainingJob, TrainingOperator,
  VolcanoAction, VolcanoEvent,
} from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => {
  const stack = testStack({ volcano: true, ...platform });
  const construct = new TrainingJob(stack, 'train', { image: 'acme/train:1', command: ['train'], operator: TrainingOperator.VOLCANO, ...props });
  return { stack, construct };
};
const spec = (props: Partial<TrainingJobProps> = {}) => find(synth(stackWith(props).stack), 'Job').spec;
const sizes = ({ tasks }: any) => Object.fromEntries(tasks.map((task: any) => [task.name, task.replicas]));
const completes = [{ event: 'TaskCompleted', action: 'CompleteJob' }];

test('all pods start together, and anew together, three times', () => {
  const { tasks: [task], ...job } = spec({ workers: 3, fatalExitCodes: [42], queue: Queue.fromVolcanoQueueName('research'), priorityClass: 'high' });
  expect(job).toEqual({
    schedulerName: 'volcano', queue: 'research', priorityClassName: 'high', minAvailable: 3, maxRetry: 3, ttlSecondsAfterFinished: 604800, plugins: { env: [], svc: [] },
    policies: [{ exitCode: 42, action: 'TerminateJob' }, { event: 'PodEvicted', action: 'RestartJob' }, { event: 'PodFailed', action: 'RestartJob' }],
  });
  expect(task).toMatchObject({ name: 'worker', replicas: 3, template: { spec: { restartPolicy: 'Never', securityContext: { runAsNonRoot: true } } } });
  expect(task.template.spec).not.toHaveProperty('schedulerName');
});

test('containers that start anew in their pods do not start the job anew', () => {
  expect(spec({ restartPolicy: RestartPolicy.ON_FAILURE }).policies).toEqual([{ event: 'PodEvicted', action: 'RestartJob' }]);
});

test('PyTorch has a master with which it is complete, and meets there', () => {
  const job = spec({ framework: Framework.pytorch(), workers: 3, accelerator: Accelerator.nvidia('H100', 8), rerunOnChange: true });
  expect(sizes(job)).toEqual({ master: 1, worker: 2 });
  expect(job.plugins).toEqual({ pytorch: ['--master=master', '--worker=worker', '--port=23456'], svc: [] });
  expect(job.tasks.map((task: any) => task.policies)).toEqual([completes, undefined]);
  expect(job.tasks[1].template.spec.containers[0].env).toEqual(expect.arrayContaining([
    { name: 'VOLCANO_JOB', valueFrom: { fieldRef: { fieldPath: "metadata.labels['volcano.sh/job-name']" } } },
    { name: 'PET_NNODES', value: '3' }, { name: 'PET_NPROC_PER_NODE', value: '8' }, { name: 'PET_RDZV_ENDPOINT', value: '$(VOLCANO_JOB)-master-0.$(VOLCANO_JOB):29400' },
  ]));
});

test('TensorFlow has its parts, and is complete with the chief, or else with the workers', () => {
  const job = spec({ framework: Framework.tensorflow({ chief: {}, parameterServers: { replicas: 2 }, evaluators: {} }), workers: 3 });
  expect(sizes(job)).toEqual({ chief: 1, ps: 2, worker: 3, evaluator: 1 });
  expect(job).toMatchObject({ minAvailable: 7, plugins: { svc: [], tensorflow: ['--ps=ps', '--worker=worker', '--chief=chief', '--evaluator=evaluator', '--port=2222'] } });
  expect(job.tasks[0].policies).toEqual(completes);
  expect(spec({ framework: Framework.tensorflow(), workers: 2 }).tasks[0]).toMatchObject({ name: 'worker', policies: completes });
});

test('MPI runs without root: keys where the user finds them, readable by its group', () => {
  const job = spec({ framework: Framework.mpi({ launcherCreation: LauncherCreation.WHEN_WORKERS_READY }), workers: 2, command: ['mpirun', 'train'] });
  expect(job.plugins).toEqual({ mpi: ['--master=master', '--worker=worker', '--port=2222'], ssh: ['--ssh-key-file-path=/home/mpiuser/.ssh'], svc: [] });
  expect(job.tasks[0]).toMatchObject({ name: 'master', replicas: 1, dependsOn: { name: ['worker'] }, policies: completes });
  const [master, worker] = job.tasks.map((task: any) => task.template.spec);
  expect(master).toMatchObject({ securityContext: { runAsUser: 1000, fsGroup: 1000 }, containers: [{ command: ['mpirun', 'train'] }] });
  expect(worker.containers[0].command[0]).toBe('/usr/sbin/sshd');
});

test('a job starts without the pods that wait for others', () => {
  expect(spec({ framework: Framework.of({ a: { replicas: 4 }, b: { replicas: 2 } }), volcano: { tasks: { b: { dependsOn: ['a'] }, a: { minAvailable: 3 } } } }).minAvailable).toBe(3);
});

test('everything set is in the YAML', () => {
  const job = spec({
    framework: Framework.of({ a: { replicas: 4 } }), gang: { minAvailable: 2, priorityClass: 'urgent' }, backoffLimit: 1, ttlAfterFinished: Duration.hours(1),
    volcano: {
      plugins: { svc: ['--publish-not-ready-addresses=true'] }, minSuccess: 2, runningEstimate: Duration.minutes(10), networkTopology: { highestTierName: 'rack' },
      policies: [{ action: VolcanoAction.ABORT_JOB, events: [VolcanoEvent.POD_PENDING, VolcanoEvent.UNKNOWN], timeout: Duration.minutes(5) }],
      volumes: [{ path: '/in', claimName: 'c' }, { path: '/out', size: Size.gibibytes(1), storageClass: 'fast' }], tasks: { a: { maxRetry: 2 } },
    },
  });
  expect(job).toMatchObject({
    minAvailable: 2, priorityClassName: 'urgent', maxRetry: 1, ttlSecondsAfterFinished: 3600, minSuccess: 2, runningEstimate: '600s',
    networkTopology: { mode: 'hard', highestTierName: 'rack' }, plugins: { env: [], svc: ['--publish-not-ready-addresses=true'] },
    policies: [{ events: ['PodPending', 'Unknown'], action: 'AbortJob', timeout: '300s' }],
    volumes: [{ mountPath: '/in', volumeClaimName: 'c' }, { mountPath: '/out', volumeClaim: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, storageClassName: 'fast' } }],
    tasks: [{ name: 'a', maxRetry: 2 }],
  });
});

test('a patch survives', () => {
  const { stack, construct } = stackWith();
  construct.apiObject.addJsonPatch(JsonPatch.add('/spec/futureField', 'x'));
  expect(find(stack.toJson(), 'Job').spec.futureField).toBe('x');
});

const roles = Framework.of({ a: {}, b: { replicas: 2 } });
test.each<[string, Partial<TrainingJobProps>, string[]]>([
  ['what it has no place for', { completions: 2, deadline: Duration.hours(1), suspend: true, cleanPodPolicy: CleanPodPolicy.ALL }, [
    "FIELD_IGNORED cleanPodPolicy: got 'All'; pods of a Volcano Job end when it does; set ttlAfterFinished",
    'FIELD_IGNORED completions: got 2; a Volcano Job has no pieces of work: leave it out, or use TrainingOperator.KUBERNETES',
    "FIELD_IGNORED deadline: got '60 minutes'; a Volcano Job has none; use another operator, or a policy with a timeout in `volcano`",
    'FIELD_IGNORED suspend: got true; a Volcano Job starts when its queue has room; close the queue, or use another operator',
  ]],
  ['a queue of Kueue', { queue: Queue.fromQueueName('q') }, [
    "PLATFORM_UNSUPPORTED queue: got 'q'; Kueue does not manage Volcano Jobs; use Queue.fromVolcanoQueueName(...), or another operator",
  ]],
  ['a gang that it cannot be', { workers: 2, gang: { minAvailable: 3, scheduleTimeout: Duration.minutes(1), minResources: { cpu: '1' } } }, [
    'FIELD_IGNORED gang.minResources: got \'{"cpu":"1"}\'; a Volcano Job takes what its pods request; leave it out',
    "FIELD_IGNORED gang.scheduleTimeout: got '1 minute'; a Volcano Job waits as long as it takes; leave it out",
    'VOLCANO_MIN_AVAILABLE gang.minAvailable: got 3; write at most 2: that is how many pods all tasks have',
  ]],
  ['exit codes of pods that do not fail', { fatalExitCodes: [0, 300], restartPolicy: RestartPolicy.ON_FAILURE }, [
    "ALTERNATIVES_CONFLICT fatalExitCodes: got '0, 300'; containers start anew in their pods, which do not fail; set RestartPolicy.NEVER",
    'COUNT_RANGE fatalExitCodes: got 0; an exit code of a failure is from 1 to 255',
    'COUNT_RANGE fatalExitCodes: got 300; an exit code of a failure is from 1 to 255',
  ]],
  ['tasks', {
    framework: roles, workers: 1,
    volcano: { tasks: { z: {}, a: { minAvailable: 5, maxRetry: 0, dependsOn: ['q'] } }, plugins: { sshh: [] }, minSuccess: 0, runningEstimate: Duration.seconds(0) },
  }, [
    'COUNT_RANGE volcano.minSuccess: got 0; at least one pod',
    'COUNT_RANGE volcano.tasks.a.maxRetry: got 0; at least one try',
    "DURATION_RANGE volcano.runningEstimate: got '0s'; from one second to 68 years",
    'FIELD_IGNORED volcano.tasks.z: there is no such role; one of a, b',
    'FIELD_IGNORED workers: got 1; each role says its replicas; leave it out',
    "VOLCANO_DEPENDS_ON volcano.tasks.a.dependsOn[0]: got 'q'; name a task: a, b",
    'VOLCANO_MIN_AVAILABLE volcano.tasks.a.minAvailable: got 5; write at most 1, as replicas says',
    "VOLCANO_PLUGIN volcano.plugins.sshh: got 'sshh'; did you mean 'ssh'?",
  ]],
  ['policies', {
    fatalExitCodes: [7],
    volcano: {
      policies: [{ action: VolcanoAction.RESTART_JOB },
        { action: VolcanoAction.ABORT_JOB, events: [VolcanoEvent.ANY, VolcanoEvent.POD_FAILED], timeout: Duration.seconds(0) }],
    },
  }, [
    "DURATION_RANGE volcano.policies[1].timeout: got '0s'; from one second to 68 years",
    'VOLCANO_POLICY volcano.policies[0]: write event, events or exitCode',
    "VOLCANO_POLICY volcano.policies[1].events[0]: got '*'; remove the other events: * is every one of them",
  ]],
  ['volumes', { volcano: { volumes: [{ path: 'x', claimName: 'c', size: Size.gibibytes(1) }, { path: '/y' }, { path: '/z', claimName: 'd', storageClass: 'fast' }] } }, [
    "FIELD_IGNORED volcano.volumes[2].storageClass: got 'fast'; it is about a new claim; set `size` instead of claimName",
    "PATH_INVALID volcano.volumes[0].path: got 'x'; use an absolute path: '/x'",
    "VOLCANO_VOLUME volcano.volumes[0].claimName: got 'c'; remove it or volumeClaim: a new claim gets its name from Volcano",
    'VOLCANO_VOLUME volcano.volumes[1].claimName: name a claim, or describe a new one in volumeClaim',
  ]],
  ['what PyTorch cannot do here', { workers: 2, framework: Framework.pytorch({ elastic: {}, processesPerWorker: Processes.of(0), worker: { schedulerName: 'x' } }) }, [
    'COUNT_RANGE framework processesPerWorker: got 0; at least one process',
    'FIELD_IGNORED framework elastic: the number of pods is fixed here; use TrainingOperator.TRAINING_OPERATOR',
    "FIELD_IGNORED framework worker.schedulerName: got 'x'; one scheduler places all pods of a Volcano Job; set it for the job",
  ]],
  ['what MPI cannot do here', { workers: 2, framework: Framework.mpi({ slotsPerWorker: 2, implementation: MpiImplementation.INTEL, sshAuthMountPath: 'x' }) }, [
    "FIELD_IGNORED framework implementation: got 'Intel'; Volcano writes no host file: MPI_HOST names the workers, say the rest in the command",
    'FIELD_IGNORED framework slotsPerWorker: got 2; Volcano writes no host file: MPI_HOST names the workers, say the rest in the command',
    "PATH_INVALID framework sshAuthMountPath: got 'x'; use an absolute path: '/x'",
  ]],
  ['what TensorFlow cannot do here', { workers: 2, framework: Framework.tensorflow({ dynamicWorkers: true }) }, [
    'FIELD_IGNORED framework dynamicWorkers: got true; a Volcano Job does not know it; say it in volcano.tasks.<role>.policies',
  ]],
  ['a policy that pods do not know', { restartPolicy: RestartPolicy.EXIT_CODE }, [
    "PLATFORM_UNSUPPORTED restartPolicy: got 'ExitCode'; use RestartPolicy.NEVER or ON_FAILURE; leave it out for the safe one",
  ]],
])('%s is a problem', (_, props, lines) => {
  expect(problems(stackWith(props, { kueue: true }).stack)).toEqual(lines.map(line => `[mlops/train] ${line}`));
});
