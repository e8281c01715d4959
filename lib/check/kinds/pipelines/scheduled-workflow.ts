import { secondsCronMistake } from './argo/cron';
import { has } from './argo/tree';
import { list, record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

type Fields = Record<string, any>;

const TYPES: Record<string, string> = {
  enabled: 'boolean', noCatchup: 'boolean', maxConcurrency: 'number', maxHistory: 'number', experimentId: 'string', pipelineId: 'string',
  pipelineVersionId: 'string', pipelineName: 'string', serviceAccount: 'string',
};
/** The controller takes the nearest of these bounds. */
const BOUNDS: Record<string, readonly [number, number]> = { maxConcurrency: [1, 10], maxHistory: [0, 100] };
const MACROS = ['ScheduledTime', 'CurrentTime', 'Index', 'RunUUID'];

/** What the controller of Kubeflow Pipelines 2.17 wants of a ScheduledWorkflow, whose CRD has no schema. */
export const scheduledWorkflow: KindRule = {
  kinds: ['kubeflow.org/ScheduledWorkflow'],
  judge({ spec }, report) {
    judgeTypes(record(spec), report);
    judgeTrigger(record(spec).trigger, report);
    judgeWork(record(spec), report);
  },
};

function judgeTypes(spec: Fields, report: Report): void {
  for (const [field, type] of Object.entries(TYPES)) {
    if (has(spec[field]) && typeof spec[field] !== type) unreadable(report, `spec.${field}`, spec[field], type === 'number' ? 'a whole number' : type === 'boolean' ? 'true or false' : 'text');
  }
  for (const [field, [least, most]] of Object.entries(BOUNDS)) {
    const value = spec[field];
    if (typeof value === 'number' && !Number.isInteger(value)) unreadable(report, `spec.${field}`, value, 'a whole number');
    else if (value < least || value > most) report.warn('KFP_SCHEDULE_LIMIT', `spec.${field}`, value, `from ${least} to ${most}; beyond, the controller takes the bound`);
  }
  if (!has(spec.enabled)) report.warn('KFP_SCHEDULE_DISABLED', 'spec.enabled', undefined, 'nothing runs unless it is true');
}

function unreadable(report: Report, field: string, got: unknown, wanted: string): void {
  report.refuse('KFP_SCHEDULE_UNREADABLE', field, got, `${wanted}: the controller cannot read the object, and with it no other one`);
}

function judgeTrigger(value: unknown, report: Report): void {
  const { cronSchedule, periodicSchedule } = record(value);
  if (has(cronSchedule) && has(periodicSchedule)) {
    report.warn('KFP_SCHEDULE_TRIGGER', 'spec.trigger.cronSchedule', undefined, 'periodicSchedule is given too, and wins; keep one');
  }
  if (has(cronSchedule)) {
    const { cron } = record(cronSchedule);
    judgeTimes(record(cronSchedule), 'spec.trigger.cronSchedule', report);
    if (has(cron) && typeof cron !== 'string') unreadable(report, 'spec.trigger.cronSchedule.cron', cron, 'text');
    else {
      const mistake = text(cron) === '' ? { refused: true, fix: 'required: six fields, the first is the second' } : secondsCronMistake(text(cron));
      if (mistake) report[mistake.refused ? 'refuse' : 'warn']('KFP_SCHEDULE_CRON', 'spec.trigger.cronSchedule.cron', cron, mistake.fix);
    }
  }
  if (has(periodicSchedule)) {
    const { intervalSecond } = record(periodicSchedule);
    judgeTimes(record(periodicSchedule), 'spec.trigger.periodicSchedule', report);
    if (has(intervalSecond) && !Number.isInteger(intervalSecond)) unreadable(report, 'spec.trigger.periodicSchedule.intervalSecond', intervalSecond, 'a whole number');
    else if (!(intervalSecond > 0)) report.warn('KFP_SCHEDULE_TRIGGER', 'spec.trigger.periodicSchedule.intervalSecond', intervalSecond ?? undefined, 'seconds between two runs, above 0');
  }
}

/** As Go reads times. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/;

function judgeTimes(schedule: Fields, at: string, report: Report): void {
  for (const field of ['startTime', 'endTime']) {
    const value = schedule[field];
    if (has(value) && !(typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)))) {
      unreadable(report, `${at}.${field}`, value, 'a time such as 2030-01-31T08:00:00Z');
      return;
    }
  }
  const { startTime, endTime } = schedule;
  if (has(startTime) && has(endTime) && Date.parse(endTime) <= Date.parse(startTime)) {
    report.warn('KFP_SCHEDULE_TRIGGER', `${at}.endTime`, endTime, 'not after startTime, so that nothing runs');
  }
}

function judgeWork(spec: Fields, report: Report): void {
  const { workflow } = spec;
  const parameters = record(workflow).parameters;
  if (!has(record(workflow).spec) && ['pipelineId', 'pipelineVersionId', 'pipelineName'].every(field => text(spec[field]) === '')) {
    report.warn('KFP_SCHEDULE_WORK', 'spec.pipelineVersionId', undefined, 'say what runs: pipelineVersionId or pipelineId');
  }
  list(parameters).forEach((item, i) => {
    const { value } = record(item);
    const field = `spec.workflow.parameters[${i}].value`;
    if (has(value) && typeof value !== 'string') unreadable(report, field, value, 'text');
    for (const [, macro] of text(value).matchAll(/\[\[([A-Za-z]+)(?:\.[^[\]]*)?\]\]/g)) {
      const near = MACROS.includes(macro) ? undefined : nearest(macro, MACROS);
      if (near) report.warn('KFP_SCHEDULE_MACRO', field, value, `no macro [[${macro}]]; did you mean [[${near}]]?`);
    }
  });
}
