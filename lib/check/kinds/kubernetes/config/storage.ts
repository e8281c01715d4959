import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { judgeAccessModes, judgeClaimSpec } from '../claims';
import { isKey, isLabel, isSubdomain, SUBDOMAIN_FORM } from '../forms';
import { judgeLabelKey } from '../labels';
import { backsteps } from '../pod/mounts';
import { judgeNodeSelector } from '../pod/scheduling';
import type { SourceJudge } from '../pod/volume-sources';
import { judgeDriver, SHARED_SOURCES } from '../pod/volume-sources';
import type { Teller } from '../values';
import { child, eachMap, filled, formed, isEmpty, quantity } from '../values';

/** A PersistentVolumeClaim. */
export const claim: KindRule = {
  kinds: ['/PersistentVolumeClaim'],
  judge({ spec }, report) {
    judgeClaimSpec(report, spec, 'spec', false);
  },
};

const SOURCES: Record<string, SourceJudge> = {
  ...SHARED_SOURCES,
  cinder: (report, source, at) => {
    SHARED_SOURCES.cinder(report, source, at);
    if (isMap(source.secretRef)) filled(report, source.secretRef, 'namespace', `${at}.secretRef`);
  },
  csi: (report, source, at) => {
    judgeDriver(report, source.driver, `${at}.driver`);
    filled(report, source, 'volumeHandle', at);
    for (const key of ['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef']) judgeSecret(report, source[key], `${at}.${key}`);
  },
  glusterfs: (report, source, at) => {
    SHARED_SOURCES.glusterfs(report, source, at);
    const { endpointsNamespace: name } = source;
    if (typeof name === 'string' && !isLabel(name)) report.refuse('NAME_INVALID', `${at}.endpointsNamespace`, name, 'a namespace: lower-case letters, digits and -');
  },
  local: (report, source, at) => backsteps(report, source.path, `${at}.path`),
};

function judgeSecret(report: Teller, secret: unknown, at: string): void {
  if (!isMap(secret)) return;
  filled(report, secret, 'name', at);
  filled(report, secret, 'namespace', at);
  formed(report, secret, 'name', SUBDOMAIN_FORM, at);
  if (typeof secret.namespace === 'string' && secret.namespace !== '' && !isLabel(secret.namespace)) report.refuse('NAME_INVALID', `${at}.namespace`, secret.namespace, 'a namespace: lower-case letters, digits and -');
}

/** A PersistentVolume: how large, where, and for whom. */
export const persistentVolume: KindRule = {
  kinds: ['/PersistentVolume'],
  judge({ spec }, report) {
    judgeAccessModes(report, spec.accessModes, 'spec.accessModes');
    const capacity = record(spec.capacity);
    if (isAbsent(capacity.storage)) report.refuse('VALUE_MISSING', 'spec.capacity.storage', undefined, 'how large it is, such as 10Gi');
    quantity(report, capacity.storage, 'spec.capacity.storage', 'positive');
    for (const key of Object.keys(capacity)) if (key !== 'storage') report.refuse('RESOURCE_NAME_UNKNOWN', child('spec.capacity', key), undefined, 'a volume has storage only');
    const kind = judgeSource(report, spec);
    if (isMap(spec.nodeAffinity)) {
      if (isMap(spec.nodeAffinity.required)) judgeNodeSelector(report, spec.nodeAffinity.required, 'spec.nodeAffinity.required');
      else report.refuse('VALUE_MISSING', 'spec.nodeAffinity.required', undefined, 'the nodes that reach it');
    } else if (kind === 'local') report.refuse('VALUE_MISSING', 'spec.nodeAffinity', undefined, 'a local volume is on one node: say which');
    formed(report, spec, 'storageClassName', SUBDOMAIN_FORM, 'spec');
    judgeRest(report, spec, kind);
  },
};

