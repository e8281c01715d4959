import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { EgressRule, Peer } from '../network';
import type { GatewayReference } from '../platform';
import type { WorkloadProps } from '../workload-props';

/** Props of everything that serves HTTP from a Deployment. */
export interface WebProps extends WorkloadProps {
  /**
   * Type of the Service.
   * @default kplus.ServiceType.CLUSTER_IP
   */
  readonly serviceType?: kplus.ServiceType;
  /**
   * Port of the Service.
   * @default - the port of the container
   */
  readonly servicePort?: number;
  /**
   * Port of the nodes, 30000 to 32767; needs a Service of type NodePort or LoadBalancer.
   * @default - the cluster chooses one
   */
  readonly nodePort?: number;
  /**
   * Annotations of the Service, such as a load balancer's settings.
   * @default - none
   */
  readonly serviceAnnotations?: { [key: string]: string };
  /**
   * Addresses that a LoadBalancer Service lets in, e.g. `10.0.0.0/8`.
   * @default - every address
   */
  readonly loadBalancerSourceRanges?: string[];
  /**
   * Name of the Service.
   * @default `<name>-service`
   */
  readonly serviceName?: string;
  /**
   * DNS name under which the world reaches it, by an Ingress or an HTTPRoute.
   * @default - not reachable from outside the cluster
   */
  readonly host?: string;
  /**
   * Path prefix of the Ingress or HTTPRoute.
   * @default '/'
   */
  readonly path?: string;
  /**
   * Whether the Ingress ends TLS.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * Name of the Secret with the certificate. With a certificate issuer it is filled by cert-manager.
   * @default `<name>-tls`, if there is a certificate issuer
   */
  readonly tlsSecret?: string;
  /**
   * The cert-manager ClusterIssuer of the Ingress.
   * @default - the platform's
   */
  readonly certificateIssuer?: string;
  /**
   * The IngressClass.
   * @default - the platform's
   */
  readonly ingressClass?: string;
  /**
   * Annotations of the Ingress.
   * @default - only what cert-manager needs
   */
  readonly ingressAnnotations?: { [key: string]: string };
  /**
   * Attach an HTTPRoute to this Gateway instead of making an Ingress.
   * @default - the platform's gateway, if it has one and no IngressClass
   */
  readonly gateway?: GatewayReference;
  /**
   * Whether a NetworkPolicy closes what is not needed.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Who else may reach the pods, beside their namespace, the ingress and
   * Prometheus. Workloads of the same app that refer to it are let in anyway.
   * @default - nobody
   */
  readonly allowFrom?: Peer[];
  /**
   * Traffic the pods may send beside DNS and what other props imply.
   * @default - none
   */
  readonly egress?: EgressRule[];
  /**
   * Whether a PodDisruptionBudget lets only one pod at a time be evicted.
   * @default true
   */
  readonly disruptionBudget?: boolean;
  /**
   * How long a pod keeps serving after it was told to end, while load balancers forget it.
   * @default Duration.seconds(10)
   */
  readonly drain?: Duration;
}
