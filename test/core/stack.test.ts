import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Include, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { ModelApi, PodSecurity, Stack } from '../../lib';
import { find, kindsAndNames, problems, synth, testApp, testStack } from '../support/synth';

test('a stack is a namespace that enforces Pod Security restricted, at the version of the platform', () => {
  expect(synth(testStack({ kubernetes: '1.33' }))).toMatchInlineSnapshot(`
    [
      {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
          "labels": {
            "pod-security.kubernetes.io/audit": "restricted",
            "pod-security.kubernetes.io/audit-version": "v1.33",
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/enforce-version": "v1.33",
            "pod-security.kubernetes.io/warn": "restricted",
            "pod-security.kubernetes.io/warn-version": "v1.33",
          },
          "name": "mlops",
        },
      },
    ]
  `);
});

test('namespace, level and labels are what was given', () => {
  const stack = testStack({}, { namespace: 'ml-prod', podSecurity: PodSecurity.BASELINE, labels: { team: 'ml' } });
  new ModelApi(stack, 'a', { image: 'a:1' });
  const manifests = synth(stack);
  expect(find(manifests, 'Namespace').metadata).toMatchObject({ name: 'ml-prod', labels: { 'pod-security.kubernetes.io/enforce': 'baseline', 'team': 'ml' } });
  expect(find(manifests, 'Deployment').metadata).toMatchObject({ namespace: 'ml-prod', labels: { team: 'ml' } });
});

test('the Namespace can be someone else\'s', () => {
  expect(synth(testStack({}, { createNamespace: false }))).toEqual([]);
});

test('objects are in the order in which people read them, whatever the order of the code', () => {
  const stack = testStack();
  new ApiObject(stack, 'z', { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' } });
  new ModelApi(stack, 'b', { image: 'b:1', config: { A: '1' } });
  new ModelApi(stack, 'a', { image: 'a:1', replicas: 1 });
  expect(kindsAndNames(stack.toJson())).toEqual([
    'Namespace/mlops', 'ServiceAccount/a', 'ServiceAccount/b', 'ConfigMap/b-config', 'Deployment/a', 'Deployment/b', 'Widget/w',
    'Service/a-service', 'Service/b-service', 'HorizontalPodAutoscaler/b-hpa',
    'PodDisruptionBudget/a-pdb', 'PodDisruptionBudget/b-pdb', 'NetworkPolicy/a-network', 'NetworkPolicy/b-network',
  ]);
});

test('a dependency comes before the order of kinds', () => {
  const stack = testStack({}, { createNamespace: false });
  const late = new ApiObject(stack, 'late', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'late' } });
  new ApiObject(stack, 'early', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'early' } }).addDependency(late);
  expect(kindsAndNames(stack.toJson())).toEqual(['NetworkPolicy/late', 'ConfigMap/early']);
});

describe.each([
  ['a file for each chart', YamlOutputType.FILE_PER_CHART, ['mlops.k8s.yaml']],
  ['one file', YamlOutputType.FILE_PER_APP, ['app.k8s.yaml']],
  ['a file for each object', YamlOutputType.FILE_PER_RESOURCE, ['ConfigMap.c.k8s.yaml', 'Namespace.mlops.k8s.yaml']],
])('%s', (_, yamlOutputType, files) => {
  test('is written as cdk8s writes it', () => {
    const app = testApp({ yamlOutputType });
    new ApiObject(new Stack(app, 'mlops'), 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '1' } });
    app.synth();
    expect(readdirSync(app.outdir).sort()).toEqual(files);
  });
});

test('app.synth(), app.synthYaml() and Testing.synth() say the same', () => {
  const app = testApp();
  const stack = new Stack(app, 'mlops');
  new ModelApi(stack, 'a', { image: 'a:1' });
  app.synth();
  const written = readFileSync(join(app.outdir, 'mlops.k8s.yaml'), 'utf8');
  expect(app.synthYaml()).toBe(written);
  expect(kindsAndNames(Testing.synth(stack))).toEqual([...written.matchAll(/^kind: (\w+)$/gm)].map((m, i) => `${m[1]}/${Testing.synth(stack)[i].metadata.name}`));
});

