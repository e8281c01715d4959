import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { amounts, EXAMPLES, GPU, predictor, sample, SAMPLES, written } from './written';
import type { InferenceServiceProps } from '../../../../lib';
import { InferenceProtocol, KnativeScaling, Model, ModelFormat, ModelRuntime, ScalingTrigger, ServingMode, StandardScaling } from '../../../../lib';

/* What KServe's samples of scaling show: by requests with Knative, by use of resources or with KEDA without it. */

const standard = (scaling: StandardScaling, transformerScaling?: StandardScaling) => ({ mode: ServingMode.standard({ scaling, transformerScaling }) });
const knative = (scaling: KnativeScaling) => ({ mode: ServingMode.knative({ scaling }) });
const flowers = Model.gcs(ModelFormat.TENSORFLOW, `${SAMPLES}/tensorflow/flowers`);
const FLOWERS = { modelFormat: { name: 'tensorflow' }, storageUri: `${SAMPLES}/tensorflow/flowers` };
const digits = Model.gcs(ModelFormat.PYTORCH, `${EXAMPLES}/torchserve/image_classifier`);
const DIGITS = { modelFormat: { name: 'pytorch' }, storageUri: `${EXAMPLES}/torchserve/image_classifier` };
const iris = Model.gcs(ModelFormat.SKLEARN, `${EXAMPLES}/sklearn/1.0/model`);
const IRIS = { modelFormat: { name: 'sklearn' }, storageUri: `${EXAMPLES}/sklearn/1.0/model` };
const by = (scaler: string, more: object = {}) => ({
  annotations: { 'serving.kserve.io/deploymentMode': 'Standard', 'serving.kserve.io/autoscalerClass': scaler, ...more },
});
const cpu = (averageUtilization: number) => ({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } });
const prometheus = (serverAddress: string, query: string, value: string) =>
  ({ type: 'External', external: { metric: { backend: 'prometheus', serverAddress, query }, target: { type: 'Value', value } } });
const resources = (request: [cpu: number, memory: number], limit: [cpu: number, memory: number]): kplus.ContainerResources => ({
  cpu: { request: kplus.Cpu.millis(request[0]), limit: kplus.Cpu.millis(limit[0]) },
  memory: { request: Size.mebibytes(request[1]), limit: Size.mebibytes(limit[1]) },
});
const SMALL = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '1Gi' } };
const small = resources([100, 128], [1000, 1024]);
const scraped = {
  'prometheus.io/scrape': 'true', 'prometheus.io/path': '/metrics', 'prometheus.io/port': '8080', 'prometheus.io/scheme': 'http',
};
const ISTIO = 'http://prometheus.istio-system.svc.cluster.local:9090';
const MONITORING = 'http://prometheus.monitoring.svc.cluster.local:9090';
const requestsOf = (deployment: string) => `sum(rate(istio_requests_total{destination_workload="${deployment}-predictor-default"}[2m]))`;

