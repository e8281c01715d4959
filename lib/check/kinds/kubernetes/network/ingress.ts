import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isIp } from '../addresses';
import { isDomainPath, isHost, isLabel, isPathSegment, isSubdomain, SERVICE_FORM, SUBDOMAIN_FORM, isPortName, PORT_NAME_FORM } from '../forms';
import { judgePort } from '../pod/ports';
import type { Teller } from '../values';
import { eachMap, formed, isEmpty, noGaps } from '../values';

const CLASS = 'kubernetes.io/ingress.class';

/** An Ingress: hosts, paths and the backends behind them. */
export const ingress: KindRule = {
  kinds: ['networking.k8s.io/Ingress'],
  judge({ spec, metadata }, report) {
    const rules = list(spec.rules);
    if (rules.length === 0 && isAbsent(spec.defaultBackend)) report.refuse('VALUE_MISSING', 'spec.rules', undefined, 'rules, or a defaultBackend: it sends nothing anywhere');
    if (isMap(spec.defaultBackend)) judgeBackend(report, spec.defaultBackend, 'spec.defaultBackend');
    eachMap(rules, (rule, i) => judgeRule(report, rule, `spec.rules[${i}]`));
    eachMap(spec.tls, (tls, i) => {
      noGaps(report, tls.hosts, `spec.tls[${i}].hosts`);
      list(tls.hosts).forEach((host, h) => judgeHost(report, host, false, `spec.tls[${i}].hosts[${h}]`));
      formed(report, tls, 'secretName', SUBDOMAIN_FORM, `spec.tls[${i}]`);
    });
    const { ingressClassName } = spec;
    if (typeof ingressClassName === 'string' && !isSubdomain(ingressClassName)) report.refuse('NAME_INVALID', 'spec.ingressClassName', ingressClassName, SUBDOMAIN_FORM.told);
    const annotation = record(metadata.annotations)[CLASS];
    if (typeof annotation === 'string' && typeof ingressClassName === 'string' && annotation !== ingressClassName) {
      report.refuse('FIELDS_CONFLICT', `metadata.annotations['${CLASS}']`, annotation, `ingressClassName is '${ingressClassName}': leave the annotation out`);
    }
  },
};

function judgeRule(report: Teller, { host, http }: Record<string, any>, at: string): void {
  if (!isEmpty(host)) judgeHost(report, host, true, `${at}.host`);
  if (!isMap(http)) return;
  if (Array.isArray(http.paths) && http.paths.length === 0) report.refuse('VALUE_MISSING', `${at}.http.paths`, undefined, 'one path at least, such as /');
  eachMap(http.paths, (path, i) => judgePath(report, path, `${at}.http.paths[${i}]`));
}

function judgeHost(report: Teller, host: unknown, isRule: boolean, field: string): void {
  if (typeof host !== 'string') return;
  if (isRule && isIp(host)) report.refuse('ADDRESS_INVALID', field, host, 'a host name, not an address: leave it out to take every host');
  else if (!isHost(host)) report.refuse('NAME_INVALID', field, host, 'a host name in lower case, without scheme, port or path; *. may stand in front of it');
}

function judgePath(report: Teller, { path, pathType, backend }: Record<string, any>, at: string): void {
  if (isMap(backend)) judgeBackend(report, backend, `${at}.backend`);
  if (isAbsent(pathType)) return;
  const text = typeof path === 'string' ? path : '';
  const isOpen = pathType === 'ImplementationSpecific';
  if (isOpen ? text !== '' && !text.startsWith('/') : !text.startsWith('/')) {
    report.refuse('PATH_INVALID', `${at}.path`, path ?? undefined, 'begin with /');
  } else if (!isOpen && (/\/\/|\/\.\.?(\/|$)/.test(text) || /%2f/i.test(text))) report.refuse('PATH_INVALID', `${at}.path`, path, `no //, /., /.. or %2F with pathType ${String(pathType)}`);
}

function judgeBackend(report: Teller, backend: Record<string, any>, at: string): void {
  const { service, resource } = backend;
  if (isAbsent(service) === isAbsent(resource)) {
    report.refuse('NOT_EXACTLY_ONE', at, undefined, 'give one of service, resource');
    return;
  }
  if (isMap(resource)) judgeObject(report, resource, `${at}.resource`);
  if (!isMap(service)) return;
  formed(report, service, 'name', SERVICE_FORM, `${at}.service`);
  const { name, number } = record(service.port);
  const hasNumber = !isAbsent(number) && number !== 0;
  if (isEmpty(name) === !hasNumber) report.refuse('NOT_EXACTLY_ONE', `${at}.service.port`, undefined, 'the number of a port of the Service, or its name');
  else if (hasNumber) judgePort(report, number, `${at}.service.port.number`);
  else if (typeof name === 'string' && !isPortName(name)) report.refuse('PORT_INVALID', `${at}.service.port.name`, name, PORT_NAME_FORM.told);
}

/** Another object that is named by group, kind and name. */
function judgeObject(report: Teller, object: Record<string, any>, at: string): void {
  const { apiGroup } = object;
  if (typeof apiGroup === 'string' && !isSubdomain(apiGroup)) report.refuse('NAME_INVALID', `${at}.apiGroup`, apiGroup, 'an API group such as example.com; of the core group, leave it out');
  for (const key of ['kind', 'name']) {
    if (typeof object[key] === 'string' && object[key] !== '' && !isPathSegment(object[key])) report.refuse('NAME_INVALID', `${at}.${key}`, object[key], 'no / and no % in it');
  }
}

/** An IngressClass: the controller behind it, and its parameters. */
export const ingressClass: KindRule = {
  kinds: ['networking.k8s.io/IngressClass'],
  judge({ spec }, report) {
    const { controller, parameters } = spec;
    if (isEmpty(controller)) report.refuse('VALUE_MISSING', 'spec.controller', controller ?? undefined, 'the controller, such as k8s.io/ingress-nginx');
    else if (typeof controller === 'string' && (controller.length > 250 || !isDomainPath(controller))) report.refuse('NAME_INVALID', 'spec.controller', controller, 'a domain and a path, such as k8s.io/ingress-nginx');
    if (!isMap(parameters)) return;
    judgeObject(report, parameters, 'spec.parameters');
    const { scope, namespace } = parameters;
    if (!isAbsent(scope) && scope !== 'Namespace' && scope !== 'Cluster') report.refuse('VALUE_UNKNOWN', 'spec.parameters.scope', scope, 'Cluster or Namespace');
    else if (scope === 'Namespace') {
      if (isAbsent(namespace)) report.refuse('VALUE_MISSING', 'spec.parameters.namespace', undefined, 'with scope Namespace, say which');
      else if (typeof namespace === 'string' && !isLabel(namespace)) report.refuse('NAME_INVALID', 'spec.parameters.namespace', namespace, 'use at most 63 lower-case letters, digits and -');
    } else if (!isAbsent(namespace)) report.refuse('FIELD_NOT_ALLOWED', 'spec.parameters.namespace', namespace, 'only with scope Namespace');
  },
};
