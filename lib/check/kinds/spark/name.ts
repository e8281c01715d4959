import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import { nameOf } from '../training/job-name';

/** A DNS label that starts with a letter, and leaves room for what is appended. */
export function judgeSparkName(manifest: Manifest, most: number, report: Report): void {
  const seen = nameOf(manifest);
  if (!seen) return;
  const got = seen.generated ? seen.name.slice(0, -5) : seen.name;
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(seen.name)) {
    report.refuse('SPARK_NAME', seen.field, got, 'Services are named after it: use lower-case letters, digits and -, starting with a letter');
  } else if (seen.name.length > most) {
    report.refuse('SPARK_NAME', seen.field, got, `use at most ${seen.generated ? most - 5 : most} characters: Services are named after it`);
  }
}

/** A name that is accepted, and too long for what is made of it later. */
export function warnOfLongSparkName(manifest: Manifest, least: number, most: number, why: string, report: Report): void {
  const seen = nameOf(manifest);
  if (!seen || seen.name.length <= least || seen.name.length > most) return;
  const [got, room] = seen.generated ? [seen.name.slice(0, -5), least - 5] : [seen.name, least];
  report.warn('SPARK_NAME', seen.field, got, `use at most ${room} characters: ${why}`);
}
