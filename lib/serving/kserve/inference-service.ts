import type { Construct } from 'constructs';
import type { RenderedComponent } from './component';
import { messagesOf, renderComponent, startupProbe } from './component';
import type { InferenceComponentProps, InferencePodProps } from './component-props';
import { computeOf } from './compute';
import { checkService, checkSharedMemory } from './inference-service-checks';
import { serviceField, serviceWords } from './inference-service-fields';
import type { InferenceServiceProps } from './inference-service-props';
import type { IInferenceService } from './inference-service-reference';
import { KnativeScaling, StandardScaling } from './scaling';
import { ServingMode } from './serving-mode';
import type { InferenceServiceSpec } from '../../../imports/serving.kserve.io';
import type { PodBuilder, Problems } from '../../core';
import { checkCall, Defaults, KServeMode, Platform, seconds, Workload } from '../../core';

/**
 * A model that KServe serves: what it is and where its files are, or an image
 * of one's own, with a transformer before it and an explainer beside it.
 *
 * Its mode, and what works in that mode alone, is one value: `ServingMode.standard(...)`
 * or `ServingMode.knative(...)`. It makes a ServiceAccount, which lists the
 * credentials of the model.
 *
 * @example
 * new InferenceService(stack, 'iris', { model: Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris') });
 * @see https://kserve.github.io/website/
 */
export class InferenceService extends Workload implements IInferenceService {
  /** How KServe runs it. */
  public readonly mode: ServingMode;

  private readonly service: InferenceServiceProps;
  private readonly safely: boolean;

  constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    checkCall('new InferenceService', [scope, id, props]);
    const safe = props.defaults !== Defaults.UPSTREAM;
    const mode = props.mode ?? (Platform.of(scope)._facts.kserve.defaultMode === KServeMode.STANDARD ? ServingMode.standard() : ServingMode.knative());
    const { transformer, explainer, model } = props;
    const bound = model?._bind(scope);
    super(scope, id, {
      ...props,
      identity: props.identity ?? (props.serviceAccount ? undefined : bound?.identity),
      volumes: [...bound?.mounts ?? [], ...props.volumes ?? []],
      annotations: { ...annotationsOf(props, mode, safe), ...props.annotations },
      labels: { ...props.internal && { 'networking.kserve.io/visibility': 'cluster-local' }, ...props.labels },
    }, {
      apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', app: 'inference-service', component: 'serving', compute: computeOf(props.accelerator), safe, pods: props,
      secrets: model?._credentials ? [model._credentials.name] : [],
    });
    this.service = props;
    this.mode = mode;
    this.safely = safe;
    for (const part of [transformer, explainer]) {
      part?.volumes?.forEach(mount => this._claim(mount));
      this._claimDevices(part?.deviceClaims);
    }
  }

  /** Its name, for those who refer to it. */
  public get inferenceServiceName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { transformer, explainer } = this.service;
    const spec: InferenceServiceSpec = {
      predictor: this.predictor(),
      ...transformer && { transformer: this.component('transformer', transformer) },
      ...explainer && { explainer: this.component('explainer', explainer) },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { transformer, explainer } = this.service;
    super._check(problems);
    checkService(this, this.service, this.mode, problems);
    for (const [field, pods] of Object.entries({ 'sharedMemory': this.service, 'transformer.sharedMemory': transformer, 'explainer.sharedMemory': explainer })) {
      if (pods?.sharedMemory) checkSharedMemory(field, pods.sharedMemory, this.builderOf(pods).resources().limits?.memory, problems);
    }
    for (const part of ['transformer', 'explainer'] as const) {
      const pods = this.service[part];
      if (pods) this.builderOf(pods).check(problems._under(part));
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return serviceField(path, this.service, this.mode.mode, inPod => super._fieldOf(inPod));
  }

  /** @internal */
  public _fixOf(fix: string): string {
    return serviceWords(fix);
  }

  private predictor(): InferenceServiceSpec['predictor'] {
    const { service, safely: safe, mode } = this;
    const { model, image, port, ports = {}, protocol, runtime, runtimeVersion } = service;
    const speaks = protocol ?? (safe ? model?.format._protocol : undefined);
    const wait = service.startupTime ? seconds(service.startupTime) : service.startup ? undefined : model?._loadSeconds(safe);
    // Runtimes that KServe ships answer on 8080 too, whatever the port for clients.
    const listens = port ?? (model ? undefined : SERVING_PORTS.map(name => ports[name]).find(one => one !== undefined)) ?? 8080;
    const { main, sidecars, ...pod } = renderComponent({ mode: mode.mode, builder: this.builderOf(service), pods: service }, {
      image: image ?? '',
      ...portsOf(port ?? (model ? undefined : this.defaultPort(service))),
      ...wait !== undefined && { probes: { startupProbe: startupProbe(listens, wait) } },
    }, model !== undefined);
    const { name: _ofRuntime, resources, ...rest } = main;
    // A runtime that was chosen knows what its server needs.
    const container = runtime && !service.resources && !service.accelerator ? rest : { ...rest, ...resources && { resources } };
    const served = model && { ...model._manifest, protocolVersion: speaks, runtime: runtime?.runtimeName, runtimeVersion, ...container };
    return {
      ...this.extension('predictor'),
      ...mode._predictor,
      ...messagesOf(service),
      ...this.fields(service, pod),
      ...served ? { model: served, ...sidecars.length > 0 && { containers: sidecars } } : { containers: [main, ...sidecars] },
    } as InferenceServiceSpec['predictor'];
  }

  private component(part: 'transformer' | 'explainer', props: InferenceComponentProps): any {
    const { image, port = this.defaultPort(props) } = props;
    const view = { mode: this.mode.mode, builder: this.builderOf(props), pods: props };
    const { main, sidecars, ...pod } = renderComponent(view, { image, ...portsOf(port) }, false);
    return { ...this.extension(part), ...messagesOf(props), ...this.fields(props, pod), containers: [main, ...sidecars] };
  }

  /** The port of a server of one's own; none where requests go to another, of which Knative takes no more than one. */
  private defaultPort({ ports = {}, sidecars = [] }: InferencePodProps): number | undefined {
    const beside = this.mode.mode === KServeMode.KNATIVE && sidecars.some(sidecar => Object.keys(sidecar.ports ?? {}).length > 0);
    return !this.safely || beside || SERVING_PORTS.some(name => name in ports) ? undefined : 8080;
  }

  /** Fields of a pod, beside those of the component; KServe keeps labels of its own. */
  private fields({ podLabels }: InferencePodProps, { pod, labels, annotations }: Omit<RenderedComponent, 'main' | 'sidecars'>): Record<string, unknown> {
    const { labels: ofAll, identity } = this.service;
    return { ...(this.safely || podLabels || ofAll || identity) && labels && { labels }, ...annotations && { annotations }, ...pod };
  }

  /** How many of a component run. */
  private extension(part: Part): Record<string, unknown> {
    return scalingOf(this.service, this.mode, part, this.safely)?._manifest(this.safely) ?? {};
  }

  private builderOf(pods: InferenceServiceProps | InferenceComponentProps): PodBuilder {
    return pods === this.service ? this._builder() : this._builder(pods, pods.volumes ?? [], computeOf(pods.accelerator));
  }
}