test.each<[shown: string, name: string, props: InferenceServiceProps, expected: object, metadata: object]>([
  ['requests at once, of a GPU', 'flowers-sample-gpu', { model: flowers, runtimeVersion: '2.6.2-gpu', accelerator: GPU, ...knative(KnativeScaling.concurrency(1)) }, {
    scaleTarget: 1, scaleMetric: 'concurrency', model: { ...FLOWERS, runtimeVersion: '2.6.2-gpu', resources: { limits: { 'nvidia.com/gpu': 1 } } },
  }, {}],
  ['requests at once, as an annotation of Knative', 'torchserve', {
    model: digits, protocol: InferenceProtocol.V2, resources: { memory: { limit: Size.gibibytes(4) } }, ...knative(KnativeScaling.concurrency(10)),
  }, { pytorch: { protocolVersion: 'v2', storageUri: DIGITS.storageUri, resources: { limits: { memory: '4Gi' } } } }, { annotations: { 'autoscaling.knative.dev/target': '10' } }],
  ['requests at once that are the most', 'flowers-sample', { model: flowers, mode: ServingMode.knative({ concurrencyLimit: 10 }) }, { containerConcurrency: 10, model: FLOWERS }, {}],
  ['none while nobody asks', 'flowers-sample', { model: flowers, ...knative(KnativeScaling.standard({ minReplicas: 0 })) }, { minReplicas: 0, model: FLOWERS }, {}],
  ['requests a second', 'flowers-sample', { model: flowers, ...knative(KnativeScaling.requestsPerSecond(1)) }, { scaleTarget: 1, scaleMetric: 'rps', model: FLOWERS }, {}],
  ['batches', 'torchserve', {
    model: digits, batcher: { maxBatchSize: 32, maxLatency: Duration.millis(500) },
    mode: ServingMode.knative({ scaling: KnativeScaling.standard({ minReplicas: 1 }), timeout: Duration.seconds(60) }),
  }, { minReplicas: 1, timeout: 60, batcher: { maxBatchSize: 32, maxLatency: 500 }, model: DIGITS }, {}],
  ['a HorizontalPodAutoscaler', 'sklearn-iris-hpa', { model: iris, resources: small, ...standard(StandardScaling.horizontal({ cpuPercent: 80 })) }, {
    scaleTarget: 80, scaleMetric: 'cpu', model: { ...IRIS, resources: SMALL },
  }, by('hpa')],
  ['KEDA by CPU', 'sklearn-v2-iris', {
    model: iris, protocol: InferenceProtocol.V2, runtime: ModelRuntime.SKLEARN,
    ...standard(StandardScaling.keda({ minReplicas: 1, maxReplicas: 5, triggers: [ScalingTrigger.cpu(50)] })),
  }, {
    minReplicas: 1, maxReplicas: 5, autoScaling: { metrics: [cpu(50)] },
    model: { ...IRIS, protocolVersion: 'v2', runtime: 'kserve-sklearnserver' },
  }, by('keda')],
  ['KEDA by Prometheus', 'huggingface-qwen', {
    model: Model.huggingFace('Qwen/Qwen2.5-0.5B-Instruct'), args: ['--model_name=qwen'], accelerator: GPU, annotations: scraped,
    resources: resources([1000, 4096], [2000, 6144]),
    ...standard(StandardScaling.keda({
      minReplicas: 1, maxReplicas: 5, triggers: [ScalingTrigger.prometheus({ serverAddress: ISTIO, query: 'vllm:num_requests_running', threshold: 2 })],
    })),
  }, {
    minReplicas: 1, maxReplicas: 5, autoScaling: { metrics: [prometheus(ISTIO, 'vllm:num_requests_running', '2')] },
    model: {
      modelFormat: { name: 'huggingface' }, storageUri: 'hf://Qwen/Qwen2.5-0.5B-Instruct', args: ['--model_name=qwen'],
      resources: { limits: { 'cpu': '2', 'memory': '6Gi', 'nvidia.com/gpu': '1' }, requests: { 'cpu': '1', 'memory': '4Gi', 'nvidia.com/gpu': '1' } },
    },
  }, by('keda', scraped)],
  ['KEDA by metrics of the pods', 'huggingface-fbopt', {
    model: Model.none(ModelFormat.HUGGING_FACE), args: ['--model_name=fbopt', '--model_id=facebook/opt-125m'],
    annotations: { 'sidecar.opentelemetry.io/inject': 'huggingface-fbopt-predictor' }, resources: resources([1000, 4096], [1000, 4096]),
    ...standard(StandardScaling.keda({
      minReplicas: 1, maxReplicas: 5,
      triggers: [ScalingTrigger.podMetrics({ metricNames: ['vllm:num_requests_running'], query: 'vllm:num_requests_running', threshold: 4 })],
    })),
  }, {
    minReplicas: 1, maxReplicas: 5,
    autoScaling: {
      metrics: [{
        type: 'PodMetric',
        podmetric: {
          metric: { backend: 'opentelemetry', metricNames: ['vllm:num_requests_running'], query: 'vllm:num_requests_running' }, target: { type: 'Value', value: '4' },
        },
      }],
    },
    model: { modelFormat: { name: 'huggingface' }, args: ['--model_name=fbopt', '--model_id=facebook/opt-125m'], resources: amounts('1', '4Gi') },
  }, by('keda', { 'sidecar.opentelemetry.io/inject': 'huggingface-fbopt-predictor' })],
  ['KEDA, none while nobody asks', 'sklearn-iris-scale-to-zero', {
    model: iris, ...standard(StandardScaling.keda({
      minReplicas: 0, maxReplicas: 5,
      triggers: [ScalingTrigger.prometheus({ serverAddress: MONITORING, query: requestsOf('sklearn-iris-scale-to-zero'), threshold: 10 })],
    })),
  }, { minReplicas: 0, maxReplicas: 5, autoScaling: { metrics: [prometheus(MONITORING, requestsOf('sklearn-iris-scale-to-zero'), '10')] }, sklearn: { storageUri: IRIS.storageUri } }, by('keda')],
  ['KEDA by CPU and by Prometheus', 'sklearn-iris-keda-advanced', {
    model: iris,
    ...standard(StandardScaling.keda({
      minReplicas: 1, maxReplicas: 10,
      triggers: [ScalingTrigger.cpu(80), ScalingTrigger.prometheus({ serverAddress: MONITORING, query: requestsOf('sklearn-iris-keda-advanced'), threshold: 100 })],
    })),
  }, {
    minReplicas: 1, maxReplicas: 10, autoScaling: { metrics: [cpu(80), prometheus(MONITORING, requestsOf('sklearn-iris-keda-advanced'), '100')] },
    sklearn: { storageUri: IRIS.storageUri },
  }, by('keda')],
])('%s', (_, name, props, fields, metadata) => {
  expect(written(name, props)).toEqual(predictor(name, fields, metadata));
});

