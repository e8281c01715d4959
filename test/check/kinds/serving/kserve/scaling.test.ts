import { KNATIVE, MODEL, autoscaler, configuration, found, plain, service, standard } from './services';
import { DEFAULT_CLUSTER, type Manifest } from '../../../../../lib/check';

const KNATIVE_HPA = { 'autoscaling.knative.dev/class': 'hpa.autoscaling.knative.dev' };
const hpa = (predictor: object) => standard(predictor, autoscaler('hpa'));
const keda = (predictor: object) => standard({ maxReplicas: 3, ...predictor }, autoscaler('keda'));
const metrics = (...all: object[]) => ({ autoScaling: { metrics: all } });
const external = (metric: object, target: object) => metrics({ type: 'External', external: { metric: { backend: 'prometheus', ...metric }, target } });
const resource = (name: string, target: object) => metrics({ type: 'Resource', resource: { name, target } });

/** `[what is wrong, the InferenceService, the lines]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['cpu where Knative scales, as shipped', plain({ scaleMetric: 'cpu' }), [
    "error KSERVE_SCALE_METRIC spec.predictor.scaleMetric: got 'cpu'; concurrency or rps: in Knative mode (the default of the cluster) the KPA scales; for cpu annotate serving.kserve.io/deploymentMode: Standard, or autoscaling.knative.dev/class: hpa.autoscaling.knative.dev",
  ]],
  ['memory where Knative scales', service({ predictor: { scaleMetric: 'memory', model: MODEL } }, KNATIVE), [
    "error KSERVE_SCALE_METRIC spec.predictor.scaleMetric: got 'memory'; concurrency or rps: in Knative mode the KPA scales; for memory annotate serving.kserve.io/deploymentMode: Standard, or autoscaling.knative.dev/class: hpa.autoscaling.knative.dev",
  ]],
  ['cpu in a mode that is none', plain({ scaleMetric: 'cpu' }, { 'serving.kserve.io/deploymentMode': 'Raw' }), [
    "error KSERVE_SCALE_METRIC spec.predictor.scaleMetric: got 'cpu'; concurrency or rps: in Knative mode (the default of the cluster) the KPA scales; for cpu annotate serving.kserve.io/deploymentMode: Standard, or autoscaling.knative.dev/class: hpa.autoscaling.knative.dev",
    "warning KSERVE_MODE_UNKNOWN metadata.annotations['serving.kserve.io/deploymentMode']: got 'Raw'; Standard or Knative; the controller takes it as not set, which is Knative mode (the default of the cluster)",
  ]],
  ['less than a request per second', plain({ scaleMetric: 'rps', scaleTarget: 0 }), [
    'error KSERVE_SCALE_TARGET spec.predictor.scaleTarget: got 0; at least 1 request per second',
  ]],
  ['a strategy where Knative rolls', plain({ deploymentStrategy: { type: 'Recreate' } }), [
    'error KSERVE_STRATEGY_IN_KNATIVE spec.predictor.deploymentStrategy: remove it, or annotate serving.kserve.io/deploymentMode: Standard: in Knative mode (the default of the cluster) there is no Deployment of yours to roll',
  ]],
  ['the strategy of a transformer', service({ predictor: { model: MODEL }, transformer: { deploymentStrategy: {}, containers: [{ name: 'a' }] } }, KNATIVE), [
    'error KSERVE_STRATEGY_IN_KNATIVE spec.transformer.deploymentStrategy: remove it, or annotate serving.kserve.io/deploymentMode: Standard: in Knative mode there is no Deployment of yours to roll',
  ]],
  ['requests where an HPA scales', hpa({ scaleMetric: 'rps' }), [
    "error KSERVE_SCALE_METRIC spec.predictor.scaleMetric: got 'rps'; cpu or memory: class 'hpa' in Standard mode scales with a HorizontalPodAutoscaler, which knows no requests",
  ]],
  ['requests where the HPA of Knative scales', plain({ scaleMetric: 'concurrency' }, KNATIVE_HPA), [
    "error KSERVE_SCALE_METRIC spec.predictor.scaleMetric: got 'concurrency'; cpu or memory: the Knative class 'hpa.autoscaling.knative.dev' scales with a HorizontalPodAutoscaler, which knows no requests",
  ]],
  ['a percentage of nothing', hpa({ scaleTarget: 0 }), [
    'error KSERVE_SCALE_TARGET spec.predictor.scaleTarget: got 0; from 1 to 100: it is a percentage of what the containers request',
  ]],
  ['more than all', hpa({ scaleMetric: 'memory', scaleTarget: 101 }), [
    'error KSERVE_SCALE_TARGET spec.predictor.scaleTarget: got 101; from 1 to 100: it is a percentage of what the containers request',
  ]],
  ['memory of nothing', hpa({ scaleMetric: 'memory', scaleTarget: 0 }), [
    'error KSERVE_SCALE_TARGET spec.predictor.scaleTarget: got 0; from 1 to 100: it is a percentage of what the containers request',
  ]],
  ['a query where an HPA scales', hpa(external({ query: 'up' }, { type: 'Value', value: '1' })), [
    "error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].type: got 'External'; Resource: other metrics need KEDA (serving.kserve.io/autoscalerClass: 'keda' in Standard mode)",
  ]],
  ['a metric without its block where an HPA scales', hpa(metrics({ type: 'Resource' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource: add it: a metric of type Resource says which one',
  ]],
  ['scaleMetric where KEDA scales', keda({ scaleMetric: 'cpu', ...resource('cpu', { type: 'Utilization', averageUtilization: 50 }) }), [
    "error KSERVE_SCALE_METRIC spec.predictor.scaleMetric: got 'cpu'; remove it: with class 'keda' metrics stand in spec.predictor.autoScaling.metrics",
  ]],
  ['cpu by value', keda(resource('cpu', { type: 'AverageValue', averageValue: '1' })), [
    "error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource.target.type: got 'AverageValue'; Utilization: KEDA scales on CPU by percentage",
  ]],
  ['memory by a plain value', keda(resource('memory', { type: 'Value', value: '1Gi' })), [
    "error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource.target.type: got 'Value'; AverageValue or Utilization",
  ]],
  ['memory without its unit', keda(resource('memory', { type: 'AverageValue', averageValue: 12 })), [
    "error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource.target.averageValue: got 12; at least 1Mi: a quantity with its unit, such as '2Gi'",
  ]],
  ['memory without its value', keda(resource('memory', { type: 'AverageValue' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource.target.averageValue: add it: type AverageValue compares with it',
  ]],
  ['a percentage that is missing', keda(resource('cpu', { type: 'Utilization' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource.target.averageUtilization: a percentage from 1 to 100: type Utilization compares with it',
  ]],
  ['a percentage out of range', keda(resource('memory', { type: 'Utilization', averageUtilization: 0 })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource.target.averageUtilization: got 0; from 1 to 100: it is a percentage',
  ]],
  ['a resource without its block', keda(metrics({ type: 'Resource' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].resource: add it: a metric of type Resource says which one',
  ]],
  ['an external metric without its block', keda(metrics({ type: 'External' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].external: add it: a metric of type External says what to ask for',
  ]],
  ['a pod metric without its block', keda(metrics({ type: 'PodMetric' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].podmetric: add it: a metric of type PodMetric says what to ask for',
  ]],
  ['no query and no value', keda(external({}, { type: 'AverageValue', averageValue: '1' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].external.metric.query: the query whose result is compared with the target',
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].external.target.value: the threshold; KServe wants it here whatever target.type is, and reads no other',
  ]],
  ['an average value that is missing', keda(external({ query: 'up' }, { type: 'AverageValue', value: '1' })), [
    'error KSERVE_METRIC spec.predictor.autoScaling.metrics[0].external.target.averageValue: add it: type AverageValue compares with it',
  ]],
];

test.each(REFUSED)('refuses %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

test('the mode of an inferenceservice-config in the input holds, the last of several', () => {
  const to = (mode: string) => configuration({ deploy: JSON.stringify({ defaultDeploymentMode: mode }) });
  const cpu = plain({ scaleMetric: 'cpu' });
  expect(found([to('Standard'), cpu])).toEqual([]);
  expect(found([to('Serverless'), cpu])).toHaveLength(1);
  expect(found([{ ...to('Serverless') }, { ...to('RawDeployment'), metadata: { name: 'inferenceservice-config', namespace: 'other' } }, cpu])).toEqual([]);
  expect(found([configuration({}), cpu])).toHaveLength(1);
});

test('a configuration that cannot be read is passed over', () => {
  const broken = configuration({ deploy: '{', ingress: '[]' });
  expect(found([broken, standard({ scaleMetric: 'cpu' })]).filter(line => !line.includes('KSERVE_CONFIG'))).toEqual([]);
  expect(found([broken, plain({ scaleMetric: 'cpu' })]).filter(line => line.startsWith('error'))).toHaveLength(1);
});

test('the default mode is that of the platform', () => {
  const cluster = { ...DEFAULT_CLUSTER, kserve: { defaultMode: 'Standard' as const } };
  expect(found([plain({ scaleMetric: 'cpu', deploymentStrategy: {} })], { outside: [], cluster })).toEqual([]);
});

/** `[what has no effect, the InferenceService, the lines]` */
const IGNORED: Array<[string, Manifest, string[]]> = [
  ['a canary of revisions, concurrency and a timeout in Standard mode', standard({ canaryTrafficPercent: 10, containerConcurrency: 5, timeout: 30 }), [
    'warning KSERVE_MODE_IGNORED spec.predictor.canaryTrafficPercent: got 10; ignored in Standard mode: all traffic goes to the new version at once; split it in Knative mode, or with an InferenceGraph or HTTPRoute over two InferenceServices',
    'warning KSERVE_MODE_IGNORED spec.predictor.containerConcurrency: got 5; ignored in Standard mode: nothing counts the requests of a pod there; limit the workers of the model server instead',
    'warning KSERVE_MODE_IGNORED spec.predictor.timeout: got 30; ignored in Standard mode with an Ingress: only the HTTPRoutes of ingress.enableGatewayApi take it; else set it on the Ingress or the gateway',
  ]],
  ['zero replicas under an HPA that nobody asked for', standard({ minReplicas: 0 }), [
    "warning KSERVE_SCALE_TO_ZERO spec.predictor.minReplicas: got 0; write 1: without serving.kserve.io/autoscalerClass an HPA scales in Standard mode, and keeps one replica; zero takes Knative mode, or class 'keda' with an External metric",
  ]],
  ['zero replicas under an HPA', hpa({ minReplicas: 0 }), [
    "warning KSERVE_SCALE_TO_ZERO spec.predictor.minReplicas: got 0; write 1: an HPA scales here, and keeps one replica; zero takes Knative mode, or class 'keda' with an External metric",
  ]],
  ['requests as the metric of an HPA that nobody asked for', standard({ scaleMetric: 'rps' }), [
    "warning KSERVE_MODE_IGNORED spec.predictor.scaleMetric: got 'rps'; cpu or memory: without serving.kserve.io/autoscalerClass an HPA scales in Standard mode, on CPU at 80 %",
  ]],
  ['a query under an HPA that nobody asked for', standard(external({ query: 'up' }, { type: 'Value', value: '1' })), [
    'warning KSERVE_MODE_IGNORED spec.predictor.autoScaling.metrics[0]: annotate serving.kserve.io/autoscalerClass: keda: without serving.kserve.io/autoscalerClass an HPA scales in Standard mode, on resources alone',
  ]],
  ['memory without a target', hpa({ scaleMetric: 'memory' }), [
    'warning KSERVE_SCALE_TARGET spec.predictor.scaleTarget: add a percentage: without it the HPA scales on CPU at 80 % and not on memory',
  ]],
  ['scaleMetric and scaleTarget beside autoScaling', hpa({ scaleMetric: 'cpu', scaleTarget: 50, ...resource('cpu', { type: 'Utilization', averageUtilization: 60 }) }), [
    "warning KSERVE_MODE_IGNORED spec.predictor.scaleMetric: got 'cpu'; remove it: beside autoScaling it is not looked at",
    'warning KSERVE_MODE_IGNORED spec.predictor.scaleTarget: got 50; remove it: beside autoScaling it is not looked at',
  ]],
  ['the behavior of an HPA', hpa({ autoScaling: { behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } }), [
    "warning KSERVE_BEHAVIOR_IGNORED spec.predictor.autoScaling.behavior: remove it: KServe 0.20 does not copy it to the HPA; class 'keda' takes its stabilizationWindowSeconds, class 'external' leaves the HPA to you",
  ]],
  ['policies under KEDA', keda({ autoScaling: { ...resource('cpu', { type: 'Utilization', averageUtilization: 60 }).autoScaling, behavior: { scaleUp: { stabilizationWindowSeconds: 5, policies: [] } } } }), [
    'warning KSERVE_BEHAVIOR_IGNORED spec.predictor.autoScaling.behavior.scaleUp.policies: remove it: of behavior KServe 0.20 gives only stabilizationWindowSeconds to KEDA',
  ]],
  ['KEDA without metrics', keda({ scaleTarget: 5 }), [
    "warning KSERVE_KEDA_TRIGGERS spec.predictor.autoScaling.metrics: add one: a ScaledObject without triggers is refused by KEDA; scaleMetric and scaleTarget are for class 'hpa'",
  ]],
  ['zero replicas that only CPU would wake', keda({ minReplicas: 0, ...resource('cpu', { type: 'Utilization', averageUtilization: 60 }) }), [
    'warning KSERVE_SCALE_TO_ZERO spec.predictor.minReplicas: got 0; write 1, or add an External metric: KEDA refuses zero replicas where only CPU and memory would wake them',
  ]],
  ['scaleTarget under KEDA', keda({ scaleTarget: 5, ...external({ query: 'up' }, { type: 'Value', value: '1' }) }), [
    "warning KSERVE_MODE_IGNORED spec.predictor.scaleTarget: got 5; remove it: with class 'keda' each metric has its own target",
  ]],
  ['fields of an autoscaler that is not made', standard({ maxReplicas: 5, scaleTarget: 50, autoScaling: {} }, autoscaler('none')), [
    'warning KSERVE_MODE_IGNORED spec.predictor.scaleTarget: got 50; remove it, or the annotation: with serving.kserve.io/autoscalerClass: none KServe makes no autoscaler',
    'warning KSERVE_MODE_IGNORED spec.predictor.autoScaling: remove it, or the annotation: with serving.kserve.io/autoscalerClass: none KServe makes no autoscaler',
    'warning KSERVE_MODE_IGNORED spec.predictor.maxReplicas: got 5; remove it, or the annotation: with serving.kserve.io/autoscalerClass: none KServe makes no autoscaler',
  ]],
  ['the class of a component, which wins', standard({ scaleMetric: 'cpu', annotations: autoscaler('external') }, autoscaler('hpa')), [
    "warning KSERVE_MODE_IGNORED spec.predictor.scaleMetric: got 'cpu'; remove it, or the annotation: with serving.kserve.io/autoscalerClass: external KServe makes no autoscaler",
  ]],
  ['a class of Standard mode in Knative mode', plain({}, autoscaler('hpa')), [
    "warning KSERVE_MODE_IGNORED metadata.annotations['serving.kserve.io/autoscalerClass']: got 'hpa'; remove it, or annotate serving.kserve.io/deploymentMode: Standard: in Knative mode (the default of the cluster) the autoscaler is that of autoscaling.knative.dev/class",
  ]],
  ['autoScaling in Knative mode', plain({ autoScaling: {} }), [
    'warning KSERVE_MODE_IGNORED spec.predictor.autoScaling: use scaleMetric and scaleTarget, or Standard mode: in Knative mode (the default of the cluster) autoScaling is not looked at',
  ]],
  ['a strategy beside the HPA of Knative', plain({ deploymentStrategy: {} }, KNATIVE_HPA), [
    'warning KSERVE_MODE_IGNORED spec.predictor.deploymentStrategy: remove it: in Knative mode (the default of the cluster) there is no Deployment of yours to roll',
  ]],
  ['numbers that Knative refuses', plain({ canaryTrafficPercent: 101, containerConcurrency: 1001, timeout: 601, scaleTarget: 0 }), [
    'warning KSERVE_KNATIVE_BOUNDS spec.predictor.canaryTrafficPercent: got 101; from 0 to 100: it is a percentage, and Knative refuses any other',
    'warning KSERVE_KNATIVE_BOUNDS spec.predictor.containerConcurrency: got 1001; at most 1000: Knative refuses more; 0 is no limit',
    'warning KSERVE_KNATIVE_BOUNDS spec.predictor.timeout: got 601; from 0 to 600: Knative refuses more by default (max-revision-timeout-seconds)',
    'warning KSERVE_KNATIVE_BOUNDS spec.predictor.scaleTarget: got 0; at least 1: Knative refuses a target of no requests',
  ]],
];

