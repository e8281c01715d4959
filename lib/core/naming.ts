/** `MlflowServer` and `mlflow_server` become `mlflow-server`. */
export function kebab(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[\s_]+/g, '-')
    .toLowerCase();
}

/** The labels that every object of one workload carries. */
export interface Identity {
  /** Name of the workload; its selector derives from this alone. */
  readonly instance: string;
  /** What runs: `mlflow`, `model-api`, ... */
  readonly app: string;
  /** Its part in the whole: `server`, `training`, ... */
  readonly component: string;
}

export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

export function labelsOf(identity: Identity): Record<string, string> {
  return {
    'app.kubernetes.io/name': identity.app,
    [INSTANCE_LABEL]: identity.instance,
    'app.kubernetes.io/component': identity.component,
    'app.kubernetes.io/managed-by': 'cdk8s-mlops',
  };
}

/** One label only: linters match NetworkPolicies by exactly one label of the pod. */
export function selectorOf(instance: string): Record<string, string> {
  return { [INSTANCE_LABEL]: instance };
}
