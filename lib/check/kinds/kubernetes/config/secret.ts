import { decodedBytes, judgeKeys, MEBIBYTE, textBytes } from './config-map';
import { record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import type { Teller } from '../values';
import { child, isEmpty } from '../values';

/** Keys that a type wants; where there are several, all of them. */
const WANTED: Record<string, readonly string[]> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};
const ACCOUNT = 'kubernetes.io/service-account.name';

/** A Secret: its keys, those its type wants, and how much is in it. */
export const secret: KindRule = {
  kinds: ['/Secret'],
  judge(manifest, report) {
    const data = record(manifest.data);
    const stringData = record(manifest.stringData);
    judgeKeys(report, data, 'data');
    judgeKeys(report, stringData, 'stringData');
    // What is in both is taken from stringData.
    const encoded = Object.fromEntries(Object.entries(data).filter(([key]) => !(key in stringData)));
    const size = decodedBytes(encoded) + textBytes(stringData);
    if (size > MEBIBYTE) report.refuse('DATA_TOO_LARGE', 'data', size, 'at most 1048576 bytes in a Secret');
    judgeType(report, manifest.type, data, stringData, record(manifest.metadata.annotations));
  },
};

function judgeType(report: Teller, type: unknown, data: Record<string, any>, stringData: Record<string, any>, annotations: Record<string, any>): void {
  const has = (key: string) => key in stringData || key in data;
  if (type === 'kubernetes.io/service-account-token') {
    if (isEmpty(annotations[ACCOUNT])) report.refuse('SECRET_TYPE_KEY', `metadata.annotations['${ACCOUNT}']`, undefined, 'the ServiceAccount whose token it is');
    return;
  }
  if (type === 'kubernetes.io/basic-auth' && !has('username') && !has('password')) report.refuse('SECRET_TYPE_KEY', 'data.username', undefined, `a Secret of type ${type} has username, password or both`);
  for (const key of typeof type === 'string' && Object.hasOwn(WANTED, type) ? WANTED[type] : []) {
    const value = stringData[key] ?? data[key];
    if (!has(key) || key === 'ssh-privatekey' && isEmpty(value)) report.refuse('SECRET_TYPE_KEY', child('data', key), undefined, `a Secret of type ${String(type)} has the key`);
    else if (key.startsWith('.docker') && !isJsonMap(key in stringData ? stringData[key] : fromBase64(data[key]))) report.refuse('SECRET_CONTENT', key in stringData ? child('stringData', key) : child('data', key), undefined, 'JSON of a docker configuration');
  }
}

const fromBase64 = (value: unknown) => (typeof value === 'string' ? Buffer.from(value, 'base64').toString() : '');

function isJsonMap(value: unknown): boolean {
  try {
    const parsed: unknown = JSON.parse(typeof value === 'string' ? value : '');
    return parsed === null || typeof parsed === 'object' && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
