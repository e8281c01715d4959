import type { NodeSelectorRequirement, Toleration } from 'kubernetes-types/core/v1';
import type { Product } from './accelerator-products';
import { NVIDIA_PRODUCTS } from './accelerator-products';
import { Cloud } from './platform';
import type { Problems } from './problems';
import { nearest } from '../check/nearest';

/** The driver of an Intel GPU, which decides its resource name. */
export enum IntelGpuDriver {
  /** `gpu.intel.com/i915` */
  I915 = 'i915',
  /** `gpu.intel.com/xe` */
  XE = 'xe',
}

/** Node labels and taints of an accelerator that this library has no factory for. */
export interface AcceleratorOptions {
  /**
   * Labels of the nodes that carry it.
   * @default - none: the resource name alone decides
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Key of a taint of those nodes, tolerated with operator Exists and effect NoSchedule.
   * @default - the resource name
   */
  readonly taint?: string;
}

/**
 * What a container gets beside CPU and memory: GPUs, TPUs, other devices.
 *
 * It asks for the device under its resource name, sends the pod to nodes that
 * have it, in the words of the declared cloud, and tolerates their taint.
 *
 * @example
 * Accelerator.nvidia('H100', 8);
 * Accelerator.mig('1g.10gb');
 * Accelerator.of('vendor.example/npu', 2);
 * @see https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
 */
export class Accelerator {
  /**
   * Whole NVIDIA GPUs.
   * @param product `T4`, `L4`, `A100`, `A100-80GB`, `H100` ..., or the exact value of the node label; any GPU if left out
   * @param count GPUs of one pod, at least 1
   */
  public static nvidia(product?: string, count: number = 1): Accelerator {
    return new Accelerator({ resource: 'nvidia.com/gpu', count, product, taint: 'nvidia.com/gpu' });
  }

  /**
   * Slices of NVIDIA GPUs (MIG, strategy `mixed`).
   * @param profile e.g. `1g.10gb`; on GKE it becomes the partition size of the node pool
   * @param count slices of one pod, at least 1
   */
  public static mig(profile: string, count: number = 1): Accelerator {
    return new Accelerator({ resource: `nvidia.com/mig-${profile.replace('+', '.')}`, count, mig: profile, taint: 'nvidia.com/gpu' });
  }

  /** AMD GPUs. */
  public static amd(count: number = 1): Accelerator {
    return new Accelerator({ resource: 'amd.com/gpu', count, taint: 'amd.com/gpu' });
  }

  /** Intel GPUs. */
  public static intel(count: number = 1, driver: IntelGpuDriver = IntelGpuDriver.I915): Accelerator {
    return new Accelerator({ resource: `gpu.intel.com/${driver}`, count, taint: `gpu.intel.com/${driver}` });
  }

  /**
   * Google TPUs of one machine (GKE).
   * @param type value of `cloud.google.com/gke-tpu-accelerator`, e.g. `tpu-v5-lite-podslice`
   * @param topology value of `cloud.google.com/gke-tpu-topology`, e.g. `2x4`; its product is the number of chips
   */
  public static tpu(type: string, topology: string): Accelerator {
    const chips = topology.split('x').reduce((product, n) => product * Number(n), 1);
    return new Accelerator({
      resource: 'google.com/tpu', count: chips, taint: 'google.com/tpu', topology,
      nodeSelector: { 'cloud.google.com/gke-tpu-accelerator': type, 'cloud.google.com/gke-tpu-topology': topology },
    });
  }

  /** AWS Trainium and Inferentia devices. */
  public static neuron(devices: number = 1): Accelerator {
    return new Accelerator({ resource: 'aws.amazon.com/neuron', count: devices, taint: 'aws.amazon.com/neuron' });
  }

  /** Any device by the resource name of its plugin. */
  public static of(resource: string, count: number = 1, options: AcceleratorOptions = {}): Accelerator {
    return new Accelerator({ resource, count, taint: options.taint ?? resource, nodeSelector: options.nodeSelector });
  }

  /** Devices of one pod. */
  public readonly count: number;

  private readonly device: Device;

  private constructor(device: any) {
    this.device = device;
    this.count = device.count;
  }

  /** The resource name that a container asks for on this cloud, e.g. `nvidia.com/gpu`. */
  public resourceName(cloud: Cloud): string {
    return this.device.mig && cloud === Cloud.GKE ? 'nvidia.com/gpu' : this.device.resource;
  }

