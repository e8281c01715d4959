import type { Duration } from 'cdk8s';

/** Whole seconds, rounded up; Kubernetes knows no smaller unit. What is no time at all is NaN. */
export function seconds(duration: Duration): number {
  return Math.ceil(duration.toSeconds({ integral: false }));
}
