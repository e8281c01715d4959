import type { Replica } from './replicas';
import { countOf } from './replicas';
import type { Report } from '../../report';

/** How many workers an elastic job may have; nobody checks it before it runs. */
export function judgeElasticRange(policy: Record<string, any>, worker: Replica, report: Report): void {
  const min = integer(policy.minReplicas) ?? integer(policy.maxReplicas);
  const max = integer(policy.maxReplicas) ?? integer(policy.minReplicas);
  if (min === undefined || max === undefined) return;
  const count = countOf(worker);
  // With metrics, an autoscaler keeps the workers in the range.
  const scaled = Array.isArray(policy.metrics);
  if (min < 1) {
    report.warn('TRAINING_ELASTIC_RANGE', 'spec.elasticPolicy.minReplicas', policy.minReplicas, 'at least 1: no job goes on without workers');
  } else if (min > max) {
    report.warn('TRAINING_ELASTIC_RANGE', 'spec.elasticPolicy.minReplicas', min, `at most maxReplicas, which is ${max}: the workers stop at this range`);
  } else if (count < min && !scaled) {
    report.warn(
      'TRAINING_ELASTIC_RANGE', `${worker.path}.replicas`, worker.spec.replicas,
      `at least minReplicas, which is ${min}: with ${count} the workers wait for more, and the operator starts no more`,
    );
  } else if (count > max && !scaled) {
    report.warn('TRAINING_ELASTIC_RANGE', `${worker.path}.replicas`, count, `at most maxReplicas, which is ${max}: the workers above it find no place, and wait`);
  }
}

const integer = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
