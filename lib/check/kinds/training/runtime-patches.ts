import type { Runtime, RuntimeContainer, RuntimeJob } from './runtime';
import { STEP, jobOf, readContainer, readJob } from './runtime';
import { isAbsent, isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { isDomainPath } from '../kubernetes/forms';

/** Containers whose environment belongs to the TrainJob. */
const OWN_ENV = ['node', 'dataset-initializer', 'model-initializer'];

interface Patch {
  readonly path: string;
  readonly name: string;
  readonly job: Record<string, any>;
}

/** The patches of replicated jobs, each with its path. */
function patchesOf(spec: Record<string, any>): Patch[] {
  return list(spec.runtimePatches).flatMap((patch, i) => {
    const { replicatedJobs } = record(record(record(record(patch).trainingRuntimeSpec).template).spec);
    const path = `spec.runtimePatches[${i}].trainingRuntimeSpec.template.spec.replicatedJobs`;
    return list(replicatedJobs).flatMap((job, j) => (isMap(job) && typeof job.name === 'string' ? [{ path: `${path}[${j}]`, name: job.name, job }] : []));
  });
}

const podTemplateOf = ({ job }: Patch): Record<string, any> => record(record(record(job.template).spec).template);
const podOf = (patch: Patch): Record<string, any> => record(podTemplateOf(patch).spec);

/** The patches of one job's pod template. */
export function podTemplatesOf(spec: unknown, job: string): Array<Record<string, any>> {
  return patchesOf(record(spec)).filter(({ name }) => name === job).map(podTemplateOf);
}

/** What the webhook says of patches, whatever the runtime is. */
export function judgePatches(spec: Record<string, any>, report: Report): void {
  list(spec.runtimePatches).forEach((patch, i) => {
    const { manager } = record(patch);
    if (typeof manager !== 'string' || manager === '' || isDomainPath(manager)) return;
    report.refuse('TRAINER_PATCH_MANAGER', `spec.runtimePatches[${i}].manager`, manager, 'who patches, as <domain>/<path>, e.g. platform.example.com/scheduling');
  });
  for (const patch of patchesOf(spec)) {
    list(podOf(patch).containers).forEach((container, i) => {
      const { name, env } = record(container);
      if (!OWN_ENV.includes(name) || list(env).length === 0) return;
      const home = name === 'node' ? 'spec.trainer.env' : `spec.initializer.${name.split('-')[0]}.env`;
      report.refuse('TRAINER_PATCH_ENV', `${patch.path}.template.spec.template.spec.containers[${i}].env`, undefined, `write these in ${home}: patches may not set the environment of ${name}`);
    });
  }
}

/** Patches of what the runtime does not have: the webhook takes them, as they are merged before it looks. */
export function judgePatchTargets(spec: Record<string, any>, runtime: Runtime, report: Report): void {
  for (const patch of patchesOf(spec)) {
    const job = jobOf(runtime, patch.name);
    if (!job) {
      report.warn('TRAINER_PATCH_TARGET', `${patch.path}.name`, patch.name, `${oneOf(patch.name, runtime.jobs.map(({ name }) => name))}: another name adds a job without containers, and the JobSet is refused`);
      continue;
    }
    const pod = podOf(patch);
    for (const kind of ['initContainers', 'containers'] as const) {
      const names = job[kind].map(({ name }) => String(name));
      list(pod[kind]).forEach((container, i) => {
        const { name } = record(container);
        if (typeof name !== 'string' || names.includes(name)) return;
        report.warn(
          'TRAINER_PATCH_TARGET', `${patch.path}.template.spec.template.spec.${kind}[${i}].name`, name,
          `${oneOf(name, names)}: another name adds a container without an image to job ${job.name}, and the Job is refused`,
        );
      });
    }
  }
}

function oneOf(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return `${names.length > 0 ? `one of the runtime's, ${names.join(', ')}` : 'the runtime has none'}${near ? `; did you mean '${near}'?` : ''}`;
}

/** The runtime with the patches of a TrainJob, as the webhook sees it. */
export function patched(runtime: Runtime, spec: Record<string, any>): Runtime {
  if (list(spec.runtimePatches).length === 0) return runtime;
  const annotations = { ...runtime.annotations };
  for (const patch of list(spec.runtimePatches)) {
    const { metadata } = record(record(record(patch).trainingRuntimeSpec).template);
    Object.assign(annotations, record(record(metadata).annotations));
  }
  const jobs: RuntimeJob[] = runtime.jobs.map(job => ({ ...job, containers: [...job.containers], initContainers: [...job.initContainers] }));
  for (const patch of patchesOf(spec)) {
    const there = jobs.find(({ name }) => name === patch.name);
    const job = there ?? readJob(patch.name, {}, jobs.length);
    if (!there) jobs.push(job);
    const label = record(record(record(patch.job.template).metadata).labels)[STEP];
    if (!isAbsent(label)) job.step = label;
    merge(job.containers, podOf(patch).containers);
    merge(job.initContainers, podOf(patch).initContainers);
  }
  return { ...runtime, annotations, jobs };
}

function merge(containers: RuntimeContainer[], patches: unknown): void {
  for (const patch of list(patches).filter(isMap)) {
    const at = containers.findIndex(({ name }) => name === patch.name);
    const added = readContainer(patch);
    if (at < 0) containers.push(added);
    else containers[at] = { ...containers[at], mounts: new Map([...containers[at].mounts, ...added.mounts]) };
  }
}
