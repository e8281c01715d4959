import type { Row } from './jobs';
import { found, job, replica } from './jobs';

const env = (name: string) => ({ env: [{ name, value: '1' }] });
const metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }];

describe('XGBoostJob', () => {
  const main = (spec: object = {}, rest: object = {}) => replica('xgboost', spec, rest);
  test.each<Row>([
    ['a Master and workers', job('XGBoostJob', { Master: main({ replicas: 1 }), Worker: main({ replicas: 3, restartPolicy: 'ExitCode' }) }), []],
    ['a Master alone, with a variable of workers', job('XGBoostJob', { Master: main({ replicas: 1 }, env('WORKER_PORT')) }), []],
    ['no Master', job('XGBoostJob', { Worker: main() }), [
      'error TRAINING_REPLICA_MISSING spec.xgbReplicaSpecs.Master: add a Master with replicas 1: it runs the tracker that the workers meet at',
    ]],
    ['a Master of nothing', job('XGBoostJob', { Master: null }), [
      'warning TRAINING_NO_REPLICAS spec.xgbReplicaSpecs.Master: got null; write the replicas or leave the entry out: the API server drops it, as there is nothing in it',
      'error TRAINING_REPLICA_MISSING spec.xgbReplicaSpecs.Master: add a Master with replicas 1: it runs the tracker that the workers meet at',
    ]],
    ['nothing', job('XGBoostJob', {}), [
      'error TRAINING_REPLICA_MISSING spec.xgbReplicaSpecs.Master: add a Master with replicas 1: it runs the tracker that the workers meet at',
    ]],
    ['two Masters', job('XGBoostJob', { Master: main({ replicas: 2 }) }), [
      'error TRAINING_REPLICAS spec.xgbReplicaSpecs.Master.replicas: got 2; write 1: there is exactly one Master',
    ]],
    ['no workers', job('XGBoostJob', { Master: main({ replicas: 1 }), Worker: main({ replicas: 0 }) }), [
      'warning TRAINING_REPLICAS spec.xgbReplicaSpecs.Worker.replicas: got 0; write at least 1 or leave Worker out: below that the operator makes a pod, deletes it and starts again',
    ]],
    ['an unknown type', job('XGBoostJob', { Master: main({ replicas: 1 }), Workers: main() }), [
      "error TRAINING_REPLICA_TYPE spec.xgbReplicaSpecs.Workers: XGBoostJobs have Master and Worker, spelt so; did you mean 'Worker'?",
    ]],
    ['variables of the operator', job('XGBoostJob', { Master: main({ replicas: 1 }, env('WORKER_ADDRS')), Worker: main({}, env('RANK')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.xgbReplicaSpecs.Master.template.spec.containers[0].env[0].name: got 'WORKER_ADDRS'; leave it out: the controller appends its own value of this variable, and the last one counts",
      "warning TRAINING_ENV_OVERWRITTEN spec.xgbReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'RANK'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('PaddleJob', () => {
  const main = (spec: object = {}, rest: object = {}) => replica('paddle', spec, rest);
  test.each<Row>([
    ['workers', job('PaddleJob', { Worker: main({ replicas: 2 }, { ports: [{ name: 'master', containerPort: 37777 }] }) }), []],
    ['servers and workers', job('PaddleJob', { Master: main({ replicas: 2 }), Worker: main() }), []],
    ['elastic workers', job('PaddleJob', { Worker: main({ replicas: 2 }) }, { elasticPolicy: { minReplicas: 1, maxReplicas: 4, metrics } }), []],
    ['an unknown type', job('PaddleJob', { worker: main() }), [
      "error TRAINING_REPLICA_TYPE spec.paddleReplicaSpecs.worker: PaddleJobs have Master and Worker, spelt so; did you mean 'Worker'?",
    ]],
    ['no workers', job('PaddleJob', { Worker: main({ replicas: 0 }) }), [
      'warning TRAINING_REPLICAS spec.paddleReplicaSpecs.Worker.replicas: got 0; write at least 1 or leave Worker out: below that the operator makes a pod, deletes it and starts again',
    ]],
    ['less than no workers', job('PaddleJob', { Worker: main({ replicas: -1 }) }), [
      'error TRAINING_REPLICAS spec.paddleReplicaSpecs.Worker.replicas: got -1; at least 1: this is what kubectl scale sets, and the API server takes no negative number',
    ]],
    ['elastic without metrics', job('PaddleJob', { Worker: main() }, { elasticPolicy: { minReplicas: 1 } }), [
      'warning PADDLEJOB_ELASTIC spec.elasticPolicy: add metrics, or leave it out: the operator makes an autoscaler of the metrics, and does nothing else with it',
    ]],
    ['elastic without workers', job('PaddleJob', { Master: main() }, { elasticPolicy: {} }), [
      'warning TRAINING_ELASTIC_WORKER spec.paddleReplicaSpecs.Worker: add a Worker: an elasticPolicy is about workers, and the operator panics without them',
    ]],
    ['an elastic range upside down', job('PaddleJob', { Worker: main() }, { elasticPolicy: { minReplicas: 4, maxReplicas: 2, metrics } }), [
      'warning TRAINING_ELASTIC_RANGE spec.elasticPolicy.minReplicas: got 4; at most maxReplicas, which is 2: the workers stop at this range',
    ]],
    ['variables of the operator', job('PaddleJob', { Master: main({}, env('PADDLE_SERVER_NUM')), Worker: main({}, env('PADDLE_TRAINER_NUM')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.paddleReplicaSpecs.Master.template.spec.containers[0].env[0].name: got 'PADDLE_SERVER_NUM'; leave it out: the controller appends its own value of this variable, and the last one counts",
      "warning TRAINING_ENV_OVERWRITTEN spec.paddleReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'PADDLE_TRAINER_NUM'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['a number of trainers where there are no servers', job('PaddleJob', { Worker: main({}, env('PADDLE_TRAINER_NUM')) }), []],
    ['the master of the operator', job('PaddleJob', { Worker: main({}, env('PADDLE_MASTER')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.paddleReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'PADDLE_MASTER'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('JAXJob', () => {
  const main = (spec: object = {}, rest: object = {}) => replica('jax', spec, rest);
  test.each<Row>([
    ['workers', job('JAXJob', { Worker: main({ replicas: 4 }) }, { runPolicy: { cleanPodPolicy: 'All', managedBy: 'kueue.x-k8s.io/multikueue' } }), []],
    ['a Master', job('JAXJob', { Master: main() }), [
      'error TRAINING_REPLICA_TYPE spec.jaxReplicaSpecs.Master: JAXJobs have Worker, spelt so',
    ]],
    ['no workers', job('JAXJob', { Worker: main({ replicas: 0 }) }), [
      'warning TRAINING_REPLICAS spec.jaxReplicaSpecs.Worker.replicas: got 0; write at least 1 or leave Worker out: below that the operator makes a pod, deletes it and starts again',
    ]],
    ['less than no workers', job('JAXJob', { Worker: main({ replicas: -2 }) }), [
      'error TRAINING_REPLICAS spec.jaxReplicaSpecs.Worker.replicas: got -2; at least 1: this is what kubectl scale sets, and the API server takes no negative number',
    ]],
    ['an unknown manager, which its webhook takes', job('JAXJob', { Worker: main() }, { runPolicy: { managedBy: 'kueue' } }), [
      "warning TRAINING_MANAGED_BY spec.runPolicy.managedBy: got 'kueue'; leave it out, or write one of kubeflow.org/training-operator, kueue.x-k8s.io/multikueue: the operator passes over the job, and nobody else runs it",
    ]],
    ['variables of the operator', job('JAXJob', { Worker: main({}, env('NUM_PROCESSES')) }), [
      "warning TRAINING_ENV_OVERWRITTEN spec.jaxReplicaSpecs.Worker.template.spec.containers[0].env[0].name: got 'NUM_PROCESSES'; leave it out: the controller appends its own value of this variable, and the last one counts",
    ]],
    ['no type', job('JAXJob', {}), [
      'warning TRAINING_NO_REPLICAS spec.jaxReplicaSpecs: write Worker: nothing runs, and the job never ends',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('MXJob', () => {
  const GONE = "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8";
  const main = (spec: object = {}, rest: object = {}) => replica('mxnet', spec, rest);
  test.each<Row>([
    ['all roles', job('MXJob', { Scheduler: main(), Server: main(), Worker: main({ replicas: 2 }) }, { jobMode: 'MXTrain' }), [GONE]],
    ['tuners', job('MXJob', { TunerTracker: main(), TunerServer: main(), Tuner: main() }, { jobMode: 'MXTune' }), [GONE]],
    ['a container of another name', job('MXJob', { Worker: replica('main') }, { jobMode: 'MXTrain' }), [
      "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8",
      "error TRAINING_CONTAINER_NAME spec.mxReplicaSpecs.Worker.template.spec.containers[0].name: got 'main'; name the container that trains 'mxnet': the operator of MXJobs finds it by this name",
    ]],
    ['no image', job('MXJob', { Worker: main({}, { image: '' }) }, { jobMode: 'MXTrain' }), [
      "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8",
      "error TRAINING_NO_IMAGE spec.mxReplicaSpecs.Worker.template.spec.containers[0].image: got ''; write an image: the operator takes no container without one",
    ]],
    ['an unknown type', job('MXJob', { Worker: main(), server: main() }, { jobMode: 'MXTrain' }), [
      "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8",
      "warning TRAINING_REPLICA_TYPE spec.mxReplicaSpecs.server: one of Scheduler, Server, Worker, TunerTracker, TunerServer, Tuner; did you mean 'Server'?: MXNet gives other pods no part",
    ]],
    ['two Schedulers', job('MXJob', { Scheduler: main({ replicas: 2 }), Worker: main() }, { jobMode: 'MXTrain' }), [
      "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8",
      'warning TRAINING_REPLICAS spec.mxReplicaSpecs.Scheduler.replicas: got 2; write 1: MXNet knows one scheduler',
    ]],
    ['no workers', job('MXJob', { Scheduler: main(), Worker: main({ replicas: 0 }) }, { jobMode: 'MXTrain' }), [
      "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8",
      'warning TRAINING_REPLICAS spec.mxReplicaSpecs.Worker.replicas: got 0; write at least 1 or leave Worker out: below that the operator makes a pod, deletes it and starts again',
    ]],
    ['an unknown mode', job('MXJob', { Worker: main() }, { jobMode: 'mxtrain' }), [
      "info MXJOB_REMOVED kind: got 'MXJob'; training-operator 1.9 has no MXJob, and MXNet is retired: this needs training-operator 1.8",
      "warning MXJOB_MODE spec.jobMode: got 'mxtrain'; one of MXTrain, MXTune; did you mean 'MXTrain'?: nobody checks it",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});
