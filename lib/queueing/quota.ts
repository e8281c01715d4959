import type { ResourceAmounts } from './resource-amounts';
import type { IResourceFlavor } from './resource-flavor';

/** How far a quota stretches within its cohort. */
export interface QuotaLimits {
  /**
   * The most that may be borrowed on top of the quota; needs a cohort.
   * @default - all that others lend
   */
  readonly borrowingLimit?: ResourceAmounts;
  /**
   * The most that others may borrow while it is unused; needs a cohort.
   * @default - the whole quota
   */
  readonly lendingLimit?: ResourceAmounts;
}

/**
 * How much of one flavor of nodes a queue may use.
 *
 * Quotas of one queue that share a resource cover the same resources: write 0
 * for those that a flavor does not have. A flavor listed first is tried first.
 *
 * @example
 * const spot = new ResourceFlavor(stack, 'spot', { nodeLabels: { 'acme.example/capacity': 'spot' } });
 * Quota.of(spot, { cpu: kplus.Cpu.units(64), memory: Size.gibibytes(512), devices: { 'nvidia.com/gpu': 16 } });
 * @see https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/#resource-groups
 */
export class Quota {
  /** A quota of a flavor, with limits for what is shared in a cohort. */
  public static of(flavor: IResourceFlavor, nominalQuota: ResourceAmounts, limits: QuotaLimits = {}): Quota {
    return new Quota(flavor, nominalQuota, limits);
  }

  private constructor(
    /** The flavor it is of. */
    public readonly flavor: IResourceFlavor,
    /** What the queue is sure of. */
    public readonly nominalQuota: ResourceAmounts,
    /** How far it stretches within the cohort. */
    public readonly limits: QuotaLimits,
  ) {}
}
