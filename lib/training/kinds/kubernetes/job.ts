import type { JobSpec } from 'kubernetes-types/batch/v1';
import { checkJobSpec, failurePolicy, indexes, isNonIndexed, jobSpecField } from './job-spec';
import type { JobOptions } from '../../job-options';
import { RestartPolicy } from '../../role-props';
import type { JobRole, JobView, TrainingKind } from '../kind';
import { managerOf } from '../multi-kueue';
import { checkFatalExitCodes, ONLY_NEVER } from '../roles';

const role = (job: JobView): JobRole => ({ type: 'Worker', field: 'worker', replicas: job.workers, trains: true });
const options = (job: JobView): JobOptions => job.props.jobOptions ?? {};
const completions = (job: JobView) => job.props.completions ?? job.workers;
const isIndexed = (job: JobView) => !isNonIndexed(options(job)) && (completions(job) > 1 || options(job).completionMode !== undefined);

/** A plain Job; with more than one pod each has an index, unless the author says that they are alike. */
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
    const { restartPolicy = RestartPolicy.NEVER, suspend } = job.props;
    const spec: JobSpec & { managedBy?: string } = {
      ...(job.safe || job.workers !== 1) && { parallelism: job.workers },
      ...(job.safe || completions(job) !== 1) && { completions: completions(job) },
      ...isIndexed(job) && { completionMode: 'Indexed' },
      backoffLimit: perIndex(job) ? job.props.backoffLimit : job.backoffLimit,
      ...indexes(options(job)),
      activeDeadlineSeconds: job.deadlineSeconds,
      ttlSecondsAfterFinished: job.ttlSeconds,
      suspend,
      managedBy: managerOf(job),
      ...failurePolicy(job, { options: options(job), container: job.props.containerName ?? 'main', restartPolicy, disrupted: 'Ignore' }),
      template: job.pod({ role: role(job), container: 'main', pod: { restartPolicy } }),
    };
    return spec;
  },
  annotations: job => {
    const { minParallelism, completionsEqualParallelism } = options(job);
    return {
      ...minParallelism !== undefined && { 'kueue.x-k8s.io/job-min-parallelism': String(minParallelism) },
      ...completionsEqualParallelism !== undefined && { 'kueue.x-k8s.io/job-completions-equal-parallelism': String(completionsEqualParallelism) },
    };
  },
  check: (job, problems) => {
    const { queue } = job.props;
    const { minParallelism, completionsEqualParallelism } = options(job);
    problems.wholeNumber('COUNT_RANGE', 'completions', job.props.completions, 1, 100000, 'from 1 to 100000');
    if (completions(job) < job.workers) {
      problems.add('COUNT_RANGE', 'completions', completions(job), `below workers (${job.workers}): some would have nothing to do; lower \`workers\``);
    }
    checkFatalExitCodes(job, [role(job)], RestartPolicy.NEVER, ONLY_NEVER, problems);
    checkJobSpec(options(job), isIndexed(job), 'jobOptions', problems);
    for (const [field, value] of Object.entries({ minParallelism, completionsEqualParallelism })) {
      if (value !== undefined && queue?.queueSystem !== 'kueue') problems.add('FIELD_IGNORED', `jobOptions.${field}`, value, 'Kueue reads it of jobs in its queues; set `queue`');
    }
    if (queue?.queueSystem === 'volcano') {
      problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'a Job does not wait in queues of Volcano; use a Kueue queue, or TrainingOperator.VOLCANO');
    }
  },
  // Pods of an Indexed Job get `<job>-<index>` as their host name.
  longestSuffix: job => (isIndexed(job) ? [`-${completions(job) - 1}`, 'the index of a pod'] : ['', '']),
  fieldOf: (path, job) => FIELDS[path] ?? jobSpecField(path.replace(/^spec\./, ''), options(job), 'jobOptions'),
};

/** With a limit for each index the other would end the whole before its indexes are tried. */
const perIndex = (job: JobView) => options(job).backoffLimitPerIndex !== undefined;

const FIELDS: Readonly<Record<string, string>> = {
  'spec.parallelism': 'workers',
  'spec.activeDeadlineSeconds': 'deadline',
  'spec.ttlSecondsAfterFinished': 'ttlAfterFinished',
  "metadata.annotations['kueue.x-k8s.io/job-min-parallelism']": 'jobOptions.minParallelism',
  "metadata.annotations['kueue.x-k8s.io/job-completions-equal-parallelism']": 'jobOptions.completionsEqualParallelism',
};
