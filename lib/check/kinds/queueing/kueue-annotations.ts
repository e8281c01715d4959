import { podsOfJob } from '../../demand/pod-set';
import type { Manifest } from '../../manifest';
import { kindOf, record } from '../../manifest';
import { isDomainPath, isSubdomain } from '../kubernetes/forms';
import type { Teller } from '../kubernetes/values';

const KEY = (name: string) => `kueue.x-k8s.io/${name}`;
/** Kinds that wait as a whole, and are not jobs with an end. */
const SERVING = ['Deployment', 'StatefulSet', 'LeaderWorkerSet'];
const ELASTIC = ['batch/Job', 'ray.io/RayCluster', 'ray.io/RayJob', 'ray.io/RayService'];
/** Kinds that do not take a Workload made by hand. */
const OWN_WORKLOAD = ['kubeflow.org/JAXJob', 'sparkoperator.k8s.io/SparkApplication'];
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];
/** A boolean as Go reads it. */
export const isBoolean = (text: string) => TRUE.includes(text) || FALSE.includes(text);
export const isTrue = (text: unknown) => typeof text === 'string' && TRUE.includes(text);
/** A whole number as Go reads it; undefined if it is none. */
export const wholeOf = (text: string): number | undefined => (text.length < 20 && /^[+-]?\d+$/.test(text) ? Number(text) : undefined);

export const isElastic = (manifest: Manifest) => record(manifest.metadata.annotations)[KEY('elastic-job')] === 'true';

/** Labels and annotations of a job that Kueue's webhook reads. */
export function judgeJobAnnotations(manifest: Manifest, at: string, told: Teller): void {
  const annotations = record(manifest.metadata.annotations);
  const labels = record(manifest.metadata.labels);
  const kind = kindOf(manifest);
  const annotation = (name: string) => `${at}metadata.annotations['${KEY(name)}']`;
  if (isElastic(manifest) && !ELASTIC.includes(kind)) {
    told.refuse('KUEUE_ANNOTATION', annotation('elastic-job'), 'true', 'remove it: only Jobs and Ray kinds can be elastic');
  }
  judgeGates(annotations[KEY('admission-gated-by')], annotation('admission-gated-by'), told);
  if (SERVING.includes(manifest.kind)) return;
  const limit = labels[KEY('max-exec-time-seconds')];
  if (typeof limit === 'string' && !((wholeOf(limit) ?? 0) > 0)) {
    told.refuse('KUEUE_ANNOTATION', `${at}metadata.labels['${KEY('max-exec-time-seconds')}']`, limit, 'write a whole number of seconds, 1 or more');
  }
  const [workload, where] = annotations[KEY('prebuilt-workload-name')] ? [annotations[KEY('prebuilt-workload-name')], annotation('prebuilt-workload-name')]
    : [labels[KEY('prebuilt-workload-name')], `${at}metadata.labels['${KEY('prebuilt-workload-name')}']`];
  if (typeof workload === 'string') {
    if (!isSubdomain(workload)) told.refuse('KUEUE_ANNOTATION', where, workload, 'write the name of a Workload: lower-case letters, digits, - and .');
    else if (OWN_WORKLOAD.includes(kind)) told.refuse('KUEUE_ANNOTATION', where, workload, `remove it: Kueue makes the Workload of a ${manifest.kind} itself`);
  }
  if (kind === 'batch/Job') judgeBatchJob(manifest, annotations, at, told);
}

/** How few pods a Job can start with. */
function judgeBatchJob(manifest: Manifest, annotations: Record<string, any>, at: string, told: Teller): void {
  const { spec } = manifest;
  const least = annotations[KEY('job-min-parallelism')];
  const field = `${at}metadata.annotations['${KEY('job-min-parallelism')}']`;
  const pods = podsOfJob(spec);
  if (typeof least === 'string') {
    const value = wholeOf(least);
    if (value === undefined || value <= 0 || value >= pods) {
      told.refuse('KUEUE_ANNOTATION', field, least, pods > 1 ? `write 1 to ${pods - 1}: fewer than the ${pods} pods of the Job` : 'remove it: the Job has one pod at a time, and there is nothing less');
    }
    if (isElastic(manifest)) told.refuse('KUEUE_ANNOTATION', field, least, 'remove it or elastic-job: a Job is one or the other');
  }
  const sync = annotations[KEY('job-completions-equal-parallelism')];
  if (typeof sync !== 'string') return;
  const syncField = `${at}metadata.annotations['${KEY('job-completions-equal-parallelism')}']`;
  if (!isBoolean(sync)) told.refuse('KUEUE_ANNOTATION', syncField, sync, "write 'true' or 'false'");
  if (!isTrue(sync)) return;
  if (spec.completionMode !== 'Indexed') told.refuse('KUEUE_ANNOTATION', `${at}spec.completionMode`, spec.completionMode ?? undefined, 'write Indexed, or remove the annotation job-completions-equal-parallelism');
  if ((spec.parallelism ?? 1) !== (spec.completions ?? 1)) {
    told.refuse('KUEUE_ANNOTATION', `${at}spec.completions`, spec.completions ?? undefined, `write ${spec.parallelism ?? 1}, as parallelism says: the annotation job-completions-equal-parallelism wants it`);
  }
}

/** Names of controllers that hold the job back, with commas between them. */
function judgeGates(given: unknown, field: string, told: Teller): void {
  if (typeof given !== 'string' || given.trim() === '' || given.length > 10_000) return;
  const gates = given.split(',').map(gate => gate.trim());
  const wrong = gates.find((gate, i) => gate.length > 63 || !isDomainPath(gate) || gates.indexOf(gate) !== i);
  if (wrong !== undefined) told.refuse('KUEUE_ANNOTATION', field, given, 'write different names such as example.com/gate, with commas between them, each of at most 63 characters');
}
