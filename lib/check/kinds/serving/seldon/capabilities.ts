/** What the servers of the two configs that Seldon Core 2 comes with can run. */
export const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  mlserver: ['mlserver', 'alibi-detect', 'alibi-explain', 'huggingface', 'lightgbm', 'mlflow', 'python', 'sklearn', 'spark-mlib', 'xgboost'],
  triton: ['triton', 'dali', 'fil', 'onnx', 'openvino', 'python', 'pytorch', 'tensorflow', 'tensorrt'],
};
