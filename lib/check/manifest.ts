import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { Acknowledgement } from './acknowledge';
import type { ClusterFacts } from './cluster';

/** Any Kubernetes object, as it is written to YAML. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec?: any;
  readonly data?: Record<string, string>;
  readonly stringData?: Record<string, string>;
  readonly [field: string]: unknown;
}

/** A manifest and where it came from. */
export interface Subject {
  readonly where: string;
  readonly manifest: Manifest;
  /** What it is meant for, where objects of one input are meant for different clusters. */
  readonly cluster?: ClusterFacts;
  /** Problems that are meant, besides those its annotations name. */
  readonly acknowledgements?: readonly Acknowledgement[];
}

/**
 * A pod template inside a manifest.
 * @internal
 */
export interface EmbeddedPod {
  /** JSON path of the template, e.g. `spec.template`. */
  readonly path: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly spec: PodSpec;
  /** JSON path of the pod's own fields, where it is not `<path>.spec`. */
  readonly specPath?: string;
  /** JSON paths of the containers, where they are not a list under the pod. */
  readonly containerPaths?: readonly string[];
  /** Inside a kind of another project: the API server does not look at it, but at the pods that are made of it. */
  readonly custom?: boolean;
}

/** Where each built-in kind keeps its pod template. */
const POD_TEMPLATES: Record<string, string[]> = {
  'apps/DaemonSet': ['spec.template'],
  'apps/Deployment': ['spec.template'],
  'apps/ReplicaSet': ['spec.template'],
  'apps/StatefulSet': ['spec.template'],
  'batch/CronJob': ['spec.jobTemplate.spec.template'],
  'batch/Job': ['spec.template'],
};

export function groupOf(manifest: Pick<Manifest, 'apiVersion'>): string {
  const slash = manifest.apiVersion.indexOf('/');
  return slash < 0 ? '' : manifest.apiVersion.slice(0, slash);
}

const KINDS = new Map<string, Map<string, string>>();
const MOST_KINDS = 1000;

/** `group/Kind`, the same string each time: tables are asked by it for every object. */
export function kindOf(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  const { apiVersion, kind } = manifest;
  let kinds = KINDS.get(apiVersion);
  if (!kinds) {
    if (KINDS.size >= MOST_KINDS) KINDS.clear();
    KINDS.set(apiVersion, kinds = new Map());
  }
  let id = kinds.get(kind);
  if (id === undefined) {
    if (kinds.size >= MOST_KINDS) kinds.clear();
    kinds.set(kind, id = `${groupOf(manifest)}/${kind}`);
  }
  return id;
}

// YAML of any origin holds anything anywhere. Rules read it through these, and
// leave what is of the wrong type to the schema.

/** A map; empty where it is none. */
export function record(value: unknown): Record<string, any> {
  return isMap(value) ? value : {};
}

/** The maps of a list; empty where it is none. */
export function records(value: unknown): Array<Record<string, any>> {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** The words of a list; empty where it is none. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(item => String(item)) : [];
}

/** The items of a list as they are, so that indexes count as their author counts; empty where it is none. */
export function list(value: unknown): readonly any[] {
  return Array.isArray(value) ? value : NOTHING;
}
const NOTHING: readonly any[] = [];

/** A text; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const isMap = (value: unknown): value is Record<string, any> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Null is a field that is not there. */
export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

const isText = (value: unknown) => value === undefined || typeof value === 'string';

function isReadable({ apiVersion, kind, metadata, spec }: Record<string, any>): boolean {
  return typeof apiVersion === 'string' && typeof kind === 'string' && isMap(spec) && isMap(metadata) &&
    isText(metadata.name) && isText(metadata.namespace) &&
    (metadata.labels === undefined || isMap(metadata.labels)) && (metadata.annotations === undefined || isMap(metadata.annotations));
}

/** A manifest with the parts that every rule reads, whatever was there. */
export function readable(manifest: unknown): Manifest {
  const m = record(manifest);
  if (isReadable(m)) return m as unknown as Manifest;
  const { name, namespace, ...metadata } = record(m.metadata);
  return {
    ...m,
    apiVersion: String(m.apiVersion ?? ''),
    kind: String(m.kind ?? ''),
    metadata: {
      ...metadata,
      ...name !== undefined && name !== null && { name: String(name) },
      ...namespace !== undefined && namespace !== null && { namespace: String(namespace) },
      labels: record(metadata.labels),
      annotations: record(metadata.annotations),
    },
    spec: record(m.spec),
  };
}

/** Whether a value has more levels of maps and lists than that; true of one that holds itself. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const item of Array.isArray(value) ? value : Object.values(value)) if (typeof item === 'object' && isDeeper(item, levels - 1)) return true;
  return false;
}

const PODS = new WeakMap<Manifest, EmbeddedPod[]>();
const CONTAINERS = new WeakMap<EmbeddedPod, Array<{ path: string; container: Container }>>();
const NONE: EmbeddedPod[] = [];

/**
 * The pods of a manifest; every rule asks for them.
 * @internal
 */
export function podsOf(manifest: Manifest): EmbeddedPod[] {
  if (manifest.kind !== 'Pod' && !Object.hasOwn(POD_TEMPLATES, kindOf(manifest))) return NONE;
  const known = PODS.get(manifest);
  if (known) return known;
  const pods: EmbeddedPod[] = [];
  PODS.set(manifest, pods);
  const add = (path: string, template: unknown) => {
    if (Object.keys(record(record(template).spec)).length > 0) pods.push(embeddedPod(path, template));
  };
  if (manifest.kind === 'Pod' && groupOf(manifest) === '') add('', manifest);
  for (const path of POD_TEMPLATES[kindOf(manifest)] ?? []) {
    let at: any = manifest;
    for (const key of path.split('.')) at = record(at)[key];
    add(path, at);
  }
  return pods;
}

/**
 * A pod template as rules read it.
 * @internal
 */
export function embeddedPod(path: string, template: unknown): EmbeddedPod {
  const { metadata, spec } = record(template);
  const pod = record(spec);
  return {
    path,
    labels: record(record(metadata).labels),
    annotations: record(record(metadata).annotations),
    spec: {
      ...pod,
      volumes: records(pod.volumes),
      tolerations: records(pod.tolerations),
      imagePullSecrets: records(pod.imagePullSecrets),
    } as unknown as PodSpec,
  };
}

/**
 * All containers of a pod with their JSON path, init containers first.
 * @internal
 */
export function containersOf(pod: EmbeddedPod): Array<{ path: string; container: Container }> {
  const known = CONTAINERS.get(pod);
  if (known) return known;
  const prefix = pod.specPath ?? (pod.path === '' ? 'spec' : `${pod.path}.spec`);
  const kinds = ['initContainers', 'containers', 'ephemeralContainers'];
  const containers = kinds.flatMap(kind => records((pod.spec as any)[kind]).map((container, i) => ({
    path: (kind === 'containers' ? pod.containerPaths?.[i] : undefined) ?? `${prefix}.${kind}[${i}]`,
    container: {
      ...container,
      env: records(container.env),
      envFrom: records(container.envFrom),
      volumeMounts: records(container.volumeMounts),
      resources: record(container.resources),
    } as unknown as Container,
  })));
  CONTAINERS.set(pod, containers);
  return containers;
}
