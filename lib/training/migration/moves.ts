/** Where a prop is said in the manifests of two kinds. */
export interface Move {
  readonly prop: string;
  readonly from: string;
  readonly to: string;
}

/** A field of the one that the other has no place for. */
export interface Left {
  readonly path: string;
  readonly value: unknown;
  readonly instead: string;
}

type Manifest = Readonly<Record<string, any>>;

const PATCH = 'spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[*].template.spec.template';
const OLD = 'spec.*ReplicaSpecs.*.template';

/** Props, where kinds of training-operator and mpi-operator say them, and where TrainJob does. */
const PLACES: ReadonlyArray<readonly [prop: string, old: string, now: string]> = [
  ['image', `${OLD}.spec.containers[0].image`, 'spec.trainer.image'],
  ['command', `${OLD}.spec.containers[0].command`, 'spec.trainer.command'],
  ['args', `${OLD}.spec.containers[0].args`, 'spec.trainer.args'],
  ['env', `${OLD}.spec.containers[0].env`, 'spec.trainer.env'],
  ['resources', `${OLD}.spec.containers[0].resources`, 'spec.trainer.resourcesPerNode'],
  ['workers', 'spec.*ReplicaSpecs.*.replicas', 'spec.trainer.numNodes'],
  ['framework processesPerWorker', 'spec.nprocPerNode', 'spec.trainer.numProcPerNode'],
  ['framework slotsPerWorker', 'spec.slotsPerWorker', 'spec.trainer.numProcPerNode'],
  ['deadline', 'spec.runPolicy.activeDeadlineSeconds', 'spec.activeDeadlineSeconds'],
  ['suspend', 'spec.runPolicy.suspend', 'spec.suspend'],
  ['volumes', `${OLD}.spec.volumes`, `${PATCH}.spec.volumes`],
  ['volumes', `${OLD}.spec.containers[0].volumeMounts`, `${PATCH}.spec.containers[0].volumeMounts`],
  ['user, group', `${OLD}.spec.securityContext`, `${PATCH}.spec.securityContext`],
  ['capabilities, privileged', `${OLD}.spec.containers[0].securityContext`, `${PATCH}.spec.containers[0].securityContext`],
  ['serviceAccount', `${OLD}.spec.serviceAccountName`, `${PATCH}.spec.serviceAccountName`],
  ['imagePullSecrets', `${OLD}.spec.imagePullSecrets`, `${PATCH}.spec.imagePullSecrets`],
  ['nodeSelector', `${OLD}.spec.nodeSelector`, `${PATCH}.spec.nodeSelector`],
  ['placement, accelerator', `${OLD}.spec.affinity`, `${PATCH}.spec.affinity`],
  ['tolerations', `${OLD}.spec.tolerations`, `${PATCH}.spec.tolerations`],
  ['gracePeriod', `${OLD}.spec.terminationGracePeriodSeconds`, `${PATCH}.spec.terminationGracePeriodSeconds`],
  ['podLabels', `${OLD}.metadata.labels`, `${PATCH}.metadata.labels`],
  ['podAnnotations', `${OLD}.metadata.annotations`, `${PATCH}.metadata.annotations`],
];

/** Life cycle that TrainJob leaves to its runtime, and where that says it. */
const LIFE_CYCLE: ReadonlyArray<readonly [old: string, instead: string]> = [
  ['spec.runPolicy.ttlSecondsAfterFinished', 'ttlAfterFinished of a TrainingRuntime'],
  ['spec.runPolicy.backoffLimit', 'backoffLimit of a TrainingRuntime'],
  ['spec.runPolicy.cleanPodPolicy', 'ttlAfterFinished of a TrainingRuntime'],
  ['spec.runPolicy.schedulingPolicy', 'podGroup of a TrainingRuntime'],
  ['spec.*ReplicaSpecs.*.restartPolicy', 'restartPolicy of a TrainingRuntime'],
  [`${OLD}.spec.containers[0].imagePullPolicy`, 'imagePullPolicy of a TrainingRuntime'],
];
const OF_TRAINER: ReadonlyArray<readonly [now: string, instead: string]> = [
  ['spec.initializer', 'initContainers'], ['spec.runtimeRef.name', 'nothing: what the runtime says, the job has to say itself'],
];

/** Where both manifests say the same prop, as far as they do. */
export function movesBetween(from: Manifest, to: Manifest, forward: boolean): Move[] {
  return PLACES.flatMap(([prop, old, now]) => {
    const [a, b] = forward ? [find(from, old), find(to, now)] : [find(from, now), find(to, old)];
    return a && b ? [{ prop, from: a.path, to: b.path }] : [];
  });
}

/** What `from` says and `to` has no place for. */
export function leftBehind(from: Manifest, forward: boolean): Left[] {
  return (forward ? LIFE_CYCLE : OF_TRAINER).flatMap(([path, instead]) => {
    const found = find(from, path);
    return found ? [{ path: found.path, value: found.value, instead }] : [];
  });
}

/** The first value at a path; `*ReplicaSpecs` becomes the kind's own word, other stars stay. */
function find(manifest: Manifest, path: string): { path: string; value: unknown } | undefined {
  let at: unknown[] = [manifest];
  const shown: string[] = [];
  for (const part of path.split('.')) {
    const [, name, index] = /^([^[]+)(?:\[(.+)\])?$/.exec(part)!;
    const keys = [...new Set(at.flatMap(value => Object.keys(value as object)))];
    const real = name.endsWith('ReplicaSpecs') ? keys.find(key => key.endsWith('ReplicaSpecs')) ?? name : name;
    at = at.flatMap(value => (real === '*' ? Object.values(value as object) : [(value as any)[real]]));
    if (index !== undefined) at = at.flatMap(value => (index === '*' ? (value as unknown[]) ?? [] : [(value as any)?.[Number(index)]]));
    at = at.filter(value => value !== undefined && value !== null);
    if (at.length === 0) return undefined;
    shown.push(index === undefined ? real : `${real}[${index}]`);
  }
  return { path: shown.join('.'), value: at[0] };
}
