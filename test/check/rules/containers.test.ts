import { job, linesOf, object, PODS } from '../manifests';

const AT = 'spec.template.spec.containers[0]';
const claim = (requests?: object) => object('v1', 'PersistentVolumeClaim', 'c', { spec: { resources: requests && { requests } } });

test.each<[string, object, string[]]>([
  ['a variable set twice', { env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] },
    [`ENV_DUPLICATE ${AT}.env: got 'A'; the variable is set twice; remove one of the two`]],
  ['a variable set three times', { env: [{ name: 'A' }, { name: 'A' }, { name: 'A' }] },
    [1, 2].map(() => `ENV_DUPLICATE ${AT}.env: got 'A'; the variable is set twice; remove one of the two`)],
  ['a variable that starts with a digit', { env: [{ name: '1A', value: '' }] },
    [`ENV_NAME_INVALID ${AT}.env: got '1A'; use letters, digits, _, - and ., not starting with a digit`]],
  ['a variable with a blank', { env: [{ name: 'A B', value: '' }] },
    [`ENV_NAME_INVALID ${AT}.env: got 'A B'; use letters, digits, _, - and ., not starting with a digit`]],
  ['a variable without a name', { env: [{ name: '', value: '' }] },
    [`ENV_NAME_INVALID ${AT}.env: got ''; use letters, digits, _, - and ., not starting with a digit`]],
  ['two volumes at one path', { volumeMounts: [{ name: 'a', mountPath: '/d' }, { name: 'b', mountPath: '/d' }] },
    [`MOUNT_DUPLICATE ${AT}.volumeMounts: got '/d'; two volumes at one path; mount one of them elsewhere`]],
  ['a request that is no quantity', { resources: { requests: { memory: '2 GB' } } },
    [`QUANTITY_INVALID ${AT}.resources.requests['memory']: got '2 GB'; a quantity such as 500m, 2Gi or 1`]],
  ['a limit in an unknown unit', { resources: { limits: { cpu: '1core' } } },
    [`QUANTITY_INVALID ${AT}.resources.limits['cpu']: got '1core'; a quantity such as 500m, 2Gi or 1`]],
  ['a negative limit', { resources: { limits: { 'nvidia.com/gpu': '-1' } } },
    [`QUANTITY_INVALID ${AT}.resources.limits['nvidia.com/gpu']: got '-1'; a quantity such as 500m, 2Gi or 1`]],
  ['an empty limit', { resources: { limits: { cpu: '' } } },
    [`QUANTITY_INVALID ${AT}.resources.limits['cpu']: got ''; a quantity such as 500m, 2Gi or 1`]],
  ['a request above its limit', { resources: { requests: { memory: '2Gi' }, limits: { memory: '2G' } } },
    [`REQUEST_ABOVE_LIMIT ${AT}.resources.requests['memory']: got '2Gi'; above the limit of 2G; lower the request or raise the limit`]],
  ['a request above its limit, written as a number', { resources: { requests: { cpu: 2 }, limits: { cpu: '1500m' } } },
    [`REQUEST_ABOVE_LIMIT ${AT}.resources.requests['cpu']: got 2; above the limit of 1500m; lower the request or raise the limit`]],
])('%s is a problem', (_, container, lines) => {
  expect(linesOf([job(container)])).toEqual(lines.map(line => `[Job/job] ${line}`));
});

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
  expect(linesOf([make({ containers: [{}, { env: [{ name: '1A' }] }] })])[0]).toContain(`${path}.containers[1].env: got '1A'`);
});

test.each(PODS)('the init containers of a %s are judged under %s', (_, path, make) => {
  expect(linesOf([make({ initContainers: [{ env: [{ name: '1A' }] }], containers: [] })])[0]).toContain(`${path}.initContainers[0].env: got '1A'`);
});

test('one variable in two containers is no duplicate', () => {
  const env = [{ name: 'A', value: '1' }];
  expect(linesOf([job({ env }, { initContainers: [{ env }] })])).toEqual([]);
});

test.each<[string, object | undefined, string]>([
  ['no size', undefined, 'null'],
  ['an empty request', {}, 'null'],
  ['a size of zero', { storage: '0Gi' }, "'0Gi'"],
  ['a negative size', { storage: '-1Gi' }, "'-1Gi'"],
  ['a size in words', { storage: 'large' }, "'large'"],
])('a claim with %s is a problem', (_, requests, got) => {
  expect(linesOf([claim(requests)])).toEqual([
    `[PersistentVolumeClaim/c] QUANTITY_INVALID spec.resources.requests.storage: got ${got}; a positive quantity such as 10Gi`,
  ]);
});

test('a claim with a size is fine', () => {
  expect(linesOf([claim({ storage: '10Gi' })])).toEqual([]);
});
