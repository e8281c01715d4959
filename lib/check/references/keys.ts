import type { Manifest } from '../manifest';
import { containersOf, record, records } from '../manifest';
import { nearest } from '../nearest';
import { allPodsOf } from '../pods';
import type { Problem } from '../problem';
import type { AppRule, Outside } from '../rule';

type Keyed = Outside['kind'];

/** Keys that containers read of Secrets and ConfigMaps whose content the app knows. */
export const missingKeys: AppRule = (subjects, around) => {
  const known = new Map<string, readonly string[]>();
  for (const o of around.outside) known.set(id(o.kind, o.namespace, o.name), o.keys);
  for (const { manifest } of subjects) {
    const declared = declares(manifest);
    if (declared) known.set(id(declared.kind, manifest.metadata.namespace, declared.name), declared.keys);
  }

  const problems: Problem[] = [];
  for (const { where, manifest } of subjects) {
    for (const { kind, name, key, field, path } of reads(manifest)) {
      const keys = known.get(id(kind, manifest.metadata.namespace, name));
      if (!keys || keys.includes(key)) continue;
      const near = nearest(key, keys);
      const has = keys.length === 0 ? 'no keys' : keys.map(k => `'${k}'`).join(', ');
      problems.push({
        where,
        level: 'warning',
        code: kind === 'Secret' ? 'SECRET_KEY_MISSING' : 'CONFIG_MAP_KEY_MISSING',
        field,
        path,
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

interface Read { kind: Keyed; name: string; key: string; field: string; path: string }

function reads(manifest: Manifest): Read[] {
  const found: Read[] = [];
  const read = (kind: Keyed, ref: { name?: string; key: string; optional?: boolean } | undefined, field: string, path: string) => {
    if (ref?.name && typeof ref.key === 'string' && !ref.optional) found.push({ kind, name: ref.name, key: ref.key, field, path });
  };
  for (const pod of allPodsOf(manifest)) {
    for (const { container, path } of containersOf(pod)) {
      container.env?.forEach(({ name, valueFrom }, i) => {
        if (!valueFrom) return;
        read('Secret', valueFrom.secretKeyRef, `env.${name}`, `${path}.env[${i}].valueFrom.secretKeyRef.key`);
        read('ConfigMap', valueFrom.configMapKeyRef, `env.${name}`, `${path}.env[${i}].valueFrom.configMapKeyRef.key`);
      });
    }
    const volumes = `${pod.specPath ?? (pod.path === '' ? 'spec' : `${pod.path}.spec`)}.volumes`;
    pod.spec.volumes?.forEach(({ name, secret, configMap }, v) => {
      const items = (kind: Keyed, source: 'secret' | 'configMap', object: string | undefined, of: unknown, optional: boolean | undefined) =>
        records(of).forEach(({ key }, i) => read(kind, { name: object, key, optional }, `volume '${name}'`, `${volumes}[${v}].${source}.items[${i}].key`));
      if (secret) items('Secret', 'secret', secret.secretName, secret.items, secret.optional);
      if (configMap) items('ConfigMap', 'configMap', configMap.name, configMap.items, configMap.optional);
    });
  }
  return found;
}
