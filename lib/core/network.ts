import type * as k8s from 'kubernetes-types/networking/v1';
import { selectorOf } from './naming';
import type { Problems } from './problems';

/** Who may be reached, or may reach: one side of a rule of a NetworkPolicy. */
export class Peer {
  /** Every address, in the cluster and outside. */
  public static anywhere(): Peer {
    return new Peer(undefined);
  }

  /** All pods of a namespace. */
  public static namespace(name: string): Peer {
    return new Peer({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
  }

  /** All pods of the cluster. */
  public static cluster(): Peer {
    return new Peer({ namespaceSelector: {} });
  }

  /** Pods of the same namespace that carry these labels. */
  public static pods(labels: { [key: string]: string }): Peer {
    return new Peer({ podSelector: { matchLabels: labels } });
  }

  /** All pods of the same namespace. */
  public static sameNamespace(): Peer {
    return new Peer({ podSelector: {} });
  }

  /** A range of addresses, e.g. `10.0.0.0/8`. */
  public static cidr(range: string): Peer {
    return new Peer({ ipBlock: { cidr: range } }, range);
  }

  /** @internal */
  public static _workload(name: string, namespace: string | undefined): Peer {
    return new Peer({
      podSelector: { matchLabels: selectorOf(name) },
      ...namespace && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
    });
  }

  private constructor(private readonly peer: any, private readonly range?: string) {}

  /** @internal */
  public get _peer(): k8s.NetworkPolicyPeer | undefined {
    return this.peer;
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    if (this.range !== undefined) problems.cidr(field, this.range);
  }
}

/** Traffic that pods may send. */
export interface EgressRule {
  /** Where it goes. */
  readonly to: Peer;
  /**
   * TCP ports.
   * @default - every port
   */
  readonly ports?: number[];
}

/**
 * The way to a server by URL. NetworkPolicies judge the port of the pod, which a
 * Service of the cluster hides behind its own: there every port is allowed, and
 * the namespace narrows it.
 * @internal
 */
export function egressTo(uri: string, peer?: Peer): EgressRule {
  const [, scheme, host, port] = /^(https?):\/\/(?:[^/@]*@)?([^/:]+)(?::(\d+))?/.exec(uri) ?? [];
  const service = /^[^.]+(?:\.([^.]+)\.svc(?:\.cluster\.local)?)?$/.exec(host ?? '');
  if (service) return { to: peer ?? (service[1] === undefined ? Peer.sameNamespace() : Peer.namespace(service[1])) };
  return { to: peer ?? Peer.anywhere(), ports: [port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port)] };
}

/**
 * What a cloud identity needs: the metadata server of the node, and the token service.
 * @internal
 */
export const identityEgress = (): EgressRule[] => [{ to: Peer.cidr('169.254.0.0/16'), ports: [80, 988] }, { to: Peer.anywhere(), ports: [443] }];

/**
 * Traffic that pods may receive.
 * @internal
 */
export interface IngressRule {
  readonly from: Peer;
  /** Empty for every port. */
  readonly ports: readonly (number | string)[];
}

// To anywhere: a cache on the node, or the cloud's own server, is no pod that a selector finds.
const DNS: k8s.NetworkPolicyEgressRule = {
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
};

/**
 * The spec of a NetworkPolicy that closes what it does not name.
 * @internal
 */
export function networkPolicy(selector: Record<string, string>, ingress: readonly IngressRule[], egress: readonly EgressRule[]): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: ingress.map(rule => ({ ...side('from', rule.from), ...rule.ports.length > 0 && { ports: tcp(rule.ports) } })),
    egress: [
      DNS,
      ...egress.map(rule => ({ ...side('to', rule.to), ...rule.ports && rule.ports.length > 0 && { ports: tcp(rule.ports) } })),
    ],
  };
}

const tcp = (ports: readonly (number | string)[]): k8s.NetworkPolicyPort[] => ports.map(port => ({ port, protocol: 'TCP' }));
const side = (key: 'from' | 'to', peer: Peer) => (peer._peer ? { [key]: [peer._peer] } : {});
