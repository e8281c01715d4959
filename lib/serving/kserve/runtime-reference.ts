/** What serves models of some formats: a `ServingRuntime` or `ClusterServingRuntime`, or one by name. */
export interface IServingRuntime {
  /** Name of the runtime. */
  readonly runtimeName: string;
}

/** Runtimes that exist in the cluster. */
export class ModelRuntime implements IServingRuntime {
  /** Those that KServe ships. */
  public static readonly AUTOGLUON = new ModelRuntime('kserve-autogluonserver');
  public static readonly HUGGING_FACE = new ModelRuntime('kserve-huggingfaceserver');
  /** For a model that is divided over several machines. */
  public static readonly HUGGING_FACE_MULTI_NODE = new ModelRuntime('kserve-huggingfaceserver-multinode');
  public static readonly LIGHTGBM = new ModelRuntime('kserve-lgbserver');
  public static readonly MLSERVER = new ModelRuntime('kserve-mlserver');
  public static readonly PADDLE = new ModelRuntime('kserve-paddleserver');
  public static readonly PMML = new ModelRuntime('kserve-pmmlserver');
  public static readonly PREDICTIVE = new ModelRuntime('kserve-predictiveserver');
  public static readonly SKLEARN = new ModelRuntime('kserve-sklearnserver');
  public static readonly TENSORFLOW = new ModelRuntime('kserve-tensorflow-serving');
  public static readonly TORCHSERVE = new ModelRuntime('kserve-torchserve');
  public static readonly TRITON = new ModelRuntime('kserve-tritonserver');
  public static readonly VLLM = new ModelRuntime('kserve-vllmserver');
  public static readonly XGBOOST = new ModelRuntime('kserve-xgbserver');

  /** A runtime of the namespace, or else of the cluster, by name. */
  public static fromRuntimeName(name: string): IServingRuntime {
    return new ModelRuntime(name);
  }

  private constructor(public readonly runtimeName: string) {}
}
