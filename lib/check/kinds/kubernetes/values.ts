import type { Form } from './forms';
import { quantityOf } from './quantities';
import { isAbsent, isMap, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

/** Takes what rules find; a Report does. */
export interface Teller extends Pick<Report, 'refuse' | 'warn'> {
  /** No schema says what types the values have. */
  readonly isUntyped?: boolean;
}

/** For a pod that a controller makes later: what the API server will refuse then is a warning now. */
export function later(report: Teller, isUntyped = false): Teller {
  const warn: Teller['warn'] = (code, field, got, fix) => {
    // What a template engine fills in is not known here.
    if (typeof got !== 'string' || !/\{\{|\$\{/.test(got)) report.warn(code, field, got, fix);
  };
  return { refuse: warn, warn, isUntyped };
}

type Fields = Record<string, any>;

const INT32 = 2147483647;

/** Absent or empty text. */
export const isEmpty = (value: unknown): value is undefined | null | '' => isAbsent(value) || value === '';

/** Calls back for each map of a list, with the index its author sees; null counts as an empty one, as it does for the API server. */
export function eachMap(value: unknown, judge: (item: Fields, index: number) => void): void {
  if (!Array.isArray(value)) return;
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i] ?? EMPTY;
    if (isMap(item)) judge(item, i);
  }
}
const EMPTY: Fields = Object.freeze({});

/** Items without a value, as a lone dash in YAML is one: the API server takes them for empty text, which stands for nothing in these lists. */
export function noGaps(report: Teller, value: unknown, field: string): void {
  if (!Array.isArray(value)) return;
  for (let i = 0; i < value.length; i++) if (value[i] === null) report.refuse('VALUE_MISSING', `${field}[${i}]`, undefined, 'an item without a value: fill it in, or take it out');
}

/** `at.key`, or `at['key']` where the key has other characters. */
export function child(at: string, key: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `${at}.${key}` : `${at}['${key}']`;
}

/** A whole number within bounds. */
export function between(report: Teller, fields: Fields, key: string, least: number, most: number, at: string): void {
  const value = fields[key];
  if (typeof value !== 'number' || value >= least && value <= most) return;
  report.refuse('VALUE_OUT_OF_RANGE', `${at}.${key}`, value, most >= INT32 ? `at least ${least}` : `${least} to ${most}`);
}

export function atLeast(report: Teller, fields: Fields, key: string, least: number, at: string): void {
  between(report, fields, key, least, INT32, at);
}

/** One of a closed set of words that the schema leaves open. */
export function among(report: Teller, fields: Fields, key: string, words: readonly string[], at: string): void {
  const value = fields[key];
  if (typeof value !== 'string' || words.includes(value)) return;
  const near = nearest(value, words);
  report.refuse('VALUE_UNKNOWN', `${at}.${key}`, value, near ? `did you mean '${near}'?` : `one of ${words.filter(word => word !== '').join(', ')}`);
}

/** A text that has to be there, and not be empty. */
export function filled(report: Teller, fields: Fields, key: string, at: string, why = 'the API server wants it'): void {
  if (isEmpty(fields[key])) report.refuse('VALUE_MISSING', `${at}.${key}`, fields[key] ?? undefined, `${why}: fill it in`);
}

/** A text of a form; an empty one is left to who asks for it. */
export function formed(report: Teller, fields: Fields, key: string, form: Form, at: string): void {
  const value = fields[key];
  if (typeof value === 'string' && value !== '' && !form.is(value)) report.refuse('NAME_INVALID', `${at}.${key}`, value, form.told);
}

/** A quantity that is less than it may be; whether it is one at all, the schema knows. */
export function quantity(report: Teller, value: unknown, field: string, least: 'any' | 'zero' | 'positive' = 'zero'): number | undefined {
  if (isAbsent(value)) return undefined;
  const size = quantityOf(value);
  if (size === undefined) {
    if (report.isUntyped === true && typeof value === 'string') report.refuse('QUANTITY_INVALID', field, value, 'a quantity such as 500m, 2Gi or 1');
  } else if (size < 0 && least !== 'any' || size === 0 && least === 'positive') {
    report.refuse('QUANTITY_INVALID', field, value, least === 'positive' ? 'more than zero' : 'not below zero');
  }
  return size;
}

/** Exactly one of some alternatives; says which, if one is there. */
export function exactlyOne(report: Teller, value: unknown, keys: readonly string[], at: string): string | undefined {
  const fields = record(value);
  let found: string | undefined;
  for (const key of keys) {
    if (isAbsent(fields[key])) continue;
    if (found) {
      report.refuse('NOT_EXACTLY_ONE', `${at}.${key}`, undefined, `${found} is given too: keep one of the two`);
      return found;
    }
    found = key;
  }
  if (!found) report.refuse('NOT_EXACTLY_ONE', at, undefined, `give one of ${keys.join(', ')}`);
  return found;
}

/** Of a map or list, nothing is shown. */
export const plain = (value: unknown) => (typeof value === 'object' ? undefined : value);
