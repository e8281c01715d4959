import type { Manifest } from '../manifest';
import { containersOf, podsOf, record, records } from '../manifest';
import { nearest } from '../nearest';
import type { Problem } from '../problem';
import type { AppRule, Outside } from '../rule';
import { secretsProvided } from '../secrets';

type Keyed = Outside['kind'];

/** Keys that containers read of Secrets and ConfigMaps whose content the app knows. */
export const missingKeys: AppRule = (subjects, around) => {
  const known = new Map<string, readonly string[]>();
  for (const o of around.outside) known.set(id(o.kind, o.namespace, o.name), o.keys);
  for (const { manifest } of subjects) {
    const declared = declares(manifest);
    if (declared) known.set(id(declared.kind, manifest.metadata.namespace, declared.name), declared.keys);
  }

  const opaque = secretsProvided(subjects.map(subject => subject.manifest));
  const provided = (kind: Keyed, namespace: string | undefined, name: string) => kind === 'Secret' && opaque.has(`${namespace ?? ''}/${name}`);

  const problems: Problem[] = [];
  for (const { where, manifest } of subjects) {
    for (const { kind, name, key, field } of reads(manifest)) {
      const keys = known.get(id(kind, manifest.metadata.namespace, name));
      // Without a namespace it goes wherever it is applied.
      const elsewhere = !keys && manifest.metadata.namespace !== undefined && !provided(kind, manifest.metadata.namespace, name) ? [...known.keys()].find(other => new RegExp(`^${kind}/[^/]+/`).test(other) && other.endsWith(`/${name}`)) : undefined;
      if (elsewhere !== undefined) {
        problems.push({
          where, code: kind === 'Secret' ? 'SECRET_KEY_MISSING' : 'CONFIG_MAP_KEY_MISSING', field, got: name,
          fix: `${kind} '${name}' is in namespace '${elsewhere.split('/')[1]}'; pods read only those of their own ('${manifest.metadata.namespace ?? ''}'): make one there too`,
        });
      }
      if (!keys || keys.includes(key)) continue;
      const near = nearest(key, keys);
      const has = keys.length === 0 ? 'no keys' : keys.map(k => `'${k}'`).join(', ');
      problems.push({
        where,
        code: kind === 'Secret' ? 'SECRET_KEY_MISSING' : 'CONFIG_MAP_KEY_MISSING',
        field,
        got: key,
        fix: `${kind} '${name}' has ${has}${near ? `; did you mean '${near}'?` : '; add the key or read another'}`,
      });
    }
  }
  return problems;
};

const id = (kind: Keyed, namespace: string | undefined, name: string) => `${kind}/${namespace ?? ''}/${name}`;

/** The Secret or ConfigMap that a manifest brings into being, with its keys. */
function declares(m: Manifest): { kind: Keyed; name: string; keys: string[] } | undefined {
  const name = m.metadata.name ?? '';
  switch (m.kind) {
    case 'ConfigMap':
      return { kind: 'ConfigMap', name, keys: [...Object.keys(record(m.data)), ...Object.keys(record(m.binaryData))] };
    case 'Secret':
      return { kind: 'Secret', name, keys: [...Object.keys(record(m.data)), ...Object.keys(record(m.stringData))] };
    case 'SealedSecret':
      return { kind: 'Secret', name: record(record(m.spec.template).metadata).name ?? name, keys: Object.keys(record(m.spec.encryptedData)) };
    case 'ExternalSecret': {
      // What dataFrom brings is known to the store alone.
      if (m.spec.dataFrom) return undefined;
      const template = Object.keys(record(record(record(m.spec.target).template).data));
      const data = records(m.spec.data).map(d => String(d.secretKey));
      return { kind: 'Secret', name: record(m.spec.target).name ?? name, keys: template.length > 0 ? template : data };
    }
    default:
      return undefined;
  }
}

interface Read { kind: Keyed; name: string; key: string; field: string }

function reads(manifest: Manifest): Read[] {
  const found: Read[] = [];
  const read = (kind: Keyed, ref: { name?: string; key: string; optional?: boolean } | undefined, field: string) => {
    if (ref?.name && typeof ref.key === 'string' && !ref.optional) found.push({ kind, name: ref.name, key: ref.key, field });
  };
  for (const pod of podsOf(manifest)) {
    for (const { container } of containersOf(pod)) {
      for (const { name, valueFrom } of container.env ?? []) {
        read('Secret', valueFrom?.secretKeyRef, `env.${name}`);
        read('ConfigMap', valueFrom?.configMapKeyRef, `env.${name}`);
      }
    }
    for (const volume of pod.spec.volumes ?? []) {
      for (const { key } of records(volume.secret?.items)) {
        read('Secret', { name: volume.secret!.secretName, key, optional: volume.secret!.optional }, `volume '${volume.name}'`);
      }
      for (const { key } of records(volume.configMap?.items)) {
        read('ConfigMap', { name: volume.configMap!.name, key, optional: volume.configMap!.optional }, `volume '${volume.name}'`);
      }
    }
  }
  return found;
}
