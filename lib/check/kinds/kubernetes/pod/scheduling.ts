import { isAbsent, isMap, list, record } from '../../../manifest';
import { isKey, isLabel, isLabelValue, isSubdomain } from '../forms';
import { judgeLabelKey, judgeLabels, judgeLabelValue, judgeOperator, judgeSelector } from '../labels';
import type { Teller } from '../values';
import { atLeast, between, eachMap, isEmpty, noGaps } from '../values';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** What the labels of the pod do to terms that take values from them. */
interface Merging {
  readonly labels: Record<string, unknown>;
  /** A Pod is refused at once; a template only when its pods are made. */
  readonly isPod: boolean;
}

/** Where a pod may run. */
export function judgeScheduling(report: Teller, spec: Record<string, any>, merging: Merging, at: string): void {
  if (!isAbsent(spec.nodeSelector)) judgeLabels(report, spec.nodeSelector, `${at}.nodeSelector`);
  if (!isAbsent(spec.tolerations)) judgeTolerations(report, list(spec.tolerations), `${at}.tolerations`);
  if (!isAbsent(spec.topologySpreadConstraints)) judgeSpread(report, list(spec.topologySpreadConstraints), merging, `${at}.topologySpreadConstraints`);
  const { nodeAffinity, podAffinity, podAntiAffinity } = record(spec.affinity);
  if (isMap(nodeAffinity)) judgeNodeAffinity(report, nodeAffinity, `${at}.affinity.nodeAffinity`);
  if (isMap(podAffinity)) judgePodAffinity(report, podAffinity, merging, `${at}.affinity.podAffinity`);
  if (isMap(podAntiAffinity)) judgePodAffinity(report, podAntiAffinity, merging, `${at}.affinity.podAntiAffinity`);
}

/** Taints that a pod, or the pods of a RuntimeClass, put up with. */
export function judgeTolerations(report: Teller, tolerations: readonly any[], at: string): void {
  eachMap(tolerations, (toleration, i) => {
    const { key, operator, value, effect, tolerationSeconds } = toleration;
    if (typeof key === 'string' && key !== '' && !isKey(key)) report.refuse('LABEL_INVALID', `${at}[${i}].key`, key, 'a taint key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .');
    if (isEmpty(key) && operator !== 'Exists') report.refuse('TOLERATION_INVALID', `${at}[${i}].operator`, operator ?? undefined, 'without a key it has to be Exists, which tolerates every taint');
    if (!isAbsent(tolerationSeconds) && effect !== 'NoExecute') report.refuse('TOLERATION_INVALID', `${at}[${i}].effect`, effect ?? undefined, 'tolerationSeconds wants effect NoExecute');
    if (isEmpty(value) || typeof value !== 'string') return;
    if (operator === 'Exists') report.refuse('TOLERATION_INVALID', `${at}[${i}].value`, value, 'Exists takes no value');
    else if (!isLabelValue(value)) report.refuse('LABEL_INVALID', `${at}[${i}].value`, value, 'a taint value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit');
  });
}

function judgeSpread(report: Teller, constraints: readonly any[], merging: Merging, at: string): void {
  const seen = new Set<string>();
  eachMap(constraints, (constraint, i) => {
    const field = `${at}[${i}]`;
    const { topologyKey, whenUnsatisfiable, minDomains } = constraint;
    atLeast(report, constraint, 'maxSkew', 1, field);
    const pair = `${String(topologyKey)}/${String(whenUnsatisfiable)}`;
    if (seen.has(pair)) report.refuse('NAME_DUPLICATE', `${field}.topologyKey`, topologyKey, 'another constraint has the key and whenUnsatisfiable');
    seen.add(pair);
    atLeast(report, constraint, 'minDomains', 1, field);
    if (!isAbsent(minDomains) && whenUnsatisfiable === 'ScheduleAnyway') report.refuse('FIELD_NOT_ALLOWED', `${field}.minDomains`, minDomains, 'only with whenUnsatisfiable DoNotSchedule');
    judgeSelector(report, constraint.labelSelector, `${field}.labelSelector`);
    judgeMatchKeys(report, constraint, merging, field);
    if (isAbsent(constraint.labelSelector)) report.warn('SELECTOR_EMPTY', `${field}.labelSelector`, undefined, 'without a selector it counts no pods and spreads nothing');
  });
}

/** Keys whose values the server takes from the labels of the pod, and adds to the selector. */
function judgeMatchKeys(report: Teller, term: Record<string, any>, { labels, isPod }: Merging, at: string): void {
  if (isAbsent(term.matchLabelKeys) && isAbsent(term.mismatchLabelKeys)) return;
  const { labelSelector } = term;
  const matchLabels = record(labelSelector?.matchLabels);
  const expressions = list(labelSelector?.matchExpressions).map(expression => expression?.key);
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys']) {
    const keys = list(term[name]);
    noGaps(report, keys, `${at}.${name}`);
    if (keys.length > 0 && isAbsent(labelSelector)) report.refuse('FIELD_NOT_ALLOWED', `${at}.${name}`, undefined, 'only with a labelSelector');
    else keys.forEach((key, i) => judgeLabelKey(report, key, `${at}.${name}[${i}]`));
  }
  list(term.matchLabelKeys).forEach((key, i) => {
    const field = `${at}.matchLabelKeys[${i}]`;
    const asked = expressions.filter(other => other === key).length;
    if (asked > 0 && (key in matchLabels || asked > 1)) report.refuse('FIELDS_CONFLICT', field, key, 'the labelSelector asks for the key already');
    else if ((asked > 0 || key in matchLabels) && key in labels) {
      const fix = 'the labelSelector asks for the key already: leave it out of one of the two';
      if (isPod) report.refuse('FIELDS_CONFLICT', field, key, fix);
      else report.warn('FIELDS_CONFLICT', field, key, `${fix}, or no pod can be made`);
    }
    if (list(term.mismatchLabelKeys).includes(key)) report.refuse('FIELDS_CONFLICT', field, key, 'mismatchLabelKeys has it too');
  });
}

