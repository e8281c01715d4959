import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type {
  ExternalTriggerOptions, FetchedModelOptions, HorizontalScalingOptions, InferenceComponentProps, InferenceServiceProps, KedaScalingOptions, KnativeOptions,
  ModelOptions, PodMetricTriggerOptions, ReplicaBounds, RequestBatcher, RequestLogger, StandardOptions, StoredModelOptions,
} from '../../../lib';
import {
  Accelerator, Capacity, CloudIdentity, Defaults, DeviceClaim, InferenceProtocol, InferenceService, Interconnect, KnativeScaling, LogMode, MetricOperation,
  Model, ModelFormat, ModelRuntime, Placement, PodSecurity, Readiness, ScalingTrigger, ServingMode, StandardScaling, Storage,
} from '../../../lib';
import { problems, synth, testStack } from '../../support/synth';

/** Whatever an author gets: the YAML, or else what is told. */
function outcome(props: InferenceServiceProps): { lines: string[]; yaml?: string } {
  const stack = testStack({ kubernetes: '1.34' }, { podSecurity: PodSecurity.PRIVILEGED });
  new InferenceService(stack, 'iris', props);
  const lines = problems(stack);
  return { lines, yaml: lines.length === 0 ? JSON.stringify(synth(stack).filter(({ kind }) => kind !== 'Namespace')) : undefined };
}

const fresh = (lines: string[], base: string[]) => lines.filter(line => !base.includes(line));

/** Fails unless the second shows in the YAML, or is told. */
function expectSeen(base: InferenceServiceProps, changed: InferenceServiceProps): void {
  const [before, after] = [outcome(base), outcome(changed)];
  if (after.yaml === undefined) expect(fresh(after.lines, before.lines)).not.toEqual([]);
  else expect(after.yaml).not.toBe(before.yaml);
}

const { fromValue } = kplus.EnvValue;
const secret = { name: 's3' } as kplus.ISecret;
const aux = { name: 'beside', image: 'acme/beside:1.0' };
const s3 = (options?: FetchedModelOptions) => Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris', options);

/** Another value of every prop of pods; one that is missing does not compile. */
const PODS: Omit<Required<InferenceComponentProps>, 'image' | 'port' | 'logger' | 'batcher'> = {
  command: ['serve'], args: ['--verbose'], sharedMemory: Size.mebibytes(256), gracePeriod: Duration.seconds(90),
  imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, imagePullSecrets: [{ name: 'registry' } as kplus.ISecret], env: { LEVEL: fromValue('debug') },
  resources: { cpu: { request: kplus.Cpu.units(3) } }, accelerator: Accelerator.nvidia('L4'), volumes: [Storage.scratch(Size.mebibytes(10)).at('/cache')],
  priorityClass: 'high', nodeSelector: { pool: 'models' }, tolerations: [{ key: 'models' }], user: 2000, group: 3000, readOnlyRootFilesystem: false,
  podLabels: { team: 'vision' }, podAnnotations: { 'acme.example/note': 'x' }, envFrom: [new kplus.EnvFrom({ name: 'settings' } as kplus.IConfigMap)], containerName: 'server',
  workingDir: '/srv', ports: { h2c: 9000 }, initContainers: [aux], sidecars: [aux], capacity: Capacity.spot(), interconnect: Interconnect.efa(), placement: [Placement.apart('kubernetes.io/hostname')],
  schedulerName: 'volcano', runtimeClass: 'nvidia', capabilities: ['IPC_LOCK'], privileged: true, fsGroup: 4000, automountToken: true, serviceLinks: true,
  dnsPolicy: kplus.DnsPolicy.DEFAULT, readiness: Readiness.tcp(8080), liveness: Readiness.tcp(8080), startup: Readiness.http('/ready', 8080), preStop: ['sleep', '5'],
  hostNetwork: true, hostIpc: true, hostPid: true, shareProcessNamespace: true, subdomain: 'iris', deviceClaims: { net: DeviceClaim.existing('net') },
};
const logger = { url: 'http://log' };
const COMPONENT: Required<InferenceComponentProps> = { ...PODS, image: 'acme/other:1.0', port: 9000, logger, batcher: { maxBatchSize: 8 } };
const SERVICE: Required<InferenceServiceProps> = {
  ...COMPONENT, model: s3({ credentials: secret }), protocol: InferenceProtocol.V2, runtime: ModelRuntime.MLSERVER, runtimeVersion: '1.5.0',
  mode: ServingMode.knative({ canaryPercent: 5 }), transformer: { image: 'acme/t:1.0' }, explainer: { image: 'acme/e:1.0' }, startupTime: Duration.minutes(7), internal: true,
  stopped: true, storageSecret: 'entries', defaults: Defaults.SAFE, name: 'other', labels: { team: 'vision' }, annotations: { 'acme.example/note': 'x' },
  serviceAccount: { name: 'models' } as kplus.IServiceAccount, identity: CloudIdentity.awsRole('arn:aws:iam::123456789012:role/models'),
};

