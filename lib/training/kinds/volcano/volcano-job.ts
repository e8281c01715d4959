import type { PodSecurityContext } from 'kubernetes-types/core/v1';
import { checkVolcano } from './volcano-checks';
import type { VolcanoKind } from './volcano-kind';
import { dependencies, options, pluginsOf, startsWith, taskOf } from './volcano-kind';
import { goTime, partitions, policies, policiesOf, topology, volumes } from './volcano-parts';
import type { JobSpec, JobTask } from '../../../../imports/batch.volcano.sh';
import { literal } from '../../../core';
import type { MpiOptions, PyTorchOptions, TensorFlowOptions } from '../../framework-options';
import { LauncherCreation } from '../../framework-options';
import type { RoleProps } from '../../role-props';
import type { JobRole, JobView, TrainingKind } from '../kind';
import { checkLaunch, mpiCommand, mpiOptions } from '../mpi';
import { SSH_HOME, SSHD, MPI_USER } from '../mpi-operator/mpi-job';
import { containerOf, rolesOf } from '../roles';

/** Roles as tasks that the Volcano scheduler starts together, and starts anew together. */
function volcanoKind(of: VolcanoKind): TrainingKind {
  return {
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'Job',
    container: 'main',
    counted: of.counted,
    ignores: {
      cleanPodPolicy: 'pods of a Volcano Job end when it does; set ttlAfterFinished',
      completions: 'a Volcano Job has no pieces of work: leave it out, or use TrainingOperator.KUBERNETES',
      deadline: 'a Volcano Job has none; use another operator, or a policy with a timeout in `volcano`',
      multiKueue: 'Kueue does not manage Volcano Jobs; leave it out, or use another operator',
      runtime: 'runtimes are of Trainer 2; leave it out',
      suspend: 'a Volcano Job starts when its queue has room; close the queue, or use another operator',
    },
    roles: job => of.roles(job),
    spec: job => {
      const { queue, gang, priorityClass, schedulerName } = job.props;
      const { minSuccess, runningEstimate, networkTopology } = options(job);
      const spec: JobSpec = {
        schedulerName: schedulerName ?? (job.safe ? 'volcano' : undefined),
        queue: queue?.queueName,
        priorityClassName: gang?.priorityClass ?? priorityClass,
        minAvailable: gang?.minAvailable ?? (job.safe ? startsWith(job, of) : undefined),
        minSuccess,
        maxRetry: job.backoffLimit,
        ttlSecondsAfterFinished: job.ttlSeconds,
        runningEstimate: runningEstimate && goTime(runningEstimate),
        ...networkTopology && { networkTopology: topology(networkTopology) },
        plugins: pluginsOf(job, of),
        policies: policiesOf(job),
        volumes: volumes(job),
        tasks: of.roles(job).map(role => task(job, of, role)),
      };
      return spec;
    },
    check: (job, problems) => checkVolcano(job, of, problems),
    longestSuffix: job => {
      const suffixes = of.roles(job).map(({ type, replicas }) => `-${type}-${Math.max(replicas, 1) - 1}`);
      return [suffixes.reduce((a, b) => (b.length > a.length ? b : a), ''), 'a pod'];
    },
    fieldOf: (path, job) => FIELDS[path] ?? partField(path, job, of),
  };
}

const FIELDS: Readonly<Record<string, string>> = {
  'spec.minAvailable': 'gang.minAvailable',
  'spec.queue': 'queue',
  'spec.maxRetry': 'backoffLimit',
  'spec.ttlSecondsAfterFinished': 'ttlAfterFinished',
  'spec.minSuccess': 'volcano.minSuccess',
};

