import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { written } from './written';
import { Accelerator, Framework, HostPathType, Processes, ProblemLevel, Queue, RendezvousBackend, RestartPolicy, Storage } from '../../../lib';

/*
 * What the documentation of training-operator shows, said with typed props.
 * Values are written down as documented; arguments that only the program reads are shortened.
 */

const { ON_FAILURE } = RestartPolicy;
const { ALWAYS, IF_NOT_PRESENT } = kplus.ImagePullPolicy;
const debug = { LOGLEVEL: kplus.EnvValue.fromValue('DEBUG') };
const gpu = Accelerator.nvidia();
const pytorchJob = (name: string, spec: object, labels?: object) => canonical({
  apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob', metadata: {
    name,
    labels,
  }, spec,
});
/** The same pod as Master and as Worker. */
const masterAndWorker = (template: object) => ({
  Master: { replicas: 1, restartPolicy: 'OnFailure', template }, Worker: { replicas: 1, restartPolicy: 'OnFailure', template },
});
const write = (name: string, props: Parameters<typeof written>[2], platform = {}) => written('PyTorchJob', name, props, {
  failAt: ProblemLevel.ERROR,
  ...platform,
});

test('a master and a worker that train MNIST', () => {
  const pod = {
    spec: {
      containers: [{
        name: 'pytorch', image: 'kubeflowkatib/pytorch-mnist:v1beta1', imagePullPolicy: 'Always', command: ['python3',
          'mnist.py', '--epochs=1'],
      }],
    },
  };
  expect(write('pytorch-simple', {
    framework: Framework.pytorch(), image: 'kubeflowkatib/pytorch-mnist:v1beta1', imagePullPolicy: ALWAYS, command: ['python3', 'mnist.py', '--epochs=1'],
    workers: 2, restartPolicy: ON_FAILURE,
  })).toEqual(pytorchJob('pytorch-simple', { pytorchReplicaSpecs: masterAndWorker(pod) }));
});

test('two processes for each pod under torchrun', () => {
  const pod = { spec: { containers: [{ name: 'pytorch', image: 'pytorch-cpu:py3.8', command: ['torchrun', 'demo.py'] }] } };
  expect(write('torchrun-cpu', {
    framework: Framework.pytorch({ processesPerWorker: Processes.of(2) }), image: 'pytorch-cpu:py3.8', command: ['torchrun', 'demo.py'], workers: 2,
    restartPolicy: ON_FAILURE,
  })).toEqual(pytorchJob('torchrun-cpu', { nprocPerNode: '2', pytorchReplicaSpecs: masterAndWorker(pod) }));
});

test('NCCL on GPUs, out of the mesh', () => {
  const pod = {
    metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
    spec: {
      containers: [{
        name: 'pytorch', image: 'gcr.io/acme/pytorch_dist_mnist:latest', args: ['--backend', 'nccl'],
        resources: { limits: { 'nvidia.com/gpu': 1 } },
      }],
    },
  };
  expect(write('pytorch-dist-mnist-nccl', {
    framework: Framework.pytorch(), image: 'gcr.io/acme/pytorch_dist_mnist:latest', args: ['--backend', 'nccl'], accelerator: gpu,
    podAnnotations: { 'sidecar.istio.io/inject': 'false' }, workers: 2, restartPolicy: ON_FAILURE,
  })).toEqual(pytorchJob('pytorch-dist-mnist-nccl', { pytorchReplicaSpecs: masterAndWorker(pod) }));
});

test('DeepSpeed under torchrun', () => {
  const container = {
    name: 'pytorch', image: 'kubeflow/deepspeed-demo:latest', command: ['torchrun', '/train_bert_ds.py'],
    resources: { limits: { 'nvidia.com/gpu': 1 } },
  };
  const pod = { spec: { containers: [container] } };
  expect(write('pytorch-deepspeed-demo', {
    framework: Framework.pytorch(), image: 'kubeflow/deepspeed-demo:latest', command: ['torchrun', '/train_bert_ds.py'], accelerator: gpu,
    workers: 2, restartPolicy: ON_FAILURE,
  })).toEqual(pytorchJob('pytorch-deepspeed-demo', { pytorchReplicaSpecs: masterAndWorker(pod) }));
});

