import { JsonPatch } from 'cdk8s';
import type { PlatformProps, WorkloadPriorityClassProps } from '../../lib';
import { WorkloadPriorityClass } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<WorkloadPriorityClassProps> = {}, platform: PlatformProps = { kueue: true }) => {
  const stack = testStack(platform);
  return { stack, priority: new WorkloadPriorityClass(stack, 'production', { value: 10, ...props }) };
};

test('it has its value beside the metadata, where Kueue reads it', () => {
  const { stack, priority } = stackWith({ description: 'What a release waits for' });
  const { apiVersion, kind, metadata, ...rest } = find(synth(stack), 'WorkloadPriorityClass');
  expect(metadata).toMatchObject({ name: 'production' });
  expect(metadata).not.toHaveProperty('namespace');
  expect(rest).toEqual({ value: 10, description: 'What a release waits for' });
  expect(priority.priorityClassName).toBe('production');
});

test('with a value alone there is no description, and 0 is a value', () => {
  const manifest = find(synth(stackWith({ value: 0 }).stack), 'WorkloadPriorityClass');
  expect(Object.keys(manifest)).toEqual(['apiVersion', 'kind', 'metadata', 'value']);
});

test('one that exists is a reference by name', () => {
  expect(WorkloadPriorityClass.fromWorkloadPriorityClassName(testStack(), 'known', 'nightly').priorityClassName).toBe('nightly');
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, priority } = stackWith();
  priority.apiObject.addJsonPatch(JsonPatch.add('/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'WorkloadPriorityClass')).toMatchObject({ fieldOfTomorrow: 'x', value: 10 });
});

test.each<[string, Partial<WorkloadPriorityClassProps>, PlatformProps, string]>([
  ['a cluster without Kueue', {}, {}, "PLATFORM_UNSUPPORTED kind: got 'WorkloadPriorityClass'; without Kueue the cluster does not know this kind; declare Platform kueue: true"],
  ['half a priority', { value: 0.5 }, { kueue: true }, 'COUNT_RANGE value: got 0.5; a whole number of 32 bits'],
  ['a priority beyond 32 bits', { value: 2 ** 31 }, { kueue: true }, 'COUNT_RANGE value: got 2147483648; a whole number of 32 bits'],
])('%s is a problem', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform).stack)).toEqual([`[mlops/production] ${line}`]);
});
