import { called } from './made';
import type { SeenPod } from './selected-pods';
import { selectedPods } from './selected-pods';
import type { Manifest } from '../../manifest';
import { isMap, list, record } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import { isEmptySelector, mismatch } from '../kubernetes/labels';
import { child } from '../kubernetes/values';

/** Something that a PodDefault adds, under a key that a pod has once. */
interface Part {
  /** What has the key: `variable`. */
  readonly what: string;
  readonly key: string;
  readonly field: string;
  /** Its content, the same text for the same content. */
  readonly content: string;
}
/** What a pod has already, and from whom. */
type Held = Map<string, { readonly content: string; readonly holder: string }>;

const idOf = ({ what, key }: Pick<Part, 'what' | 'key'>) => `${what}|${key}`;

/** The same text for the same content, in whatever order, and with or without what is null. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (_, item) => (isMap(item) ? Object.fromEntries(Object.entries(item).filter(([, one]) => one !== null).sort(([a], [b]) => (a < b ? -1 : 1))) : item)) ?? '';
}

interface Parts { readonly pod: readonly Part[]; readonly container: readonly Part[] }
const PARTS = new WeakMap<Manifest, Parts>();

/** What a PodDefault adds to the pod, and to each of its containers. */
function partsOf(manifest: Manifest): Parts {
  const known = PARTS.get(manifest);
  if (known) return known;
  const { spec } = manifest;
  const parts = {
    pod: [
      ...listed('volume', spec.volumes, 'name', 'spec.volumes'),
      ...listed('toleration', spec.tolerations, 'key', 'spec.tolerations'),
      ...listed('init container', spec.initContainers, 'name', 'spec.initContainers'),
      ...listed('container', spec.sidecars, 'name', 'spec.sidecars'),
      ...mapped('label', spec.labels, 'spec.labels'),
      ...mapped('annotation', spec.annotations, 'spec.annotations'),
    ],
    container: containerParts(spec, 'spec'),
  };
  PARTS.set(manifest, parts);
  return parts;
}

function containerParts(container: Record<string, any>, at: string): Part[] {
  return [
    ...listed('variable', container.env, 'name', `${at}.env`),
    ...listed('mount of volume', container.volumeMounts, 'name', `${at}.volumeMounts`),
    ...listed('mount at', container.volumeMounts, 'mountPath', `${at}.volumeMounts`),
  ];
}

function listed(what: string, value: unknown, key: string, at: string): Part[] {
  return list(value).flatMap((item, i) => (isMap(item) && typeof (item[key] ?? '') === 'string' ? [{ what, key: item[key] ?? '', field: `${at}[${i}].${key}`, content: contentOf(item) }] : []));
}

function mapped(what: string, value: unknown, at: string): Part[] {
  return Object.entries(record(value)).map(([key, content]) => ({ what, key, field: child(at, key), content: contentOf(content) }));
}

/** The webhook refuses a pod that has something of the same name already, from itself or another PodDefault. */
export function judgeConflicts(manifest: Manifest, report: Report, objects: Objects): void {
  const told = new Set<string>();
  const tell = (part: Part, holder: string, level: 'warn' | 'note', fix: string) => {
    if (told.has(part.field)) return;
    told.add(part.field);
    report[level]('POD_DEFAULT_CONFLICT', part.field, part.key, `${holder} has a ${part.what} '${part.key}' of other content: ${fix}`);
  };
  const parts = partsOf(manifest);
  for (const own of [parts.pod, parts.container]) {
    for (const [part] of clashes(own, new Map(), '')) tell(part, 'this PodDefault', 'warn', 'the webhook refuses every pod that is selected; keep one');
  }
  for (const { part, holder, owner } of conflictsOf(objects).get(manifest) ?? []) {
    tell(part, holder, 'warn', `the webhook refuses ${holder === owner ? 'its pod' : `the pod of ${owner}`}; rename one of the two`);
  }
  for (const other of defaultsIn(objects, manifest.metadata.namespace)) {
    if ((other.metadata.name ?? '') >= (manifest.metadata.name ?? '')) break;
    const meets = meeting(manifest.spec.selector, other.spec.selector);
    if (!meets) continue;
    const theirs = contentsOf(other);
    for (const part of [...parts.pod, ...parts.container]) {
      const content = theirs.get(idOf(part));
      if (content === undefined || content === part.content) continue;
      tell(part, called(other), meets === 'always' ? 'warn' : 'note', 'the webhook refuses a pod that both select; rename one of the two');
    }
  }
}

/** So many of a namespace are compared with each other. */
const MOST = 100;
const DEFAULTS = new WeakMap<Objects, ReadonlyMap<string, readonly Manifest[]>>();

