import type { ReplicaKind } from './replicas';
import { replicaKind } from './replicas';
import { checkMpi, mpiCommand, mpiOptions, mpiRoles, slotsPerWorker } from '../mpi';

const NEW = 'MPIJob v1 has no such field; declare Platform mpiOperator: MpiOperator.V2BETA1, or leave it out';

const OF: ReplicaKind = {
  kind: 'MPIJob',
  field: 'mpiReplicaSpecs',
  container: 'mpi',
  roles: mpiRoles,
  restartPolicy: 'Never',
  ignores: { multiKueue: 'Kueue does not know MPIJobs v1; declare Platform mpiOperator: MpiOperator.V2BETA1' },
  extras: job => ({ slotsPerWorker: slotsPerWorker(job) }),
  command: mpiCommand,
  // The launcher reaches the workers by `kubectl exec`: with a ServiceAccount that the operator makes, if it has none.
  pod: (job, { type }) => (type !== 'Launcher' || !job.safe ? {} : { automountToken: true, ...!job.props.serviceAccount && { serviceAccountName: undefined } }),
  injects: () => 'training-operator adds an init container to the launcher of an MPIJob',
  check: (job, problems) => {
    checkMpi(job, problems);
    const { implementation, launcherAsWorker, launcherCreation, sshAuthMountPath } = mpiOptions(job);
    for (const [field, value] of Object.entries({ implementation, launcherAsWorker, launcherCreation, sshAuthMountPath })) {
      if (value !== undefined) problems.add('FIELD_IGNORED', `framework ${field}`, value, NEW);
    }
  },
  fields: { slotsPerWorker: 'framework slotsPerWorker' },
};

/** MPI over `kubectl exec`, of training-operator. */
export const MPI_JOB_V1 = replicaKind(OF);
