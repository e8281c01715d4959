import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { app } from './app';
import type { Values } from './job-values';
import { ROLE } from './job-values';
import {
  Framework, LauncherCreation, MpiImplementation, Processes, RayAutoscalerVersion, RayDeletion, RayFaultTolerance, RayOutcome, RaySubmissionMode, RayUpscaling,
  RendezvousBackend, TensorFlowSuccess,
} from '../../../lib';
import type {
  JaxOptions, MasterOptions, MpiOptions, MxnetOptions, MxnetTuneOptions, PaddleOptions, PyTorchOptions, RayGroup, RayOptions, RoleProps, TensorFlowOptions,
} from '../../../lib';

/** What is said of the pods of a part of a job, each alone. */
const SAID: RoleProps[] = Object.entries(ROLE).flatMap(([prop, values]) => [values as any].flat().map(({ to }) => ({ [prop]: to })));

const each = (of: Record<string, readonly unknown[]>) => Object.entries(of).flatMap(([key, values]) => values.map(value => ({ [key]: value })));
const ELASTIC = { minReplicas: [1], maxReplicas: [5], maxRestarts: [7], targetCpuPercent: [70] };
const TORCH = {
  ...ELASTIC, rdzvBackend: [RendezvousBackend.ETCD], rdzvHost: ['etcd.mlops'], rdzvPort: [1234], rdzvId: ['mine'], rdzvConf: [{ timeout: '60' }],
  standalone: [true],
};
const nested = (key: string, options: Record<string, readonly unknown[]>) => each(options).map(to => ({ to, beside: { [key]: {} } }));
/** A part that is there, and what is said of it. */
const role = (name: string): any => SAID.map(to => ({ to, beside: { [name]: {} } }));

const PYTORCH: Values<PyTorchOptions> = {
  processesPerWorker: [{ to: Processes.of(3) }, { to: Processes.GPU }, { to: Processes.CPU }, { to: Processes.AUTO }],
  elastic: [{ to: {} }, ...nested('elastic', TORCH)] as any,
  master: role('master'), worker: role('worker'),
};
const TENSORFLOW: Values<TensorFlowOptions> = {
  chief: role('chief'), parameterServers: role('parameterServers'), evaluators: role('evaluators'), worker: role('worker'),
  success: { to: TensorFlowSuccess.ALL_WORKERS }, dynamicWorkers: { to: true },
};
const MASTER: Values<MasterOptions> = { master: role('master'), worker: role('worker') };
const PADDLE: Values<PaddleOptions> = {
  parameterServer: role('parameterServer'), worker: role('worker'), elastic: [{ to: {} }, ...nested('elastic',
    ELASTIC)] as any,
};
const JAX: Values<JaxOptions> = { worker: role('worker') };
const MXNET: Values<MxnetOptions> = { servers: role('servers'), scheduler: role('scheduler'), worker: role('worker') };
const TUNE: Values<MxnetTuneOptions> = {
  tunerTracker: role('tunerTracker'), tunerServer: role('tunerServer'), tuner: role('tuner'),
  tunerServerKey: { to: 'mine' },
};
const MPI: Values<MpiOptions> = {
  implementation: [{ to: MpiImplementation.INTEL }, { to: MpiImplementation.MPICH }], slotsPerWorker: { to: 3 }, launcherAsWorker: [{ to: true }],
  launcherCreation: { to: LauncherCreation.WHEN_WORKERS_READY }, sshAuthMountPath: { to: '/root/.ssh' }, launcher: role('launcher'), worker: role('worker'),
};

