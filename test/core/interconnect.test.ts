import { Size } from 'cdk8s';
import type { PodSecurity as Level } from '../../lib';
import { Cloud, GpuDirectLevel, Interconnect, PodSecurity } from '../../lib';
import { told } from '../support/told';

const env = (interconnect: Interconnect) => Object.fromEntries(interconnect._env().map(({ name, value }) => [name, value]));

describe('what is asked for', () => {
  test.each<[string, Interconnect, object, object]>([
    ['the network of the cluster: nothing', Interconnect.tcp(), {}, {}],
    ['one interface', Interconnect.tcp({ networkInterface: 'eth0' }), {}, { NCCL_SOCKET_IFNAME: 'eth0', GLOO_SOCKET_IFNAME: 'eth0' }],
    ['exactly one interface, which Gloo takes by its name', Interconnect.tcp({ networkInterface: '=eth0' }), {}, { NCCL_SOCKET_IFNAME: '=eth0', GLOO_SOCKET_IFNAME: 'eth0' }],
    ['all interfaces but some, which Gloo cannot do', Interconnect.tcp({ networkInterface: '^lo,docker0' }), {}, { NCCL_SOCKET_IFNAME: '^lo,docker0' }],
    ['logs of NCCL', Interconnect.tcp({ debug: true }), {}, { NCCL_DEBUG: 'INFO' }],
    ['InfiniBand', Interconnect.rdma('rdma/ib', 8), { 'rdma/ib': '8' }, {}],
    ['RoCE, tuned', Interconnect.rdma('rdma/roce_gdr', 1, { hca: '=mlx5_0:1', gidIndex: 3, gpuDirect: GpuDirectLevel.PXB, networkInterface: 'eth0', debug: true }),
      { 'rdma/roce_gdr': '1' },
      { NCCL_SOCKET_IFNAME: 'eth0', GLOO_SOCKET_IFNAME: 'eth0', NCCL_IB_HCA: '=mlx5_0:1', NCCL_IB_GID_INDEX: '3', NCCL_NET_GDR_LEVEL: 'PXB', NCCL_DEBUG: 'INFO' }],
    ['the first index of the table', Interconnect.rdma('rdma/ib', 1, { gidIndex: 0 }), { 'rdma/ib': '1' }, { NCCL_IB_GID_INDEX: '0' }],
    ['the Elastic Fabric Adapter', Interconnect.efa(4), { 'vpc.amazonaws.com/efa': '4', 'hugepages-2Mi': '5120Mi' }, { FI_PROVIDER: 'efa' }],
    ['fewer huge pages', Interconnect.efa(1, { hugepages: Size.gibibytes(1) }), { 'vpc.amazonaws.com/efa': '1', 'hugepages-2Mi': '1Gi' }, { FI_PROVIDER: 'efa' }],
  ])('%s', (_, interconnect, resources, variables) => {
    expect(interconnect._resources()).toEqual(resources);
    expect(env(interconnect)).toEqual(variables);
    expect(told(problems => interconnect._check(problems, Cloud.OTHER, PodSecurity.PRIVILEGED))).toEqual([]);
  });

  test('only RDMA locks memory and joins further networks', () => {
    expect([Interconnect.tcp(), Interconnect.rdma('rdma/ib'), Interconnect.efa()].map(each => each._capabilities())).toEqual([[], ['IPC_LOCK'], []]);
    expect(Interconnect.rdma('openshift.io/sriov', 2, { networks: ['team/ib0@net1', 'ib1'] })._annotations()).toEqual({ 'k8s.v1.cni.cncf.io/networks': 'team/ib0@net1,ib1' });
    expect([Interconnect.tcp(), Interconnect.rdma('rdma/ib'), Interconnect.rdma('rdma/ib', 1, { networks: [] })].map(each => each._annotations())).toEqual([{}, {}, {}]);
  });

  test('only the Elastic Fabric Adapter takes huge pages', () => {
    expect(Interconnect.efa()._hugepages()).toEqual({ resource: 'hugepages-2Mi', size: '5120Mi', medium: 'HugePages-2Mi', path: '/hugepages' });
    expect([Interconnect.tcp()._hugepages(), Interconnect.rdma('rdma/ib')._hugepages()]).toEqual([undefined, undefined]);
  });
});

