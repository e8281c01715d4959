import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { amounts, EXAMPLES, GPU, predictor, SAMPLES, written } from './written';
import type { InferenceServiceProps, PlatformProps } from '../../../../lib';
import { InferenceProtocol, Model, ModelFormat, ModelRuntime, Readiness, ServingMode } from '../../../../lib';
import type { Manifest } from '../../../support/synth';

/* What KServe's samples of models show, one for each framework and more where they say more. */

const { V2 } = InferenceProtocol;
const { SKLEARN, XGBOOST, LIGHTGBM, PMML, PADDLE, ONNX, TENSORFLOW, PYTORCH, TRITON, MLFLOW } = ModelFormat;
const limits = (cpu: kplus.Cpu, memory: Size) => ({ cpu: { request: cpu, limit: cpu }, memory: { request: memory, limit: memory } });
const memory4Gi = { memory: { limit: Size.gibibytes(4) } };
const text = kplus.EnvValue.fromValue;
const OMP = { OMP_NUM_THREADS: text('1') };
const OMP_ENV = [{ name: 'OMP_NUM_THREADS', value: '1' }];
const flowers = Model.gcs(TENSORFLOW, `${SAMPLES}/tensorflow/flowers`);
const flowers2 = Model.gcs(TENSORFLOW, `${SAMPLES}/tensorflow/flowers-2`);
const digits = Model.gcs(PYTORCH, `${EXAMPLES}/torchserve/image_classifier/v1`);
const digits2 = Model.gcs(PYTORCH, `${EXAMPLES}/torchserve/image_classifier/v2`);
const alive = Readiness.http('/v1/models/flowers', 8080);
const ALIVE = { httpGet: { path: '/v1/models/flowers' } };
const h2c = (containerPort: number) => [{ containerPort, name: 'h2c', protocol: 'TCP' }];
const OPEN = ['--disable-token-auth', '--enable-model-api'];

type Row = [shown: string, name: string, props: InferenceServiceProps, expected: Omit<Manifest, 'metadata'>, metadata?: object, platform?: PlatformProps];

