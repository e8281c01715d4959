import { judgeFailurePolicy } from './failure-policy';
import { judgeSuccessPolicy } from './success-policy';
import { judgeTemplate } from './templates';
import { minorOf } from '../../../cluster';
import { isAbsent, isMap, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isDomainPath, isLabel } from '../forms';
import { isEmptySelector, judgeSelector, mismatch } from '../labels';
import type { Teller } from '../values';
import { child, atLeast } from '../values';

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'];
const MANY = 100000;

/** A Job: pods that end, counted or indexed. */
export const job: KindRule = {
  kinds: ['batch/Job'],
  judge({ metadata, spec }, report, { cluster }) {
    judgeJobSpec(report, spec, minorOf(cluster), 'spec');
    judgeJobSelector(report, spec, record(record(record(spec.template).metadata).labels), metadata.name);
    const { name } = metadata;
    // With neither completions nor parallelism, both are 1.
    if (spec.completionMode === 'Indexed' && isAbsent(spec.completions) && !isAbsent(spec.parallelism)) {
      report.refuse('VALUE_MISSING', 'spec.completions', undefined, 'an Indexed Job says how many indexes it has');
    }
    if (spec.completionMode === 'Indexed' && typeof spec.completions === 'number' && spec.completions > 0 && name && !isLabel(`${name}-${spec.completions - 1}`)) {
      report.refuse('NAME_INVALID', 'metadata.name', name, `pods of an Indexed Job are named ${name}-0 to ${name}-${spec.completions - 1}: at most 63 lower-case letters, digits and -, all together`);
    }
  },
};

/** What a Job and the template of a CronJob have in common. */
export function judgeJobSpec(report: Teller, spec: Record<string, any>, minor: number, at: string): void {
  for (const key of COUNTS) atLeast(report, spec, key, 0, at);
  judgeManager(report, spec.managedBy, `${at}.managedBy`);
  judgeIndexes(report, spec, at);
  const failurePolicy = isMap(spec.podFailurePolicy);
  if (failurePolicy) judgeFailurePolicy(report, spec, `${at}.podFailurePolicy`);
  if (isMap(spec.successPolicy)) {
    if (spec.completionMode === 'Indexed') judgeSuccessPolicy(report, spec, `${at}.successPolicy`);
    else report.refuse('JOB_INDEXED', `${at}.successPolicy`, undefined, 'only with completionMode Indexed');
  }
  if (failurePolicy && typeof spec.podReplacementPolicy === 'string' && spec.podReplacementPolicy !== 'Failed') {
    report.refuse('FIELDS_CONFLICT', `${at}.podReplacementPolicy`, spec.podReplacementPolicy, 'Failed, or left out: a podFailurePolicy looks at pods that have failed');
  }
  judgeTemplate(report, spec.template, { minor }, `${at}.template`);
  if (isMap(spec.template)) judgeRestarts(report, record(spec.template.spec), failurePolicy, `${at}.template.spec.restartPolicy`);
}

function judgeRestarts(report: Teller, { restartPolicy }: Record<string, any>, failurePolicy: boolean, field: string): void {
  if (isAbsent(restartPolicy) || restartPolicy === 'Always' || restartPolicy === '') {
    report.refuse('RESTART_POLICY', field, restartPolicy ?? undefined, 'pods of a Job end: Never makes a new pod, OnFailure starts the container again');
  } else if (failurePolicy && restartPolicy === 'OnFailure') report.refuse('RESTART_POLICY', field, restartPolicy, 'Never: with podFailurePolicy, failed containers are not started again');
}

function judgeManager(report: Teller, manager: unknown, field: string): void {
  if (typeof manager !== 'string') return;
  if (!isDomainPath(manager)) report.refuse('NAME_INVALID', field, manager, 'the controller, such as kueue.x-k8s.io/multikueue');
  else if (manager.length > 63) report.refuse('NAME_TOO_LONG', field, manager, 'at most 63 characters');
}

/** What only Indexed Jobs have, and how many indexes they may have. */
function judgeIndexes(report: Teller, spec: Record<string, any>, at: string): void {
  const { completionMode, completions, parallelism, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (!isAbsent(maxFailedIndexes) && isAbsent(backoffLimitPerIndex)) report.refuse('VALUE_MISSING', `${at}.backoffLimitPerIndex`, undefined, 'maxFailedIndexes wants it');
  if (completionMode !== 'Indexed') {
    for (const key of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
      if (!isAbsent(spec[key]) && (isAbsent(completionMode) || completionMode === 'NonIndexed')) report.refuse('JOB_INDEXED', `${at}.${key}`, spec[key], 'only with completionMode Indexed');
    }
    return;
  }
  if (isAbsent(completions)) return;
  const isLarge = completions > MANY && !isAbsent(backoffLimitPerIndex);
  if (parallelism > (isLarge ? MANY / 10 : MANY)) report.refuse('VALUE_OUT_OF_RANGE', `${at}.parallelism`, parallelism, `at most ${isLarge ? MANY / 10 : MANY} of an Indexed Job this large`);
  if (maxFailedIndexes > Math.min(completions, isLarge ? MANY / 10 : MANY)) report.refuse('VALUE_OUT_OF_RANGE', `${at}.maxFailedIndexes`, maxFailedIndexes, `at most ${Math.min(completions, isLarge ? MANY / 10 : MANY)}`);
  if (isLarge && isAbsent(maxFailedIndexes)) report.refuse('VALUE_MISSING', `${at}.maxFailedIndexes`, undefined, `with more than ${MANY} completions the API server wants it`);
}

const NAMED = ['job-name', 'batch.kubernetes.io/job-name'];
const GENERATED = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/** The server makes the selector, unless the manifest says that it is its own. */
function judgeJobSelector(report: Teller, { selector, manualSelector }: Record<string, any>, labels: Record<string, unknown>, name: string | undefined): void {
  if (isMap(selector)) judgeSelector(report, selector, 'spec.selector');
  if (manualSelector === true) {
    if (!isMap(selector)) report.refuse('VALUE_MISSING', 'spec.selector', undefined, 'manualSelector: true wants it; or leave both out');
    else {
      const missing = mismatch(selector, labels);
      if (missing !== undefined) report.refuse('SELECTOR_MISMATCH', 'spec.template.metadata.labels', undefined, `the selector asks for ${missing}: give the template the label`);
    }
    return;
  }
  if (!isEmptySelector(selector)) {
    report.refuse('JOB_SELECTOR', 'spec.selector', undefined, 'the API server makes it: leave it out, or set manualSelector: true');
  }
  for (const key of NAMED) {
    if (key in labels && name && labels[key] !== name) report.refuse('JOB_SELECTOR', child('spec.template.metadata.labels', key), labels[key], `it is the name of the Job, ${name}: leave it out`);
  }
  for (const key of GENERATED) {
    if (key in labels) report.refuse('JOB_SELECTOR', child('spec.template.metadata.labels', key), labels[key], 'the API server makes this label: leave it out');
  }
}
