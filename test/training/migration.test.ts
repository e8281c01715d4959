import { Duration } from 'cdk8s';
import type { PlatformProps, TrainingJobProps, TrainingMigration } from '../../lib';
import { Framework, MpiOperator, Runtime, TrainerVersion, TrainingJob } from '../../lib';
import { testStack } from '../support/synth';

const migration = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}): TrainingMigration =>
  new TrainingJob(testStack(platform), 'resnet', { framework: Framework.pytorch(), image: 'acme/resnet:2.1', ...props }).migration();
const told = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => JSON.parse(migration(props, platform).toJson());
const V2 = { trainer: TrainerVersion.V2 };

test('a PyTorchJob becomes a TrainJob, with the place of each prop', () => {
  const { from, to, moves, possible } = told({ workers: 3, deadline: Duration.hours(1), suspend: true, command: ['torchrun', 'a.py'] });
  expect([possible, from.kind, to.kind]).toEqual([true, 'PyTorchJob', 'TrainJob']);
  expect(moves).toEqual(expect.arrayContaining([
    { prop: 'workers', from: 'spec.pytorchReplicaSpecs.*.replicas', to: 'spec.trainer.numNodes' },
    { prop: 'command', from: 'spec.pytorchReplicaSpecs.*.template.spec.containers[0].command', to: 'spec.trainer.command' },
    { prop: 'deadline', from: 'spec.runPolicy.activeDeadlineSeconds', to: 'spec.activeDeadlineSeconds' },
    { prop: 'suspend', from: 'spec.runPolicy.suspend', to: 'spec.suspend' },
    { prop: 'framework processesPerWorker', from: 'spec.nprocPerNode', to: 'spec.trainer.numProcPerNode' },
    {
      prop: 'volumes', from: 'spec.pytorchReplicaSpecs.*.template.spec.volumes',
      to: 'spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[*].template.spec.template.spec.volumes',
    },
  ]));
  expect(moves.map(({ prop }: any) => prop)).not.toContain('args');
});

test('both manifests are those that each platform would get', () => {
  const render = (platform: PlatformProps) => {
    const job = new TrainingJob(testStack(platform), 'resnet', { framework: Framework.pytorch(), image: 'acme/resnet:2.1', workers: 2 });
    return job.apiObject.toJson();
  };
  const { from, to } = told({ workers: 2 });
  expect(from.manifest).toEqual(render({}));
  expect(to.manifest).toEqual(render(V2));
});

test.each<[string, Framework, { kept: string[]; gone: string[]; added: string[] }]>([
  ['PyTorch', Framework.pytorch(), {
    kept: ['PET_MASTER_ADDR', 'PET_MASTER_PORT', 'PET_NNODES', 'PET_NODE_RANK', 'PET_NPROC_PER_NODE'],
    gone: ['MASTER_ADDR', 'MASTER_PORT', 'RANK', 'WORLD_SIZE', 'PYTHONUNBUFFERED'], added: [],
  }],
  ['JAX', Framework.jax(), {
    kept: [], gone: ['COORDINATOR_ADDRESS', 'COORDINATOR_PORT', 'NUM_PROCESSES', 'PROCESS_ID', 'PYTHONUNBUFFERED'],
    added: ['JAX_COORDINATOR_ADDRESS', 'JAX_NUM_PROCESSES', 'JAX_PROCESS_ID'],
  }],
  ['XGBoost', Framework.xgboost(), {
    kept: [], gone: ['MASTER_ADDR', 'MASTER_PORT', 'RANK', 'WORLD_SIZE', 'PYTHONUNBUFFERED', 'WORKER_ADDRS', 'WORKER_PORT'],
    added: ['DMLC_NUM_WORKER', 'DMLC_TASK_ID', 'DMLC_TRACKER_PORT', 'DMLC_TRACKER_URI'],
  }],
])('variables of %s change, and back again', (_, framework, variables) => {
  expect(told({ framework }).variables).toEqual(variables);
  const { kept, gone, added } = told({ framework }, V2).variables;
  expect([kept, added, gone]).toEqual([variables.kept, variables.gone, variables.added]);
});

