import type { Problems } from '../../../core';
import { GangScheduler, seconds } from '../../../core';
import type { JobView } from '../kind';
import { managerOf } from '../multi-kueue';

/** The life cycle of a job, as training-operator and mpi-operator write it. */
export function runPolicy(job: JobView): Record<string, unknown> | undefined {
  const { cleanPodPolicy, suspend, gang, queue } = job.props;
  const volcano = queue?.queueSystem === 'volcano' ? queue.queueName : undefined;
  const policy: Record<string, unknown> = {
    cleanPodPolicy: cleanPodPolicy ?? (job.safe ? 'Running' : undefined),
    ttlSecondsAfterFinished: job.ttlSeconds,
    activeDeadlineSeconds: job.deadlineSeconds,
    backoffLimit: job.backoffLimit,
    suspend,
    managedBy: managerOf(job),
    ...(gang || volcano !== undefined) && {
      schedulingPolicy: {
        minAvailable: gang?.minAvailable,
        queue: volcano,
        minResources: gang?.minResources,
        priorityClass: gang?.priorityClass,
        scheduleTimeoutSeconds: gang?.scheduleTimeout && seconds(gang.scheduleTimeout),
      },
    },
  };
  return Object.values(policy).some(value => value !== undefined) ? policy : undefined;
}

/** An operator makes groups of pods only if a flag of its own names the scheduler. */
export function checkGang({ props: { gang, queue }, platform }: JobView, operator: string, flag: string, problems: Problems): void {
  if (gang && !platform.gangScheduler) {
    problems.add('PLATFORM_UNSUPPORTED', 'gang', undefined, `${operator} reads it only if it was started with ${flag}; declare Platform gangScheduler, or use a Kueue queue`);
  }
  if (queue?.queueSystem === 'volcano' && platform.gangScheduler !== GangScheduler.VOLCANO) {
    problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, `a queue of Volcano needs ${operator} with ${flag}=volcano; declare Platform gangScheduler: GangScheduler.VOLCANO`);
  }
}

/** Props behind its fields. */
export const RUN_POLICY_FIELDS: Readonly<Record<string, string>> = {
  'cleanPodPolicy': 'cleanPodPolicy',
  'ttlSecondsAfterFinished': 'ttlAfterFinished',
  'activeDeadlineSeconds': 'deadline',
  'backoffLimit': 'backoffLimit',
  'suspend': 'suspend',
  'schedulingPolicy.minAvailable': 'gang.minAvailable',
  'schedulingPolicy.queue': 'queue',
  'schedulingPolicy.priorityClass': 'gang.priorityClass',
  'schedulingPolicy.scheduleTimeoutSeconds': 'gang.scheduleTimeout',
};
