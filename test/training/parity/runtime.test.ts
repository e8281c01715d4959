import { canonical } from './canonical';
import { clusterRuntime } from './written';
import { JobFailureReason, JobSetAction, JobSetRestart, MlPolicy } from '../../../lib';

test('a runtime whose jobs start anew by rules, around a coordinator', () => {
  const image = 'pytorch/pytorch:2.10.0-cuda12.8-cudnn9-runtime';
  expect(clusterRuntime('torch-resilient', {
    image, policy: MlPolicy.torch(), numNodes: 4, maxRestarts: 3, restartStrategy: JobSetRestart.BLOCKING_RECREATE, coordinator: { role: 'node', podIndex: 0 },
    failureRules: [{ action: JobSetAction.FAIL_JOB_SET, name: 'final', reasons: [JobFailureReason.POD_FAILURE_POLICY] }, { action: JobSetAction.RESTART_JOB_SET, roles: ['node'] }],
  })).toEqual(canonical({
    apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: 'ClusterTrainingRuntime', metadata: { name: 'torch-resilient' },
    spec: {
      mlPolicy: { numNodes: 4, torch: {} },
      template: {
        spec: {
          coordinator: { replicatedJob: 'node', podIndex: 0 },
          failurePolicy: {
            maxRestarts: 3, restartStrategy: 'BlockingRecreate',
            rules: [{ name: 'final', action: 'FailJobSet', onJobFailureReasons: ['PodFailurePolicy'] }, { name: 'failurePolicyRule1', action: 'RestartJobSet', targetReplicatedJobs: ['node'] }],
          },
          replicatedJobs: [{
            name: 'node', replicas: 1,
            template: { metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } }, spec: { template: { spec: { containers: [{ name: 'node', image }] } } } },
          }],
        },
      },
    },
  }));
});
