import { isDurationOrSeconds } from './duration';
import type { Home, Located } from './home';
import type { Run } from './run';
import { holdersOf } from './templates';
import { below, has } from './tree';
import { goDuration } from '../../../go-values';
import { list, record, text } from '../../../manifest';

const INT32 = 2147483647;

/** Judges durations and counts, which Argo reads when it needs them: then the step fails. */
export function judgeSettings(run: Run, located: Located): void {
  const { template, path, home } = located;
  duration(run, home, template.timeout, below(path, 'timeout'), false);
  duration(run, home, record(template.suspend).duration, below(path, 'suspend', 'duration'), true);
  duration(run, home, record(template.memoize).maxAge, below(path, 'memoize', 'maxAge'), false);
  judgeRetries(run, home, template.retryStrategy, below(path, 'retryStrategy'));
  const { retries, duration: pause } = record(record(template.containerSet).retryStrategy);
  count(run, home, retries, below(path, 'containerSet', 'retryStrategy', 'retries'));
  duration(run, home, pause, below(path, 'containerSet', 'retryStrategy', 'duration'), false);
  judgeLocks(run, home, template.synchronization, below(path, 'synchronization'));
  for (const { holder, path: at } of holdersOf(located)) judgeLoopCounts(run, home, holder, at);
}

/** The same for what holds for the whole workflow. */
export function judgeWorkflowSettings(run: Run, here: Home): void {
  const { spec, path } = here;
  judgeRetries(run, here, spec.retryStrategy, below(path, 'retryStrategy'));
  judgeRetries(run, here, record(spec.templateDefaults).retryStrategy, below(path, 'templateDefaults', 'retryStrategy'));
  duration(run, here, record(spec.podGC).deleteDelayDuration, below(path, 'podGC', 'deleteDelayDuration'), true);
  judgeLocks(run, here, spec.synchronization, below(path, 'synchronization'));
  list(spec.volumeClaimTemplates).forEach((claim, i) => {
    const { name } = record(record(claim).metadata);
    if (!has(name) || name === '') run.warn(here, 'ARGO_VOLUME_UNKNOWN', below(path, 'volumeClaimTemplates', i, 'metadata', 'name'), undefined, 'required: the volume is mounted under this name, and without it no claim is made');
  });
  if (spec.automountServiceAccountToken === false && text(record(spec.executor).serviceAccountName) === '') {
    run.warn(here, 'ARGO_EXECUTOR_TOKEN', below(path, 'executor', 'serviceAccountName'), undefined, 'required with automountServiceAccountToken: false: the executor reports with a token of its own');
  }
}

function judgeRetries(run: Run, home: Home, value: unknown, path: string): void {
  if (!has(value)) return;
  const { limit, backoff } = record(value);
  count(run, home, limit, below(path, 'limit'));
  if (!has(backoff)) return;
  const { duration: pause, maxDuration, cap, factor } = record(backoff);
  const at = below(path, 'backoff');
  if (text(pause) === '' && !has(pause)) run.warn(home, 'ARGO_RETRY', below(at, 'duration'), undefined, 'a backoff begins with a duration such as 10s; without it the step fails at its first retry');
  duration(run, home, pause, below(at, 'duration'), true);
  duration(run, home, maxDuration, below(at, 'maxDuration'), true);
  duration(run, home, cap, below(at, 'cap'), true);
  count(run, home, factor, below(at, 'factor'));
}

function judgeLoopCounts(run: Run, home: Home, { withSequence, withParam }: Record<string, any>, path: string): void {
  if (has(withSequence)) {
    const { count: many, start, end } = record(withSequence);
    count(run, home, start, below(path, 'withSequence', 'start'));
    count(run, home, end, below(path, 'withSequence', 'end'));
    count(run, home, many, below(path, 'withSequence', 'count'));
    if (!has(many) && !has(end)) run.warn(home, 'ARGO_LOOP', below(path, 'withSequence'), undefined, 'say how far it goes: count or end');
  }
  const list_ = text(withParam);
  if (list_ !== '' && !list_.includes('{{') && !isJsonList(list_)) {
    run.warn(home, 'ARGO_LOOP', below(path, 'withParam'), withParam, 'a JSON list, such as ["a", "b"], or a variable that holds one');
  }
}

function isJsonList(value: string): boolean {
  try {
    return Array.isArray(JSON.parse(value));
  } catch {
    return false;
  }
}

function judgeLocks(run: Run, home: Home, value: unknown, path: string): void {
  list(record(value).semaphores).forEach((item, i) => {
    const { configMapKeyRef, database } = record(item);
    if (has(configMapKeyRef) === has(database)) run.warn(home, 'ARGO_LOCK', below(path, 'semaphores', i), undefined, 'say where its size is: configMapKeyRef or database, one of the two');
  });
  list(record(value).mutexes).forEach((item, i) => {
    if (text(record(item).name) === '') run.warn(home, 'ARGO_LOCK', below(path, 'mutexes', i, 'name'), undefined, 'all mutexes without a name are one; give it a name');
  });
}

function duration(run: Run, home: Home, value: unknown, field: string, orSeconds: boolean): void {
  if (text(value) === '' || text(value).includes('{{')) return;
  if (orSeconds ? isDurationOrSeconds(text(value)) : goDuration(text(value)) !== undefined || /^[-+]?[0-9]+$/.test(text(value))) return;
  run.warn(home, 'ARGO_DURATION', field, value, `no duration: write 30s, 10m or 1h30m${orSeconds ? ', or a number of seconds' : ''}`);
}

/** A whole number, also as text. */
function count(run: Run, home: Home, value: unknown, field: string): void {
  if (typeof value === 'number' && Math.abs(value) > INT32) run.refuse(home, 'ARGO_NUMBER', field, value, `at most ${INT32}`);
  else if (typeof value === 'string' && !value.includes('{{') && !/^[-+]?[0-9]{1,18}$/.test(value)) run.warn(home, 'ARGO_NUMBER', field, value, 'a whole number, or a variable that is one');
}
