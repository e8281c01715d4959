export {
  Accelerator, type AcceleratorOptions, type AmdGpuOptions, type GaudiOptions, GpuSharing, IntelGpuDriver, type MigOptions, MigStrategy, type NeuronOptions,
  NeuronUnit, type SharedGpuOptions, type TpuOptions,
} from './core/accelerator';
export { Capacity, type ReservationOptions } from './core/capacity';
export { type CheckProps, type KatibConfiguration, KServeMode, ProblemLevel } from './core/cluster-props';
export { Defaults } from './core/defaults';
export { AllocationMode, DeviceClaim, type DeviceRequest } from './core/device-claim';
export { CloudIdentity } from './core/identity';
export { type EfaOptions, GpuDirectLevel, Interconnect, type InterconnectOptions, type RdmaOptions } from './core/interconnect';
export { Linter } from './core/linter';
export { type EgressRule, Peer } from './core/network';
export { Platform } from './core/platform';
export { Cloud, GangScheduler, type GatewayReference, GitOpsTool, MpiOperator, type PlatformProps, TrainerVersion } from './core/platform-props';
export type { AuxiliaryContainer } from './core/auxiliary-container';
export type { JobPodProps } from './core/job-pod-props';
export { Placement } from './core/placement';
export { type PodProps, TaintEffect, type Toleration } from './core/pod-props';
export { type IQueue, type IWorkloadPriority, Queue, QueueSystem } from './core/queue';
export { Readiness, type ReadinessOptions } from './core/readiness';
export { Resource, type ResourceProps } from './core/resource';
export { SecretTemplate, type SecretTemplateProps } from './core/secret-template';
export { PodSecurity, Stack, type StackProps } from './core/stack';
export type { IModelOutput, ModelOutput } from './core/model-output';
export { Mount } from './core/mount';
export { Storage } from './core/storage';
export { AccessMode, type ClaimOptions, type CsiOptions, type FileOptions, HostPathType, type JobClaimOptions, type MountOptions, type NfsOptions, type ScratchOptions } from './core/storage-options';
export { type ITracking, Tracking, type TrackingBinding, type TrackingBucketOptions, type TrackingServerOptions } from './core/tracking';
export { WebDeployment } from './core/web/web-deployment';
export type { WebProps } from './core/web/web-props';
export { Workload } from './core/workload';
export type { WorkloadProps } from './core/workload-props';
export { ClusterQueue, type IClusterQueue } from './queueing/cluster-queue';
export {
  AdmissionMode, type ClusterQueueProps, type ConcurrentAdmission, type FlavorFungibility, FlavorPreference, FlavorSearch, MigrationMode,
  type QueueAdmissionCheck, QueueingStrategy,
} from './queueing/cluster-queue-props';
export { Cohort, type CohortProps, type ICohort } from './queueing/cohort';
export { LocalQueue, type LocalQueueProps } from './queueing/local-queue';
export { LabelOperator, type LabelRequirement, NamespaceSelector } from './queueing/namespace-selector';
export { BorrowWithinCohort, type ClusterQueuePreemption, ReclaimWithinCohort, WithinClusterQueue } from './queueing/preemption';
export { Quota, type QuotaLimits } from './queueing/quota';
export type { ResourceAmounts } from './queueing/resource-amounts';
export { type IResourceFlavor, type NodeTaint, ResourceFlavor, type ResourceFlavorProps } from './queueing/resource-flavor';
export { StopPolicy } from './queueing/stop-policy';
export { type ITopology, Topology, type TopologyProps } from './queueing/topology';
export { VolcanoQueue } from './queueing/volcano-queue';
export { DequeueStrategy, type ExtendCluster, type NodeGroups, type VolcanoQueueProps } from './queueing/volcano-queue-props';
export { WorkloadPriorityClass, type WorkloadPriorityClassProps } from './queueing/workload-priority-class';
export { IrisApi } from './serving/iris-api';
export {
  type InferenceComponentProps, type InferenceContainerProps, type InferencePodProps, LogMode, type RequestBatcher, type RequestLogger,
} from './serving/kserve/component-props';
export { InferenceService } from './serving/kserve/inference-service';
export type { InferenceServiceProps } from './serving/kserve/inference-service-props';
export { type FetchedModelOptions, type MlflowModelOptions, Model, type ModelOptions, type StoredModelOptions } from './serving/kserve/model';
export { InferenceProtocol, ModelFormat } from './serving/kserve/model-format';
export { type IServingRuntime, ModelRuntime } from './serving/kserve/runtime-reference';
export { type HorizontalScalingOptions, type KedaScalingOptions, KnativeScaling, type ReplicaBounds, StandardScaling } from './serving/kserve/scaling';
export { type ExternalTriggerOptions, MetricOperation, type PodMetricTriggerOptions, type QueryTriggerOptions, ScalingTrigger } from './serving/kserve/scaling-trigger';
export { type KnativeOptions, ServingMode, type StandardOptions } from './serving/kserve/serving-mode';
export { ClusterServingRuntime, ServingRuntime, ServingRuntimeBase } from './serving/kserve/serving-runtime';
export type { ServingRuntimeProps, SupportedFormat } from './serving/kserve/serving-runtime-props';
export { ModelApi } from './serving/model-api';
export { Autoscaler, type ModelApiProps } from './serving/model-api-props';
export * from './serving';
export { ArtifactStore, type AzureBlobOptions, type GcsOptions, type S3CompatibleOptions, type S3Options } from './tracking/artifact-store';
export { BackendStore, type DatabaseUriOptions, type PostgresOptions, type SqliteOptions } from './tracking/backend-store';
export { type BasicAuthOptions, MlflowAuth } from './tracking/mlflow-auth';
export { MlflowServer } from './tracking/mlflow-server';
export { ArtifactAccess, type GarbageCollection, type MlflowServerProps } from './tracking/mlflow-server-props';
export { Checkpoints, type ObjectStoreOptions } from './training/checkpoints';
export { Code, type GitOptions } from './training/code';
export { type AzureDatasetOptions, Dataset, type DatasetOptions, type HuggingFaceOptions, type S3DatasetOptions } from './training/dataset';
export { FailureAction, FailureRule } from './training/failure-rule';
export { Framework } from './training/framework';
export {
  type ElasticOptions, type JaxOptions, LauncherCreation, type MasterOptions, MpiImplementation, type MpiOptions, type MxnetOptions, type MxnetTuneOptions,
  type PaddleOptions, type PyTorchOptions, RendezvousBackend, type TensorFlowOptions, TensorFlowSuccess, type TorchElasticOptions,
} from './training/framework-options';
export type { Initializer } from './training/initializer';
export { TrainingMigration } from './training/migration/training-migration';
export { MlPolicy, type MpiPolicyOptions, type TorchPolicyOptions } from './training/ml-policy';
export {
  CompletionMode, DependencyStatus, type JobOptions, type JobSetJobOptions, type JobSpecOptions, type JobSuccessRule, PodReplacement, type RoleDependency,
} from './training/job-options';
export {
  ClaimRetention, JobFailureReason, JobSetAction, type JobSetClaim, type JobSetCoordinator, type JobSetFailureRule, type JobSetNetwork, type JobSetOptions,
  JobSetRestart, type JobSetSuccess, SuccessOperator,
} from './training/job-set-options';
export { TrainingOperator } from './training/operator';
export { PodGroupPolicy, TopologyMode, type VolcanoPolicyOptions } from './training/pod-group-policy';
export { Processes } from './training/processes';
export { RayCluster } from './training/ray-cluster';
export type { RayClusterProps } from './training/ray-cluster-props';
export type { IRayCluster } from './training/ray-cluster-reference';
export { RayFaultTolerance, type RayRedisOptions, type RayVolumeOptions } from './training/ray-fault-tolerance';
export {
  type RayAuth, RayAutoscalerVersion, type RayAutoscaling, type RayClusterOptions, RayDeletion, type RayDeletionRule, type RayGroup, type RayHeadService,
  type RayOptions,
  RayOutcome,
  RaySubmissionMode, RayUpscaling,
} from './training/ray-options';
export type { RayRuntimeEnv } from './training/ray-runtime-env';
export { CleanPodPolicy, RestartPolicy, type RoleProps } from './training/role-props';
export { OverlapPolicy, type ScheduledTrainingJobProps } from './training/scheduled/schedule-props';
export type { JobTotals } from './core/job-totals';
export { Trial, type TrialOptions } from './core/trial';
export { type IRuntime, Runtime, RuntimeKind, type RuntimeOptions, RuntimePolicy } from './training/runtime';
export { TrainingJob } from './training/training-job';
export { TrainingWorkload } from './training/training-workload';
export type { GangOptions, TrainingJobProps } from './training/training-job-props';
export { ClusterTrainingRuntime, TrainingRuntime, TrainingRuntimeBase } from './training/training-runtime';
export type { RuntimeInitializer, RuntimeNetwork, RuntimePodProps, TrainingRuntimeProps } from './training/training-runtime-props';
export {
  NumaPolicy, VolcanoAction, VolcanoEvent, type VolcanoOptions, type VolcanoPartitions, type VolcanoPolicy, type VolcanoTaskOptions,
  type VolcanoTopology,
  type VolcanoVolume,
} from './training/volcano-options';
export { ExternalSecret, type ExternalSecretProps, type RemoteKey, SecretStore } from './secrets/external-secret';
export { SealedSecret, type SealedSecretProps, SealingScope } from './secrets/sealed-secret';
export { SecretResource } from './secrets/secret-resource';

