import type { ClusterFacts } from '../check';
import { DEFAULT_CLUSTER } from '../check';

/** How KServe runs an InferenceService that does not say so itself. */
export enum KServeMode {
  /** As a Knative Service: scales to zero, splits traffic between revisions. */
  KNATIVE = 'Knative',
  /** As a plain Deployment. */
  STANDARD = 'Standard',
}

/** How grave a problem is. */
export enum ProblemLevel {
  /** The cluster refuses it, or the app contradicts itself. */
  ERROR = 'error',
  /** Accepted, and then ignored, or not doing what it says. */
  WARNING = 'warning',
  /** What cannot be known from here, or could be better. */
  INFO = 'info',
}

/** What the ConfigMap `katib-config` lists. */
export interface KatibConfiguration {
  /**
   * Names of the suggestion algorithms.
   * @default - those that Katib ships
   */
  readonly algorithms?: string[];
  /**
   * Names of the early stopping algorithms.
   * @default - those that Katib ships
   */
  readonly earlyStopping?: string[];
  /**
   * Kinds of metrics collectors.
   * @default - those that Katib ships: StdOut, File, TensorFlowEvent
   */
  readonly collectors?: string[];
  /**
   * Kinds of trials as `Kind.version.group`: all of them, those that Katib ships too;
   * see `KatibConfig.configurationOf(...)`.
   * @default - those that Katib ships
   */
  readonly trialResources?: string[];
  /**
   * Whether `injectSecurityContext` is on: containers that Katib adds to trials
   * are then as hardened as the trials.
   * @default false
   */
  readonly injectSecurityContext?: boolean;
  /**
   * Names of the algorithms that are configured so that Pod Security `restricted`
   * takes their pods, which run in the namespaces of experiments.
   * @default - none
   */
  readonly restrictedAlgorithms?: string[];
}

/** What rules ask of the cluster, beyond what constructs ask. */
export interface CheckProps {
  /**
   * KServe's `defaultDeploymentMode`.
   * @default KServeMode.KNATIVE
   */
  readonly kserveMode?: KServeMode;
  /**
   * Pod fields that Knative's `config-features` switches on, e.g. `podspec-nodeselector`.
   * @default - none
   */
  readonly knativeFeatures?: string[];
  /**
   * Integrations of Kueue's configuration, e.g. `kubeflow.org/pytorchjob`.
   * @default - those that Kueue ships
   */
  readonly kueueFrameworks?: string[];
  /**
   * What Katib is configured with.
   * @default - what Katib ships
   */
  readonly katib?: KatibConfiguration;
  /**
   * Objects that exist in the cluster already, as `kind/name`: `secret/registry-login`.
   * @default - none
   */
  readonly external?: string[];
  /**
   * The mildest problem at which nothing is written.
   * @default ProblemLevel.WARNING
   */
  readonly failAt?: ProblemLevel;
  /**
   * Problems that are meant, by code, each with the reason: they are no longer
   * told. For a single object use `Platform.acknowledge`, or annotate it with
   * `acknowledge.cdk8s-mlops.dev/CODE: reason`.
   * @default - none
   */
  readonly acknowledgements?: { [code: string]: string };
}

/** The facts that rules ask for. */
export function clusterFacts(kubernetes: string, kueue: boolean | undefined, props: CheckProps): ClusterFacts {
  const { kserveMode, knativeFeatures, kueueFrameworks, katib = {} } = props;
  return {
    ...DEFAULT_CLUSTER,
    kubernetes,
    kserve: { defaultMode: kserveMode ?? DEFAULT_CLUSTER.kserve.defaultMode },
    knative: { features: knativeFeatures ?? DEFAULT_CLUSTER.knative.features },
    kueue: { installed: kueue, frameworks: kueueFrameworks ?? DEFAULT_CLUSTER.kueue.frameworks },
    katib: {
      algorithms: katib.algorithms ?? DEFAULT_CLUSTER.katib.algorithms,
      earlyStopping: katib.earlyStopping ?? DEFAULT_CLUSTER.katib.earlyStopping,
      collectors: katib.collectors ?? DEFAULT_CLUSTER.katib.collectors,
      trialResources: katib.trialResources ?? DEFAULT_CLUSTER.katib.trialResources,
      injectSecurityContext: katib.injectSecurityContext ?? DEFAULT_CLUSTER.katib.injectSecurityContext,
      restrictedAlgorithms: katib.restrictedAlgorithms ?? DEFAULT_CLUSTER.katib.restrictedAlgorithms,
    },
  };
}
