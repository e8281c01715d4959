import type { Manifest, Surroundings } from '../../../lib/check';
import { foundIn, job, object } from '../manifests';

const missing = (manifests: Manifest[], around: Partial<Surroundings> = {}) =>
  foundIn(manifests, { outside: [], ...around }).filter(line => line.includes('REFERENCE_MISSING')).map(line => line.replace('REFERENCE_MISSING ', ''));
const trainer = (podSpec: object) => object('kubeflow.org/v1', 'PyTorchJob', 'j', {
  spec: { pytorchReplicaSpecs: { Master: { replicas: 1, template: { spec: { containers: [{ name: 'pytorch', image: 'a:1' }], ...podSpec } } } } },
});
const step = (template: object) => object('argoproj.io/v1alpha1', 'Workflow', 'w', { spec: { entrypoint: 'a', templates: [{ name: 'a', ...template }] } });
const ingress = (tls: object, annotations?: object) => ({ ...object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { tls: [tls] } }), metadata: { name: 'i', namespace: 'ns', annotations } }) as Manifest;
const env = (valueFrom: object) => ({ env: [{ name: 'A', valueFrom }] });

const add = (kind: string, name: string) => `add it, or if it exists in the cluster, say so with --external ${kind}/${name}, or Platform external`;

test.each<[string, Manifest, string]>([
  ['a Secret of a variable', job(env({ secretKeyRef: { name: 'db', key: 'k' } })), `env.A: got 'db'; no Secret of this name here; ${add('secret', 'db')}`],
  ['a ConfigMap of all variables', job({ envFrom: [{ configMapRef: { name: 'c' } }] }), `spec.template.spec.containers[0].envFrom[0].configMapRef.name: got 'c'; no ConfigMap of this name here; ${add('configmap', 'c')}`],
  ['a ConfigMap of a projected volume', job({}, { volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'c' } }] } }] }),
    `spec.template.spec.volumes[0].projected.sources[0].configMap.name: got 'c'; no ConfigMap of this name here; ${add('configmap', 'c')}`],
  ['a claim of a training job', trainer({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }),
    `spec.pytorchReplicaSpecs.Master.template.spec.volumes[0].persistentVolumeClaim.claimName: got 'data'; no PersistentVolumeClaim of this name here; ${add('persistentvolumeclaim', 'data')}`],
  ['a ServiceAccount of a step', step({ container: { image: 'a' }, serviceAccountName: 'runner' }), `spec.templates[0].serviceAccountName: got 'runner'; no ServiceAccount of this name here; ${add('serviceaccount', 'runner')}`],
  ['a Secret of a script', step({ script: { image: 'a', source: 'x', ...env({ secretKeyRef: { name: 'db', key: 'k' } }) } }), `env.A: got 'db'; no Secret of this name here; ${add('secret', 'db')}`],
  ['the certificate of an Ingress', ingress({ secretName: 'tls' }), `spec.tls[0].secretName: got 'tls'; no Secret of this name here; ${add('secret', 'tls')}`],
  ['the target of an autoscaler', object('autoscaling/v2', 'HorizontalPodAutoscaler', 'h', { spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } } }),
    `spec.scaleTargetRef.name: got 'api'; no Deployment of this name here; ${add('deployment', 'api')}`],
  ['the queue of a job', ({ ...job({}), metadata: { name: 'j', namespace: 'ns', labels: { 'kueue.x-k8s.io/queue-name': 'gpu' } } }) as Manifest,
    `metadata.labels['kueue.x-k8s.io/queue-name']: got 'gpu'; no LocalQueue of this name here; ${add('localqueue', 'gpu')}`],
  ['the role of a binding', { ...object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'b'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' } } as Manifest,
    `roleRef.name: got 'r'; no Role of this name here; ${add('role', 'r')}`],
  ['the store of an ExternalSecret', object('external-secrets.io/v1', 'ExternalSecret', 'e', { spec: { secretStoreRef: { name: 'vault' }, data: [{ secretKey: 'a', remoteRef: { key: 'k' } }] } }),
    `spec.secretStoreRef.name: got 'vault'; no SecretStore of this name here; ${add('secretstore', 'vault')}`],
])('%s that the input does not hold is told', (_, manifest, line) => {
  expect(missing([manifest])).toEqual([`warning ${line}`]);
  // A part of a larger whole: it may well be elsewhere.
  expect(missing([manifest], { partial: true })).toEqual([`info ${line}`]);
});

test('a name close to one that is there is told as a slip, in a part as well', () => {
  const manifests = [object('v1', 'Secret', 'registry-login', { data: {} }), job({}, { imagePullSecrets: [{ name: 'registry-logn' }] })];
  expect(missing(manifests, { partial: true })).toEqual([
    "warning spec.template.spec.imagePullSecrets[0].name: got 'registry-logn'; no Secret of this name here; did you mean 'registry-login'? " +
    'If it exists in the cluster, say so with --external secret/registry-logn, or Platform external',
  ]);
});

test('an object of another namespace is told', () => {
  const elsewhere = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'other' } } as Manifest;
  expect(missing([elsewhere, job({ envFrom: [{ configMapRef: { name: 'c' } }] })])).toEqual([
    "warning spec.template.spec.containers[0].envFrom[0].configMapRef.name: got 'c'; the ConfigMap of this name is in namespace 'other', not in 'ns': an object reads those of its own alone",
  ]);
});

test.each(['secret/db', 'Secret/db', 'secret/ns/db'])('%s that is said to exist is not missed', external => {
  expect(missing([job(env({ secretKeyRef: { name: 'db', key: 'k' } }))], { external: [external] })).toEqual([]);
});

test.each<[string, Manifest[]]>([
  ['what is optional', [job(env({ secretKeyRef: { name: 'db', key: 'k', optional: true } }), { volumes: [{ name: 'v', configMap: { name: 'c', optional: true } }] })]],
  ['what an ExternalSecret fetches', [object('external-secrets.io/v1', 'ExternalSecret', 'e', { spec: { target: { name: 'db' }, dataFrom: [{ extract: { key: 'k' } }] } }), job(env({ secretKeyRef: { name: 'db', key: 'k' } }))]],
  ['a certificate that cert-manager issues', [ingress({ secretName: 'tls' }, { 'cert-manager.io/cluster-issuer': 'ca' })]],
  ['the ServiceAccount default', [job({}, { serviceAccountName: 'default' })]],
  ['a claim that a StatefulSet makes', [object('apps/v1', 'StatefulSet', 's', {
    spec: {
      selector: { matchLabels: { a: 'b' } }, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } },
    },
  })]],
  ['a name that a workflow computes', [step({ container: { image: 'a' }, volumes: [{ name: 'v', persistentVolumeClaim: { claimName: '{{inputs.parameters.claim}}' } }] })]],
  ['the Service of a notebook', [object('kubeflow.org/v1', 'Notebook', 'n', { spec: { template: { spec: { containers: [] } } } }), object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { defaultBackend: { service: { name: 'n', port: { number: 80 } } } } })]],
  ['a role of the cluster', [{ ...object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'b'), roleRef: { kind: 'ClusterRole', name: 'view' } } as Manifest]],
])('%s is not missed', (_, manifests) => {
  expect(missing(manifests).filter(line => !line.includes('SecretStore'))).toEqual([]);
});
