import type { Row } from './jobs';
import { container, found } from './jobs';
import { STEP, podOf, runtime, step } from './trainer-objects';

const unlabelled = (name: string, podLabels?: object) => ({
  name, template: { spec: { template: { ...podLabels && { metadata: { labels: podLabels } }, spec: { containers: [container('node')] } } } },
});
const unchecked = { labels: { 'trainer.kubeflow.org/webhook-validation': 'disabled' } };

test.each<Row>([
  ['torch', runtime({ numNodes: 2, torch: { envInjection: { targets: [{ jobName: 'node', containerNames: ['check'] }] } } }, [
    podOf('node', { initContainers: [container('check')], containers: [container('node')] }, { [STEP]: 'trainer' }),
  ]), []],
  ['MPI', runtime({ mpi: { runLauncherAsNode: true } }, [unlabelled('node'), step('launcher', 'trainer', { dependsOn: [{ name: 'node', status: 'Ready' }] })]), []],
  ['initializers', runtime({}, [step('dataset-initializer', 'dataset-initializer'), step('node', 'trainer', { dependsOn: [{ name: 'dataset-initializer', status: 'Complete' }] })]), []],
  ['a runtime of a namespace', runtime({ jax: {} }, undefined, {}, {}, 'TrainingRuntime'), []],
  ['the number of pods in the job', runtime({}, [{ name: 'node', template: { metadata: { labels: { [STEP]: 'trainer' } }, spec: { parallelism: 2, template: { spec: { containers: [container('node')] } } } } }]), []],
])('%s has no problem', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

describe('steps', () => {
  test.each<Row>([
    ['two replicas', runtime({}, [step('node', 'trainer', { replicas: 2 })]), [
      'error TRAINER_STEP_REPLICAS spec.template.spec.replicatedJobs[0].replicas: got 2; write 1: the number of nodes comes from numNodes',
    ]],
    ['two replicas, unchecked', runtime({}, [step('node', 'trainer', { replicas: 2 })], {}, unchecked), [
      'warning TRAINER_STEP_REPLICAS spec.template.spec.replicatedJobs[0].replicas: got 2; write 1: the number of nodes comes from numNodes',
    ]],
    ['no container node', runtime({}, [podOf('node', { containers: [container('main')] }, { [STEP]: 'trainer' })]), [
      'error TRAINER_STEP_CONTAINER spec.template.spec.replicatedJobs[0].template.spec.template.spec.containers: got ["main"]; name one of them \'node\': TrainJobs set its image and command',
    ]],
    ['no container of an initializer', runtime({}, [podOf('model-initializer', { containers: [container('node')] }, { [STEP]: 'model-initializer' }), step('node')], {}, {}, 'TrainingRuntime'), [
      'error TRAINER_STEP_CONTAINER spec.template.spec.replicatedJobs[0].template.spec.template.spec.containers: got ["node"]; name one of them \'model-initializer\': TrainJobs set its image and command',
    ]],
    ['no trainer', runtime({}, [unlabelled('main')]), [
      'warning TRAINER_NO_STEP spec.template.spec.replicatedJobs: label one job trainer.kubeflow.org/trainjob-ancestor-step: trainer: without it the trainer of a TrainJob has no effect',
    ]],
    ['two trainers', runtime({}, [step('a'), step('b')]), [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[1].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: got 'trainer'; leave it out: a is the trainer already, and only the first gets the number of nodes",
    ]],
    ['a misspelt step', runtime({}, [step('node', 'train')]), [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: got 'train'; one of trainer, dataset-initializer, model-initializer; did you mean 'trainer'?: Trainer passes over any other",
    ]],
    ['the label on the pod', runtime({}, [unlabelled('node', { [STEP]: 'trainer' })]), [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.spec.template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: got 'trainer'; move it to spec.template.spec.replicatedJobs[0].template.metadata.labels: Trainer looks at the Job, not at its pods",
    ]],
    ['an initializer without the label', runtime({}, [unlabelled('dataset-initializer'), step('node')]), [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].template.metadata.labels['trainer.kubeflow.org/trainjob-ancestor-step']: write dataset-initializer: Trainer finds the job by this label",
    ]],
    ['an initializer of another name', runtime({}, [step('fetch', 'dataset-initializer'), step('node')]), [
      "warning TRAINER_STEP spec.template.spec.replicatedJobs[0].name: got 'fetch'; name the job dataset-initializer: a TrainJob with spec.initializer is refused without a job of that name",
    ]],
    ['deprecated', runtime({}, undefined, {}, { labels: { 'trainer.kubeflow.org/support': 'deprecated' } }), [
      "info TRAINER_RUNTIME_DEPRECATED metadata.labels['trainer.kubeflow.org/support']: got 'deprecated'; TrainJobs that name it are warned",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('policies', () => {
  test.each<Row>([
    ['no nodes', runtime({ numNodes: 0 }), [
      'warning TRAINER_COUNT spec.mlPolicy.numNodes: got 0; at least 1: nobody checks it, and nothing is trained',
    ]],
    ['a target that is not there', runtime({ torch: { envInjection: { targets: [{ jobName: 'node', containerNames: ['check'] }] } } }), [
      "warning TRAINER_ENV_INJECTION spec.mlPolicy.torch.envInjection.targets[0].containerNames[0]: got 'check'; name a job and a container of this runtime: a TrainJob on it is refused, as there is no container check in job node",
    ]],
    ['a job that is not there', runtime({ torch: { envInjection: { targets: [{ jobName: 'worker', containerNames: ['check'] }] } } }), [
      "warning TRAINER_ENV_INJECTION spec.mlPolicy.torch.envInjection.targets[0].jobName: got 'worker'; name a job and a container of this runtime: a TrainJob on it is refused, as there is no container check in job worker",
    ]],
    ['MPI without a launcher, and no processes', runtime({ mpi: { numProcPerNode: 0 } }), [
      'warning TRAINER_COUNT spec.mlPolicy.mpi.numProcPerNode: got 0; at least 1: nobody checks it, and nothing is trained',
      'warning TRAINER_MPI_JOBS spec.template.spec.replicatedJobs: got ["node"]; add a job named launcher: Trainer gives the hosts and the ssh keys of MPI to the jobs launcher and node, whatever their labels',
    ]],
    ['MPI without nodes', runtime({ mpi: {} }, [step('launcher')]), [
      'warning TRAINER_MPI_JOBS spec.template.spec.replicatedJobs: got ["launcher"]; add a job named node: Trainer gives the hosts and the ssh keys of MPI to the jobs launcher and node, whatever their labels',
    ]],
    ['a lone launcher that works, too', runtime({ mpi: { runLauncherAsNode: true } }, [step('launcher')]), []],
    ['two schedulers', runtime({}, undefined, { podGroupPolicy: { volcano: {}, coscheduling: {} } }), [
      'warning TRAINER_POD_GROUP spec.podGroupPolicy: keep one of coscheduling and volcano: with both, two schedulers get a PodGroup of the same pods',
    ]],
    ['Volcano without its scheduler', runtime({}, undefined, { podGroupPolicy: { volcano: {} } }), [
      'info TRAINER_POD_GROUP spec.podGroupPolicy.volcano: Trainer does not set schedulerName: write volcano into the pods of each job, unless it is the default scheduler',
    ]],
    ['coscheduling', runtime({}, undefined, { podGroupPolicy: { coscheduling: {} } }), []],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

test('what the webhook of the JobSet refuses is a warning', () => {
  expect(found(runtime({}, [step('node', 'trainer', { dependsOn: [{ name: 'fetch', status: 'Complete' }] })]))).toEqual([
    'warning JOBSET_DEPENDS_ON spec.template.spec.replicatedJobs[0].dependsOn: remove it, or move the job behind those that it waits for: the first job waits for none; else the JobSets of this runtime are refused',
    "warning JOBSET_JOB_UNKNOWN spec.template.spec.replicatedJobs[0].dependsOn[0].name: got 'fetch'; name a job of spec.replicatedJobs: node; else the JobSets of this runtime are refused",
  ]);
});
