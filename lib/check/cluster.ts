/** KServe's two ways to run a model; ModelMesh is gone. */
export type KServeMode = 'Knative' | 'Standard';

/** What a cluster runs, as far as rules ask. Each default is what upstream ships. */
export interface ClusterFacts {
  /** Kubernetes minor version, e.g. `1.34`. */
  readonly kubernetes: string;
  readonly kserve: {
    /** The mode of an InferenceService without the annotation `serving.kserve.io/deploymentMode`. */
    readonly defaultMode: KServeMode;
  };
  readonly knative: {
    /** Pod fields that Knative's `config-features` switches on, e.g. `podspec-nodeselector`. */
    readonly features: readonly string[];
  };
  readonly kueue: {
    /** Whether Kueue is installed; undefined where nobody said. */
    readonly installed?: boolean;
    /** The integrations of its configuration, e.g. `batch/job`. */
    readonly frameworks: readonly string[];
  };
  readonly katib: {
    readonly algorithms: readonly string[];
    readonly earlyStopping: readonly string[];
    /** Kinds of metrics collectors in katib-config. */
    readonly collectors: readonly string[];
    /** Kinds of trials, `Kind.version.group`. */
    readonly trialResources: readonly string[];
    /** Whether the containers that Katib adds get the securityContext of the first one beside them. */
    readonly injectSecurityContext: boolean;
    /** Algorithms whose pods Pod Security `restricted` takes. */
    readonly restrictedAlgorithms: readonly string[];
  };
  readonly seldon: {
    /** Prepackaged servers of the `seldon-config` ConfigMap. */
    readonly servers: readonly string[];
  };
  readonly istio: {
    /** The namespace whose policies hold for the whole mesh. */
    readonly rootNamespace: string;
  };
  readonly policy: {
    /** What pods are held to where no namespace of the input enforces a level. */
    readonly podSecurity: 'privileged' | 'baseline' | 'restricted';
    /** How grave it is where no namespace enforces it. */
    readonly podSecurityLevel: 'warning' | 'info';
    /** How grave it is to go against the hardening rules. */
    readonly hardening: 'warning' | 'info' | 'off';
  };
}

export const DEFAULT_CLUSTER: ClusterFacts = {
  kubernetes: '1.34',
  kserve: { defaultMode: 'Knative' },
  knative: { features: [] },
  kueue: {
    frameworks: [
      'batch/job', 'kubeflow.org/mpijob', 'ray.io/rayjob', 'ray.io/raycluster', 'ray.io/rayservice', 'jobset.x-k8s.io/jobset',
      'trainer.kubeflow.org/trainjob', 'workload.codeflare.dev/appwrapper', 'pod', 'deployment', 'statefulset', 'leaderworkerset.x-k8s.io/leaderworkerset',
    ],
  },
  katib: {
    algorithms: ['random', 'tpe', 'grid', 'hyperband', 'bayesianoptimization', 'cmaes', 'sobol', 'multivariate-tpe', 'enas', 'darts', 'pbt'],
    earlyStopping: ['medianstop'],
    collectors: ['StdOut', 'File', 'TensorFlowEvent'],
    trialResources: [
      'TrainJob.v1alpha1.trainer.kubeflow.org', 'Job.v1.batch', 'TFJob.v1.kubeflow.org', 'PyTorchJob.v1.kubeflow.org', 'MPIJob.v1.kubeflow.org', 'XGBoostJob.v1.kubeflow.org',
    ],
    injectSecurityContext: false,
    restrictedAlgorithms: [],
  },
  seldon: {
    servers: ['HUGGINGFACE_SERVER', 'MLFLOW_SERVER', 'SKLEARN_SERVER', 'TEMPO_SERVER', 'TENSORFLOW_SERVER', 'TRITON_SERVER', 'XGBOOST_SERVER'],
  },
  istio: { rootNamespace: 'istio-system' },
  policy: { podSecurity: 'restricted', podSecurityLevel: 'info', hardening: 'info' },
};

/** The minor version of Kubernetes as a number: 34 for 1.34. */
export function minorOf(cluster: ClusterFacts): number {
  return Number(/^v?1\.(\d+)/.exec(cluster.kubernetes)?.[1] ?? 34);
}
