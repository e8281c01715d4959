import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { amounts, EXAMPLES, GPU, predictor, SAMPLES, written } from './written';
import type { InferenceServiceProps } from '../../../../lib';
import { Accelerator, KnativeScaling, Model, ModelFormat, ServingMode } from '../../../../lib';

/* What KServe's samples of storage, of language models and of servers of one's own show. */

const text = kplus.EnvValue.fromValue;
const { SKLEARN, TENSORFLOW, PYTORCH } = ModelFormat;
const same = (cpu: number, memory: number): kplus.ContainerResources => ({
  cpu: { request: kplus.Cpu.units(cpu), limit: kplus.Cpu.units(cpu) }, memory: { request: Size.gibibytes(memory), limit: Size.gibibytes(memory) },
});
const gpu = (cpu: string, memory: string) => amounts(cpu, memory, { 'nvidia.com/gpu': '1' });
const account = (name: string) => ({ serviceAccount: { name } as kplus.IServiceAccount });
const format = (name: string, storageUri: string, more: object = {}) => ({ model: { modelFormat: { name }, storageUri, ...more } });
const llama = Model.huggingFace('meta-llama/meta-llama-3-8b-instruct');
const IRIS = `${EXAMPLES}/sklearn/1.0/model`;
const LLAMA = 'hf://meta-llama/meta-llama-3-8b-instruct';
const BROKER = 'http://broker-ingress.knative-eventing.svc.cluster.local/default/default';
const TRACED = ['x-request-id', 'x-b3-traceid', 'x-b3-spanid', 'x-b3-flags'];
const cpuLlm = { VLLM_CPU_KVCACHE_SPACE: '4', VLLM_CPU_OMP_THREADS_BIND: 'auto', VLLM_ENABLE_V1_MULTIPROCESSING: '0' };
const vllm = ['python3', '-m', 'vllm.entrypoints.api_server'];
const MNIST = 'https://github.com/Xilinx/inference-server/raw/main/tests/assets/mnist.zip';
const proteus = ['proteus-server', '--model-repository=/mnt/models', '--enable-repository-watcher', '--grpc-port=9000', '--http-port=8080'];

