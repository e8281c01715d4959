import { MOVED_FIELDS } from '../../../../lib/check/kinds/training/moved-fields';

test.each([
  ['kubeflow.org/TFJob', 'spec.cleanPodPolicy', 'it belongs into spec.runPolicy.cleanPodPolicy'],
  ['kubeflow.org/PyTorchJob', 'spec.replicaSpecs', 'spec.pytorchReplicaSpecs, a map with a key for each type'],
  ['kubeflow.org/MPIJob', 'spec.mainContainer', 'only v1 has it: the workers of v2beta1 are reached by ssh, in their first container'],
  ['trainer.kubeflow.org/TrainJob', 'spec.datasetConfig', 'spec.initializer.dataset'],
  ['trainer.kubeflow.org/ClusterTrainingRuntime', 'spec.mlPolicy.torch.numProcPerNode', 'gone since Trainer 2.2: write spec.trainer.numProcPerNode in the TrainJob'],
])('%s knows what became of %s', (kind, field, hint) => {
  expect(MOVED_FIELDS[kind][field]).toBe(hint);
});

test('every pattern begins in the spec', () => {
  for (const fields of Object.values(MOVED_FIELDS)) {
    for (const [pattern, hint] of Object.entries(fields)) {
      expect(pattern).toMatch(/^spec(\.([A-Za-z_]+|\*))+$/);
      expect(hint).not.toMatch(/\.$/);
    }
  }
});
