import { App, Duration, Size } from 'cdk8s';
import { gpuPool } from './pool';
import {
  Accelerator, Checkpoints, Cloud, Framework, Linter, LocalQueue, Placement, Platform, Stack, Storage, TrainerVersion, TrainingJob,
} from 'cdk8s-mlops';

const app = new App();
const ofKubeflow = ['mpi', 'pytorch', 'tf', 'xgboost', 'paddle', 'jax'].map(kind => `kubeflow.org/${kind}job`);
const platform = {
  kubernetes: '1.34', cloud: Cloud.GKE, linters: [Linter.KUBE_SCORE, Linter.CHECKOV, Linter.POLARIS, Linter.KUBE_LINTER],
  kueue: true, kueueFrameworks: ['batch/job', 'ray.io/rayjob', 'trainer.kubeflow.org/trainjob', ...ofKubeflow],
};
Platform.declare(app, platform);
const clusterQueue = gpuPool(app);
const vision = new Stack(app, 'vision');
const queue = new LocalQueue(vision, 'training', { clusterQueue });
const train = { image: 'europe-west1-docker.pkg.dev/acme/ml/train:2.1', command: ['python', 'train.py'], queue };
const resnet = { ...train, framework: Framework.pytorch(), command: ['torchrun', 'train.py'], workers: 2, accelerator: Accelerator.nvidia('H100', 8) };
new TrainingJob(vision, 'resnet', {
  ...resnet, checkpoints: Checkpoints.claim(Size.gibibytes(500)), deadline: Duration.hours(24), rerunOnChange: true,
  data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })], placement: [Placement.together('topology.kubernetes.io/zone')],
});
new TrainingJob(vision, 'elastic', { ...resnet, framework: Framework.pytorch({ elastic: { minReplicas: 1, maxReplicas: 4 } }) });
new TrainingJob(vision, 'recommender', { ...train, framework: Framework.tensorflow({ chief: {}, parameterServers: { replicas: 2 }, evaluators: {} }), workers: 4 });
new TrainingJob(vision, 'fraud', { ...train, framework: Framework.xgboost(), workers: 3 });
new TrainingJob(vision, 'churn', { ...train, framework: Framework.lightgbm(), workers: 3 });
new TrainingJob(vision, 'ocr', { ...train, framework: Framework.paddle(), workers: 2 });
new TrainingJob(vision, 'gemma', { ...train, framework: Framework.jax(), accelerator: Accelerator.tpu('tpu-v5-lite-podslice', '4x4') });
new TrainingJob(vision, 'climate', { ...train, framework: Framework.horovod(), command: ['mpirun', 'python', 'train.py'], workers: 2 });
new TrainingJob(vision, 'agents', { ...train, framework: Framework.ray(), workers: 3 });
TrainingJob.scheduled(vision, 'forecast', { ...train, framework: Framework.scikitLearn(), workers: 4, schedule: '0 3 * * *' });

const next = new Stack(app, 'next');
Platform.declare(next, { ...platform, trainer: TrainerVersion.V2 });
new TrainingJob(next, 'resnet', { ...resnet, queue: new LocalQueue(next, 'training', { clusterQueue }) });
const old = new Stack(app, 'old');
Platform.declare(old, { ...platform, trainer: TrainerVersion.V1_8 });
new TrainingJob(old, 'speech', { ...train, queue: undefined, framework: Framework.mxnet({ servers: { replicas: 2 } }), workers: 2 }); // Kueue knows no MXJob
app.synth();
