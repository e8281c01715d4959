import { Duration } from 'cdk8s';
import { Capacity, Cloud, Platform } from '../../lib';
import { testApp } from '../support/synth';
import { told } from '../support/told';

const { GKE, EKS, EKS_AUTO, EKS_NODE_GROUPS, AKS, OTHER } = Cloud;
const SPOT_TAINT = { key: 'cloud.google.com/gke-spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' };
const FLEX_TAINT = { ...SPOT_TAINT, key: 'cloud.google.com/gke-flex-start' };
const AKS_TAINT = { ...SPOT_TAINT, key: 'kubernetes.azure.com/scalesetpriority', value: 'spot' };
const not = (key: string, value: string) => ({ key, operator: 'NotIn', values: [value] });

test.each<[string, Capacity, Cloud, object, object[], object[]]>([
  ['spot', Capacity.spot(), GKE, { 'cloud.google.com/gke-spot': 'true' }, [], [SPOT_TAINT]],
  ['spot', Capacity.spot(), EKS, { 'karpenter.sh/capacity-type': 'spot' }, [], []],
  ['spot', Capacity.spot(), EKS_AUTO, { 'karpenter.sh/capacity-type': 'spot' }, [], []],
  ['spot', Capacity.spot(), EKS_NODE_GROUPS, { 'eks.amazonaws.com/capacityType': 'SPOT' }, [], []],
  ['spot', Capacity.spot(), AKS, { 'kubernetes.azure.com/scalesetpriority': 'spot' }, [], [AKS_TAINT]],
  ['on demand', Capacity.onDemand(), GKE, {}, [not('cloud.google.com/gke-spot', 'true'), not('cloud.google.com/gke-flex-start', 'true')], []],
  ['on demand', Capacity.onDemand(), EKS, { 'karpenter.sh/capacity-type': 'on-demand' }, [], []],
  ['on demand', Capacity.onDemand(), EKS_AUTO, { 'karpenter.sh/capacity-type': 'on-demand' }, [], []],
  ['on demand', Capacity.onDemand(), EKS_NODE_GROUPS, { 'eks.amazonaws.com/capacityType': 'ON_DEMAND' }, [], []],
  ['on demand', Capacity.onDemand(), AKS, {}, [not('kubernetes.azure.com/scalesetpriority', 'spot')], []],
  ['reserved', Capacity.reserved('h100-block'), GKE, { 'cloud.google.com/reservation-name': 'h100-block', 'cloud.google.com/reservation-affinity': 'specific' }, [], []],
  ['reserved in a project', Capacity.reserved('h100-block', { project: 'gpus' }), GKE, {
    'cloud.google.com/reservation-name': 'h100-block', 'cloud.google.com/reservation-affinity': 'specific', 'cloud.google.com/reservation-project': 'gpus',
  }, [], []],
  ['reserved', Capacity.reserved('cr-56fac701cc1951b03'), EKS, { 'karpenter.sh/capacity-type': 'reserved', 'karpenter.k8s.aws/capacity-reservation-id': 'cr-56fac701cc1951b03' }, [], []],
  ['reserved', Capacity.reserved('cr-56fac701cc1951b03'), EKS_AUTO, { 'karpenter.sh/capacity-type': 'reserved', 'eks.amazonaws.com/capacity-reservation-id': 'cr-56fac701cc1951b03' }, [], []],
  ['flex-start', Capacity.flexStart(), GKE, { 'cloud.google.com/gke-flex-start': 'true' }, [], [FLEX_TAINT]],
])('%s (%#): the words of the cloud', (_, capacity, cloud, nodeSelector, affinity, tolerations) => {
  expect(capacity._scheduling(cloud)).toEqual({ nodeSelector, affinity, tolerations });
  expect(told(problems => capacity._check(problems, cloud))).toEqual([]);
});

