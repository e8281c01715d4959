import type { Check, Compiler, Mode } from './compile';
import type { Cursor } from './cursor';
import type { SchemaNode } from './pack';

/** The checks of a map: its fields, what is missing, what is unknown. */
export function judgeMap(compiler: Compiler, node: SchemaNode, mode: Mode): Check {
  const fields = fieldChecks(compiler, node, mode);
  const names = [...fields.keys()];
  const rest = typeof node.additionalProperties === 'number' ? compiler.check(node.additionalProperties, mode) : undefined;
  const open = mode === 'value' || node.additionalProperties === true || !!node['x-kubernetes-preserve-unknown-fields'];
  const required = mode === 'decode' ? [] : requiredFields(compiler, node, mode);
  const { minProperties = 0, maxProperties = Infinity } = node;
  const nullIsAbsent = mode !== 'value';
  return (value: Record<string, unknown>, at) => {
    const keys = Object.keys(value);
    for (const key of keys) {
      const got = value[key];
      if (got === undefined) continue;
      const check = fields.get(key) ?? rest;
      if (check) {
        // Of a CRD, null where it may not be is dropped; Go reads it as the zero value.
        if (got === null && nullIsAbsent) continue;
        at.enter(key);
        check(got, at);
        at.leave();
      } else if (!open) at.unknown(key, names);
    }
    for (const name of required) {
      const got = value[name];
      if (got === undefined || (got === null && nullIsAbsent) || (mode === 'builtIn' && got === '')) {
        if (mode === 'builtIn' && FILLED_IN.test(at.field(name))) continue;
        at.refuse('SCHEMA_REQUIRED', got === '' ? got : undefined, 'required', name);
      }
    }
    if (keys.length < minProperties) at.refuse('SCHEMA_LENGTH', undefined, `at least ${minProperties} ${minProperties === 1 ? 'entry' : 'entries'}`);
    else if (keys.length > maxProperties) at.refuse('SCHEMA_LENGTH', undefined, `${keys.length} entries, at most ${maxProperties}`);
  };
}

/** Required by the OpenAPI document of Kubernetes, and filled in by the server, or not asked for. */
const FILLED_IN = /(^|\.)podFailurePolicy\.(rules|rules\[\d+\]\.onPodConditions\[\d+\]\.status)$|^roleRef\.apiGroup$|^spec\.versions\[\d+\]\.(served|storage)$|^spec\.(limits|spec|dataSource\.(kind|name))$|\.hints\.for(Zones|Nodes)\[\d+\]\.name$/;

function fieldChecks(compiler: Compiler, node: SchemaNode, mode: Mode): Map<string, Check> {
  const { pack } = compiler;
  const fields = new Map<string, Check>();
  for (const [name, child] of Object.entries(node.properties ?? {})) fields.set(name, compiler.check(child, mode));
  if (node['x-kubernetes-embedded-resource'] && mode !== 'value') {
    const text: Check = (value, at) => {
      if (typeof value !== 'string' || value === '') at.refuse('SCHEMA_TYPE', value, 'the apiVersion and kind of an object');
    };
    fields.set('apiVersion', text).set('kind', text).set('metadata', compiler.check(pack.objectMeta, 'builtIn'));
  }
  return fields;
}

/** A default stands in for what is missing. */
function requiredFields(compiler: Compiler, node: SchemaNode, mode: Mode): readonly string[] {
  const required = node.required ?? [];
  const embedded = node['x-kubernetes-embedded-resource'] && mode !== 'value' ? ['apiVersion', 'kind'] : [];
  const hasDefault = (name: string) => {
    const index = node.properties?.[name];
    return mode === 'custom' && index !== undefined && compiler.pack.nodes[index].default !== undefined;
  };
  return [...new Set([...embedded, ...required.filter(name => !hasDefault(name))])];
}

/** The checks of a list: each item, how many, and which are twice. */
export function judgeList(compiler: Compiler, node: SchemaNode, mode: Mode): Check {
  const item: Check | undefined = node.items === undefined ? undefined : compiler.check(node.items, mode);
  const { minItems = 0, maxItems = Infinity } = node;
  const twice = mode === 'custom' ? repeated(compiler, node) : undefined;
  const itemIsMap = node.items !== undefined && compiler.pack.nodes[node.items].type === 'object';
  return (value: unknown[], at) => {
    if (item) {
      for (let i = 0; i < value.length; i++) {
        let got = value[i];
        // Go reads null as the zero value.
        if (got === null && (mode === 'builtIn' || mode === 'decode')) {
          if (!itemIsMap) continue;
          got = {};
        }
        at.enter(i);
        item(got, at);
        at.leave();
      }
    }
    if (mode === 'decode') return;
    if (value.length < minItems) at.refuse('SCHEMA_LENGTH', undefined, `at least ${minItems} ${minItems === 1 ? 'item' : 'items'}`);
    else if (value.length > maxItems) at.refuse('SCHEMA_LENGTH', undefined, `${value.length} items, at most ${maxItems}`);
    twice?.(value, at);
  };
}

/** Lists that are sets, or maps by some of their fields. */
function repeated(compiler: Compiler, node: SchemaNode): ((value: unknown[], at: Cursor) => void) | undefined {
  const kind = node['x-kubernetes-list-type'];
  if (kind !== 'set' && kind !== 'map') return undefined;
  const keys = node['x-kubernetes-list-map-keys'] ?? [];
  const properties = compiler.pack.nodes[node.items!]?.properties ?? {};
  const defaults = keys.map(key => compiler.pack.nodes[properties[key]]?.default);
  const idOf = (item: any) => (kind === 'set' ? item : keys.map((key, i) => item?.[key] ?? defaults[i] ?? null));
  return (value, at) => {
    const seen = new Set<string>();
    value.forEach((item, i) => {
      const id = idOf(item);
      const text = JSON.stringify(id) ?? '';
      if (seen.has(text)) at.refuse('SCHEMA_DUPLICATE', kind === 'set' ? item : id.length === 1 ? id[0] : undefined, `an item of the same ${kind === 'set' ? 'value' : keys.join(', ')} stands above; remove one of the two`, i);
      seen.add(text);
    });
  };
}
