import type { CelScope } from './cel';
import { judgeCel } from './cel';
import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isLabel, isSubdomain } from '../forms';
import { judgeLabelKey, judgeLabelValue } from '../labels';
import { judgeDriver } from '../pod/volume-sources';
import { judgeTemplateMetadata } from '../pod/volumes';
import type { Teller } from '../values';
import { eachMap, isEmpty, noGaps } from '../values';

const GROUP = 'resource.k8s.io';
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;

/** A ResourceClaim: the devices that a pod asks for. */
export const resourceClaim: KindRule = {
  kinds: [`${GROUP}/ResourceClaim`],
  judge({ apiVersion, spec }, report) {
    if (apiVersion === `${GROUP}/v1`) judgeDevices(report, record(spec.devices), 'spec.devices');
  },
};

/** A template of such claims, one for each pod. */
export const resourceClaimTemplate: KindRule = {
  kinds: [`${GROUP}/ResourceClaimTemplate`],
  judge({ apiVersion, spec }, report) {
    if (apiVersion !== `${GROUP}/v1`) return;
    judgeTemplateMetadata(report, spec.metadata, 'spec.metadata');
    judgeDevices(report, record(record(spec.spec).devices), 'spec.spec.devices');
  },
};

/** A DeviceClass: devices that claims may name by one word. */
export const deviceClass: KindRule = {
  kinds: [`${GROUP}/DeviceClass`],
  judge({ apiVersion, spec }, report) {
    if (apiVersion !== `${GROUP}/v1`) return;
    judgeSelectors(report, spec.selectors, 'spec.selectors');
    list(spec.config).forEach((config, i) => judgeConfig(report, record(config), `spec.config[${i}]`));
  },
};

function judgeDevices(report: Teller, devices: Record<string, any>, at: string): void {
  const requests = list(devices.requests);
  const known = new Set<string>();
  if (requests.length > 32) report.refuse('VALUE_OUT_OF_RANGE', `${at}.requests`, requests.length, 'at most 32 requests');
  eachMap(requests, (request, i) => {
    const field = `${at}.requests[${i}]`;
    judgeName(report, request.name, known, '', field);
    const alternatives = list(request.firstAvailable);
    if (isAbsent(request.exactly) === (alternatives.length === 0)) report.refuse('NOT_EXACTLY_ONE', field, undefined, 'give one of exactly, firstAvailable');
    if (isMap(request.exactly)) judgeRequest(report, request.exactly, `${field}.exactly`);
    if (alternatives.length > 8) report.refuse('VALUE_OUT_OF_RANGE', `${field}.firstAvailable`, alternatives.length, 'at most 8 alternatives');
    eachMap(alternatives, (alternative, a) => {
      judgeName(report, alternative.name, known, `${String(request.name)}/`, `${field}.firstAvailable[${a}]`);
      judgeRequest(report, alternative, `${field}.firstAvailable[${a}]`);
    });
  });
  list(devices.constraints).forEach((constraint, i) => {
    const { requests: names, matchAttribute } = record(constraint);
    judgeReferences(report, list(names), known, `${at}.constraints[${i}].requests`);
    if (isEmpty(matchAttribute)) report.refuse('VALUE_MISSING', `${at}.constraints[${i}].matchAttribute`, matchAttribute ?? undefined, 'the attribute that the devices have in common');
    else if (typeof matchAttribute === 'string') judgeAttribute(report, matchAttribute, `${at}.constraints[${i}].matchAttribute`);
  });
  list(devices.config).forEach((config, i) => {
    judgeReferences(report, list(record(config).requests), known, `${at}.config[${i}].requests`);
    judgeConfig(report, record(config), `${at}.config[${i}]`);
  });
}

