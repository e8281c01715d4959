import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Case } from './case';
import type { PlatformProps, ScheduledTrainingJobProps, Stack } from '../../../lib';
import {
  Accelerator, Checkpoints, ClaimRetention, CleanPodPolicy, ClusterTrainingRuntime, CompletionMode, Defaults, DependencyStatus, FailureAction,
  FailureRule, Framework, GangScheduler, JobSetAction, JobSetRestart, LauncherCreation, MlPolicy, MpiImplementation, MpiOperator, NumaPolicy,
  OverlapPolicy, PodGroupPolicy, PodReplacement, PodSecurity, Processes, Queue, RayAutoscalerVersion, RayCluster, RayDeletion, RayFaultTolerance,
  RayOutcome, RaySubmissionMode, RendezvousBackend, RestartPolicy, Runtime, RuntimePolicy, Storage, SuccessOperator, TensorFlowSuccess, Tracking,
  TrainerVersion, TrainingJob, TrainingOperator, TrainingRuntime, VolcanoAction, VolcanoEvent,
} from '../../../lib';
import { DEFAULT_CLUSTER } from '../../../lib/check/cluster';
import type { FrameworkName } from '../../../lib/training/framework';

type Props = Partial<ScheduledTrainingJobProps>;
/** Props of the job, beyond an image, a command and the framework; or what makes them in the stack. */
type Row = Props | ((stack: Stack, id: string) => Props);
/** `base` holds for all rows that are no functions; undefined where a general row has no place. */
type Rows = Readonly<Record<string, Row | undefined>>;

const { KUBERNETES, TRAINING_OPERATOR, TRAINER, MPI_OPERATOR, JOBSET, KUBERAY, VOLCANO } = TrainingOperator;
const small = { cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(1) }, memory: { request: Size.gibibytes(1), limit: Size.gibibytes(2) } };
const kueue = () => Queue.fromQueueName('research');
const elsewhere: Rows = { queue: undefined, multikueue: undefined };

const mpiV1 = (make: (options: any) => Framework): Rows => ({
  slots: { framework: make({ slotsPerWorker: 4 }), workers: 2 },
  roles: { framework: make({ launcher: { resources: small }, worker: { nodeSelector: { disk: 'ssd' } } }), workers: 2 },
});
const mpiV2 = (make: (options: any) => Framework): Rows => ({
  ...mpiV1(make),
  'launcher-as-worker': { framework: make({ launcherAsWorker: true }), workers: 2 },
  'intel': { framework: make({ implementation: MpiImplementation.INTEL, launcherCreation: LauncherCreation.WHEN_WORKERS_READY }), workers: 2 },
  'mpich': { framework: make({ implementation: MpiImplementation.MPICH, launcherCreation: LauncherCreation.AT_STARTUP }), workers: 2 },
  'ssh': { framework: make({ sshAuthMountPath: '/home/acme/.ssh' }), workers: 2 },
});
const volcanoMpi = (make: (options: any) => Framework): Rows => ({
  ssh: { framework: make({ sshAuthMountPath: '/home/acme/.ssh' }), workers: 2, volcano: { plugins: { ssh: ['--ssh-key-file-path=/home/acme/.ssh'] } } },
});

/** A runtime of the namespace, and one of the cluster, with steps that fetch. */
const ownRuntimes = (policy: () => MlPolicy): Rows => ({
  'own': (stack, id) => ({ runtime: new TrainingRuntime(stack, `${id}-rt`, { image: 'acme/train:1', policy: policy(), numNodes: 2 }), workers: 2 }),
  'own-cluster': (stack, id) => ({ runtime: new ClusterTrainingRuntime(stack, `${id}-rt`, { image: 'acme/train:1', policy: policy(), podGroup: PodGroupPolicy.volcano() }) }),
  'initializers': (stack, id) => ({
    runtime: new TrainingRuntime(stack, `${id}-rt`, {
      image: 'acme/train:1', policy: policy(), podGroup: PodGroupPolicy.coscheduling(Duration.minutes(5)), workspace: Storage.claimPerJob(Size.gibibytes(20)),
      datasetInitializer: { storageUri: 'hf://tatsu-lab/alpaca' }, modelInitializer: { storageUri: 'hf://acme/model' },
    }),
    datasetInitializer: { storageUri: 's3://acme/data', secret: { name: 's3' } as kplus.ISecret },
    modelInitializer: { env: { HF_HUB_OFFLINE: kplus.EnvValue.fromValue('0') } },
  }),
});

