import { isAbsent, isMap, list } from '../../manifest';
import type { Report } from '../../report';
import { isSubdomain } from '../kubernetes/forms';
import { isEmpty } from '../kubernetes/values';

/** Claims that all tasks mount: one that exists, or one that Volcano makes. */
export function judgeVolumes(volumes: unknown, report: Report): void {
  const seen = new Set<string>();
  for (const [i, volume] of list(volumes).entries()) {
    if (!isMap(volume)) continue;
    const at = `spec.volumes[${i}]`;
    const { mountPath, volumeClaim, volumeClaimName: name } = volume;
    if (typeof mountPath === 'string') {
      if (seen.has(mountPath)) report.refuse('VOLCANO_VOLUME', `${at}.mountPath`, mountPath, 'choose another: a volume is mounted there');
      seen.add(mountPath);
    }
    if (isAbsent(volumeClaim) && isEmpty(name)) report.refuse('VOLCANO_VOLUME', `${at}.volumeClaimName`, undefined, 'name a claim, or describe a new one in volumeClaim');
    else if (!isAbsent(volumeClaim) && !isEmpty(name)) report.refuse('VOLCANO_VOLUME', `${at}.volumeClaimName`, name, 'remove it or volumeClaim: a new claim gets its name from Volcano');
    else if (typeof name === 'string' && name !== '' && !isSubdomain(name)) report.refuse('VOLCANO_VOLUME', `${at}.volumeClaimName`, name, 'use lower-case letters, digits, - and .');
  }
}
