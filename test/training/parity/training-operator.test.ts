import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { written } from './written';
import {
  Accelerator, CleanPodPolicy, Framework, GangScheduler, ProblemLevel, Queue, RestartPolicy, Storage, TrainerVersion,
} from '../../../lib';

/* What the documentation of training-operator shows for frameworks other than PyTorch, said with typed props. */

const { NEVER, ON_FAILURE, EXIT_CODE } = RestartPolicy;
const { ALWAYS, NEVER: NEVER_PULL } = kplus.ImagePullPolicy;
const { cpu, memory, limits } = {
  cpu: (millis: number) => ({ limit: kplus.Cpu.millis(millis) }),
  memory: (gi: number) => ({ limit: Size.gibibytes(gi) }),
  limits: (gpus: number) => ({ limits: { 'nvidia.com/gpu': gpus } }),
};
const write = (kind: string) => (name: string, props: Parameters<typeof written>[2], platform = {}) => written(kind, name, props,
  { failAt: ProblemLevel.ERROR, ...platform });
const manifest = (kind: string, name: string, spec: object, labels?: object) => canonical({
  apiVersion: 'kubeflow.org/v1', kind, metadata: {
    name,
    labels,
  }, spec,
});
const replicas = (count: number, restartPolicy: string | undefined, container: object, pod: object = {}, metadata?: object) => ({
  replicas: count, restartPolicy, template: { metadata, spec: { ...pod, containers: [container] } },
});

