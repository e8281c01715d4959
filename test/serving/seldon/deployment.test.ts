import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { SeldonComponent, SeldonDeploymentProps, SeldonPredictor, Stack } from '../../../lib';
import {
  Accelerator, Defaults, PodSecurity, Readiness, SeldonAlibiExplainer, SeldonAutoscaling, SeldonDeployment, SeldonDisruptionBudget,
  SeldonEndpointType, SeldonExplainerType, SeldonLogMode, SeldonMethod, SeldonMetric, SeldonNode, SeldonParameter, SeldonPredictorExplainer,
  SeldonProtocol, SeldonServerType, SeldonTransport, Storage,
} from '../../../lib';
import { find, kindsAndNames, synth, testStack } from '../../support/synth';

const IRIS = SeldonNode.sklearn('classifier', 'gs://acme/iris');
const OWN = SeldonNode.model('own', { image: 'acme/own:1' });

interface Deployed { stack: Stack; deployment: SeldonDeployment; spec: any; predictor: any }
function deploy(predictor: Partial<SeldonPredictor>, props: Partial<SeldonDeploymentProps> = {}, stack = testStack()): Deployed {
  const deployment = new SeldonDeployment(stack, 'iris', { predictors: [{ name: 'default', graph: IRIS, ...predictor }], ...props });
  const { spec } = find(synth(stack), 'SeldonDeployment');
  return { stack, deployment, spec, predictor: spec.predictors[0] };
}
const plainly = (predictor: Partial<SeldonPredictor>, props: Partial<SeldonDeploymentProps> = {}) =>
  deploy(predictor, { defaults: Defaults.UPSTREAM, ...props }, testStack({}, { podSecurity: PodSecurity.PRIVILEGED }));
const component = (said: SeldonComponent, graph = OWN) => plainly({ graph, components: [said] }).predictor.componentSpecs[0];

