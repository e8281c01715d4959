import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { upstream } from './written';
import type { TrainingJobProps } from '../../../lib';
import {
  Accelerator, Cloud, CompletionMode, DeviceClaim, Framework, HostPathType, Placement, ProblemLevel, Queue, Readiness, RestartPolicy, Storage, TaintEffect,
} from '../../../lib';

/* What the documentation of Kubernetes, Kueue and of clouds shows of the pods of jobs: devices, sidecars, topologies. */

const job = (spec: object, metadata: object = {}) => canonical({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a', ...metadata }, spec });
const jobSet = (spec: object, metadata: object = {}) => canonical({ apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', metadata: { name: 'a', ...metadata }, spec });
const pod = (container: object, more: object = {}, metadata: object = {}) => ({ metadata, spec: { restartPolicy: 'Never', containers: [{ name: 'main', ...container }], ...more } });
const queue = Queue.fromQueueName('user-queue');
const queued = { labels: { 'kueue.x-k8s.io/queue-name': 'user-queue' } };
const small = { cpu: { request: kplus.Cpu.units(1) }, memory: { request: Size.mebibytes(200) } };
const requests = { cpu: 1, memory: '200Mi' };
const pause = { image: 'registry.k8s.io/e2e-test-images/agnhost:2.53', args: ['pause'] };
const sh = (script: string) => ['sh', '-c', script];
const secret = (name: string) => ({ name }) as kplus.ISecret;
const token = kplus.EnvValue.fromSecretValue({ secret: secret('hf-secret'), key: 'hf_api_token' });
const tokenOf = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: 'hf-secret', key: 'hf_api_token' } } });
const bucket = { bucketName: 'model-bucket', mountOptions: 'implicit-dirs' };
const gcsfuse = Storage.csi('gcsfuse.csi.storage.gke.io', { attributes: bucket });
const gcs = { csi: { driver: 'gcsfuse.csi.storage.gke.io', volumeAttributes: bucket } };

