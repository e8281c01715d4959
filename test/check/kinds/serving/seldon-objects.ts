import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

/** A SeldonDeployment of some predictors. */
export function deployment(predictors: unknown, spec: object = {}, metadata: object = {}): Manifest {
  return { apiVersion: 'machinelearning.seldon.io/v1', kind: 'SeldonDeployment', metadata: { name: 'iris', namespace: 'team', ...metadata }, spec: { predictors, ...spec } } as Manifest;
}

/** A predictor around a graph. */
export const predictor = (graph: object, rest: object = {}) => ({ name: 'default', graph, ...rest });

/** A node on a server of Seldon. */
export const server = (rest: object = {}, name = 'm') => ({ name, implementation: 'SKLEARN_SERVER', modelUri: 'gs://m/m', ...rest });

/** A SeldonDeployment of one graph. */
export const graph = (node: object, rest: object = {}, spec: object = {}) => deployment([predictor(node, rest)], spec);

/** Component specs with containers of some names. */
export const containers = (...names: string[]) => ({ componentSpecs: [{ spec: { containers: names.map(name => ({ name, image: `team/${name}:1` })) } }] });

/** An object of Seldon Core 2. */
export const core2 = (kind: string, spec: object, name = 'own') => ({ apiVersion: 'mlops.seldon.io/v1alpha1', kind, metadata: { name, namespace: 'team' }, spec }) as Manifest;

/** What Seldon's rules and types say, but not what policies would. */
export function seldonSays(...manifests: Manifest[]): string[] {
  return foundIn(manifests, { outside: [], partial: true }).filter(line => / (SELDON|SCHEMA)_/.test(line));
}
