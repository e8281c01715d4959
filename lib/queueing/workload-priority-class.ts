import type { Construct } from 'constructs';
import type * as kueue from '../../imports/kueue.x-k8s.io';
import type { IWorkloadPriority, Problems, ResourceProps } from '../core';
import { checkCall, Existing, Resource } from '../core';
import { checkKueue, KUEUE_API } from './kueue';

/** Props of a `WorkloadPriorityClass`. */
export interface WorkloadPriorityClassProps extends ResourceProps {
  /** The priority; higher goes first. A whole number of 32 bits. */
  readonly value: number;
  /**
   * When to use it, for people; at most 2048 characters.
   * @default - none
   */
  readonly description?: string;
}

/**
 * The place of jobs among those that wait in Kueue, and whom they may push
 * aside. It says nothing about their pods: for that there is a PriorityClass.
 *
 * It makes a WorkloadPriorityClass of the cluster.
 *
 * @example
 * new WorkloadPriorityClass(stack, 'production', { value: 10000, description: 'Nightly trainings that a release waits for' });
 * @see https://kueue.sigs.k8s.io/docs/concepts/workload_priority_class/
 */
export class WorkloadPriorityClass extends Resource implements IWorkloadPriority {
  /** A WorkloadPriorityClass that exists. */
  public static fromWorkloadPriorityClassName(scope: Construct, id: string, priorityClassName: string): IWorkloadPriority {
    return new ExistingPriorityClass(scope, id, 'workloadpriorityclass', priorityClassName);
  }

  private readonly props: WorkloadPriorityClassProps;

  constructor(scope: Construct, id: string, props: WorkloadPriorityClassProps) {
    checkCall('new WorkloadPriorityClass', [scope, id, props]);
    super(scope, id, props, {
      apiVersion: KUEUE_API, kind: 'WorkloadPriorityClass', app: 'workload-priority-class', component: 'queueing', clusterScoped: true, fields: ['value', 'description'],
    });
    this.props = props;
  }

  /** Name of the WorkloadPriorityClass. */
  public get priorityClassName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { value, description } = this.props;
    const fields: Pick<kueue.WorkloadPriorityClass, 'value' | 'description'> = { value, description };
    return fields;
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKueue(problems, this);
    problems.wholeNumber('COUNT_RANGE', 'value', this.props.value, -(2 ** 31), 2 ** 31 - 1, 'a whole number of 32 bits');
  }
}

class ExistingPriorityClass extends Existing implements IWorkloadPriority {
  public get priorityClassName(): string {
    return this.existingName;
  }
}
