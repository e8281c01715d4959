import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { BentoDeploymentProps } from '../../../lib';
import {
  Accelerator, Bento, BentoDeployment, BentoMetric, BentoRequest, CloudIdentity, Placement, PodSecurity, Storage,
} from '../../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../../support/synth';

const LABELS = { 'app.kubernetes.io/name': 'bento-deployment', 'app.kubernetes.io/component': 'serving', 'app.kubernetes.io/managed-by': 'cdk8s-mlops' };
const own = (labels: object = {}) => ({ labels: { ...LABELS, 'app.kubernetes.io/instance': 'api', ...labels } });
const env = { A: kplus.EnvValue.fromValue('1') };

function deploy(props: Partial<BentoDeploymentProps> = {}) {
  const stack = testStack();
  const deployment = new BentoDeployment(stack, 'api', { bento: Bento.fromBentoName(stack, 'known', 'iris'), ...props });
  const manifests = synth(stack);
  return { stack, deployment, manifests, spec: find(manifests, 'BentoDeployment').spec };
}

test('a Bento is a tag and an image', () => {
  const stack = testStack();
  new Bento(stack, 'iris', { tag: 'iris:1', image: 'acme/iris:1' });
  const { apiVersion, spec } = find(synth(stack), 'Bento');
  expect({ apiVersion, spec }).toEqual({ apiVersion: 'resources.yatai.ai/v1alpha1', spec: { tag: 'iris:1', image: 'acme/iris:1' } });
});

test('everything set of a Bento is in the YAML', () => {
  const stack = testStack();
  new Bento(stack, 'iris', {
    tag: 'iris:1', image: 'acme/iris:1', imagePullSecrets: [kplus.Secret.fromSecretName(stack, 's', 'registry')], bentomlVersion: '1.1.11', serviceName: 'iris',
    manifest: { livezEndpoint: '/l', readyzEndpoint: '/r', extraPorts: { grpc: 3001 } }, models: [{ tag: 'clf:1', downloadUrl: 's3://acme/clf', size: Size.mebibytes(1) }],
    runners: [{ name: 'clf', runnableType: 'SklearnRunnable', modelTags: ['clf:1'], manifest: { livezEndpoint: '/x' } }],
  });
  expect(find(synth(stack), 'Bento').spec).toEqual({
    tag: 'iris:1', image: 'acme/iris:1', imagePullSecrets: [{ name: 'registry' }], context: { bentomlVersion: '1.1.11' }, serviceName: 'iris',
    manifest: { livezEndpoint: '/l', readyzEndpoint: '/r', extraPorts: [{ name: 'grpc', containerPort: 3001 }] },
    models: [{ tag: 'clf:1', downloadUrl: 's3://acme/clf', size: '1Mi' }],
    runners: [{ name: 'clf', runnableType: 'SklearnRunnable', modelTags: ['clf:1'], manifest: { livezEndpoint: '/x' } }],
  });
});

test('a BentoRequest is a tag, and stands for the Bento that comes of it', () => {
  const stack = testStack();
  const bento = new BentoRequest(stack, 'iris', { bentoTag: 'iris:1' });
  new BentoDeployment(stack, 'api', { bento });
  // Another Bento is named nearly the same.
  new Bento(stack, 'iris2', { tag: 'iris:2', image: 'acme/iris:2' });
  const manifests = synth(stack);
  expect(find(manifests, 'BentoRequest').spec).toEqual({ bentoTag: 'iris:1' });
  expect(find(manifests, 'BentoDeployment').spec.bento).toBe('iris');
  expect(stack.podSecurity).toBe(PodSecurity.BASELINE);
  expect(problems(stack)).toEqual([]);
});

test('everything set of a BentoRequest is in the YAML', () => {
  const stack = testStack();
  const secret = kplus.Secret.fromSecretName(stack, 's', 'registry');
  new BentoRequest(stack, 'iris', {
    bentoTag: 'iris:1', downloadUrl: 's3://acme/iris', downloaderEnvFrom: [kplus.Env.fromSecret(secret)], image: 'acme/iris:1', imageBuildTimeout: Duration.minutes(30),
    buildArgs: ['a=b'], dockerConfigSecret: secret, ociRegistryInsecure: true, serviceName: 'iris', runners: [{ name: 'clf' }],
    builder: {
      resources: { cpu: { request: kplus.Cpu.units(1) } }, env, podLabels: { a: 'b' }, podAnnotations: { c: 'd' }, nodeSelector: { pool: 'build' }, tolerations: [{ key: 'build' }],
      placement: [Placement.nodes('zone', 'a')], priorityClass: 'low', schedulerName: 'own', serviceAccount: kplus.ServiceAccount.fromServiceAccountName(stack, 'a', 'builder'),
    },
  });
  const { imageBuilderExtraPodMetadata: { labels, annotations }, ...spec } = find(synth(stack), 'BentoRequest').spec;
  expect({ a: labels.a, annotations }).toEqual({ a: 'b', annotations: { c: 'd' } });
  expect(spec).toEqual({
    bentoTag: 'iris:1', downloadUrl: 's3://acme/iris', downloaderContainerEnvFrom: [{ secretRef: { name: 'registry' } }], image: 'acme/iris:1', imageBuildTimeout: 1800000000000,
    buildArgs: ['a=b'], dockerConfigJsonSecretName: 'registry', ociRegistryInsecure: true, serviceName: 'iris', runners: [{ name: 'clf' }],
    imageBuilderContainerResources: { requests: { cpu: '1' } }, imageBuilderExtraContainerEnv: [{ name: 'A', value: '1' }],
    imageBuilderExtraPodSpec: {
      nodeSelector: { pool: 'build' }, tolerations: [{ key: 'build', operator: 'Exists' }], priorityClassName: 'low', schedulerName: 'own', serviceAccountName: 'builder',
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }] } } },
    },
  });
});