test.each<Row>([
  ['sklearn', 'sklearn-iris', { model: Model.gcs(SKLEARN, `${SAMPLES}/sklearn/iris`) }, { sklearn: { storageUri: `${SAMPLES}/sklearn/iris` } }],
  ['sklearn of mixed types', 'sklearn-mixedtype', { model: Model.gcs(SKLEARN, `${EXAMPLES}/sklearn/1.0/mixedtype`) }, {
    sklearn: { storageUri: `${EXAMPLES}/sklearn/1.0/mixedtype` },
  }],
  ['sklearn over v2', 'sklearn-irisv2', { model: Model.gcs(SKLEARN, 'gs://seldon-models/sklearn/iris'), protocol: V2 }, {
    sklearn: { protocolVersion: 'v2', storageUri: 'gs://seldon-models/sklearn/iris' },
  }],
  ['xgboost over v2', 'xgboost-iris', { model: Model.gcs(XGBOOST, `${SAMPLES}/xgboost/iris`), protocol: V2 }, {
    xgboost: { protocolVersion: 'v2', storageUri: `${SAMPLES}/xgboost/iris` },
  }],
  ['lightgbm', 'lightgbm-iris', { model: Model.gcs(LIGHTGBM, `${EXAMPLES}/lightgbm/iris`) }, { lightgbm: { storageUri: `${EXAMPLES}/lightgbm/iris` } }],
  ['lightgbm over gRPC', 'lightgbm-v2-iris-grpc', { model: Model.gcs(LIGHTGBM, `${EXAMPLES}/lightgbm/v2/iris`), protocol: V2, ports: { h2c: 8081 } }, {
    model: { modelFormat: { name: 'lightgbm' }, protocolVersion: 'v2', storageUri: `${EXAMPLES}/lightgbm/v2/iris`, ports: h2c(8081) },
  }],
  ['pmml', 'pmml-demo', { model: Model.http(PMML, 'https://raw.githubusercontent.com/openscoring/openscoring/master/openscoring-service/src/etc/DecisionTreeIris.pmml') }, {
    pmml: { storageUri: 'https://raw.githubusercontent.com/openscoring/openscoring/master/openscoring-service/src/etc/DecisionTreeIris.pmml' },
  }],
  ['pmml of Spark', 'spark-pmml', { model: Model.gcs(PMML, `${EXAMPLES}/sparkpmml`) }, { pmml: { storageUri: `${EXAMPLES}/sparkpmml` } }],
  ['paddle', 'paddle-resnet50', { model: Model.gcs(PADDLE, `${EXAMPLES}/paddle/resnet`) }, { paddle: { storageUri: `${EXAMPLES}/paddle/resnet` } }],
  ['onnx', 'style-sample', { model: Model.gcs(ONNX, `${EXAMPLES}/onnx`), protocol: V2 }, { onnx: { storageUri: `${EXAMPLES}/onnx` } }],
  ['mlflow', 'mlflow-v2-wine-classifier', { model: Model.gcs(MLFLOW, `${EXAMPLES}/mlflow/wine`), protocol: V2 }, {
    model: { modelFormat: { name: 'mlflow' }, protocolVersion: 'v2', storageUri: `${EXAMPLES}/mlflow/wine` },
  }],

  ['tensorflow', 'tensorflow-simple', { model: flowers }, { tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers` } }],
  ['tensorflow, a share of traffic', 'tensorflow-simple', { model: flowers, mode: ServingMode.knative({ canaryPercent: 20 }) }, {
    canaryTrafficPercent: 20, tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers` },
  }],
  ['tensorflow on a GPU of some nodes', 'tensorflow-gpu', {
    model: flowers, accelerator: GPU, nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-k80' },
  }, {
    tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers`, resources: { limits: { 'nvidia.com/gpu': 1 } } },
    nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-k80' },
  }, {}, { knativeFeatures: ['podspec-nodeselector'] }],
  ['tensorflow over gRPC', 'tensorflow-grpc', { model: flowers, ports: { h2c: 9000 } }, {
    tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers`, ports: [{ containerPort: 9000, name: 'h2c' }] },
  }],
  ['tensorflow of another image', 'tensorflow-versioning', { model: flowers, image: 'tensorflow/serving:v1.14' }, {
    tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers`, image: 'tensorflow/serving:v1.14' },
  }],
  ['a version with GPUs', 'flowers-sample-gpu', { model: flowers, runtimeVersion: '2.6.2-gpu', accelerator: GPU }, {
    model: {
      modelFormat: { name: 'tensorflow' }, storageUri: `${SAMPLES}/tensorflow/flowers`, runtimeVersion: '2.6.2-gpu', resources: { limits: { 'nvidia.com/gpu': 1 } },
    },
  }],
  ['questions to the server', 'flowers', { model: flowers, readiness: alive, liveness: alive }, {
    tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers`, readinessProbe: ALIVE, livenessProbe: ALIVE },
  }],
  ['whether the server lives', 'flowers-readiness', { model: flowers, liveness: alive }, {
    tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers`, livenessProbe: ALIVE },
  }],
  ['answers that take their time', 'flowers', { model: flowers, liveness: alive, mode: ServingMode.knative({ timeout: Duration.seconds(600) }) }, {
    timeout: 600, tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers`, livenessProbe: ALIVE },
  }],
  ['an account that exists', 'tensorflow-pod-overrides', {
    model: Model.gcs(TENSORFLOW, `${EXAMPLES}/tensorflow/flowers`), serviceAccount: { name: 'serving-admin' } as kplus.IServiceAccount,
  }, { serviceAccount: 'serving-admin', tensorflow: { storageUri: `${EXAMPLES}/tensorflow/flowers` } }],

  ['a rollout: what there was', 'my-model', { model: flowers, resources: limits(kplus.Cpu.millis(100), Size.mebibytes(100)) }, {
    tensorflow: { resources: amounts('100m', '100Mi'), storageUri: `${SAMPLES}/tensorflow/flowers` },
  }],
  ['a rollout: a tenth', 'my-model', {
    model: flowers2, resources: limits(kplus.Cpu.millis(100), Size.mebibytes(100)), mode: ServingMode.knative({ canaryPercent: 10 }),
  }, { canaryTrafficPercent: 10, tensorflow: { resources: amounts('100m', '100Mi'), storageUri: `${SAMPLES}/tensorflow/flowers-2` } }],
  ['a rollout: pinned', 'my-model', { model: flowers2, mode: ServingMode.knative({ canaryPercent: 0 }) }, {
    canaryTrafficPercent: 0, tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers-2` },
  }],
  ['a rollout: promoted', 'my-model', { model: flowers2 }, { tensorflow: { storageUri: `${SAMPLES}/tensorflow/flowers-2` } }],

  ['torchserve', 'torchserve', { model: digits }, { pytorch: { storageUri: `${EXAMPLES}/torchserve/image_classifier/v1` } }],
  ['torchserve over gRPC', 'torchserve-grpc', { model: digits, ports: { h2c: 7070 } }, {
    pytorch: { storageUri: `${EXAMPLES}/torchserve/image_classifier/v1`, ports: h2c(7070) },
  }],
  ['torchserve on a GPU', 'torchserve-gpu', { model: digits, resources: memory4Gi, accelerator: GPU, args: OPEN }, {
    pytorch: { storageUri: `${EXAMPLES}/torchserve/image_classifier/v1`, resources: { limits: { 'memory': '4Gi', 'nvidia.com/gpu': '1' } }, args: OPEN },
  }],
  ['torchserve, a share of traffic', 'torchserve', { model: digits2, mode: ServingMode.knative({ canaryPercent: 20 }) }, {
    canaryTrafficPercent: 20, pytorch: { storageUri: `${EXAMPLES}/torchserve/image_classifier/v2` },
  }],
  ['torchserve, its metrics', 'torch-metrics', {
    model: Model.gcs(PYTORCH, `${EXAMPLES}/torchserve/image_classifier`), annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8082' },
  }, { pytorch: { storageUri: `${EXAMPLES}/torchserve/image_classifier` } }, { annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8082' } }],
  ['torchserve, BERT', 'torchserve-bert', { model: Model.gcs(PYTORCH, `${EXAMPLES}/torchserve/huggingface`) }, {
    pytorch: { storageUri: `${EXAMPLES}/torchserve/huggingface` },
  }],
  ['torchserve over v2', 'torchserve-mnist-v2', { model: digits2, protocol: V2, args: OPEN }, {
    pytorch: { protocolVersion: 'v2', storageUri: `${EXAMPLES}/torchserve/image_classifier/v2`, args: OPEN },
  }],
  ['torchserve over v2 on a GPU', 'torchserve-mnist-v2', { model: digits2, protocol: V2, resources: memory4Gi, accelerator: GPU }, {
    pytorch: { protocolVersion: 'v2', storageUri: `${EXAMPLES}/torchserve/image_classifier/v2`, resources: { limits: { 'memory': '4Gi', 'nvidia.com/gpu': '1' } } },
  }],
  ['torchserve, BERT over v2 on a GPU', 'torchserve-bert-v2', {
    model: Model.gcs(PYTORCH, `${EXAMPLES}/torchserve/bert/v2`), protocol: V2, resources: memory4Gi, accelerator: GPU,
  }, {
    pytorch: { protocolVersion: 'v2', storageUri: `${EXAMPLES}/torchserve/bert/v2`, resources: { limits: { 'memory': '4Gi', 'nvidia.com/gpu': '1' } } },
  }],

  ['triton', 'torchscript-cifar', { model: Model.gcs(TRITON, `${EXAMPLES}/torchscript`), runtimeVersion: '21.08-py3', env: OMP }, {
    triton: { storageUri: `${EXAMPLES}/torchscript`, runtimeVersion: '21.08-py3', env: OMP_ENV },
  }],
  ['triton over gRPC', 'torchscript-cifar', { model: Model.gcs(TRITON, `${EXAMPLES}/torchscript`), runtimeVersion: '20.10-py3', env: OMP, ports: { h2c: 9000 } }, {
    triton: { storageUri: `${EXAMPLES}/torchscript`, runtimeVersion: '20.10-py3', env: OMP_ENV, ports: h2c(9000) },
  }],
  ['triton on nodes by a label', 'torchscript-cifar', {
    model: Model.gcs(TRITON, `${EXAMPLES}/torchscript`), runtimeVersion: '21.08-py3', env: OMP, mode: ServingMode.standard(), accelerator: GPU,
    nodeSelector: { 'k8s.amazonaws.com/accelerator': 'nvidia-tesla-t4' },
  }, {
    nodeSelector: { 'k8s.amazonaws.com/accelerator': 'nvidia-tesla-t4' },
    triton: { storageUri: `${EXAMPLES}/torchscript`, runtimeVersion: '21.08-py3', env: OMP_ENV, resources: { limits: { 'nvidia.com/gpu': 1 } } },
  }, { annotations: { 'serving.kserve.io/deploymentMode': 'RawDeployment' } }],
  ['a runtime by name', 'deeploy-sample', {
    model: Model.gcs(SKLEARN, 'gs://deeploy-examples/sklearn/census/20231128130326/model'), runtime: ModelRuntime.SKLEARN, protocol: V2,
  }, {
    model: {
      modelFormat: { name: 'sklearn' }, runtime: 'kserve-sklearnserver', protocolVersion: 'v2',
      storageUri: 'gs://deeploy-examples/sklearn/census/20231128130326/model',
    },
  }],
])('%s', (_, name, props, fields, metadata = {}, platform = {}) => {
  expect(written(name, props, platform)).toEqual(predictor(name, fields, metadata));
});
