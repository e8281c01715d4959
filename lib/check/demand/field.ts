import type { Manifest } from '../manifest';
import { kindOf } from '../manifest';

/** Where pods of a template are told of: the pod, or the resources of one of its containers; those of a TrainJob stand in its runtime. */
export function specOf(manifest: Manifest, { path }: { readonly path: string }, kind?: string, index?: number): string {
  if (kindOf(manifest) === 'trainer.kubeflow.org/TrainJob') return 'spec.trainer.resourcesPerNode';
  const spec = path === '' ? 'spec' : `${path}.spec`;
  return kind === undefined ? spec : `${spec}.${kind}[${index}].resources`;
}

/** An object as messages call it: `ResourceQuota 'gpus'`. */
export const called = ({ kind, metadata: { name } }: Manifest): string => (name === undefined ? `a ${kind} without a name` : `${kind} '${name}'`);
