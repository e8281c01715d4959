import type { Construct } from 'constructs';
import { filled, propOf } from './api';
import type { SeldonDeploymentProps } from './deployment-props';
import type { SeldonServedContainer } from './node-container';
import { endpointOf } from './node-options';
import type { SeldonPredictor } from './predictor';
import { NODE_COMPUTE, PredictorPods } from './predictor-pods';
import type { SeldonDeploymentExplainer, SeldonDeploymentPredictor, SeldonDeploymentSpec } from '../../../imports/machinelearning.seldon.io';
import type { Problems, WorkloadProps } from '../../core';
import { checkCall, Defaults, envVar, givenResources, PodSecurity, renderPod, Stack, Workload } from '../../core';

/**
 * Models behind one address, with Seldon Core 1: each predictor is a graph of
 * servers and containers, and predictors share the requests.
 *
 * It makes a SeldonDeployment, a ServiceAccount without a token, and claims for
 * volumes; Seldon makes Deployments and Services of it. Pods are hardened. The
 * engine and what fetches models, which Seldon adds to them, are not, so the
 * namespace is enforced at Pod Security `baseline`.
 *
 * @example
 * const known = SeldonNode.sklearn('classifier', 'gs://acme/iris/v1');
 * const better = SeldonNode.sklearn('classifier', 'gs://acme/iris/v2');
 * new SeldonDeployment(stack, 'iris', {
 *   protocol: SeldonProtocol.V2,
 *   predictors: [{ name: 'known', graph: known, replicas: 2, traffic: 90 }, { name: 'better', graph: better, traffic: 10 }],
 * });
 * @see https://docs.seldon.ai/seldon-core-1
 */
export class SeldonDeployment extends Workload {
  private readonly props: SeldonDeploymentProps;
  private readonly safely: boolean;
  private readonly predictorPods: PredictorPods[];

  constructor(scope: Construct, id: string, props: SeldonDeploymentProps) {
    checkCall('new SeldonDeployment', [scope, id, props]);
    const safe = props.defaults !== Defaults.UPSTREAM;
    const { imagePullSecrets } = props;
    super(scope, id, props as WorkloadProps, {
      apiVersion: 'machinelearning.seldon.io/v1', kind: 'SeldonDeployment', app: 'seldon-deployment', component: 'serving',
      compute: NODE_COMPUTE, safe, pods: { imagePullSecrets },
    });
    this.props = props;
    this.safely = safe;
    this.predictorPods = props.predictors.map(predictor => new PredictorPods(predictor, {
      safe, shared: { imagePullSecrets }, builder: (pods, mounts) => this._builder(pods, mounts),
    }));
    for (const pods of this.predictorPods) pods.mounts.forEach(mount => this._claim(mount));
    if (safe) Stack._of(this)?._relax(INJECTED, PodSecurity.BASELINE);
  }

  /** @internal */
  public _spec(): any {
    const { predictors, protocol, transport, serverType, replicas, deploymentName, specAnnotations } = this.props;
    const spec: SeldonDeploymentSpec = {
      name: deploymentName,
      protocol,
      transport,
      serverType,
      replicas,
      annotations: filled(specAnnotations),
      predictors: predictors.map((predictor, i) => this.predictor(predictor, this.predictorPods[i])),
    };
    return spec;
  }

  private predictor(predictor: SeldonPredictor, pods: PredictorPods): SeldonDeploymentPredictor {
    const { name, graph, replicas, traffic, shadow, orchestrator, tlsSecret, labels, annotations } = predictor;
    return {
      name,
      graph: graph._manifest,
      componentSpecs: filled(pods.render()),
      replicas,
      traffic,
      shadow,
      explainer: this.explainer(predictor),
      ...orchestrator && {
        svcOrchSpec: {
          env: filled(Object.entries(orchestrator.env ?? {}).map(([variable, value]) => envVar(variable, value))),
          resources: orchestrator.resources && givenResources(orchestrator.resources),
          replicas: orchestrator.replicas,
        },
      },
      ...tlsSecret && { ssl: { certSecretName: tlsSecret.name } },
      labels: filled(labels),
      annotations: filled(annotations),
    };
  }

