import { QUEUE } from './volcano-parts';
import { judgeBelow } from './volcano-queue-tree';
import type { Manifest } from '../../manifest';
import { record } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { exceeds, isWhole, quantityOf } from '../kubernetes/quantities';
import { child } from '../kubernetes/values';

const PATH = 'volcano.sh/hierarchy';
const WEIGHTS = 'volcano.sh/hierarchy-weights';
const MAX_DEPTH = 5;

/** What the webhook of Volcano 1.15 wants of a Queue. */
export const volcanoQueue: KindRule = {
  kinds: [QUEUE],
  judge(manifest, report, { objects }) {
    judgeResources(manifest.spec, report);
    judgeHierarchy(manifest, objects, report);
    judgeParent(manifest, objects, report);
    judgeBelow(manifest, objects.all(QUEUE), report);
  },
};

/** What a queue is sure of, what it deserves, and the most it may use. */
function judgeResources(spec: Record<string, any>, report: Report): void {
  const guarantee = record(record(spec.guarantee).resource);
  const deserved = record(spec.deserved);
  const capability = record(spec.capability);
  for (const [at, resources] of [['spec.guarantee.resource', guarantee], ['spec.deserved', deserved], ['spec.capability', capability]] as const) {
    for (const [name, value] of Object.entries(resources)) {
      const size = quantityOf(value);
      if (size === undefined) continue;
      if (size < 0) report.refuse('VOLCANO_QUEUE_RESOURCES', child(at, name), value, 'write 0 or more');
      else if (isCounted(name) && !isWhole(size)) report.refuse('VOLCANO_QUEUE_RESOURCES', child(at, name), value, 'write a whole number: it is counted in pieces');
    }
  }
  for (const [name, value] of Object.entries(guarantee)) {
    const [sure, wanted] = [quantityOf(value), quantityOf(deserved[name])];
    if (sure !== undefined && (deserved[name] === undefined || wanted !== undefined && exceeds(sure, wanted))) {
      report.refuse('VOLCANO_QUEUE_RESOURCES', child('spec.deserved', name), deserved[name], `write ${value} or more, as much as is guaranteed`);
    }
  }
  for (const [name, value] of Object.entries(deserved)) {
    const [wanted, most] = [quantityOf(value), quantityOf(capability[name])];
    if (wanted !== undefined && most !== undefined && exceeds(wanted, most)) {
      report.refuse('VOLCANO_QUEUE_RESOURCES', child('spec.deserved', name), value, `write at most ${capability[name]}, as capability says`);
    }
  }
}

/** Devices and pods come whole. */
const isCounted = (name: string) => name === 'pods' || name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');

/** The older way to say where a queue stands: a path and its weights. */
function judgeHierarchy(manifest: Manifest, objects: Objects, report: Report): void {
  const [path, weights] = [PATH, WEIGHTS].map(key => annotationOf(manifest, key));
  if (path === '' && weights === '') return;
  const steps = path.split('/');
  const parts = weights.split('/');
  const at = `metadata.annotations['${WEIGHTS}']`;
  if (steps.length !== parts.length) {
    report.refuse('VOLCANO_HIERARCHY', at, weights || undefined, `write a weight for each step of ${path || 'the path'}, with / between them: ${steps.length}`);
    return;
  }
  const wrong = parts.find(part => part.length > 40 || !/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(part) || Number(part) <= 0);
  if (wrong !== undefined) report.refuse('VOLCANO_HIERARCHY', at, weights || undefined, 'write numbers above 0 with / between them');
  const below = objects.all(QUEUE).find(other => other.metadata.name !== manifest.metadata.name && placeOf(other).startsWith(`${placeOf(manifest)}/`));
  if (path !== '' && below) report.refuse('VOLCANO_HIERARCHY', `metadata.annotations['${PATH}']`, path, `choose another path: the queue ${below.metadata.name} stands below it, and only leaves are queues`);
}

function annotationOf({ metadata }: Manifest, key: string): string {
  const value = record(metadata.annotations)[key];
  return typeof value === 'string' ? value : '';
}

/** The path from the root, which the webhook adds. */
function placeOf(manifest: Manifest): string {
  const path = annotationOf(manifest, PATH);
  return path === '' || path.startsWith('root') || annotationOf(manifest, WEIGHTS) === '' ? path : `root/${path}`;
}

function judgeParent({ spec, metadata }: Manifest, objects: Objects, report: Report): void {
  const { parent } = spec;
  if (typeof parent !== 'string' || parent === '' || parent === 'root') return;
  if (parent === metadata.name) {
    report.refuse('VOLCANO_QUEUE', 'spec.parent', parent, 'name another queue: this is its own name');
    return;
  }
  let depth = 1;
  for (let above: unknown = parent; typeof above === 'string' && above !== '' && above !== 'root'; above = objects.find(QUEUE, undefined, above)?.spec.parent) {
    if (++depth <= MAX_DEPTH) continue;
    report.refuse('VOLCANO_QUEUE', 'spec.parent', parent, `name a queue further up: queues stand at most ${MAX_DEPTH} deep`);
    return;
  }
}
