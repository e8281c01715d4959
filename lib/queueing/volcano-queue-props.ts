import type { IQueue, ResourceProps } from '../core';
import type { ResourceAmounts } from './resource-amounts';

/** In which order Volcano looks at the jobs of a queue. */
export enum DequeueStrategy {
  /** The first; those behind it wait until it has room. */
  FIFO = 'fifo',
  /** The first that has room. */
  TRAVERSE = 'traverse',
}

/** Groups of nodes, by the value of their label `volcano.sh/nodegroup-name`. */
export interface NodeGroups {
  /**
   * Groups that have to be kept to.
   * @default - none
   */
  readonly required?: string[];
  /**
   * Groups that are kept to if there is room.
   * @default - none
   */
  readonly preferred?: string[];
}

/** Another cluster that jobs of a queue are sent to. */
export interface ExtendCluster {
  /** Name of the cluster. */
  readonly name: string;
  /**
   * Its share of the jobs; a whole number.
   * @default - Volcano's
   */
  readonly weight?: number;
  /**
   * What the cluster has.
   * @default - not said
   */
  readonly capacity?: ResourceAmounts;
}

/** Props of a `VolcanoQueue`. */
export interface VolcanoQueueProps extends ResourceProps {
  /**
   * Its share against other queues, 1 to 65535, with Volcano's plugin proportion.
   * @default - Volcano's: 1
   */
  readonly weight?: number;
  /**
   * The most it may use; a resource left out has no limit.
   * @default - no limits, but those of `parent`
   */
  readonly capability?: ResourceAmounts;
  /**
   * What is its due: it may use more while others do not need it. With Volcano's plugin capacity.
   * @default - nothing
   */
  readonly deserved?: ResourceAmounts;
  /**
   * What is kept free for it, used or not; no more than `deserved`.
   * @default - nothing
   */
  readonly guarantee?: ResourceAmounts;
  /**
   * Whether others get back what it uses above its due.
   * @default - Volcano's: true
   */
  readonly reclaimable?: boolean;
  /**
   * The queue that this one is part of; a Volcano queue, itself at most four deep.
   * @default - Volcano's: the queue `root`
   */
  readonly parent?: IQueue;
  /**
   * Its turn among queues, 0 or more: higher is served first.
   * @default - Volcano's: 0
   */
  readonly priority?: number;
  /**
   * In which order its jobs are looked at.
   * @default - Volcano's: DequeueStrategy.TRAVERSE
   */
  readonly dequeueStrategy?: DequeueStrategy;
  /**
   * Groups of nodes that its pods run on. Needs Volcano's plugin nodegroup.
   * @default - any
   */
  readonly nodeGroupAffinity?: NodeGroups;
  /**
   * Groups of nodes that its pods stay away from. Needs Volcano's plugin nodegroup.
   * @default - none
   */
  readonly nodeGroupAntiAffinity?: NodeGroups;
  /**
   * Other clusters that its jobs are sent to.
   * @default - none
   */
  readonly extendClusters?: ExtendCluster[];
  /**
   * Upstream's `type`: a word for controllers that know it.
   * @default - none
   */
  readonly type?: string;
}
