import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as kplus from 'cdk8s-plus-28';
import { ExternalSecret, ModelApi, SealedSecret, SealingScope, SecretStore, SecretTemplate, Stack } from '../../lib';
import { find, problems, synth, testApp, testStack } from '../support/synth';

const sealed = 'Ag' + 'x'.repeat(200);

describe('a template', () => {
  const app = testApp();
  const stack = new Stack(app, 'mlops');
  new SecretTemplate(stack, 'db', { keys: { 'url': 'postgresql://host/db\nask the platform team', 'tls.key': 'the key' } });
  new ModelApi(stack, 'api', { image: 'a:1', imagePullSecrets: [{ name: 'registry' } as kplus.ISecret], secretKeys: { API_KEY: 'any' } });
  new SecretTemplate(new Stack(app, 'other'), 'db', { keys: { url: 'another' } });
  app.synth();
  const read = (file: string) => readFileSync(join(app.outdir, file), 'utf8');

  test('is a file beside the YAML, with placeholders that are no base64 and a comment for each key', () => {
    expect(read('mlops.db.secret.yaml.example')).toMatchInlineSnapshot(`
      "# Secret 'db' of namespace 'mlops'. Copy this file, replace each <REPLACE_ME> and apply the copy.
      # Values are base64: printf %s 'the value' | base64 -w0
      # Do not commit the copy. As it is, the API server refuses it.
      apiVersion: v1
      kind: Secret
      metadata:
        name: db
        namespace: mlops
      type: Opaque
      data:
        # postgresql://host/db
        # ask the platform team
        url: <REPLACE_ME>
        # the key
        tls.key: <REPLACE_ME>
      "
    `);
  });

  test('of one name in two namespaces are two files, else the name is enough', () => {
    expect(readdirSync(app.outdir).filter(file => file.endsWith('.example'))).toEqual([
      'api-secrets.secret.yaml.example', 'mlops.db.secret.yaml.example', 'other.db.secret.yaml.example',
    ]);
  });

  test('never reaches the YAML that is applied', () => {
    expect(read('mlops.k8s.yaml')).not.toContain('kind: Secret');
  });

  test('has a line in a README that names every Secret the YAML needs, and its keys', () => {
    expect(read('README.md').split('\n').filter(line => line.startsWith('| '))).toEqual([
      '| namespace | Secret | keys | template |',
      '| mlops | `api-secrets` | `API_KEY` | [api-secrets.secret.yaml.example](api-secrets.secret.yaml.example) |',
      '| mlops | `db` | `tls.key`, `url` | [mlops.db.secret.yaml.example](mlops.db.secret.yaml.example) |',
      '| mlops | `registry` | (all its keys) | created elsewhere |',
      '| other | `db` | `url` | [other.db.secret.yaml.example](other.db.secret.yaml.example) |',
    ]);
  });
});

test('a Secret that exists needs no template, and is in the README', () => {
  const app = testApp();
  const stack = new Stack(app, 'mlops');
  const secret = kplus.Secret.fromSecretName(stack, 'existing', 'shared');
  new ModelApi(stack, 'api', { image: 'a:1', secret, secretKeys: { API_KEY: 'any' } });
  app.synth();
  expect(readFileSync(join(app.outdir, 'README.md'), 'utf8')).toContain('| mlops | `shared` | `API_KEY` | created elsewhere |');
});

test('an app that needs no Secret gets no README', () => {
  const app = testApp();
  new ModelApi(new Stack(app, 'mlops'), 'api', { image: 'a:1' });
  app.synth();
  expect(existsSync(join(app.outdir, 'README.md'))).toBe(false);
});

test('an ExternalSecret reads keys, or every field of an entry, from a store', () => {
  const stack = testStack();
  new ExternalSecret(stack, 'db', { store: SecretStore.cluster('vault'), data: { uri: { key: 'mlflow/db', property: 'uri', version: '2' } } });
  new ExternalSecret(stack, 'all', { store: SecretStore.namespaced('local'), extract: 'mlflow/all' });
  const manifests = synth(stack);
  expect(find(manifests, 'ExternalSecret', 'db').spec).toEqual({
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' }, refreshInterval: '3600s', target: { name: 'db', creationPolicy: 'Owner' },
    data: [{ secretKey: 'uri', remoteRef: { key: 'mlflow/db', property: 'uri', version: '2' } }],
  });
  expect(find(manifests, 'ExternalSecret', 'all').spec.dataFrom).toEqual([{ extract: { key: 'mlflow/all' } }]);
});

test('a SealedSecret carries its values, and the scope they were sealed with', () => {
  const stack = testStack();
  new SealedSecret(stack, 'api', { encryptedData: { API_KEY: sealed }, scope: SealingScope.NAMESPACE_WIDE });
  const { metadata, spec } = find(synth(stack), 'SealedSecret');
  const annotations = { 'sealedsecrets.bitnami.com/namespace-wide': 'true' };
  expect(metadata.annotations).toEqual(annotations);
  expect(spec).toEqual({ encryptedData: { API_KEY: sealed }, template: { metadata: { name: 'api', namespace: 'mlops', annotations } } });
});

test.each<[string, (stack: Stack) => kplus.ISecret]>([
  ['a template', stack => new SecretTemplate(stack, 'api', { keys: { API_KEY: 'any' } })],
  ['an ExternalSecret', stack => new ExternalSecret(stack, 'api', { store: SecretStore.cluster('vault'), data: { API_KEY: { key: 'x' } } })],
  ['a SealedSecret', stack => new SealedSecret(stack, 'api', { encryptedData: { API_KEY: sealed } })],
])('%s is a Secret to cdk8s-plus, and its keys are known', (_, make) => {
  const stack = testStack();
  const secret = make(stack);
  new ModelApi(stack, 'good', { image: 'a:1', env: { KEY: secret.envValue('API_KEY') } });
  expect(problems(stack)).toEqual([]);
  new ModelApi(stack, 'bad', { image: 'a:1', env: { KEY: kplus.EnvValue.fromSecretValue({ secret, key: 'API' }) } });
  expect(problems(stack)).toEqual(["[mlops/bad] SECRET_KEY_MISSING env.KEY: got 'API'; Secret 'api' has 'API_KEY'; add the key or read another"]);
});

test('a Secret of another namespace is a problem: pods read only their own', () => {
  const app = testApp();
  const secret = new SecretTemplate(new Stack(app, 'vault'), 'db', { keys: { KEY: 'any' } });
  const stack = new Stack(app, 'mlops');
  new ModelApi(stack, 'api', { image: 'a:1', env: { KEY: secret.envValue('KEY') } });
  expect(problems(stack)).toEqual(["[mlops/api] REFERENCE_MISSING env.KEY: got 'db'; the Secret of this name is in namespace 'vault', not in 'mlops': an object reads those of its own alone"]);
});

test('what would make an empty Secret, or publish one, is a problem', () => {
  const stack = testStack();
  new ExternalSecret(stack, 'empty', { store: SecretStore.cluster('vault') });
  new SealedSecret(stack, 'open', { encryptedData: { API_KEY: 'not sealed' } });
  expect(problems(stack)).toEqual([
    '[mlops/empty] EXPOSURE_INCOMPLETE data: nothing is read from the store; give `data` or `extract`',
    "[mlops/open] PLAIN_SECRET encryptedData['API_KEY']: this is no sealed value; seal it: kubeseal --raw --name ... --namespace ...",
  ]);
});
