import { whyNoUrl } from '../../../go-url';
import { isAbsent, isMap, list } from '../../../manifest';
import { isKey, isServiceName, isSubdomain } from '../forms';
import { judgeSelector } from '../labels';
import { judgePort } from '../pod/ports';
import type { Teller } from '../values';
import { between, eachMap, filled, noGaps } from '../values';
import { judgeRules } from './admission-rules';
import type { CelScope } from './cel';
import { judgeCel } from './cel';
import type { KindRule } from '../../../rule';

const GROUP = 'admissionregistration.k8s.io';

/** Webhooks: where they are, what they are asked about, and that asking changes nothing. */
export const webhooks: KindRule = {
  kinds: [`${GROUP}/ValidatingWebhookConfiguration`, `${GROUP}/MutatingWebhookConfiguration`],
  judge(manifest, report) {
    const names = new Set<unknown>();
    eachMap(manifest.webhooks, (webhook, i) => {
      const at = `webhooks[${i}]`;
      const { name } = webhook;
      if (typeof name === 'string' && name !== '') {
        if (!isSubdomain(name) || name.split('.').length < 3) report.refuse('NAME_INVALID', `${at}.name`, name, 'a domain of three parts at least, such as pods.team.example.com');
        if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}.name`, name, 'another webhook has the name');
        names.add(name);
      }
      judgeWebhook(report, webhook, at);
    });
  },
};

function judgeWebhook(report: Teller, webhook: Record<string, any>, at: string): void {
  const { sideEffects, reinvocationPolicy } = webhook;
  if (sideEffects === 'Some' || sideEffects === 'Unknown') report.refuse('VALUE_UNKNOWN', `${at}.sideEffects`, sideEffects, 'None or NoneOnDryRun: a dry run has to change nothing');
  if (!isAbsent(reinvocationPolicy) && !['Never', 'IfNeeded'].includes(reinvocationPolicy)) report.refuse('VALUE_UNKNOWN', `${at}.reinvocationPolicy`, reinvocationPolicy, 'Never or IfNeeded');
  between(report, webhook, 'timeoutSeconds', 1, 30, at);
  judgeRules(report, webhook.rules, `${at}.rules`);
  judgeSelector(report, webhook.namespaceSelector, `${at}.namespaceSelector`);
  judgeSelector(report, webhook.objectSelector, `${at}.objectSelector`);
  if (isMap(webhook.clientConfig)) judgeClient(report, webhook.clientConfig, `${at}.clientConfig`);
  judgeVersions(report, webhook.admissionReviewVersions, ['v1', 'v1beta1'], `${at}.admissionReviewVersions`);
  judgeConditions(report, webhook.matchConditions, `${at}.matchConditions`);
}

/** Versions of the question that a webhook understands; the server speaks some. */
export function judgeVersions(report: Teller, versions: unknown, spoken: readonly string[], at: string): void {
  const all = list(versions);
  if (!Array.isArray(versions)) return;
  noGaps(report, all, at);
  all.forEach((version, i) => {
    if (all.indexOf(version) < i) report.refuse('NAME_DUPLICATE', `${at}[${i}]`, version, 'it is listed already');
    else if (typeof version === 'string' && !isServiceName(version)) report.refuse('NAME_INVALID', `${at}[${i}]`, version, 'a version such as v1');
  });
  if (!all.some(version => spoken.includes(version))) report.refuse('VALUE_UNKNOWN', at, all, `one of ${spoken.join(', ')} at least: the API server speaks no other`);
}

/** How the API server reaches a webhook: a URL or a Service. */
export function judgeClient(report: Teller, { url, service }: Record<string, any>, at: string): void {
  if (isAbsent(url) === isAbsent(service)) {
    report.refuse('NOT_EXACTLY_ONE', at, undefined, 'give one of url, service');
    return;
  }
  if (typeof url === 'string' && !isSafeUrl(url)) report.refuse('ADDRESS_INVALID', `${at}.url`, url, 'https://host/path, without user, query and fragment');
  if (!isMap(service)) return;
  filled(report, service, 'name', `${at}.service`);
  filled(report, service, 'namespace', `${at}.service`);
  judgePort(report, service.port, `${at}.service.port`);
  const { path } = service;
  if (typeof path !== 'string' || path === '' || path === '/') return;
  const steps = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (!path.startsWith('/') || !steps.every(isSubdomain)) report.refuse('PATH_INVALID', `${at}.service.path`, path, 'begin with /; between slashes lower-case letters, digits, - and .');
}

function isSafeUrl(text: string): boolean {
  return whyNoUrl(text) === undefined && /^https:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(text.length < 8192 ? text : '');
}

/** What every expression about a request may speak of. */
export const OF_REQUESTS: readonly string[] = ['object', 'oldObject', 'request', 'namespaceObject'];

/** Expressions that say which requests are meant. */
export function judgeConditions(report: Teller, conditions: unknown, at: string, more: readonly string[] = []): void {
  const names = new Set<unknown>();
  const scope: CelScope = { names: [...OF_REQUESTS, 'authorizer', ...more], result: 'bool' };
  if (list(conditions).length > 64) report.refuse('VALUE_OUT_OF_RANGE', at, list(conditions).length, 'at most 64 conditions');
  eachMap(conditions, (condition, i) => {
    const { name, expression } = condition;
    if (typeof expression === 'string' && expression !== '' && expression.trim() === '') report.refuse('VALUE_MISSING', `${at}[${i}].expression`, expression, 'a CEL expression');
    judgeCel(report, expression, `${at}[${i}].expression`, scope);
    if (typeof name !== 'string' || name === '') return;
    if (!isKey(name)) report.refuse('NAME_INVALID', `${at}[${i}].name`, name, 'use [prefix/]name, with a name of at most 63 letters, digits, -, _ and .');
    if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}[${i}].name`, name, 'another condition has the name');
    names.add(name);
  });
}
