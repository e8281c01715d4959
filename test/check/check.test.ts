import * as fc from 'fast-check';
import { job, linesOf, object } from './manifests';
import type { Manifest } from '../../lib/check';
import { check, formatProblems } from '../../lib/check';
import { CODES } from '../../lib/check/codes';
import { secretsProvided, secretsRead } from '../../lib/check/secrets';

test('nothing is wrong with nothing', () => {
  expect(check([])).toEqual([]);
});

test('every problem of every object is told at once', () => {
  const lines = linesOf([
    object('v1', 'ConfigMap', 'Bad'), object('v1', 'ConfigMap', 'twin'), object('v1', 'ConfigMap', 'twin'), job({ env: [{ name: 'PASSWORD', value: 'correct horse' }, { name: 'A=B' }] }),
  ]);
  expect(lines.map(line => line.split(' ')[1])).toEqual(['NAME_INVALID', 'PLAIN_SECRET', 'ENV_NAME_INVALID', 'DUPLICATE_OBJECT']);
});

test('manifests are left as they were', () => {
  const freeze = (value: any): any => {
    if (value && typeof value === 'object') Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  const claim = object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '0' } } } });
  const pod = { containers: [{ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }], volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] };
  const deployment = object('apps/v1', 'Deployment', 'x', { spec: { replicas: 2, selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: pod } } });
  expect(linesOf(freeze([claim, deployment, object('v1', 'Secret', 's', { data: { key: '' } })])).length).toBeGreaterThan(1);
});

