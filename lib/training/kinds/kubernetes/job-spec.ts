import type { JobSpec, PodFailurePolicyRule } from 'kubernetes-types/batch/v1';
import type { Problems } from '../../../core';
import { sorted } from '../../failure-rule';
import type { JobSpecOptions } from '../../job-options';
import { CompletionMode, PodReplacement } from '../../job-options';
import type { RestartPolicy } from '../../role-props';
import type { JobView } from '../kind';

/** What is to be said of failed pods. */
export interface Failures {
  readonly options: JobSpecOptions;
  readonly container: string;
  /** That of the pods. */
  readonly restartPolicy: RestartPolicy | 'Never';
  /** What a pod that the cluster takes away means. */
  readonly disrupted: 'Ignore' | 'FailJob';
}

/** The author's rules, then final exit codes; pods that the cluster takes away are no failures. */
export function failurePolicy(job: JobView, { options, container, restartPolicy, disrupted }: Failures): Partial<JobSpec> {
  const values = sorted(job.props.fatalExitCodes ?? []);
  const given = (options.failureRules ?? []).map(rule => rule._render(container));
  const rules: PodFailurePolicyRule[] = [
    ...given,
    ...job.safe && options.podReplacement !== PodReplacement.TERMINATING_OR_FAILED ? [{ action: disrupted, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] : [],
    ...values.length > 0 ? [{ action: 'FailJob', onExitCodes: { containerName: container, operator: 'In', values } }] : [],
  ];
  const podReplacementPolicy = options.podReplacement;
  if (given.length === 0 && (restartPolicy !== 'Never' || rules.length === 0)) return { podReplacementPolicy };
  return { podFailurePolicy: { rules }, podReplacementPolicy: podReplacementPolicy ?? (job.safe ? 'Failed' : undefined) };
}

/** What is said of indexes. */
export function indexes({ backoffLimitPerIndex, maxFailedIndexes, successRules = [] }: JobSpecOptions): Partial<JobSpec> & { successPolicy?: unknown } {
  return {
    backoffLimitPerIndex,
    maxFailedIndexes,
    ...successRules.length > 0 && {
      successPolicy: {
        rules: successRules.map(({ succeededIndexes, succeededCount }) => ({
          succeededIndexes,
          succeededCount,
        })),
      },
    },
  };
}

/** Numbers that the rules about manifests do not look at, or tell in other words. */
export function checkJobSpec(options: JobSpecOptions, indexed: boolean, at: string, problems: Problems): void {
  const { backoffLimitPerIndex, maxFailedIndexes, successRules = [], failureRules = [] } = options;
  problems.wholeNumber('COUNT_RANGE', `${at}.backoffLimitPerIndex`, backoffLimitPerIndex, 0, 2 ** 31 - 1, '0 or more failures of an index');
  problems.wholeNumber('COUNT_RANGE', `${at}.maxFailedIndexes`, maxFailedIndexes, 0, 100000, 'from 0 to 100000 indexes');
  if (!indexed) {
    const why = 'pods have no index; leave it out, or set completionMode: CompletionMode.INDEXED';
    if (backoffLimitPerIndex !== undefined) problems.add('FIELD_IGNORED', `${at}.backoffLimitPerIndex`, backoffLimitPerIndex, why);
    if (successRules.length > 0) problems.add('FIELD_IGNORED', `${at}.successRules`, undefined, why);
  }
  for (const [i, { succeededCount }] of successRules.entries()) {
    problems.wholeNumber('COUNT_RANGE', `${at}.successRules[${i}].succeededCount`, succeededCount, 1, 100000, 'at least one index');
  }
  for (const [i, rule] of failureRules.entries()) rule._check(problems, `${at}.failureRules[${i}]`);
}

/** The prop behind a path below the spec of a Job. */
export function jobSpecField(path: string, { failureRules = [] }: JobSpecOptions, at: string): string | undefined {
  const success = /^successPolicy(?:\.rules)?(.*)$/.exec(path);
  if (success) return `${at}.successRules${success[1]}`;
  const failure = /^podFailurePolicy\.rules\[(\d+)\]/.exec(path);
  if (failure && Number(failure[1]) < failureRules.length) return `${at}.failureRules[${failure[1]}]`;
  if (path === 'podReplacementPolicy') return `${at}.podReplacement`;
  return /^(backoffLimitPerIndex|maxFailedIndexes|completionMode)$/.test(path) ? `${at}.${path}` : undefined;
}

export const isNonIndexed = ({ completionMode }: JobSpecOptions) => completionMode === CompletionMode.NON_INDEXED;
