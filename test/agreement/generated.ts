import type { Case, Json, Obj } from './corpus';
import { hashOf, randomOf } from './random';
import type { SchemaKind, SchemaNode } from '../../lib/check/schema/pack';
import { SchemaPack } from '../../lib/check/schema/pack';

// Objects that no person would write, of every kind there is: what the schema
// asks for, and some of what it allows. Few of them make sense, but each is
// judged by the same types, lists, limits and CEL rules as a sensible one.

const DEPTH = 7;

/** Kinds that are not created, or whose creation does something at once. */
const LEFT_OUT = /Review$|^(Binding|Eviction|Event|TokenRequest|CertificateSigningRequest|APIService|Scale|ComponentStatus|CustomResourceDefinition|Status|.*(Webhook|Policy)Configuration|.*Binding)$/;

/** Some generated cases of every kind of the pack; whether they are good, only a cluster can tell. */
export function generatedCases(many: number, seed: string): { cases: Case[]; mistakes: string[] } {
  const pack = SchemaPack.load();
  const kinds = pack.kinds.filter(({ kind, served }) => served && !LEFT_OUT.test(kind));
  return { cases: kinds.flatMap(kind => Array.from({ length: many }, (_, i) => generatedCase(pack, kind, `${seed}-${i}`))), mistakes: [] };
}

function generatedCase(pack: SchemaPack, kind: SchemaKind, seed: string): Case {
  const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
  const random = randomOf(hashOf(seed, apiVersion, kind.kind));
  // From bare to rich.
  const generator = new Generator(pack.nodes, random, random() * 0.7);
  const { status, metadata, ...content } = generator.valueOf(pack.nodes[kind.schema], DEPTH) as Obj;
  const object: Obj = {
    ...content,
    apiVersion,
    kind: kind.kind,
    metadata: { name: `made-${hashOf(seed).slice(0, 5)}`, ...kind.scope === 'Namespaced' && { namespace: 'team' } },
  };
  return { id: `generated ${apiVersion} ${kind.kind} ${seed}`, domain: 'generated', topic: `generated/${kind.kind.toLowerCase()}`, claim: 'generated', objects: [object] };
}

class Generator {
  constructor(private readonly nodes: readonly SchemaNode[], private readonly random: () => number, private readonly wealth: number) {}

  public valueOf(node: SchemaNode, depth: number): Json {
    const { type, default: preset, enum: words } = node;
    if (words !== undefined) return this.oneOf(words) as Json;
    if (preset !== undefined && this.random() < 0.3) return preset as Json;
    if (node['x-kubernetes-int-or-string']) return this.random() < 0.5 ? this.number(node) : '100m';
    switch (type) {
      case 'string': return this.text(node);
      case 'integer': return Math.round(this.number(node));
      case 'number': return this.number(node);
      case 'boolean': return this.random() < 0.5;
      case 'array': return this.list(node, depth);
      default: return this.map(node, depth);
    }
  }

  private map(node: SchemaNode, depth: number): Obj {
    const map: Obj = {};
    const needed = new Set([...node.required ?? [], ...this.branch(node)]);
    for (const [name, index] of Object.entries(node.properties ?? {})) {
      if (needed.has(name) || depth > 0 && this.random() < this.wealth) map[name] = this.valueOf(this.nodes[index], depth - 1);
    }
    const { additionalProperties } = node;
    if (typeof additionalProperties === 'number' && (depth > 0 && this.random() < 0.7 || node.minProperties)) {
      map.example = this.valueOf(this.nodes[additionalProperties], depth - 1);
    }
    return map;
  }

  /** What one of the alternatives asks for. */
  private branch({ oneOf, anyOf }: SchemaNode): readonly string[] {
    const branches = oneOf ?? anyOf;
    return branches ? this.nodes[this.oneOf(branches)].required ?? [] : [];
  }

  private list({ items, minItems = 0, maxItems = 2 }: SchemaNode, depth: number): Json[] {
    const length = Math.min(Math.max(minItems, depth > 0 ? Math.ceil(this.random() * 2) : 0), maxItems);
    if (items === undefined) return [];
    return Array.from({ length }, () => this.valueOf(this.nodes[items], depth - 1));
  }

  private number({ minimum = 0, maximum = minimum + 10 }: SchemaNode): number {
    return minimum + Math.round(this.random() * (Math.min(maximum, minimum + 100) - minimum));
  }

  private text({ format, pattern, minLength = 0, maxLength = 1000 }: SchemaNode): string {
    if (format === 'date-time') return '2024-05-01T12:00:00Z';
    if (format === 'byte') return 'aGVsbG8=';
    const words = ['web', 'a', 'team-1', '10s', '100m', '1h', 'http://example.com/x', '/data', 'example.com/name', 'v1', '80', 'Value', 'w'.repeat(minLength)];
    const fitting = words.filter(word => word.length >= minLength && word.length <= maxLength && fits(pattern, word));
    return this.oneOf(fitting.length > 0 ? fitting : words);
  }

  private oneOf<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)];
  }
}

function fits(pattern: string | undefined, word: string): boolean {
  try {
    return pattern === undefined || new RegExp(pattern).test(word);
  } catch {
    return false;
  }
}
