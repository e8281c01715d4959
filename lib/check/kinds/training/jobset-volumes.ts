import { nameOf } from './job-name';
import type { ReplicatedJob } from './jobset-replicas';
import type { Manifest } from '../../manifest';
import { isMap, list, record, records } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { isSubdomain } from '../kubernetes/forms';

/** Claims that JobSet makes, and mounts wherever a container asks for one by name. */
export function judgeVolumeClaims(manifest: Manifest, jobs: readonly ReplicatedJob[], report: Report): void {
  const policies = list(manifest.spec.volumeClaimPolicies);
  if (policies.length === 0) return;
  const own = nameOf(manifest)?.name;
  const mounted = new Set(jobs.flatMap(({ job }) => mountsOf(record(record(job.template).spec))));
  const volumes = volumesOf(jobs);
  const seen = new Set<string>();
  for (const [i, policy] of policies.entries()) {
    for (const [j, template] of list(record(policy).templates).entries()) {
      if (!isMap(template)) continue;
      const at = `spec.volumeClaimPolicies[${i}].templates[${j}].metadata.name`;
      const name = record(template.metadata).name ?? '';
      if (typeof name !== 'string') continue;
      if (name === '' || !isSubdomain(name)) {
        report.refuse('JOBSET_VOLUME_CLAIM', at, name || undefined, 'name it: lower-case letters, digits, - and ., as containers mount it by this name');
        continue;
      }
      if (seen.has(name)) report.refuse('JOBSET_VOLUME_CLAIM', at, name, 'choose another: two claims have this name');
      seen.add(name);
      if (own !== undefined && name.length + own.length + 1 > 63) {
        report.refuse('JOBSET_VOLUME_CLAIM', at, name, `shorten it: the claim ${name}-${own} has more than 63 characters`);
      }
      const conflict = volumes.get(name);
      if (conflict) report.refuse('JOBSET_VOLUME_CLAIM', conflict, name, `remove the volume or rename it: JobSet adds one of this name for ${at.slice(0, -'.metadata.name'.length)}`);
      if (!mounted.has(name)) {
        const near = nearest(name, [...mounted]);
        report.refuse('JOBSET_VOLUME_CLAIM', at, name, near ? `no container mounts it; did you mean '${near}'?` : 'add a volumeMount of this name to a container of a job');
      }
    }
  }
}

function mountsOf(pod: Record<string, any>): string[] {
  return [...records(pod.initContainers), ...records(pod.containers)]
    .flatMap(container => records(container.volumeMounts).flatMap(mount => (typeof mount.name === 'string' ? [mount.name] : [])));
}

/** The path of the first volume of each name. */
function volumesOf(jobs: readonly ReplicatedJob[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, job } of jobs) {
    for (const [i, volume] of list(record(record(job.template).spec).volumes).entries()) {
      const { name } = record(volume);
      if (typeof name === 'string' && !found.has(name)) found.set(name, `${path}.template.spec.template.spec.volumes[${i}].name`);
    }
  }
  return found;
}
