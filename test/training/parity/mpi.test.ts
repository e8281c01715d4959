import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { written } from './written';
import {
  Accelerator, CleanPodPolicy, Framework, HostPathType, Interconnect, LauncherCreation, MpiImplementation, MpiOperator, ProblemLevel,
  Readiness, RestartPolicy, Storage,
} from '../../../lib';

/* What the documentation of mpi-operator and of training-operator shows of MPIJobs, said with typed props. */

const limited = (cpu: number, gi: number) => ({ cpu: { limit: kplus.Cpu.units(cpu) }, memory: { limit: Size.gibibytes(gi) } });
const limits = (cpu: number, memory: string) => ({ limits: { cpu, memory } });
const running = { runPolicy: { cleanPodPolicy: 'Running' } };
const mpiJob = (version: string, name: string, spec: object, launcher: object, worker: object) =>
  canonical({
    apiVersion: `kubeflow.org/${version}`, kind: 'MPIJob', metadata: { name }, spec: {
      ...spec, mpiReplicaSpecs: {
        Launcher: launcher,
        Worker: worker,
      },
    },
  });
const replicas = (count: number, container: object, pod: object = {}, rest: object = {}) => ({
  replicas: count, ...rest, template: {
    spec: {
      ...pod,
      containers: [container],
    },
  },
});
const write = (name: string, props: Parameters<typeof written>[2], platform = {}) =>
  written('MPIJob', name, { cleanPodPolicy: CleanPodPolicy.RUNNING, ...props }, { failAt: ProblemLevel.ERROR, ...platform });

