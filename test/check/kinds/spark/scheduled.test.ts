import { found, scheduled } from './spark-objects';
import type { Manifest } from '../../../../lib/check';

test.each<[what: string, manifest: Manifest, lines: string[]]>([
  ['a name that starts with a digit', scheduled({}, {}, { name: '3am' }), [
    "error SPARK_NAME metadata.name: got '3am'; Services are named after it: use lower-case letters, digits and -, starting with a letter",
  ]],
  ['a name of 64 characters', scheduled({}, {}, { name: 'n'.repeat(64) }), [
    "error SPARK_NAME metadata.name: got 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn'; use at most 63 characters: Services are named after it",
  ]],
  ['a name too long for the runs', scheduled({}, {}, { name: 'n'.repeat(44) }), [
    "warning SPARK_NAME metadata.name: got 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn'; use at most 43 characters: each run is named after it, with 20 characters more, and is refused",
  ]],
  ['the front of a name too long for the runs', scheduled({}, {}, { name: undefined, generateName: 'n'.repeat(39) }), [
    "warning SPARK_NAME metadata.generateName: got 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn'; use at most 38 characters: each run is named after it, with 20 characters more, and is refused",
  ]],
  ['four fields', scheduled({ schedule: '30 2 * *' }), [
    "error SPARK_SCHEDULE spec.schedule: got '30 2 * *'; minute, hour, day of month, month and day of week: five parts, not 4",
  ]],
  ['six fields', scheduled({ schedule: '0 30 2 * * *' }), [
    "error SPARK_SCHEDULE spec.schedule: got '0 30 2 * * *'; minute, hour, day of month, month and day of week: five parts, not 6",
  ]],
  ['a word with a slip', scheduled({ schedule: '@dayly' }), [
    "error SPARK_SCHEDULE spec.schedule: got '@dayly'; did you mean '@daily'?",
  ]],
  ['nothing', scheduled({ schedule: '' }), [
    "error SPARK_SCHEDULE spec.schedule: got ''; minute, hour, day of month, month and day of week: five parts, not 0",
  ]],
  ['a zone in the schedule that is none', scheduled({ schedule: 'TZ=Mars/Base 0 2 * * *' }), [
    "error SPARK_SCHEDULE spec.schedule: got 'TZ=Mars/Base 0 2 * * *'; a zone of the IANA database, such as Europe/Berlin, or UTC; the zone goes into timeZone",
  ]],
  ['a zone and no schedule', scheduled({ schedule: 'CRON_TZ=UTC' }), [
    "error SPARK_SCHEDULE spec.schedule: got 'CRON_TZ=UTC'; a schedule behind the zone; the zone goes into timeZone",
  ]],
  ['a zone in front of a mistake', scheduled({ schedule: 'CRON_TZ=UTC 0 24 * * *' }), [
    "error SPARK_SCHEDULE spec.schedule: got 'CRON_TZ=UTC 0 24 * * *'; hour '24': 0 to 23",
  ]],
  ['a zone that is none', scheduled({ timeZone: 'Europe/Berln' }), [
    "error SPARK_TIME_ZONE spec.timeZone: got 'Europe/Berln'; did you mean 'Europe/Berlin'?",
  ]],
  ['a zone that JavaScript alone knows', scheduled({ timeZone: 'PST' }), [
    "error SPARK_TIME_ZONE spec.timeZone: got 'PST'; a zone of the IANA database, such as Europe/Berlin, or UTC",
  ]],
  ['a mistake in what is suspended', scheduled({ suspend: true, schedule: '30 2 * *', timeZone: 'Europe/Berln' }), [
    "warning SPARK_SCHEDULE spec.schedule: got '30 2 * *'; minute, hour, day of month, month and day of week: five parts, not 4",
    "warning SPARK_TIME_ZONE spec.timeZone: got 'Europe/Berln'; did you mean 'Europe/Berlin'?",
  ]],
  ['two zones', scheduled({ schedule: 'TZ=UTC 0 2 * * *', timeZone: 'Europe/Berlin' }), [
    "warning SPARK_FIELD_IGNORED spec.timeZone: got 'Europe/Berlin'; remove it, or the zone in the schedule, which holds",
  ]],
  ['no policy', scheduled({ concurrencyPolicy: undefined }), [
    'warning SPARK_CONCURRENCY spec.concurrencyPolicy: write Allow, Forbid or Replace: without one of them no run follows the first',
  ]],
  ['a policy with a slip', scheduled({ concurrencyPolicy: 'forbid' }), [
    "warning SPARK_CONCURRENCY spec.concurrencyPolicy: got 'forbid'; did you mean 'Forbid'? No run follows the first",
  ]],
  ['a policy that is none', scheduled({ concurrencyPolicy: 'Sometimes' }), [
    "warning SPARK_CONCURRENCY spec.concurrencyPolicy: got 'Sometimes'; write Allow, Forbid or Replace: no run follows the first",
  ]],
  ['a history below zero', scheduled({ successfulRunHistoryLimit: -1 }), [
    'warning SPARK_HISTORY spec.successfulRunHistoryLimit: got -1; write 0 or more: the controller stumbles over it after each run',
  ]],
  ['a master in sparkConf', scheduled({}, { sparkConf: { 'spark.master': 'local[2]' } }), [
    "error SPARK_CONF spec.template.sparkConf['spark.master']: got 'local[2]'; remove it: the operator knows the API server",
  ]],
  ['what is refused at each run', scheduled({}, { nodeSelector: { a: 'b' }, driver: { nodeSelector: { a: 'b' } }, sparkVersion: '2.4', executor: { template: {}, volumeMounts: [{ name: 'spark-local-dir-1', mountPath: '/a' }] } }), [
    'warning SPARK_NODE_SELECTOR spec.template.nodeSelector: move it to the driver and the executor: driver.nodeSelector is given as well',
    "warning SPARK_VERSION spec.template.sparkVersion: got '2.4'; write a version such as 3.5.1: executor.template goes with Spark 3.0.0 or later, and with versions of this form",
    "warning SPARK_VOLUME spec.template.executor.volumeMounts[0].name: got 'spark-local-dir-1'; add it to spec.volumes: the submission fails",
  ]],
  ['what each run passes over', scheduled({}, { failureRetries: 3 }), [
    'warning SPARK_FIELD_IGNORED spec.template.failureRetries: got 3; write it as restartPolicy.onFailureRetries: the operator does not read this',
  ]],
])('%s', (_, manifest, lines) => {
  expect(found(manifest)).toEqual(lines);
});

test.each<[string, Manifest]>([
  ['each night', scheduled()],
  ['a name with room for the runs', scheduled({}, {}, { name: 'n'.repeat(43) })],
  ['a zone', scheduled({ timeZone: 'Europe/Berlin' })],
  ['the zone of the operator', scheduled({ timeZone: 'Local' })],
  ['no zone', scheduled({ timeZone: '' })],
  ['a zone in the schedule', scheduled({ schedule: 'CRON_TZ=America/New_York  @daily' })],
  ['one zone twice', scheduled({ schedule: 'TZ=UTC 0 6 * * MON-FRI', timeZone: 'UTC' })],
  ['blanks around it', scheduled({ schedule: ' @every 10m ' })],
  ['no history', scheduled({ successfulRunHistoryLimit: 0, failedRunHistoryLimit: 0, concurrencyPolicy: 'Replace' })],
])('%s is fine', (_, manifest) => {
  expect(found(manifest)).toEqual([]);
});

test('whatever stands where something else belongs, nothing is thrown', () => {
  for (const value of [null, 1, 'a', [], {}]) {
    for (const key of ['schedule', 'timeZone', 'template', 'concurrencyPolicy', 'suspend']) expect(() => found(scheduled({ [key]: value }))).not.toThrow();
  }
});