test('a deployment is a Bento, and labels by which its pods are found', () => {
  const { stack, deployment, manifests, spec } = deploy();
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'BentoDeployment/api']);
  expect(spec).toEqual({ bento: 'iris', extraPodMetadata: own() });
  expect(spec.extraPodMetadata.labels).toMatchObject(deployment.selectorLabels);
  expect(stack.podSecurity).toBe(PodSecurity.BASELINE);
});

test('everything set of a deployment and a runner is in the YAML', () => {
  const { manifests, spec } = deploy({
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) }, memory: { limit: Size.gibibytes(1) }, ephemeralStorage: { limit: Size.gibibytes(2) },
    },
    accelerator: Accelerator.nvidia(), env, resourceLabels: { l: '1' }, resourceAnnotations: { n: '2' }, podLabels: { a: 'b' }, podAnnotations: { c: 'd' },
    autoscaling: {
      minReplicas: 1, maxReplicas: 4,
      metrics: [BentoMetric.cpu(80), BentoMetric.memory(70), BentoMetric.pods('queue', '10'), BentoMetric.external('lag', '5', { topic: 'iris' })],
    },
    nodeSelector: { pool: 'gpu' }, tolerations: [{ key: 'gpu' }], schedulerName: 'own', placement: [Placement.nodes('zone', 'a')],
    sidecars: [{ name: 'log', image: 'acme/log:1' }], identity: CloudIdentity.awsRole('arn:aws:iam::123456789012:role/models'),
    ingress: { annotations: { i: 'j' }, labels: { k: 'l' }, tlsSecret: { name: 'cert' } as kplus.ISecret },
    monitorExporter: {
      output: 'stdout', options: { workers: '4' }, structureOptions: env,
      mounts: [Storage.secret({ name: 'own' } as kplus.ISecret).at('/etc/own', { readOnly: true }), Storage.claim(Size.gibibytes(1)).at('/data')],
    },
    runners: [{ name: 'clf', env, accelerator: Accelerator.of('acme.example/npu', 2), autoscaling: { minReplicas: 1, maxReplicas: 2 } }],
  });
  expect(find(manifests, 'PersistentVolumeClaim').metadata.name).toBe('api-data');
  expect(find(manifests, 'ServiceAccount').metadata.name).toBe('api');
  expect(spec).toEqual({
    bento: 'iris',
    resources: { requests: { cpu: '100m', gpu: '1' }, limits: { cpu: '1', memory: '1Gi', gpu: '1', custom: { 'ephemeral-storage': '2Gi' } } },
    envs: [{ name: 'A', value: '1' }], labels: { l: '1' }, annotations: { n: '2' }, extraPodMetadata: { ...own({ a: 'b' }), annotations: { c: 'd' } },
    autoscaling: {
      minReplicas: 1, maxReplicas: 4,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } } },
        { type: 'Pods', pods: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '10' } } },
        { type: 'External', external: { metric: { name: 'lag', selector: { matchLabels: { topic: 'iris' } } }, target: { type: 'AverageValue', averageValue: '5' } } },
      ],
    },
    extraPodSpec: {
      nodeSelector: { pool: 'gpu' }, tolerations: [{ key: 'gpu', operator: 'Exists' }], schedulerName: 'own', serviceAccountName: 'api',
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }] } } },
      containers: [{ name: 'log', image: 'acme/log:1' }],
    },
    ingress: { enabled: true, annotations: { i: 'j' }, labels: { k: 'l' }, tls: { secretName: 'cert' } },
    monitorExporter: {
      enabled: true, output: 'stdout', options: { workers: '4' }, structureOptions: [{ name: 'A', value: '1' }],
      mounts: [{ path: '/etc/own', readOnly: true, secret: { secretName: 'own' } }, { path: '/data', persistentVolumeClaim: { claimName: 'api-data' } }],
    },
    runners: [{
      name: 'clf', envs: [{ name: 'A', value: '1' }], autoscaling: { minReplicas: 1, maxReplicas: 2 }, extraPodMetadata: own(), extraPodSpec: { serviceAccountName: 'api' },
      resources: { requests: { custom: { 'acme.example/npu': '2' } }, limits: { custom: { 'acme.example/npu': '2' } } },
    }],
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { deployment, stack } = deploy();
  deployment.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'BentoDeployment').spec.fieldOfTomorrow).toBe('x');
});
