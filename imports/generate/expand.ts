import { apiVersionOf, findKind, type Pack, type PackKind, type PackNode } from './pack';

/** A plain JSON Schema, draft 7. */
export type JsonSchema = { [keyword: string]: any };

interface Context {
  /** The built-in kinds take null for any optional field; those of a CRD only where it says so. */
  readonly builtIn: boolean;
  /** Inside allOf, anyOf, oneOf and not a schema judges values, and closes nothing. */
  readonly structural: boolean;
}

const AS_THEY_ARE = [
  'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'multipleOf',
] as const;

/** Formats that mean something else to JSON Schema: `1h30m` is a duration here, `PT1H30M` there. */
const FOREIGN_FORMATS = new Set(['duration']);

/**
 * The schema of one kind-version as a JSON Schema that stands alone. Objects
 * take the fields they declare and no others. CEL rules are left out, for JSON
 * Schema has no place for them.
 */
export function expandSchema(pack: Pack, kind: PackKind): JsonSchema {
  return new Expansion(pack, kind).root();
}

class Expansion {
  private readonly uses = new Map<number, number>();
  private readonly definitions: JsonSchema = {};

  constructor(private readonly pack: Pack, private readonly kind: PackKind) {
    this.count(kind.schema);
    this.count(this.objectMeta());
  }

  root(): JsonSchema {
    const { builtIn = false, kind, schema } = this.kind;
    const root = this.body(schema, { builtIn, structural: true });
    root.type = 'object';
    root.properties = {
      ...root.properties,
      ...this.identity(this.pack.nodes[schema].properties?.metadata),
      apiVersion: { type: 'string', enum: [apiVersionOf(this.kind)] },
      kind: { type: 'string', enum: [kind] },
    };
    root.required = [...new Set(['apiVersion', 'kind', ...root.required ?? []])];
    return { $schema: 'http://json-schema.org/draft-07/schema#', ...root, definitions: this.definitions };
  }

  /** What every object has, though the schema of a CRD need not say so; what it does say holds too. */
  private identity(metadata?: number): JsonSchema {
    const index = this.objectMeta();
    const whole = index === undefined ? { type: 'object' } : this.convert(index, { builtIn: true, structural: true });
    const more = metadata === undefined || this.kind.builtIn ? undefined : this.body(metadata, { builtIn: true, structural: false });
    return { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: more ? { allOf: [whole, more] } : whole };
  }

  private objectMeta(): number | undefined {
    const pod = findKind(this.pack, 'v1', 'Pod');
    return pod && this.pack.nodes[pod.schema].properties?.metadata;
  }

  private count(index?: number): void {
    if (index === undefined) return;
    const uses = this.uses.get(index) ?? 0;
    this.uses.set(index, uses + 1);
    if (!uses) childrenOf(this.pack.nodes[index]).forEach(child => this.count(child));
  }

  /** Written in place, or once as a definition where it is used again, by itself above all. */
  private convert(index: number, context: Context): JsonSchema {
    if (!this.pack.nodes[index].properties || this.uses.get(index)! < 2) return this.body(index, context);
    const name = `n${index}${context.builtIn ? 'b' : ''}${context.structural ? '' : 'v'}`;
    if (!this.definitions[name]) {
      this.definitions[name] = {}; // taken, for what is inside may point back here
      this.definitions[name] = this.body(index, context);
    }
    return { $ref: `#/definitions/${name}` };
  }

  private body(index: number, context: Context): JsonSchema {
    const node = this.pack.nodes[index];
    const schema: JsonSchema = {};
    for (const keyword of AS_THEY_ARE) if (node[keyword] !== undefined) schema[keyword] = node[keyword];
    if (node.format && !FOREIGN_FORMATS.has(node.format)) schema.format = node.format;
    if (node['x-kubernetes-list-type'] === 'set') schema.uniqueItems = true;
    setBounds(schema, node);
    setType(schema, node, context);
    const value = { ...context, structural: false };
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      if (node[keyword]) schema[keyword] = node[keyword].map(child => this.convert(child, value));
    }
    if (node.not !== undefined) schema.not = this.convert(node.not, value);
    if (node.items !== undefined) schema.items = this.convert(node.items, context);
    this.setProperties(schema, node, context);
    return schema;
  }

  private setProperties(schema: JsonSchema, node: PackNode, context: Context): void {
    const properties = node.properties ?? {};
    if (node.properties) {
      schema.properties = Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, this.convert(child, context)]));
    }
    if (node['x-kubernetes-embedded-resource'] && context.structural) {
      schema.properties = { ...schema.properties, ...this.identity(properties.metadata) };
    }
    // Defaults are set before anything is judged: what has one is never missing.
    const required = node.required?.filter(name => !(context.structural && this.hasDefault(properties[name])));
    if (required?.length) schema.required = required;
    if (typeof node.additionalProperties === 'number') schema.additionalProperties = this.convert(node.additionalProperties, context);
    else if (isClosed(node) && context.structural) schema.additionalProperties = false;
  }

  private hasDefault(index?: number): boolean {
    return index !== undefined && this.pack.nodes[index].default !== undefined;
  }
}

function childrenOf(node: PackNode): number[] {
  const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [], not } = node;
  return [...Object.values(properties), items, additionalProperties, ...allOf, ...anyOf, ...oneOf, not]
    .filter(child => typeof child === 'number');
}

function isClosed(node: PackNode): boolean {
  return node.type === 'object' && !node.additionalProperties && !node['x-kubernetes-preserve-unknown-fields'];
}

/** Kubernetes says whether a bound is exclusive, draft 7 says the bound itself. */
function setBounds(schema: JsonSchema, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: PackNode): void {
  if (minimum !== undefined) schema[exclusiveMinimum ? 'exclusiveMinimum' : 'minimum'] = minimum;
  if (maximum !== undefined) schema[exclusiveMaximum ? 'exclusiveMaximum' : 'maximum'] = maximum;
}

function setType(schema: JsonSchema, node: PackNode, { builtIn, structural }: Context): void {
  const types = node['x-kubernetes-int-or-string'] ? ['integer', 'string'] : node.type ? [node.type] : [];
  const nullable = node.nullable || builtIn && structural;
  if (types.length) schema.type = nullable ? [...types, 'null'] : types.length > 1 ? types : types[0];
  if (node.enum) schema.enum = nullable && !node.enum.includes(null) ? [...node.enum, null] : node.enum;
}
