import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { app } from './app';
import { jobSet, volcano } from './option-values';
import type { JobPodProps, RoleProps, ScheduledTrainingJobProps, TrainingJobProps } from '../../../lib';
import {
  Accelerator, Capacity, Checkpoints, CleanPodPolicy, CloudIdentity, Code, CompletionMode, Defaults, DeviceClaim, FailureAction, FailureRule,
  Framework, Interconnect,
  OverlapPolicy, Placement, PodReplacement, Queue, Readiness, RestartPolicy, Runtime, Storage, TaintEffect, Tracking, TrainingOperator,
} from '../../../lib';

/** A value that is no default, and what must stand beside it to mean anything. */
export type Value<T, P extends keyof T> = { readonly to: T[P]; readonly beside?: Partial<T> };
/** Every prop has one, or several. */
export type Values<T> = { readonly [P in keyof Required<T>]: Value<T, P> | ReadonlyArray<Value<T, P>> };

const secret = kplus.Secret.fromSecretName(app, 'secret', 'login');
const mount = (path: string) => Storage.existingClaim('shared').at(path);

/** What can be said of the pods of the job, or of a role. */
export const POD: Values<JobPodProps> = {
  imagePullPolicy: { to: kplus.ImagePullPolicy.IF_NOT_PRESENT },
  imagePullSecrets: { to: [secret] },
  env: { to: { SEED: kplus.EnvValue.fromValue('42') } },
  envFrom: { to: [kplus.Env.fromSecret(secret)] },
  resources: [
    { to: { cpu: { request: kplus.Cpu.millis(700) } } },
    { to: { cpu: { limit: kplus.Cpu.units(7) } } },
    { to: { memory: { request: Size.gibibytes(3), limit: Size.gibibytes(7) } } },
    { to: { ephemeralStorage: { request: Size.gibibytes(3), limit: Size.gibibytes(7) } } },
  ],
  accelerator: [{ to: Accelerator.nvidia('H100', 2) }, { to: Accelerator.nvidia() }],
  volumes: { to: [mount('/more')] },
  priorityClass: { to: 'urgent' },
  nodeSelector: { to: { disk: 'fast' } },
  tolerations: { to: [{ key: 'team', effect: TaintEffect.NO_SCHEDULE }] },
  user: { to: 4242 },
  group: { to: 4242 },
  readOnlyRootFilesystem: { to: false },
  podLabels: { to: { team: 'vision' } },
  podAnnotations: { to: { note: 'here' } },
  containerName: { to: 'trainer' },
  workingDir: { to: '/work' },
  ports: { to: { metrics: 9400 } },
  initContainers: { to: [{ name: 'first', image: 'acme/first:1', env: { A: kplus.EnvValue.fromValue('b') } }] },
  sidecars: { to: [{ name: 'beside', image: 'acme/beside:1' }] },
  capacity: [{ to: Capacity.spot() }, { to: Capacity.onDemand() }],
  interconnect: [{ to: Interconnect.tcp({ networkInterface: 'eth1' }) }, { to: Interconnect.rdma('rdma/ib') }],
  placement: [{ to: [Placement.together('topology.kubernetes.io/zone')] }, { to: [Placement.spread('topology.kubernetes.io/zone')] }],
  schedulerName: { to: 'my-scheduler' },
  runtimeClass: { to: 'nvidia' },
  capabilities: { to: ['SYS_PTRACE'] },
  privileged: { to: true },
  fsGroup: { to: 4243 },
  automountToken: { to: true },
  serviceLinks: { to: true },
  dnsPolicy: { to: kplus.DnsPolicy.DEFAULT },
  readiness: { to: Readiness.tcp(9400) },
  preStop: { to: ['sleep', '5'] },
  hostNetwork: { to: true },
  hostIpc: { to: true },
  liveness: { to: Readiness.tcp(9400) },
  startup: { to: Readiness.tcp(9400) },
  hostPid: { to: true },
  shareProcessNamespace: { to: true },
  subdomain: { to: 'mine' },
  deviceClaims: { to: { channel: DeviceClaim.existingTemplate('channel') } },
};

export const ROLE: Values<RoleProps> = {
  ...POD,
  replicas: { to: 3 },
  image: { to: 'acme/other:1' },
  command: { to: ['python', 'other.py'] },
  args: { to: ['--other'] },
  restartPolicy: [{ to: RestartPolicy.NEVER }, { to: RestartPolicy.ON_FAILURE }],
};