/** Paths below a task, a policy, a volume or a plugin. */
function partField(path: string, job: JobView, of: VolcanoKind): string | undefined {
  const policy = /^spec\.policies\[(\d+)\](.*)$/.exec(path);
  if (policy) {
    const before = new Set(job.props.fatalExitCodes).size;
    return Number(policy[1]) < before ? 'fatalExitCodes' : `volcano.policies[${Number(policy[1]) - before}]${policy[2]}`;
  }
  const [, index, below] = /^spec\.tasks\[(\d+)\]\.(?!template\.)(.*)$/.exec(path) ?? [];
  const role = index === undefined ? undefined : of.roles(job)[Number(index)];
  if (role) {
    const own = below.replace('partitionPolicy', 'partitions').replace('topologyPolicy', 'numa').replace('dependsOn.name', 'dependsOn');
    return own === 'name' ? `framework ${role.field}` : own === 'replicas' ? (role.field === 'worker' ? 'workers' : `framework ${role.field}.replicas`) : `volcano.tasks.${role.type}.${own}`;
  }
  const part = /^spec\.(volumes\[\d+\]|plugins|networkTopology)(.*)$/.exec(path);
  return part ? `volcano.${part[1]}${part[2].replace('volumeClaimName', 'claimName').replace('mountPath', 'path')}` : undefined;
}

function task(job: JobView, of: VolcanoKind, role: JobRole): JobTask {
  const own = taskOf(job, role);
  const leads = job.safe && of.leads?.(job) === role.type;
  const waits = dependencies(job, of, role);
  const restartPolicy = role.props?.restartPolicy ?? job.props.restartPolicy ?? (job.safe ? 'Never' : undefined);
  const { pod, command, args } = of.pod?.(job, role) ?? {};
  const template = job.pod({
    role,
    container: containerOf(job, role),
    command,
    args,
    env: of.env?.(job) ?? [],
    // The scheduler of the Job is that of its pods.
    pod: { schedulerName: undefined, ...restartPolicy !== undefined && { restartPolicy }, ...pod },
  });
  const said = own.policies ? policies(own.policies) : leads ? [{ event: 'TaskCompleted' as const, action: 'CompleteJob' }] : [];
  return {
    name: role.type,
    replicas: role.replicas,
    minAvailable: own.minAvailable,
    maxRetry: own.maxRetry,
    topologyPolicy: own.numa,
    ...said.length > 0 && { policies: said },
    ...waits.length > 0 && { dependsOn: { name: [...waits] } },
    ...own.partitions && { partitionPolicy: partitions(own.partitions) },
    template: (of.finish?.(job, template) ?? template) as JobTask['template'],
  };
}

const part = (job: JobView, type: string, field: string, replicas: number, trains = true,
  props: RoleProps | undefined = job.framework._roles[field]): JobRole =>
  ({ type, field, replicas, props, trains });

/** Scripts, whose pods are all alike, and roles that the author named. */
export const VOLCANO_JOB = volcanoKind({
  roles: rolesOf,
  plugins: (job): Record<string, string[]> => (job.safe && (job.framework.name === 'roles' || job.workers > 1) ? { env: [], svc: [] } : {}),
});

const torch = (job: JobView): PyTorchOptions => job.framework._options;
const RENDEZVOUS_PORT = 29400;

/**
 * The first pod is the master. The plugin sets MASTER_ADDR, WORLD_SIZE and RANK
 * for one process a pod; torchrun meets at the master and counts ranks itself.
 */
export const VOLCANO_PYTORCH = volcanoKind({
  roles: job => [part(job, 'master', 'master', 1), ...job.workers > 1 ? [part(job, 'worker', 'worker', job.workers - 1)] : []],
  leads: () => 'master',
  plugins: () => ({ pytorch: ['--master=master', '--worker=worker', '--port=23456'], svc: [] }),
  env: job => {
    const name = { name: 'VOLCANO_JOB', valueFrom: { fieldRef: { fieldPath: "metadata.labels['volcano.sh/job-name']" } } };
    return [
      name,
      literal('PET_NNODES', String(job.workers)),
      literal('PET_NPROC_PER_NODE', torch(job).processesPerWorker?.value ?? String(job.processes ?? 1)),
      literal('PET_RDZV_BACKEND', 'c10d'),
      literal('PET_RDZV_ID', '$(VOLCANO_JOB)'),
      literal('PET_RDZV_ENDPOINT', `$(VOLCANO_JOB)-master-0.$(VOLCANO_JOB):${RENDEZVOUS_PORT}`),
    ];
  },
  check: (job, problems) => {
    torch(job).processesPerWorker?._check(problems, 'framework processesPerWorker');
    if (torch(job).elastic) problems.add('FIELD_IGNORED', 'framework elastic', undefined, 'the number of pods is fixed here; use TrainingOperator.TRAINING_OPERATOR');
  },
});

