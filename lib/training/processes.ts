import type { Problems } from '../core';

/** How many processes a pod starts, each of them one rank. */
export class Processes {
  /** One for each GPU if there are any, else one for each CPU of the node. */
  public static readonly AUTO = new Processes('auto');
  /** One for each CPU of the node. */
  public static readonly CPU = new Processes('cpu');
  /** One for each GPU. */
  public static readonly GPU = new Processes('gpu');

  /**
   * A number of processes.
   * @param count at least 1
   */
  public static of(count: number): Processes {
    return new Processes(String(count), count);
  }

  /** @internal */
  private constructor(public readonly value: string, public readonly count?: number) {}

  /** @internal */
  public _check(problems: Problems, field: string): void {
    problems.wholeNumber('COUNT_RANGE', field, this.count, 1, 1024, 'at least one process');
  }
}
