import type { TrialWatch } from '../../core';
import { firstOfJobSet } from '../../core';
import type { PyTorchOptions } from '../framework-options';
import type { JobRole, JobView, TrainingKind } from '../kinds/kind';

/** Of the pod that submits a program to Ray. */
export const SUBMITTER = { 'cdk8s-mlops.dev/part': 'submitter' };

const REPLICA = 'training.kubeflow.org/replica';

/** Of which pods of a job metrics count, where that is not the same for every job of the kind. */
const PRIMARY: Readonly<Record<string, (job: JobView, roles: readonly JobRole[]) => Record<string, string> | undefined>> = {
  'batch/v1/Job': job => (job.workers > 1 ? { 'batch.kubernetes.io/job-completion-index': '0' } : undefined),
  // Without a master no pod has the label that Katib looks for.
  'kubeflow.org/v1/PyTorchJob': job => ((job.framework._options as PyTorchOptions).elastic ? { [`${REPLICA}-type`]: 'worker', [`${REPLICA}-index`]: '0' } : undefined),
  'kubeflow.org/v1/MPIJob': () => ({ [`${REPLICA}-type`]: 'launcher' }),
  'kubeflow.org/v2beta1/MPIJob': () => ({ 'training.kubeflow.org/job-role': 'launcher' }),
  'trainer.kubeflow.org/v1alpha1/TrainJob': (_job, roles) => (roles.some(({ type }) => type === 'launcher') ? firstOfJobSet('launcher') : undefined),
  'jobset.x-k8s.io/v1alpha2/JobSet': (_job, roles) => firstOfJobSet(roles[0].type),
  'ray.io/v1/RayJob': () => SUBMITTER,
};

export function watched(job: JobView, { apiVersion, kind, roles }: TrainingKind): TrialWatch {
  const primaryPodLabels = PRIMARY[`${apiVersion}/${kind}`]?.(job, roles(job));
  return primaryPodLabels ? { primaryPodLabels } : {};
}
