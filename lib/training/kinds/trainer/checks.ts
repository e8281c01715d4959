import type { Divided } from './patches';
import { OURS } from './patches';
import { initializerRoles, isGpu, isMpi, POLICIES, policyOf, runtimeOf } from './roles';
import type { Problems } from '../../../core';
import { MpiImplementation } from '../../framework-options';
import { codeDirectory } from '../../job-pods';
import { RuntimeKind } from '../../runtime';
import type { JobRole, JobView, KindProp, TrainingKind } from '../kind';
import { checkMpi, mpiOptions } from '../mpi';

/** Props of the life cycle, which is the runtime's, and what says the same there. */
const OF_RUNTIME: Partial<Record<KindProp, string>> = {
  backoffLimit: 'backoffLimit', gang: 'podGroup', restartPolicy: 'restartPolicy', ttlAfterFinished: 'ttlAfterFinished',
};

/** Props that a TrainJob has no place for: those that its runtime has, by whether it is ours to change. */
export function ignoredBy(owned: boolean, runtime = ''): TrainingKind['ignores'] {
  const said = Object.fromEntries(Object.entries(OF_RUNTIME).map(([prop, there]) => [prop, owned
    ? `the runtime decides it for all its jobs: set \`${there}\` of '${runtime}'`
    : `the runtime decides it: leave it out, or give \`runtime\` a TrainingRuntime of your own with \`${there}\``]));
  return {
    ...said,
    cleanPodPolicy: 'the pods of a TrainJob stay as long as it does; leave it out, and bound that by `ttlAfterFinished` of the runtime',
    completions: 'a TrainJob has no pieces of work: its nodes train together; leave it out',
    fatalExitCodes: 'a TrainJob has no list of them; leave it out, or bound the tries by `backoffLimit` of the runtime',
  };
}

/** What a TrainJob cannot say, and its runtime has to. */
export function checkTrainJob(job: JobView, problems: Problems, pods: ReadonlyArray<readonly [JobRole, Divided]>): void {
  const runtime = runtimeOf(job);
  checkRuntime(job, problems);
  for (const [role, { unsayable }] of pods) checkPod(job, role, unsayable, runtime?.runtimeOwned ? `set it on '${runtime.runtimeName}'` : 'say it in a TrainingRuntime of your own, given as `runtime`', problems);
  checkInitializers(job, problems);
  checkFramework(job, problems);
  const { queue } = job.props;
  if (queue?.queueSystem === 'volcano' && !runtime?.usesVolcano) {
    problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'a queue of Volcano needs a runtime that Volcano schedules: a TrainingRuntime with podGroup: PodGroupPolicy.volcano(), given as `runtime`');
  }
}

function checkRuntime(job: JobView, problems: Problems): void {
  const { framework, props: { runtime } } = job;
  if (!runtimeOf(job)) {
    problems.add('TRAINER_RUNTIME_MISSING', 'runtime', undefined, `Trainer ships none for ${framework.name}: name one, e.g. Runtime.fromClusterRuntimeName('team-runtime')`);
  }
  const policy = runtime?.runtimePolicy;
  const known = POLICIES[framework.name];
  if (policy !== undefined && known && !known.includes(policy)) {
    problems.add('ALTERNATIVES_CONFLICT', 'runtime', runtime!.runtimeName, `its policy is ${policy}, and ${framework.name} finds its nodes by ${known.join(' or ')}; take another runtime or framework`);
  }
}

function checkPod({ props }: JobView, role: JobRole, unsayable: Divided['unsayable'], way: string, problems: Problems): void {
  for (const [prop, got] of unsayable) {
    const own = role.props && (role.props as Record<string, unknown>)[prop] !== undefined;
    // What holds for all pods is told once.
    if (prop === 'workingDir' && !own && got === codeDirectory(props.code)) {
      // It is ours: a program that is named with its path needs none.
      const words = [...props.command ?? [], ...props.args ?? []];
      if (!words.some(word => word.includes(`${got}/`))) {
        problems.add('FIELD_IGNORED', 'code', got, `a TrainJob starts in the directory of its image: name the program with its path, such as '${got}/train.py'; or ${way.replace(/^say it/, 'say workingDir')}`);
      }
      continue;
    }
    if (!own && (role.type === 'launcher' || OURS.includes(prop) && (props as unknown as Record<string, unknown>)[prop] === undefined)) continue;
    problems.add('FIELD_IGNORED', own ? `framework ${role.field}.${prop}` : prop, got, `a TrainJob cannot say it of its pods; ${way}`);
  }
}

