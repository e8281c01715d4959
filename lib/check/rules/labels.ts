import { containersOf, podsOf, record, records } from '../manifest';
import type { Problem } from '../problem';
import type { ObjectRule } from '../rule';
import { SUBDOMAIN } from './names';

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const DATA_KEY = /^[-._a-zA-Z0-9]+$/;

/** `[prefix/]name`, as labels, annotations and taints have it. */
function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  return name.length <= 63 && NAME.test(name) && (prefix === undefined || (prefix.length <= 253 && SUBDOMAIN.test(prefix)));
}

const KEY = 'a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .';
const LABEL_VALUE = 'a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit';
const ANNOTATION = 'an annotation key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .';

type Found = Omit<Problem, 'where'>;

/** Labels, annotations, selectors, node labels and names that pods refer to, as the API server judges them. */
export const labelRules: ObjectRule = ({ where, manifest }) => {
  const { metadata, spec } = manifest;
  const problems: Found[] = [...labels('metadata.labels', metadata.labels), ...annotations('metadata.annotations', metadata.annotations)];
  for (const pod of podsOf(manifest)) {
    const at = pod.path === '' ? '' : `${pod.path}.`;
    if (pod.path !== '') problems.push(...labels(`${at}metadata.labels`, pod.labels), ...annotations(`${at}metadata.annotations`, pod.annotations));
    problems.push(...labels(`${at}spec.nodeSelector`, pod.spec.nodeSelector));
    for (const [i, { key, value }] of (pod.spec.tolerations ?? []).entries()) {
      if (key !== undefined && !isKey(String(key))) problems.push({ code: 'LABEL_INVALID', field: `${at}spec.tolerations[${i}].key`, got: key, fix: KEY.replace('label', 'taint') });
      if (value !== undefined && !isValue(value)) problems.push({ code: 'LABEL_INVALID', field: `${at}spec.tolerations[${i}].value`, got: value, fix: LABEL_VALUE.replace('label', 'taint') });
    }
    const names: Array<[string, unknown]> = [
      ['serviceAccountName', pod.spec.serviceAccountName], ['priorityClassName', pod.spec.priorityClassName], ['runtimeClassName', pod.spec.runtimeClassName],
      ...(pod.spec.imagePullSecrets ?? []).map((secret, i): [string, unknown] => [`imagePullSecrets[${i}].name`, secret.name]),
      ...(pod.spec.volumes ?? []).flatMap((v, i): Array<[string, unknown]> => [
        [`volumes[${i}].persistentVolumeClaim.claimName`, v.persistentVolumeClaim && (v.persistentVolumeClaim.claimName ?? '')],
        [`volumes[${i}].secret.secretName`, v.secret?.secretName],
        [`volumes[${i}].configMap.name`, v.configMap?.name],
      ]),
    ];
    problems.push(...names.flatMap(([field, name]) => referenced(`${at}spec.${field}`, name)));
    for (const { container } of containersOf(pod)) {
      for (const { name, valueFrom } of container.env ?? []) {
        const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
        if (ref) problems.push(...referenced(`env.${name} name`, ref.name), ...dataKey(`env.${name} key`, ref.key));
      }
    }
  }
  switch (manifest.kind) {
    case 'ConfigMap':
    case 'Secret':
      for (const key of Object.keys(record(manifest.data))) problems.push(...dataKey('data', key));
      break;
    case 'PersistentVolumeClaim':
      problems.push(...referenced('spec.storageClassName', spec.storageClassName || undefined));
      break;
    case 'Ingress':
      problems.push(...referenced('spec.ingressClassName', spec.ingressClassName));
      records(spec.tls).forEach((tls, i) => problems.push(...referenced(`spec.tls[${i}].secretName`, tls.secretName)));
      break;
    case 'NetworkPolicy':
      problems.push(...policySelectors(manifest.spec));
      break;
    default:
  }
  return problems.map(problem => ({ where, ...problem }));
};

const isValue = (value: unknown) => typeof value === 'string' && value.length <= 63 && VALUE.test(value);

function labels(field: string, map: unknown): Found[] {
  const found: Found[] = [];
  for (const [key, value] of Object.entries(record(map))) {
    if (!isKey(key)) found.push({ code: 'LABEL_INVALID', field: `${field}['${key}']`, fix: KEY });
    if (!isValue(value)) found.push({ code: 'LABEL_INVALID', field: `${field}['${key}']`, got: value, fix: LABEL_VALUE });
  }
  return found;
}

function annotations(field: string, map: unknown): Found[] {
  return Object.keys(record(map)).filter(key => !isKey(key.toLowerCase())).map(key => ({ code: 'LABEL_INVALID', field: `${field}['${key}']`, fix: ANNOTATION }));
}

function referenced(field: string, name: unknown): Found[] {
  if (name === undefined || name === null) return [];
  return typeof name === 'string' && name.length <= 253 && SUBDOMAIN.test(name) ? []
    : [{ code: 'NAME_INVALID', field, got: name, fix: 'it names an object: use lower-case letters, digits, - and .' }];
}

function dataKey(field: string, key: unknown): Found[] {
  return typeof key === 'string' && key.length <= 253 && DATA_KEY.test(key) && key !== '.' && key !== '..' ? []
    : [{ code: 'NAME_INVALID', field, got: key ?? null, fix: 'a key is at most 253 letters, digits, -, _ and .' }];
}

function policySelectors(spec: unknown): Found[] {
  const found: Found[] = labels('spec.podSelector.matchLabels', record(record(spec).podSelector).matchLabels);
  for (const side of ['ingress', 'egress'] as const) {
    const rules: unknown[] = Array.isArray(record(spec)[side]) ? record(spec)[side] : [];
    rules.forEach((rule, i) => {
      const peers = record(rule)[side === 'ingress' ? 'from' : 'to'];
      (Array.isArray(peers) ? peers : []).forEach(peer => {
        for (const selector of ['podSelector', 'namespaceSelector']) {
          found.push(...labels(`spec.${side}[${i}] ${selector}`, record(record(peer)[selector]).matchLabels));
        }
      });
    });
  }
  return found;
}
