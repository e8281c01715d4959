import { Size } from 'cdk8s';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { isExtendedResource } from './accelerator-device';
import { literal } from './env';
import type { Hugepages } from './hugepages';
import { checkHugepages, HUGEPAGES } from './hugepages';
import { Cloud } from './platform';
import type { Problems } from './problems';
import { PodSecurity } from './stack';

/** How far apart a GPU and a network card may be for data to go between them without the memory of the machine. */
export enum GpuDirectLevel {
  /** Never. */
  LOC = 'LOC',
  /** On one PCI switch. */
  PIX = 'PIX',
  /** Across several PCI switches. */
  PXB = 'PXB',
  /** On one NUMA node, through the CPU. */
  PHB = 'PHB',
  /** Anywhere in the machine. */
  SYS = 'SYS',
}

/** What all ways of talking have in common. */
export interface InterconnectOptions {
  /**
   * Network interfaces over which pods find each other, as NCCL_SOCKET_IFNAME:
   * prefixes in a list with commas, `=eth0` for an exact name, `^lo,docker` for all but some.
   * @default - NCCL and Gloo choose
   */
  readonly networkInterface?: string;
  /**
   * Makes NCCL log what it finds and uses (NCCL_DEBUG=INFO).
   * @default false
   */
  readonly debug?: boolean;
}

/** Options of InfiniBand and RoCE. */
export interface RdmaOptions extends InterconnectOptions {
  /**
   * Further networks of the pod: names of NetworkAttachmentDefinitions, `[namespace/]name[@interface]` (Multus).
   * @default - none: the device plugin does all
   */
  readonly networks?: string[];
  /**
   * Adapters to use, as NCCL_IB_HCA: prefixes such as `mlx5`, exact ones as `=mlx5_0:1`, exclusions as `^mlx5_3`.
   * @default - NCCL chooses
   */
  readonly hca?: string;
  /**
   * Index of the global id, for RoCE (NCCL_IB_GID_INDEX).
   * @default - NCCL chooses
   */
  readonly gidIndex?: number;
  /**
   * When data goes directly between GPU and adapter (NCCL_NET_GDR_LEVEL).
   * @default - NCCL chooses
   */
  readonly gpuDirect?: GpuDirectLevel;
}

/** Options of the Elastic Fabric Adapter. */
export interface EfaOptions extends InterconnectOptions {
  /**
   * Huge pages of 2 MiB for the buffers of the provider, a multiple of 2 MiB. Accelerated AMIs of EKS set some aside.
   * @default Size.mebibytes(5120)
   */
  readonly hugepages?: Size;
}

/**
 * How the pods of one job talk to each other.
 *
 * It asks for the network devices and tells NCCL, Gloo and libfabric about
 * them. What vendors advise to leave alone stays unset.
 *
 * @example
 * Interconnect.tcp({ networkInterface: 'eth0' });
 * Interconnect.rdma('rdma/hca_shared_devices_a', 1, { networks: ['ib0'] });
 * Interconnect.efa(4);
 * @see https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/env.html
 */
export class Interconnect {
  /** The network of the cluster. */
  public static tcp(options: InterconnectOptions = {}): Interconnect {
    return new Interconnect({ options, env: {} });
  }

  /**
   * InfiniBand or RoCE, by a device plugin or SR-IOV. Adds the capability
   * IPC_LOCK, which namespaces refuse unless they are `PodSecurity.PRIVILEGED`.
   * @param resource as the administrator named it: `rdma/hca_shared_devices_a`, `rdma/ib`, `nvidia.com/hostdev` ...
   * @param count devices of one pod, at least 1
   * @see https://github.com/Mellanox/k8s-rdma-shared-dev-plugin
   */
  public static rdma(resource: string, count: number = 1, options: RdmaOptions = {}): Interconnect {
    const { networks, hca, gidIndex, gpuDirect } = options;
    return new Interconnect({
      options, resource, count, networks, gidIndex, lock: true,
      env: { NCCL_IB_HCA: hca, NCCL_IB_GID_INDEX: gidIndex?.toString(), NCCL_NET_GDR_LEVEL: gpuDirect },
    });
  }

  /**
   * The Elastic Fabric Adapter of AWS (EKS).
   * @param count adapters of one pod, at least 1; as many as the machine has, if the pod takes all of it
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-efa.html
   */
  public static efa(count: number = 1, options: EfaOptions = {}): Interconnect {
    const hugepages = (options.hugepages ?? Size.mebibytes(5120)).asString();
    return new Interconnect({ options, resource: EFA, count, hugepages, env: { FI_PROVIDER: 'efa' } });
  }

  private readonly link: Link;

