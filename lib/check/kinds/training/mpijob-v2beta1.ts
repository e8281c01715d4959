import { MPI_JOB } from './frameworks';
import { nameOf } from './job-name';
import { judgeLauncher } from './launcher';
import { judgeOverwrittenEnv, judgeTemplateRestart } from './replica-pods';
import type { Replica } from './replicas';
import { countOf, hasNoContainers, replicasOf } from './replicas';
import { CLEAN_POD_POLICIES, isNone, judgeScheduling } from './run-policy';
import { judgeSidecars } from './sidecar';
import { isAbsent, list, record } from '../../manifest';
import type { Manifest } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { Scene } from '../../rule';
import { SUBDOMAIN } from '../../rules/names';
import { isEmpty } from '../kubernetes/values';

const MANAGERS = ['kubeflow.org/mpi-operator', 'kueue.x-k8s.io/multikueue'];
const CREATION_POLICIES = ['AtStartup', 'WaitForWorkersReady'];
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const ROOT_SSH = '/root/.ssh';

/** MPIJob of mpi-operator 0.8. */
export function mpiJobV2(manifest: Manifest, report: Report, scene: Scene): void {
  const spec = record(manifest.spec);
  const replicas = replicasOf(manifest, MPI_JOB.replicas);
  const launcher = replicas.find(({ type }) => type === 'Launcher');
  const worker = replicas.find(({ type }) => type === 'Worker');
  judgeName(manifest, worker, report);
  judgeLauncher(spec, launcher, report);
  if (worker) judgeWorkers(worker, report);
  judgePolicies(spec, report);
  judgeScheduling(record(spec.runPolicy), 1 + (worker ? countOf(worker, 0) : 0), 'mpi-operator runs with --gang-scheduling', report);
  for (const replica of replicas) {
    if (MPI_JOB.types.includes(replica.type)) judgeReplica(replica, spec, report);
    else judgeUnknownType(replica, report);
  }
  judgeStay(spec, worker, report);
  judgeSidecars(manifest.metadata.namespace, replicas, scene.objects, report);
  if (launcher) judgeOverwrittenEnv(launcher, setOnLauncher(spec), report, (_, i) => i === 0);
}

/** `<name>-worker-<index>` is the host name of a pod. */
function judgeName(manifest: Manifest, worker: Replica | undefined, report: Report): void {
  const seen = nameOf(manifest);
  if (!seen || !seen.generated && (!SUBDOMAIN.test(seen.name) || seen.name.length > 253)) return;
  const got = seen.generated ? seen.name.slice(0, -5) : seen.name;
  const suffix = `-worker-${Math.max(worker ? countOf(worker) : 1, 1) - 1}`;
  if (!LABEL_1035.test(`${seen.name}${suffix}`)) {
    report.refuse('TRAINING_NAME_INVALID', seen.field, got, 'pods and their hosts are named after the job: use lower-case letters, digits and -, starting with a letter');
  } else if (seen.name.length + suffix.length > 63) {
    const most = 63 - suffix.length - (seen.generated ? 5 : 0);
    report.refuse('TRAINING_NAME_TOO_LONG', seen.field, got, `at most ${most} characters: the host of the last worker is named <name>${suffix}, and has at most 63`);
  }
}

function judgeWorkers(worker: Replica, report: Report): void {
  const { replicas } = worker.spec;
  if (isAbsent(replicas) ? false : typeof replicas !== 'number' || replicas >= 1) return;
  report.refuse('TRAINING_REPLICAS', `${worker.path}.replicas`, replicas, 'write at least 1: the default of workers is 0, which the controller refuses; leave Worker out for none');
}

function judgeReplica(replica: Replica, spec: Record<string, any>, report: Report): void {
  const { path, pod, type } = replica;
  const { restartPolicy } = replica.spec;
  if (typeof restartPolicy === 'string' && !['', 'Never', 'OnFailure'].includes(restartPolicy)) {
    report.refuse('TRAINING_RESTART_POLICY', `${path}.restartPolicy`, restartPolicy, 'Never or OnFailure: mpi-operator knows no other');
  }
  judgeTemplateRestart(replica.spec, pod, path, type === 'Launcher' ? 'OnFailure' : 'Never', report);
  if (hasNoContainers(replica)) {
    report.refuse('TRAINING_NO_CONTAINERS', `${path}.template.spec.containers`, undefined, 'write the container that trains: every replica type needs one');
  }
  for (const container of replica.containers) {
    if (!isEmpty(container.container.image)) continue;
    report.warn('TRAINING_NO_IMAGE', `${container.path}.image`, container.container.image, 'write an image: nobody asks for it here, and the API server refuses each pod');
  }
  judgeSsh(replica, spec.sshAuthMountPath ?? ROOT_SSH, report);
}