  private explainer({ explainer }: SeldonPredictor): SeldonDeploymentExplainer | undefined {
    if (!explainer) return undefined;
    const { modelUri, replicas, config, initParameters, endpoint, envSecret, serviceAccount, storageInitializerImage } = explainer._options;
    return {
      type: explainer.explainerType,
      modelUri,
      replicas,
      config: filled(config),
      initParameters,
      endpoint: endpointOf(endpoint),
      envSecretRefName: envSecret?.name,
      serviceAccountName: serviceAccount?.name,
      storageInitializerImage,
      containerSpec: this.explainerContainer(explainer._options.container),
    };
  }

  private explainerContainer(said: SeldonServedContainer | undefined): SeldonDeploymentExplainer['containerSpec'] {
    if (!said) return undefined;
    const { image, command, args, volumes: _volumes, ...pods } = said;
    const model = this._builder({ readOnlyRootFilesystem: undefined, ...pods }, []).container({ name: 'explainer', image: image as string, command, args });
    // Its pod is Seldon's: there is no volume for a writable /tmp.
    const readOnlyRootFilesystem = said.readOnlyRootFilesystem;
    const { spec } = renderPod({ hardened: false, claimName: () => undefined, labels: {}, containers: [{ ...model, readOnlyRootFilesystem }] });
    const [container] = spec!.containers;
    const hardening = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    return { ...container, ...this.safely && { securityContext: { ...hardening, ...container.securityContext } } };
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    for (const pods of this.predictorPods) pods.check(problems);
    for (const { name, explainer } of this.props.predictors) {
      const { container } = explainer?._options ?? {};
      const own = problems._under(`predictors '${name}' explainer container`);
      if (container?.image !== undefined) own.image('image', container.image);
      if (container?.accelerator) own.add('FIELD_IGNORED', 'accelerator', container.accelerator.count, 'where its pod runs cannot be said; leave it out');
      for (const { path } of container?.volumes ?? []) own.add('FIELD_IGNORED', 'volumes', path, 'its pod has no volumes; leave it out');
    }
    if (this.safely && Stack._of(this)?.podSecurity === PodSecurity.RESTRICTED) {
      problems.add('POD_SECURITY_INJECTED', 'predictors', this.props.predictors[0]?.name, `${INJECTED}, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack`);
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const [, index, rest] = /^spec\.predictors\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    if (index === undefined) return propOf(path.replace(/^spec\.annotations/, 'specAnnotations').replace(/^spec\.name$/, 'deploymentName'));
    const { name, graph } = this.props.predictors[Number(index)];
    const [, component, below] = /^componentSpecs\[(\d+)\]\.?(.*)$/.exec(rest) ?? [];
    if (component === undefined) return `predictors '${name}' ${fieldOf(rest, graph)}`.trim();
    return `predictors '${name}' ${this.predictorPods[Number(index)].fieldOf(Number(component), below, inPod => super._fieldOf(inPod))}`;
  }
}

const INJECTED = 'Seldon adds its engine, and containers that fetch models, to the pods';

/** The prop of a predictor behind a path of it. */
function fieldOf(path: string, graph: SeldonPredictor['graph']): string {
  if (path === 'graph' || path.startsWith('graph.')) {
    const [node, rest] = graph._at(path.replace(/^graph\.?/, ''));
    const field = rest.replace(/^parameters\[(\d+)\].*/, (_, i) => `parameters '${node._manifest.parameters?.[Number(i)]?.name}'`)
      .replace(/^envSecretRefName$/, 'envSecret').replace(/^serviceAccountName$/, 'serviceAccount').replace(/service_(host|port)/, (_, of) => `service${of[0].toUpperCase()}${of.slice(1)}`);
    return `node '${node.nodeName}' ${field}`.trim();
  }
  return path.replace(/^svcOrchSpec/, 'orchestrator').replace(/^ssl\.certSecretName/, 'tlsSecret').replace(/envSecretRefName$/, 'envSecret').replace(/containerSpec/, 'container');
}
