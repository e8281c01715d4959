import type { JobSpec, PodFailurePolicyRule } from 'kubernetes-types/batch/v1';
import { RestartPolicy } from '../../role-props';
import type { JobRole, JobView, TrainingKind } from '../kind';

const role = (job: JobView): JobRole => ({ type: 'Worker', field: 'worker', replicas: job.workers, trains: true });
const completions = (job: JobView) => job.props.completions ?? job.workers;
const isIndexed = (job: JobView) => completions(job) > 1;

/** A plain Job; with more than one pod each has an index. */
export const KUBERNETES_JOB: TrainingKind = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  container: 'main',
  ignores: {
    cleanPodPolicy: 'the pods of a Job go with it; set ttlAfterFinished',
    gang: 'the pods of a Job start one by one; use a Kueue queue, or TrainingOperator.JOBSET or VOLCANO',
    runtime: 'runtimes are of Trainer 2; leave it out',
  },
  roles: job => [role(job)],
  spec: job => {
    const { restartPolicy, suspend, multiKueue } = job.props;
    const spec: JobSpec & { managedBy?: string } = {
      ...(job.safe || job.workers !== 1) && { parallelism: job.workers },
      ...(job.safe || completions(job) !== 1) && { completions: completions(job) },
      ...isIndexed(job) && { completionMode: 'Indexed' },
      backoffLimit: job.backoffLimit,
      activeDeadlineSeconds: job.deadlineSeconds,
      ttlSecondsAfterFinished: job.ttlSeconds,
      suspend,
      managedBy: multiKueue ? 'kueue.x-k8s.io/multikueue' : undefined,
      ...failurePolicy(job),
      template: job.pod({ role: role(job), container: 'main', pod: { restartPolicy: restartPolicy ?? 'Never' } }),
    };
    return spec;
  },
  check: (job, problems) => {
    const { fatalExitCodes, restartPolicy, queue } = job.props;
    problems.wholeNumber('COUNT_RANGE', 'completions', job.props.completions, 1, 100000, 'from 1 to 100000');
    if (completions(job) < job.workers) {
      problems.add('COUNT_RANGE', 'completions', completions(job), `below workers (${job.workers}): some would have nothing to do; lower \`workers\``);
    }
    fatalExitCodes?.forEach(code => problems.wholeNumber('COUNT_RANGE', 'fatalExitCodes', code, 1, 255, 'an exit code of a failure is from 1 to 255'));
    if (restartPolicy === RestartPolicy.ON_FAILURE && fatalExitCodes) {
      problems.add('ALTERNATIVES_CONFLICT', 'fatalExitCodes', fatalExitCodes.join(', '), 'the API server takes them only with RestartPolicy.NEVER, which makes a new pod for each try');
    }
    if (queue?.queueSystem === 'volcano') {
      problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'a Job does not wait in queues of Volcano; use a Kueue queue, or TrainingOperator.VOLCANO');
    }
  },
  // Pods of an Indexed Job get `<job>-<index>` as their host name.
  longestSuffix: job => (isIndexed(job) ? [`-${completions(job) - 1}`, 'the index of a pod'] : ['', '']),
  fieldOf: path => FIELDS[path],
};

const FIELDS: Readonly<Record<string, string>> = {
  'spec.parallelism': 'workers',
  'spec.activeDeadlineSeconds': 'deadline',
  'spec.ttlSecondsAfterFinished': 'ttlAfterFinished',
};

/** Pods that the cluster takes away are no failures, and some exit codes are final. */
function failurePolicy(job: JobView): Partial<JobSpec> {
  const { fatalExitCodes = [], restartPolicy = RestartPolicy.NEVER } = job.props;
  const values = [...new Set(fatalExitCodes)].sort((a, b) => a - b);
  if (restartPolicy !== RestartPolicy.NEVER || (!job.safe && values.length === 0)) return {};
  const rules: PodFailurePolicyRule[] = [
    ...job.safe ? [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] : [],
    ...values.length > 0 ? [{ action: 'FailJob', onExitCodes: { containerName: job.props.containerName ?? 'main', operator: 'In', values } }] : [],
  ];
  return { podFailurePolicy: { rules }, podReplacementPolicy: 'Failed' };
}
