import { goDuration } from '../go-values';
import type { Cursor } from './cursor';
import type { SchemaNode } from './pack';

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** A number and a unit somewhere are enough for the API server. */
const UNITS = /\d\s*(?:(?:ns|us|µs|ms|s|m|h|hr|d|w|wk)(?![A-Za-zµ])|nano|micro|milli|sec|min|hour|day|week)/i;
const isDuration = (text: string) => goDuration(text) !== undefined || UNITS.test(text);
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** What a value is called in a message. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object': return 'a map';
    case 'string': return 'text';
    case 'boolean': return 'a boolean';
    default: return Number.isInteger(value) ? 'a whole number' : 'a number';
  }
}

const WANTED: Record<string, string> = {
  string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false', array: 'a list', object: 'a map',
};

/** `expected text, not a whole number: put it in quotes` */
export function expected(type: string, value: unknown): string {
  const hint = type === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? ': put it in quotes'
    : (type === 'integer' || type === 'number') && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? ': leave out the quotes'
      : type === 'boolean' && typeof value === 'string' && /^(true|false)$/i.test(value) ? ': leave out the quotes'
        : type === 'array' && typeof value === 'object' && value !== null ? ': begin each item with -' : '';
  return `expected ${WANTED[type] ?? type}, not ${typeName(value)}${hint}`;
}

/** Whether the API server takes a number of a custom resource for a whole one: it looks at nine digits. */
export function isNearInteger(value: number): boolean {
  if (Number.isInteger(value)) return true;
  const whole = Math.trunc(value);
  return whole !== 0 && Math.abs(value) < 2 ** 53 && Math.abs(value - whole) / (Math.abs(value) + Math.abs(whole)) < 1e-9;
}

/** Whether a value is of a type as JSON and Go see it. */
export function isOfType(type: string, value: unknown): boolean {
  switch (type) {
    case 'string': return typeof value === 'string';
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return typeof value === 'number' && Number.isInteger(value);
    case 'number': return typeof value === 'number' && Number.isFinite(value);
    case 'array': return Array.isArray(value);
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    default: return true;
  }
}

/** What a whole number may be at most, by its format. */
export function checkIntegerFormat(node: SchemaNode, value: number, at: Cursor): void {
  const limit = node.format === 'int32' ? INT32 : INT64;
  if (value >= limit || value < -limit) at.overflow(value, node.format === 'int32' ? 32 : 64);
}

/** Text of a form that the server reads. */
export function checkTextFormat(format: string | undefined, value: string, at: Cursor): void {
  switch (format) {
    case 'date-time':
      if (!DATE_TIME.test(value) || Number.isNaN(Date.parse(value))) at.refuse('SCHEMA_FORMAT', value, "a time such as '2026-01-31T12:00:00Z'");
      break;
    case 'byte':
      if (!BASE64.test(value.replace(/[\r\n]/g, ''))) at.refuse('SCHEMA_FORMAT', undefined, 'base64 text: encode the value, or use stringData where the kind has it');
      break;
    case 'duration':
      if (!isDuration(value)) at.refuse('SCHEMA_FORMAT', value, "a duration such as '1h30m'");
      break;
    case 'ipv4':
      if (!IPV4.test(value)) at.refuse('SCHEMA_FORMAT', value, 'an IPv4 address');
      break;
    default:
  }
}
