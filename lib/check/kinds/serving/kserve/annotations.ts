import { AUTOSCALER_CLASS, DEPLOYMENT_MODE, MODES } from './mode';
import type { DeploymentMode } from './mode';
import type { Service, ServiceRule } from './service';
import { annotation, annotationPath, text } from './values';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';

const OLD_MODES = ['RawDeployment', 'Serverless'];

/** Annotations that no code of KServe 0.20 reads. */
const DEAD = new Map([
  ['serving.kserve.io/metrics', 'set scaleMetric of the component instead'],
  ['serving.kserve.io/targetUtilizationPercentage', 'set scaleTarget of the component instead'],
  ['serving.kserve.io/logger-secret-name', 'set logger.storage of the component instead'],
  ['serving.kserve.io/logger-secret-path', 'set logger.storage of the component instead'],
  ['serving.kserve.io/logger-secret-file', 'set logger.storage of the component instead'],
]);

/** What only Knative reads. */
const KNATIVE_ONLY = ['serving.kserve.io/enable-tag-routing', 'serving.knative.dev/rollout-duration'];
const KNATIVE_SCALING = 'autoscaling.knative.dev/';
const REPLACED_SCALES = new Map([
  ['autoscaling.knative.dev/min-scale', 'minReplicas'], ['autoscaling.knative.dev/minScale', 'minReplicas'],
  ['autoscaling.knative.dev/max-scale', 'maxReplicas'], ['autoscaling.knative.dev/maxScale', 'maxReplicas'],
]);
const INTERNAL = 'internal.serving.kserve.io/';
const SCRAPING = 'serving.kserve.io/enable-prometheus-scraping';

/** Annotations of an InferenceService that are not read, or not as they look. */
export const annotations: ServiceRule = (service, report) => {
  const { manifest, mode, components } = service;
  warnMode(service, report);
  for (const key of [DEPLOYMENT_MODE, AUTOSCALER_CLASS]) {
    if (Object.hasOwn(record(manifest.metadata.labels), key)) {
      report.warn('KSERVE_ANNOTATION_DEAD', `metadata.labels['${key}']`, text(record(manifest.metadata.labels)[key]), 'move it to metadata.annotations: as a label it is not read');
    }
  }
  for (const { path, map } of components) {
    const own = text(record(map.annotations)[DEPLOYMENT_MODE]);
    if (own !== undefined) {
      report.warn('KSERVE_ANNOTATION_DEAD', `${path}.annotations['${DEPLOYMENT_MODE}']`, own, 'move it to metadata.annotations: the mode is that of the whole InferenceService');
    }
  }
  for (const [key, value] of Object.entries(record(manifest.metadata.annotations))) {
    const dead = DEAD.get(key);
    if (dead !== undefined) report.warn('KSERVE_ANNOTATION_DEAD', annotationPath(key), value, `${dead}: KServe 0.20 does not read the annotation`);
    else if (key.startsWith(INTERNAL)) report.warn('KSERVE_ANNOTATION_INTERNAL', annotationPath(key), value, 'remove it: the controller writes annotations of this prefix, and overwrites yours');
    else if (mode.runs === 'Standard') standardOnly(key, value, mode.said, report);
    else if (mode.runs === 'Knative' && REPLACED_SCALES.has(key)) {
      report.warn('KSERVE_ANNOTATION_DEAD', annotationPath(key), value, `set ${REPLACED_SCALES.get(key)} of the component instead: KServe writes its own value over it`);
    }
  }
};

function standardOnly(key: string, value: unknown, said: string, report: Report): void {
  if (KNATIVE_ONLY.includes(key) || key.startsWith(KNATIVE_SCALING)) {
    report.warn('KSERVE_MODE_IGNORED', annotationPath(key), value, `remove it: in ${said} no Knative is there to read it`);
  } else if (key === SCRAPING && value === 'true') {
    report.warn('KSERVE_METRICS_UNSCRAPED', annotationPath(key), value,
      `use a PodMonitor, or prometheus.io/port of your own: in ${said} it points Prometheus at a port of Knative's queue proxy, which nobody listens on`);
  }
}

function warnMode({ manifest, mode }: Service, report: Report): void {
  warnUnknownMode(manifest, mode, report);
  if (mode.runs === 'ModelMesh') {
    report.warn('KSERVE_MODELMESH', annotationPath(DEPLOYMENT_MODE), annotation(manifest, DEPLOYMENT_MODE), 'Standard or Knative: KServe leaves the InferenceService to the ModelMesh controller, which is no longer maintained');
  }
}

/** A mode that KServe does not know, or knows by another name. */
export function warnUnknownMode(manifest: Manifest, mode: DeploymentMode, report: Report): void {
  const written = annotation(manifest, DEPLOYMENT_MODE);
  const field = annotationPath(DEPLOYMENT_MODE);
  if (written !== undefined && !MODES.includes(written) && !OLD_MODES.includes(written)) {
    const near = nearest(written, ['Standard', 'Knative']);
    report.warn('KSERVE_MODE_UNKNOWN', field, written, `${near ? `did you mean '${near}'? ` : 'Standard or Knative; '}the controller takes it as not set, which is ${mode.said}`);
  } else if (written !== undefined && OLD_MODES.includes(written)) {
    report.note('KSERVE_MODE_UNKNOWN', field, written, `write ${mode.runs}: the old name is rewritten to it`);
  }
}
