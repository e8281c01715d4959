import type { RawSchema } from './schema';

/** As much of a CustomResourceDefinition as is read here. */
export interface Crd {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: Scope;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: Array<{
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly deprecated?: boolean;
      readonly subresources?: { readonly status?: object };
      readonly schema: { readonly openAPIV3Schema: RawSchema };
    }>;
  };
}

export type Scope = 'Namespaced' | 'Cluster';

/** One version of one kind. */
export interface KindVersion {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  readonly builtIn?: boolean;
  /** Has a status and no subresource for it, so that what is written there is judged and kept. */
  readonly ownStatus?: boolean;
}

export function kindVersions(crd: Crd): Array<{ kind: KindVersion; schema: RawSchema }> {
  const { group, scope, names, versions } = crd.spec;
  return versions.map(version => ({
    kind: {
      group,
      version: version.name,
      kind: names.kind,
      plural: names.plural,
      scope,
      served: version.served,
      storage: version.storage,
      ...version.deprecated ? { deprecated: true } : {},
      ...version.schema.openAPIV3Schema.properties?.status && !version.subresources?.status ? { ownStatus: true } : {},
    },
    schema: version.schema.openAPIV3Schema,
  }));
}

export function byGroupKindVersion(a: KindVersion, b: KindVersion): number {
  return compare(a.group, b.group) || compare(a.kind, b.kind) || compare(a.version, b.version);
}

/** By code unit: the same order whatever the locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
