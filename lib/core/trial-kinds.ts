/**
 * What Katib has to know of a kind, beyond the object itself.
 * @internal
 */
export interface TrialKind {
  readonly successCondition: string;
  readonly failureCondition: string;
  /** Labels of the pods whose metrics count; undefined where every pod's do. */
  readonly primaryPodLabels?: Record<string, string>;
  /** Whether Katib knows it itself, where it sees the kind. */
  readonly ofKatib?: boolean;
}

const condition = (type: string, status = 'True') => `status.conditions.#(type=="${type}")#|#(status=="${status}")#`;
/** A status that is no list of conditions, in the form of one. */
const is = (path: string, value: string) => `status.[@this].#(${path}=="${value}")#`;
const isNone = (path: string, ...values: string[]) => `status.[@this].${values.map(value => `#(${path}!="${value}")#`).join('|')}`;
const ends = (success: string, failure = 'Failed') => ({ successCondition: condition(success), failureCondition: condition(failure) });

const REPLICA = 'training.kubeflow.org/replica';
const master = { ...ends('Succeeded'), primaryPodLabels: { 'training.kubeflow.org/job-role': 'master' }, ofKatib: true };
const worker = { ...ends('Succeeded'), primaryPodLabels: { [`${REPLICA}-type`]: 'worker', [`${REPLICA}-index`]: '0' } };

/**
 * The first pod of a part of a JobSet.
 * @internal
 */
export const firstOfJobSet = (part: string): Record<string, string> =>
  ({ 'jobset.sigs.k8s.io/replicatedjob-name': part, 'batch.kubernetes.io/job-completion-index': '0' });

const KINDS: Readonly<Record<string, TrialKind>> = {
  'batch/Job': { ...ends('Complete'), ofKatib: true },
  'kubeflow.org/TFJob': master,
  'kubeflow.org/PyTorchJob': master,
  'kubeflow.org/XGBoostJob': master,
  'kubeflow.org/MPIJob': master,
  'trainer.kubeflow.org/TrainJob': { ...ends('Complete'), primaryPodLabels: firstOfJobSet('node'), ofKatib: true },
  'kubeflow.org/PaddleJob': worker,
  'kubeflow.org/JAXJob': worker,
  'kubeflow.org/MXJob': worker,
  'jobset.x-k8s.io/JobSet': ends('Completed'),
  // Its jobStatus is FAILED before a retry, too, and not at a deadline.
  'ray.io/RayJob': { successCondition: is('jobStatus', 'SUCCEEDED'), failureCondition: is('jobDeploymentStatus', 'Failed') },
  // It ends as Failed, Aborted or Terminated.
  'batch.volcano.sh/Job': {
    successCondition: is('state.phase', 'Completed'),
    failureCondition: isNone('state.phase', 'Pending', 'Running', 'Restarting', 'Completing', 'Completed', 'Aborting', 'Terminating'),
  },
  // It ends as Failed or Error.
  'argoproj.io/Workflow': { successCondition: is('phase', 'Succeeded'), failureCondition: isNone('phase', 'Succeeded', 'Running', 'Pending') },
  'tekton.dev/PipelineRun': { successCondition: condition('Succeeded'), failureCondition: condition('Succeeded', 'False') },
};

/**
 * What is written of a trial for Katib to watch it.
 * @internal
 */
export type TrialWatch = Partial<Omit<TrialKind, 'ofKatib'>>;

/**
 * What Katib is told of a kind: nothing where it knows it itself, which it does
 * of objects, but not of a template in a ConfigMap. Of those the group may be unknown.
 * @internal
 */
export function trialWatch(kind: string, apiVersion: string | undefined, inConfigMap: boolean): TrialWatch {
  const group = apiVersion === undefined ? undefined : apiVersion.split('/')[0];
  const found = group === undefined ? Object.keys(KINDS).find(key => key.endsWith(`/${kind}`)) : `${group}/${kind}`;
  if (found === undefined || !Object.hasOwn(KINDS, found)) return {};
  const { ofKatib = false, ...watch } = KINDS[found];
  return ofKatib && !inConfigMap ? {} : watch;
}
