import { record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const PREFIX = 'kueue.x-k8s.io/';

/** Keys that people write as labels of a job or pod. */
const LABELS = ['queue-name', 'priority-class', 'max-exec-time-seconds', 'prebuilt-workload-name', 'pod-group-name', 'managed'];
/** Keys that people write as annotations: of the job, and of its pods. */
const JOB_ANNOTATIONS = ['job-min-parallelism', 'job-completions-equal-parallelism', 'elastic-job', 'admission-gated-by', 'prebuilt-workload-name', 'safe-to-forcefully-delete', 'workload-allowed-resource-flavors', 'priority-boost'];
const POD_ANNOTATIONS = [
  'podset-required-topology', 'podset-preferred-topology', 'podset-unconstrained-topology', 'podset-group-name', 'podset-slice-required-topology', 'podset-slice-size',
  'podset-slice-required-topology-constraints', 'pod-group-name', 'pod-group-total-count', 'pod-group-fast-admission', 'pod-group-serving', 'pod-group-pod-index-label',
  'pod-suspending-parent', 'retriable-in-group', 'role-hash', 'pod-index-offset', 'workload', 'workload-slice-name',
];
/** Keys that Kueue writes itself; they come along when an object is copied from a cluster. */
const WRITTEN = [
  'cluster-queue-name', 'local-queue-name', 'podset', 'job-uid', 'pod-group-pod-index', 'multikueue-origin', 'multikueue-origin-uid', 'stopping', 'component-workload-index',
  'job-owner-gvk', 'job-owner-name', 'is-group-workload', 'raycluster-generation', 'raycluster-podset-replica-sizes', 'concurrent-admission-parent', 'tas',
  'workload-slice-replacement-for', 'multikueue-worker-workload-pod',
];
/** Those to suggest. */
const OURS = [...new Set([...LABELS, ...JOB_ANNOTATIONS, ...POD_ANNOTATIONS])];
const ONLY_LABELS = ['queue-name', 'priority-class', 'max-exec-time-seconds', 'managed'];

/** Keys of Kueue that nobody reads where they stand. */
export function judgeKeys(metadata: unknown, path: string, isPod: boolean, report: Report): void {
  const { labels, annotations } = record(metadata);
  for (const [where, keys] of [['labels', labels], ['annotations', annotations]] as const) {
    for (const full of Object.keys(record(keys))) {
      if (!full.startsWith(PREFIX)) continue;
      const key = full.slice(PREFIX.length);
      const fix = misplaced(key, where, isPod);
      if (fix) report.warn('KUEUE_KEY_IGNORED', `${path}.${where}['${full}']`, undefined, fix);
    }
  }
}

function misplaced(key: string, where: 'labels' | 'annotations', isPod: boolean): string | undefined {
  if (WRITTEN.includes(key)) return undefined;
  if (!OURS.includes(key)) {
    const near = nearest(key, OURS) ?? OURS.find(known => known.startsWith(`${key}-`));
    return near ? `did you mean '${PREFIX}${near}'? Kueue knows no such key` : 'remove it: Kueue knows no such key';
  }
  if (where === 'annotations' && ONLY_LABELS.includes(key)) return 'write it as a label: Kueue does not read the annotation';
  if (where === 'labels' && !LABELS.includes(key)) return 'write it as an annotation: Kueue does not read the label';
  if (where === 'annotations' && !isPod && key.startsWith('podset-')) return 'write it into the metadata of the pod template: Kueue reads it there';
  return undefined;
}