test.each<[shown: string, name: string, props: InferenceServiceProps, expected: object, metadata?: object]>([
  ['a bucket of S3', 'mnist-s3', { model: Model.s3(TENSORFLOW, 's3://kserve-examples/mnist'), ...account('sa') }, {
    serviceAccountName: 'sa', ...format('tensorflow', 's3://kserve-examples/mnist'),
  }],
  ['Azure', 'sklearn-azure', { model: Model.azure(SKLEARN, 'https://modelstoreaccount.blob.core.windows.net/model-store/model.joblib'), ...account('sa') }, {
    serviceAccountName: 'sa', ...format('sklearn', 'https://modelstoreaccount.blob.core.windows.net/model-store/model.joblib'),
  }],
  ['a claim', 'sklearn-pvc', { model: Model.claim(SKLEARN, 'task-pv-claim', 'sklearn-pvc') }, format('sklearn', 'pvc://task-pv-claim/sklearn-pvc')],
  ['a file of a web server', 'sklearn-from-uri', {
    model: Model.http(SKLEARN, 'https://github.com/tduffy000/kfserving-uri-examples/blob/master/sklearn/frozen/model.joblib?raw=true'),
  }, format('sklearn', 'https://github.com/tduffy000/kfserving-uri-examples/blob/master/sklearn/frozen/model.joblib?raw=true')],
  ['an image', 'sklearn-iris-oci', { model: Model.oci(SKLEARN, 'rhuss/kserving-example-sklearn:1.0') }, format('sklearn', 'oci://rhuss/kserving-example-sklearn:1.0')],
  ['an entry of storage-config', 'example-sklearn-isvc', { model: Model.stored(SKLEARN, 'localMinIO', 'sklearn', { bucket: 'example-models' }) }, {
    sklearn: { storage: { key: 'localMinIO', path: 'sklearn', parameters: { bucket: 'example-models' } } },
  }],
  ['Hugging Face, with an account', 'huggingface-llama2', {
    model: Model.huggingFace('meta-llama/Llama-2-7b-chat-hf'), args: ['--model_name=llama2', '--model_dir=/mnt/models', '--backend=huggingface'],
    resources: same(6, 24), accelerator: GPU, ...account('hfserviceacc'),
  }, {
    serviceAccountName: 'hfserviceacc',
    ...format('huggingface', 'hf://meta-llama/Llama-2-7b-chat-hf', {
      args: ['--model_name=llama2', '--model_dir=/mnt/models', '--backend=huggingface'], resources: gpu('6', '24Gi'),
    }),
  }],
  ['Hugging Face, vLLM', 'llama3-8b', { model: llama, args: ['--model_name=llama3'], resources: same(6, 24), accelerator: GPU },
    format('huggingface', LLAMA, { args: ['--model_name=llama3'], resources: gpu('6', '24Gi') })],
  ['Hugging Face, transformers', 'llama3-8b', { model: llama, args: ['--model_name=llama3', '--backend=huggingface'], resources: same(6, 24), accelerator: GPU },
    format('huggingface', LLAMA, { args: ['--model_name=llama3', '--backend=huggingface'], resources: gpu('6', '24Gi') })],
  ['Hugging Face, BERT', 'huggingface-bert', { model: Model.huggingFace('google-bert/bert-base-uncased'), args: ['--model_name=bert'], resources: same(1, 2), accelerator: GPU },
    format('huggingface', 'hf://google-bert/bert-base-uncased', { args: ['--model_name=bert'], resources: gpu('1', '2Gi') })],
  ['Hugging Face on CPUs', 'qwen-cpu', {
    model: Model.huggingFace('Qwen/Qwen2-0.5B-Instruct'), args: ['--model_name=qwen2', '--dtype=bfloat16', '--max-model-len=2048'],
    env: Object.fromEntries(Object.entries(cpuLlm).map(([name, value]) => [name, text(value)])),
    resources: { cpu: { request: kplus.Cpu.units(4), limit: kplus.Cpu.units(8) }, memory: { request: Size.gibibytes(8), limit: Size.gibibytes(16) } },
  }, format('huggingface', 'hf://Qwen/Qwen2-0.5B-Instruct', {
    args: ['--model_name=qwen2', '--dtype=bfloat16', '--max-model-len=2048'], env: Object.entries(cpuLlm).map(([name, value]) => ({ name, value })),
    resources: { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' } },
  })],
  ['TorchServe on two GPUs', 'bloom-7b1', {
    model: Model.gcs(PYTORCH, `${EXAMPLES}/torchserve/llm/Huggingface_accelerate/bloom`), image: '0.8.2', resources: same(2, 32),
    accelerator: Accelerator.of('nvidia.com/gpu', 2),
  }, {
    pytorch: {
      image: '0.8.2', storageUri: `${EXAMPLES}/torchserve/llm/Huggingface_accelerate/bloom`, resources: amounts('2', '32Gi', { 'nvidia.com/gpu': '2' }),
    },
  }],
  ['vLLM of its own image', 'llama-2-7b', {
    image: 'kserve/vllmserver:latest', command: vllm, args: ['--port', '8080', '--model', '/mnt/models'], env: { STORAGE_URI: text(`${EXAMPLES}/huggingface/llama`) },
    accelerator: GPU,
    resources: { cpu: { request: kplus.Cpu.units(1), limit: kplus.Cpu.units(4) }, memory: { request: Size.gibibytes(50), limit: Size.gibibytes(50) } },
    mode: ServingMode.knative({ scaling: KnativeScaling.standard({ minReplicas: 1, maxReplicas: 1 }) }),
  }, {
    minReplicas: 1, maxReplicas: 1,
    containers: [{
      name: 'kserve-container', image: 'kserve/vllmserver:latest', command: vllm, args: ['--port', '8080', '--model', '/mnt/models'],
      env: [{ name: 'STORAGE_URI', value: `${EXAMPLES}/huggingface/llama` }],
      resources: { limits: { 'cpu': '4', 'memory': '50Gi', 'nvidia.com/gpu': '1' }, requests: { 'cpu': '1', 'memory': '50Gi', 'nvidia.com/gpu': '1' } },
    }],
  }],
  ['the server of Hugging Face itself', 'huggingface', {
    image: 'kserve/huggingfaceserver:latest', args: ['--model_name=llama2', '--model_id=meta-llama/Llama-2-7b-chat-hf'], resources: same(6, 24), accelerator: GPU,
  }, {
    containers: [{
      name: 'kserve-container', image: 'kserve/huggingfaceserver:latest', args: ['--model_name=llama2', '--model_id=meta-llama/Llama-2-7b-chat-hf'],
      resources: gpu('6', '24Gi'),
    }],
  }],

  ['a server of its own', 'paddleserving-custom', { image: 'ruminateer/paddleserving:lac-http' }, {
    containers: [{ image: 'ruminateer/paddleserving:lac-http', name: 'paddleserving-container' }],
  }],
  ['a server on its port', 'custom-prebuilt-image', { image: 'codait/max-object-detector', port: 5000, labels: { 'controller-tools.k8s.io': '1.0' } }, {
    containers: [{ name: 'custom', image: 'codait/max-object-detector', ports: [{ containerPort: 5000, protocol: 'TCP' }] }],
  }, { labels: { 'controller-tools.k8s.io': '1.0' } }],
  ['TorchServe itself', 'torchserve-custom-pv', { image: 'acme/torchserve:latest', env: { STORAGE_URI: text('pvc://model-pv-claim') } }, {
    containers: [{ name: 'kfserving-container', image: 'acme/torchserve:latest', env: [{ name: 'STORAGE_URI', value: 'pvc://model-pv-claim' }] }],
  }],
  ['TorchServe itself, a share of traffic', 'torchserve-custom', { image: 'acme/torchserve:latest', mode: ServingMode.knative({ canaryPercent: 10 }) }, {
    canaryTrafficPercent: 10, containers: [{ name: 'torchserve-container', image: 'acme/torchserve:latest' }],
  }],
  ['TorchServe itself, by requests at once', 'torchserve-custom', {
    image: 'acme/torchserve:latest', mode: ServingMode.knative({ scaling: KnativeScaling.concurrency(5) }),
  }, { containers: [{ name: 'torchserve-container', image: 'acme/torchserve:latest' }] }, { annotations: { 'autoscaling.knative.dev/target': '5' } }],
  ['TorchServe itself, what it is asked', 'torchserve-custom', {
    image: 'acme/torchserve:latest', logger: { url: 'http://message-dumper.default.svc.cluster.local' },
    mode: ServingMode.knative({ scaling: KnativeScaling.standard({ minReplicas: 1 }) }),
  }, {
    minReplicas: 1, logger: { url: 'http://message-dumper.default.svc.cluster.local', mode: 'all' }, containers: [{ name: 'torchserve-container', image: 'acme/torchserve:latest' }],
  }],
  ['a server of AMD', 'example-amdserver-single-isvc', {
    image: 'acme/amdserver:1.0', args: proteus, port: 8080, env: { STORAGE_URI: text(MNIST) }, labels: { 'controller-tools.k8s.io': '1.0', 'app': 'example-amdserver-single-isvc' },
    mode: ServingMode.knative({ scaling: KnativeScaling.concurrency(5) }),
  }, {
    containers: [{
      name: 'custom', image: 'acme/amdserver:1.0', args: proteus, env: [{ name: 'STORAGE_URI', value: MNIST }], ports: [{ containerPort: 8080, protocol: 'TCP' }],
    }],
  }, { annotations: { 'autoscaling.knative.dev/target': '5' }, labels: { 'controller-tools.k8s.io': '1.0', 'app': 'example-amdserver-single-isvc' } }],

  ['only the cluster reaches it', 'sklearn-iris-local', { model: Model.gcs(SKLEARN, IRIS), internal: true }, { sklearn: { storageUri: IRIS } }, {
    labels: { 'networking.kserve.io/visibility': 'cluster-local' },
  }],
  ['requests that are written down', 'sklearn-iris', { model: Model.gcs(SKLEARN, IRIS), logger: { url: 'http://message-dumper.default/' } }, {
    logger: { mode: 'all', url: 'http://message-dumper.default/' }, ...format('sklearn', IRIS),
  }],
  ['requests that go to a broker', 'sklearn-iris', {
    model: Model.gcs(SKLEARN, IRIS), logger: { url: BROKER }, mode: ServingMode.knative({ scaling: KnativeScaling.standard({ minReplicas: 1 }) }),
  }, { minReplicas: 1, logger: { mode: 'all', url: BROKER }, sklearn: { storageUri: IRIS } }],
  ['headers that are written down', 'sklearn-iris', { model: Model.gcs(SKLEARN, IRIS), logger: { url: 'http://message-dumper.default/', metadataHeaders: TRACED } }, {
    logger: { mode: 'all', url: 'http://message-dumper.default/', metadataHeaders: TRACED }, ...format('sklearn', IRIS),
  }],
  ['flowers of others', 'flower-sample', { model: Model.gcs(TENSORFLOW, `${SAMPLES}/tensorflow/flowers-2`), mode: ServingMode.knative({ canaryPercent: 20 }) }, {
    canaryTrafficPercent: 20, ...format('tensorflow', `${SAMPLES}/tensorflow/flowers-2`),
  }],
])('%s', (_, name, props, fields, metadata = {}) => {
  expect(written(name, props)).toEqual(predictor(name, fields, metadata));
});
