import type { PlatformProps, TrainingJobProps } from '../../lib';
import { Framework, Queue, TrainerVersion, TrainingJob, TrainingOperator } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<TrainingJobProps>, platform: PlatformProps = {}) => {
  const stack = testStack({ kueue: true, kueueFrameworks: ['kubeflow.org/pytorchjob', 'jobset.x-k8s.io/jobset', 'ray.io/rayjob', 'trainer.kubeflow.org/trainjob', 'batch/job'], ...platform });
  new TrainingJob(stack, 'train', { image: 'acme/train:1', command: ['train'], queue: Queue.fromQueueName('gpu'), multiKueue: true, ...props });
  return stack;
};

test.each<[string, Partial<TrainingJobProps>, PlatformProps, (spec: any) => unknown]>([
  ['Job', {}, {}, spec => spec.managedBy],
  ['JobSet', { operator: TrainingOperator.JOBSET }, {}, spec => spec.managedBy],
  ['PyTorchJob', { framework: Framework.pytorch() }, {}, spec => spec.runPolicy.managedBy],
  ['MPIJob', { framework: Framework.mpi() }, { kueueFrameworks: ['kubeflow.org/mpijob'] }, spec => spec.runPolicy.managedBy],
  ['TrainJob', { framework: Framework.pytorch() }, { trainer: TrainerVersion.V2 }, spec => spec.managedBy],
  ['RayJob', { framework: Framework.ray() }, {}, spec => spec.managedBy],
])('a %s that MultiKueue takes is left alone by its own controller', (kind, props, platform, managedBy) => {
  expect(managedBy(find(synth(stackWith(props, platform)), kind).spec)).toBe('kueue.x-k8s.io/multikueue');
});

test('two who work on a JobSet are a problem', () => {
  expect(problems(stackWith({ operator: TrainingOperator.JOBSET, jobSet: { managedBy: 'acme.example/runner' } }))).toContain(
    "[mlops/train] ALTERNATIVES_CONFLICT jobSet.managedBy: got 'acme.example/runner'; `multiKueue` names who works on it already; remove one of the two");
});

test('a Volcano Job runs where it is', () => {
  expect(problems(stackWith({ operator: TrainingOperator.VOLCANO }, { volcano: true }))).toContain(
    '[mlops/train] FIELD_IGNORED multiKueue: got true; Kueue does not manage Volcano Jobs; leave it out, or use another operator');
});
