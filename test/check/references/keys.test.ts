import type { Manifest, Outside } from '../../../lib/check';
import { job, linesOf, object, PODS } from '../manifests';

const fromSecret = (key: string, rest: object = {}) => job({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key, ...rest } } }] });
const fromConfig = (key: string, rest: object = {}) => job({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'db', key, ...rest } } }] });
const volume = (source: object) => job({}, { volumes: [{ name: 'v', ...source }] });
const secret = (keys: string[]) => object('v1', 'Secret', 'db', { data: Object.fromEntries(keys.map(k => [k, ''])) });
const outside = (keys: string[], rest: Partial<Outside> = {}): Outside => ({ kind: 'Secret', namespace: 'ns', name: 'db', keys, where: 'template', ...rest });

test.each<[string, Manifest, Manifest, string]>([
  ['a misspelt key of a Secret', secret(['username', 'password']), fromSecret('pasword'),
    "SECRET_KEY_MISSING env.A: got 'pasword'; Secret 'db' has 'username', 'password'; did you mean 'password'?"],
  ['a key of another case', secret(['PASSWORD']), fromSecret('password'),
    "SECRET_KEY_MISSING env.A: got 'password'; Secret 'db' has 'PASSWORD'; did you mean 'PASSWORD'?"],
  ['a key that a Secret has nothing like', secret(['username']), fromSecret('certificate'),
    "SECRET_KEY_MISSING env.A: got 'certificate'; Secret 'db' has 'username'; add the key or read another"],
  ['a key of an empty Secret', object('v1', 'Secret', 'db'), fromSecret('password'),
    "SECRET_KEY_MISSING env.A: got 'password'; Secret 'db' has no keys; add the key or read another"],
  ['a missing key of a ConfigMap', object('v1', 'ConfigMap', 'db', { data: { HOST: 'x' } }), fromConfig('HOSTS'),
    "CONFIG_MAP_KEY_MISSING env.A: got 'HOSTS'; ConfigMap 'db' has 'HOST'; did you mean 'HOST'?"],
  ['a missing key of a Secret in a volume', secret(['tls.crt']), volume({ secret: { secretName: 'db', items: [{ key: 'tls.key', path: 'k' }] } }),
    "SECRET_KEY_MISSING volume 'v': got 'tls.key'; Secret 'db' has 'tls.crt'; add the key or read another"],
  ['a missing key of a ConfigMap in a volume', object('v1', 'ConfigMap', 'db', { data: { a: '' } }), volume({ configMap: { name: 'db', items: [{ key: 'config.yaml', path: 'k' }] } }),
    "CONFIG_MAP_KEY_MISSING volume 'v': got 'config.yaml'; ConfigMap 'db' has 'a'; add the key or read another"],
  ['a key that an ExternalSecret does not fetch', object('external-secrets.io/v1', 'ExternalSecret', 'x', { spec: { target: { name: 'db' }, data: [{ secretKey: 'user' }] } }), fromSecret('password'),
    "SECRET_KEY_MISSING env.A: got 'password'; Secret 'db' has 'user'; add the key or read another"],
  ['a key that the template of an ExternalSecret leaves out',
    object('external-secrets.io/v1', 'ExternalSecret', 'db', { spec: { target: { template: { data: { uri: '{{ .password }}' } } }, data: [{ secretKey: 'password' }] } }), fromSecret('password'),
    "SECRET_KEY_MISSING env.A: got 'password'; Secret 'db' has 'uri'; add the key or read another"],
  ['a key that was not sealed', object('bitnami.com/v1alpha1', 'SealedSecret', 'x', { spec: { encryptedData: { user: 'Ag' }, template: { metadata: { name: 'db' } } } }), fromSecret('password'),
    "SECRET_KEY_MISSING env.A: got 'password'; Secret 'db' has 'user'; add the key or read another"],
])('%s is told, with the keys that are there', (_, has, reads, line) => {
  expect(linesOf([has, reads])).toEqual([`[Job/job] ${line}`]);
});

test.each<[string, Manifest, Manifest]>([
  ['a key under data', secret(['password']), fromSecret('password')],
  ['a key under stringData', object('v1', 'Secret', 'db', { stringData: { password: '' } }), fromSecret('password')],
  ['a key under binaryData', object('v1', 'ConfigMap', 'db', { binaryData: { model: 'eA==' } }), fromConfig('model')],
  ['an optional key', secret([]), fromSecret('password', { optional: true })],
  ['a key of an optional volume', secret([]), volume({ secret: { secretName: 'db', optional: true, items: [{ key: 'k', path: 'k' }] } })],
  ['a volume of all keys', secret([]), volume({ secret: { secretName: 'db' } })],
  ['a key of an object that the app does not have', secret([]), job({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'other', key: 'k' } } }] })],
  ['a Secret when a ConfigMap of the name is there', object('v1', 'ConfigMap', 'db', { data: {} }), fromSecret('password')],
  ['what a whole entry of a vault brings', object('external-secrets.io/v1', 'ExternalSecret', 'db', { spec: { dataFrom: [{ extract: { key: 'db' } }] } }), fromSecret('password')],
  ['a sealed key', object('bitnami.com/v1alpha1', 'SealedSecret', 'db', { spec: { encryptedData: { password: 'Ag' } } }), fromSecret('password')],
])('%s is no problem', (_, has, reads) => {
  expect(linesOf([has, reads])).toEqual([]);
  expect(linesOf([reads, has])).toEqual([]);
});

describe('what is declared to exist outside the YAML', () => {
  test('has the keys that were declared', () => {
    expect(linesOf([fromSecret('password')], { outside: [outside(['password'])] })).toEqual([]);
    expect(linesOf([fromSecret('pasword')], { outside: [outside(['password'])] })).toEqual([
      "[Job/job] SECRET_KEY_MISSING env.A: got 'pasword'; Secret 'db' has 'password'; did you mean 'password'?",
    ]);
  });

  test('counts for its own namespace alone', () => {
    expect(linesOf([fromSecret('password')], { outside: [outside(['password'], { namespace: 'elsewhere' })] })).toEqual([
      "[Job/job] REFERENCE_MISSING env.A: got 'db'; the Secret of this name is in namespace 'elsewhere', not in 'ns': an object reads those of its own alone",
    ]);
  });

  test('may be a ConfigMap', () => {
    expect(linesOf([fromConfig('a')], { outside: [outside(['b'], { kind: 'ConfigMap' })] })).toHaveLength(1);
  });
});

test.each(PODS)('the variables of a %s are looked through, init containers too', (kind, _, make) => {
  const container = { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'certificate' } } }] };
  expect(linesOf([secret(['user']), make({ containers: [container], initContainers: [container] })])).toEqual(
    [1, 2].map(() => `[${kind}/p] SECRET_KEY_MISSING env.A: got 'certificate'; Secret 'db' has 'user'; add the key or read another`));
});
