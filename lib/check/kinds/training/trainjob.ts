import { judgeInitializers } from './initializers';
import { nameOf, warnOfLongName } from './job-name';
import type { Runtime } from './runtime';
import { podsIn, readRuntime } from './runtime';
import { judgePatchTargets, judgePatches, patched, podTemplatesOf } from './runtime-patches';
import { INJECT, injects, keepsSidecarOut, warnOfSidecar } from './sidecar';
import { STOCK_RUNTIMES } from './stock-runtimes';
import { judgePodGroup, judgeTrainer } from './trainer';
import { isAbsent, record } from '../../manifest';
import type { Manifest } from '../../manifest';
import { nearest } from '../../nearest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';

const GROUP = 'trainer.kubeflow.org';
const KINDS = ['ClusterTrainingRuntime', 'TrainingRuntime'];

/** TrainJob of Trainer 2.3, judged with its runtime: one of the input, or one that Trainer ships. */
export const trainJob: KindRule = {
  kinds: [`${GROUP}/TrainJob`],
  judge(manifest, report, scene) {
    const { objects } = scene;
    const spec = record(manifest.spec);
    if (Object.keys(spec).length === 0) report.refuse('TRAINER_RUNTIME_MISSING', 'spec.runtimeRef.name', undefined, 'name a runtime, e.g. torch-distributed');
    judgePatches(spec, report);
    const runtime = runtimeOf(manifest, scene, report);
    if (!runtime) return;
    const seen = patched(runtime, spec);
    judgeInitializers(spec, seen, report);
    judgeTrainer(spec, seen, report);
    judgePodGroup(seen, objects, report);
    judgePatchTargets(spec, runtime, report);
    judgeNames(manifest, seen, report);
    judgeSidecar(manifest, seen, objects, report);
  },
};

/** The runtime that a TrainJob names. */
function runtimeOf({ spec, metadata }: Manifest, { objects, external, partial }: Scene, report: Report): Runtime | undefined {
  const ref = record(record(spec).runtimeRef);
  const kind = ref.kind ?? KINDS[0];
  const apiGroup = ref.apiGroup ?? GROUP;
  if (typeof ref.name !== 'string' || typeof kind !== 'string' || typeof apiGroup !== 'string') return undefined;
  if (!KINDS.includes(kind)) {
    const near = nearest(kind, KINDS);
    report.refuse('TRAINER_RUNTIME_KIND', 'spec.runtimeRef.kind', kind, `one of ${KINDS.join(', ')}${near ? `; did you mean '${near}'?` : ''}`);
    return undefined;
  }
  if (apiGroup !== GROUP) {
    report.refuse('TRAINER_RUNTIME_KIND', 'spec.runtimeRef.apiGroup', apiGroup, `leave it out, or write ${GROUP}`);
    return undefined;
  }
  const cluster = kind === KINDS[0];
  const found = find(objects, kind, metadata.namespace, ref.name);
  if (found) {
    if (cluster && record(found.metadata.labels)['trainer.kubeflow.org/support'] === 'deprecated') {
      report.note('TRAINER_RUNTIME_DEPRECATED', 'spec.runtimeRef.name', ref.name, 'the runtime is marked as deprecated: take one that stays');
    }
    return readRuntime(found.spec);
  }
  if (cluster && Object.hasOwn(STOCK_RUNTIMES, ref.name)) return readRuntime(STOCK_RUNTIMES[ref.name]);
  if (!external.has(`${GROUP}/${kind}`, metadata.namespace, ref.name)) refuseUnknown(ref.name, kind, { cluster, partial }, objects, report);
  return undefined;
}

/** A runtime of the input. A namespace that nobody wrote is that of the command that applies the object. */
function find(objects: Objects, kind: string, namespace: string | undefined, name: string): Manifest | undefined {
  const id = `${GROUP}/${kind}`;
  if (kind === KINDS[0]) return objects.find(id, undefined, name);
  return objects.find(id, namespace, name) ?? objects.all(id).find(one => one.metadata.name === name && (!one.metadata.namespace || !namespace));
}

function refuseUnknown(name: string, kind: string, { cluster, partial }: { cluster: boolean; partial: boolean }, objects: Objects, report: Report): void {
  const named = objects.all(`${GROUP}/${kind}`).flatMap(one => one.metadata.name ?? []);
  const known = cluster ? [...named, ...Object.keys(STOCK_RUNTIMES)] : named;
  // Names of runtimes end alike.
  const near = nearest(name, known.filter(one => one[0] === name[0]));
  const otherKind = cluster ? 'TrainingRuntime' : 'ClusterTrainingRuntime';
  const elsewhere = objects.all(`${GROUP}/${otherKind}`).some(one => one.metadata.name === name) || !cluster && Object.hasOwn(STOCK_RUNTIMES, name);
  const hint = elsewhere ? `write kind: ${otherKind}` : near ? `did you mean '${near}'?` : `add the ${kind} to the input, or name one that Trainer ships, e.g. torch-distributed`;
  // A part of a larger whole may well leave it to the other parts.
  const tell = partial && !elsewhere && !near ? 'note' : 'refuse';
  report[tell]('TRAINER_RUNTIME_MISSING', 'spec.runtimeRef.name', name, `${hint}; the runtime has to be there before the TrainJob`);
}

/** The JobSet's webhook refuses names of pods that are too long. */
function judgeNames(manifest: Manifest, runtime: Runtime, report: Report): void {
  const seen = nameOf(manifest);
  if (!seen || seen.name.length > 63) return;
  const { numNodes } = record(record(manifest.spec).trainer);
  const suffixes = runtime.jobs.map(job => {
    const last = typeof job.replicas === 'number' && isAbsent(job.step) ? job.replicas - 1 : 0;
    return `-${job.name}-${last}-${Math.max(podsIn(job, runtime, numNodes), 1) - 1}-abcde`;
  });
  warnOfLongName(seen, suffixes.reduce((most, suffix) => (suffix.length > most.length ? suffix : most), ''), 'a JobSet with pod names', report);
}

function judgeSidecar({ metadata, spec }: Manifest, runtime: Runtime, objects: Objects, report: Report): void {
  if (!injects(metadata.namespace, objects)) return;
  for (const job of runtime.jobs) {
    if (keepsSidecarOut(job.podTemplate) || podTemplatesOf(spec, job.name).some(keepsSidecarOut)) continue;
    warnOfSidecar('spec.runtimePatches', `patch the pods of job ${job.name} with the label ${INJECT}: 'false'`, report);
    return;
  }
}
