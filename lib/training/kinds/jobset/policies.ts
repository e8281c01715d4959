import type { JobSetFailurePolicy, JobSetSpec } from '../../../../imports/jobset.x-k8s.io';
import type { JobSetFailureRule, JobSetOptions, JobSetRestart } from '../../job-set-options';
import type { JobView } from '../kind';

/**
 * The author's rules, then: exit codes that are final end all of it, and what
 * the cluster takes away starts all anew without being counted. Both make a Job
 * fail by its rules about pods, and differ in the message.
 */
export function jobSetFailures(job: JobView, { failureRules: given, restartStrategy }: JobSetOptions, byRule: boolean): JobSetFailurePolicy | undefined {
  const rules: Rules = [
    ...failureRules(given),
    ...byRule && job.props.fatalExitCodes?.length
      ? [{ name: 'final', action: 'FailJobSet' as const, onJobFailureReasons: ['PodFailurePolicy'], onJobFailureMessagePatterns: ['failed with exit code'] }] : [],
    ...byRule && job.safe
      ? [{ name: 'disrupted', action: 'RestartJobSetAndIgnoreMaxRestarts' as const, onJobFailureReasons: ['PodFailurePolicy'], onJobFailureMessagePatterns: ['DisruptionTarget'] }] : [],
  ];
  return failurePolicy(job.backoffLimit, restartStrategy, rules);
}

type Rules = NonNullable<JobSetFailurePolicy['rules']>;

/** Rules as JobSet names them, where the author does not. */
export function failureRules(given: readonly JobSetFailureRule[] = []): Rules {
  return given.map(({ name, action, reasons, messagePatterns, roles }, i) => ({
    name: name ?? `failurePolicyRule${i}`, action, onJobFailureReasons: reasons, onJobFailureMessagePatterns: messagePatterns, targetReplicatedJobs: roles,
  }));
}

export function failurePolicy(maxRestarts: number | undefined, restartStrategy: JobSetRestart | undefined, rules: Rules): JobSetFailurePolicy | undefined {
  if (maxRestarts === undefined && restartStrategy === undefined && rules.length === 0) return undefined;
  return { maxRestarts, restartStrategy, ...rules.length > 0 && { rules } };
}

/** What else is said of the whole. */
export function jobSetPolicies({ success, startInOrder, network, coordinator, claims = {} }: JobSetOptions): Partial<JobSetSpec> {
  const made = Object.entries(claims);
  return {
    ...network && {
      network: {
        enableDNSHostnames: network.hostnames, subdomain: network.subdomain,
        publishNotReadyAddresses: network.publishNotReadyAddresses,
      },
    },
    ...success && { successPolicy: { operator: success.operator ?? 'All', targetReplicatedJobs: success.roles } },
    ...startInOrder !== undefined && { startupPolicy: { startupPolicyOrder: startInOrder ? 'InOrder' as const : 'AnyOrder' as const } },
    ...coordinator && { coordinator: { replicatedJob: coordinator.role, jobIndex: coordinator.jobIndex, podIndex: coordinator.podIndex } },
    ...made.length > 0 && {
      volumeClaimPolicies: made.map(([name, claim]) => ({
        templates: [{
          metadata: { name },
          spec: {
            accessModes: [claim.accessMode ?? 'ReadWriteOnce'],
            resources: { requests: { storage: claim.size.asString() } },
            ...claim.storageClass !== undefined && { storageClassName: claim.storageClass },
          },
        }],
        ...claim.retention !== undefined && { retentionPolicy: { whenDeleted: claim.retention } },
      })),
    },
  };
}
