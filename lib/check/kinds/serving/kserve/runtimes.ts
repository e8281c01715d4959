import { maps, text } from './values';
import { isMap, record, strings } from '../../../manifest';
import type { Objects } from '../../../objects';

/** One entry of `supportedModelFormats`. */
export interface Format {
  readonly name: string;
  readonly version?: string;
  readonly auto: boolean;
  readonly priority?: number;
}

/** A ServingRuntime or ClusterServingRuntime, as far as the choice among them goes. */
export interface Runtime {
  readonly name: string;
  /** Empty takes any. */
  readonly protocols: readonly string[];
  readonly formats: readonly Format[];
  readonly disabled: boolean;
  readonly multiModel: boolean;
  readonly multiNode: boolean;
}

const V1_V2 = ['v1', 'v2'];
const auto = (name: string, versions: readonly string[], priority?: number): Format[] => versions.map(version => ({ name, version, auto: true, priority }));
const shipped = (name: string, protocols: readonly string[], formats: readonly Format[], multiNode = false): Runtime =>
  ({ name, protocols, formats, disabled: false, multiModel: false, multiNode });

/** The ClusterServingRuntimes of KServe 0.20 (chart kserve-runtime-configs, or the kustomization of the release). */
export const SHIPPED: readonly Runtime[] = [
  shipped('kserve-autogluonserver', V1_V2, auto('autogluon', ['1'], 1)),
  shipped('kserve-huggingfaceserver', ['v2', 'v1'], auto('huggingface', ['1'], 1)),
  shipped('kserve-huggingfaceserver-multinode', ['v2', 'v1'], auto('huggingface', ['1'], 2), true),
  shipped('kserve-lgbserver', V1_V2, auto('lightgbm', ['4'], 1)),
  shipped('kserve-mlserver', ['v2'], [...auto('sklearn', ['0', '1'], 2), ...auto('xgboost', ['1', '2'], 2), ...auto('lightgbm', ['3', '4'], 2), ...auto('mlflow', ['1', '2'], 1)]),
  shipped('kserve-paddleserver', V1_V2, auto('paddle', ['2'], 1)),
  shipped('kserve-pmmlserver', V1_V2, auto('pmml', ['3', '4'], 1)),
  shipped('kserve-predictiveserver', V1_V2, [['sklearn', '1'], ['xgboost', '2'], ['lightgbm', '4']].map(([name, version]) => ({ name, version, auto: false, priority: 3 }))),
  shipped('kserve-sklearnserver', V1_V2, auto('sklearn', ['1'], 1)),
  shipped('kserve-tensorflow-serving', ['v1', 'grpc-v1'], auto('tensorflow', ['1', '2'], 2)),
  shipped('kserve-torchserve', ['v1', 'v2', 'grpc-v2'], auto('pytorch', ['1'], 2)),
  shipped('kserve-tritonserver', ['v2', 'grpc-v2'], [
    ...auto('tensorrt', ['8'], 1), ...auto('tensorflow', ['1', '2'], 1), ...auto('onnx', ['1'], 1), { name: 'pytorch', version: '1', auto: false }, ...auto('triton', ['2'], 1),
  ]),
  shipped('kserve-vllmserver', [], auto('vLLM', ['1'], 1)),
  shipped('kserve-xgbserver', V1_V2, auto('xgboost', ['2'], 1)),
];

/** Files of the release that neither its chart nor its kustomization installs. */
export const NOT_INSTALLED: readonly string[] = ['kserve-openvino'];

/** A runtime of the input. */
export function runtimeOf(name: string, spec: Record<string, any>): Runtime {
  return {
    name,
    protocols: strings(spec.protocolVersions),
    formats: maps(spec.supportedModelFormats, '').map(({ map }) => ({
      name: text(map.name) ?? '', version: text(map.version), auto: map.autoSelect === true,
      ...typeof map.priority === 'number' && { priority: map.priority },
    })),
    disabled: spec.disabled === true,
    multiModel: spec.multiModel === true,
    multiNode: isMap(spec.workerSpec),
  };
}

const FOUND = new WeakMap<Objects, Map<string, readonly Runtime[]>>();

/** The runtimes that a service of a namespace can choose from: those of the input, and the shipped ones that it does not replace. */
export function runtimesFor(objects: Objects, namespace: string | undefined): readonly Runtime[] {
  const found = FOUND.get(objects) ?? new Map<string, readonly Runtime[]>();
  FOUND.set(objects, found);
  const known = found.get(namespace ?? '');
  if (known) return known;
  const own = objects.all('serving.kserve.io/ServingRuntime')
    // Without a namespace an object goes wherever it is applied.
    .filter(({ metadata }) => metadata.namespace === namespace || metadata.namespace === undefined || namespace === undefined);
  const cluster = objects.all('serving.kserve.io/ClusterServingRuntime');
  const given = [...own, ...cluster].map(({ metadata, spec }) => runtimeOf(metadata.name ?? '', record(spec)));
  const names = new Set(cluster.map(({ metadata }) => metadata.name));
  const all = [...given, ...SHIPPED.filter(runtime => !names.has(runtime.name))];
  found.set(namespace ?? '', all);
  return all;
}
