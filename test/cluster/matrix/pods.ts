/** Every pod that these objects describe, as a Pod. */
export function podsOf(objects: readonly any[]): object[] {
  const pods: object[] = [];
  for (const object of objects) {
    const { namespace, name } = object.metadata;
    for (const { metadata, spec } of templatesIn(object)) {
      pods.push({ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, namespace: namespace ?? 'matrix-restricted', name: `${name}-${pods.length}` }, spec });
    }
  }
  return pods;
}

/** What looks like a pod template; patches over the pods of others name no image. */
function templatesIn(value: any): any[] {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { containers } = value.spec ?? {};
  if (Array.isArray(containers) && containers.every(({ image }) => image !== undefined)) return [value];
  return Object.values(value).flatMap(templatesIn);
}
