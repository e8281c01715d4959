import type { Component } from './components';
import { AUTOSCALER_CLASS, usesGatewayApi } from './mode';
import { CLASSES, KNATIVE_CLASS, KNATIVE_HPA } from './scaling';
import type { Service, ServiceRule } from './service';
import { annotation, maps, number, text } from './values';
import { isMap, record } from '../../../manifest';
import type { Report } from '../../../report';

/** Fields that KServe accepts and does nothing with, in the mode at hand. */
export const ignoredFields: ServiceRule = (service, report) => {
  const { manifest, mode, components } = service;
  for (const component of components) {
    if (mode.runs === 'Standard') {
      // Annotations of a component win over those of the service.
      const autoscaler = text(record(component.map.annotations)[AUTOSCALER_CLASS]) ?? annotation(manifest, AUTOSCALER_CLASS);
      inStandard(component, service, report);
      if (autoscaler === 'keda') byKeda(component, report);
      else if (autoscaler === 'none' || autoscaler === 'external') byNobody(component, autoscaler, report);
      else byHpa(component, autoscaler === undefined, report);
    } else if (mode.runs === 'Knative') inKnative(component, service, report);
  }
};

function inStandard({ role, path, map }: Component, { mode, scene: { objects } }: Service, report: Report): void {
  const ignored = (field: string, fix: string) => {
    const value = map[field];
    if (value !== undefined && value !== null) report.warn('KSERVE_MODE_IGNORED', `${path}.${field}`, value, fix);
  };
  ignored('canaryTrafficPercent', `ignored in ${mode.said}: all traffic goes to the new version at once; split it in Knative mode, or with an InferenceGraph or HTTPRoute over two InferenceServices`);
  // Transformers and explainers still get it as --workers.
  if (role === 'predictor') ignored('containerConcurrency', `ignored in ${mode.said}: nothing counts the requests of a pod there; limit the workers of the model server instead`);
  if (!usesGatewayApi(objects)) ignored('timeout', `ignored in ${mode.said} with an Ingress: only the HTTPRoutes of ingress.enableGatewayApi take it; else set it on the Ingress or the gateway`);
}

/** minReplicas below what an HPA can hold, and metrics that it leaves out: it then scales on CPU at 80 %. */
function byHpa({ path, map }: Component, implied: boolean, report: Report): void {
  const says = implied ? 'without serving.kserve.io/autoscalerClass an HPA scales in Standard mode' : 'an HPA scales here';
  if (map.minReplicas === 0) {
    report.warn('KSERVE_SCALE_TO_ZERO', `${path}.minReplicas`, 0, `write 1: ${says}, and keeps one replica; zero takes Knative mode, or class 'keda' with an External metric`);
  }
  const metric = text(map.scaleMetric);
  if (implied && (metric === 'concurrency' || metric === 'rps')) {
    report.warn('KSERVE_MODE_IGNORED', `${path}.scaleMetric`, metric, `cpu or memory: ${says}, on CPU at 80 %`);
  }
  const { metrics, behavior } = record(map.autoScaling);
  if (metric === 'memory' && (map.scaleTarget === undefined || map.scaleTarget === null) && !isMap(map.autoScaling)) {
    report.warn('KSERVE_SCALE_TARGET', `${path}.scaleTarget`, undefined, 'add a percentage: without it the HPA scales on CPU at 80 % and not on memory');
  }
  for (const one of maps(metrics, `${path}.autoScaling.metrics`)) {
    if (implied && one.map.type !== 'Resource' && !isMap(one.map.resource)) {
      report.warn('KSERVE_MODE_IGNORED', one.path, undefined, `annotate serving.kserve.io/autoscalerClass: keda: ${says}, on resources alone`);
    }
  }
  if (isMap(behavior) && Object.keys(behavior).length > 0) {
    report.warn('KSERVE_BEHAVIOR_IGNORED', `${path}.autoScaling.behavior`, undefined, "remove it: KServe 0.20 does not copy it to the HPA; class 'keda' takes its stabilizationWindowSeconds, class 'external' leaves the HPA to you");
  }
  for (const field of isMap(map.autoScaling) ? ['scaleMetric', 'scaleTarget'] : []) {
    if (map[field] !== undefined && map[field] !== null) {
      report.warn('KSERVE_MODE_IGNORED', `${path}.${field}`, map[field], 'remove it: beside autoScaling it is not looked at');
    }
  }
}