test('a second synth tells what changed since the first', () => {
  const app = testApp();
  const stack = new Stack(app, 'mlops');
  const api = new ModelApi(stack, 'a', { image: 'a:1' });
  app.synth();
  api.apiObject.addJsonPatch(JsonPatch.replace('/spec/revisionHistoryLimit', 2));
  app.synth();
  expect(readFileSync(join(app.outdir, 'mlops.k8s.yaml'), 'utf8')).toContain('revisionHistoryLimit: 2');
});

test('wrong input writes nothing, and its error has no stack of ours', () => {
  const outdir = join(mkdtempSync(join(tmpdir(), 'cdk8s-mlops-')), 'dist');
  const app = new App({ outdir });
  new ModelApi(new Stack(app, 'mlops'), 'a', { image: 'a:1', replicas: 0 });
  let error: Error | undefined;
  try {
    app.synth();
  } catch (e) {
    error = e as Error;
  }
  expect(error!.message).toBe('1 problem, nothing written\n  [mlops/a]  REPLICAS_RANGE  replicas: got 0; at least 1; to stop it, remove the construct or scale it by kubectl');
  expect(error!.stack!.split('\n').slice(2).filter(line => !line.includes('stack.test.ts'))).toEqual([]);
  expect(() => readdirSync(outdir)).toThrow('ENOENT');
});

test('problems of raw objects, of included YAML and of other libraries\' constructs are told with ours', () => {
  const stack = testStack();
  const file = join(mkdtempSync(join(tmpdir(), 'cdk8s-mlops-')), 'app.yaml');
  writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { DB_PASSWORD: correct-horse }\n');
  new Include(stack, 'included', { url: file });
  new ApiObject(stack, 'raw', { apiVersion: 'v1', kind: 'Service', metadata: { name: '2fast' }, spec: { type: 'ExternalName', externalName: 'a.example.com' } });
  stack.node.addValidation({ validate: () => ['a rule of yours'] });
  expect(problems(stack).map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([
    '[mlops] VALIDATION', expect.stringMatching(/^\[mlops\/included\/.*\] PLAIN_SECRET$/), '[mlops/raw] NAME_INVALID',
  ]);
});

test('an object that cannot be rendered is a problem, not a stack trace', () => {
  const stack = testStack();
  new ApiObject(stack, 'raw', { apiVersion: 'v1', kind: 'ConfigMap' }).addJsonPatch(JsonPatch.remove('/not/there'));
  expect(problems(stack)[0]).toMatch(/^\[mlops\/raw\] VALIDATION ConfigMap: it cannot be rendered \(.*\); look at its patches: one may not fit the object$/);
});

test('two stacks of one namespace are told how to share it', () => {
  const app = testApp();
  new Stack(app, 'a', { namespace: 'mlops' });
  const second = new Stack(app, 'b', { namespace: 'mlops' });
  expect(problems(second)).toEqual(["[b/Namespace] DUPLICATE_OBJECT metadata.name: got 'mlops'; Namespace 'mlops' is also defined at [a/Namespace]; give one stack `createNamespace: false`"]);
});

test('constructs work in a chart of cdk8s too', () => {
  const chart = new Chart(testApp(), 'plain', { namespace: 'ns' });
  new ModelApi(chart, 'a', { image: 'a:1' });
  expect(kindsAndNames(Testing.synth(chart))).toContain('Deployment/a');
});

test('a construct that was taken out of the tree has no problems', () => {
  const stack = testStack();
  new ModelApi(stack, 'a', { image: 'A', replicas: 0 });
  stack.node.tryRemoveChild('a');
  expect(problems(stack)).toEqual([]);
});
