import type { Duration, Size } from 'cdk8s';
import type { JobPodProps } from '../../core';

/** Pods of a part of an `InferenceService`. */
export interface InferencePodProps extends JobPodProps {
  /**
   * Command, instead of the image's entrypoint or the runtime's.
   * @default - the image's, or the runtime's
   */
  readonly command?: string[];
  /**
   * Arguments. After those of the runtime, where it has one.
   * @default - the image's, or the runtime's
   */
  readonly args?: string[];
  /**
   * Shared memory at /dev/shm, which counts against the memory limit.
   * @default - 64Mi, which container runtimes give
   */
  readonly sharedMemory?: Size;
  /**
   * Time in which a request that has begun may end when a pod goes; only in Standard mode.
   * @default - Kubernetes' own: 30 seconds
   */
  readonly gracePeriod?: Duration;
}

/** A container of one's own that serves. */
export interface InferenceContainerProps extends InferencePodProps {
  /** Image of the server. */
  readonly image: string;
  /**
   * Port on which it serves.
   * @default - 8080, unless one of `ports` is named `h2c` (for gRPC) or `http1`, or in Knative mode a sidecar has one
   */
  readonly port?: number;
}

/** What a transformer changes on the way to the model and back, or an explainer explains. */
export interface InferenceComponentProps extends InferenceContainerProps {
  /**
   * What is written down of its requests and responses, and where.
   * @default - nothing
   */
  readonly logger?: RequestLogger;
  /**
   * Requests that are handed on together.
   * @default - each by itself
   */
  readonly batcher?: RequestBatcher;
}

/** Which messages are written down. */
export enum LogMode {
  ALL = 'all',
  REQUEST = 'request',
  RESPONSE = 'response',
}

/** Messages that are written down, as CloudEvents, by a container that KServe puts beside the server. */
export interface RequestLogger {
  /**
   * Which messages.
   * @default LogMode.ALL
   */
  readonly mode?: LogMode;
  /**
   * Where they are sent, as a URL: a Knative broker, or any HTTP server.
   * @default - that of KServe's configuration
   */
  readonly url?: string;
  /**
   * Headers of requests that are written down with them.
   * @default - none
   */
  readonly metadataHeaders?: string[];
  /**
   * Annotations of the service that are written down with them.
   * @default - none
   */
  readonly metadataAnnotations?: string[];
}

/** Requests that are handed on together, by a container that KServe puts beside the server. */
export interface RequestBatcher {
  /**
   * Most instances in a batch.
   * @default 32
   */
  readonly maxBatchSize?: number;
  /**
   * Longest time that a request waits for others.
   * @default - 5 seconds
   */
  readonly maxLatency?: Duration;
  /**
   * Longest time until the answer.
   * @default - 1 minute
   */
  readonly timeout?: Duration;
}

