import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Case } from './case';
import type { InferenceServiceProps, PlatformProps, Stack } from '../../../lib';
import {
  Accelerator, ClusterServingRuntime, Defaults, InferenceProtocol, InferenceService, KnativeScaling, LogMode, MetricOperation, Model, ModelFormat,
  ModelRuntime, PodSecurity, ScalingTrigger, ServingMode, ServingRuntime, StandardScaling, Storage, Tracking,
} from '../../../lib';

const iris = Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris');
const secret = (stack: Stack, name: string) => kplus.Secret.fromSecretName(stack, `secret-${name}`, name);
const transformer = { image: 'acme/transform:1', args: ['--model=iris'], env: { LEVEL: kplus.EnvValue.fromValue('info') } };
const prometheus = ScalingTrigger.prometheus({ serverAddress: 'http://prometheus.monitoring:9090', query: 'sum(rate(requests[1m]))', threshold: 20 });

/** Models of every format and source, on what serves them. */
const MODELS: Readonly<Record<string, (stack: Stack) => Partial<InferenceServiceProps>>> = {
  'sklearn': () => ({ model: iris }),
  'sklearn-v2': () => ({ model: iris, protocol: InferenceProtocol.V2 }),
  'xgboost-gcs': stack => ({ model: Model.gcs(ModelFormat.XGBOOST, 'gs://acme/churn', { credentials: secret(stack, 'gcs') }) }),
  'lightgbm-azure': stack => ({
    model: Model.azure(ModelFormat.LIGHTGBM, 'https://acme.blob.core.windows.net/models/churn', { credentials: secret(stack, 'azure') }),
  }),
  'pmml-http': () => ({ model: Model.http(ModelFormat.PMML, 'https://models.example.com/churn.pmml') }),
  'paddle-stored': () => ({ model: Model.stored(ModelFormat.PADDLE, 'minio', 'ocr', { storageType: 's3', bucket: 'models' }), storageSecret: 'models' }),
  'tensorflow-grpc': () => ({ model: Model.s3(ModelFormat.TENSORFLOW, 's3://acme/flowers'), protocol: InferenceProtocol.GRPC_V1 }),
  'pytorch': () => ({ model: Model.gcs(ModelFormat.PYTORCH, 'gs://acme/digits'), runtimeVersion: '0.12.0-cpu' }),
  'onnx': () => ({ model: Model.s3(ModelFormat.ONNX, 's3://acme/digits') }),
  'triton': () => ({ model: Model.s3(ModelFormat.TRITON, 's3://acme/bert'), runtime: ModelRuntime.TRITON, args: ['--log-verbose=1'] }),
  'mlflow-oci': () => ({ model: Model.oci(ModelFormat.MLFLOW, 'registry.example.com/models/iris:3') }),
  'huggingface': stack => ({ model: Model.huggingFace('acme/sentiment', { credentials: secret(stack, 'hf'), size: Size.gibibytes(2) }) }),
  'custom': () => ({ image: 'acme/server:1', port: 9000, resources: { cpu: { request: kplus.Cpu.units(2) } } }),
};
const COMMON: Readonly<Record<string, () => Partial<InferenceServiceProps>>> = {
  parts: () => ({
    model: iris, transformer, explainer: { image: 'acme/explain:1' }, internal: true, stopped: false, startupTime: Duration.minutes(8),
    logger: { mode: LogMode.REQUEST, url: 'http://broker.eventing/default' }, batcher: { maxBatchSize: 8, maxLatency: Duration.millis(50), timeout: Duration.seconds(30) },
  }),
};
const STANDARD: Readonly<Record<string, (stack: Stack) => Partial<InferenceServiceProps>>> = {
  'gpu': () => ({
    model: Model.huggingFace('acme/llama'), accelerator: Accelerator.nvidia('L4'), sharedMemory: Size.gibibytes(2), gracePeriod: Duration.minutes(2),
    mode: ServingMode.standard({ recreate: true }),
  }),
  'claim': () => ({ model: Model.claim(ModelFormat.SKLEARN, 'models', 'iris/1'), mode: ServingMode.standard({ maxSurge: '1', maxUnavailable: '0' }) }),
  'storage': () => ({
    model: Model.storage(ModelFormat.SKLEARN, Storage.claim(Size.gibibytes(5))),
    mode: ServingMode.standard({ scaling: StandardScaling.fixed(1) }),
  }),
  'registry': stack => ({
    model: Model.mlflow(Tracking.server('http://mlflow.example.com', { credentials: secret(stack, 'mlflow') }), 'iris', 'champion'),
    mode: ServingMode.standard(),
  }),
  'memory': () => ({
    model: iris,
    mode: ServingMode.standard({ scaling: StandardScaling.horizontal({ cpuPercent: 60, memoryPercent: 70, minReplicas: 2, maxReplicas: 9 }) }),
  }),
  'external': () => ({ model: iris, mode: ServingMode.standard({ scaling: StandardScaling.external() }) }),
  'keda': () => ({
    model: iris, transformer, mode: ServingMode.standard({
      scaling: StandardScaling.keda({
        triggers: [prometheus, ScalingTrigger.cpu(80), ScalingTrigger.memorySize(Size.gibibytes(1))], minReplicas: 0, maxReplicas: 9,
      }),
      transformerScaling: StandardScaling.keda({ triggers: [ScalingTrigger.memory(70)] }),
    }),
  }),
  'pod-metrics': () => ({
    model: iris, mode: ServingMode.standard({
      scaling: StandardScaling.keda({
        triggers: [ScalingTrigger.podMetrics({ serverAddress: 'keda-otel:4318', query: 'vllm:num_requests_running', threshold: 4, operation: MetricOperation.AVERAGE })],
      }),
    }),
  }),
};
const KNATIVE: Readonly<Record<string, () => Partial<InferenceServiceProps>>> = {
  'to-zero': () => ({
    model: iris,
    mode: ServingMode.knative({ scaling: KnativeScaling.concurrency(4, { minReplicas: 0 }), concurrencyLimit: 8, timeout: Duration.minutes(4) }),
  }),
  'rps': () => ({
    model: iris, transformer, mode: ServingMode.knative({ scaling: KnativeScaling.requestsPerSecond(30), transformerScaling: KnativeScaling.concurrency(2) }),
  }),
  'cpu': () => ({ model: iris, mode: ServingMode.knative({ scaling: KnativeScaling.cpu(70) }) }),
  'canary': () => ({ model: iris, mode: ServingMode.knative({ canaryPercent: 10, tagRouting: true, rolloutDuration: Duration.minutes(5) }) }),
};

