import { JsonPatch } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { CohortProps, PlatformProps } from '../../lib';
import { Cohort, Quota, ResourceFlavor } from '../../lib';
import { find, problems, testStack } from '../support/synth';

// The pack has no schema of a Cohort: what is rendered is judged by its rules alone.
const stackWith = (props: CohortProps = {}, platform: PlatformProps = { kueue: true }) => {
  const stack = testStack(platform);
  return { stack, cohort: new Cohort(stack, 'company', props) };
};
const any = ResourceFlavor.fromResourceFlavorName(testStack(), 'any', 'any');

test('with no props it is the root of a tree', () => {
  const { apiVersion, metadata, spec } = find(stackWith().stack.toJson(), 'Cohort');
  expect({ apiVersion, name: metadata.name, namespace: metadata.namespace, spec })
    .toEqual({ apiVersion: 'kueue.x-k8s.io/v1beta2', name: 'company', namespace: undefined, spec: {} });
});

test('everything set is in the YAML', () => {
  const { stack, cohort } = stackWith();
  new Cohort(stack, 'research', {
    parent: cohort,
    fairSharingWeight: 2,
    quotas: [Quota.of(any, { cpu: Cpu.units(4) }, { borrowingLimit: { cpu: Cpu.units(1) }, lendingLimit: { cpu: Cpu.units(8) } })],
  });
  expect(find(stack.toJson(), 'Cohort', 'research').spec).toEqual({
    parentName: 'company', fairSharing: { weight: '2' },
    resourceGroups: [{ coveredResources: ['cpu'], flavors: [{ name: 'any', resources: [{ name: 'cpu', nominalQuota: '4', borrowingLimit: '1', lendingLimit: '8' }] }] }],
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, cohort } = stackWith();
  cohort.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'Cohort').spec.fieldOfTomorrow).toBe('x');
});

test.each<[string, CohortProps, PlatformProps, string]>([
  ['a cluster without Kueue', {}, {}, "PLATFORM_UNSUPPORTED kind: got 'Cohort'; without Kueue the cluster does not know this kind; declare Platform kueue: true"],
  ['a limit at the root', { quotas: [Quota.of(any, { cpu: Cpu.units(4) }, { borrowingLimit: { cpu: Cpu.units(1) } })] }, { kueue: true },
    "KUEUE_QUOTA quotas[0].borrowingLimit.cpu: got '1'; nobody shares with it; set `parent`, or remove the limit"],
  ['a weight too small', { fairSharingWeight: 1e-10 }, { kueue: true }, "KUEUE_FAIR_SHARING fairSharingWeight: got '1e-10'; write 0 or more than 1n: so small a weight is lost in rounding"],
])('%s is a problem', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform).stack)).toEqual([`[mlops/company] ${line}`]);
});
