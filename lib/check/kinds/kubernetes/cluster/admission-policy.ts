import { isKey, isServiceName, isSubdomain, isPathSegment } from '../forms';
import { judgeSelector } from '../labels';
import type { Teller } from '../values';
import { eachMap, filled, noGaps } from '../values';
import { judgeRules } from './admission-rules';
import type { CelScope } from './cel';
import { judgeCel } from './cel';
import { judgeConditions, OF_REQUESTS } from './webhooks';
import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';

const GROUP = 'admissionregistration.k8s.io';

/** A ValidatingAdmissionPolicy: which requests, and what has to hold. */
export const admissionPolicy: KindRule = {
  kinds: [`${GROUP}/ValidatingAdmissionPolicy`],
  judge({ spec, metadata }, report) {
    const { validations, auditAnnotations, matchConstraints, paramKind, variables } = spec;
    if (list(validations).length === 0 && list(auditAnnotations).length === 0) report.refuse('VALUE_MISSING', 'spec.validations', undefined, 'validations, auditAnnotations or both');
    if (isMap(paramKind)) judgeParamKind(report, paramKind);
    if (isAbsent(matchConstraints)) report.refuse('VALUE_MISSING', 'spec.matchConstraints', undefined, 'which requests are judged');
    else if (isMap(matchConstraints)) {
      if (list(matchConstraints.resourceRules).length === 0) report.refuse('VALUE_MISSING', 'spec.matchConstraints.resourceRules', undefined, 'which resources are judged');
      judgeMatch(report, matchConstraints, 'spec.matchConstraints');
    }
    const params = isAbsent(paramKind) ? [] : ['params'];
    judgeConditions(report, spec.matchConditions, 'spec.matchConditions', params);
    const known = new Set<string>();
    const scope: CelScope = { names: [...OF_REQUESTS, 'variables', 'authorizer', ...params], variables: known };
    eachMap(variables, (variable, i) => {
      judgeVariable(report, variable, scope, `spec.variables[${i}]`);
      if (typeof variable.name === 'string') known.add(variable.name);
    });
    eachMap(validations, (validation, i) => judgeValidation(report, validation, scope, `spec.validations[${i}]`));
    judgeAudit(report, list(auditAnnotations), metadata.name, scope);
  },
};

function judgeParamKind(report: Teller, paramKind: Record<string, any>): void {
  const { apiVersion, kind } = paramKind;
  for (const key of ['apiVersion', 'kind']) filled(report, paramKind, key, 'spec.paramKind', 'it says what params is');
  if (typeof apiVersion === 'string' && apiVersion !== '') {
    const [group, version, more] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    if (more !== undefined || group !== '' && !isSubdomain(group) || !isServiceName(version)) report.refuse('NAME_INVALID', 'spec.paramKind.apiVersion', apiVersion, 'group/version, such as rules.example.com/v1');
  }
  if (typeof kind === 'string' && kind !== '' && !isServiceName(kind.toLowerCase())) report.refuse('NAME_INVALID', 'spec.paramKind.kind', kind, 'a kind such as ConfigMap');
}

/** Requests by resource and by the labels of objects and namespaces. */
function judgeMatch(report: Teller, match: Record<string, any>, at: string): void {
  judgeSelector(report, match.namespaceSelector, `${at}.namespaceSelector`);
  judgeSelector(report, match.objectSelector, `${at}.objectSelector`);
  judgeRules(report, match.resourceRules, `${at}.resourceRules`);
  judgeRules(report, match.excludeResourceRules, `${at}.excludeResourceRules`);
}

