import { propertiesOf, type KubernetesType } from './kubernetes';
import type { PackNode } from './schema';
import { text, type Property, type Shape, type Type } from './shapes';
import { isIntOrString, type TypeBuilder } from './types';

/**
 * The types looked for on their own. Others (a volume source, a key selector)
 * are met inside these; alone they are too small to be told apart by their
 * properties.
 */
const ROOTS = [
  'core.PodSpec', 'core.PodTemplateSpec', 'core.Container', 'core.Volume', 'core.VolumeMount', 'core.EnvVar',
  'core.EnvFromSource', 'core.Affinity', 'core.NodeAffinity', 'core.PodAffinity', 'core.PodAntiAffinity',
  'core.PodAffinityTerm', 'core.NodeSelector', 'core.NodeSelectorTerm', 'core.Toleration', 'core.TopologySpreadConstraint',
  'core.ResourceRequirements', 'core.SecurityContext', 'core.PodSecurityContext',
  'core.Probe', 'core.Lifecycle', 'core.HTTPGetAction', 'core.ObjectReference', 'core.PodDNSConfig', 'core.ContainerPort',
  'core.ServicePort', 'core.ServiceSpec', 'core.ServiceStatus', 'core.PersistentVolumeClaim',
  'core.PersistentVolumeClaimSpec', 'core.PersistentVolumeSpec', 'meta.LabelSelector', 'meta.LabelSelectorRequirement',
  'meta.Condition', 'meta.ObjectMeta', 'batch.JobSpec', 'batch.JobTemplateSpec', 'autoscaling.HorizontalPodAutoscalerSpec',
  'autoscaling.HorizontalPodAutoscalerBehavior', 'autoscaling.MetricSpec', 'networking.IngressSpec',
  'networking.NetworkPolicyPeer', 'networking.NetworkPolicyPort', 'policy.PodDisruptionBudgetSpec',
];

/** Kinds inline these and add fields of their own; half of a pod spec is still one. */
const EXTENDED = new Set(['core.PodSpec', 'core.Container']);

/** Up to this many properties a type is known by all of them, and easier to read written out than extended. */
const SMALL = 3;

/** How much of a type a schema must have: older Kubernetes versions lack a field or two. */
function share(name: string): number {
  if (name === 'core.PodSpec') return 0.5;
  // `claims` is younger than the rest.
  return propertiesOf(name).size <= SMALL && name !== 'core.ResourceRequirements' ? 1 : 0.65;
}

interface Fit {
  readonly type: Type;
  /** Properties both have, whose types agree. */
  readonly common: number;
  /** Properties both have, that mean different things. */
  readonly clashes: number;
  /** Properties the schema alone has. */
  readonly extra: number;
  /** Properties the type needs and the schema does not. */
  readonly loosened: number;
}

/**
 * Recognises the parts of a pod by the names and types of their properties.
 *
 * A recognised schema becomes the type itself when that can say all the schema
 * accepts, else an interface that extends it: properties the type lacks are
 * added, and those it is too narrow for are replaced. What the type has on top
 * stays writable; the strict check at synth refuses it.
 */
export class EmbeddedTypes {
  private readonly fits = new Map<string, Fit | undefined>();

  constructor(private readonly builder: TypeBuilder) {}

  recognise(index: number, name: string): Type | undefined {
    const properties = Object.keys(this.builder.nodes[index].properties!);
    if (name === 'metadata' && properties.every(p => propertiesOf('meta.ObjectMeta').has(p))) return text('meta.ObjectMeta');

    let best: { type: Type; score: number } | undefined;
    for (const root of ROOTS) {
      const size = propertiesOf(root).size;
      const least = size * share(root);
      if (properties.filter(p => propertiesOf(root).has(p)).length < least) continue;
      const fit = this.fit(index, root);
      if (!fit || fit.common < least || fit.clashes > size / 10) continue;
      if (!EXTENDED.has(root) && (fit.extra > size / 5 || fit.loosened > size / 3)) continue;
      const score = 2 * fit.common - fit.extra - fit.clashes - (size - fit.common);
      if (!best || score > best.score) best = { type: fit.type, score };
    }
    return best?.type;
  }