test.each<[string, Partial<TrainingJobProps>, object]>([
  [
    'a device by dynamic resource allocation, in a queue', { ...pause, queue, resources: small, deviceClaims: { gpu: DeviceClaim.existingTemplate('gpu-partition') } },
    job({
      template: pod({ ...pause, resources: { claims: [{ name: 'gpu' }], requests } }, { resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu-partition' }] }),
    }, queued),
  ],
  [
    'a sidecar that ships logs', (() => {
      const data = Storage.scratch().at('/opt');
      return {
        image: 'alpine:latest', command: sh('echo logging > /opt/logs.txt'), volumes: [data],
        initContainers: [{ name: 'logshipper', image: 'alpine:latest', staysOn: true, command: sh('tail -F /opt/logs.txt'), volumes: [data] }],
      };
    })(),
    job({
      template: pod({ image: 'alpine:latest', command: sh('echo logging > /opt/logs.txt'), volumeMounts: [{ name: 'data', mountPath: '/opt' }] }, {
        initContainers: [{ name: 'logshipper', image: 'alpine:latest', restartPolicy: 'Always', command: sh('tail -F /opt/logs.txt'), volumeMounts: [{ name: 'data', mountPath: '/opt' }] }],
        volumes: [{ name: 'data', emptyDir: {} }],
      }),
    }),
  ],
  [
    'an index as a file',
    {
      command: ['rev', '/input/data.txt'], workers: 3, completions: 5, containerName: 'worker',
      volumes: [Storage.downward({ 'data.txt': "metadata.annotations['batch.kubernetes.io/job-completion-index']" }).at('/input')],
    },
    job({
      completions: 5, parallelism: 3, completionMode: 'Indexed',
      template: pod({ name: 'worker', image: 'busybox', command: ['rev', '/input/data.txt'], volumeMounts: [{ mountPath: '/input', name: 'input' }] }, {
        volumes: [{ name: 'input', downwardAPI: { items: [{ path: 'data.txt', fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } }] } }],
      }),
    }),
  ],
  [
    'slices of racks within a block, as Kueue places them',
    { ...pause, queue, resources: small, workers: 8, placement: [Placement.kueueRequired('cloud.provider.com/topology-block'), Placement.kueueSlices('cloud.provider.com/topology-rack', 4)] },
    job({
      parallelism: 8, completions: 8, completionMode: 'Indexed',
      template: pod({ ...pause, resources: { requests } }, {}, {
        annotations: {
          'kueue.x-k8s.io/podset-required-topology': 'cloud.provider.com/topology-block',
          'kueue.x-k8s.io/podset-slice-required-topology': 'cloud.provider.com/topology-rack',
          'kueue.x-k8s.io/podset-slice-size': '4',
        },
      }),
    }, queued),
  ],
  [
    'an elastic job', {
      annotations: { 'kueue.x-k8s.io/elastic-job': 'true' }, queue, suspend: true, workers: 3, completions: 100, command: ['/bin/sh'], args: ['-c', 'sleep 60'],
      jobOptions: { completionMode: CompletionMode.NON_INDEXED },
    },
    job({ parallelism: 3, completions: 100, suspend: true, template: pod({ image: 'busybox', command: ['/bin/sh'], args: ['-c', 'sleep 60'] }) },
      { ...queued, annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } }),
  ],
  [
    'a fine-tuning on nodes that start when there are some, its pods by name in a Service',
    {
      image: 'acme/fine-tuning:1.1.2', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, command: ['bash'], queue, backoffLimit: 4, workers: 2, privileged: true,
      accelerator: Accelerator.of('nvidia.com/gpu', 2), nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-l4' }, priorityClass: 'low-priority-preempting',
      podLabels: { app: 'finetune-job' }, podAnnotations: { 'gke-gcsfuse/volumes': 'true' }, ports: { rendezvous: 29500 },
      env: { MODEL_NAME: kplus.EnvValue.fromValue('google/gemma-2-9b-it'), HF_TOKEN: token }, restartPolicy: RestartPolicy.ON_FAILURE,
      subdomain: 'headless-svc-l4', gracePeriod: Duration.seconds(600), tolerations: [{ key: 'ondemand', effect: TaintEffect.NO_SCHEDULE }],
      volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm'), gcsfuse.at('/model-data')],
    },
    job({
      backoffLimit: 4, completions: 2, parallelism: 2, completionMode: 'Indexed',
      template: pod({
        image: 'acme/fine-tuning:1.1.2', imagePullPolicy: 'Always', command: ['bash'], securityContext: { privileged: true },
        resources: { limits: { 'nvidia.com/gpu': 2 } }, ports: [{ name: 'rendezvous', containerPort: 29500 }],
        env: [{ name: 'MODEL_NAME', value: 'google/gemma-2-9b-it' }, tokenOf('HF_TOKEN')],
        volumeMounts: [{ mountPath: '/dev/shm', name: 'dshm' }, { mountPath: '/model-data', name: 'model', readOnly: false }],
      }, {
        restartPolicy: 'OnFailure', priorityClassName: 'low-priority-preempting', subdomain: 'headless-svc-l4', terminationGracePeriodSeconds: 600,
        serviceAccountName: 'default', nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-l4' },
        tolerations: [{ key: 'ondemand', operator: 'Exists', effect: 'NoSchedule' }],
        volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory' } }, { name: 'model', ...gcs }],
      }, { labels: { app: 'finetune-job' }, annotations: { 'gke-gcsfuse/volumes': 'true' } }),
    }, queued),
  ],
  [
    'a model that is quantized, gone soon after',
    {
      image: 'acme/llmcompressor:v0.0.6', command: ['python', 'main.py'], ttlAfterFinished: Duration.seconds(100), accelerator: Accelerator.of('nvidia.com/gpu'),
      nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb' }, env: { HUGGING_FACE_HUB_TOKEN: token },
      resources: { cpu: { limit: kplus.Cpu.units(12) }, memory: { limit: Size.gibibytes(80) }, ephemeralStorage: { limit: Size.gibibytes(80) } },
      volumes: [Storage.scratch(undefined, { inMemory: true }).at('/dev/shm')],
    },
    job({
      ttlSecondsAfterFinished: 100,
      template: pod({
        image: 'acme/llmcompressor:v0.0.6', command: ['python', 'main.py'], env: [tokenOf('HUGGING_FACE_HUB_TOKEN')],
        resources: { limits: { 'nvidia.com/gpu': 1, 'cpu': 12, 'memory': '80Gi', 'ephemeral-storage': '80Gi' } }, volumeMounts: [{ mountPath: '/dev/shm', name: 'dshm' }],
      }, { nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb' }, volumes: [{ name: 'dshm', emptyDir: { medium: 'Memory' } }] }),
    }),
  ],
  [
    'probes, users and pull policies of its own for a sidecar, a profiler that sees the processes',
    {
      shareProcessNamespace: true, user: 1000, tolerations: [{ key: 'node.kubernetes.io/unreachable', effect: TaintEffect.NO_EXECUTE, tolerationPeriod: Duration.seconds(30) }],
      placement: [Placement.preferSpread('kubernetes.io/hostname', 1, { app: 'a' }), Placement.preferNodes('node-type', 'spot')],
      initContainers: [{
        name: 'cache', image: 'redis:7.4', staysOn: true, user: 999, imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, preStop: ['redis-cli', 'save'],
        startup: Readiness.tcp(6379, { period: Duration.seconds(1), failureThreshold: 30 }), liveness: Readiness.exec(['redis-cli', 'ping'], { timeout: Duration.seconds(3) }),
      }],
    },
    job({
      template: pod({ image: 'busybox' }, {
        shareProcessNamespace: true, securityContext: { runAsUser: 1000 },
        tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }],
        topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { app: 'a' } } }],
        affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchLabels: { 'node-type': 'spot' } } }] } },
        initContainers: [{
          name: 'cache', image: 'redis:7.4', restartPolicy: 'Always', imagePullPolicy: 'Always', securityContext: { runAsUser: 999 },
          lifecycle: { preStop: { exec: { command: ['redis-cli', 'save'] } } }, startupProbe: { tcpSocket: { port: 6379 }, periodSeconds: 1, failureThreshold: 30 },
          livenessProbe: { exec: { command: ['redis-cli', 'ping'] }, timeoutSeconds: 3 },
        }],
      }),
    }),
  ],
])('Job: %s', (_, props, expected) => {
  expect(upstream('Job', 'a', props, { cloud: Cloud.GKE, failAt: ProblemLevel.ERROR })).toEqual(expected);
});

