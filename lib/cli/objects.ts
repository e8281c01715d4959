import type { Manifest } from '../check';
import type { Document } from './yaml/document';
import type { Step } from './yaml/positions';

/** An object of an input, and where in its document it stands. */
export interface Located {
  readonly file: string;
  readonly document: Document;
  /** The steps to it: empty, or those to an item of a list. */
  readonly steps: readonly Step[];
  readonly manifest: Manifest;
}

/** What stands where an object is expected. */
export interface Stray {
  readonly steps: readonly Step[];
  readonly message: string;
}

/** The objects of a document. A list of objects stands for its items, as for kubectl; lists may stand in lists. */
export function objectsOf(file: string, document: Document): { objects: Located[]; strays: Stray[] } {
  const objects: Located[] = [];
  const strays: Stray[] = [];
  const add = (manifest: unknown, steps: readonly Step[]) => {
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
      strays.push({ steps, message: `${manifest === null ? 'nothing' : 'no map'} where a map of fields is expected` });
    } else if (isList(manifest)) {
      manifest.items.forEach((item, i) => add(itemOf(manifest, item), [...steps, 'items', i]));
    } else if ((manifest as List).kind === 'List') {
      strays.push({ steps, message: 'a List is apiVersion: v1 and items, a list of objects' });
    } else {
      objects.push({ file, document, steps, manifest: manifest as Manifest });
    }
  };
  add(document.value, []);
  return { objects, strays };
}

interface List { readonly kind?: unknown; readonly apiVersion?: unknown; readonly items: unknown[] }

function isList(manifest: object): manifest is List {
  const { kind, apiVersion, items } = manifest as List;
  return Array.isArray(items) && typeof kind === 'string' && kind.endsWith('List') && (kind !== 'List' || apiVersion === 'v1');
}

/** An item of a `ConfigMapList` may leave out what it is: that follows from the list. */
function itemOf({ kind, apiVersion }: List, item: unknown): unknown {
  if (kind === 'List' || typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const manifest = item as Record<string, unknown>;
  return manifest.kind || manifest.apiVersion ? item : { ...manifest, apiVersion, kind: String(kind).slice(0, -'List'.length) };
}