  /** @internal */
  public _scheduling(cloud: Cloud): AcceleratorScheduling {
    const { mig, taint, nodeSelector = {} } = this.device;
    const tolerations: Toleration[] = [];
    // GKE tolerates the taints of extended resources by itself; others do not.
    if (cloud !== Cloud.GKE || taint !== this.device.resource) tolerations.push({ key: taint, operator: 'Exists', effect: 'NoSchedule' });
    if (cloud === Cloud.AKS) tolerations.push({ key: 'sku', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' });

    const product = this.product(cloud);
    if (mig && cloud === Cloud.GKE) {
      return { nodeSelector: { 'cloud.google.com/gke-gpu-partition-size': mig }, tolerations, affinity: [] };
    }
    if (!product) return { nodeSelector, tolerations, affinity: [] };
    const { label, values } = product;
    return values.length === 1
      ? { nodeSelector: { [label]: values[0] }, tolerations, affinity: [] }
      : { nodeSelector: {}, tolerations, affinity: [{ key: label, operator: 'In', values: [...values] }] };
  }

  /** @internal */
  public _check(problems: Problems, cloud: Cloud): void {
    const { product, mig, topology, resource } = this.device;
    if (topology !== undefined && (!/^[1-9]\d*x[1-9]\d*(x[1-9]\d*)?$/.test(topology) || cloud !== Cloud.GKE)) {
      if (cloud !== Cloud.GKE) problems.add('PLATFORM_UNSUPPORTED', 'accelerator', 'google.com/tpu', 'TPUs are nodes of GKE: declare Platform cloud: Cloud.GKE');
      else problems.add('ACCELERATOR_UNKNOWN', 'accelerator topology', topology, "use a grid of chips such as '2x4' or '2x2x1'");
      return;
    }
    problems.wholeNumber('COUNT_RANGE', 'accelerator count', this.count, 1, 1024, 'a pod takes a whole number of devices, at least 1');
    if (mig !== undefined && !/^\d+g\.\d+gb([.+]me)?$/.test(mig)) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator mig', mig, "use a profile such as '1g.10gb' or '3g.40gb'");
    }
    if (!isExtendedResource(resource) && mig === undefined) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator', resource, "a device is named '<vendor domain>/<device>', e.g. 'nvidia.com/gpu'");
    }
    if (product !== undefined && !this.knows(product)) {
      const near = nearest(product, Object.keys(NVIDIA_PRODUCTS));
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator product', product, near
        ? `did you mean '${near}'?`
        : `use one of ${Object.keys(NVIDIA_PRODUCTS).join(', ')}, or the exact value of the node label`);
    } else if (product !== undefined && Object.hasOwn(NVIDIA_PRODUCTS, product) && !this.product(cloud)) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator product', product, `not offered on ${cloud}; choose another product`);
    }
  }

  /** Node labels have a dash in their values, our short names have none but A100-80GB. */
  private knows(product: string): boolean {
    return Object.hasOwn(NVIDIA_PRODUCTS, product) || (product.length <= 63 && /^[A-Za-z0-9][-A-Za-z0-9_.]*-[-A-Za-z0-9_.]*[A-Za-z0-9]$/.test(product) && /[a-z]/.test(product));
  }

  private product(cloud: Cloud): { label: string; values: readonly string[] } | undefined {
    const { product } = this.device;
    if (product === undefined) return undefined;
    const known: Product | undefined = Object.hasOwn(NVIDIA_PRODUCTS, product) ? NVIDIA_PRODUCTS[product] : undefined;
    const one = (label: string, value?: string) => (value === undefined ? undefined : { label, values: [value] });
    switch (cloud) {
      case Cloud.GKE: return one('cloud.google.com/gke-accelerator', known ? known.gke : product);
      case Cloud.EKS: return one('karpenter.k8s.aws/instance-gpu-name', known ? known.karpenter : product);
      default: return { label: 'nvidia.com/gpu.product', values: known?.discovery ?? [product] };
    }
  }
}

/** `<vendor domain>/<device>`, as device plugins register it; `requests.` is the quota's prefix. */
function isExtendedResource(resource: string): boolean {
  const [domain, device, ...more] = resource.split('/');
  return more.length === 0 && device !== undefined && device.length <= 63 && resource.length <= 253 && !domain.startsWith('requests.') &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(domain) && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(device);
}

interface Device {
  readonly resource: string;
  readonly count: number;
  readonly taint: string;
  readonly product?: string;
  readonly mig?: string;
  readonly topology?: string;
  readonly nodeSelector?: Record<string, string>;
}

/**
 * What an accelerator asks of the scheduler.
 * @internal
 */
export interface AcceleratorScheduling {
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: Toleration[];
  readonly affinity: NodeSelectorRequirement[];
}