const role = (name: string, count: number, container: object, more: object = {}) => ({
  name, replicas: 1,
  template: { spec: { parallelism: count, completions: count, backoffLimit: 0, template: { spec: { containers: [{ name, ...container }], ...more } } } },
});

test.each<[string, Partial<TrainingJobProps>, object]>([
  [
    'workers that share a GPU by its claim',
    {
      gracePeriod: Duration.seconds(0), command: sh('sleep infinity'),
      framework: Framework.of({ workers: { replicas: 2, deviceClaims: { 'shared-gpu': DeviceClaim.existingTemplate('gpu-claim-template') } } }),
      jobSet: { roles: { workers: { jobs: 3, backoffLimit: 0 } } },
    },
    jobSet({
      replicatedJobs: [{
        ...role('workers', 2, { image: 'busybox', command: sh('sleep infinity'), resources: { claims: [{ name: 'shared-gpu' }] } }, {
          terminationGracePeriodSeconds: 0, resourceClaims: [{ name: 'shared-gpu', resourceClaimTemplateName: 'gpu-claim-template' }],
        }), replicas: 3,
      }],
    }),
  ],
  [
    'a driver that is ready before the workers start',
    {
      command: ['sleep'], args: ['100s'], framework: Framework.of({ driver: { readiness: Readiness.exec(['echo', 'ready'], { initialDelay: Duration.seconds(30) }) }, workers: { replicas: 4 } }),
      jobSet: { startInOrder: true, roles: { driver: { backoffLimit: 0 }, workers: { backoffLimit: 0 } } },
    },
    jobSet({
      startupPolicy: { startupPolicyOrder: 'InOrder' },
      replicatedJobs: [
        {
          name: 'driver',
          template: {
            spec: {
              backoffLimit: 0,
              template: {
                spec: { containers: [{ name: 'driver', image: 'busybox', command: ['sleep'], args: ['100s'], readinessProbe: { exec: { command: ['echo', 'ready'] }, initialDelaySeconds: 30 } }] },
              },
            },
          },
        },
        role('workers', 4, { image: 'busybox', command: ['sleep'], args: ['100s'] }),
      ],
    }),
  ],
  [
    'Gemma on slices of TPUs, its data in a bucket',
    {
      image: 'acme/gemma:3', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS, command: ['python', 'train.py'], ports: { tpu: 8471 },
      framework: Framework.of({ trainers: { replicas: 2, accelerator: Accelerator.of('google.com/tpu', 4), ports: { tpu: 8471 } } }),
      nodeSelector: { 'cloud.google.com/gke-tpu-topology': '2x4' }, podAnnotations: { 'gke-gcsfuse/volumes': 'true' }, volumes: [gcsfuse.at('/data')],
      jobSet: { roles: { trainers: { jobs: 2, backoffLimit: 1 } } },
    },
    jobSet({
      replicatedJobs: [{
        name: 'trainers', replicas: 2,
        template: {
          spec: {
            parallelism: 2, completions: 2, backoffLimit: 1,
            template: {
              metadata: { annotations: { 'gke-gcsfuse/volumes': 'true' } },
              spec: {
                nodeSelector: { 'cloud.google.com/gke-tpu-topology': '2x4' }, volumes: [{ name: 'data', ...gcs }],
                containers: [{
                  name: 'trainers', image: 'acme/gemma:3', imagePullPolicy: 'Always', command: ['python', 'train.py'], ports: [{ name: 'tpu', containerPort: 8471 }],
                  resources: { limits: { 'google.com/tpu': 4 } }, volumeMounts: [{ name: 'data', mountPath: '/data' }],
                }],
              },
            },
          },
        },
      }],
    }),
  ],
])('JobSet: %s', (_, props, expected) => {
  expect(upstream('JobSet', 'a', props, { cloud: Cloud.GKE, failAt: ProblemLevel.ERROR })).toEqual(expected);
});

