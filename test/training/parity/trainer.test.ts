import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import type { TrainingJobProps, TrainingRuntimeProps } from '../../../lib';
import {
  Accelerator, Cloud, ClusterTrainingRuntime, Defaults, Framework, MlPolicy, PodGroupPolicy, PodSecurity, Queue, Runtime, RuntimePolicy, Stack, Storage,
  TopologyMode, TrainerVersion, TrainingJob, TrainingOperator,
} from '../../../lib';
import { find, synth, testStack } from '../../support/synth';

const STEP = 'trainer.kubeflow.org/trainjob-ancestor-step';
// GKE tolerates the taints of devices by itself.
const stack = (): Stack => testStack({ trainer: TrainerVersion.V2, cloud: Cloud.GKE, kueue: true }, { podSecurity: PodSecurity.PRIVILEGED });

const runtime = (name: string, props: TrainingRuntimeProps) => {
  const of = stack();
  new ClusterTrainingRuntime(of, name, { defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(of), 'ClusterTrainingRuntime'));
};
const job = (name: string, props: TrainingJobProps) => {
  const of = stack();
  new TrainingJob(of, name, { defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(of), 'TrainJob'));
};

/** A runtime of one step, as most that Trainer ships. */
const shape = (name: string, framework: string | undefined, mlPolicy: object, container: object, more: { labels?: object; spec?: object } = {}) => ({
  apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: 'ClusterTrainingRuntime',
  metadata: { name, ...(framework || more.labels) && { labels: { ...framework && { 'trainer.kubeflow.org/framework': framework }, ...more.labels } } },
  spec: {
    mlPolicy: { numNodes: 1, ...mlPolicy }, ...more.spec,
    template: { spec: { replicatedJobs: [{ name: 'node', template: { metadata: { labels: { [STEP]: 'trainer' } }, spec: { template: { spec: { containers: [{ name: 'node', ...container }] } } } } }] } },
  },
});
const written = (...args: Parameters<typeof shape>) => canonical(shape(...args));
const UNCHECKED = { 'trainer.kubeflow.org/webhook-validation': 'disabled' };

test('jax-distributed', () => {
  const image = 'nvcr.io/nvidia/jax:25.10-py3';
  expect(runtime('jax-distributed', { image, policy: MlPolicy.jax(), numNodes: 1, framework: 'jax', labels: UNCHECKED }))
    .toEqual(written('jax-distributed', 'jax', { jax: {} }, { image }, { labels: UNCHECKED }));
});

test('torch-distributed, without the number of processes, which runtimes no longer have', () => {
  const image = 'pytorch/pytorch:2.7.1-cuda12.6-cudnn9-runtime';
  const command = ['/bin/bash', '-c', 'torchrun train.py'];
  expect(runtime('torch-distributed', { image, policy: MlPolicy.torch(), numNodes: 1, command })).toEqual(written('torch-distributed', undefined, { torch: {} }, { image, command }));
});

test('xgboost-distributed', () => {
  const image = 'ghcr.io/kubeflow/trainer/xgboost-runtime:v2.2.5';
  expect(runtime('xgboost-distributed', { image, policy: MlPolicy.xgboost(), numNodes: 1, framework: 'xgboost' }))
    .toEqual(written('xgboost-distributed', 'xgboost', { xgboost: {} }, { image }));
});

test('a runtime of flux', () => {
  const image = 'placeholder-image';
  expect(runtime('flux-runtime', { image, policy: MlPolicy.flux(), numNodes: 1, framework: 'flux' })).toEqual(written('flux-runtime', 'flux', { flux: {} }, { image }));
});

test('a gang of Volcano', () => {
  const image = 'pytorch/pytorch:2.10.0-cuda12.8-cudnn9-runtime';
  expect(runtime('torch-distributed-volcano', { image, policy: MlPolicy.torch(), numNodes: 1, framework: 'torch', podGroup: PodGroupPolicy.volcano() }))
    .toEqual(written('torch-distributed-volcano', 'torch', { torch: {} }, { image }, { spec: { podGroupPolicy: { volcano: {} } } }));
});

test('the network topology of Volcano', () => {
  const podGroup = PodGroupPolicy.volcano({ topologyMode: TopologyMode.HARD, highestTierAllowed: 1 });
  expect(runtime('docs-fragment', { image: 'a:1', numNodes: 1, podGroup }))
    .toEqual(written('docs-fragment', undefined, {}, { image: 'a:1' }, { spec: { podGroupPolicy: { volcano: { networkTopology: { mode: 'hard', highestTierAllowed: 1 } } } } }));
});

