import { isLabel, isSubdomain, SUBDOMAIN_FORM } from './forms';
import { judgeSelector } from './labels';
import type { Teller } from './values';
import { formed, isEmpty, noGaps, quantity } from './values';
import { isAbsent, isMap, list, record } from '../../manifest';

/** What a claim asks for, wherever it stands: alone, in a StatefulSet, in an ephemeral volume. */
export function judgeClaimSpec(report: Teller, claim: unknown, at: string, isTemplate = true): void {
  const spec = isTemplate ? record(claim) : withoutDropped(report, record(claim), at);
  judgeAccessModes(report, spec.accessModes, `${at}.accessModes`);
  judgeSelector(report, spec.selector, `${at}.selector`);
  const { storage } = record(record(spec.resources).requests);
  if (isAbsent(storage)) report.refuse('QUANTITY_INVALID', `${at}.resources.requests.storage`, undefined, 'a positive quantity such as 10Gi');
  else quantity(report, storage, `${at}.resources.requests.storage`, 'positive');
  formed(report, spec, 'storageClassName', SUBDOMAIN_FORM, at);
  formed(report, spec, 'volumeAttributesClassName', SUBDOMAIN_FORM, at);
  for (const key of ['dataSource', 'dataSourceRef']) judgeDataSource(report, spec[key], `${at}.${key}`);
  judgeBothSources(report, spec, at);
}

export function judgeAccessModes(report: Teller, modes: unknown, field: string): void {
  const words = list(modes);
  noGaps(report, modes, field);
  if (words.length === 0) report.refuse('VALUE_MISSING', field, undefined, 'one access mode at least, such as ReadWriteOnce');
  else if (words.includes('ReadWriteOncePod') && words.some(mode => mode !== 'ReadWriteOncePod')) report.refuse('FIELDS_CONFLICT', field, words, 'ReadWriteOncePod stands alone');
}

/** Of a claim that stands alone the server drops sources it does not know, before it looks at them. */
function withoutDropped(report: Teller, spec: Record<string, any>, at: string): Record<string, any> {
  const { dataSource, dataSourceRef, ...rest } = spec;
  if (isAbsent(dataSource) && isAbsent(dataSourceRef)) return spec;
  const ref = isEmpty(record(dataSourceRef).namespace) ? dataSourceRef : undefined;
  if (ref !== dataSourceRef) report.warn('FEATURE_OFF', `${at}.dataSourceRef.namespace`, dataSourceRef.namespace, 'sources of other namespaces are off by default: the whole dataSourceRef is dropped, and the volume is empty');
  if (!isAbsent(ref)) return { ...rest, dataSource, dataSourceRef: ref };
  const { apiGroup, kind, name } = record(dataSource);
  const isKnown = isAbsent(dataSource) || isEmpty(apiGroup) && kind === 'PersistentVolumeClaim' || apiGroup === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot';
  if (isKnown) {
    if (!isAbsent(dataSource) && isEmpty(name)) report.refuse('VALUE_MISSING', `${at}.dataSource.name`, name ?? undefined, `the ${kind} to start from`);
    return { ...rest, dataSource };
  }
  report.warn('FIELD_NOT_ALLOWED', `${at}.dataSource`, undefined, 'neither a PersistentVolumeClaim nor a VolumeSnapshot of snapshot.storage.k8s.io: it is dropped, and the volume is empty; use dataSourceRef for others');
  return rest;
}

function judgeDataSource(report: Teller, source: unknown, at: string): void {
  if (!isMap(source)) return;
  const { apiGroup, kind, namespace } = source;
  if (isEmpty(apiGroup)) {
    if (typeof kind === 'string' && kind !== '' && kind !== 'PersistentVolumeClaim') report.refuse('VALUE_MISSING', `${at}.apiGroup`, undefined, `the API group of ${kind}; only a PersistentVolumeClaim goes without`);
  } else if (typeof apiGroup === 'string' && !isSubdomain(apiGroup)) report.refuse('NAME_INVALID', `${at}.apiGroup`, apiGroup, 'an API group such as snapshot.storage.k8s.io');
  if (typeof namespace === 'string' && namespace !== '' && !isLabel(namespace)) report.refuse('NAME_INVALID', `${at}.namespace`, namespace, 'a namespace: lower-case letters, digits and -');
}

function judgeBothSources(report: Teller, { dataSource, dataSourceRef }: Record<string, any>, at: string): void {
  if (!isMap(dataSource) || !isMap(dataSourceRef)) return;
  if (!isEmpty(dataSourceRef.namespace)) {
    report.refuse('FIELDS_CONFLICT', `${at}.dataSource`, undefined, 'not with a namespace in dataSourceRef');
    return;
  }
  const isSame = ['apiGroup', 'kind', 'name'].every(key => (dataSource[key] ?? undefined) === (dataSourceRef[key] ?? undefined));
  if (!isSame) report.refuse('FIELDS_CONFLICT', `${at}.dataSource`, undefined, 'dataSourceRef says something else: leave dataSource out');
}
