import { cronMistake } from './argo/cron';
import { isTimeZone, nearestTimeZone } from '../../time-zone';
import { keysOf } from './argo/tree';
import { judgeWorkflow } from './argo/workflow';
import { judgeNameLength } from './workflows';
import { record } from '../../manifest';
import type { KindRule } from '../../rule';

const MAX_NAME = 52;

/** What Argo Workflows 3.7 wants of a CronWorkflow. */
export const cronWorkflow: KindRule = {
  kinds: ['argoproj.io/CronWorkflow'],
  judge(manifest, report, scene) {
    const { metadata } = manifest;
    const spec = record(manifest.spec);
    judgeNameLength(manifest, report, MAX_NAME, 'Argo adds 11 characters for each run');
    (Array.isArray(spec.schedules) ? spec.schedules : []).forEach((schedule, i) => {
      const mistake = typeof schedule === 'string' ? cronMistake(schedule) : undefined;
      if (mistake) report[mistake.refused ? 'refuse' : 'warn']('ARGO_CRON_SCHEDULE', `spec.schedules[${i}]`, schedule, mistake.fix);
    });
    if (typeof spec.timezone === 'string' && spec.timezone !== '' && !isTimeZone(spec.timezone)) {
      const near = nearestTimeZone(spec.timezone);
      report.refuse('ARGO_TIMEZONE', 'spec.timezone', spec.timezone, near ? `did you mean '${near}'?` : 'a name of the IANA time zone database, such as Europe/Berlin or UTC');
    }
    const made = record(spec.workflowMetadata);
    judgeWorkflow({
      kind: 'Workflow',
      name: '',
      namespace: metadata.namespace,
      labels: ['workflows.argoproj.io/cron-workflow', ...instanceOf(metadata.labels), ...keysOf(made.labels)],
      annotations: ['workflows.argoproj.io/scheduled-time', ...keysOf(made.annotations)],
      spec: record(spec.workflowSpec),
      path: 'spec.workflowSpec',
      isTemplate: false,
    }, report, scene);
  },
};

const INSTANCE = 'workflows.argoproj.io/controller-instanceid';

const instanceOf = (labels: unknown) => (record(labels)[INSTANCE] === undefined ? [] : [INSTANCE]);
