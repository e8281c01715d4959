import { KNATIVE, found, plain, service, standard, MODEL } from './services';
import type { Manifest } from '../../../../../lib/check';

const mode = (name: string) => ({ 'serving.kserve.io/deploymentMode': name });

/** `[what is not read, the InferenceService, the lines]` */
const WARNED: Array<[string, Manifest, string[]]> = [
  ['a mode in small letters', plain({}, mode('standard')), [
    "warning KSERVE_MODE_UNKNOWN metadata.annotations['serving.kserve.io/deploymentMode']: got 'standard'; did you mean 'Standard'? the controller takes it as not set, which is Knative mode (the default of the cluster)",
  ]],
  ['a mode that is none', plain({}, mode('Kubernetes')), [
    "warning KSERVE_MODE_UNKNOWN metadata.annotations['serving.kserve.io/deploymentMode']: got 'Kubernetes'; Standard or Knative; the controller takes it as not set, which is Knative mode (the default of the cluster)",
  ]],
  ['the old name of a mode', plain({}, mode('RawDeployment')), [
    "info KSERVE_MODE_UNKNOWN metadata.annotations['serving.kserve.io/deploymentMode']: got 'RawDeployment'; write Standard: the old name is rewritten to it",
  ]],
  ['ModelMesh', plain({}, mode('ModelMesh')), [
    "warning KSERVE_MODELMESH metadata.annotations['serving.kserve.io/deploymentMode']: got 'ModelMesh'; Standard or Knative: KServe leaves the InferenceService to the ModelMesh controller, which is no longer maintained",
  ]],
  ['the mode as a label', service({ predictor: { model: MODEL } }, {}, { labels: mode('Standard') }), [
    "warning KSERVE_ANNOTATION_DEAD metadata.labels['serving.kserve.io/deploymentMode']: got 'Standard'; move it to metadata.annotations: as a label it is not read",
  ]],
  ['the mode of a component', plain({ annotations: mode('Standard') }), [
    "warning KSERVE_ANNOTATION_DEAD spec.predictor.annotations['serving.kserve.io/deploymentMode']: got 'Standard'; move it to metadata.annotations: the mode is that of the whole InferenceService",
  ]],
  ['annotations that nobody reads', standard({}, { 'serving.kserve.io/metrics': 'cpu', 'serving.kserve.io/targetUtilizationPercentage': '80', 'serving.kserve.io/logger-secret-name': 'a' }), [
    "warning KSERVE_ANNOTATION_DEAD metadata.annotations['serving.kserve.io/metrics']: got 'cpu'; set scaleMetric of the component instead: KServe 0.20 does not read the annotation",
    "warning KSERVE_ANNOTATION_DEAD metadata.annotations['serving.kserve.io/targetUtilizationPercentage']: got '80'; set scaleTarget of the component instead: KServe 0.20 does not read the annotation",
    "warning KSERVE_ANNOTATION_DEAD metadata.annotations['serving.kserve.io/logger-secret-name']: got 'a'; set logger.storage of the component instead: KServe 0.20 does not read the annotation",
  ]],
  ['a note of the controller', standard({}, { 'internal.serving.kserve.io/storage-initializer-sourceuri': 's3://a/b' }), [
    "warning KSERVE_ANNOTATION_INTERNAL metadata.annotations['internal.serving.kserve.io/storage-initializer-sourceuri']: got 's3://a/b'; remove it: the controller writes annotations of this prefix, and overwrites yours",
  ]],
  ['Knative in Standard mode', standard({}, { 'serving.kserve.io/enable-tag-routing': 'true', 'serving.knative.dev/rollout-duration': '380s', 'autoscaling.knative.dev/target': '5' }), [
    "warning KSERVE_MODE_IGNORED metadata.annotations['serving.kserve.io/enable-tag-routing']: got 'true'; remove it: in Standard mode no Knative is there to read it",
    "warning KSERVE_MODE_IGNORED metadata.annotations['serving.knative.dev/rollout-duration']: got '380s'; remove it: in Standard mode no Knative is there to read it",
    "warning KSERVE_MODE_IGNORED metadata.annotations['autoscaling.knative.dev/target']: got '5'; remove it: in Standard mode no Knative is there to read it",
  ]],
  ['scales that KServe writes', service({ predictor: { model: MODEL } }, { ...KNATIVE, 'autoscaling.knative.dev/min-scale': '2', 'autoscaling.knative.dev/maxScale': '5' }), [
    "warning KSERVE_ANNOTATION_DEAD metadata.annotations['autoscaling.knative.dev/min-scale']: got '2'; set minReplicas of the component instead: KServe writes its own value over it",
    "warning KSERVE_ANNOTATION_DEAD metadata.annotations['autoscaling.knative.dev/maxScale']: got '5'; set maxReplicas of the component instead: KServe writes its own value over it",
  ]],
  ['ports of a proxy that is not there', standard({}, { 'serving.kserve.io/enable-prometheus-scraping': 'true' }), [
    "warning KSERVE_METRICS_UNSCRAPED metadata.annotations['serving.kserve.io/enable-prometheus-scraping']: got 'true'; use a PodMonitor, or prometheus.io/port of your own: in Standard mode it points Prometheus at a port of Knative's queue proxy, which nobody listens on",
  ]],
];

test.each(WARNED)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

test('takes annotations that are read', () => {
  expect(found([standard({}, { 'serving.kserve.io/enable-prometheus-scraping': 'false', 'prometheus.io/scrape': 'true', 'serving.kserve.io/stop': 'true', 'argocd.argoproj.io/sync-wave': '1' })])).toEqual([]);
  expect(found([plain({}, { ...KNATIVE, 'autoscaling.knative.dev/target': '5', 'serving.knative.dev/rollout-duration': '380s', 'serving.kserve.io/enable-prometheus-scraping': 'true' })])).toEqual([]);
});
