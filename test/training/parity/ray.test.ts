import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { upstream } from './written';
import type { RayClusterProps, RayGroup, RayOptions, TrainingJobProps } from '../../../lib';
import {
  Accelerator, Cloud, Defaults, Framework, PodSecurity, Queue, RayAutoscalerVersion, RayCluster, RayDeletion, RayFaultTolerance, RayOutcome,
  RaySubmissionMode, RayUpscaling,
} from '../../../lib';
import { find, synth, testStack } from '../../support/synth';

const rayJob = (spec: object, metadata: object = {}) => canonical({ apiVersion: 'ray.io/v1', kind: 'RayJob', metadata: { name: 'a', ...metadata }, spec });
const image = 'rayproject/ray:2.52.0';
const cpu = { cpu: { limit: kplus.Cpu.units(1) } };
const limited = { resources: { limits: { cpu: 1 } } };
const head = (container: object = {}, more: object = {}) => ({ rayStartParams: {}, ...more, template: { spec: { containers: [{ name: 'ray-head', image, ...container }] } } });
const group = (container: object = {}, more: object = {}) =>
  ({ groupName: 'small-group', replicas: 1, minReplicas: 1, maxReplicas: 5, rayStartParams: {}, ...more, template: { spec: { containers: [{ name: 'ray-worker', image, ...container }] } } });
const small: RayGroup = { replicas: 1, minReplicas: 1, maxReplicas: 5, startParams: {}, resources: cpu };
const cluster = { rayVersion: '2.52.0', headStartParams: {}, head: { resources: cpu, ports: { 'gcs-server': 6379 } }, groups: { 'small-group': small } };
const rendered = { rayVersion: '2.52.0', headGroupSpec: head({ ...limited, ports: [{ containerPort: 6379, name: 'gcs-server' }] }), workerGroupSpecs: [group(limited)] };