test('a model on a server of Seldon runs in a hardened pod, as the user of Seldon, in a namespace of Pod Security baseline', () => {
  const { stack, spec } = deploy({});
  expect(kindsAndNames(synth(stack))).toEqual(['Namespace/mlops', 'ServiceAccount/iris', 'SeldonDeployment/iris']);
  expect(stack.podSecurity).toBe(PodSecurity.BASELINE);
  const [{ componentSpecs: [{ metadata, spec: pod }], ...predictor }] = spec.predictors;
  expect(predictor).toEqual({ name: 'default', graph: { name: 'classifier', implementation: 'SKLEARN_SERVER', modelUri: 'gs://acme/iris' } });
  expect(metadata.labels['app.kubernetes.io/instance']).toBe('iris');
  expect(pod).toMatchObject({
    automountServiceAccountToken: false, enableServiceLinks: false, serviceAccountName: 'iris',
    securityContext: { runAsNonRoot: true, runAsUser: 8888, runAsGroup: 8888, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(pod.containers).toEqual([{
    name: 'classifier', imagePullPolicy: 'Always',
    resources: { requests: { 'cpu': '250m', 'memory': '1Gi', 'ephemeral-storage': '1Gi' }, limits: { 'cpu': '2', 'memory': '2Gi', 'ephemeral-storage': '4Gi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: false }, volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  }]);
});

test('code of its own runs as the user of the library, and does not write to its image', () => {
  const { spec } = deploy({ graph: OWN }).predictor.componentSpecs[0];
  expect(spec.securityContext.runAsUser).toBe(10001);
  expect(spec.containers[0]).toMatchObject({ name: 'own', image: 'acme/own:1', securityContext: { readOnlyRootFilesystem: true } });
});

test('with Defaults.UPSTREAM nothing is written that was not asked for', () => {
  const { stack, spec } = deploy({}, { defaults: Defaults.UPSTREAM });
  expect(kindsAndNames(synth(stack))).toEqual(['Namespace/mlops', 'SeldonDeployment/iris']);
  expect(spec).toEqual({ predictors: [{ name: 'default', graph: { name: 'classifier', implementation: 'SKLEARN_SERVER', modelUri: 'gs://acme/iris' } }] });
  expect(stack.podSecurity).toBe(PodSecurity.RESTRICTED);
});

test('everything set of the deployment and a predictor is in the YAML', () => {
  const stack = testStack({}, { podSecurity: PodSecurity.PRIVILEGED });
  const secret = kplus.Secret.fromSecretName(stack, 's', 'cert');
  const account = kplus.ServiceAccount.fromServiceAccountName(stack, 'a', 'models');
  new SeldonDeployment(stack, 'iris', {
    defaults: Defaults.UPSTREAM, protocol: SeldonProtocol.V2, transport: SeldonTransport.GRPC, serverType: SeldonServerType.RPC, replicas: 2, deploymentName: 'flowers',
    specAnnotations: { 'seldon.io/rest-timeout': '100' }, imagePullSecrets: [secret], serviceAccount: account,
    predictors: [{
      name: 'main', graph: OWN, replicas: 3, traffic: 100, tlsSecret: secret, labels: { version: 'v1' }, annotations: { note: 'x' },
      orchestrator: { env: { A: kplus.EnvValue.fromValue('1') }, resources: { cpu: { limit: kplus.Cpu.units(1) } }, replicas: 2 },
      explainer: SeldonPredictorExplainer.mlserver(SeldonExplainerType.ANCHOR_TABULAR, {
        modelUri: 'gs://acme/why', replicas: 1, config: { a: 'b' }, initParameters: '{}', endpoint: { type: SeldonEndpointType.GRPC }, envSecret: secret, serviceAccount: account,
        storageInitializerImage: 'acme/fetch:1', container: { image: 'acme/why:1', env: { B: kplus.EnvValue.fromValue('2') } },
      }),
    }, { name: 'copy', graph: OWN, shadow: true }],
  });
  const { predictors: [main, copy], ...spec } = find(synth(stack), 'SeldonDeployment').spec;
  expect(spec).toEqual({ name: 'flowers', protocol: 'v2', transport: 'grpc', serverType: 'rpc', replicas: 2, annotations: { 'seldon.io/rest-timeout': '100' } });
  const { componentSpecs, ...rest } = main;
  expect(rest).toEqual({
    name: 'main', graph: { name: 'own', type: 'MODEL' }, replicas: 3, traffic: 100, ssl: { certSecretName: 'cert' }, labels: { version: 'v1' }, annotations: { note: 'x' },
    svcOrchSpec: { env: [{ name: 'A', value: '1' }], resources: { limits: { cpu: '1' } }, replicas: 2 },
    explainer: {
      type: 'anchor_tabular', modelUri: 'gs://acme/why', replicas: 1, config: { a: 'b' }, initParameters: '{}', endpoint: { type: 'GRPC' }, envSecretRefName: 'cert',
      serviceAccountName: 'models', storageInitializerImage: 'acme/fetch:1', containerSpec: { name: 'explainer', image: 'acme/why:1', env: [{ name: 'B', value: '2' }] },
    },
  });
  expect(componentSpecs[0].spec).toEqual({ serviceAccountName: 'models', imagePullSecrets: [{ name: 'cert' }], containers: [{ name: 'own', image: 'acme/own:1' }] });
  expect(copy.shadow).toBe(true);
});

test('a container of an explainer is hardened as far as its pod allows', () => {
  const explainer = SeldonPredictorExplainer.alibi(SeldonAlibiExplainer.ANCHOR_TEXT, { container: { image: 'acme/why:1' } });
  const { containerSpec } = deploy({ explainer }).predictor.explainer;
  expect(containerSpec).toMatchObject({ name: 'explainer', image: 'acme/why:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } });
  expect(containerSpec.volumeMounts).toBeUndefined();
});

test('every kind of node is what Seldon calls it', () => {
  const image = { image: 'acme/a:1' };
  const graph = SeldonNode.router('r', image, {
    children: [
      SeldonNode.combiner('c', image, { children: [SeldonNode.xgboost('x', 'gs://x'), SeldonNode.tensorflow('t', 'gs://t')] }),
      SeldonNode.transformer('in', image, { children: [SeldonNode.outputTransformer('out', image, { children: [SeldonNode.mlflow('m', 'gs://m')] })] }),
      SeldonNode.simpleRouter('s', [SeldonNode.triton('n', 'gs://n'), SeldonNode.huggingFace('h', { parameters: { task: SeldonParameter.string('qa') } })]),
      SeldonNode.abTest('ab', SeldonNode.simpleModel('one'), SeldonNode.averageCombiner('avg', [SeldonNode.server('TEMPO_SERVER', 'own', { modelUri: 'gs://o' })]), 0.25),
    ],
  });
  expect(plainly({ graph }).predictor.graph).toEqual({
    name: 'r', type: 'ROUTER',
    children: [
      {
        name: 'c', type: 'COMBINER',
        children: [{ name: 'x', implementation: 'XGBOOST_SERVER', modelUri: 'gs://x' }, { name: 't', implementation: 'TENSORFLOW_SERVER', modelUri: 'gs://t' }],
      },
      { name: 'in', type: 'TRANSFORMER', children: [{ name: 'out', type: 'OUTPUT_TRANSFORMER', children: [{ name: 'm', implementation: 'MLFLOW_SERVER', modelUri: 'gs://m' }] }] },
      {
        name: 's', implementation: 'SIMPLE_ROUTER',
        children: [
          { name: 'n', implementation: 'TRITON_SERVER', modelUri: 'gs://n' },
          { name: 'h', implementation: 'HUGGINGFACE_SERVER', parameters: [{ name: 'task', type: 'STRING', value: 'qa' }] },
        ],
      },
      {
        name: 'ab', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'ratioA', type: 'FLOAT', value: '0.25' }],
        children: [
          { name: 'one', implementation: 'SIMPLE_MODEL' },
          { name: 'avg', implementation: 'AVERAGE_COMBINER', children: [{ name: 'own', implementation: 'TEMPO_SERVER', modelUri: 'gs://o' }] },
        ],
      },
    ],
  });
});

test('everything set of a node is in the graph, and of its container in its pod', () => {
  const graph = SeldonNode.model('own', {
    image: 'acme/own:1', command: ['serve'], args: ['-v'], env: { A: kplus.EnvValue.fromValue('1') }, resources: { memory: { request: Size.mebibytes(1) } },
    ports: { grpc: 5000 }, workingDir: '/app', imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, readOnlyRootFilesystem: true, readiness: Readiness.tcp(5000),
    liveness: Readiness.http('/live', 5000), startup: Readiness.exec(['true']), preStop: ['stop'], volumes: [Storage.scratch().at('/cache')],
    accelerator: Accelerator.nvidia(),
  }, {
    methods: [SeldonMethod.TRANSFORM_INPUT], logger: { mode: SeldonLogMode.REQUEST, url: 'http://log' }, modelUri: 'gs://acme/own', storageInitializerImage: 'acme/fetch:1',
    endpoint: { type: SeldonEndpointType.REST, serviceHost: 'h', servicePort: 1, httpPort: 2, grpcPort: 3 },
    parameters: {
      i: SeldonParameter.int(1), f: SeldonParameter.float(0.5), d: SeldonParameter.double(1e-9), b: SeldonParameter.bool(false),
    },
  });
  const { predictor } = plainly({ graph });
  expect(predictor.graph).toEqual({
    name: 'own', type: 'MODEL', methods: ['TRANSFORM_INPUT'], logger: { mode: 'request', url: 'http://log' }, modelUri: 'gs://acme/own', storageInitializerImage: 'acme/fetch:1',
    endpoint: { type: 'REST', service_host: 'h', service_port: 1, httpPort: 2, grpcPort: 3 },
    parameters: [
      { name: 'i', type: 'INT', value: '1' }, { name: 'f', type: 'FLOAT', value: '0.5' }, { name: 'd', type: 'DOUBLE', value: '1e-9' }, { name: 'b', type: 'BOOL', value: 'false' },
    ],
  });
  expect(predictor.componentSpecs[0].spec).toMatchObject({
    volumes: [{ emptyDir: {} }],
    containers: [{
      name: 'own', image: 'acme/own:1', command: ['serve'], args: ['-v'], env: [{ name: 'A', value: '1' }], workingDir: '/app', imagePullPolicy: 'IfNotPresent',
      resources: { requests: { 'memory': '1Mi', 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } }, ports: [{ name: 'grpc', containerPort: 5000 }],
      securityContext: { readOnlyRootFilesystem: true }, readinessProbe: { tcpSocket: { port: 5000 } }, livenessProbe: { httpGet: { path: '/live', port: 5000 } },
      startupProbe: { exec: { command: ['true'] } }, lifecycle: { preStop: { exec: { command: ['stop'] } } }, volumeMounts: [{ mountPath: '/cache' }],
    }],
  });
});

describe('a component', () => {
  test('has the nodes it names; what is left runs in another pod', () => {
    const other = SeldonNode.model('other', { image: 'acme/other:1' });
    const graph = SeldonNode.transformer('scaler', { image: 'acme/scaler:1' }, { children: [OWN, other] });
    const pods = (components?: SeldonComponent[]) =>
      plainly({ graph, components }).predictor.componentSpecs.map((one: any) => one.spec.containers.map(({ name }: any) => name));
    expect(pods()).toEqual([['scaler', 'own', 'other']]);
    expect(pods([{ nodes: [OWN] }])).toEqual([['own'], ['scaler', 'other']]);
    expect(pods([{}, { nodes: [other, OWN] }])).toEqual([['scaler'], ['other', 'own']]);
  });

  test('says what its pods are like', () => {
    const { metadata, spec } = component({
      name: 'gpu', podLabels: { a: 'b' }, podAnnotations: { c: 'd' }, nodeSelector: { pool: 'gpu' }, tolerations: [{ key: 'gpu' }], priorityClass: 'high', user: 1, group: 2, fsGroup: 3,
      schedulerName: 'own', runtimeClass: 'kata', gracePeriod: Duration.seconds(20), sidecars: [{ name: 'log', image: 'acme/log:1' }],
      initContainers: [{ name: 'fetch', image: 'acme/fetch:1' }],
    });
    expect(metadata).toMatchObject({ name: 'gpu', labels: { a: 'b' }, annotations: { c: 'd' } });
    expect(spec).toEqual({
      nodeSelector: { pool: 'gpu' }, tolerations: [{ key: 'gpu', operator: 'Exists' }], priorityClassName: 'high', securityContext: { runAsUser: 1, runAsGroup: 2, fsGroup: 3 },
      schedulerName: 'own', runtimeClassName: 'kata', terminationGracePeriodSeconds: 20, initContainers: [{ name: 'fetch', image: 'acme/fetch:1' }],
      containers: [{ name: 'own', image: 'acme/own:1' }, { name: 'log', image: 'acme/log:1' }],
    });
  });

  test.each<[string, SeldonComponent, object]>([
    ['replicas', { replicas: 0 }, { replicas: 0 }],
    [
      'an autoscaler', {
        autoscaling: SeldonAutoscaling.hpa({
          minReplicas: 2, maxReplicas: 4,
          metrics: [SeldonMetric.cpu(70), SeldonMetric.memory(80), SeldonMetric.pods('queue', '10'), SeldonMetric.external('lag', '5', { topic: 'iris' })],
        }),
      },
      {
        hpaSpec: {
          minReplicas: 2, maxReplicas: 4,
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 70 } }, { type: 'Resource', resource: { name: 'memory', targetAverageUtilization: 80 } },
            { type: 'Pods', pods: { metricName: 'queue', targetAverageValue: '10' } },
            { type: 'External', external: { metricName: 'lag', targetAverageValue: '5', metricSelector: { matchLabels: { topic: 'iris' } } } },
          ],
        },
      },
    ],
    [
      'KEDA', {
        autoscaling: SeldonAutoscaling.keda({
          minReplicas: 0, maxReplicas: 4, pollingInterval: Duration.seconds(15), cooldownPeriod: Duration.minutes(1), restoreToOriginalReplicaCount: true,
          triggers: [
            { type: 'prometheus', metadata: { query: 'q' }, name: 'load', metricType: 'AverageValue', authentication: 'own' },
            { type: 'kafka', metadata: { topic: 't' }, clusterAuthentication: 'all' },
          ],
        }),
      },
      {
        kedaSpec: {
          minReplicaCount: 0, maxReplicaCount: 4, pollingInterval: 15, cooldownPeriod: 60, advanced: { restoreToOriginalReplicaCount: true },
          triggers: [
            { type: 'prometheus', metadata: { query: 'q' }, name: 'load', metricType: 'AverageValue', authenticationRef: { name: 'own' } },
            { type: 'kafka', metadata: { topic: 't' }, authenticationRef: { name: 'all', kind: 'ClusterTriggerAuthentication' } },
          ],
        },
      },
    ],
    ['pods that stay', { disruptionBudget: SeldonDisruptionBudget.minAvailable(1) }, { pdbSpec: { minAvailable: 1 } }],
    ['a share that stays', { disruptionBudget: SeldonDisruptionBudget.minAvailablePercent(50) }, { pdbSpec: { minAvailable: '50%' } }],
    ['pods that may be missing', { disruptionBudget: SeldonDisruptionBudget.maxUnavailable(1) }, { pdbSpec: { maxUnavailable: 1 } }],
    ['a share that may be missing', { disruptionBudget: SeldonDisruptionBudget.maxUnavailablePercent(25) }, { pdbSpec: { maxUnavailable: '25%' } }],
  ])('has %s', (_, said, expected) => {
    const { metadata: _metadata, spec: _spec, ...beside } = component(said);
    expect(beside).toEqual(expected);
  });

  test('has a claim for a volume of its containers, and runs where the device is', () => {
    const graph = SeldonNode.triton('gpu', 'gs://acme/gpu', { container: { accelerator: Accelerator.nvidia('H100'), volumes: [Storage.claim(Size.gibibytes(1)).at('/cache')] } });
    const { stack, predictor } = deploy({ graph });
    expect(find(synth(stack), 'PersistentVolumeClaim').metadata.name).toBe('iris-cache');
    const { spec } = predictor.componentSpecs[0];
    expect(spec.containers[0].resources.limits['nvidia.com/gpu']).toBe('1');
    expect(spec.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
    expect(spec.volumes[0]).toEqual({ name: 'cache', persistentVolumeClaim: { claimName: 'iris-cache' } });
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { deployment, stack } = deploy({});
  deployment.apiObject.addJsonPatch(JsonPatch.add('/spec/predictors/0/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'SeldonDeployment').spec.predictors[0].fieldOfTomorrow).toBe('x');
});
