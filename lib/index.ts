export { Accelerator, type AcceleratorOptions, IntelGpuDriver } from './core/accelerator';
export { type CheckProps, type KatibConfiguration, KServeMode, ProblemLevel } from './core/cluster-props';
export { CloudIdentity } from './core/identity';
export { Linter } from './core/linter';
export { type EgressRule, Peer } from './core/network';
export { Cloud, GangScheduler, type GatewayReference, MpiOperator, Platform, type PlatformProps, TrainerVersion } from './core/platform';
export type { AuxiliaryContainer, JobPodProps } from './core/job-pod-props';
export { Placement } from './core/placement';
export { type PodProps, TaintEffect, type Toleration } from './core/pod-props';
export { type IQueue, type IWorkloadPriority, Queue, QueueSystem } from './core/queue';
export { Resource, type ResourceProps } from './core/resource';
export { SecretTemplate, type SecretTemplateProps } from './core/secret-template';
export { PodSecurity, Stack, type StackProps } from './core/stack';
export { AccessMode, type ClaimOptions, Mount, type MountOptions, type ScratchOptions, Storage } from './core/storage';
export { type ITracking, Tracking, type TrackingBinding, type TrackingBucketOptions, type TrackingServerOptions } from './core/tracking';
export { WebDeployment } from './core/web/web-deployment';
export type { WebProps } from './core/web/web-props';
export { Workload } from './core/workload';
export type { WorkloadProps } from './core/workload-props';
export { IrisApi } from './serving/iris-api';
export { ModelApi } from './serving/model-api';
export { Autoscaler, type ModelApiProps } from './serving/model-api-props';
export { ArtifactStore, type AzureBlobOptions, type GcsOptions, type S3CompatibleOptions, type S3Options } from './tracking/artifact-store';
export { BackendStore, type DatabaseUriOptions, type PostgresOptions, type SqliteOptions } from './tracking/backend-store';
export { type BasicAuthOptions, MlflowAuth } from './tracking/mlflow-auth';
export { MlflowServer } from './tracking/mlflow-server';
export { ArtifactAccess, type GarbageCollection, type MlflowServerProps } from './tracking/mlflow-server-props';
export { FailureAction, FailureRule } from './training/failure-rule';
export { Framework } from './training/framework';
export {
  type ElasticOptions, type JaxOptions, LauncherCreation, type MasterOptions, MpiImplementation, type MpiOptions, type MxnetOptions, type MxnetTuneOptions,
  type PaddleOptions, type PyTorchOptions, RendezvousBackend, type TensorFlowOptions, TensorFlowSuccess, type TorchElasticOptions,
} from './training/framework-options';
export {
  CompletionMode, DependencyStatus, type JobOptions, type JobSetJobOptions, type JobSpecOptions, type JobSuccessRule, PodReplacement, type RoleDependency,
} from './training/job-options';
export {
  ClaimRetention, JobFailureReason, JobSetAction, type JobSetClaim, type JobSetCoordinator, type JobSetFailureRule, type JobSetNetwork, type JobSetOptions,
  JobSetRestart, type JobSetSuccess, SuccessOperator,
} from './training/job-set-options';
export { TrainingOperator } from './training/operator';
export { Processes } from './training/processes';
export { RayCluster } from './training/ray-cluster';
export type { RayClusterProps } from './training/ray-cluster-props';
export type { IRayCluster } from './training/ray-cluster-reference';
export { RayFaultTolerance, type RayRedisOptions, type RayVolumeOptions } from './training/ray-fault-tolerance';
export {
  type RayAuth, RayAutoscalerVersion, type RayAutoscaling, type RayClusterOptions, RayDeletion, type RayDeletionRule, type RayGroup, type RayOptions,
  RayOutcome,
  RaySubmissionMode, RayUpscaling,
} from './training/ray-options';
export type { RayRuntimeEnv } from './training/ray-runtime-env';
export { CleanPodPolicy, RestartPolicy, type RoleProps } from './training/role-props';
export { TrainingJob } from './training/training-job';
export { Defaults, type GangOptions, type TrainingJobProps } from './training/training-job-props';
export {
  NumaPolicy, TopologyMode, VolcanoAction, VolcanoEvent, type VolcanoOptions, type VolcanoPartitions, type VolcanoPolicy, type VolcanoTaskOptions,
  type VolcanoTopology,
  type VolcanoVolume,
} from './training/volcano-options';
export { ExternalSecret, type ExternalSecretProps, type RemoteKey, SecretStore } from './secrets/external-secret';
export { SealedSecret, type SealedSecretProps, SealingScope } from './secrets/sealed-secret';
export { SecretResource } from './secrets/secret-resource';
