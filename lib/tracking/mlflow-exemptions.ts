import type { Exemption } from '../core';
import { imageByTag, Linter, withoutPriority } from '../core';
import type { MlflowServerProps } from './mlflow-server-props';

/** Where MLflow's own needs go against a linter's check on purpose. */
export function mlflowExemptions(image: string, replicas: number | undefined, props: MlflowServerProps): Exemption[] {
  const one = 'one replica unless more are asked for: the default database is a file';
  return [
    ...imageByTag(image),
    ...readsSecrets(props) ? [{ linter: Linter.CHECKOV, check: 'CKV_K8S_35', reason: 'MLflow and its drivers read credentials from the environment' }] : [],
    ...replicas === 1 ? [
      { linter: Linter.KUBE_SCORE, check: 'deployment-replicas', reason: one },
      { linter: Linter.POLARIS, check: 'deploymentMissingReplicas', reason: one },
      ...onOneNode(props) ? [{ linter: Linter.KUBE_SCORE, check: 'deployment-strategy', reason: 'SQLite, or a volume of one node' }] : [],
    ] : [],
    ...withoutPriority(props.priorityClass),
  ];
}

function readsSecrets({ backend, artifacts, auth, env }: MlflowServerProps): boolean {
  const variables = [...backend?._store.env ?? [], ...artifacts?._store.env ?? [], ...Object.values(env ?? {})];
  return auth !== undefined || variables.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined);
}

function onOneNode({ backend, artifacts }: MlflowServerProps): boolean {
  return !backend?._store.server || !artifacts || (artifacts._store.local && !artifacts._store.shared);
}
