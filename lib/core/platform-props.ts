import type { CheckProps } from './cluster-props';
import type { Linter } from './linter';

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

/** What reconciles the jobs of Kubeflow. */
export enum TrainerVersion {
  /** training-operator 1.8, the last one with MXJob. */
  V1_8 = '1.8',
  /** training-operator 1.9: PyTorchJob, TFJob, XGBoostJob, PaddleJob, JAXJob, MPIJob v1. */
  V1 = '1.9',
  /** Kubeflow Trainer 2: TrainJob and its runtimes. */
  V2 = '2',
}

/** Which of the two operators has the CRD `mpijobs.kubeflow.org`: only one can. */
export enum MpiOperator {
  /** mpi-operator: MPIJob v2beta1, over ssh. */
  V2BETA1 = 'v2beta1',
  /** training-operator: MPIJob v1, over `kubectl exec`. */
  V1 = 'v1',
}

/** The scheduler that training-operator was started with (`--gang-scheduler-name`). */
export enum GangScheduler {
  /** Volcano. */
  VOLCANO = 'volcano',
  /** Coscheduling of the scheduler plugins. */
  COSCHEDULING = 'scheduler-plugins-scheduler',
}

/** What keeps the cluster as a git repository says. */
export enum GitOpsTool {
  /** Argo CD. */
  ARGO_CD = 'argo-cd',
  /** Flux. */
  FLUX = 'flux',
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
   * What reconciles the jobs of Kubeflow.
   * @default TrainerVersion.V1
   */
  readonly trainer?: TrainerVersion;
  /**
   * What reconciles MPIJobs.
   * @default MpiOperator.V2BETA1
   */
  readonly mpiOperator?: MpiOperator;
  /**
   * The scheduler with which training-operator and mpi-operator start all pods of a job or none.
   * @default - none: a job's pods start one by one
   */
  readonly gangScheduler?: GangScheduler;
  /**
   * Whether Kubeflow's controller for Tensorboards runs.
   * @default false
   */
  readonly tensorboards?: boolean;
  /**
   * Whether Istio puts a proxy into the pods of namespaces that ask for it. Jobs
   * keep it out of their pods: a proxy that never ends keeps a job from ending.
   * @default false
   */
  readonly istio?: boolean;
  /**
   * Whether the Volcano scheduler runs, and with it the Queues of Volcano.
   * @default false
   */
  readonly volcano?: boolean;
  /**
   * Whether a GitOps tool (Argo CD, Flux) keeps the cluster as the YAML says:
   * it brings back what is deleted, so finished Jobs stay.
   * @default false
   */
  readonly gitOps?: boolean;
  /**
   * Which GitOps tool it is; jobs then tell it to make a changed one anew, for a
   * job cannot change. Implies `gitOps`.
   * @default - none in particular
   */
  readonly gitOpsTool?: GitOpsTool;
  /**
   * Linters that run over the YAML. Where a default of this library goes
   * against one of their checks on purpose, the object gets the linter's own
   * exemption, with the reason where the linter has room for it. What you
   * switch off yourself stays a finding.
   * @default - no exemptions are written
   */
  readonly linters?: Linter[];
}