/** Those that Trainer ships may fetch only what they were made for. */
function checkInitializers(job: JobView, problems: Problems): void {
  const there = initializerRoles(job).map(({ field }) => field);
  for (const field of ['datasetInitializer', 'modelInitializer'] as const) {
    const wanted = job.props[field];
    if (!wanted || there.includes(field)) continue;
    const name = runtimeOf(job)?.runtimeName;
    const step = field === 'datasetInitializer' ? 'dataset-initializer' : 'model-initializer';
    problems.add('TRAINER_INITIALIZER', field, wanted.storageUri, `the runtime${name === undefined ? '' : ` '${name}'`} has no job ${step}; take one that has, e.g. Runtime.torchtune('llama3.2-1b') or a TrainingRuntime with \`${field}\``);
  }
}

function checkFramework(job: JobView, problems: Problems): void {
  const { _options: options, _roles: roles } = job.framework;
  options.processesPerWorker?._check(problems, 'framework processesPerWorker');
  if (options.elastic) problems.add('PLATFORM_UNSUPPORTED', 'framework elastic', undefined, 'a TrainJob has a fixed number of nodes; leave it out, or run the job with training-operator');
  for (const [name, role] of Object.entries(roles)) {
    if (role?.restartPolicy !== undefined) problems.add('FIELD_IGNORED', `framework ${name}.restartPolicy`, role.restartPolicy, ignoredBy(false).restartPolicy!);
  }
  if (roles.master) problems.add('FIELD_IGNORED', 'framework master', undefined, 'the nodes of a TrainJob are all alike; say it of the job');
  const words = options.processesPerWorker?.value;
  if (words === 'gpu' && !isGpu(job) || words === 'cpu' && isGpu(job)) {
    problems.add('PLATFORM_UNSUPPORTED', 'framework processesPerWorker', words, 'Trainer takes a number, or counts GPUs and without them CPUs; use Processes.of(...)');
  }
  if (isMpi(job)) checkMpiJob(job, problems);
  else if (roles.launcher) problems.add('FIELD_IGNORED', 'framework launcher', undefined, 'the runtime has no launcher; leave it out');
}

function checkMpiJob(job: JobView, problems: Problems): void {
  const { implementation, launcherAsWorker, launcherCreation, sshAuthMountPath } = mpiOptions(job);
  const { launcher, worker } = job.framework._roles;
  const runtime = runtimeOf(job);
  const owned = runtime?.runtimeOwned ?? false;
  if (!owned) checkMpi(job, problems);
  const set = (field: string, got: unknown) => problems.add('FIELD_IGNORED', `framework ${field}`, got, `it is the runtime's; ${owned ? `set it in the policy of '${runtime!.runtimeName}'` : 'leave it out, or say it in MlPolicy.mpi(...) of a TrainingRuntime of your own'}`);
  if (implementation !== undefined && implementation !== MpiImplementation.OPEN_MPI) set('implementation', implementation);
  if (launcherAsWorker !== undefined && launcherAsWorker !== runtime?.launcherIsNode) set('launcherAsWorker', launcherAsWorker);
  if (launcherCreation !== undefined) set('launcherCreation', launcherCreation);
  if (sshAuthMountPath !== undefined) set('sshAuthMountPath', sshAuthMountPath);
  for (const [name, role, fields] of [['launcher', launcher, ['env', 'resources']], ['worker', worker, ['image', 'command', 'args', 'env']]] as const) {
    for (const field of fields) {
      if (role?.[field as 'env'] !== undefined) problems.add('FIELD_IGNORED', `framework ${name}.${field}`, undefined, 'a TrainJob says it of all its nodes at once; say it of the job, or in a TrainingRuntime of your own');
    }
  }
  const image = launcher?.image ?? job.props.image;
  if (!owned && image !== undefined && job.workers > 1 && policyOf(job) === 'mpi') {
    const kind = runtime?.runtimeKind === RuntimeKind.TRAINING_RUNTIME ? 'TrainingRuntime' : 'ClusterTrainingRuntime';
    problems.add('FIELD_IGNORED', 'image', image, `Trainer gives it to the launcher alone, the other nodes keep that of the runtime; write a ${kind} with this image and give it as \`runtime\`, or leave the image out`);
  }
}
