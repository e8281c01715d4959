import type { Duration } from 'cdk8s';
import type { NodeSelectorRequirement, Toleration } from 'kubernetes-types/core/v1';
import type { AcceleratorScheduling } from './accelerator-device';
import { seconds } from './duration';
import type { Platform } from './platform';
import { Cloud } from './platform';
import type { Problems } from './problems';

/** Options of reserved machines. */
export interface ReservationOptions {
  /**
   * The project that shares the reservation (GKE).
   * @default - the project of the cluster
   */
  readonly project?: string;
}

/** How machines are bought. */
type Purchase = 'spot' | 'on-demand' | 'reserved' | 'flex-start';

/**
 * On what terms the machines of a workload are bought: cheap and taken away at
 * short notice, at the usual price, or reserved.
 *
 * It sends the pods to such nodes in the words of the declared cloud. Elsewhere
 * (`Cloud.OTHER`) say it with `nodeSelector` and `tolerations`.
 *
 * @example
 * Capacity.spot();
 * Capacity.reserved('h100-block');
 */
export class Capacity {
  /**
   * Spare machines at a low price, taken away when someone pays more. The work
   * has to write checkpoints and start again.
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms
   * @see https://learn.microsoft.com/azure/aks/spot-node-pool
   */
  public static spot(): Capacity {
    return new Capacity('spot');
  }

  /** Machines at the usual price that stay; keeps the pods off spot machines. */
  public static onDemand(): Capacity {
    return new Capacity('on-demand');
  }

  /**
   * Machines of a reservation: of Compute Engine (GKE), or a capacity
   * reservation or capacity block of EC2 (EKS with Karpenter or in Auto Mode).
   * @param name name of the reservation; on EKS its id, `cr-...`
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/consuming-reservations
   * @see https://karpenter.sh/docs/tasks/odcrs/
   */
  public static reserved(name: string, options: ReservationOptions = {}): Capacity {
    return new Capacity('reserved', name, options.project);
  }

  /**
   * Machines that start when there are some, and stay for at most seven days (GKE).
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/dws
   */
  public static flexStart(): Capacity {
    return new Capacity('flex-start');
  }

  private constructor(private readonly purchase: string, private readonly reservation?: string, private readonly project?: string) {}

  /**
   * What it asks of the scheduler; nothing where the cloud has no words for it.
   * @internal
   */
  public _scheduling(cloud: Cloud): AcceleratorScheduling {
    const terms = this.terms(cloud);
    return { nodeSelector: terms?.labels ?? {}, affinity: terms?.affinity ?? [], tolerations: terms?.tolerations ?? [] };
  }

  /**
   * Seconds that a pod has from the signal to its end when its machine is taken away; undefined if nobody says.
   * @internal
   */
  public _notice(cloud: Cloud): number | undefined {
    return this.purchase === 'spot' ? NOTICE[cloud] : undefined;
  }

  /** @internal */
  public _check(problems: Problems, cloud: Cloud): void {
    const { purchase, reservation, project } = this;
    if (reservation !== undefined) {
      const form = cloud === Cloud.GKE ? /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/ : isKarpenter(cloud) ? /^cr-[0-9a-f]{8,17}$/ : /./;
      if (!form.test(reservation)) {
        problems.add('NAME_INVALID', 'capacity reserved', reservation, cloud === Cloud.GKE
          ? 'a reservation of Compute Engine has lower-case letters, digits and -, at most 63'
          : "a capacity reservation of EC2 is named by its id, e.g. 'cr-56fac701cc1951b03'");
      }
      if (project !== undefined && cloud !== Cloud.GKE) problems.add('FIELD_IGNORED', 'capacity project', project, 'only reservations of Compute Engine (GKE) are in projects; leave it out');
    }
    if (this.terms(cloud)) return;
    problems.add('PLATFORM_UNSUPPORTED', 'capacity', purchase, cloud === Cloud.OTHER
      ? 'such nodes are marked in one way on each cloud: declare Platform cloud, or use nodeSelector and tolerations'
      : purchase === 'flex-start'
        ? 'flex-start is of GKE; use another capacity'
        : `a reservation belongs to a pool of nodes there: select the pool with nodeSelector '${cloud === Cloud.AKS ? 'kubernetes.azure.com/agentpool' : 'eks.amazonaws.com/nodegroup'}'`);
  }

