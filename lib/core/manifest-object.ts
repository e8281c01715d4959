import { createHash } from 'crypto';
import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject, App, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

/** Fields beside the metadata; a function is called when the object is rendered. */
export type Body = Record<string, unknown>;

/** cdk8s resolves its own tokens with these; an app may add others. */
const BUILT_IN_RESOLVERS = 3;

/**
 * A plain `ApiObject`, rendered faster: what constructs of this library render
 * is plain already, so one walk does for the three copies that resolve tokens,
 * tidy and patch. Where there is a token or a patch, cdk8s renders it.
 */
export class ManifestObject extends ApiObject {
  private readonly body: Body;

  constructor(scope: Construct, id: string, props: { apiVersion: string; kind: string; metadata: ApiObjectMetadata; body?: Body }) {
    const { apiVersion, kind, metadata, body = {} } = props;
    const lazy = Object.entries(body).map(([key, value]) => [key, typeof value === 'function' ? Lazy.any({ produce: () => value() }) : value]);
    super(scope, id, { ...Object.fromEntries(lazy), apiVersion, kind, metadata });
    this.body = body;
  }

  public toJson(): any {
    const { patches } = this as unknown as { patches: unknown[] };
    if (patches.length > 0 || process.env.CDK8S_DISABLE_SORT || App.of(this).resolvers.length !== BUILT_IN_RESOLVERS) return super.toJson();
    const manifest: Record<string, unknown> = { apiVersion: this.apiVersion, kind: this.kind, metadata: this.metadata.toJson() };
    for (const key of Object.keys(this.body).sort()) {
      const value = this.body[key];
      const tidied = tidy(typeof value === 'function' ? value() : value);
      if (tidied === TOKEN) return super.toJson();
      if (tidied !== undefined) manifest[key] = tidied;
    }
    return manifest;
  }
}

/** An object whose name follows its content, patches included. */
export class HashedObject extends ManifestObject {
  public toJson(): any {
    const manifest = super.toJson();
    const hash = createHash('sha256').update(JSON.stringify(manifest.spec)).digest('hex').slice(0, 8);
    manifest.metadata.name = `${manifest.metadata.name}-${hash}`;
    return manifest;
  }
}

/** An object without a namespace: a chart's namespace lands on every object otherwise. */
export class ClusterObject extends ManifestObject {
  public toJson(): any {
    const manifest = super.toJson();
    delete manifest.metadata?.namespace;
    return manifest;
  }
}

const TOKEN = Symbol('token');

/** A copy without what is undefined, keys sorted; TOKEN if anything in it is not plain. */
function tidy(value: any): any {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const copy = new Array(value.length);
    for (let i = 0; i < value.length; i++) {
      if ((copy[i] = tidy(value[i])) === TOKEN) return TOKEN;
    }
    return copy;
  }
  // Of a prototype there is none where a parser made the object; a key may well be named `constructor`.
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype || typeof value.resolve === 'function') return TOKEN;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const tidied = tidy(value[key]);
    if (tidied === TOKEN) return TOKEN;
    if (tidied !== undefined) copy[key] = tidied;
  }
  return copy;
}
