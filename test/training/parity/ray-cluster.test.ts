import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { canonical } from './canonical';
import { rayCluster } from './written';
import type { RayClusterProps } from '../../../lib';
import { Placement, RayFaultTolerance, RayUpscaling, Storage } from '../../../lib';

/* What KubeRay's documentation shows of clusters beyond groups and autoscaling: Services, certificates, sidecars, placement. */

const image = 'rayproject/ray:2.52.0';
const head = (container: object = {}, more: object = {}, pod: object = {}) =>
  ({ rayStartParams: {}, ...more, template: { spec: { containers: [{ name: 'ray-head', image, ...container }], ...pod } } });
const group = (container: object = {}, pod: object = {}) => ({ groupName: 'small-group', replicas: 2, rayStartParams: {}, template: { spec: { containers: [{ name: 'ray-worker', image, ...container }], ...pod } } });
const small = { replicas: 2, startParams: {} };
const stop = ['/bin/sh', '-c', 'ray stop'];
const lifecycle = { preStop: { exec: { command: stop } } };
const spread = (of: string) => [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { 'ray.io/node-type': of } } }];
const cluster = { headStartParams: {}, groups: { 'small-group': small } };
const logs = { volumeMounts: [{ name: 'ray-logs', mountPath: '/tmp/ray' }] };

