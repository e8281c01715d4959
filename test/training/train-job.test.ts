import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, StackProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, Checkpoints, Cloud, Defaults, Framework, MlPolicy, Placement, PodGroupPolicy, PodSecurity, Processes, Queue, RestartPolicy, Runtime,
  RuntimePolicy, Storage,
  TrainerVersion, TrainingJob, TrainingOperator, TrainingRuntime,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const V2 = { trainer: TrainerVersion.V2 };
const stackWith = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}, stackProps: StackProps = {}) => {
  const stack = testStack({ ...V2, ...platform }, stackProps);
  const construct = new TrainingJob(stack, 'resnet', { framework: Framework.pytorch(), image: 'acme/resnet:2.1', ...props });
  return { stack, construct };
};
const render = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => synth(stackWith(props, platform).stack);
const spec = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => find(render(props, platform), 'TrainJob').spec;
const patchedJobs = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) =>
  Object.fromEntries(
    spec(props, platform).runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs.map((job: any) => [job.name, job.template.spec.template]),
  );
const own = (platform: PlatformProps = {}) => testStack({ ...V2, ...platform });

test('Trainer 2 runs PyTorch, JAX, XGBoost and DeepSpeed on the runtimes it ships', () => {
  const runtimes = [Framework.pytorch(), Framework.jax(), Framework.xgboost(), Framework.deepspeed()]
    .map(framework => spec({ framework, command: ['train'] }).runtimeRef);
  const ref = { apiGroup: 'trainer.kubeflow.org', kind: 'ClusterTrainingRuntime' };
  expect(runtimes).toEqual(['torch', 'jax', 'xgboost', 'deepspeed'].map(name => ({ ...ref, name: `${name}-distributed` })));
});

test('what runs is said of the trainer, the rest of the pod over the runtime', () => {
  const manifests = render({ workers: 2, command: ['torchrun', 'train.py'], env: { LR: kplus.EnvValue.fromValue('1') } });
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'ServiceAccount/resnet', 'TrainJob/resnet', 'NetworkPolicy/resnet-network']);
  const { trainer, runtimePatches } = find(manifests, 'TrainJob').spec;
  expect(trainer).toEqual({
    image: 'acme/resnet:2.1', command: ['torchrun', 'train.py'], numNodes: 2, numProcPerNode: 1,
    env: [{ name: 'HOME', value: '/tmp' }, { name: 'LR', value: '1' }],
    resourcesPerNode: {
      requests: { 'cpu': '1', 'memory': '2Gi', 'ephemeral-storage': '1Gi' },
      limits: { 'cpu': '4', 'memory': '4Gi', 'ephemeral-storage': '10Gi' },
    },
  });
  expect(runtimePatches[0].manager).toBe('cdk8s-mlops.dev/training-job');
});

test('pods of a stock runtime are as hardened as those of every other kind', () => {
  const { metadata, spec: { containers, ...pod } } = patchedJobs().node;
  expect(metadata.labels['app.kubernetes.io/instance']).toBe('resnet');
  expect(pod).toEqual({
    securityContext: { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccountName: 'resnet', terminationGracePeriodSeconds: 120, volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }],
  });
  expect(containers).toEqual([{
    name: 'node',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  }]);
});

test('the namespace stays restricted, and the NetworkPolicy finds the pods', () => {
  const manifests = render();
  expect(find(manifests, 'Namespace').metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  const { podSelector } = find(manifests, 'NetworkPolicy').spec;
  expect(patchedJobs().node.metadata.labels).toMatchObject(podSelector.matchLabels);
});

test('devices, data, checkpoints and placement go through the patch', () => {
  const props: Partial<TrainingJobProps> = {
    accelerator: Accelerator.nvidia('H100', 8), data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })],
    imagePullSecrets: [{ name: 'login' } as kplus.ISecret], placement: [Placement.together('topology.kubernetes.io/zone')],
    podAnnotations: { team: 'vision' }, nodeSelector: { disk: 'ssd' }, gracePeriod: Duration.seconds(30), capabilities: ['NET_BIND_SERVICE'],
  };
  const { node } = patchedJobs(props);
  expect(node.spec).toMatchObject({
    tolerations: [{ key: 'nvidia.com/gpu' }], imagePullSecrets: [{ name: 'login' }], nodeSelector: { disk: 'ssd' }, terminationGracePeriodSeconds: 30,
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'imagenet' } }, { name: 'shm' }, { name: 'tmp' }],
    containers: [{ name: 'node', securityContext: { capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } }, volumeMounts: [{ mountPath: '/data', readOnly: true }, { mountPath: '/dev/shm' }, { mountPath: '/tmp' }] }],
  });
  expect(node.spec.affinity.podAffinity).toEqual({
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'resnet' } } }],
  });
  expect(node.metadata.annotations).toEqual({ team: 'vision' });
  expect(spec(props).trainer.resourcesPerNode.limits['nvidia.com/gpu']).toBe('8');
});

