import type { Manifest } from '../../../manifest';
import { isMap, list, record } from '../../../manifest';

// The API server drops null before KServe's webhooks see an object: null is absent.

/** A text; undefined where it is none. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A number; undefined where it is none. */
export const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The maps of a list with their JSON paths: an index counts what is not a map, too. */
export function maps(value: unknown, path: string): Array<{ path: string; map: Record<string, any> }> {
  const found: Array<{ path: string; map: Record<string, any> }> = [];
  list(value).forEach((item, i) => {
    if (isMap(item)) found.push({ path: `${path}[${i}]`, map: item });
  });
  return found;
}

/** `metadata.annotations['serving.kserve.io/stop']` */
export const annotationPath = (key: string) => `metadata.annotations['${key}']`;

/** An annotation of an object. */
export function annotation(manifest: Manifest, key: string): string | undefined {
  const annotations = record(manifest.metadata.annotations);
  return Object.hasOwn(annotations, key) ? text(annotations[key]) : undefined;
}

/** The name of an object as webhooks see it, and the field it comes from: the API server has added five characters to generateName by then. */
export function nameOf({ metadata }: Manifest): { field: string; written: string; name: string } | undefined {
  if (metadata.name !== undefined && metadata.name !== '') return { field: 'metadata.name', written: metadata.name, name: metadata.name };
  const prefix = text(record(metadata).generateName);
  return prefix === undefined || prefix === '' ? undefined : { field: 'metadata.generateName', written: prefix, name: `${prefix}x2x2x` };
}

/** `serving.kserve.io/v1beta1` -> `v1beta1` */
export const versionOf = ({ apiVersion }: Manifest) => apiVersion.slice(apiVersion.indexOf('/') + 1);

/** `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
