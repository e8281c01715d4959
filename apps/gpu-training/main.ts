import { App, Duration, Size } from 'cdk8s';
import { Accelerator, Checkpoints, Cloud, Framework, Linter, Platform, Queue, SecretTemplate, Stack, Storage, Tracking, TrainingJob } from 'cdk8s-mlops';

const app = new App();
Platform.declare(app, { kubernetes: '1.34', cloud: Cloud.GKE, kueue: true, linters: [Linter.KUBE_SCORE, Linter.CHECKOV, Linter.POLARIS, Linter.KUBE_LINTER] });

const research = new Stack(app, 'research');
const credentials = new SecretTemplate(research, 'mlflow-client', { keys: { username: 'user name', password: 'password' } });
const tracking = Tracking.server('http://mlflow-service.mlflow-team.svc', { credentials });

new TrainingJob(research, 'resnet', {
  image: 'europe-west1-docker.pkg.dev/acme/ml/resnet:2.1',
  command: ['python', 'train.py'],
  args: ['--epochs=90', '--lr=3e-4'],
  accelerator: Accelerator.nvidia('H100', 8),
  sharedMemory: Size.gibibytes(32),
  data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })],
  checkpoints: Checkpoints.claim(Size.gibibytes(500)),
  deadline: Duration.hours(24),
  queue: Queue.fromQueueName('gpu'),
  rerunOnChange: true,
  tracking,
  experiment: 'resnet',
});

new TrainingJob(research, 'churn', {
  image: 'europe-west1-docker.pkg.dev/acme/ml/churn:4.0',
  framework: Framework.scikitLearn(),
  command: ['python', 'train.py'],
  workers: 4,
  queue: Queue.fromQueueName('cpu'),
  tracking,
});

app.synth();
