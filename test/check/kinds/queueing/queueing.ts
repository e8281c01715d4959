import type { Manifest, Surroundings } from '../../../../lib/check';
import { DEFAULT_CLUSTER } from '../../../../lib/check/cluster';
import { QUEUEING_CODES } from '../../../../lib/check/codes/queueing';
import { foundIn } from '../../manifests';

const OURS = new Set(Object.keys(QUEUEING_CODES));

/** What the rules of queueing say of objects of one input, and every error of other rules. */
export function found(input: Manifest | readonly Manifest[], kueue: object = {}): string[] {
  const manifests = Array.isArray(input) ? input : [input as Manifest];
  const around: Surroundings = { outside: [], partial: true, cluster: { ...DEFAULT_CLUSTER, kueue: { ...DEFAULT_CLUSTER.kueue, ...kueue } } };
  return foundIn(manifests, around).filter(line => line.startsWith('error ') || OURS.has(line.split(' ')[1]));
}

/** Reads the rows of a table, each a name, an input and its lines. */
export type Row = [what: string, input: Manifest | readonly Manifest[], lines: string[]];

/** A pod template around one container. */
export const pod = (annotations?: object, spec: object = {}) =>
  ({ ...annotations && { metadata: { annotations } }, spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'main:1' }], ...spec } });

/** A key of Kueue. */
export const key = (name: string) => `kueue.x-k8s.io/${name}`;

/** A manifest in the namespace of a team. */
export const object = (apiVersion: string, kind: string, spec: object, metadata: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'one', namespace: 'team', ...metadata }, spec });

/** A manifest without a namespace. */
export const cluster = (apiVersion: string, kind: string, spec: object, metadata: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'one', ...metadata }, spec });
