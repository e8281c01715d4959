import { isMap, list, record } from '../../manifest';

/** The label on the Job template of a runtime that says what TrainJobs find there. */
export const STEP = 'trainer.kubeflow.org/trainjob-ancestor-step';
export const POLICIES = ['torch', 'mpi', 'jax', 'xgboost', 'flux'] as const;

/** A (Cluster)TrainingRuntime as a TrainJob meets it. */
export interface Runtime {
  readonly policy: typeof POLICIES[number] | undefined;
  /** What stands under the policy. */
  readonly options: Record<string, any>;
  readonly numNodes: number;
  readonly podGroupPolicy: Record<string, any>;
  readonly annotations: Record<string, unknown>;
  readonly jobs: RuntimeJob[];
}

export interface RuntimeJob {
  readonly name: string;
  readonly path: string;
  step: unknown;
  readonly replicas: unknown;
  readonly parallelism: number;
  readonly podTemplate: Record<string, any>;
  readonly containers: RuntimeContainer[];
  readonly initContainers: RuntimeContainer[];
}

export interface RuntimeContainer {
  readonly name: unknown;
  readonly image?: unknown;
  readonly resources: Record<string, any>;
  /** Names of volumes by the path where they are mounted. */
  readonly mounts: Map<unknown, unknown>;
}

/** Reads the spec of a runtime. */
export function readRuntime(spec: unknown): Runtime {
  const { mlPolicy, podGroupPolicy, template } = record(spec);
  const policies = record(mlPolicy);
  const policy = POLICIES.find(one => isMap(policies[one]));
  const { replicatedJobs } = record(record(template).spec);
  return {
    policy,
    options: record(policy && policies[policy]),
    numNodes: Number.isInteger(policies.numNodes) ? policies.numNodes : 1,
    podGroupPolicy: record(podGroupPolicy),
    annotations: { ...record(record(record(template).metadata).annotations) },
    jobs: list(replicatedJobs).flatMap((job, i) => (isMap(job) && typeof job.name === 'string' ? [readJob(job.name, job, i)] : [])),
  };
}

export function readJob(name: string, job: Record<string, any>, index: number): RuntimeJob {
  const { metadata, spec } = record(job.template);
  const podTemplate = record(record(spec).template);
  const pod = record(podTemplate.spec);
  return {
    name,
    path: `spec.template.spec.replicatedJobs[${index}]`,
    step: record(record(metadata).labels)[STEP],
    replicas: job.replicas ?? 1,
    parallelism: Number.isInteger(record(spec).parallelism) ? record(spec).parallelism : 1,
    podTemplate,
    containers: list(pod.containers).filter(isMap).map(readContainer),
    initContainers: list(pod.initContainers).filter(isMap).map(readContainer),
  };
}

export function readContainer(container: Record<string, any>): RuntimeContainer {
  return {
    name: container.name,
    image: container.image,
    resources: record(container.resources),
    mounts: new Map(list(container.volumeMounts).filter(isMap).map(mount => [mount.mountPath, mount.name])),
  };
}

/** The container that trains. */
export function trainerOf({ jobs }: Runtime): RuntimeContainer | undefined {
  return jobs.find(({ step }) => step === 'trainer')?.containers.find(({ name }) => name === 'node');
}

export const jobOf = ({ jobs }: Runtime, name: string): RuntimeJob | undefined => jobs.find(job => job.name === name);

/** How many pods of each job a TrainJob makes. */
export function podsIn(job: RuntimeJob, runtime: Runtime, numNodes: unknown): number {
  const nodes = typeof numNodes === 'number' ? numNodes : undefined;
  if (runtime.policy === 'mpi' && job.name === 'node' && nodes !== undefined) return runtime.options.runLauncherAsNode === true ? Math.max(nodes - 1, 1) : nodes;
  if (job.step !== 'trainer') return job.parallelism;
  return runtime.policy === 'mpi' ? runtime.numNodes : nodes ?? runtime.numNodes;
}
