import type * as kplus from 'cdk8s-plus-28';
import type { SeldonExplainerType } from './model-explainer';
import type { SeldonServedContainer } from './node-container';
import type { SeldonEndpoint } from './node-options';

/** How answers are explained by the server of Alibi, for the protocols `seldon` and `tensorflow`. */
export enum SeldonAlibiExplainer {
  /** Anchors of tables. */
  ANCHOR_TABULAR = 'AnchorTabular',
  /** Anchors of images. */
  ANCHOR_IMAGES = 'AnchorImages',
  /** Anchors of texts. */
  ANCHOR_TEXT = 'AnchorText',
  /** Shapley values of any model. */
  KERNEL_SHAP = 'KernelShap',
  /** Gradients along a path from a baseline. */
  INTEGRATED_GRADIENTS = 'IntegratedGradients',
  /** Shapley values of trees. */
  TREE_SHAP = 'TreeShap',
  /** Accumulated local effects. */
  ALE = 'ALE',
  /** Counterfactual instances. */
  COUNTERFACTUALS = 'Counterfactuals',
  /** Contrastive explanations. */
  CONTRASTIVE = 'Contrastive',
}

/** Options of an explainer. */
export interface SeldonPredictorExplainerOptions {
  /**
   * Where it is stored.
   * @default - it needs nothing
   */
  readonly modelUri?: string;
  /**
   * Its pods.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * What it is told, by name.
   * @default - nothing
   */
  readonly config?: { [name: string]: string };
  /**
   * What it is made with: JSON, as MLServer reads it.
   * @default - nothing
   */
  readonly initParameters?: string;
  /**
   * Where it is called.
   * @default - where Seldon runs it
   */
  readonly endpoint?: SeldonEndpoint;
  /**
   * The Secret with the login of the store, as variables.
   * @default - the store needs none
   */
  readonly envSecret?: kplus.ISecret;
  /**
   * The ServiceAccount with the login of the store.
   * @default - none
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * The image that fetches it.
   * @default - Seldon's
   */
  readonly storageInitializerImage?: string;
  /**
   * What is other about its container. Devices and volumes need what only its
   * pod has, and are refused.
   * @default - Seldon's
   */
  readonly container?: SeldonServedContainer;
}

/**
 * What explains the answers of a predictor, in pods of its own.
 *
 * @example
 * const explainer = SeldonPredictorExplainer.alibi(SeldonAlibiExplainer.ANCHOR_TABULAR, { modelUri: 'gs://acme/income/explainer' });
 * new SeldonDeployment(stack, 'income', {
 *   predictors: [{ name: 'default', graph: SeldonNode.sklearn('classifier', 'gs://acme/income/model'), explainer }],
 * });
 */
export class SeldonPredictorExplainer {
  /** The server of Alibi. */
  public static alibi(type: SeldonAlibiExplainer, options: SeldonPredictorExplainerOptions = {}): SeldonPredictorExplainer {
    return new SeldonPredictorExplainer(type, options);
  }

  /** MLServer, for the protocol `v2`. */
  public static mlserver(type: SeldonExplainerType, options: SeldonPredictorExplainerOptions = {}): SeldonPredictorExplainer {
    return new SeldonPredictorExplainer(type, options);
  }

  private constructor(
    /** How it explains. */
    public readonly explainerType: string,
    /** @internal */
    public readonly _options: SeldonPredictorExplainerOptions,
  ) {}
}
