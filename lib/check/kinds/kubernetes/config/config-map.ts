import { isAbsent, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { DATA_KEY_FORM, isDataKey } from '../forms';
import type { Teller } from '../values';
import { child } from '../values';

export const MEBIBYTE = 1048576;

/** A ConfigMap: its keys, and how much is in it. */
export const configMap: KindRule = {
  kinds: ['/ConfigMap'],
  judge(manifest, report) {
    const data = record(manifest.data);
    const binaryData = record(manifest.binaryData);
    judgeKeys(report, data, 'data');
    judgeKeys(report, binaryData, 'binaryData');
    for (const key of Object.keys(binaryData)) {
      if (key in data) report.refuse('NAME_DUPLICATE', child('data', key), undefined, 'binaryData has the key too');
    }
    const size = textBytes(data) + decodedBytes(binaryData);
    if (size > MEBIBYTE) report.refuse('DATA_TOO_LARGE', 'data', size, 'at most 1048576 bytes in a ConfigMap: put files into a volume or an object store');
  },
};

export function judgeKeys(report: Teller, data: Record<string, unknown>, at: string): void {
  for (const key of Object.keys(data)) {
    if (!isDataKey(key)) report.refuse('NAME_INVALID', child(at, key), undefined, DATA_KEY_FORM.told);
  }
}

/** Bytes of texts; counted exactly only where it may matter. */
export function textBytes(data: Record<string, unknown>): number {
  const characters = Object.values(data).reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
  if (characters * 4 <= MEBIBYTE) return characters;
  return Object.values(data).reduce((sum: number, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);
}

/** Bytes that base64 texts stand for. */
export function decodedBytes(data: Record<string, unknown>): number {
  return Object.values(data).reduce((sum: number, value) => sum + (isAbsent(value) || typeof value !== 'string' ? 0 : Buffer.byteLength(value, 'base64')), 0);
}