test.each<[string, Partial<TrainingJobProps>, PlatformProps, number | undefined]>([
  ['one for each GPU', { accelerator: Accelerator.nvidia('H100', 8) }, {}, 8],
  ['as Trainer counts with one GPU', { accelerator: Accelerator.nvidia() }, {}, undefined],
  ['one for each MIG slice, which Trainer does not count', { accelerator: Accelerator.mig('1g.10gb') }, {}, 1],
  ['one for each TPU chip', { accelerator: Accelerator.tpu('tpu-v5-lite-podslice', '2x2') }, { cloud: Cloud.GKE }, 4],
  ['one without devices', {}, {}, 1],
  ['as many as were said', { framework: Framework.pytorch({ processesPerWorker: Processes.of(3) }) }, {}, 3],
  ['as Trainer counts, if asked', { framework: Framework.pytorch({ processesPerWorker: Processes.AUTO }), accelerator: Accelerator.nvidia('H100', 2) }, {}, undefined],
  ['none of JAX, which starts one', { framework: Framework.jax(), accelerator: Accelerator.nvidia('H100', 8) }, {}, undefined],
  ['one for each slot of MPI', { framework: Framework.deepspeed({ slotsPerWorker: 2 }), command: ['deepspeed'] }, {}, 2],
  ['those of a runtime that was chosen', { runtime: Runtime.fromClusterRuntimeName('acme') }, {}, undefined],
])('processes of a node: %s', (_, props, platform, count) => {
  expect(spec(props, platform).trainer.numProcPerNode).toBe(count);
});

test('a deadline, suspension and a queue are of the job', () => {
  const manifests = render({ deadline: Duration.hours(1), suspend: true, queue: Queue.fromQueueName('gpu') }, { kueue: true });
  const { metadata, spec: said } = find(manifests, 'TrainJob');
  expect(said).toMatchObject({ activeDeadlineSeconds: 3600, suspend: true });
  expect(metadata.labels['kueue.x-k8s.io/queue-name']).toBe('gpu');
});

test('with MPI the launcher is a node, runs the command, and is patched like the others', () => {
  const props = { framework: Framework.deepspeed(), image: undefined, command: ['deepspeed', 'train.py'], workers: 3, accelerator: Accelerator.nvidia('H100', 2) };
  expect(spec(props).trainer).toMatchObject({ command: ['deepspeed', 'train.py'], numNodes: 3, numProcPerNode: 2 });
  expect(spec(props).trainer).not.toHaveProperty('image');
  const { launcher, node } = patchedJobs(props);
  for (const pod of [launcher, node]) expect(pod.spec.securityContext).toMatchObject({ runAsUser: 1000, runAsNonRoot: true });
  expect(launcher.spec.containers[0].name).toBe('node');
});

test('the user of MPI pods is that of the container too, which stock runtimes name', () => {
  const { node } = patchedJobs({ framework: Framework.deepspeed(), image: undefined, command: ['deepspeed'], user: 2000 });
  expect([node.spec.securityContext.runAsUser, node.spec.containers[0].securityContext.runAsUser]).toEqual([2000, 2000]);
});