test.each<[string, RayOptions, Partial<TrainingJobProps>, object]>([
  [
    'rules about what goes when',
    {
      ...cluster, entrypoint: 'python train.py',
      deletionRules: [
        { on: RayOutcome.FAILED, after: Duration.seconds(30), policy: RayDeletion.WORKERS },
        { on: RayOutcome.FAILED, after: Duration.seconds(60), policy: RayDeletion.CLUSTER },
        { on: RayOutcome.FAILED, after: Duration.seconds(90), policy: RayDeletion.JOB },
      ],
    }, {},
    rayJob({
      entrypoint: 'python train.py', rayClusterSpec: rendered,
      deletionStrategy: { deletionRules: [['DeleteWorkers', 30], ['DeleteCluster', 60], ['DeleteSelf', 90]].map(([policy, ttlSeconds]) => ({ policy, condition: { jobStatus: 'FAILED', ttlSeconds } })) },
    }),
  ],
  [
    'a cluster that exists',
    { entrypoint: 'python -c "import ray"', cluster: RayCluster.fromRayClusterName('ray-cluster-kuberay') }, {},
    rayJob({ entrypoint: 'python -c "import ray"', clusterSelector: { 'ray.io/cluster': 'ray-cluster-kuberay' } }),
  ],
  [
    'a person who submits',
    { rayVersion: '2.45.0', submissionMode: RaySubmissionMode.INTERACTIVE, jobId: '', groups: { 'default-group': { replicas: 1 } } }, {},
    rayJob({
      submissionMode: 'InteractiveMode', jobId: '',
      rayClusterSpec: {
        rayVersion: '2.45.0',
        headGroupSpec: { template: { spec: { containers: [{ name: 'ray-head', image }] } } },
        workerGroupSpecs: [{ groupName: 'default-group', replicas: 1, template: { spec: { containers: [{ name: 'ray-worker', image }] } } }],
      },
    }),
  ],
  [
    'autoscaling in a queue of Kueue',
    {
      entrypoint: 'python /home/ray/samples/sample_code.py', shutdownAfterJobFinishes: true, ...cluster,
      autoscaling: { idleTimeout: Duration.seconds(30), upscalingMode: RayUpscaling.AGGRESSIVE },
    },
    { queue: Queue.fromQueueName('user-queue'), annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } },
    rayJob({
      shutdownAfterJobFinishes: true, entrypoint: 'python /home/ray/samples/sample_code.py',
      rayClusterSpec: { ...rendered, enableInTreeAutoscaling: true, autoscalerOptions: { idleTimeoutSeconds: 30, upscalingMode: 'Aggressive' } },
    }, { labels: { 'kueue.x-k8s.io/queue-name': 'user-queue' }, annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } }),
  ],
  [
    'a submitter of its own',
    {
      ...cluster, runtimeEnv: { pip: ['requests==2.26.0'] }, entrypoint: 'python /home/ray/samples/sample_code.py',
      submitter: { containerName: 'my-custom-rayjob-submitter', image: 'quay.io/kuberay/submitter:v1.5.1', command: ['/submitter'], args: ['--runtime-env-json', '{}'] },
    }, {},
    rayJob({
      entrypoint: 'python /home/ray/samples/sample_code.py', runtimeEnvYAML: 'pip:\n  - requests==2.26.0\n', rayClusterSpec: rendered,
      submitterPodTemplate: {
        spec: { restartPolicy: 'Never', containers: [{ name: 'my-custom-rayjob-submitter', image: 'quay.io/kuberay/submitter:v1.5.1', command: ['/submitter'], args: ['--runtime-env-json', '{}'] }] },
      },
    }),
  ],
  [
    'a submitter beside the head, and a time for the cluster to go',
    { ...cluster, submissionMode: RaySubmissionMode.SIDECAR, shutdownAfterJobFinishes: true }, { command: ['python', 'sample_code.py'], ttlAfterFinished: Duration.seconds(10) },
    rayJob({ submissionMode: 'SidecarMode', entrypoint: 'python sample_code.py', shutdownAfterJobFinishes: true, ttlSecondsAfterFinished: 10, rayClusterSpec: rendered }),
  ],
  [
    'hosts of a TPU slice',
    {
      ...cluster, entrypoint: 'python tpu_list_devices.py',
      groups: {
        'tpu-group': {
          replicas: 1, minReplicas: 1, maxReplicas: 1, numOfHosts: 4, startParams: {}, user: 0, ports: { mxla: 8081 }, accelerator: Accelerator.of('google.com/tpu', 4),
          nodeSelector: { 'cloud.google.com/gke-tpu-topology': '4x4' },
        },
      },
    }, {},
    rayJob({
      entrypoint: 'python tpu_list_devices.py',
      rayClusterSpec: {
        ...rendered,
        workerGroupSpecs: [{
          groupName: 'tpu-group', replicas: 1, minReplicas: 1, maxReplicas: 1, numOfHosts: 4, rayStartParams: {},
          template: {
            spec: {
              securityContext: { runAsUser: 0 }, nodeSelector: { 'cloud.google.com/gke-tpu-topology': '4x4' },
              containers: [{ name: 'ray-worker', image, ports: [{ name: 'mxla', containerPort: 8081 }], resources: { requests: { 'google.com/tpu': 4 }, limits: { 'google.com/tpu': 4 } } }],
            },
          },
        }],
      },
    }),
  ],
])('RayJob: %s', (_, options, props, expected) => {
  expect(upstream('RayJob', 'a', { image, framework: Framework.ray(options), ...props }, { cloud: Cloud.GKE })).toEqual(expected);
});

const upstreamCluster = (props: Partial<RayClusterProps>) => {
  const stack = testStack({ volcano: true }, { podSecurity: PodSecurity.PRIVILEGED });
  new RayCluster(stack, 'a', { image, defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(stack), 'RayCluster'));
};

