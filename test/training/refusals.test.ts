import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, ScheduledTrainingJobProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, AccessMode, Capacity, Checkpoints, CleanPodPolicy, Cloud, Code, Dataset, Defaults, DeviceClaim, Framework, GangScheduler, Interconnect,
  MpiOperator,
  Placement, PodSecurity, Processes,
  Queue, Readiness, RestartPolicy, Storage, Tracking, TrainerVersion, TrainingJob, TrainingOperator,
} from '../../lib';
import { problems, synth, testStack } from '../support/synth';

const told = (props: Partial<TrainingJobProps>, platform: PlatformProps = {}) => {
  const stack = testStack(platform);
  new TrainingJob(stack, 'resnet', { image: 'acme/resnet:2.1', command: ['python', 'train.py'], ...props });
  return problems(stack);
};
const pytorch = Framework.pytorch();
const kueue = { kueue: true, kueueFrameworks: ['batch/job', 'kubeflow.org/pytorchjob', 'kubeflow.org/mpijob'] };

describe('frameworks', () => {
  test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
    ['an operator that does not run the framework', { framework: Framework.tensorflow(), operator: TrainingOperator.MPI_OPERATOR }, {}, 'PLATFORM_UNSUPPORTED operator: got \'mpi-operator\'; it does not run tensorflow'],
    ['Paddle on Trainer 2', { framework: Framework.paddle() }, { trainer: TrainerVersion.V2 }, "PLATFORM_UNSUPPORTED framework: got 'paddle'; Trainer 2 has no kind for paddle; declare Platform trainer: TrainerVersion.V1 if training-operator runs beside it"],
    ['MXNet after its end', { framework: Framework.mxnet() }, {}, "PLATFORM_UNSUPPORTED framework: got 'mxnet'; MXJob ended with training-operator 1.8; declare Platform trainer: TrainerVersion.V1_8 if the cluster has it"],
    ['JAX before its time', { framework: Framework.jax() }, { trainer: TrainerVersion.V1_8 }, "PLATFORM_UNSUPPORTED framework: got 'jax'; JAXJob came with training-operator 1.9; declare Platform trainer: TrainerVersion.V1"],
    ['MPI of the other operator', { framework: Framework.mpi(), operator: TrainingOperator.MPI_OPERATOR }, { mpiOperator: MpiOperator.V1 }, "PLATFORM_UNSUPPORTED operator: got 'mpi-operator'; the platform has MPIJob v1; declare Platform mpiOperator: MpiOperator.V2BETA1"],
    ['no processes', { framework: Framework.pytorch({ processesPerWorker: Processes.of(0) }) }, {}, 'COUNT_RANGE framework processesPerWorker: got 0; at least one process'],
    ['a master in an elastic job', { framework: Framework.pytorch({ elastic: {}, master: { args: [] } }), workers: 2 }, {}, 'FIELD_IGNORED framework master: an elastic job has workers alone; leave it out'],
    ['an elastic range of nothing', { framework: Framework.pytorch({ elastic: { minReplicas: 0 } }), workers: 2 }, {}, 'COUNT_RANGE framework elastic.minReplicas: got 0; at least one pod'],
    ['an autoscaler without a target', { framework: Framework.pytorch({ elastic: { targetCpuPercent: 0 } }), workers: 2 }, {}, 'COUNT_RANGE framework elastic.targetCpuPercent: got 0; a percentage from 1 of what the pods request'],
    ['a rendezvous on no port', { framework: Framework.pytorch({ elastic: { rdzvPort: 0 } }), workers: 2 }, {}, 'PORT_RANGE framework elastic.rdzvPort: got 0; use a whole number from 1 to 65535'],
    ['the number of workers said twice', { framework: Framework.pytorch({ worker: { replicas: 4 } }), workers: 2 }, {}, 'FIELD_IGNORED framework worker.replicas: got 4; set `workers` instead'],
    ['two masters', { framework: Framework.xgboost({ master: { replicas: 2 } }), workers: 2 }, {}, 'FIELD_IGNORED framework master.replicas: got 2; there is exactly one; leave it out'],
    ['no parameter servers', { framework: Framework.tensorflow({ parameterServers: { replicas: 0 } }), workers: 2 }, {}, 'COUNT_RANGE framework parameterServers.replicas: got 0; from 1 to 10000 pods'],
    ['an image of a role that is none', { framework: Framework.tensorflow({ evaluators: { image: 'Eval' } }), workers: 2 }, {}, "IMAGE_INVALID framework evaluators.image: got 'Eval'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
    ['a user of a role that is root', { framework: Framework.mpi({ launcher: { user: 0 } }), workers: 2 }, {}, 'USER_ID_RANGE framework launcher.user: got 0; use a numeric id from 1: Pod Security refuses root'],
    ['no slots', { framework: Framework.mpi({ slotsPerWorker: 0 }), workers: 2 }, {}, 'COUNT_RANGE framework slotsPerWorker: got 0; at least one process'],
    ['a launcher without a command', { framework: Framework.mpi(), workers: 2, command: undefined }, {}, "TRAINING_COMMAND_MISSING command: the launcher has nothing to launch: give the command, e.g. ['mpirun', 'python', 'train.py']"],
    ['keys at a relative path', { framework: Framework.mpi({ sshAuthMountPath: '.ssh' }), workers: 2 }, {}, "PATH_INVALID framework sshAuthMountPath: got '.ssh'; use an absolute path: '/.ssh'"],
    ['a launcher as worker with MPIJob v1', { framework: Framework.mpi({ launcherAsWorker: true }), workers: 2 }, { mpiOperator: MpiOperator.V1 }, 'FIELD_IGNORED framework launcherAsWorker: got true; MPIJob v1 has no such field; declare Platform mpiOperator: MpiOperator.V2BETA1, or leave it out'],
  ])('%s', (_, props, platform, line) => {
    expect(told(props, platform).join('\n')).toContain(`[mlops/resnet] ${line}`);
  });
});

