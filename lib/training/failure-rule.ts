import type { PodFailurePolicyRule } from 'kubernetes-types/batch/v1';
import type { Problems } from '../core';

/** What a failed pod means. */
export enum FailureAction {
  /** The Job has failed. */
  FAIL_JOB = 'FailJob',
  /** The index of the pod has failed; needs `backoffLimitPerIndex`. */
  FAIL_INDEX = 'FailIndex',
  /** It does not count, and the pod is made anew. */
  IGNORE = 'Ignore',
  /** It counts, as if there were no rule. */
  COUNT = 'Count',
}

/**
 * What a failed pod means to its Job.
 *
 * @example
 * FailureRule.onExitCodes(FailureAction.FAIL_JOB, 42);
 * FailureRule.onPodCondition(FailureAction.IGNORE, 'DisruptionTarget');
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export class FailureRule {
  /** When the main container ends with one of these codes, 1 to 255. */
  public static onExitCodes(action: FailureAction, ...codes: number[]): FailureRule {
    return new FailureRule(action, { operator: 'In', codes });
  }

  /** When the main container ends with any other code than these, and 0. */
  public static onOtherExitCodes(action: FailureAction, ...codes: number[]): FailureRule {
    return new FailureRule(action, { operator: 'NotIn', codes });
  }

  /**
   * When the pod has a condition: `DisruptionTarget` (the cluster takes it
   * away), `ConfigIssue` ...
   * @param status `True`, `False` or `Unknown`
   */
  public static onPodCondition(action: FailureAction, type: string, status: string = 'True'): FailureRule {
    return new FailureRule(action, { type, status });
  }

  private constructor(private readonly action: FailureAction, private readonly when: any) {}

  /** @internal */
  public _render(containerName: string): PodFailurePolicyRule {
    const { operator, codes, type, status } = this.when;
    const { action } = this;
    if (type !== undefined) return { action, onPodConditions: [{ type, status }] };
    return { action, onExitCodes: { containerName, operator, values: sorted(codes) } };
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { codes, operator, type } = this.when;
    if (type !== undefined) return;
    const least = operator === 'NotIn' ? 0 : 1;
    if (codes.length === 0) problems.add('COUNT_RANGE', field, undefined, 'at least one exit code');
    for (const code of codes) problems.wholeNumber('COUNT_RANGE', field, code, least, 255, `an exit code here is from ${least} to 255`);
  }
}

/** The API server wants each code once, in order. */
export const sorted = (codes: readonly number[]) => [...new Set(codes)].sort((a, b) => a - b);
