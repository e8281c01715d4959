import type { Duration } from 'cdk8s';
import type { Probe } from 'kubernetes-types/core/v1';
import { seconds } from './duration';

/** How often and how long a container is asked. */
export interface ReadinessOptions {
  /**
   * Time before the first question.
   * @default - none
   */
  readonly initialDelay?: Duration;
  /**
   * Time between questions.
   * @default Duration.seconds(10)
   */
  readonly period?: Duration;
  /**
   * How long an answer may take.
   * @default Duration.seconds(1)
   */
  readonly timeout?: Duration;
  /**
   * How often in a row the answer is no before it counts, at least 1.
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** A question to a container: is it ready, as the other pods of its job see it; is it alive; has it started. */
export class Readiness {
  /** Something listens on a port. */
  public static tcp(port: number, options: ReadinessOptions = {}): Readiness {
    return new Readiness({ tcpSocket: { port } }, options);
  }

  /** A command in the container ends with 0. */
  public static exec(command: string[], options: ReadinessOptions = {}): Readiness {
    return new Readiness({ exec: { command } }, options);
  }

  /** A GET of this path is answered with a success. */
  public static http(path: string, port: number, options: ReadinessOptions = {}): Readiness {
    return new Readiness({ httpGet: { path, port } }, options);
  }

  private constructor(private readonly question: any, private readonly options: ReadinessOptions) {}

  /** @internal */
  public get _probe(): Probe {
    const { initialDelay, period, timeout, failureThreshold } = this.options;
    return {
      ...this.question,
      ...initialDelay && { initialDelaySeconds: seconds(initialDelay) },
      ...period && { periodSeconds: seconds(period) },
      ...timeout && { timeoutSeconds: seconds(timeout) },
      ...failureThreshold !== undefined && { failureThreshold },
    };
  }
}
