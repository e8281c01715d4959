import { PARTS } from './parts';
import type { Application } from './parts';
import { record } from '../../manifest';
import { nearest } from '../../nearest';
import { isEmpty } from '../kubernetes/values';

const KNOWN = ['volcano', 'yunikorn'];

/** Who places the pods. */
export function judgeScheduler({ spec, path, report }: Application): void {
  const { batchScheduler: name } = spec;
  if (isEmpty(name)) {
    if (Object.keys(record(spec.batchSchedulerOptions)).length > 0) {
      report.note('SPARK_SCHEDULER', `${path}.batchScheduler`, undefined, 'name it, such as volcano: the options count only where the operator has a default one');
    }
    return;
  }
  if (typeof name !== 'string') return;
  const near = KNOWN.includes(name) ? undefined : nearest(name, KNOWN);
  if (near) report.warn('SPARK_SCHEDULER', `${path}.batchScheduler`, name, `did you mean '${near}'? No scheduler of this name takes the pods`);
  else report.note('SPARK_SCHEDULER', `${path}.batchScheduler`, name, 'start the operator with --enable-batch-scheduler: it is off by default');
  for (const part of PARTS) {
    const { schedulerName } = record(spec[part]);
    if (typeof schedulerName === 'string' && schedulerName !== '' && schedulerName !== name) {
      report.warn('SPARK_FIELD_IGNORED', `${path}.${part}.schedulerName`, schedulerName, 'remove it, or batchScheduler, which holds');
    }
  }
}
