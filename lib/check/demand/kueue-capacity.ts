import { amountOf } from './amount';
import type { Manifest } from '../manifest';
import { isAbsent, list, record, text } from '../manifest';
import type { Objects } from '../objects';

const QUEUE = 'kueue.x-k8s.io/ClusterQueue';
const COHORT = 'kueue.x-k8s.io/Cohort';
/** Of deeper trees nothing is said. */
const MAX_DEPTH = 50;

interface Quota {
  readonly nominal: bigint;
  readonly borrowing?: bigint;
  readonly lending?: bigint;
}

/** A ClusterQueue or Cohort; a cohort that is not in the input has quotas that nobody knows. */
interface Node {
  readonly quotas: ReadonlyMap<string, Quota>;
  readonly isKnown: boolean;
  readonly parent?: Node;
  readonly children: Node[];
  readonly depth: number;
  /** By flavor and resource; null is what cannot be known. */
  readonly subtree: Map<string, bigint | null>;
}

/** Resources that share flavors in a ClusterQueue. */
export interface ResourceGroup {
  readonly resources: ReadonlySet<string>;
  readonly flavors: readonly string[];
}

const key = (flavor: unknown, resource: unknown) => `${String(flavor)}|${String(resource)}`;
const lesser = (one: bigint | undefined, other: bigint): bigint => (one === undefined || other < one ? other : one);

/** What each ClusterQueue of an input can give at the most, its own and borrowed. */
export class KueueCapacity {
  private readonly cohorts = new Map<string, Node | undefined>();
  private readonly queues = new Map<string, { readonly node: Node; readonly groups: readonly ResourceGroup[] }>();

  /** `isWhole`: there are no more queues than those of the input. */
  constructor(private readonly objects: Objects, private readonly isWhole: boolean) {
    for (const { metadata } of objects.all(COHORT)) if (metadata.name !== undefined) this.cohort(metadata.name);
    for (const queue of objects.all(QUEUE)) {
      if (queue.metadata.name === undefined) continue;
      const parent = text(queue.spec[queue.apiVersion.endsWith('/v1beta1') ? 'cohort' : 'cohortName']);
      const node = nodeOf(queue, true, parent === '' ? undefined : this.cohort(parent) ?? UNKNOWN);
      if (node.parent?.isKnown) node.parent.children.push(node);
      this.queues.set(queue.metadata.name, { node, groups: groupsOf(queue) });
    }
  }

  /** The resource groups of a ClusterQueue; undefined where it is not in the input. */
  public groupsOf(queue: string): readonly ResourceGroup[] | undefined {
    return this.queues.get(queue)?.groups;
  }

  /** The most that a ClusterQueue can give of a resource in a flavor; undefined where there is no bound, or none that is known. */
  public of(queue: string, flavor: string, resource: string): bigint | undefined {
    const found = this.queues.get(queue);
    return found && potential(found.node, key(flavor, resource));
  }

  /** A cohort and those above it; one that stands above itself is unknown. */
  private cohort(name: string, depth = 0): Node | undefined {
    if (this.cohorts.has(name)) return this.cohorts.get(name);
    this.cohorts.set(name, undefined);
    if (depth > MAX_DEPTH) return undefined;
    const object = this.objects.find(COHORT, undefined, name);
    const above = text(object?.spec.parentName);
    const parent = above === '' ? undefined : this.cohort(above, depth + 1) ?? UNKNOWN;
    const node = nodeOf(object, object !== undefined && this.isWhole, parent);
    if (node.depth > MAX_DEPTH) return undefined;
    if (parent?.isKnown) parent.children.push(node);
    this.cohorts.set(name, node);
    return node;
  }
}

/** Whatever it has, it gives no bound. */
const UNKNOWN: Node = { quotas: new Map(), isKnown: false, children: [], depth: 0, subtree: new Map() };

function nodeOf(object: Manifest | undefined, isKnown: boolean, parent: Node | undefined): Node {
  const quotas = new Map<string, Quota>();
  for (const group of list(object?.spec.resourceGroups)) {
    for (const flavor of list(record(group).flavors)) {
      for (const resource of list(record(flavor).resources)) {
        const { name, nominalQuota, borrowingLimit, lendingLimit } = record(resource);
        quotas.set(key(record(flavor).name, name), {
          nominal: amountOf(nominalQuota) ?? 0n,
          borrowing: isAbsent(borrowingLimit) ? undefined : amountOf(borrowingLimit),
          lending: isAbsent(lendingLimit) ? undefined : amountOf(lendingLimit),
        });
      }
    }
  }
  return { quotas, isKnown, parent, children: [], depth: (parent?.depth ?? 0) + 1, subtree: new Map() };
}

function groupsOf({ spec }: Manifest): ResourceGroup[] {
  return list(spec.resourceGroups).map(group => ({
    resources: new Set(list(record(group).coveredResources).map(String)),
    flavors: list(record(group).flavors).map(flavor => String(record(flavor).name)),
  }));
}

/** Its own quota, and what those below it lend. */
function subtreeOf(node: Node, of: string): bigint | undefined {
  if (!node.isKnown) return undefined;
  const known = node.subtree.get(of);
  if (known !== undefined) return known ?? undefined;
  let sum: bigint | undefined = node.quotas.get(of)?.nominal ?? 0n;
  for (const child of node.children) {
    const below = subtreeOf(child, of);
    sum = below === undefined || sum === undefined ? undefined : sum + below - localOf(child, of);
  }
  node.subtree.set(of, sum ?? null);
  return sum;
}

/** What a node lends to nobody. */
function localOf(node: Node, of: string): bigint {
  const lending = node.quotas.get(of)?.lending;
  const below = subtreeOf(node, of) ?? 0n;
  return lending === undefined || lending > below ? 0n : below - lending;
}

function potential(node: Node, of: string): bigint | undefined {
  if (!node.parent) return subtreeOf(node, of);
  const above = potential(node.parent, of);
  const most = above === undefined ? undefined : localOf(node, of) + above;
  const borrowing = node.quotas.get(of)?.borrowing;
  const below = subtreeOf(node, of);
  return borrowing === undefined || below === undefined ? most : lesser(most, below + borrowing);
}
