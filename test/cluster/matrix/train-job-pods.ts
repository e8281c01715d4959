import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';

/** Pod templates of TrainJobs: those of the runtime with the patches of the job, as Trainer merges them. */
export function trainJobPods({ spec: { runtimePatches = [] } }: any, runtime: any): any[] {
  if (!runtime) return [];
  const patches = runtimePatches.flatMap(({ trainingRuntimeSpec }: any) => trainingRuntimeSpec?.template?.spec?.replicatedJobs ?? []);
  return runtime.spec.template.spec.replicatedJobs.map((replicated: any) => {
    const pod = replicated.template.spec.template;
    return patches.filter(({ name }: any) => name === replicated.name).reduce((merged: any, patch: any) => over(merged, patch.template?.spec?.template), pod);
  });
}

/** The runtime that a TrainJob names. */
export const runtimeOf = ({ spec: { runtimeRef } }: any, runtimes: readonly any[]) =>
  runtimes.find(({ kind, metadata }) => kind === runtimeRef.kind && metadata.name === runtimeRef.name);

/** The runtimes that Trainer ships, from a folder of its release; none without it. */
export function stockRuntimes(dir?: string): any[] {
  if (!dir || !existsSync(dir)) return [];
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml') && !file.endsWith('kustomization.yaml'));
  return files.flatMap(file => loadAll(readFileSync(join(dir, file), 'utf8')) as any[]).filter(object => object?.kind === 'ClusterTrainingRuntime');
}

/** A strategic merge: maps by key, lists of objects by name, other lists as a whole. */
function over(base: any, patch: any, field = ''): any {
  if (patch === undefined) return base;
  if (Array.isArray(patch)) {
    const key = field === 'volumeMounts' ? 'mountPath' : 'name';
    if (!Array.isArray(base) || !patch.every(item => item?.[key] !== undefined)) return patch;
    const kept = base.map(item => over(item, patch.find(other => other[key] === item[key])));
    return [...kept, ...patch.filter(item => !base.some(other => other[key] === item[key]))];
  }
  if (typeof patch !== 'object' || patch === null || typeof base !== 'object' || base === null) return patch;
  return { ...base, ...Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, over(base[name], value, name)])) };
}
