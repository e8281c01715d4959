import type { IConstruct } from 'constructs';
import type { CheckProps } from './cluster-props';
import { clusterFacts, ProblemLevel } from './cluster-props';
import type { Linter } from './linter';
import { Synthesis } from './synthesis';
import { SynthesisError } from './synthesis-error';
import type { Acknowledgement, ClusterFacts } from '../check';

/** Where the cluster runs; decides labels of GPU nodes and how identity works. */
export enum Cloud {
  /** Google Kubernetes Engine. */
  GKE = 'gke',
  /** Amazon Elastic Kubernetes Service, nodes from Karpenter. */
  EKS = 'eks',
  /** EKS Auto Mode, whose nodes have labels of their own. */
  EKS_AUTO = 'eks-auto',
  /** EKS with managed node groups; GPU nodes carry the labels of NVIDIA's GPU feature discovery. */
  EKS_NODE_GROUPS = 'eks-node-groups',
  /** Azure Kubernetes Service. */
  AKS = 'aks',
  /** Any other cluster; GPU nodes carry the labels of NVIDIA's GPU feature discovery. */
  OTHER = 'other',
}

/** A Gateway that HTTPRoutes attach to. */
export interface GatewayReference {
  /** Name of the Gateway. */
  readonly name: string;
  /**
   * Its namespace.
   * @default - the namespace of the route
   */
  readonly namespace?: string;
  /**
   * The listener to attach to.
   * @default - every listener that allows the host
   */
  readonly sectionName?: string;
}

/** What the cluster runs. Every field is a fact about the cluster, not a wish. */
export interface PlatformProps extends CheckProps {
  /**
   * Kubernetes minor version.
   * @default '1.34'
   */
  readonly kubernetes?: string;
  /**
   * Where the cluster runs.
   * @default Cloud.OTHER
   */
  readonly cloud?: Cloud;
  /**
   * The IngressClass of Ingresses.
   * @default - the cluster's default class
   */
  readonly ingressClass?: string;
  /**
   * The cert-manager ClusterIssuer that signs certificates of Ingresses.
   * @default - no certificate is requested; TLS needs a secret by name
   */
  readonly certificateIssuer?: string;
  /**
   * The Gateway that HTTPRoutes attach to.
   * @default - none; routes need one of their own
   */
  readonly gateway?: GatewayReference;
  /**
   * The namespace of the ingress controller or gateway, from which traffic is allowed.
   * @default - every namespace
   */
  readonly ingressNamespace?: string;
  /**
   * The namespace of Prometheus, from which scrapes are allowed.
   * @default - no scrape is allowed through NetworkPolicies
   */
  readonly monitoringNamespace?: string;
  /**
   * Labels that make the Prometheus operator pick up a ServiceMonitor, e.g. `{ release: 'prometheus' }`.
   * @default - no ServiceMonitors are made
   */
  readonly serviceMonitorLabels?: { [key: string]: string };
  /**
   * Whether Kueue manages Jobs with a queue label.
   * @default false
   */
  readonly kueue?: boolean;
  /**
   * Whether a GitOps tool (Argo CD, Flux) keeps the cluster as the YAML says:
   * it brings back what is deleted, so finished Jobs stay.
   * @default false
   */
  readonly gitOps?: boolean;
  /**
   * Linters that run over the YAML. Where a default of this library goes
   * against one of their checks on purpose, the object gets the linter's own
   * exemption, with the reason where the linter has room for it. What you
   * switch off yourself stays a finding.
   * @default - no exemptions are written
   */
  readonly linters?: Linter[];
}

const PLATFORM = Symbol.for('cdk8s-mlops.platform');
/** On scopes whose constructs took the platform of a scope above. */
const ASKED = Symbol.for('cdk8s-mlops.platform.asked');
const ACKNOWLEDGED = Symbol.for('cdk8s-mlops.acknowledged');

/**
 * What the cluster runs, said once. Constructs ask for it and refuse, with the
 * reason, what the platform cannot do.
 *
 * @example
 * Platform.declare(app, { kubernetes: '1.34', ingressClass: 'traefik', certificateIssuer: 'letsencrypt' });
 */
export class Platform {
  /**
   * Says what the cluster of every construct below `scope` runs. Call it before
   * those constructs are made.
   */
  public static declare(scope: IConstruct, props: PlatformProps): Platform {
    const holder = scope as any;
    if (holder[ASKED] && !holder[PLATFORM]) throw new SynthesisError('Platform.declare: declare the platform before the first construct that asks for it');
    if (holder[PLATFORM]) {
      const late = holder[PLATFORM]._assumed;
      throw new SynthesisError(`Platform.declare: ${late ? 'declare the platform before the first construct that asks for it' : `'${scope.node.path || 'the app'}' has a platform already`}`);
    }
    // Whoever says what the cluster runs wants the whole app judged by it.
    Synthesis.of(scope);
    return (holder[PLATFORM] = new Platform(props, false));
  }

