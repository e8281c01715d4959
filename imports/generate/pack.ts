import { readFileSync } from 'fs';
import { join } from 'path';
import { asStructural, builtInKinds, resolve, type OpenApiDocument } from './builtin';
import { byGroupKindVersion, kindVersions, type Crd, type KindVersion } from './kinds';
import { toNode, type PackNode, type RawSchema } from './schema';

export type { PackNode } from './schema';

/** A kind-version in the pack; `schema` is the index of its root node. */
export interface PackKind extends KindVersion {
  readonly schema: number;
}

export interface Pack {
  readonly kinds: PackKind[];
  readonly nodes: PackNode[];
}

export const PACK_FILE = join(__dirname, '..', 'schema.json');

export function loadPack(file = PACK_FILE): Pack {
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function findKind(pack: Pack, apiVersion: string, kind: string): PackKind | undefined {
  return pack.kinds.find(k => k.kind === kind && apiVersionOf(k) === apiVersion);
}

export function apiVersionOf({ group, version }: KindVersion): string {
  return group ? `${group}/${version}` : version;
}

/** Every equal subtree once. CRDs come first, so that their nodes do not move when Kubernetes does. */
export function buildPack(crds: Crd[], openApi?: OpenApiDocument): Pack {
  const store = new NodeStore(openApi);
  const custom = crds.flatMap(kindVersions).sort((a, b) => byGroupKindVersion(a.kind, b.kind));
  const builtIn = openApi ? builtInKinds(openApi).sort((a, b) => byGroupKindVersion(a.kind, b.kind)) : [];
  const kinds = [...custom, ...builtIn].map(({ kind, schema }) => ({ ...kind, schema: store.add(schema, kind.builtIn ? asStructural : undefined) }));
  kinds.reduce((previous, next) => {
    if (byGroupKindVersion(previous, next) === 0) throw new Error(`${apiVersionOf(next)} ${next.kind} is pinned twice`);
    return next;
  });
  return { kinds, nodes: store.nodes };
}

/** One kind and one node a line: a review of a new CRD version reads as a diff. */
export function formatPack({ kinds, nodes }: Pack): string {
  const lines = (list: unknown[]) => list.map(item => JSON.stringify(item)).join(',\n');
  return `{"kinds":[\n${lines(kinds)}\n],"nodes":[\n${lines(nodes)}\n]}\n`;
}

class NodeStore {
  readonly nodes: PackNode[] = [];
  private readonly known = new Map<string, number>();
  private readonly definitions = new Map<string, number>();
  private readonly open = new Set<string>();

  constructor(private readonly openApi?: OpenApiDocument) {}

  add(schema: RawSchema, prepare = (raw: RawSchema) => raw): number {
    if (schema.$ref) return this.definition(schema.$ref);
    return this.intern(toNode(prepare(schema), child => this.add(child, prepare)));
  }

  private definition(ref: string): number {
    const { name, schema } = resolve(this.openApi!, ref);
    const done = this.definitions.get(name);
    if (done !== undefined) return done;
    if (this.open.has(name)) {
      // A schema that holds itself: its place is taken before it is known.
      const index = this.nodes.push({}) - 1;
      this.definitions.set(name, index);
      return index;
    }
    this.open.add(name);
    const node = toNode(asStructural(schema), child => this.add(child, asStructural));
    const reserved = this.definitions.get(name);
    if (reserved !== undefined) {
      this.nodes[reserved] = node;
      return reserved;
    }
    const index = this.intern(node);
    this.definitions.set(name, index);
    return index;
  }

  private intern(node: PackNode): number {
    const key = JSON.stringify(node);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const index = this.nodes.push(node) - 1;
    this.known.set(key, index);
    return index;
  }
}