const batch: Rows = {
  'overlap': { schedule: '@daily', overlap: OverlapPolicy.FORBID, startingDeadline: Duration.hours(1) },
  'indexed': { workers: 4, completions: 16, fatalExitCodes: [3, 42] },
  'non-indexed': { workers: 4, completions: 16, jobOptions: { completionMode: CompletionMode.NON_INDEXED } },
  'per-index': {
    workers: 2, completions: 4, jobOptions: {
      backoffLimitPerIndex: 2, maxFailedIndexes: 1, podReplacement: PodReplacement.FAILED, successRules: [{ succeededIndexes: '0,2-3', succeededCount: 1 }],
      failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_INDEX, 7), FailureRule.onPodCondition(FailureAction.IGNORE, 'ConfigIssue')],
    },
  },
  'on-failure': { restartPolicy: RestartPolicy.ON_FAILURE },
  'partial': { workers: 4, queue: kueue(), jobOptions: { minParallelism: 2, completionsEqualParallelism: true } },
};
const jobSet: Rows = {
  restarts: {
    workers: 2, fatalExitCodes: [3], jobSet: {
      restartStrategy: JobSetRestart.BLOCKING_RECREATE, success: { operator: SuccessOperator.ANY }, network: { publishNotReadyAddresses: true, subdomain: 'net' },
      failureRules: [{ action: JobSetAction.FAIL_JOB_SET, name: 'fatal', messagePatterns: ['out of memory'] }], coordinator: { role: 'worker' },
    },
  },
  claims: { jobSet: { claims: { scratch: { size: Size.gibibytes(10), path: '/scratch', retention: ClaimRetention.RETAIN } }, exclusiveTopology: 'acme.example/rack' } },
};
const volcanoJob: Rows = {
  gang: { gang: { minAvailable: 1 }, queue: Queue.fromVolcanoQueueName('research') },
  policies: {
    backoffLimit: 5, fatalExitCodes: [3], volcano: {
      policies: [{ action: VolcanoAction.ABORT_JOB, events: [VolcanoEvent.POD_PENDING], timeout: Duration.minutes(5) }],
      networkTopology: { highestTierAllowed: 2 },
      volumes: [{ path: '/in', claimName: 'in' }, { path: '/out', size: Size.gibibytes(5) }], runningEstimate: Duration.minutes(30),
    },
  },
};
const roles = () => Framework.of({ learner: { image: 'acme/learner:1' }, actor: { replicas: 4, command: ['act'], resources: small } });

