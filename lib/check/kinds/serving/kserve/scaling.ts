import type { Component } from './components';
import { refuseHpaMetrics, refuseKedaMetrics } from './metrics';
import { AUTOSCALER_CLASS } from './mode';
import type { ServiceRule } from './service';
import { annotation, annotationPath, number, text } from './values';
import { isMap } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';

/** The values of `serving.kserve.io/autoscalerClass`. */
export const CLASSES: readonly string[] = ['hpa', 'external', 'keda', 'none'];
/** The annotation that hands a Knative Service to the HPA. */
export const KNATIVE_CLASS = 'autoscaling.knative.dev/class';
export const KNATIVE_HPA = 'hpa.autoscaling.knative.dev';

/** The autoscalers of a service, each with its own idea of the fields of a component. */
export const scaling: ServiceRule = ({ manifest, mode, components }, report) => {
  const autoscaler = annotation(manifest, AUTOSCALER_CLASS);
  if (autoscaler !== undefined && !CLASSES.includes(autoscaler)) {
    const near = nearest(autoscaler, CLASSES);
    const kpa = autoscaler.toLowerCase() === 'kpa' ? 'remove it: the KPA is what Knative scales with anyway' : undefined;
    report.refuse('KSERVE_AUTOSCALER_CLASS', annotationPath(AUTOSCALER_CLASS), autoscaler, kpa ?? `${near ? `did you mean '${near}'? ` : ''}one of ${CLASSES.join(', ')}`);
  }
  for (const component of components) {
    if (mode.seen === 'Standard') {
      if (autoscaler === 'hpa') hpa(component, report, `class 'hpa' in ${mode.said}`);
      else if (autoscaler === 'keda') keda(component, report);
    } else if (annotation(manifest, KNATIVE_CLASS) === KNATIVE_HPA) hpa(component, report, `the Knative class '${KNATIVE_HPA}'`);
    else knative(component, report, mode.said);
  }
};

function hpa({ path, map }: Component, report: Report, where: string): void {
  const metric = text(map.scaleMetric) ?? 'cpu';
  if (metric !== 'cpu' && metric !== 'memory') {
    report.refuse('KSERVE_SCALE_METRIC', `${path}.scaleMetric`, metric, `cpu or memory: ${where} scales with a HorizontalPodAutoscaler, which knows no requests`);
  }
  const target = number(map.scaleTarget);
  if (target !== undefined && (target > 100 || (target < 1 && (metric === 'cpu' || metric === 'memory')))) {
    report.refuse('KSERVE_SCALE_TARGET', `${path}.scaleTarget`, target, 'from 1 to 100: it is a percentage of what the containers request');
  }
  refuseHpaMetrics(map.autoScaling, `${path}.autoScaling.metrics`, report);
}

function keda({ path, map }: Component, report: Report): void {
  const metric = text(map.scaleMetric) ?? '';
  if (metric !== '') {
    report.refuse('KSERVE_SCALE_METRIC', `${path}.scaleMetric`, metric, `remove it: with class 'keda' metrics stand in ${path}.autoScaling.metrics`);
  }
  refuseKedaMetrics(map.autoScaling, `${path}.autoScaling.metrics`, report);
}

function knative({ path, map }: Component, report: Report, said: string): void {
  if (isMap(map.deploymentStrategy)) {
    report.refuse('KSERVE_STRATEGY_IN_KNATIVE', `${path}.deploymentStrategy`, undefined,
      `remove it, or annotate serving.kserve.io/deploymentMode: Standard: in ${said} there is no Deployment of yours to roll`);
    // The rest is only looked at without it, but is as wrong.
  }
  const metric = text(map.scaleMetric) ?? 'concurrency';
  if (metric === 'cpu' || metric === 'memory') {
    report.refuse('KSERVE_SCALE_METRIC', `${path}.scaleMetric`, metric,
      `concurrency or rps: in ${said} the KPA scales; for ${metric} annotate serving.kserve.io/deploymentMode: Standard, or ${KNATIVE_CLASS}: ${KNATIVE_HPA}`);
  }
  const target = number(map.scaleTarget);
  if (metric === 'rps' && target !== undefined && target < 1) {
    report.refuse('KSERVE_SCALE_TARGET', `${path}.scaleTarget`, target, 'at least 1 request per second');
  }
}
