import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { double, int, LR, PYTORCH, sample, stands, template, written } from './written';
import type { TrainingJobProps, TrialOptions } from '../../../lib';
import {
  Accelerator, CleanPodPolicy, Defaults, Framework, MetricsCollector, MpiOperator, Objective, RestartPolicy, Runtime, SearchSpace, Storage, TrainerVersion,
  TrainingJob,
} from '../../../lib';

/* What Katib's samples of training jobs show: jobs of training-operator and of Trainer. */

const { NEVER, ON_FAILURE, EXIT_CODE } = RestartPolicy;
const MOMENTUM = stands('momentum', 'momentum', 'Momentum for the training model');
const WORKERS = { 'training.kubeflow.org/replica-type': 'worker' };
const trial = (props: TrainingJobProps, options?: TrialOptions) => TrainingJob.trial({ defaults: Defaults.UPSTREAM, ...props }, options);
const replicas = (count: number, restartPolicy: string | undefined, of: object) => ({ replicas: count, restartPolicy, template: of });
const trialOf = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, spec });

function momentum() {
  const space = new SearchSpace();
  const lr = space.double('lr', 0.01, 0.05, { placeholder: 'learningRate', description: LR.description });
  const of = space.double('momentum', 0.5, 0.9, { description: MOMENTUM.description });
  return { space, objective: Objective.minimize('loss', { goal: 0.001 }), command: ['python3', 'mnist.py', '--epochs=1', `--lr=${lr}`, `--momentum=${of}`] };
}
const BOTH = {
  objective: { type: 'minimize', goal: 0.001, objectiveMetricName: 'loss' },
  parameters: [double('lr', '0.01', '0.05'), double('momentum', '0.5', '0.9')],
};
const COMMAND = ['python3', 'mnist.py', '--epochs=1', '--lr=${trialParameters.learningRate}', '--momentum=${trialParameters.momentum}'];

test('a PyTorchJob of a master and a worker', () => {
  const { command, ...searched } = momentum();
  const part = replicas(1, 'OnFailure', template('pytorch', PYTORCH, COMMAND));
  expect(written('pytorchjob-mnist', {
    ...searched, trial: trial({ framework: Framework.pytorch(), image: PYTORCH, command, workers: 2, restartPolicy: ON_FAILURE }),
  })).toEqual(sample('pytorchjob-mnist', {
    ...BOTH,
    trialTemplate: {
      primaryContainerName: 'pytorch', trialParameters: [LR, MOMENTUM],
      trialSpec: trialOf('kubeflow.org/v1', 'PyTorchJob', { pytorchReplicaSpecs: { Master: part, Worker: part } }),
    },
  }));
});

test('a TrainJob on a runtime that Trainer ships', () => {
  const { command, ...searched } = momentum();
  const image = 'docker.io/kubeflowkatib/pytorch-mnist:v1beta1-45c5727';
  expect(written('torch-distributed-example', {
    ...searched, trial: trial({ framework: Framework.pytorch(), runtime: Runtime.torchDistributed(), image, command, workers: 2 }),
  }, { trainer: TrainerVersion.V2 })).toEqual(sample('torch-distributed-example', {
    ...BOTH,
    trialTemplate: {
      primaryContainerName: 'node', trialParameters: [LR, MOMENTUM],
      trialSpec: trialOf('trainer.kubeflow.org/v1alpha1', 'TrainJob', { runtimeRef: { name: 'torch-distributed' }, trainer: { numNodes: 2, image, command: COMMAND } }),
    },
  }));
});

