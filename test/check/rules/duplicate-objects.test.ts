import type { Manifest } from '../../../lib/check';
import { check, describeProblem } from '../../../lib/check';
import { linesOf, object } from '../manifests';

const told = (...subjects: [where: string, manifest: Manifest][]) =>
  check(subjects.map(([where, manifest]) => ({ where, manifest }))).map(p => `[${p.where}] ${p.code} ${describeProblem(p)}`);
const config = (metadata: object): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata as Manifest['metadata'] });

test('two objects of one kind, namespace and name are told at the second, with the place of the first', () => {
  expect(told(['stack/a', config({ name: 'x', namespace: 'ns' })], ['stack/b', config({ name: 'x', namespace: 'ns' })])).toEqual([
    "[stack/b] DUPLICATE_OBJECT metadata.name: got 'x'; ConfigMap 'x' in namespace 'ns' is also defined at [stack/a]; give one of them another id or name",
  ]);
});

test('objects without a namespace collide too, and the line names none', () => {
  expect(told(['a', config({ name: 'x' })], ['b', config({ name: 'x' })])).toEqual([
    "[b] DUPLICATE_OBJECT metadata.name: got 'x'; ConfigMap 'x' is also defined at [a]; give one of them another id or name",
  ]);
});

test('two stacks that both make a Namespace are told how to leave one out', () => {
  const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } };
  expect(told(['a', namespace], ['b', namespace])).toEqual([
    "[b] DUPLICATE_OBJECT metadata.name: got 'team'; Namespace 'team' is also defined at [a]; give one stack `createNamespace: false`",
  ]);
});

test('two constructs that share many objects are told in one line, with their number', () => {
  const parts = ['ServiceAccount', 'ConfigMap', 'Secret'].map(kind => object('v1', kind, 'api'));
  expect(told(...parts.map((p): [string, Manifest] => ['a', p]), ...parts.map((p): [string, Manifest] => ['b', p]))).toEqual([
    "[b] DUPLICATE_OBJECT metadata.name: got 'api'; ServiceAccount 'api' in namespace 'ns' (and 2 more of its objects) is also defined at [a]; give one of them another id or name",
  ]);
});

test('a third object of one name is told against the first', () => {
  const x = config({ name: 'x' });
  expect(told(['a', x], ['b', x], ['c', x]).map(line => line.slice(0, 3))).toEqual(['[b]', '[c]']);
});

test('another version of one API group is the same object', () => {
  expect(linesOf([object('autoscaling/v1', 'HorizontalPodAutoscaler', 'x'), object('autoscaling/v2', 'HorizontalPodAutoscaler', 'x')])).toHaveLength(1);
});

test.each<[string, Manifest, Manifest]>([
  ['another name', config({ name: 'x' }), config({ name: 'y' })],
  ['another namespace', config({ name: 'x', namespace: 'a' }), config({ name: 'x', namespace: 'b' })],
  ['another kind', object('v1', 'ConfigMap', 'x'), object('v1', 'Secret', 'x')],
  ['another API group', object('serving.knative.dev/v1', 'Service', 'x'), object('v1', 'Service', 'x')],
  ['names that the API server generates', config({ generateName: 'x-' }), config({ generateName: 'x-' })],
])('%s is another object', (_, a, b) => {
  expect(linesOf([a, b])).toEqual([]);
});

test('an object of the YAML that is also declared to exist outside is told where that was said', () => {
  const outside = [{ kind: 'Secret' as const, namespace: 'ns', name: 'db', keys: ['password'], where: 'stack/template' }];
  expect(linesOf([object('v1', 'Secret', 'db')], { outside })).toEqual([
    "[stack/template] DUPLICATE_OBJECT metadata.name: got 'db'; Secret 'db' in namespace 'ns' is also defined at [Secret/db]; give one of them another id or name",
  ]);
});
