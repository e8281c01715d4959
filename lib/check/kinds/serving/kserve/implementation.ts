import type { Component, Implementation } from './components';
import { SERVING_CONTAINER, TRANSFORMER_CONTAINER, variable } from './components';
import type { ServiceRule } from './service';
import { listed, maps, text } from './values';
import { isMap, list } from '../../../manifest';
import type { Report } from '../../../report';

const CHOICES: Record<Component['role'], string> = {
  predictor: 'model (with modelFormat and storageUri), or containers',
  canary: 'model (with modelFormat and storageUri), or containers',
  transformer: 'containers',
  explainer: 'art or containers',
};

/** A component runs exactly one thing. */
export function refuseImplementations({ role, path, implementations }: Component, report: Report): void {
  if (implementations.length === 0) {
    report.refuse('KSERVE_IMPLEMENTATION', path, undefined, `add ${CHOICES[role]}: it has to run something`);
  } else if (implementations.length > 1) {
    const names = implementations.map(one => one.path);
    const sidecar = implementations.some(one => one.kind === 'containers') && implementations.some(one => one.kind !== 'containers')
      ? role === 'explainer' ? '' : `; a container named ${SERVING_CONTAINER} is a predictor of its own: a transformer beside a model is named ${TRANSFORMER_CONTAINER}` : '';
    report.refuse('KSERVE_IMPLEMENTATION', names[names.length - 1], undefined, `keep one of ${listed(names)}${sidecar}`);
  }
}

/** `PROTOCOL` of the first container of a custom predictor. */
export function refuseProtocol(component: Component, [implementation]: readonly Implementation[], report: Report): void {
  if (implementation?.kind !== 'containers') return;
  const [first] = component.containers;
  const protocol = first && variable(first.map, 'PROTOCOL');
  if (first && protocol && protocol.map.value !== 'v1' && protocol.map.value !== 'v2') {
    report.refuse('KSERVE_PROTOCOL_INVALID', `${first.path}.${protocol.path}.value`, protocol.map.value, 'v1 or v2: a custom predictor speaks one of the two');
  }
}

/** PYTHONPATH in a list of containers. */
export function refusePythonPath(containers: unknown, path: string, report: Report): void {
  for (const found of maps(containers, path)) reservedIn(found.map, found.path, report);
}

function reservedIn(container: Record<string, any>, path: string, report: Report): void {
  maps(container.env, `${path}.env`).forEach(env => {
    if (env.map.name === 'PYTHONPATH') {
      report.refuse('KSERVE_ENV_RESERVED', `${env.path}.name`, 'PYTHONPATH', 'remove it: KServe forbids it, as it could load other code; put the code into the image');
    }
  });
}

/** PYTHONPATH anywhere but in canaries. */
const pythonPath: ServiceRule = ({ components, predictor }, report) => {
  for (const { path, map, implementations } of components) {
    refusePythonPath(map.containers, `${path}.containers`, report);
    refusePythonPath(map.initContainers, `${path}.initContainers`, report);
    for (const one of implementations) {
      if (one.kind !== 'containers') reservedIn(one.map, one.path, report);
    }
  }
  if (predictor && isMap(predictor.map.workerSpec)) {
    const path = `${predictor.path}.workerSpec`;
    refusePythonPath(predictor.map.workerSpec.containers, `${path}.containers`, report);
    refusePythonPath(predictor.map.workerSpec.initContainers, `${path}.initContainers`, report);
  }
};

/** What the parts of an InferenceService run. */
export const implementations: ServiceRule = (service, report) => {
  const { components, predictor, spec } = service;
  if (spec.predictor === undefined || spec.predictor === null) {
    report.refuse('KSERVE_IMPLEMENTATION', 'spec.predictor', undefined, `add it, with ${CHOICES.predictor}`);
  }
  pythonPath(service, report);
  for (const component of components) refuseImplementations(component, report);
  if (!predictor) return;
  refuseProtocol(predictor, predictor.implementations, report);
  for (const one of predictor.implementations) {
    if (one.kind !== 'containers' && (text(one.map.name) ?? '') !== '') {
      report.refuse('KSERVE_MODEL_NAME', `${one.path}.name`, one.map.name, `remove it: the container of a model is always named ${SERVING_CONTAINER}`);
    }
  }
  const beside = predictor.containers.find(c => c.name === TRANSFORMER_CONTAINER);
  const uri = beside && variable(beside.map, 'STORAGE_URI');
  if (beside && uri) {
    report.refuse('KSERVE_ENV_RESERVED', `${beside.path}.${uri.path}.name`, 'STORAGE_URI', 'remove it: the model is that of the predictor, mounted at /mnt/models in both containers');
  }
};

/** Accepted, and not what it looks like. */
export const surprisingImplementations: ServiceRule = ({ components, predictor }, report) => {
  if (predictor?.replaced !== undefined) {
    const { field } = predictor.implementations[0];
    report.warn('KSERVE_MODEL_REPLACED', predictor.replaced, undefined, `remove ${field} or model: the defaulting webhook replaces model by what ${field} says`);
  }
  for (const { role, path, map, implementations: [first] } of components) {
    if (first?.kind !== 'containers' || list(map.containers).length < 2 || role !== 'predictor') continue;
    const containers = components[0].containers;
    if (!containers.some(c => c.name === SERVING_CONTAINER)) {
      report.warn('KSERVE_CONTAINER_NAME', `${path}.containers[0].name`, containers[0].name, `name the serving container ${SERVING_CONTAINER}: among several containers the controller looks for that name and fails without it`);
    } else if (containers[0].name !== SERVING_CONTAINER) {
      report.warn('KSERVE_CONTAINER_NAME', `${path}.containers[0].name`, containers[0].name, `put ${SERVING_CONTAINER} first: the controller copies it over the first container, and the pod then has that name twice`);
    }
  }
};

