import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { InferenceServiceProps, PlatformProps } from '../../../lib';
import {
  Accelerator, CloudIdentity, Defaults, InferenceProtocol, InferenceService, KnativeScaling, KServeMode, LogMode, Model, ModelFormat, ModelRuntime, PodSecurity, Readiness, ServingMode,
  StandardScaling, Storage,
} from '../../../lib';
import type { Manifest } from '../../support/synth';
import { find, kindsAndNames, problems, synth, testStack } from '../../support/synth';

const model = Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris');
const standard = ServingMode.standard();
const knative = ServingMode.knative();
const part = { image: 'acme/part:1.0' };

function made(props: InferenceServiceProps, platform: PlatformProps = {}): Manifest[] {
  const stack = testStack(platform, { podSecurity: props.defaults === Defaults.UPSTREAM ? PodSecurity.PRIVILEGED : undefined });
  new InferenceService(stack, 'iris', props);
  return synth(stack);
}
const service = (props: InferenceServiceProps, platform: PlatformProps = {}) => find(made(props, platform), 'InferenceService');
const predictor = (props: InferenceServiceProps, platform: PlatformProps = {}) => service(props, platform).spec.predictor;
const HARDENED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

test('a model alone, in Standard mode', () => {
  expect(service({ model, mode: standard })).toMatchInlineSnapshot(`
{
  "apiVersion": "serving.kserve.io/v1beta1",
  "kind": "InferenceService",
  "metadata": {
    "annotations": {
      "serving.kserve.io/autoscalerClass": "hpa",
      "serving.kserve.io/deploymentMode": "Standard",
    },
    "labels": {
      "app.kubernetes.io/component": "serving",
      "app.kubernetes.io/instance": "iris",
      "app.kubernetes.io/managed-by": "cdk8s-mlops",
      "app.kubernetes.io/name": "inference-service",
    },
    "name": "iris",
    "namespace": "mlops",
  },
  "spec": {
    "predictor": {
      "automountServiceAccountToken": false,
      "enableServiceLinks": false,
      "labels": {
        "app.kubernetes.io/component": "serving",
        "app.kubernetes.io/instance": "iris",
        "app.kubernetes.io/managed-by": "cdk8s-mlops",
        "app.kubernetes.io/name": "inference-service",
      },
      "maxReplicas": 3,
      "minReplicas": 1,
      "model": {
        "modelFormat": {
          "name": "sklearn",
        },
        "resources": {
          "limits": {
            "cpu": "1",
            "memory": "2Gi",
          },
          "requests": {
            "cpu": "1",
            "memory": "2Gi",
          },
        },
        "securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
        },
        "startupProbe": {
          "failureThreshold": 23,
          "periodSeconds": 10,
          "tcpSocket": {
            "port": 8080,
          },
        },
        "storageUri": "s3://acme-models/iris",
        "volumeMounts": [
          {
            "mountPath": "/tmp",
            "name": "tmp",
          },
        ],
      },
      "scaleMetric": "cpu",
      "scaleTarget": 80,
      "securityContext": {
        "runAsNonRoot": true,
        "seccompProfile": {
          "type": "RuntimeDefault",
        },
      },
      "serviceAccountName": "iris",
      "volumes": [
        {
          "emptyDir": {
            "sizeLimit": "1Gi",
          },
          "name": "tmp",
        },
      ],
    },
  },
}
`);
});

test('a server of its own, in Knative mode', () => {
  expect(service({ image: 'acme/server:1.0', mode: knative }).spec).toMatchInlineSnapshot(`
{
  "predictor": {
    "automountServiceAccountToken": false,
    "containers": [
      {
        "image": "acme/server:1.0",
        "imagePullPolicy": "Always",
        "name": "kserve-container",
        "ports": [
          {
            "containerPort": 8080,
            "protocol": "TCP",
          },
        ],
        "resources": {
          "limits": {
            "cpu": "1",
            "memory": "2Gi",
          },
          "requests": {
            "cpu": "1",
            "memory": "2Gi",
          },
        },
        "securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
          "readOnlyRootFilesystem": true,
          "runAsGroup": 10001,
          "runAsNonRoot": true,
          "runAsUser": 10001,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/tmp",
            "name": "tmp",
          },
        ],
      },
    ],
    "enableServiceLinks": false,
    "labels": {
      "app.kubernetes.io/component": "serving",
      "app.kubernetes.io/instance": "iris",
      "app.kubernetes.io/managed-by": "cdk8s-mlops",
      "app.kubernetes.io/name": "inference-service",
    },
    "maxReplicas": 3,
    "minReplicas": 1,
    "serviceAccountName": "iris",
    "volumes": [
      {
        "emptyDir": {
          "sizeLimit": "1Gi",
        },
        "name": "tmp",
      },
    ],
  },
}
`);
});

