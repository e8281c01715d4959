import type { Manifest, Surroundings } from '../../../../../lib/check';
import { foundIn } from '../../../manifests';

/** What is found about KServe, and every error: `error CODE field: got X; fix`. */
export function found(manifests: readonly Manifest[], around?: Surroundings): string[] {
  return foundIn(manifests, around).filter(line => line.includes(' KSERVE_') || line.startsWith('error '));
}

/** Any object of KServe in a namespace. */
export function object(apiVersion: string, kind: string, name: string, spec: object, metadata: object = {}): Manifest {
  return { apiVersion: `serving.kserve.io/${apiVersion}`, kind, metadata: { name, namespace: 'team', ...metadata }, spec };
}

export const STANDARD = { 'serving.kserve.io/deploymentMode': 'Standard' };
export const KNATIVE = { 'serving.kserve.io/deploymentMode': 'Knative' };
export const autoscaler = (name: string) => ({ 'serving.kserve.io/autoscalerClass': name });

/** A model that every cluster can serve. */
export const MODEL = { modelFormat: { name: 'sklearn' }, storageUri: 's3://models/iris' };

/** An InferenceService around a spec. */
export const service = (spec: object, annotations: object = {}, metadata: object = {}) => object('v1beta1', 'InferenceService', 'iris', spec, { annotations, ...metadata });

/** An InferenceService in Standard mode around fields of its predictor, which has a model unless they say otherwise. */
export const standard = (predictor: object, annotations: object = {}) =>
  service({ predictor: { model: MODEL, ...predictor } }, { ...STANDARD, ...annotations });

/** The same without an annotation: as shipped that is Knative mode. */
export const plain = (predictor: object, annotations: object = {}) => service({ predictor: { model: MODEL, ...predictor } }, annotations);

/** A predictor of containers. */
export const custom = (...containers: object[]) => service({ predictor: { containers } }, STANDARD);

/** The configuration of KServe. */
export const configuration = (data: Record<string, string>): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'inferenceservice-config', namespace: 'kserve' }, data });