const transformer = { image: 'kserve/image-transformer:latest', command: ['python', '-m', 'model'], args: ['--model_name', 'mnist'] };
const TRANSFORMER = [{ name: 'kserve-container', ...transformer }];

test.each<[string, KnativeScaling, object]>([
  ['in the same way', KnativeScaling.concurrency(2), { scaleTarget: 2, scaleMetric: 'concurrency' }],
  ['each in its own way', KnativeScaling.requestsPerSecond(8), { scaleTarget: 8, scaleMetric: 'rps' }],
])('a transformer and a predictor are scaled %s', (_, transformerScaling, expected) => {
  expect(written('torch-transformer', { model: digits, transformer, mode: ServingMode.knative({ scaling: KnativeScaling.concurrency(2), transformerScaling }) }))
    .toEqual(sample('torch-transformer', { predictor: { scaleTarget: 2, scaleMetric: 'concurrency', model: DIGITS }, transformer: { ...expected, containers: TRANSFORMER } }));
});

test('each part has a HorizontalPodAutoscaler of its own', () => {
  expect(written('custom-model-hpa', {
    model: iris, resources: small, transformer: { image: 'my-custom-transformer:latest', resources: resources([200, 256], [2000, 2048]) },
    ...standard(
      StandardScaling.horizontal({ minReplicas: 1, maxReplicas: 5 }), StandardScaling.horizontal({ minReplicas: 2, maxReplicas: 10, cpuPercent: 60 }),
    ),
  })).toEqual(sample('custom-model-hpa', {
    predictor: { minReplicas: 1, maxReplicas: 5, autoScaling: { metrics: [cpu(80)] }, model: { ...IRIS, resources: SMALL } },
    transformer: {
      minReplicas: 2, maxReplicas: 10, autoScaling: { metrics: [cpu(60)] },
      containers: [{ image: 'my-custom-transformer:latest', name: 'transformer-container', resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '2', memory: '2Gi' } } }],
    },
  }, by('hpa')));
});