test('a TFJob whose workers all write event files', () => {
  const image = 'docker.io/kubeflowkatib/tf-mnist-with-summaries:v0.15.0';
  const space = new SearchSpace();
  const lr = space.double('learning_rate', 0.01, 0.05, { placeholder: 'learningRate', description: LR.description });
  const batch = space.int('batch_size', 32, 64, { placeholder: 'batchSize', description: 'Batch Size' });
  expect(written('tfjob-mnist-with-summaries', {
    objective: Objective.maximize('accuracy', { goal: 0.99 }), metricsCollector: MetricsCollector.tensorFlowEvents('/mnist-with-summaries-logs/test'), space,
    trial: trial({
      framework: Framework.tensorflow(), image, command: ['python', 'mnist.py', `--learning-rate=${lr}`, `--batch-size=${batch}`], workers: 2,
      restartPolicy: ON_FAILURE,
    }, { primaryPodLabels: WORKERS }),
  })).toEqual(sample('tfjob-mnist-with-summaries', {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'accuracy' },
    metricsCollectorSpec: { source: { fileSystemPath: { path: '/mnist-with-summaries-logs/test', kind: 'Directory' } }, collector: { kind: 'TensorFlowEvent' } },
    parameters: [double('learning_rate', '0.01', '0.05'), int('batch_size', '32', '64')],
    trialTemplate: {
      primaryContainerName: 'tensorflow', primaryPodLabels: WORKERS,
      trialParameters: [stands('learningRate', 'learning_rate', LR.description), stands('batchSize', 'batch_size', 'Batch Size')],
      trialSpec: trialOf('kubeflow.org/v1', 'TFJob', {
        tfReplicaSpecs: {
          Worker: replicas(2, 'OnFailure', template('tensorflow', image, [
            'python', 'mnist.py', '--learning-rate=${trialParameters.learningRate}', '--batch-size=${trialParameters.batchSize}',
          ])),
        },
      }),
    },
  }));
});

test('an MPIJob of Horovod', () => {
  const image = 'docker.io/kubeflow/mpi-horovod-mnist';
  const limits = (memory: number) => ({ cpu: { limit: kplus.Cpu.millis(500) }, memory: { limit: Size.gibibytes(memory) } });
  const space = new SearchSpace();
  const lr = space.double('lr', 0.001, 0.003, { placeholder: 'learningRate', description: LR.description });
  const steps = space.int('num-steps', 50, 150, { step: 10, placeholder: 'numberSteps', description: 'Number of training steps' });
  // As the operator labels pods today; of this kind it is known.
  const labels = { 'training.kubeflow.org/replica-type': 'launcher' };
  // Katib denies pods without a container of the primary one's name, so that of the workers has it, too.
  const container = (more: object) => ({ spec: { containers: [{ name: 'mpi-launcher', image, ...more }] } });
  expect(written('mpijob-horovod', {
    objective: Objective.minimize('loss', { goal: 0.01 }), parallelTrials: 2, maxTrials: 6, space,
    trial: trial({
      framework: Framework.horovod({ slotsPerWorker: 1, launcher: { resources: limits(2) } }), image, containerName: 'mpi-launcher', workers: 2,
      command: ['mpirun'], args: ['-np', '2', 'python', 'mnist.py', '--lr', lr.placeholder, '--num-steps', steps.placeholder],
      resources: limits(4), cleanPodPolicy: CleanPodPolicy.RUNNING,
    }),
  }, { mpiOperator: MpiOperator.V1 })).toEqual(sample('mpijob-horovod', {
    objective: { type: 'minimize', goal: 0.01, objectiveMetricName: 'loss' },
    parallelTrialCount: 2,
    maxTrialCount: 6,
    parameters: [double('lr', '0.001', '0.003'), int('num-steps', '50', '150', { step: '10' })],
    trialTemplate: {
      primaryContainerName: 'mpi-launcher', primaryPodLabels: labels,
      successCondition: 'status.conditions.#(type=="Succeeded")#|#(status=="True")#', failureCondition: 'status.conditions.#(type=="Failed")#|#(status=="True")#',
      trialParameters: [LR, stands('numberSteps', 'num-steps', 'Number of training steps')],
      trialSpec: trialOf('kubeflow.org/v1', 'MPIJob', {
        slotsPerWorker: 1,
        runPolicy: { cleanPodPolicy: 'Running' },
        mpiReplicaSpecs: {
          Launcher: replicas(1, undefined, container({
            command: ['mpirun'], args: ['-np', '2', 'python', 'mnist.py', '--lr', '${trialParameters.learningRate}', '--num-steps', '${trialParameters.numberSteps}'],
            resources: { limits: { cpu: '500m', memory: '2Gi' } },
          })),
          Worker: replicas(2, undefined, container({ resources: { limits: { cpu: '500m', memory: '4Gi' } } })),
        },
      }),
    },
  }));
});