/** Every framework on every operator that runs it, with what is notable there. */
export const FRAMEWORKS: Record<FrameworkName, { readonly make: () => Framework; readonly on: Partial<Record<TrainingOperator, Rows>> }> = {
  'script': {
    make: () => Framework.script(),
    on: {
      [KUBERNETES]: batch, [JOBSET]: jobSet,
      [VOLCANO]: { ...volcanoJob, numa: { volcano: { tasks: { worker: { numa: NumaPolicy.BEST_EFFORT, maxRetry: 2 } } } } },
      [TRAINER]: { base: (stack, id) => ({ runtime: new TrainingRuntime(stack, `${id}-rt`, { image: 'acme/train:1' }) }), ...ownRuntimes(() => MlPolicy.none()) },
    },
  },
  'scikit-learn': { make: () => Framework.scikitLearn(), on: { [KUBERNETES]: batch, [JOBSET]: jobSet, [VOLCANO]: volcanoJob } },
  'pytorch': {
    make: () => Framework.pytorch(),
    on: {
      [TRAINING_OPERATOR]: {
        'elastic': { workers: 3, framework: Framework.pytorch({ elastic: { minReplicas: 1, maxReplicas: 4, maxRestarts: 10, targetCpuPercent: 80, rdzvBackend: RendezvousBackend.C10D } }) },
        'processes': { workers: 2, framework: Framework.pytorch({ processesPerWorker: Processes.of(4), master: { resources: small } }) },
        'auto': { workers: 2, framework: Framework.pytorch({ processesPerWorker: Processes.AUTO }), accelerator: Accelerator.nvidia('H100', 8) },
        'exit-code': { restartPolicy: RestartPolicy.EXIT_CODE },
      },
      [TRAINER]: {
        ...ownRuntimes(() => MlPolicy.torch()),
        gpus: { workers: 4, accelerator: Accelerator.nvidia('H100', 8) },
        torchtune: { runtime: Runtime.torchtune('llama3.2-1b'), image: undefined, command: undefined, datasetInitializer: { storageUri: 'hf://tatsu-lab/alpaca' } },
      },
      [JOBSET]: { ...jobSet, processes: { workers: 2, framework: Framework.pytorch({ processesPerWorker: Processes.of(4) }) } },
      [VOLCANO]: { ...volcanoJob, master: { workers: 3, framework: Framework.pytorch({ master: { resources: small } }) } },
    },
  },
  'tensorflow': {
    make: () => Framework.tensorflow(),
    on: {
      [TRAINING_OPERATOR]: {
        'chief-ps-evaluator': { workers: 3, framework: Framework.tensorflow({ chief: {}, parameterServers: { replicas: 2, resources: small }, evaluators: {} }) },
        'dynamic': { workers: 3, framework: Framework.tensorflow({ parameterServers: {}, dynamicWorkers: true, success: TensorFlowSuccess.ALL_WORKERS }) },
      },
      [VOLCANO]: { ...volcanoJob, 'ps-evaluator': { workers: 3, framework: Framework.tensorflow({ chief: {}, parameterServers: { replicas: 2 }, evaluators: {} }) } },
    },
  },
  'xgboost': {
    make: () => Framework.xgboost(),
    on: {
      [TRAINING_OPERATOR]: { master: { workers: 3, framework: Framework.xgboost({ master: { resources: small } }) } },
      [TRAINER]: ownRuntimes(() => MlPolicy.xgboost()), [JOBSET]: jobSet,
    },
  },
  'lightgbm': { make: () => Framework.lightgbm(), on: { [TRAINING_OPERATOR]: { master: { workers: 3, framework: Framework.lightgbm({ master: { resources: small } }) } } } },
  'paddle': {
    make: () => Framework.paddle(),
    on: {
      [TRAINING_OPERATOR]: {
        ps: { workers: 2, framework: Framework.paddle({ parameterServer: { resources: small } }) },
        elastic: { workers: 2, framework: Framework.paddle({ elastic: { minReplicas: 1, maxReplicas: 4, maxRestarts: 3, targetCpuPercent: 80 } }) },
      },
    },
  },
  'jax': { make: () => Framework.jax(), on: { [TRAINING_OPERATOR]: {}, [TRAINER]: ownRuntimes(() => MlPolicy.jax()), [JOBSET]: jobSet } },
  'mxnet': { make: () => Framework.mxnet(), on: { [TRAINING_OPERATOR]: { ...elsewhere, servers: { workers: 2, framework: Framework.mxnet({ servers: { replicas: 2 }, scheduler: { resources: small } }) } } } },
  'mxnet-tune': { make: () => Framework.mxnetTune(), on: { [TRAINING_OPERATOR]: { ...elsewhere, key: { workers: 2, framework: Framework.mxnetTune({ tunerServerKey: '2080ti' }) } } } },
  'mpi': {
    make: () => Framework.mpi(),
    on: {
      [TRAINING_OPERATOR]: { ...mpiV1(Framework.mpi), ...elsewhere }, [MPI_OPERATOR]: mpiV2(Framework.mpi), [VOLCANO]: volcanoMpi(Framework.mpi),
      [TRAINER]: {
        ...ownRuntimes(() => MlPolicy.mpi({ processesPerNode: 2 })),
        base: (stack, id) => ({ runtime: new TrainingRuntime(stack, `${id}-rt`, { image: 'acme/train:1', policy: MlPolicy.mpi() }) }),
        launcher: (stack, id) => ({ workers: 2, runtime: new TrainingRuntime(stack, `${id}-rt`, { image: 'acme/train:1', policy: MlPolicy.mpi({ launcherIsNode: false }), launcher: {} }) }),
        flux: (stack, id) => ({ runtime: new TrainingRuntime(stack, `${id}-rt`, { image: 'acme/train:1', policy: MlPolicy.flux(2) }) }),
        mlx: () => ({ runtime: Runtime.mlxDistributed(), image: undefined }),
        known: () => ({ image: undefined, runtime: Runtime.fromClusterRuntimeName('deepspeed-distributed', { policy: RuntimePolicy.MPI }) }),
      },
    },
  },
  'deepspeed': {
    make: () => Framework.deepspeed(),
    on: {
      [TRAINING_OPERATOR]: { ...mpiV1(Framework.deepspeed), ...elsewhere }, [MPI_OPERATOR]: mpiV2(Framework.deepspeed),
      [VOLCANO]: volcanoMpi(Framework.deepspeed),
      [TRAINER]: { base: { image: undefined }, ...ownRuntimes(() => MlPolicy.mpi()), gpus: { workers: 2, accelerator: Accelerator.nvidia('H100', 2) } },
    },
  },
  'ray': {
    make: () => Framework.ray(),
    on: {
      [KUBERAY]: {
        'autoscaling': {
          framework: Framework.ray({ autoscaling: { version: RayAutoscalerVersion.V2, idleTimeout: Duration.minutes(2) }, minWorkers: 1, maxWorkers: 8, rayVersion: '2.52.0' }), workers: 2,
        },
        'groups': {
          workers: 2, framework: Framework.ray({
            head: { resources: small }, headStartParams: { 'dashboard-host': '0.0.0.0' },
            groups: { gpu: { replicas: 2, maxReplicas: 4, accelerator: Accelerator.nvidia('L4', 1), logicalResources: { fast: '1' } }, tpu: { replicas: 1, numOfHosts: 2 } },
          }),
        },
        'http': { framework: Framework.ray({ submissionMode: RaySubmissionMode.HTTP, runtimeEnv: { pip: ['torch'], workingDir: 'https://acme.example/code.zip' } }) },
        'sidecar': { framework: Framework.ray({ submissionMode: RaySubmissionMode.SIDECAR, entrypointNumCpus: 2 }) },
        'interactive': { framework: Framework.ray({ submissionMode: RaySubmissionMode.INTERACTIVE }), command: undefined },
        'submitter': { framework: Framework.ray({ submitter: { resources: small }, submitterBackoffLimit: 2, preRunningDeadline: Duration.minutes(10), metadata: { owner: 'a' } }) },
        'rules': { framework: Framework.ray({ deletionRules: [{ policy: RayDeletion.WORKERS, on: RayOutcome.FAILED, after: Duration.minutes(5) }, { policy: RayDeletion.CLUSTER, on: RayOutcome.SUCCEEDED }] }) },
        'redis': { framework: Framework.ray({ faultTolerance: RayFaultTolerance.redis('redis://redis:6379', { namespace: 'a' }), auth: {}, rayVersion: '2.52.0' }) },
        'on-cluster': (stack, id) => ({ framework: Framework.ray({ cluster: new RayCluster(stack, `${id}-rc`, { image: 'acme/ray:1', workers: 2, queue: kueue() }) }) }),
      },
    },
  },
  'roles': {
    make: roles,
    on: {
      [JOBSET]: {
        workers: undefined,
        depends: {
          jobSet: {
            roles: { actor: { jobs: 2, backoffLimit: 3, deadline: Duration.hours(1), groupName: 'act', exclusiveTopology: 'acme.example/rack', dependsOn: [{ role: 'learner', status: DependencyStatus.READY }] } },
            success: { roles: ['learner'] },
          },
        },
        order: { jobSet: { startInOrder: true } },
      },
      [VOLCANO]: { workers: undefined, depends: { volcano: { tasks: { actor: { dependsOn: ['learner'], minAvailable: 2, policies: [{ action: VolcanoAction.RESTART_TASK, events: [VolcanoEvent.TASK_FAILED] }] } } } }, ...volcanoJob },
    },
  },
};