describe('life cycle', () => {
  test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
    ['pieces of work of a PyTorchJob', { framework: pytorch, workers: 2, completions: 8 }, {}, 'FIELD_IGNORED completions: got 8; a PyTorchJob has no pieces of work: its pods train together; leave it out'],
    ['exit codes of a TFJob', { framework: Framework.tensorflow(), fatalExitCodes: [3] }, {}, "FIELD_IGNORED fatalExitCodes: got '3'; a TFJob has no list of them: with restartPolicy: RestartPolicy.EXIT_CODE codes from 1 to 127 fail the job at once"],
    ['exit codes of an MPIJob', { framework: Framework.mpi(), workers: 2, fatalExitCodes: [3] }, {}, "FIELD_IGNORED fatalExitCodes: got '3'; an MPIJob has no list of them; use backoffLimit: 0 to fail at once"],
    ['clean-up of a plain Job', { cleanPodPolicy: CleanPodPolicy.ALL }, {}, "FIELD_IGNORED cleanPodPolicy: got 'All'; the pods of a Job go with it; set ttlAfterFinished"],
    ['a gang of a plain Job', { gang: { minAvailable: 2 } }, { gangScheduler: GangScheduler.VOLCANO }, 'FIELD_IGNORED gang: got \'{"minAvailable":2}\'; the pods of a Job start one by one; use a Kueue queue, or TrainingOperator.JOBSET or VOLCANO'],
    ['a gang without a scheduler', { framework: pytorch, workers: 2, gang: {} }, {}, 'PLATFORM_UNSUPPORTED gang: training-operator reads it only if it was started with --gang-scheduler-name; declare Platform gangScheduler, or use a Kueue queue'],
    ['a gang of mpi-operator without a scheduler', { framework: Framework.mpi(), workers: 2, gang: {} }, {}, 'PLATFORM_UNSUPPORTED gang: mpi-operator reads it only if it was started with --gang-scheduling; declare Platform gangScheduler, or use a Kueue queue'],
    ['exit codes of a role that starts again', { framework: Framework.of({ a: {}, b: { restartPolicy: RestartPolicy.ON_FAILURE } }), fatalExitCodes: [3] }, {}, "ALTERNATIVES_CONFLICT framework b.restartPolicy: got 'OnFailure'; `fatalExitCodes`: the API server takes them only with RestartPolicy.NEVER, which makes a new pod for each try"],
    ['exit codes where JobSet lets containers start again', { operator: TrainingOperator.JOBSET, fatalExitCodes: [3], defaults: Defaults.UPSTREAM }, {}, "ALTERNATIVES_CONFLICT fatalExitCodes: got '3'; the API server takes them only with RestartPolicy.NEVER, which makes a new pod for each try"],
    ['exit codes of a task that starts again', { framework: Framework.of({ a: { restartPolicy: RestartPolicy.ON_FAILURE } }), operator: TrainingOperator.VOLCANO, fatalExitCodes: [3] }, { volcano: true }, "ALTERNATIVES_CONFLICT framework a.restartPolicy: got 'OnFailure'; `fatalExitCodes`: containers start anew in their pods, which do not fail; set RestartPolicy.NEVER"],
    ['MPI of Volcano with nothing to launch', { framework: Framework.mpi(), operator: TrainingOperator.VOLCANO, command: undefined }, { volcano: true }, "TRAINING_COMMAND_MISSING command: the launcher has nothing to launch: give the command, e.g. ['mpirun', 'python', 'train.py']"],
    ['a gang of nobody', { framework: pytorch, workers: 2, gang: { minAvailable: 0 } }, { gangScheduler: GangScheduler.VOLCANO }, 'COUNT_RANGE gang.minAvailable: got 0; at least one pod'],
    ['resources of a gang that are none', { framework: pytorch, workers: 2, gang: { minResources: { cpu: 'many' } } }, { gangScheduler: GangScheduler.VOLCANO }, "QUANTITY_INVALID gang.minResources.cpu: got 'many'; a quantity such as '4' or '16Gi'"],
    ['restarts that only training-operator knows', { restartPolicy: RestartPolicy.EXIT_CODE }, {}, "restartPolicy: got 'ExitCode'"],
    ['exit codes where the container starts again', { restartPolicy: RestartPolicy.ON_FAILURE, fatalExitCodes: [3] }, {}, "ALTERNATIVES_CONFLICT fatalExitCodes: got '3'; the API server takes them only with RestartPolicy.NEVER, which makes a new pod for each try"],
    ['MultiKueue without a queue', { framework: pytorch, workers: 2, multiKueue: true }, kueue, 'FIELD_IGNORED multiKueue: got true; MultiKueue takes what waits in a queue of Kueue; nobody would run the job; set `queue`'],
    ['MultiKueue of an MPIJob v1', { framework: Framework.mpi(), workers: 2, multiKueue: true }, { mpiOperator: MpiOperator.V1 }, 'FIELD_IGNORED multiKueue: got true; Kueue does not know MPIJobs v1; declare Platform mpiOperator: MpiOperator.V2BETA1'],
    ['a name too long for the Services of pods', { framework: pytorch, workers: 12, name: 'r'.repeat(54) }, {}, `NAME_TOO_LONG name: got '${'r'.repeat(54)}'; 64 characters with a pod and its Service, at most 63; shorten the id or set \`name\``],
    ['a name too long for workers of MPI', { framework: Framework.mpi(), workers: 2, name: 'r'.repeat(56) }, {}, `NAME_TOO_LONG name: got '${'r'.repeat(56)}'; 65 characters with the launcher and the pods of workers, at most 63`],
  ])('%s', (_, props, platform, line) => {
    expect(told(props, platform).join('\n')).toContain(`[mlops/resnet] ${line.startsWith('restartPolicy') ? '' : line}`);
    expect(told(props, platform).join('\n')).toContain(line);
  });
});