test('torchtune fetches what it needs, in pods that are as safe and write one volume', () => {
  const props: Partial<TrainingJobProps> = {
    image: undefined, runtime: Runtime.torchtune('llama3.2-1b'), command: ['tune', 'run'], checkpoints: Checkpoints.volume(Storage.existingClaim('mine').at('/mine')),
    datasetInitializer: { storageUri: 'hf://tatsu-lab/alpaca' }, modelInitializer: { storageUri: 'hf://meta-llama/Llama-3.2-1B', secret: { name: 'hf' } as kplus.ISecret, env: { HOME: kplus.EnvValue.fromValue('/x') } },
  };
  expect(spec(props).initializer).toEqual({
    dataset: { storageUri: 'hf://tatsu-lab/alpaca', env: [{ name: 'HOME', value: '/tmp' }] },
    model: { storageUri: 'hf://meta-llama/Llama-3.2-1B', env: [{ name: 'HOME', value: '/x' }], secretRef: { name: 'hf' } },
  });
  const jobs = patchedJobs(props);
  expect(Object.keys(jobs)).toEqual(['node', 'dataset-initializer', 'model-initializer']);
  for (const pod of Object.values<any>(jobs)) expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001 });
  expect(jobs['model-initializer'].spec).toMatchObject({ volumes: [{ name: 'tmp' }], containers: [{ name: 'model-initializer', volumeMounts: [{ mountPath: '/tmp' }] }] });
  expect(spec(props).trainer).not.toHaveProperty('resourcesPerNode');
});

test('what is said of workers holds for all nodes', () => {
  const worker = { accelerator: Accelerator.nvidia('H100', 4), image: 'b:1', nodeSelector: { disk: 'ssd' } };
  const props = { framework: Framework.pytorch({ worker }) };
  expect(spec(props).trainer).toMatchObject({ image: 'b:1', numProcPerNode: 4, resourcesPerNode: { limits: { 'nvidia.com/gpu': '4' } } });
  expect(patchedJobs(props).node.spec.nodeSelector).toEqual({ disk: 'ssd' });
});

test('a runtime of a platform team may call its steps otherwise', () => {
  const of = (jobs: string[]) => Object.keys(patchedJobs({ framework: Framework.script(), command: ['train'], runtime: Runtime.fromClusterRuntimeName('acme', { jobs }) }));
  expect(of(['worker'])).toEqual(['worker']);
  expect(of(['launcher'])).toEqual(['launcher']);
  expect(of(['dataset-initializer', 'node'])).toEqual(['node', 'dataset-initializer']);
});

test('a job on a runtime of the app takes its devices, its policy and its steps from there', () => {
  const stack = own();
  const runtime = new TrainingRuntime(stack, 'torch', { image: 'acme/torch:2.9', policy: MlPolicy.torch(), accelerator: Accelerator.nvidia('H100', 2) });
  new TrainingJob(stack, 'resnet', { framework: Framework.pytorch(), runtime, workers: 2, command: ['torchrun', 'a.py'] });
  const { runtimeRef, trainer } = find(synth(stack), 'TrainJob').spec;
  expect(runtimeRef).toMatchObject({ kind: 'TrainingRuntime', name: 'torch' });
  expect(trainer).toEqual({ command: ['torchrun', 'a.py'], env: [{ name: 'HOME', value: '/tmp' }], numNodes: 2 });
});

test('a job on a runtime of the app knows its totals from there', () => {
  const stack = own();
  const runtime = new TrainingRuntime(stack, 'torch', { image: 'acme/torch:2.9', policy: MlPolicy.torch(), accelerator: Accelerator.nvidia('H100', 2) });
  const { totals } = new TrainingJob(stack, 'resnet', { framework: Framework.pytorch(), runtime, workers: 3, command: ['torchrun', 'a.py'] });
  expect(totals).toMatchObject({ pods: 3, cpuCores: 24, accelerators: { 'nvidia.com/gpu': 6 } });
  expect(totals.memory.toGibibytes()).toBe(96);
});

test('with the defaults of upstream a slice of TPUs has all its machines', () => {
  const accelerator = Accelerator.tpu('tpu-v5-lite-podslice', '4x4');
  const props = { framework: Framework.jax(), accelerator, defaults: Defaults.UPSTREAM };
  const { stack } = stackWith(props, { cloud: Cloud.GKE }, { podSecurity: PodSecurity.PRIVILEGED });
  expect(find(synth(stack), 'TrainJob').spec.trainer.numNodes).toBe(4);
});

