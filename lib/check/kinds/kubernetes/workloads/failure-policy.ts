import { isAbsent, isMap, list, record } from '../../../manifest';
import { isKey } from '../forms';
import type { Teller } from '../values';
import { eachMap } from '../values';

/** What to do about pods that fail, rule by rule. */
export function judgeFailurePolicy(report: Teller, spec: Record<string, any>, at: string): void {
  const rules = list(record(spec.podFailurePolicy).rules);
  if (rules.length > 20) report.refuse('VALUE_OUT_OF_RANGE', `${at}.rules`, rules.length, 'at most 20 rules');
  const pod = record(record(spec.template).spec);
  const names = [...list(pod.containers), ...list(pod.initContainers)].map(container => container?.name);
  eachMap(rules, (rule, i) => {
    const field = `${at}.rules[${i}]`;
    if (rule.action === 'FailIndex' && isAbsent(spec.backoffLimitPerIndex)) report.refuse('JOB_INDEXED', `${field}.action`, rule.action, 'FailIndex wants backoffLimitPerIndex');
    const conditions = list(rule.onPodConditions);
    if (isAbsent(rule.onExitCodes) === (conditions.length === 0)) report.refuse('NOT_EXACTLY_ONE', field, undefined, 'give one of onExitCodes, onPodConditions');
    if (isMap(rule.onExitCodes)) judgeExitCodes(report, rule.onExitCodes, names, `${field}.onExitCodes`);
    judgeConditions(report, conditions, `${field}.onPodConditions`);
  });
}

function judgeExitCodes(report: Teller, { operator, containerName, values }: Record<string, any>, names: readonly unknown[], at: string): void {
  if (!isAbsent(containerName) && !names.includes(containerName)) report.refuse('CONTAINER_UNKNOWN', `${at}.containerName`, containerName, `one of ${names.join(', ')}`);
  const codes = list(values);
  if (codes.length === 0 || codes.length > 255) report.refuse('VALUE_OUT_OF_RANGE', `${at}.values`, codes.length, '1 to 255 exit codes');
  codes.forEach((code, i) => {
    if (code === 0 && operator === 'In') report.refuse('VALUE_OUT_OF_RANGE', `${at}.values[${i}]`, code, '0 is success: no pod fails with it');
    if (codes.indexOf(code) < i) report.refuse('NAME_DUPLICATE', `${at}.values[${i}]`, code, 'the code is listed already');
    else if (i > 0 && codes[i - 1] > code) report.refuse('VALUE_MALFORMED', `${at}.values[${i}]`, code, 'list the codes in ascending order');
  });
}

function judgeConditions(report: Teller, conditions: readonly any[], at: string): void {
  if (conditions.length > 20) report.refuse('VALUE_OUT_OF_RANGE', at, conditions.length, 'at most 20 conditions');
  eachMap(conditions, (condition, i) => {
    const { type, status } = condition;
    if (typeof type === 'string' && type !== '' && !isKey(type)) report.refuse('NAME_INVALID', `${at}[${i}].type`, type, 'a condition such as DisruptionTarget');
    if (typeof status === 'string' && status !== '' && !['True', 'False', 'Unknown'].includes(status)) report.refuse('VALUE_UNKNOWN', `${at}[${i}].status`, status, "'True', 'False' or 'Unknown', in quotes");
  });
}