describe('queues and placement', () => {
  test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
    ['a queue of Volcano without Volcano', { framework: pytorch, workers: 2, queue: Queue.fromVolcanoQueueName('gpu') }, {}, "PLATFORM_UNSUPPORTED queue: got 'gpu'; a queue of Volcano needs training-operator with --gang-scheduler-name=volcano; declare Platform gangScheduler: GangScheduler.VOLCANO"],
    ['a queue of Volcano that mpi-operator does not know', { framework: Framework.mpi(), workers: 2, queue: Queue.fromVolcanoQueueName('gpu') }, {}, "PLATFORM_UNSUPPORTED queue: got 'gpu'; a queue of Volcano needs mpi-operator with --gang-scheduling=volcano; declare Platform gangScheduler: GangScheduler.VOLCANO"],
    ['a priority without a queue', { queuePriority: { priorityClassName: 'high' } }, kueue, "FIELD_IGNORED queuePriority: got 'high'; it orders what waits in a queue of Kueue; set `queue`, or use priorityClass"],
    ["a placement of Kueue's without a queue", { placement: [Placement.kueueRequired('rack')] }, kueue, "FIELD_IGNORED placement: got 'rack'; Kueue places only what waits in its queues; set `queue`"],
    ["two placements of Kueue's", { queue: Queue.fromQueueName('gpu'), placement: [Placement.kueueRequired('rack'), Placement.kueuePreferred('block')] }, kueue, "ALTERNATIVES_CONFLICT placement: got 'rack, block'; Kueue takes one placement; remove the others"],
    ['a label of nodes that is none', { placement: [Placement.together('my rack')] }, {}, "PLACEMENT_INVALID placement: got 'my rack'; the key of a node label, e.g. 'topology.kubernetes.io/zone'"],
    ['a spread of nothing', { placement: [Placement.spread('zone', 0)] }, {}, 'COUNT_RANGE placement maxSkew: got 0; at least 1 pod'],
    ['pods that do not fill a slice of TPUs', { framework: Framework.jax(), workers: 3, accelerator: Accelerator.tpu('tpu-v5-lite-podslice', '4x4') }, { cloud: Cloud.GKE }, 'COUNT_RANGE workers: got 3; a slice of this topology has 4 machines, each with one pod; use 4 or a multiple, or leave it out'],
    ['RDMA where IPC_LOCK is refused', { framework: pytorch, workers: 2, interconnect: Interconnect.rdma('rdma/ib') }, {}, "POD_SECURITY_BASELINE interconnect: got 'IPC_LOCK'; the namespace enforces Pod Security 'baseline', which refuses this capability; use Interconnect.tcp or Interconnect.efa, or new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })"],
    ['spot where nobody knows what that is', { capacity: Capacity.spot() }, {}, "PLATFORM_UNSUPPORTED capacity: got 'spot'; such nodes are marked in one way on each cloud: declare Platform cloud, or use nodeSelector and tolerations"],
    ['spot machines of which the first to go ends it', { framework: pytorch, workers: 2, capacity: Capacity.spot(), restartPolicy: RestartPolicy.NEVER }, { cloud: Cloud.GKE }, "SPOT_NEVER_RESTARTS restartPolicy: got 'Never'; the first machine that is taken away would fail the job; use RestartPolicy.ON_FAILURE, with checkpoints from which it goes on"],
    ['a grace period that spot does not give', { capacity: Capacity.spot(), gracePeriod: Duration.minutes(5) }, { cloud: Cloud.AKS }, "DURATION_RANGE gracePeriod: got '300s'; a spot machine of aks is gone 30 seconds after the notice; save what matters within 30s"],
  ])('%s', (_, props, platform, line) => {
    expect(told(props, platform)).toContain(`[mlops/resnet] ${line}`);
  });
});

