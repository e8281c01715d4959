import type { Row } from './jobs';
import { container, found } from './jobs';
import { STEP, podOf, runtime, step, trainJob, withPatch } from './trainer-objects';

const gpus = (n: number | string) => ({ limits: { 'nvidia.com/gpu': n } });
const env = (name: string) => ({ env: [{ name, value: '1' }] });
const mount = (name: string) => ({ volumeMounts: [{ name, mountPath: '/workspace' }] });
const team = (name: string, namespace: string | undefined) => runtime({}, undefined, {}, { name, namespace }, 'TrainingRuntime');
const ofTeam = (name: string, namespace?: string) => trainJob(name, { runtimeRef: { kind: 'TrainingRuntime', name } }, { namespace });
const targets = (jobName: string, name: string) => ({ torch: { envInjection: { targets: [{ jobName, containerNames: [name] }] } } });

describe('a TrainJob that Trainer takes', () => {
  test.each<Row>([
    ['on the stock runtime', trainJob('torch-distributed', { trainer: { numNodes: 2, command: ['torchrun', 'train.py'], resourcesPerNode: gpus(8) } }), []],
    ['with nothing of its own', trainJob('jax-distributed'), []],
    ['with downloads', trainJob('torchtune-llama3.2-1b', { initializer: { dataset: { storageUri: 'hf://a/b' }, model: { storageUri: 's3://m/n' } } }), []],
    ['with a patch', withPatch('torch-distributed', podOf('node', { nodeSelector: { a: 'b' }, containers: [{ name: 'node', ...mount('data') }] })), []],
    ['on a runtime of the input', [runtime({ torch: {} }), trainJob('own', { trainer: {} })], []],
    ['on a runtime of its namespace', [team('own', 'team'), ofTeam('own', 'team')], []],
    ['where nobody says the namespace', [team('own', 'team'), ofTeam('own')], []],
    ['with a mount that a patch adds', withPatch('torch-distributed-with-cache', podOf('dataset-initializer', { containers: [{ name: 'dataset-initializer', ...mount('initializer') }] }), {
      initializer: { dataset: { storageUri: 'cache://a/b' } },
    }), []],
    ['with torchtune on one GPU', trainJob('torchtune-llama3.2-3b', { trainer: { command: ['tune', 'run'], args: ['model.quantize_base=True', 'epochs=2'], resourcesPerNode: gpus(1) } }), []],
  ])('%s has no problem', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

test('a runtime that is said to exist in the cluster is taken at its word', () => {
  expect(found(trainJob('our-runtime'), { external: ['clustertrainingruntime/our-runtime'] })).toEqual([]);
});

test('in a part of a larger whole an unknown runtime is information, and a misspelt one an error', () => {
  expect(found(trainJob('our-runtime'), { partial: true })).toEqual([expect.stringMatching(/^info TRAINER_RUNTIME_MISSING/)]);
  expect(found(trainJob('torch-distribute'), { partial: true })).toEqual([expect.stringMatching(/^error TRAINER_RUNTIME_MISSING/)]);
});

describe('runtimes', () => {
  test.each<Row>([
    ['an unknown one', trainJob('our-runtime'), [
      "error TRAINER_RUNTIME_MISSING spec.runtimeRef.name: got 'our-runtime'; add the ClusterTrainingRuntime to the input, or name one that Trainer ships, e.g. torch-distributed; the runtime has to be there before the TrainJob",
    ]],
    ['a misspelt one', trainJob('torch-distribute'), [
      "error TRAINER_RUNTIME_MISSING spec.runtimeRef.name: got 'torch-distribute'; did you mean 'torch-distributed'?; the runtime has to be there before the TrainJob",
    ]],
    ['a cluster-wide one under the other kind', ofTeam('torch-distributed', 'team'), [
      "error TRAINER_RUNTIME_MISSING spec.runtimeRef.name: got 'torch-distributed'; write kind: ClusterTrainingRuntime; the runtime has to be there before the TrainJob",
    ]],
    ['one of a namespace under the other kind', [team('own', 'team'), trainJob('own')], [
      "error TRAINER_RUNTIME_MISSING spec.runtimeRef.name: got 'own'; write kind: TrainingRuntime; the runtime has to be there before the TrainJob",
    ]],
    ['one of another namespace', [team('own', 'default'), ofTeam('own', 'team')], [
      "error TRAINER_RUNTIME_MISSING spec.runtimeRef.name: got 'own'; did you mean 'own'?; the runtime has to be there before the TrainJob",
    ]],
    ['an unknown kind', trainJob('x', { runtimeRef: { name: 'torch-distributed', kind: 'ClusterTrainRuntime' } }), [
      "error TRAINER_RUNTIME_KIND spec.runtimeRef.kind: got 'ClusterTrainRuntime'; one of ClusterTrainingRuntime, TrainingRuntime; did you mean 'ClusterTrainingRuntime'?",
    ]],
    ['an unknown group', trainJob('x', { runtimeRef: { name: 'torch-distributed', apiGroup: 'kubeflow.org' } }), [
      "error TRAINER_RUNTIME_KIND spec.runtimeRef.apiGroup: got 'kubeflow.org'; leave it out, or write trainer.kubeflow.org",
    ]],
    ['a deprecated one', [runtime({}, undefined, {}, { labels: { 'trainer.kubeflow.org/support': 'deprecated' } }), trainJob('own')], [
      "info TRAINER_RUNTIME_DEPRECATED metadata.labels['trainer.kubeflow.org/support']: got 'deprecated'; TrainJobs that name it are warned",
      "info TRAINER_RUNTIME_DEPRECATED spec.runtimeRef.name: got 'own'; the runtime is marked as deprecated: take one that stays",
    ]],
    ['nothing at all', { ...trainJob('x'), spec: {} }, [
      'error SCHEMA_REQUIRED spec.runtimeRef: required',
      'error TRAINER_RUNTIME_MISSING spec.runtimeRef.name: name a runtime, e.g. torch-distributed',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('initializers', () => {
  const dataset = (storageUri?: string) => ({ initializer: { dataset: { storageUri } } });
  const data = (own: object, label: string | undefined = 'dataset-initializer') => [
    runtime({}, [podOf('dataset-initializer', { containers: [container('dataset-initializer', own)] }, label === '' ? undefined : { [STEP]: label }), step('node')]), trainJob('own', dataset('hf://a')),
  ];
  test.each<Row>([
    ['none in the runtime', trainJob('torch-distributed', dataset('hf://a')), [
      'error TRAINER_INITIALIZER spec.initializer.dataset: take a runtime with a job dataset-initializer, or leave this out: the runtime named has none',
    ]],
    ['no container of the name', [runtime({}, [podOf('dataset-initializer', { containers: [container('main')] }), step('node')]), trainJob('own', dataset())], [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: write dataset-initializer: Trainer finds the job by this label",
      'error TRAINER_INITIALIZER spec.initializer.dataset: take a runtime whose job dataset-initializer has a container dataset-initializer',
    ]],
    ['only an init container of the name', [
      runtime({}, [podOf('dataset-initializer', { initContainers: [container('dataset-initializer')], containers: [container('main')] }), step('node')]), trainJob('own', dataset()),
    ], [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: write dataset-initializer: Trainer finds the job by this label",
      'error TRAINER_INITIALIZER spec.initializer.dataset: take a runtime whose job dataset-initializer has a container dataset-initializer, not an init container',
    ]],
    ['no mount', data({}), [
      "error TRAINER_INITIALIZER spec.initializer.dataset: the container dataset-initializer of the runtime has to mount a volume named 'initializer', which the training reads from",
    ]],
    ['a mount of another volume', data(mount('data')), [
      "error TRAINER_INITIALIZER spec.initializer.dataset: the container dataset-initializer of the runtime has to mount a volume named 'initializer', which the training reads from",
    ]],
    ['no label', data(mount('initializer'), ''), [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: write dataset-initializer: Trainer finds the job by this label",
      "warning TRAINER_INITIALIZER spec.initializer.dataset: the runtime's job dataset-initializer needs the label trainer.kubeflow.org/trainjob-ancestor-step: dataset-initializer: without it nothing of this reaches the job",
    ]],
    ['a mount that a patch takes away', withPatch('torchtune-llama3.2-1b', podOf('dataset-initializer', { containers: [{ name: 'dataset-initializer', ...mount('data') }] }), dataset('hf://a')), [
      "error TRAINER_INITIALIZER spec.initializer.dataset: the container dataset-initializer of the runtime has to mount a volume named 'initializer', which the training reads from",
    ]],
    ['a scheme that the image cannot read', trainJob('torchtune-llama3.2-1b', { initializer: { model: { storageUri: 'GS://models/llama' } } }), [
      "warning TRAINER_STORAGE_URI spec.initializer.model.storageUri: got 'GS://models/llama'; one of hf://, s3://: the image of the runtime reads no other, and fails",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('the trainer', () => {
  test.each<Row>([
    ['a variable of torchrun', trainJob('torch-distributed', { trainer: env('PET_NNODES') }), [
      "error TRAINER_RESERVED_ENV spec.trainer.env[0].name: got 'PET_NNODES'; leave it out: the runtime sets it, and the webhook refuses it here",
    ]],
    ['a variable of MPI', trainJob('deepspeed-distributed', { trainer: env('OMPI_MCA_plm_rsh_args') }), [
      "error TRAINER_RESERVED_ENV spec.trainer.env[0].name: got 'OMPI_MCA_plm_rsh_args'; leave it out: the runtime sets it, and the webhook refuses it here",
    ]],
    ['a variable of XGBoost', trainJob('xgboost-distributed', { trainer: env('DMLC_TASK_ID') }), [
      "error TRAINER_RESERVED_ENV spec.trainer.env[0].name: got 'DMLC_TASK_ID'; leave it out: the runtime sets it, and the webhook refuses it here",
    ]],
    ['a variable of JAX, which nobody refuses', trainJob('jax-distributed', { trainer: env('JAX_PROCESS_ID') }), [
      "warning TRAINER_RESERVED_ENV spec.trainer.env[0].name: got 'JAX_PROCESS_ID'; leave it out: it replaces the one by which the nodes find each other",
    ]],
    ['a variable of another framework', trainJob('jax-distributed', { trainer: env('PET_NNODES') }), []],
    ['no nodes', trainJob('jax-distributed', { trainer: { numNodes: 0, numProcPerNode: -1 } }), [
      'warning TRAINER_COUNT spec.trainer.numNodes: got 0; at least 1: nobody checks it, and nothing is trained',
      'warning TRAINER_COUNT spec.trainer.numProcPerNode: got -1; at least 1: nobody checks it, and nothing is trained',
    ]],
    ['slices that are not counted', trainJob('torch-distributed', { trainer: { resourcesPerNode: { limits: { 'nvidia.com/mig-1g.10gb': 2 } } } }), [
      'warning TRAINER_PROCESSES spec.trainer.numProcPerNode: write the number of processes, one for each nvidia.com/mig-1g.10gb: Trainer counts only resources with gpu in their name, and starts one for each CPU',
    ]],
    ['slices that are', trainJob('torch-distributed', { trainer: { numProcPerNode: 2, resourcesPerNode: { limits: { 'nvidia.com/mig-1g.10gb': 2 } } } }), []],
    ['more processes than GPUs', trainJob('torch-distributed', { trainer: { numProcPerNode: 8, resourcesPerNode: gpus('4') } }), [
      'warning TRAINER_PROCESSES spec.trainer.numProcPerNode: got 8; at most 4, the number of GPUs of a node: each process takes one',
    ]],
    ['python on two nodes', trainJob('torch-distributed', { trainer: { numNodes: 2, command: ['python3', 'train.py'] } }), [
      "info TRAINER_NO_TORCHRUN spec.trainer.command: got 'python3'; start torchrun: it reads the PET_ variables that Trainer sets; python alone gets no RANK, WORLD_SIZE or MASTER_ADDR",
    ]],
    ['python with torchrun on two nodes', trainJob('torch-distributed', { trainer: { numNodes: 2, command: ['python', '-m', 'torch.distributed.run', 'train.py'] } }), []],
    ['left out on several nodes', [runtime({ numNodes: 2, torch: {} }), trainJob('own')], [
      'warning TRAINER_NO_TRAINER spec.trainer: write at least trainer: {}: without it the 2 nodes of the runtime are not told of each other',
    ]],
    ['a runtime without the step', [runtime({}, [step('node', 'model-initializer', {}, {})]), trainJob('own', { trainer: { image: 'a:1' } })], [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].name: got 'node'; name the job model-initializer: a TrainJob with spec.initializer is refused without a job of that name",
      'warning TRAINER_NO_STEP spec.template.spec.replicatedJobs: label one job trainer.kubeflow.org/trainjob-ancestor-step: trainer: without it the trainer of a TrainJob has no effect',
      'warning TRAINER_NO_STEP spec.trainer: take a runtime with a job for the step trainer and a container node in it: without one nothing of this reaches a pod',
    ]],
    ['two nodes of a lone launcher', [runtime({ mpi: { runLauncherAsNode: true } }, [step('launcher')]), trainJob('own', { trainer: { numNodes: 2 } })], [
      'error TRAINER_MPI_NODES spec.trainer.numNodes: got 2; write 1, or take a runtime with jobs launcher and node: the launcher of this one is its only node',
    ]],
    ['no processes of flux', [runtime({ flux: {} }), trainJob('own', { trainer: { numNodes: 1, numProcPerNode: 0 } })], [
      'error TRAINER_COUNT spec.trainer.numProcPerNode: got 0; at least 1',
    ]],
    ['no number of nodes for flux', [runtime({ flux: {} }), trainJob('own', { trainer: {} })], [
      'warning TRAINER_FLUX_NODES spec.trainer.numNodes: write it: with a flux runtime the controller panics where it is missing, and starts nothing',
    ]],
    ['an init container of flux', [runtime({ flux: {} }, [podOf('node', { initContainers: [container('flux-installer')], containers: [container('node')] }, { [STEP]: 'trainer' })]), trainJob('own', { trainer: { numNodes: 1 } })], [
      "error TRAINER_FLUX_INSTALLER spec.runtimeRef.name: got 'flux'; rename the init container flux-installer of the runtime or patch: Trainer adds one of that name",
    ]],
    ['a runtime that tells a container it does not have', [runtime(targets('node', 'check')), trainJob('own')], [
      "warning TRAINER_ENV_INJECTION spec.mlPolicy.torch.envInjection.targets[0].containerNames[0]: got 'check'; name a job and a container of this runtime: a TrainJob on it is refused, as there is no container check in job node",
      'error TRAINER_ENV_INJECTION spec.runtimeRef.name: the runtime injects variables into container check of job node, and has no such: take another runtime or mend this one',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('torchtune', () => {
  const tune = (name: string, trainer: object) => trainJob(name, { trainer: { command: ['tune', 'run'], ...trainer } });
  test.each<Row>([
    ['an unknown model', [runtime({ torch: {} }, undefined, {}, { name: 'torchtune-mistral-7b' }), tune('torchtune-mistral-7b', {})], [
      "error TRAINER_TORCHTUNE spec.runtimeRef.name: got 'torchtune-mistral-7b'; Trainer reads the model from the name of the runtime, <any>-<model>-<size>, and knows llama3.2-1b, llama3.2-3b, llama3.3-70b and qwen2.5-1.5b, not mistral/7B",
    ]],
    ['a runtime that names no model', tune('torch-distributed', {}), [
      "error TRAINER_TORCHTUNE spec.runtimeRef.name: got 'torch-distributed'; Trainer reads the model from the name of the runtime, <any>-<model>-<size>, and knows llama3.2-1b, llama3.2-3b, llama3.3-70b and qwen2.5-1.5b",
    ]],
    ['two nodes', tune('torchtune-llama3.2-1b', { numNodes: 2 }), [
      'error TRAINER_TORCHTUNE spec.trainer.numNodes: got 2; write 1: of the models only llama3.3-70b is trained on more nodes, not llama3_2/1B',
    ]],
    ['two nodes with LoRA', [runtime({ torch: {} }, undefined, {}, { name: 'torchtune-llama3.3-70b' }), tune('torchtune-llama3.3-70b', { numNodes: 2, args: ['model.lora_attn_modules=["q_proj"]'] })], [
      'error TRAINER_TORCHTUNE spec.trainer.numNodes: got 2; write 1: torchtune has no LoRA on more than one node',
    ]],
    ['two nodes of the large model', [runtime({ torch: {} }, undefined, {}, { name: 'torchtune-llama3.3-70b' }), tune('torchtune-llama3.3-70b', { numNodes: 2 })], []],
    ['QLoRA on two GPUs', tune('torchtune-llama3.2-3b', { args: ['model.quantize_base=True'] }), [
      'error TRAINER_TORCHTUNE spec.trainer.numProcPerNode: write 1, or ask for one GPU in spec.trainer.resourcesPerNode: QLoRA of llama3_2/3B runs on one device',
    ]],
    ['QLoRA with DoRA, which is none', tune('torchtune-llama3.2-3b', { args: ['model.quantize_base=True', 'model.use_dora=True'] }), []],
    ['QLoRA of Qwen', tune('torchtune-qwen2.5-1.5b', { numProcPerNode: 1, args: ['model.quantize_base=true'] }), [
      'error TRAINER_TORCHTUNE spec.runtimeRef.name: leave model.quantize_base out: torchtune has no QLoRA for qwen2.5-1.5b',
    ]],
    ['a path of the runtime', tune('torchtune-llama3.2-3b', { args: ['epochs=1', 'tokenizer.path=/x'] }), [
      "error TRAINER_TORCHTUNE spec.trainer.args[1]: got 'tokenizer.path=/x'; leave tokenizer.path out: the runtime sets it",
    ]],
    ['QLoRA where nothing trains', [runtime({ torch: {} }, [step('main', 'none')], {}, { name: 'a-llama3.2-1b' }), tune('a-llama3.2-1b', { args: ['model.quantize_base=True'] })], [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: got 'none'; one of trainer, dataset-initializer, model-initializer: Trainer passes over any other",
      'error TRAINER_TORCHTUNE spec.trainer.numProcPerNode: write 1, or ask for one GPU in spec.trainer.resourcesPerNode: QLoRA of llama3_2/1B runs on one device',
      'warning TRAINER_NO_STEP spec.trainer: take a runtime with a job for the step trainer and a container node in it: without one nothing of this reaches a pod',
    ]],
    ['another command', trainJob('torchtune-llama3.2-3b', { trainer: { command: ['tune', 'run', 'mine'], numNodes: 2, args: ['output_dir=/x'] } }), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('patches', () => {
  test.each<Row>([
    ['a manager without a domain', withPatch('torch-distributed', podOf('node', {}), {}, 'platform'), [
      "error TRAINER_PATCH_MANAGER spec.runtimePatches[0].manager: got 'platform'; who patches, as <domain>/<path>, e.g. platform.example.com/scheduling",
    ]],
    ['a manager with an odd domain', withPatch('torch-distributed', podOf('node', {}), {}, 'Example_com/platform'), [
      "error TRAINER_PATCH_MANAGER spec.runtimePatches[0].manager: got 'Example_com/platform'; who patches, as <domain>/<path>, e.g. platform.example.com/scheduling",
    ]],
    ['a manager with a blank', withPatch('torch-distributed', podOf('node', {}), {}, 'example.com/our platform'), [
      "error TRAINER_PATCH_MANAGER spec.runtimePatches[0].manager: got 'example.com/our platform'; who patches, as <domain>/<path>, e.g. platform.example.com/scheduling",
    ]],
    ['the environment of the trainer', withPatch('torch-distributed', podOf('node', { containers: [{ name: 'node', ...env('A') }] })), [
      'error TRAINER_PATCH_ENV spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0].env: write these in spec.trainer.env: patches may not set the environment of node',
    ]],
    ['the environment of an initializer', withPatch('torchtune-llama3.2-1b', podOf('model-initializer', { containers: [{ name: 'model-initializer', ...env('A') }] })), [
      'error TRAINER_PATCH_ENV spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0].env: write these in spec.initializer.model.env: patches may not set the environment of model-initializer',
    ]],
    ['an unknown job', withPatch('torch-distributed', podOf('nod', { nodeSelector: { a: 'b' } })), [
      "warning TRAINER_PATCH_TARGET spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].name: got 'nod'; one of the runtime's, node; did you mean 'node'?: another name adds a job without containers, and the JobSet is refused",
    ]],
    ['an unknown container', withPatch('torch-distributed', podOf('node', { containers: [{ name: 'main', ...mount('a') }] })), [
      "warning TRAINER_PATCH_TARGET spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0].name: got 'main'; one of the runtime's, node: another name adds a container without an image to job node, and the Job is refused",
    ]],
    ['an unknown init container', withPatch('torch-distributed', podOf('node', { initContainers: [{ name: 'prepare' }] })), [
      "warning TRAINER_PATCH_TARGET spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.initContainers[0].name: got 'prepare'; the runtime has none: another name adds a container without an image to job node, and the Job is refused",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('scheduling and names', () => {
  const volcano = (annotations: object, pod: object = {}) => runtime({}, [podOf('node', { schedulerName: 'volcano', containers: [container('node')], ...pod }, { [STEP]: 'trainer' })], {
    podGroupPolicy: { volcano: {} },
    template: { metadata: { annotations }, spec: { replicatedJobs: [podOf('node', { schedulerName: 'volcano', containers: [container('node')], ...pod }, { [STEP]: 'trainer' })] } },
  });
  const queue = (name: string) => ({ 'scheduling.volcano.sh/queue-name': name });
  test.each<Row>([
    ['an empty queue of Volcano', [volcano(queue('')), trainJob('own')], [
      'error TRAINER_VOLCANO_QUEUE spec.runtimeRef.name: name a queue in the annotation scheduling.volcano.sh/queue-name of the runtime or patch, or leave the annotation out',
    ]],
    ['a queue that a patch names', [volcano(queue('')), trainJob('own', { runtimePatches: [{ manager: 'a.b/c', trainingRuntimeSpec: { template: { metadata: { annotations: queue('q') } } } }] })], []],
    ['a PriorityClass that is elsewhere', [volcano(queue('q'), { priorityClassName: 'high' }), trainJob('own')], [
      "info TRAINER_PRIORITY_CLASS spec.runtimeRef.name: the runtime's pods have the PriorityClass high: it has to be there before the TrainJob, or the webhook refuses this",
    ]],
    ['a PriorityClass of Kubernetes', [volcano(queue('q'), { priorityClassName: 'system-node-critical' }), trainJob('own')], []],
    ['a name too long for its pods', trainJob('torch-distributed', { trainer: { numNodes: 11, command: ['torchrun'] } }, { name: 'x'.repeat(48) }), [
      "warning TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; the controller appends -node-0-10-abcde, and a JobSet with pod names of 64 characters is refused; use at most 47",
    ]],
    ['the longest name', trainJob('torch-distributed', { trainer: { numNodes: 10, command: ['torchrun'] } }, { name: 'x'.repeat(48) }), []],
    ['a name too long for the initializers of the runtime', trainJob('torchtune-llama3.2-1b', {}, { name: 'x'.repeat(34) }), [
      "warning TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; the controller appends -dataset-initializer-0-0-abcde, and a JobSet with pod names of 64 characters is refused; use at most 33",
    ]],
    ['a name too long for the workers of MPI', trainJob('deepspeed-distributed', { trainer: { numNodes: 102, command: ['mpirun'] } }, { name: 'x'.repeat(47) }), [
      "warning TRAINING_NAME_TOO_LONG metadata.name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; the controller appends -launcher-0-0-abcde, and a JobSet with pod names of 66 characters is refused; use at most 44",
    ]],
    ['sidecars', [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels: { 'istio-injection': 'enabled' } } }, trainJob('torch-distributed')], [
      "warning TRAINING_SIDECAR spec.runtimePatches: patch the pods of job node with the label sidecar.istio.io/inject: 'false': Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end",
    ]],
    ['sidecars kept out', [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels: { 'istio-injection': 'enabled' } } },
      withPatch('torch-distributed', { name: 'node', template: { spec: { template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } } } } } }),
    ], []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

test.each<[string, unknown]>([
  ['text', 'x'], ['a list', [1]], ['null', null], ['a number', 4],
])('%s where a map belongs is left to the schema', (_, odd) => {
  for (const field of ['runtimeRef', 'trainer', 'initializer', 'runtimePatches']) {
    expect(() => found(trainJob('torch-distributed', { [field]: odd }))).not.toThrow();
  }
  expect(() => found(trainJob('torch-distributed', { runtimePatches: [odd, { trainingRuntimeSpec: odd }], trainer: { env: odd, args: odd, command: odd, resourcesPerNode: odd } }))).not.toThrow();
  expect(() => found([runtime({ torch: odd, mpi: odd }, [odd as object, podOf('node', { containers: odd })]), trainJob('own', { trainer: {} })])).not.toThrow();
});
