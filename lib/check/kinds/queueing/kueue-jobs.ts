import { judgeJobAnnotations } from './kueue-annotations';
import { isWatched, QUEUED_KINDS, whyIgnored } from './kueue-frameworks';
import { judgeKeys } from './kueue-keys';
import { judgePodGroup } from './kueue-pod-group';
import { podSetsOf } from './kueue-pod-sets';
import { judgeManagedRay, runsElsewhere } from './kueue-ray';
import { judgeTopology } from './kueue-topology';
import { madeBy } from '../../demand/made';
import { groupOf, record } from '../../manifest';
import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';
import { isSubdomain } from '../kubernetes/forms';
import { later } from '../kubernetes/values';
import type { Teller } from '../kubernetes/values';

const QUEUE = 'kueue.x-k8s.io/queue-name';

/** The queue and the other keys of Kueue on whatever it can manage, or people think that it does. */
export const queuedJob: KindRule = {
  kinds: QUEUED_KINDS,
  judge(manifest, report, scene) {
    judgeQueued(manifest, '', report, scene, report);
    const product = madeBy(manifest);
    // What is made of it is refused only then.
    if (product) judgeQueued(product.manifest, product.path, report, scene, later(report));
  },
};

/** `told` takes what is refused: now, or when the object is made. */
function judgeQueued(manifest: Manifest, at: string, report: Report, { cluster }: Scene, told: Teller): void {
  const labels = record(manifest.metadata.labels);
  const queue = labels[QUEUE];
  const field = `${at}metadata.labels['${QUEUE}']`;
  const isPod = groupOf(manifest) === '' && manifest.kind === 'Pod';
  const podSets = podSetsOf(manifest, at);
  if (cluster.kueue.installed !== false) {
    judgeKeys(manifest.metadata, `${at}metadata`, isPod, report);
    if (!isPod) for (const { metadata, path } of podSets) judgeKeys(metadata, path, true, report);
  }
  const ignored = queue === undefined ? undefined : whyIgnored(manifest, cluster);
  if (ignored) report.warn('KUEUE_QUEUE_IGNORED', field, queue, ignored);
  if (!isWatched(manifest, cluster)) {
    judgeTopology(manifest, podSets, cluster, later(report));
    return;
  }
  if (runsElsewhere(manifest) && queue) {
    report.warn('KUEUE_QUEUE_IGNORED', field, queue, 'label the RayCluster instead: Kueue leaves jobs on a cluster that exists alone');
    return;
  }
  if (typeof queue === 'string' && !isSubdomain(queue)) {
    told.refuse('KUEUE_QUEUE_NAME', field, queue, 'write the name of a LocalQueue: lower-case letters, digits, - and .');
  }
  judgeJobAnnotations(manifest, at, told);
  if (isPod) judgePodGroup(manifest, told);
  if (typeof queue === 'string' && queue !== '') judgeManagedRay(manifest, told);
  judgeTopology(manifest, podSets, cluster, told);
}
