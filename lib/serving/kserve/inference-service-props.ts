import type { Duration } from 'cdk8s';
import type { InferenceComponentProps, InferencePodProps, RequestBatcher, RequestLogger } from './component-props';
import type { Model } from './model';
import type { InferenceProtocol } from './model-format';
import type { IServingRuntime } from './runtime-reference';
import type { ServingMode } from './serving-mode';
import type { Defaults, WorkloadProps } from '../../core';

/** Props of an `InferenceService`. */
export interface InferenceServiceProps extends WorkloadProps, InferencePodProps {
  /**
   * What is served. A runtime that fits its format serves it.
   * @default - an `image` of one's own serves
   */
  readonly model?: Model;
  /**
   * Image of a server of one's own; with a `model` the image of the runtime's container.
   * @default - the runtime's
   */
  readonly image?: string;
  /**
   * Port of a server of one's own.
   * @default - 8080, unless one of `ports` is named `h2c` (for gRPC) or `http1`, or in Knative mode a sidecar has one; the runtime's
   */
  readonly port?: number;
  /**
   * How clients speak to it.
   * @default - that of the format: v2 for MLflow, ONNX, TensorRT, Triton and vLLM; else v1
   */
  readonly protocol?: InferenceProtocol;
  /**
   * What serves the model.
   * @default - the runtime of the cluster that fits best, which is checked against those that KServe ships
   */
  readonly runtime?: IServingRuntime;
  /**
   * Tag of the runtime's image.
   * @default - the runtime's
   */
  readonly runtimeVersion?: string;
  /**
   * How KServe runs it, with what works in that mode alone.
   * @default - that of the platform's `kserveMode`
   */
  readonly mode?: ServingMode;
  /**
   * A server that changes requests before the model sees them, and responses after.
   * @default - none
   */
  readonly transformer?: InferenceComponentProps;
  /**
   * A server that explains predictions, at `:explain`.
   * @default - none
   */
  readonly explainer?: InferenceComponentProps;
  /**
   * What is written down of requests and responses, and where.
   * @default - nothing
   */
  readonly logger?: RequestLogger;
  /**
   * Requests that are handed on together.
   * @default - each by itself
   */
  readonly batcher?: RequestBatcher;
  /**
   * Longest time until the server of the model answers, its model loaded.
   * @default - by the size of the model; with Defaults.UPSTREAM KServe's own
   */
  readonly startupTime?: Duration;
  /**
   * Whether only the cluster may reach it.
   * @default false
   */
  readonly internal?: boolean;
  /**
   * Whether it is stopped: no pods run, and nothing is lost.
   * @default false
   */
  readonly stopped?: boolean;
  /**
   * Name of the Secret with storage entries, for `Model.stored(...)`.
   * @default storage-config
   */
  readonly storageSecret?: string;
  /**
   * Whether it gets what is safe beyond what was asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
}
