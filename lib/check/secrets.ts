import type { Manifest } from './manifest';
import { containersOf, podsOf, readable, record, records } from './manifest';

/** A Secret that an object reads; no key where it reads all of them. */
export interface SecretRead {
  readonly namespace?: string;
  readonly name: string;
  readonly key?: string;
}

/** Every Secret that pods and Ingresses refer to. */
export function secretsRead(manifests: readonly Manifest[]): SecretRead[] {
  const found: SecretRead[] = [];
  for (const manifest of manifests.map(readable)) {
    const { namespace } = manifest.metadata;
    const read = (name: string | undefined, key?: string) => name !== undefined && found.push({ namespace, name, key });
    for (const pod of podsOf(manifest)) {
      pod.spec.imagePullSecrets?.forEach(s => read(s.name));
      for (const { container } of containersOf(pod)) {
        container.env?.forEach(e => e.valueFrom?.secretKeyRef && read(e.valueFrom.secretKeyRef.name, e.valueFrom.secretKeyRef.key));
        container.envFrom?.forEach(e => read(e.secretRef?.name));
      }
      for (const { secret, projected } of pod.spec.volumes ?? []) {
        if (secret) keysOf(secret.items).forEach(key => read(secret.secretName, key));
        records(projected?.sources).forEach(s => s.secret && keysOf(s.secret.items).forEach(key => read(s.secret.name, key)));
      }
    }
    // A certificate that cert-manager issues is nobody's to create.
    const issued = Object.keys(manifest.metadata.annotations ?? {}).some(key => key.startsWith('cert-manager.io/'));
    if (manifest.kind === 'Ingress' && !issued) {
      records(manifest.spec.tls).forEach(tls => ['tls.crt', 'tls.key'].forEach(key => read(tls.secretName, key)));
    }
  }
  return found;
}

const keysOf = (items: unknown): Array<string | undefined> => (items === undefined ? [undefined] : records(items).map(item => item.key));

/** `namespace/name` of every Secret that the manifests themselves bring into being. */
export function secretsProvided(manifests: readonly Manifest[]): Set<string> {
  const provided = new Set<string>();
  for (const { kind, metadata, spec } of manifests.map(readable)) {
    const id = (name: string | undefined) => `${metadata.namespace ?? ''}/${name ?? metadata.name}`;
    if (kind === 'Secret') provided.add(id(undefined));
    if (kind === 'SealedSecret') provided.add(id(record(record(spec.template).metadata).name));
    if (kind === 'ExternalSecret') provided.add(id(record(spec.target).name));
    if (kind === 'Certificate') provided.add(id(spec.secretName));
  }
  return provided;
}
