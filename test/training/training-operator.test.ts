import { Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, Capacity, CleanPodPolicy, Cloud, Framework, GangScheduler, GitOpsTool, Interconnect, MpiOperator, Placement, PodSecurity, Processes,
  Queue, TrainerVersion, TrainingJob,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<TrainingJobProps>, platform: PlatformProps = {}, security?: PodSecurity) => {
  const stack = testStack(platform, security ? { podSecurity: security } : {});
  const job = new TrainingJob(stack, 'resnet', { image: 'acme/resnet:2.1', command: ['python', 'train.py'], ...props });
  return { stack, job };
};
const render = (kind: string, props: Partial<TrainingJobProps>, platform: PlatformProps = {}, security?: PodSecurity) =>
  find(synth(stackWith(props, platform, security).stack), kind).spec;
const counts = (specs: Record<string, any>) => Object.fromEntries(Object.entries(specs).map(([type, { replicas }]) => [type, replicas]));
const pytorch = Framework.pytorch();

describe('PyTorchJob', () => {
  test('workers count the master among them', () => {
    expect(counts(render('PyTorchJob', { framework: pytorch, workers: 1 }).pytorchReplicaSpecs)).toEqual({ Master: 1 });
    expect(counts(render('PyTorchJob', { framework: pytorch, workers: 4 }).pytorchReplicaSpecs)).toEqual({ Master: 1, Worker: 3 });
    expect(counts(render('PyTorchJob', {
      framework: Framework.pytorch({ elastic: { minReplicas: 2, maxReplicas: 8 } }),
      workers: 4,
    }).pytorchReplicaSpecs)).toEqual({ Worker: 4 });
  });

  test('what has ended holds no device, retries end, and the job goes in a week', () => {
    expect(render('PyTorchJob', { framework: pytorch, workers: 2 }).runPolicy).toEqual({
      cleanPodPolicy: 'Running', backoffLimit: 3,
      ttlSecondsAfterFinished: 604800,
    });
  });

  test('two machines of eight GPUs have sixteen processes, with shared memory', () => {
    const { nprocPerNode, pytorchReplicaSpecs: { Master, Worker } } = render('PyTorchJob', {
      framework: pytorch, workers: 2,
      accelerator: Accelerator.nvidia('H100', 8),
    });
    expect(nprocPerNode).toBe('8');
    for (const { restartPolicy, template } of [Master, Worker]) {
      expect(restartPolicy).toBe('OnFailure');
      expect(template.spec).not.toHaveProperty('restartPolicy');
      expect(template.spec.containers[0]).toMatchObject({ name: 'pytorch', resources: { limits: { 'nvidia.com/gpu': '8' } } });
      expect(template.spec.containers[0].volumeMounts).toContainEqual({ name: 'shm', mountPath: '/dev/shm' });
    }
  });

  test('without devices a pod has one process, not one for each core of its node', () => {
    expect(render('PyTorchJob', { framework: pytorch, workers: 2 }).nprocPerNode).toBe('1');
    expect(render('PyTorchJob', { framework: Framework.pytorch({ processesPerWorker: Processes.GPU }), workers: 2 }).nprocPerNode).toBe('gpu');
  });

  test('several processes on CPUs have shared memory too', () => {
    const { template } = render('PyTorchJob', { framework: Framework.pytorch({ processesPerWorker: Processes.of(4) }), workers: 2 }).pytorchReplicaSpecs.Worker;
    expect(template.spec.volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '2048Mi' } });
  });

  test('its namespace lets the init container of training-operator in, and tells why', () => {
    const { metadata } = find(synth(stackWith({ framework: pytorch, workers: 2 }).stack), 'Namespace');
    expect(metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/warn': 'restricted' });
    expect(metadata.annotations).toEqual({ 'cdk8s-mlops/pod-security': 'baseline: training-operator adds an init container to the workers of a PyTorchJob' });
  });

  test('one that needs no such container runs in a restricted namespace', () => {
    for (const framework of [pytorch, Framework.pytorch({ elastic: { minReplicas: 1, maxReplicas: 1 } })]) {
      expect(find(synth(stackWith({ framework }).stack), 'Namespace').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    }
  });

  test('a part says what is different in it, and keeps the rest', () => {
    const { Master, Worker } = render('PyTorchJob', {
      framework: Framework.pytorch({ master: { args: ['--leader'], env: { ROLE: kplus.EnvValue.fromValue('leader') }, nodeSelector: { disk: 'fast' } } }),
      workers: 2, args: ['--epochs=3'], env: { LOGLEVEL: kplus.EnvValue.fromValue('INFO') },
    }).pytorchReplicaSpecs;
    expect(Master.template.spec.containers[0]).toMatchObject({ command: ['python', 'train.py'], args: ['--leader'] });
    expect(Master.template.spec.containers[0].env).toEqual(expect.arrayContaining([{ name: 'LOGLEVEL', value: 'INFO' }, { name: 'ROLE', value: 'leader' }]));
    expect(Master.template.spec.nodeSelector).toEqual({ disk: 'fast' });
    expect(Worker.template.spec.containers[0].args).toEqual(['--epochs=3']);
    expect(Worker.template.spec).not.toHaveProperty('nodeSelector');
  });

  test('a gang waits for all its pods, in a queue of Volcano', () => {
    const { runPolicy } = render('PyTorchJob', {
      framework: pytorch, workers: 4, gang: { minAvailable: 4, scheduleTimeout: Duration.minutes(5), priorityClass: 'research' },
      queue: Queue.fromVolcanoQueueName('gpu'),
    }, { gangScheduler: GangScheduler.VOLCANO, volcano: true });
    expect(runPolicy.schedulingPolicy).toEqual({ minAvailable: 4, queue: 'gpu', priorityClass: 'research', scheduleTimeoutSeconds: 300 });
  });

  test('a field of tomorrow survives as a patch', () => {
    const { stack, job } = stackWith({ framework: pytorch });
    job.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
    expect(find(stack.toJson(), 'PyTorchJob').spec.fieldOfTomorrow).toBe('x');
  });
});

