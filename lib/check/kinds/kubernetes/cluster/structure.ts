import type { CelScope } from './cel';
import { judgeCel } from './cel';
import { tokensOf } from './cel-tokens';
import { judgeDefault } from './defaults';
import { judgeListsAndMaps } from './schema-lists';
import { isAbsent, isMap, list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import { expected } from '../../../schema/scalars';
import type { Teller } from '../values';
import { child, eachMap, isEmpty, plain } from '../values';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const AT_ROOT = [
  '$schema', 'id', 'description', 'type', 'format', 'title', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems',
  'minItems', 'uniqueItems', 'multipleOf', 'required', 'items', 'properties', 'externalDocs', 'example', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations',
];
const UNSUPPORTED = ['$schema', 'id', '$ref', 'definitions', 'dependencies', 'patternProperties', 'additionalItems'];
/** What belongs to the value itself, not to an alternative of it. */
const NOT_NESTED = [
  'type', 'title', 'description', 'default', 'nullable', 'additionalProperties', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type', 'x-kubernetes-map-type',
];
const PRESERVE = 'x-kubernetes-preserve-unknown-fields';
const RULES = 'x-kubernetes-validations';
const EITHER = 'x-kubernetes-int-or-string';
const EMBEDDED = 'x-kubernetes-embedded-resource';
const LISTS = ['enum', 'required', 'allOf', 'anyOf', 'oneOf'];
/** Deeper than any schema is, shallower than the stack. */
const DEEPEST = 200;

const isNothing = (value: unknown) => isAbsent(value) || value === false || value === '' || Array.isArray(value) && value.length === 0;

/** The schema of a version: structural, so that every value has a type. */
export function judgeStructure(report: Teller, root: Record<string, any>, hasStatus: boolean, at: string): void {
  if (!isEmpty(root.type) && root.type !== 'object') report.refuse('CRD_STRUCTURE', `${at}.type`, root.type, 'object: every Kubernetes object is one');
  if (root.nullable === true) report.refuse('CRD_STRUCTURE', `${at}.nullable`, true, 'an object is never null');
  if (!isAbsent(root.additionalProperties)) report.refuse('CRD_STRUCTURE', `${at}.additionalProperties`, undefined, 'not at the root: name the properties');
  const extra = hasStatus ? Object.keys(root).find(key => !AT_ROOT.includes(key) && !isNothing(root[key])) : undefined;
  if (extra !== undefined) report.refuse('CRD_STRUCTURE', child(at, extra), undefined, 'with a status subresource, not at the root');
  judgeRootFields(report, record(root.properties), `${at}.properties`);
  judgeNode(report, root, 0, at);
}

/** The fields that every object has anyway. */
function judgeRootFields(report: Teller, { kind, apiVersion, metadata }: Record<string, any>, at: string): void {
  for (const [name, field] of [['kind', kind], ['apiVersion', apiVersion]]) {
    if (isMap(field) && field.type !== 'string') report.refuse('CRD_STRUCTURE', `${at}.${name}.type`, field.type ?? undefined, 'string');
  }
  if (!isMap(metadata)) return;
  if (metadata.type !== 'object') report.refuse('CRD_STRUCTURE', `${at}.metadata.type`, metadata.type ?? undefined, 'object');
  const other = Object.keys(record(metadata.properties)).find(name => name !== 'name' && name !== 'generateName');
  if (other !== undefined) report.refuse('CRD_STRUCTURE', child(`${at}.metadata.properties`, other), undefined, 'of metadata only name and generateName may be said more of');
}

/** Below items no schema of Kubernetes says what a schema is. */
function judgeForms(report: Teller, node: Record<string, any>, at: string): void {
  for (const key of LISTS) if (!isAbsent(node[key]) && !Array.isArray(node[key])) report.refuse('SCHEMA_TYPE', `${at}.${key}`, plain(node[key]), expected('array', node[key]));
  const { properties, additionalProperties: rest } = node;
  if (!isAbsent(rest) && !isMap(rest) && typeof rest !== 'boolean') report.refuse('SCHEMA_TYPE', `${at}.additionalProperties`, plain(rest), expected('object', rest));
  for (const [name, field] of Object.entries(record(properties))) {
    if (!isAbsent(field) && !isMap(field)) report.refuse('SCHEMA_TYPE', child(`${at}.properties`, name), plain(field), expected('object', field));
  }
}

function judgeNode(report: Teller, node: Record<string, any>, depth: number, at: string): void {
  if (depth > DEEPEST) return;
  judgeForms(report, node, at);
  const { type } = node;
  if (isEmpty(type) && node[EITHER] !== true && node[PRESERVE] !== true) {
    report.refuse('CRD_STRUCTURE', `${at}.type`, type ?? undefined, `every value has a type; ${PRESERVE}: true takes anything`);
  } else if (!isEmpty(type) && !TYPES.includes(type)) report.refuse('VALUE_UNKNOWN', `${at}.type`, type, `one of ${TYPES.join(', ')}`);
  if (node[EITHER] === true) {
    for (const key of [PRESERVE, EMBEDDED]) if (node[key] === true) report.refuse('CRD_STRUCTURE', child(at, key), true, `not with ${EITHER}`);
  }
  if (node[EMBEDDED] === true) {
    if (type !== 'object') report.refuse('CRD_STRUCTURE', `${at}.type`, type ?? undefined, `object, with ${EMBEDDED}`);
    if (node[PRESERVE] !== true && Object.keys(record(node.properties)).length === 0) report.refuse('CRD_STRUCTURE', `${at}.properties`, undefined, `with ${EMBEDDED}, name the properties, or set ${PRESERVE}`);
  }
  judgeUnsupported(report, node, at);
  judgeListsAndMaps(report, node, at);
  if (!isAbsent(node.default)) judgeDefault(report, node, at);
  eachMap(node[RULES], (rule, i) => judgeRule(report, rule, fieldsOf(node, depth === 0), `${at}['${RULES}'][${i}]`));
  const hasFields = Object.keys(record(node.properties)).length > 0;
  if (hasFields && (isMap(node.additionalProperties) || node.additionalProperties === false)) report.refuse('CRD_STRUCTURE', `${at}.additionalProperties`, undefined, 'properties are given: keep one of the two');
  judgeAlternatives(report, node, depth, at);
  for (const [name, field] of Object.entries(record(node.properties))) {
    if (isMap(field) || field === null) judgeNode(report, record(field), depth + 1, child(`${at}.properties`, name));
  }
  if (isMap(node.additionalProperties)) judgeNode(report, node.additionalProperties, depth + 1, `${at}.additionalProperties`);
  if (isMap(node.items)) judgeNode(report, node.items, depth + 1, `${at}.items`);
  else if (type === 'array') report.refuse('CRD_STRUCTURE', `${at}.items`, undefined, 'the schema of the items');
}

const OF_VALUES: CelScope = { names: ['self', 'oldSelf'] };

/** The fields that rules of a node may speak of; undefined where it may have any. */
function fieldsOf(node: Record<string, any>, isRoot: boolean): readonly string[] | undefined {
  if (node.type !== 'object' || node[PRESERVE] === true || node[EMBEDDED] === true || !isAbsent(node.additionalProperties)) return undefined;
  return [...Object.keys(record(node.properties)), ...isRoot ? ['apiVersion', 'kind', 'metadata'] : []];
}

/** `self.a.b` speaks of a. */
function selectedOf(rule: string): string[] {
  const tokens = tokensOf(rule);
  if (typeof tokens === 'string') return [];
  return tokens.flatMap(({ text }, i) => {
    const isSelf = text === 'self' && tokens[i].kind === 'name' && tokens[i - 1]?.text !== '.';
    return isSelf && tokens[i + 1]?.text === '.' && tokens[i + 2]?.kind === 'name' && tokens[i + 3]?.text !== '(' ? [tokens[i + 2].text] : [];
  });
}

function judgeRule(report: Teller, { rule, messageExpression }: Record<string, any>, fields: readonly string[] | undefined, at: string): void {
  const strange = fields && typeof rule === 'string' ? selectedOf(rule).find(name => !name.startsWith('__') && !fields.includes(name)) : undefined;
  if (strange !== undefined) {
    const near = nearest(strange, fields!);
    report.refuse('CEL_INVALID', `${at}.rule`, `self.${strange}`, near ? `did you mean self.${near}?` : 'the schema has no such field here: add it to properties');
  }
  judgeCel(report, rule, `${at}.rule`, { ...OF_VALUES, result: 'bool' });
  judgeCel(report, messageExpression, `${at}.messageExpression`, { ...OF_VALUES, result: 'string' });
}

function judgeUnsupported(report: Teller, node: Record<string, any>, at: string): void {
  for (const key of UNSUPPORTED) {
    const value = node[key];
    const isGiven = key === 'patternProperties' || key === 'definitions' ? Object.keys(record(value)).length > 0 : !isAbsent(value) && (value !== '' || key === '$ref');
    if (isGiven) report.refuse('CRD_STRUCTURE', child(at, key), undefined, 'Kubernetes has no such word in schemas');
  }
  if (node[PRESERVE] === false) report.refuse('CRD_STRUCTURE', `${at}['${PRESERVE}']`, false, 'true, or left out');
  if (node.uniqueItems === true) report.refuse('CRD_STRUCTURE', `${at}.uniqueItems`, true, 'use x-kubernetes-list-type: set');
}

/** Alternatives of a value say what it is like, never what it is. */
function judgeAlternatives(report: Teller, node: Record<string, any>, depth: number, at: string): void {
  if (isMap(node.not)) judgeNested(report, node.not, depth + 1, `${at}.not`);
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const all = list(node[key]);
    if (key === 'anyOf' && isIntOrString(all)) continue;
    all.forEach((nested, i) => {
      if (isMap(nested) && !(key === 'allOf' && i === 0 && isIntOrString(list(nested.anyOf)))) judgeNested(report, nested, depth + 1, `${at}.${key}[${i}]`);
    });
  }
}

/** The one pattern in which types are named, beside x-kubernetes-int-or-string. */
const isIntOrString = (all: readonly any[]) => all.length === 2 && all[0]?.type === 'integer' && all[1]?.type === 'string';

function judgeNested(report: Teller, node: Record<string, any>, depth: number, at: string): void {
  if (depth > DEEPEST) return;
  for (const key of NOT_NESTED) {
    if (!isNothing(node[key])) report.refuse('CRD_STRUCTURE', child(at, key), undefined, 'inside of an alternative only what the value is like: say this of the value itself');
  }
  judgeUnsupported(report, node, at);
  judgeAlternatives(report, node, depth, at);
  for (const [name, field] of Object.entries(record(node.properties))) {
    if (isMap(field)) judgeNested(report, field, depth + 1, child(`${at}.properties`, name));
  }
  if (isMap(node.items)) judgeNested(report, node.items, depth + 1, `${at}.items`);
}
