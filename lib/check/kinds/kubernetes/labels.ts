import { isKey, isLabelValue } from './forms';
import type { Teller } from './values';
import { child, eachMap } from './values';
import { isAbsent, isMap, list, record } from '../../manifest';

const KEY = 'a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .';
const VALUE = 'a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit';
const ANNOTATION = 'an annotation key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .';
const ANNOTATION_BYTES = 256 * 1024;

/** Keys and values of labels, selectors and node selectors. */
export function judgeLabels(report: Teller, labels: unknown, field: string): void {
  const map = record(labels);
  for (const key of Object.keys(map)) {
    if (!isKey(key)) report.refuse('LABEL_INVALID', child(field, key), undefined, KEY);
    const value = map[key];
    if (typeof value === 'string' && !isLabelValue(value)) report.refuse('LABEL_INVALID', child(field, key), value, VALUE);
  }
}

/** Keys of annotations, and how large all of them are. */
export function judgeAnnotations(report: Teller, annotations: unknown, field: string): void {
  const map = record(annotations);
  let size = 0;
  for (const key of Object.keys(map)) {
    if (!isKey(key) && !isKey(key.toLowerCase())) report.refuse('LABEL_INVALID', child(field, key), undefined, ANNOTATION);
    const value = map[key];
    if (typeof value === 'string') size += key.length + value.length;
  }
  // Bytes are at most four times the characters.
  if (size * 4 <= ANNOTATION_BYTES) return;
  const bytes = Object.entries(map).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
  if (bytes > ANNOTATION_BYTES) report.refuse('ANNOTATIONS_TOO_LARGE', field, bytes, 'at most 262144 bytes in all annotations together; put the content into a ConfigMap');
}

/** A label key that stands alone. */
export function judgeLabelKey(report: Teller, key: unknown, field: string): void {
  if (typeof key === 'string' && !isKey(key)) report.refuse('LABEL_INVALID', field, key, KEY);
}

export function judgeLabelValue(report: Teller, value: unknown, field: string): void {
  if (typeof value === 'string' && !isLabelValue(value)) report.refuse('LABEL_INVALID', field, value, VALUE);
}

/** A label selector: matchLabels and matchExpressions. */
export function judgeSelector(report: Teller, selector: unknown, field: string): void {
  if (!isMap(selector)) return;
  if (!isAbsent(selector.matchLabels)) judgeLabels(report, selector.matchLabels, `${field}.matchLabels`);
  eachMap(selector.matchExpressions, (term, i) => judgeRequirement(report, term, `${field}.matchExpressions[${i}]`));
}

function judgeRequirement(report: Teller, { key, operator, values }: Record<string, any>, at: string): void {
  judgeLabelKey(report, key, `${at}.key`);
  judgeOperator(report, operator, list(values).length, ['In', 'NotIn'], ['Exists', 'DoesNotExist'], at);
  list(values).forEach((value, i) => judgeLabelValue(report, value, `${at}.values[${i}]`));
}

/** Whether an operator is known and has the values it needs. */
export function judgeOperator(report: Teller, operator: unknown, values: number, some: readonly string[], none: readonly string[], at: string): void {
  if (typeof operator !== 'string') return;
  if (some.includes(operator)) {
    if (values === 0) report.refuse('SELECTOR_INVALID', `${at}.values`, undefined, `${operator} needs values`);
  } else if (none.includes(operator)) {
    if (values > 0) report.refuse('SELECTOR_INVALID', `${at}.values`, undefined, `${operator} takes no values`);
  } else report.refuse('SELECTOR_INVALID', `${at}.operator`, operator, `one of ${[...some, ...none].join(', ')}`);
}

/** Whether a selector is there and asks for anything at all. */
export function isEmptySelector(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  return Object.keys(record(matchLabels)).length === 0 && list(matchExpressions).length === 0;
}

/** The first thing in a selector that labels do not have. */
export function mismatch(selector: unknown, labels: Record<string, unknown>): string | undefined {
  const { matchLabels, matchExpressions } = record(selector);
  for (const [key, value] of Object.entries(record(matchLabels))) {
    if (labels[key] !== value) return `${key}=${String(value)}`;
  }
  for (const term of list(matchExpressions)) {
    const { key, operator, values } = record(term);
    const label = labels[key];
    const isIn = label !== undefined && list(values).includes(label);
    const fits = operator === 'In' ? isIn : operator === 'NotIn' ? !isIn : operator === 'Exists' ? label !== undefined : operator !== 'DoesNotExist' || label === undefined;
    if (!fits) return `${key} ${operator} ${list(values).join(', ')}`.trim();
  }
  return undefined;
}
