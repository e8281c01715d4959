import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isIp, isIpv6, networkOf, unroutable } from '../addresses';
import { isKey, isLabel, isSubdomain } from '../forms';
import { judgeLabels } from '../labels';
import { judgePort, judgePortReference } from '../pod/ports';
import type { Teller } from '../values';
import { among, eachMap, isEmpty, noGaps } from '../values';

/** A Service: its ports, its addresses, and what its type allows. */
export const service: KindRule = {
  kinds: ['/Service'],
  judge({ spec, metadata }, report) {
    const type = isEmpty(spec.type) ? 'ClusterIP' : spec.type;
    const isHeadless = spec.clusterIP === 'None' || isEmpty(spec.clusterIP) && list(spec.clusterIPs).length === 1 && list(spec.clusterIPs)[0] === 'None';
    judgePorts(report, list(spec.ports), type);
    if (list(spec.ports).length === 0 && !isHeadless && type !== 'ExternalName') report.refuse('VALUE_MISSING', 'spec.ports', undefined, 'one port at least; only headless Services go without');
    judgeLabels(report, spec.selector, 'spec.selector');
    judgeType(report, spec, type, isHeadless);
    judgeClusterIps(report, spec, type, isHeadless);
    judgeAffinity(report, spec);
    noGaps(report, spec.externalIPs, 'spec.externalIPs');
    list(spec.externalIPs).forEach((ip, i) => judgeEndpointIp(report, ip, `spec.externalIPs[${i}]`));
    judgeBalancer(report, spec, record(metadata.annotations), type);
    judgeTraffic(report, spec, type);
  },
};

