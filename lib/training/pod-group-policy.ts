import type { Duration } from 'cdk8s';
import type { TrainingRuntimePodGroupPolicy } from '../../imports/trainer.kubeflow.org';
import type { Problems } from '../core';
import { seconds } from '../core';

/** Whether pods wait until the network of the job is as near as asked for. */
export enum TopologyMode {
  /** They wait. */
  HARD = 'hard',
  /** They start where there is room. */
  SOFT = 'soft',
}

/** Options of `PodGroupPolicy.volcano`. */
export interface VolcanoPolicyOptions {
  /**
   * Whether pods wait for nodes whose network is near.
   * @default - the network is not looked at
   */
  readonly topologyMode?: TopologyMode;
  /**
   * The highest tier of the network that the pods of a job may span, at least 1.
   * @default - 1, if a mode is given
   */
  readonly highestTierAllowed?: number;
}

/**
 * Starts all pods of a job together, or none.
 *
 * @example
 * PodGroupPolicy.coscheduling(Duration.minutes(5));
 * PodGroupPolicy.volcano({ topologyMode: TopologyMode.HARD, highestTierAllowed: 2 });
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/job-scheduling/
 */
export class PodGroupPolicy {
  /**
   * By coscheduling of the scheduler plugins.
   * @param scheduleTimeout how long the scheduler waits for room for all pods; a minute if left out
   */
  public static coscheduling(scheduleTimeout?: Duration): PodGroupPolicy {
    return new PodGroupPolicy('coscheduling', { scheduleTimeout });
  }

  /** By Volcano, which schedules the pods too. */
  public static volcano(options: VolcanoPolicyOptions = {}): PodGroupPolicy {
    return new PodGroupPolicy('volcano', options);
  }

  private constructor(private readonly scheduler: string, private readonly options: any) {}

  /** @internal */
  public get _isVolcano(): boolean {
    return this.scheduler === 'volcano';
  }

  /** @internal */
  public _spec(): TrainingRuntimePodGroupPolicy {
    const { scheduleTimeout, topologyMode, highestTierAllowed } = this.options;
    if (!this._isVolcano) return { coscheduling: { scheduleTimeoutSeconds: scheduleTimeout && seconds(scheduleTimeout) } };
    return { volcano: topologyMode === undefined && highestTierAllowed === undefined ? {} : { networkTopology: { mode: topologyMode, highestTierAllowed } } };
  }

  /** @internal */
  public _check(problems: Problems): void {
    problems.duration('podGroup scheduleTimeout', this.options.scheduleTimeout, 1, 2 ** 31 - 1, 'from one second to 68 years');
    problems.wholeNumber('COUNT_RANGE', 'podGroup highestTierAllowed', this.options.highestTierAllowed, 1, 2 ** 31 - 1, 'at least the first tier');
  }
}
