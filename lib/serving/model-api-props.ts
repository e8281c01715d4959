import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { ITracking, WebProps } from '../core';

/** Who decides how many pods run. */
export enum Autoscaler {
  /** A HorizontalPodAutoscaler that the construct makes. */
  HORIZONTAL = 'horizontal',
  /** Something else, such as a KEDA ScaledObject or a `kplus.HorizontalPodAutoscaler`. */
  EXTERNAL = 'external',
}

/** Props of a `ModelApi`. */
export interface ModelApiProps extends WebProps {
  /** Image of the API, best with a digest: `registry/repository:tag@sha256:...`. */
  readonly image: string;
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments, instead of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Port the API listens on.
   * @default 8000
   */
  readonly port?: number;
  /**
   * Path that answers 200 once the model is loaded.
   * @default '/health'
   */
  readonly healthPath?: string;
  /**
   * Path that answers 200 as long as the process can go on, model or not.
   * @default - the health path
   */
  readonly livenessPath?: string;
  /**
   * Path of Prometheus metrics; scraped if the platform has `serviceMonitorLabels`.
   * @default - no metrics
   */
  readonly metricsPath?: string;
  /**
   * How long the liveness path may take to answer for the first time: with the
   * default path, how long the model may take to load.
   * @default Duration.minutes(5)
   */
  readonly startup?: Duration;
  /**
   * Settings that are no secret: a ConfigMap, `<name>-config`, read as environment
   * variables. A change restarts the pods.
   * @default - none
   */
  readonly config?: { [key: string]: string };
  /**
   * Keys of the Secret that become environment variables, each with a word on
   * how to fill it.
   * @default - none
   */
  readonly secretKeys?: { [key: string]: string };
  /**
   * The Secret that has the `secretKeys`.
   * @default - `<name>-secrets`, of which a template is written beside the YAML
   */
  readonly secret?: kplus.ISecret;
  /**
   * Where the model comes from: an `MlflowServer` of the app, or a `Tracking`.
   * @default - the model is in the image or in a volume
   */
  readonly tracking?: ITracking;
  /**
   * A fixed number of pods, at least 1; switches the autoscaler off.
   * @default - the autoscaler decides
   */
  readonly replicas?: number;
  /**
   * Who decides how many pods run, if `replicas` does not.
   * @default Autoscaler.HORIZONTAL
   */
  readonly autoscaler?: Autoscaler;
  /**
   * Fewest pods, at least 1.
   * @default 2
   */
  readonly minReplicas?: number;
  /**
   * Most pods, above `minReplicas`.
   * @default 10
   */
  readonly maxReplicas?: number;
  /**
   * CPU use at which pods are added, in percent of the request; 0 ignores CPU.
   * @default 70
   */
  readonly targetCpuPercent?: number;
  /**
   * Memory use at which pods are added, in percent of the request; 0 ignores memory.
   * @default 80
   */
  readonly targetMemoryPercent?: number;
}
