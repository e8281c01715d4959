import type { CronJobSpec, JobSpec } from 'kubernetes-types/batch/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { ScheduledTrainingJobProps } from './schedule-props';
import { OverlapPolicy } from './schedule-props';
import type { Problems } from '../../core';
import { isCronSchedule, seconds } from '../../core';
import type { JobView, TrainingKind } from '../kinds/kind';
import { KUBERNETES_JOB } from '../kinds/kubernetes/job';

/** The clock around what is run. */
function clock(props: ScheduledTrainingJobProps, jobTemplate: CronJobSpec['jobTemplate']): CronJobSpec & { timeZone?: string } {
  const { schedule, timeZone, overlap, startingDeadline, successfulRuns, failedRuns, suspend } = props;
  return {
    schedule,
    timeZone,
    concurrencyPolicy: overlap ?? OverlapPolicy.FORBID,
    startingDeadlineSeconds: startingDeadline ? seconds(startingDeadline) : 600,
    successfulJobsHistoryLimit: successfulRuns ?? 3,
    failedJobsHistoryLimit: failedRuns ?? 3,
    suspend,
    jobTemplate,
  };
}

/** A plain Job by the clock. What a run leaves is kept by number, not by time, unless a time is given. */
export function scheduledJob(props: ScheduledTrainingJobProps, labels: Record<string, string>): TrainingKind {
  return {
    ...KUBERNETES_JOB,
    kind: 'CronJob',
    spec: job => {
      const inner = { ...job, ttlSeconds: props.ttlAfterFinished ? job.ttlSeconds : undefined, props: { ...job.props, suspend: undefined } };
      const annotations = KUBERNETES_JOB.annotations?.(job) ?? {};
      const metadata = { ...Object.keys(labels).length > 0 && { labels }, ...Object.keys(annotations).length > 0 && { annotations } };
      return clock(props, { ...Object.keys(metadata).length > 0 && { metadata }, spec: KUBERNETES_JOB.spec(inner) as JobSpec });
    },
    // Of the Jobs, like their labels: Kueue reads them there.
    annotations: undefined,
    check: (job, problems) => {
      checkClock(props, problems);
      if (props.kubectlImage !== undefined) problems.add('FIELD_IGNORED', 'kubectlImage', props.kubectlImage, 'the CronJob itself makes a plain Job; leave it out');
      KUBERNETES_JOB.check(job, problems);
    },
    // A CronJob adds eleven characters to its name, and leaves 52 to it.
    longestSuffix: job => {
      const [suffix, what] = KUBERNETES_JOB.longestSuffix(job);
      return [`-1234567890${suffix}`, suffix ? `the time of a run and ${what}` : 'the time of a run'];
    },
    fieldOf: (path, job) => (path.startsWith('spec.jobTemplate.') ? KUBERNETES_JOB.fieldOf?.(path.replace('spec.jobTemplate.', ''), job) : CLOCK_FIELDS[path]),
  };
}

/** Any other kind by the clock: a pod of a CronJob makes the object anew, from a ConfigMap. */
export function scheduledCreation(props: ScheduledTrainingJobProps, kind: TrainingKind, creator: () => PodTemplateSpec): TrainingKind {
  return {
    ...kind,
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    spec: () => clock(props, { spec: { backoffLimit: 3, activeDeadlineSeconds: 600, template: creator() } }),
    // Labels and annotations belong to what is made.
    labels: undefined,
    annotations: undefined,
    check: (job, problems) => {
      checkClock(props, problems);
      if (props.overlap !== undefined) {
        problems.add('FIELD_IGNORED', 'overlap', props.overlap, `the CronJob makes a ${kind.kind} and does not wait for its end; only a plain Job has it; leave it out`);
      }
      if (props.kubectlImage !== undefined) problems.image('kubectlImage', props.kubectlImage);
      kind.check(job, problems);
    },
    longestSuffix: job => {
      const [suffix, what] = kind.longestSuffix(job);
      return [`-abcde${suffix}`, `what tells runs apart and ${what}`];
    },
    fieldOf: path => CLOCK_FIELDS[path],
  };
}

/** The manifest that each run makes, under a name of its own. */
export function creation(kind: TrainingKind, job: JobView, labels: Record<string, string>): Record<string, any> {
  const inner = { ...job, props: { ...job.props, suspend: undefined } };
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    metadata: { generateName: `${job.name}-`, namespace: job.namespace, labels, annotations: kind.annotations?.(job) },
    spec: kind.spec(inner),
  };
}

const CLOCK_FIELDS: Readonly<Record<string, string>> = {
  'spec.schedule': 'schedule',
  'spec.timeZone': 'timeZone',
  'spec.startingDeadlineSeconds': 'startingDeadline',
  'spec.successfulJobsHistoryLimit': 'successfulRuns',
  'spec.failedJobsHistoryLimit': 'failedRuns',
  'spec.suspend': 'suspend',
};

function checkClock({ schedule, startingDeadline, successfulRuns, failedRuns, rerunOnChange }: ScheduledTrainingJobProps, problems: Problems): void {
  if (!isCronSchedule(schedule)) problems.add('CRON_SCHEDULE_INVALID', 'schedule', schedule, "use five fields, e.g. '0 3 * * *', or '@daily'");
  problems.duration('startingDeadline', startingDeadline, 10, 2 ** 31 - 1, 'at least 10 seconds: the controller looks that often');
  problems.wholeNumber('COUNT_RANGE', 'successfulRuns', successfulRuns, 0, 1000, 'from 0 to 1000 runs');
  problems.wholeNumber('COUNT_RANGE', 'failedRuns', failedRuns, 0, 1000, 'from 0 to 1000 runs');
  if (rerunOnChange) problems.add('FIELD_IGNORED', 'rerunOnChange', true, 'a schedule can change, and each run has a name of its own; leave it out');
}
