/** What hands out room to the jobs of a queue. */
export enum QueueSystem {
  /** Kueue: a LocalQueue of the namespace. */
  KUEUE = 'kueue',
  /** The Volcano scheduler: a Queue of the cluster. */
  VOLCANO = 'volcano',
}

/** A queue that jobs wait in until there is room for them. */
export interface IQueue {
  /** Name of the LocalQueue, in the namespace of the job, or of the Volcano Queue. */
  readonly queueName: string;
  /** What hands out room to its jobs. */
  readonly queueSystem: QueueSystem;
}

/** The place of a job among those that wait in Kueue; says nothing about its pods. */
export interface IWorkloadPriority {
  /** Name of the WorkloadPriorityClass. */
  readonly priorityClassName: string;
}

/**
 * A queue that exists, by name.
 *
 * @see https://kueue.sigs.k8s.io/docs/concepts/local_queue/
 */
export class Queue implements IQueue {
  /** A LocalQueue of the job's namespace. */
  public static fromQueueName(name: string): Queue {
    return new Queue(name, QueueSystem.KUEUE);
  }

  /** A Queue of Volcano. */
  public static fromVolcanoQueueName(name: string): Queue {
    return new Queue(name, QueueSystem.VOLCANO);
  }

  private constructor(
    /** Name of the queue. */
    public readonly queueName: string,
    /** What hands out room to its jobs. */
    public readonly queueSystem: QueueSystem,
  ) {}
}
