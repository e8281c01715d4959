import type { Json, Obj } from './corpus';
import { kindOf } from './corpus';

// A checker lets the objects of its input see each other. Cases that are judged
// together therefore get namespaces of their own; those that would meet all the
// same, in what has no namespace, are judged alone.

const CLUSTER_SCOPED = /^(Cluster.*|ResourceFlavor|Cohort)$/;
/** Cluster-scoped kinds that other objects are compared with. */
const MEETING = new Set(['ClusterServingRuntime', 'ClusterTrainingRuntime', 'ClusterWorkflowTemplate', 'LocalModelCache', 'LocalModelNodeGroup']);

export function standsAlone(objects: readonly Obj[]): boolean {
  return objects.some(({ kind, metadata }) => MEETING.has(String(kind)) ||
    kind === 'ConfigMap' && (metadata as Obj | null)?.name === 'inferenceservice-config');
}

export interface Batch {
  /** A YAML stream of single objects; JSON is YAML. */
  readonly text: string;
  /** For each object that the checker answers to, in the order of the answers: the case it belongs to. */
  readonly owners: readonly number[];
  /** A message with the namespaces of its case as they were. */
  original(message: string): string;
}

/** The cases as one input of a checker that knows these kinds. */
export function batchOf(cases: readonly (readonly Obj[])[], kinds: ReadonlySet<string>): Batch {
  const documents: string[] = [];
  const owners: number[] = [];
  const names = new Map<string, string>();
  cases.forEach((objects, owner) => {
    const own = new Map<string, string>();
    for (const { metadata } of objects) {
      const namespace = namespaceOf(metadata);
      if (namespace === undefined || own.has(namespace)) continue;
      // As long as the original: some names are limited together with their namespace.
      const alias = `c${names.size.toString(36).padStart(Math.max(namespace.length - 1, 3), '0')}`;
      own.set(namespace, alias);
      names.set(alias, namespace);
    }
    for (const object of objects) {
      documents.push(JSON.stringify(moved(object, own)));
      if (kinds.has(kindOf(object))) owners.push(owner);
    }
  });
  return {
    text: documents.join('\n---\n'),
    owners,
    original: message => message.replace(/\bc[0-9a-z]{3,}\b/g, word => names.get(word) ?? word),
  };
}

/** The namespace of an object, as the API server fills it in; undefined where it is none. */
function namespaceOf(metadata: Json | undefined): string | undefined {
  const given = (metadata as Obj | null | undefined)?.namespace;
  return given === undefined || given === null || given === '' ? 'default' : typeof given === 'string' ? given : undefined;
}

function moved(object: Obj, own: ReadonlyMap<string, string>): Obj {
  const copy = renamed(object, own) as Obj;
  const { metadata, kind } = copy;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata) || CLUSTER_SCOPED.test(String(kind))) return copy;
  const namespace = namespaceOf(object.metadata);
  return namespace === undefined ? copy : { ...copy, metadata: { ...metadata, namespace: own.get(namespace)! } };
}

/**
 * The value with every `namespace: name` that means one of these namespaces
 * under its new name, and without the nulls that the API server drops before
 * a webhook sees them.
 */
function renamed(value: Json, own: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map(item => renamed(item, own));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null).map(([key, item]) =>
    [key, key === 'namespace' && typeof item === 'string' ? own.get(item) ?? item : renamed(item, own)]));
}