const group: readonly RayGroup[] = [
  ...SAID, { minReplicas: 1, maxReplicas: 4 }, { maxReplicas: 4 }, { numOfHosts: 2 }, { startParams: { 'num-cpus': '3' } }, { logicalResources: { CPU: '3' } },
  { nodeLabels: { a: 'b' } }, { idleTimeout: Duration.minutes(2) },
];
const RAY: Values<RayOptions> = {
  rayVersion: { to: '2.52.0' }, head: role('head'), headStartParams: { to: { 'num-gpus': '0' } }, headLogicalResources: { to: { CPU: '3' } },
  headNodeLabels: { to: { a: 'b' } },
  headServiceType: { to: kplus.ServiceType.NODE_PORT }, headService: { to: { name: 'mine' } }, headIngress: { to: true }, worker: role('worker'),
  minWorkers: [{ to: 1 }, { to: 1, beside: { autoscaling: {} } }], maxWorkers: [{ to: 4 }, { to: 4, beside: { autoscaling: {} } }],
  groups: [
    ...group.map(to => ({ to: { more: to }, beside: { groups: { more: {} } } })),
    ...group.slice(SAID.length).map(to => ({ to: { more: to }, beside: { groups: { more: {} }, autoscaling: { version: RayAutoscalerVersion.V2 } } })),
  ],
  autoscaling: [{ to: {} }, ...each({
    version: [RayAutoscalerVersion.V1, RayAutoscalerVersion.V2], upscalingMode: [RayUpscaling.CONSERVATIVE], idleTimeout: [Duration.minutes(2)],
    image: ['acme/scaler:1'],
    imagePullPolicy: [kplus.ImagePullPolicy.ALWAYS], resources: [{ cpu: { limit: kplus.Cpu.units(3) } }],
  }).map(to => ({ to, beside: { autoscaling: {} } }))],
  faultTolerance: [
    { to: RayFaultTolerance.redis('redis:6379') }, {
      to: RayFaultTolerance.volume(Size.gibibytes(1), { storageClass: 'fast', retain: true }),
      beside: { rayVersion: '2.52.0' },
    },
  ],
  auth: [
    { to: {}, beside: { rayVersion: '2.52.0' } },
    { to: { secret: kplus.Secret.fromSecretName(app, 'token', 'token') }, beside: { rayVersion: '2.52.0', auth: {} } },
  ],
  entrypoint: { to: 'python other.py' }, entrypointNumCpus: { to: 2 }, entrypointNumGpus: { to: 1 }, entrypointResources: { to: { custom: 1 } },
  runtimeEnv: each({
    pip: [['torch']], uv: [['torch']], conda: ['env'], envVars: [{ A: 'b' }], workingDir: ['s3://a/b.zip'], pyModules: [['s3://a/c.zip']], excludes: [['x']],
    config: [{ eager_install: true }], more: [{ nsight: 'default' }],
  }).map(to => ({ to, beside: { runtimeEnv: {} } })),
  submissionMode: [RaySubmissionMode.HTTP, RaySubmissionMode.SIDECAR, RaySubmissionMode.INTERACTIVE, RaySubmissionMode.K8S_JOB].map(to => ({ to })),
  submitter: role('submitter'), submitterBackoffLimit: { to: 7 }, shutdownAfterJobFinishes: { to: false },
  deletionRules: { to: [{ policy: RayDeletion.WORKERS, on: RayOutcome.FAILED, after: Duration.minutes(5) }] },
  preRunningDeadline: { to: Duration.minutes(9) }, jobId: { to: 'mine' }, metadata: { to: { a: 'b' } }, cluster: { to: { rayClusterName: 'shared' } },
};

/** Each framework by what makes it, and a value for each of its options. */
export const FRAMEWORKS: ReadonlyArray<readonly [name: string, make: (options: any) => Framework, values: Values<any>]> = [
  ['script', () => Framework.script(), {}],
  ['scikitLearn', () => Framework.scikitLearn(), {}],
  ['pytorch', Framework.pytorch, PYTORCH],
  ['tensorflow', Framework.tensorflow, TENSORFLOW],
  ['xgboost', Framework.xgboost, MASTER],
  ['lightgbm', Framework.lightgbm, MASTER],
  ['paddle', Framework.paddle, PADDLE],
  ['jax', Framework.jax, JAX],
  ['mxnet', Framework.mxnet, MXNET],
  ['mxnetTune', Framework.mxnetTune, TUNE],
  ['mpi', Framework.mpi, MPI],
  ['deepspeed', Framework.deepspeed, MPI],
  ['ray', Framework.ray, RAY],
  ['roles', ({ worker, ...others }) => Framework.of({ worker: { replicas: 2, ...worker }, ...others }), { worker: role('worker'), other: role('other') }],
];
