import type { JobView } from './kinds/kind';
import { TrainingOperator } from './operator';
import type { Exemption, TrackingBinding } from '../core';
import { imageByTag, Linter, QueueSystem, withoutPriority } from '../core';

/** Linters know no kinds but those of Kubernetes. */
export const UNSEEN_PODS: Exemption[] = [
  { linter: Linter.KUBE_SCORE, check: 'networkpolicy-targets-pod', reason: 'the operator makes the pods' },
  { linter: Linter.KUBE_LINTER, check: 'dangling-networkpolicy', reason: 'the operator makes the pods' },
];

/** Checks of linters that a default, or a choice of the author, goes against on purpose. */
export function exemptions({ props, ttlSeconds, platform, operator }: JobView, binding?: TrackingBinding): Exemption[] {
  const readsSecrets = binding?.credentials || Object.values(props.env ?? {}).some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined);
  return [
    ...props.image === undefined ? [] : imageByTag(props.image),
    ...readsSecrets ? [{ linter: Linter.CHECKOV, check: 'CKV_K8S_35', reason: 'the code reads its secrets from the environment' }] : [],
    ...props.rerunOnChange ? [{ linter: Linter.POLARIS, check: 'metadataAndInstanceMismatched', reason: 'the name carries a hash' }] : [],
    ...ttlSeconds === undefined && operator === TrainingOperator.KUBERNETES && platform.gitOps
      ? [{ linter: Linter.KUBE_LINTER, check: 'job-ttl-seconds-after-finished', reason: 'the GitOps tool would start a deleted job anew' }] : [],
    ...props.queue?.queueSystem === QueueSystem.KUEUE && props.resources?.ephemeralStorage === undefined
      ? [{ linter: Linter.KUBE_SCORE, check: 'container-ephemeral-storage-request-and-limit', reason: 'Kueue admits nothing that requests what its queue does not cover' }] : [],
    ...withoutPriority(props.priorityClass),
  ];
}