const tracking = Tracking.server('http://mlflow.mlops:5000');
const checkpoints = Checkpoints.existingClaim('checkpoints');
const queue = Queue.fromQueueName('gpu');

export const JOB: Values<TrainingJobProps> = {
  ...POD,
  name: { to: 'other' },
  labels: { to: { team: 'vision' } },
  annotations: { to: { note: 'here' } },
  serviceAccount: { to: kplus.ServiceAccount.fromServiceAccountName(app, 'account', 'robot') },
  identity: { to: CloudIdentity.googleServiceAccount('train@acme.iam.gserviceaccount.com') },
  image: { to: 'acme/other:1' },
  framework: { to: Framework.script() },
  command: { to: ['python', 'other.py'] },
  args: { to: ['--other'] },
  operator: { to: TrainingOperator.KUBERNETES },
  runtime: { to: Runtime.fromClusterRuntimeName('other') },
  datasetInitializer: { to: { storageUri: 'hf://a/b' } },
  modelInitializer: { to: { storageUri: 'hf://a/b' } },
  workers: { to: 3 },
  restartPolicy: [{ to: RestartPolicy.NEVER }, { to: RestartPolicy.ON_FAILURE }],
  cleanPodPolicy: [{ to: CleanPodPolicy.ALL }, { to: CleanPodPolicy.NONE }],
  suspend: { to: true },
  multiKueue: { to: true, beside: { queue } },
  gang: [
    { to: {} },
    { to: { minAvailable: 1 }, beside: { gang: {} } },
    { to: { scheduleTimeout: Duration.minutes(3) }, beside: { gang: {} } },
    { to: { minResources: { cpu: '3' } }, beside: { gang: {} } },
    { to: { priorityClass: 'urgent' }, beside: { gang: {} } },
  ],
  mesh: { to: true },
  defaults: { to: Defaults.UPSTREAM },
  completions: { to: 7 },
  sharedMemory: { to: Size.mebibytes(700) },
  data: { to: [mount('/data')] },
  code: [{ to: Code.inline({ 'train.py': 'print()' }).at('/code') }, { to: Code.git('https://github.com/acme/resnet').at('/code') }],
  checkpoints: [{ to: checkpoints }, { to: Checkpoints.objectStore('s3://acme/ckpt') }],
  resumeFrom: { to: Checkpoints.volume(Storage.existingClaim('old').at('/old')) },
  tracking: { to: tracking },
  experiment: [{ to: 'first' }, { to: 'first', beside: { tracking } }],
  runName: [{ to: 'first' }, { to: 'first', beside: { tracking } }],
  registeredModel: [{ to: 'resnet' }, { to: 'resnet', beside: { tracking } }],
  tensorboard: [{ to: true }, { to: true, beside: { checkpoints } }],
  deadline: { to: Duration.hours(3) },
  backoffLimit: { to: 7 },
  fatalExitCodes: { to: [42] },
  ttlAfterFinished: { to: Duration.hours(3) },
  queue: [{ to: queue }, { to: Queue.fromVolcanoQueueName('gpu') }],
  queuePriority: [{ to: { priorityClassName: 'high' } }, { to: { priorityClassName: 'high' }, beside: { queue } }],
  rerunOnChange: { to: true },
  networkPolicy: [{ to: false }, { to: true }],
  gracePeriod: { to: Duration.seconds(77) },
  jobOptions: [
    { completionMode: CompletionMode.INDEXED }, { completionMode: CompletionMode.NON_INDEXED }, { backoffLimitPerIndex: 1 }, { maxFailedIndexes: 2 },
    { backoffLimitPerIndex: 1, maxFailedIndexes: 2 },
    { successRules: [{ succeededCount: 1 }] }, { failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_JOB, 3)] },
    { podReplacement: PodReplacement.TERMINATING_OR_FAILED }, { minParallelism: 1 }, { completionsEqualParallelism: true },
  ].map(to => ({ to })),
  jobSet: jobSet('worker'),
  volcano: volcano('worker'),
};

/** What a schedule says beyond its jobs. */
export const SCHEDULE: Values<Omit<ScheduledTrainingJobProps, keyof TrainingJobProps>> = {
  schedule: { to: '0 4 * * *' },
  timeZone: { to: 'Europe/Paris' },
  overlap: [{ to: OverlapPolicy.ALLOW }, { to: OverlapPolicy.REPLACE }],
  startingDeadline: { to: Duration.hours(2) },
  successfulRuns: { to: 7 },
  failedRuns: { to: 7 },
  kubectlImage: { to: 'acme/kubectl:1' },
};
