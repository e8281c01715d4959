export {
  Accelerator, type AcceleratorOptions, type AmdGpuOptions, type GaudiOptions, GpuSharing, IntelGpuDriver, type MigOptions, MigStrategy, type NeuronOptions,
  NeuronUnit, type SharedGpuOptions, type TpuOptions,
} from './core/accelerator';
export { Capacity, type ReservationOptions } from './core/capacity';
export { type CheckProps, type KatibConfiguration, KServeMode, ProblemLevel } from './core/cluster-props';
export { AllocationMode, DeviceClaim, type DeviceRequest } from './core/device-claim';
export { CloudIdentity } from './core/identity';
export { type EfaOptions, GpuDirectLevel, Interconnect, type InterconnectOptions, type RdmaOptions } from './core/interconnect';
export { Linter } from './core/linter';
export { type EgressRule, Peer } from './core/network';
export { Cloud, type GatewayReference, Platform, type PlatformProps } from './core/platform';
export { Resource, type ResourceProps } from './core/resource';
export { SecretTemplate, type SecretTemplateProps } from './core/secret-template';
export { PodSecurity, Stack, type StackProps } from './core/stack';
export { AccessMode, type ClaimOptions, Mount, type MountOptions, type ScratchOptions, Storage } from './core/storage';
export { type ITracking, Tracking, type TrackingBinding, type TrackingBucketOptions, type TrackingServerOptions } from './core/tracking';
export { WebDeployment } from './core/web/web-deployment';
export type { WebProps } from './core/web/web-props';
export { Workload } from './core/workload';
export { TaintEffect, type Toleration, type WorkloadProps } from './core/workload-props';
export { IrisApi } from './serving/iris-api';
export { ModelApi } from './serving/model-api';
export { Autoscaler, type ModelApiProps } from './serving/model-api-props';
export { ArtifactStore, type AzureBlobOptions, type GcsOptions, type S3CompatibleOptions, type S3Options } from './tracking/artifact-store';
export { BackendStore, type DatabaseUriOptions, type PostgresOptions, type SqliteOptions } from './tracking/backend-store';
export { type BasicAuthOptions, MlflowAuth } from './tracking/mlflow-auth';
export { MlflowServer } from './tracking/mlflow-server';
export { ArtifactAccess, type GarbageCollection, type MlflowServerProps } from './tracking/mlflow-server-props';
export { Framework } from './training/framework';
export { type IQueue, Queue } from './training/queue';
export { TrainingJob } from './training/training-job';
export type { TrainingJobProps } from './training/training-job-props';
export { ExternalSecret, type ExternalSecretProps, type RemoteKey, SecretStore } from './secrets/external-secret';
export { SealedSecret, type SealedSecretProps, SealingScope } from './secrets/sealed-secret';
export { SecretResource } from './secrets/secret-resource';
