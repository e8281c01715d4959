/** What runs a training job in the cluster; decides the kind of the object. */
export enum TrainingOperator {
  /** Kubernetes itself: `batch/v1` Job. */
  KUBERNETES = 'kubernetes',
  /** Kubeflow's training-operator: PyTorchJob, TFJob, XGBoostJob, PaddleJob, JAXJob, MXJob, MPIJob v1. */
  TRAINING_OPERATOR = 'training-operator',
  /** Kubeflow Trainer 2: TrainJob on a runtime. */
  TRAINER = 'trainer',
  /** Kubeflow's mpi-operator: MPIJob v2beta1. */
  MPI_OPERATOR = 'mpi-operator',
  /** JobSet. */
  JOBSET = 'jobset',
  /** KubeRay: RayJob. */
  KUBERAY = 'kuberay',
  /** Volcano: `batch.volcano.sh` Job. */
  VOLCANO = 'volcano',
}
