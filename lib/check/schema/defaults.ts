import type { SchemaNode, SchemaPack } from './pack';

/** Nodes of the pack that hold a default somewhere below. */
const HOLDERS = new WeakMap<SchemaPack, Array<boolean | undefined>>();

/**
 * An object with the defaults of its CRD, as rules see it; what has none is
 * shared with the original. Null where it may not be is dropped, as the server does.
 */
export function withDefaults(pack: SchemaPack, index: number, value: any): any {
  const node = pack.nodes[index];
  if (typeof value !== 'object' || value === null || !holdsDefault(pack, index)) return value;
  if (Array.isArray(value)) {
    return node.items === undefined ? value : shared(value, value.map(item => withDefaults(pack, node.items!, item)));
  }
  let copy: Record<string, any> | undefined;
  const set = (name: string, to: unknown) => ((copy ??= { ...value })[name] = to);
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    const { default: standard, nullable } = pack.nodes[child];
    const got = Object.hasOwn(value, name) ? value[name] : undefined;
    const missing = got === undefined || (got === null && !nullable);
    if (missing && standard !== undefined) set(name, withDefaults(pack, child, standard));
    else if (!missing) {
      const filled = withDefaults(pack, child, got);
      if (filled !== got) set(name, filled);
    }
  }
  if (typeof node.additionalProperties === 'number') {
    for (const name of Object.keys(value)) {
      const filled = withDefaults(pack, node.additionalProperties, value[name]);
      if (filled !== value[name]) set(name, filled);
    }
  }
  return copy ?? value;
}

/** An object as rules see it: a field that is null is one that is not there; one that no schema knows stays, to be told. */
export function withoutNulls(pack: SchemaPack, index: number | undefined, value: any): any {
  if (typeof value !== 'object' || value === null) return value;
  const { items, properties, additionalProperties } = index === undefined ? NO_SCHEMA : pack.nodes[index];
  if (Array.isArray(value)) return shared(value, value.map(item => withoutNulls(pack, items, item)));
  const rest = typeof additionalProperties === 'number' ? additionalProperties : undefined;
  const isClosed = properties !== undefined && additionalProperties === undefined && !pack.nodes[index!]['x-kubernetes-preserve-unknown-fields'];
  let copy: Record<string, any> | undefined;
  for (const [name, got] of Object.entries(value)) {
    const child = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : rest;
    if (got === null && isClosed && child === undefined) continue;
    const kept = withoutNulls(pack, child, got);
    if (kept === got && got !== null) continue;
    const changed: Record<string, any> = (copy ??= { ...value as object });
    if (got === null) delete changed[name];
    else changed[name] = kept;
  }
  return copy ?? value;
}
const NO_SCHEMA: SchemaNode = {};

const shared = (before: any[], after: any[]) => (after.every((item, i) => item === before[i]) ? before : after);

function holdsDefault(pack: SchemaPack, index: number): boolean {
  let holders = HOLDERS.get(pack);
  if (!holders) HOLDERS.set(pack, holders = []);
  const known = holders[index];
  if (known !== undefined) return known;
  holders[index] = false; // a schema that holds itself
  const { properties = {}, items, additionalProperties, default: standard } = pack.nodes[index];
  const children = [...Object.values(properties), items, additionalProperties].filter(child => typeof child === 'number') as number[];
  return (holders[index] = standard !== undefined || children.some(child => holdsDefault(pack, child)));
}