describe('problems', () => {
  const REFUSED = 'which refuses this capability; use Interconnect.tcp or Interconnect.efa, or new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })';
  const NETWORK = "a NetworkAttachmentDefinition is named '[namespace/]name[@interface]'";
  const INTERFACE = "names of interfaces with commas between them, e.g. 'eth0', '=eth0' or '^lo,docker0'";
  test.each<[string, Interconnect, Cloud, Level | undefined, string]>([
    ['a restricted namespace', Interconnect.rdma('rdma/ib'), Cloud.OTHER, PodSecurity.RESTRICTED, `POD_SECURITY_BASELINE interconnect: got 'IPC_LOCK'; the namespace enforces Pod Security 'restricted', ${REFUSED}`],
    ['a baseline namespace', Interconnect.rdma('rdma/ib'), Cloud.OTHER, PodSecurity.BASELINE, `POD_SECURITY_BASELINE interconnect: got 'IPC_LOCK'; the namespace enforces Pod Security 'baseline', ${REFUSED}`],
    ['a resource without a domain', Interconnect.rdma('ib'), Cloud.OTHER, undefined, "RESOURCE_NAME_UNKNOWN interconnect resource: got 'ib'; a device is named '<domain>/<device>', e.g. 'rdma/hca_shared_devices_a'"],
    ['no devices', Interconnect.efa(0), Cloud.EKS, undefined, 'COUNT_RANGE interconnect count: got 0; a pod takes a whole number of network devices, at least 1'],
    ['half a device', Interconnect.rdma('rdma/ib', 0.5), Cloud.OTHER, undefined, 'COUNT_RANGE interconnect count: got 0.5; a pod takes a whole number of network devices, at least 1'],
    ['an index below zero', Interconnect.rdma('rdma/ib', 1, { gidIndex: -1 }), Cloud.OTHER, undefined, 'COUNT_RANGE interconnect gidIndex: got -1; an index of the table of the adapter, from 0 to 255'],
    ['odd huge pages', Interconnect.efa(1, { hugepages: Size.kibibytes(5) }), Cloud.EKS, undefined, "QUANTITY_INVALID interconnect hugepages: got '5Ki'; a multiple of 2 MiB, above zero"],
    ['EFA on GKE', Interconnect.efa(), Cloud.GKE, undefined,
      "PLATFORM_UNSUPPORTED interconnect: got 'vpc.amazonaws.com/efa'; the Elastic Fabric Adapter is of AWS, the platform is gke; use Interconnect.rdma or Interconnect.tcp"],
    ['blanks in an interface', Interconnect.tcp({ networkInterface: 'eth0, eth1' }), Cloud.OTHER, undefined, `NAME_INVALID interconnect networkInterface: got 'eth0, eth1'; ${INTERFACE}`],
    ['an empty interface', Interconnect.tcp({ networkInterface: '' }), Cloud.OTHER, undefined, `NAME_INVALID interconnect networkInterface: got ''; ${INTERFACE}`],
    ['an empty adapter', Interconnect.rdma('rdma/ib', 1, { hca: '' }), Cloud.OTHER, undefined, "NAME_INVALID interconnect hca: got ''; names of adapters, e.g. 'mlx5', or leave it out"],
    ['a network in two namespaces', Interconnect.rdma('rdma/ib', 1, { networks: ['a/b/c'] }), Cloud.OTHER, undefined, `NAME_INVALID interconnect networks: got 'a/b/c'; ${NETWORK}`],
    ['two networks in one', Interconnect.rdma('rdma/ib', 1, { networks: ['a,b'] }), Cloud.OTHER, undefined, `NAME_INVALID interconnect networks: got 'a,b'; ${NETWORK}`],
  ])('%s', (_, interconnect, cloud, level, line) => {
    expect(told(problems => interconnect._check(problems, cloud, level))).toEqual([line]);
  });

  test('the Elastic Fabric Adapter is fine in a restricted namespace, on every kind of EKS', () => {
    for (const cloud of [Cloud.EKS, Cloud.EKS_AUTO, Cloud.EKS_NODE_GROUPS, Cloud.OTHER]) {
      expect(told(problems => Interconnect.efa()._check(problems, cloud, PodSecurity.RESTRICTED))).toEqual([]);
    }
  });
});
