import type { TrialRun } from '../../core';
import type { PyTorchOptions } from '../framework-options';
import type { JobRole, JobView, TrainingKind } from '../kinds/kind';

type Watched = Pick<TrialRun, 'primaryPodLabels' | 'successCondition' | 'failureCondition'>;

const condition = (type: string) => `status.conditions.#(type=="${type}")#|#(status=="True")#`;
/** Something of a status that is no list, in the form of one. */
const phase = (path: string, value: string) => `status.[@this].#(${path}=="${value}")#`;
const ends = (succeeded: string, failed: string): Watched => ({ successCondition: condition(succeeded), failureCondition: condition(failed) });

/** Of the pod that submits a program to Ray. */
export const SUBMITTER = { 'cdk8s-mlops.dev/part': 'submitter' };

const REPLICA = 'training.kubeflow.org/replica';
const INDEX = 'batch.kubernetes.io/job-completion-index';
const SET = 'jobset.sigs.k8s.io/replicatedjob-name';
const firstOf = (replica: string): Watched => ({ primaryPodLabels: { [SET]: replica, [INDEX]: '0' } });
const FIRST_WORKER = { [`${REPLICA}-type`]: 'worker', [`${REPLICA}-index`]: '0' };

/** Of which pods metrics count, and when a trial has ended; where Katib knows that itself, nothing. */
const WATCHED: Readonly<Record<string, (job: JobView, roles: readonly JobRole[]) => Watched>> = {
  'batch/v1/Job': job => (job.workers > 1 ? { primaryPodLabels: { [INDEX]: '0' } } : {}),
  // Without a master no pod has the label that Katib looks for.
  'kubeflow.org/v1/PyTorchJob': job => ((job.framework._options as PyTorchOptions).elastic ? { primaryPodLabels: FIRST_WORKER } : {}),
  'kubeflow.org/v1/TFJob': () => ({}),
  'kubeflow.org/v1/XGBoostJob': () => ({}),
  'kubeflow.org/v1/MPIJob': () => ({ primaryPodLabels: { [`${REPLICA}-type`]: 'launcher' } }),
  'kubeflow.org/v2beta1/MPIJob': () => ({ primaryPodLabels: { 'training.kubeflow.org/job-role': 'launcher' } }),
  'kubeflow.org/v1/PaddleJob': () => ({ ...ends('Succeeded', 'Failed'), primaryPodLabels: FIRST_WORKER }),
  'kubeflow.org/v1/JAXJob': () => ({ ...ends('Succeeded', 'Failed'), primaryPodLabels: FIRST_WORKER }),
  'kubeflow.org/v1/MXJob': () => ({ ...ends('Succeeded', 'Failed'), primaryPodLabels: FIRST_WORKER }),
  'trainer.kubeflow.org/v1alpha1/TrainJob': (_job, roles) => (roles.some(({ type }) => type === 'launcher') ? firstOf('launcher') : {}),
  'jobset.x-k8s.io/v1alpha2/JobSet': (_job, roles) => ({ ...ends('Completed', 'Failed'), ...firstOf(roles[0].type) }),
  'ray.io/v1/RayJob': () => ({ primaryPodLabels: SUBMITTER, successCondition: phase('jobStatus', 'SUCCEEDED'), failureCondition: phase('jobStatus', 'FAILED') }),
  'batch.volcano.sh/v1alpha1/Job': () => ({ successCondition: phase('state.phase', 'Completed'), failureCondition: phase('state.phase', 'Failed') }),
};

export const watched = (job: JobView, { apiVersion, kind, roles }: TrainingKind): Watched => WATCHED[`${apiVersion}/${kind}`]?.(job, roles(job)) ?? {};