describe('data and state', () => {
  test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
    ['a bucket that is none', { data: [Dataset.s3('acme/imagenet').at('/data')] }, {}, "URI_INVALID volumes '/data' source: got 'acme/imagenet'; use 's3://bucket/path'"],
    ['a login in a URL', { data: [Dataset.http('https://me:secret@example.com/x.zip').at('/data')] }, {}, "URI_INVALID volumes '/data' source: got 'https://***@example.com/x.zip'; use 'https://host/path', without a login in it"],
    ['a repository without its owner', { data: [Dataset.huggingFace('imagenet').at('/data')] }, {}, "URI_INVALID volumes '/data' source: got 'hf://imagenet'; use 'organization/name'"],
    ['code over ssh', { code: Code.git('git@github.com:acme/resnet.git').at('/code') }, {}, "URI_INVALID volumes '/code' repository: got 'git@github.com:acme/resnet.git'; use 'https://host/path', without a login in it"],
    ['checkpoints that cannot be written', { checkpoints: Checkpoints.volume(Storage.existingClaim('c').at('/c', { readOnly: true })) }, {}, "FIELD_IGNORED checkpoints: got '/c'; the code could not write there; leave out readOnly"],
    ['checkpoints in a bucket that is none', { checkpoints: Checkpoints.objectStore('acme/ckpt') }, {}, "URI_INVALID checkpoints: got 'acme/ckpt'; use a path of a bucket, e.g. 's3://acme/checkpoints/resnet'"],
    ['settings of S3 for another store', { checkpoints: Checkpoints.objectStore('gs://acme/ckpt', { region: 'eu-west-1' }) }, {}, "FIELD_IGNORED checkpoints: got 'gs://acme/ckpt'; credentials, region and endpoint are of S3; leave them out and use `identity`"],
    ['a start from its own checkpoints', { checkpoints: Checkpoints.claim(Size.gibibytes(1)), resumeFrom: Checkpoints.existingClaim('old') }, {}, "ALTERNATIVES_CONFLICT resumeFrom: got '/checkpoints'; the job writes its own checkpoints there, and finds them without; leave it out, or mount it elsewhere"],
    ['two Secrets for one variable', { checkpoints: Checkpoints.objectStore('s3://a/b', { region: 'eu', credentials: { name: 'one' } as kplus.ISecret }), resumeFrom: Checkpoints.objectStore('s3://c/d', { credentials: { name: 'two' } as kplus.ISecret }) }, {}, "ALTERNATIVES_CONFLICT resumeFrom: got 'AWS_ACCESS_KEY_ID'; a container has this variable once, and `checkpoints` says it otherwise; use one Secret, region and endpoint for both, or `identity`"],
    ['a name for claims that come with the pods', { data: [Storage.ephemeralClaim(Size.gibibytes(1), { name: 'mine' }).at('/data')] }, {}, "FIELD_IGNORED volumes '/data' name: got 'mine'; each pod has a claim of its own, named after the pod; leave it out"],
    ['a TensorBoard that nobody runs', { tensorboard: true, checkpoints: Checkpoints.claim(Size.gibibytes(1)) }, {}, "PLATFORM_UNSUPPORTED tensorboard: got true; it makes a Tensorboard of Kubeflow; declare Platform tensorboards: true if the cluster has Kubeflow's controller"],
    ['a TensorBoard without a place for logs', { tensorboard: true }, { tensorboards: true }, 'FIELD_IGNORED tensorboard: got true; its logs lie beside the checkpoints; set `checkpoints`'],
    ['a model that nobody keeps', { registeredModel: 'resnet' }, {}, "FIELD_IGNORED registeredModel: got 'resnet'; there is no registry to keep it; set `tracking`"],
    ['the name of a run that nobody keeps', { runName: 'first' }, {}, "FIELD_IGNORED runName: got 'first'; there is no tracker to keep it; set `tracking`"],
    ['a port that is none', { ports: { metrics: 99999 } }, {}, 'PORT_RANGE ports.metrics: got 99999; use a whole number from 1 to 65535'],
    ['a sidecar without an image', { sidecars: [{ name: 'proxy', image: '' }] }, {}, "IMAGE_INVALID sidecars 'proxy' image: got ''; an image is needed"],
    ['a claim of one node for several pods', { framework: pytorch, workers: 2, checkpoints: Checkpoints.claim(Size.gibibytes(1), { accessMode: AccessMode.READ_WRITE_ONCE }) }, {}, "VOLUME_NOT_SHARED workers: got 2; PersistentVolumeClaim 'resnet-checkpoints' is ReadWriteOnce: pods on different nodes cannot share it; use one replica, or access mode ReadWriteMany"],
    ['a tracker with a password in its address', { tracking: Tracking.server('https://me:secret@mlflow.example.com') }, {}, "URI_INVALID tracking: got 'https://***@mlflow.example.com'; use the server's URL without credentials in it, e.g. 'http://mlflow-server-service:5000'"],
  ])('%s', (_, props, platform, line) => {
    expect(told(props, platform)).toContain(`[mlops/resnet] ${line}`);
  });
});

