import type { Cloud, Platform } from './platform';
import type { Problems } from './problems';

/** A label that nodes must have; as in core/v1, whose types users do not install. */
export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: string[];
}

/** A taint that pods put up with; as in core/v1. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

/**
 * What an accelerator, or a kind of capacity, asks of the scheduler.
 * @internal
 */
export interface AcceleratorScheduling {
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: Toleration[];
  readonly affinity: NodeSelectorRequirement[];
}

/** Where a device is found. */
export interface DeviceNodes {
  readonly nodeSelector: Record<string, string>;
  readonly affinity?: NodeSelectorRequirement[];
  /** Taints of its nodes beside the one of the device. */
  readonly tolerations?: Toleration[];
}

/** One kind of device, as a factory of `Accelerator` makes it. */
export interface Device {
  /** Devices of one pod. */
  readonly count: number;
  /** Machines that belong together. */
  readonly hosts?: number;
  /** Key of the taint of its nodes. */
  readonly taint?: string;
  /** Processes that one pod starts; undefined if the devices do not tell. */
  readonly processes?: number;
  /** Further resources of the container. */
  readonly extra?: Record<string, string>;
  /** The resource name; empty if the device is claimed instead. */
  resource(cloud: Cloud): string;
  nodes(cloud: Cloud): DeviceNodes;
  check(problems: Problems, cloud: Cloud, platform?: Platform): void;
}

/** A label that has one value, or one of several. */
export function labelled(label: string, values: readonly string[]): DeviceNodes {
  return values.length === 1
    ? { nodeSelector: { [label]: values[0] } }
    : { nodeSelector: {}, affinity: [{ key: label, operator: 'In', values: [...values] }] };
}

/** A device that is named by its resource alone. */
export class PlainDevice implements Device {
  public readonly taint: string;
  public readonly processes?: number;
  public readonly extra?: Record<string, string>;

  constructor(private readonly name: string, public readonly count: number, private readonly own: PlainDeviceProps = {}) {
    this.taint = own.taint ?? name;
    this.processes = 'processes' in own ? own.processes : count;
    this.extra = own.extra;
  }

  public resource(): string {
    return this.name;
  }

  public nodes(): DeviceNodes {
    return this.own.nodes ?? { nodeSelector: {} };
  }

  public check(problems: Problems): void {
    checkCount(problems, this.count);
    if (!isExtendedResource(this.name)) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator', this.name, "a device is named '<vendor domain>/<device>', e.g. 'nvidia.com/gpu'");
    }
    this.own.check?.(problems);
  }
}

interface PlainDeviceProps {
  readonly taint?: string;
  readonly nodes?: DeviceNodes;
  readonly processes?: number;
  readonly extra?: Record<string, string>;
  readonly check?: (problems: Problems) => void;
}

export function checkCount(problems: Problems, count: number): void {
  problems.wholeNumber('COUNT_RANGE', 'accelerator count', count, 1, 1024, 'a pod takes a whole number of devices, at least 1');
}

/** `<vendor domain>/<device>`, as device plugins register it; `requests.` is the quota's prefix. */
export function isExtendedResource(resource: string): boolean {
  const [domain, device, ...more] = resource.split('/');
  return more.length === 0 && device !== undefined && device.length <= 63 && resource.length <= 253 && !domain.startsWith('requests.') &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(domain) && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(device);
}

/** A value of a label that is not empty. */
export function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(value);
}