function judgePorts(report: Teller, ports: readonly any[], type: string): void {
  const names = new Set<string>();
  const numbers = new Set<string>();
  const nodePorts = new Set<string>();
  eachMap(ports, (port, i) => {
    const at = `spec.ports[${i}]`;
    const { name, targetPort, appProtocol, nodePort } = port;
    if (isEmpty(name)) {
      if (ports.length > 1) report.refuse('VALUE_MISSING', `${at}.name`, name ?? undefined, 'with more than one port, each has a name');
    } else if (typeof name === 'string') {
      if (!isLabel(name)) report.refuse('NAME_INVALID', `${at}.name`, name, 'use at most 63 lower-case letters, digits and -');
      if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}.name`, name, 'another port of this Service has the name');
      names.add(name);
    }
    judgePort(report, port.port, `${at}.port`);
    if (targetPort !== 0 && targetPort !== '') judgePortReference(report, targetPort, `${at}.targetPort`);
    if (typeof appProtocol === 'string' && !isKey(appProtocol)) report.refuse('NAME_INVALID', `${at}.appProtocol`, appProtocol, 'a protocol such as http, grpc or kubernetes.io/h2c');
    const protocol = port.protocol || 'TCP';
    unique(report, numbers, `${protocol}/${port.port}`, `${at}.port`, port.port);
    if (typeof nodePort !== 'number' || nodePort === 0) return;
    unique(report, nodePorts, `${protocol}/${nodePort}`, `${at}.nodePort`, nodePort);
    if (type === 'ClusterIP') report.refuse('FIELD_NOT_ALLOWED', `${at}.nodePort`, nodePort, 'only with type NodePort or LoadBalancer');
    else if (nodePort < 30000 || nodePort > 32767) nodePortRange(report, nodePort, `${at}.nodePort`);
  });
}

/** The range is a flag of the API server, and hardly anyone changes it. */
function nodePortRange(report: Teller, nodePort: number, field: string): void {
  report.warn('PORT_INVALID', field, nodePort, '30000 to 32767, unless the API server was told otherwise: leave it out to get a free one');
}

function unique(report: Teller, seen: Set<string>, key: string, field: string, got: unknown): void {
  if (seen.has(key)) report.refuse('PORT_DUPLICATE', field, got, 'another port of this Service has the number and protocol');
  seen.add(key);
}

function judgeType(report: Teller, spec: Record<string, any>, type: string, isHeadless: boolean): void {
  if (isHeadless && (type === 'NodePort' || type === 'LoadBalancer')) {
    report.refuse('SERVICE_TYPE', 'spec.clusterIP', 'None', `a ${type} Service needs an address: leave it out`);
  }
  if (type !== 'ExternalName') {
    if (!isEmpty(spec.externalName)) report.warn('SERVICE_TYPE', 'spec.externalName', spec.externalName, 'ignored unless type is ExternalName');
    return;
  }
  if (isEmpty(spec.externalName)) report.refuse('VALUE_MISSING', 'spec.externalName', undefined, 'the host that the name stands for');
  else if (typeof spec.externalName === 'string' && !isSubdomain(spec.externalName.replace(/\.$/, ''))) report.refuse('NAME_INVALID', 'spec.externalName', spec.externalName, 'a host name: lower-case letters, digits, - and ., without a scheme or port');
  if (!isEmpty(spec.clusterIP) || list(spec.clusterIPs).length > 0) report.refuse('SERVICE_TYPE', isEmpty(spec.clusterIP) ? 'spec.clusterIPs' : 'spec.clusterIP', spec.clusterIP ?? undefined, 'an ExternalName Service is a name in DNS: it has no address');
  if (list(spec.ipFamilies).length > 0) report.refuse('SERVICE_TYPE', 'spec.ipFamilies', undefined, 'an ExternalName Service has no address');
  if (!isAbsent(spec.ipFamilyPolicy)) report.refuse('SERVICE_TYPE', 'spec.ipFamilyPolicy', spec.ipFamilyPolicy, 'an ExternalName Service has no address');
}

function judgeClusterIps(report: Teller, spec: Record<string, any>, type: string, isHeadless: boolean): void {
  if (type === 'ExternalName') return;
  const { clusterIP } = spec;
  const all = list(spec.clusterIPs);
  const at = all.length > 0 ? 'spec.clusterIPs' : 'spec.clusterIP';
  if (all.length > 0 && !isEmpty(clusterIP) && all[0] !== clusterIP) report.refuse('FIELDS_CONFLICT', 'spec.clusterIPs', all[0], `the first one is clusterIP, which is ${String(clusterIP)}`);
  if (all.length > 0 && isEmpty(clusterIP)) report.refuse('FIELDS_CONFLICT', 'spec.clusterIPs', all, 'write the first one as clusterIP too');
  if (all.length > 2) report.refuse('VALUE_OUT_OF_RANGE', 'spec.clusterIPs', all.length, 'at most 2, one for each family');
  const ips: unknown[] = all.length > 0 ? [...all] : isEmpty(clusterIP) ? [] : [clusterIP];
  if (ips[0] === 'None' && ips.length > 1) report.refuse('FIELDS_CONFLICT', 'spec.clusterIPs', ips, "'None' stands alone");
  ips.forEach((ip, i) => {
    const field = all.length > 0 ? `spec.clusterIPs[${i}]` : at;
    if (typeof ip === 'string' && !(i === 0 && ip === 'None') && !isIp(ip)) report.refuse('ADDRESS_INVALID', field, ip, "an IP address, 'None', or left out");
  });
  judgeFamilies(report, spec, ips, isHeadless);
}

function judgeFamilies(report: Teller, spec: Record<string, any>, ips: readonly unknown[], isHeadless: boolean): void {
  const families = list(spec.ipFamilies);
  noGaps(report, families, 'spec.ipFamilies');
  families.forEach((family, i) => {
    if (family === '') report.refuse('VALUE_MISSING', `spec.ipFamilies[${i}]`, family, 'IPv4 or IPv6');
    if (families.indexOf(family) < i) report.refuse('NAME_DUPLICATE', `spec.ipFamilies[${i}]`, family, 'each family once');
    const ip = ips[i];
    if (!isHeadless && typeof ip === 'string' && isIp(ip) && (family === 'IPv6') !== isIpv6(ip)) report.refuse('FIELDS_CONFLICT', `spec.ipFamilies[${i}]`, family, `the address is ${ip}`);
  });
  if (ips.length === 2 && ips.every(ip => typeof ip === 'string' && isIp(ip)) && isIpv6(ips[0] as string) === isIpv6(ips[1] as string)) report.refuse('FIELDS_CONFLICT', 'spec.clusterIPs', ips, 'one address for each family');
  if (spec.ipFamilyPolicy === 'SingleStack' && (families.length > 1 || ips.length > 1)) {
    report.refuse('FIELDS_CONFLICT', 'spec.ipFamilyPolicy', spec.ipFamilyPolicy, 'two families are asked for: PreferDualStack or RequireDualStack');
  }
}

function judgeAffinity(report: Teller, { sessionAffinity, sessionAffinityConfig }: Record<string, any>): void {
  const seconds = record(record(sessionAffinityConfig).clientIP).timeoutSeconds;
  if (sessionAffinity === 'ClientIP') {
    if (typeof seconds === 'number' && !(seconds > 0 && seconds <= 86400)) report.refuse('VALUE_OUT_OF_RANGE', 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, '1 to 86400, which is a day');
  } else if (isMap(sessionAffinityConfig)) report.warn('SERVICE_TYPE', 'spec.sessionAffinityConfig', undefined, 'dropped unless sessionAffinity is ClientIP');
}

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function judgeBalancer(report: Teller, spec: Record<string, any>, annotations: Record<string, any>, type: string): void {
  if (type !== 'LoadBalancer') {
    for (const key of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
      if (!isAbsent(spec[key])) report.refuse('SERVICE_TYPE', `spec.${key}`, spec[key], 'only with type LoadBalancer');
    }
  } else if (typeof spec.loadBalancerClass === 'string' && !isKey(spec.loadBalancerClass)) report.refuse('NAME_INVALID', 'spec.loadBalancerClass', spec.loadBalancerClass, 'a class such as example.com/internal');
  const ranges = list(spec.loadBalancerSourceRanges);
  const annotation = annotations[RANGES];
  if (ranges.length > 0) {
    if (type !== 'LoadBalancer') report.refuse('SERVICE_TYPE', 'spec.loadBalancerSourceRanges', undefined, 'only with type LoadBalancer');
    noGaps(report, ranges, 'spec.loadBalancerSourceRanges');
    ranges.forEach((range, i) => judgeNetwork(report, range, `spec.loadBalancerSourceRanges[${i}]`));
  } else if (typeof annotation === 'string') {
    if (type !== 'LoadBalancer') report.refuse('SERVICE_TYPE', `metadata.annotations['${RANGES}']`, annotation, 'only with type LoadBalancer');
    if (annotation.trim() !== '') for (const range of annotation.split(',')) judgeNetwork(report, range, `metadata.annotations['${RANGES}']`);
  }
}

function judgeNetwork(report: Teller, range: unknown, field: string): void {
  if (typeof range === 'string' && !networkOf(range.trim())) report.refuse('ADDRESS_INVALID', field, range, 'a network such as 10.0.0.0/8');
}

/** Where traffic goes; some of it only for Services that the world can reach. */
function judgeTraffic(report: Teller, spec: Record<string, any>, type: string): void {
  const { externalTrafficPolicy: policy, healthCheckNodePort: port } = spec;
  const isExternal = type === 'LoadBalancer' || type === 'NodePort' || type === 'ClusterIP' && list(spec.externalIPs).length > 0;
  if (!isExternal && !isEmpty(policy)) report.refuse('SERVICE_TYPE', 'spec.externalTrafficPolicy', policy, 'only with type NodePort or LoadBalancer, or with externalIPs');
  const needsHealthCheck = type === 'LoadBalancer' && policy === 'Local';
  if (typeof port === 'number' && port !== 0) {
    if (!needsHealthCheck) report.refuse('SERVICE_TYPE', 'spec.healthCheckNodePort', port, 'only with type LoadBalancer and externalTrafficPolicy Local');
    else judgePort(report, port, 'spec.healthCheckNodePort');
  }
  among(report, spec, 'trafficDistribution', ['PreferClose', 'PreferSameZone', 'PreferSameNode'], 'spec');
}

/** An address that traffic is sent to. */
export function judgeEndpointIp(report: Teller, ip: unknown, field: string): void {
  if (typeof ip !== 'string') return;
  if (!isIp(ip)) report.refuse('ADDRESS_INVALID', field, ip, 'an IP address such as 10.9.8.7 or 2001:db8::1');
  else {
    const what = unroutable(ip);
    if (what !== undefined) report.refuse('ADDRESS_INVALID', field, ip, `${what}: no endpoint may have it`);
  }
}
