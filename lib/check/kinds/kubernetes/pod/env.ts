import { isAbsent, isMap } from '../../../manifest';
import { nearest } from '../../../nearest';
import { isVariable, DATA_KEY_FORM, isDataKey, isKey, isSubdomain, SUBDOMAIN_FORM } from '../forms';
import { quantityOf } from '../quantities';
import type { Teller } from '../values';
import { eachMap, exactlyOne, isEmpty, quantity } from '../values';

const SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef'];
const FIELDS = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
/** Fields of the pod that a file of a downwardAPI volume may hold. */
export const FILE_FIELDS = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'];
const RESOURCES = ['limits.cpu', 'limits.memory', 'limits.ephemeral-storage', 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage'];
const SIZES = [1, 1e3, 1e6, 1e9, 1e12, 1e15, 1e18, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50, 2 ** 60];

/** The environment of a container; `at` is the path of the container. */
export function judgeEnv(report: Teller, env: readonly any[], at: string): void {
  if (env.length === 0) return;
  const seen = new Set<string>();
  eachMap(env, (variable, i) => {
    const { name, value, valueFrom } = variable;
    if (typeof name === 'string' && name !== '') {
      judgeName(report, name, `${at}.env[${i}].name`);
      if (seen.has(name) && !(isAbsent(valueFrom) && typeof value === 'string' && value !== `$(${name})` && value.includes(`$(${name})`))) {
        report.warn('ENV_DUPLICATE', `${at}.env[${i}].name`, name, 'the variable is set twice and the last one wins; remove one of the two');
      }
      seen.add(name);
    }
    if (isMap(valueFrom)) judgeSource(report, valueFrom, value, `${at}.env[${i}].valueFrom`);
  });
}

function judgeName(report: Teller, name: string, field: string): void {
  if (!isVariable(name)) report.refuse('ENV_NAME_INVALID', field, name, "use printable ASCII characters other than '='");
  else if (!/^[A-Za-z_.-][A-Za-z0-9_.-]*$/.test(name)) {
    report.warn('ENV_NAME_INVALID', field, name, 'no shell can read it, and Kubernetes before 1.32 refuses it; use letters, digits and _, not starting with a digit');
  }
}

function judgeSource(report: Teller, source: Record<string, any>, value: unknown, at: string): void {
  const kind = exactlyOne(report, source, SOURCES, at);
  if (!kind) return;
  if (!isEmpty(value)) report.refuse('NOT_EXACTLY_ONE', at, undefined, 'value is given too: keep one of the two');
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = source;
  for (const [key, ref] of [['configMapKeyRef', configMapKeyRef], ['secretKeyRef', secretKeyRef]]) {
    if (!isMap(ref)) continue;
    judgeReference(report, ref.name, `${at}.${key}.name`);
    if (typeof ref.key === 'string' && ref.key !== '' && !isDataKey(ref.key)) report.refuse('NAME_INVALID', `${at}.${key}.key`, ref.key, DATA_KEY_FORM.told);
  }
  if (isMap(fieldRef)) judgeField(report, fieldRef, FIELDS, `${at}.fieldRef`);
  if (isMap(resourceFieldRef)) judgeResourceField(report, resourceFieldRef, `${at}.resourceFieldRef`);
}

/** The name of a ConfigMap or Secret that has to be given. */
function judgeReference(report: Teller, name: unknown, field: string): void {
  if (isEmpty(name)) report.refuse('VALUE_MISSING', field, name ?? undefined, 'say which one it is');
  else if (typeof name === 'string' && !isSubdomain(name)) report.refuse('NAME_INVALID', field, name, `it names an object: ${SUBDOMAIN_FORM.told}`);
}

/** A field of the pod itself; files know others than variables. */
export function judgeField(report: Teller, { apiVersion, fieldPath }: Record<string, any>, known: readonly string[], at: string): void {
  if (typeof apiVersion === 'string' && apiVersion !== '' && apiVersion !== 'v1') report.refuse('VALUE_UNKNOWN', `${at}.apiVersion`, apiVersion, 'the only version of a pod is v1');
  if (typeof fieldPath !== 'string' || fieldPath === '' || known.includes(fieldPath)) return;
  const [, path, key] = /^([^[]+)\['([^]*)'\]$/.exec(fieldPath.length < 1024 ? fieldPath : '') ?? [];
  if (path === 'metadata.labels' || path === 'metadata.annotations') {
    if (!isKey(path === 'metadata.labels' ? key : key.toLowerCase())) report.refuse('LABEL_INVALID', `${at}.fieldPath`, fieldPath, 'the key in brackets is no label or annotation key');
    return;
  }
  if (fieldPath === 'spec.host' && known.includes('spec.nodeName')) return;
  const near = nearest(fieldPath, known);
  const hint = fieldPath === 'metadata.labels' || fieldPath === 'metadata.annotations' ? `name the key: ${fieldPath}['key']` : near ? `did you mean '${near}'?` : `one of ${known.join(', ')}`;
  report.refuse('VALUE_UNKNOWN', `${at}.fieldPath`, fieldPath, hint);
}

/** A request or limit of a container, in units of the divisor. */
export function judgeResourceField(report: Teller, { resource, divisor }: Record<string, any>, at: string): void {
  if (typeof resource !== 'string' || resource === '') return;
  if (!RESOURCES.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource)) {
    const near = nearest(resource, RESOURCES);
    report.refuse('VALUE_UNKNOWN', `${at}.resource`, resource, near ? `did you mean '${near}'?` : `one of ${RESOURCES.join(', ')}`);
  }
  const unit = quantity(report, divisor, `${at}.divisor`, 'any');
  if (unit === undefined || unit === 0) return;
  const isCpu = resource.endsWith('.cpu');
  const isUnit = isCpu ? unit === 1 || unit === quantityOf('1m') : SIZES.includes(unit) && (unit % 1024 !== 0 || /i\s*$/.test(String(divisor)));
  if (!isUnit) {
    report.refuse('QUANTITY_INVALID', `${at}.divisor`, divisor, isCpu ? 'cpu is counted in 1 or 1m' : 'one unit such as 1, 1Mi or 1Gi');
  }
}

/** The server takes these names for the front of one: a dash at their end passes. */
const unmasked = (name: unknown) => (typeof name === 'string' && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);

/** Whole ConfigMaps and Secrets as variables. */
export function judgeEnvFrom(report: Teller, sources: readonly any[], at: string): void {
  eachMap(sources, (source, i) => {
    const { prefix, configMapRef, secretRef } = source;
    if (typeof prefix === 'string' && prefix !== '' && !isVariable(prefix)) {
      report.refuse('ENV_NAME_INVALID', `${at}.envFrom[${i}].prefix`, prefix, "use printable ASCII characters other than '='");
    }
    exactlyOne(report, source, ['configMapRef', 'secretRef'], `${at}.envFrom[${i}]`);
    if (isMap(configMapRef)) judgeReference(report, unmasked(configMapRef.name), `${at}.envFrom[${i}].configMapRef.name`);
    if (isMap(secretRef)) judgeReference(report, unmasked(secretRef.name), `${at}.envFrom[${i}].secretRef.name`);
  });
}
