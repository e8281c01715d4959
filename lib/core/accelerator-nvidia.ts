import type { Device, DeviceNodes } from './accelerator-device';
import { checkCount, labelled } from './accelerator-device';
import { GpuSharing } from './accelerator-options';
import { NVIDIA_PRODUCTS, productOf } from './accelerator-products';
import { Cloud } from './platform';
import type { Problems } from './problems';
import { nearest } from '../check/nearest';

/** A slice of a GPU. */
export interface Slice {
  readonly profile: string;
  /** Whether its node offers only slices of this profile, named as GPUs. */
  readonly single: boolean;
}

/** A share of a GPU. */
export interface Share {
  readonly sharing: GpuSharing;
  readonly renamed?: boolean;
  readonly clients?: number;
}

/** NVIDIA GPUs: whole, sliced or shared. */
export class NvidiaGpu implements Device {
  public readonly taint = 'nvidia.com/gpu';
  public readonly processes?: number;

  constructor(public readonly count: number, private readonly product?: string, private readonly form: { slice?: Slice; share?: Share } = {}) {
    this.processes = form.share ? undefined : count;
  }

  public resource(cloud: Cloud): string {
    const { slice, share } = this.form;
    if (slice && !slice.single && cloud !== Cloud.GKE) return `nvidia.com/mig-${dotted(slice.profile)}`;
    return share?.renamed ? 'nvidia.com/gpu.shared' : 'nvidia.com/gpu';
  }

  public nodes(cloud: Cloud): DeviceNodes {
    const product = this.productNodes(cloud);
    const arm = cloud === Cloud.GKE && this.product !== undefined && productOf(this.product)?.arm;
    return {
      nodeSelector: { ...product.nodeSelector, ...this.formLabels(cloud) },
      affinity: product.affinity,
      // GKE taints its Arm nodes by their architecture.
      tolerations: arm ? [{ key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' }] : [],
    };
  }

  private formLabels(cloud: Cloud): Record<string, string> {
    const { slice, share } = this.form;
    if (cloud === Cloud.GKE) {
      return {
        ...slice && { 'cloud.google.com/gke-gpu-partition-size': slice.profile },
        ...share && { 'cloud.google.com/gke-gpu-sharing-strategy': share.sharing === GpuSharing.MPS ? 'mps' : 'time-sharing' },
        ...share?.clients !== undefined && { 'cloud.google.com/gke-max-shared-clients-per-gpu': String(share.clients) },
      };
    }
    return {
      ...share && { 'nvidia.com/gpu.sharing-strategy': share.sharing },
      ...share?.clients !== undefined && { 'nvidia.com/gpu.replicas': String(share.clients) },
    };
  }

  private productNodes(cloud: Cloud): DeviceNodes {
    const values = this.productValues(cloud);
    if (values) return labelled(values.label, values.values);
    return { nodeSelector: cloud === Cloud.AKS ? { 'kubernetes.azure.com/accelerator': 'nvidia' } : {} };
  }

  /** The label of the product in the words of the cloud; undefined if none was asked for, or it is not offered there. */
  private productValues(cloud: Cloud): { label: string; values: readonly string[] } | undefined {
    const { product } = this;
    if (product === undefined) return undefined;
    const known = productOf(product);
    const one = (label: string, value?: string) => (value === undefined ? undefined : { label, values: [value] });
    if (cloud === Cloud.GKE) return one('cloud.google.com/gke-accelerator', known ? known.gke : product);
    // Only feature discovery tells the one profile of a node.
    if (!this.form.slice?.single) {
      if (cloud === Cloud.EKS) return one('karpenter.k8s.aws/instance-gpu-name', known ? known.aws : product);
      if (cloud === Cloud.EKS_AUTO) return one('eks.amazonaws.com/instance-gpu-name', known ? known.aws : product);
    }
    const values = (known?.discovery ?? [product]).map(value => (value.endsWith(this.suffix) ? value : value + this.suffix));
    return values.length === 0 ? undefined : { label: 'nvidia.com/gpu.product', values };
  }

  /** What feature discovery appends to the product of GPUs that are not given whole under their own name. */
  private get suffix(): string {
    const { slice, share } = this.form;
    if (slice?.single) return `-MIG-${dotted(slice.profile)}`;
    return share && !share.renamed ? '-SHARED' : '';
  }

  public check(problems: Problems, cloud: Cloud): void {
    checkCount(problems, this.count);
    const { slice, share } = this.form;
    if (slice) this.checkSlice(problems, cloud, slice);
    if (share) checkShare(problems, cloud, share);
    const { product } = this;
    if (product === undefined) return;
    const short = Object.keys(NVIDIA_PRODUCTS);
    if (!productOf(product) && !isExact(product)) {
      const near = nearest(product, short);
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator product', product, near
        ? `did you mean '${near}'?`
        : `use one of ${short.join(', ')}, or the exact value of the node label`);
    } else if (!this.productValues(cloud)) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator product', product, `not offered on ${cloud}; choose another product`);
    }
  }

  private checkSlice(problems: Problems, cloud: Cloud, { profile, single }: Slice): void {
    if (!/^\d+g\.\d+gb([.+]me)?$/.test(profile)) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator mig', profile, "use a profile such as '1g.10gb' or '3g.40gb'");
    } else if (this.product === undefined) {
      if (single && cloud !== Cloud.GKE) {
        problems.add('ACCELERATOR_UNKNOWN', 'accelerator mig', profile, "with strategy single the label of the nodes is '<product>-MIG-<profile>': set `product`");
      }
    } else if (productOf(this.product) && !productOf(this.product)!.slices) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator mig', profile, `${this.product} cannot be sliced; share it with Accelerator.shared, or choose another product`);
    }
  }
}

function checkShare(problems: Problems, cloud: Cloud, { renamed, clients }: Share): void {
  const most = cloud === Cloud.GKE ? 48 : 1024;
  problems.wholeNumber('COUNT_RANGE', 'accelerator clients', clients, 2, most, `from 2 to ${most} pods share a GPU`);
  if (renamed && cloud === Cloud.GKE) {
    problems.add('FIELD_IGNORED', 'accelerator renamed', renamed, 'GKE names shared GPUs nvidia.com/gpu; leave it out');
  }
}

/** Exact values of node labels have a dash, and lower-case letters or the vendor in front. */
function isExact(product: string): boolean {
  return product.length <= 63 && /^[A-Za-z0-9][-A-Za-z0-9_.]*-[-A-Za-z0-9_.]*[A-Za-z0-9]$/.test(product) && (/[a-z]/.test(product) || product.startsWith('NVIDIA-'));
}

const dotted = (profile: string) => profile.replace('+', '.');
