import type { Size } from 'cdk8s';

/** The driver of an Intel GPU, which decides its resource name. */
export enum IntelGpuDriver {
  /** `gpu.intel.com/i915` */
  I915 = 'i915',
  /** `gpu.intel.com/xe` */
  XE = 'xe',
}

/** How the device plugin of NVIDIA offers slices of a GPU. */
export enum MigStrategy {
  /** Each profile is a resource of its own: `nvidia.com/mig-1g.10gb`. */
  MIXED = 'mixed',
  /** All slices of a node are of one profile, named `nvidia.com/gpu`; the profile is in the label of the product. */
  SINGLE = 'single',
}

/** How several pods use one NVIDIA GPU. */
export enum GpuSharing {
  /** In turns; each sees the whole memory. GKE calls it time-sharing. */
  TIME_SLICING = 'time-slicing',
  /** At the same time, through CUDA's Multi-Process Service. */
  MPS = 'mps',
}

/** What a count of AWS Neuron means. */
export enum NeuronUnit {
  /** Whole Trainium or Inferentia devices: `aws.amazon.com/neuron`. */
  DEVICE = 'neuron',
  /** Single cores of them: `aws.amazon.com/neuroncore`. */
  CORE = 'neuroncore',
}

/** Node labels and taints of an accelerator that this library has no factory for. */
export interface AcceleratorOptions {
  /**
   * Labels of the nodes that carry it.
   * @default - none: the resource name, or the device class, alone decides
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Key of a taint of those nodes, tolerated with operator Exists and effect NoSchedule.
   * @default - the resource name; of a claim: the taint usual for its device class, if there is one
   */
  readonly taint?: string;
}

/** Options of slices of NVIDIA GPUs. */
export interface MigOptions {
  /**
   * How the cluster offers slices. GKE has one way of its own, whatever is said here.
   * @default MigStrategy.MIXED
   */
  readonly strategy?: MigStrategy;
  /**
   * The GPU that is sliced, as in `Accelerator.nvidia`. Needed with strategy
   * `single`, except on GKE: the label that tells the profile starts with it.
   * @default - any
   */
  readonly product?: string;
}

/** Options of a shared NVIDIA GPU. */
export interface SharedGpuOptions {
  /**
   * How it is shared.
   * @default GpuSharing.TIME_SLICING
   */
  readonly sharing?: GpuSharing;
  /**
   * Whether the device plugin runs with `renameByDefault`: the resource is then
   * `nvidia.com/gpu.shared`, so that nobody gets a share who asked for a GPU. GKE has no such thing.
   * @default false
   */
  readonly renamed?: boolean;
  /**
   * How many pods may share a GPU, from 2 to 48 on GKE; selects nodes set up for that number.
   * @default - any number
   */
  readonly clients?: number;
}

/** Options of AMD GPUs. */
export interface AmdGpuOptions {
  /**
   * Value of the node label `amd.com/gpu.product-name`, e.g. `AMD_Instinct_MI300X_OAM`.
   * @default - any
   */
  readonly product?: string;
  /**
   * A partition, where the device plugin names its resources by them (naming strategy `mixed`): `cpx_nps4` becomes `amd.com/cpx_nps4`.
   * @default - whole GPUs: `amd.com/gpu`
   */
  readonly partition?: string;
}

/** Options of Intel Gaudi. */
export interface GaudiOptions {
  /**
   * Huge pages of 2 MiB for the container, a multiple of 2 MiB; the nodes must have set them aside.
   * @default - none
   */
  readonly hugepages?: Size;
}

/** Options of Google TPUs. */
export interface TpuOptions {
  /**
   * Chips of one machine: 1, 4 or 8. Machines of a slice of several have 4.
   * @default - all of the topology if one machine can have them, else 4
   */
  readonly chipsPerHost?: number;
}

/** Options of AWS Trainium and Inferentia. */
export interface NeuronOptions {
  /**
   * What is counted.
   * @default NeuronUnit.DEVICE
   */
  readonly unit?: NeuronUnit;
  /**
   * Instance types that will do, e.g. `trn1.32xlarge`.
   * @default - any that has the devices
   */
  readonly instanceTypes?: string[];
}