const BESIDE_FLEX = ['hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'glusterfs', 'flocker', 'nfs', 'rbd', 'quobyte', 'cephfs', 'iscsi', 'cinder', 'fc'];

/** A flexVolume may stand beside the sources that the server looks at before it. */
function excludes(one: string, other: string): boolean {
  return !(one === 'flexVolume' && BESIDE_FLEX.includes(other) || other === 'flexVolume' && BESIDE_FLEX.includes(one));
}

function judgeSource(report: Teller, spec: Record<string, any>): string | undefined {
  let found: string | undefined;
  for (const kind of Object.keys(SOURCES)) {
    if (isAbsent(spec[kind])) continue;
    if (found && excludes(found, kind)) report.refuse('NOT_EXACTLY_ONE', `spec.${kind}`, undefined, `${found} is given too: a volume has one source`);
    else if (isMap(spec[kind])) SOURCES[kind](report, spec[kind], `spec.${kind}`);
    found ??= kind;
  }
  if (!found) report.refuse('NOT_EXACTLY_ONE', 'spec', undefined, 'say where it is: csi, nfs, hostPath or another source');
  return found;
}

function judgeRest(report: Teller, spec: Record<string, any>, kind: string | undefined): void {
  const { volumeAttributesClassName: name, persistentVolumeReclaimPolicy: policy, hostPath } = spec;
  if (typeof name === 'string') {
    if (!isSubdomain(name)) report.refuse('NAME_INVALID', 'spec.volumeAttributesClassName', name, SUBDOMAIN_FORM.told);
    if (kind !== 'csi') report.refuse('FIELD_NOT_ALLOWED', 'spec.volumeAttributesClassName', name, 'only with a csi source');
  }
  if (policy === 'Recycle' && typeof hostPath?.path === 'string' && /^\/[/.]*$/.test(hostPath.path)) report.refuse('FIELDS_CONFLICT', 'spec.persistentVolumeReclaimPolicy', policy, 'it would delete every file of the node');
}

/** A StorageClass, or a VolumeAttributesClass: a driver and its parameters. */
export const storageClass: KindRule = {
  kinds: ['storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttributesClass'],
  judge({ kind, ...fields }, report) {
    const driver = kind === 'StorageClass' ? 'provisioner' : 'driverName';
    const name = fields[driver];
    if (isEmpty(name)) report.refuse('VALUE_MISSING', driver, name ?? undefined, 'the driver, such as ebs.csi.aws.com');
    if (typeof name === 'string' && name !== '' && !isKey(name.toLowerCase())) report.refuse('NAME_INVALID', driver, name, 'a driver such as ebs.csi.aws.com');
    if (fields.reclaimPolicy === 'Recycle') report.refuse('VALUE_UNKNOWN', 'reclaimPolicy', 'Recycle', 'Delete or Retain');
    judgeParameters(report, record(fields.parameters), kind === 'VolumeAttributesClass');
    judgeTopologies(report, list(fields.allowedTopologies));
  },
};

function judgeParameters(report: Teller, parameters: Record<string, any>, isWanted: boolean): void {
  const entries = Object.entries(parameters);
  if (isWanted && entries.length === 0) report.refuse('VALUE_MISSING', 'parameters', undefined, 'one parameter at least');
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
  if (entries.length > 512 || size > 262144) report.refuse('DATA_TOO_LARGE', 'parameters', entries.length, 'at most 512 parameters of 262144 bytes together');
  if ('' in parameters) report.refuse('NAME_INVALID', "parameters['']", undefined, 'a parameter has a name');
}

function judgeTopologies(report: Teller, terms: readonly any[]): void {
  const seen: string[] = [];
  terms.forEach((term, t) => {
    const keys = new Set<unknown>();
    const expressions = list(term?.matchLabelExpressions);
    eachMap(expressions, (expression, i) => {
      const at = `allowedTopologies[${t}].matchLabelExpressions[${i}]`;
      const values = list(expression.values);
      judgeLabelKey(report, expression.key, `${at}.key`);
      if (keys.has(expression.key)) report.refuse('NAME_DUPLICATE', `${at}.key`, expression.key, 'the key is there already');
      keys.add(expression.key);
      if (values.length === 0 && Array.isArray(expression.values)) report.refuse('VALUE_MISSING', `${at}.values`, undefined, 'one value at least');
      values.forEach((value, v) => {
        if (values.indexOf(value) < v) report.refuse('NAME_DUPLICATE', `${at}.values[${v}]`, value, 'the value is there already');
      });
    });
    const whole = JSON.stringify(expressions.map(expression => [expression?.key, [...list(expression?.values)].sort()]).sort());
    if (expressions.length === 0) report.refuse('VALUE_MISSING', `allowedTopologies[${t}].matchLabelExpressions`, undefined, 'an empty term says nothing: leave it out');
    else if (seen.includes(whole)) report.refuse('NAME_DUPLICATE', `allowedTopologies[${t}].matchLabelExpressions`, undefined, 'the term is there already');
    seen.push(whole);
  });
}
