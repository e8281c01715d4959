import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

/** A CEL rule of a CRD. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly fieldPath?: string;
  readonly reason?: string;
  readonly optionalOldSelf?: boolean;
}

/** A schema whose parts stand elsewhere in the pack; see imports/README.md. */
export interface SchemaNode {
  readonly 'type'?: string;
  readonly 'format'?: string;
  readonly 'nullable'?: boolean;
  readonly 'properties'?: Record<string, number>;
  readonly 'required'?: readonly string[];
  readonly 'additionalProperties'?: number | boolean;
  readonly 'items'?: number;
  readonly 'default'?: unknown;
  readonly 'enum'?: readonly unknown[];
  readonly 'pattern'?: string;
  readonly 'minLength'?: number;
  readonly 'maxLength'?: number;
  readonly 'minItems'?: number;
  readonly 'maxItems'?: number;
  readonly 'minProperties'?: number;
  readonly 'maxProperties'?: number;
  readonly 'minimum'?: number;
  readonly 'maximum'?: number;
  readonly 'exclusiveMinimum'?: boolean;
  readonly 'exclusiveMaximum'?: boolean;
  readonly 'multipleOf'?: number;
  readonly 'allOf'?: readonly number[];
  readonly 'anyOf'?: readonly number[];
  readonly 'oneOf'?: readonly number[];
  readonly 'not'?: number;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
}

/** A kind-version of the pack. */
export interface SchemaKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly served: boolean;
  readonly storage: boolean;
  readonly builtIn?: boolean;
  /** Has a status and no subresource for it. */
  readonly ownStatus?: boolean;
  /** Index of its root node. */
  readonly schema: number;
}

/** The schemas of every kind the library knows; read on first use. */
export class SchemaPack {
  public static load(): SchemaPack {
    return this.loaded ?? (this.loaded = new SchemaPack(JSON.parse(readFileSync(packFile(), 'utf8'))));
  }

  private static loaded?: SchemaPack;

  public readonly nodes: readonly SchemaNode[];
  public readonly kinds: readonly SchemaKind[];
  private meta?: number;
  private readonly byName = new Map<string, SchemaKind>();
  private readonly byGroup = new Map<string, SchemaKind[]>();

  private constructor({ kinds, nodes }: { kinds: SchemaKind[]; nodes: SchemaNode[] }) {
    this.kinds = kinds;
    this.nodes = nodes;
    for (const kind of kinds) {
      this.byName.set(`${kind.group ? `${kind.group}/` : ''}${kind.version} ${kind.kind}`, kind);
      this.byGroup.set(kind.group, [...this.byGroup.get(kind.group) ?? [], kind]);
    }
  }

  /** The kind of `apiVersion` and `kind`, served or not. */
  public find(apiVersion: string, kind: string): SchemaKind | undefined {
    return this.byName.get(`${apiVersion} ${kind}`);
  }

  /** Every kind-version of an API group. */
  public group(group: string): readonly SchemaKind[] {
    return this.byGroup.get(group) ?? [];
  }

  /** The metadata that every object has. */
  public get objectMeta(): number {
    return (this.meta ??= this.nodes[this.find('v1', 'Pod')!.schema].properties!.metadata);
  }
}

/** Beside `lib/` in the sources, beside `build/` in the package. */
function packFile(): string {
  for (let dir = __dirname; ; dir = dirname(dir)) {
    const file = join(dir, 'imports', 'schema.json');
    if (existsSync(file)) return file;
    if (dir === dirname(dir)) throw new Error('imports/schema.json is not in the package');
  }
}
