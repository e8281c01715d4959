import type { Manifest } from '../../../lib/check';
import { foundIn, object } from '../manifests';

/** What is told of a reference: the level, the path and the name. */
export const missing = (manifests: Manifest[], partial = false) => foundIn(manifests, { outside: [], partial })
  .filter(line => line.includes('REFERENCE_MISSING')).map(line => line.replace('REFERENCE_MISSING ', '').replace(/; no \w+ of this name here.*/, ''));

/** An object without a namespace. */
export const cluster = (apiVersion: string, kind: string, name: string, spec: object = {}): Manifest => ({ apiVersion, kind, metadata: { name }, spec });
/** An object with a spec. */
export const named = (apiVersion: string, kind: string, name: string, spec: object = {}) => object(apiVersion, kind, name, { spec });
/** The same with labels. */
export const labelled = (manifest: Manifest, labels: Record<string, string>): Manifest => ({ ...manifest, metadata: { ...manifest.metadata, labels } });