/** What every kind knows, but for the operators named. */
const GENERAL: ReadonlyArray<readonly [string, Row, ...TrainingOperator[]]> = [
  ['plain', {}],
  ['workers', { workers: 3 }],
  ['queue', { queue: kueue(), queuePriority: { priorityClassName: 'urgent' } }, VOLCANO],
  ['multikueue', { queue: kueue(), multiKueue: true }, VOLCANO],
  ['suspend', { suspend: true }, VOLCANO],
  ['gang', { gang: { minAvailable: 1, scheduleTimeout: Duration.minutes(5) } }, KUBERNETES, TRAINER, JOBSET, KUBERAY, VOLCANO],
  ['volcano-queue', { queue: Queue.fromVolcanoQueueName('research') }, KUBERNETES, JOBSET, TRAINER],
  ['limits', { backoffLimit: 1, deadline: Duration.hours(6), ttlAfterFinished: Duration.hours(1) }, TRAINER, VOLCANO],
  ['scheduled', { schedule: '0 3 * * *', timeZone: 'Europe/Paris', successfulRuns: 1 }],
  ['data', {
    data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })], checkpoints: Checkpoints.claim(Size.gibibytes(50)), tracking: Tracking.server('http://mlflow.team:5000'),
    env: { LR: kplus.EnvValue.fromValue('1') }, gracePeriod: Duration.seconds(60), podAnnotations: { team: 'vision' },
  }],
  ['sidecars', {
    initContainers: [{ name: 'fetch', image: 'acme/fetch:1', command: ['fetch'] }, { name: 'logs', image: 'acme/logs:1', staysOn: true }],
    ports: { metrics: 9090 }, priorityClass: 'system-cluster-critical',
  }, TRAINER],
];

