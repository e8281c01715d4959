import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ownedBy } from './judgement';
import type { Exemption } from './linter';
import { exemptionAnnotations } from './linter';
import type { Body } from './manifest-object';
import { ClusterObject, HashedObject, ManifestObject } from './manifest-object';
import { INSTANCE_LABEL, kebab, labelsOf } from './naming';
import { Platform } from './platform';
import type { Problems } from './problems';
import { Synthesis } from './synthesis';

/** Props that every object of this library takes. */
export interface ResourceProps {
  /**
   * `metadata.name`. Names of the objects around it start with it.
   * @default - the id of the construct in kebab-case
   */
  readonly name?: string;
  /**
   * Labels of the object and of those around it.
   * @default - only `app.kubernetes.io/*`
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the object itself.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** What a subclass says of its object. */
export interface ResourceKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** What runs, for `app.kubernetes.io/name`. */
  readonly app: string;
  /** Its part in the whole, for `app.kubernetes.io/component`. */
  readonly component: string;
  /** Whether the name carries a hash of the spec, for kinds whose spec cannot change. */
  readonly contentHash?: boolean;
  /** Whether the kind has no namespace. */
  readonly clusterScoped?: boolean;
  /** Fields of the object that `_spec` renders, for kinds that keep them beside the metadata; else it renders `spec`. */
  readonly fields?: readonly string[];
  /** The construct whose object this one is a part of: it has none of its own, and that one speaks for it. */
  readonly within?: Resource;
}

/**
 * A construct that owns one Kubernetes object, which it renders when the app is
 * synthesized, and maybe smaller ones around it.
 *
 * The object is a plain `ApiObject`: patches to it may add any field.
 */
export abstract class Resource extends Construct {
  /** The object itself, or the one it is a part of, for patches: `x.apiObject.addJsonPatch(...)`. */
  public readonly apiObject: ApiObject;

  /** `metadata.name` of the object. */
  public readonly name: string;

  private readonly extraLabels: Record<string, string>;
  private readonly described: ResourceKind;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: ResourceProps, kind: any) {
    super(scope, id);
    this.described = kind;
    this.name = props.name ?? kebab(id);
    this.extraLabels = props.labels ?? {};
    const described: ResourceKind = kind;
    if (described.within) {
      this.apiObject = described.within.apiObject;
      return;
    }
    this.apiObject = new (described.contentHash ? HashedObject : described.clusterScoped ? ClusterObject : ManifestObject)(this, 'Resource', {
      apiVersion: kind.apiVersion,
      kind: kind.kind,
      metadata: { name: this.name, labels: this._labels(), annotations: props.annotations },
      body: described.fields ? Object.fromEntries(described.fields.map(field => [field, () => this._spec()[field]])) : { spec: () => this._spec() },
    });
    ownedBy(this.apiObject, this);
    Synthesis.of(this).register(this);
  }

  /** The namespace the object lives in; undefined if its chart or its kind has none. */
  public get namespace(): string | undefined {
    return this.described.clusterScoped ? undefined : this.apiObject.metadata.namespace;
  }

  /**
   * Renders the spec; invents nothing that the constructor did not resolve.
   * @internal
   */
  public abstract _spec(): any;

  /**
   * Tells problems of the props.
   * @internal
   */
  public _check(_problems: Problems): void {}

  /** @internal */
  protected _labels(instance = this.name, component = this.described.component): Record<string, string> {
    return { ...labelsOf({ instance, app: this.described.app, component }), ...this.extraLabels, [INSTANCE_LABEL]: instance };
  }

  /**
   * Adds a smaller object beside the main one, named `<name>-<role>` unless named otherwise.
   * @internal
   */
  protected _child(id: string, apiVersion: string, kind: string, props: ChildProps = {}): ApiObject {
    const name = props.name ?? `${this.name}-${id}`;
    const object = new (props.contentHash ? HashedObject : props.clusterScoped ? ClusterObject : ManifestObject)(this, id, {
      apiVersion,
      kind,
      metadata: {
        name,
        labels: { ...this._labels(), ...props.instance && { [INSTANCE_LABEL]: props.instance }, ...props.labels },
        annotations: props.annotations,
      },
      body: props.body,
    });
    ownedBy(object, this.described.within ?? this);
    return object;
  }

  /**
   * Annotates an object with the linters' own exemptions, where the platform asks for them.
   * @internal
   */
  protected _exempt(object: ApiObject, exemptions: Exemption[]): void {
    const annotations = exemptionAnnotations(exemptions, Platform.of(this).linters);
    for (const [key, value] of Object.entries(annotations)) object.metadata.addAnnotation(key, value);
  }
}

export interface ChildProps {
  readonly name?: string;
  readonly instance?: string;
  readonly contentHash?: boolean;
  readonly clusterScoped?: boolean;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  /** `spec`, `data`, ...; a function is called when the object is rendered. */
  readonly body?: Body;
}
