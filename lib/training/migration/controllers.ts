import type { JobView, TrainingKind } from '../kinds/kind';
import { MPI_JOB } from '../kinds/mpi-operator/mpi-job';
import { isMpi, policyOf, trainRoles } from '../kinds/trainer/roles';

/** What a controller adds to a job, and how it calls what it makes. */
export interface Controller {
  readonly pods: string[];
  readonly environment: readonly string[];
  readonly labels: readonly string[];
  readonly conditions: readonly string[];
}

const MASTER = ['MASTER_ADDR', 'MASTER_PORT', 'RANK', 'WORLD_SIZE'];
const OPEN_MPI = ['OMPI_MCA_orte_default_hostfile', 'OMPI_MCA_orte_keep_fqdn_hostnames', 'OMPI_MCA_orte_set_default_slots', 'OMPI_MCA_plm_rsh_args'];
const PET = ['PET_MASTER_ADDR', 'PET_MASTER_PORT', 'PET_NNODES', 'PET_NODE_RANK', 'PET_NPROC_PER_NODE'];

/** Variables by kind; those of TrainJob by the policy of its runtime. */
const ENVIRONMENT: Readonly<Record<string, readonly string[]>> = {
  'PyTorchJob': [...MASTER, ...PET, 'PYTHONUNBUFFERED'],
  'TFJob': ['TF_CONFIG'],
  'XGBoostJob': [...MASTER, 'PYTHONUNBUFFERED', 'WORKER_ADDRS', 'WORKER_PORT'],
  'PaddleJob': ['PADDLE_JOB_ID', 'PADDLE_MASTER', 'PADDLE_NNODES', 'PYTHONUNBUFFERED'],
  'JAXJob': ['COORDINATOR_ADDRESS', 'COORDINATOR_PORT', 'NUM_PROCESSES', 'PROCESS_ID', 'PYTHONUNBUFFERED'],
  'MXJob': ['DMLC_NUM_SERVER', 'DMLC_NUM_WORKER', 'DMLC_PS_ROOT_PORT', 'DMLC_PS_ROOT_URI', 'DMLC_ROLE', 'MX_CONFIG'],
  'kubeflow.org/v1 MPIJob': ['OMPI_MCA_orte_default_hostfile', 'OMPI_MCA_plm_rsh_agent'],
  'kubeflow.org/v2beta1 MPIJob': ['K_MPI_JOB_ROLE', ...OPEN_MPI],
  'torch': PET,
  'jax': ['JAX_COORDINATOR_ADDRESS', 'JAX_NUM_PROCESSES', 'JAX_PROCESS_ID'],
  'xgboost': ['DMLC_NUM_WORKER', 'DMLC_TASK_ID', 'DMLC_TRACKER_PORT', 'DMLC_TRACKER_URI'],
  'mpi': OPEN_MPI,
};

/**
 * How the controller of a kind treats a job.
 * @internal
 */
export function controllerOf(kind: TrainingKind, job: JobView): Controller {
  if (kind.kind === 'TrainJob') {
    return {
      pods: trainRoles(job).map(({ type, replicas }) => numbered(`${job.name}-${type}-0-`, replicas)),
      environment: ENVIRONMENT[isMpi(job) ? 'mpi' : policyOf(job) ?? ''] ?? [],
      labels: ['batch.kubernetes.io/job-completion-index', 'jobset.sigs.k8s.io/jobset-name', 'jobset.sigs.k8s.io/replicatedjob-name'],
      conditions: ['Complete', 'Failed', 'Suspended'],
    };
  }
  return {
    // The launcher of mpi-operator is a Job, which ends the names of its pods as it likes.
    pods: kind.roles(job).map(({ type, replicas }) => (kind === MPI_JOB && type === 'Launcher' ? `${job.name}-launcher-*` : numbered(`${job.name}-${type.toLowerCase()}-`, replicas))),
    environment: ENVIRONMENT[kind.kind] ?? ENVIRONMENT[`${kind.apiVersion} ${kind.kind}`] ?? [],
    labels: ['training.kubeflow.org/job-name', 'training.kubeflow.org/replica-index', 'training.kubeflow.org/replica-type'],
    conditions: ['Created', 'Failed', 'Restarting', 'Running', 'Succeeded', 'Suspended'],
  };
}

const numbered = (prefix: string, count: number) => (count > 1 ? `${prefix}0..${count - 1}` : `${prefix}0`);
