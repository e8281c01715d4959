import { Duration } from 'cdk8s';
import type { PlatformProps, TrainingJobProps } from '../../lib';
import { Accelerator, DeviceClaim, Framework, Placement, Queue, Readiness, TaintEffect, TrainerVersion, TrainingJob, TrainingOperator } from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const NIC = DeviceClaim.template({ deviceClass: 'nic.example.com' });
const V2 = { trainer: TrainerVersion.V2 };
const stackWith = (props: Partial<TrainingJobProps>, platform: PlatformProps = {}) => {
  const stack = testStack({ volcano: true, kueue: true, ...platform });
  new TrainingJob(stack, 'a', { image: 'acme/train:1', ...props });
  return stack;
};

test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
  ['a subdomain of a JobSet', { subdomain: 's', operator: TrainingOperator.JOBSET }, {}, 'FIELD_IGNORED subdomain: got \'s\'; JobSet gives its pods one; set jobSet.network.subdomain'],
  ['a name of a claim', { deviceClaims: { Nic: NIC } }, {}, 'NAME_INVALID deviceClaims: got \'Nic\'; use up to 63 lower-case letters, digits and -'],
  ['the name of the accelerator', { deviceClaims: { device: NIC } }, {}, 'ALTERNATIVES_CONFLICT deviceClaims: got \'device\'; the accelerator has this name; take another one'],
  ['a claim on an older cluster', { deviceClaims: { nic: NIC } }, { kubernetes: '1.33' }, "PLATFORM_UNSUPPORTED deviceClaims 'nic': got \'DeviceClaim\';"],
  ['slices without a queue', { placement: [Placement.kueueSlices('rack', 2)] }, {}, 'FIELD_IGNORED placement: got \'rack\'; Kueue places only what waits in its queues; set `queue`'],
  [
    'slices of two sizes', { queue: Queue.fromQueueName('q'), placement: [Placement.kueueSlices('rack', 2), Placement.kueueSlices('block', 4)] }, {},
    'ALTERNATIVES_CONFLICT placement: got \'kueueSlices\'; Kueue takes slices of one size; remove the others',
  ],
  ['a volume that the head has not', { command: ['x'], framework: Framework.ray({ autoscaling: { headVolumes: ['/tls'] } }) }, {}, 'FIELD_IGNORED framework autoscaling.headVolumes: got \'/tls\';'],
  ['a probe of a TrainJob', { framework: Framework.pytorch(), readiness: Readiness.tcp(1) }, V2, 'FIELD_IGNORED readiness'],
  ['a claim of a TrainJob', { framework: Framework.pytorch(), deviceClaims: { nic: NIC } }, V2, 'FIELD_IGNORED deviceClaims'],
  ['a user of a sidecar', { sidecars: [{ name: 's', image: 'acme/s:1', user: 0 }] }, {}, "USER_ID_RANGE sidecars 's' user: got 0; use a numeric id from 1"],
  ['a time for a taint', { tolerations: [{ key: 'k', effect: TaintEffect.NO_EXECUTE, tolerationPeriod: Duration.millis(1) }] }, {}, 'tolerations.tolerationPeriod'],
])('%s is told', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform)).join('\n')).toContain(line);
});

test('a claim beside the accelerator has a template of its own, which parts share', () => {
  const stack = stackWith({
    accelerator: Accelerator.nvidia(), deviceClaims: { nic: NIC },
    framework: Framework.of({ worker: { deviceClaims: { nic: NIC } } }), operator: TrainingOperator.JOBSET,
  });
  const manifests = synth(stack);
  expect(kindsAndNames(manifests).filter(name => name.startsWith('ResourceClaimTemplate'))).toEqual(['ResourceClaimTemplate/a-nic']);
  const { spec } = find(manifests, 'JobSet').spec.replicatedJobs[0].template.spec.template;
  expect(spec.resourceClaims).toEqual([{ name: 'nic', resourceClaimTemplateName: 'a-nic' }]);
  expect(spec.containers[0].resources.claims).toEqual([{ name: 'nic' }]);
});
