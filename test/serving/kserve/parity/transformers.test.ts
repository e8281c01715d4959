import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { EXAMPLES, GPU, sample, SAMPLES, written } from './written';
import type { InferenceServiceProps, PlatformProps } from '../../../../lib';
import { InferenceProtocol, Model, ModelFormat, Readiness, TaintEffect } from '../../../../lib';

/* What KServe's samples of transformers and explainers show: in pods of their own, beside a model, beside a server of one's own. */

const text = kplus.EnvValue.fromValue;
const DIGITS = `${EXAMPLES}/torchserve/image_classifier/v1`;
const digits = Model.gcs(ModelFormat.PYTORCH, DIGITS);
const triton = {
  model: Model.gcs(ModelFormat.TRITON, `${EXAMPLES}/torchscript`), runtimeVersion: '20.10-py3', env: { OMP_NUM_THREADS: text('1') }, args: ['--log-verbose=1'],
};
const TRITON = { storageUri: `${EXAMPLES}/torchscript`, runtimeVersion: '20.10-py3', env: [{ name: 'OMP_NUM_THREADS', value: '1' }], args: ['--log-verbose=1'] };
const H2C = [{ name: 'h2c', protocol: 'TCP', containerPort: 9000 }];
const image2 = { image: 'kfserving/image-transformer-v2:latest', command: ['python', '-m', 'image_transformer_v2'], args: ['--model_name', 'cifar10', '--protocol', 'v2'] };
const one = (name: string, container: object) => [{ name, ...container }];
const resources = (cpu: [request: kplus.Cpu, limit: kplus.Cpu], memory: [request: Size, limit: Size]): kplus.ContainerResources =>
  ({ cpu: { request: cpu[0], limit: cpu[1] }, memory: { request: memory[0], limit: memory[1] } });
const tokenizer = [
  '--model_name=llama2', '--model_id=meta-llama/Llama-2-7b-chat-hf', '--predictor_protocol=v2', '--tensor_input_names=input_ids', '--disable_vllm',
];
const remote = ['--model_name=custom-model', '--protocol=grpc-v2', '--http_port=8000', '--grpc_port=8081', '--predictor_host=localhost:8082'];
const few = resources([kplus.Cpu.millis(100), kplus.Cpu.units(1)], [Size.mebibytes(256), Size.gibibytes(1)]);
const FEW = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: 1, memory: '1Gi' } };
const taint = (key: string) => ({ key, value: 'true', effect: TaintEffect.NO_SCHEDULE });
const TAINT = (key: string) => ({ key, operator: 'Equal', value: 'true', effect: 'NoSchedule' });
const feast = [
  '--feast_serving_url', 'feature-server-service.default.svc.cluster.local:6566', '--entity_id_name', 'driver_id', '--feature_refs', 'driver_hourly_stats:conv_rate',
  'driver_hourly_stats:acc_rate', 'driver_hourly_stats:avg_daily_trips',
];
const beside = [
  '--model_name=mnist', '--predictor_protocol=v1', '--http_port=8080', '--grpc_port=8081', '--predictor_host=localhost:8085', '--enable_predictor_health_check',
];
const healthy = Readiness.http('/v1/models/mnist', 8080, { initialDelay: Duration.seconds(5), period: Duration.seconds(10) });
const collocated = {
  name: 'transformer-container', image: 'kserve/image-transformer:latest', args: beside, ports: { http1: 8080 }, readiness: healthy, resources: few,
};
const COLLOCATED = {
  name: 'transformer-container', image: 'kserve/image-transformer:latest', args: beside, ports: [{ containerPort: 8080, protocol: 'TCP' }],
  readinessProbe: { httpGet: { path: '/v1/models/mnist', port: 8080 }, initialDelaySeconds: 5, periodSeconds: 10 }, resources: FEW,
};
const served = ['torchserve', '--start', '--model-store=/mnt/models/model-store', '--ts-config=/mnt/models/config/config.properties'];