test('MPIJob: NCCL over NVLink between nodes, a channel claimed beside the GPUs', () => {
  const image = 'acme/nccl-tests-arm64:latest';
  const shm = { volumeMounts: [{ name: 'shmem', mountPath: '/dev/shm' }] };
  expect(upstream('MPIJob', 'a', {
    image, command: ['mpirun', 'all_reduce_perf'], workers: 18, backoffLimit: 20, accelerator: Accelerator.of('nvidia.com/gpu', 4),
    framework: Framework.mpi({
      slotsPerWorker: 4, launcher: { containerName: 'launcher', restartPolicy: RestartPolicy.ON_FAILURE },
      worker: {
        containerName: 'worker', podLabels: { 'nccl-tests-replica': 'mpi-worker' }, placement: [Placement.together('nvidia.com/gpu.clique', { 'nccl-tests-replica': 'mpi-worker' })],
        deviceClaims: { 'compute-domain-channel': DeviceClaim.existingTemplate('nccl-test-channel') }, volumes: [Storage.hostPath('/dev/shm', HostPathType.ANY).at('/dev/shm')],
      },
    }),
  }, { failAt: ProblemLevel.ERROR })).toEqual(canonical({
    apiVersion: 'kubeflow.org/v2beta1', kind: 'MPIJob', metadata: { name: 'a' },
    spec: {
      slotsPerWorker: 4, runPolicy: { backoffLimit: 20 },
      mpiReplicaSpecs: {
        Launcher: { replicas: 1, restartPolicy: 'OnFailure', template: { spec: { containers: [{ name: 'launcher', image, command: ['mpirun', 'all_reduce_perf'] }] } } },
        Worker: {
          replicas: 18,
          template: {
            metadata: { labels: { 'nccl-tests-replica': 'mpi-worker' } },
            spec: {
              affinity: {
                podAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: [{
                    topologyKey: 'nvidia.com/gpu.clique', labelSelector: { matchExpressions: [{ key: 'nccl-tests-replica', operator: 'In', values: ['mpi-worker'] }] },
                  }],
                },
              },
              containers: [{ name: 'worker', image, resources: { limits: { 'nvidia.com/gpu': 4 }, claims: [{ name: 'channel' }] }, ...shm }],
              resourceClaims: [{ name: 'channel', resourceClaimTemplateName: 'nccl-test-channel' }],
              volumes: [{ name: 'shmem', hostPath: { path: '/dev/shm' } }],
            },
          },
        },
      },
    },
  }));
});