test('pods, the container and conditions have other names', () => {
  const { from, to } = told({ workers: 3 });
  expect([from.pods, to.pods]).toEqual([['resnet-master-0', 'resnet-worker-0..1'], ['resnet-node-0-0..2']]);
  expect([from.container, to.container]).toEqual(['pytorch', 'node']);
  expect([from.conditions.includes('Succeeded'), to.conditions]).toEqual([true, ['Complete', 'Failed', 'Suspended']]);
});

test('what Trainer 2 cannot say is told with the fix, and what it leaves to runtimes', () => {
  const { hasToChange, leftBehind } = told({ priorityClass: 'high', backoffLimit: 5 });
  expect(hasToChange).toEqual([
    { field: 'backoffLimit', got: 5, fix: 'the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `backoffLimit`' },
    { field: 'priorityClass', got: 'high', fix: 'a TrainJob cannot say it of its pods; say it in a TrainingRuntime of your own, given as `runtime`' },
  ]);
  expect(leftBehind).toContainEqual({ path: 'spec.runPolicy.ttlSecondsAfterFinished', value: 604800, instead: 'ttlAfterFinished of a TrainingRuntime' });
  expect(leftBehind).toContainEqual({ path: 'spec.pytorchReplicaSpecs.*.restartPolicy', value: 'OnFailure', instead: 'restartPolicy of a TrainingRuntime' });
});

test('back to training-operator the runtime and initializers have no place', () => {
  const { hasToChange, leftBehind, to } = told({ runtime: Runtime.torchtune('llama3.2-1b'), datasetInitializer: { storageUri: 'hf://a/b' } }, V2);
  expect(to.kind).toBe('PyTorchJob');
  expect(hasToChange.map(({ field }: any) => field)).toEqual(['datasetInitializer', 'runtime']);
  expect(leftBehind).toContainEqual({ path: 'spec.runtimeRef.name', value: 'torchtune-llama3.2-1b', instead: 'nothing: what the runtime says, the job has to say itself' });
});

test('DeepSpeed moves between the MPIJob that the platform has and a TrainJob', () => {
  const framework = Framework.deepspeed();
  expect(migration({ framework, command: ['deepspeed'] }, { mpiOperator: MpiOperator.V1 }).fromKind).toBe('MPIJob');
  expect(told({ framework, command: ['deepspeed'] }, V2).to).toMatchObject({ apiVersion: 'kubeflow.org/v2beta1', pods: [expect.stringMatching(/-launcher-\*$/), expect.stringMatching(/-worker-0$/)] });
  expect(told({ framework, command: ['deepspeed'] }, { ...V2, mpiOperator: MpiOperator.V1 }).to.apiVersion).toBe('kubeflow.org/v1');
});

test('TensorFlow cannot move, and says why', () => {
  const stays = migration({ framework: Framework.tensorflow() });
  expect([stays.possible, stays.fromKind, stays.toKind]).toEqual([false, 'TFJob', undefined]);
  expect(stays.toText()).toBe([
    'resnet (tensorflow): kubeflow.org/v1 TFJob stays.',
    'Trainer 2 has no runtime that knows tensorflow: keep training-operator beside it, or start the processes yourself in a TrainJob of Framework.script() on a runtime of your own.', '',
  ].join('\n'));
});

test('a plain Job is left alone', () => {
  expect(migration({ framework: Framework.script() }).toText()).toBe("resnet (script): batch/v1 Job stays.\nJob is none of Kubeflow's kinds: both versions leave it alone.\n");
});

test('the text fits on a screen and says the essential first', () => {
  const lines = migration({ workers: 3, ttlAfterFinished: Duration.days(1) }).toText().split('\n');
  expect(lines.length).toBeLessThan(40);
  expect(lines.slice(0, 3)).toEqual([
    'resnet (pytorch): kubeflow.org/v1 PyTorchJob -> trainer.kubeflow.org/v1alpha1 TrainJob',
    'Has to change first',
    '  ttlAfterFinished: 1 day: the runtime decides it: leave it out, or give `runtime` a TrainingRuntime of your own with `ttlAfterFinished`',
  ]);
  expect(lines).toContain('  volumes: pytorchReplicaSpecs: pod.spec.volumes -> runtimePatches: pod.spec.volumes');
});

test('the JSON has stable keys', () => {
  expect(Object.keys(told())).toEqual(['job', 'framework', 'possible', 'from', 'to', 'hasToChange', 'leftBehind', 'moves', 'variables']);
});