function judgeNodeAffinity(report: Teller, affinity: Record<string, any>, at: string): void {
  if (isMap(affinity[REQUIRED])) judgeNodeSelector(report, affinity[REQUIRED], `${at}.${REQUIRED}`);
  eachMap(affinity[PREFERRED], (term, i) => {
    between(report, term, 'weight', 1, 100, `${at}.${PREFERRED}[${i}]`);
    if (isMap(term.preference)) judgeNodeTerm(report, term.preference, false, `${at}.${PREFERRED}[${i}].preference`);
  });
}

/** Terms of which a node has to fit one. */
export function judgeNodeSelector(report: Teller, { nodeSelectorTerms }: Record<string, any>, at: string): void {
  const terms = list(nodeSelectorTerms);
  if (terms.length === 0 && Array.isArray(nodeSelectorTerms)) report.refuse('VALUE_MISSING', `${at}.nodeSelectorTerms`, undefined, 'one term at least');
  eachMap(terms, (term, i) => judgeNodeTerm(report, term, true, `${at}.nodeSelectorTerms[${i}]`));
}

function judgeNodeTerm(report: Teller, term: Record<string, any>, isStrict: boolean, at: string): void {
  eachMap(term.matchExpressions, (expression, i) => {
    const { key, operator, values } = expression;
    const field = `${at}.matchExpressions[${i}]`;
    judgeLabelKey(report, key, `${field}.key`);
    if (operator === 'Gt' || operator === 'Lt') {
      if (list(values).length !== 1) report.refuse('SELECTOR_INVALID', `${field}.values`, undefined, `${operator} takes one value`);
    } else judgeOperator(report, operator, list(values).length, ['In', 'NotIn'], ['Exists', 'DoesNotExist', 'Gt', 'Lt'], field);
    if (isStrict) list(values).forEach((value, v) => judgeLabelValue(report, value, `${field}.values[${v}]`));
  });
  eachMap(term.matchFields, (expression, i) => judgeNodeField(report, expression, `${at}.matchFields[${i}]`));
}

function judgeNodeField(report: Teller, { key, operator, values }: Record<string, any>, at: string): void {
  if (typeof operator === 'string' && operator !== 'In' && operator !== 'NotIn') report.refuse('SELECTOR_INVALID', `${at}.operator`, operator, 'In or NotIn');
  else if (list(values).length !== 1) report.refuse('SELECTOR_INVALID', `${at}.values`, undefined, 'a field takes one value');
  if (typeof key === 'string' && key !== '' && key !== 'metadata.name') report.refuse('SELECTOR_INVALID', `${at}.key`, key, 'the only field is metadata.name');
  noGaps(report, values, `${at}.values`);
  list(values).forEach((value, i) => {
    if (typeof value === 'string' && !isSubdomain(value)) report.refuse('NAME_INVALID', `${at}.values[${i}]`, value, 'the name of a node: lower-case letters, digits, - and .');
  });
}

function judgePodAffinity(report: Teller, affinity: Record<string, any>, merging: Merging, at: string): void {
  eachMap(affinity[REQUIRED], (term, i) => judgePodTerm(report, term, merging, `${at}.${REQUIRED}[${i}]`));
  eachMap(affinity[PREFERRED], (term, i) => {
    between(report, term, 'weight', 1, 100, `${at}.${PREFERRED}[${i}]`);
    if (isMap(term.podAffinityTerm)) judgePodTerm(report, term.podAffinityTerm, merging, `${at}.${PREFERRED}[${i}].podAffinityTerm`);
  });
}

function judgePodTerm(report: Teller, term: Record<string, any>, merging: Merging, at: string): void {
  judgeSelector(report, term.labelSelector, `${at}.labelSelector`);
  judgeSelector(report, term.namespaceSelector, `${at}.namespaceSelector`);
  noGaps(report, term.namespaces, `${at}.namespaces`);
  list(term.namespaces).forEach((name, i) => {
    if (typeof name === 'string' && !isLabel(name)) report.refuse('NAME_INVALID', `${at}.namespaces[${i}]`, name, 'a namespace: lower-case letters, digits and -');
  });
  judgeMatchKeys(report, term, merging, at);
  if (term.topologyKey !== '') judgeLabelKey(report, term.topologyKey, `${at}.topologyKey`);
  if (isAbsent(term.labelSelector)) report.warn('SELECTOR_EMPTY', `${at}.labelSelector`, undefined, 'without a selector it fits no pod');
}

/** Gates that hold a pod back, and conditions it waits for. */
export function judgeGates(report: Teller, { schedulingGates, readinessGates }: Record<string, any>, at: string): void {
  const seen = new Set<unknown>();
  list(schedulingGates).forEach((gate, i) => {
    judgeLabelKey(report, gate?.name, `${at}.schedulingGates[${i}].name`);
    if (seen.has(gate?.name)) report.refuse('NAME_DUPLICATE', `${at}.schedulingGates[${i}].name`, gate?.name, 'the gate is there already');
    seen.add(gate?.name);
  });
  list(readinessGates).forEach((gate, i) => judgeLabelKey(report, gate?.conditionType, `${at}.readinessGates[${i}].conditionType`));
}

