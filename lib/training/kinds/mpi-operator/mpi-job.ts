import type { MPIJobV2beta1Spec } from '../../../../imports/kubeflow.org';
import type { JobRole, JobView, TrainingKind } from '../kind';
import { checkGang, runPolicy, RUN_POLICY_FIELDS } from '../kubeflow/run-policy';
import { checkMpi, mpiCommand, mpiOptions, mpiRoles, slotsPerWorker } from '../mpi';

/** What the images of mpi-operator are built with, for a user who is not root. */
export const SSH_HOME = '/home/mpiuser/.ssh';
export const SSHD = ['/usr/sbin/sshd', '-De', '-f', '/home/mpiuser/.sshd_config'];
export const MPI_USER = 1000;

/** MPI over ssh: a launcher, which is a Job, and workers that run sshd. */
export const MPI_JOB: TrainingKind = {
  apiVersion: 'kubeflow.org/v2beta1',
  kind: 'MPIJob',
  container: 'mpi',
  ignores: {
    completions: 'an MPIJob has no pieces of work: its processes train together; leave it out',
    fatalExitCodes: 'an MPIJob has no list of them; use backoffLimit: 0 to fail at once',
    runtime: 'runtimes are of Trainer 2; leave it out',
  },
  roles: mpiRoles,
  spec: job => {
    const { implementation, launcherAsWorker, launcherCreation, sshAuthMountPath } = mpiOptions(job);
    const spec: Omit<MPIJobV2beta1Spec, 'mpiReplicaSpecs'> = {
      slotsPerWorker: slotsPerWorker(job),
      runLauncherAsWorker: launcherAsWorker,
      launcherCreationPolicy: launcherCreation,
      mpiImplementation: implementation,
      sshAuthMountPath: sshAuthMountPath ?? (job.safe ? SSH_HOME : undefined),
      runPolicy: runPolicy(job),
    };
    return { ...spec, mpiReplicaSpecs: Object.fromEntries(mpiRoles(job).map(role => [role.type, replica(job, role)])) };
  },
  check: (job, problems) => {
    checkMpi(job, problems);
    checkGang(job, 'mpi-operator', '--gang-scheduling', problems);
    problems.absolutePath('framework sshAuthMountPath', mpiOptions(job).sshAuthMountPath);
  },
  longestSuffix: job => {
    const workers = mpiRoles(job).find(({ type }) => type === 'Worker')?.replicas ?? 1;
    return [`-worker-${Math.max(workers, 1) - 1}`.padEnd('-launcher'.length, '0'), 'the launcher and the pods of workers'];
  },
  fieldOf: path => {
    if (path === 'spec.mpiReplicaSpecs.Worker.replicas') return 'workers';
    if (path === 'spec.slotsPerWorker') return 'framework slotsPerWorker';
    return RUN_POLICY_FIELDS[path.replace(/^spec\.runPolicy\./, '')];
  },
};

function replica(job: JobView, role: JobRole) {
  const own = mpiCommand(job, role);
  const sshd = job.safe && role.type === 'Worker' && mpiOptions(job).sshAuthMountPath === undefined ? { command: SSHD } : {};
  const restartPolicy = role.props?.restartPolicy ?? job.props.restartPolicy;
  return {
    replicas: role.replicas,
    ...restartPolicy !== undefined && { restartPolicy },
    template: job.pod({
      role, container: 'mpi', ...own, ...sshd,
      pod: job.safe && job.props.user === undefined ? { user: MPI_USER, group: job.props.group ?? MPI_USER } : {},
    }),
  };
}
