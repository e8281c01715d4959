import { isAbsent, list } from '../../../manifest';
import { isPathSegment } from '../forms';
import type { Teller } from '../values';
import { eachMap, noGaps } from '../values';

/** What webhooks and policies are asked about: operations on resources of groups and versions. */
export function judgeRules(report: Teller, rules: unknown, at: string): void {
  eachMap(rules, (rule, i) => judgeRule(report, rule, `${at}[${i}]`));
}

function judgeRule(report: Teller, rule: Record<string, any>, at: string): void {
  for (const key of ['operations', 'apiVersions', 'resources']) noGaps(report, rule[key], `${at}.${key}`);
  for (const key of ['operations', 'apiGroups', 'apiVersions']) judgeWords(report, rule[key], key, `${at}.${key}`);
  judgeResources(report, rule.resources, `${at}.resources`);
  list(rule.apiVersions).forEach((version, i) => {
    if (version === '') report.refuse('VALUE_MISSING', `${at}.apiVersions[${i}]`, version, "a version such as v1, or '*'");
  });
  const { scope } = rule;
  if (!isAbsent(scope) && !['Cluster', 'Namespaced', '*'].includes(scope)) report.refuse('VALUE_UNKNOWN', `${at}.scope`, scope, "Cluster, Namespaced or '*'");
  list(rule.resourceNames).forEach((name, i) => {
    if (typeof name === 'string' && !isPathSegment(name)) report.refuse('NAME_INVALID', `${at}.resourceNames[${i}]`, name, 'no / and no % in it');
    if (list(rule.resourceNames).indexOf(name) < i) report.refuse('NAME_DUPLICATE', `${at}.resourceNames[${i}]`, name, 'it is listed already');
  });
}

function judgeWords(report: Teller, words: unknown, what: string, at: string): void {
  const all = list(words);
  if (all.length === 0) report.refuse('VALUE_MISSING', at, undefined, `one of the ${what} at least, or '*'`);
  else if (all.length > 1 && all.includes('*')) report.refuse('FIELDS_CONFLICT', at, all, "'*' stands alone");
}

function judgeResources(report: Teller, resources: unknown, at: string): void {
  const all = list(resources);
  if (all.length === 0) report.refuse('VALUE_MISSING', at, undefined, "one resource at least, such as pods or '*'");
  if (all.length > 1 && all.includes('*/*')) report.refuse('FIELDS_CONFLICT', at, all, "'*/*' stands alone");
  const lastPlain = all.filter(word => typeof word === 'string' && word !== '' && !word.includes('/')).pop();
  if (all.includes('*') && lastPlain !== undefined && lastPlain !== '*') report.refuse('FIELDS_CONFLICT', at, all, "'*' stands for every resource");
  const wholes = new Set<string>();
  const subs = new Set<string>();
  all.forEach((word, i) => {
    if (word === '') report.refuse('VALUE_MISSING', `${at}[${i}]`, word, 'a resource such as pods');
    if (typeof word !== 'string' || !word.includes('/')) return;
    const slash = word.indexOf('/');
    const [resource, sub] = [word.slice(0, slash), word.slice(slash + 1)];
    if (wholes.has(resource)) report.refuse('FIELDS_CONFLICT', `${at}[${i}]`, word, `'${resource}/*' is there already`);
    if (subs.has(sub)) report.refuse('FIELDS_CONFLICT', `${at}[${i}]`, word, `'*/${sub}' is there already`);
    if (sub === '*') wholes.add(resource);
    if (resource === '*') subs.add(sub);
  });
}
