import { job, object, PODS } from './manifests';
import type { Manifest } from '../../lib/check';
import { secretsProvided, secretsRead } from '../../lib/check/secrets';

const ns = (name: string, key?: string) => ({ namespace: 'ns', name, key });

describe('Secrets that are read', () => {
  test.each<[string, Manifest, object[]]>([
    ['a key for a variable', job({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }), [ns('db', 'password')]],
    ['all keys for variables', job({ envFrom: [{ secretRef: { name: 'db' } }] }), [ns('db')]],
    ['all files of a volume', job({}, { volumes: [{ name: 'v', secret: { secretName: 'db' } }] }), [ns('db')]],
    ['some files of a volume', job({}, { volumes: [{ name: 'v', secret: { secretName: 'db', items: [{ key: 'a', path: 'a' }, { key: 'b', path: 'b' }] } }] }), [ns('db', 'a'), ns('db', 'b')]],
    ['a projected volume', job({}, { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'a' } }, { configMap: { name: 'x' } }, { secret: { name: 'b', items: [{ key: 'k', path: 'k' }] } }] } }] }), [ns('a'), ns('b', 'k')]],
    ['a registry', job({}, { imagePullSecrets: [{ name: 'registry' }] }), [ns('registry')]],
    ['a certificate', object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { tls: [{ hosts: ['a'], secretName: 'tls' }] } }), [ns('tls', 'tls.crt'), ns('tls', 'tls.key')]],
  ])('%s', (_, manifest, reads) => {
    expect(secretsRead([manifest])).toEqual(reads);
  });

  test.each(PODS)('in the containers and init containers of a %s', (_, __, make) => {
    const container = (name: string) => ({ envFrom: [{ secretRef: { name } }] });
    expect(secretsRead([make({ initContainers: [container('first')], containers: [container('then')] })])).toEqual([ns('first'), ns('then')]);
  });

  test.each<[string, Manifest]>([
    ['a ConfigMap', job({ envFrom: [{ configMapRef: { name: 'c' } }], env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }] }, { volumes: [{ name: 'v', configMap: { name: 'c' } }] })],
    ['an Ingress without TLS', object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { rules: [] } })],
    ['an Ingress whose certificate the controller has', object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { tls: [{ hosts: ['a'] }] } })],
    ['an Ingress whose certificate cert-manager issues', {
      ...object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { tls: [{ secretName: 'tls' }] } }),
      metadata: { name: 'i', namespace: 'ns', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
    }],
  ])('none by %s', (_, manifest) => {
    expect(secretsRead([manifest])).toEqual([]);
  });

  test('without a namespace where the object has none', () => {
    expect(secretsRead([{ ...job({ envFrom: [{ secretRef: { name: 'db' } }] }), metadata: { name: 'j' } }])).toEqual([{ namespace: undefined, name: 'db', key: undefined }]);
  });
});

test('Secrets are brought into being under the name that their maker gives them', () => {
  expect(secretsProvided([
    object('v1', 'Secret', 'plain'),
    object('bitnami.com/v1alpha1', 'SealedSecret', 'sealed'),
    object('bitnami.com/v1alpha1', 'SealedSecret', 'x', { spec: { template: { metadata: { name: 'sealed-2' } } } }),
    object('external-secrets.io/v1', 'ExternalSecret', 'external'),
    object('external-secrets.io/v1', 'ExternalSecret', 'y', { spec: { target: { name: 'external-2' } } }),
    object('cert-manager.io/v1', 'Certificate', 'z', { spec: { secretName: 'certificate' } }),
    object('v1', 'ConfigMap', 'none'),
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cluster' } },
  ])).toEqual(new Set(['ns/plain', 'ns/sealed', 'ns/sealed-2', 'ns/external', 'ns/external-2', 'ns/certificate', '/cluster']));
});