test('torchtune, with data and a claim for each job', () => {
  const mount = [{ name: 'initializer', mountPath: '/workspace' }];
  const gpus = { 'nvidia.com/gpu': 2 };
  const command = ['tune', 'run', '--rdzv_endpoint=localhost:29500', 'full_finetune_distributed'];
  const trained = 'ghcr.io/kubeflow/trainer/torchtune-trainer';
  const expected = shape('torchtune-qwen2.5-1.5b', 'torchtune', { torch: {} }, {
    // Of a device Kubernetes takes requests and limits that are equal, or fills in the one from the other.
    image: trained, command, resources: { requests: gpus, limits: gpus }, volumeMounts: mount,
  }, { labels: UNCHECKED });
  const [node] = expected.spec.template.spec.replicatedJobs;
  expect(runtime('torchtune-qwen2.5-1.5b', {
    image: trained, command, policy: MlPolicy.torch(), numNodes: 1, framework: 'torchtune', labels: UNCHECKED, accelerator: Accelerator.nvidia(undefined, 2),
    workspace: Storage.claimPerJob(Size.gibibytes(20)), datasetInitializer: { image: 'ghcr.io/kubeflow/trainer/dataset-initializer', storageUri: 'hf://tatsu-lab/alpaca' },
  })).toEqual(canonical({
    ...expected,
    spec: {
      ...expected.spec,
      template: {
        spec: {
          volumeClaimPolicies: [{ templates: [{ metadata: { name: 'initializer' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } } }] }],
          replicatedJobs: [{
            name: 'dataset-initializer',
            template: {
              metadata: { labels: { [STEP]: 'dataset-initializer' } },
              spec: {
                template: {
                  spec: {
                    containers: [{
                      name: 'dataset-initializer', image: 'ghcr.io/kubeflow/trainer/dataset-initializer', env: [{ name: 'STORAGE_URI', value: 'hf://tatsu-lab/alpaca' }], volumeMounts: mount,
                    }],
                  },
                },
              },
            },
          }, { ...node, dependsOn: [{ name: 'dataset-initializer', status: 'Complete' }] }],
        },
      },
    },
  }));
});

const RESOURCES = (cpu: number, memory: number) => ({ requests: { cpu, memory: memory * 2 ** 30 }, limits: { cpu: 2 * cpu, memory: 2 * memory * 2 ** 30 } });
const given = (cpu: number, gibibytes: number): kplus.ContainerResources => ({
  cpu: { request: kplus.Cpu.units(cpu), limit: kplus.Cpu.units(2 * cpu) },
  memory: { request: Size.gibibytes(gibibytes), limit: Size.gibibytes(2 * gibibytes) },
});
const trainJob = (name: string, spec: object, labels?: object) => canonical({ apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: 'TrainJob', metadata: { name, labels }, spec });

test('a job in a gang of Volcano', () => {
  const command = ['python3', '-c', 'train()'];
  const of = stack();
  const image = 'pytorch/pytorch:2.10.0-cuda12.8-cudnn9-runtime';
  const gang = new ClusterTrainingRuntime(of, 'torch-distributed-volcano', { defaults: Defaults.UPSTREAM, image, policy: MlPolicy.torch(), podGroup: PodGroupPolicy.volcano() });
  new TrainingJob(of, 'volcano-example', {
    defaults: Defaults.UPSTREAM, framework: Framework.pytorch(), runtime: gang, workers: 4, command, resources: given(1, 2),
  });
  expect(canonical(find(synth(of), 'TrainJob'))).toEqual(trainJob('volcano-example', { runtimeRef: { name: 'torch-distributed-volcano' }, trainer: { numNodes: 4, command, resourcesPerNode: RESOURCES(1, 2) } }));
});

test('a job in a queue of Kueue, on a runtime of its namespace', () => {
  expect(job('trl-demo', {
    framework: Framework.pytorch(), runtime: Runtime.fromRuntimeName('torch-cuda-251-runtime'), queue: Queue.fromQueueName('test-lq'), workers: 1,
    env: { LEARNING_RATE: kplus.EnvValue.fromValue('5e-5') }, resources: given(2, 4),
  })).toEqual(trainJob('trl-demo', {
    runtimeRef: { kind: 'TrainingRuntime', name: 'torch-cuda-251-runtime' },
    trainer: { numNodes: 1, env: [{ name: 'LEARNING_RATE', value: '5e-5' }], resourcesPerNode: RESOURCES(2, 4) },
  }, { 'kueue.x-k8s.io/queue-name': 'test-lq' }));
});

