import type { Manifest } from '../../manifest';
import { kindOf, list, record } from '../../manifest';

/** Pods of one template, which Kueue places together. */
export interface PodSet {
  /** JSON path of the template's metadata. */
  readonly path: string;
  readonly metadata: Record<string, any>;
  /** How many; undefined where Kueue does not ask. */
  readonly count?: number;
}

type Find = (spec: Record<string, any>, at: string) => PodSet[];

const whole = (value: unknown, otherwise: number): number => (Number.isInteger(value) ? value as number : otherwise);

function podSet(template: unknown, path: string, count?: number): PodSet {
  return { path: `${path}.metadata`, metadata: record(record(template).metadata), count };
}

/** Pods of a Job at a time. */
export function podsOfJob(spec: Record<string, any>): number {
  const parallelism = whole(spec.parallelism, 1);
  return Math.min(parallelism, whole(spec.completions, parallelism));
}

function rayGroups(spec: unknown, at: string): PodSet[] {
  const { headGroupSpec, workerGroupSpecs } = record(spec);
  const groups = list(workerGroupSpecs).map((group, i) => {
    const { template, replicas, numOfHosts } = record(group);
    return podSet(template, `${at}.workerGroupSpecs[${i}].template`, whole(replicas, 0) * Math.max(whole(numOfHosts, 1), 1));
  });
  return headGroupSpec === undefined ? groups : [podSet(record(headGroupSpec).template, `${at}.headGroupSpec.template`, 1), ...groups];
}

/** Replicas by type, such as Master and Worker. */
const replicaTypes = (field: string, types: readonly string[]): Find => (spec, at) => types.flatMap(type => {
  const replica = record(spec[field])[type];
  return replica === undefined ? [] : [podSet(record(replica).template, `${at}.${field}.${type}.template`, whole(record(replica).replicas, 1))];
});

const template: Find = (spec, at) => [podSet(spec.template, `${at}.template`)];

const PLACES: Record<string, Find> = {
  'apps/Deployment': template,
  'apps/StatefulSet': template,
  'batch/Job': (spec, at) => [podSet(spec.template, `${at}.template`, podsOfJob(spec))],
  'jobset.x-k8s.io/JobSet': (spec, at) => list(spec.replicatedJobs).map((job, i) => {
    const jobSpec = record(record(record(job).template).spec);
    return podSet(jobSpec.template, `${at}.replicatedJobs[${i}].template.spec.template`, whole(record(job).replicas, 1) * podsOfJob(jobSpec));
  }),
  'kubeflow.org/JAXJob': replicaTypes('jaxReplicaSpecs', ['Worker']),
  'kubeflow.org/MPIJob': replicaTypes('mpiReplicaSpecs', ['Launcher', 'Worker']),
  'kubeflow.org/PaddleJob': replicaTypes('paddleReplicaSpecs', ['Master', 'Worker']),
  'kubeflow.org/PyTorchJob': replicaTypes('pytorchReplicaSpecs', ['Master', 'Worker']),
  'kubeflow.org/TFJob': replicaTypes('tfReplicaSpecs', ['Chief', 'Master', 'PS', 'Worker', 'Evaluator']),
  'kubeflow.org/XGBoostJob': replicaTypes('xgbReplicaSpecs', ['Master', 'Worker']),
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': (spec, at) => {
    const { leaderTemplate, workerTemplate, size } = record(spec.leaderWorkerTemplate);
    const path = `${at}.leaderWorkerTemplate`;
    const workers = podSet(workerTemplate, `${path}.workerTemplate`, whole(size, 1) - (leaderTemplate ? 1 : 0));
    return leaderTemplate ? [podSet(leaderTemplate, `${path}.leaderTemplate`, 1), workers] : [workers];
  },
  // Kueue takes a worker group of this name for the head.
  'ray.io/RayCluster': (spec, at) => rayGroups(spec, at).filter((_, i) => i === 0 || record(list(spec.workerGroupSpecs)[i - 1]).groupName !== 'head'),
  'ray.io/RayJob': (spec, at) => rayGroups(spec.rayClusterSpec, `${at}.rayClusterSpec`),
  'ray.io/RayService': (spec, at) => rayGroups(spec.rayClusterConfig, `${at}.rayClusterConfig`),
};

/** The pod templates of a kind that Kueue manages; `at` is where the manifest stands, with a dot at the end. */
export function podSetsOf(manifest: Manifest, at: string): PodSet[] {
  const kind = kindOf(manifest);
  if (kind === '/Pod') return [{ path: `${at}metadata`, metadata: manifest.metadata }];
  return PLACES[kind]?.(manifest.spec ?? {}, `${at}spec`) ?? [];
}