/** Keys in root's home are of no use to a container of another user. */
function judgeSsh({ containers, pod, path, type }: Replica, mountPath: unknown, report: Report): void {
  const main = containers[0];
  if (mountPath !== ROOT_SSH || !main) return;
  const own = record(main.container.securityContext);
  const shared = record(pod.securityContext);
  const user = own.runAsUser ?? shared.runAsUser;
  if (user === 0 || isAbsent(user) && (own.runAsNonRoot ?? shared.runAsNonRoot) !== true) return;
  const field = !isAbsent(own.runAsUser) || !isAbsent(own.runAsNonRoot) ? `${main.path}.securityContext` : `${path}.template.spec.securityContext`;
  report.warn(
    'MPIJOB_SSH_PATH', 'spec.sshAuthMountPath', ROOT_SSH,
    `write the .ssh folder of the user's home, e.g. /home/mpiuser/.ssh: ${field} lets ${type} run as another user, who cannot read the keys in /root/.ssh`,
  );
}

function judgeUnknownType({ type, path }: Replica, report: Report): void {
  const near = nearest(type, MPI_JOB.types);
  report.warn('TRAINING_REPLICA_TYPE', path, undefined, `Launcher or Worker${near ? `; did you mean '${near}'?` : ''}: mpi-operator passes over any other`);
}

function judgePolicies(spec: Record<string, any>, report: Report): void {
  const policy = record(spec.runPolicy);
  const { cleanPodPolicy, managedBy } = policy;
  if (typeof cleanPodPolicy === 'string' && !CLEAN_POD_POLICIES.includes(cleanPodPolicy)) {
    const near = nearest(cleanPodPolicy, CLEAN_POD_POLICIES);
    report.refuse('TRAINING_CLEAN_POD_POLICY', 'spec.runPolicy.cleanPodPolicy', cleanPodPolicy, `one of ${CLEAN_POD_POLICIES.join(', ')}${near ? `; did you mean '${near}'?` : ''}`);
  }
  if (typeof managedBy === 'string' && !MANAGERS.includes(managedBy)) {
    report.refuse('TRAINING_MANAGED_BY', 'spec.runPolicy.managedBy', managedBy, `leave it out, or write one of ${MANAGERS.join(', ')}`);
  }
  for (const field of ['ttlSecondsAfterFinished', 'activeDeadlineSeconds', 'backoffLimit']) {
    if (typeof policy[field] === 'number' && policy[field] < 0) report.refuse('TRAINING_LIMIT', `spec.runPolicy.${field}`, policy[field], 'at least 0');
  }
  if (typeof spec.slotsPerWorker === 'number' && spec.slotsPerWorker < 0) report.refuse('MPIJOB_SLOTS', 'spec.slotsPerWorker', spec.slotsPerWorker, 'at least 1: one slot for each process of a worker');
  if (spec.slotsPerWorker === 0) report.warn('MPIJOB_SLOTS', 'spec.slotsPerWorker', 0, 'at least 1: mpirun starts no process on a worker without slots');
  const { launcherCreationPolicy } = spec;
  if (typeof launcherCreationPolicy === 'string' && launcherCreationPolicy !== '' && !CREATION_POLICIES.includes(launcherCreationPolicy)) {
    const near = nearest(launcherCreationPolicy, CREATION_POLICIES);
    report.warn(
      'MPIJOB_LAUNCHER_CREATION', 'spec.launcherCreationPolicy', launcherCreationPolicy,
      `one of ${CREATION_POLICIES.join(', ')}${near ? `; did you mean '${near}'?` : ''}: nobody checks it, and any other word waits for the workers`,
    );
  }
}

function judgeStay(spec: Record<string, any>, worker: Replica | undefined, report: Report): void {
  const { cleanPodPolicy } = record(spec.runPolicy);
  const main = worker?.containers[0]?.container;
  if (!worker || !main || !isNone(cleanPodPolicy) || list(main.command).length > 0 || list(main.args).length > 0) return;
  report.warn(
    'TRAINING_PODS_STAY', 'spec.runPolicy.cleanPodPolicy', cleanPodPolicy,
    'write Running: the sshd of the workers does not end by itself, and with None, the default, they keep their GPUs after the job',
  );
}

const BY_IMPLEMENTATION: Record<string, string[]> = {
  OpenMPI: ['OMPI_MCA_orte_keep_fqdn_hostnames', 'OMPI_MCA_orte_default_hostfile', 'OMPI_MCA_plm_rsh_args', 'OMPI_MCA_orte_set_default_slots'],
  Intel: ['I_MPI_HYDRA_HOST_FILE', 'I_MPI_HYDRA_BOOTSTRAP_EXEC_EXTRA_ARGS', 'I_MPI_PERHOST'],
  MPICH: ['HYDRA_HOST_FILE', 'HYDRA_LAUNCH_EXTRA_ARGS'],
};

/** The variables that the operator appends to the launcher. */
function setOnLauncher({ mpiImplementation, runLauncherAsWorker }: Record<string, any>): string[] {
  const implementation = typeof mpiImplementation === 'string' ? mpiImplementation : 'OpenMPI';
  const own = Object.hasOwn(BY_IMPLEMENTATION, implementation) ? BY_IMPLEMENTATION[implementation] : [];
  return [...own, 'K_MPI_JOB_ROLE', ...runLauncherAsWorker === true ? [] : ['NVIDIA_VISIBLE_DEVICES', 'NVIDIA_DRIVER_CAPABILITIES']];
}
