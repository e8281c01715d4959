import { judgePodSpec } from './pod';
import type { Teller } from './values';
import { child } from './values';
import { minorOf } from '../../cluster';
import { isAbsent, list, record } from '../../manifest';
import type { KindRule } from '../../rule';

/** A Pod, which the API server judges more closely than a template. */
export const pod: KindRule = {
  kinds: ['/Pod'],
  judge(manifest, report, { cluster }) {
    const { metadata, spec } = manifest;
    const options = { level: 'error', isPod: true, podName: metadata.name || undefined, minor: minorOf(cluster) } as const;
    judgePodSpec(report, record(spec), { labels: record(metadata.labels) }, options, 'spec');
    judgePodAnnotations(report, metadata.annotations, record(spec), 'metadata.annotations');
    if (typeof spec.nodeName === 'string' && spec.nodeName !== '' && list(spec.schedulingGates).length > 0) {
      report.refuse('FIELDS_CONFLICT', 'spec.nodeName', spec.nodeName, 'schedulingGates hold the pod back from any node: leave one of the two out');
    }
    judgePriority(report, spec);
  },
};

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

/** Annotations of a pod that the API server reads. */
export function judgePodAnnotations(report: Teller, annotations: unknown, spec: Record<string, any>, at: string): void {
  const map = record(annotations);
  const cost = map[DELETION_COST];
  if (typeof cost === 'string' && !isCost(cost)) report.refuse('ANNOTATION_VALUE', `${at}['${DELETION_COST}']`, cost, 'a whole number of 32 bits, without a sign or zeros in front');
  if ('kubernetes.io/config.mirror' in map && !spec.nodeName) report.refuse('ANNOTATION_VALUE', `${at}['kubernetes.io/config.mirror']`, map['kubernetes.io/config.mirror'], 'only the kubelet makes mirror pods');
  for (const key of Object.keys(map)) {
    if (key.startsWith('container.apparmor.security.beta.kubernetes.io/')) judgeAppArmor(report, key, map[key], spec, child(at, key));
    else if (key === 'seccomp.security.alpha.kubernetes.io/pod' || key.startsWith('container.seccomp.security.alpha.kubernetes.io/')) {
      if (typeof map[key] === 'string' && !/^(runtime\/default|docker\/default|unconfined)$|^localhost\//.test(map[key])) report.refuse('ANNOTATION_VALUE', child(at, key), map[key], 'no profile; use the field seccompProfile');
      else report.warn('ANNOTATION_VALUE', child(at, key), map[key], 'without effect since Kubernetes 1.27; use the field seccompProfile');
    }
  }
}

const isCost = (text: string) => /^(0|[1-9]\d{0,9}|-\d{1,20})$/.test(text) && Math.abs(Number(text) + 0.5) < 2 ** 31;

function judgeAppArmor(report: Teller, key: string, value: unknown, spec: Record<string, any>, field: string): void {
  const name = key.slice(key.indexOf('/') + 1);
  const isThere = ['containers', 'initContainers', 'ephemeralContainers'].some(kind => list(spec[kind]).some(container => container?.name === name));
  if (!isThere) report.refuse('ANNOTATION_VALUE', field, value, 'the pod has no container of this name');
  if (typeof value === 'string' && !/^$|^runtime\/default$|^unconfined$|^localhost\//.test(value)) report.refuse('ANNOTATION_VALUE', field, value, 'runtime/default, unconfined or localhost/<profile>');
}

/** The admission plugin computes both from the class. */
function judgePriority(report: Teller, { priorityClassName, priority, preemptionPolicy }: Record<string, any>): void {
  if (!isAbsent(priorityClassName) && priorityClassName !== '') return;
  if (typeof priority === 'number' && priority !== 0) report.warn('FIELD_NOT_ALLOWED', 'spec.priority', priority, 'refused unless a PriorityClass gives it: name one in priorityClassName');
  if (preemptionPolicy === 'Never') report.warn('FIELD_NOT_ALLOWED', 'spec.preemptionPolicy', preemptionPolicy, 'refused unless a PriorityClass gives it: name one in priorityClassName');
}
