import { isAbsent } from '../../../manifest';
import type { Teller } from '../values';

/** A count of pods or a part of them: its number, or undefined if it is neither. */
export function countOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+%$/.test(value) ? Number(value.slice(0, -1)) : undefined;
}

/** A count such as 1 or a percentage such as 25%. */
export function judgeCount(report: Teller, value: unknown, isCapped: boolean, field: string): void {
  if (isAbsent(value)) return;
  if (typeof value === 'number') {
    if (value < 0) report.refuse('VALUE_OUT_OF_RANGE', field, value, 'at least 0');
  } else if (typeof value === 'string') {
    const count = countOf(value);
    if (count === undefined) report.refuse('VALUE_MALFORMED', field, value, /^\d+$/.test(value) ? `a number without quotes, or a percentage: ${value}%` : 'a number such as 1, or a percentage such as 25%');
    else if (isCapped && count > 100) report.refuse('VALUE_OUT_OF_RANGE', field, value, 'at most 100%');
  }
}
