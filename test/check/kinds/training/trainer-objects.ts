import { container } from './jobs';
import type { Manifest } from '../../../../lib/check';

export const STEP = 'trainer.kubeflow.org/trainjob-ancestor-step';

/** A TrainJob on a runtime. */
export function trainJob(name: string, spec: object = {}, metadata: object = {}): Manifest {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: 'TrainJob', metadata: { name: 'job', namespace: 'team', ...metadata }, spec: { runtimeRef: { name }, ...spec },
  } as Manifest;
}

/** A TrainJob with a patch of one job of its runtime. */
export function withPatch(name: string, job: object, spec: object = {}, manager = 'example.com/platform'): Manifest {
  return trainJob(name, { runtimePatches: [{ manager, trainingRuntimeSpec: { template: { spec: { replicatedJobs: [job] } } } }], ...spec });
}

/** A patch of a job, or a job of a runtime, around a pod. */
export const podOf = (name: string, pod: object, labels?: object, rest: object = {}) => ({
  name, ...rest, template: { ...labels && { metadata: { labels } }, spec: { template: { spec: pod } } },
});

/** A job of a runtime with a step and one container. */
export function step(name: string, ancestor: string | undefined = 'trainer', rest: object = {}, own: object = {}) {
  const main = container(ancestor === undefined || ancestor === 'trainer' ? 'node' : ancestor, own);
  return podOf(name, { containers: [main] }, ancestor === undefined ? undefined : { [STEP]: ancestor }, rest);
}

/** A runtime with a policy and jobs. */
export function runtime(mlPolicy: object, jobs: object[] = [step('node')], spec: object = {}, metadata: object = {}, kind = 'ClusterTrainingRuntime'): Manifest {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind,
    metadata: { name: 'own', ...kind === 'TrainingRuntime' && { namespace: 'team' }, ...metadata },
    spec: { mlPolicy, template: { spec: { replicatedJobs: jobs } }, ...spec },
  } as Manifest;
}
