import type { Problems } from '../../core';
import type { ElasticOptions } from '../framework-options';

/** What the operator makes a HorizontalPodAutoscaler of. */
export const cpuMetrics = (percent?: number) => (percent === undefined ? {} : {
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: percent } } }],
});

/** What the rules about manifests do not say: the number that a prop of ours stands for. */
export function checkElastic({ minReplicas, maxReplicas, maxRestarts, targetCpuPercent }: ElasticOptions, problems: Problems): void {
  problems.wholeNumber('COUNT_RANGE', 'framework elastic.minReplicas', minReplicas, 1, 10000, 'at least one pod');
  problems.wholeNumber('COUNT_RANGE', 'framework elastic.maxReplicas', maxReplicas, 1, 10000, 'at least one pod');
  problems.wholeNumber('COUNT_RANGE', 'framework elastic.maxRestarts', maxRestarts, 0, 2 ** 31 - 1, '0 or more restarts');
  problems.wholeNumber('COUNT_RANGE', 'framework elastic.targetCpuPercent', targetCpuPercent, 1, 10000, 'a percentage from 1 of what the pods request');
}