describe('TFJob', () => {
  const tfJob = write('TFJob');
  const expected = (name: string, tfReplicaSpecs: object, rest: object = {}) => manifest('TFJob', name, { ...rest, tfReplicaSpecs });

  test('workers that train MNIST', () => {
    const container = { name: 'tensorflow', image: 'kubeflowkatib/tf-mnist-with-summaries:latest', command: ['python', 'mnist.py', '--epochs=1'] };
    expect(tfJob('tfjob-simple', {
      framework: Framework.tensorflow(), image: container.image, command: container.command, workers: 2, restartPolicy: ON_FAILURE,
    })).toEqual(expected('tfjob-simple', { Worker: replicas(2, 'OnFailure', container) }));
  });

  test('parameter servers and workers', () => {
    const container = { name: 'tensorflow', image: 'kubeflow/tf-dist-mnist-test:1.0' };
    expect(tfJob('dist-mnist-for-e2e-test', {
      framework: Framework.tensorflow({ parameterServers: { replicas: 2 } }), image: container.image, workers: 4, restartPolicy: NEVER,
    })).toEqual(expected('dist-mnist-for-e2e-test', { PS: replicas(2, 'Never', container), Worker: replicas(4, 'Never', container) }));
  });

  test('a chief and workers that MultiKueue runs elsewhere', () => {
    const container = { name: 'tensorflow', image: 'tensorflow/tensorflow:latest', args: ['python', 'model.py'] };
    expect(tfJob('example-tfjob', {
      framework: Framework.tensorflow({ chief: {} }), image: container.image, args: container.args, workers: 3, multiKueue: true,
      queue: Queue.fromQueueName('user-queue'),
    }, { kueue: true, kueueFrameworks: ['kubeflow.org/tfjob'] })).toEqual(manifest('TFJob', 'example-tfjob', {
      runPolicy: { managedBy: 'kueue.x-k8s.io/multikueue' },
      tfReplicaSpecs: { Chief: replicas(1, undefined, container), Worker: replicas(2, undefined, container) },
    }, { 'kueue.x-k8s.io/queue-name': 'user-queue' }));
  });

  test('a key of Google Cloud in a Secret, for parameter servers too', () => {
    const container = {
      name: 'tensorflow', image: 'gcr.io/acme/image:1', command: ['python', '-m', 'trainer.task'],
      env: [{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/etc/secrets/user-gcp-sa.json' }], volumeMounts: [{
        name: 'sa',
        mountPath: '/etc/secrets', readOnly: true,
      }],
    };
    const pod = { volumes: [{ name: 'sa', secret: { secretName: 'user-gcp-sa' } }] };
    const metadata = { annotations: { 'sidecar.istio.io/inject': 'false' } };
    expect(tfJob('tfjob', {
      framework: Framework.tensorflow({ parameterServers: {} }), image: container.image, command: container.command, restartPolicy: ON_FAILURE,
      env: { GOOGLE_APPLICATION_CREDENTIALS: kplus.EnvValue.fromValue('/etc/secrets/user-gcp-sa.json') }, podAnnotations: metadata.annotations,
      volumes: [Storage.secret({ name: 'user-gcp-sa' } as kplus.ISecret).at('/etc/secrets')],
    })).toEqual(expected('tfjob', { PS: replicas(1, 'OnFailure', container, pod, metadata), Worker: replicas(1, 'OnFailure', container, pod, metadata) }));
  });

  test('a scheduler of its own', () => {
    const container = { name: 'tensorflow', image: 'kubeflow/tf-mnist-with-summaries:latest', command: ['python', 'mnist.py'] };
    expect(tfJob('tfjob-simple', {
      framework: Framework.tensorflow(), image: container.image, command: container.command, workers: 2, restartPolicy: ON_FAILURE,
      schedulerName: 'scheduler-plugins-scheduler',
    }, { gangScheduler: GangScheduler.COSCHEDULING })).toEqual(expected('tfjob-simple', {
      Worker: replicas(2, 'OnFailure', container,
        { schedulerName: 'scheduler-plugins-scheduler' }),
    }));
  });

  test('servers on CPUs, workers on GPUs, each with an image of its own', () => {
    const common = {
      name: 'tensorflow', args: ['python', 'tf_cnn_benchmarks.py'], ports: [{ containerPort: 2222, name: 'tfjob-port' }],
      workingDir: '/opt/tf-benchmarks',
    };
    expect(tfJob('tf-smoke-gpu', {
      framework: Framework.tensorflow({
        parameterServers: {
          image: 'kubeflow/tf-benchmarks-cpu:1', resources: { cpu: cpu(1000) },
          ports: { 'tfjob-port': 2222 },
        },
      }),
      image: 'kubeflow/tf-benchmarks-gpu:1', args: common.args, workingDir: common.workingDir, accelerator: Accelerator.nvidia(),
      restartPolicy: ON_FAILURE, ports: { 'tfjob-port': 2222 },
    })).toEqual(expected('tf-smoke-gpu', {
      PS: replicas(1, 'OnFailure', { ...common, image: 'kubeflow/tf-benchmarks-cpu:1', resources: { limits: { cpu: '1' } } }),
      Worker: replicas(1, 'OnFailure', { ...common, image: 'kubeflow/tf-benchmarks-gpu:1', resources: limits(1) }),
    }));
  });

  test('workers of a MultiWorkerMirroredStrategy that keep their pods, with a claim that exists', () => {
    const container = {
      name: 'tensorflow', image: 'kubeflow/multi_worker_strategy:1', volumeMounts: [{ mountPath: '/train', name: 'training' }],
      resources: limits(1),
    };
    expect(tfJob('multi-worker', {
      framework: Framework.tensorflow(), image: container.image, workers: 2, restartPolicy: NEVER, cleanPodPolicy: CleanPodPolicy.NONE,
      accelerator: Accelerator.nvidia(),
      volumes: [Storage.existingClaim('strategy-volume').at('/train')],
    })).toEqual(expected('multi-worker', {
      Worker: replicas(2, 'Never', container, { volumes: [{ name: 'training', persistentVolumeClaim: { claimName: 'strategy-volume' } }] }),
    }, { runPolicy: { cleanPodPolicy: 'None' } }));
  });
});