const MODES: ReadonlyArray<readonly [name: string, mode: ServingMode]> = [['Standard', ServingMode.standard()], ['Knative', ServingMode.knative()]];
const DEFAULTS = [Defaults.SAFE, Defaults.UPSTREAM];
const around = MODES.flatMap(([name, mode]) => DEFAULTS.map(defaults => [`${name}, ${defaults}`, { mode, defaults }] as const));
const each = (values: object) => around.flatMap(([where, base]) => Object.entries(values).map(([prop, value]) => [where, prop, base, value] as const));

describe.each<[string, InferenceServiceProps]>([['a model', { model: s3() }], ['a server', { image: 'acme/server:1.0' }]])('%s', (_, served) => {
  test.each(each(SERVICE))('%s: %s', (_where, prop, base, value) => {
    const props = { ...served, ...base };
    const changed = prop === 'defaults' ? { [prop]: base.defaults === Defaults.SAFE ? Defaults.UPSTREAM : Defaults.SAFE } : { [prop]: value };
    expectSeen(props, { ...props, ...changed });
  });
});

describe.each(['transformer', 'explainer'] as const)('a %s', part => {
  test.each(each(COMPONENT))('%s: %s', (_where, prop, base, value) => {
    const props = (component: object) => ({ model: s3(), ...base, [part]: { image: 'acme/part:1.0', ...component } });
    expectSeen(props({}), props({ [prop]: value }));
  });
});

interface Options<T> {
  readonly make: (options: any) => InferenceServiceProps;
  /** What is needed beside, and another value of each option. */
  readonly base?: Partial<T>;
  readonly values: { readonly [option in keyof Required<T>]: Required<T>[option] };
}
const parts = { model: s3(), transformer: { image: 'acme/t:1.0' }, explainer: { image: 'acme/e:1.0' } };
const standard = (scaling: StandardScaling) => ({ model: s3(), mode: ServingMode.standard({ scaling }) });
const keda = (trigger: ScalingTrigger) => standard(StandardScaling.keda({ triggers: [trigger] }));
const bounds = { minReplicas: 2, maxReplicas: 9 };
const fixed = StandardScaling.horizontal({ minReplicas: 2 });
const asked = { serverAddress: 'http://prometheus:9090', query: 'sum(requests)', threshold: 5 };
const queried = { serverAddress: 'http://graphite:80', query: 'max(requests)', threshold: 7 };

