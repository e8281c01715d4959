import type { ClusterQueueResourceGroup } from '../../imports/kueue.x-k8s.io';
import type { Problems } from '../core';
import type { Quota } from './quota';
import type { ResourceAmounts } from './resource-amounts';
import { checkAmounts, fieldOfResource, quantitiesOf } from './resource-amounts';

const LIMITS = ['borrowingLimit', 'lendingLimit'] as const;

/** A quota and where its author wrote it. */
interface Placed {
  readonly index: number;
  readonly quota: Quota;
}

/**
 * Kueue wants resources in groups: all flavors of a group cover the same
 * resources in one order, and no resource or flavor is in two groups.
 * @internal
 */
export class ResourceGroups {
  /** Quotas of the same resources are a group, in the order in which they were written. */
  private readonly groups: Placed[][];

  constructor(private readonly quotas: readonly Quota[]) {
    const groups = new Map<string, Placed[]>();
    quotas.forEach((quota, index) => {
      const key = JSON.stringify(resourcesOf(quota).sort());
      groups.set(key, [...groups.get(key) ?? [], { index, quota }]);
    });
    this.groups = [...groups.values()];
  }

  public render(): ClusterQueueResourceGroup[] {
    return this.groups.map(group => {
      const coveredResources = resourcesOf(group[0].quota);
      const flavors = group.map(({ quota }) => ({ name: quota.flavor.flavorName, resources: coveredResources.map(name => resource(quota, name)) }));
      return { coveredResources, flavors };
    });
  }

  /** `parent` is the prop that would put the owner of the quotas into a cohort, where it is in none. */
  public check(problems: Problems, parent: string | undefined): void {
    this.quotas.forEach((quota, index) => {
      const at = `quotas[${index}]`;
      checkAmounts(problems, at, quota.nominalQuota);
      for (const limit of LIMITS) this.checkLimit(problems, quota, `${at}.${limit}`, limit, parent);
      if (resourcesOf(quota).length === 0) problems.add('KUEUE_NO_QUOTA', at, undefined, 'it is of nothing; give it cpu, memory or devices');
      const name = quota.flavor.flavorName;
      const former = this.quotas.findIndex(({ flavor }) => flavor.flavorName === name);
      if (former < index) problems.add('KUEUE_RESOURCE_GROUP', at, name, `quotas[${former}] is of this flavor too; put all its resources into one quota`);
    });
    this.checkOverlaps(problems);
  }

  /** The prop behind a path below `spec.resourceGroups`. */
  public fieldOf(path: string): string | undefined {
    const [, g, part, i, rest] = /^spec\.resourceGroups(?:\[(\d+)\](?:\.(flavors|coveredResources)\[(\d+)\](.*))?)?/.exec(path) ?? [];
    if (!path.startsWith('spec.resourceGroups')) return undefined;
    const group = this.groups[Number(g)];
    const placed = part === 'flavors' ? group?.[Number(i)] : group?.[0];
    if (!placed) return 'quotas';
    const at = `quotas[${placed.index}]`;
    const { nominalQuota, limits } = placed.quota;
    const [, r, field] = /^\.resources\[(\d+)\](?:\.(\w+))?/.exec(rest ?? '') ?? [];
    const name = resourcesOf(group[0].quota)[Number(r)];
    if (name === undefined) return at;
    const limit = LIMITS.find(one => one === field);
    return limit ? `${at}.${limit}.${fieldOfResource(limits[limit] ?? {}, name)}` : `${at}.${fieldOfResource(nominalQuota, name)}`;
  }

  private checkLimit(problems: Problems, quota: Quota, at: string, limit: typeof LIMITS[number], parent: string | undefined): void {
    const amounts = quota.limits[limit];
    if (!amounts) return;
    checkAmounts(problems, at, amounts);
    const covered = resourcesOf(quota);
    for (const [name, quantity] of Object.entries(quantitiesOf(amounts))) {
      const field = `${at}.${fieldOfResource(amounts, name)}`;
      if (!covered.includes(name)) problems.add('FIELD_IGNORED', field, quantity, `the quota has no ${name} to limit; give it some, or 0 to live on what others lend`);
      else if (parent) problems.add('KUEUE_QUOTA', field, quantity, `nobody shares with it; set \`${parent}\`, or remove the limit`);
    }
  }

  /** Groups that share some resources, and not all. */
  private checkOverlaps(problems: Problems): void {
    this.groups.forEach((group, g) => {
      const own = resourcesOf(group[0].quota);
      for (const [{ index, quota }] of this.groups.slice(0, g)) {
        const theirs = resourcesOf(quota);
        if (!own.some(one => theirs.includes(one))) continue;
        const [here, there] = [theirs.filter(one => !own.includes(one)), own.filter(one => !theirs.includes(one))];
        const mend = [...here.length > 0 ? [`${here.join(', ')} to this one`] : [], ...there.length > 0 ? [`${there.join(', ')} to quotas[${index}]`] : []];
        problems.add('KUEUE_RESOURCE_GROUP', `quotas[${group[0].index}]`, own.join(', '),
          `quotas that share a resource cover the same ones, and quotas[${index}] has ${theirs.join(', ')}; add ${mend.join(', and ')}, 0 for none`);
        return;
      }
    });
  }
}

const resourcesOf = ({ nominalQuota }: Quota) => Object.keys(quantitiesOf(nominalQuota));

function resource({ nominalQuota, limits }: Quota, name: string): ClusterQueueResourceGroup['flavors'][number]['resources'][number] {
  const of = (amounts: ResourceAmounts = {}) => quantitiesOf(amounts)[name];
  return { name, nominalQuota: of(nominalQuota), borrowingLimit: of(limits.borrowingLimit), lendingLimit: of(limits.lendingLimit) };
}
