import type { Manifest, Surroundings } from '../../../../lib/check';
import { TRAINING_CODES } from '../../../../lib/check/codes/training';
import { foundIn } from '../../manifests';

const OURS = new Set(Object.keys(TRAINING_CODES));

/** What the rules of training say of objects of one input, and every error of other rules. */
export function found(input: Manifest | readonly Manifest[], around: Partial<Surroundings> = {}): string[] {
  const manifests = Array.isArray(input) ? input : [input as Manifest];
  return foundIn(manifests, { outside: [], ...around }).filter(line => line.startsWith('error ') || OURS.has(line.split(' ')[1]));
}

/** A container with an image. */
export const container = (name: string, rest: object = {}) => ({ name, image: 'registry.example.com/train:1', ...rest });

/** A replica around one container of a name. */
export function replica(name: string, spec: object = {}, rest: object = {}, pod: object = {}) {
  return { ...spec, template: { spec: { containers: [container(name, rest)], ...pod } } };
}

/** A job of kubeflow.org, with its replicas under a key. */
export function job(kind: string, replicas: object, spec: object = {}, metadata: object = {}, apiVersion = 'kubeflow.org/v1'): Manifest {
  return { apiVersion, kind, metadata: { name: 'job', namespace: 'team', ...metadata }, spec: { [KEYS[kind]]: replicas, ...spec } } as Manifest;
}

const KEYS: Record<string, string> = {
  TFJob: 'tfReplicaSpecs',
  PyTorchJob: 'pytorchReplicaSpecs',
  XGBoostJob: 'xgbReplicaSpecs',
  PaddleJob: 'paddleReplicaSpecs',
  JAXJob: 'jaxReplicaSpecs',
  MXJob: 'mxReplicaSpecs',
  MPIJob: 'mpiReplicaSpecs',
};

/** Reads the rows of a table, each a name, an input and its lines. */
export type Row = [what: string, input: Manifest | readonly Manifest[], lines: string[]];
