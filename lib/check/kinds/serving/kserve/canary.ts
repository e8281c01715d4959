import type { Component } from './components';
import { canariesOf, storageUriOf } from './components';
import { refuseExtensions } from './extensions';
import { refuseFramework } from './framework';
import { refuseImplementations, refuseProtocol } from './implementation';
import { DEPLOYMENT_MODE } from './mode';
import { warnModelUri } from './model-uri';
import type { ServiceRule } from './service';
import { annotation, annotationPath, number, text } from './values';
import { isMap } from '../../../manifest';
import type { Report } from '../../../report';

/** `spec.canary`: further predictors beside the stable one, at fixed sizes. */
export const canary: ServiceRule = ({ manifest, spec, mode, predictor, scene }, report) => {
  const canaries = canariesOf(spec);
  if (canaries.length === 0) return;
  if (mode.seen !== 'Standard') {
    report.refuse('KSERVE_CANARY', annotationPath(DEPLOYMENT_MODE), annotation(manifest, DEPLOYMENT_MODE), 'Standard: only there is spec.canary served; in Knative mode use predictor.canaryTrafficPercent');
  }
  if (predictor && predictor.implementations.length === 1 && predictor.implementations[0].kind === 'containers' && !storageUriOf(predictor)) {
    report.refuse('KSERVE_CANARY', predictor.path, undefined, 'give the stable predictor a model, or its container the variable STORAGE_URI: a canary is another version of a model');
  }
  const names = new Set<string>();
  const stable = text(predictor?.map.name) ?? '';
  const least = number(predictor?.map.minReplicas) ?? 1;
  let traffic = 0;
  for (const { path, map, predictor: one } of canaries) {
    traffic += number(map.trafficPercent) ?? 0;
    if (!one) continue;
    const name = text(one.map.name) ?? '';
    if (name === '') report.refuse('KSERVE_CANARY_NAME', `${path}.predictor.name`, undefined, 'name each canary: its Deployment is named <service>-<name>-predictor');
    else if (names.has(name)) report.refuse('KSERVE_CANARY_NAME', `${path}.predictor.name`, name, 'another name: an earlier canary has this one');
    else if (name === stable) report.refuse('KSERVE_CANARY_NAME', `${path}.predictor.name`, name, 'another name: the stable predictor has this one');
    names.add(name);
    refuseImplementations(one, report);
    const [implementation] = one.implementations;
    if (implementation?.kind === 'framework') refuseFramework(implementation, report);
    refuseProtocol(one, one.implementations, report);
    refuseExtensions(one, report);
    refuseScaling(one, least, report);
    const uri = storageUriOf(one);
    if (uri) warnModelUri(uri.uri, uri.path, scene, report);
  }
  if (traffic > 100) report.refuse('KSERVE_CANARY_TRAFFIC', 'spec.canary', traffic, 'a sum of trafficPercent of at most 100: the stable predictor gets the rest');
  else if (mode.runs === 'Standard') {
    report.warn('KSERVE_CANARY_TRAFFIC', 'spec.canary', undefined, 'KServe 0.20 starts the pods of a canary and sends no traffic to them: split it with an InferenceGraph, or an HTTPRoute over two InferenceServices');
  }
};

function refuseScaling({ path, map }: Component, least: number, report: Report): void {
  if (isMap(map.workerSpec)) report.refuse('KSERVE_CANARY', `${path}.workerSpec`, undefined, 'remove it: a canary runs on one node');
  for (const field of ['maxReplicas', 'scaleTarget', 'scaleMetric', 'autoScaling']) {
    const value = map[field];
    if (value === undefined || value === null || (field === 'maxReplicas' && !(value > 0))) continue;
    report.refuse('KSERVE_CANARY', `${path}.${field}`, typeof value === 'object' ? undefined : value, 'remove it: a canary has a fixed number of replicas, minReplicas');
  }
  const min = number(map.minReplicas);
  if (min !== undefined && min > least) {
    report.refuse('KSERVE_CANARY', `${path}.minReplicas`, min, `at most minReplicas of the stable predictor, which is ${least}`);
  }
}