test('elastic workers that log at the level DEBUG', () => {
  const command = ['python', '-m', 'torch.distributed.run', './echo.py'];
  expect(write('elastic-example-echo', {
    framework: Framework.pytorch({ elastic: { rdzvBackend: RendezvousBackend.C10D, minReplicas: 1, maxReplicas: 2, maxRestarts: 100 } }),
    image: 'kubeflow/pytorch-elastic-example-echo:1.0.0', imagePullPolicy: IF_NOT_PRESENT, env: debug, command, workers: 2,
  })).toEqual(pytorchJob('elastic-example-echo', {
    elasticPolicy: { rdzvBackend: 'c10d', minReplicas: 1, maxReplicas: 2, maxRestarts: 100 },
    pytorchReplicaSpecs: {
      Worker: {
        replicas: 2,
        template: {
          spec: {
            containers: [{
              name: 'pytorch', image: 'kubeflow/pytorch-elastic-example-echo:1.0.0', imagePullPolicy: 'IfNotPresent', env: [{
                name: 'LOGLEVEL',
                value: 'DEBUG',
              }], command,
            }],
          },
        },
      },
    },
  }));
});

test('elastic workers that an autoscaler counts', () => {
  const command = ['python', '-m', 'torch.distributed.run', 'imagenet.py', '--arch=resnet18'];
  expect(write('elastic-example-imagenet', {
    framework: Framework.pytorch({ elastic: { rdzvBackend: RendezvousBackend.C10D, minReplicas: 1, maxReplicas: 3, maxRestarts: 100, targetCpuPercent: 80 } }),
    image: 'acme/imagenet:0.1', command, env: debug, resources: { cpu: { request: kplus.Cpu.units(4) } }, workers: 2, restartPolicy: ON_FAILURE,
  })).toEqual(pytorchJob('elastic-example-imagenet', {
    elasticPolicy: {
      rdzvBackend: 'c10d', minReplicas: 1, maxReplicas: 3, maxRestarts: 100,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
    },
    pytorchReplicaSpecs: {
      Worker: {
        replicas: 2,
        restartPolicy: 'OnFailure',
        template: {
          spec: {
            containers: [{
              name: 'pytorch', image: 'acme/imagenet:0.1', command, resources: { requests: { cpu: 4 } },
              env: [{ name: 'LOGLEVEL', value: 'DEBUG' }],
            }],
          },
        },
      },
    },
  }));
});

test('a rendezvous in etcd, a script that an init container fetches, the shared memory of the node', () => {
  const mounts = [{ name: 'shmem', mountPath: '/dev/shm' }, { name: 'local', mountPath: '/local' }];
  const [shm, local] = [Storage.hostPath('/dev/shm', HostPathType.ANY), Storage.hostPath('/mnt/k8s-disks/0', HostPathType.ANY)];
  const volumes = [shm.at('/dev/shm'), local.at('/local')];
  expect(write('fsdp', {
    framework: Framework.pytorch({
      elastic: {
        rdzvBackend: RendezvousBackend.ETCD, rdzvHost: 'etcd', rdzvPort: 2379, minReplicas: 1, maxReplicas: 64,
        maxRestarts: 100,
      },
    }),
    image: 'pytorch/pytorch:latest', imagePullPolicy: ALWAYS, command: ['torchrun', '--nnodes=2', '/local/ddp.py'], workers: 2, restartPolicy: ON_FAILURE,
    podLabels: { app: 'fsdp' }, volumes,
    initContainers: [{ name: 'script-downloader', image: 'acme/curl:1', command: ['curl', '-o', '/local/ddp.py', 'https://example.com/ddp.py'], volumes }],
  })).toEqual(pytorchJob('fsdp', {
    elasticPolicy: { rdzvBackend: 'etcd', rdzvHost: 'etcd', rdzvPort: 2379, minReplicas: 1, maxReplicas: 64, maxRestarts: 100 },
    pytorchReplicaSpecs: {
      Worker: {
        replicas: 2,
        restartPolicy: 'OnFailure',
        template: {
          metadata: { labels: { app: 'fsdp' } },
          spec: {
            volumes: [{ name: 'shmem', hostPath: { path: '/dev/shm' } }, { name: 'local', hostPath: { path: '/mnt/k8s-disks/0' } }],
            containers: [{
              name: 'pytorch', image: 'pytorch/pytorch:latest', imagePullPolicy: 'Always', command: ['torchrun', '--nnodes=2',
                '/local/ddp.py'], volumeMounts: mounts,
            }],
            // One policy for all images of a job.
            initContainers: [{
              name: 'script-downloader', image: 'acme/curl:1', imagePullPolicy: 'Always', command: ['curl', '-o', '/local/ddp.py',
                'https://example.com/ddp.py'], volumeMounts: mounts,
            }],
          },
        },
      },
    },
  }));
});

