import { judgeApplication } from './application';
import { judgeConf } from './conf';
import { judgeSparkName, warnOfLongSparkName } from './name';
import { isMap, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isTimeZone, nearestTimeZone } from '../../time-zone';
import type { Teller } from '../kubernetes/values';
import { isEmpty, later } from '../kubernetes/values';
import { scheduleMistake } from '../kubernetes/workloads/cron';

const POLICIES = ['Allow', 'Forbid', 'Replace'];

/** What the Spark operator 2.5 makes of applications on a schedule. */
export const scheduledSparkApplication: KindRule = {
  kinds: ['sparkoperator.k8s.io/ScheduledSparkApplication'],
  judge(manifest, report) {
    const { spec } = manifest;
    const { namespace } = manifest.metadata;
    judgeSparkName(manifest, 63, report);
    warnOfLongSparkName(manifest, 43, 63, 'each run is named after it, with 20 characters more, and is refused', report);
    judgeConf(record(spec.template).sparkConf, 'spec.template.sparkConf', namespace, report);
    // The controller does not look at what is suspended.
    judgeTimes(spec, spec.suspend === true ? later(report) : report);
    judgePolicies(spec, report);
    if (isMap(spec.template)) judgeApplication({ spec: spec.template, path: 'spec.template', namespace, report, told: later(report) });
  },
};

/** The schedule may bring a zone of its own. */
const OWN_ZONE = /^(?:CRON_)?TZ=([^ ]*)( ?)/;

function judgeTimes({ schedule, timeZone }: Record<string, any>, told: Teller): void {
  if (typeof schedule !== 'string') return;
  const own = OWN_ZONE.exec(schedule);
  if (own) {
    const mistake = own[2] === '' ? 'a schedule behind the zone' : sparkZoneMistake(own[1]);
    if (mistake !== undefined) told.refuse('SPARK_SCHEDULE', 'spec.schedule', schedule, `${mistake}; the zone goes into timeZone`);
    if (typeof timeZone === 'string' && timeZone !== '' && timeZone !== own[1]) told.warn('SPARK_FIELD_IGNORED', 'spec.timeZone', timeZone, 'remove it, or the zone in the schedule, which holds');
  }
  const mistake = scheduleMistake((own ? schedule.slice(own[0].length) : schedule).trim());
  if (mistake !== undefined && own?.[2] !== '') told.refuse('SPARK_SCHEDULE', 'spec.schedule', schedule, mistake);
  if (typeof timeZone !== 'string') return;
  const zone = sparkZoneMistake(timeZone);
  if (zone !== undefined) told.refuse('SPARK_TIME_ZONE', 'spec.timeZone', timeZone, zone);
}

/** The controller also takes the zone of the operator, and looks for a file of that name. */
function sparkZoneMistake(zone: string): string | undefined {
  if (zone === '' || zone === 'Factory' || isTimeZone(zone)) return undefined;
  const near = nearestTimeZone(zone);
  return near ? `did you mean '${near}'?` : 'a zone of the IANA database, such as Europe/Berlin, or UTC';
}

function judgePolicies(spec: Record<string, any>, report: Report): void {
  const { concurrencyPolicy: policy } = spec;
  if (isEmpty(policy)) {
    report.warn('SPARK_CONCURRENCY', 'spec.concurrencyPolicy', policy ?? undefined, 'write Allow, Forbid or Replace: without one of them no run follows the first');
  } else if (typeof policy === 'string' && !POLICIES.includes(policy)) {
    const near = nearest(policy, POLICIES);
    report.warn('SPARK_CONCURRENCY', 'spec.concurrencyPolicy', policy, `${near ? `did you mean '${near}'?` : 'write Allow, Forbid or Replace:'} ${near ? 'No' : 'no'} run follows the first`);
  }
  for (const key of ['successfulRunHistoryLimit', 'failedRunHistoryLimit']) {
    if (typeof spec[key] === 'number' && spec[key] < 0) report.warn('SPARK_HISTORY', `spec.${key}`, spec[key], 'write 0 or more: the controller stumbles over it after each run');
  }
}
