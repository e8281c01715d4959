import type { Construct } from 'constructs';
import type { LocalQueueSpec } from '../../imports/kueue.x-k8s.io';
import type { IQueue, Problems, ResourceProps } from '../core';
import { checkCall, Existing, QueueSystem, Resource } from '../core';
import type { IClusterQueue } from './cluster-queue';
import { ClusterQueue } from './cluster-queue';
import { checkKueue, fairSharing, KUEUE_API, propOf } from './kueue';
import type { StopPolicy } from './stop-policy';

/** Props of a `LocalQueue`. */
export interface LocalQueueProps extends ResourceProps {
  /** The pool of quotas from which its jobs get room; cannot change. */
  readonly clusterQueue: IClusterQueue;
  /**
   * Whether it takes jobs.
   * @default - Kueue's: StopPolicy.NONE
   */
  readonly stopPolicy?: StopPolicy;
  /**
   * Its share against other LocalQueues of the pool, 0 or more; 0 is served last.
   * Counts where the pool has an `admissionMode`.
   * @default 1
   */
  readonly fairSharingWeight?: number;
}

/**
 * The queue of a team: jobs of its namespace wait in it until the
 * `ClusterQueue` behind it has room.
 *
 * It makes a LocalQueue in the namespace of its stack.
 *
 * @example
 * const clusterQueue = ClusterQueue.fromClusterQueueName(research, 'pool', 'gpu-pool');
 * const queue = new LocalQueue(research, 'gpu', { clusterQueue });
 * new TrainingJob(research, 'resnet', { image: 'acme/resnet:2.1', queue });
 * @see https://kueue.sigs.k8s.io/docs/concepts/local_queue/
 */
export class LocalQueue extends Resource implements IQueue {
  /** A LocalQueue that exists in the namespace of `scope`. */
  public static fromLocalQueueName(scope: Construct, id: string, queueName: string): IQueue {
    return new ExistingLocalQueue(scope, id, 'localqueue', queueName, true);
  }

  /** What hands out room to its jobs. */
  public readonly queueSystem: QueueSystem = QueueSystem.KUEUE;

  private readonly props: LocalQueueProps;

  constructor(scope: Construct, id: string, props: LocalQueueProps) {
    checkCall('new LocalQueue', [scope, id, props]);
    super(scope, id, props, { apiVersion: KUEUE_API, kind: 'LocalQueue', app: 'local-queue', component: 'queueing' });
    this.props = props;
    if (props.clusterQueue instanceof ClusterQueue) props.clusterQueue._serve(this);
  }

  /** Name of the LocalQueue. */
  public get queueName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { clusterQueue, stopPolicy, fairSharingWeight } = this.props;
    const spec: LocalQueueSpec = { clusterQueue: clusterQueue.clusterQueueName, stopPolicy, ...fairSharing(fairSharingWeight) };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKueue(problems, this, this.props.fairSharingWeight);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path);
  }
}

class ExistingLocalQueue extends Existing implements IQueue {
  public readonly queueSystem: QueueSystem = QueueSystem.KUEUE;

  public get queueName(): string {
    return this.existingName;
  }
}
