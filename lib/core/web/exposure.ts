import type * as k8s from 'kubernetes-types/core/v1';
import type { IngressSpec } from 'kubernetes-types/networking/v1';
import type { HTTPRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import type { GatewayReference, Platform } from '../platform';
import type { Problems } from '../problems';
import type { WebProps } from './web-props';

/** How a web workload is reached: resolved from its props and the platform. */
export interface Exposure {
  readonly serviceType: string;
  readonly servicePort: number;
  readonly nodePort?: number;
  readonly host?: string;
  readonly path: string;
  readonly gateway?: GatewayReference;
  readonly ingressClass?: string;
  readonly issuer?: string;
  readonly tlsSecret?: string;
}

export function resolveExposure(name: string, port: number, props: WebProps, platform: Platform): Exposure {
  const gateway = props.gateway ?? (platform.ingressClass === undefined && props.ingressClass === undefined ? platform.gateway : undefined);
  const tls = props.tls ?? true;
  // A secret that was named, without an issuer beside it, is there already.
  const issuer = tls ? props.certificateIssuer ?? (props.tlsSecret === undefined ? platform.certificateIssuer : undefined) : undefined;
  return {
    serviceType: props.serviceType ?? 'ClusterIP',
    servicePort: props.servicePort ?? port,
    nodePort: props.nodePort,
    host: props.host,
    path: props.path ?? '/',
    gateway,
    ingressClass: props.ingressClass ?? platform.ingressClass,
    issuer,
    tlsSecret: tls ? props.tlsSecret ?? (issuer ? `${name}-tls` : undefined) : undefined,
  };
}

export function checkExposure(problems: Problems, props: WebProps, exposure: Exposure): void {
  problems.port('servicePort', props.servicePort);
  problems.wholeNumber('PORT_RANGE', 'nodePort', props.nodePort, 30000, 32767, 'use a port from 30000 to 32767');
  problems.host('host', props.host);
  if (!exposure.path.startsWith('/')) problems.add('PATH_INVALID', 'path', props.path, `a path starts with '/': '/${props.path}'`);
  else if (!/^[/\w.~!$&'()*+,;=:@-]*$/.test(exposure.path) || exposure.path.split('/').some((part, i, all) => ['.', '..'].includes(part) || (part === '' && i > 0 && i < all.length - 1))) {
    problems.add('PATH_INVALID', 'path', props.path, "use letters, digits and -._~, without '//', '.' and '..' between slashes");
  }
  if (props.nodePort !== undefined && exposure.serviceType === 'ClusterIP') {
    problems.add('FIELD_IGNORED', 'nodePort', props.nodePort, 'a ClusterIP Service has no node port; set serviceType: kplus.ServiceType.NODE_PORT');
  }
  if (props.loadBalancerSourceRanges && exposure.serviceType !== 'LoadBalancer') {
    problems.add('FIELD_IGNORED', 'loadBalancerSourceRanges', props.loadBalancerSourceRanges, 'only a load balancer reads them; set serviceType: kplus.ServiceType.LOAD_BALANCER');
  }
  props.loadBalancerSourceRanges?.forEach((range, i) => problems.cidr(`loadBalancerSourceRanges[${i}]`, range));
  if (exposure.serviceType === 'ExternalName') {
    problems.add('FIELD_IGNORED', 'serviceType', 'ExternalName', 'it would point away from the pods; use CLUSTER_IP, NODE_PORT or LOAD_BALANCER');
  }
  if (props.host === undefined) {
    for (const field of ['tls', 'tlsSecret', 'certificateIssuer', 'ingressClass', 'ingressAnnotations', 'gateway', 'path'] as const) {
      if (props[field] !== undefined) problems.add('EXPOSURE_INCOMPLETE', field, props[field], 'it has no effect without a host; set `host`');
    }
    return;
  }
  if (exposure.gateway) {
    for (const field of ['tls', 'tlsSecret', 'certificateIssuer', 'ingressClass', 'ingressAnnotations'] as const) {
      if (props[field] !== undefined) problems.add('FIELD_IGNORED', field, props[field], 'the Gateway ends TLS and chooses the class; configure it there, or leave out `gateway`');
    }
    return;
  }
  if ((props.tls ?? true) && exposure.tlsSecret === undefined) {
    problems.add('EXPOSURE_INCOMPLETE', 'tls', undefined, 'no certificate for the host; set certificateIssuer (here or on the Platform), or tlsSecret, or tls: false for plain HTTP');
  }
  if (props.tls === false && (props.tlsSecret ?? props.certificateIssuer) !== undefined) {
    problems.add('ALTERNATIVES_CONFLICT', 'tls', false, 'a certificate was given all the same; remove one of the two');
  }
}

export function serviceSpec(exposure: Exposure, selector: Record<string, string>): k8s.ServiceSpec {
  return {
    type: exposure.serviceType,
    selector,
    ports: [{
      name: 'http', port: exposure.servicePort, targetPort: 'http', protocol: 'TCP',
      ...exposure.nodePort !== undefined && { nodePort: exposure.nodePort },
    }],
  };
}

export function ingressSpec(exposure: Exposure, serviceName: string): IngressSpec {
  return {
    ...exposure.ingressClass && { ingressClassName: exposure.ingressClass },
    ...exposure.tlsSecret && { tls: [{ hosts: [exposure.host!], secretName: exposure.tlsSecret }] },
    rules: [{
      host: exposure.host,
      http: { paths: [{ path: exposure.path, pathType: 'Prefix', backend: { service: { name: serviceName, port: { name: 'http' } } } }] },
    }],
  };
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
export function httpRouteSpec(exposure: Exposure, serviceName: string): HTTPRouteSpec {
  const { name, namespace, sectionName } = exposure.gateway!;
  return {
    parentRefs: [{ name, ...namespace && { namespace }, ...sectionName && { sectionName } }],
    hostnames: [exposure.host!],
    rules: [{
      matches: [{ path: { type: 'PathPrefix', value: exposure.path } }],
      backendRefs: [{ name: serviceName, port: exposure.servicePort }],
    }],
  };
}
