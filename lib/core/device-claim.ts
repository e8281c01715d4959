import type { Device, DeviceNodes } from './accelerator-device';
import { checkCount } from './accelerator-device';
import type { AcceleratorOptions } from './accelerator-options';
import type { Cloud, Platform } from './platform';
import type { Problems } from './problems';

/** How many devices of a class are taken. */
export enum AllocationMode {
  /** As many as the count says. */
  EXACT_COUNT = 'ExactCount',
  /** All that match on one node, or the pod waits. */
  ALL = 'All',
}

/** Devices of one class. */
export interface DeviceRequest {
  /** Name of the DeviceClass, e.g. `gpu.nvidia.com`, `mig.nvidia.com`, `neuron.aws.com`. */
  readonly deviceClass: string;
  /**
   * Devices of one pod, at least 1.
   * @default 1
   */
  readonly count?: number;
  /**
   * CEL expressions over `device`, all of which have to hold; at most 32.
   * @default - any device of the class
   */
  readonly selectors?: string[];
  /**
   * Whether the count is taken, or all.
   * @default AllocationMode.EXACT_COUNT
   */
  readonly allocationMode?: AllocationMode;
}

/** In the pod, and as the one request of a template. */
const CLAIM = 'device';
/** Taints of nodes whose devices are known by their class. */
const TAINTS: Readonly<Record<string, string>> = {
  'gpu.nvidia.com': 'nvidia.com/gpu',
  'mig.nvidia.com': 'nvidia.com/gpu',
  'neuron.aws.com': 'aws.amazon.com/neuron',
  'gpu.amd.com': 'amd.com/gpu',
  'tpu.google.com': 'google.com/tpu',
};

/**
 * Devices by dynamic resource allocation: asked for by class and attributes
 * instead of by the name of a resource. Needs Kubernetes 1.34 and a driver.
 *
 * Give it to `Accelerator.claim`. A template of ours is a ResourceClaimTemplate
 * beside the workload, from which each pod gets a claim of its own.
 *
 * @example
 * Accelerator.claim(DeviceClaim.template({
 *   deviceClass: 'gpu.nvidia.com', count: 2,
 *   selectors: ["device.attributes['gpu.nvidia.com'].productName.matches('H100')"],
 * }));
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export class DeviceClaim {
  /** A new ResourceClaimTemplate for devices of one class. */
  public static template(request: DeviceRequest): DeviceClaim {
    return new DeviceClaim({ requests: [request] });
  }

  /**
   * A new ResourceClaimTemplate for the first of several requests that can be met.
   * @param requests in the order of preference; from 1 to 8
   */
  public static firstAvailable(requests: DeviceRequest[]): DeviceClaim {
    return new DeviceClaim({ requests, alternatives: true });
  }

  /**
   * A ResourceClaim that exists. Every pod that names it uses the same devices.
   * @param name its name, in the namespace of the workload
   */
  public static existing(name: string): DeviceClaim {
    return new DeviceClaim({ claim: name });
  }

  /**
   * A ResourceClaimTemplate that exists.
   * @param name its name, in the namespace of the workload
   */
  public static existingTemplate(name: string): DeviceClaim {
    return new DeviceClaim({ template: name });
  }

  /** @internal */
  public readonly _source: ClaimSource;

  private constructor(source: any) {
    this._source = source;
  }

  /**
   * What the pod and the container say, and the object to make for them.
   * @internal
   */
  public _of(workload: string, claimed: string = CLAIM): DeviceClaims {
    const { requests, alternatives, claim, template } = this._source;
    const name = template ?? `${workload}-${claimed === CLAIM ? 'devices' : claimed}`;
    return {
      pod: [{ name: claimed, ...claim === undefined ? { resourceClaimTemplateName: name } : { resourceClaimName: claim } }],
      container: [{ name: claimed }],
      ...requests && {
        template: {
          name,
          body: {
            spec: {
              spec: {
                devices: {
                  requests: [{
                    name: claimed,
                    ...alternatives
                      ? { firstAvailable: requests.map((request, i) => ({ name: `choice-${i + 1}`, ...deviceRequest(request) })) }
                      : { exactly: deviceRequest(requests[0]) },
                  }],
                },
              },
            },
          },
        },
      },
    };
  }

  /** @internal */
  public _check(problems: Problems, platform: Platform | undefined, field: string = 'accelerator'): void {
    const { requests, alternatives, claim, template } = this._source;
    if (platform && !platform.atLeast(34)) {
      problems.add('PLATFORM_UNSUPPORTED', field, 'DeviceClaim',
        `resource.k8s.io/v1 came with Kubernetes 1.34, the platform runs ${platform.kubernetes}; ask for a resource, e.g. Accelerator.nvidia(), or declare Platform kubernetes`);
    }
    for (const name of [claim, template]) {
      if (name !== undefined && !(name.length <= 253 && isSubdomain(name))) {
        problems.add('NAME_INVALID', `${field} claim`, name, 'it names an object: use lower-case letters, digits, - and .');
      }
    }
    if (alternatives && (requests!.length < 1 || requests!.length > 8)) {
      problems.add('COUNT_RANGE', `${field} firstAvailable`, requests!.length, 'from 1 to 8 requests, the preferred one first');
    }
    for (const { deviceClass, count, allocationMode, selectors = [] } of requests ?? []) {
      if (!isSubdomain(deviceClass)) problems.add('NAME_INVALID', `${field} deviceClass`, deviceClass, "it names a DeviceClass, e.g. 'gpu.nvidia.com'");
      if (allocationMode === AllocationMode.ALL) {
        if (count !== undefined) problems.add('FIELD_IGNORED', `${field} count`, count, 'all devices are taken; leave out count or allocationMode');
      } else checkCount(problems, count ?? 1);
      if (selectors.length > 32) problems.add('COUNT_RANGE', `${field} selectors`, selectors.length, 'at most 32 expressions; join some with &&');
    }
  }
}

