import { amountOf, inWords, written } from './amount';
import type { Ask } from './ask';
import { asked, totalOfAsks } from './ask';
import type { Namespaces } from './namespaces';
import { amountsOf } from './pod';
import { podSetsOf } from './pod-sets';
import type { Manifest } from '../manifest';
import { isMap, kindOf, record, text } from '../manifest';
import type { Report } from '../report';

const QUEUE = 'scheduling.volcano.sh/Queue';
/** Volcano lets queues stand at most so deep. */
const MAX_DEPTH = 6;

interface Wanted {
  readonly queue: string;
  readonly field: string;
  /** What the group needs to start; told by its author, or summed up. */
  readonly resources: ReadonlyMap<string, { readonly amount: bigint; readonly got: string }>;
}

/** Tells of a job that is more than its queue of Volcano, or one above it, may ever use. */
export function judgeVolcanoQueue(manifest: Manifest, report: Report, namespaces: Namespaces): void {
  const wanted = wantedBy(manifest, namespaces);
  if (!wanted) return;
  const told = new Set<string>();
  let name = wanted.queue;
  for (let step = 0; step < MAX_DEPTH && name !== ''; step++) {
    const queue = namespaces.objects.find(QUEUE, undefined, name);
    if (!queue) return;
    for (const [resource, quantity] of Object.entries(record(queue.spec.capability))) {
      const most = amountOf(quantity);
      const { amount, got } = wanted.resources.get(resource) ?? { amount: 0n, got: '' };
      // None is no bound.
      if (most === undefined || most === 0n || amount <= most || told.has(resource)) continue;
      told.add(resource);
      const above = name === wanted.queue ? '' : `, above '${wanted.queue}',`;
      report.warn('QUEUE_NEVER_FITS', wanted.field, got, `it waits for ever: queue '${name}'${above} has a capability of ${written(resource, most)}; ask for less or raise it`);
    }
    name = text(queue.spec.parent);
  }
}

function wantedBy(manifest: Manifest, namespaces: Namespaces): Wanted | undefined {
  const { spec } = manifest;
  const kind = kindOf(manifest);
  if (kind === 'scheduling.volcano.sh/PodGroup') return { queue: text(spec.queue) || 'default', field: 'spec.queue', resources: given(spec.minResources) };
  if (kind === 'batch.volcano.sh/Job') return { queue: text(spec.queue) || 'default', field: 'spec.queue', resources: summed(manifest, namespaces) };
  const { schedulingPolicy, suspend } = record(spec.runPolicy);
  const { queue, minResources } = record(schedulingPolicy);
  if (!manifest.apiVersion.startsWith('kubeflow.org/') || typeof queue !== 'string' || queue === '' || suspend === true) return undefined;
  return { queue, field: 'spec.runPolicy.schedulingPolicy.queue', resources: isMap(minResources) ? given(minResources) : summed(manifest, namespaces) };
}

function given(minResources: unknown): Wanted['resources'] {
  return new Map([...amountsOf(minResources)].map(([resource, amount]) => [resource, { amount, got: inWords(resource, amount) }]));
}

function summed(manifest: Manifest, namespaces: Namespaces): Wanted['resources'] {
  const asks = (podSetsOf(manifest, '', namespaces.objects) ?? []).map((set): Ask => (
    { path: set.path, count: set.least ?? set.count, each: namespaces.requestsOf(set, manifest) }
  ));
  const resources = new Set(asks.flatMap(({ each }) => [...each.keys()]));
  return new Map([...resources].map(resource => [resource, { amount: totalOfAsks(asks, resource), got: asked(asks, resource) }]));
}
