import { isElastic } from './kueue-annotations';
import type { Manifest } from '../../manifest';
import { groupOf, isMap, kindOf, list, record } from '../../manifest';
import type { Teller } from '../kubernetes/values';

/** Pod sets of a Workload, that of the head among them. */
const MOST_GROUPS = 18;

/** Where each Ray kind keeps its cluster. */
const CLUSTERS: Record<string, { readonly path: string; readonly of: (spec: Record<string, any>) => unknown }> = {
  'ray.io/RayCluster': { path: 'spec', of: spec => spec },
  'ray.io/RayJob': { path: 'spec.rayClusterSpec', of: spec => spec.rayClusterSpec },
  'ray.io/RayService': { path: 'spec.rayClusterConfig', of: spec => spec.rayClusterConfig },
};

const selects = (spec: unknown) => Object.keys(record(record(spec).clusterSelector)).length > 0;

/** A RayJob that runs on a cluster which exists. */
export function runsElsewhere(manifest: Manifest): boolean {
  return manifest.kind === 'RayJob' && groupOf(manifest) === 'ray.io' && selects(manifest.spec) && !isMap(manifest.spec.rayClusterSpec);
}

/** What Kueue wants of Ray kinds that wait in a queue: their size is known, and their pods go when they end. */
export function judgeManagedRay(manifest: Manifest, told: Teller): void {
  const place = CLUSTERS[kindOf(manifest)];
  if (!place) return;
  const { spec } = manifest;
  if (manifest.kind === 'RayJob') {
    if (selects(spec)) {
      told.refuse('KUEUE_RAY', 'spec.clusterSelector', undefined, 'remove it or rayClusterSpec: a job in a queue has a cluster of its own');
      return;
    }
    if (isMap(spec.rayClusterSpec) && spec.shutdownAfterJobFinishes !== true) {
      told.refuse('KUEUE_RAY', 'spec.shutdownAfterJobFinishes', spec.shutdownAfterJobFinishes ?? undefined, 'write true: the cluster would keep the quota of the queue');
    }
  }
  const cluster = place.of(spec);
  if (!isMap(cluster)) return;
  if (cluster.enableInTreeAutoscaling === true && !isElastic(manifest)) {
    told.refuse('KUEUE_RAY', `${place.path}.enableInTreeAutoscaling`, true, "write false, or the annotation kueue.x-k8s.io/elastic-job: 'true': in a queue the size is fixed");
  }
  const groups = list(cluster.workerGroupSpecs);
  if (groups.length + 1 > MOST_GROUPS) {
    told.refuse('KUEUE_RAY', `${place.path}.workerGroupSpecs`, undefined, `${groups.length} groups, at most ${MOST_GROUPS - 1} in a queue`);
  }
  for (const [i, group] of groups.entries()) {
    if (record(group).groupName === 'head') told.refuse('KUEUE_RAY', `${place.path}.workerGroupSpecs[${i}].groupName`, 'head', 'choose another: Kueue calls the head group so');
  }
}
