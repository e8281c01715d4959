import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Controller } from './pods';
import type { Manifest } from '../../support/synth';

// What training-operator 1.9 does, as far as pods can see it.

/** A job, after the defaults that the operator fills in. */
interface View {
  readonly name: string;
  readonly spec: Manifest;
  readonly total: number;
  /** Whether there are replicas of a type. */
  has(type: string): boolean;
  /** The port by which replicas of a type meet. */
  port(type: string): string;
}

type Environment = (job: View, type: string, index: number) => Record<string, string | undefined>;

interface Kind {
  readonly field: string;
  readonly container: string;
  readonly port: readonly [name: string, number: number];
  readonly environment: Environment;
}

/** A pod for each replica, with a Service of its own name; the environment is appended, so it wins. */
export function replicaPods({ field, container, port: [portName, defaultPort], environment }: Kind): Controller {
  return ({ metadata, spec }) => {
    const { name, namespace = 'default' } = metadata;
    const replicas: Record<string, { replicas?: number; template: PodTemplateSpec }> = spec[field];
    const main = (template: PodTemplateSpec) => template.spec!.containers.find(c => c.name === container)!;
    const view: View = {
      name,
      spec,
      total: Object.values(replicas).reduce((sum, { replicas: n = 1 }) => sum + n, 0),
      has: type => type in replicas,
      port: type => String(main(replicas[type].template).ports?.find(p => p.name === portName)?.containerPort ?? defaultPort),
    };
    return Object.entries(replicas).flatMap(([type, { replicas: n = 1, template }]) => Array.from({ length: n }, (_, index) => {
      const pod = `${name}-${type.toLowerCase()}-${index}`;
      const added = Object.entries(environment(view, type, index)).flatMap(([key, value]) => (value === undefined ? [] : [{ name: key, value }]));
      return {
        name: pod,
        namespace,
        hosts: [pod, `${pod}.${namespace}`, `${pod}.${namespace}.svc`, `${pod}.${namespace}.svc.cluster.local`],
        template,
        container: { ...main(template), env: [...main(template).env ?? [], ...added] },
      };
    }));
  };
}

/** The Master is the first of the ranks. */
const rank = (type: string, index: number) => String(type === 'Worker' ? index + 1 : index);

export const pytorchEnvironment: Environment = (job, type, index) => {
  const { nprocPerNode, elasticPolicy: elastic } = job.spec;
  const processes = nprocPerNode ?? (elastic?.nProcPerNode === undefined ? 'auto' : undefined);
  const master = job.has('Master') && { address: `${job.name}-master-0`, port: job.port('Master'), rank: rank(type, index) };
  return {
    PYTHONUNBUFFERED: '1',
    ...master && {
      MASTER_PORT: master.port,
      PET_MASTER_PORT: master.port,
      MASTER_ADDR: master.address,
      PET_MASTER_ADDR: master.address,
      WORLD_SIZE: String(job.total * (/^\d+$/.test(processes ?? '') ? Number(processes) : 1)),
      RANK: master.rank,
      PET_NODE_RANK: master.rank,
    },
    PET_NPROC_PER_NODE: processes,
    ...elastic ? elasticEnvironment(job, elastic) : { PET_NNODES: String(job.total) },
  };
};

function elasticEnvironment(job: View, elastic: Manifest): Record<string, string | undefined> {
  const { minReplicas, maxReplicas, rdzvHost, rdzvPort, rdzvBackend, rdzvId, rdzvConf, maxRestarts, nProcPerNode, standalone } = elastic;
  const workers = job.spec.pytorchReplicaSpecs.Worker.replicas ?? 1;
  return {
    PET_RDZV_ENDPOINT: `${rdzvHost ?? `${job.name}-worker-0`}:${rdzvPort ?? job.port('Worker')}`,
    PET_RDZV_BACKEND: rdzvBackend ?? 'c10d',
    PET_NNODES: `${minReplicas ?? maxReplicas ?? workers}:${maxReplicas ?? minReplicas ?? workers}`,
    PET_MAX_RESTARTS: maxRestarts === undefined ? undefined : String(maxRestarts),
    // Not the name that torchrun reads.
    PET_N_PROC_PER_NODE: nProcPerNode === undefined ? undefined : String(nProcPerNode),
    PET_RDZV_ID: rdzvId,
    PET_RDZV_CONF: rdzvConf?.map((conf: Manifest) => `${conf.key}=${conf.value}`).join(','),
    PET_STANDALONE: standalone ? '' : undefined,
  };
}

/** For XGBoost, and in the last two for LightGBM; the Master is not among the workers. */
export const xgboostEnvironment: Environment = (job, type, index) => ({
  MASTER_PORT: job.port('Master'),
  MASTER_ADDR: `${job.name}-master-0`,
  WORLD_SIZE: String(job.total),
  RANK: rank(type, index),
  PYTHONUNBUFFERED: '1',
  ...job.total > 1 && {
    WORKER_PORT: job.port('Worker'),
    WORKER_ADDRS: Array.from({ length: job.total - 1 }, (_, i) => `${job.name}-worker-${i}`).join(','),
  },
});

export const jaxEnvironment: Environment = (job, _type, index) => ({
  PYTHONUNBUFFERED: '1',
  COORDINATOR_PORT: job.port('Worker'),
  COORDINATOR_ADDRESS: `${job.name}-worker-0`,
  NUM_PROCESSES: String(job.total),
  PROCESS_ID: String(index),
});