/** Names of ports that say how requests come: KServe and Knative read the protocol from them. */
const SERVING_PORTS = ['h2c', 'http1'];

const portsOf = (containerPort?: number) => (containerPort === undefined ? {} : { ports: [{ containerPort, protocol: 'TCP' }] });

type Part = 'predictor' | 'transformer' | 'explainer';

/** What decides how many of a component run: of one with an accelerator CPU says little. */
function scalingOf(props: InferenceServiceProps, mode: ServingMode, part: Part, safe: boolean): StandardScaling | KnativeScaling | undefined {
  const said = mode._scaling(part);
  if (said || !safe) return said;
  if (mode.mode === KServeMode.KNATIVE) return KnativeScaling.standard();
  const ofPredictor = mode._scaling('predictor') as StandardScaling | undefined;
  const fixed = ofPredictor ? ofPredictor.scalerClass === 'none' : props.accelerator !== undefined;
  return fixed ? StandardScaling.fixed(1) : ofPredictor?.scalerClass === 'external' ? StandardScaling.external() : StandardScaling.horizontal();
}

function annotationsOf(props: InferenceServiceProps, mode: ServingMode, safe: boolean): Record<string, string> {
  const scaling = scalingOf(props, mode, 'predictor', safe);
  const { stopped, storageSecret } = props;
  return {
    ...mode._annotations,
    ...scaling instanceof StandardScaling ? { 'serving.kserve.io/autoscalerClass': scaling.scalerClass } : scaling?._annotations,
    ...stopped !== undefined && { 'serving.kserve.io/stop': String(stopped) },
    ...storageSecret !== undefined && { 'serving.kserve.io/storageSecretName': storageSecret },
  };
}
