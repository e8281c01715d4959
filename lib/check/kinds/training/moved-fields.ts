/** Fields that TFJob and its likes had at the top, before training-operator took them together. */
const RUN_POLICY = fields('spec', 'spec.runPolicy', [
  'cleanPodPolicy', 'ttlSecondsAfterFinished', 'activeDeadlineSeconds', 'backoffLimit', 'schedulingPolicy', 'suspend', 'managedBy',
]);

/** What stands in the pod, or belongs beside it, and is written into the replica. */
const REPLICA = {
  'spec.*.*.containers': 'it belongs into the pod: template.spec.containers',
  'spec.*.*.image': 'it belongs into a container: template.spec.containers[].image',
  'spec.*.*.resources': 'it belongs into a container: template.spec.containers[].resources',
  'spec.*.*.nodeSelector': 'it belongs into the pod: template.spec.nodeSelector',
  'spec.*.*.tolerations': 'it belongs into the pod: template.spec.tolerations',
  'spec.*.*.spec': 'it belongs under template: template.spec',
  'spec.*.*.metadata': 'it belongs under template: template.metadata',
  'spec.*.*.tfReplicaType': 'the type is the key of the entry, e.g. Worker:',
  'spec.*.*.tfPort': "a port of the container, named 'tfjob-port'",
};

const OVERRIDES = 'since Trainer 2.2 spec.runtimePatches: [{manager: <domain>/<path>, trainingRuntimeSpec: {template: {spec: {replicatedJobs: [...]}}}}]';
const METADATA = 'since Trainer 2.2 it stands in spec.runtimePatches[].trainingRuntimeSpec.template.metadata';
const ELASTIC = 'gone since Trainer 2.2, without a replacement: spec.trainer.numNodes says how many nodes there are';
const IN_RUNTIME = (path: string) => `a TrainJob cannot say it: write ${path} in a TrainingRuntime of your own`;

/** A container under spec.runtimePatches. */
const CONTAINER = 'spec.*.trainingRuntimeSpec.template.spec.*.template.spec.template.spec.*';

const RUNTIME = {
  'spec.mlPolicy.torch.numProcPerNode': 'gone since Trainer 2.2: write spec.trainer.numProcPerNode in the TrainJob',
  'spec.mlPolicy.torch.elasticPolicy': ELASTIC,
  'spec.mlPolicy.numProcPerNode': 'it belongs to the policy, e.g. spec.mlPolicy.mpi.numProcPerNode, or spec.trainer.numProcPerNode in the TrainJob',
  'spec.mlPolicy.torchSpec': 'torch',
  'spec.mlPolicy.mpiSpec': 'mpi',
  'spec.mlSpec': 'spec.mlPolicy',
  'spec.numNodes': 'spec.mlPolicy.numNodes',
  'spec.podGroupSpec': 'spec.podGroupPolicy',
  'spec.replicatedJobs': 'spec.template.spec.replicatedJobs',
};

/** What became of fields that people still write, by kind; `*` stands for one step of a path. */
export const MOVED_FIELDS: Record<string, Record<string, string>> = {
  'kubeflow.org/TFJob': { ...RUN_POLICY, ...REPLICA, 'spec.replicaSpecs': 'spec.tfReplicaSpecs, a map with a key for each type' },
  'kubeflow.org/PyTorchJob': {
    ...RUN_POLICY, ...REPLICA, 'spec.replicaSpecs': 'spec.pytorchReplicaSpecs, a map with a key for each type', 'spec.nProcPerNode': 'spec.nprocPerNode, with a small p',
  },
  'kubeflow.org/XGBoostJob': { ...RUN_POLICY, ...REPLICA, 'spec.xgboostReplicaSpecs': 'spec.xgbReplicaSpecs' },
  'kubeflow.org/PaddleJob': { ...RUN_POLICY, ...REPLICA },
  'kubeflow.org/JAXJob': { ...RUN_POLICY, ...REPLICA },
  'kubeflow.org/MXJob': { ...RUN_POLICY, ...REPLICA },
  'kubeflow.org/MPIJob': {
    ...RUN_POLICY,
    ...REPLICA,
    'spec.mainContainer': 'only v1 has it: the workers of v2beta1 are reached by ssh, in their first container',
    'spec.template': 'spec.mpiReplicaSpecs.Launcher.template and spec.mpiReplicaSpecs.Worker.template',
    'spec.replicas': 'spec.mpiReplicaSpecs.Worker.replicas',
    'spec.gpus': 'spec.mpiReplicaSpecs.Worker.replicas, and GPUs in the resources of its container',
    'spec.gpusPerNode': 'the resources of the Worker container',
    'spec.processingUnits': 'spec.mpiReplicaSpecs.Worker.replicas, and the resources of its container',
    'spec.processingUnitsPerNode': 'the resources of the Worker container',
    'spec.processingResourceType': 'the resources of the Worker container',
    'spec.launcherOnMaster': 'a nodeSelector of the Launcher',
    'spec.mpiDistribution': 'only v2beta1 knows implementations: spec.mpiImplementation',
  },
  'trainer.kubeflow.org/TrainJob': {
    'spec.podSpecOverrides': OVERRIDES,
    'spec.podTemplateOverrides': OVERRIDES,
    'spec.labels': METADATA,
    'spec.annotations': METADATA,
    'spec.datasetConfig': 'spec.initializer.dataset',
    'spec.modelConfig': 'spec.initializer.model',
    'spec.trainingRuntimeRef': 'spec.runtimeRef',
    'spec.trainerConfig': 'spec.trainer',
    'spec.numNodes': 'spec.trainer.numNodes',
    'spec.mlPolicy': IN_RUNTIME('spec.mlPolicy'),
    'spec.podGroupPolicy': IN_RUNTIME('spec.podGroupPolicy'),
    'spec.template': IN_RUNTIME('spec.template'),
    'spec.ttlSecondsAfterFinished': IN_RUNTIME('spec.template.spec.ttlSecondsAfterFinished'),
    'spec.backoffLimit': IN_RUNTIME('spec.template.spec.failurePolicy.maxRestarts'),
    'spec.runPolicy': 'Trainer has none: spec.activeDeadlineSeconds and spec.suspend stand in the TrainJob, all else in the runtime',
    'spec.trainer.resources': 'spec.trainer.resourcesPerNode',
    'spec.trainer.numGPUs': 'spec.trainer.resourcesPerNode, and spec.trainer.numProcPerNode',
    'spec.trainer.replicas': 'spec.trainer.numNodes',
    'spec.initializer.*.storageURI': 'storageUri',
    [`${CONTAINER}.image`]: 'a patch cannot change it: spec.trainer.image does',
    [`${CONTAINER}.resources`]: 'a patch cannot change it: spec.trainer.resourcesPerNode does',
    [`${CONTAINER}.command`]: 'a patch cannot change it: spec.trainer.command does',
    [`${CONTAINER}.args`]: 'a patch cannot change it: spec.trainer.args does',
  },
  'trainer.kubeflow.org/TrainingRuntime': RUNTIME,
  'trainer.kubeflow.org/ClusterTrainingRuntime': RUNTIME,
};

/** The same fields, one level deeper. */
function fields(from: string, to: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map(name => [`${from}.${name}`, `it belongs into ${to}.${name}`]));
}
