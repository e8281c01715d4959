import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { made, predictor, service } from './rendered';
import type { InferenceServiceProps } from '../../../lib';
import { Defaults, InferenceProtocol, InferenceService, LogMode, Model, ModelFormat, ModelRuntime, ServingMode, Storage } from '../../../lib';
import { find, problems, synth, testStack } from '../../support/synth';

const model = Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris');
const standard = ServingMode.standard();
const knative = ServingMode.knative();
const part = { image: 'acme/part:1.0' };

describe('the model', () => {
  test.each<[string, Model, object]>([
    ['Google Cloud Storage', Model.gcs(ModelFormat.XGBOOST, 'gs://acme/iris'), { modelFormat: { name: 'xgboost' }, storageUri: 'gs://acme/iris' }],
    ['Hugging Face', Model.huggingFace('acme/iris:v2'), { modelFormat: { name: 'huggingface' }, storageUri: 'hf://acme/iris:v2' }],
    ['an image', Model.oci(ModelFormat.SKLEARN, 'acme/iris:1.0'), { storageUri: 'oci://acme/iris:1.0' }],
    ['an image that is mounted', Model.oci(ModelFormat.SKLEARN, 'oci+native://acme/iris:1.0'), { storageUri: 'oci+native://acme/iris:1.0' }],
    ['a claim', Model.claim(ModelFormat.SKLEARN, 'models', 'iris'), { storageUri: 'pvc://models/iris' }],
    ['an entry of storage-config', Model.stored(ModelFormat.SKLEARN, 'minio', 'iris', { storageType: 's3', bucket: 'acme', parameters: { region: 'eu-west-1' } }), {
      storage: { key: 'minio', path: 'iris', parameters: { type: 's3', bucket: 'acme', region: 'eu-west-1' } },
    }],
    ['a version of its format', Model.s3(ModelFormat.of('sklearn', '1'), 's3://acme/iris'), { modelFormat: { name: 'sklearn', version: '1' } }],
  ])('comes from %s', (_, of, expected) => {
    expect(predictor({ model: of, mode: standard }, { external: ['persistentvolumeclaim/models', 'secret/storage-config'] }).model).toMatchObject(expected);
  });

  test.each([[ModelFormat.ONNX, 'v2'], [ModelFormat.SKLEARN, undefined]])('of a format is asked by the protocol without which no runtime is found', (format, protocol) => {
    expect(predictor({ model: Model.s3(format, 's3://acme/iris') }).model.protocolVersion).toBe(protocol);
  });

  test('is served by the runtime, version and image that its author names', () => {
    expect(predictor({ model, runtime: ModelRuntime.MLSERVER, runtimeVersion: '1.7.0', protocol: InferenceProtocol.V2, args: ['--debug'] }).model)
      .toMatchObject({ runtime: 'kserve-mlserver', runtimeVersion: '1.7.0', protocolVersion: 'v2', args: ['--debug'] });
    expect(predictor({ model, image: 'acme/mlserver:1.0' }).model.image).toBe('acme/mlserver:1.0');
  });

  test('on storage of the app is mounted where runtimes look', () => {
    const manifests = made({ model: Model.storage(ModelFormat.SKLEARN, Storage.claim(Size.gibibytes(5))), mode: standard });
    const { model: served, volumes } = find(manifests, 'InferenceService').spec.predictor;
    const mount = served.volumeMounts.find((one: any) => one.mountPath === '/mnt/models');
    expect(mount).toMatchObject({ readOnly: true });
    expect(volumes.find(({ name }: any) => name === mount.name).persistentVolumeClaim.claimName).toBe(find(manifests, 'PersistentVolumeClaim').metadata.name);
    expect(served).not.toHaveProperty('storageUri');
  });
});