test.each<[shown: string, name: string, props: InferenceServiceProps, spec: object, platform?: PlatformProps]>([
  ['a transformer that has files of the model', 'torchserve-transformer', {
    model: digits, transformer: { image: 'kserve/torchserve-image-transformer:latest', env: { STORAGE_URI: text(DIGITS) } },
  }, {
    transformer: { containers: one('kfserving-container', { image: 'kserve/torchserve-image-transformer:latest', env: [{ name: 'STORAGE_URI', value: DIGITS }] }) },
    predictor: { pytorch: { storageUri: DIGITS } },
  }],
  ['features of Feast', 'sklearn-driver-transformer', {
    model: Model.gcs(ModelFormat.SKLEARN, `${EXAMPLES}/feast/driver`),
    transformer: { image: 'kserve/driver-transformer:latest', command: ['python', '-m', 'driver_transformer'], args: feast },
  }, {
    transformer: { containers: one('driver-container', { image: 'kserve/driver-transformer:latest', command: ['python', '-m', 'driver_transformer'], args: feast }) },
    predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri: `${EXAMPLES}/feast/driver` } },
  }],
  ['BERT on Triton', 'bert-v2', {
    model: Model.gcs(ModelFormat.TRITON, `${EXAMPLES}/triton/bert`), runtimeVersion: '20.09-py3',
    resources: resources([kplus.Cpu.units(1), kplus.Cpu.units(1)], [Size.gibibytes(8), Size.gibibytes(8)]),
    transformer: {
      image: 'kfserving/bert-transformer-v2:latest', command: ['python', '-m', 'bert_transformer_v2'], env: { STORAGE_URI: text(`${SAMPLES}/triton/bert-transformer`) },
    },
  }, {
    transformer: {
      containers: one('kfserving-container', {
        image: 'kfserving/bert-transformer-v2:latest', command: ['python', '-m', 'bert_transformer_v2'],
        env: [{ name: 'STORAGE_URI', value: `${SAMPLES}/triton/bert-transformer` }],
      }),
    },
    predictor: {
      triton: {
        runtimeVersion: '20.09-py3', resources: { limits: { cpu: '1', memory: '8Gi' }, requests: { cpu: '1', memory: '8Gi' } }, storageUri: `${EXAMPLES}/triton/bert`,
      },
    },
  }],
  ['a transformer over REST', 'torch-transformer', {
    ...triton, transformer: { image: 'yuzisun/image-transformer-v2:latest', command: image2.command, args: image2.args },
  }, {
    predictor: { triton: TRITON },
    transformer: { containers: one('kfserving-container', { ...image2, image: 'yuzisun/image-transformer-v2:latest' }) },
  }],
  ['a transformer over gRPC', 'torch-transformer', {
    ...triton, ports: { h2c: 9000 },
    transformer: { image: 'kserve/grpc-image-transformer:latest', command: ['python', '-m', 'model'], args: ['--model_name', 'cifar10', '--protocol', 'grpc-v2'] },
  }, {
    predictor: { triton: { ...TRITON, ports: H2C } },
    transformer: {
      containers: one('kserve-container', {
        image: 'kserve/grpc-image-transformer:latest', command: ['python', '-m', 'model'], args: ['--model_name', 'cifar10', '--protocol', 'grpc-v2'],
      }),
    },
  }],
  ['parts on nodes of their own', 'torch-transformer', {
    ...triton, nodeSelector: { myLabel2: 'true' }, tolerations: [taint('myTaint2')],
    transformer: { ...image2, nodeSelector: { myLabel1: 'true' }, tolerations: [taint('myTaint1')] },
  }, {
    predictor: {
      nodeSelector: { myLabel2: 'true' }, tolerations: [TAINT('myTaint2')],
      triton: TRITON,
    },
    transformer: { nodeSelector: { myLabel1: 'true' }, tolerations: [TAINT('myTaint1')], containers: one('kfserving-container', image2) },
  }, { knativeFeatures: ['podspec-nodeselector', 'podspec-tolerations'] }],
  ['a tokenizer before Triton', 'huggingface', {
    model: Model.gcs(ModelFormat.TRITON, `${EXAMPLES}/triton/llama`), protocol: InferenceProtocol.V2, runtimeVersion: '23.10-py3', args: ['--log-verbose=1'],
    accelerator: GPU, resources: resources([kplus.Cpu.units(6), kplus.Cpu.units(6)], [Size.gibibytes(24), Size.gibibytes(24)]),
    transformer: {
      image: 'kserve/huggingfaceserver:latest', args: tokenizer,
      resources: resources([kplus.Cpu.millis(100), kplus.Cpu.units(1)], [Size.gibibytes(2), Size.gibibytes(2)]),
    },
  }, {
    predictor: {
      model: {
        args: ['--log-verbose=1'], modelFormat: { name: 'triton' }, protocolVersion: 'v2', runtimeVersion: '23.10-py3', storageUri: `${EXAMPLES}/triton/llama`,
        resources: { limits: { 'cpu': '6', 'memory': '24Gi', 'nvidia.com/gpu': '1' }, requests: { 'cpu': '6', 'memory': '24Gi', 'nvidia.com/gpu': '1' } },
      },
    },
    transformer: {
      containers: one('kserve-container', {
        args: tokenizer, image: 'kserve/huggingfaceserver:latest',
        resources: { limits: { cpu: '1', memory: '2Gi' }, requests: { cpu: '100m', memory: '2Gi' } },
      }),
    },
  }],
  ['a transformer beside a model', 'transformer-collocation', { model: digits, resources: few, sidecars: [collocated] }, {
    predictor: { model: { modelFormat: { name: 'pytorch' }, storageUri: DIGITS, resources: FEW }, containers: [COLLOCATED] },
  }],
  ['a transformer beside a server', 'transformer-collocation', {
    image: 'pytorch/torchserve:0.9.0-cpu', args: served, env: { TS_SERVICE_ENVELOPE: text('kserve'), STORAGE_URI: text(DIGITS) }, resources: few, sidecars: [collocated],
  }, {
    predictor: {
      containers: [{
        name: 'kserve-container', image: 'pytorch/torchserve:0.9.0-cpu', args: served, resources: FEW,
        env: [{ name: 'TS_SERVICE_ENVELOPE', value: 'kserve' }, { name: 'STORAGE_URI', value: DIGITS }],
      }, COLLOCATED],
    },
  }],
  ['a transformer beside a server over gRPC', 'custom-transformer-collocation', {
    image: 'kserve/custom-model-grpc:latest', args: ['--model_name=custom-model', '--grpc_port=8082', '--http_port=8080'],
    sidecars: [{ name: 'transformer-container', image: 'kserve/image-transformer:latest', args: remote, ports: { http1: 8000 } }],
  }, {
    predictor: {
      containers: [
        { name: 'kserve-container', image: 'kserve/custom-model-grpc:latest', args: ['--model_name=custom-model', '--grpc_port=8082', '--http_port=8080'] },
        {
          image: 'kserve/image-transformer:latest', name: 'transformer-container', args: remote,
          ports: [{ containerPort: 8000, protocol: 'TCP' }],
        },
      ],
    },
  }],
  ['an explainer', 'housing', {
    model: Model.http(ModelFormat.SKLEARN, 'https://github.com/trustyai-explainability/model-collection/raw/main/housing-data/model.joblib'),
    explainer: { image: 'quay.io/trustyai/trustyai-kserve-explainer:latest' },
  }, {
    predictor: {
      model: { modelFormat: { name: 'sklearn' }, storageUri: 'https://github.com/trustyai-explainability/model-collection/raw/main/housing-data/model.joblib' },
    },
    explainer: { containers: one('explainer', { image: 'quay.io/trustyai/trustyai-kserve-explainer:latest' }) },
  }],
])('%s', (_, name, props, spec, platform = {}) => {
  expect(written(name, props, platform)).toEqual(sample(name, spec));
});
