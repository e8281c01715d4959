import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import type * as k8s from 'kubernetes-types/core/v1';
import { seconds } from '../duration';
import { Linter } from '../linter';
import type { EgressRule, IngressRule } from '../network';
import { identityEgress, networkPolicy, Peer } from '../network';
import type { ContainerModel } from '../pod';
import type { Problems } from '../problems';
import { Workload } from '../workload';
import type { Exposure } from './exposure';
import { checkExposure, httpRouteSpec, ingressSpec, resolveExposure, serviceSpec } from './exposure';
import type { WebProps } from './web-props';

/**
 * A Deployment that serves HTTP, with its Service, Ingress or HTTPRoute,
 * PodDisruptionBudget and NetworkPolicy.
 */
export abstract class WebDeployment extends Workload {
  /** The Service. */
  public readonly serviceObject: ApiObject;
  /** Name of the Service. */
  public readonly serviceName: string;
  /** Port of the container. */
  public readonly port: number;
  /** Port of the Service. */
  public readonly servicePort: number;
  /** The Ingress; undefined without a host or with a Gateway. */
  public readonly ingressObject?: ApiObject;
  /** The HTTPRoute; undefined without a host and a Gateway. */
  public readonly routeObject?: ApiObject;
  /** The PodDisruptionBudget; undefined if switched off. */
  public readonly disruptionBudgetObject?: ApiObject;
  /** The NetworkPolicy; undefined if switched off. */
  public readonly networkPolicyObject?: ApiObject;

  /** @internal */
  protected readonly _exposure: Exposure;
  private readonly web: WebProps;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: WebProps, port: number, kind: any) {
    super(scope, id, props, { apiVersion: 'apps/v1', kind: 'Deployment', ...kind });
    this.web = props;
    this.port = port;
    const exposure = this._exposure = resolveExposure(this.name, port, props, this._platform);
    this.servicePort = exposure.servicePort;
    this.serviceName = props.serviceName ?? `${this.name}-service`;
    this.serviceObject = this._child('service', 'v1', 'Service', {
      name: this.serviceName, annotations: props.serviceAnnotations,
      body: { spec: { ...serviceSpec(exposure, this.selectorLabels), loadBalancerSourceRanges: props.loadBalancerSourceRanges } },
    });
    if (exposure.host !== undefined && exposure.gateway) {
      this.routeObject = this._child('route', 'gateway.networking.k8s.io/v1', 'HTTPRoute', { body: { spec: httpRouteSpec(exposure, this.serviceName) } });
    } else if (exposure.host !== undefined) {
      this.ingressObject = this._child('ingress', 'networking.k8s.io/v1', 'Ingress', {
        annotations: { ...exposure.issuer && { 'cert-manager.io/cluster-issuer': exposure.issuer }, ...props.ingressAnnotations },
        body: { spec: ingressSpec(exposure, this.serviceName) },
      });
    }
    if (props.disruptionBudget ?? true) {
      this.disruptionBudgetObject = this._child('pdb', 'policy/v1', 'PodDisruptionBudget', {
        body: { spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: this.selectorLabels } } },
      });
    }
    if (props.networkPolicy ?? true) {
      this.networkPolicyObject = this._child('network', 'networking.k8s.io/v1', 'NetworkPolicy', {
        body: { spec: () => networkPolicy(this.selectorLabels, this._ingressRules(), this._egressRules()) },
      });
    }
    if (exposure.serviceType === 'NodePort') {
      this._exempt(this.serviceObject, [{ linter: Linter.KUBE_SCORE, check: 'service-type', reason: 'a NodePort was asked for' }]);
    }
  }

  /** The URL inside the cluster: `http://<service>.<namespace>.svc:<port>`. */
  public get internalUrl(): string {
    return `http://${this.serviceName}${this.namespace ? `.${this.namespace}.svc` : ''}:${this.servicePort}`;
  }

  /** @internal */
  protected _ingressRules(): IngressRule[] {
    const ports = ['http'];
    if (this._exposure.serviceType !== 'ClusterIP') return [{ from: Peer.anywhere(), ports }]; // nodes and load balancers, by their addresses
    const rules: IngressRule[] = [{ from: Peer.sameNamespace(), ports }];
    if (this._exposure.host !== undefined) {
      // A gateway's proxies may run elsewhere than the Gateway: what the platform says, holds.
      const from = this._platform.ingressNamespace ?? this._exposure.gateway?.namespace;
      rules.push({ from: from === undefined ? Peer.cluster() : Peer.namespace(from), ports });
    }
    for (const from of this.web.allowFrom ?? []) rules.push({ from, ports });
    const { monitoringNamespace } = this._platform;
    if (monitoringNamespace !== undefined) rules.push({ from: Peer.namespace(monitoringNamespace), ports });
    else if (this._platform.serviceMonitorLabels) rules.push({ from: Peer.cluster(), ports }); // Prometheus, wherever it is
    return rules;
  }

  /** @internal */
  protected _egressRules(): EgressRule[] {
    return [...this.web.identity ? identityEgress() : [], ...this.web.egress ?? []];
  }

  /** @internal */
  protected _lifecycle(): k8s.Lifecycle | undefined {
    const drain = this._drainSeconds;
    if (drain === 0) return undefined;
    // The sleep action needs no shell in the image, but Kubernetes 1.30.
    return { preStop: this._platform.atLeast(30) ? { sleep: { seconds: drain } } as k8s.LifecycleHandler : { exec: { command: ['sleep', String(drain)] } } };
  }

  /** @internal */
  protected get _drainSeconds(): number {
    return this.web.drain ? seconds(this.web.drain) : 10;
  }

  /**
   * A Deployment around one container.
   * @internal
   */
  protected _deployment(options: {
    container: ContainerModel;
    initContainers?: ContainerModel[];
    replicas?: number;
    recreate?: boolean;
    startupSeconds: number;
    annotations?: Record<string, string>;
  }): DeploymentSpec {
    const spread = (topologyKey: string): k8s.TopologySpreadConstraint => ({
      maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: this.selectorLabels },
    });
    return {
      ...options.replicas !== undefined && { replicas: options.replicas },
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: Math.max(600, options.startupSeconds + 60),
      strategy: options.recreate ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: this.selectorLabels },
      template: this._pod({
        containers: [options.container],
        initContainers: options.initContainers,
        annotations: options.annotations,
        gracePeriodSeconds: this._drainSeconds + 30,
        spread: [spread('kubernetes.io/hostname'), spread('topology.kubernetes.io/zone')],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [{
              weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: this.selectorLabels } },
            }],
          },
        },
      }),
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    checkExposure(problems, this.web, this._exposure);
    this.web.allowFrom?.forEach((peer, i) => peer._check(problems, `allowFrom[${i}]`));
    this.web.egress?.forEach((rule, i) => {
      rule.to._check(problems, `egress[${i}].to`);
      rule.ports?.forEach(port => problems.port(`egress[${i}].ports`, port));
    });
    problems.duration('drain', this.web.drain, 0, 3600, 'at most one hour: an ending pod is killed after its grace period');
  }
}