  /**
   * A grace period that outlasts the machine.
   * @internal
   */
  public _checkGrace(problems: Problems, platform: Platform, gracePeriod: Duration | undefined): void {
    const wanted = gracePeriod && seconds(gracePeriod);
    const notice = this._notice(platform.cloud);
    if (wanted === undefined || notice === undefined) return;
    // Node pools of GKE 1.35 can be set up for longer.
    const most = platform.cloud === Cloud.GKE && platform.atLeast(35) ? 120 : notice;
    if (wanted > most) {
      problems.add('DURATION_RANGE', 'gracePeriod', `${wanted}s`, `a spot machine of ${platform.cloud} is gone ${most} seconds after the notice; save what matters within ${most}s`);
    }
  }

  private terms(cloud: Cloud): Terms | undefined {
    const purchase = this.purchase as Purchase;
    if (cloud === Cloud.GKE) return this.ofGke(purchase);
    if (isKarpenter(cloud)) {
      if (purchase === 'flex-start') return undefined;
      const domain = cloud === Cloud.EKS ? 'karpenter.k8s.aws' : 'eks.amazonaws.com';
      return { labels: { 'karpenter.sh/capacity-type': purchase, ...purchase === 'reserved' && { [`${domain}/capacity-reservation-id`]: this.reservation! } } };
    }
    const type = { 'spot': 'SPOT', 'on-demand': 'ON_DEMAND', 'reserved': undefined, 'flex-start': undefined }[purchase];
    if (cloud === Cloud.EKS_NODE_GROUPS) return type === undefined ? undefined : { labels: { 'eks.amazonaws.com/capacityType': type } };
    return cloud === Cloud.AKS ? ofAks(purchase) : undefined;
  }

  private ofGke(purchase: Purchase): Terms {
    const marked = (label: string): Terms => ({ labels: { [label]: 'true' }, tolerations: [tolerate(label, 'true')] });
    switch (purchase) {
      case 'spot': return marked('cloud.google.com/gke-spot');
      case 'flex-start': return marked('cloud.google.com/gke-flex-start');
      case 'on-demand': return { affinity: [not('cloud.google.com/gke-spot', 'true'), not('cloud.google.com/gke-flex-start', 'true')] };
      default: return {
        labels: {
          'cloud.google.com/reservation-name': this.reservation!,
          'cloud.google.com/reservation-affinity': 'specific',
          ...this.project !== undefined && { 'cloud.google.com/reservation-project': this.project },
        },
      };
    }
  }
}

/** Of spot machines; of GKE what is left for pods that are not of the system. */
const NOTICE: Readonly<Record<Cloud, number | undefined>> = {
  [Cloud.GKE]: 15,
  [Cloud.EKS]: 120,
  [Cloud.EKS_AUTO]: 120,
  [Cloud.EKS_NODE_GROUPS]: 120,
  [Cloud.AKS]: 30,
  [Cloud.OTHER]: undefined,
};

interface Terms {
  readonly labels?: Record<string, string>;
  readonly affinity?: NodeSelectorRequirement[];
  readonly tolerations?: Toleration[];
}

function ofAks(purchase: Purchase): Terms | undefined {
  const label = 'kubernetes.azure.com/scalesetpriority';
  if (purchase === 'spot') return { labels: { [label]: 'spot' }, tolerations: [tolerate(label, 'spot')] };
  return purchase === 'on-demand' ? { affinity: [not(label, 'spot')] } : undefined;
}

/** Whether Karpenter makes the nodes: ours, or the one inside Auto Mode. */
const isKarpenter = (cloud: Cloud) => cloud === Cloud.EKS || cloud === Cloud.EKS_AUTO;
const tolerate = (key: string, value: string): Toleration => ({ key, operator: 'Equal', value, effect: 'NoSchedule' });
/** Nodes without the label will do too. */
const not = (key: string, value: string): NodeSelectorRequirement => ({ key, operator: 'NotIn', values: [value] });
