import type { Manifest } from '../../../../lib/check';
import { DEFAULT_CLUSTER } from '../../../../lib/check';
import { foundIn } from '../../manifests';

/** A Knative Service around one container. */
export function service(container: object = {}, pod: object = {}, template: object = {}, rest: object = {}): Manifest {
  return pods({ containers: [{ image: 'team/api:1', ...container }], ...pod }, template, rest);
}

/** A Knative Service around a pod. */
export function pods(spec: object, template: object = {}, { metadata, ...rest }: { metadata?: object; traffic?: unknown } = {}): Manifest {
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'team', ...metadata },
    spec: { template: { ...Object.keys(template).length > 0 && { metadata: template }, spec }, ...rest },
  };
}

/** A Service whose revisions have an annotation. */
export const annotated = (key: string, value: string, others: Record<string, string> = {}) => service({}, {}, { annotations: { [key]: value, ...others } });

/** What Knative's rules and types say, in a cluster with some features, but not what policies and the API server would. */
export function knativeSays(manifest: Manifest, features: string[] = []): string[] {
  const cluster = { ...DEFAULT_CLUSTER, knative: { features } };
  return foundIn([manifest], { outside: [], cluster, partial: true }).filter(line => / (KNATIVE|SCHEMA)_/.test(line));
}
