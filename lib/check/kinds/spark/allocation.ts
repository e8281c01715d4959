import { isAbsent, isMap } from '../../manifest';
import type { Report } from '../../report';

const BOUNDS = ['initialExecutors', 'minExecutors', 'maxExecutors'] as const;

/** How many executors there are: what the webhook refuses for a SparkConnect stops the driver of a SparkApplication. */
export function judgeAllocation(allocation: unknown, at: string, report: Report, refused = false): void {
  if (!isMap(allocation)) return;
  const given = [...BOUNDS, 'shuffleTrackingTimeout'].filter(key => !isAbsent(allocation[key]));
  if (allocation.enabled !== true) {
    if (isAbsent(allocation.enabled) && given.length > 0) report.warn('SPARK_ALLOCATION', `${at}.enabled`, undefined, `write true: without it ${given[0]} has no effect`);
    return;
  }
  if (allocation.shuffleTrackingEnabled === false && !isAbsent(allocation.shuffleTrackingTimeout)) {
    report.warn('SPARK_ALLOCATION', `${at}.shuffleTrackingTimeout`, allocation.shuffleTrackingTimeout, 'remove it: shuffleTrackingEnabled is false');
  }
  const tell = (key: string, fix: string) => report[refused ? 'refuse' : 'warn']('SPARK_ALLOCATION', `${at}.${key}`, allocation[key], refused ? fix : `${fix}: the driver stops`);
  const [initial, least, most] = BOUNDS.map(key => (typeof allocation[key] === 'number' ? allocation[key] as number : undefined));
  for (const key of BOUNDS) if (typeof allocation[key] === 'number' && allocation[key] < 0) tell(key, 'write 0 or more');
  if (most === 0 && !refused) tell('maxExecutors', 'write 1 or more');
  if (least !== undefined && most !== undefined && least > most) tell('minExecutors', `write at most ${most}, which is maxExecutors`);
  if (initial === undefined || initial < 0) return;
  const outside = least !== undefined && initial < least ? `write at least ${least}, which is minExecutors` : most !== undefined && initial > most ? `write at most ${most}, which is maxExecutors` : undefined;
  if (outside) report[refused ? 'refuse' : 'warn']('SPARK_ALLOCATION', `${at}.initialExecutors`, initial, outside);
}
