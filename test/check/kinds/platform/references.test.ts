import { podDefault, pvcViewer, tensorboard, workspace, workspaceKind } from './platform';
import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

/** What is missing: its kind and where it is asked for. */
const missing = (...manifests: readonly Manifest[]) => foundIn(manifests).flatMap(line => {
  const [, field, got, kind] = /REFERENCE_MISSING (\S+): got '([^']+)'; no (\w+) of this name/.exec(line) ?? [];
  return field === undefined ? [] : [`${field} ${kind}/${got}`];
});

test.each<[Manifest, string[]]>([
  [tensorboard('pvc://runs/churn'), ['spec.logspath PersistentVolumeClaim/runs']],
  [tensorboard('/logs'), ['spec.logspath PersistentVolumeClaim/tb-volume']],
  [tensorboard('gs://logs'), ['spec.logspath Secret/user-gcp-sa']],
  [tensorboard('s3://logs/a'), []],
  [tensorboard('/cns/a'), []],
  [pvcViewer({}), ['spec.pvc PersistentVolumeClaim/runs']],
  [workspace({ volumes: { home: 'a', data: [{ pvcName: 'b', mountPath: '/b' }], secrets: [{ secretName: 'c', mountPath: '/c' }] } }), [
    'spec.kind WorkspaceKind/lab', 'spec.podTemplate.volumes.home PersistentVolumeClaim/a', 'spec.podTemplate.volumes.data[0].pvcName PersistentVolumeClaim/b',
    'spec.podTemplate.volumes.secrets[0].secretName Secret/c',
  ]],
  [workspaceKind({ serviceAccount: { clusterRoles: [{ name: 'kubeflow-edit' }, { name: 'ray-user' }] } }, {
    spawner: { displayName: 'Lab', description: 'Lab', icon: { url: 'https://example.com' }, logo: { configMap: { namespace: 'kubeflow', name: 'logos', key: 'a.svg', mediaType: 'image/svg+xml' } } },
  }), ['spec.podTemplate.serviceAccount.clusterRoles[1].name ClusterRole/ray-user', 'spec.spawner.logo.configMap.name ConfigMap/logos']],
  [podDefault({
    env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'k' } } }], envFrom: [{ configMapRef: { name: 'b' } }], imagePullSecrets: [{ name: 'c' }], serviceAccountName: 'default-editor',
    volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'd' } }], volumeMounts: [{ name: 'd', mountPath: '/d' }],
    sidecars: [{ name: 's', image: 's:1', envFrom: [{ secretRef: { name: 'e' } }] }],
  }), [
    'spec.imagePullSecrets[0].name Secret/c', 'spec.volumes[0].persistentVolumeClaim.claimName PersistentVolumeClaim/d', 'env.A Secret/a', 'spec.envFrom[0].configMapRef.name ConfigMap/b',
    'spec.sidecars[0].envFrom[0].secretRef.name Secret/e',
  ]],
])('$kind asks for what it names', (manifest, lines) => {
  expect(missing(manifest)).toEqual(lines);
});

test('a kind of the input is there for its workspaces', () => {
  expect(missing(workspace({}), workspaceKind())).toEqual([]);
});

const backend = (name: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'in', namespace: 'team' }, spec: { defaultBackend: { service: { name, port: { number: 80 } } } },
});
test('what controllers make is there for others', () => {
  expect(missing(backend('pvcviewer-runs'))).toEqual(['spec.defaultBackend.service.name Service/pvcviewer-runs']);
  expect(missing(backend('pvcviewer-runs'), pvcViewer({ pvc: '' }))).toEqual([]);
  const binding: Manifest = {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'b', namespace: 'team' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kubeflow-edit' }, subjects: [{ kind: 'ServiceAccount', name: 'ws-fraud', namespace: 'team' }],
  };
  expect(missing(binding)).toEqual(['subjects[0].name ServiceAccount/ws-fraud']);
  expect(missing(binding, workspace({}), workspaceKind())).toEqual([]);
});