describe('XGBoostJob', () => {
  const xgboostJob = write('XGBoostJob');
  const port = { containerPort: 9991, name: 'xgboostjob-port' };
  const both = (container: object, pod: object = {}, worker: object = container) => ({
    xgbReplicaSpecs: { Master: replicas(1, 'Never', container, pod), Worker: replicas(2, 'ExitCode', worker, pod) },
  });
  const policies = { master: { restartPolicy: NEVER }, worker: { restartPolicy: EXIT_CODE } };

  test('a model that is kept on a claim', () => {
    const container = {
      name: 'xgboost', image: 'kubeflow/xgboost-dist-iris:latest', ports: [port], imagePullPolicy: 'Always', args: ['--job_type=Train',
        '--model_path=/tmp/xgboost_model/2'],
      volumeMounts: [{ name: 'store', mountPath: '/tmp/xgboost_model' }],
    };
    expect(xgboostJob('iris-train-local', {
      framework: Framework.xgboost(policies), image: container.image, imagePullPolicy: ALWAYS, args: container.args, workers: 3,
      ports: { 'xgboostjob-port': 9991 },
      volumes: [Storage.existingClaim('xgboostlocal').at('/tmp/xgboost_model')],
    })).toEqual(manifest('XGBoostJob', 'iris-train-local', both(container, {
      volumes: [{
        name: 'store',
        persistentVolumeClaim: { claimName: 'xgboostlocal' },
      }],
    })));
  });

  test('other arguments for the master, in a queue of Kueue', () => {
    const container = {
      name: 'xgboost', image: 'acme/xgboost:1.1', ports: [port], imagePullPolicy: 'Always', resources: {
        requests: {
          cpu: 0.5,
          memory: '256Mi',
        },
      },
    };
    expect(xgboostJob('xgboost-dist-iris', {
      framework: Framework.xgboost({
        master: { restartPolicy: NEVER, args: ['--job_type=Train', '--model_path=/tmp/model'] },
        worker: { restartPolicy: EXIT_CODE },
      }),
      image: container.image, imagePullPolicy: ALWAYS, args: ['--job_type=Train', '--n_estimators=10'], workers: 3, ports: { 'xgboostjob-port': 9991 },
      resources: { cpu: { request: kplus.Cpu.millis(500) }, memory: { request: Size.mebibytes(256) } }, queue: Queue.fromQueueName('user-queue'),
    }, { kueue: true, kueueFrameworks: ['kubeflow.org/xgboostjob'] })).toEqual(manifest('XGBoostJob', 'xgboost-dist-iris', both(
      { ...container, args: ['--job_type=Train', '--model_path=/tmp/model'] }, {}, { ...container, args: ['--job_type=Train', '--n_estimators=10'] },
    ), { 'kueue.x-k8s.io/queue-name': 'user-queue' }));
  });

  test('LightGBM, of an image that is on the node', () => {
    const container = {
      name: 'xgboost', image: 'kubeflow/lightgbm-dist-py-test:1.0', ports: [port], imagePullPolicy: 'Never',
      args: ['--job_type=Train', '--boosting_type=gbdt'],
    };
    expect(xgboostJob('lightgbm-dist-train-test', {
      framework: Framework.lightgbm(policies), image: container.image, imagePullPolicy: NEVER_PULL, args: container.args, workers: 3,
      ports: { 'xgboostjob-port': 9991 },
    })).toEqual(manifest('XGBoostJob', 'lightgbm-dist-train-test', both(container)));
  });
});