describe('a schedule', () => {
  const runs = (props: Partial<ScheduledTrainingJobProps>, platform: PlatformProps = {}) => {
    const stack = testStack(platform);
    TrainingJob.scheduled(stack, 'nightly', { image: 'acme/resnet:2.1', schedule: '0 3 * * *', ...props });
    return problems(stack);
  };

  test.each<[string, Partial<ScheduledTrainingJobProps>, string]>([
    ['that is none', { schedule: 'nightly' }, "CRON_SCHEDULE_INVALID schedule: got 'nightly'; use five fields, e.g. '0 3 * * *', or '@daily'"],
    ['with a name that changes', { rerunOnChange: true }, 'FIELD_IGNORED rerunOnChange: got true; a schedule can change, and each run has a name of its own; leave it out'],
    ['that starts too late at once', { startingDeadline: Duration.seconds(5) }, "DURATION_RANGE startingDeadline: got '5s'; at least 10 seconds: the controller looks that often"],
    ['with fewer than no runs', { failedRuns: -1 }, 'COUNT_RANGE failedRuns: got -1; from 0 to 1000 runs'],
    ['of a kind that does not wait', { framework: pytorch, overlap: 'Forbid' as any }, "FIELD_IGNORED overlap: got 'Forbid'; the CronJob makes a PyTorchJob and does not wait for its end; only a plain Job has it; leave it out"],
    ['whose name leaves no room for the time', { name: 'n'.repeat(53) }, `NAME_TOO_LONG name: got '${'n'.repeat(53)}'; 64 characters with the time of a run, at most 63; shorten the id or set \`name\``],
  ])('%s', (_, props, line) => {
    expect(runs(props)).toContain(`[mlops/nightly] ${line}`);
  });

  test('a mistake in what each run makes is told, though no rule sees inside the ConfigMap', () => {
    expect(runs({ framework: pytorch, priorityClass: 'High' }).join('\n')).toContain("NAME_INVALID priorityClass: got 'High'");
  });
});