  /** The platform of a construct: the nearest one declared above it, else the defaults. */
  public static of(scope: IConstruct): Platform {
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      const found = (at as any)[PLATFORM];
      if (found) return found;
      if (at !== scope) (at as any)[ASKED] = true;
    }
    // Remember that the defaults were used: a later declaration would contradict it.
    return ((scope.node.root as any)[PLATFORM] = new Platform({}, true));
  }

  /**
   * Says that a problem of every object below `scope` is known and meant, and why.
   *
   * @example
   * Platform.acknowledge(mlops, 'PLAIN_SECRET', 'a public demo key');
   */
  public static acknowledge(scope: IConstruct, code: string, reason: string): void {
    const holder = scope as any;
    (holder[ACKNOWLEDGED] ??= []).push({ code, reason });
  }

  /**
   * What was acknowledged at and above a construct.
   * @internal
   */
  public static _acknowledged(scope: IConstruct): readonly Acknowledgement[] {
    return scope.node.scopes.flatMap(at => [...(at as any)[ACKNOWLEDGED] ?? [], ...(at as any)[PLATFORM]?._acknowledgements ?? []]);
  }

  /**
   * The platform declared above a construct, if there is one; asks without consequence.
   * @internal
   */
  public static _declaredFor(scope: IConstruct): Platform {
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      if ((at as any)[PLATFORM]) return (at as any)[PLATFORM];
    }
    return (this.standard ??= new Platform({}, true));
  }

  private static standard?: Platform;

  /** Kubernetes minor version, e.g. `1.34`. */
  public readonly kubernetes: string;
  /** Where the cluster runs. */
  public readonly cloud: Cloud;
  /** The IngressClass of Ingresses. */
  public readonly ingressClass?: string;
  /** The cert-manager ClusterIssuer of Ingresses. */
  public readonly certificateIssuer?: string;
  /** The Gateway of HTTPRoutes. */
  public readonly gateway?: GatewayReference;
  /** The namespace traffic comes from. */
  public readonly ingressNamespace?: string;
  /** The namespace scrapes come from. */
  public readonly monitoringNamespace?: string;
  /** Labels that make Prometheus pick up a ServiceMonitor. */
  public readonly serviceMonitorLabels?: { [key: string]: string };
  /** Whether Kueue manages Jobs. */
  public readonly kueue: boolean;
  /** Whether a GitOps tool applies the YAML. */
  public readonly gitOps: boolean;
  /** Linters that get exemptions. */
  public readonly linters: Linter[];
  /** The mildest problem at which nothing is written. */
  public readonly failAt: ProblemLevel;
  /** Objects that exist in the cluster already, as `kind/name`. */
  public readonly external: string[];
  /** @internal */
  public readonly _facts: ClusterFacts;
  /** @internal */
  public readonly _acknowledgements: readonly Acknowledgement[];
  /** @internal */
  public readonly _assumed: boolean;

  private constructor(props: PlatformProps, assumed: boolean) {
    this._assumed = assumed;
    const version = /^v?(1\.\d+)(\.\d+)?$/.exec(props.kubernetes ?? '1.34');
    if (!version) throw new SynthesisError(`Platform kubernetes: got '${props.kubernetes}'; use a minor version such as '1.34'`);
    this.kubernetes = version[1];
    this.cloud = props.cloud ?? Cloud.OTHER;
    this.ingressClass = props.ingressClass;
    this.certificateIssuer = props.certificateIssuer;
    this.gateway = props.gateway;
    this.ingressNamespace = props.ingressNamespace;
    this.monitoringNamespace = props.monitoringNamespace;
    this.serviceMonitorLabels = props.serviceMonitorLabels;
    this.kueue = props.kueue ?? false;
    this.gitOps = props.gitOps ?? false;
    this.linters = props.linters ?? [];
    this.failAt = props.failAt ?? ProblemLevel.WARNING;
    this.external = props.external ?? [];
    this._facts = clusterFacts(this.kubernetes, props.kueue, props);
    this._acknowledgements = Object.entries(props.acknowledgements ?? {}).map(([code, reason]) => ({ code, reason }));
  }

  /** Whether the cluster is at least of this minor version, e.g. `30` for 1.30. */
  public atLeast(minor: number): boolean {
    return Number(this.kubernetes.slice(2)) >= minor;
  }
}
