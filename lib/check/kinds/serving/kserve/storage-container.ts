import { maps, text } from './values';
import { list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { KindRule } from '../../../rule';
import { readGoRegexp } from '../../tuning/go-regexp';

const WORKLOADS = ['initContainer', 'localModelDownloadJob'];

/** KServe 0.20 of a ClusterStorageContainer: no webhook looks at it. */
export const storageContainer: KindRule = {
  kinds: ['serving.kserve.io/ClusterStorageContainer'],
  judge(manifest, report) {
    const spec = record(manifest.spec);
    const workload = text(spec.workloadType);
    if (workload !== undefined && !WORKLOADS.includes(workload)) {
      const near = nearest(workload, WORKLOADS);
      report.warn('KSERVE_STORAGE_CONTAINER', 'spec.workloadType', workload, `${near ? `did you mean '${near}'? ` : ''}one of ${WORKLOADS.join(', ')}: with any other it is never used`);
    }
    if (Array.isArray(spec.supportedUriFormats) && list(spec.supportedUriFormats).length === 0) {
      report.warn('KSERVE_STORAGE_CONTAINER', 'spec.supportedUriFormats', undefined, 'add a prefix or regex: without one it takes no URI, and is never used');
    }
    for (const { path, map } of maps(spec.supportedUriFormats, 'spec.supportedUriFormats')) {
      const [prefix, regex] = [text(map.prefix) ?? '', text(map.regex) ?? ''];
      if (prefix === '' && regex === '') report.warn('KSERVE_STORAGE_CONTAINER', path, undefined, 'a prefix or a regex: this takes no URI');
      else if (prefix !== '' && regex !== '') report.warn('KSERVE_STORAGE_CONTAINER', `${path}.regex`, regex, 'an item of its own: beside a prefix the regex is not looked at');
      const read = prefix === '' && regex !== '' ? readGoRegexp(regex) : undefined;
      if (read && 'error' in read) report.warn('KSERVE_STORAGE_CONTAINER', `${path}.regex`, regex, `a regular expression of Go: ${read.error}; KServe stops at it, whatever model it looks for`);
    }
  },
};