test('a namespace that was told to be restricted keeps what training-operator adds to pods out, and says so', () => {
  const stack = testStack({}, { podSecurity: PodSecurity.RESTRICTED });
  new TrainingJob(stack, 'resnet', { image: 'a:1', framework: pytorch, workers: 2 });
  expect(problems(stack)).toContain('[mlops/resnet] POD_SECURITY_INJECTED framework: got \'pytorch\'; training-operator adds an init container to the workers of a PyTorchJob, which Pod Security \'restricted\' refuses; use PodSecurity.BASELINE for the Stack');
});

test('without the safe defaults a pod that needs root is for its namespace to judge', () => {
  const stack = testStack({}, { podSecurity: PodSecurity.PRIVILEGED });
  new TrainingJob(stack, 'resnet', { image: 'a:1', defaults: Defaults.UPSTREAM, user: 0 });
  expect(problems(stack)).toEqual([]);
});

describe('what nothing of a kind would read', () => {
  test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
    ['readiness of a TrainJob', { framework: pytorch, readiness: Readiness.tcp(80) }, { trainer: TrainerVersion.V2 }, 'FIELD_IGNORED readiness: a TrainJob cannot say it of its pods; say it in a TrainingRuntime of your own, given as `runtime`'],
    ['a command before the end in a role of a TrainJob', { framework: Framework.pytorch({ worker: { preStop: ['save', 'it'] } }) }, { trainer: TrainerVersion.V2 }, "FIELD_IGNORED framework worker.preStop: got 'save it'; a TrainJob cannot say it of its pods; say it in a TrainingRuntime of your own, given as `runtime`"],
    ['the token of a TrainJob', { framework: pytorch, automountToken: true }, { trainer: TrainerVersion.V2 }, 'FIELD_IGNORED automountToken: got true; a TrainJob cannot say it of its pods; say it in a TrainingRuntime of your own, given as `runtime`'],
    ['a name of a container that the operator does not find', { framework: pytorch, containerName: 'trainer' }, {}, "TRAINING_CONTAINER_NAME containerName: got 'trainer'; name the container that trains 'pytorch': the operator of PyTorchJobs finds it by this name"],
  ])('%s', (_, props, platform, line) => {
    expect(told(props, platform)).toContain(`[mlops/resnet] ${line}`);
  });

  test.each<[string, Framework]>([
    ['MPI', Framework.mpi({ launcher: { user: 4242 }, worker: { user: 4242 } })], ['Ray', Framework.ray({ head: { user: 4242 }, worker: { user: 4242 }, submitter: { user: 4242 } })],
  ])('the user that a role of %s says holds over that of the images', (_, framework) => {
    const stack = testStack();
    new TrainingJob(stack, 'resnet', { image: 'acme/resnet:2.1', command: ['python', 'train.py'], workers: 2, framework });
    const users = JSON.stringify(synth(stack)).match(/"runAsUser":\d+/g);
    expect(new Set(users)).toEqual(new Set(['"runAsUser":4242']));
  });
});