test('Paddle on two GPUs each, with shared memory', () => {
  const container = {
    name: 'paddle', image: 'paddlepaddle/paddle:2.4.0rc0-gpu', command: ['python'], args: ['-m', 'paddle.distributed.launch', 'run_check'],
    imagePullPolicy: 'Always',
    ports: [{ containerPort: 37777, name: 'master' }], resources: limits(2), volumeMounts: [{ mountPath: '/dev/shm', name: 'dshm' }],
  };
  expect(write('PaddleJob')('paddle-simple-gpu', {
    framework: Framework.paddle(), image: container.image, command: container.command, args: container.args, imagePullPolicy: ALWAYS, workers: 2,
    restartPolicy: ON_FAILURE,
    accelerator: Accelerator.nvidia(undefined, 2), ports: { master: 37777 }, volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm')],
  })).toEqual(manifest('PaddleJob', 'paddle-simple-gpu', {
    paddleReplicaSpecs: { Worker: replicas(2, 'OnFailure', container, { volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory' } }] }) },
  }));
});

test('JAX on two workers', () => {
  const container = { name: 'jax', image: 'acme/jaxgoogle:latest', command: ['python3', 'train.py'], imagePullPolicy: 'Always' };
  expect(write('JAXJob')('jaxjob-simple', {
    framework: Framework.jax(), image: container.image, command: container.command, imagePullPolicy: ALWAYS, workers: 2, restartPolicy: ON_FAILURE,
  })).toEqual(manifest('JAXJob', 'jaxjob-simple', { jaxReplicaSpecs: { Worker: replicas(2, 'OnFailure', container) } }));
});

describe('MXJob', () => {
  const mxJob = (name: string, props: Parameters<typeof written>[2]) => write('MXJob')(name, props, { trainer: TrainerVersion.V1_8 });

  test('BytePS: scheduler and servers without, workers with GPUs', () => {
    const container = { name: 'mxnet', image: 'bytepsimage/mxnet', command: ['bpslaunch'] };
    expect(mxJob('byteps-mxnet-job', {
      framework: Framework.mxnet({
        scheduler: { args: [] }, servers: { replicas: 2, args: [] },
        worker: { volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm')] },
      }),
      image: container.image, command: container.command, args: ['python3', 'train_imagenet_byteps.py'], workers: 2, restartPolicy: NEVER,
      cleanPodPolicy: CleanPodPolicy.RUNNING, accelerator: Accelerator.nvidia(undefined, 8),
    })).toEqual(manifest('MXJob', 'byteps-mxnet-job', {
      jobMode: 'MXTrain',
      runPolicy: { cleanPodPolicy: 'Running' },
      mxReplicaSpecs: {
        Scheduler: replicas(1, 'Never', container),
        Server: replicas(2, 'Never', container),
        Worker: replicas(2, 'Never', {
          ...container, args: ['python3', 'train_imagenet_byteps.py'], resources: limits(8), volumeMounts: [{ mountPath: '/dev/shm', name: 'dshm' }],
        }, { volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory' } }] }),
      },
    }));
  });

  test('small limits for scheduler and server, a port of its own', () => {
    const container = { name: 'mxnet', image: 'kubeflow/mxnet-gpu:latest', ports: [{ containerPort: 9991, name: 'mxjob-port' }] };
    const small = { cpu: cpu(100), memory: { limit: Size.mebibytes(256) } };
    const coordinator = { resources: small, command: [], args: [], ports: { 'mxjob-port': 9991 } };
    expect(mxJob('mxnet-job', {
      framework: Framework.mxnet({ scheduler: coordinator, servers: coordinator }), image: container.image, command: ['python3'],
      args: ['train_mnist.py'], restartPolicy: NEVER,
      resources: { cpu: cpu(2000), memory: memory(1) }, ports: { 'mxjob-port': 9991 },
    })).toEqual(manifest('MXJob', 'mxnet-job', {
      jobMode: 'MXTrain',
      mxReplicaSpecs: {
        Scheduler: replicas(1, 'Never', { ...container, resources: { limits: { cpu: '100m', memory: '256Mi' } } }),
        Server: replicas(1, 'Never', { ...container, resources: { limits: { cpu: '100m', memory: '256Mi' } } }),
        Worker: replicas(1, 'Never', { ...container, command: ['python3'], args: ['train_mnist.py'], resources: { limits: { cpu: 2, memory: '1Gi' } } }),
      },
    }));
  });
});
