import type { Row } from './jobs';
import { found, job, replica } from './jobs';

const main = (spec: object = {}, rest: object = {}) => replica('tensorflow', spec, rest);
const running = { runPolicy: { cleanPodPolicy: 'Running' } };

test.each<Row>([
  ['all roles', job('TFJob', { Chief: main(), Worker: main({ replicas: 2 }), PS: main({ restartPolicy: 'Always' }), Evaluator: main() }, running), []],
  ['workers only', job('TFJob', { Worker: main({ replicas: 4, restartPolicy: 'OnFailure' }) }, { successPolicy: 'AllWorkers' }), []],
  ['dynamic workers', job('TFJob', { Worker: main({ replicas: 4 }), PS: main() }, { enableDynamicWorker: true, ...running }), []],
  ['one worker with a TF_CONFIG of its own', job('TFJob', { Worker: main({}, { env: [{ name: 'TF_CONFIG', value: '{}' }] }) }), []],
])('%s has no problem', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});

test.each<Row>([
  ['a Chief and a Master', job('TFJob', { Chief: main(), Master: main() }), [
    'error TRAINING_REPLICA_TYPE spec.tfReplicaSpecs.Master: remove one of Chief and Master: both mean the replica that leads',
  ]],
  ['two Chiefs', job('TFJob', { Chief: main({ replicas: 2 }) }), [
    'warning TRAINING_REPLICAS spec.tfReplicaSpecs.Chief.replicas: got 2; write 1: TensorFlow knows one chief',
  ]],
  ['no workers', job('TFJob', { Chief: main(), Worker: main({ replicas: 0 }) }), [
    'warning TRAINING_REPLICAS spec.tfReplicaSpecs.Worker.replicas: got 0; write at least 1 or leave Worker out: below that the operator makes a pod, deletes it and starts again',
  ]],
  ['less than no workers', job('TFJob', { Chief: main(), Worker: main({ replicas: -1 }) }), [
    'warning TRAINING_REPLICAS spec.tfReplicaSpecs.Worker.replicas: got -1; write at least 1 or leave Worker out: below that the operator makes a pod, deletes it and starts again',
  ]],
  ['an unknown type', job('TFJob', { Chief: main(), Worke: main() }), [
    "warning TRAINING_REPLICA_TYPE spec.tfReplicaSpecs.Worke: one of Chief, Master, Worker, PS, Evaluator; did you mean 'Worker'?: other pods are started, and the job takes no notice whether they succeed or fail",
  ]],
  ['a type in lower case', job('TFJob', { worker: main() }), [
    'info TRAINING_REPLICA_TYPE spec.tfReplicaSpecs.worker: write Worker: the operator of TFJobs reads it so, those of other kinds refuse it',
  ]],
  ['a type twice', job('TFJob', { Worker: main(), worker: main() }), [
    'warning TRAINING_REPLICA_TYPE spec.tfReplicaSpecs.worker: remove it or Worker: the operator takes both for Worker, and one is lost',
  ]],
  ['nobody to succeed', job('TFJob', { Evaluator: main() }), [
    'warning TRAINING_REPLICA_MISSING spec.tfReplicaSpecs: got ["Evaluator"]; add a Chief or a Worker: the job succeeds when one of these has, so that this one never ends',
  ]],
  ['an unknown successPolicy', job('TFJob', { Worker: main() }, { successPolicy: 'AllWorker' }), [
    "warning TFJOB_SUCCESS_POLICY spec.successPolicy: got 'AllWorker'; 'AllWorkers' or nothing: nobody checks it, and any other word means that the job succeeds with worker 0",
  ]],
  ['AllWorkers with a Chief', job('TFJob', { Chief: main(), Worker: main() }, { successPolicy: 'AllWorkers' }), [
    "warning TFJOB_SUCCESS_POLICY spec.successPolicy: got 'AllWorkers'; leave it out: with a Chief the job succeeds when that has, whatever the workers do",
  ]],
  ['dynamic workers with a Chief', job('TFJob', { Chief: main() }, { enableDynamicWorker: true }), [
    'warning TFJOB_DYNAMIC_WORKER spec.enableDynamicWorker: got true; only with PS and Worker: the TF_CONFIG of Chief is empty with it',
  ]],
  ['parameter servers that stay', job('TFJob', { Worker: main(), PS: main() }), [
    'warning TRAINING_PODS_STAY spec.runPolicy.cleanPodPolicy: write Running: parameter servers do not end by themselves, and with None, the default, they keep their nodes after the job',
  ]],
  ['parameter servers that are to stay', job('TFJob', { Worker: main(), PS: main() }, { runPolicy: { cleanPodPolicy: 'None' } }), [
    "warning TRAINING_PODS_STAY spec.runPolicy.cleanPodPolicy: got 'None'; write Running: parameter servers do not end by themselves, and with None, the default, they keep their nodes after the job",
  ]],
  ['a TF_CONFIG', job('TFJob', { Worker: main({ replicas: 2 }, { env: [{ name: 'TF_CONFIG', value: '{}' }] }) }), [
    "warning TRAINING_ENV_OVERWRITTEN spec.tfReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'TF_CONFIG'; leave it out: the controller appends its own value of this variable, and the last one counts",
  ]],
])('%s', (_, input, lines) => {
  expect(found(input)).toEqual(lines);
});
