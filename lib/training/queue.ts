/** A queue that jobs wait in until there is room for them. */
export interface IQueue {
  /** Name of the LocalQueue, in the namespace of the job. */
  readonly queueName: string;
}

/**
 * A Kueue LocalQueue that exists, by name.
 *
 * @see https://kueue.sigs.k8s.io/docs/concepts/local_queue/
 */
export class Queue implements IQueue {
  /** A LocalQueue of the job's namespace. */
  public static fromQueueName(name: string): Queue {
    return new Queue(name);
  }

  private constructor(public readonly queueName: string) {}
}