export { Algorithm } from './tuning/algorithm';
export * from './tuning/algorithm-options';
export { ArchitectureSpace, type ArchitectureProps, type OperationOptions, type OperationRange } from './tuning/architecture-space';
export { EarlyStopping, type MedianStopOptions } from './tuning/early-stopping';
export { KatibConfig } from './tuning/katib-config';
export type {
  KatibAlgorithm, KatibCertificate, KatibCollector, KatibConfigProps, KatibDatabaseStorage, KatibService, KatibVolume,
} from './tuning/katib-config-props';
export { KatibExperiment } from './tuning/katib-experiment';
export type { ExperimentTotals, KatibExperimentProps } from './tuning/katib-experiment-props';
export { MetricsCollector, type CustomCollectorOptions, type MetricsFileOptions, type MetricsFilterOptions, type MetricsScrapeOptions } from './tuning/metrics-collector';
export { MetricStrategy, Objective, type ObjectiveOptions } from './tuning/objective';
export { Distribution, Parameter, type ParameterOptions, type RangeOptions } from './tuning/parameter';
export { ResumePolicy } from './tuning/resume-policy';
export { SearchSpace } from './tuning/search-space';
export { TrialResource, type TrialResourceOptions } from './tuning/trial-resource';
export { type TrialConfigMapOptions, TrialTemplate, type TrialTemplateOptions } from './tuning/trial-template';

import { guardMethods } from './core/shape/call';
import * as library from './index';

guardMethods(library);
