import type { Row } from './workflows';
import { args, C, found, main, MAIN, SAY, workflow } from './workflows';
import type { Manifest } from '../../../../lib/check';

const cron = (spec: object, name = 'nightly'): Manifest => ({
  ...workflow({ schedules: ['0 3 * * *'], workflowSpec: MAIN, ...spec }), kind: 'CronWorkflow', metadata: { name, namespace: 'team', labels: { own: 'x' } },
});
const at = (...schedules: string[]) => ({ schedules });
const zone = (timezone: string) => ({ timezone });

test.each<Row>([
  ['a minute that does not exist', at('60 * * * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '60 * * * *'; minute 60: from 0 to 59",
  ]],
  ['an hour that does not exist', at('0 3 * * *', '0 24 * * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[1]: got '0 24 * * *'; hour 24: from 0 to 23",
  ]],
  ['a day that does not exist', at('0 3 0 * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 3 0 * *'; day of the month 0: from 1 to 31",
  ]],
  ['a month of 13', at('0 3 1 13 *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 3 1 13 *'; month 13: from 1 to 12",
  ]],
  ['Sunday as 7', at('0 3 * * 7'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 3 * * 7'; day of the week 7: from 0 to 6",
  ]],
  ['a word that is no month', at('0 3 1 juni *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 3 1 juni *'; month juni: numbers from 1 to 12, or jan feb mar apr may jun jul aug sep oct nov dec",
  ]],
  ['a range that goes down', at('0 5-3 * * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 5-3 * * *'; hour 5-3: a range goes upwards",
  ]],
  ['a step of nothing', at('*/0 * * * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '*/0 * * * *'; minute */0: a step is a number above 0",
  ]],
  ['two steps', at('*/2/3 * * * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '*/2/3 * * * *'; minute */2/3: ranges are written low-high/step",
  ]],
  ['a range of three', at('1-2-3 * * * *'), [
    "error ARGO_CRON_SCHEDULE spec.schedules[0]: got '1-2-3 * * * *'; minute 1-2-3: ranges are written low-high/step",
  ]],
  ['a time zone that does not exist', zone('Europe/Berln'), [
    "error ARGO_TIMEZONE spec.timezone: got 'Europe/Berln'; did you mean 'Europe/Berlin'?",
  ]],
  ['a time zone in the wrong case', zone('europe/berlin'), [
    "error ARGO_TIMEZONE spec.timezone: got 'europe/berlin'; did you mean 'Europe/Berlin'?",
  ]],
  ['an alias in the wrong case', zone('us/pacific'), [
    "error ARGO_TIMEZONE spec.timezone: got 'us/pacific'; a name of the IANA time zone database, such as Europe/Berlin or UTC",
  ]],
  ['an offset', zone('+02:00'), [
    "error ARGO_TIMEZONE spec.timezone: got '+02:00'; a name of the IANA time zone database, such as Europe/Berlin or UTC",
  ]],
  ['a workflow without an entrypoint', { workflowSpec: { templates: [SAY] } }, [
    'error ARGO_ENTRYPOINT_MISSING spec.workflowSpec.entrypoint: required: the template that the workflow begins with; write say, the only template',
  ]],
  ['a label of the CronWorkflow, which its workflows do not get', { workflowSpec: main(args('{{workflow.labels.own}}')) }, [
    "error ARGO_VARIABLE_UNKNOWN spec.workflowSpec.templates[0].container.args[0]: got '{{workflow.labels.own}}'; the workflow gets no such label; add it to spec.workflowMetadata.labels",
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(cron(spec))).toEqual(lines);
});

test.each<Row>([
  ['schedules of all kinds', at('*/5 0-6,22,23 1,15 jan-MAR mon-fri', '? ? ? ? ?', '0 0 29 2 *', '@daily', '@every 1h30m', '0 3 31 2 mon'), []],
  ['a time zone', zone('Europe/Berlin'), []],
  ['an alias', zone('US/Pacific'), []],
  ['a zone of words', zone('Africa/Dar_es_Salaam'), []],
  ['a zone of capitals', zone('UTC'), []],
  ['a zone of hours', zone('Etc/GMT+1'), []],
  ['the zone of the controller', zone('Local'), []],
  ['no zone', zone(''), []],
  ['its own label and time', { workflowMetadata: { labels: { a: 'b' }, annotations: { c: 'd' } }, workflowSpec: main(args('{{workflow.labels.workflows.argoproj.io/cron-workflow}} {{workflow.labels.a}} {{workflow.annotations.c}} {{workflow.scheduledTime}}')) }, []],
  ['a template of its own', { workflowSpec: main({ container: C }) }, []],
])('%s is fine', (_, spec, lines) => {
  expect(found(cron(spec))).toEqual(lines);
});

test.each<Row>([
  ['a day that never comes', at('0 3 30 2 *'), [
    "warning ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 3 30 2 *'; no date fits, so that nothing ever runs; take a day that the months have",
  ]],
  ['a list of nothing', at('0 , * * *'), [
    "warning ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 , * * *'; no date fits, so that nothing ever runs; take a day that the months have",
  ]],
  ['weekdays of nothing', at('0 3 * * ,'), [
    "warning ARGO_CRON_SCHEDULE spec.schedules[0]: got '0 3 * * ,'; no date fits, so that nothing ever runs; take a day that the months have",
  ]],
])('%s is told as a warning', (_, spec, lines) => {
  expect(found(cron(spec))).toEqual(lines);
});

test('the name of a CronWorkflow leaves room for a time stamp', () => {
  const name = 'a'.repeat(53);
  expect(found(cron({}, name))).toEqual([
    `error ARGO_NAME_TOO_LONG metadata.name: got '${name}'; 53 characters, at most 52 for a CronWorkflow: Argo adds 11 characters for each run`,
  ]);
  expect(found(cron({}, name.slice(1)))).toEqual([]);
});
