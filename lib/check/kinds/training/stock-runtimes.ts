import { STEP } from './runtime';

/** The ClusterTrainingRuntimes that Trainer 2.3 ships, as far as TrainJobs are judged by them. */
export const STOCK_RUNTIMES: Record<string, object> = {
  'torch-distributed': runtime({ torch: {} }, [step('node', 'trainer')]),
  'jax-distributed': runtime({ jax: {} }, [step('node', 'trainer')]),
  'xgboost-distributed': runtime({ xgboost: {} }, [step('node', 'trainer')]),
  'deepspeed-distributed': mpi(),
  'mlx-distributed': mpi(),
  'torchtune-llama3.2-1b': torchtune(),
  'torchtune-llama3.2-3b': torchtune(),
  'torchtune-qwen2.5-1.5b': torchtune(),
  'torch-distributed-with-cache': runtime({ torch: {} }, [
    step('dataset-initializer', 'dataset-initializer', { image: 'ghcr.io/kubeflow/trainer/dataset-initializer' }), step('node', 'trainer'),
  ]),
};

function runtime(policy: object, replicatedJobs: object[], more: object = {}): object {
  return { mlPolicy: { numNodes: 1, ...policy }, template: { spec: { ...more, replicatedJobs } } };
}

function step(job: string, ancestor: string | undefined, container: object = {}): object {
  return {
    name: job,
    template: {
      ...ancestor !== undefined && { metadata: { labels: { [STEP]: ancestor } } },
      spec: { template: { spec: { containers: [{ name: ancestor === undefined || ancestor === 'trainer' ? 'node' : ancestor, ...container }] } } },
    },
  };
}

function mpi(): object {
  return runtime({ mpi: { numProcPerNode: 1, runLauncherAsNode: true } }, [step('node', undefined), step('launcher', 'trainer')]);
}

function torchtune(): object {
  const volumeMounts = [{ name: 'initializer', mountPath: '/workspace' }];
  return runtime({ torch: {} }, [
    step('dataset-initializer', 'dataset-initializer', { image: 'ghcr.io/kubeflow/trainer/dataset-initializer', volumeMounts }),
    step('model-initializer', 'model-initializer', { image: 'ghcr.io/kubeflow/trainer/model-initializer', volumeMounts }),
    step('node', 'trainer', { resources: { limits: { 'nvidia.com/gpu': 2 } }, volumeMounts }),
  ], { volumeClaimPolicies: [{ templates: [{ metadata: { name: 'initializer' }, spec: { resources: { requests: { storage: '20Gi' } } } }] }] });
}
