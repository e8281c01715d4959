import type { Replica } from './replicas';
import { record } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';

export const INJECT = 'sidecar.istio.io/inject';

/** Whether a namespace of the input gets Istio's sidecar into its pods. */
export function injects(namespace: string | undefined, objects: Objects): boolean {
  if (namespace === undefined) return false;
  if (objects.find('kubeflow.org/Profile', undefined, namespace)) return true;
  const labels = record(objects.find('/Namespace', undefined, namespace)?.metadata.labels);
  return labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined && labels['istio-injection'] !== 'disabled';
}

/** Whether a pod template keeps the sidecar out. */
export function keepsSidecarOut(template: unknown): boolean {
  const { labels, annotations } = record(record(template).metadata);
  return record(labels)[INJECT] === 'false' || record(annotations)[INJECT] === 'false';
}

/** Pods of a job with a sidecar that goes on when the training is over. */
export function judgeSidecars(namespace: string | undefined, replicas: readonly Replica[], objects: Objects, report: Report): void {
  if (!injects(namespace, objects)) return;
  for (const { path, spec } of replicas) {
    if (!keepsSidecarOut(spec.template)) warnOfSidecar(`${path}.template.metadata.labels['${INJECT}']`, "write 'false'", report);
  }
}

export function warnOfSidecar(field: string, what: string, report: Report): void {
  report.warn('TRAINING_SIDECAR', field, undefined, `${what}: Istio puts its proxy into pods of this namespace; it outlives the training, so that the job does not end`);
}