describe('the field as its author wrote it', () => {
  const named = "got 'High'; it names an object: use lower-case letters, digits, - and .";
  const high = { priorityClass: 'High' };
  const value = "got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit";

  test.each<[string, Partial<TrainingJobProps>, PlatformProps, string[]]>([
    ['of the job', { priorityClass: 'High' }, {}, [`NAME_INVALID priorityClass: ${named}`]],
    ['of a worker', { framework: Framework.pytorch({ worker: high }), workers: 2 }, {}, [`NAME_INVALID framework worker.priorityClass: ${named}`]],
    ['of parameter servers', { framework: Framework.tensorflow({ parameterServers: high }) }, {}, [`NAME_INVALID framework parameterServers.priorityClass: ${named}`]],
    ['of a launcher', { framework: Framework.mpi({ launcher: high }), workers: 2 }, {}, [`NAME_INVALID framework launcher.priorityClass: ${named}`]],
    ['of a role of a JobSet', { framework: Framework.of({ learner: {}, actors: high }) }, {}, [`NAME_INVALID framework actors.priorityClass: ${named}`]],
    ['of the head of Ray', { framework: Framework.ray({ head: high }), workers: 2 }, {}, [`NAME_INVALID framework head.priorityClass: ${named}`]],
    ['of one of two labels', { framework: Framework.pytorch({ worker: { podLabels: { a: 'b c' } } }), workers: 2, podLabels: { ours: 'x' } }, {}, [`LABEL_INVALID framework worker.podLabels.a: ${value}`]],
    ['labels of the object, which its pods have too', { labels: { a: 'b c' } }, {}, [`LABEL_INVALID labels.a: ${value}`]],
    ['a variable without a name', { framework: pytorch, env: { '': kplus.EnvValue.fromValue('x') } }, {}, ["ENV_NAME_INVALID env: got ''; a variable has a name"]],
    ['amounts', { resources: { cpu: { request: kplus.Cpu.units(-1) } } }, {}, ["QUANTITY_INVALID resources.cpu.request: got '-1'; not below zero"]],
    ['a sidecar', { sidecars: [{ name: 'A', image: 'a:1' }] }, {}, ["NAME_INVALID sidecars[0].name: got 'A'; a container is named like a DNS label: use at most 63 lower-case letters, digits and -"]],
    ['an accelerator by a claim, which a TrainJob cannot say', { framework: pytorch, accelerator: Accelerator.claim(DeviceClaim.existingTemplate('gpus')) }, { kubernetes: '1.34', trainer: TrainerVersion.V2 },
      ["FIELD_IGNORED accelerator: got 'device'; a TrainJob cannot say it of its pods; say it in a TrainingRuntime of your own, given as `runtime`"]],
  ])('%s', (_, props, platform, lines) => {
    expect(told(props, platform)).toEqual(lines.map(line => `[mlops/resnet] ${line}`));
  });

  test.each([['a plain Job', {}], ['a PyTorchJob', { framework: pytorch }]])('of %s by the clock: its queue, and what its namespace refuses', (_, props) => {
    const stack = testStack(kueue, { podSecurity: PodSecurity.BASELINE });
    TrainingJob.scheduled(stack, 'nightly', { image: 'a:1', schedule: '@daily', queue: Queue.fromQueueName('My Q'), hostNetwork: true, ...props });
    const lines = problems(stack).join('\n');
    expect(lines).toContain("KUEUE_QUEUE_NAME queue: got 'My Q'");
    expect(lines).toContain('POD_SECURITY_BASELINE hostNetwork: got true');
    expect(lines).not.toContain('spec.');
  });

  test('a name that selects pods is told as the name', () => {
    const lines = told({ name: 'My_Job-' });
    expect(lines.join('\n')).toContain("NAME_INVALID name: got 'My_Job-'");
    expect(lines.join('\n')).not.toContain('odSelector');
  });
});