test('a runtime chooses Trainer for scripts and MPI, and a queue of Volcano is an annotation of its pods', () => {
  const runtime = Runtime.fromClusterRuntimeName('acme', { usesVolcano: true });
  const script = spec({ framework: Framework.script(), runtime, queue: Queue.fromVolcanoQueueName('gold') });
  expect(script.runtimePatches[0].trainingRuntimeSpec.template.metadata.annotations).toEqual({ 'scheduling.volcano.sh/queue-name': 'gold' });
  expect(spec({ framework: Framework.mpi(), image: undefined, runtime: Runtime.fromRuntimeName('mpi'), command: ['mpirun'] }).runtimeRef).toMatchObject({ kind: 'TrainingRuntime', name: 'mpi' });
});

test('with the defaults of upstream nothing is patched that was not asked for', () => {
  const { stack } = stackWith({ defaults: Defaults.UPSTREAM }, {}, { podSecurity: PodSecurity.BASELINE });
  expect(find(synth(stack), 'TrainJob').spec).toEqual({
    runtimeRef: { apiGroup: 'trainer.kubeflow.org', kind: 'ClusterTrainingRuntime', name: 'torch-distributed' }, trainer: { image: 'acme/resnet:2.1' },
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, construct } = stackWith();
  construct.apiObject.addJsonPatch(JsonPatch.add('/spec/trainer/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'TrainJob').spec.trainer.fieldOfTomorrow).toBe('x');
});

const FORBIDDEN = 'a TrainJob cannot say it of its pods; say it in a TrainingRuntime of your own, given as `runtime`';
test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
  ['a priority of pods', { priorityClass: 'high' }, {}, `FIELD_IGNORED priorityClass: got 'high'; ${FORBIDDEN}`],
  ['the network of the node', { hostNetwork: true }, {}, `FIELD_IGNORED hostNetwork: got true; ${FORBIDDEN}`],
  ['the IPC of the node', { hostIpc: true }, {}, `FIELD_IGNORED hostIpc: got true; ${FORBIDDEN}`],
  ['a scheduler', { schedulerName: 'volcano' }, {}, `FIELD_IGNORED schedulerName: got 'volcano'; ${FORBIDDEN}`],
  ['a RuntimeClass', { runtimeClass: 'gvisor' }, {}, `FIELD_IGNORED runtimeClass: got 'gvisor'; ${FORBIDDEN}`],
  ['spread over zones', { placement: [Placement.spread('topology.kubernetes.io/zone')] }, {}, `FIELD_IGNORED placement: got 'topology.kubernetes.io/zone'; ${FORBIDDEN}`],
  ['a working directory', { workingDir: '/work' }, {}, `FIELD_IGNORED workingDir: got '/work'; ${FORBIDDEN}`],
  ['ports', { ports: { http: 8080 } }, {}, `FIELD_IGNORED ports: got 'http'; ${FORBIDDEN}`],
  ['a pull policy', { imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT }, {}, `FIELD_IGNORED imagePullPolicy: got 'IfNotPresent'; ${FORBIDDEN}`],
  ['a sidecar', { sidecars: [{ name: 'log', image: 'a:1' }] }, {}, `FIELD_IGNORED sidecars: got 'log'; ${FORBIDDEN}`],
  ['an init container', { initContainers: [{ name: 'fetch', image: 'a:1' }] }, {}, `FIELD_IGNORED initContainers: got 'fetch'; ${FORBIDDEN}`],
  ['a TTL', { ttlAfterFinished: Duration.days(1) }, {}, "FIELD_IGNORED ttlAfterFinished: got '1 day'; the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `ttlAfterFinished`"],
  ['a backoff limit', { backoffLimit: 1 }, {}, 'FIELD_IGNORED backoffLimit: got 1; the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `backoffLimit`'],
  ['a gang', { gang: { minAvailable: 1 } }, {}, "FIELD_IGNORED gang: got '{\"minAvailable\":1}'; the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `podGroup`"],
  ['a restart policy', { restartPolicy: RestartPolicy.NEVER }, {}, "FIELD_IGNORED restartPolicy: got 'Never'; the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `restartPolicy`"],
  ['pieces of work', { completions: 4 }, {}, 'FIELD_IGNORED completions: got 4; a TrainJob has no pieces of work: its nodes train together; leave it out'],
  ['fatal exit codes', { fatalExitCodes: [42] }, {}, "FIELD_IGNORED fatalExitCodes: got '42'; a TrainJob has no list of them; leave it out, or bound the tries by `backoffLimit` of the runtime"],
  ['an elastic job', { framework: Framework.pytorch({ elastic: { minReplicas: 1 } }) }, {}, 'PLATFORM_UNSUPPORTED framework elastic: a TrainJob has a fixed number of nodes; leave it out, or run the job with training-operator'],
  ['a master of its own', { framework: Framework.pytorch({ master: { user: 2000 } }) }, {}, 'FIELD_IGNORED framework master: the nodes of a TrainJob are all alike; say it of the job'],
  ['processes by a word that Trainer does not know', { framework: Framework.pytorch({ processesPerWorker: Processes.GPU }) }, {}, "PLATFORM_UNSUPPORTED framework processesPerWorker: got 'gpu'; Trainer takes a number, or counts GPUs and without them CPUs; use Processes.of(...)"],
  ['TensorFlow', { framework: Framework.tensorflow() }, {}, "PLATFORM_UNSUPPORTED framework: got 'tensorflow'; Trainer 2 has no kind for tensorflow; declare Platform trainer: TrainerVersion.V1 if training-operator runs beside it"],
  ['Paddle on Trainer', { framework: Framework.paddle(), operator: TrainingOperator.TRAINER }, {}, "PLATFORM_UNSUPPORTED operator: got 'trainer'; it does not run paddle; use one of training-operator"],
  ['a script without a runtime', { framework: Framework.script(), operator: TrainingOperator.TRAINER }, {}, "TRAINER_RUNTIME_MISSING runtime: Trainer ships none for script: name one, e.g. Runtime.fromClusterRuntimeName('team-runtime')"],
  ['a runtime of another framework', { runtime: Runtime.jaxDistributed() }, {}, "ALTERNATIVES_CONFLICT runtime: got 'jax-distributed'; its policy is jax, and pytorch finds its nodes by torch; take another runtime or framework"],
  ['a runtime before Trainer 2', { runtime: Runtime.torchDistributed() }, { trainer: TrainerVersion.V1 }, "PLATFORM_UNSUPPORTED runtime: got 'torch-distributed'; a TrainJob needs Trainer 2; declare Platform trainer: TrainerVersion.V2"],
  ['a runtime of a plain Job', { framework: Framework.script(), operator: TrainingOperator.KUBERNETES, runtime: Runtime.torchDistributed() }, {}, "FIELD_IGNORED runtime: got 'torch-distributed'; runtimes are of Trainer 2; leave it out"],
  ['an initializer of a plain Job', { framework: Framework.script(), datasetInitializer: { storageUri: 'hf://a/b' } }, {}, "FIELD_IGNORED datasetInitializer: got 'hf://a/b'; a TrainJob alone has initializers; fetch it in `initContainers`, or use TrainingOperator.TRAINER"],
  ['an initializer that the runtime has not', { modelInitializer: { storageUri: 'hf://a/b' } }, {}, "TRAINER_INITIALIZER modelInitializer: got 'hf://a/b'; the runtime 'torch-distributed' has no job model-initializer; take one that has, e.g. Runtime.torchtune('llama3.2-1b') or a TrainingRuntime with `modelInitializer`"],
  ['a storage without a scheme', { runtime: Runtime.torchtune('llama3.2-1b'), datasetInitializer: { storageUri: '/data' } }, {}, "URI_INVALID datasetInitializer.storageUri: got '/data'; a scheme and a path, e.g. 'hf://tatsu-lab/alpaca'"],
  ['a queue of Volcano on a stock runtime', { queue: Queue.fromVolcanoQueueName('gold') }, {}, "PLATFORM_UNSUPPORTED queue: got 'gold'; a queue of Volcano needs a runtime that Volcano schedules: a TrainingRuntime with podGroup: PodGroupPolicy.volcano(), given as `runtime`"],
  ['an image of the launcher alone', { framework: Framework.deepspeed(), command: ['deepspeed'], workers: 2 }, {}, "FIELD_IGNORED image: got 'acme/resnet:2.1'; Trainer gives it to the launcher alone, the other nodes keep that of the runtime; write a ClusterTrainingRuntime with this image and give it as `runtime`, or leave the image out"],
  ['a restart policy of workers', { framework: Framework.jax({ worker: { restartPolicy: RestartPolicy.NEVER } }) }, {}, "FIELD_IGNORED framework worker.restartPolicy: got 'Never'; the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `restartPolicy`"],
  ['variables of the launcher alone', { framework: Framework.deepspeed({ launcher: { env: { A: kplus.EnvValue.fromValue('1') } } }), command: ['deepspeed'] }, {}, 'FIELD_IGNORED framework launcher.env: a TrainJob says it of all its nodes at once; say it of the job, or in a TrainingRuntime of your own'],
  ['an image of the nodes beside the launcher', { framework: Framework.deepspeed({ worker: { image: 'b:1' } }), command: ['deepspeed'] }, {}, 'FIELD_IGNORED framework worker.image: a TrainJob says it of all its nodes at once; say it of the job, or in a TrainingRuntime of your own'],
  ['a priority of workers', { framework: Framework.jax({ worker: { priorityClass: 'high' } }) }, {}, `FIELD_IGNORED framework worker.priorityClass: got 'high'; ${FORBIDDEN}`],
  ['another MPI', { framework: Framework.deepspeed({ sshAuthMountPath: '/x' }), command: ['deepspeed'] }, {}, "FIELD_IGNORED framework sshAuthMountPath: got '/x'; it is the runtime's; leave it out, or say it in MlPolicy.mpi(...) of a TrainingRuntime of your own"],
  ['a launcher without one', { framework: Framework.mpi({ launcher: { user: 5 } }), runtime: Runtime.fromClusterRuntimeName('flux', { policy: RuntimePolicy.FLUX, jobs: ['node'] }) }, {}, 'FIELD_IGNORED framework launcher: the runtime has no launcher; leave it out'],
  ['a variable of the runtime', { env: { PET_NNODES: kplus.EnvValue.fromValue('2') } }, {}, "TRAINER_RESERVED_ENV env: got 'PET_NNODES'; leave it out: the runtime sets it, and the webhook refuses it here"],
  ['pods as upstream leaves them, in a restricted namespace', { defaults: Defaults.UPSTREAM }, {}, "POD_SECURITY_RESTRICTED defaults: got 'upstream'; the pods of runtimes that Trainer ships fall short of what the namespace enforces; leave it out, or lower that: new Stack(..., { podSecurity: PodSecurity.BASELINE })"],
  ['a name too long for pods', { name: 'r'.repeat(55) }, {}, `NAME_TOO_LONG name: got '${'r'.repeat(55)}'; 70 characters with the names of pods, at most 63; shorten the id or set \`name\``],
])('%s is a problem', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform).stack)).toContain(`[mlops/resnet] ${line}`);
});

test('where the runtime is of the app, it is told what to set there', () => {
  const stack = own();
  const runtime = new TrainingRuntime(stack, 'torch', { image: 'acme/torch:2.9', policy: MlPolicy.torch(), podGroup: PodGroupPolicy.coscheduling() });
  new TrainingJob(stack, 'resnet', { framework: Framework.pytorch(), runtime, command: ['torchrun', 'a.py'], backoffLimit: 2, priorityClass: 'high', sharedMemory: Size.mebibytes(64) });
  expect(problems(stack)).toEqual([
    "[mlops/resnet] FIELD_IGNORED backoffLimit: got 2; the runtime decides it for all its jobs: set `backoffLimit` of 'torch'",
    "[mlops/resnet] FIELD_IGNORED priorityClass: got 'high'; a TrainJob cannot say it of its pods; set it on 'torch'",
  ]);
});
