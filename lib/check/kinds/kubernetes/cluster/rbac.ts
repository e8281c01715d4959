import { isAbsent, isMap, list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { KindRule } from '../../../rule';
import { isPathSegment, isSubdomain } from '../forms';
import { judgeSelector } from '../labels';
import type { Teller } from '../values';
import { eachMap, isEmpty } from '../values';

const GROUP = 'rbac.authorization.k8s.io';

/** A Role or ClusterRole: what may be done with what. */
export const role: KindRule = {
  kinds: [`${GROUP}/Role`, `${GROUP}/ClusterRole`],
  judge({ kind, rules, aggregationRule }, report) {
    eachMap(rules, (rule, i) => judgeRule(report, rule, kind === 'Role', `rules[${i}]`));
    if (!isMap(aggregationRule)) return;
    const selectors = list(aggregationRule.clusterRoleSelectors);
    if (selectors.length === 0) report.refuse('VALUE_MISSING', 'aggregationRule.clusterRoleSelectors', undefined, 'one selector at least');
    selectors.forEach((selector, i) => judgeSelector(report, selector, `aggregationRule.clusterRoleSelectors[${i}]`));
    if (list(rules).length > 0) report.warn('RBAC_RULES_REPLACED', 'rules', undefined, 'the controller fills in the rules of aggregated roles and overwrites these');
  },
};

function judgeRule(report: Teller, rule: Record<string, any>, isNamespaced: boolean, at: string): void {
  const [verbs, groups, resources, names, urls] = ['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'].map(key => list(rule[key]).length);
  if (verbs === 0 && Array.isArray(rule.verbs)) report.refuse('VALUE_MISSING', `${at}.verbs`, undefined, "one verb at least, such as get or '*'");
  if (urls > 0) {
    if (isNamespaced) report.refuse('FIELD_NOT_ALLOWED', `${at}.nonResourceURLs`, undefined, 'URLs are in no namespace: use a ClusterRole');
    if (groups + resources + names > 0) report.refuse('FIELDS_CONFLICT', `${at}.nonResourceURLs`, undefined, 'resources are given too: make it a rule of its own');
    return;
  }
  if (groups === 0) report.refuse('VALUE_MISSING', `${at}.apiGroups`, undefined, "one API group at least; the core group is ''");
  if (resources === 0) report.refuse('VALUE_MISSING', `${at}.resources`, undefined, 'one resource at least, in plural and lower case, such as pods');
  list(rule.resources).forEach((resource, i) => {
    if (typeof resource === 'string' && /[A-Z]/.test(resource)) report.warn('RBAC_RESOURCE_CASE', `${at}.resources[${i}]`, resource, 'resources are plural and in lower case: this one fits nothing');
  });
}

/** A RoleBinding or ClusterRoleBinding: who may do it. */
export const roleBinding: KindRule = {
  kinds: [`${GROUP}/RoleBinding`, `${GROUP}/ClusterRoleBinding`],
  judge({ kind, roleRef, subjects }, report) {
    const roles = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
    judgeRoleRef(report, record(roleRef), roles);
    eachMap(subjects, (subject, i) => judgeSubject(report, subject, kind === 'RoleBinding', `subjects[${i}]`));
  },
};

function judgeRoleRef(report: Teller, { apiGroup, kind, name }: Record<string, any>, roles: readonly string[]): void {
  if (typeof apiGroup === 'string' && apiGroup !== '' && apiGroup !== GROUP) report.refuse('RBAC_ROLE_REF', 'roleRef.apiGroup', apiGroup, GROUP);
  if (typeof kind === 'string' && kind !== '' && !roles.includes(kind)) report.refuse('RBAC_ROLE_REF', 'roleRef.kind', kind, roles.join(' or '));
  if (typeof name === 'string' && name !== '' && !isPathSegment(name)) report.refuse('NAME_INVALID', 'roleRef.name', name, 'no / and no % in it');
}

const SUBJECTS = ['ServiceAccount', 'User', 'Group'];

function judgeSubject(report: Teller, subject: Record<string, any>, isNamespaced: boolean, at: string): void {
  const { kind, name, apiGroup, namespace } = subject;
  if (typeof kind !== 'string' || kind === '') return;
  if (!SUBJECTS.includes(kind)) {
    const near = nearest(kind, SUBJECTS);
    report.refuse('RBAC_SUBJECT', `${at}.kind`, kind, near ? `did you mean '${near}'?` : `one of ${SUBJECTS.join(', ')}`);
    return;
  }
  if (kind !== 'ServiceAccount') {
    if (!isEmpty(apiGroup) && apiGroup !== GROUP) report.refuse('RBAC_SUBJECT', `${at}.apiGroup`, apiGroup, GROUP);
    return;
  }
  if (!isEmpty(apiGroup)) report.refuse('RBAC_SUBJECT', `${at}.apiGroup`, apiGroup, 'a ServiceAccount is of the core group: leave it out');
  if (typeof name === 'string' && name !== '' && !isSubdomain(name)) report.refuse('NAME_INVALID', `${at}.name`, name, 'it names a ServiceAccount: use lower-case letters, digits, - and .');
  if (!isEmpty(namespace)) return;
  if (!isNamespaced) report.refuse('VALUE_MISSING', `${at}.namespace`, isAbsent(namespace) ? undefined : namespace, 'the namespace of the ServiceAccount');
}
