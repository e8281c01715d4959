import type { Replica } from './replicas';
import { totalOf } from './replicas';
import type { Manifest } from '../../manifest';
import { isAbsent, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const MANAGERS = ['kubeflow.org/training-operator', 'kueue.x-k8s.io/multikueue'];
export const CLEAN_POD_POLICIES = ['None', 'Running', 'All'];

/** The default of cleanPodPolicy, or written so. */
export const isNone = (cleanPodPolicy: unknown) => isAbsent(cleanPodPolicy) || cleanPodPolicy === 'None';

/** What runPolicy means to training-operator; `checked` where a webhook looks at managedBy. */
export function judgeRunPolicy({ spec }: Manifest, replicas: readonly Replica[], report: Report, { checked = true } = {}): void {
  const policy = record(record(spec).runPolicy);
  judgeManager(policy.managedBy, checked, report);
  judgeCleanPodPolicy(policy.cleanPodPolicy, 'spec.runPolicy.cleanPodPolicy', report);
  judgeLimit(policy, 'activeDeadlineSeconds', 1, 'the job fails as soon as it starts', report);
  judgeLimit(policy, 'backoffLimit', 0, 'the job fails as soon as it starts', report);
  judgeLimit(policy, 'ttlSecondsAfterFinished', 0, 'the job is deleted as soon as it ends', report);
  judgeScheduling(policy, totalOf(replicas), 'training-operator runs with --gang-scheduler-name', report);
}

function judgeManager(managedBy: unknown, checked: boolean, report: Report): void {
  if (typeof managedBy !== 'string' || MANAGERS.includes(managedBy)) return;
  const fix = `leave it out, or write one of ${MANAGERS.join(', ')}`;
  if (checked) report.refuse('TRAINING_MANAGED_BY', 'spec.runPolicy.managedBy', managedBy, fix);
  else report.warn('TRAINING_MANAGED_BY', 'spec.runPolicy.managedBy', managedBy, `${fix}: the operator passes over the job, and nobody else runs it`);
}

/** A policy of another spelling is taken as All. */
export function judgeCleanPodPolicy(value: unknown, field: string, report: Report): void {
  if (typeof value !== 'string' || CLEAN_POD_POLICIES.includes(value)) return;
  const near = nearest(value, CLEAN_POD_POLICIES);
  report.warn(
    'TRAINING_CLEAN_POD_POLICY', field, value,
    `one of ${CLEAN_POD_POLICIES.join(', ')}${near ? `; did you mean '${near}'?` : ''}: nobody checks it, and any other word deletes all pods with their logs, as All does`,
  );
}

function judgeLimit(policy: Record<string, any>, field: string, least: number, otherwise: string, report: Report): void {
  const value = policy[field];
  if (typeof value !== 'number' || value >= least) return;
  report.warn('TRAINING_LIMIT', `spec.runPolicy.${field}`, value, `at least ${least}: below that ${otherwise}`);
}

/** Gang scheduling, which a flag of the operator switches on. */
export function judgeScheduling(policy: Record<string, any>, total: number, needs: string, report: Report): void {
  const { schedulingPolicy } = policy;
  const { minAvailable } = record(schedulingPolicy);
  if (typeof minAvailable === 'number' && minAvailable > total) {
    report.warn(
      'TRAINING_MIN_AVAILABLE', 'spec.runPolicy.schedulingPolicy.minAvailable', minAvailable,
      `at most ${total}, the number of pods: the gang scheduler waits for more pods than there are`,
    );
  }
  if (Object.keys(record(schedulingPolicy)).length > 0) {
    report.note('TRAINING_GANG_SCHEDULER', 'spec.runPolicy.schedulingPolicy', undefined, `has an effect only where ${needs}; ask the administrator`);
  }
}
