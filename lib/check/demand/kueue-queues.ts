import type { Ask } from './ask';
import { KueueCapacity } from './kueue-capacity';
import { misfitsIn } from './kueue-fit';
import { madeBy } from './made';
import type { Namespaces } from './namespaces';
import { podSetsOf } from './pod-sets';
import { trialOf } from './trial';
import type { ClusterFacts } from '../cluster';
import { wholeOf } from '../kinds/queueing/kueue-annotations';
import { isWatched } from '../kinds/queueing/kueue-frameworks';
import { runsElsewhere } from '../kinds/queueing/kueue-ray';
import type { Manifest } from '../manifest';
import { kindOf, record, text } from '../manifest';
import type { Report } from '../report';

const QUEUE = 'kueue.x-k8s.io/queue-name';
const MIN_PARALLELISM = 'kueue.x-k8s.io/job-min-parallelism';

/** The queues of Kueue in an input. */
export class KueueQueues {
  private readonly capacity: KueueCapacity;

  constructor(private readonly namespaces: Namespaces, isWhole: boolean) {
    this.capacity = new KueueCapacity(namespaces.objects, isWhole);
  }

  /** Tells of a job that its queue never admits. */
  public judge(manifest: Manifest, report: Report, cluster: ClusterFacts): void {
    const made = manifest.spec.suspend === true ? undefined : madeBy(manifest) ?? trialOf(manifest, this.namespaces.objects);
    this.judgeQueued(made?.manifest ?? manifest, made?.path ?? '', report, cluster);
  }

  private judgeQueued(manifest: Manifest, at: string, report: Report, cluster: ClusterFacts): void {
    const { objects } = this.namespaces;
    const name = text(record(manifest.metadata.labels)[QUEUE]);
    if (name === '' || !isWatched(manifest, cluster) || runsElsewhere(manifest)) return;
    const queue = text(objects.find('kueue.x-k8s.io/LocalQueue', manifest.metadata.namespace, name)?.spec.clusterQueue);
    if (queue === '' || !this.capacity.groupsOf(queue)) return;
    const field = `${at}metadata.labels['${QUEUE}']`;
    const called = `queue '${name}' (ClusterQueue '${queue}')`;
    for (const { resource, got, most } of misfitsIn(queue, this.asksOf(manifest, at), this.capacity)) {
      if (most === undefined) {
        report.warn('QUEUE_LACKS_RESOURCE', field, got, `it waits for ever: ${called} covers no ${resource}; add it to coveredResources with a quota, ask for none, or exclude it in Kueue's configuration`);
      } else {
        report.warn('QUEUE_NEVER_FITS', field, got, `it waits for ever: ${called} gives ${most}; ask for less or raise the quota`);
      }
    }
  }

  /** The pods as Kueue counts them: as written, elastic or not. */
  private asksOf(manifest: Manifest, at: string): Ask[] {
    const { objects } = this.namespaces;
    const least = kindOf(manifest) === 'batch/Job' ? wholeOf(text(record(manifest.metadata.annotations)[MIN_PARALLELISM])) : undefined;
    const sets = podSetsOf(manifest, at, objects) ?? [];
    return sets.map(set => {
      const all = set.queued ?? set.count;
      const count = least !== undefined && least > 0 ? Math.min(least, all) : all;
      return { path: set.path, count, each: this.namespaces.requestsOf(set, manifest, true) };
    });
  }
}
