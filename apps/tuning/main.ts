import { join } from 'path';
import { App, Duration, Size } from 'cdk8s';
import {
  Accelerator, Algorithm, Checkpoints, Distribution, EarlyStopping, Framework, KatibExperiment, Linter, Objective, Platform, Queue, SearchSpace, Stack,
  Storage, Tracking, TrainingJob, type TrainingJobProps,
} from 'cdk8s-mlops';

const app = new App();
Platform.declare(app, {
  kubernetes: '1.34', kueue: true, kueueFrameworks: ['kubeflow.org/pytorchjob'],
  linters: [Linter.KUBE_SCORE, Linter.CHECKOV, Linter.POLARIS, Linter.KUBE_LINTER],
});
const vision = new Stack(app, 'tuning');

// One definition: it runs once, is tuned, and trains again with what was found.
const training = (space: SearchSpace): TrainingJobProps => ({
  framework: Framework.pytorch(), image: 'ghcr.io/acme/resnet:2.1', command: ['python', 'train.py'],
  workers: 2, accelerator: Accelerator.nvidia('A100', 1), queue: Queue.fromQueueName('gpu'), deadline: Duration.hours(2),
  data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })], checkpoints: Checkpoints.claim(Size.gibibytes(100)),
  tracking: Tracking.server('http://mlflow-service.mlflow-team.svc'), experiment: 'resnet',
  args: [
    `--lr=${space.double('lr', 1e-5, 1e-2, { distribution: Distribution.LOG_UNIFORM })}`,
    `--batch-size=${space.discrete('batch', [128, 256, 512])}`,
    `--optimizer=${space.categorical('optimizer', ['sgd', 'adamw'])}`,
  ],
});

new TrainingJob(vision, 'resnet-first', training(SearchSpace.of({ lr: 3e-4, batch: 256, optimizer: 'adamw' })));

const space = new SearchSpace();
new KatibExperiment(vision, 'resnet-hpo', {
  objective: Objective.maximize('val_accuracy', { goal: 0.78 }), algorithm: Algorithm.tpe(), maxTrials: 24, parallelTrials: 3,
  earlyStopping: EarlyStopping.medianStop(), space, trial: TrainingJob.trial(training(space)),
});

// kubectl get experiment resnet-hpo -n tuning -o json > apps/tuning/best.json
new TrainingJob(vision, 'resnet', { ...training(SearchSpace.best(join(__dirname, 'best.json'))), registeredModel: 'resnet', rerunOnChange: true });

app.synth();
