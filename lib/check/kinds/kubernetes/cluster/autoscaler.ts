import { isAbsent, isMap, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { KindRule } from '../../../rule';
import { isKey, isLabel, isPathSegment } from '../forms';
import type { Teller } from '../values';
import { between, eachMap, isEmpty, quantity } from '../values';

const SOURCES: Record<string, string> = { Object: 'object', Pods: 'pods', Resource: 'resource', ContainerResource: 'containerResource', External: 'external' };

/** A HorizontalPodAutoscaler: bounds, target, metrics and how fast it moves. */
export const autoscaler: KindRule = {
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  judge({ apiVersion, spec }, report) {
    const { minReplicas: least, maxReplicas: most } = spec;
    if (typeof least === 'number' && least < 1) report.refuse('AUTOSCALER_RANGE', 'spec.minReplicas', least, 'at least 1; scaling to zero needs a feature gate that is off');
    if (typeof most === 'number' && most < Math.max(1, typeof least === 'number' ? least : 1)) report.refuse('AUTOSCALER_RANGE', 'spec.maxReplicas', most, `at least ${Math.max(1, typeof least === 'number' ? least : 1)}`);
    const target = record(spec.scaleTargetRef);
    judgeTarget(report, target, 'spec.scaleTargetRef');
    const { apiVersion: version } = target;
    if (target.kind !== 'ReplicationController' && (isEmpty(version) || typeof version === 'string' && /^[^/]*$|^\//.test(version)) && isMap(spec.scaleTargetRef)) {
      report.refuse('VALUE_MISSING', 'spec.scaleTargetRef.apiVersion', version ?? undefined, 'with its API group, such as apps/v1');
    }
    if (apiVersion === 'autoscaling/v1') {
      between(report, spec, 'targetCPUUtilizationPercentage', 1, 2147483647, 'spec');
      return;
    }
    eachMap(spec.metrics, (metric, i) => judgeMetric(report, metric, `spec.metrics[${i}]`));
    for (const side of ['scaleUp', 'scaleDown']) {
      const rules = record(spec.behavior)[side];
      if (isMap(rules)) judgeRules(report, rules, `spec.behavior.${side}`);
    }
  },
};

/** An object that is scaled or measured. */
function judgeTarget(report: Teller, target: Record<string, any>, at: string): void {
  for (const key of ['kind', 'name']) {
    if (typeof target[key] === 'string' && !isPathSegment(target[key])) report.refuse('NAME_INVALID', `${at}.${key}`, target[key], 'no / and no % in it');
  }
  const { apiVersion } = target;
  if (typeof apiVersion !== 'string') return;
  if (apiVersion.split('/').length > 2) report.refuse('NAME_INVALID', `${at}.apiVersion`, apiVersion, 'group/version, such as apps/v1');
}

function judgeMetric(report: Teller, metric: Record<string, any>, at: string): void {
  const { type } = metric;
  if (typeof type !== 'string') return;
  if (!Object.hasOwn(SOURCES, type)) {
    const near = nearest(type, Object.keys(SOURCES));
    if (type !== '') report.refuse('AUTOSCALER_METRIC', `${at}.type`, type, near ? `did you mean '${near}'?` : `one of ${Object.keys(SOURCES).join(', ')}`);
    return;
  }
  const own = SOURCES[type];
  if (isAbsent(metric[own])) report.refuse('AUTOSCALER_METRIC', `${at}.${own}`, undefined, `type ${type} describes its metric here`);
  for (const key of Object.values(SOURCES)) if (key !== own && !isAbsent(metric[key])) report.refuse('AUTOSCALER_METRIC', `${at}.${key}`, undefined, `type is ${type}: leave it out`);
  if (isMap(metric[own])) judgeSource(report, own, metric[own], `${at}.${own}`);
}

function judgeSource(report: Teller, kind: string, source: Record<string, any>, at: string): void {
  if (kind === 'containerResource') {
    const { container, name } = source;
    if (typeof container === 'string' && container !== '' && !isLabel(container)) report.refuse('NAME_INVALID', `${at}.container`, container, 'the name of a container');
    if (typeof name === 'string' && name !== '' && !(isKey(name) && (['cpu', 'memory', 'ephemeral-storage'].includes(name) || name.includes('/') || name.startsWith('hugepages-')))) report.refuse('RESOURCE_NAME_UNKNOWN', `${at}.name`, name, 'cpu or memory');
  }
  if (isMap(source.metric)) {
    const { name } = source.metric;
    if (typeof name === 'string' && name !== '' && !isPathSegment(name)) report.refuse('NAME_INVALID', `${at}.metric.name`, name, 'no / and no % in it');
  }
  if (isMap(source.describedObject)) judgeTarget(report, source.describedObject, `${at}.describedObject`);
  if (isMap(source.target)) judgeValue(report, kind, source.target, `${at}.target`);
}

function judgeValue(report: Teller, kind: string, target: Record<string, any>, at: string): void {
  const { type, value, averageValue, averageUtilization } = target;
  if (typeof type === 'string' && type !== '' && !['Utilization', 'Value', 'AverageValue'].includes(type)) {
    report.refuse('AUTOSCALER_METRIC', `${at}.type`, type, 'Utilization, Value or AverageValue');
  }
  quantity(report, value, `${at}.value`, 'positive');
  quantity(report, averageValue, `${at}.averageValue`, 'positive');
  between(report, target, 'averageUtilization', 1, 2147483647, at);
  const isResource = kind === 'resource' || kind === 'containerResource';
  const other = isResource ? averageUtilization : kind === 'pods' ? undefined : value;
  const otherName = isResource ? 'averageUtilization' : 'value';
  if (isAbsent(averageValue) && isAbsent(other)) {
    report.refuse('AUTOSCALER_METRIC', `${at}.averageValue`, undefined, kind === 'pods' ? 'the value that each pod should have' : `give averageValue or ${otherName}`);
    return;
  }
  if (!isAbsent(averageValue) && !isAbsent(other) && kind !== 'object') report.refuse('NOT_EXACTLY_ONE', `${at}.averageValue`, averageValue, `${otherName} is given too: keep one of the two`);
  const named = type === 'Utilization' ? averageUtilization : type === 'Value' ? value : type === 'AverageValue' ? averageValue : true;
  if (isAbsent(named)) report.warn('AUTOSCALER_METRIC', `${at}.type`, type, 'it is not the one that is given: the autoscaler goes by the value it finds');
}

function judgeRules(report: Teller, rules: Record<string, any>, at: string): void {
  between(report, rules, 'stabilizationWindowSeconds', 0, 3600, at);
  const { selectPolicy, policies } = rules;
  if (typeof selectPolicy === 'string' && !['Max', 'Min', 'Disabled'].includes(selectPolicy)) report.refuse('VALUE_UNKNOWN', `${at}.selectPolicy`, selectPolicy, 'Max, Min or Disabled');
  if (Array.isArray(policies) && policies.length === 0) report.refuse('VALUE_MISSING', `${at}.policies`, undefined, 'one policy at least, or leave the list out');
  eachMap(policies, (policy, i) => {
    if (!isEmpty(policy.type) && policy.type !== 'Pods' && policy.type !== 'Percent') report.refuse('VALUE_UNKNOWN', `${at}.policies[${i}].type`, policy.type, 'Pods or Percent');
    between(report, policy, 'value', 1, 2147483647, `${at}.policies[${i}]`);
    between(report, policy, 'periodSeconds', 1, 1800, `${at}.policies[${i}]`);
  });
  if (!isAbsent(rules.tolerance)) report.warn('FEATURE_OFF', `${at}.tolerance`, rules.tolerance, 'its feature gate is off by default, and the field is dropped');
}

