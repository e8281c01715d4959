import type { EmbeddedPod, Manifest } from '../manifest';
import { containersOf, record, records } from '../manifest';
import { allPodsOf } from '../pods';
import type { Reference } from './reference';

type Add = (kind: string, name: unknown, path: string, optional?: unknown, field?: string) => void;

/** Has no namespace. */
const PRIORITY_CLASS = 'scheduling.k8s.io/PriorityClass';

/** Every object that the pods of a manifest need. */
export function referencesOfPods(manifest: Manifest): Reference[] {
  return referencesOf(allPodsOf(manifest), manifest);
}

/** Every object that pods of a manifest need; claims of its own are made for it. */
export function referencesOf(pods: readonly EmbeddedPod[], manifest: Manifest): Reference[] {
  const found: Reference[] = [];
  const { namespace } = manifest.metadata;
  const add: Add = (kind, name, path, optional, field) => {
    // What is computed later, by a template of Argo or Go, nobody can look up.
    if (typeof name !== 'string' || name === '' || optional === true || name.includes('{{') || name.includes('${')) return;
    found.push({ kind, namespace: kind === PRIORITY_CLASS ? undefined : namespace, name, path, field });
  };
  const own = new Set([...ownClaims(manifest)]);
  for (const pod of pods) {
    const at = pod.specPath ?? (pod.path === '' ? 'spec' : `${pod.path}.spec`);
    const { serviceAccountName, priorityClassName, imagePullSecrets = [] } = pod.spec;
    add('/ServiceAccount', serviceAccountName, `${at}.serviceAccountName`);
    add(PRIORITY_CLASS, priorityClassName, `${at}.priorityClassName`);
    imagePullSecrets.forEach(({ name }, i) => add('/Secret', name, `${at}.imagePullSecrets[${i}].name`));
    volumes(pod, at, own, add);
    environment(pod, add);
  }
  return found;
}

/** Claims that the object makes for its own pods. */
function ownClaims({ spec }: Manifest): string[] {
  const templates = [...records(spec.volumeClaimTemplates), ...records(spec.volumeClaimPolicies).flatMap(policy => records(policy.templates))];
  return templates.map(claim => String(record(claim.metadata).name));
}

function volumes(pod: EmbeddedPod, at: string, own: ReadonlySet<string>, add: Add): void {
  pod.spec.volumes?.forEach(({ name, secret, configMap, persistentVolumeClaim, projected }, i) => {
    const path = `${at}.volumes[${i}]`;
    if (own.has(name)) return;
    if (secret) add('/Secret', secret.secretName, `${path}.secret.secretName`, secret.optional);
    if (configMap) add('/ConfigMap', configMap.name, `${path}.configMap.name`, configMap.optional);
    if (persistentVolumeClaim) add('/PersistentVolumeClaim', persistentVolumeClaim.claimName, `${path}.persistentVolumeClaim.claimName`);
    records(record(projected).sources).forEach((source, s) => {
      const from = `${path}.projected.sources[${s}]`;
      if (source.secret) add('/Secret', record(source.secret).name, `${from}.secret.name`, record(source.secret).optional);
      if (source.configMap) add('/ConfigMap', record(source.configMap).name, `${from}.configMap.name`, record(source.configMap).optional);
    });
  });
}

function environment(pod: EmbeddedPod, add: Add): void {
  for (const { container, path } of containersOf(pod)) {
    container.env?.forEach(({ name, valueFrom }, i) => {
      if (!valueFrom) return;
      const { secretKeyRef, configMapKeyRef } = valueFrom;
      if (secretKeyRef) add('/Secret', secretKeyRef.name, `${path}.env[${i}].valueFrom.secretKeyRef.name`, secretKeyRef.optional, `env.${name}`);
      if (configMapKeyRef) add('/ConfigMap', configMapKeyRef.name, `${path}.env[${i}].valueFrom.configMapKeyRef.name`, configMapKeyRef.optional, `env.${name}`);
    });
    container.envFrom?.forEach(({ secretRef, configMapRef }, i) => {
      if (secretRef) add('/Secret', secretRef.name, `${path}.envFrom[${i}].secretRef.name`, secretRef.optional);
      if (configMapRef) add('/ConfigMap', configMapRef.name, `${path}.envFrom[${i}].configMapRef.name`, configMapRef.optional);
    });
  }
}
