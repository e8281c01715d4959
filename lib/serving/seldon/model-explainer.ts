import type { ISeldonModel, ISeldonPipeline } from './references';

/** How a model is explained, in the words of MLServer. */
export enum SeldonExplainerType {
  /** Anchors of tables. */
  ANCHOR_TABULAR = 'anchor_tabular',
  /** Anchors of images. */
  ANCHOR_IMAGE = 'anchor_image',
  /** Anchors of texts. */
  ANCHOR_TEXT = 'anchor_text',
  /** Shapley values of any model. */
  KERNEL_SHAP = 'kernel_shap',
  /** Gradients along a path from a baseline. */
  INTEGRATED_GRADIENTS = 'integrated_gradients',
  /** Shapley values of trees. */
  TREE_SHAP = 'tree_shap',
}

/**
 * What a model explains: another model, or a pipeline.
 *
 * @example
 * const income = new SeldonModel(stack, 'income', { storageUri: 'gs://acme/income', requirements: ['sklearn'] });
 * new SeldonModel(stack, 'income-explainer', {
 *   storageUri: 'gs://acme/income-explainer', explainer: SeldonExplainer.ofModel(SeldonExplainerType.ANCHOR_TABULAR, income),
 * });
 */
export class SeldonExplainer {
  /** Explains a model. */
  public static ofModel(type: SeldonExplainerType, model: ISeldonModel): SeldonExplainer {
    return new SeldonExplainer(type, { modelRef: model.modelName });
  }

  /** Explains a pipeline. */
  public static ofPipeline(type: SeldonExplainerType, pipeline: ISeldonPipeline): SeldonExplainer {
    return new SeldonExplainer(type, { pipelineRef: pipeline.pipelineName });
  }

  private constructor(
    /** How it explains. */
    public readonly explainerType: SeldonExplainerType,
    private readonly explained: any,
  ) {}

  /** @internal */
  public get _manifest(): { type: string; modelRef?: string; pipelineRef?: string } {
    return { type: this.explainerType, ...this.explained };
  }
}
