import type { Manifest } from '../../../lib/check';
import { linesOf, object } from '../manifests';

const claim = (...accessModes: string[]) => object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes, resources: { requests: { storage: '1Gi' } } } });
const volumes = (readOnly?: boolean) => [{ name: 'v', persistentVolumeClaim: { claimName: 'data', ...readOnly !== undefined && { readOnly } } }];

function user(kind: string, name: string, spec: object = {}, pod: object = {}, labels: object = { app: name }): Manifest {
  const template = { metadata: { labels }, spec: { containers: [], volumes: volumes(), ...pod } };
  if (kind === 'CronJob') return object('batch/v1', kind, name, { spec: { jobTemplate: { spec: { ...spec, template } } } });
  return object(kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, name, { spec: { strategy: { type: 'Recreate' }, ...spec, template } });
}
const near = (label: string, topologyKey = 'kubernetes.io/hostname') => ({
  affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels: { app: label } } }] } },
});

const APART = "PersistentVolumeClaim 'data' is ReadWriteOnce: pods on different nodes cannot share it; use one replica, or access mode ReadWriteMany";

test.each<[string, Manifest, string]>([
  ['replicas of a Deployment', user('Deployment', 'a', { replicas: 2 }), 'got 2'],
  ['replicas of a StatefulSet', user('StatefulSet', 'a', { replicas: 3 }), 'got 3'],
  ['pods of a Job side by side', user('Job', 'a', { parallelism: 4 }), 'got 4'],
  ['pods of a CronJob side by side', user('CronJob', 'a', { parallelism: 2 }), 'got 2'],
  ['a pod on each node', user('DaemonSet', 'a'), "got 'one on each node'"],
])('%s cannot share a claim that one node attaches', (_, workload, got) => {
  expect(linesOf([claim('ReadWriteOnce'), workload])).toEqual([`[${workload.kind}/a] VOLUME_NOT_SHARED replicas: ${got}; ${APART}`]);
});

test('what an autoscaler may add counts as replicas', () => {
  const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'h', { spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, maxReplicas: 10 } });
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'a'), hpa])).toEqual([`[Deployment/a] VOLUME_NOT_SHARED replicas: got 10; ${APART}`]);
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'b'), hpa])).toEqual([]);
});

test('a rolling update may wait forever for the old pod', () => {
  const line = (strategy: string) => [`[Deployment/a] VOLUME_NOT_SHARED strategy: got '${strategy}'; PersistentVolumeClaim 'data' is ReadWriteOnce: the new pod may wait forever for the old one to let go of it; use Recreate`];
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'a', { strategy: undefined })])).toEqual(line('RollingUpdate'));
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'a', { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } })])).toEqual(line('RollingUpdate'));
});

test.each([0, '0', '0%'])('a rolling update that takes the old pod first (maxSurge %p) is fine', maxSurge => {
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'a', { strategy: { rollingUpdate: { maxSurge } } })])).toEqual([]);
});

test('two workloads on one claim are told at the second, with the first', () => {
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'a'), user('Job', 'b')])).toEqual([
    "[Job/b] VOLUME_NOT_SHARED volumes: got 'data'; PersistentVolumeClaim 'data' is ReadWriteOnce: Deployment 'a' mounts it too, maybe on another node; use ReadWriteMany, or run both on one node by pod affinity",
  ]);
});

test.each<[string, Manifest, Manifest]>([
  ['the second to the first', user('Deployment', 'a'), user('CronJob', 'b', {}, near('a'))],
  ['the first to the second', user('CronJob', 'a', {}, near('b')), user('Deployment', 'b')],
])('two workloads may share a claim on one node: affinity of %s', (_, a, b) => {
  expect(linesOf([claim('ReadWriteOnce'), a, b])).toEqual([]);
});

test.each<[string, object]>([
  ['to another workload', near('c')],
  ['within a zone alone', near('a', 'topology.kubernetes.io/zone')],
  ['that is a wish alone', { affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: {} }] } } }],
  ['that selects nothing', { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] } } }],
])('affinity %s does not put two workloads on one node', (_, pod) => {
  expect(linesOf([claim('ReadWriteOnce'), user('Deployment', 'a'), user('Job', 'b', {}, pod)])).toHaveLength(1);
});

test('a claim of one pod cannot be shared on one node either', () => {
  expect(linesOf([claim('ReadWriteOncePod'), user('Deployment', 'a'), user('Job', 'b', {}, near('a'))])).toHaveLength(1);
});

test.each<[string, Manifest[]]>([
  ['a claim that many write', [claim('ReadWriteMany'), user('Deployment', 'a', { replicas: 3 }), user('Job', 'b', { parallelism: 8 })]],
  ['a claim that many read, and do', [claim('ReadOnlyMany'), user('Deployment', 'a', { replicas: 3 }, { volumes: volumes(true) })]],
  ['a claim with both modes', [claim('ReadWriteOnce', 'ReadWriteMany'), user('Deployment', 'a', { replicas: 3 })]],
  ['one pod', [claim('ReadWriteOnce'), user('Job', 'a')]],
  ['a claim of another namespace', [{ ...claim('ReadWriteOnce'), metadata: { name: 'data', namespace: 'other' } }, user('Deployment', 'a', { replicas: 3 })]],
  ['a claim that the app does not have', [user('Deployment', 'a', { replicas: 3 })]],
  ['another volume', [claim('ReadWriteOnce'), user('Deployment', 'a', { replicas: 3 }, { volumes: [{ name: 'v', emptyDir: {} }] })]],
])('%s is fine', (_, manifests) => {
  expect(linesOf(manifests).filter(line => line.includes('VOLUME_NOT_SHARED'))).toEqual([]);
});

test('a claim that many read is told where one would write', () => {
  expect(linesOf([claim('ReadOnlyMany'), user('Deployment', 'a', { replicas: 3 })])).toEqual([
    `[Deployment/a] VOLUME_NOT_SHARED replicas: got 3; ${APART.replace('ReadWriteOnce', 'ReadOnlyMany')}`,
  ]);
});

test('an indexed Job that runs one pod at a time shares nothing', () => {
  expect(linesOf([claim('ReadWriteOnce'), user('Job', 'a', { parallelism: 1, completions: 9 })])).toEqual([]);
});
