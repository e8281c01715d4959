/** A schema as upstream writes it: OpenAPI v3 of a CRD, or v2 of the built-in kinds. */
export type RawSchema = { readonly [keyword: string]: any };

/** A CEL rule of a CRD. */
export interface Validation {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
  readonly reason?: string;
  readonly optionalOldSelf?: boolean;
}

/** A schema in the pack. A number stands for the node at that index. */
export interface PackNode {
  readonly 'type'?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly 'format'?: string;
  readonly 'nullable'?: boolean;
  readonly 'enum'?: unknown[];
  readonly 'default'?: unknown;
  readonly 'pattern'?: string;
  readonly 'minimum'?: number;
  readonly 'maximum'?: number;
  readonly 'exclusiveMinimum'?: boolean;
  readonly 'exclusiveMaximum'?: boolean;
  readonly 'multipleOf'?: number;
  readonly 'minLength'?: number;
  readonly 'maxLength'?: number;
  readonly 'minItems'?: number;
  readonly 'maxItems'?: number;
  readonly 'uniqueItems'?: boolean;
  readonly 'minProperties'?: number;
  readonly 'maxProperties'?: number;
  readonly 'required'?: string[];
  readonly 'properties'?: { readonly [name: string]: number };
  readonly 'items'?: number;
  readonly 'additionalProperties'?: number | boolean;
  readonly 'allOf'?: number[];
  readonly 'anyOf'?: number[];
  readonly 'oneOf'?: number[];
  readonly 'not'?: number;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-validations'?: Validation[];
}

/** Keywords kept as they are. */
const VALUES = [
  'type', 'format', 'nullable', 'enum', 'default', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum',
  'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems',
  'minProperties', 'maxProperties', 'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type',
];

/** Keywords that judge nothing: prose, and merge hints of kubectl. */
const DROPPED = new Set([
  'description', 'title', 'example', 'externalDocs', '$schema', 'id', 'x-kubernetes-group-version-kind',
  'x-kubernetes-patch-merge-key', 'x-kubernetes-patch-strategy', 'x-kubernetes-unions',
]);

const RULE = ['rule', 'message', 'messageExpression', 'fieldPath', 'reason', 'optionalOldSelf'];

/**
 * The node for a schema, in one order of keywords, so that equal schemas read
 * equal. A keyword not known here is an error: dropped in silence, whatever it
 * says would never be checked.
 */
export function toNode(schema: RawSchema, child: (schema: RawSchema) => number): PackNode {
  const node: { [keyword: string]: unknown } = {};
  const rest = new Set(Object.keys(schema));
  const take = <T>(keyword: string, convert: (value: T) => unknown) => {
    if (rest.delete(keyword)) node[keyword] = convert(schema[keyword]);
  };
  for (const keyword of VALUES) take(keyword, value => value);
  take<string[]>('required', names => [...names].sort());
  take<RawSchema>('properties', properties => mapSorted(properties, child));
  take<RawSchema>('items', child);
  take<RawSchema | boolean>('additionalProperties', value => typeof value === 'boolean' ? value : child(value));
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) take<RawSchema[]>(keyword, list => list.map(child));
  take<RawSchema>('not', child);
  take<RawSchema[]>('x-kubernetes-validations', rules => rules.map(rule => pick(rule, RULE)));

  const unknown = [...rest].filter(keyword => !DROPPED.has(keyword));
  if (unknown.length) throw new Error(`schema keyword ${unknown.join(', ')} is not known to the generator`);
  return node as PackNode;
}

function mapSorted(properties: RawSchema, child: (schema: RawSchema) => number): { [name: string]: number } {
  return Object.fromEntries(Object.keys(properties).sort().map(name => [name, child(properties[name])]));
}

function pick(from: RawSchema, keys: string[]): RawSchema {
  return Object.fromEntries(keys.filter(key => from[key] !== undefined).map(key => [key, from[key]]));
}