function deviceRequest({ deviceClass, count, selectors = [], allocationMode = AllocationMode.EXACT_COUNT }: DeviceRequest) {
  return {
    deviceClassName: deviceClass,
    allocationMode,
    // With mode All a count is a problem; it is told, not dropped.
    ...(allocationMode === AllocationMode.EXACT_COUNT || count !== undefined) && { count: count ?? 1 },
    ...selectors.length > 0 && { selectors: selectors.map(expression => ({ cel: { expression } })) },
  };
}

function isSubdomain(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/** What stands behind a claim: requests for a template of ours, or the name of what exists. */
interface ClaimSource {
  readonly requests?: readonly DeviceRequest[];
  readonly alternatives?: boolean;
  readonly claim?: string;
  readonly template?: string;
}

/**
 * What a claim puts into a pod.
 * @internal
 */
export interface DeviceClaims {
  /** `spec.resourceClaims` of the pod. */
  readonly pod: Array<{ name: string; resourceClaimName?: string; resourceClaimTemplateName?: string }>;
  /** `resources.claims` of the container. */
  readonly container: Array<{ name: string }>;
  /** A ResourceClaimTemplate (resource.k8s.io/v1) to make. */
  readonly template?: { readonly name: string; readonly body: { spec: object } };
}

/** Devices that a pod claims: the claim says everything, no resource is named. */
export class ClaimedDevice implements Device {
  public readonly count: number;
  public readonly processes?: number;
  public readonly taint?: string;

  constructor(public readonly claim: DeviceClaim, private readonly options: AcceleratorOptions) {
    const requests = claim._source.requests ?? [];
    const counts = new Set(requests.map(({ count = 1, allocationMode }) => (allocationMode === AllocationMode.ALL ? undefined : count)));
    // Only one number, whichever request is met, says how many there will be.
    this.processes = counts.size === 1 ? [...counts][0] : undefined;
    this.count = this.processes ?? 1;
    const taints = new Set(requests.map(({ deviceClass }) => (Object.hasOwn(TAINTS, deviceClass) ? TAINTS[deviceClass] : undefined)));
    this.taint = options.taint ?? (taints.size === 1 ? [...taints][0] : undefined);
  }

  public resource(): string {
    return '';
  }

  public nodes(): DeviceNodes {
    return { nodeSelector: { ...this.options.nodeSelector } };
  }

  public check(problems: Problems, _: Cloud, platform?: Platform): void {
    this.claim._check(problems, platform);
  }
}
