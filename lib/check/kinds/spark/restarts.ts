import type { Application } from './parts';
import { isAbsent, record } from '../../manifest';
import { isEmpty } from '../kubernetes/values';

const RETRIES = ['onFailureRetries', 'onSubmissionFailureRetries'];
const INTERVALS = ['onFailureRetryInterval', 'onSubmissionFailureRetryInterval'];

/** How often it is tried again, and the fields that nobody reads. */
export function judgeRestarts({ spec, path, report }: Application): void {
  for (const [key, instead] of [['failureRetries', 'onFailureRetries'], ['retryInterval', 'onFailureRetryInterval']]) {
    if (!isAbsent(spec[key])) report.warn('SPARK_FIELD_IGNORED', `${path}.${key}`, spec[key], `write it as restartPolicy.${instead}: the operator does not read this`);
  }
  const policy = record(spec.restartPolicy);
  const at = `${path}.restartPolicy`;
  const type = isEmpty(policy.type) ? 'Never' : policy.type;
  const given = (keys: readonly string[]) => keys.filter(key => !isAbsent(policy[key]));
  if (type === 'Never') {
    const [key] = given([...RETRIES, ...INTERVALS]);
    if (key) report.warn('SPARK_RESTART', `${at}.${key}`, policy[key], `${isEmpty(policy.type) ? 'write type: OnFailure' : 'write OnFailure as the type'}, or remove it: nothing is tried again`);
  } else if (type === 'Always') {
    const [key] = given(RETRIES);
    if (key) report.warn('SPARK_RESTART', `${at}.${key}`, policy[key], 'write OnFailure as the type, or remove it: with Always it is tried again without end');
  } else if (type === 'OnFailure' && given(RETRIES).length === 0) {
    report.warn('SPARK_RESTART', `${at}.onFailureRetries`, undefined, 'write how often: without onFailureRetries and onSubmissionFailureRetries nothing is tried again');
  }
}