test.each(IGNORED)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** `[what is fine, the InferenceService]` */
const GOOD: Array<[string, Manifest]> = [
  ['requests in Knative mode', plain({ scaleMetric: 'rps', scaleTarget: 10, minReplicas: 0 })],
  ['cpu under the HPA of Knative', plain({ scaleMetric: 'cpu', scaleTarget: 80 }, KNATIVE_HPA)],
  ['an HPA on cpu', hpa({ scaleMetric: 'cpu', scaleTarget: 80, minReplicas: 1 })],
  ['an HPA on two resources', hpa(metrics({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }, { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } }))],
  ['KEDA to zero on a query', keda({ minReplicas: 0, ...external({ query: 'up' }, { type: 'AverageValue', value: '1', averageValue: '1' }), ...{} })],
  ['KEDA on memory', keda(resource('memory', { type: 'AverageValue', averageValue: '1Gi' }))],
  ['a pod metric', keda(metrics({ type: 'PodMetric', podmetric: { metric: { backend: 'opentelemetry', query: 'a' }, target: { value: '1' } } }))],
  ['a fixed number of replicas', standard({ minReplicas: 3 }, autoscaler('none'))],
  ['concurrency of a transformer, which becomes its workers', service({ predictor: { model: MODEL }, transformer: { containerConcurrency: 2, containers: [{ name: 'a' }] } }, { 'serving.kserve.io/deploymentMode': 'Standard' })],
];

test.each(GOOD)('takes %s', (_, manifest) => {
  expect(found([manifest])).toEqual([]);
});

test('a timeout holds where the configuration says that routes are those of the Gateway API', () => {
  const config = configuration({ deploy: '{"defaultDeploymentMode": "Standard"}', ingress: '{"enableGatewayApi": true}' });
  expect(found([config, standard({ timeout: 30 })])).toEqual([]);
});
