import type * as k8s from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';
import { seconds } from './duration';
import type { JobPodProps } from './job-pod-props';
import type { ContainerModel } from './pod';
import type { PodProps } from './pod-props';

type Questions = Pick<JobPodProps, 'readiness' | 'liveness' | 'startup'>;

/**
 * Probes that the author asked for.
 * @internal
 */
export function probes({ readiness, liveness, startup }: Questions): ContainerModel['probes'] {
  return {
    ...startup && { startupProbe: startup._probe },
    ...readiness && { readinessProbe: readiness._probe },
    ...liveness && { livenessProbe: liveness._probe },
  };
}
/** @internal */
export const preStop = (command: string[]): k8s.Lifecycle => ({ preStop: { exec: { command } } });

/** @internal */
export function toleration(t: NonNullable<PodProps['tolerations']>[number]): k8s.Toleration {
  return {
    ...t.key !== '' && { key: t.key },
    operator: t.value === undefined ? 'Exists' : 'Equal',
    ...t.value !== undefined && { value: t.value },
    ...t.effect && { effect: t.effect },
    ...t.tolerationPeriod && { tolerationSeconds: seconds(t.tolerationPeriod) },
  };
}

/**
 * Resources of the device and of the network; huge pages of both together.
 * @internal
 */
export function addedResources(...parts: Array<Record<string, string> | undefined>): Record<string, string> {
  const sum: Record<string, string> = {};
  for (const [name, amount] of parts.flatMap(part => Object.entries(part ?? {}))) {
    sum[name] = name in sum ? `${(parseQuantity(sum[name])! + parseQuantity(amount)!) / 2 ** 20}Mi` : amount;
  }
  return sum;
}
