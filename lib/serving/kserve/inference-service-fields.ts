import type { InferenceServiceProps } from './inference-service-props';
import { KServeMode } from '../../core';

/** Fields of a component, as props name them. */
const FIELDS: ReadonlyArray<readonly [path: RegExp, prop: string]> = [
  [/^model\.modelFormat.*$/, 'model format'], [/^model\.storageUri$/, 'model source'], [/^model\.storage\b.*$/, 'model source'], [/^model\.protocolVersion$/, 'protocol'],
  [/^model\.runtime$/, 'runtime'], [/^model\.runtimeVersion$/, 'runtimeVersion'],
  [/^canaryTrafficPercent$/, 'mode canaryPercent'], [/^containerConcurrency$/, 'mode concurrencyLimit'], [/^timeout$/, 'mode timeout'],
  [/^deploymentStrategy\.rollingUpdate\.(\w+)$/, 'mode $1'], [/^deploymentStrategy.*$/, 'mode recreate'],
];
const SCALING = /^(minReplicas|maxReplicas|scaleMetric|scaleTarget|scaleMetricType|autoScaling)\b/;
/** Annotations that a prop writes. */
export const ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ['serving.kserve.io/deploymentMode', 'mode'], ['serving.kserve.io/autoscalerClass', 'mode scaling'], ['serving.kserve.io/stop', 'stopped'],
  ['serving.kserve.io/enable-tag-routing', 'mode tagRouting'], ['serving.knative.dev/rollout-duration', 'mode rolloutDuration'],
  ['serving.kserve.io/storageSecretName', 'storageSecret'], ['autoscaling.knative.dev/class', 'mode scaling'],
]);

/** Fields of a pod and of its main container, as props name them. */
const POD_FIELDS: ReadonlyArray<readonly [path: RegExp, prop: string]> = [
  [/^terminationGracePeriodSeconds$/, 'gracePeriod'], [/^lifecycle$/, 'preStop'], [/^resourceClaims\b/, 'deviceClaims'], [/^hostPID$/, 'hostPid'], [/^hostIPC$/, 'hostIpc'],
  [/^automountServiceAccountToken$/, 'automountToken'], [/^securityContext$/, 'fsGroup'], [/^(readiness|liveness|startup)Probe\b/, '$1'],
];
const podField = (field: string) => POD_FIELDS.reduce((of, [from, to]) => of.replace(from, to), field);

/** What a factory calls it. */
function scalingProp(path: string, mode: KServeMode): string {
  if (path === 'scaleTarget' || path === 'scaleMetric') return mode === KServeMode.KNATIVE ? 'target' : 'cpuPercent';
  return path.replace(/^autoScaling\.metrics/, 'triggers').replace(/\.(?:external|podmetric)\.(?:metric\.)?/, '.').replace(/\.target\.value$/, '.threshold');
}

/** What a rule says, in the words of the props. */
export const serviceWords = (fix: string): string => fix.replace(/(?:or )?annotate serving\.kserve\.io\/deploymentMode: Standard/, found => `${found.startsWith('or') ? 'or ' : ''}use ServingMode.standard()`);

/** The prop behind a path of an InferenceService. */
export function serviceField(path: string, { model }: InferenceServiceProps, mode: KServeMode, fieldOfPod: (path: string) => string): string {
  const annotation = /^metadata\.annotations\['(.+)'\]$/.exec(path)?.[1];
  if (annotation !== undefined && ANNOTATIONS.has(annotation)) return ANNOTATIONS.get(annotation)!;
  const [, part, below] = /^spec\.(predictor|transformer|explainer)(?:\.(.+))?$/.exec(path) ?? [];
  if (part === undefined) return fieldOfPod(path);
  const under = part === 'predictor' ? '' : `${part}.`;
  if (below === undefined) return part === 'predictor' ? 'model' : part;
  if (SCALING.test(below)) return `mode ${part === 'predictor' ? 's' : `${part}S`}caling ${scalingProp(below, mode)}`;
  if (/^(?:model\.|containers\[0\]\.)ports\[0\]\.containerPort$/.test(below)) return `${under}port`;
  const found = FIELDS.find(([from]) => from.test(below));
  if (found && part === 'predictor') return below.replace(found[0], found[1]);
  if (/^(labels|annotations)\b/.test(below)) return `${under}${fieldOfPod(`spec.template.metadata.${below}`)}`;
  // Beside a model all containers are the author's own.
  const inPod = part === 'predictor' && model
    ? below.replace(/^containers\[(\d+)\]/, (_, n) => `containers[${Number(n) + 1}]`).replace(/^model\./, 'containers[0].') : below;
  return `${under}${podField(fieldOfPod(`spec.template.spec.${inPod}`))}`;
}
