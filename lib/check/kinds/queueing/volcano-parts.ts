import { isAbsent, record } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';

export const QUEUE = 'scheduling.volcano.sh/Queue';

/** How far apart in the network pods may stand: by number or by name of a tier. */
export function judgeNetworkTopology(topology: unknown, at: string, report: Report): void {
  const { highestTierAllowed, highestTierName } = record(topology);
  if (!isAbsent(highestTierAllowed) && typeof highestTierName === 'string' && highestTierName !== '') {
    report.refuse('VOLCANO_TOPOLOGY', `${at}.highestTierName`, highestTierName, 'remove it or highestTierAllowed: both say the same thing');
  }
}

/** A queue that takes jobs: a leaf. */
export function judgeQueueName(queue: unknown, at: string, objects: Objects, report: Report): void {
  if (typeof queue !== 'string' || queue === '') return;
  const leaf = objects.all(QUEUE).find(({ spec }) => spec.parent === queue);
  if (queue === 'root') report.refuse('VOLCANO_QUEUE', at, queue, 'name another queue: the root takes no jobs');
  else if (leaf) report.refuse('VOLCANO_QUEUE', at, queue, `name a queue below it, such as ${leaf.metadata.name}: only leaves take jobs`);
}
