import type { ClusterFacts } from '../cluster';
import type { Manifest } from '../manifest';
import { record } from '../manifest';
import type { Objects } from '../objects';
import { allPodsOf } from '../pods';
import type { Report } from '../report';
import { judgeHardening } from './hardening';
import type { PodSecurityLevel } from './pod-security';
import { judgePodSecurity, POD_SECURITY_LEVELS } from './pod-security';

/** Pod Security and hardening, on every pod of every kind. */
export function judgePolicy(manifest: Manifest, report: Report, objects: Objects, { policy }: ClusterFacts): void {
  const pods = allPodsOf(manifest);
  if (pods.length === 0) return;
  const enforced = enforcedIn(manifest, objects);
  for (const pod of pods) {
    // What the namespace enforces, its pods meet; what it does not is advice.
    if (enforced) judgePodSecurity(pod, enforced, report, 'warn');
    else judgePodSecurity(pod, policy.podSecurity, report, policy.podSecurityLevel === 'info' ? 'note' : 'warn');
    if (policy.hardening !== 'off') judgeHardening(manifest, pod, report, policy.hardening === 'info' ? 'note' : 'warn');
  }
}

function enforcedIn({ metadata }: Manifest, objects: Objects): PodSecurityLevel | undefined {
  if (metadata.namespace === undefined) return undefined;
  const namespace = objects.find('/Namespace', undefined, metadata.namespace);
  const level = record(namespace?.metadata.labels)['pod-security.kubernetes.io/enforce'];
  return POD_SECURITY_LEVELS.find(known => known === level);
}
