import type { Row } from './workflows';
import { found } from './workflows';
import type { Manifest } from '../../../../lib/check';

const schedule = (spec: object): Manifest => ({
  apiVersion: 'kubeflow.org/v1beta1', kind: 'ScheduledWorkflow', metadata: { name: 'nightly', namespace: 'team' }, spec: { enabled: true, pipelineVersionId: 'v', ...spec }, status: {},
});
const cron = (text: unknown, rest: object = {}) => ({ trigger: { cronSchedule: { cron: text, ...rest } } });
const periodic = (rest: object) => ({ trigger: { periodicSchedule: { intervalSecond: 60, ...rest } } });
const parameter = (value: unknown) => ({ workflow: { parameters: [{ name: 'p', value }] } });

test.each<Row>([
  ['a cron with an hour that does not exist', cron('0 0 24 * * *'), [
    "error KFP_SCHEDULE_CRON spec.trigger.cronSchedule.cron: got '0 0 24 * * *'; hour 24: from 0 to 23",
  ]],
  ['a cron of four fields', cron('0 3 * *'), [
    "error KFP_SCHEDULE_CRON spec.trigger.cronSchedule.cron: got '0 3 * *'; 6 fields: second, minute, hour, day of the month, month, day of the week; got 4",
  ]],
  ['a cron that is a number', cron(5), [
    'error KFP_SCHEDULE_UNREADABLE spec.trigger.cronSchedule.cron: got 5; text: the controller cannot read the object, and with it no other one',
  ]],
  ['no cron', cron(undefined), [
    'error KFP_SCHEDULE_CRON spec.trigger.cronSchedule.cron: required: six fields, the first is the second',
  ]],
  ['text for a number', { maxConcurrency: '2' }, [
    "error KFP_SCHEDULE_UNREADABLE spec.maxConcurrency: got '2'; a whole number: the controller cannot read the object, and with it no other one",
  ]],
  ['text for a truth value', { enabled: 'true' }, [
    "error KFP_SCHEDULE_UNREADABLE spec.enabled: got 'true'; true or false: the controller cannot read the object, and with it no other one",
  ]],
  ['half a run', { maxHistory: 1.5 }, [
    'error KFP_SCHEDULE_UNREADABLE spec.maxHistory: got 1.5; a whole number: the controller cannot read the object, and with it no other one',
  ]],
  ['a number for text', { pipelineId: 5 }, [
    'error KFP_SCHEDULE_UNREADABLE spec.pipelineId: got 5; text: the controller cannot read the object, and with it no other one',
  ]],
  ['a date for a time', cron('0 0 3 * * *', { startTime: '2030-01-01' }), [
    "error KFP_SCHEDULE_UNREADABLE spec.trigger.cronSchedule.startTime: got '2030-01-01'; a time such as 2030-01-31T08:00:00Z: the controller cannot read the object, and with it no other one",
  ]],
  ['half a second', periodic({ intervalSecond: 0.5 }), [
    'error KFP_SCHEDULE_UNREADABLE spec.trigger.periodicSchedule.intervalSecond: got 0.5; a whole number: the controller cannot read the object, and with it no other one',
  ]],
  ['a number as parameter', parameter(5), [
    'error KFP_SCHEDULE_UNREADABLE spec.workflow.parameters[0].value: got 5; text: the controller cannot read the object, and with it no other one',
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(schedule(spec))).toEqual(lines);
});

test.each<Row>([
  ['a cron that begins with the minute', cron('30 3 * * *'), [
    "warning KFP_SCHEDULE_CRON spec.trigger.cronSchedule.cron: got '30 3 * * *'; the first of five fields is the second, and the day of the week is left out; write six, such as 0 0 3 * * *",
  ]],
  ['a cron that never comes', cron('0 0 3 31 2 *'), [
    "warning KFP_SCHEDULE_CRON spec.trigger.cronSchedule.cron: got '0 0 3 31 2 *'; no date fits, so that nothing ever runs; take a day that the months have",
  ]],
  ['more runs at once than there may be', { maxConcurrency: 11, maxHistory: -1 }, [
    'warning KFP_SCHEDULE_LIMIT spec.maxConcurrency: got 11; from 1 to 10; beyond, the controller takes the bound',
    'warning KFP_SCHEDULE_LIMIT spec.maxHistory: got -1; from 0 to 100; beyond, the controller takes the bound',
  ]],
  ['a schedule that does not say whether it is on', { enabled: undefined }, [
    'warning KFP_SCHEDULE_DISABLED spec.enabled: nothing runs unless it is true',
  ]],
  ['two triggers', { trigger: { ...cron('0 0 3 * * *').trigger, ...periodic({}).trigger } }, [
    'warning KFP_SCHEDULE_TRIGGER spec.trigger.cronSchedule: periodicSchedule is given too, and wins; keep one',
  ]],
  ['no pause', periodic({ intervalSecond: 0 }), [
    'warning KFP_SCHEDULE_TRIGGER spec.trigger.periodicSchedule.intervalSecond: got 0; seconds between two runs, above 0',
  ]],
  ['an end before the start', periodic({ startTime: '2030-01-02T00:00:00Z', endTime: '2030-01-01T00:00:00Z' }), [
    "warning KFP_SCHEDULE_TRIGGER spec.trigger.periodicSchedule.endTime: got '2030-01-01T00:00:00Z'; not after startTime, so that nothing runs",
  ]],
  ['nothing to run', { pipelineVersionId: undefined }, [
    'warning KFP_SCHEDULE_WORK spec.pipelineVersionId: say what runs: pipelineVersionId or pipelineId',
  ]],
  ['a misspelt macro', parameter('[[SheduledTime.15-04]]'), [
    "warning KFP_SCHEDULE_MACRO spec.workflow.parameters[0].value: got '[[SheduledTime.15-04]]'; no macro [[SheduledTime]]; did you mean [[ScheduledTime]]?",
  ]],
])('%s is told as a warning', (_, spec, lines) => {
  expect(found(schedule(spec))).toEqual(lines);
});

test.each<Row>([
  ['one run', {}, []],
  ['six fields', cron('0 30 3 * * MON-FRI'), []],
  ['a descriptor', cron('@daily'), []],
  ['a period', periodic({ startTime: '2030-01-01T00:00:00Z', endTime: '2030-01-02T00:00:00+02:00' }), []],
  ['macros', parameter('[[ScheduledTime.2006-01-02]] [[Index]] [[RunUUID]] [[CurrentTime]] [[1]]'), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(schedule(spec))).toEqual(lines);
});