  private fit(index: number, name: string): Fit | undefined {
    const key = `${index} ${name}`;
    if (!this.fits.has(key)) this.fits.set(key, this.compare(index, name));
    return this.fits.get(key);
  }

  private compare(index: number, name: string): Fit | undefined {
    const node = this.builder.nodes[index];
    if (!node.properties) return undefined;
    const known = propertiesOf(name);
    const all: Property[] = [];
    const changed = new Set<string>();
    let common = 0, clashes = 0, extra = 0;

    for (const [property, child] of Object.entries(node.properties)) {
      const optional = !node.required?.includes(property);
      const expected = known.get(property);
      const adapted = expected && this.adapt(child, expected.type);
      if (adapted) common++;
      else if (expected) clashes++;
      else extra++;
      if (adapted !== 'same' || expected?.required && optional) changed.add(property);
      const type = adapted === 'same' ? this.asIs(expected!.type, child) : adapted ?? this.builder.typeOf(child, property);
      all.push({ name: property, type, optional });
    }
    const absent = [...known].filter(([property, { required }]) => required && !(property in node.properties!));
    const omit = [...absent.map(([property]) => property), ...[...changed].filter(property => known.has(property))].sort();
    const loosened = omit.filter(property => known.get(property)!.required).length;

    const open = !!node['x-kubernetes-preserve-unknown-fields'];
    const own = (body: Partial<Shape>) => this.builder.shapes.intern({ base: name, omit, open, properties: all, ...body });
    const type = !changed.size && !absent.length ? text(name)
      : known.size <= SMALL ? own({ omit: [], flat: true })
        : own({ properties: all.filter(property => changed.has(property.name)) });
    return { type, common, clashes, extra, loosened };
  }

  private asIs(expected: KubernetesType, index: number): Type {
    switch (expected.is) {
      case 'interface': return text(expected.name);
      case 'array':
      case 'map': {
        const { items, additionalProperties } = this.builder.nodes[index];
        const of = expected.is === 'array' ? items : additionalProperties;
        return typeof of === 'number' ? { is: expected.is, of: this.asIs(expected.of, of) } : this.builder.typeOf(index);
      }
      default: return this.builder.typeOf(index);
    }
  }

  /** 'same' if the expected type says all that the schema accepts, a wider one if it is its like, else nothing. */
  private adapt(index: number, expected: KubernetesType): Type | 'same' | undefined {
    const node = this.builder.nodes[index];
    if (expected.is === 'any') return 'same';
    if (isOpaque(node) && ['array', 'map', 'interface'].includes(expected.is)) return 'same';
    switch (expected.is) {
      case 'string': return node.type === 'string' ? 'same' : undefined;
      // A string says any quantity, so the narrower type loses nothing.
      case 'quantity': return node.type === 'string' || isIntOrString(node) ? 'same' : undefined;
      case 'intOrString': return isIntOrString(node) || node.type === 'string' || node.type === 'integer' ? 'same' : undefined;
      case 'number': return node.type === 'integer' || node.type === 'number' ? 'same' : undefined;
      case 'boolean': return node.type === 'boolean' ? 'same' : undefined;
      case 'array': return this.collection('array', node.type === 'array' ? node.items : undefined, expected.of);
      case 'map': return this.collection('map', node.additionalProperties, expected.of);
    }
    const fit = this.fit(index, expected.name);
    if (!fit) return undefined;
    const { size } = propertiesOf(expected.name);
    // Metadata of a template is often cut down to labels and annotations.
    if (fit.common <= size / 4 && expected.name !== 'meta.ObjectMeta') return undefined;
    if (fit.common < size && fit.common <= fit.clashes + fit.extra) return undefined;
    return fit.type.is === 'text' ? 'same' : fit.type;
  }

  private collection(is: 'array' | 'map', of: number | boolean | undefined, expected: KubernetesType): Type | 'same' | undefined {
    if (typeof of !== 'number') return undefined;
    const adapted = this.adapt(of, expected);
    return !adapted || adapted === 'same' ? adapted : { is, of: adapted };
  }
}

/** Says nothing about its value: the type says what is meant. */
function isOpaque(node: PackNode): boolean {
  if (node.properties || typeof node.additionalProperties === 'number' || isIntOrString(node)) return false;
  return node.type === undefined || node.type === 'object';
}
