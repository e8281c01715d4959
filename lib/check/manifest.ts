import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';

/** Any Kubernetes object, as it is written to YAML. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec?: any;
  readonly data?: Record<string, string>;
  readonly stringData?: Record<string, string>;
  readonly [field: string]: unknown;
}

/** A manifest and where it came from. */
export interface Subject {
  readonly where: string;
  readonly manifest: Manifest;
}

/**
 * A pod template inside a manifest.
 * @internal
 */
export interface EmbeddedPod {
  /** JSON path of the template, e.g. `spec.template`. */
  readonly path: string;
  readonly template: PodTemplateSpec;
  readonly spec: PodSpec;
}

/** Where each built-in kind keeps its pod template. */
const POD_TEMPLATES: Record<string, string[]> = {
  'apps/DaemonSet': ['spec.template'],
  'apps/Deployment': ['spec.template'],
  'apps/ReplicaSet': ['spec.template'],
  'apps/StatefulSet': ['spec.template'],
  'batch/CronJob': ['spec.jobTemplate.spec.template'],
  'batch/Job': ['spec.template'],
};

export function groupOf(manifest: Manifest): string {
  const slash = manifest.apiVersion.indexOf('/');
  return slash < 0 ? '' : manifest.apiVersion.slice(0, slash);
}

/** @internal */
export function podsOf(manifest: Manifest): EmbeddedPod[] {
  if (manifest.kind === 'Pod' && groupOf(manifest) === '') {
    return manifest.spec ? [{ path: '', template: manifest as PodTemplateSpec, spec: manifest.spec }] : [];
  }
  const pods: EmbeddedPod[] = [];
  for (const path of POD_TEMPLATES[`${groupOf(manifest)}/${manifest.kind}`] ?? []) {
    let at: any = manifest;
    for (const key of path.split('.')) at = at?.[key];
    if (at?.spec) pods.push({ path, template: at, spec: at.spec });
  }
  return pods;
}

/**
 * All containers of a pod with their JSON path, init containers first.
 * @internal
 */
export function containersOf(pod: EmbeddedPod) {
  const prefix = pod.path === '' ? 'spec' : `${pod.path}.spec`;
  return [
    ...(pod.spec.initContainers ?? []).map((c, i) => ({ path: `${prefix}.initContainers[${i}]`, container: c })),
    ...(pod.spec.containers ?? []).map((c, i) => ({ path: `${prefix}.containers[${i}]`, container: c })),
  ];
}
