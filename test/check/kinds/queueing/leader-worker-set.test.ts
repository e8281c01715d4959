import type { Row } from './queueing';
import { found, object, pod } from './queueing';

const set = (spec: object = {}, template: object = {}, metadata: object = {}) => object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', {
  leaderWorkerTemplate: { size: 4, workerTemplate: pod(), ...template }, ...spec,
}, metadata);
const rollout = (rollingUpdateConfiguration: object, spec: object = {}) =>
  set({ rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration }, ...spec });
const parts = (subGroupSize: number | undefined, size: number, subGroupPolicyType?: string) =>
  set({}, { size, subGroupPolicy: { subGroupSize, subGroupPolicyType } });
const annotations = { 'leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology': 'rack' };

test.each<Row>([
  ['workers alone', set(), []],
  ['no size', set({}, { size: undefined }), []],
  ['an update that only adds', rollout({ maxUnavailable: 0, maxSurge: '50%' }, { replicas: 3 }), []],
  ['no group to update', rollout({ maxUnavailable: 0 }, { replicas: 0 }), []],
  ['subgroups with the leader', parts(2, 4), []],
  ['subgroups beside the leader', parts(2, 5, 'LeaderExcluded'), []],
  ['subgroups of a place', set({}, { subGroupPolicy: { subGroupSize: 2 } }, { annotations }), []],
])('%s: no problem', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

test.each<Row>([
  ['no spec', object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', {}), [
    'error LWS_SIZE spec.leaderWorkerTemplate: describe the pods of a group: size and workerTemplate',
  ]],
  ['a name that starts with a digit', set({}, {}, { name: '70b' }), [
    "error LWS_NAME metadata.name: got '70b'; a Service has this name: use at most 63 lower-case letters, digits and -, starting with a letter",
  ]],
  ['a prefix that starts with a digit', set({}, {}, { name: undefined, generateName: '7-' }), [
    "error LWS_NAME metadata.generateName: got '7-'; a Service has this name: use at most 63 lower-case letters, digits and -, starting with a letter",
  ]],
  ['no pod', set({}, { size: 0 }), [
    'error LWS_SIZE spec.leaderWorkerTemplate.size: got 0; write 1 or more: the leader counts',
  ]],
  ['too many pods', set({ replicas: 1000000 }, { size: 10000 }), [
    'error LWS_SIZE spec.leaderWorkerTemplate.size: got 10000; replicas times size is at most 2147483647',
  ]],
  ['no step', rollout({ maxUnavailable: 0 }), [
    'error LWS_ROLLOUT spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable: got 0; write 1 or more here or in maxSurge: with neither no update can begin',
  ]],
  ['a step that is rounded away', rollout({ maxUnavailable: '10%' }, { replicas: 4 }), [
    "error LWS_ROLLOUT spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable: got '10%'; write 1 or more here or in maxSurge: with neither no update can begin",
  ]],
  ['more than all', rollout({ maxSurge: '101%' }), [
    "error LWS_ROLLOUT spec.rolloutStrategy.rollingUpdateConfiguration.maxSurge: got '101%'; write at most 100%",
  ]],
  ['a word', rollout({ maxUnavailable: 'half' }), [
    "error LWS_ROLLOUT spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable: got 'half'; write a number of groups, or a share such as 25%",
  ]],
  ['a negative step', rollout({ maxUnavailable: -1 }), [
    'error LWS_ROLLOUT spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable: got -1; write a number of groups, or a share such as 25%',
  ]],
  ['a negative partition', rollout({ partition: -1 }), [
    'error LWS_ROLLOUT spec.rolloutStrategy.rollingUpdateConfiguration.partition: got -1; write 0 or more',
  ]],
  ['subgroups of no size', parts(undefined, 4), [
    'error LWS_SUBGROUP spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: write how many pods a subgroup has',
  ]],
  ['subgroups of none', parts(0, 4), [
    'error LWS_SUBGROUP spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: got 0; write 1 or more',
  ]],
  ['subgroups above the group', parts(5, 4), [
    'error LWS_SUBGROUP spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: got 5; write at most 4, the size of the group',
  ]],
  ['subgroups that do not divide', parts(3, 8), [
    'error LWS_SUBGROUP spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: got 3; write a number that divides 8 or 7',
  ]],
  ['subgroups that do not divide without the leader', parts(2, 4, 'LeaderExcluded'), [
    'error LWS_SUBGROUP spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: got 2; write a number that divides 3: the leader is left out',
  ]],
  ['a place of subgroups that are not', set({}, {}, { annotations }), [
    "error LWS_SUBGROUP metadata.annotations['leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology']: got 'rack'; remove it, or write spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: there are no subgroups",
  ]],
])('%s', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});
