import type { JobSpec } from 'kubernetes-types/batch/v1';
import { jobSetFailures, jobSetPolicies } from './policies';
import { meetingPoint, meets } from './rendezvous';
import type { JobSetReplicatedJob, JobSetSpec } from '../../../../imports/jobset.x-k8s.io';
import { parseQuantity } from '../../../check';
import type { Problems } from '../../../core';
import { seconds } from '../../../core';
import type { JobSetJobOptions } from '../../job-options';
import type { JobSetOptions } from '../../job-set-options';
import { RestartPolicy } from '../../role-props';
import type { JobRole, JobView, TrainingKind } from '../kind';
import { checkJobSpec, failurePolicy, indexes, isNonIndexed, jobSpecField } from '../kubernetes/job-spec';
import { managerOf } from '../multi-kueue';
import { checkFatalExitCodes, checkRestarts, checkRoleNames, checkRoles, containerOf, ONLY_NEVER, rolesOf, saysWorkers } from '../roles';

const EXCLUSIVE = 'alpha.jobset.sigs.k8s.io/exclusive-topology';
const options = (job: JobView): JobSetOptions => job.props.jobSet ?? {};
const jobOf = (job: JobView, role: JobRole): JobSetJobOptions => options(job).roles?.[role.type] ?? {};
const restartPolicy = (job: JobView, role: JobRole) => role.props?.restartPolicy ?? job.props.restartPolicy;
/** What pods do that are told nothing: JobSet fills it in. */
const unsaid = ({ safe }: JobView) => (safe ? RestartPolicy.NEVER : RestartPolicy.ON_FAILURE);

/**
 * Roles as Jobs that live and fail together: one failed pod starts all anew, as
 * training that spans pods needs; what the cluster takes away does not count.
 */
export const JOB_SET: TrainingKind = {
  apiVersion: 'jobset.x-k8s.io/v1alpha2',
  kind: 'JobSet',
  container: 'main',
  ignores: {
    cleanPodPolicy: 'the pods of a JobSet go with its Jobs; set ttlAfterFinished',
    completions: 'each role has its own: set jobSet.roles.<role>.completions',
    gang: 'JobSet starts pods one by one; use a Kueue queue, which starts all or none',
    runtime: 'runtimes are of Trainer 2; leave it out',
  },
  roles: job => rolesOf(job),
  spec: job => {
    const byRule = rolesOf(job).some(role => (restartPolicy(job, role) ?? unsaid(job)) === RestartPolicy.NEVER);
    const spec: JobSetSpec = {
      suspend: job.props.suspend,
      ttlSecondsAfterFinished: job.ttlSeconds,
      failurePolicy: jobSetFailures(job, options(job), byRule),
      ...jobSetPolicies(options(job)),
      managedBy: options(job).managedBy ?? managerOf(job),
      replicatedJobs: rolesOf(job).map(role => replicatedJob(job, role)),
    };
    return spec;
  },
  annotations: (job): Record<string, string> => (options(job).exclusiveTopology === undefined ? {} : { [EXCLUSIVE]: options(job).exclusiveTopology! }),
  check: (job, problems) => {
    checkRoles(job, problems);
    checkRestarts(job, rolesOf(job), problems, ['Always', 'ExitCode']);
    checkRoleNames(job, 'jobSet.roles', options(job).roles, problems);
    const { queue } = job.props;
    const { managedBy } = options(job);
    if (managedBy !== undefined && managerOf(job) !== undefined) problems.add('ALTERNATIVES_CONFLICT', 'jobSet.managedBy', managedBy, '`multiKueue` names who works on it already; remove one of the two');
    if (queue?.queueSystem === 'volcano') problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'a JobSet does not wait in queues of Volcano; use a Kueue queue, or TrainingOperator.VOLCANO');
    checkFatalExitCodes(job, rolesOf(job), unsaid(job), ONLY_NEVER, problems);
    for (const role of rolesOf(job)) checkJob(job, role, problems);
    for (const [name, { size, path, roles = [] }] of Object.entries(options(job).claims ?? {})) {
      const at = `jobSet.claims.${name}`;
      problems.absolutePath(`${at}.path`, path);
      if (!(parseQuantity(size.asString())! > 0)) problems.add('QUANTITY_INVALID', `${at}.size`, size.asString(), 'a size above zero');
      for (const role of roles) if (!rolesOf(job).some(({ type }) => type === role)) unknownRole(job, `${at}.roles`, role, problems);
    }
  },
  longestSuffix: job => {
    const longest = rolesOf(job).map(role => `-${role.type}-${Math.max(jobOf(job, role).jobs ?? 1, 1) - 1}-${Math.max(role.replicas, 1) - 1}-abcde`);
    return [longest.reduce((a, b) => (b.length > a.length ? b : a), ''), 'a pod'];
  },
  fieldOf: (path, job) => FIELDS[path] ?? roleField(path, job),
};