test('a chief that trains is one of the workers; one beside parameter servers is not', () => {
  const tfJob = (options: Parameters<typeof Framework.tensorflow>[0]) => counts(render('TFJob', {
    framework: Framework.tensorflow(options),
    workers: 4,
  }).tfReplicaSpecs);
  expect(tfJob({})).toEqual({ Worker: 4 });
  expect(tfJob({ chief: {} })).toEqual({ Chief: 1, Worker: 3 });
  expect(tfJob({ chief: {}, parameterServers: { replicas: 2 }, evaluators: {} })).toEqual({ Chief: 1, PS: 2, Worker: 4, Evaluator: 1 });
});

test('parameter servers get no devices, workers do', () => {
  const { PS, Worker } = render('TFJob', {
    framework: Framework.tensorflow({ parameterServers: {} }), workers: 2,
    accelerator: Accelerator.nvidia(),
  }).tfReplicaSpecs;
  expect(Worker.template.spec.containers[0].resources.limits).toHaveProperty(['nvidia.com/gpu'], '1');
  expect(PS.template.spec.containers[0].resources.limits).not.toHaveProperty(['nvidia.com/gpu']);
  expect(PS.template.spec).not.toHaveProperty('tolerations');
});

test.each<[string, string, Framework, Record<string, number>, string, PlatformProps]>([
  ['XGBoost', 'XGBoostJob', Framework.xgboost(), { Master: 1, Worker: 2 }, 'xgboost', {}],
  ['LightGBM', 'XGBoostJob', Framework.lightgbm(), { Master: 1, Worker: 2 }, 'xgboost', {}],
  ['Paddle', 'PaddleJob', Framework.paddle(), { Worker: 3 }, 'paddle', {}],
  ['Paddle with a parameter server', 'PaddleJob', Framework.paddle({ parameterServer: {} }), { Master: 1, Worker: 3 }, 'paddle', {}],
  ['JAX', 'JAXJob', Framework.jax(), { Worker: 3 }, 'jax', {}],
  ['MXNet', 'MXJob', Framework.mxnet({ servers: { replicas: 2 } }), { Scheduler: 1, Server: 2, Worker: 3 }, 'mxnet', { trainer: TrainerVersion.V1_8 }],
  ['TVM', 'MXJob', Framework.mxnetTune({ tunerServerKey: '2080ti' }), { TunerTracker: 1, TunerServer: 3, Tuner: 1 }, 'mxnet', { trainer: TrainerVersion.V1_8 }],
  ['MPI', 'MPIJob', Framework.mpi(), { Launcher: 1, Worker: 3 }, 'mpi', {}],
  ['MPI whose launcher works', 'MPIJob', Framework.mpi({ launcherAsWorker: true }), { Launcher: 1, Worker: 2 }, 'mpi', {}],
  ['Horovod', 'MPIJob', Framework.horovod(), { Launcher: 1, Worker: 3 }, 'mpi', { mpiOperator: MpiOperator.V1 }],
  ['DeepSpeed', 'MPIJob', Framework.deepspeed(), { Launcher: 1, Worker: 3 }, 'mpi', {}],
])('%s: three workers are a %s', (_, kind, framework, replicas, container, platform) => {
  const spec = render(kind, { framework, workers: 3 }, platform);
  const specs = spec[Object.keys(spec).find(key => key.endsWith('ReplicaSpecs'))!];
  expect(counts(specs)).toEqual(replicas);
  for (const { template } of Object.values<any>(specs)) {
    expect(template.spec.containers.map(({ name }: any) => name)).toEqual([container]);
    expect(template.spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  }
});

test('servers of TVM carry the key by which the tracker knows them', () => {
  const { TunerServer, Tuner } = render('MXJob', { framework: Framework.mxnetTune({ tunerServerKey: '2080ti' }), workers: 2 },
    { trainer: TrainerVersion.V1_8 }).mxReplicaSpecs;
  expect(TunerServer.template.metadata.annotations).toEqual({ 'tuner-server-key': '2080ti' });
  expect(Tuner.template.metadata).not.toHaveProperty('annotations');
});

describe('MPIJob', () => {
  test('the launcher runs the command without devices, workers wait as the user of the images', () => {
    const { slotsPerWorker, sshAuthMountPath, mpiReplicaSpecs: { Launcher, Worker } } = render('MPIJob', {
      framework: Framework.mpi(), workers: 2, command: ['mpirun', 'python', 'train.py'], accelerator: Accelerator.nvidia('A100', 8),
    });
    expect({ slotsPerWorker, sshAuthMountPath }).toEqual({ slotsPerWorker: 8, sshAuthMountPath: '/home/mpiuser/.ssh' });
    expect(Launcher.template.spec.containers[0].command).toEqual(['mpirun', 'python', 'train.py']);
    expect(Launcher.template.spec.containers[0].resources.limits).not.toHaveProperty(['nvidia.com/gpu']);
    expect(Worker.template.spec.containers[0].command).toEqual(['/usr/sbin/sshd', '-De', '-f', '/home/mpiuser/.sshd_config']);
    expect(Worker.template.spec.containers[0].resources.limits).toHaveProperty(['nvidia.com/gpu'], '8');
    for (const { template } of [Launcher, Worker]) {
      expect(template.spec.securityContext).toMatchObject({
        runAsUser: 1000, runAsGroup: 1000,
        runAsNonRoot: true,
      });
    }
  });

  test('the launcher of v1 has the ServiceAccount that its operator makes, and its token', () => {
    const { Launcher, Worker } = render('MPIJob', { framework: Framework.mpi(), workers: 2 }, { mpiOperator: MpiOperator.V1 }).mpiReplicaSpecs;
    expect(Launcher.template.spec).toMatchObject({ automountServiceAccountToken: true });
    expect(Launcher.template.spec).not.toHaveProperty('serviceAccountName');
    expect(Worker.template.spec).toMatchObject({ automountServiceAccountToken: false, serviceAccountName: 'resnet' });
  });
});

test('a slice of TPUs decides how many pods there are, and what each takes', () => {
  const { Worker } = render('JAXJob', { framework: Framework.jax(), accelerator: Accelerator.tpu('tpu-v5-lite-podslice', '4x4') },
    { cloud: Cloud.GKE }).jaxReplicaSpecs;
  expect(Worker.replicas).toBe(4);
  expect(Worker.template.spec.containers[0].resources.limits).toHaveProperty(['google.com/tpu'], '4');
  expect(Worker.template.spec.nodeSelector).toEqual({
    'cloud.google.com/gke-tpu-accelerator': 'tpu-v5-lite-podslice',
    'cloud.google.com/gke-tpu-topology': '4x4',
  });
});

test('spot machines take pods that end in time', () => {
  const { Worker } = render('PyTorchJob', { framework: pytorch, workers: 2, accelerator: Accelerator.nvidia('H100', 8), capacity: Capacity.spot() },
    { cloud: Cloud.GKE }).pytorchReplicaSpecs;
  expect(Worker.template.spec).toMatchObject({
    terminationGracePeriodSeconds: 15, nodeSelector: {
      'cloud.google.com/gke-spot': 'true',
      'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb',
    },
  });
  expect(Worker.template.spec.tolerations).toContainEqual({ key: 'cloud.google.com/gke-spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' });
});

test('RDMA brings its devices, the right to lock memory, and what NCCL is told', () => {
  const { Worker } = render('PyTorchJob', {
    framework: pytorch, workers: 2, accelerator: Accelerator.nvidia('H100', 8), interconnect: Interconnect.rdma('rdma/ib', 8, {
      hca: 'mlx5',
      networks: ['ib0'],
    }),
  }, {}, PodSecurity.PRIVILEGED).pytorchReplicaSpecs;
  const { resources, securityContext, env } = Worker.template.spec.containers[0];
  expect(resources.limits).toMatchObject({ 'nvidia.com/gpu': '8', 'rdma/ib': '8' });
  expect(securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['IPC_LOCK'] });
  expect(env).toContainEqual({ name: 'NCCL_IB_HCA', value: 'mlx5' });
  expect(Worker.template.metadata.annotations).toEqual({ 'k8s.v1.cni.cncf.io/networks': 'ib0' });
});

