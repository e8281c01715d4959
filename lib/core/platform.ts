import type { IConstruct } from 'constructs';
import { clusterFacts, ProblemLevel } from './cluster-props';
import type { Linter } from './linter';
import type { GangScheduler, GatewayReference, GitOpsTool, PlatformProps } from './platform-props';
import { Cloud, MpiOperator, TrainerVersion } from './platform-props';
import { Synthesis } from './synthesis';
import { SynthesisError } from './synthesis-error';
import type { Acknowledgement, ClusterFacts } from '../check';

export * from './platform-props';

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
  /** What reconciles the jobs of Kubeflow. */
  public readonly trainer: TrainerVersion;
  /** What reconciles MPIJobs. */
  public readonly mpiOperator: MpiOperator;
  /** The gang scheduler of training-operator and mpi-operator; undefined if there is none. */
  public readonly gangScheduler?: GangScheduler;
  /** Whether Kubeflow's controller for Tensorboards runs. */
  public readonly tensorboards: boolean;
  /** Whether Istio's proxies are put into pods. */
  public readonly istio: boolean;
  /** Whether the Volcano scheduler runs. */
  public readonly volcano: boolean;
  /** Whether a GitOps tool applies the YAML. */
  public readonly gitOps: boolean;
  /** Which GitOps tool it is, where that was said. */
  public readonly gitOpsTool?: GitOpsTool;
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
    this.trainer = props.trainer ?? TrainerVersion.V1;
    this.mpiOperator = props.mpiOperator ?? MpiOperator.V2BETA1;
    this.gangScheduler = props.gangScheduler;
    this.tensorboards = props.tensorboards ?? false;
    this.istio = props.istio ?? false;
    this.volcano = props.volcano ?? false;
    this.gitOpsTool = props.gitOpsTool;
    this.gitOps = props.gitOps ?? props.gitOpsTool !== undefined;
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
