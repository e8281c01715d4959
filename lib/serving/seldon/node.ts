import type { SeldonContainer, SeldonServedContainer } from './node-container';
import type { SeldonAnyServerNodeOptions, SeldonOwnNodeOptions, SeldonServerNodeOptions } from './node-options';
import { endpointOf, SeldonParameter } from './node-options';
import type { SeldonDeploymentGraph } from '../../../imports/machinelearning.seldon.io';

/**
 * A node of the graph of a predictor: a server of Seldon that loads a model, a
 * container with code of its own, or a node that the engine is itself.
 *
 * The same node may stand in several predictors.
 *
 * @example
 * const known = SeldonNode.model('known', { image: 'acme/iris:1.0' });
 * const better = SeldonNode.model('better', { image: 'acme/iris:1.1' });
 * const graph = SeldonNode.transformer('scaler', { image: 'acme/scaler:1.0' }, { children: [SeldonNode.abTest('choice', known, better)] });
 * new SeldonDeployment(stack, 'iris', { predictors: [{ name: 'default', graph }] });
 */
export class SeldonNode {
  /** A model of scikit-learn. */
  public static sklearn(name: string, modelUri: string, options: SeldonServerNodeOptions = {}): SeldonNode {
    return SeldonNode.server('SKLEARN_SERVER', name, { ...options, modelUri });
  }

  /** A model of XGBoost. */
  public static xgboost(name: string, modelUri: string, options: SeldonServerNodeOptions = {}): SeldonNode {
    return SeldonNode.server('XGBOOST_SERVER', name, { ...options, modelUri });
  }

  /** A model that MLflow logged. */
  public static mlflow(name: string, modelUri: string, options: SeldonServerNodeOptions = {}): SeldonNode {
    return SeldonNode.server('MLFLOW_SERVER', name, { ...options, modelUri });
  }

  /** A model of TensorFlow. */
  public static tensorflow(name: string, modelUri: string, options: SeldonServerNodeOptions = {}): SeldonNode {
    return SeldonNode.server('TENSORFLOW_SERVER', name, { ...options, modelUri });
  }

  /** A model that NVIDIA Triton runs. */
  public static triton(name: string, modelUri: string, options: SeldonServerNodeOptions = {}): SeldonNode {
    return SeldonNode.server('TRITON_SERVER', name, { ...options, modelUri });
  }

  /** A model of Hugging Face; `parameters` name the task and the model, unless `modelUri` says where one is stored. */
  public static huggingFace(name: string, options: SeldonAnyServerNodeOptions = {}): SeldonNode {
    return SeldonNode.server('HUGGINGFACE_SERVER', name, options);
  }

  /**
   * A model on any server that `seldon-config` lists.
   * @param implementation as `seldon-config` has it: `ACME_SERVER`
   */
  public static server(implementation: string, name: string, options: SeldonAnyServerNodeOptions = {}): SeldonNode {
    const { container, ...node } = options;
    return new SeldonNode(name, { implementation }, node, container, true);
  }

  /** A model with code of its own. */
  public static model(name: string, container: SeldonContainer, options: SeldonOwnNodeOptions = {}): SeldonNode {
    return new SeldonNode(name, { type: 'MODEL' }, options, container);
  }

  /** Changes what comes in, before its child gets it. */
  public static transformer(name: string, container: SeldonContainer, options: SeldonOwnNodeOptions = {}): SeldonNode {
    return new SeldonNode(name, { type: 'TRANSFORMER' }, options, container);
  }

  /** Changes what its child answers. */
  public static outputTransformer(name: string, container: SeldonContainer, options: SeldonOwnNodeOptions = {}): SeldonNode {
    return new SeldonNode(name, { type: 'OUTPUT_TRANSFORMER' }, options, container);
  }

  /** Chooses which of its children is asked. */
  public static router(name: string, container: SeldonContainer, options: SeldonOwnNodeOptions = {}): SeldonNode {
    return new SeldonNode(name, { type: 'ROUTER' }, options, container);
  }

  /** Makes one answer of those of its children. */
  public static combiner(name: string, container: SeldonContainer, options: SeldonOwnNodeOptions = {}): SeldonNode {
    return new SeldonNode(name, { type: 'COMBINER' }, options, container);
  }

  /**
   * Tosses a coin between two children; the engine does it.
   * @param shareOfFirst share of the first one, from 0 to 1
   */
  public static abTest(name: string, first: SeldonNode, second: SeldonNode, shareOfFirst = 0.5): SeldonNode {
    return new SeldonNode(name, { implementation: 'RANDOM_ABTEST' }, { children: [first, second], parameters: { ratioA: SeldonParameter.float(shareOfFirst) } });
  }

  /** Answers the average of what its children answer; the engine does it. */
  public static averageCombiner(name: string, children: SeldonNode[]): SeldonNode {
    return new SeldonNode(name, { implementation: 'AVERAGE_COMBINER' }, { children });
  }

  /** Asks its first child; the engine does it. */
  public static simpleRouter(name: string, children: SeldonNode[]): SeldonNode {
    return new SeldonNode(name, { implementation: 'SIMPLE_ROUTER' }, { children });
  }

  /** Answers always the same, for trying things out; the engine does it. */
  public static simpleModel(name: string): SeldonNode {
    return new SeldonNode(name, { implementation: 'SIMPLE_MODEL' }, {});
  }

  private constructor(
    /** Name of the node and of its container. */
    public readonly nodeName: string,
    private readonly runs: any,
    private readonly options: SeldonOwnNodeOptions,
    /**
     * What is said of its container; undefined where nothing is.
     * @internal
     */
    public readonly _container?: SeldonServedContainer,
    /**
     * Whether a server of Seldon runs it.
     * @internal
     */
    public readonly _served = false,
  ) {}

  /** It and all nodes after it. @internal */
  public get _all(): SeldonNode[] {
    return [this, ...this.children.flatMap(child => child._all)];
  }

  /** @internal */
  public get _manifest(): SeldonDeploymentGraph {
    const { methods, parameters = {}, endpoint, logger, modelUri, envSecret, serviceAccount, storageInitializerImage } = this.options;
    const given = Object.entries(parameters);
    return {
      name: this.nodeName,
      ...this.runs,
      ...methods && methods.length > 0 && { methods },
      ...given.length > 0 && { parameters: given.map(([name, { parameterType: type, parameterValue: value }]) => ({ name, value, type })) },
      endpoint: endpointOf(endpoint),
      logger,
      modelUri,
      envSecretRefName: envSecret?.name,
      serviceAccountName: serviceAccount?.name,
      storageInitializerImage,
      ...this.children.length > 0 && { children: this.children.map(child => child._manifest) },
    };
  }

  /** The node behind a path of the graph. @internal */
  public _at(path: string): [node: SeldonNode, rest: string] {
    const [, index, rest] = /^children\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    const child = index === undefined ? undefined : this.children[Number(index)];
    return child ? child._at(rest) : [this, path];
  }

  private get children(): readonly SeldonNode[] {
    return this.options.children ?? [];
  }
}