describe('problems', () => {
  const ELSEWHERE = 'such nodes are marked in one way on each cloud: declare Platform cloud, or use nodeSelector and tolerations';
  const POOL = 'a reservation belongs to a pool of nodes there: select the pool with nodeSelector';
  test.each<[string, Capacity, Cloud, string]>([
    ['spot on any cluster', Capacity.spot(), OTHER, `PLATFORM_UNSUPPORTED capacity: got 'spot'; ${ELSEWHERE}`],
    ['on demand on any cluster', Capacity.onDemand(), OTHER, `PLATFORM_UNSUPPORTED capacity: got 'on-demand'; ${ELSEWHERE}`],
    ['flex-start on any cluster', Capacity.flexStart(), OTHER, `PLATFORM_UNSUPPORTED capacity: got 'flex-start'; ${ELSEWHERE}`],
    ['flex-start on EKS', Capacity.flexStart(), EKS, "PLATFORM_UNSUPPORTED capacity: got 'flex-start'; flex-start is of GKE; use another capacity"],
    ['a reservation on AKS', Capacity.reserved('gpus'), AKS, `PLATFORM_UNSUPPORTED capacity: got 'reserved'; ${POOL} 'kubernetes.azure.com/agentpool'`],
    ['a reservation of a node group', Capacity.reserved('cr-56fac701'), EKS_NODE_GROUPS, `PLATFORM_UNSUPPORTED capacity: got 'reserved'; ${POOL} 'eks.amazonaws.com/nodegroup'`],
    ['a reservation of Google on EKS', Capacity.reserved('h100-block'), EKS,
      "NAME_INVALID capacity reserved: got 'h100-block'; a capacity reservation of EC2 is named by its id, e.g. 'cr-56fac701cc1951b03'"],
    ['a reservation that is a path', Capacity.reserved('projects/p/reservations/r'), GKE,
      "NAME_INVALID capacity reserved: got 'projects/p/reservations/r'; a reservation of Compute Engine has lower-case letters, digits and -, at most 63"],
    ['a project on EKS', Capacity.reserved('cr-56fac701', { project: 'gpus' }), EKS,
      "FIELD_IGNORED capacity project: got 'gpus'; only reservations of Compute Engine (GKE) are in projects; leave it out"],
  ])('%s', (_, capacity, cloud, line) => {
    expect(told(problems => capacity._check(problems, cloud))).toEqual([line]);
  });

  test('where the cloud has no words for it, nothing is asked', () => {
    expect(Capacity.spot()._scheduling(OTHER)).toEqual({ nodeSelector: {}, affinity: [], tolerations: [] });
  });
});

describe('the notice', () => {
  test('spot machines are taken away at short notice, others are not', () => {
    expect([GKE, EKS, EKS_AUTO, EKS_NODE_GROUPS, AKS, OTHER].map(cloud => Capacity.spot()._notice(cloud))).toEqual([15, 120, 120, 120, 30, undefined]);
    expect([Capacity.onDemand(), Capacity.reserved('a'), Capacity.flexStart()].map(capacity => capacity._notice(GKE))).toEqual([undefined, undefined, undefined]);
  });

  const grace = (capacity: Capacity, cloud: Cloud, seconds?: number, kubernetes = '1.34') => {
    const platform = Platform.declare(testApp(), { cloud, kubernetes });
    return told(problems => capacity._checkGrace(problems, platform, seconds === undefined ? undefined : Duration.seconds(seconds)));
  };

  test('a grace period that outlasts the machine is told', () => {
    expect(grace(Capacity.spot(), GKE, 60)).toEqual(["DURATION_RANGE gracePeriod: got '60s'; a spot machine of gke is gone 15 seconds after the notice; save what matters within 15s"]);
    expect(grace(Capacity.spot(), GKE, 121, '1.35')).toEqual(["DURATION_RANGE gracePeriod: got '121s'; a spot machine of gke is gone 120 seconds after the notice; save what matters within 120s"]);
    expect(grace(Capacity.spot(), AKS, 31)).toEqual(["DURATION_RANGE gracePeriod: got '31s'; a spot machine of aks is gone 30 seconds after the notice; save what matters within 30s"]);
  });

  test('a grace period within the notice, or of machines that stay, is none', () => {
    expect([grace(Capacity.spot(), GKE, 15), grace(Capacity.spot(), GKE, 60, '1.35'), grace(Capacity.spot(), EKS, 120), grace(Capacity.onDemand(), GKE, 600), grace(Capacity.spot(), GKE)].flat()).toEqual([]);
  });
});
