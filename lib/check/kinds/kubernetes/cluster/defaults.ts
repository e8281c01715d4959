import { isAbsent, isMap, list, record } from '../../../manifest';
import { expected, isOfType } from '../../../schema/scalars';
import type { Teller } from '../values';
import { child, isEmpty, plain } from '../values';

const PRESERVE = 'x-kubernetes-preserve-unknown-fields';

/** The default of a value has to fit the schema beside it. */
export function judgeDefault(report: Teller, node: Record<string, any>, at: string): void {
  judgeValue(report, node.default, node, `${at}.default`);
}

function judgeValue(report: Teller, value: unknown, node: Record<string, any>, at: string): void {
  const wrong = value === null ? undefined : misfit(value, node);
  if (wrong !== undefined) report.refuse('CRD_DEFAULT', at, plain(value), wrong);
  else if (Array.isArray(value) && isMap(node.items)) value.forEach((item, i) => judgeValue(report, item, node.items, `${at}[${i}]`));
  else if (isMap(value)) judgeFields(report, value, node, at);
}

/** What is wrong with a value itself; patterns and CEL are left to the server. */
function misfit(value: unknown, node: Record<string, any>): string | undefined {
  const { type } = node;
  if (!isEmpty(type) && !isOfType(type, value)) return expected(type, value);
  const words = list(node.enum);
  if (words.length > 0 && typeof value !== 'object' && !words.includes(value)) return `one of ${words.join(', ')}`;
  if (typeof value === 'number') return outside(value, node.minimum, node.maximum, node, '');
  if (typeof value === 'string') return outside([...value].length, node.minLength, node.maxLength, {}, ' characters');
  if (Array.isArray(value)) return outside(value.length, node.minItems, node.maxItems, {}, ' items');
  return undefined;
}

function outside(size: number, least: unknown, most: unknown, { exclusiveMinimum, exclusiveMaximum }: Record<string, any>, what: string): string | undefined {
  if (typeof least === 'number' && (size < least || exclusiveMinimum === true && size === least)) return `${exclusiveMinimum === true ? 'more than' : 'at least'} ${least}${what}`;
  if (typeof most === 'number' && (size > most || exclusiveMaximum === true && size === most)) return `${exclusiveMaximum === true ? 'less than' : 'at most'} ${most}${what}`;
  return undefined;
}

function judgeFields(report: Teller, value: Record<string, any>, node: Record<string, any>, at: string): void {
  const properties = record(node.properties);
  for (const name of list(node.required)) {
    if (isAbsent(value[name]) && isAbsent(record(properties[name]).default)) report.refuse('CRD_DEFAULT', child(at, String(name)), undefined, 'the schema requires it');
  }
  for (const [name, field] of Object.entries(value)) {
    if (isMap(properties[name])) judgeValue(report, field, properties[name], child(at, name));
    else if (isMap(node.additionalProperties)) judgeValue(report, field, node.additionalProperties, child(at, name));
    else if (node[PRESERVE] !== true && node['x-kubernetes-embedded-resource'] !== true && isAbsent(node.additionalProperties)) report.refuse('CRD_DEFAULT', child(at, name), undefined, 'the schema knows no such field');
  }
}
