import { seconds } from '../../../core';
import type { JobView } from '../kind';

/** The life cycle of a job, as training-operator and mpi-operator write it. */
export function runPolicy(job: JobView): Record<string, unknown> {
  const { cleanPodPolicy, suspend, gang, queue } = job.props;
  const volcano = queue?.queueSystem === 'volcano' ? queue.queueName : undefined;
  return {
    cleanPodPolicy: cleanPodPolicy ?? (job.safe ? 'Running' : undefined),
    ttlSecondsAfterFinished: job.ttlSeconds,
    activeDeadlineSeconds: job.deadlineSeconds,
    backoffLimit: job.backoffLimit,
    suspend,
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
