import type { TrainingJobProps } from './training-job-props';
import { QueueSystem } from '../core';

/** How Kueue finds the job; queues of Volcano are fields of the kinds. */
export function queueLabels({ queue, queuePriority }: TrainingJobProps): Record<string, string> {
  return {
    ...queue?.queueSystem === QueueSystem.KUEUE && { 'kueue.x-k8s.io/queue-name': queue.queueName },
    ...queuePriority && { 'kueue.x-k8s.io/priority-class': queuePriority.priorityClassName },
  };
}
