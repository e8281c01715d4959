import { Duration, Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { made, predictor, service } from './rendered';
import type { InferenceServiceProps } from '../../../lib';
import {
  Accelerator, CloudIdentity, Defaults, InferenceService, KnativeScaling, KServeMode, Model, ModelFormat, Readiness, ServingMode, StandardScaling,
} from '../../../lib';
import { find, kindsAndNames, testStack } from '../../support/synth';

const model = Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris');
const standard = ServingMode.standard();
const knative = ServingMode.knative();
const part = { image: 'acme/part:1.0' };

const HARDENED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

const LABELS = {
  'app.kubernetes.io/component': 'serving', 'app.kubernetes.io/instance': 'iris', 'app.kubernetes.io/managed-by': 'cdk8s-mlops', 'app.kubernetes.io/name': 'inference-service',
};
const POD = {
  automountServiceAccountToken: false, enableServiceLinks: false, labels: LABELS, minReplicas: 1, maxReplicas: 3, serviceAccountName: 'iris',
  volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }],
};
const CONTAINER = { resources: { limits: { cpu: '1', memory: '2Gi' }, requests: { cpu: '1', memory: '2Gi' } }, volumeMounts: [{ mountPath: '/tmp', name: 'tmp' }] };
const USER = { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } };

test('a model alone, in Standard mode', () => {
  expect(service({ model, mode: standard })).toEqual({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      name: 'iris', namespace: 'mlops', labels: LABELS,
      annotations: { 'serving.kserve.io/autoscalerClass': 'hpa', 'serving.kserve.io/deploymentMode': 'Standard' },
    },
    spec: {
      predictor: {
        ...POD,
        scaleMetric: 'cpu',
        scaleTarget: 80,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        model: {
          ...CONTAINER, modelFormat: { name: 'sklearn' }, storageUri: 's3://acme-models/iris', securityContext: HARDENED,
          startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10, failureThreshold: 23 },
        },
      },
    },
  });
});

test('a server of its own, in Knative mode', () => {
  expect(service({ image: 'acme/server:1.0', mode: knative }).spec).toEqual({
    predictor: {
      ...POD,
      containers: [{
        ...CONTAINER, name: 'kserve-container', image: 'acme/server:1.0', imagePullPolicy: 'Always', ports: [{ containerPort: 8080, protocol: 'TCP' }],
        securityContext: { ...HARDENED, ...USER, readOnlyRootFilesystem: true },
      }],
    },
  });
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
      model,
      mode: ServingMode.knative({
        canaryPercent: 10, concurrencyLimit: 4, timeout: Duration.minutes(2), tagRouting: true, rolloutDuration: Duration.minutes(5),
      }),
    });
    expect(spec.predictor).toMatchObject({ canaryTrafficPercent: 10, containerConcurrency: 4, timeout: 120 });
    expect(metadata.annotations).toMatchObject({ 'serving.kserve.io/enable-tag-routing': 'true', 'serving.knative.dev/rollout-duration': '300s' });
  });
});

describe('what is safe', () => {
  test('is of the pod in Standard mode', () => {
    const { securityContext, containers: [main], automountServiceAccountToken } = predictor({ image: 'acme/server:1.0', mode: standard });
    expect(securityContext).toEqual(USER);
    expect(main.securityContext).toEqual({ ...HARDENED, readOnlyRootFilesystem: true });
    expect(automountServiceAccountToken).toBe(false);
  });

  test('is of each container in Knative mode, which takes none of the pod', () => {
    const spec = predictor({ image: 'acme/server:1.0', mode: knative, sidecars: [{ name: 'cache', image: 'acme/cache:1.0' }] });
    const expected = { ...HARDENED, ...USER, readOnlyRootFilesystem: true };
    expect(spec.containers.map((one: any) => one.securityContext)).toEqual([expected, expected]);
    expect(spec).not.toHaveProperty('securityContext');
  });

  test('leaves user and files to the image of a runtime', () => {
    const ofPod = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const { securityContext, model: served } = predictor({ model, mode: standard });
    expect([securityContext, served.securityContext]).toEqual([ofPod, HARDENED]);
    expect(predictor({ model, mode: knative }).model.securityContext).toEqual({ ...HARDENED, ...ofPod });
  });

  test('gives way to what the author says of them', () => {
    const said = { model, user: 2000, group: 3000, readOnlyRootFilesystem: true };
    const user = { runAsUser: 2000, runAsGroup: 3000 };
    const { securityContext, model: served } = predictor({ ...said, mode: standard });
    expect(securityContext).toMatchObject(user);
    expect(served.securityContext.readOnlyRootFilesystem).toBe(true);
    expect(predictor({ ...said, mode: knative, defaults: Defaults.UPSTREAM }).model.securityContext).toEqual({ ...user, readOnlyRootFilesystem: true });
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
    const server = { image: 'acme/server:1.0', startupTime: Duration.minutes(3) };
    expect(predictor(server).containers[0].startupProbe.tcpSocket).toEqual({ port: 8080 });
    expect(predictor({ ...server, ports: { h2c: 9000 } }).containers[0].startupProbe.tcpSocket).toEqual({ port: 9000 });
  });

  test("is left to the author's own question", () => {
    expect(predictor({ model, startup: Readiness.http('/v1/models/iris', 8080) }).model.startupProbe).toEqual({ httpGet: { path: '/v1/models/iris', port: 8080 } });
  });
});
