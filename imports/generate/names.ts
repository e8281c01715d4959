import { compare } from './kinds';
import type { PackKind } from './pack';
import type { Shape, Type } from './shapes';

/** A kind-version of a group file, and the name it goes by there. */
export interface Root {
  readonly name: string;
  readonly kind: PackKind;
  /** Its own properties, `spec` and such, by name. */
  readonly properties: ReadonlyMap<string, Type>;
}

export interface NamedShape {
  readonly name: string;
  readonly root: Root;
  readonly shape: Shape;
}

/** The kinds of one group with their names: the storage version has the plain one, the others say which they are. */
export function nameKinds(kinds: PackKind[]): Array<{ name: string; kind: PackKind }> {
  const plain = new Map<string, PackKind>();
  for (const kind of [...kinds].sort(byImportance)) if (!plain.has(kind.kind)) plain.set(kind.kind, kind);
  return kinds
    .map(kind => ({ kind, name: kind === plain.get(kind.kind) ? kind.kind : kind.kind + pascal(kind.version) }))
    .sort((a, b) => ownerOrder(a.kind, b.kind, plain) || compare(a.name, b.name));
}

function byImportance(a: PackKind, b: PackKind): number {
  return Number(b.storage) - Number(a.storage) || stability(b.version) - stability(a.version);
}

/** What two kinds share is named after the first: Workflow before ClusterWorkflowTemplate, the plain name before the suffixed. */
function ownerOrder(a: PackKind, b: PackKind, plain: Map<string, PackKind>): number {
  const rank = (kind: PackKind) => plain.get(kind.kind) === kind ? 0 : 1;
  return rank(a) - rank(b) || a.kind.length - b.kind.length;
}

/** v2 > v1 > v1beta2 > v1beta1 > v1alpha1, as the API server orders versions. */
function stability(version: string): number {
  const [, major, level, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  return (level === 'alpha' ? 0 : level === 'beta' ? 1e6 : 2e6) + Number(major ?? 0) * 1e3 + Number(minor ?? 0);
}

/** What a generated file must not redefine, because it uses it. */
const GLOBALS = ['Array', 'Omit', 'Record'];

/** Last steps of a path that say nothing alone. */
const VAGUE = new Set(['Spec', 'Template', 'Item', 'Value', 'Config', 'Data']);

/**
 * Names what is not written in place. What one kind holds is named after it
 * and the end of the path (`InferenceServicePredictor`); what kinds share has
 * no kind in its name (`ReplicaSpec`); what extends a type of
 * `kubernetes-types` by a field or two has the name of that (`Container`).
 */
export function nameShapes(roots: Root[], inPlace: (shape: Shape) => boolean): NamedShape[] {
  const found = findShapes(roots).filter(({ shape, path }) => !inPlace(shape) || isOwn(path));
  const used = new Set([...GLOBALS, ...roots.map(({ name }) => name)]);
  const names = new Map<Shape, string>();
  // What more kinds share has the first choice, then what is nearer to the root.
  const order = (f: Found) => isOwn(f.path) ? 0 : isShared(f) ? 1 / f.kinds.size : 2;
  for (const f of [...found].sort((a, b) => order(a) - order(b))) {
    const choices = candidates(f);
    let name = choices.find(choice => !used.has(choice) && (isOwn(f.path) || !isReserved(choice, roots)));
    for (let n = 2; !name; n++) name = [`${choices[choices.length - 1]}${n}`].find(choice => !used.has(choice));
    used.add(name);
    names.set(f.shape, name);
  }
  return found.map(({ root, shape }) => ({ name: names.get(shape)!, root, shape }));
}

interface Found {
  readonly root: Root;
  readonly shape: Shape;
  /** The shortest path to it. */
  readonly path: string[];
  /** The kinds that hold it, and the names of the properties that do. */
  readonly kinds: Set<string>;
  readonly lasts: Set<string>;
}

/** Every shape, breadth first; the specs of all kinds before what is in them. */
function findShapes(roots: Root[]): Found[] {
  const found = new Map<Shape, Found>();
  const visit = (root: Root, shape: Shape, path: string[]) => {
    const known = found.get(shape) ?? { root, shape, path, kinds: new Set(), lasts: new Set() };
    found.set(shape, known);
    known.kinds.add(root.kind.kind);
    known.lasts.add(pascal(path[path.length - 1]));
  };
  for (const root of roots) {
    for (const [name, type] of root.properties) if (type.is === 'shape' && isOwn([name])) visit(root, type.shape, [name]);
  }
  for (const root of roots) {
    const seen = new Set<Shape>();
    const queue = [...root.properties].map(([name, type]) => ({ type, path: [name] }));
    for (const { type, path } of queue) {
      if (type.is === 'text') continue;
      if (type.is !== 'shape') {
        queue.push({ type: type.of, path: type.is === 'nullable' ? path : singularLast(path) });
        continue;
      }
      visit(root, type.shape, path);
      if (seen.has(type.shape)) continue;
      seen.add(type.shape);
      for (const p of type.shape.properties) queue.push({ type: p.type, path: [...path, p.name] });
    }
  }
  return [...found.values()];
}

function candidates(found: Found): string[] {
  const { root, shape, path, lasts } = found;
  const base = isSmallChange(shape) ? shape.base!.split('.')[1] : undefined;
  const common = base ?? commonEnd([...lasts]);
  const paths = path.map((_, i) => root.name + phrase(path, i + 1));
  return [
    ...isShared(found) && !isOwn(path) ? [common && !VAGUE.has(common) ? common : phrase(path, 2)] : [],
    ...base && !isOwn(path) ? [root.name + base] : [],
    ...paths,
  ];
}

/** Not if one kind is but a variant of the other, as WorkflowTemplate is of Workflow. */
function isShared({ root, shape, kinds }: Found): boolean {
  return isSmallChange(shape) ? kinds.size > 1 : [...kinds].some(kind => !kind.includes(root.kind.kind));
}

/** Extends a type by what a newer Kubernetes added to it, and no more. */
function isSmallChange({ base, flat, omit, properties }: Shape): boolean {
  return !!base && (flat || properties.length - omit.length <= 3);
}

function isOwn(path: string[]): boolean {
  return path.length === 1 && ['spec', 'status'].includes(path[0]);
}

function isReserved(name: string, roots: Root[]): boolean {
  return roots.some(root => name === `${root.name}Spec` || name === `${root.name}Status`);
}

/** TfReplicaSpec and JaxReplicaSpec: ReplicaSpec. */
function commonEnd(names: string[]): string {
  const [first, ...rest] = names.map(name => name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [name]);
  let length = first.length;
  for (const words of rest) {
    let same = 0;
    while (same < length && words[words.length - 1 - same] === first[first.length - 1 - same]) same++;
    length = same;
  }
  return first.slice(first.length - length).join('');
}

/** The last `length` steps of a path as one word. */
function phrase(path: string[], length: number): string {
  const words = path.slice(-length).map(pascal);
  return words.filter((word, i) => !words[i + 1]?.startsWith(word)).join('');
}

function singularLast(path: string[]): string[] {
  const last = path[path.length - 1];
  return [...path.slice(0, -1), singular(last)];
}

function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(ss|x|ch|sh|atus)es$/.test(word)) return word.slice(0, -2);
  return /(ss|us|is)$/.test(word) ? word : word.replace(/s$/, '');
}

function pascal(word: string): string {
  return word.split(/[^A-Za-z0-9]+/).map(part => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}