const FIELDS: Readonly<Record<string, string>> = {
  'spec.replicatedJobs': 'framework',
  'spec.ttlSecondsAfterFinished': 'ttlAfterFinished',
  'spec.failurePolicy.maxRestarts': 'backoffLimit',
  'spec.failurePolicy.restartStrategy': 'jobSet.restartStrategy',
  'spec.network.subdomain': 'jobSet.network.subdomain',
  'spec.managedBy': 'jobSet.managedBy',
  'spec.coordinator': 'jobSet.coordinator',
  'spec.coordinator.replicatedJob': 'jobSet.coordinator.role',
  'spec.coordinator.jobIndex': 'jobSet.coordinator.jobIndex',
  'spec.coordinator.podIndex': 'jobSet.coordinator.podIndex',
};

/** Paths below a role, and below a rule of the author. */
function roleField(path: string, job: JobView): string | undefined {
  const rule = /^spec\.failurePolicy\.rules\[(\d+)\]\.(.*)$/.exec(path);
  if (rule) return Number(rule[1]) < (options(job).failureRules?.length ?? 0) ? `jobSet.failureRules[${rule[1]}].${RULE_FIELDS(rule[2])}` : undefined;
  const [, index, below] = /^spec\.replicatedJobs\[(\d+)\]\.(.*)$/.exec(path) ?? [];
  const role = index === undefined ? undefined : rolesOf(job)[Number(index)];
  if (!role || below.startsWith('template.spec.template.')) return undefined;
  const at = `jobSet.roles.${role.type}`;
  if (below === 'name') return `framework ${role.type}`;
  if (below === 'replicas') return `${at}.jobs`;
  const inJob = below.replace(/^template\.spec\./, '');
  return jobSpecField(inJob, jobOf(job, role), at) ?? `${at}.${inJob.replace(/\.name$/, '.role').replace('activeDeadlineSeconds', 'deadline').replace('ttlSecondsAfterFinished', 'ttlAfterFinished')}`;
}

const RULE_FIELDS = (field: string) => field.replace('onJobFailureReasons', 'reasons').replace('onJobFailureMessagePatterns', 'messagePatterns').replace('targetReplicatedJobs', 'roles');

