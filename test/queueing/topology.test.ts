import { JsonPatch } from 'cdk8s';
import type { PlatformProps } from '../../lib';
import { ResourceFlavor, Topology } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (levels: string[], platform: PlatformProps = { kueue: true }) => {
  const stack = testStack(platform);
  return { stack, topology: new Topology(stack, 'datacenter', { levels }) };
};

test('it has its levels from the widest to the narrowest, and a flavor refers to it', () => {
  const { stack, topology } = stackWith(['acme.example/block', 'acme.example/rack', 'kubernetes.io/hostname']);
  new ResourceFlavor(stack, 'h100', { topology, nodeLabels: { pool: 'h100' } });
  const manifests = synth(stack);
  const { metadata, spec } = find(manifests, 'Topology');
  expect(metadata).not.toHaveProperty('namespace');
  expect(spec).toEqual({ levels: [{ nodeLabel: 'acme.example/block' }, { nodeLabel: 'acme.example/rack' }, { nodeLabel: 'kubernetes.io/hostname' }] });
  expect(find(manifests, 'ResourceFlavor').spec.topologyName).toBe('datacenter');
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, topology } = stackWith(['rack']);
  topology.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'Topology').spec.fieldOfTomorrow).toBe('x');
});

test.each<[string, string[], PlatformProps, string]>([
  ['a cluster without Kueue', ['rack'], {}, "PLATFORM_UNSUPPORTED kind: got 'Topology'; without Kueue the cluster does not know this kind; declare Platform kueue: true"],
  ['no level', [], { kueue: true }, 'SCHEMA_LENGTH levels: at least 1 item'],
  ['a host above its rack', ['kubernetes.io/hostname', 'rack'], { kueue: true }, 'CEL_RULE levels: the kubernetes.io/hostname label can only be used at the lowest level of topology'],
  ['a level twice', ['rack', 'rack'], { kueue: true }, 'CEL_RULE levels: must be unique'],
])('%s is a problem', (_, levels, platform, line) => {
  expect(problems(stackWith(levels, platform).stack)).toEqual([`[mlops/datacenter] ${line}`]);
});