/** The PodDefaults of a namespace in the order in which they are added. */
function defaultsIn(objects: Objects, namespace: string | undefined): readonly Manifest[] {
  let found = DEFAULTS.get(objects) as Map<string, Manifest[]> | undefined;
  if (!found) {
    DEFAULTS.set(objects, found = new Map());
    const nameOf = ({ metadata }: Manifest) => metadata.name ?? '';
    for (const manifest of [...objects.all('kubeflow.org/PodDefault')].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) {
      const key = manifest.metadata.namespace ?? '';
      const known = found.get(key) ?? [];
      if (known.length === 0) found.set(key, known);
      if (known.length < MOST) known.push(manifest);
    }
  }
  return found.get(namespace ?? '') ?? [];
}

interface Conflict { readonly part: Part; readonly holder: string; readonly owner: string }
const CONFLICTS = new WeakMap<Objects, ReadonlyMap<Manifest, readonly Conflict[]>>();

/** What cannot be added to the pods of an input, by the PodDefault that adds it. */
function conflictsOf(objects: Objects): ReadonlyMap<Manifest, readonly Conflict[]> {
  let found = CONFLICTS.get(objects) as Map<Manifest, Conflict[]> | undefined;
  if (found) return found;
  CONFLICTS.set(objects, found = new Map());
  for (const namespace of new Set(objects.all('kubeflow.org/PodDefault').map(({ metadata }) => metadata.namespace))) {
    const defaults = defaultsIn(objects, namespace).filter(({ spec }) => isMap(spec.selector));
    for (const pod of selectedPods(objects).fitting(namespace, {}).slice(0, 10 * MOST)) {
      const applied = defaults.filter(({ spec }) => mismatch(spec.selector, pod.labels) === undefined);
      if (applied.length > 0) addTo(pod, applied, found);
    }
  }
  return found;
}

/** Adds PodDefaults to a pod, one after the other. */
function addTo({ spec, owner, labels, annotations }: SeenPod, applied: readonly Manifest[], found: Map<Manifest, Conflict[]>): void {
  const own = [
    ...listed('volume', spec.volumes, 'name', ''), ...listed('toleration', spec.tolerations, 'key', ''), ...listed('init container', spec.initContainers, 'name', ''),
    ...listed('container', spec.containers, 'name', ''), ...mapped('label', labels, ''), ...mapped('annotation', annotations, ''),
  ];
  const add = (held: Held, of: 'pod' | 'container') => {
    for (const manifest of applied) {
      const holder = called(manifest);
      for (const [part, other] of clashes(partsOf(manifest)[of], held, holder)) {
        if (other === holder) continue;
        const known = found.get(manifest) ?? [];
        if (known.length === 0) found.set(manifest, known);
        if (known.length < MOST) known.push({ part, holder: other, owner });
      }
    }
  };
  add(heldBy(own, owner), 'pod');
  for (const container of list(spec.containers)) add(heldBy(containerParts(record(container), ''), owner), 'container');
}

const heldBy = (own: readonly Part[], owner: string): Held => new Map(own.map(part => [idOf(part), { content: part.content, holder: owner }]));

const CONTENTS = new WeakMap<Manifest, ReadonlyMap<string, string>>();

/** What a PodDefault adds under each key; whatever comes first. */
function contentsOf(manifest: Manifest): ReadonlyMap<string, string> {
  let contents = CONTENTS.get(manifest);
  if (!contents) {
    const { pod, container } = partsOf(manifest);
    CONTENTS.set(manifest, contents = new Map([...pod, ...container].reverse().map(part => [idOf(part), part.content])));
  }
  return contents;
}

function clashes(parts: readonly Part[], held: Held, holder: string): Array<readonly [Part, string]> {
  const found: Array<readonly [Part, string]> = [];
  for (const part of parts) {
    const there = held.get(idOf(part));
    if (!there) held.set(idOf(part), { content: part.content, holder });
    else if (there.content !== part.content) found.push([part, there.holder]);
  }
  return found;
}

/** Whether two selectors select the same pods, or may select one together. */
function meeting(a: unknown, b: unknown): 'always' | 'maybe' | undefined {
  if (!isMap(a) || !isMap(b)) return undefined;
  if (isEmptySelector(a) || isEmptySelector(b) || contentOf(a) === contentOf(b)) return 'always';
  const [left, right] = [record(a.matchLabels), record(b.matchLabels)];
  return Object.entries(left).some(([key, value]) => key in right && right[key] !== value) ? undefined : 'maybe';
}
