import type { Size } from 'cdk8s';
import type { AcceleratorScheduling, Device } from './accelerator-device';
import { isLabelValue, labelled, PlainDevice } from './accelerator-device';
import { NvidiaGpu } from './accelerator-nvidia';
import type { AcceleratorOptions, AmdGpuOptions, GaudiOptions, MigOptions, NeuronOptions, SharedGpuOptions, TpuOptions } from './accelerator-options';
import { GpuSharing, IntelGpuDriver, MigStrategy, NeuronUnit } from './accelerator-options';
import { Tpu } from './accelerator-tpu';
import type { DeviceClaim, DeviceClaims } from './device-claim';
import { ClaimedDevice } from './device-claim';
import type { Hugepages } from './hugepages';
import { checkHugepages, HUGEPAGES } from './hugepages';
import { Cloud } from './platform';
import type { Platform } from './platform';
import type { Problems } from './problems';
import { nearest } from '../check/nearest';

export * from './accelerator-options';

/**
 * What a container gets beside CPU and memory: GPUs, TPUs, other devices.
 *
 * It asks for the device under its resource name, sends the pod to nodes that
 * have it, in the words of the declared cloud, and tolerates their taint.
 *
 * @example
 * Accelerator.nvidia('H100', 8);
 * Accelerator.mig('1g.10gb');
 * Accelerator.tpu('tpu-v6e-slice', '4x4').hosts; // 4 machines of 4 chips
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
    return new Accelerator(new NvidiaGpu(count, product));
  }

  /**
   * Slices of NVIDIA GPUs (MIG).
   * @param profile e.g. `1g.10gb`; on GKE it becomes the partition size of the node pool
   * @param count slices of one pod, at least 1
   * @see https://docs.nvidia.com/datacenter/cloud-native/kubernetes/latest/index.html
   */
  public static mig(profile: string, count: number = 1, options: MigOptions = {}): Accelerator {
    const slice = { profile, single: options.strategy === MigStrategy.SINGLE };
    return new Accelerator(new NvidiaGpu(count, options.product, { slice }));
  }

  /**
   * An NVIDIA GPU that several pods use. A pod gets one share: asking for more
   * gives no more of the GPU, and device plugins refuse it.
   * @param product as in `Accelerator.nvidia`
   * @see https://github.com/NVIDIA/k8s-device-plugin#shared-access-to-gpus
   */
  public static shared(product?: string, options: SharedGpuOptions = {}): Accelerator {
    const { sharing = GpuSharing.TIME_SLICING, renamed, clients } = options;
    return new Accelerator(new NvidiaGpu(1, product, { share: { sharing, renamed, clients } }));
  }

  /**
   * AMD GPUs.
   * @param count GPUs, or partitions, of one pod
   * @see https://instinct.docs.amd.com/projects/k8s-device-plugin/en/latest/
   */
  public static amd(count: number = 1, options: AmdGpuOptions = {}): Accelerator {
    const { product, partition } = options;
    return new Accelerator(new PlainDevice(`amd.com/${partition ?? 'gpu'}`, count, {
      taint: 'amd.com/gpu', ...productLabel('amd.com/gpu.product-name', product),
    }));
  }

  /**
   * Intel GPUs.
   * @param count GPUs of one pod
   * @param product value of the node label `gpu.intel.com/product`, e.g. `Max_1100`; any if left out
   * @see https://intel.github.io/intel-device-plugins-for-kubernetes/cmd/gpu_plugin/README.html
   */
  public static intel(count: number = 1, driver: IntelGpuDriver = IntelGpuDriver.I915, product?: string): Accelerator {
    return new Accelerator(new PlainDevice(`gpu.intel.com/${driver}`, count, productLabel('gpu.intel.com/product', product)));
  }

  /**
   * Intel Gaudi.
   * @param count cards of one pod
   * @see https://docs.habana.ai/en/latest/Installation_Guide/Additional_Installation/Kubernetes_Installation/index.html
   */
  public static gaudi(count: number = 1, options: GaudiOptions = {}): Accelerator {
    const { hugepages } = options;
    const size = hugepages?.asString();
    return new Accelerator(new PlainDevice('habana.ai/gaudi', count, {
      extra: size === undefined ? undefined : { [HUGEPAGES.resource]: size },
      check: problems => checkHugepages(problems, 'accelerator hugepages', size),
    }), hugepages);
  }

  /**
   * A slice of Google TPUs (GKE): chips in a grid, on one machine or on several.
   * Of several machines each takes a pod: `hosts` says how many pods the slice needs, all of one job.
   * @param type value of `cloud.google.com/gke-tpu-accelerator`, e.g. `tpu-v5-lite-podslice`
   * @param topology value of `cloud.google.com/gke-tpu-topology`, e.g. `2x4`; its product is the number of chips
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/plan-tpus
   */
  public static tpu(type: string, topology: string, options: TpuOptions = {}): Accelerator {
    return new Accelerator(new Tpu(type, topology, options.chipsPerHost));
  }

  /**
   * AWS Trainium and Inferentia.
   * @param devices devices of one pod, or cores, as the unit says
   * @see https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/kubernetes-getting-started.html
   */
  public static neuron(devices: number = 1, options: NeuronOptions = {}): Accelerator {
    const { unit = NeuronUnit.DEVICE, instanceTypes } = options;
    return new Accelerator(new PlainDevice(`aws.amazon.com/${unit}`, devices, {
      taint: 'aws.amazon.com/neuron',
      nodes: instanceTypes && instanceTypes.length > 0 ? labelled('node.kubernetes.io/instance-type', instanceTypes) : undefined,
      // A process runs on a core; how many a device has depends on its generation.
      processes: unit === NeuronUnit.CORE ? devices : undefined,
      check: problems => {
        for (const type of instanceTypes ?? []) {
          if (!/^(trn|inf)\d[a-z]*\.[a-z0-9-]+$/.test(type)) problems.add('ACCELERATOR_UNKNOWN', 'accelerator instanceTypes', type, "use instances with Neuron, e.g. 'trn1.32xlarge' or 'inf2.xlarge'");
        }
      },
    }));
  }

  /**
   * Huawei Ascend.
   * @param count devices of one pod
   * @param model as the device plugin, or the scheduler, names it: `Ascend910`, `Ascend310P` ...
   */
  public static ascend(count: number = 1, model: string = 'Ascend910'): Accelerator {
    return new Accelerator(new PlainDevice(`huawei.com/${model}`, count, {
      check: problems => {
        if (/^Ascend\d+[A-Za-z0-9-]*$/.test(model)) return;
        const near = nearest(model, ['Ascend310', 'Ascend310P', 'Ascend910', 'Ascend910A', 'Ascend910B']);
        problems.add('ACCELERATOR_UNKNOWN', 'accelerator model', model, near ? `did you mean '${near}'?` : "use a model such as 'Ascend910', or Accelerator.of with the name of the resource");
      },
    }));
  }

  /** Any device by the resource name of its plugin. */
  public static of(resource: string, count: number = 1, options: AcceleratorOptions = {}): Accelerator {
    return new Accelerator(new PlainDevice(resource, count, {
      taint: options.taint,
      nodes: { nodeSelector: { ...options.nodeSelector } },
      processes: resource.endsWith('.shared') ? undefined : count,
      check: problems => {
        if (resource.endsWith('.shared') && count > 1) {
          problems.add('COUNT_RANGE', 'accelerator count', count, 'more than one share of a GPU gives no more of it, and device plugins refuse the pod; take 1, or whole GPUs');
        }
      },
    }));
  }

  /**
   * Devices by dynamic resource allocation. Do not mix it with a device plugin
   * for the same devices on one node.
   */
  public static claim(claim: DeviceClaim, options: AcceleratorOptions = {}): Accelerator {
    return new Accelerator(new ClaimedDevice(claim, options));
  }

  /** Devices of one pod; of a claim whose number is not known, 1. */
  public readonly count: number;

  /** Machines of one slice, each with a pod of its own; 1 but for TPUs. */
  public readonly hosts: number;

  private readonly device: Device;

  private constructor(device: any, private readonly pages?: Size) {
    this.device = device;
    this.count = device.count;
    this.hosts = device.hosts ?? 1;
  }

  /** The resource name that a container asks for on this cloud, e.g. `nvidia.com/gpu`; empty if it claims devices instead. */
  public resourceName(cloud: Cloud): string {
    return this.device.resource(cloud);
  }

  /**
   * What the container requests and is limited to.
   * @internal
   */
  public _resources(cloud: Cloud): Record<string, string> {
    const name = this.resourceName(cloud);
    return { ...name !== '' && { [name]: String(this.count) }, ...this.device.extra };
  }

  /** @internal */
  public _scheduling(cloud: Cloud): AcceleratorScheduling {
    const { taint } = this.device;
    const { nodeSelector, affinity = [], tolerations = [] } = this.device.nodes(cloud);
    return {
      nodeSelector, affinity, tolerations: [
      // GKE tolerates the taints of extended resources by itself; others do not.
        ...taint !== undefined && (cloud !== Cloud.GKE || taint !== this.device.resource(cloud)) ? [{ key: taint, operator: 'Exists' as const, effect: 'NoSchedule' as const }] : [],
        ...cloud === Cloud.AKS ? [{ key: 'sku', operator: 'Equal' as const, value: 'gpu', effect: 'NoSchedule' as const }] : [],
        ...tolerations,
      ],
    };
  }

  /**
   * What dynamic resource allocation needs in the pod; undefined without it.
   * @internal
   */
  public _claims(workload: string): DeviceClaims | undefined {
    return this.device instanceof ClaimedDevice ? this.device.claim._of(workload) : undefined;
  }

  /**
   * Huge pages of the container, which are among `_resources` already.
   * @internal
   */
  public get _hugepages(): Hugepages | undefined {
    return this.pages && { ...HUGEPAGES, size: this.pages.asString() };
  }

  /**
   * Processes that one pod starts, one for each device; undefined if the accelerator does not tell.
   * @internal
   */
  public get _processes(): number | undefined {
    return this.device.processes;
  }

  /**
   * Whether Trainer's `auto` starts a process for each device: it counts resources with `gpu` in their name.
   * @internal
   */
  public _counted(cloud: Cloud): boolean {
    return this.resourceName(cloud).toLowerCase().includes('gpu');
  }

  /** @internal */
  public _check(problems: Problems, cloud: Cloud, platform?: Platform): void {
    this.device.check(problems, cloud, platform);
  }
}

function productLabel(label: string, product: string | undefined) {
  if (product === undefined) return {};
  return {
    nodes: labelled(label, [product]),
    check: (problems: Problems) => {
      if (!isLabelValue(product)) problems.add('LABEL_INVALID', 'accelerator product', product, `it is the value of the node label ${label}: letters, digits, -, _ and .`);
    },
  };
}
