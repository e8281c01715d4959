import { podSetsOf as allPodSetsOf } from '../../demand/pod-sets';
import type { Manifest } from '../../manifest';
import { kindOf, list, record } from '../../manifest';

/** Pods of one template, which Kueue places together. */
export interface PodSet {
  /** JSON path of the template's metadata. */
  readonly path: string;
  readonly metadata: Record<string, any>;
  /** How many; undefined where Kueue does not ask. */
  readonly count?: number;
}

/** Kinds whose pods come one by one, whatever is said of their number. */
const UNCOUNTED = ['/Pod', 'apps/Deployment', 'apps/StatefulSet'];
const UNKNOWN = ['apps/ReplicaSet', 'batch.volcano.sh/Job', 'batch/CronJob', 'kubeflow.org/MXJob', 'trainer.kubeflow.org/TrainJob'];

/** The pod templates of a kind that Kueue manages; `at` is where the manifest stands, with a dot at the end. */
export function podSetsOf(manifest: Manifest, at: string): PodSet[] {
  const kind = kindOf(manifest);
  if (UNKNOWN.includes(kind)) return [];
  const sets = (allPodSetsOf(manifest, at) ?? []).filter(({ path }) => !path.endsWith('submitterPodTemplate'));
  return sets.filter((_, i) => kind !== 'ray.io/RayCluster' || !isHead(manifest, i)).map(({ path, template, count, queued }) => ({
    path: path === '' ? 'metadata' : `${path}.metadata`,
    metadata: record(template.metadata),
    count: UNCOUNTED.includes(kind) ? undefined : queued ?? count,
  }));
}

/** Kueue takes a worker group of this name for the head. */
const isHead = ({ spec }: Manifest, set: number) => set > 0 && record(list(spec.workerGroupSpecs)[set - 1]).groupName === 'head';