test('EFA brings huge pages, where libfabric looks for them', () => {
  const { spec } = render('PyTorchJob', { framework: pytorch, workers: 2, accelerator: Accelerator.neuron(16), interconnect: Interconnect.efa(8) },
    { cloud: Cloud.EKS }).pytorchReplicaSpecs.Worker.template;
  expect(spec.containers[0].resources.limits).toMatchObject({ 'aws.amazon.com/neuron': '16', 'vpc.amazonaws.com/efa': '8', 'hugepages-2Mi': '5120Mi' });
  expect(spec.volumes).toContainEqual({ name: 'hugepages', emptyDir: { medium: 'HugePages-2Mi' } });
  expect(spec.containers[0].volumeMounts).toContainEqual({ name: 'hugepages', mountPath: '/hugepages' });
});

test('pods of a job stay together, or keep apart, or go where Kueue has room for all', () => {
  const pods = (placement: Placement[], platform: PlatformProps = {}, queue?: Queue) =>
    render('PyTorchJob', { framework: pytorch, workers: 2, placement, queue }, platform).pytorchReplicaSpecs.Worker.template;
  const labelSelector = { matchLabels: { 'app.kubernetes.io/instance': 'resnet' } };
  expect(pods([Placement.together('topology.kubernetes.io/zone'), Placement.apart('kubernetes.io/hostname')]).spec.affinity).toEqual({
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'topology.kubernetes.io/zone', labelSelector }] },
    podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector }] },
  });
  expect(pods([Placement.kueueRequired('cloud.google.com/gce-topology-block')], { kueue: true, kueueFrameworks: ['kubeflow.org/pytorchjob'] },
    Queue.fromQueueName('gpu')).metadata.annotations)
    .toEqual({ 'kueue.x-k8s.io/podset-required-topology': 'cloud.google.com/gce-topology-block' });
});

