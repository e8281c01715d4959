import { httpRoute, routeParents } from './gateway-api';
import { destinationRule, istioGateway, subsetReferences, virtualService } from './istio-routes';
import { authorizationPolicy, requestAuthentication, sidecar } from './istio-security';
import type { KindRule } from '../../rule';

/** Istio and the Gateway API. */
export const NETWORK_RULES: readonly KindRule[] = [
  authorizationPolicy, destinationRule, httpRoute, istioGateway, requestAuthentication, routeParents, sidecar, subsetReferences, virtualService,
];
