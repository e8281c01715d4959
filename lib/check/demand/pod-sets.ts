import { endedBefore } from './at-once';
import type { FindPodSets, Lookup, PodSet } from './pod-set';
import { podSet, podsOfJob, whole } from './pod-set';
import { rayCluster, rayJob, rayService } from './ray';
import { trainJobAlone, trainJobPods } from './train-job';
import { trialOf, trialsAtOnce } from './trial';
import { atLeast, volcanoTasks } from './volcano';
import type { Manifest } from '../manifest';
import { kindOf, list, record } from '../manifest';

/** Replicas by type, such as Master and Worker; MPI jobs have no workers unless they say how many. */
const replicaTypes = (field: string, types: readonly string[]): FindPodSets => (spec, at) => {
  const sets = types.flatMap(type => {
    const replica = record(spec[field])[type];
    if (replica === undefined) return [];
    const { template, replicas } = record(replica);
    const count = whole(replicas, field === 'mpiReplicaSpecs' && type === 'Worker' ? 0 : 1);
    const least = type === 'Worker' ? Math.min(whole(record(spec.elasticPolicy).minReplicas, count), count) : count;
    return [podSet(template, `${at}.${field}.${type}.template`, count, { least, queued: whole(replicas, 1) })];
  });
  const gang = record(record(spec.runPolicy).schedulingPolicy).minAvailable;
  if (!Number.isInteger(gang)) return sets;
  const started = atLeast(sets.map(({ count }) => count), gang);
  return sets.map((set, i) => ({ ...set, least: Math.min(set.least ?? set.count, started[i]) }));
};

/** A workload of replicas; Kueue admits each pod of a Deployment alone. */
const replicated = (queued?: number): FindPodSets => (spec, at) => [podSet(spec.template, `${at}.template`, whole(spec.replicas, 1), { queued })];

const job: FindPodSets = (spec, at) => [podSet(spec.template, `${at}.template`, podsOfJob(spec))];

const jobSet: FindPodSets = (spec, at) => {
  const ended = endedBefore(spec.replicatedJobs);
  return list(spec.replicatedJobs).map((one, i) => {
    const { name, replicas, template } = record(one);
    const jobSpec = record(record(template).spec);
    return podSet(jobSpec.template, `${at}.replicatedJobs[${i}].template.spec.template`, whole(replicas, 1) * podsOfJob(jobSpec), { name, after: ended.get(name) });
  });
};

/** Groups of pods, each of which Kueue admits alone. */
const leaderWorkerSet: FindPodSets = (spec, at) => {
  const { leaderTemplate, workerTemplate, size } = record(spec.leaderWorkerTemplate);
  const groups = whole(spec.replicas, 1);
  const path = `${at}.leaderWorkerTemplate`;
  const workers = whole(size, 1) - (leaderTemplate ? 1 : 0);
  const rest = podSet(workerTemplate, `${path}.workerTemplate`, groups * workers, { queued: workers });
  return leaderTemplate ? [podSet(leaderTemplate, `${path}.leaderTemplate`, groups, { queued: 1 }), rest] : [rest];
};

const TABLE: Record<string, FindPodSets> = {
  'apps/Deployment': replicated(1),
  'apps/ReplicaSet': replicated(),
  'apps/StatefulSet': replicated(),
  'batch.volcano.sh/Job': volcanoTasks,
  'batch/CronJob': (spec, at) => job(record(record(spec.jobTemplate).spec), `${at}.jobTemplate.spec`),
  'batch/Job': job,
  'jobset.x-k8s.io/JobSet': jobSet,
  'kubeflow.org/JAXJob': replicaTypes('jaxReplicaSpecs', ['Worker']),
  'kubeflow.org/MPIJob': replicaTypes('mpiReplicaSpecs', ['Launcher', 'Worker']),
  'kubeflow.org/MXJob': replicaTypes('mxReplicaSpecs', ['Scheduler', 'Server', 'Worker', 'TunerTracker', 'TunerServer', 'Tuner']),
  'kubeflow.org/PaddleJob': replicaTypes('paddleReplicaSpecs', ['Master', 'Worker']),
  'kubeflow.org/PyTorchJob': replicaTypes('pytorchReplicaSpecs', ['Master', 'Worker']),
  'kubeflow.org/TFJob': replicaTypes('tfReplicaSpecs', ['Chief', 'Master', 'PS', 'Worker', 'Evaluator']),
  'kubeflow.org/XGBoostJob': replicaTypes('xgbReplicaSpecs', ['Master', 'Worker']),
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': leaderWorkerSet,
  'ray.io/RayCluster': rayCluster,
  'ray.io/RayJob': rayJob,
  'ray.io/RayService': rayService,
};

/** The pods that a kind makes, template by template; undefined where it is not one of the known kinds. */
export function podSetsOf(manifest: Manifest, at = '', lookup?: Lookup): PodSet[] | undefined {
  const kind = kindOf(manifest);
  if (kind === '/Pod') return [podSet(manifest, at.replace(/\.$/, ''), 1)];
  if (kind === 'kubeflow.org/Experiment') return trialPods(manifest, lookup);
  if (kind === 'trainer.kubeflow.org/TrainJob') return trainJobPods(manifest, lookup) ?? trainJobAlone(manifest);
  return TABLE[kind]?.(manifest.spec ?? {}, `${at}spec`);
}

/** The pods of as many trials as run at once; the first one needs room for its own. */
function trialPods(experiment: Manifest, lookup?: Lookup): PodSet[] | undefined {
  const trial = trialOf(experiment, lookup);
  const sets = trial && podSetsOf(trial.manifest, trial.path, lookup);
  return sets?.map(set => ({ ...set, count: set.count * trialsAtOnce(experiment), least: set.least ?? set.count }));
}

/** Whether the pods cannot be told from the input alone. */
export const isIncomplete = (manifest: Manifest, lookup?: Lookup): boolean =>
  kindOf(manifest) === 'trainer.kubeflow.org/TrainJob' && trainJobPods(manifest, lookup) === undefined;
