import { Duration, JsonPatch } from 'cdk8s';
import type { PlatformProps, ResourceFlavorProps } from '../../lib';
import { ResourceFlavor, TaintEffect, Topology } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const stackWith = (props: ResourceFlavorProps = {}, platform: PlatformProps = { kueue: true }) => {
  const stack = testStack(platform);
  return { stack, flavor: new ResourceFlavor(stack, 'spot', props) };
};
const topology = Topology.fromTopologyName(testStack(), 'racks', 'racks');

test('with no props it stands for every node', () => {
  const { metadata, spec } = find(synth(stackWith().stack), 'ResourceFlavor');
  expect({ name: metadata.name, namespace: metadata.namespace, spec }).toEqual({ name: 'spot', namespace: undefined, spec: {} });
});

test('everything set is in the YAML', () => {
  const { stack } = stackWith({
    nodeLabels: { spot: 'true' }, topology,
    nodeTaints: [{ key: 'spot', value: 'true', effect: TaintEffect.NO_SCHEDULE }, { key: 'gpu', effect: TaintEffect.NO_EXECUTE }],
    tolerations: [{ key: 'spot', value: 'true' }, { key: 'gpu', effect: TaintEffect.NO_EXECUTE, tolerationPeriod: Duration.minutes(1) }, { key: '' }],
  });
  expect(find(synth(stack), 'ResourceFlavor').spec).toEqual({
    nodeLabels: { spot: 'true' }, topologyName: 'racks',
    nodeTaints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }, { key: 'gpu', effect: 'NoExecute' }],
    tolerations: [
      { key: 'spot', operator: 'Equal', value: 'true' }, { key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }, { operator: 'Exists' },
    ],
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, flavor } = stackWith();
  flavor.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'ResourceFlavor').spec.fieldOfTomorrow).toBe('x');
});

test.each<[string, ResourceFlavorProps, PlatformProps, string]>([
  ['a cluster without Kueue', {}, {}, "PLATFORM_UNSUPPORTED kind: got 'ResourceFlavor'; without Kueue the cluster does not know this kind; declare Platform kueue: true"],
  ['a topology of no nodes', { topology }, { kueue: true }, 'KUEUE_FLAVOR nodeLabels: a flavor with a topology names its nodes; give a label that they carry'],
  ['a taint twice', { nodeTaints: [{ key: 'a', effect: TaintEffect.NO_EXECUTE }, { key: 'a', value: 'b', effect: TaintEffect.NO_EXECUTE }] }, { kueue: true },
    'KUEUE_FLAVOR nodeTaints[1]: remove it: another taint has this key and effect'],
  ['a value for every taint', { tolerations: [{ key: '', value: 'x' }] }, { kueue: true }, "TOLERATION_INVALID tolerations[0]: got 'x'; a value needs a key"],
  ['half a second', { tolerations: [{ key: 'x', effect: TaintEffect.NO_EXECUTE, tolerationPeriod: Duration.millis(500) }] }, { kueue: true },
    "DURATION_RANGE tolerations[0].tolerationPeriod: got '0.5s'; use whole seconds"],
  ['a period before nothing happens', { tolerations: [{ key: 'x', tolerationPeriod: Duration.seconds(5) }] }, { kueue: true },
    "CEL_RULE tolerations: effect must be 'NoExecute' when 'tolerationSeconds' is set"],
])('%s is a problem', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform).stack)).toEqual([`[mlops/spot] ${line}`]);
});
