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

/** How props name what pods call otherwise. */
const PROPS: ReadonlyArray<readonly [path: RegExp, prop: string]> = [
  [/^spec\.(?:\S*\.)?podSelector\.matchLabels\['app\.kubernetes\.io\/instance'\]$/, 'name'],
  [/^spec\.template\.spec\.containers\[0\]\./, ''],
  [/^spec\.template\.metadata\.labels/, 'podLabels'],
  [/^spec\.template\.metadata\.annotations/, 'podAnnotations'],
  [/^(spec\.template\.spec|metadata)\./, ''],
  [/^resources\.(request|limit)s\.(cpu|memory)$/, 'resources.$2.$1'],
  [/^resources\.(request|limit)s\.ephemeral-storage$/, 'resources.ephemeralStorage.$1'],
  [/^(priorityClass|runtimeClass)Name$/, '$1'],
  [/^serviceAccountName$/, 'serviceAccount'],
  [/^lifecycle\.preStop\.exec\.command/, 'preStop'],
  [/^securityContext\.(?=privileged$)/, ''],
  [/^securityContext\.(capabilities)\.add/, '$1'],
];

/** The prop behind a path of a pod, of its main container, or of what selects it. */
export function propOfPod(path: string): string {
  const prop = PROPS.reduce((field, [from, to]) => field.replace(from, to), path);
  // After the main container come those of the author.
  return prop.replace(/^containers\[([1-9]\d*)\]/, (_, n) => `sidecars[${Number(n) - 1}]`);
}