/** Everything that serves: models, modes, runtimes. */
export function servingCases(): Case[] {
  const platform: PlatformProps = {};
  const service = (id: string, props: (stack: Stack) => Partial<InferenceServiceProps>, more: Partial<InferenceServiceProps> = {}): Case => ({
    id: `serving-${id}`, platform, hardened: false, make: (stack, name) => { new InferenceService(stack, name, { ...props(stack), ...more }); },
  });
  const rows = (prefix: string, cases: Readonly<Record<string, (stack: Stack) => Partial<InferenceServiceProps>>>, mode?: ServingMode) =>
    Object.entries(cases).map(([id, props]) => service(`${prefix}-${id}`, props, mode && { mode }));
  return [
    ...rows('standard', { ...MODELS, ...COMMON }, ServingMode.standard()), ...rows('knative', { ...MODELS, ...COMMON }, ServingMode.knative()),
    ...rows('standard', STANDARD), ...rows('knative', KNATIVE),
    { ...service('upstream', () => ({ model: iris, defaults: Defaults.UPSTREAM })), podSecurity: PodSecurity.PRIVILEGED },
    {
      id: 'serving-runtimes', platform, hardened: false,
      make: (stack, id) => {
        const formats = [{ format: ModelFormat.of('acme', '1'), priority: 2 }];
        const runtime = new ServingRuntime(stack, id, { image: 'acme/server:1', formats, protocols: [InferenceProtocol.V2], accelerator: Accelerator.nvidia('L4') });
        new ClusterServingRuntime(stack, `${id}-all`, { image: 'acme/server:1', formats, args: ['--name={{.Name}}'], disabled: true });
        new InferenceService(stack, `${id}-used`, { model: Model.s3(ModelFormat.of('acme'), 's3://acme/x'), runtime, mode: ServingMode.standard() });
      },
    },
  ];
}
