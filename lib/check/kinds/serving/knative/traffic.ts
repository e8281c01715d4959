import { record } from '../../../manifest';
import type { Report } from '../../../report';

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-\w.]{0,61})?[A-Za-z0-9]$/;

/** `spec.traffic`: which revision gets which share. Of a Service the configuration is its own. */
export function judgeTraffic(written: unknown, isService: boolean, report: Report): void {
  const targets = Array.isArray(written) ? written : [];
  if (targets.length === 0) {
    if (!isService) report.refuse('KNATIVE_TRAFFIC', 'spec.traffic', written ?? undefined, 'a Route has at least one target, and their percents add up to 100');
    return;
  }
  const tags = new Set<string>();
  let sum = 0;
  targets.forEach((target, i) => {
    const path = `spec.traffic[${i}]`;
    const { percent, tag, url } = record(target);
    judgeTarget(record(target), isService, path, report);
    if (typeof percent === 'number') {
      sum += percent;
      if (percent < 0 || percent > 100) report.refuse('KNATIVE_TRAFFIC', `${path}.percent`, percent, 'a whole number from 0 to 100');
    }
    if (typeof url === 'string' && url !== '') report.refuse('KNATIVE_TRAFFIC', `${path}.url`, url, 'remove it: Knative writes it into the status');
    if (typeof tag !== 'string' || tag === '') return;
    if (!LABEL.test(tag) || tag.length > 63) report.refuse('KNATIVE_TRAFFIC', `${path}.tag`, tag, 'a tag has at most 63 lower-case letters, digits and -, and begins with a letter');
    if (tags.has(tag)) report.refuse('KNATIVE_TRAFFIC', `${path}.tag`, tag, 'another target has this tag; rename one of the two');
    tags.add(tag);
  });
  if (sum !== 100) report.refuse('KNATIVE_TRAFFIC', 'spec.traffic', sum, 'the percents of all targets add up to 100');
}

function judgeTarget({ revisionName, configurationName, latestRevision }: Record<string, any>, isService: boolean, path: string, report: Report): void {
  const revision = typeof revisionName === 'string' ? revisionName : '';
  const configuration = typeof configurationName === 'string' ? configurationName : '';
  if (typeof latestRevision === 'boolean' && latestRevision === (revision !== '')) {
    report.refuse('KNATIVE_TRAFFIC', `${path}.latestRevision`, latestRevision, revision ? 'false with a revisionName, or leave it out' : 'true without a revisionName, or leave it out');
  }
  if (isService && configuration) report.refuse('KNATIVE_TRAFFIC', `${path}.configurationName`, configuration, 'remove it: a Service has a Configuration of its own');
  else if (revision && configuration) report.refuse('KNATIVE_TRAFFIC', `${path}.configurationName`, configuration, 'revisionName and configurationName exclude each other; keep one');
  else if (revision && !isQualified(revision)) report.refuse('KNATIVE_TRAFFIC', `${path}.revisionName`, revision, 'no name of a Revision');
  else if (configuration && !isQualified(configuration)) report.refuse('KNATIVE_TRAFFIC', `${path}.configurationName`, configuration, 'no name of a Configuration');
  else if (!isService && !revision && !configuration) report.refuse('KNATIVE_TRAFFIC', path, undefined, 'a target has a revisionName or a configurationName');
}

function isQualified(name: string): boolean {
  return name.length < 400 && QUALIFIED.test(name) && name.indexOf('/') <= 253;
}