const STANDARD: Options<StandardOptions> = {
  make: options => ({ ...parts, mode: ServingMode.standard(options) }),
  values: { scaling: fixed, transformerScaling: fixed, explainerScaling: fixed, maxSurge: '1', maxUnavailable: '0', recreate: true },
};
const some = KnativeScaling.concurrency(4);
const KNATIVE: Options<KnativeOptions> = {
  make: options => ({ ...parts, mode: ServingMode.knative(options) }),
  values: {
    scaling: some, transformerScaling: some, explainerScaling: some, concurrencyLimit: 4, timeout: Duration.minutes(2), canaryPercent: 10, tagRouting: true,
    rolloutDuration: Duration.minutes(5),
  },
};
const HORIZONTAL: Options<HorizontalScalingOptions> = {
  make: options => standard(StandardScaling.horizontal(options)), values: { ...bounds, cpuPercent: 60, memoryPercent: 70 },
};
const KEDA: Options<KedaScalingOptions> = {
  make: options => standard(StandardScaling.keda(options)), base: { triggers: [ScalingTrigger.cpu(80)] },
  values: { ...bounds, triggers: [ScalingTrigger.memory(80)] },
};
const boundsOf = (scaling: (options: ReplicaBounds) => KnativeScaling): Options<ReplicaBounds> => ({
  make: options => ({ model: s3(), mode: ServingMode.knative({ scaling: scaling(options) }) }), values: bounds,
});
const external = (of: (options: ExternalTriggerOptions) => ScalingTrigger): Options<ExternalTriggerOptions> => ({
  make: options => keda(of(options)), base: asked, values: { ...queried, namespace: 'team', authentication: 'prometheus', authModes: 'bearer' },
});
const POD_METRICS: Options<PodMetricTriggerOptions> = {
  make: options => keda(ScalingTrigger.podMetrics(options)), base: { query: 'waiting', threshold: 5 },
  values: { ...queried, metricNames: ['waiting'], operation: MetricOperation.MAX },
};
const LOGGER: Options<RequestLogger> = {
  make: options => ({ model: s3(), logger: options }),
  values: { ...logger, mode: LogMode.REQUEST, metadataHeaders: ['x-request-id'], metadataAnnotations: ['team'] },
};
const BATCHER: Options<RequestBatcher> = {
  make: options => ({ model: s3(), batcher: options }), values: { maxBatchSize: 8, maxLatency: Duration.millis(50), timeout: Duration.seconds(20) },
};
const model = <T extends ModelOptions>(make: (options: T) => Model, values: Options<T>['values']): Options<T> => ({ make: options => ({ model: make(options) }), values });
const sized = { size: Size.gibibytes(40) };
const fetched = { ...sized, credentials: secret };
const { SKLEARN } = ModelFormat;
const MODELS: Record<string, Options<any>> = {
  s3: model<FetchedModelOptions>(options => s3(options), fetched),
  gcs: model<FetchedModelOptions>(options => Model.gcs(SKLEARN, 'gs://acme/iris', options), fetched),
  azure: model<FetchedModelOptions>(options => Model.azure(SKLEARN, 'https://acme.blob.core.windows.net/models/iris', options), fetched),
  http: model<FetchedModelOptions>(options => Model.http(SKLEARN, 'https://acme.example/iris.joblib', options), fetched),
  huggingFace: model<FetchedModelOptions>(options => Model.huggingFace('acme/iris', options), fetched),
  uri: model<FetchedModelOptions>(options => Model.uri(SKLEARN, 'hdfs://acme/iris', options), fetched),
  oci: model<ModelOptions>(options => Model.oci(SKLEARN, 'acme/iris:1.0', options), sized),
  claim: model<ModelOptions>(options => Model.claim(SKLEARN, 'models', 'iris', options), sized),
  storage: model<ModelOptions>(options => Model.storage(SKLEARN, Storage.scratch(Size.gibibytes(1)), options), sized),
  none: model<ModelOptions>(options => Model.none(SKLEARN, options), sized),
  stored: model<StoredModelOptions>(options => Model.stored(SKLEARN, 'minio', 'iris', options), {
    ...sized, storageType: 's3', bucket: 'acme', parameters: { region: 'eu-west-1' },
  }),
};
const ALL: Record<string, Options<any>> = {
  'ServingMode.standard': STANDARD, 'ServingMode.knative': KNATIVE, 'StandardScaling.horizontal': HORIZONTAL, 'StandardScaling.keda': KEDA,
  'KnativeScaling.concurrency': boundsOf(options => KnativeScaling.concurrency(2, options)), 'KnativeScaling.requestsPerSecond': boundsOf(options => KnativeScaling.requestsPerSecond(2, options)),
  'KnativeScaling.cpu': boundsOf(options => KnativeScaling.cpu(70, options)), 'KnativeScaling.standard': boundsOf(options => KnativeScaling.standard(options)),
  'ScalingTrigger.prometheus': external(ScalingTrigger.prometheus), 'ScalingTrigger.graphite': external(ScalingTrigger.graphite), 'ScalingTrigger.podMetrics': POD_METRICS,
  'logger': LOGGER, 'batcher': BATCHER, ...Object.fromEntries(Object.entries(MODELS).map(([name, options]) => [`Model.${name}`, options])),
};

const rows = Object.entries(ALL).flatMap(([name, { make, base = {}, values }]) =>
  DEFAULTS.flatMap(defaults => Object.entries(values).map(([option, value]) => [name, option, defaults, make, base, value] as const)));

test.each(rows)('%s reads %s (%s)', (_name, option, defaults, make, base, value) => {
  const of = (options: object) => ({ defaults, ...make({ ...base, ...options }) });
  expectSeen(of({}), of({ [option]: value }));
});