test('with the defaults of upstream nothing is written that was not asked for', () => {
  const manifests = made({ model, mode: knative, defaults: Defaults.UPSTREAM });
  expect(find(manifests, 'InferenceService').spec).toEqual({ predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://acme-models/iris' } } });
  expect(kindsAndNames(manifests).filter(name => !name.startsWith('Namespace'))).toEqual(['InferenceService/iris']);
});

test('its name is that of the object, for those who refer to it', () => {
  expect(new InferenceService(testStack(), 'IrisModel', { model }).inferenceServiceName).toBe('iris-model');
});

describe('the mode', () => {
  test.each([[KServeMode.STANDARD, 'hpa'], [KServeMode.KNATIVE, undefined]])('%s is that of the platform', (kserveMode, scaler) => {
    const { annotations } = service({ model }, { kserveMode }).metadata;
    expect([annotations['serving.kserve.io/deploymentMode'], annotations['serving.kserve.io/autoscalerClass']]).toEqual([kserveMode, scaler]);
  });

  test('has what works in it alone', () => {
    expect(predictor({ model, mode: ServingMode.standard({ maxSurge: '1', maxUnavailable: '25%' }) }).deploymentStrategy)
      .toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } });
    const { metadata, spec } = service({
      model, mode: ServingMode.knative({ canaryPercent: 10, concurrencyLimit: 4, timeout: Duration.minutes(2), tagRouting: true, rolloutDuration: Duration.minutes(5) }),
    });
    expect(spec.predictor).toMatchObject({ canaryTrafficPercent: 10, containerConcurrency: 4, timeout: 120 });
    expect(metadata.annotations).toMatchObject({ 'serving.kserve.io/enable-tag-routing': 'true', 'serving.knative.dev/rollout-duration': '300s' });
  });
});

