import { isAbsent, list, record } from '../../../manifest';
import type { Teller } from '../values';
import { atLeast, eachMap } from '../values';

/** When an Indexed Job has succeeded before all indexes have. */
export function judgeSuccessPolicy(report: Teller, spec: Record<string, any>, at: string): void {
  const rules = list(record(spec.successPolicy).rules);
  const completions = typeof spec.completions === 'number' ? spec.completions : 1;
  if (Array.isArray(record(spec.successPolicy).rules) && rules.length === 0) report.refuse('VALUE_MISSING', `${at}.rules`, undefined, 'one rule at least');
  if (rules.length > 20) report.refuse('VALUE_OUT_OF_RANGE', `${at}.rules`, rules.length, 'at most 20 rules');
  eachMap(rules, (rule, i) => judgeRule(report, rule, completions, `${at}.rules[${i}]`));
}

function judgeRule(report: Teller, rule: Record<string, any>, completions: number, at: string): void {
  const { succeededCount: count, succeededIndexes: indexes } = rule;
  if (isAbsent(count) && isAbsent(indexes)) report.refuse('VALUE_MISSING', at, undefined, 'give succeededCount, succeededIndexes or both');
  const found = typeof indexes === 'string' ? countIndexes(indexes, completions) : undefined;
  if (typeof found === 'string') report.refuse('JOB_INDEXES', `${at}.succeededIndexes`, indexes, found);
  atLeast(report, rule, 'succeededCount', 0, at);
  const most = Math.min(completions, typeof found === 'number' ? found : completions);
  if (typeof count === 'number' && count > most) report.refuse('VALUE_OUT_OF_RANGE', `${at}.succeededCount`, count, `at most ${most}: ${most === completions ? 'the completions of the Job' : 'the number of succeededIndexes'}`);
}

/** How many indexes `0,2-4` names, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  if (text.length > 64 * 1024) return 'at most 64 KiB';
  let total = 0;
  let last = -1;
  for (const interval of text.split(',')) {
    const match = /^([+-]?\d+)(?:-(\d+))?$/.exec(interval);
    if (!match) return 'indexes and intervals with commas between, such as 0,2-4';
    const first = Number(match[1]);
    const end = match[2] === undefined ? first : Number(match[2]);
    if (first >= completions || end >= completions) return `indexes are 0 to ${completions - 1}`;
    if (match[2] !== undefined && first >= end || total > 0 && first <= last) return 'in ascending order';
    total += end - first + 1;
    last = end;
  }
  return total;
}
