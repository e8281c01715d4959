import type { ClusterFacts } from '../cluster';
import { isWatched } from '../kinds/queueing/kueue-frameworks';
import type { Manifest } from '../manifest';
import { record, text } from '../manifest';

/** Suspended by its author, and not by a queue that starts it later. */
export function isIdle(manifest: Manifest, cluster: ClusterFacts): boolean {
  const { spec, metadata } = manifest;
  const isSuspended = spec.suspend === true || record(spec.runPolicy).suspend === true;
  const isQueued = text(record(metadata.labels)['kueue.x-k8s.io/queue-name']) !== '' && isWatched(manifest, cluster);
  return isSuspended && !isQueued;
}