describe('what is safe', () => {
  test('is of the pod in Standard mode', () => {
    const { securityContext, containers: [main], automountServiceAccountToken } = predictor({ image: 'acme/server:1.0', mode: standard });
    expect(securityContext).toEqual({ runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } });
    expect(main.securityContext).toEqual({ ...HARDENED, readOnlyRootFilesystem: true });
    expect(automountServiceAccountToken).toBe(false);
  });

  test('is of each container in Knative mode, which takes none of the pod', () => {
    const spec = predictor({ image: 'acme/server:1.0', mode: knative, sidecars: [{ name: 'cache', image: 'acme/cache:1.0' }] });
    const expected = { ...HARDENED, runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' }, readOnlyRootFilesystem: true };
    expect(spec.containers.map((one: any) => one.securityContext)).toEqual([expected, expected]);
    expect(spec).not.toHaveProperty('securityContext');
  });

  test('leaves user and files to the image of a runtime', () => {
    expect(predictor({ model, mode: standard })).toMatchObject({ securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, model: { securityContext: HARDENED } });
    expect(predictor({ model, mode: knative }).model.securityContext).toEqual({ ...HARDENED, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('gives way to what the author says of them', () => {
    const said = { model, user: 2000, group: 3000, readOnlyRootFilesystem: true };
    expect(predictor({ ...said, mode: standard })).toMatchObject({ securityContext: { runAsUser: 2000, runAsGroup: 3000 }, model: { securityContext: { readOnlyRootFilesystem: true } } });
    expect(predictor({ ...said, mode: knative, defaults: Defaults.UPSTREAM }).model.securityContext).toEqual({ runAsUser: 2000, runAsGroup: 3000, readOnlyRootFilesystem: true });
  });
});

describe('the ServiceAccount', () => {
  const credentials = { name: 's3-login' } as kplus.ISecret;
  const account = (props: Partial<InferenceServiceProps>) => find(made({ model, ...props }, { external: ['secret/s3-login'] }), 'ServiceAccount');

  test('is of the service, without a token', () => {
    expect(account({})).toMatchObject({ metadata: { name: 'iris' }, automountServiceAccountToken: false });
    expect(predictor({ model }).serviceAccountName).toBe('iris');
  });

  test.each([Defaults.SAFE, Defaults.UPSTREAM])('lists the credentials of the model (%s)', defaults => {
    expect(account({ model: Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris', { credentials }), defaults }).secrets).toEqual([{ name: 's3-login' }]);
  });

  test('has the identity, whose label every part has', () => {
    const identity = CloudIdentity.azureClientId('11111111-2222-3333-4444-555555555555');
    const { spec } = service({ model, transformer: part, identity, defaults: Defaults.UPSTREAM });
    expect([spec.predictor.labels, spec.transformer.labels]).toEqual(Array(2).fill(expect.objectContaining({ 'azure.workload.identity/use': 'true' })));
  });
});

describe('scaling', () => {
  const L4 = Accelerator.nvidia('L4');

  test.each<[string, InferenceServiceProps, string | undefined, object]>([
    ['CPU decides in Standard mode', { model, mode: standard }, 'hpa', { minReplicas: 1, maxReplicas: 3, scaleMetric: 'cpu', scaleTarget: 80 }],
    ['beside an accelerator CPU says little', { model, mode: standard, accelerator: L4 }, 'none', { minReplicas: 1 }],
    ['Knative has its own', { model, mode: knative }, undefined, { minReplicas: 1, maxReplicas: 3 }],
    ['more at least are more at most', { model, mode: ServingMode.knative({ scaling: KnativeScaling.concurrency(4, { minReplicas: 5 }) }) }, undefined, {
      minReplicas: 5, maxReplicas: 5, scaleMetric: 'concurrency', scaleTarget: 4,
    }],
    ['something else scales', { model, mode: ServingMode.standard({ scaling: StandardScaling.external() }) }, 'external', {}],
  ])('%s', (_, props, scaler, expected) => {
    const { metadata, spec: { predictor: { minReplicas, maxReplicas, scaleMetric, scaleTarget } } } = service(props);
    expect(metadata.annotations['serving.kserve.io/autoscalerClass']).toBe(scaler);
    expect(JSON.parse(JSON.stringify({ minReplicas, maxReplicas, scaleMetric, scaleTarget }))).toEqual(expected);
  });

  test('of a transformer is by the means of the predictor', () => {
    const of = (scaling: StandardScaling) => service({ model, transformer: part, mode: ServingMode.standard({ scaling }) }).spec.transformer;
    expect(of(StandardScaling.fixed(2))).toMatchObject({ minReplicas: 1 });
    expect(of(StandardScaling.fixed(2))).not.toHaveProperty('scaleMetric');
    expect(of(StandardScaling.horizontal({ memoryPercent: 70 }))).toMatchObject({ scaleMetric: 'cpu', scaleTarget: 80 });
  });

  test('by CPU with Knative takes its class of autoscalers', () => {
    const { metadata, spec } = service({ model, mode: ServingMode.knative({ scaling: KnativeScaling.cpu(70) }) });
    expect(metadata.annotations['autoscaling.knative.dev/class']).toBe('hpa.autoscaling.knative.dev');
    expect(spec.predictor).toMatchObject({ scaleMetric: 'cpu', scaleTarget: 70 });
  });
});

describe('time to start', () => {
  const sized = (size?: Size) => Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris', { size });
  const seconds = ({ startupProbe }: any) => startupProbe && startupProbe.periodSeconds * startupProbe.failureThreshold;

  test.each<[string, InferenceServiceProps, number | undefined]>([
    ['of a model is that of 5 GiB', { model }, 230],
    ['grows with the model', { model: sized(Size.gibibytes(100)) }, 2170],
    ['is what its author says', { model, startupTime: Duration.minutes(3) }, 180],
    ["is KServe's own with the defaults of upstream", { model, defaults: Defaults.UPSTREAM }, undefined],
    ['is that of the size, where its author says one', { model: sized(Size.gibibytes(100)), defaults: Defaults.UPSTREAM }, 2170],
  ])('%s', (_, props, expected) => {
    expect(seconds(predictor(props).model)).toBe(expected);
  });

  test('is asked on the port on which it serves', () => {
    expect(predictor({ model, port: 9000 }).model.startupProbe.tcpSocket).toEqual({ port: 9000 });
    expect(predictor({ image: 'acme/server:1.0', startupTime: Duration.minutes(3) }).containers[0].startupProbe.tcpSocket).toEqual({ port: 8080 });
  });

  test("is left to the author's own question", () => {
    expect(predictor({ model, startup: Readiness.http('/v1/models/iris', 8080) }).model.startupProbe).toEqual({ httpGet: { path: '/v1/models/iris', port: 8080 } });
  });
});

describe('the model', () => {
  test.each<[string, Model, object]>([
    ['Google Cloud Storage', Model.gcs(ModelFormat.XGBOOST, 'gs://acme/iris'), { modelFormat: { name: 'xgboost' }, storageUri: 'gs://acme/iris' }],
    ['Hugging Face', Model.huggingFace('acme/iris:v2'), { modelFormat: { name: 'huggingface' }, storageUri: 'hf://acme/iris:v2' }],
    ['an image', Model.oci(ModelFormat.SKLEARN, 'acme/iris:1.0'), { storageUri: 'oci://acme/iris:1.0' }],
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
    expect(spec.transformer.containers).toEqual([expect.objectContaining({ name: 'kserve-container', image: 'acme/part:1.0', args: ['--model=iris'], ports: [{ containerPort: 9000, protocol: 'TCP' }] })]);
    expect(spec.explainer.containers[0].ports).toEqual([{ containerPort: 8080, protocol: 'TCP' }]);
    expect(spec.transformer.serviceAccountName).toBe('iris');
  });

  test('have pods of their own, with what is said of them', () => {
    const { spec } = service({ model, mode: standard, podLabels: { tier: 'model' }, transformer: { ...part, podLabels: { tier: 'edge' }, env: { LEVEL: kplus.EnvValue.fromValue('debug') } } });
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
