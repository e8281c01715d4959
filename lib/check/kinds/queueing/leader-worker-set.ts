import { isAbsent, isMap, record } from '../../manifest';
import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isServiceName } from '../kubernetes/forms';
import { nameOf } from '../training/job-name';

const MAX_PODS = 2147483647;
const EXCLUSIVE = 'leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology';
const ROLLOUT = 'spec.rolloutStrategy.rollingUpdateConfiguration';

/** What the webhook of LeaderWorkerSet wants. */
export const leaderWorkerSet: KindRule = {
  kinds: ['leaderworkerset.x-k8s.io/LeaderWorkerSet'],
  judge(manifest, report) {
    judgeName(manifest, report);
    const { spec } = manifest;
    const template = record(spec.leaderWorkerTemplate);
    const replicas = whole(spec.replicas, 1);
    const size = whole(template.size, 1);
    // The schema wants the template inside a spec, but no spec.
    if (Object.keys(spec).length === 0) report.refuse('LWS_SIZE', 'spec.leaderWorkerTemplate', undefined, 'describe the pods of a group: size and workerTemplate');
    if (size < 1) report.refuse('LWS_SIZE', 'spec.leaderWorkerTemplate.size', template.size, 'write 1 or more: the leader counts');
    else if (replicas * size > MAX_PODS) report.refuse('LWS_SIZE', 'spec.leaderWorkerTemplate.size', size, `replicas times size is at most ${MAX_PODS}`);
    judgeRollout(record(record(spec.rolloutStrategy).rollingUpdateConfiguration), replicas, report);
    judgeSubGroups(manifest, template, size, report);
  },
};

const whole = (value: unknown, otherwise: number): number => (Number.isInteger(value) ? value as number : otherwise);

function judgeName(manifest: Manifest, report: Report): void {
  const seen = nameOf(manifest);
  if (seen && !isServiceName(seen.name)) {
    report.refuse('LWS_NAME', seen.field, seen.generated ? seen.name.slice(0, -5) : seen.name, 'a Service has this name: use at most 63 lower-case letters, digits and -, starting with a letter');
  }
}

/** How many groups may be missing, or there besides, while a new version comes. */
function judgeRollout(config: Record<string, any>, replicas: number, report: Report): void {
  const steps: number[] = [];
  for (const [key, otherwise] of [['maxUnavailable', 1], ['maxSurge', 0]] as const) {
    const value = config[key] ?? otherwise;
    const percent = typeof value === 'string' && value.length < 10 ? /^(\d+)%$/.exec(value) : null;
    const share = percent ? Number(percent[1]) : undefined;
    if (typeof value === 'string' && share === undefined || typeof value === 'number' && (value < 0 || value > MAX_PODS)) {
      report.refuse('LWS_ROLLOUT', `${ROLLOUT}.${key}`, value, 'write a number of groups, or a share such as 25%');
    } else if (share !== undefined && share > 100) {
      report.refuse('LWS_ROLLOUT', `${ROLLOUT}.${key}`, value, 'write at most 100%');
    } else if (typeof value === 'number' || share !== undefined) {
      steps.push(share === undefined ? value : Math[key === 'maxSurge' ? 'ceil' : 'floor'](share * replicas / 100));
    }
  }
  if (steps.length === 2 && steps.every(step => step === 0) && replicas !== 0) {
    report.refuse('LWS_ROLLOUT', `${ROLLOUT}.maxUnavailable`, config.maxUnavailable ?? undefined, 'write 1 or more here or in maxSurge: with neither no update can begin');
  }
  if (typeof config.partition === 'number' && config.partition < 0) report.refuse('LWS_ROLLOUT', `${ROLLOUT}.partition`, config.partition, 'write 0 or more');
}

/** Parts of a group that stand together; the leader may be left out. */
function judgeSubGroups(manifest: Manifest, { subGroupPolicy: policy }: Record<string, any>, size: number, report: Report): void {
  const at = 'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize';
  if (!isMap(policy)) {
    const exclusive = record(manifest.metadata.annotations)[EXCLUSIVE];
    if (isAbsent(policy) && exclusive !== undefined) {
      report.refuse('LWS_SUBGROUP', `metadata.annotations['${EXCLUSIVE}']`, exclusive, 'remove it, or write spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize: there are no subgroups');
    }
    return;
  }
  const part = policy.subGroupSize;
  const withoutLeader = policy.subGroupPolicyType === 'LeaderExcluded';
  const divides = (whole_: number) => whole_ % part === 0;
  if (isAbsent(part)) report.refuse('LWS_SUBGROUP', at, undefined, 'write how many pods a subgroup has');
  else if (!Number.isInteger(part)) return;
  else if (part < 1) report.refuse('LWS_SUBGROUP', at, part, 'write 1 or more');
  else if (part > size) report.refuse('LWS_SUBGROUP', at, part, `write at most ${size}, the size of the group`);
  else if (!divides(size - 1) && (withoutLeader || !divides(size))) {
    report.refuse('LWS_SUBGROUP', at, part, withoutLeader ? `write a number that divides ${size - 1}: the leader is left out` : `write a number that divides ${size} or ${size - 1}`);
  }
}
