import { Size } from 'cdk8s';
import type { Manifest } from '../check';
import { demandOf, parseQuantity } from '../check';

/** What a job asks of the cluster, all its pods at once. */
export interface JobTotals {
  /** Pods that run at once. */
  readonly pods: number;
  /** CPU cores that they request. */
  readonly cpuCores: number;
  /** Memory that they request. */
  readonly memory: Size;
  /** Devices by resource name, e.g. `nvidia.com/gpu`; of claims by the name of their template. */
  readonly accelerators: { [resource: string]: number };
  /** Volumes that are made for it: claims of the job and of its pods. */
  readonly storage: Size;
}

/**
 * The sum of a rendered job, on a runtime of the app or another, and of the claims that were made for it.
 * @internal
 */
export function totalsOf(job: Manifest, claims: readonly Manifest[], runtime?: Manifest): JobTotals {
  const { pods = 0, resources = {}, storage = 0, claims: devices = {} } = demandOf(job, { find: () => runtime }) ?? {};
  const accelerators = Object.fromEntries(Object.entries(resources).filter(([name]) => name.includes('/')));
  const claimed = claims.reduce((sum, { spec }) => sum + (parseQuantity(spec?.resources?.requests?.storage) ?? 0), 0);
  return {
    pods,
    cpuCores: resources.cpu ?? 0,
    memory: sizeOf(resources.memory ?? 0),
    accelerators: { ...accelerators, ...devices },
    storage: sizeOf(storage + claimed),
  };
}

/**
 * A size in the largest unit that says it in whole numbers.
 * @internal
 */
export function sizeOf(bytes: number): Size {
  if (bytes % 2 ** 30 === 0) return Size.gibibytes(bytes / 2 ** 30);
  return bytes % 2 ** 20 === 0 ? Size.mebibytes(bytes / 2 ** 20) : Size.kibibytes(Math.ceil(bytes / 2 ** 10));
}
