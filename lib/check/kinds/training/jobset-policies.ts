import { nameOf } from './job-name';
import type { ReplicatedJob } from './jobset-replicas';
import { isIndexed, jobHint, judgeTargets } from './jobset-replicas';
import type { Manifest } from '../../manifest';
import { isAbsent, isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { isDomainPath, isLabelValue } from '../kubernetes/forms';

const REASONS = ['BackoffLimitExceeded', 'DeadlineExceeded', 'FailedIndexes', 'MaxFailedIndexesExceeded', 'PodFailurePolicy'];
const GATED = new Map([['RestartJob', 'RestartJobSet'], ['RestartJobAndIgnoreMaxRestarts', 'RestartJobSetAndIgnoreMaxRestarts']]);
const RULE_NAME = /^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/;
const MANAGERS = ['jobset.sigs.k8s.io/jobset-controller', 'kueue.x-k8s.io/multikueue'];

/** Rules that say what a failed Job means to the JobSet. */
export function judgeFailurePolicy(policy: unknown, names: readonly string[], report: Report): void {
  const { restartStrategy, rules } = record(policy);
  if (restartStrategy === 'InPlaceRestart') {
    report.refuse('JOBSET_FEATURE_GATE', 'spec.failurePolicy.restartStrategy', restartStrategy, 'write Recreate or BlockingRecreate: the feature gate InPlaceRestart is off');
  }
  const seen = new Map<string, number>();
  for (const [i, given] of list(rules).entries()) {
    if (!isMap(given)) continue;
    const at = `spec.failurePolicy.rules[${i}]`;
    const instead = GATED.get(given.action);
    if (instead) report.refuse('JOBSET_FEATURE_GATE', `${at}.action`, given.action, `write ${instead}: the feature gate RestartJob is off`);
    judgeRuleName(given.name, i, seen, `${at}.name`, report);
    judgeTargets(given.targetReplicatedJobs, names, `${at}.targetReplicatedJobs`, report);
    for (const [j, reason] of list(given.onJobFailureReasons).entries()) {
      if (typeof reason !== 'string' || REASONS.includes(reason)) continue;
      const near = nearest(reason, REASONS);
      report.refuse('JOBSET_FAILURE_RULE', `${at}.onJobFailureReasons[${j}]`, reason, near ? `did you mean '${near}'?` : `one of ${REASONS.join(', ')}`);
    }
  }
}

function judgeRuleName(given: unknown, index: number, seen: Map<string, number>, at: string, report: Report): void {
  if (typeof given !== 'string') return;
  // An empty name is filled in by the webhook.
  const name = given === '' ? `failurePolicyRule${index}` : given;
  if (name.length > 128 || !RULE_NAME.test(name)) {
    report.refuse('JOBSET_FAILURE_RULE', at, given, 'use at most 128 letters, digits, _, : and commas, starting with a letter and ending with a letter, digit or _');
  } else if (seen.has(name)) {
    report.refuse('JOBSET_FAILURE_RULE', at, given, `choose another: rule ${seen.get(name)} has this name`);
  } else {
    seen.set(name, index);
  }
}

/** Who works on the JobSet, if not JobSet itself. */
export function judgeManager(manager: unknown, report: Report): void {
  if (typeof manager !== 'string') return;
  if (manager.length > 63 || !isDomainPath(manager)) {
    report.refuse('JOBSET_MANAGED_BY', 'spec.managedBy', manager, `write a domain and a path of at most 63 characters, such as ${MANAGERS[1]}`);
  } else if (!MANAGERS.includes(manager)) {
    report.warn('JOBSET_MANAGED_BY', 'spec.managedBy', manager, 'leave it out unless a controller of this name runs: JobSet does not touch the object');
  }
}

/** The pod that others find through a label: it has to exist, and its address to fit. */
export function judgeCoordinator(manifest: Manifest, jobs: readonly ReplicatedJob[], report: Report): void {
  const { coordinator, network } = manifest.spec;
  if (!isMap(coordinator) || typeof coordinator.replicatedJob !== 'string') return;
  const at = 'spec.coordinator';
  const jobIndex = Number.isInteger(coordinator.jobIndex) ? coordinator.jobIndex : 0;
  const podIndex = Number.isInteger(coordinator.podIndex) ? coordinator.podIndex : 0;
  const of = jobs.find(job => job.name === coordinator.replicatedJob);
  if (!of) {
    report.refuse('JOBSET_JOB_UNKNOWN', `${at}.replicatedJob`, coordinator.replicatedJob, jobHint(coordinator.replicatedJob, jobs.flatMap(job => job.name ?? [])));
  } else if (jobIndex < 0 || jobIndex >= of.replicas) {
    report.refuse('JOBSET_COORDINATOR', `${at}.jobIndex`, jobIndex, inRange(of.replicas, 'replicas'));
  } else if (!isIndexed(of.job) || isAbsent(of.job.completions)) {
    const field = isIndexed(of.job) ? 'completions' : 'completionMode';
    report.refuse('JOBSET_COORDINATOR', `${of.path}.template.spec.${field}`, of.job[field] ?? undefined, 'write completionMode Indexed and the number of completions: the coordinator is found by its index');
  } else if (podIndex < 0 || podIndex >= of.job.completions) {
    report.refuse('JOBSET_COORDINATOR', `${at}.podIndex`, podIndex, inRange(of.job.completions, 'completions'));
  }
  const seen = nameOf(manifest);
  if (!seen) return;
  const { subdomain } = record(network);
  const address = `${seen.name}-${coordinator.replicatedJob}-${jobIndex}-${podIndex}.${typeof subdomain === 'string' && subdomain !== '' ? subdomain : seen.name}`;
  if (!isLabelValue(address) && address.length > 63) {
    report.refuse('JOBSET_COORDINATOR', at, undefined, `shorten the JobSet's name or give a short spec.network.subdomain: the address ${address} becomes a label of at most 63 characters`);
  }
}

function inRange(count: number, what: string): string {
  return count > 0 ? `0 to ${count - 1}: the job has ${count} ${what}` : `the job has no ${what}`;
}