test('LAMMPS on GPUs by flux', () => {
  const gpu = { 'nvidia.com/gpu': 1 };
  const image = 'ghcr.io/flux-framework/tutorials:gpu-lammps-hwloc';
  expect(job('lammps-flux', {
    framework: Framework.mpi({ slotsPerWorker: 1 }), runtime: Runtime.fromClusterRuntimeName('flux-distributed', { policy: RuntimePolicy.FLUX }), image, workers: 2,
    command: ['lmp_gpu', '-v', 'x', '1'], accelerator: Accelerator.nvidia(),
    env: { OMPI_MCA_btl: kplus.EnvValue.fromValue('tcp,self'), FLUX_VIEW_IMAGE: kplus.EnvValue.fromValue('ghcr.io/converged-computing/flux-view-ubuntu:tag-jammy') },
  })).toEqual(trainJob('lammps-flux', {
    runtimeRef: { name: 'flux-distributed' },
    trainer: {
      image, command: ['lmp_gpu', '-v', 'x', '1'], numNodes: 2, numProcPerNode: 1, resourcesPerNode: { requests: gpu, limits: gpu },
      env: [{ name: 'OMPI_MCA_btl', value: 'tcp,self' }, { name: 'FLUX_VIEW_IMAGE', value: 'ghcr.io/converged-computing/flux-view-ubuntu:tag-jammy' }],
    },
  }));
});

test('data and a model fetched for a runtime of a platform team', () => {
  const gpus = { 'nvidia.com/gpu': 2 };
  expect(job('grpo-example', {
    operator: TrainingOperator.TRAINER, runtime: Runtime.fromClusterRuntimeName('grpo-distributed', { jobs: ['dataset-initializer', 'model-initializer', 'node'] }), workers: 1,
    datasetInitializer: { storageUri: 'hf://trl-lib/tldr' }, modelInitializer: { storageUri: 'hf://Qwen/Qwen2.5-0.5B-Instruct' },
    env: { NUM_GENERATIONS: kplus.EnvValue.fromValue('4') }, accelerator: Accelerator.nvidia(undefined, 2), framework: Framework.pytorch(),
  })).toEqual(trainJob('grpo-example', {
    runtimeRef: { name: 'grpo-distributed' },
    initializer: { dataset: { storageUri: 'hf://trl-lib/tldr' }, model: { storageUri: 'hf://Qwen/Qwen2.5-0.5B-Instruct' } },
    trainer: { numNodes: 1, numProcPerNode: 2, env: [{ name: 'NUM_GENERATIONS', value: '4' }], resourcesPerNode: { requests: gpus, limits: gpus } },
  }));
});

test('patches over the runtime: who runs the pods, and where', () => {
  const { spec } = job('runtime-patches-example', {
    framework: Framework.pytorch(), workers: 2, command: ['python3', '-c', 'train()'], env: { CUSTOM_VAR: kplus.EnvValue.fromValue('custom-value') }, resources: given(2, 4),
    serviceAccount: { name: 'training-sa' } as kplus.IServiceAccount, nodeSelector: { 'node-type': 'training' }, tolerations: [{ key: 'training-workload', value: 'true' }],
    podLabels: { 'team': 'ml-platform', 'cost-center': 'research' }, podAnnotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' },
  });
  expect(spec).toEqual(canonical({
    spec: {
      runtimeRef: { name: 'torch-distributed' },
      trainer: { numNodes: 2, command: ['python3', '-c', 'train()'], env: [{ name: 'CUSTOM_VAR', value: 'custom-value' }], resourcesPerNode: RESOURCES(2, 4) },
      runtimePatches: [{
        manager: 'cdk8s-mlops.dev/training-job',
        trainingRuntimeSpec: {
          template: {
            spec: {
              replicatedJobs: [{
                name: 'node',
                template: {
                  spec: {
                    template: {
                    // Upstream labels the JobSet; here the pods are, which metrics are read from.
                      metadata: { labels: { 'team': 'ml-platform', 'cost-center': 'research' }, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' } },
                      spec: {
                        serviceAccountName: 'training-sa', nodeSelector: { 'node-type': 'training' },
                        tolerations: [{ key: 'training-workload', operator: 'Equal', value: 'true' }],
                      },
                    },
                  },
                },
              }],
            },
          },
        },
      }],
    },
  }).spec);
});
