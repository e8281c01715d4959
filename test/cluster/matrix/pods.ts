import { runtimeOf, trainJobPods } from './train-job-pods';

/** Every pod that these objects describe, as a Pod; `stock` are runtimes that the cluster has. */
export function podsOf(objects: readonly any[], stock: readonly any[]): object[] {
  const pods: object[] = [];
  for (const object of objects) {
    const { namespace, name } = object.metadata;
    const runtime = object.kind === 'TrainJob' ? runtimeOf(object, [...objects, ...stock]) : undefined;
    const claims = claimsIn(runtime ?? object).map(claim => ({ name: claim, persistentVolumeClaim: { claimName: claim } }));
    for (const { metadata, spec } of object.kind === 'TrainJob' ? trainJobPods(object, runtime) : templatesIn(object)) {
      const named = { ...metadata, namespace: namespace ?? 'matrix-restricted', name: `${name}-${pods.length}` };
      pods.push({ apiVersion: 'v1', kind: 'Pod', metadata: named, spec: { ...spec, volumes: [...spec.volumes ?? [], ...claims] } });
    }
  }
  return pods;
}

/** Volumes that JobSet adds to the pods, of claims that it makes. */
function claimsIn(value: any): string[] {
  if (Array.isArray(value)) return value.flatMap(claimsIn);
  if (typeof value !== 'object' || value === null) return [];
  if (value.volumeClaimPolicies) return value.volumeClaimPolicies.flatMap(({ templates }: any) => templates.map(({ metadata }: any) => metadata.name));
  return Object.values(value).flatMap(claimsIn);
}

/** What looks like a pod template; patches over the pods of others name no image. */
function templatesIn(value: any): any[] {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { containers } = value.spec ?? {};
  if (Array.isArray(containers) && containers.every(({ image }) => image !== undefined)) return [value];
  return Object.values(value).flatMap(templatesIn);
}
