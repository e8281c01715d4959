import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

/** A BentoDeployment of the Bento `iris`. */
export const deployment = (spec: object = {}, name = 'iris-api') =>
  ({ apiVersion: 'serving.yatai.ai/v2alpha1', kind: 'BentoDeployment', metadata: { name, namespace: 'team' }, spec: { bento: 'iris', ...spec } }) as Manifest;

/** The Bento `iris`, or a request to build it. */
export const bento = (spec: object = {}, kind: 'Bento' | 'BentoRequest' = 'Bento') => ({
  apiVersion: 'resources.yatai.ai/v1alpha1',
  kind,
  metadata: { name: 'iris', namespace: 'team' },
  spec: { ...(kind === 'Bento' ? { tag: 'iris:1', image: 'team/iris:1' } : { bentoTag: 'iris:1' }), ...spec },
}) as Manifest;

/** What the rules for Yatai and its types say, but not what policies would. */
export function bentoSays(...manifests: Manifest[]): string[] {
  return foundIn(manifests, { outside: [], partial: true }).filter(line => / (BENTO|SCHEMA)_/.test(line));
}
