/**
 * What a model was saved as, which decides what serves it.
 *
 * @example
 * ModelFormat.SKLEARN;
 * ModelFormat.of('onnx', '1');
 */
export class ModelFormat {
  public static readonly AUTOGLUON = new ModelFormat('autogluon');
  /** A model of Hugging Face's transformers. */
  public static readonly HUGGING_FACE = new ModelFormat('huggingface');
  public static readonly LIGHTGBM = new ModelFormat('lightgbm');
  /** A model that MLflow has logged; MLServer serves it, over protocol v2. */
  public static readonly MLFLOW = new ModelFormat('mlflow', undefined, 'v2');
  /** Triton serves it, over protocol v2. */
  public static readonly ONNX = new ModelFormat('onnx', undefined, 'v2');
  public static readonly PADDLE = new ModelFormat('paddle');
  public static readonly PMML = new ModelFormat('pmml');
  /** A model archive of TorchServe. */
  public static readonly PYTORCH = new ModelFormat('pytorch');
  public static readonly SKLEARN = new ModelFormat('sklearn');
  public static readonly TENSORFLOW = new ModelFormat('tensorflow');
  /** Triton serves it, over protocol v2. */
  public static readonly TENSORRT = new ModelFormat('tensorrt', undefined, 'v2');
  /** A model repository of Triton. */
  public static readonly TRITON = new ModelFormat('triton', undefined, 'v2');
  /** A language model for vLLM. */
  public static readonly VLLM = new ModelFormat('vLLM', undefined, 'v2');
  public static readonly XGBOOST = new ModelFormat('xgboost');

  /**
   * A format by name, maybe of one version, as runtimes list it.
   * @param name as in `supportedModelFormats` of a runtime
   * @param version of the format; a runtime fits only if it names the same
   */
  public static of(name: string, version?: string): ModelFormat {
    return new ModelFormat(name, version, ['mlflow', 'onnx', 'tensorrt', 'triton', 'vLLM'].includes(name) ? 'v2' : undefined);
  }

  private constructor(
    public readonly formatName: string,
    public readonly version?: string,
    /** The protocol without which no runtime of KServe is found. @internal */
    public readonly _protocol?: string,
  ) {}
}

/** How a client speaks to a model. */
export enum InferenceProtocol {
  /** `POST /v1/models/NAME:predict`. */
  V1 = 'v1',
  /** The Open Inference Protocol: `POST /v2/models/NAME/infer`. */
  V2 = 'v2',
  /** TensorFlow Serving's. */
  GRPC_V1 = 'grpc-v1',
  /** The Open Inference Protocol over gRPC. */
  GRPC_V2 = 'grpc-v2',
}