test('RDMA through the network of the nodes, with all rights', () => {
  expect(write('yolov5-training', {
    framework: Framework.pytorch({ elastic: { rdzvBackend: RendezvousBackend.C10D, minReplicas: 1, maxReplicas: 8, maxRestarts: 100 } }),
    image: 'ultralytics/yolov5:latest', imagePullPolicy: ALWAYS, command: ['/bin/bash'], args: ['-c', 'torchrun train.py'], workers: 2,
    restartPolicy: ON_FAILURE,
    accelerator: gpu, hostNetwork: true, hostIpc: true, dnsPolicy: kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET, privileged: true,
    capabilities: ['IPC_LOCK', 'CAP_SYS_ADMIN'],
    env: {
      NCCL_IB_GID_INDEX: kplus.EnvValue.fromValue('3'),
      REPLICA_INDEX: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_LABEL, { key: 'training.kubeflow.org/replica-index' }),
      POD_NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
    },
    volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm'), Storage.hostPath('/dev/infiniband', HostPathType.ANY).at('/dev/infiniband')],
  })).toEqual(pytorchJob('yolov5-training', {
    elasticPolicy: { rdzvBackend: 'c10d', minReplicas: 1, maxReplicas: 8, maxRestarts: 100 },
    pytorchReplicaSpecs: {
      Worker: {
        replicas: 2,
        restartPolicy: 'OnFailure',
        template: {
          spec: {
            hostNetwork: true,
            hostIPC: true,
            dnsPolicy: 'ClusterFirstWithHostNet',
            containers: [{
              name: 'pytorch',
              image: 'ultralytics/yolov5:latest',
              imagePullPolicy: 'Always',
              command: ['/bin/bash'],
              args: ['-c', 'torchrun train.py'],
              env: [
                { name: 'NCCL_IB_GID_INDEX', value: '3' },
                { name: 'REPLICA_INDEX', valueFrom: { fieldRef: { fieldPath: "metadata.labels['training.kubeflow.org/replica-index']" } } },
                { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              ],
              resources: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 1 } },
              volumeMounts: [{ name: 'dshm', mountPath: '/dev/shm' }, { name: 'devinf', mountPath: '/dev/infiniband' }],
              securityContext: { privileged: true, capabilities: { add: ['IPC_LOCK', 'CAP_SYS_ADMIN'] } },
            }],
            volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory' } }, { name: 'devinf', hostPath: { path: '/dev/infiniband' } }],
          },
        },
      },
    },
  }));
});

test('a job in a queue of Kueue', () => {
  const pod = {
    spec: {
      containers: [{
        name: 'pytorch', image: 'acme/mnist:1', imagePullPolicy: 'Always', command: ['python3', 'mnist.py'],
        resources: { requests: { cpu: 1, memory: '200Mi' } },
      }],
    },
  };
  expect(write('pytorch-simple', {
    framework: Framework.pytorch(), image: 'acme/mnist:1', imagePullPolicy: ALWAYS, command: ['python3', 'mnist.py'], workers: 2, restartPolicy: ON_FAILURE,
    resources: { cpu: { request: kplus.Cpu.units(1) }, memory: { request: Size.mebibytes(200) } }, queue: Queue.fromQueueName('main'),
  }, { kueue: true, kueueFrameworks: ['kubeflow.org/pytorchjob'] })).toEqual(pytorchJob('pytorch-simple',
    { pytorchReplicaSpecs: masterAndWorker(pod) }, { 'kueue.x-k8s.io/queue-name': 'main' }));
});
