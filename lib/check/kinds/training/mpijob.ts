import { MPI_JOB } from './frameworks';
import { nameOf } from './job-name';
import { judgeLauncher } from './launcher';
import { mpiJobV2 } from './mpijob-v2beta1';
import { judgeOverwrittenEnv, judgeReplicaPods } from './replica-pods';
import { judgeContainers, judgeNoReplicas, judgeReplicaTypes } from './replica-specs';
import type { Replica } from './replicas';
import { countOf, replicasOf } from './replicas';
import { CLEAN_POD_POLICIES, isNone, judgeCleanPodPolicy, judgeRunPolicy } from './run-policy';
import { judgeSidecars } from './sidecar';
import { isAbsent, list, record } from '../../manifest';
import type { Manifest } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';

/** MPIJob, of training-operator (v1) or of mpi-operator (v2beta1); their controllers pass over what they refuse. */
export const mpiJob: KindRule = {
  kinds: ['kubeflow.org/MPIJob'],
  judge(manifest, report, scene) {
    judgeOneOperator(manifest, report, scene);
    judgeNoReplicas(MPI_JOB, replicasOf(manifest, MPI_JOB.replicas), record(manifest.spec), report);
    if (manifest.apiVersion === 'kubeflow.org/v1') mpiJobV1(manifest, report, scene);
    else if (manifest.apiVersion === 'kubeflow.org/v2beta1') mpiJobV2(manifest, report, scene);
  },
};

const VERSIONS = new WeakMap<Objects, readonly string[]>();

function judgeOneOperator({ apiVersion }: Manifest, report: Report, { objects }: Scene): void {
  const versions = VERSIONS.get(objects) ?? [...new Set(objects.all('kubeflow.org/MPIJob').map(job => job.apiVersion))];
  VERSIONS.set(objects, versions);
  const other = versions.find(version => version !== apiVersion);
  if (!other) return;
  report.warn(
    'MPIJOB_TWO_VERSIONS', 'apiVersion', apiVersion,
    `write all MPIJobs for one operator: ${other} stands in this input, too, and a cluster has the CRD of training-operator (v1) or of mpi-operator (v2beta1)`,
  );
}

function mpiJobV1(manifest: Manifest, report: Report, scene: Scene): void {
  const spec = record(manifest.spec);
  const replicas = replicasOf(manifest, MPI_JOB.replicas);
  const launcher = replicas.find(({ type }) => type === 'Launcher');
  const worker = replicas.find(({ type }) => type === 'Worker');
  judgeReplicaTypes(MPI_JOB, replicas, report);
  judgeLauncher(spec, launcher, report);
  for (const replica of replicas) {
    judgeContainers(replica, report);
    judgeEmptyNames(replica, report);
  }
  judgeRunPolicy(manifest, replicas, report, { checked: false });
  judgeReplicaPods(MPI_JOB, replicas, report);
  judgeSidecars(manifest.metadata.namespace, replicas, scene.objects, report);
  if (worker) judgeWorker(spec, worker, report);
  judgeClean(spec, worker, report);
  if (launcher) judgeOverwrittenEnv(launcher, ['OMPI_MCA_plm_rsh_agent', 'OMPI_MCA_orte_default_hostfile'], report, (_, i) => i === 0);
  const seen = nameOf(manifest);
  if (seen && seen.name.length > 63) {
    report.warn('TRAINING_NAME_TOO_LONG', seen.field, seen.name, `${seen.name.length} characters, at most 63: the name becomes a label of the pods, which are refused`);
  }
  if (typeof spec.slotsPerWorker === 'number' && spec.slotsPerWorker < 1) {
    report.warn('MPIJOB_SLOTS', 'spec.slotsPerWorker', spec.slotsPerWorker, 'at least 1: mpirun starts no process on a worker without slots');
  }
}

function judgeEmptyNames({ containers }: Replica, report: Report): void {
  for (const { path, container } of containers) {
    if (container.name === '') report.refuse('TRAINING_CONTAINER_NAME', `${path}.name`, '', 'write a name: the controller takes no container without one');
  }
}

function judgeWorker(spec: Record<string, any>, worker: Replica, report: Report): void {
  if (countOf(worker, 0) < 1) {
    report.warn('TRAINING_REPLICAS', `${worker.path}.replicas`, worker.spec.replicas, 'at least 1: without it an MPIJob of v1 has no workers, and mpirun no hosts');
  }
  const names = worker.containers.map(({ container }) => container.name);
  if (typeof spec.mainContainer === 'string' && spec.mainContainer !== '' && names.length > 0 && !names.includes(spec.mainContainer)) {
    report.warn('MPIJOB_MAIN_CONTAINER', 'spec.mainContainer', spec.mainContainer, `one of the Worker's containers, ${names.join(', ')}: mpirun starts its processes in it`);
  }
}

function judgeClean(spec: Record<string, any>, worker: Replica | undefined, report: Report): void {
  const { cleanPodPolicy: outer } = spec;
  const { cleanPodPolicy: inner } = record(spec.runPolicy);
  const written = isAbsent(inner) ? 'spec.cleanPodPolicy' : 'spec.runPolicy.cleanPodPolicy';
  if (isAbsent(inner)) judgeCleanPodPolicy(outer, 'spec.cleanPodPolicy', report);
  else if (!isAbsent(outer) && outer !== inner) {
    report.warn('TRAINING_CLEAN_POD_POLICY', 'spec.cleanPodPolicy', outer, `leave it out: spec.runPolicy.cleanPodPolicy, ${CLEAN_POD_POLICIES.includes(inner) ? inner : 'also written'}, counts`);
  }
  const policy = inner ?? outer;
  const command = worker?.containers[0]?.container.command;
  if (worker && countOf(worker, 0) > 0 && isNone(policy) && list(command).length === 0) {
    report.warn(
      'TRAINING_PODS_STAY', isAbsent(policy) ? 'spec.runPolicy.cleanPodPolicy' : written, policy,
      'write Running: workers without a command sleep for a year, and with None, the default, they keep their GPUs after the job',
    );
  }
}
