import { EmbeddedTypes } from './embedded';
import type { PackNode } from './schema';
import { Shapes, text, UNKNOWN, type Type } from './shapes';

const MAP_OF_UNKNOWN: Type = { is: 'map', of: UNKNOWN };

/** Turns nodes of the pack into types, those of `kubernetes-types` where a pod or a part of one is embedded. */
export class TypeBuilder {
  readonly shapes = new Shapes();
  private readonly embedded = new EmbeddedTypes(this);
  private readonly done = new Map<string, Type>();

  constructor(readonly nodes: readonly PackNode[]) {}

  /** The type of the node at `index`, the value of the property called `name`. */
  typeOf(index: number, name = ''): Type {
    const key = `${index} ${name === 'metadata'}`;
    let type = this.done.get(key);
    if (!type) this.done.set(key, type = this.build(index, name));
    return type;
  }

  private build(index: number, name: string): Type {
    const type = this.plain(index, name);
    return this.nodes[index].nullable && type !== UNKNOWN ? { is: 'nullable', of: type } : type;
  }

  private plain(index: number, name: string): Type {
    const node = this.nodes[index];
    if (isIntOrString(node)) return text('number | string');
    switch (node.type) {
      case 'string':
      case 'boolean': return text(literals(node) ?? node.type);
      case 'integer':
      case 'number': return text(literals(node) ?? 'number');
      case 'array': return { is: 'array', of: node.items === undefined ? UNKNOWN : this.typeOf(node.items) };
    }
    if (node.properties) return this.embedded.recognise(index, name) ?? this.shapeOf(index);
    if (node.type !== 'object') return UNKNOWN;
    if (typeof node.additionalProperties === 'number') return { is: 'map', of: this.typeOf(node.additionalProperties) };
    if (node.additionalProperties || node['x-kubernetes-preserve-unknown-fields']) return MAP_OF_UNKNOWN;
    // Upstream leaves the schema of metadata out and means ObjectMeta.
    return text(name === 'metadata' ? 'meta.ObjectMeta' : 'Record<string, never>');
  }

  private shapeOf(index: number): Type {
    const node = this.nodes[index];
    return this.shapes.intern({
      omit: [],
      open: !!node['x-kubernetes-preserve-unknown-fields'],
      properties: Object.entries(node.properties!).map(([name, child]) => ({
        name, type: this.typeOf(child, name), optional: !node.required?.includes(name),
      })),
    });
  }
}

export function isIntOrString(node: PackNode): boolean {
  return !!node['x-kubernetes-int-or-string'];
}

/** The values of an enum, unless there are too many to read or one is not a plain literal. */
function literals({ enum: values }: PackNode): string | undefined {
  if (!values?.length || !values.every(value => ['string', 'number', 'boolean'].includes(typeof value))) return undefined;
  return values.map(value => typeof value === 'string' ? quote(value) : String(value)).join(' | ');
}

export function quote(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