test.each<[string, Partial<RayClusterProps>, object, object?]>([
  [
    'a Service of the head with a load balancer',
    {
      ...cluster, headServiceType: kplus.ServiceType.LOAD_BALANCER,
      headService: { name: 'custom-head', labels: { 'custom-label': 'l' }, annotations: { 'custom-annotation': 'a' }, ports: { 'custom-port': 12345 } },
    },
    {
      headGroupSpec: head({}, {
        headService: {
          metadata: { name: 'custom-head', labels: { 'custom-label': 'l' }, annotations: { 'custom-annotation': 'a' } },
          spec: { type: 'LoadBalancer', ports: [{ name: 'custom-port', port: 12345, targetPort: 12345 }] },
        },
      }),
      workerGroupSpecs: [group()],
    },
  ],
  [
    'an Ingress for the dashboard', { ...cluster, headIngress: true, annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$1' } },
    { headGroupSpec: head({}, { enableIngress: true }), workerGroupSpecs: [group()] }, { annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/$1' } },
  ],
  [
    'certificates that the autoscaler shares',
    (() => {
      const ca = Storage.secret({ name: 'ca-tls' } as kplus.ISecret).at('/etc/ca/tls');
      return {
        ...cluster, env: { RAY_USE_TLS: kplus.EnvValue.fromValue('1') }, volumes: [ca],
        autoscaling: { env: { RAY_USE_TLS: kplus.EnvValue.fromValue('1') }, headVolumes: ['/etc/ca/tls'] },
        head: { initContainers: [{ name: 'certificates', image, command: ['make-certificates'], env: { POD_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP) }, volumes: [ca] }] },
      };
    })(),
    (() => {
      const tls = { volumeMounts: [{ mountPath: '/etc/ca/tls', name: 'tls', readOnly: true }] };
      const volumes = [{ name: 'tls', secret: { secretName: 'ca-tls' } }];
      const env = [{ name: 'RAY_USE_TLS', value: '1' }];
      return {
        enableInTreeAutoscaling: true, autoscalerOptions: { env, volumeMounts: [{ mountPath: '/etc/ca/tls', name: 'tls', readOnly: true }] },
        headGroupSpec: head({ env, ...tls }, {}, {
          volumes, initContainers: [{ name: 'certificates', image, command: ['make-certificates'], env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }], ...tls }],
        }),
        workerGroupSpecs: [group({ env, ...tls }, { volumes })],
      };
    })(),
  ],
  [
    'logs that a sidecar ships',
    (() => {
      const files = Storage.scratch().at('/tmp/ray');
      return {
        ...cluster, head: {
          volumes: [files],
          sidecars: [{
            name: 'fluentbit', image: 'fluent/fluent-bit:3.2.2', resources: { cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(100) } },
            env: { POD_LABELS: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_LABEL, { key: 'ray.io/cluster' }) },
            volumes: [files, Storage.configMap({ name: 'fluentbit-config' } as kplus.IConfigMap).at('/fluent-bit/etc/fluent-bit.conf', { subPath: 'fluent-bit.conf' })],
          }],
        },
      };
    })(),
    {
      headGroupSpec: head(logs, {}, {
        containers: [{ name: 'ray-head', image, ...logs }, {
          name: 'fluentbit', image: 'fluent/fluent-bit:3.2.2', env: [{ name: 'POD_LABELS', valueFrom: { fieldRef: { fieldPath: "metadata.labels['ray.io/cluster']" } } }],
          resources: { requests: { cpu: '100m' }, limits: { cpu: '100m' } },
          volumeMounts: [...logs.volumeMounts, { mountPath: '/fluent-bit/etc/fluent-bit.conf', subPath: 'fluent-bit.conf', name: 'config' }],
        }],
        volumes: [{ name: 'ray-logs', emptyDir: {} }, { name: 'config', configMap: { name: 'fluentbit-config' } }],
      }),
      workerGroupSpecs: [group()],
    },
  ],
  [
    'pods of each part on different nodes, which leave in order',
    {
      headStartParams: { 'num-cpus': '0' }, preStop: stop, autoscaling: { upscalingMode: RayUpscaling.DEFAULT, idleTimeout: Duration.seconds(300), imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT },
      head: { placement: [Placement.spread('kubernetes.io/hostname', 1, { 'ray.io/node-type': 'head' })] },
      groups: { 'small-group': { ...small, placement: [Placement.spread('kubernetes.io/hostname', 1, { 'ray.io/node-type': 'worker' })] } },
    },
    {
      enableInTreeAutoscaling: true, autoscalerOptions: { upscalingMode: 'Default', idleTimeoutSeconds: 300, imagePullPolicy: 'IfNotPresent' },
      headGroupSpec: head({ lifecycle }, { rayStartParams: { 'num-cpus': '0' } }, { topologySpreadConstraints: spread('head') }),
      workerGroupSpecs: [group({ lifecycle }, { topologySpreadConstraints: spread('worker') })],
    },
  ],
  [
    'its state in a Redis beside the head',
    {
      ...cluster, faultTolerance: RayFaultTolerance.redis('127.0.0.1:6380'),
      head: { sidecars: [{ name: 'redis', image: 'redis:7.4.0', command: ['redis-server'], ports: { redis: 6380 }, volumes: [Storage.existingClaim('redis-data').at('/data')] }] },
    },
    {
      gcsFaultToleranceOptions: { redisAddress: '127.0.0.1:6380' },
      headGroupSpec: head({}, {}, {
        containers: [{ name: 'ray-head', image }, { name: 'redis', image: 'redis:7.4.0', command: ['redis-server'], ports: [{ name: 'redis', containerPort: 6380 }], volumeMounts: [{ name: 'd', mountPath: '/data' }] }],
        volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'redis-data' } }],
      }),
      workerGroupSpecs: [group()],
    },
  ],
  [
    'a command of its own around the one of KubeRay', {
      annotations: { 'ray.io/overwrite-container-cmd': 'true' }, headStartParams: {}, head: { command: ['/bin/bash', '-lc', '--'], args: ['$KUBERAY_GEN_RAY_START_CMD'] },
      groups: { 'small-group': { ...small, command: ['/bin/bash', '-lc', '--'], args: ['$KUBERAY_GEN_RAY_START_CMD'] } },
    },
    {
      headGroupSpec: head({ command: ['/bin/bash', '-lc', '--'], args: ['$KUBERAY_GEN_RAY_START_CMD'] }),
      workerGroupSpecs: [group({ command: ['/bin/bash', '-lc', '--'], args: ['$KUBERAY_GEN_RAY_START_CMD'] })],
    },
    { annotations: { 'ray.io/overwrite-container-cmd': 'true' } },
  ],
  [
    'a profiler that traces processes, and an account of the cloud',
    { ...cluster, head: { capabilities: ['SYS_PTRACE'] }, serviceAccount: { name: 'my-ksa' } as kplus.IServiceAccount, nodeSelector: { 'iam.gke.io/gke-metadata-server-enabled': 'true' } },
    (() => {
      const pod = { serviceAccountName: 'my-ksa', nodeSelector: { 'iam.gke.io/gke-metadata-server-enabled': 'true' } };
      return { headGroupSpec: head({ securityContext: { capabilities: { add: ['SYS_PTRACE'] } } }, {}, pod), workerGroupSpecs: [group({}, pod)] };
    })(),
  ],
  [
    'a part of a GPU, by the scheduler KAI',
    { ...cluster, labels: { 'kai.scheduler/queue': 'team-a' }, groups: { 'small-group': { ...small, podAnnotations: { 'gpu-fraction': '0.5' }, resources: { memory: { limit: Size.gibibytes(4) } } } } },
    {
      // Labels of a workload are those of its pods too, where KAI reads them as well.
      headGroupSpec: (() => {
        const { template, ...rest } = head();
        return { ...rest, template: { metadata: { labels: { 'kai.scheduler/queue': 'team-a' } }, ...template } };
      })(),
      workerGroupSpecs: [(() => {
        const { template, ...rest } = group({ resources: { limits: { memory: '4Gi' } } });
        return { ...rest, template: { metadata: { labels: { 'kai.scheduler/queue': 'team-a' }, annotations: { 'gpu-fraction': '0.5' } }, ...template } };
      })()],
    },
    { labels: { 'kai.scheduler/queue': 'team-a' } },
  ],
])('RayCluster: %s', (_, props, spec, metadata = {}) => {
  expect(rayCluster('a', props)).toEqual(canonical({ apiVersion: 'ray.io/v1', kind: 'RayCluster', metadata: { name: 'a', ...metadata }, spec }));
});
