import type { Replica } from './replicas';
import { countOf } from './replicas';
import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import { SUBDOMAIN } from '../../rules/names';

const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** The name that webhooks and controllers see, and the field it comes from. */
export function nameOf(manifest: Manifest): { name: string; field: string; generated: boolean } | undefined {
  const { name, generateName } = manifest.metadata as { name?: string; generateName?: unknown };
  if (name !== undefined && name !== '') return { name, field: 'metadata.name', generated: false };
  // The API server cuts the prefix at 58 characters and adds five.
  if (typeof generateName === 'string' && generateName !== '') return { name: `${generateName.slice(0, 58)}x4k7z`, field: 'metadata.generateName', generated: true };
  return undefined;
}

/** A name that becomes the name of a Service: a DNS label that starts with a letter. */
export function judgeJobName(manifest: Manifest, report: Report): void {
  const seen = nameOf(manifest);
  // What is no name at all is told by the rule on names.
  if (!seen || !seen.generated && (!SUBDOMAIN.test(seen.name) || seen.name.length > 253)) return;
  const got = seen.generated ? seen.name.slice(0, -5) : seen.name;
  if (!LABEL_1035.test(seen.name)) {
    report.refuse('TRAINING_NAME_INVALID', seen.field, got, 'pods and Services are named after the job: use lower-case letters, digits and -, starting with a letter');
  } else if (seen.name.length > 63) {
    report.refuse('TRAINING_NAME_TOO_LONG', seen.field, got, `${seen.name.length} characters, at most 63 for a name of Services`);
  }
}

/** The longest name that a controller makes of the job's name. */
export function judgeDerivedNames(manifest: Manifest, replicas: readonly Replica[], report: Report): void {
  const seen = nameOf(manifest);
  if (!seen || seen.name.length > 63) return;
  const suffixes = replicas.map(replica => `-${replica.type.toLowerCase()}-${Math.max(countOf(replica), 1) - 1}`);
  const longest = suffixes.reduce((most, suffix) => (suffix.length > most.length ? suffix : most), '');
  warnOfLongName(seen, longest, 'the Service', report);
}

/** Warns where `name` and a suffix that a controller adds are longer than 63 characters. */
export function warnOfLongName(seen: { name: string; field: string; generated: boolean }, suffix: string, what: string, report: Report): void {
  const length = seen.name.length + suffix.length;
  if (length <= 63) return;
  const most = 63 - suffix.length - (seen.generated ? 5 : 0);
  report.warn(
    'TRAINING_NAME_TOO_LONG', seen.field, seen.generated ? seen.name.slice(0, -5) : seen.name,
    `the controller appends ${suffix}, and ${what} of ${length} characters is refused; use at most ${most}`,
  );
}