test.each<[string, Partial<RayClusterProps>, object, object?]>([
  [
    'the second autoscaler',
    {
      rayVersion: '2.52.0', headStartParams: { 'num-cpus': '0' },
      autoscaling: {
        version: RayAutoscalerVersion.V2, upscalingMode: RayUpscaling.DEFAULT, idleTimeout: Duration.seconds(60),
        resources: { cpu: { limit: kplus.Cpu.millis(500) }, memory: { limit: Size.mebibytes(512) } },
      },
      groups: { 'small-group': { replicas: 0, minReplicas: 0, maxReplicas: 10, startParams: {} } },
    },
    {
      rayVersion: '2.52.0', enableInTreeAutoscaling: true,
      autoscalerOptions: { version: 'v2', upscalingMode: 'Default', idleTimeoutSeconds: 60, resources: { limits: { cpu: '500m', memory: '512Mi' } } },
      headGroupSpec: head({}, { rayStartParams: { 'num-cpus': '0' } }), workerGroupSpecs: [group({}, { replicas: 0, minReplicas: 0, maxReplicas: 10 })],
    },
  ],
  [
    'labels and resources that Ray schedules by',
    {
      autoscaling: { version: RayAutoscalerVersion.V2, idleTimeout: Duration.seconds(600) }, headNodeLabels: { 'ray.io/region': 'us-central2' }, headLogicalResources: { CPU: '0' },
      groups: { 'accelerator-group': { replicas: 0, minReplicas: 0, maxReplicas: 10, nodeLabels: { 'ray.io/accelerator-type': 'A100' }, logicalResources: { GPU: '1' } } },
    },
    {
      enableInTreeAutoscaling: true, autoscalerOptions: { version: 'v2', idleTimeoutSeconds: 600 },
      headGroupSpec: { labels: { 'ray.io/region': 'us-central2' }, resources: { CPU: '0' }, template: { spec: { containers: [{ name: 'ray-head', image }] } } },
      workerGroupSpecs: [{
        groupName: 'accelerator-group', replicas: 0, minReplicas: 0, maxReplicas: 10, labels: { 'ray.io/accelerator-type': 'A100' }, resources: { GPU: '1' },
        template: { spec: { containers: [{ name: 'ray-worker', image }] } },
      }],
    },
  ],
  [
    'its state in Redis, and a token',
    {
      rayVersion: '2.53.0', headStartParams: {}, auth: { secret: { name: 'ray-cluster-token' } as kplus.ISecret }, groups: { 'small-group': { ...small, resources: undefined } },
      faultTolerance: RayFaultTolerance.redis('redis:6379', { password: kplus.EnvValue.fromSecretValue({ secret: { name: 'redis-password-secret' } as kplus.ISecret, key: 'password' }) }),
    },
    {
      rayVersion: '2.53.0', authOptions: { mode: 'token', secretName: 'ray-cluster-token' }, headGroupSpec: head(), workerGroupSpecs: [group()],
      gcsFaultToleranceOptions: { redisAddress: 'redis:6379', redisPassword: { valueFrom: { secretKeyRef: { name: 'redis-password-secret', key: 'password' } } } },
    },
  ],
  [
    'a queue of Volcano, its state on a volume',
    { queue: Queue.fromVolcanoQueueName('kuberay-test-queue'), headStartParams: {}, groups: { 'small-group': { ...small, resources: undefined } }, faultTolerance: RayFaultTolerance.volume(Size.gibibytes(1)) },
    { gcsFaultToleranceOptions: { backend: 'rocksdb', storage: { size: '1Gi' } }, headGroupSpec: head(), workerGroupSpecs: [group()] },
    { labels: { 'ray.io/scheduler-name': 'volcano', 'volcano.sh/queue-name': 'kuberay-test-queue' } },
  ],
])('RayCluster: %s', (_, props, spec, metadata = {}) => {
  expect(upstreamCluster(props)).toEqual(canonical({ apiVersion: 'ray.io/v1', kind: 'RayCluster', metadata: { name: 'a', ...metadata }, spec }));
});
