import type { Manifest } from '../../../lib/check';
import { linesOf, object } from '../manifests';

function workload(kind: string, name: string, selector: object | undefined, labels: object, namespace = 'ns'): Manifest {
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const spec = { ...selector && { selector: { matchLabels: selector } }, template: { metadata: { labels }, spec: { containers: [] } } };
  return { ...object(apiVersion, kind, name, { spec }), metadata: { name, namespace } };
}
const pod = (name: string, labels: object): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'ns', labels: labels as Record<string, string> }, spec: { containers: [] } });

test('two Deployments that select each other\'s pods are told, each with the other', () => {
  expect(linesOf([workload('Deployment', 'a', { app: 'x' }, { app: 'x' }), workload('Deployment', 'b', { app: 'x' }, { app: 'x' })])).toEqual([
    '[Deployment/a] SELECTOR_OVERLAP spec.selector: got {"app":"x"}; also matches the pods of Deployment/b at [Deployment/b]; give one of them another name',
    '[Deployment/b] SELECTOR_OVERLAP spec.selector: got {"app":"x"}; also matches the pods of Deployment/a at [Deployment/a]; give one of them another name',
  ]);
});

test('a selector that is wider than its own pods is told, the narrow one is not', () => {
  const wide = workload('Deployment', 'wide', { team: 'ml' }, { team: 'ml', app: 'a' });
  const narrow = workload('StatefulSet', 'narrow', { team: 'ml', app: 'b' }, { team: 'ml', app: 'b' });
  expect(linesOf([wide, narrow])).toEqual([
    '[Deployment/wide] SELECTOR_OVERLAP spec.selector: got {"team":"ml"}; also matches the pods of StatefulSet/narrow at [StatefulSet/narrow]; give one of them another name',
  ]);
});

test.each<[string, Manifest]>([
  ['a Job', workload('Job', 'j', undefined, { app: 'x' })],
  ['a DaemonSet', workload('DaemonSet', 'd', { app: 'x', tier: 'node' }, { app: 'x', tier: 'node' })],
  ['a bare Pod', pod('p', { app: 'x' })],
])('the pods of %s can be taken by a Deployment', (_, other) => {
  expect(linesOf([workload('Deployment', 'a', { app: 'x' }, { app: 'x' }), other])).toEqual([expect.stringContaining('[Deployment/a] SELECTOR_OVERLAP')]);
});

test('a selector that takes the pods of many is told once', () => {
  const jobs = Array.from({ length: 60 }, (_, i) => workload('Job', `j${i}`, undefined, { app: 'x' }));
  expect(linesOf([...jobs, workload('Deployment', 'a', { app: 'x' }, { app: 'x' })])).toHaveLength(1);
});

test('an overlap is found however many pods share one of the labels', () => {
  const others = Array.from({ length: 60 }, (_, i) => workload('Deployment', `o${i}`, { app: `o${i}`, team: 'ml' }, { app: `o${i}`, team: 'ml' }));
  const twins = ['a', 'b'].map(name => workload('Deployment', name, { team: 'ml', app: 'x' }, { team: 'ml', app: 'x' }));
  expect(linesOf([...others, ...twins])).toHaveLength(2);
});

test('an overlap is found when many other pods share each single label of the selector', () => {
  const many = (labels: object) => Array.from({ length: 60 }, (_, i) => workload('Job', `${Object.values(labels).join('-')}-${i}`, undefined, labels));
  const twins = ['a', 'b'].map(name => workload('Deployment', name, { team: 'ml', env: 'prod' }, { team: 'ml', env: 'prod' }));
  expect(linesOf([...many({ team: 'ml', env: 'dev' }), ...many({ team: 'web', env: 'prod' }), ...twins])).toHaveLength(2);
});

test.each<[string, Manifest[]]>([
  ['labels that differ', [workload('Deployment', 'a', { app: 'a' }, { app: 'a' }), workload('Deployment', 'b', { app: 'b' }, { app: 'b' })]],
  ['another namespace', [workload('Deployment', 'a', { app: 'x' }, { app: 'x' }), workload('Deployment', 'b', { app: 'x' }, { app: 'x' }, 'other')]],
  ['one label of two', [workload('Deployment', 'a', { app: 'x', tier: 'a' }, { app: 'x', tier: 'a' }), workload('Deployment', 'b', { app: 'x', tier: 'b' }, { app: 'x', tier: 'b' })]],
  ['a Service, which may stand before many workloads', [
    object('v1', 'Service', 's', { spec: { selector: { app: 'x' } } }), workload('Deployment', 'a', { app: 'x' }, { app: 'x' }),
  ]],
  ['a Deployment without a selector', [workload('Deployment', 'a', undefined, { app: 'x' }), workload('Job', 'b', undefined, { app: 'x' })]],
  ['pods without labels', [workload('Deployment', 'a', { app: 'x' }, { app: 'x' }), workload('Job', 'b', undefined, {})]],
])('%s is no overlap', (_, manifests) => {
  expect(linesOf(manifests)).toEqual([]);
});