const PLATFORMS: Record<TrainingOperator, PlatformProps> = {
  [KUBERNETES]: {},
  [TRAINING_OPERATOR]: { trainer: TrainerVersion.V1, mpiOperator: MpiOperator.V1, gangScheduler: GangScheduler.VOLCANO },
  [TRAINER]: { trainer: TrainerVersion.V2 },
  [MPI_OPERATOR]: { mpiOperator: MpiOperator.V2BETA1, gangScheduler: GangScheduler.VOLCANO },
  [JOBSET]: {},
  [KUBERAY]: {},
  [VOLCANO]: {},
};

/** Kueue manages these once they are among the frameworks of its configuration. */
const KUBEFLOW = ['pytorch', 'tf', 'xgboost', 'paddle', 'jax', 'mx', 'mpi'].map(name => `kubeflow.org/${name}job`);

export function* frameworkCases(): Generator<Case> {
  for (const [name, { make, on }] of Object.entries(FRAMEWORKS)) {
    for (const [operator, { base = {}, ...rows }] of Object.entries(on) as Array<[TrainingOperator, Rows]>) {
      const platform = {
        ...PLATFORMS[operator], kueue: true, kueueFrameworks: [...DEFAULT_CLUSTER.kueue.frameworks, ...KUBEFLOW], volcano: true,
        ...name.startsWith('mxnet') && { trainer: TrainerVersion.V1_8 },
      };
      const general = Object.fromEntries(GENERAL.filter(([, , ...not]) => !not.includes(operator)).map(([row, props]) => [row, props]));
      const propsOf = (row: Row, stack: Stack, id: string) => (typeof row === 'function' ? row(stack, id) : row);
      for (const [row, props] of Object.entries({ ...general, ...rows })) {
        if (props === undefined) continue;
        const job = (stack: Stack, id: string) => ({
          framework: make(), operator, image: 'acme/train:1', command: ['train'], ...typeof props !== 'function' && propsOf(base, stack, id), ...propsOf(props, stack, id),
        });
        yield { id: `${name}-${operator}-${row}`, platform, hardened: true, make: (stack, id) => void new TrainingJob(stack, id, job(stack, id)) };
        if (row !== 'plain') continue;
        // What an author has to say himself then.
        const cleanPodPolicy = operator !== VOLCANO && operator !== TRAINER && ['mpi', 'deepspeed'].includes(name) ? CleanPodPolicy.RUNNING : undefined;
        yield {
          id: `${name}-${operator}-upstream`, platform, hardened: false, podSecurity: PodSecurity.PRIVILEGED,
          make: (stack, id) => void new TrainingJob(stack, id, { ...job(stack, id), cleanPodPolicy, defaults: Defaults.UPSTREAM }),
        };
      }
    }
  }
}
