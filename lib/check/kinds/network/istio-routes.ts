import { list, record, records } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

/** What istiod's webhook wants of a VirtualService. */
export const virtualService: KindRule = {
  kinds: ['networking.istio.io/VirtualService'],
  judge({ spec }, report) {
    const hosts: unknown[] = Array.isArray(spec.hosts) ? spec.hosts : [];
    const gateways: unknown[] = Array.isArray(spec.gateways) ? spec.gateways : ['mesh'];
    const http = list(spec.http);
    if (hosts.length === 0 && spec.gateways !== undefined) {
      report.refuse('ISTIO_HOSTS', 'spec.hosts', spec.hosts, 'a VirtualService without hosts can only be a delegate, and those have no gateways');
    }
    hosts.forEach((host, i) => {
      if (host === '*' && gateways.includes('mesh')) report.refuse('ISTIO_HOSTS', `spec.hosts[${i}]`, host, "'*' is not accepted for the mesh: name the hosts, or give gateways without mesh");
      if (hosts.indexOf(host) !== i) report.refuse('ISTIO_HOSTS', `spec.hosts[${i}]`, host, 'stands twice: remove one of the two');
    });
    if (http.length + list(spec.tcp).length + list(spec.tls).length === 0) report.refuse('ISTIO_ROUTE', 'spec.http', undefined, 'at least one of http, tcp and tls');
    http.forEach((route, i) => httpRoute(record(route), `spec.http[${i}]`, report));
    list(spec.tcp).forEach((route, i) => needsRoute(record(route), `spec.tcp[${i}]`, report));
    list(spec.tls).forEach((route, i) => needsRoute(record(route), `spec.tls[${i}]`, report));
    shadowed(http, report);
  },
};

function httpRoute(route: Record<string, any>, at: string, report: Report): void {
  const { redirect, directResponse, delegate, fault, rewrite } = route;
  const destinations = list(route.route);
  const given = [['route', destinations.length > 0], ['redirect', redirect !== undefined], ['directResponse', directResponse !== undefined]].filter(([, is]) => is).map(([name]) => name);
  if (delegate !== undefined) {
    if (given.length > 0) report.refuse('ISTIO_ROUTE', `${at}.delegate`, undefined, `a delegate stands alone: remove ${given.join(' and ')}`);
  } else if (given.length === 0) report.refuse('ISTIO_ROUTE', `${at}.route`, undefined, 'one of route, redirect and directResponse');
  else if (given.length > 1) report.refuse('ISTIO_ROUTE', `${at}.${given[1]}`, undefined, `only one of ${given.join(' and ')}`);
  if (redirect !== undefined && fault !== undefined) report.refuse('ISTIO_ROUTE', `${at}.fault`, undefined, 'a redirect takes no fault');
  if (redirect !== undefined && rewrite !== undefined) report.refuse('ISTIO_ROUTE', `${at}.rewrite`, undefined, 'a redirect takes no rewrite: use its own uri and authority');
  weights(destinations, `${at}.route`, report);
  for (const part of ['delay', 'abort']) {
    const { value } = record(record(record(fault)[part]).percentage);
    if (typeof value === 'number' && (value < 0 || value > 100)) report.refuse('ISTIO_RANGE', `${at}.fault.${part}.percentage.value`, value, 'from 0 to 100');
  }
}

function weights(destinations: readonly unknown[], at: string, report: Report): void {
  if (destinations.length < 2) return;
  const all = destinations.map(destination => record(destination).weight);
  if (all.every(weight => weight === undefined || weight === 0)) {
    report.refuse('ISTIO_WEIGHTS', at, undefined, 'the weights of several destinations have a sum above 0: give each its weight');
  }
  const sum = all.reduce((total: number, weight) => total + (typeof weight === 'number' ? weight : 0), 0);
  if (sum > 0 && sum !== 100 && all.every(weight => typeof weight === 'number')) {
    report.note('ISTIO_WEIGHTS', at, sum, 'weights are shares of their sum; with a sum of 100 they read as percentages');
  }
}

function needsRoute(route: Record<string, any>, at: string, report: Report): void {
  if (list(route.route).length === 0) report.refuse('ISTIO_ROUTE', `${at}.route`, undefined, 'at least one destination');
  weights(list(route.route), `${at}.route`, report);
}

