import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { QuotaLimits, ResourceAmounts } from '../../lib';
import { ClusterQueue, Cohort, Quota, ResourceFlavor } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

type Row = [flavor: string, nominal: ResourceAmounts, limits?: QuotaLimits];
const stackWith = (rows: Row[], inCohort = true) => {
  const stack = testStack({ kueue: true });
  const quotas = rows.map(([name, nominal, limits], i) => Quota.of(ResourceFlavor.fromResourceFlavorName(stack, `flavor-${i}`, name), nominal, limits));
  new ClusterQueue(stack, 'pool', { quotas, cohort: inCohort ? Cohort.fromCohortName(stack, 'cohort', 'company') : undefined });
  return stack;
};
const groups = (...rows: Row[]) => find(synth(stackWith(rows)), 'ClusterQueue').spec.resourceGroups;
const found = (...rows: Row[]) => problems(stackWith(rows));

const gpus = (count: number): ResourceAmounts => ({ devices: { 'nvidia.com/gpu': count } });
const cpu = (count: number): ResourceAmounts => ({ cpu: Cpu.units(count) });

test('flavors of the same resources are one group, in the order in which they are written', () => {
  expect(groups(['spot', { ...cpu(4), memory: Size.gibibytes(1) }], ['on-demand', { memory: Size.mebibytes(512), cpu: Cpu.millis(500) }])).toEqual([{
    coveredResources: ['cpu', 'memory'],
    flavors: [
      { name: 'spot', resources: [{ name: 'cpu', nominalQuota: '4' }, { name: 'memory', nominalQuota: '1Gi' }] },
      { name: 'on-demand', resources: [{ name: 'cpu', nominalQuota: '500m' }, { name: 'memory', nominalQuota: '512Mi' }] },
    ],
  }]);
});

test('devices written in another order follow the first flavor of their group', () => {
  const [group] = groups(['a', { devices: { 'x.example/b': 1, 'x.example/a': 2 } }], ['b', { devices: { 'x.example/a': 3, 'x.example/b': 4 } }]);
  expect(group.coveredResources).toEqual(['x.example/b', 'x.example/a']);
  expect(group.flavors[1].resources).toEqual([{ name: 'x.example/b', nominalQuota: '4' }, { name: 'x.example/a', nominalQuota: '3' }]);
});

test('flavors that share no resource are groups of their own', () => {
  expect(groups(['h100', gpus(8)], ['any', cpu(1)], ['a100', gpus(16)]).map((group: any) => [group.coveredResources, group.flavors.map((f: any) => f.name)]))
    .toEqual([[['nvidia.com/gpu'], ['h100', 'a100']], [['cpu'], ['any']]]);
});

test('every resource can be said, 0 among the amounts', () => {
  const [{ flavors }] = groups(['any', {
    cpu: Cpu.units(0), memory: Size.gibibytes(0), ephemeralStorage: Size.tebibytes(1), pods: 0, devices: { 'nvidia.com/gpu': 0 }, others: { 'hugepages-2Mi': '64Gi' },
  }]);
  expect(Object.fromEntries(flavors[0].resources.map((r: any) => [r.name, r.nominalQuota]))).toEqual({
    'cpu': '0', 'memory': '0Gi', 'ephemeral-storage': '1Ti', 'pods': '0', 'nvidia.com/gpu': '0', 'hugepages-2Mi': '64Gi',
  });
});

test('limits stand with the resource that they are of, and with no other', () => {
  const [{ flavors }] = groups(['any', { ...cpu(4), ...gpus(8) }, { borrowingLimit: gpus(0), lendingLimit: { ...cpu(2), ...gpus(4) } }]);
  expect(flavors[0].resources).toEqual([
    { name: 'cpu', nominalQuota: '4', lendingLimit: '2' }, { name: 'nvidia.com/gpu', nominalQuota: '8', borrowingLimit: '0', lendingLimit: '4' },
  ]);
});

