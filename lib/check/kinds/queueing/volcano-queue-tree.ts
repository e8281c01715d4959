import type { Manifest } from '../../manifest';
import { record } from '../../manifest';
import type { Report } from '../../report';
import { exceeds, quantityOf } from '../kubernetes/quantities';
import { child } from '../kubernetes/values';

/** What the queues below one may have, as far as they are in the input. */
export function judgeBelow(queue: Manifest, queues: readonly Manifest[], report: Report): void {
  const { name } = queue.metadata;
  if (name === undefined || name === 'root') return;
  const below = queues.filter(({ spec, metadata }) => spec.parent === name && metadata.name !== name);
  if (below.length > 0) {
    judgeSum(queue.spec.deserved, below.map(({ spec }) => spec.deserved), 'spec.deserved', 'deserve', report);
    judgeSum(record(queue.spec.guarantee).resource, below.map(({ spec }) => record(spec.guarantee).resource), 'spec.guarantee.resource', 'are guaranteed', report);
  }
  for (const [resource, value] of Object.entries(record(queue.spec.capability))) {
    const size = quantityOf(value);
    const above = limitAbove(queue, resource, queues);
    if (!isShared(resource) || size === undefined || !above || !exceeds(size, above.size)) continue;
    report.refuse('VOLCANO_QUEUE_RESOURCES', child('spec.capability', resource), value, `write at most ${above.told}, as the queue ${above.name} above it has`);
  }
}

/** All below together have no more than the queue itself. */
function judgeSum(own: unknown, others: readonly unknown[], at: string, verb: string, report: Report): void {
  const sums = new Map<string, number>();
  for (const other of others) {
    for (const [resource, value] of Object.entries(record(other))) {
      const size = quantityOf(value);
      if (size !== undefined) sums.set(resource, (sums.get(resource) ?? 0) + size);
    }
  }
  for (const [resource, sum] of sums) {
    const given = record(own)[resource];
    const size = quantityOf(given ?? 0);
    // Of cpu and memory none given is zero; anything else has to be given.
    const lacks = given === undefined && resource !== 'cpu' && resource !== 'memory';
    if (!isShared(resource) || size === undefined || !lacks && !exceeds(sum, size)) continue;
    report.refuse('VOLCANO_QUEUE_RESOURCES', child(at, resource), given, `write ${shown(resource, sum)} or more: the queues below it ${verb} so much together`);
  }
}

/** Memory in units that people write. */
function shown(resource: string, size: number): string {
  const unit = resource === 'memory' ? [['Gi', 2 ** 30], ['Mi', 2 ** 20]].find(([, bytes]) => size % Number(bytes) === 0) : undefined;
  return unit ? `${size / Number(unit[1])}${unit[0]}` : String(size);
}

/** Volcano shares these out; other names without a slash are unknown to it. */
const isShared = (resource: string) => ['cpu', 'memory', 'pods', 'ephemeral-storage'].includes(resource) || /^(hugepages-|attachable-volumes-)/.test(resource) ||
  resource.includes('/') && !resource.startsWith('count/');

/** The capability of the nearest queue above that has one. */
function limitAbove(queue: Manifest, resource: string, queues: readonly Manifest[]): { name: string; size: number; told: unknown } | undefined {
  let { parent } = queue.spec;
  for (let step = 0; step < 6 && typeof parent === 'string'; step++) {
    const above = queues.find(({ metadata }) => metadata.name === parent);
    if (!above) return undefined;
    const told = record(above.spec.capability)[resource];
    const size = quantityOf(told);
    if (size !== undefined && size > 0) return { name: String(parent), size, told };
    parent = above.spec.parent;
  }
  return undefined;
}
