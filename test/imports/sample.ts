// Compiled by `npm run typecheck`, never run: what the types must let a person write, and what not.
import type * as core from 'kubernetes-types/core/v1';
import type * as argo from '../../imports/argoproj.io';
import type * as jobset from '../../imports/jobset.x-k8s.io';
import type * as kubeflow from '../../imports/kubeflow.org';
import type * as kueue from '../../imports/kueue.x-k8s.io';
import type * as istio from '../../imports/networking.istio.io';
import type * as ray from '../../imports/ray.io';
import type * as kserve from '../../imports/serving.kserve.io';
import type * as trainer from '../../imports/trainer.kubeflow.org';

const pod: core.PodSpec = {
  containers: [{ name: 'main', image: 'train:1', resources: { limits: { 'nvidia.com/gpu': '1' } } }],
  volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
};

export const pytorchJob: kubeflow.PyTorchJob = {
  apiVersion: 'kubeflow.org/v1',
  kind: 'PyTorchJob',
  metadata: { name: 'mnist', labels: { 'kueue.x-k8s.io/queue-name': 'team' } },
  spec: {
    pytorchReplicaSpecs: { Worker: { replicas: 2, template: { spec: pod } } },
    runPolicy: { suspend: true, schedulingPolicy: { minResources: { cpu: 4, memory: '8Gi' } } },
  },
};

export const mpiJob: kubeflow.MPIJobV2beta1Spec = {
  mpiImplementation: 'OpenMPI',
  mpiReplicaSpecs: { Launcher: { template: { spec: { ...pod, hostnameOverride: 'launcher' } } } },
};

export const experiment: kubeflow.Experiment = {
  apiVersion: 'kubeflow.org/v1beta1',
  kind: 'Experiment',
  spec: { maxTrialCount: 3, algorithm: { algorithmName: 'random' } },
};

export const trainJob: trainer.TrainJobSpec = {
  runtimeRef: { name: 'torch-distributed' },
  trainer: { numNodes: 2, env: [{ name: 'HOME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
};

export const jobSet: jobset.JobSetSpec = { replicatedJobs: [{ name: 'workers', template: { spec: { template: { spec: pod } } } }] };

export const inferenceService: kserve.InferenceService = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  spec: {
    predictor: {
      minReplicas: 1,
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
      model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://models/iris', resources: { limits: { cpu: 1, memory: '1Gi' } } },
    },
  },
};

export const cluster: ray.RayClusterSpec = { headGroupSpec: { rayStartParams: {}, template: { spec: pod } } };

export const workflow: argo.WorkflowTemplateSpec = {
  entrypoint: 'main',
  templates: [{ name: 'main', container: { image: 'busybox', command: ['true'] } }],
};

export const queue: kueue.LocalQueue = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'LocalQueue', spec: { clusterQueue: 'shared' } };

export const virtualService: istio.VirtualServiceSpec = { hosts: ['iris'], http: [{ route: [{ destination: { host: 'iris' } }] }] };

// @ts-expect-error a misspelt field
export const misspelt: kserve.InferenceServicePredictor = { minReplica: 1 };

// @ts-expect-error a value outside of the enum
export const unknown: kubeflow.MPIJobV2beta1Spec = { mpiImplementation: 'LAM', mpiReplicaSpecs: {} };

// @ts-expect-error a required field that is missing
export const missing: trainer.TrainJobSpec = {};

// @ts-expect-error a version the kind does not have
export const version: kubeflow.PyTorchJob['apiVersion'] = 'kubeflow.org/v2';
