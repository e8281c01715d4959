import type { Construct } from 'constructs';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { MAIN } from './component';
import { computeOf } from './compute';
import { checkSharedMemory } from './inference-service-checks';
import type { IServingRuntime } from './runtime-reference';
import type { ServingRuntimeProps } from './serving-runtime-props';
import type { ServingRuntimeSpec } from '../../../imports/serving.kserve.io';
import type { Problems } from '../../core';
import { checkCall, Defaults, Storage, Workload } from '../../core';

/** What a runtime says of its pods; all else the service says that uses it. */
const POD_FIELDS = ['volumes', 'nodeSelector', 'affinity', 'tolerations', 'imagePullSecrets', 'schedulerName'];

/** A runtime, of one namespace or of all. */
export abstract class ServingRuntimeBase extends Workload implements IServingRuntime {
  private readonly runtime: ServingRuntimeProps;
  private readonly safely: boolean;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: ServingRuntimeProps, private readonly clusterScoped: boolean) {
    const safe = props.defaults !== Defaults.UPSTREAM;
    super(scope, id, props, {
      apiVersion: 'serving.kserve.io/v1alpha1', kind: clusterScoped ? 'ClusterServingRuntime' : 'ServingRuntime', app: 'serving-runtime', component: 'serving',
      compute: computeOf(props.accelerator), safe, pods: props, elsewhere: true, clusterScoped,
    });
    this.runtime = props;
    this.safely = safe;
  }

  /** Name of the runtime. */
  public get runtimeName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { image, command, args, formats, protocols, ports, disabled, multiModel, sharedMemory, podLabels } = this.runtime;
    const builder = this._builder();
    const { metadata, spec: { securityContext = {}, containers, ...pod } } = builder.template({
      containers: [builder.container({
        name: MAIN, image, command, args,
        ...this.safely && !ports && { ports: [{ containerPort: 8080, protocol: 'TCP' }] },
        mounts: sharedMemory ? [Storage.scratch(sharedMemory, { inMemory: true }).at('/dev/shm')] : [],
      })],
    }) as { metadata?: ServingRuntimeSpec; spec: PodSpec };
    // A runtime has no securityContext of pods.
    const { fsGroup: _group, fsGroupChangePolicy: _policy, ...secure } = securityContext;
    const spec: ServingRuntimeSpec = {
      ...podLabels && { labels: podLabels },
      ...metadata?.annotations && { annotations: metadata.annotations },
      supportedModelFormats: formats.map(({ format, autoSelect, priority }) => ({
        name: format.formatName, version: format.version, autoSelect: autoSelect ?? (this.safely ? true : undefined), priority,
      })),
      protocolVersions: protocols,
      multiModel,
      disabled,
      containers: containers.map((container: Container) => {
        const context = { ...secure, ...container.securityContext };
        return { ...container, ...Object.keys(context).length > 0 && { securityContext: context } };
      }),
      ...Object.fromEntries(Object.entries(pod).filter(([field]) => POD_FIELDS.includes(field))),
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const { image, formats, sharedMemory, accelerator, volumes = [] } = this.runtime;
    problems.image('image', image);
    if (formats.length === 0) problems.add('COUNT_RANGE', 'formats', undefined, 'no model would get it: name at least one format');
    for (const [i, { priority }] of formats.entries()) problems.wholeNumber('COUNT_RANGE', `formats[${i}].priority`, priority, 1, 2 ** 31 - 1, 'a number from 1');
    if (accelerator?._claims(this.name)) problems.add('PLATFORM_UNSUPPORTED', 'accelerator', 'claimed devices', 'a runtime has no claims of devices; give the accelerator to the services that use it');
    if (sharedMemory) checkSharedMemory('sharedMemory', sharedMemory, this._resources().limits?.memory, problems);
    if (!this.clusterScoped) return;
    for (const { storage, path } of volumes) {
      if (storage._source.claim || storage._source.files) {
        problems.add('PLATFORM_UNSUPPORTED', `volumes '${path}'`, undefined, 'a claim or ConfigMap lives in one namespace, and the services of a ClusterServingRuntime in any; use scratch space, or a ServingRuntime');
      }
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const [, index, field] = /^spec\.supportedModelFormats\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
    if (index !== undefined) return `formats[${index}]${field === 'priority' || field === 'autoSelect' ? `.${field}` : '.format'}`;
    if (path === 'spec.protocolVersions' || path.startsWith('spec.protocolVersions[')) return path.replace('spec.protocolVersions', 'protocols');
    const [, below] = /^spec\.(.+)$/.exec(path) ?? [];
    return super._fieldOf(below === undefined ? path : /^(labels|annotations)\b/.test(below) ? `spec.template.metadata.${below}` : `spec.template.spec.${below}`);
  }
}

/**
 * What serves the models of one namespace: an image, and the formats it knows.
 *
 * @example
 * const onnx = new ServingRuntime(stack, 'onnx-server', {
 *   image: 'acme/onnx-server:1.4', formats: [{ format: ModelFormat.ONNX }], protocols: [InferenceProtocol.V2],
 *   args: ['--model-dir=/mnt/models', '--name={{.Name}}'],
 * });
 * new InferenceService(stack, 'digits', { model: Model.s3(ModelFormat.ONNX, 's3://acme-models/digits'), runtime: onnx });
 * @see https://kserve.github.io/website/docs/concepts/resources/servingruntime
 */
export class ServingRuntime extends ServingRuntimeBase {
  constructor(scope: Construct, id: string, props: ServingRuntimeProps) {
    checkCall('new ServingRuntime', [scope, id, props]);
    super(scope, id, props, false);
  }
}

/** What serves the models of all namespaces; for platform teams. */
export class ClusterServingRuntime extends ServingRuntimeBase {
  constructor(scope: Construct, id: string, props: ServingRuntimeProps) {
    checkCall('new ClusterServingRuntime', [scope, id, props]);
    super(scope, id, props, true);
  }
}
