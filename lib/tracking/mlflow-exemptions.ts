import type { Exemption } from '../core';
import { Linter } from '../core';
import type { MlflowServerProps } from './mlflow-server-props';

/** Where MLflow's own needs go against a linter's check on purpose. */
export function mlflowExemptions(image: string, replicas: number | undefined, props: MlflowServerProps): Exemption[] {
  const one = 'one replica: SQLite, or a volume of one node';
  return [
    ...image.includes('@') ? [] : [{ linter: Linter.CHECKOV, check: 'CKV_K8S_43', reason: 'the image is given by tag' }],
    { linter: Linter.CHECKOV, check: 'CKV_K8S_35', reason: 'MLflow and its drivers read credentials from the environment' },
    ...replicas === 1 ? [
      { linter: Linter.KUBE_SCORE, check: 'deployment-replicas', reason: one },
      { linter: Linter.KUBE_SCORE, check: 'deployment-strategy', reason: one },
      { linter: Linter.POLARIS, check: 'deploymentMissingReplicas', reason: one },
    ] : [],
    ...props.priorityClass === undefined ? [{ linter: Linter.POLARIS, check: 'priorityClassNotSet', reason: 'the cluster has no class of ours' }] : [],
  ];
}
