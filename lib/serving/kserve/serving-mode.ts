import type { Duration } from 'cdk8s';
import type { KnativeScaling, StandardScaling } from './scaling';
import { KServeMode, seconds } from '../../core';

/** What a Deployment of KServe can do. */
export interface StandardOptions {
  /**
   * Who decides how many pods of the predictor run.
   * @default - StandardScaling.horizontal(); of one with an accelerator StandardScaling.fixed(1); with Defaults.UPSTREAM KServe's own
   */
  readonly scaling?: StandardScaling;
  /**
   * The same for the transformer, by the same means.
   * @default - as the predictor is by default
   */
  readonly transformerScaling?: StandardScaling;
  /**
   * The same for the explainer, by the same means.
   * @default - as the predictor is by default
   */
  readonly explainerScaling?: StandardScaling;
  /**
   * How many more pods there may be while new ones replace old ones, such as `1` or `25%`.
   * @default - 25%
   */
  readonly maxSurge?: string;
  /**
   * How many pods may be missing while new ones start, such as `0` or `25%`.
   * @default - 25%
   */
  readonly maxUnavailable?: string;
  /**
   * Stops all pods before new ones start, for an accelerator of which there is one.
   * @default false
   */
  readonly recreate?: boolean;
}

/** What a Knative Service can do. */
export interface KnativeOptions {
  /**
   * Who decides how many pods of the predictor run.
   * @default - KnativeScaling.standard()
   */
  readonly scaling?: KnativeScaling;
  /**
   * The same for the transformer.
   * @default - KnativeScaling.standard()
   */
  readonly transformerScaling?: KnativeScaling;
  /**
   * The same for the explainer.
   * @default - KnativeScaling.standard()
   */
  readonly explainerScaling?: KnativeScaling;
  /**
   * Requests that a pod of the predictor answers at once at most; more of them wait. 0 to 1000.
   * @default - no limit
   */
  readonly concurrencyLimit?: number;
  /**
   * Longest time of an answer, at most 10 minutes.
   * @default - 5 minutes
   */
  readonly timeout?: Duration;
  /**
   * The share of traffic that what is new gets, in percent; the rest goes to what was
   * rolled out last. To promote it, leave it out.
   * @default - all, once it is ready
   */
  readonly canaryPercent?: number;
  /**
   * Whether what is new and what is old have addresses of their own too.
   * @default false
   */
  readonly tagRouting?: boolean;
  /**
   * Over which time traffic moves to what is new.
   * @default - at once
   */
  readonly rolloutDuration?: Duration;
}

/**
 * How KServe runs a model: each mode offers what works in it.
 *
 * @example
 * ServingMode.standard({ scaling: StandardScaling.horizontal({ minReplicas: 2, maxReplicas: 8 }) });
 * ServingMode.knative({ scaling: KnativeScaling.concurrency(4, { minReplicas: 0 }), canaryPercent: 10 });
 */
export class ServingMode {
  /** Deployments, and an Ingress or HTTPRoute: no Knative, no Istio. */
  public static standard(options: StandardOptions = {}): ServingMode {
    return new ServingMode(KServeMode.STANDARD, options, {});
  }

  /** Knative Services: scaled by requests, to zero too, with traffic split between revisions. */
  public static knative(options: KnativeOptions = {}): ServingMode {
    return new ServingMode(KServeMode.KNATIVE, {}, options);
  }

  private constructor(
    /** As KServe calls it. */
    public readonly mode: KServeMode,
    /** @internal */
    public readonly _standard: StandardOptions,
    /** @internal */
    public readonly _knative: KnativeOptions,
  ) {}

  /** Annotations of the object. @internal */
  public get _annotations(): Record<string, string> {
    const { tagRouting, rolloutDuration } = this._knative;
    return {
      'serving.kserve.io/deploymentMode': this.mode,
      ...tagRouting !== undefined && { 'serving.kserve.io/enable-tag-routing': String(tagRouting) },
      ...rolloutDuration && { 'serving.knative.dev/rollout-duration': `${seconds(rolloutDuration)}s` },
    };
  }

  /** Fields of the predictor, beside those of its scaling. @internal */
  public get _predictor(): Record<string, unknown> {
    const { maxSurge, maxUnavailable, recreate } = this._standard;
    const { concurrencyLimit, timeout, canaryPercent } = this._knative;
    const strategy = recreate ? { type: 'Recreate' } : maxSurge !== undefined || maxUnavailable !== undefined
      ? { type: 'RollingUpdate', rollingUpdate: { maxSurge: count(maxSurge), maxUnavailable: count(maxUnavailable) } } : undefined;
    return {
      deploymentStrategy: strategy, containerConcurrency: concurrencyLimit, timeout: timeout && seconds(timeout), canaryTrafficPercent: canaryPercent,
    };
  }

  /** Scaling of a component; undefined where its author says none, and nothing else is known. @internal */
  public _scaling(component: 'predictor' | 'transformer' | 'explainer'): StandardScaling | KnativeScaling | undefined {
    const prop = component === 'predictor' ? 'scaling' as const : `${component}Scaling` as const;
    return this.mode === KServeMode.STANDARD ? this._standard[prop] : this._knative[prop];
  }
}

/** A number stays one: Kubernetes takes text for percentages alone. */
const count = (text?: string) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : text);
