import { bytesOf, isIpv6 } from '../addresses';
import { isKey, isLabel, isLabelValue, isSubdomain } from '../forms';
import { judgePort } from '../pod/ports';
import type { Teller } from '../values';
import { eachMap, isEmpty, noGaps } from '../values';
import { judgeEndpointIp } from './service';
import { list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';

/** An Endpoints object, as it stands behind a Service without a selector. */
export const endpoints: KindRule = {
  kinds: ['/Endpoints'],
  judge({ subsets }, report) {
    eachMap(subsets, (subset, s) => {
      const at = `subsets[${s}]`;
      if (list(subset.addresses).length === 0 && list(subset.notReadyAddresses).length === 0) report.refuse('VALUE_MISSING', `${at}.addresses`, undefined, 'addresses or notReadyAddresses');
      for (const key of ['addresses', 'notReadyAddresses']) {
        eachMap(subset[key], (address, i) => {
          judgeEndpointIp(report, address.ip, `${at}.${key}[${i}].ip`);
          judgeNames(report, address, `${at}.${key}[${i}]`);
        });
      }
      const ports = list(subset.ports);
      eachMap(ports, (port, i) => {
        if (isEmpty(port.name) && ports.length > 1) report.refuse('VALUE_MISSING', `${at}.ports[${i}].name`, undefined, 'with more than one port, each has a name');
        judgePort(report, port.port, `${at}.ports[${i}].port`);
        judgeEndpointPort(report, port, `${at}.ports[${i}]`);
      });
    });
  },
};

/** An EndpointSlice. */
export const endpointSlice: KindRule = {
  kinds: ['discovery.k8s.io/EndpointSlice'],
  judge({ endpoints: all, ports, addressType }, report) {
    if (addressType === '') report.refuse('VALUE_MISSING', 'addressType', addressType, 'IPv4, IPv6 or FQDN');
    const names = new Set<string>();
    list(ports).forEach((port, i) => {
      const { name } = record(port);
      const key = typeof name === 'string' ? name : '';
      if (names.has(key)) report.refuse('NAME_DUPLICATE', `ports[${i}].name`, name ?? undefined, 'another port has the name, or has none either');
      names.add(key);
      judgeEndpointPort(report, record(port), `ports[${i}]`);
    });
    if (list(all).length > 1000) report.refuse('VALUE_OUT_OF_RANGE', 'endpoints', list(all).length, 'at most 1000 endpoints');
    eachMap(all, (endpoint, i) => judgeEndpoint(report, endpoint, addressType, `endpoints[${i}]`));
  },
};

function judgeEndpointPort(report: Teller, { name, protocol, appProtocol }: Record<string, any>, at: string): void {
  if (protocol === '') report.refuse('VALUE_UNKNOWN', `${at}.protocol`, protocol, 'TCP, UDP or SCTP, or leave it out');
  if (typeof name === 'string' && name !== '' && !isLabel(name)) report.refuse('NAME_INVALID', `${at}.name`, name, 'use at most 63 lower-case letters, digits and -');
  if (typeof appProtocol === 'string' && !isKey(appProtocol)) report.refuse('NAME_INVALID', `${at}.appProtocol`, appProtocol, 'a protocol such as http or kubernetes.io/h2c');
}

function judgeEndpoint(report: Teller, endpoint: Record<string, any>, type: unknown, at: string): void {
  const addresses = list(endpoint.addresses);
  if (Array.isArray(endpoint.addresses) && (addresses.length === 0 || addresses.length > 100)) report.refuse('VALUE_OUT_OF_RANGE', `${at}.addresses`, addresses.length, '1 to 100 addresses');
  noGaps(report, addresses, `${at}.addresses`);
  addresses.forEach((address, i) => {
    if (typeof address === 'string') judgeAddress(report, address, type, `${at}.addresses[${i}]`);
  });
  if (endpoint.hostname === '') report.refuse('VALUE_MISSING', `${at}.hostname`, '', 'leave it out, or fill it in');
  judgeNames(report, endpoint, at);
  const { forZones, forNodes } = record(endpoint.hints);
  judgeHints(report, list(forZones), isLabelValue, `${at}.hints.forZones`);
  judgeHints(report, list(forNodes), isSubdomain, `${at}.hints.forNodes`);
}

function judgeAddress(report: Teller, address: string, type: unknown, field: string): void {
  if (type === 'FQDN') {
    const name = address.replace(/\.$/, '');
    if (!isSubdomain(name) || !name.includes('.') || !name.split('.').every(isLabel)) report.refuse('ADDRESS_INVALID', field, address, 'a full host name such as db.example.com');
  } else if (type === 'IPv4' && (bytesOf(address)?.length !== 4 || isIpv6(address)) || type === 'IPv6' && !isIpv6(address)) {
    report.refuse('ADDRESS_INVALID', field, address, `an ${type} address`);
  } else judgeEndpointIp(report, address, field);
}

function judgeNames(report: Teller, { hostname, nodeName }: Record<string, any>, at: string): void {
  if (typeof hostname === 'string' && hostname !== '' && !isLabel(hostname)) report.refuse('NAME_INVALID', `${at}.hostname`, hostname, 'use at most 63 lower-case letters, digits and -');
  if (typeof nodeName === 'string' && !isSubdomain(nodeName)) report.refuse('NAME_INVALID', `${at}.nodeName`, nodeName, 'the name of a node: lower-case letters, digits, - and .');
}

function judgeHints(report: Teller, hints: readonly any[], is: (name: string) => boolean, at: string): void {
  if (hints.length > 8) report.refuse('VALUE_OUT_OF_RANGE', at, hints.length, 'at most 8 hints');
  hints.forEach((hint, i) => {
    const name = hint?.name;
    if (typeof name !== 'string') return;
    if (!is(name)) report.refuse('NAME_INVALID', `${at}[${i}].name`, name, 'no such name is possible');
    if (hints.findIndex(other => other?.name === name) < i) report.refuse('NAME_DUPLICATE', `${at}[${i}].name`, name, 'it is listed already');
  });
}
