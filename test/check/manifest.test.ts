import { object, PODS } from './manifests';
import { containersOf, groupOf, podsOf } from '../../lib/check';

test.each([
  ['v1', ''],
  ['apps/v1', 'apps'],
  ['rbac.authorization.k8s.io/v1', 'rbac.authorization.k8s.io'],
])('%s is of the API group %p', (apiVersion, group) => {
  expect(groupOf(object(apiVersion, 'X', 'x'))).toBe(group);
});

test.each(PODS)('the pod of a %s is under %s', (_, path, make) => {
  const spec = { containers: [{ name: 'main', image: 'a' }] };
  const [pod, ...more] = podsOf(make(spec));
  expect(more).toEqual([]);
  expect(pod.spec.containers).toEqual(spec.containers);
  expect(path).toBe(pod.path === '' ? 'spec' : `${pod.path}.spec`);
});

test.each([
  ['a ConfigMap', object('v1', 'ConfigMap', 'x', { spec: { template: { spec: {} } } })],
  ['a Deployment of another API group', object('example.com/v1', 'Deployment', 'x', { spec: { template: { spec: {} } } })],
  ['a Pod of another API group', object('example.com/v1', 'Pod', 'x', { spec: {} })],
  ['a Pod without a spec', object('v1', 'Pod', 'x')],
  ['a Deployment without a template', object('apps/v1', 'Deployment', 'x', { spec: {} })],
  ['a Deployment without a spec', object('apps/v1', 'Deployment', 'x')],
  ['a CronJob with an empty template', object('batch/v1', 'CronJob', 'x', { spec: { jobTemplate: null } })],
])('%s has no pod', (_, manifest) => {
  expect(podsOf(manifest)).toEqual([]);
});

test('containers come with their paths, init containers first', () => {
  const [pod] = podsOf(object('apps/v1', 'Deployment', 'x', {
    spec: { template: { spec: { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }] } } },
  }));
  expect(containersOf(pod).map(({ path, container }) => [path, container.name])).toEqual([
    ['spec.template.spec.initContainers[0]', 'i'],
    ['spec.template.spec.containers[0]', 'a'],
    ['spec.template.spec.containers[1]', 'b'],
  ]);
});

test('a bare Pod keeps its containers in its own spec', () => {
  const [pod] = podsOf(object('v1', 'Pod', 'x', { spec: { containers: [{ name: 'a' }] } }));
  expect(containersOf(pod).map(c => c.path)).toEqual(['spec.containers[0]']);
});
