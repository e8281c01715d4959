import { job, linesOf, object, PODS } from '../manifests';

const claim = (requests?: object) => object('v1', 'PersistentVolumeClaim', 'c', { spec: { resources: requests && { requests } } });

test.each<[string, object]>([
  ['no fields at all', {}],
  ['variables of different case', { env: [{ name: 'A' }, { name: 'a' }] }],
  ['dots and dashes in a variable, which the API server takes', { env: [{ name: 'log4j.level-x' }] }],
  ['one volume at two paths', { volumeMounts: [{ name: 'a', mountPath: '/d' }, { name: 'a', mountPath: '/e' }] }],
  ['a request at its limit in other words', { resources: { requests: { memory: '1Gi', cpu: '1000m' }, limits: { memory: '1024Mi', cpu: 1 } } }],
  ['a request of a resource without a limit', { resources: { requests: { cpu: 4 }, limits: { memory: '1Gi' } } }],
  ['a request of nothing', { resources: { requests: { cpu: 0 } } }],
])('%s is fine', (_, container) => {
  expect(linesOf([job(container)])).toEqual([]);
});

test.each(PODS)('the containers of a %s are judged under %s', (_, path, make) => {
  expect(linesOf([make({ containers: [{}, { env: [{ name: '1A' }] }] })])).toContainEqual(expect.stringContaining(`${path}.containers[1].env[0].name: got '1A'`));
});

test.each(PODS)('the init containers of a %s are judged under %s', (_, path, make) => {
  expect(linesOf([make({ initContainers: [{ env: [{ name: '1A' }] }], containers: [] })])).toContainEqual(expect.stringContaining(`${path}.initContainers[0].env[0].name: got '1A'`));
});

test('one variable in two containers is no duplicate', () => {
  const env = [{ name: 'A', value: '1' }];
  expect(linesOf([job({ env }, { initContainers: [{ env }] })])).toEqual([]);
});

test.each<[string, object | undefined, string]>([
  ['no size', undefined, 'a positive quantity such as 10Gi'],
  ['an empty request', {}, 'a positive quantity such as 10Gi'],
  ['a size of zero', { storage: '0Gi' }, "got '0Gi'; more than zero"],
  ['a negative size', { storage: '-1Gi' }, "got '-1Gi'; more than zero"],
])('a claim with %s is a problem', (_, requests, line) => {
  expect(linesOf([claim(requests)])).toEqual([`[PersistentVolumeClaim/c] QUANTITY_INVALID spec.resources.requests.storage: ${line}`]);
});

test('a claim with a size is fine', () => {
  expect(linesOf([claim({ storage: '10Gi' })])).toEqual([]);
});
