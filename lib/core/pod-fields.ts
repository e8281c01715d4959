import type { PodProps } from './pod-props';

/** Every field of PodProps; one that is missing does not compile. */
const FIELDS: Record<keyof PodProps, true> = {
  imagePullPolicy: true,
  imagePullSecrets: true,
  env: true,
  resources: true,
  accelerator: true,
  volumes: true,
  priorityClass: true,
  nodeSelector: true,
  tolerations: true,
  user: true,
  group: true,
  readOnlyRootFilesystem: true,
  podLabels: true,
  podAnnotations: true,
};

/**
 * What the props of a workload say of its pods, and no more: a further field
 * may have the name of one of jobs, and mean something else.
 * @internal
 */
export function podPropsOf(props: PodProps): PodProps {
  return Object.fromEntries(Object.entries(props).filter(([field]) => Object.hasOwn(FIELDS, field)));
}
