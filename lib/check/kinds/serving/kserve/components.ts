import { maps, text } from './values';
import { isMap, list, record } from '../../../manifest';

/** The container that serves, and the one beside it that transforms. */
export const SERVING_CONTAINER = 'kserve-container';
export const TRANSFORMER_CONTAINER = 'transformer-container';

/** Fields of a predictor from before `model`, in the order in which the defaulting webhook turns one of them into it. */
export const FRAMEWORKS: readonly string[] = [
  'sklearn', 'tensorflow', 'xgboost', 'pytorch', 'triton', 'onnx', 'huggingface', 'pmml', 'lightgbm', 'paddle',
];

/** A container with its JSON path and the name it has after defaulting. */
export interface Named {
  readonly path: string;
  readonly name: string | undefined;
  readonly map: Record<string, any>;
}

/** What a component runs: a model on a runtime, or containers of its own. */
export interface Implementation {
  readonly path: string;
  readonly kind: 'model' | 'framework' | 'art' | 'containers';
  /** The field of a framework or explainer. */
  readonly field: string;
  readonly map: Record<string, any>;
}

/** A part of an InferenceService. */
export interface Component {
  readonly role: 'predictor' | 'transformer' | 'explainer' | 'canary';
  /** JSON path: `spec.predictor`. */
  readonly path: string;
  readonly map: Record<string, any>;
  readonly containers: readonly Named[];
  /** Everything that counts as one; exactly one may be there. */
  readonly implementations: readonly Implementation[];
  /** The `model` that a field such as `sklearn` beside it replaces. */
  readonly replaced?: string;
}

function named(map: Record<string, any>, path: string): Named[] {
  return maps(map.containers, `${path}.containers`).map(c => ({ path: c.path, map: c.map, name: text(c.map.name) }));
}

const container = ({ path, map }: Named): Implementation => ({ path, map, kind: 'containers', field: 'containers' });

/** The predictor as it is after defaulting; a canary is left as it is written. */
function predictor(role: 'predictor' | 'canary', map: Record<string, any>, path: string, converts: boolean): Component {
  let written = named(map, path);
  const frameworks = FRAMEWORKS.filter(name => isMap(map[name]));
  const models: Implementation[] = [];
  const first = converts ? frameworks[0] : undefined;
  if (first !== undefined) models.push({ path: `${path}.${first}`, map: map[first], kind: 'model', field: first });
  else if (isMap(map.model)) models.push({ path: `${path}.model`, map: map.model, kind: 'model', field: 'model' });
  for (const name of frameworks) {
    if (name !== first) models.push({ path: `${path}.${name}`, map: map[name], kind: 'framework', field: name });
  }
  const serving = () => written.filter(c => c.name === SERVING_CONTAINER).map(container);
  const firstOf = (found: Implementation[]) => (found.length === 0 && written.length > 0 ? [container(written[0])] : found);
  let implementations = firstOf([...models, ...serving()]);
  // A custom predictor of one container, or with a first one without a name, gets the name.
  if (converts && implementations.length === 1 && implementations[0].kind === 'containers' && (written.length === 1 || (written[0].name ?? '') === '')) {
    written = written.map((c, i) => (i === 0 ? { ...c, name: SERVING_CONTAINER } : c));
    implementations = serving();
  }
  return {
    role, path, map, containers: written, implementations,
    ...first !== undefined && isMap(map.model) && { replaced: `${path}.model` },
  };
}

function custom(role: 'transformer' | 'explainer', map: Record<string, any>, path: string): Component {
  const containers = named(map, path);
  const implementations: Implementation[] = [];
  if (role === 'explainer' && isMap(map.art)) implementations.push({ path: `${path}.art`, map: map.art, kind: 'art', field: 'art' });
  if (containers.length > 0) implementations.push(container(containers[0]));
  return { role, path, map, containers, implementations };
}

/** The components of an InferenceService that are there, the predictor first. */
export function componentsOf(spec: Record<string, any>, writtenMode: string | undefined): Component[] {
  const found: Component[] = [];
  if (isMap(spec.predictor)) found.push(predictor('predictor', spec.predictor, 'spec.predictor', writtenMode !== 'ModelMesh'));
  for (const role of ['transformer', 'explainer'] as const) {
    if (isMap(spec[role])) found.push(custom(role, spec[role], `spec.${role}`));
  }
  return found;
}

/** The predictors of `spec.canary`, each with the path of its item. */
export function canariesOf(spec: Record<string, any>): Array<{ path: string; map: Record<string, any>; predictor?: Component }> {
  return maps(spec.canary, 'spec.canary').map(({ path, map }) => ({
    path, map, ...isMap(map.predictor) && { predictor: predictor('canary', map.predictor, `${path}.predictor`, false) },
  }));
}

/** A variable of a container, the first one of that name. */
export function variable(of: Record<string, any>, name: string): { path: string; map: Record<string, any> } | undefined {
  const i = list(of.env).findIndex(item => isMap(item) && item.name === name);
  return i < 0 ? undefined : { path: `env[${i}]`, map: record(list(of.env)[i]) };
}

/** Where the storage URI of a component stands, as its implementation tells it to KServe. */
export function storageUriOf(component: Component): { path: string; uri: string } | undefined {
  const [implementation] = component.implementations;
  if (!implementation) return undefined;
  if (implementation.kind !== 'containers') {
    const uri = text(implementation.map.storageUri);
    return uri === undefined || (implementation.kind === 'art' && uri === '') ? undefined : { path: `${implementation.path}.storageUri`, uri };
  }
  const host = component.role === 'predictor' || component.role === 'canary'
    ? component.containers.find(c => c.name === SERVING_CONTAINER) : component.containers[0];
  const found = host && variable(host.map, 'STORAGE_URI');
  return host && found && { path: `${host.path}.${found.path}.value`, uri: text(found.map.value) ?? '' };
}