function byKeda({ path, map }: Component, report: Report): void {
  const metrics = maps(record(map.autoScaling).metrics, '');
  if (metrics.length === 0) {
    report.warn('KSERVE_KEDA_TRIGGERS', `${path}.autoScaling.metrics`, undefined, "add one: a ScaledObject without triggers is refused by KEDA; scaleMetric and scaleTarget are for class 'hpa'");
    return;
  }
  if (map.minReplicas === 0 && metrics.every(({ map: { type } }) => type === 'Resource')) {
    report.warn('KSERVE_SCALE_TO_ZERO', `${path}.minReplicas`, 0, 'write 1, or add an External metric: KEDA refuses zero replicas where only CPU and memory would wake them');
  }
  if (map.scaleTarget !== undefined && map.scaleTarget !== null) {
    report.warn('KSERVE_MODE_IGNORED', `${path}.scaleTarget`, map.scaleTarget, "remove it: with class 'keda' each metric has its own target");
  }
  for (const side of ['scaleUp', 'scaleDown']) {
    const lost = Object.keys(record(record(record(map.autoScaling).behavior)[side])).filter(name => name !== 'stabilizationWindowSeconds');
    if (lost.length > 0) {
      report.warn('KSERVE_BEHAVIOR_IGNORED', `${path}.autoScaling.behavior.${side}.${lost[0]}`, undefined, 'remove it: of behavior KServe 0.20 gives only stabilizationWindowSeconds to KEDA');
    }
  }
}

function byNobody({ path, map }: Component, autoscaler: string, report: Report): void {
  const lost = ['scaleMetric', 'scaleTarget', 'autoScaling', ...number(map.maxReplicas) ? ['maxReplicas'] : []]
    .filter(field => map[field] !== undefined && map[field] !== null);
  for (const field of lost) {
    const value = map[field];
    report.warn('KSERVE_MODE_IGNORED', `${path}.${field}`, typeof value === 'object' ? undefined : value,
      `remove it, or the annotation: with serving.kserve.io/autoscalerClass: ${autoscaler} KServe makes no autoscaler`);
  }
}

function inKnative({ path, map }: Component, { manifest, mode }: Service, report: Report): void {
  const autoscaler = annotation(manifest, AUTOSCALER_CLASS);
  if (autoscaler !== undefined && CLASSES.includes(autoscaler) && path === 'spec.predictor') {
    report.warn('KSERVE_MODE_IGNORED', `metadata.annotations['${AUTOSCALER_CLASS}']`, autoscaler, `remove it, or annotate serving.kserve.io/deploymentMode: Standard: in ${mode.said} the autoscaler is that of ${KNATIVE_CLASS}`);
  }
  if (isMap(map.autoScaling)) {
    report.warn('KSERVE_MODE_IGNORED', `${path}.autoScaling`, undefined, `use scaleMetric and scaleTarget, or Standard mode: in ${mode.said} autoScaling is not looked at`);
  }
  if (isMap(map.deploymentStrategy) && annotation(manifest, KNATIVE_CLASS) === KNATIVE_HPA) {
    report.warn('KSERVE_MODE_IGNORED', `${path}.deploymentStrategy`, undefined, `remove it: in ${mode.said} there is no Deployment of yours to roll`);
  }
  bounds(path, map, report);
}

/** Numbers that Knative's own webhook bounds. */
function bounds(path: string, map: Record<string, any>, report: Report): void {
  const bounded = (field: string, least: number, most: number, why: string) => {
    const value = number(map[field]);
    if (value !== undefined && (value < least || value > most)) report.warn('KSERVE_KNATIVE_BOUNDS', `${path}.${field}`, value, why);
  };
  bounded('canaryTrafficPercent', 0, 100, 'from 0 to 100: it is a percentage, and Knative refuses any other');
  // A negative one is refused by KServe already.
  bounded('containerConcurrency', -Infinity, 1000, 'at most 1000: Knative refuses more; 0 is no limit');
  bounded('timeout', 0, 600, 'from 0 to 600: Knative refuses more by default (max-revision-timeout-seconds)');
  if (map.scaleMetric === undefined || map.scaleMetric === 'concurrency') bounded('scaleTarget', 1, Infinity, 'at least 1: Knative refuses a target of no requests');
}
