import { isMap, list } from '../../../manifest';
import { isIp } from '../addresses';
import { isLabel, isSearchPath, isSubdomain } from '../forms';
import type { Teller } from '../values';
import { eachMap, isEmpty, noGaps } from '../values';

/** Names and resolution: hostname, hostAliases, DNS. */
export function judgeNetwork(report: Teller, spec: Record<string, any>, isNamed: boolean, at: string): void {
  for (const key of ['hostname', 'subdomain']) {
    const name = spec[key];
    if (!isNamed && typeof name === 'string' && name !== '' && !isLabel(name)) report.refuse('NAME_INVALID', `${at}.${key}`, name, 'use at most 63 lower-case letters, digits and -');
  }
  eachMap(spec.hostAliases, (alias, i) => {
    judgeIp(report, alias.ip, `${at}.hostAliases[${i}].ip`);
    noGaps(report, alias.hostnames, `${at}.hostAliases[${i}].hostnames`);
    list(alias.hostnames).forEach((name, h) => {
      if (typeof name === 'string' && !isSubdomain(name)) report.refuse('NAME_INVALID', `${at}.hostAliases[${i}].hostnames[${h}]`, name, 'a host name: lower-case letters, digits, - and .');
    });
  });
  judgeDns(report, spec, at);
}

/** An IP address; an empty one is the schema's. */
export function judgeIp(report: Teller, ip: unknown, field: string): void {
  if (typeof ip === 'string' && ip !== '' && !isIp(ip)) report.refuse('ADDRESS_INVALID', field, ip, 'an IP address such as 10.9.8.7 or 2001:db8::1');
}

function judgeDns(report: Teller, { dnsPolicy, dnsConfig }: Record<string, any>, at: string): void {
  const config = isMap(dnsConfig) ? dnsConfig : {};
  const servers = list(config.nameservers);
  noGaps(report, servers, `${at}.dnsConfig.nameservers`);
  if (dnsPolicy === 'None' && servers.length === 0) report.refuse('VALUE_MISSING', `${at}.dnsConfig.nameservers`, undefined, 'dnsPolicy None wants one nameserver at least');
  if (servers.length > 3) report.refuse('VALUE_OUT_OF_RANGE', `${at}.dnsConfig.nameservers`, servers.length, 'at most 3 nameservers');
  servers.forEach((server, i) => {
    if (typeof server === 'string' && !isIp(server)) report.refuse('ADDRESS_INVALID', `${at}.dnsConfig.nameservers[${i}]`, server, 'an IP address such as 10.0.0.10');
  });
  const searches = list(config.searches);
  noGaps(report, searches, `${at}.dnsConfig.searches`);
  if (searches.length > 32 || searches.join(' ').length > 2048) report.refuse('VALUE_OUT_OF_RANGE', `${at}.dnsConfig.searches`, searches.length, 'at most 32 search paths of 2048 characters together');
  searches.forEach((path, i) => {
    if (typeof path === 'string' && !isSearchPath(path)) report.refuse('NAME_INVALID', `${at}.dnsConfig.searches[${i}]`, path, 'a domain: lower-case letters, digits, -, _ and .');
  });
  eachMap(config.options, (option, i) => {
    if (isEmpty(option.name)) report.refuse('VALUE_MISSING', `${at}.dnsConfig.options[${i}].name`, undefined, 'an option has a name, such as ndots');
  });
}
