import type { ReplicatedJob } from './jobset-replicas';
import { isIndexed } from './jobset-replicas';
import type { ClusterFacts } from '../../cluster';
import { minorOf } from '../../cluster';
import { isAbsent, record } from '../../manifest';
import type { Report } from '../../report';
import type { Teller } from '../kubernetes/values';
import { judgeJobSpec } from '../kubernetes/workloads/job';

/** Jobs that the API server will refuse: the JobSet is accepted, and no pod comes. */
export function judgeJobs(jobs: readonly ReplicatedJob[], cluster: ClusterFacts, report: Report): void {
  for (const { path, job } of jobs) {
    const at = `${path}.template.spec`;
    const written = record(record(job.template).spec).restartPolicy;
    if (written === 'Always') {
      report.warn('JOBSET_JOB_REFUSED', `${at}.template.spec.restartPolicy`, written, 'write OnFailure or Never: pods of a Job do not restart always');
    } else if (written !== 'Never' && !isAbsent(job.podFailurePolicy)) {
      report.warn('JOBSET_JOB_REFUSED', `${at}.template.spec.restartPolicy`, written, 'write Never: podFailurePolicy needs it, and JobSet fills in OnFailure');
    }
    if (isIndexed(job) && isAbsent(job.completions) && !isAbsent(job.parallelism)) {
      const fix = `write completions ${job.parallelism}, or completionMode NonIndexed: JobSet makes the Job indexed, and that needs completions`;
      report.warn('JOBSET_JOB_REFUSED', `${at}.completions`, undefined, fix);
    }
    judgeJobSpec(outside(`${at}.template`, report), { ...job, completionMode: isIndexed(job) ? 'Indexed' : job.completionMode }, minorOf(cluster), at);
  }
}

/** Takes what is found outside the pods, which are judged where those of all kinds are. */
function outside(pods: string, report: Report): Teller {
  const tell: Teller['warn'] = (code, field, got, fix) => {
    if (!field.startsWith(pods)) report.warn(code, field, got, fix);
  };
  return { refuse: tell, warn: tell };
}