  private constructor(link: any) {
    this.link = link;
  }

  /**
   * Further resources of the container, each as request and limit.
   * @internal
   */
  public _resources(): Record<string, string> {
    const { resource, count, hugepages } = this.link;
    return { ...resource !== undefined && { [resource]: String(count) }, ...hugepages !== undefined && { [HUGEPAGES.resource]: hugepages } };
  }

  /**
   * Defaults that variables of the author replace.
   * @internal
   */
  public _env(): EnvVar[] {
    const { env, options: { networkInterface, debug } } = this.link;
    const all: Record<string, string | undefined> = {
      NCCL_SOCKET_IFNAME: networkInterface,
      // Gloo takes names only: no exclusions.
      GLOO_SOCKET_IFNAME: networkInterface?.startsWith('^') ? undefined : networkInterface?.replace(/^=/, ''),
      ...env,
      NCCL_DEBUG: debug ? 'INFO' : undefined,
    };
    return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [literal(name, value)]));
  }

  /**
   * Capabilities to add to the container.
   * @internal
   */
  public _capabilities(): string[] {
    return this.link.lock ? ['IPC_LOCK'] : [];
  }

  /**
   * Annotations of the pod.
   * @internal
   */
  public _annotations(): Record<string, string> {
    const { networks = [] } = this.link;
    return networks.length > 0 ? { 'k8s.v1.cni.cncf.io/networks': networks.join(',') } : {};
  }

  /**
   * Huge pages, which are among `_resources` already.
   * @internal
   */
  public _hugepages(): Hugepages | undefined {
    const { hugepages } = this.link;
    return hugepages === undefined ? undefined : { ...HUGEPAGES, size: hugepages };
  }

  /** @internal */
  public _check(problems: Problems, cloud: Cloud, podSecurity?: PodSecurity): void {
    const { resource, count, hugepages, networks = [], gidIndex, options: { networkInterface }, env } = this.link;
    if (resource !== undefined && !isExtendedResource(resource)) {
      problems.add('RESOURCE_NAME_UNKNOWN', 'interconnect resource', resource, "a device is named '<domain>/<device>', e.g. 'rdma/hca_shared_devices_a'");
    }
    problems.wholeNumber('COUNT_RANGE', 'interconnect count', count, 1, 1024, 'a pod takes a whole number of network devices, at least 1');
    problems.wholeNumber('COUNT_RANGE', 'interconnect gidIndex', gidIndex, 0, 255, 'an index of the table of the adapter, from 0 to 255');
    checkHugepages(problems, 'interconnect hugepages', hugepages);
    if (resource === EFA && (cloud === Cloud.GKE || cloud === Cloud.AKS)) {
      problems.add('PLATFORM_UNSUPPORTED', 'interconnect', EFA, `the Elastic Fabric Adapter is of AWS, the platform is ${cloud}; use Interconnect.rdma or Interconnect.tcp`);
    }
    if (networkInterface !== undefined && !/^[=^]?[a-z0-9][a-z0-9_.-]*(,[a-z0-9][a-z0-9_.-]*)*$/i.test(networkInterface)) {
      problems.add('NAME_INVALID', 'interconnect networkInterface', networkInterface, "names of interfaces with commas between them, e.g. 'eth0', '=eth0' or '^lo,docker0'");
    }
    if (env.NCCL_IB_HCA === '') problems.add('NAME_INVALID', 'interconnect hca', '', "names of adapters, e.g. 'mlx5', or leave it out");
    for (const network of networks) {
      if (!/^([a-z0-9][-a-z0-9.]*\/)?[a-z0-9][-a-z0-9.]*(@[a-zA-Z0-9_.-]{1,15})?$/.test(network)) {
        problems.add('NAME_INVALID', 'interconnect networks', network, "a NetworkAttachmentDefinition is named '[namespace/]name[@interface]'");
      }
    }
    if (this.link.lock && podSecurity !== undefined && podSecurity !== PodSecurity.PRIVILEGED) {
      problems.add('POD_SECURITY_BASELINE', 'interconnect', 'IPC_LOCK',
        `the namespace enforces Pod Security '${podSecurity}', which refuses this capability; use Interconnect.tcp or Interconnect.efa, or new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })`);
    }
  }
}

const EFA = 'vpc.amazonaws.com/efa';

/** One way of talking. */
interface Link {
  readonly options: InterconnectOptions;
  readonly env: Record<string, string | undefined>;
  readonly resource?: string;
  readonly count?: number;
  readonly networks?: string[];
  readonly gidIndex?: number;
  readonly hugepages?: string;
  /** Whether programs lock their memory. */
  readonly lock?: boolean;
}
