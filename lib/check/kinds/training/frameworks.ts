/** What training-operator knows of one kind of job. */
export interface Framework {
  readonly kind: string;
  /** The field with the replicas. */
  readonly replicas: string;
  readonly types: readonly string[];
  /** The first of them that is there decides when the job has succeeded. */
  readonly deciders: readonly string[];
  /** The type without which a job is refused. */
  readonly needs?: string;
  readonly container: string;
  readonly port: string;
  readonly portNumber: number;
  /** The restart policy where none is written. */
  readonly restart: 'Never' | 'OnFailure';
}

export const TF_JOB: Framework = {
  kind: 'TFJob',
  replicas: 'tfReplicaSpecs',
  types: ['Chief', 'Master', 'Worker', 'PS', 'Evaluator'],
  deciders: ['Chief', 'Master', 'Worker'],
  container: 'tensorflow',
  port: 'tfjob-port',
  portNumber: 2222,
  restart: 'Never',
};

export const PYTORCH_JOB: Framework = {
  kind: 'PyTorchJob',
  replicas: 'pytorchReplicaSpecs',
  types: ['Master', 'Worker'],
  deciders: ['Master', 'Worker'],
  container: 'pytorch',
  port: 'pytorchjob-port',
  portNumber: 23456,
  restart: 'OnFailure',
};

export const XGBOOST_JOB: Framework = {
  kind: 'XGBoostJob',
  needs: 'Master',
  replicas: 'xgbReplicaSpecs',
  types: ['Master', 'Worker'],
  deciders: ['Master'],
  container: 'xgboost',
  port: 'xgboostjob-port',
  portNumber: 9999,
  restart: 'Never',
};

export const PADDLE_JOB: Framework = {
  kind: 'PaddleJob',
  replicas: 'paddleReplicaSpecs',
  types: ['Master', 'Worker'],
  deciders: ['Master', 'Worker'],
  container: 'paddle',
  port: 'master',
  portNumber: 36543,
  restart: 'OnFailure',
};

export const JAX_JOB: Framework = {
  kind: 'JAXJob',
  replicas: 'jaxReplicaSpecs',
  types: ['Worker'],
  deciders: ['Worker'],
  container: 'jax',
  port: 'jaxjob-port',
  portNumber: 6666,
  restart: 'Never',
};

export const MX_JOB: Framework = {
  kind: 'MXJob',
  replicas: 'mxReplicaSpecs',
  types: ['Scheduler', 'Server', 'Worker', 'TunerTracker', 'TunerServer', 'Tuner'],
  deciders: ['Scheduler', 'Worker'],
  container: 'mxnet',
  port: 'mxjob-port',
  portNumber: 9091,
  restart: 'Never',
};

/** The older MPIJob, whose launcher runs `kubectl exec`; it has no Services and no container name of its own. */
export const MPI_JOB: Framework = {
  kind: 'MPIJob',
  needs: 'Launcher',
  replicas: 'mpiReplicaSpecs',
  types: ['Launcher', 'Worker'],
  deciders: ['Launcher'],
  container: '',
  port: '',
  portNumber: 0,
  restart: 'Never',
};
