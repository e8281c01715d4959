import { isAbsent, isMap, record } from '../../../manifest';
import { judgeSelector, isEmptySelector, mismatch, judgeAnnotations, judgeLabels } from '../labels';
import { judgePodSpec } from '../pod';
import { judgePodAnnotations } from '../pods';
import type { Teller } from '../values';

/** What the workload around a template adds to it. */
export interface TemplateSetting {
  readonly minor: number;
  /** Names of volumes that claim templates provide. */
  readonly claimed?: readonly string[];
  /** The controller gives each pod its hostname: what the template says is not looked at. */
  readonly isNamed?: boolean;
}

/** The template that a built-in workload makes pods of. */
export function judgeTemplate(report: Teller, template: unknown, setting: TemplateSetting, at: string): void {
  if (!isMap(template)) return;
  const metadata = record(template.metadata);
  if (isAbsent(template.spec)) {
    report.refuse('VALUE_MISSING', `${at}.spec`, undefined, 'the pod to make');
    return;
  }
  const spec = record(template.spec);
  const annotations = record(metadata.annotations);
  judgeLabels(report, metadata.labels, `${at}.metadata.labels`);
  judgeAnnotations(report, annotations, `${at}.metadata.annotations`);
  judgePodAnnotations(report, annotations, spec, `${at}.metadata.annotations`);
  judgePodSpec(report, spec, { labels: record(metadata.labels) }, { level: 'error', ...setting }, `${at}.spec`);
}

/** A workload that keeps its pods running starts them again, always. */
export function judgeRunsForever(report: Teller, template: unknown, kind: string, at: string): void {
  const spec = record(record(template).spec);
  const { restartPolicy, activeDeadlineSeconds } = spec;
  if (restartPolicy === 'Never' || restartPolicy === 'OnFailure') {
    report.refuse('RESTART_POLICY', `${at}.spec.restartPolicy`, restartPolicy, `a ${kind} always starts its pods again: leave it out, or use a Job`);
  }
  if (!isAbsent(activeDeadlineSeconds)) report.refuse('FIELD_NOT_ALLOWED', `${at}.spec.activeDeadlineSeconds`, activeDeadlineSeconds, `pods of a ${kind} have no end: use a Job`);
}

/** The selector of a workload, which has to fit its own template. */
export function judgeOwnSelector(report: Teller, { selector, template }: Record<string, any>, at: string): void {
  if (!isMap(selector)) return;
  judgeSelector(report, selector, `${at}.selector`);
  if (isEmptySelector(selector)) {
    report.refuse('SELECTOR_EMPTY', `${at}.selector`, undefined, 'it selects nothing: name a label of the template under matchLabels');
    return;
  }
  const missing = mismatch(selector, record(record(record(template).metadata).labels));
  if (missing !== undefined) report.refuse('SELECTOR_MISMATCH', `${at}.template.metadata.labels`, undefined, `the selector asks for ${missing}: give the template the label`);
}
