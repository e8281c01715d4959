import { codes } from './code';

/** Istio, Gateway API. */
export const NETWORK_CODES = codes({
  GATEWAY_GRANT: {
    means: 'A route sends requests to another namespace, and no ReferenceGrant of the input allows it.',
    why: 'Without a grant the Gateway answers 500.',
    fix: 'Add a ReferenceGrant in the namespace of the backend.',
    source: 'Gateway API 1.6 ReferenceGrant',
  },
  GATEWAY_LISTENER: {
    means: 'A route attaches to a listener that the Gateway does not have.',
    why: 'The route is accepted and attached to nothing.',
    fix: 'Use the name of one of its listeners.',
    source: 'Gateway API 1.6 ParentReference.sectionName',
  },
  GATEWAY_WEIGHTS: {
    means: 'Every backend of a rule has a weight of 0.',
    why: 'Nothing is left to send requests to; they get 500.',
    fix: 'Give one of them a weight.',
    source: 'Gateway API 1.6 BackendRef.weight',
  },
  ISTIO_HOSTS: {
    means: 'The hosts of a VirtualService are missing, repeated, or too wide.',
    why: 'The webhook of istiod refuses it.',
    fix: "Name each host once; '*' only with gateways.",
    source: 'Istio 1.30 VirtualService',
  },
  ISTIO_JWT: {
    means: 'A JWT rule is incomplete, or nothing demands a token.',
    why: 'The webhook refuses a rule without an issuer; a RequestAuthentication alone lets requests without a token pass.',
    fix: 'Complete the rule; add an AuthorizationPolicy that demands requestPrincipals.',
    source: 'Istio 1.30 RequestAuthentication',
  },
  ISTIO_PROVIDER: {
    means: 'The provider of an AuthorizationPolicy does not go with its action.',
    why: 'The webhook of istiod refuses it.',
    fix: 'Give a provider with action CUSTOM, and with no other.',
    source: 'Istio 1.30 AuthorizationPolicy',
  },
  ISTIO_RANGE: {
    means: 'A percentage is not from 0 to 100.',
    why: 'The webhook of istiod refuses it.',
    fix: 'Use a percentage within the range.',
    source: 'Istio 1.30 HTTPFaultInjection',
  },
  ISTIO_ROUTE: {
    means: 'A route has no destination, or parts that exclude each other.',
    why: 'The webhook of istiod refuses it.',
    fix: 'Give one of route, redirect, directResponse and delegate.',
    source: 'Istio 1.30 HTTPRoute',
  },
  ISTIO_ROUTE_SHADOWED: {
    means: 'A route stands after one that matches every request.',
    why: 'It is never reached.',
    fix: 'Put the route without match last.',
    source: 'Istio 1.30 VirtualService',
  },
  ISTIO_RULES: {
    means: 'A rule of an AuthorizationPolicy is empty or names what Istio does not know.',
    why: 'The webhook of istiod refuses it.',
    fix: 'Say what it matches; remove what is empty.',
    source: 'Istio 1.30 AuthorizationPolicy',
  },
  ISTIO_SERVERS: {
    means: 'A server of a Gateway is incomplete, or two ports have one name.',
    why: 'The webhook of istiod refuses it.',
    fix: 'Give each server hosts and a port with a name of its own.',
    source: 'Istio 1.30 Gateway',
  },
  ISTIO_SIDECAR: {
    means: 'A Sidecar has no selector beside another without, or names hosts in another form than namespace/host.',
    why: 'Istio takes one of them and ignores the other; the webhook refuses other forms.',
    fix: "Give it a workloadSelector; write hosts as './*'.",
    source: 'Istio 1.30 Sidecar',
  },
  ISTIO_SUBSETS: {
    means: 'Subsets have one name, or one is used that the DestinationRule does not have.',
    why: 'The webhook refuses two of one name; requests to a missing one get 503.',
    fix: 'Name each subset once, and use those names.',
    source: 'Istio 1.30 DestinationRule',
  },
  ISTIO_TLS: {
    means: 'A port of a Gateway needs TLS settings that are missing.',
    why: 'The webhook of istiod refuses it.',
    fix: 'Add tls with a mode and, for SIMPLE and MUTUAL, a credentialName.',
    source: 'Istio 1.30 ServerTLSSettings',
  },
  ISTIO_WEIGHTS: {
    means: 'The weights of destinations have a sum of 0, or another than 100.',
    why: 'The webhook refuses a sum of 0; others are shares of their sum.',
    fix: 'Give weights that add up to 100.',
    source: 'Istio 1.30 HTTPRouteDestination',
  },
});