function replicatedJob(job: JobView, role: JobRole): JobSetReplicatedJob {
  const own = jobOf(job, role);
  const { claims = {}, startInOrder } = options(job);
  const policy = restartPolicy(job, role) ?? (job.safe ? RestartPolicy.NEVER : undefined);
  const many = role.props?.replicas ?? (role.field === 'worker' && saysWorkers(job) ? job.workers : undefined);
  const parallelism = job.safe ? role.replicas : many;
  const container = containerOf(job, role);
  const spec: JobSpec = {
    parallelism,
    completions: own.completions ?? parallelism,
    completionMode: own.completionMode ?? (job.safe ? 'Indexed' : undefined),
    backoffLimit: own.backoffLimit ?? (job.safe && own.backoffLimitPerIndex === undefined ? 0 : undefined),
    ...indexes(own),
    activeDeadlineSeconds: own.deadline ? seconds(own.deadline) : job.deadlineSeconds,
    ttlSecondsAfterFinished: own.ttlAfterFinished && seconds(own.ttlAfterFinished),
    ...failurePolicy(job, { options: own, container, restartPolicy: policy ?? unsaid(job), disrupted: 'FailJob' }),
    template: withClaims(job.pod({ role, container, env: meetingPoint(job), pod: policy === undefined ? {} : { restartPolicy: policy } }), role.type, claims),
  };
  const waits = own.dependsOn ?? [];
  return {
    name: role.type,
    groupName: own.groupName,
    replicas: own.jobs,
    ...waits.length > 0 && !startInOrder && { dependsOn: waits.map(({ role: name, status }) => ({ name, status: status ?? 'Complete' })) },
    template: { ...own.exclusiveTopology !== undefined && { metadata: { annotations: { [EXCLUSIVE]: own.exclusiveTopology } } }, spec: spec as any },
  };
}

/** JobSet adds the volume to the pods whose containers mount it. */
function withClaims(template: any, role: string, claims: NonNullable<JobSetOptions['claims']>): any {
  const mounts = Object.entries(claims).filter(([, { roles }]) => roles?.includes(role) ?? true).map(([name, { path }]) => ({ name, mountPath: path }));
  if (mounts.length === 0) return template;
  const [main, ...others] = template.spec.containers;
  return { ...template, spec: { ...template.spec, containers: [{ ...main, volumeMounts: [...main.volumeMounts ?? [], ...mounts] }, ...others] } };
}

function checkJob(job: JobView, role: JobRole, problems: Problems): void {
  const at = `jobSet.roles.${role.type}`;
  const own = jobOf(job, role);
  checkJobSpec(own, !isNonIndexed(own), at, problems);
  problems.wholeNumber('COUNT_RANGE', `${at}.jobs`, own.jobs, 1, 2 ** 31 - 1, 'at least one Job');
  problems.wholeNumber('COUNT_RANGE', `${at}.completions`, own.completions, 1, 100000, 'from 1 to 100000');
  problems.wholeNumber('COUNT_RANGE', `${at}.backoffLimit`, own.backoffLimit, 0, 2 ** 31 - 1, '0 or more failures');
  problems.duration(`${at}.deadline`, own.deadline, 1, 2 ** 31 - 1, 'from one second to 68 years');
  problems.duration(`${at}.ttlAfterFinished`, own.ttlAfterFinished, 0, 2 ** 31 - 1, 'at most 68 years');
  if ((own.completions ?? role.replicas) < role.replicas) problems.add('COUNT_RANGE', `${at}.completions`, own.completions, `below the ${role.replicas} pods of the role: some would have nothing to do`);
  if (meets(job)) {
    if ((own.jobs ?? 1) > 1) problems.add('ALTERNATIVES_CONFLICT', `${at}.jobs`, own.jobs, `the ranks of ${job.framework.name} count within one Job; raise \`workers\`, or use Framework.of(...)`);
    if (isNonIndexed(own)) problems.add('ALTERNATIVES_CONFLICT', `${at}.completionMode`, own.completionMode, `the ranks of ${job.framework.name} are indexes; leave it out`);
    if (options(job).network?.hostnames === false) problems.add('ALTERNATIVES_CONFLICT', 'jobSet.network.hostnames', false, `pods of ${job.framework.name} find each other by host name; leave it out`);
  }
  if (own.dependsOn?.length && options(job).startInOrder) problems.add('ALTERNATIVES_CONFLICT', `${at}.dependsOn`, own.dependsOn.map(d => d.role).join(', '), 'roles start in order already; remove one of the two');
}

function unknownRole(job: JobView, at: string, got: string, problems: Problems): void {
  problems.add('FIELD_IGNORED', at, got, `there is no such role; one of ${rolesOf(job).map(({ type }) => type).join(', ')}`);
}
