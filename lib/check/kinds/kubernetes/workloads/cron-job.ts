import { scheduleMistake, zoneMistake } from './cron';
import { judgeJobSpec } from './job';
import { minorOf } from '../../../cluster';
import { isAbsent, isMap, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { judgeAnnotations, judgeLabels } from '../labels';
import { atLeast, between, later } from '../values';

/** A CronJob: a schedule, and the Job it makes. */
export const cronJob: KindRule = {
  kinds: ['batch/CronJob'],
  judge({ spec }, report, { cluster }) {
    const { schedule, timeZone } = spec;
    if (typeof schedule === 'string' && schedule !== '') {
      const mistake = scheduleMistake(schedule);
      if (mistake !== undefined) report.refuse('CRON_SCHEDULE_INVALID', 'spec.schedule', schedule, mistake);
    }
    if (typeof timeZone === 'string') {
      const mistake = zoneMistake(timeZone);
      if (mistake !== undefined) report.refuse('TIME_ZONE_INVALID', 'spec.timeZone', timeZone, mistake);
    }
    for (const key of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) atLeast(report, spec, key, 0, 'spec');
    between(report, spec, 'startingDeadlineSeconds', 0, Number.MAX_SAFE_INTEGER, 'spec');
    if (spec.startingDeadlineSeconds >= 0 && spec.startingDeadlineSeconds < 10) report.warn('DEADLINE_TOO_SOON', 'spec.startingDeadlineSeconds', spec.startingDeadlineSeconds, 'the controller looks every 10 seconds and may miss every run');
    const template = record(spec.jobTemplate);
    const { metadata } = template;
    if (isMap(metadata)) {
      judgeLabels(later(report), metadata.labels, 'spec.jobTemplate.metadata.labels');
      judgeAnnotations(later(report), metadata.annotations, 'spec.jobTemplate.metadata.annotations');
    }
    if (isMap(spec.jobTemplate) && isAbsent(template.spec)) report.refuse('VALUE_MISSING', 'spec.jobTemplate.spec', undefined, 'the Job to make');
    if (!isMap(template.spec)) return;
    judgeJobSpec(report, template.spec, minorOf(cluster), 'spec.jobTemplate.spec');
    const { completionMode, completions } = template.spec;
    if (completionMode === 'Indexed' && isAbsent(completions)) report.refuse('VALUE_MISSING', 'spec.jobTemplate.spec.completions', undefined, 'an Indexed Job says how many indexes it has');
    if (isMap(template.spec.selector)) report.refuse('JOB_SELECTOR', 'spec.jobTemplate.spec.selector', undefined, 'each Job has its own: leave it out');
    if (template.spec.manualSelector === true) report.refuse('JOB_SELECTOR', 'spec.jobTemplate.spec.manualSelector', true, 'each Job has its own selector: leave it out');
  },
};
