import type { Report } from '../../../report';

/** Replicas of Models and Servers: minReplicas <= replicas <= maxReplicas. Zero as a bound is none. */
export function judgeScaling({ replicas, minReplicas, maxReplicas }: Record<string, any>, report: Report): void {
  for (const [name, value] of Object.entries({ replicas, minReplicas, maxReplicas })) {
    if (typeof value !== 'number' || (value >= 0 && value < 2 ** 31)) continue;
    // What scales is read by the API server itself.
    if (name === 'replicas') report.refuse('SELDON_SCALING', 'spec.replicas', value, 'from 0 to 2147483647');
    else if (value < 0) report.warn('SELDON_SCALING', `spec.${name}`, value, 'at least 0: Seldon takes no other number');
  }
  const min = typeof minReplicas === 'number' && minReplicas > 0 ? minReplicas : 0;
  const max = typeof maxReplicas === 'number' && maxReplicas > 0 ? maxReplicas : Infinity;
  if (min > max) report.refuse('SELDON_SCALING', 'spec.maxReplicas', max, `at least minReplicas, which is ${min}`);
  else if (typeof replicas !== 'number' || replicas < 0 || replicas >= 2 ** 31) return;
  else if (replicas < min) report.refuse('SELDON_SCALING', 'spec.replicas', replicas, `at least minReplicas, which is ${min}`);
  else if (replicas > max) report.refuse('SELDON_SCALING', 'spec.replicas', replicas, `at most maxReplicas, which is ${max}`);
}
