import { isAbsent, isMap, list } from '../../../manifest';
import type { Teller } from '../values';
import { eachMap, filled } from '../values';
import { FILE_FIELDS, judgeField, judgeResourceField } from './env';
import { fileInVolume } from './mounts';
import { judgeExpiration, judgeKeys, judgeMode } from './volume-sources';

const SOURCES = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'];
/** Behind gates that are off: the API server drops them before it looks. */
const GATED = ['clusterTrustBundle', 'podCertificate'];

/** A downwardAPI volume: files with fields of the pod. */
export function judgeDownward(report: Teller, source: Record<string, any>, at: string): void {
  judgeMode(report, source, 'defaultMode', at);
  eachMap(source.items, (file, i) => judgeFile(report, file, `${at}.items[${i}]`));
}

function judgeFile(report: Teller, file: Record<string, any>, at: string): void {
  fileInVolume(report, file.path, `${at}.path`);
  judgeMode(report, file, 'mode', at);
  const { fieldRef, resourceFieldRef } = file;
  if (isAbsent(fieldRef) === isAbsent(resourceFieldRef)) report.refuse('NOT_EXACTLY_ONE', at, undefined, 'give one of fieldRef, resourceFieldRef');
  if (isMap(fieldRef)) judgeField(report, fieldRef, FILE_FIELDS, `${at}.fieldRef`);
  if (!isMap(resourceFieldRef) || !isAbsent(fieldRef)) return;
  filled(report, resourceFieldRef, 'containerName', `${at}.resourceFieldRef`, 'a file is no part of a container');
  judgeResourceField(report, resourceFieldRef, `${at}.resourceFieldRef`);
}

/** A projected volume: several sources in one folder. */
export function judgeProjected(report: Teller, volume: Record<string, any>, at: string): void {
  judgeMode(report, volume, 'defaultMode', at);
  const paths = new Set<string>();
  eachMap(volume.sources, (source, i) => {
    const field = `${at}.sources[${i}]`;
    const own = SOURCES.filter(key => !isAbsent(source[key]));
    if (own.length > 1) report.refuse('NOT_EXACTLY_ONE', `${field}.${own[1]}`, undefined, `${own[0]} is given too: make it a source of its own`);
    const dropped = GATED.find(key => !isAbsent(source[key]));
    if (dropped) report.warn('FEATURE_OFF', `${field}.${dropped}`, undefined, 'its feature gate is off by default, and the source is dropped');
    else if (own.length === 0) report.warn('NOT_EXACTLY_ONE', field, undefined, `it adds nothing: give one of ${SOURCES.join(', ')}`);
    for (const key of own) if (isMap(source[key])) judgeSource(report, key, source[key], paths, `${field}.${key}`);
  });
}

function judgeSource(report: Teller, kind: string, source: Record<string, any>, paths: Set<string>, at: string): void {
  const claim = (path: unknown, field: string) => {
    if (typeof path !== 'string' || path === '') return;
    if (paths.has(path)) report.refuse('MOUNT_DUPLICATE', field, path, 'another source of this volume has the path');
    paths.add(path);
  };
  switch (kind) {
    case 'secret':
    case 'configMap':
      filled(report, source, 'name', at);
      judgeKeys(report, source, at);
      list(source.items).forEach((item, i) => claim(item?.path, `${at}.items[${i}].path`));
      break;
    case 'downwardAPI':
      eachMap(source.items, (file, i) => {
        judgeFile(report, file, `${at}.items[${i}]`);
        claim(file.path, `${at}.items[${i}].path`);
      });
      break;
    case 'serviceAccountToken':
      judgeExpiration(report, source, at);
      fileInVolume(report, source.path, `${at}.path`);
      break;
    default:
  }
}