test.each<[string, Row[], string[]]>([
  ['a quota of nothing', [['any', {}]], ['KUEUE_NO_QUOTA quotas[0]: it is of nothing; give it cpu, memory or devices']],
  ['one flavor twice', [['any', cpu(1)], ['any', gpus(1)]], ["KUEUE_RESOURCE_GROUP quotas[1]: got 'any'; quotas[0] is of this flavor too; put all its resources into one quota"]],
  ['a resource that only one of two flavors has', [['any', cpu(1)], ['h100', { ...cpu(1), ...gpus(1) }], ['a100', { ...cpu(1), ...gpus(1) }]], [
    "KUEUE_RESOURCE_GROUP quotas[1]: got 'cpu, nvidia.com/gpu'; quotas that share a resource cover the same ones, and quotas[0] has cpu; add nvidia.com/gpu to quotas[0], 0 for none",
  ]],
  ['flavors that each lack a resource', [['any', { ...cpu(1), pods: 1 }], ['h100', { ...cpu(1), ...gpus(1) }]], [
    "KUEUE_RESOURCE_GROUP quotas[1]: got 'cpu, nvidia.com/gpu'; quotas that share a resource cover the same ones, and quotas[0] has cpu, pods; add pods to this one, and nvidia.com/gpu to quotas[0], 0 for none",
  ]],
  ['a limit of what the quota does not have', [['any', cpu(1), { borrowingLimit: gpus(1) }]], [
    "FIELD_IGNORED quotas[0].borrowingLimit.devices['nvidia.com/gpu']: got '1'; the quota has no nvidia.com/gpu to limit; give it some, or 0 to live on what others lend",
  ]],
  ['lending more than there is', [['any', cpu(1)], ['h100', cpu(1), { lendingLimit: cpu(2) }]], [
    "KUEUE_QUOTA quotas[1].lendingLimit.cpu: got '2'; write at most 1, the nominalQuota: a queue lends what is its own",
  ]],
  ['less than nothing', [['any', { others: { 'hugepages-2Mi': '-1' } }]], ["KUEUE_QUOTA quotas[0].others['hugepages-2Mi']: got '-1'; write 0 or more"]],
  ['a quantity that is none', [['any', { others: { 'hugepages-2Mi': 'many' } }]], ["SCHEMA_PATTERN quotas[0].others['hugepages-2Mi']: got 'many'; a quantity such as 500m, 2Gi or 1"]],
  ['part of a device', [['any', gpus(0.5)]], ["COUNT_RANGE quotas[0].devices['nvidia.com/gpu']: got 0.5; devices come whole: 0 or more"]],
  ['part of a pod', [['any', { pods: 0.5 }]], ['COUNT_RANGE quotas[0].pods: got 0.5; a whole number, 0 or more']],
  ['a resource said twice', [['any', { ...gpus(1), others: { 'nvidia.com/gpu': '2' } }]], [
    "ALTERNATIVES_CONFLICT quotas[0].others['nvidia.com/gpu']: got '2'; `devices['nvidia.com/gpu']` says it already; remove one of the two",
  ]],
  ['CPUs among the devices as well', [['any', { ...cpu(1), devices: { cpu: 2 } }]], ["ALTERNATIVES_CONFLICT quotas[0].devices['cpu']: got 2; `cpu` says it already; remove one of the two"]],
])('%s is a problem', (_, rows, lines) => {
  expect(found(...rows)).toEqual(lines.map(line => `[mlops/pool] ${line}`));
});

test('limits are a problem where there is nobody to share with', () => {
  expect(problems(stackWith([['any', cpu(4), { borrowingLimit: cpu(1), lendingLimit: cpu(2) }]], false))).toEqual([
    "[mlops/pool] KUEUE_QUOTA quotas[0].borrowingLimit.cpu: got '1'; nobody shares with it; set `cohort`, or remove the limit",
    "[mlops/pool] KUEUE_QUOTA quotas[0].lendingLimit.cpu: got '2'; nobody shares with it; set `cohort`, or remove the limit",
  ]);
});