describe('manifests that no schema has seen', () => {
  // Anything a YAML file can hold, where something else is expected.
  const junk = fc.oneof(
    fc.constantFrom<unknown>(null, 0, -1, 1.5, true, '', 'text', 'a\nb', [], {}, [null], [[]], ['x'], { name: null }, { constructor: 1 }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const or = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: junk });
  const fields = (shape: Record<string, fc.Arbitrary<unknown>>) => or(fc.record(shape, { requiredKeys: [] }));
  const list = (item: fc.Arbitrary<unknown>) => or(fc.array(or(item), { maxLength: 2 }));
  const name = or(fc.constantFrom('a', 'b', '1', ''));
  const labels = or(fc.dictionary(fc.constantFrom('app', 'x/y', ''), name, { maxKeys: 2 }));

  const ref = fields({ name, key: name, optional: or(fc.boolean()), items: list(fields({ key: name, path: name })), secretName: name });
  const container = fields({
    name,
    env: list(fields({ name, value: name, valueFrom: fields({ secretKeyRef: ref, configMapKeyRef: ref }) })),
    envFrom: list(fields({ secretRef: ref, configMapRef: ref })),
    command: list(name),
    args: list(or(fc.constantFrom('--token', '--token=x', 'x'))),
    volumeMounts: list(fields({ name, mountPath: name })),
    resources: fields({ requests: labels, limits: labels }),
  });
  const term = fields({ topologyKey: or(fc.constant('kubernetes.io/hostname')), labelSelector: fields({ matchLabels: labels }) });
  const podSpec = fields({
    containers: list(container),
    initContainers: list(container),
    imagePullSecrets: list(ref),
    volumes: list(fields({
      name,
      secret: ref,
      configMap: ref,
      projected: fields({ sources: list(fields({ secret: ref })) }),
      persistentVolumeClaim: fields({ claimName: name, readOnly: or(fc.boolean()) }),
    })),
    affinity: fields({ podAffinity: fields({ requiredDuringSchedulingIgnoredDuringExecution: list(term) }) }),
  });
  const template = fields({ metadata: fields({ labels, annotations: labels, name }), spec: podSpec });
  const spec = fields({
    template,
    jobTemplate: fields({ spec: fields({ template, parallelism: or(fc.nat(3)) }) }),
    containers: list(container),
    volumes: list(junk),
    selector: fields({ matchLabels: labels }),
    replicas: or(fc.nat(3)),
    parallelism: or(fc.nat(3)),
    strategy: fields({ type: name, rollingUpdate: fields({ maxSurge: or(fc.nat(1)) }) }),
    accessModes: list(or(fc.constant('ReadWriteOnce'))),
    resources: fields({ requests: fields({ storage: name }) }),
    scaleTargetRef: fields({ kind: or(fc.constant('Deployment')), name }),
    maxReplicas: or(fc.nat(3)),
    encryptedData: labels,
    data: list(fields({ secretKey: name })),
    dataFrom: junk,
    target: fields({ name, template: fields({ data: labels }) }),
    tls: list(fields({ secretName: name })),
    secretName: name,
  });
  const KINDS = [
    ['v1', 'Pod'], ['apps/v1', 'Deployment'], ['apps/v1', 'StatefulSet'], ['apps/v1', 'DaemonSet'], ['batch/v1', 'Job'], ['batch/v1', 'CronJob'],
    ['v1', 'ConfigMap'], ['v1', 'Secret'], ['v1', 'PersistentVolumeClaim'], ['autoscaling/v2', 'HorizontalPodAutoscaler'], ['networking.k8s.io/v1', 'Ingress'], ['bitnami.com/v1alpha1', 'SealedSecret'],
    ['external-secrets.io/v1', 'ExternalSecret'], ['cert-manager.io/v1', 'Certificate'], ['v1', 'Service'], ['example.com/v1', 'Strange'],
  ];
  const manifest = fc.tuple(fc.constantFrom(...KINDS), fields({ name, namespace: name, labels, annotations: labels }), spec, labels)
    .map(([[apiVersion, kind], metadata, body, data]): unknown => ({ apiVersion, kind, metadata, spec: body, data, stringData: data, binaryData: data }))
    .map(m => m as Manifest);
  const app = fc.array(manifest, { minLength: 1, maxLength: 4 }).map(all => all.map((m, i) => ({ where: `object ${i}`, manifest: m })));

  test('never make check throw', () => {
    fc.assert(fc.property(app, subjects => {
      for (const { code, ...told } of check(subjects)) {
        expect(CODES).toHaveProperty(code);
        expect(told).toMatchObject({ where: expect.any(String), field: expect.any(String), fix: expect.any(String) });
      }
    }), { numRuns: 1000 });
  });

  test('never make the report throw', () => {
    fc.assert(fc.property(app, subjects => {
      expect(typeof formatProblems(check(subjects))).toBe('string');
    }), { numRuns: 300 });
  });

  test('never make the inventory of Secrets throw', () => {
    fc.assert(fc.property(app, subjects => {
      const manifests = subjects.map(s => s.manifest);
      expect([secretsRead(manifests), secretsProvided(manifests)]).toEqual([expect.any(Array), expect.any(Set)]);
    }), { numRuns: 300 });
  });

  test.each<[string, unknown]>([
    ['no metadata', { apiVersion: 'v1', kind: 'ConfigMap' }],
    ['metadata of null', { apiVersion: 'v1', kind: 'ConfigMap', metadata: null }],
    ['no apiVersion', { kind: 'ConfigMap', metadata: { name: 'x' } }],
    ['no kind', { apiVersion: 'v1', metadata: { name: 'x' } }],
    ['a name that is a number', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 5 } }],
    ['containers in a text', object('v1', 'Pod', 'x', { spec: { containers: 'main' } })],
    ['a container of null', object('v1', 'Pod', 'x', { spec: { containers: [null] } })],
    ['env of null', object('v1', 'Pod', 'x', { spec: { containers: [{ env: null }] } })],
    ['a variable of null', object('v1', 'Pod', 'x', { spec: { containers: [{ env: [null] }] } })],
    ['args with a number', object('v1', 'Pod', 'x', { spec: { containers: [{ args: ['--epochs', 3] }] } })],
    ['volumeMounts of null', object('v1', 'Pod', 'x', { spec: { containers: [{ volumeMounts: null }] } })],
    ['resources of null', object('v1', 'Pod', 'x', { spec: { containers: [{ resources: null }] } })],
    ['volumes of null entries', object('v1', 'Pod', 'x', { spec: { containers: [], volumes: [null] } })],
    ['keys of an ExternalSecret that are null', object('external-secrets.io/v1', 'ExternalSecret', 'x', { spec: { data: [null] } })],
    ['a spec in a text', object('apps/v1', 'Deployment', 'x', { spec: 'later' })],
    ['data of null', object('v1', 'ConfigMap', 'x', { data: null })],
  ])('%s does not make check throw', (_, strange) => {
    expect(() => check([{ where: 'x', manifest: strange as Manifest }])).not.toThrow();
  });
});