test('an XGBoostJob of LightGBM, whose metrics have names of two words', () => {
  const image = 'docker.io/kubeflowkatib/xgboost-lightgbm:1.0';
  const FORMAT = '(\\w+\\s\\w+)\\s:\\s((-?\\d+)(\\.\\d+)?)';
  const additional = ['valid_1 binary_logloss', 'training auc', 'training binary_logloss'];
  const space = new SearchSpace();
  const lr = space.double('lr', 0.01, 0.1, { placeholder: 'learningRate', description: LR.description });
  const leaves = space.int('num-leaves', 50, 60, { step: 1, placeholder: 'numberLeaves', description: 'Number of leaves for one tree' });
  const pod = {
    spec: {
      containers: [{
        name: 'xgboost', image, imagePullPolicy: 'Always', ports: [{ containerPort: 9991, name: 'xgboostjob-port' }],
        args: ['--job_type=Train', '--learning_rate=${trialParameters.learningRate}', '--num_leaves=${trialParameters.numberLeaves}'],
      }],
    },
  };
  expect(written('xgboostjob-lightgbm', {
    objective: Objective.maximize('valid_1 auc', { goal: 0.99, additionalMetrics: additional }), parallelTrials: 2, maxTrials: 6, space,
    metricsCollector: MetricsCollector.stdOut({ filters: [FORMAT] }),
    trial: trial({
      framework: Framework.lightgbm({ master: { restartPolicy: NEVER }, worker: { restartPolicy: EXIT_CODE } }), image, workers: 3,
      imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, args: ['--job_type=Train', `--learning_rate=${lr}`, `--num_leaves=${leaves}`],
      ports: { 'xgboostjob-port': 9991 },
    }),
  })).toEqual(sample('xgboostjob-lightgbm', {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'valid_1 auc', additionalMetricNames: additional },
    metricsCollectorSpec: { source: { filter: { metricsFormat: [FORMAT] } } },
    parallelTrialCount: 2,
    maxTrialCount: 6,
    parameters: [double('lr', '0.01', '0.1'), int('num-leaves', '50', '60', { step: '1' })],
    trialTemplate: {
      primaryContainerName: 'xgboost',
      trialParameters: [LR, stands('numberLeaves', 'num-leaves', 'Number of leaves for one tree')],
      trialSpec: trialOf('kubeflow.org/v1', 'XGBoostJob', { xgbReplicaSpecs: { Master: replicas(1, 'Never', pod), Worker: replicas(2, 'ExitCode', pod) } }),
    },
  }));
});

test('an MXJob of BytePS, as training-operator had it until 1.8', () => {
  const image = 'docker.io/bytepsimage/mxnet';
  const space = new SearchSpace();
  const lr = space.double('lr', 0.1, 0.11, { placeholder: 'learningRate', description: LR.description });
  const idle = replicas(1, 'Never', template('mxnet', image, ['bpslaunch']));
  expect(written('mxjob-byteps', {
    objective: Objective.maximize('Train-accuracy', { goal: 0.99 }), parallelTrials: 1, maxTrials: 4, space,
    trial: trial({
      framework: Framework.mxnet({
        scheduler: { args: [] }, servers: { args: [] }, worker: { volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm')] },
      }),
      image, command: ['bpslaunch'], args: ['python3', 'train_imagenet_byteps.py', `--lr=${lr}`], restartPolicy: NEVER, cleanPodPolicy: CleanPodPolicy.NONE,
      accelerator: Accelerator.nvidia(),
    }, { primaryPodLabels: WORKERS }),
  }, { trainer: TrainerVersion.V1_8 })).toEqual(sample('mxjob-byteps', {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'Train-accuracy' },
    parallelTrialCount: 1,
    maxTrialCount: 4,
    parameters: [double('lr', '0.1', '0.11')],
    trialTemplate: {
      primaryContainerName: 'mxnet', primaryPodLabels: WORKERS, trialParameters: [LR],
      // Katib knows the end of this kind only when it is told.
      successCondition: 'status.conditions.#(type=="Succeeded")#|#(status=="True")#', failureCondition: 'status.conditions.#(type=="Failed")#|#(status=="True")#',
      trialSpec: trialOf('kubeflow.org/v1', 'MXJob', {
        jobMode: 'MXTrain',
        runPolicy: { cleanPodPolicy: 'None' },
        mxReplicaSpecs: {
          Scheduler: idle,
          Server: idle,
          Worker: replicas(1, 'Never', template('mxnet', image, ['bpslaunch'], {
            args: ['python3', 'train_imagenet_byteps.py', '--lr=${trialParameters.learningRate}'], resources: { limits: { 'nvidia.com/gpu': 1 } },
            volumeMounts: [{ mountPath: '/dev/shm', name: 'dshm' }],
          }, { volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory' } }] })),
        },
      }),
    },
  }));
});
