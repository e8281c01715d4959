import type { Affinity, TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { Placement, Problems } from '../../../core';
import { nonEmpty } from '../../../core';

/** What placements ask of the scheduler. */
function asked(placements: readonly Placement[], labels: Record<string, string>): { affinity: Required<Affinity>; spread: TopologySpreadConstraint[] } {
  const affinity: Required<Affinity> = { nodeAffinity: {}, podAffinity: {}, podAntiAffinity: {} };
  const spread: TopologySpreadConstraint[] = [];
  for (const placement of placements) placement._apply(affinity, spread, labels);
  return { affinity, spread };
}

/** The affinity of a router. */
export function placed(placements: readonly Placement[] = [], labels: Record<string, string>): object {
  return nonEmpty(asked(placements, labels).affinity);
}

/** The schema of an InferenceGraph has room for affinity alone. */
export function checkPlacement(problems: Problems, placements: readonly Placement[] = []): void {
  placements.forEach((placement, i) => {
    placement._check(problems);
    if (placement._isKueue) problems.add('FIELD_IGNORED', `placement[${i}]`, placement._topology, 'Kueue admits jobs, and a router is none; leave it out');
    else if (asked([placement], {}).spread.length > 0) problems.add('FIELD_IGNORED', `placement[${i}]`, placement._topology, 'an InferenceGraph has no place for it; use Placement.preferApart');
  });
}
