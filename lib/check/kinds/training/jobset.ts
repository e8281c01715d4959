import { nameOf } from './job-name';
import { judgeJobs } from './jobset-jobs';
import { judgeCoordinator, judgeFailurePolicy, judgeManager } from './jobset-policies';
import type { ReplicatedJob } from './jobset-replicas';
import { isIndexed, jobHint, jobsOf, judgeTargets } from './jobset-replicas';
import { judgeVolumeClaims } from './jobset-volumes';
import type { Manifest } from '../../manifest';
import { list, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isServiceName } from '../kubernetes/forms';

const MAX_PODS = 2147483647;
const LABEL = 'lower-case letters, digits and -, starting with a letter';

/** What JobSet 0.12's webhook wants. */
const jobSet: KindRule = {
  kinds: ['jobset.x-k8s.io/JobSet'],
  judge(manifest, report, { cluster }) {
    const { spec } = manifest;
    const jobs = jobsOf(spec);
    const names = jobs.flatMap(job => job.name ?? []);
    if (list(spec.replicatedJobs).length === 0) {
      report.warn('JOBSET_EMPTY', 'spec.replicatedJobs', undefined, 'add at least one job: without any nothing runs');
    }
    judgeNames(manifest, jobs, report);
    const before = new Set<string>();
    for (const job of jobs) {
      judgeSize(job, report);
      judgeDependencies(job, job === jobs[0], before, names, report);
      if (job.name !== undefined) before.add(job.name);
    }
    judgeTargets(record(spec.successPolicy).targetReplicatedJobs, names, 'spec.successPolicy.targetReplicatedJobs', report);
    judgeFailurePolicy(spec.failurePolicy, names, report);
    judgeManager(spec.managedBy, report);
    judgeCoordinator(manifest, jobs, report);
    judgeVolumeClaims(manifest, jobs, report);
    judgeJobs(jobs, cluster, report);
  },
};

export const JOBSET_RULES: readonly KindRule[] = [jobSet];

/** Names that must be DNS labels, and those that the controller makes of them. */
function judgeNames(manifest: Manifest, jobs: readonly ReplicatedJob[], report: Report): void {
  const { subdomain } = record(manifest.spec.network);
  if (typeof subdomain === 'string' && subdomain !== '' && !isServiceName(subdomain)) {
    report.refuse('JOBSET_NAME', 'spec.network.subdomain', subdomain, `a Service has this name: use at most 63 ${LABEL}`);
  }
  for (const { path, given: { groupName } } of jobs) {
    if (typeof groupName === 'string' && !isServiceName(groupName)) {
      report.refuse('JOBSET_NAME', `${path}.groupName`, groupName, `use at most 63 ${LABEL}, or leave it out for 'default'`);
    }
  }
  const seen = nameOf(manifest);
  if (!seen || jobs.length === 0) return;
  const given = seen.generated ? seen.name.slice(0, -5) : seen.name;
  if (!/^[a-z][-a-z0-9]*$/.test(seen.name)) {
    report.refuse('JOBSET_NAME', seen.field, given, `Jobs and pods are named after the JobSet: use ${LABEL}`);
    return;
  }
  let longest = { name: '', path: '' };
  for (const job of jobs) {
    if (job.name === undefined) continue;
    if (!/^[-a-z0-9]+$/.test(job.name) && job.name !== '') {
      report.refuse('JOBSET_NAME', `${job.path}.name`, job.name, 'Jobs and pods are named after it: use lower-case letters, digits and -');
      continue;
    }
    const name = longestName(seen.name, job);
    if (name.length > longest.name.length) longest = { name, path: job.path };
  }
  if (longest.name.length > 63) {
    report.refuse('JOBSET_NAME', seen.field, given, `shorten it or ${longest.path}.name: ${longest.name} has ${longest.name.length} characters, at most 63`);
  }
}

/** Of the last Job, or of its last pod where the number of completions is written. */
function longestName(prefix: string, { name, replicas, job }: ReplicatedJob): string {
  const last = `${prefix}-${name}-${replicas - 1}`;
  return isIndexed(job) && Number.isInteger(job.completions) ? `${last}-${job.completions - 1}-abcde` : last;
}

function judgeSize({ path, replicas, job, given }: ReplicatedJob, report: Report): void {
  const parallelism = Number.isInteger(job.parallelism) ? job.parallelism : 1;
  if (replicas * parallelism > MAX_PODS) {
    report.refuse('JOBSET_TOO_LARGE', `${path}.replicas`, given.replicas, `replicas times parallelism is at most ${MAX_PODS}`);
  }
  if (replicas < 0) report.warn('JOBSET_TOO_SMALL', `${path}.replicas`, replicas, 'write 0 or more: no Job is made');
}

/** A job waits only for jobs that stand before it. */
function judgeDependencies(job: ReplicatedJob, isFirst: boolean, before: ReadonlySet<string>, names: readonly string[], report: Report): void {
  const { path, name, given } = job;
  if (!Array.isArray(given.dependsOn)) return;
  if (isFirst) {
    report.refuse('JOBSET_DEPENDS_ON', `${path}.dependsOn`, undefined, 'remove it, or move the job behind those that it waits for: the first job waits for none');
  }
  for (const [i, wanted] of given.dependsOn.entries()) {
    const at = `${path}.dependsOn[${i}].name`;
    const other = record(wanted).name;
    if (typeof other !== 'string') continue;
    if (other === name) {
      report.warn('JOBSET_DEPENDS_ON', at, other, 'name another job: one that waits for itself never starts');
    } else if (!before.has(other)) {
      if (names.includes(other)) report.refuse('JOBSET_DEPENDS_ON', at, other, 'move that job before this one: a job waits only for earlier ones');
      else report.refuse('JOBSET_JOB_UNKNOWN', at, other, jobHint(other, names));
    }
  }
}