/** Routes after one that matches everything are never reached. */
function shadowed(http: readonly unknown[], report: Report): void {
  const all = http.findIndex(route => list(record(route).match).length === 0);
  if (all >= 0 && all < http.length - 1) report.warn('ISTIO_ROUTE_SHADOWED', `spec.http[${all + 1}]`, undefined, `spec.http[${all}] matches every request, so this route is never reached: put it first`);
}

/** What istiod's webhook wants of a Gateway. */
export const istioGateway: KindRule = {
  kinds: ['networking.istio.io/Gateway'],
  judge({ spec }, report) {
    const servers = list(spec.servers);
    if (servers.length === 0) report.refuse('ISTIO_SERVERS', 'spec.servers', spec.servers, 'at least one server');
    const names = new Set<unknown>();
    servers.forEach((given, i) => {
      const { port, hosts, tls } = record(given);
      const { protocol, name } = record(port);
      const at = `spec.servers[${i}]`;
      if (port === undefined) report.refuse('ISTIO_SERVERS', `${at}.port`, undefined, 'every server has a port');
      if (list(hosts).length === 0) report.refuse('ISTIO_SERVERS', `${at}.hosts`, hosts, 'every server has hosts');
      if (name !== undefined && names.has(name)) report.refuse('ISTIO_SERVERS', `${at}.port.name`, name, 'names of ports are unique in a Gateway');
      names.add(name);
      if ((protocol === 'HTTPS' || protocol === 'TLS') && tls === undefined) report.refuse('ISTIO_TLS', `${at}.tls`, undefined, `a port of protocol ${protocol} needs tls`);
      if (tls !== undefined) certificate(record(tls), `${at}.tls`, report);
    });
  },
};

function certificate(tls: Record<string, any>, at: string, report: Report): void {
  const { mode, credentialName, credentialNames, serverCertificate, privateKey, caCertificates, tlsCertificates } = tls;
  const named = [credentialName, credentialNames, tlsCertificates].some(one => one !== undefined);
  if ((mode === 'SIMPLE' || mode === 'MUTUAL') && !named) {
    if (!serverCertificate) report.refuse('ISTIO_TLS', `${at}.credentialName`, undefined, `tls mode ${mode} needs a certificate: credentialName`);
    else if (!privateKey) report.refuse('ISTIO_TLS', `${at}.privateKey`, undefined, 'a serverCertificate needs its privateKey');
    else if (mode === 'MUTUAL' && !caCertificates) report.refuse('ISTIO_TLS', `${at}.caCertificates`, undefined, 'tls mode MUTUAL needs the certificates of the clients');
  }
}

/** What istiod's webhook wants of a DestinationRule. */
export const destinationRule: KindRule = {
  kinds: ['networking.istio.io/DestinationRule'],
  judge({ spec }, report) {
    const names = new Set<unknown>();
    list(spec.subsets).forEach((subset, i) => {
      const { name, labels } = record(subset);
      if (name !== undefined && names.has(name)) report.refuse('ISTIO_SUBSETS', `spec.subsets[${i}].name`, name, 'names of subsets are unique');
      names.add(name);
      if (typeof name === 'string' && Object.keys(record(labels)).length === 0) report.note('ISTIO_SUBSETS', `spec.subsets[${i}].labels`, undefined, 'a subset without labels is the whole host');
    });
  },
};

/** Subsets that VirtualServices name and no DestinationRule of the input has. */
export const subsetReferences: KindRule = {
  kinds: ['networking.istio.io/VirtualService'],
  judge({ spec }, report, { objects }) {
    const known = new Map<unknown, Set<unknown>>();
    for (const rule of objects.all('networking.istio.io/DestinationRule')) {
      known.set(rule.spec.host, new Set([...known.get(rule.spec.host) ?? [], ...records(rule.spec.subsets).map(({ name }) => name)]));
    }
    list(spec.http).forEach((route, r) => list(record(route).route).forEach((one, d) => {
      const { host, subset } = record(record(one).destination);
      const subsets = known.get(host);
      if (typeof subset !== 'string' || !subsets || subsets.has(subset)) return;
      report.warn('ISTIO_SUBSETS', `spec.http[${r}].route[${d}].destination.subset`, subset, `the DestinationRule of '${host}' has ${[...subsets].join(', ') || 'no subsets'}: requests get 503`);
    }));
  },
};
