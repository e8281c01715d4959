import { isAbsent, isMap, list, record, strings } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

/** A replicated job with its place and the defaults of the CRD and the webhook. */
export interface ReplicatedJob {
  readonly path: string;
  readonly name: string | undefined;
  readonly replicas: number;
  /** The spec of its Job template. */
  readonly job: Record<string, any>;
  readonly given: Record<string, any>;
}

/** The jobs of a JobSet's spec. */
export function jobsOf(spec: Record<string, any>): ReplicatedJob[] {
  return list(spec.replicatedJobs).flatMap((given, i) => (isMap(given) ? [{
    path: `spec.replicatedJobs[${i}]`,
    name: typeof given.name === 'string' ? given.name : undefined,
    replicas: Number.isInteger(given.replicas) ? given.replicas : 1,
    job: record(record(given.template).spec),
    given,
  }] : []));
}

/** JobSet makes Jobs indexed unless they say otherwise. */
export const isIndexed = (job: Record<string, any>) => isAbsent(job.completionMode) || job.completionMode === 'Indexed';

/** Names of replicated jobs that a policy is about. */
export function judgeTargets(targets: unknown, names: readonly string[], at: string, report: Report): void {
  if (!Array.isArray(targets)) return;
  const known = new Set(names);
  for (const [i, target] of strings(targets).entries()) {
    if (typeof targets[i] === 'string' && !known.has(target)) report.refuse('JOBSET_JOB_UNKNOWN', `${at}[${i}]`, target, jobHint(target, names));
  }
}

export function jobHint(name: string, names: readonly string[]): string {
  const near = nearest(name, names.slice(0, 50));
  if (near) return `did you mean '${near}'?`;
  return names.length > 0 ? `name a job of spec.replicatedJobs: ${names.slice(0, 5).join(', ')}` : 'name a job of spec.replicatedJobs';
}