describe('the parts', () => {
  test('are containers that KServe finds', () => {
    const { spec } = service({ model, mode: standard, transformer: { ...part, port: 9000, args: ['--model=iris'] }, explainer: part });
    expect(spec.transformer.containers).toEqual([
      expect.objectContaining({ name: 'kserve-container', image: 'acme/part:1.0', args: ['--model=iris'], ports: [{ containerPort: 9000, protocol: 'TCP' }] }),
    ]);
    expect(spec.explainer.containers[0].ports).toEqual([{ containerPort: 8080, protocol: 'TCP' }]);
    expect(spec.transformer.serviceAccountName).toBe('iris');
  });

  test('have pods of their own, with what is said of them', () => {
    const env = { LEVEL: kplus.EnvValue.fromValue('debug') };
    const { spec } = service({ model, mode: standard, podLabels: { tier: 'model' }, transformer: { ...part, podLabels: { tier: 'edge' }, env } });
    expect([spec.predictor.labels.tier, spec.transformer.labels.tier]).toEqual(['model', 'edge']);
    expect(spec.transformer.containers[0].env).toContainEqual({ name: 'LEVEL', value: 'debug' });
  });

  test.each(Object.values(Defaults))('have the labels that are said of them alone (%s)', defaults => {
    expect(service({ model, transformer: { ...part, podLabels: { tier: 'edge' } }, defaults }).spec.transformer.labels).toMatchObject({ tier: 'edge' });
  });

  test('beside a model are containers of their own', () => {
    const { model: served, containers } = predictor({ model, mode: standard, sidecars: [{ name: 'transformer-container', image: 'acme/t:1.0', ports: { http1: 8000 } }] });
    expect(served).not.toHaveProperty('name');
    expect(containers).toEqual([expect.objectContaining({ name: 'transformer-container', ports: [{ name: 'http1', containerPort: 8000 }] })]);
  });

  test('write down what they are asked, and answer together', () => {
    const { logger, batcher } = predictor({
      model, logger: { url: 'http://broker/default', mode: LogMode.REQUEST, metadataHeaders: ['x-request-id'] },
      batcher: { maxBatchSize: 16, maxLatency: Duration.millis(50), timeout: Duration.seconds(20) },
    });
    expect(logger).toEqual({ url: 'http://broker/default', mode: 'request', metadataHeaders: ['x-request-id'] });
    expect(batcher).toEqual({ maxBatchSize: 16, maxLatency: 50, timeout: 20 });
  });
});

describe('the port of a server', () => {
  const ports = (props: InferenceServiceProps) => predictor({ image: 'acme/server:1.0', ...props }).containers.map((one: any) => one.ports ?? []);
  const beside = { name: 'transformer-container', image: 'acme/t:1.0', ports: { http1: 8000 } };

  test.each<[string, InferenceServiceProps, object[]]>([
    ['is 8080', {}, [[{ containerPort: 8080, protocol: 'TCP' }]]],
    ['is another one', { port: 5000 }, [[{ containerPort: 5000, protocol: 'TCP' }]]],
    ['is that of gRPC alone', { ports: { h2c: 9000 } }, [[{ name: 'h2c', containerPort: 9000 }]]],
    ['is that of the container before it, as Knative takes one', { mode: knative, sidecars: [beside] }, [[], [{ name: 'http1', containerPort: 8000 }]]],
    ['is its own beside another in Standard mode', { mode: standard, sidecars: [beside] }, [[{ containerPort: 8080, protocol: 'TCP' }], [{ name: 'http1', containerPort: 8000 }]]],
  ])('%s', (_, props, expected) => {
    expect(ports(props)).toEqual(expected);
  });
});

test('only the cluster reaches it, or nobody', () => {
  const { labels, annotations } = service({ model, internal: true, stopped: true, storageSecret: 'entries' }).metadata;
  expect(labels['networking.kserve.io/visibility']).toBe('cluster-local');
  expect(annotations).toMatchObject({ 'serving.kserve.io/stop': 'true', 'serving.kserve.io/storageSecretName': 'entries' });
});

test('shared memory is of the main container', () => {
  const { model: served, volumes } = predictor({ model, mode: standard, sharedMemory: Size.mebibytes(512) });
  expect(served.volumeMounts).toContainEqual({ name: 'shm', mountPath: '/dev/shm' });
  expect(volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '512Mi' } });
});

test('a patch adds any field', () => {
  const stack = testStack();
  const iris = new InferenceService(stack, 'iris', { model, mode: standard });
  iris.apiObject.addJsonPatch(JsonPatch.add('/spec/predictor/hostname', 'iris-0'));
  expect(problems(stack)).toEqual([]);
  expect(find(synth(stack), 'InferenceService').spec.predictor.hostname).toBe('iris-0');
});