function judgeName(report: Teller, name: unknown, known: Set<string>, prefix: string, at: string): void {
  if (typeof name !== 'string' || name === '') return;
  if (!isLabel(name)) report.refuse('NAME_INVALID', `${at}.name`, name, 'use at most 63 lower-case letters, digits and -');
  if (known.has(prefix + name)) report.refuse('NAME_DUPLICATE', `${at}.name`, name, 'another request has the name');
  known.add(prefix + name);
}

function judgeRequest(report: Teller, request: Record<string, any>, at: string): void {
  const { deviceClassName, allocationMode, count } = request;
  if (typeof deviceClassName === 'string' && deviceClassName !== '' && !isSubdomain(deviceClassName)) report.refuse('NAME_INVALID', `${at}.deviceClassName`, deviceClassName, 'it names an object: use lower-case letters, digits, - and .');
  judgeSelectors(report, request.selectors, `${at}.selectors`);
  if (allocationMode === 'All') {
    if (!isAbsent(count) && count !== 0) report.refuse('FIELD_NOT_ALLOWED', `${at}.count`, count, 'not with allocationMode All');
  } else if (!isEmpty(allocationMode) && allocationMode !== 'ExactCount') report.refuse('VALUE_UNKNOWN', `${at}.allocationMode`, allocationMode, 'ExactCount or All');
  else if (typeof count === 'number' && count < 0) report.refuse('VALUE_OUT_OF_RANGE', `${at}.count`, count, 'at least 1');
  list(request.tolerations).forEach((toleration, i) => {
    const { key, value, operator } = record(toleration);
    if (key !== '') judgeLabelKey(report, key, `${at}.tolerations[${i}].key`);
    if (operator === 'Exists' && !isEmpty(value)) report.refuse('TOLERATION_INVALID', `${at}.tolerations[${i}].value`, value, 'Exists takes no value');
    else judgeLabelValue(report, value, `${at}.tolerations[${i}].value`);
  });
}

const OF_DEVICES: CelScope = { names: ['device', 'cel'], result: 'bool' };

function judgeSelectors(report: Teller, selectors: unknown, at: string): void {
  if (list(selectors).length > 32) report.refuse('VALUE_OUT_OF_RANGE', at, list(selectors).length, 'at most 32 selectors');
  eachMap(selectors, (selector, i) => {
    if (isAbsent(selector.cel)) report.refuse('VALUE_MISSING', `${at}[${i}].cel`, undefined, 'a CEL expression over the device');
    judgeCel(report, record(selector.cel).expression, `${at}[${i}].cel.expression`, OF_DEVICES);
  });
}

function judgeReferences(report: Teller, names: readonly any[], known: ReadonlySet<string>, at: string): void {
  noGaps(report, names, at);
  names.forEach((name, i) => {
    if (typeof name === 'string' && !known.has(name)) report.refuse('DEVICE_REQUEST_UNKNOWN', `${at}[${i}]`, name, `one of the requests: ${[...known].join(', ')}`);
    if (names.indexOf(name) < i) report.refuse('NAME_DUPLICATE', `${at}[${i}]`, name, 'it is listed already');
  });
}

function judgeAttribute(report: Teller, attribute: string, field: string): void {
  const [domain, name, more] = attribute.split('/');
  if (more !== undefined) return;
  if (name === undefined || !isSubdomain(domain.toLowerCase()) || domain.length > 63 || !IDENTIFIER.test(name)) report.refuse('NAME_INVALID', field, attribute, 'a domain and a name, such as gpu.nvidia.com/productName');
}

function judgeConfig(report: Teller, { opaque }: Record<string, any>, at: string): void {
  if (isAbsent(opaque)) report.refuse('VALUE_MISSING', `${at}.opaque`, undefined, 'the parameters of a driver');
  if (!isMap(opaque)) return;
  judgeDriver(report, opaque.driver, `${at}.opaque.driver`);
  if (!isAbsent(opaque.parameters) && !isMap(opaque.parameters)) report.refuse('VALUE_MALFORMED', `${at}.opaque.parameters`, undefined, 'a map');
}
