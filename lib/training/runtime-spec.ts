import { failurePolicy, failureRules } from './kinds/jobset/policies';
import { RuntimePolicy } from './runtime';
import type { RuntimeView } from './runtime-steps';
import { allMounts, stepsOf } from './runtime-steps';
import type { TrainingRuntimeReplicatedJob, TrainingRuntimeSpec, TrainingRuntimeTemplateSpec, TrainingRuntimeVolumeClaimPolicy } from '../../imports/trainer.kubeflow.org';
import { seconds } from '../core';

/** By this label Trainer finds its steps. */
const STEP = 'trainer.kubeflow.org/trainjob-ancestor-step';

/** The spec of a runtime: of the JobSet that each job gets, and of how its pods find each other. */
export function runtimeSpec(view: RuntimeView): TrainingRuntimeSpec {
  const { props, policy, safe } = view;
  return {
    mlPolicy: policy._spec(props.numNodes ?? (safe ? 1 : undefined), safe),
    podGroupPolicy: props.podGroup?._spec(),
    template: { spec: jobSet(view) },
  };
}

function jobSet(view: RuntimeView): TrainingRuntimeTemplateSpec {
  const { props, policy, safe, platform } = view;
  const mpi = safe && policy.policy === RuntimePolicy.MPI;
  const { dnsHostnames, publishNotReadyAddresses, subdomain } = props.network ?? {};
  const success = props.successSteps ?? (mpi ? ['launcher'] : undefined);
  const policies = volumeClaims(view);
  const failures = failurePolicy(props.maxRestarts, props.restartStrategy, failureRules(props.failureRules));
  const { coordinator } = props;
  return {
    ...failures && { failurePolicy: failures },
    ...coordinator && { coordinator: { replicatedJob: coordinator.role, jobIndex: coordinator.jobIndex, podIndex: coordinator.podIndex } },
    ...(props.network || mpi) && {
      network: { enableDNSHostnames: dnsHostnames, publishNotReadyAddresses: publishNotReadyAddresses ?? (mpi ? true : undefined), subdomain },
    },
    ...props.startInOrder !== undefined && { startupPolicy: { startupPolicyOrder: props.startInOrder ? 'InOrder' : 'AnyOrder' } },
    ...(success || props.anySuccess !== undefined) && { successPolicy: { operator: props.anySuccess ? 'Any' : 'All', targetReplicatedJobs: success } },
    ttlSecondsAfterFinished: props.ttlAfterFinished ? seconds(props.ttlAfterFinished) : safe && !platform.gitOps ? 604800 : undefined,
    ...policies.length > 0 && { volumeClaimPolicies: policies },
    replicatedJobs: stepsOf(view).map(({ name, ancestor, dependsOn, pod }): TrainingRuntimeReplicatedJob => ({
      name,
      ...dependsOn.length > 0 && { dependsOn: [...dependsOn] },
      template: {
        ...ancestor !== undefined && { metadata: { labels: { [STEP]: ancestor } } },
        spec: { backoffLimit: props.backoffLimit ?? (safe ? 3 : undefined), template: pod() },
      },
    })),
  };
}

/** The claims that JobSet makes for each job. */
function volumeClaims(view: RuntimeView): TrainingRuntimeVolumeClaimPolicy[] {
  const claims = new Map(allMounts(view).flatMap(mount => {
    const { perJob } = mount.storage._source;
    return perJob ? [[mount._volumeName, perJob] as const] : [];
  }));
  return [...claims].map(([name, { size, storageClass, accessMode = 'ReadWriteOnce', retain }]) => ({
    ...retain !== undefined && { retentionPolicy: { whenDeleted: retain ? 'Retain' : 'Delete' } },
    templates: [{
      metadata: { name },
      spec: { accessModes: [accessMode], resources: { requests: { storage: size.asString() } }, storageClassName: storageClass },
    }],
  }));
}