const isBlank = (value: unknown) => typeof value === 'string' && value.trim() === '';
const RESERVED = /^(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;

function judgeVariable(report: Teller, { name, expression }: Record<string, any>, scope: CelScope, at: string): void {
  if (typeof name === 'string' && name !== '' && (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || RESERVED.test(name))) report.refuse('NAME_INVALID', `${at}.name`, name, 'a name of CEL: letters, digits and _');
  if (expression !== '' && isBlank(expression)) report.refuse('VALUE_MISSING', `${at}.expression`, expression, 'a CEL expression');
  judgeCel(report, expression, `${at}.expression`, scope);
}

const REASONS = ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'];

function judgeValidation(report: Teller, validation: Record<string, any>, scope: CelScope, at: string): void {
  const { expression, message, messageExpression, reason } = validation;
  if (expression !== '' && isBlank(expression)) report.refuse('VALUE_MISSING', `${at}.expression`, expression, 'a CEL expression');
  for (const [key, value] of [['message', message], ['messageExpression', messageExpression]]) {
    if (value !== '' && isBlank(value)) report.refuse('VALUE_MISSING', `${at}.${key}`, value, 'fill it in, or leave it out');
  }
  judgeCel(report, expression, `${at}.expression`, { ...scope, result: 'bool' });
  judgeCel(report, messageExpression, `${at}.messageExpression`, { ...scope, result: 'string' });
  if (typeof message === 'string' && /[\n\r]/.test(message.trim())) report.refuse('VALUE_MALFORMED', `${at}.message`, message, 'one line');
  if (typeof reason === 'string' && !REASONS.slice(0, 3).includes(reason)) report.refuse('VALUE_UNKNOWN', `${at}.reason`, reason, `one of ${REASONS.slice(0, 3).join(', ')}`);
}

function judgeAudit(report: Teller, annotations: readonly any[], name: string | undefined, scope: CelScope): void {
  if (annotations.length > 20) report.refuse('VALUE_OUT_OF_RANGE', 'spec.auditAnnotations', annotations.length, 'at most 20');
  annotations.forEach((annotation, i) => {
    const { key, valueExpression } = record(annotation);
    const at = `spec.auditAnnotations[${i}]`;
    if (typeof key === 'string' && key !== '' && name && !isKey(`${name}/${key}`)) report.refuse('NAME_INVALID', `${at}.key`, key, 'at most 63 letters, digits, -, _ and .');
    if (annotations.findIndex(other => other?.key === key) < i) report.refuse('NAME_DUPLICATE', `${at}.key`, key, 'the key is there already');
    if (valueExpression !== '' && isBlank(valueExpression)) report.refuse('VALUE_MISSING', `${at}.valueExpression`, valueExpression, 'a CEL expression');
    judgeCel(report, valueExpression, `${at}.valueExpression`, { ...scope, result: 'string' });
  });
}

/** Where a policy holds, with which parameters, and what follows. */
export const admissionPolicyBinding: KindRule = {
  kinds: [`${GROUP}/ValidatingAdmissionPolicyBinding`],
  judge({ spec }, report) {
    const { policyName, paramRef, validationActions } = spec;
    if (typeof policyName === 'string' && policyName !== '' && !isSubdomain(policyName)) report.refuse('NAME_INVALID', 'spec.policyName', policyName, 'it names an object: use lower-case letters, digits, - and .');
    if (isAbsent(policyName) || policyName === '') report.refuse('VALUE_MISSING', 'spec.policyName', policyName ?? undefined, 'the policy that holds');
    if (isMap(paramRef)) judgeParamRef(report, paramRef);
    const actions = list(validationActions);
    noGaps(report, actions, 'spec.validationActions');
    if (actions.length === 0) report.refuse('VALUE_MISSING', 'spec.validationActions', undefined, 'Deny, Warn or Audit');
    if (actions.includes('Deny') && actions.includes('Warn')) report.refuse('FIELDS_CONFLICT', 'spec.validationActions', actions, 'Deny tells the reason already: leave Warn out');
    actions.forEach((action, i) => {
      if (actions.indexOf(action) < i) report.refuse('NAME_DUPLICATE', `spec.validationActions[${i}]`, action, 'it is listed already');
    });
    if (isMap(spec.matchResources)) judgeMatch(report, spec.matchResources, 'spec.matchResources');
  },
};

function judgeParamRef(report: Teller, { name, selector, parameterNotFoundAction }: Record<string, any>): void {
  if ((isAbsent(name) || name === '') === isAbsent(selector)) report.refuse('NOT_EXACTLY_ONE', 'spec.paramRef', undefined, 'give one of name, selector');
  judgeSelector(report, selector, 'spec.paramRef.selector');
  if (typeof name === 'string' && !isPathSegment(name)) report.refuse('NAME_INVALID', 'spec.paramRef.name', name, 'no / and no % in it');
  if (isAbsent(parameterNotFoundAction)) report.refuse('VALUE_MISSING', 'spec.paramRef.parameterNotFoundAction', undefined, 'Allow or Deny');
  else if (parameterNotFoundAction !== 'Allow' && parameterNotFoundAction !== 'Deny') report.refuse('VALUE_UNKNOWN', 'spec.paramRef.parameterNotFoundAction', parameterNotFoundAction, 'Allow or Deny');
}
