import { warnModelUri } from './model-uri';
import { nameOf, text } from './values';
import type { Manifest } from '../../../manifest';
import { list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Objects } from '../../../objects';
import { parseQuantity } from '../../../quantity';
import type { KindRule } from '../../../rule';

const CACHE = 'serving.kserve.io/LocalModelCache';
const NODE_GROUP = 'serving.kserve.io/LocalModelNodeGroup';

const FIRSTS = new WeakMap<Objects, Map<string, string>>();

/** The first cache of each model of an input, by its URI. */
function firstCaches(objects: Objects): Map<string, string> {
  const known = FIRSTS.get(objects);
  if (known) return known;
  const firsts = new Map<string, string>();
  FIRSTS.set(objects, firsts);
  for (const { metadata, spec } of objects.all(CACHE)) {
    const uri = text(record(spec).sourceModelUri);
    if (uri !== undefined && !firsts.has(uri)) firsts.set(uri, metadata.name ?? '');
  }
  return firsts;
}

const limitOf = (group: Manifest | undefined) => parseQuantity(record(group?.spec).storageLimit);

/** KServe 0.20 of the caches that keep models on nodes. */
export const modelCaches: KindRule = {
  kinds: [CACHE, 'serving.kserve.io/LocalModelNamespaceCache'],
  judge(manifest, report, scene) {
    const spec = record(manifest.spec);
    const named = nameOf(manifest);
    if (named && named.name.length > 63) {
      report.warn('KSERVE_MODEL_CACHE', named.field, named.written, `at most 63 characters: it is the label of the Jobs that download the model (${named.name.length})`);
    }
    const uri = text(spec.sourceModelUri);
    if (uri !== undefined) {
      const first = manifest.kind === 'LocalModelCache' ? firstCaches(scene.objects).get(uri) : undefined;
      if (first !== undefined && first !== manifest.metadata.name) {
        report.refuse('KSERVE_MODEL_CACHE', 'spec.sourceModelUri', uri, `add the node groups to LocalModelCache '${first}' instead: a cluster has one cache of a model`);
      }
      warnModelUri(uri, 'spec.sourceModelUri', scene, report);
    }
    // Comparing a name with many would take long.
    const groups = scene.objects.all(NODE_GROUP).slice(0, 100).map(({ metadata }) => metadata.name ?? '');
    const size = parseQuantity(spec.modelSize);
    list(spec.nodeGroups).forEach((name, i) => {
      if (typeof name !== 'string') return;
      // Node groups are made once for a cluster: only an input that has some tells which there are.
      if (groups.length > 0 && !scene.objects.find(NODE_GROUP, undefined, name) && !scene.external.has(NODE_GROUP, undefined, name)) {
        const near = nearest(name, groups);
        if (near !== undefined) report.warn('KSERVE_MODEL_CACHE', `spec.nodeGroups[${i}]`, name, `did you mean '${near}'? the input has no LocalModelNodeGroup of this name`);
      }
      const limit = limitOf(scene.objects.find(NODE_GROUP, undefined, name));
      if (size !== undefined && limit !== undefined && size > limit) {
        report.warn('KSERVE_MODEL_CACHE', 'spec.modelSize', spec.modelSize, `at most the storageLimit of node group '${name}', which is ${limit / 2 ** 30}Gi`);
      }
    });
  },
};
