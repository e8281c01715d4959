import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { BentoPods, Stack } from '../../../lib';
import { Bento, BentoDeployment, BentoMetric, BentoRequest, Storage } from '../../../lib';
import type { Manifest } from '../../support/synth';
import { find, synth, testStack } from '../../support/synth';
import { canonical } from '../../training/parity/canonical';

/* What Yatai's tests and documentation show, said with typed props. */

/** What the cluster sees, without the labels of this library. */
function seen(manifest: Manifest): unknown {
  const withoutOurs = ({ extraPodMetadata: _ours, ...part }: any) => part;
  const { runners, ...spec } = withoutOurs(manifest.spec);
  return canonical({ ...manifest, spec: { ...spec, runners: runners?.map(withoutOurs) } });
}
const between = ([cpu, memory]: [number, number], [mostCpu, mostMemory]: [number, number]) => ({
  cpu: { request: kplus.Cpu.millis(cpu), limit: kplus.Cpu.millis(mostCpu) },
  memory: { request: Size.mebibytes(memory), limit: Size.mebibytes(mostMemory) },
});
const written = ([cpu, memory]: [string, string], [mostCpu, mostMemory]: [string, string]) =>
  ({ requests: { cpu, memory }, limits: { cpu: mostCpu, memory: mostMemory } });
const utilization = (averageUtilization: number) => ({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } });

const IRIS: BentoPods = { resources: between([100, 200], [1000, 1024]), autoscaling: { minReplicas: 1, maxReplicas: 2, metrics: [BentoMetric.cpu(80)] } };
const iris = { resources: written(['100m', '200Mi'], ['1000m', '1024Mi']), autoscaling: { minReplicas: 1, maxReplicas: 2, metrics: [utilization(80)] } };
const bento = (stack: Stack) => new Bento(stack, 'test-bento', {
  image: 'quay.io/bentoml/iris_classifier:r4zint4b567i4usu', tag: 'iris_classifier:r4zint4b567i4usu', runners: [{ name: 'iris_clf', runnableType: 'SklearnRunnable' }],
});
const exporter = (stack: Stack) => ({
  output: 'stdout', options: { workers: '4' },
  structureOptions: {
    workers: kplus.EnvValue.fromValue('5'), format: kplus.EnvValue.fromSecretValue({ secret: kplus.Secret.fromSecretName(stack, 'secret', 'test-secret'), key: 'format' }),
  },
});
const exported = {
  enabled: true, output: 'stdout', options: { workers: '4' },
  structureOptions: [{ name: 'workers', value: '5' }, { name: 'format', valueFrom: { secretKeyRef: { name: 'test-secret', key: 'format' } } }],
};

test.each<[string, (stack: Stack) => unknown, string, string, object]>([
  [
    'the Bento of tests/e2e/example.yaml', bento, 'Bento', 'test-bento',
    {
      image: 'quay.io/bentoml/iris_classifier:r4zint4b567i4usu', tag: 'iris_classifier:r4zint4b567i4usu', runners: [{ name: 'iris_clf', runnableType: 'SklearnRunnable' }],
    },
  ],
  [
    'tests/e2e/example.yaml',
    s => new BentoDeployment(s, 'test', { bento: bento(s), ...IRIS, ingress: { enabled: false }, monitorExporter: exporter(s), runners: [{ name: 'iris_clf', ...IRIS }] }),
    'BentoDeployment', 'test', { bento: 'test-bento', ...iris, ingress: { enabled: false }, monitorExporter: exported, runners: [{ name: 'iris_clf', ...iris }] },
  ],
  [
    'tests/e2e/example_with_ingress.yaml',
    s => new BentoDeployment(s, 'test', {
      bento: bento(s), ...IRIS, ingress: {}, runners: [{ name: 'iris_clf', ...IRIS }],
      monitorExporter: { ...exporter(s), mounts: [Storage.secret(kplus.Secret.fromSecretName(s, 'mounted', 'test-secret')).at('/tmp/aaa', { readOnly: true })] },
    }),
    'BentoDeployment', 'test',
    {
      bento: 'test-bento', ...iris, ingress: { enabled: true }, runners: [{ name: 'iris_clf', ...iris }],
      monitorExporter: { ...exported, mounts: [{ path: '/tmp/aaa', readOnly: true, secret: { secretName: 'test-secret' } }] },
    },
  ],
  [
    'the README',
    s => new BentoDeployment(s, 'my-bento-deployment', {
      bento: new BentoRequest(s, 'iris-classifier', { bentoTag: 'iris_classifier:3oevmqfvnkvwvuqj' }), ingress: {},
      resources: between([250, 128], [500, 512]), autoscaling: { minReplicas: 2, maxReplicas: 10 },
      runners: [{ name: 'iris_clf', resources: between([500, 512], [1000, 1024]), autoscaling: { minReplicas: 1, maxReplicas: 4 } }],
    }),
    'BentoDeployment', 'my-bento-deployment',
    {
      bento: 'iris-classifier', ingress: { enabled: true }, resources: written(['250m', '128Mi'], ['500m', '512Mi']), autoscaling: { minReplicas: 2, maxReplicas: 10 },
      runners: [{ name: 'iris_clf', resources: written(['500m', '512Mi'], ['1000m', '1Gi']), autoscaling: { minReplicas: 1, maxReplicas: 4 } }],
    },
  ],
  [
    'a BentoRequest of the documentation',
    s => new BentoRequest(s, 'my-bento', {
      bentoTag: 'iris:1', downloadUrl: 's3://my-bucket/bentos/iris.tar.gz',
      runners: [{ name: 'runner1', runnableType: 'SklearnRunnable', modelTags: ['iris:1'] }, { name: 'runner2' }],
    }),
    'BentoRequest', 'my-bento',
    {
      bentoTag: 'iris:1', downloadUrl: 's3://my-bucket/bentos/iris.tar.gz',
      runners: [{ name: 'runner1', runnableType: 'SklearnRunnable', modelTags: ['iris:1'] }, { name: 'runner2' }],
    },
  ],
])('%s', (_, make, kind, name, spec) => {
  const stack = testStack();
  make(stack);
  const apiVersion = kind === 'BentoDeployment' ? 'serving.yatai.ai/v2alpha1' : 'resources.yatai.ai/v1alpha1';
  expect(seen(find(synth(stack), kind, name))).toEqual(seen({ apiVersion, kind, metadata: { name }, spec }));
});
