import type { Affinity, TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { Problems } from './problems';

/**
 * Where the pods of one job run with respect to each other, and to zones, racks
 * and blocks, which are labels of nodes.
 *
 * @example
 * Placement.together('topology.kubernetes.io/zone');
 * Placement.kueueRequired('cloud.google.com/gce-topology-block');
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export class Placement {
  /**
   * All pods on nodes with the same value of this label: one zone, one rack.
   * A pod that finds no room there waits.
   * @param label node label, e.g. `topology.kubernetes.io/zone`
   * @param pods labels of the pods it is about; those of the job if left out
   */
  public static together(label: string, pods?: { [key: string]: string }): Placement {
    return new Placement('required', label, { podAffinity: true, pods });
  }

  /** All pods on nodes with the same value of this label if there is room, else anywhere. */
  public static preferTogether(label: string, pods?: { [key: string]: string }): Placement {
    return new Placement('preferred', label, { podAffinity: true, pods });
  }

  /** No two pods on nodes with the same value of this label, e.g. `kubernetes.io/hostname`. */
  public static apart(label: string, pods?: { [key: string]: string }): Placement {
    return new Placement('required', label, { podAffinity: false, pods });
  }

  /** Pods on nodes with different values of this label if there is room. */
  public static preferApart(label: string, pods?: { [key: string]: string }): Placement {
    return new Placement('preferred', label, { podAffinity: false, pods });
  }

  /**
   * Pods evenly over the values of this label.
   * @param maxSkew by how many pods two values may differ, at least 1
   * @param pods labels of the pods that are counted; those of the job if left out
   */
  public static spread(label: string, maxSkew: number = 1, pods?: { [key: string]: string }): Placement {
    return new Placement('spread', label, { maxSkew, pods, otherwise: 'DoNotSchedule' });
  }

  /**
   * Pods evenly over the values of this label if there is room, else anywhere.
   * @param maxSkew by how many pods two values may differ, at least 1
   * @param pods labels of the pods that are counted; those of the job if left out
   */
  public static preferSpread(label: string, maxSkew: number = 1, pods?: { [key: string]: string }): Placement {
    return new Placement('spread', label, { maxSkew, pods, otherwise: 'ScheduleAnyway' });
  }

  /**
   * Kueue admits the job only where all its pods fit into one domain of this
   * level of a Topology.
   * @see https://kueue.sigs.k8s.io/docs/concepts/topology_aware_scheduling/
   */
  public static kueueRequired(level: string): Placement {
    return new Placement('kueue', level, { annotation: 'kueue.x-k8s.io/podset-required-topology' });
  }

  /** Kueue puts all pods into one domain of this level if it can, else into as few as it can. */
  public static kueuePreferred(level: string): Placement {
    return new Placement('kueue', level, { annotation: 'kueue.x-k8s.io/podset-preferred-topology' });
  }

  /** Kueue places the pods by its topologies, wherever there is room. */
  public static kueueUnconstrained(): Placement {
    return new Placement('kueue', 'true', { annotation: 'kueue.x-k8s.io/podset-unconstrained-topology' });
  }

  /**
   * Kueue puts the pods in slices of this size, each into one domain of this
   * level, e.g. the hosts of a rack. Goes with one of the three above.
   * @param size pods of a slice, at least 1
   */
  public static kueueSlices(level: string, size: number): Placement {
    return new Placement('kueue', level, { annotation: 'kueue.x-k8s.io/podset-slice-required-topology', size });
  }

  /**
   * Nodes with one of these values of a label; without values, nodes that have the label.
   * @param label node label
   */
  public static nodes(label: string, ...values: string[]): Placement {
    return new Placement('nodes', label, { values });
  }

  /** Nodes that do not have one of these values of a label; without values, nodes that do not have the label. */
  public static notNodes(label: string, ...values: string[]): Placement {
    return new Placement('nodes', label, { values, not: true });
  }

  /** Nodes with one of these values of a label if there is room there, else others; without values, nodes that have the label. */
  public static preferNodes(label: string, ...values: string[]): Placement {
    return new Placement('nodes', label, { values, preferred: true });
  }

  private constructor(private readonly kind: string, private readonly label: string, private readonly detail: any) {}

  /** @internal */
  public get _isKueue(): boolean {
    return this.kind === 'kueue';
  }

  /** @internal */
  public get _isSlice(): boolean {
    return this.detail.size !== undefined;
  }

  /** @internal */
  public get _topology(): string {
    return this.label;
  }

  /**
   * The annotations of the pods.
   * @internal
   */
  public get _annotations(): Record<string, string> {
    if (this.kind !== 'kueue') return {};
    return { [this.detail.annotation]: this.label, ...this._isSlice && { 'kueue.x-k8s.io/podset-slice-size': String(this.detail.size) } };
  }

  /** @internal */
  public _check(problems: Problems): void {
    if (!/^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(this.label)) {
      problems.add('PLACEMENT_INVALID', 'placement', this.label, "the key of a node label, e.g. 'topology.kubernetes.io/zone'");
    }
    problems.wholeNumber('COUNT_RANGE', 'placement size', this.detail.size, 1, 2 ** 31 - 1, 'at least 1 pod');
    if (this.kind === 'spread') problems.wholeNumber('COUNT_RANGE', 'placement maxSkew', this.detail.maxSkew, 1, 2 ** 31 - 1, 'at least 1 pod');
  }

  /**
   * Adds what it asks of the scheduler.
   * @internal
   */
  public _apply(affinity: Required<Affinity>, spread: TopologySpreadConstraint[], labels: Record<string, string>): void {
    const labelSelector = { matchLabels: this.detail.pods ?? labels };
    const topologyKey = this.label;
    if (this.kind === 'spread') {
      spread.push({ maxSkew: this.detail.maxSkew, topologyKey, whenUnsatisfiable: this.detail.otherwise, labelSelector });
    } else if (this.kind === 'nodes') {
      const { values, not, preferred } = this.detail;
      const expression = { key: this.label, ...values.length > 0 ? { operator: not ? 'NotIn' : 'In', values } : { operator: not ? 'DoesNotExist' : 'Exists' } };
      if (preferred) {
        (affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution ??= []).push({ weight: 100, preference: { matchExpressions: [expression] } });
        return;
      }
      const terms = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution ??= { nodeSelectorTerms: [{ matchExpressions: [] }] };
      terms.nodeSelectorTerms[0].matchExpressions!.push(expression);
    } else if (this.kind === 'required' || this.kind === 'preferred') {
      const side = this.detail.podAffinity ? affinity.podAffinity : affinity.podAntiAffinity;
      const term = { topologyKey, labelSelector };
      if (this.kind === 'required') (side.requiredDuringSchedulingIgnoredDuringExecution ??= []).push(term);
      else (side.preferredDuringSchedulingIgnoredDuringExecution ??= []).push({ weight: 100, podAffinityTerm: term });
    }
  }
}