test('where Istio runs its proxy stays out of the pods, unless it is wanted', () => {
  const labels = (mesh?: boolean) => render('PyTorchJob', { framework: pytorch, mesh }, { istio: true }).pytorchReplicaSpecs.Master.template.metadata.labels;
  expect(labels()).toMatchObject({ 'sidecar.istio.io/inject': 'false' });
  expect(labels(true)).not.toHaveProperty(['sidecar.istio.io/inject']);
});

test('a queue of Kueue that does not know the kind is told', () => {
  expect(problems(stackWith({ framework: pytorch, queue: Queue.fromQueueName('gpu') },
    { kueue: true }).stack).join('\n')).toContain('[mlops/resnet] KUEUE_QUEUE_IGNORED queue: got \'gpu\'');
});

test.each<[GitOpsTool, Record<string, string>]>([
  [GitOpsTool.ARGO_CD, { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' }],
  [GitOpsTool.FLUX, { 'kustomize.toolkit.fluxcd.io/force': 'enabled' }],
])('%s makes a changed job anew, unless its name changes with it', (gitOpsTool, annotations) => {
  const metadata = (rerunOnChange: boolean) => find(synth(stackWith({ framework: pytorch, rerunOnChange }, { gitOpsTool }).stack), 'PyTorchJob').metadata;
  expect(metadata(false).annotations).toEqual(annotations);
  expect(metadata(true)).not.toHaveProperty('annotations');
  expect(metadata(true).name).toMatch(/^resnet-[0-9a-f]{8}$/);
});

test('a job knows its totals', () => {
  const { job } = stackWith({
    framework: Framework.tensorflow({ parameterServers: { replicas: 2 } }), workers: 4,
    accelerator: Accelerator.nvidia('H100', 8), cleanPodPolicy: CleanPodPolicy.ALL,
  });
  const { memory, storage, ...rest } = job.totals;
  expect(rest).toEqual({ pods: 6, cpuCores: 4 * 32 + 2 * 0.5, accelerators: { 'nvidia.com/gpu': 32 } });
  expect([memory.toGibibytes(), storage.toGibibytes()]).toEqual([4 * 128 + 2, 0]);
});

test('with nothing but an image, workers and an accelerator there is all that a job needs', () => {
  expect(kindsAndNames(synth(stackWith({ framework: pytorch, workers: 2, accelerator: Accelerator.nvidia('H100', 8) }).stack)))
    .toEqual(['Namespace/mlops', 'ServiceAccount/resnet', 'PyTorchJob/resnet', 'NetworkPolicy/resnet-network']);
});
