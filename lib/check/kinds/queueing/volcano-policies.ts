import { goDuration } from '../../go-values';
import { isAbsent, isMap, list } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const EVENTS = ['*', 'PodFailed', 'PodEvicted', 'PodPending', 'Unknown', 'TaskCompleted', 'TaskFailed', 'JobUpdated'];
const ACTIONS = ['AbortJob', 'RestartJob', 'RestartTask', 'RestartPod', 'RestartPartition', 'TerminateJob', 'CompleteJob', 'ResumeJob'];

/** What is done when something happens: each event and each exit code has one policy. */
export function judgePolicies(policies: unknown, at: string, report: Report): void {
  const events = new Map<string, string>();
  const codes = new Set<number>();
  for (const [i, policy] of list(policies).entries()) {
    if (!isMap(policy)) continue;
    const path = `${at}[${i}]`;
    const tell = (field: string, got: unknown, fix: string) => report.refuse('VOLCANO_POLICY', `${path}${field}`, got, fix);
    const named = eventsOf(policy);
    const { exitCode, action } = policy;
    judgeTime(policy.timeout, `${path}.timeout`, report);
    if (named.length > 0 && !isAbsent(exitCode)) tell('.exitCode', exitCode, 'remove it or the event: a policy has one of them');
    else if (named.length === 0 && isAbsent(exitCode)) tell('', undefined, 'write event, events or exitCode');
    else if (exitCode === 0) tell('.exitCode', 0, 'write another: 0 is no error');
    else if (typeof exitCode === 'number') {
      if (codes.has(exitCode)) tell('.exitCode', exitCode, 'remove it: a policy has this exit code');
      codes.add(exitCode);
    }
    if (named.length > 0 && !ACTIONS.includes(action)) tell('.action', action ?? undefined, oneOf(action, ACTIONS));
    for (const { event, field } of named) {
      if (!EVENTS.includes(event)) tell(field, event, oneOf(event, EVENTS));
      else if (events.has(event)) tell(field, event, `remove it: ${events.get(event)} has it`);
      else events.set(event, `${path}${field}`);
    }
  }
  const any = events.get('*');
  if (any !== undefined && events.size > 1) report.refuse('VOLCANO_POLICY', any, '*', 'remove the other events: * is every one of them');
}

/** A time as Go reads it. */
export function judgeTime(given: unknown, at: string, report: Report): void {
  if (typeof given === 'string' && goDuration(given) === undefined) report.refuse('VOLCANO_DURATION', at, given, 'write a duration such as 30s, 10m or 1h30m');
}

/** Each event of a policy once. */
function eventsOf({ event, events }: Record<string, any>): Array<{ event: string; field: string }> {
  const found = new Map<string, string>();
  for (const [i, one] of list(events).entries()) if (typeof one === 'string' && !found.has(one)) found.set(one, `.events[${i}]`);
  if (typeof event === 'string' && event !== '' && !found.has(event)) found.set(event, '.event');
  return [...found].map(([one, field]) => ({ event: one, field }));
}

function oneOf(word: unknown, words: readonly string[]): string {
  const near = typeof word === 'string' ? nearest(word, words) : undefined;
  return near ? `did you mean '${near}'?` : `one of ${words.join(', ')}`;
}