const tensorflow = (job: JobView): TensorFlowOptions => job.framework._options;
const chiefTrains = (job: JobView) => tensorflow(job).chief !== undefined && tensorflow(job).parameterServers === undefined;

/** TensorFlow by roles: the plugin writes TF_CONFIG into each pod. */
export const VOLCANO_TENSORFLOW = volcanoKind({
  counted: ['parameterServers', 'evaluators'],
  roles: job => {
    const { chief, parameterServers, evaluators } = tensorflow(job);
    const workers = job.workers - (chiefTrains(job) ? 1 : 0);
    return [
      ...chief ? [part(job, 'chief', 'chief', 1, chiefTrains(job))] : [],
      ...parameterServers ? [part(job, 'ps', 'parameterServers', parameterServers.replicas ?? 1, false)] : [],
      ...workers > 0 ? [part(job, 'worker', 'worker', workers)] : [],
      ...evaluators ? [part(job, 'evaluator', 'evaluators', evaluators.replicas ?? 1)] : [],
    ];
  },
  leads: job => (tensorflow(job).chief ? 'chief' : 'worker'),
  plugins: () => ({ svc: [], tensorflow: ['--ps=ps', '--worker=worker', '--chief=chief', '--evaluator=evaluator', '--port=2222'] }),
  check: (job, problems) => {
    const { success, dynamicWorkers } = tensorflow(job);
    for (const [field, value] of Object.entries({ success, dynamicWorkers })) {
      if (value !== undefined) problems.add('FIELD_IGNORED', `framework ${field}`, value, 'a Volcano Job does not know it; say it in volcano.tasks.<role>.policies');
    }
  },
});

const SSH_PORT = 2222;
const withFiles = (context: PodSecurityContext = {}) => ({ fsGroup: context.runAsGroup, ...context });

/** MPI over ssh: the master runs the job's command, with the hosts in MPI_HOST; workers run sshd. */
export const VOLCANO_MPI = volcanoKind({
  roles: job => [part(job, 'master', 'launcher', 1, false), part(job, 'worker', 'worker', job.workers)],
  leads: () => 'master',
  plugins: job => {
    const path = mpiOptions(job).sshAuthMountPath ?? (job.safe ? SSH_HOME : undefined);
    return {
      mpi: ['--master=master', '--worker=worker', `--port=${job.safe ? SSH_PORT : 22}`],
      ssh: path === undefined ? [] : [`--ssh-key-file-path=${path}`],
      svc: [],
    };
  },
  dependsOn: (job, role) => (role.type === 'master' && mpiOptions(job).launcherCreation === LauncherCreation.WHEN_WORKERS_READY ? ['worker'] : []),
  pod: (job, role) => {
    const own = mpiCommand(job, { ...role, type: role.type === 'master' ? 'Launcher' : 'Worker' });
    const sshd = job.safe && role.type === 'worker' && mpiOptions(job).sshAuthMountPath === undefined ? { command: SSHD } : {};
    return { ...own, ...sshd, pod: job.safe && job.props.user === undefined ? { user: MPI_USER, group: job.props.group ?? MPI_USER } : {} };
  },
  // The plugin mounts the keys for their owner, root, alone; with a group of files they are readable.
  finish: (job, template) => (job.safe
    ? { ...template, spec: { ...template.spec!, securityContext: withFiles(template.spec!.securityContext) } } : template),
  check: (job, problems) => {
    const { implementation, slotsPerWorker, launcherAsWorker }: MpiOptions = mpiOptions(job);
    for (const [field, value] of Object.entries({ implementation, slotsPerWorker, launcherAsWorker })) {
      if (value !== undefined) problems.add('FIELD_IGNORED', `framework ${field}`, value, 'Volcano writes no host file: MPI_HOST names the workers, say the rest in the command');
    }
    problems.absolutePath('framework sshAuthMountPath', mpiOptions(job).sshAuthMountPath);
    checkLaunch(job, problems);
  },
});