describe('mpi-operator', () => {
  const sshd = ['/usr/sbin/sshd', '-De', '-f', '/home/mpiuser/.sshd_config'];
  const ssh = { sshAuthMountPath: '/home/mpiuser/.ssh', slotsPerWorker: 1 };

  test('pi, as a user that is not root, gone after a minute', () => {
    const container = {
      name: 'mpi-launcher', image: 'mpioperator/mpi-pi:openmpi', securityContext: { runAsUser: 1000 }, command: ['mpirun'],
      args: ['-n', '2', '/home/mpiuser/pi'], resources: limits(1, '1Gi'),
    };
    expect(write('pi', {
      framework: Framework.mpi({
        ...ssh, launcher: { containerName: 'mpi-launcher', resources: limited(1, 1) }, worker: {
          containerName: 'mpi-worker', command: [sshd[0]],
          args: sshd.slice(1),
        },
      }),
      image: container.image, command: container.command, args: container.args, workers: 2, user: 1000, resources: limited(1, 1),
      restartPolicy: RestartPolicy.NEVER,
      ttlAfterFinished: Duration.seconds(60), backoffLimit: 0,
    })).toEqual(mpiJob('v2beta1', 'pi', { ...ssh, runPolicy: { cleanPodPolicy: 'Running', ttlSecondsAfterFinished: 60, backoffLimit: 0 } },
      replicas(1, container, {}, { restartPolicy: 'Never' }),
      replicas(2, { ...container, name: 'mpi-worker', command: [sshd[0]], args: sshd.slice(1) }, {}, { restartPolicy: 'Never' }),
    ));
  });

  test('pi with Intel MPI, whose workers are ready when sshd listens', () => {
    const container = {
      name: 'mpi-launcher', image: 'mpioperator/mpi-pi:intel', imagePullPolicy: 'Always', securityContext: { runAsUser: 1000 },
      args: ['mpirun', '-n', '2', '/home/mpiuser/pi'], resources: limits(1, '1Gi'),
    };
    const worker = {
      ...container, name: 'mpi-worker', args: sshd, securityContext: { runAsUser: 1000, capabilities: { add: ['NET_BIND_SERVICE'] } },
      readinessProbe: { tcpSocket: { port: 22 }, initialDelaySeconds: 2 },
    };
    expect(write('pi', {
      framework: Framework.mpi({
        ...ssh, implementation: MpiImplementation.INTEL,
        launcher: { containerName: 'mpi-launcher', resources: limited(1, 1) },
        worker: {
          containerName: 'mpi-worker', args: sshd, capabilities: ['NET_BIND_SERVICE'], readiness: Readiness.tcp(22,
            { initialDelay: Duration.seconds(2) }),
        },
      }),
      image: container.image, imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, args: container.args, workers: 2, user: 1000, resources: limited(1, 1),
    })).toEqual(mpiJob('v2beta1', 'pi', { ...ssh, ...running, mpiImplementation: 'Intel' }, replicas(1, container), replicas(2, worker)));
  });

  test('pi with MPICH', () => {
    const container = {
      name: 'mpi', image: 'mpioperator/mpi-pi:mpich', securityContext: { runAsUser: 1000 }, args: ['mpirun', '-n', '2',
        '/home/mpiuser/pi'], resources: limits(1, '1Gi'),
    };
    expect(write('pi', {
      framework: Framework.mpi({ ...ssh, implementation: MpiImplementation.MPICH, launcher: { resources: limited(1, 1) }, worker: { args: sshd } }),
      image: container.image, args: container.args, workers: 2, user: 1000, resources: limited(1, 1),
    })).toEqual(mpiJob('v2beta1', 'pi', { ...ssh, ...running, mpiImplementation: 'MPICH' }, replicas(1, container), replicas(2, { ...container, args: sshd })));
  });

  test('benchmarks of TensorFlow on GPUs', () => {
    const container = { name: 'tensorflow-benchmarks', image: 'mpioperator/tensorflow-benchmarks:latest' };
    expect(write('tensorflow-benchmarks', {
      framework: Framework.horovod({ slotsPerWorker: 1 }), image: container.image, containerName: container.name, command: ['mpirun',
        '--allow-run-as-root', '-np', '2', 'benchmark.py'],
      workers: 2, accelerator: Accelerator.nvidia(),
    })).toEqual(mpiJob('v2beta1', 'tensorflow-benchmarks', { slotsPerWorker: 1, ...running },
      replicas(1, { ...container, command: ['mpirun', '--allow-run-as-root', '-np', '2', 'benchmark.py'] }),
      replicas(2, { ...container, resources: { limits: { 'nvidia.com/gpu': 1 } } })));
  });

  test('DeepSpeed, whose own launcher starts the workers', () => {
    const container = { name: 'deepspeed', image: 'acme/deepspeed:hello' };
    expect(write('deepspeed-helloworld', {
      framework: Framework.deepspeed({ slotsPerWorker: 1 }), image: container.image, containerName: container.name, command: ['deepspeed'],
      args: ['train_bert_ds.py'], workers: 2,
      accelerator: Accelerator.nvidia(undefined, 8),
    })).toEqual(mpiJob('v2beta1', 'deepspeed-helloworld', { slotsPerWorker: 1, ...running },
      replicas(1, { ...container, command: ['deepspeed'], args: ['train_bert_ds.py'] }),
      replicas(2, { ...container, resources: { limits: { 'nvidia.com/gpu': 8 } } })));
  });

  test('tests of NCCL over EFA, on machines of one type', () => {
    const image = 'acme.dkr.ecr.eu-west-1.amazonaws.com/nccl:1';
    const amounts = { 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 32, 'hugepages-2Mi': '5120Mi', 'memory': '32000Mi' };
    const resources = { memory: { request: Size.mebibytes(32000), limit: Size.mebibytes(32000) } };
    const manifest = write('nccl-tests', {
      framework: Framework.mpi({
        slotsPerWorker: 8, launcher: {
          containerName: 'test-nccl-launcher', restartPolicy: RestartPolicy.ON_FAILURE,
          env: { PATH: kplus.EnvValue.fromValue('$PATH:/opt/amazon/efa/bin') },
        },
      }),
      image, imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, containerName: 'nccl-tests-worker', command: ['mpirun', 'all_reduce_perf'],
      workers: 2, backoffLimit: 20,
      accelerator: Accelerator.nvidia(undefined, 8), interconnect: Interconnect.efa(32), resources,
      nodeSelector: { 'node.kubernetes.io/instance-type': 'p5.48xlarge' }, volumes: [Storage.hostPath('/dev/shm', HostPathType.ANY).at('/dev/shm')],
    });
    const worker = manifest.spec.mpiReplicaSpecs.Worker.template.spec;
    const [container] = worker.containers;
    expect(container.resources).toEqual(canonical({
      spec: {
        containers: [{
          image, resources: {
            requests: amounts,
            limits: amounts,
          },
        }],
      },
    }).spec.containers[0].resources);
    expect(worker.nodeSelector).toEqual({ 'node.kubernetes.io/instance-type': 'p5.48xlarge' });
    expect(manifest.spec.mpiReplicaSpecs.Launcher).toMatchObject({
      restartPolicy: 'OnFailure',
      template: { spec: { containers: [{ name: 'test-nccl-launcher', command: ['mpirun', 'all_reduce_perf'] }] } },
    });
    expect(manifest.spec).toMatchObject({ slotsPerWorker: 8, runPolicy: { backoffLimit: 20, cleanPodPolicy: 'Running' } });
  });

  test('tests of NCCL with all rights, whose launcher waits for the workers', () => {
    const container = { name: 'nccl', image: 'mpioperator/nccl-tests:latest', securityContext: { privileged: true } };
    const pod = { enableServiceLinks: false, automountServiceAccountToken: false };
    const root = { OMPI_ALLOW_RUN_AS_ROOT: kplus.EnvValue.fromValue('1') };
    expect(write('nccl-tests', {
      framework: Framework.mpi({
        slotsPerWorker: 8, launcherCreation: LauncherCreation.WHEN_WORKERS_READY,
        launcher: { env: root, resources: { cpu: { request: kplus.Cpu.millis(50) }, memory: { request: Size.mebibytes(128) } } },
        worker: { volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm')] },
      }),
      image: container.image, containerName: 'nccl', privileged: true, serviceLinks: false, automountToken: false, command: ['/bin/bash', '-c'],
      args: ['mpirun all_reduce_perf'],
      workers: 2, deadline: Duration.seconds(666), accelerator: Accelerator.nvidia(undefined, 8),
    })).toEqual(mpiJob('v2beta1', 'nccl-tests', {
      slotsPerWorker: 8, launcherCreationPolicy: 'WaitForWorkersReady',
      runPolicy: { cleanPodPolicy: 'Running', activeDeadlineSeconds: 666 },
    },
    replicas(1, {
      ...container, env: [{ name: 'OMPI_ALLOW_RUN_AS_ROOT', value: '1' }], command: ['/bin/bash', '-c'], args: ['mpirun all_reduce_perf'],
      resources: { requests: { cpu: '50m', memory: '128Mi' } },
    }, pod),
    replicas(2, { ...container, resources: { limits: { 'nvidia.com/gpu': 8 } }, volumeMounts: [{ mountPath: '/dev/shm', name: 'shm' }] }, {
      ...pod,
      volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
    })));
  });
});

describe('training-operator', () => {
  const v1 = { mpiOperator: MpiOperator.V1 };

  test('Horovod on CPUs', () => {
    const container = {
      name: 'mpi', image: 'horovod/horovod:0.20.0', command: ['mpirun'], args: ['-np', '2', 'python', 'tensorflow2_mnist.py'],
      resources: limits(1, '2Gi'),
    };
    expect(write('tensorflow-mnist', {
      framework: Framework.horovod({ slotsPerWorker: 1, launcher: { resources: limited(1, 2) } }), image: container.image,
      command: container.command, args: container.args,
      workers: 2, resources: limited(2, 4),
    }, v1)).toEqual(mpiJob('v1', 'tensorflow-mnist', { slotsPerWorker: 1, ...running },
      replicas(1, container), replicas(2, { name: 'mpi', image: container.image, resources: limits(2, '4Gi') })));
  });

  test('images of ImageNet on NFS, in the workers alone', () => {
    const container = { name: 'tensorflow-benchmarks', image: 'mpioperator/tensorflow-benchmarks:latest' };
    expect(write('tensorflow-benchmarks-imagenet', {
      framework: Framework.horovod({
        slotsPerWorker: 8,
        worker: { volumes: [Storage.nfs('fs-1.efs.us-west-2.amazonaws.com', '/', { readOnly: true }).at('/efs'), Storage.scratch().at('/models')] },
      }),
      image: container.image, containerName: container.name, command: ['mpirun', '-np', '16', 'benchmark.py'], workers: 2,
      accelerator: Accelerator.nvidia(undefined, 8),
    }, v1)).toEqual(mpiJob('v1', 'tensorflow-benchmarks-imagenet', { slotsPerWorker: 8, ...running },
      replicas(1, { ...container, command: ['mpirun', '-np', '16', 'benchmark.py'] }),
      replicas(2, {
        ...container, resources: { limits: { 'nvidia.com/gpu': 8 } }, volumeMounts: [{ mountPath: '/efs', name: 'efs' }, {
          mountPath: '/models',
          name: 'models',
        }],
      }, { volumes: [{ name: 'efs', nfs: { server: 'fs-1.efs.us-west-2.amazonaws.com', path: '/', readOnly: true } }, { name: 'models', emptyDir: {} }] })));
  });
});
