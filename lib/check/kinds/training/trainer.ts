import { gpusIn, uncountedIn } from './accelerators';
import type { Runtime } from './runtime';
import { jobOf, trainerOf } from './runtime';
import { isTorchtune, judgeTorchtune, nodeResources } from './torchtune';
import { isAbsent, isMap, list, record } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';

const RESERVED: Record<string, readonly string[]> = {
  torch: ['PET_NNODES', 'PET_NPROC_PER_NODE', 'PET_NODE_RANK', 'PET_MASTER_ADDR', 'PET_MASTER_PORT'],
  mpi: ['OMPI_MCA_orte_default_hostfile', 'OMPI_MCA_plm_rsh_args', 'OMPI_MCA_orte_keep_fqdn_hostnames', 'OMPI_MCA_orte_set_default_slots'],
  xgboost: ['DMLC_TRACKER_URI', 'DMLC_TRACKER_PORT', 'DMLC_TASK_ID', 'DMLC_NUM_WORKER'],
};
/** Set for JAX, and overwritten by the TrainJob's. */
const JAX = ['JAX_NUM_PROCESSES', 'JAX_PROCESS_ID', 'JAX_COORDINATOR_ADDRESS'];

/** The trainer of a TrainJob with the policy of its runtime. */
export function judgeTrainer(spec: Record<string, any>, runtime: Runtime, report: Report): void {
  const { policy } = runtime;
  const trainer = record(spec.trainer);
  const given = isMap(spec.trainer);
  if (policy === 'flux') judgeFlux(trainer, given, runtime, report);
  if (policy === 'torch') judgeTargets(runtime, report);
  if (!given) {
    judgeNoTrainer(runtime, report);
    return;
  }
  judgeEnv(trainer, policy, report);
  if (policy === 'torch') {
    if (isTorchtune(trainer)) judgeTorchtune(trainer, runtimeNameOf(spec), runtime, report);
    judgeProcesses(trainer, runtime, report);
  }
  if (policy === 'mpi') judgeMpiNodes(trainer, runtime, report);
  judgeCounts(trainer, policy, report);
  if (!trainerOf(runtime)) {
    report.warn('TRAINER_NO_STEP', 'spec.trainer', undefined, 'take a runtime with a job for the step trainer and a container node in it: without one nothing of this reaches a pod');
  }
}

const runtimeNameOf = (spec: Record<string, any>) => String(record(spec.runtimeRef).name);

function judgeNoTrainer(runtime: Runtime, report: Report): void {
  if (runtime.numNodes <= 1 || !['torch', 'jax', 'xgboost'].includes(String(runtime.policy))) return;
  report.warn('TRAINER_NO_TRAINER', 'spec.trainer', undefined, `write at least trainer: {}: without it the ${runtime.numNodes} nodes of the runtime are not told of each other`);
}

function judgeEnv(trainer: Record<string, any>, policy: Runtime['policy'], report: Report): void {
  const reserved = policy === undefined ? [] : RESERVED[policy] ?? [];
  list(trainer.env).forEach((variable, i) => {
    const { name } = record(variable);
    const field = `spec.trainer.env[${i}].name`;
    if (reserved.includes(name)) report.refuse('TRAINER_RESERVED_ENV', field, name, 'leave it out: the runtime sets it, and the webhook refuses it here');
    else if (policy === 'jax' && JAX.includes(name)) report.warn('TRAINER_RESERVED_ENV', field, name, 'leave it out: it replaces the one by which the nodes find each other');
  });
}

function judgeMpiNodes({ numNodes }: Record<string, any>, runtime: Runtime, report: Report): void {
  if (!(numNodes >= 2) || runtime.options.runLauncherAsNode !== true || jobOf(runtime, 'launcher') && jobOf(runtime, 'node')) return;
  report.refuse('TRAINER_MPI_NODES', 'spec.trainer.numNodes', numNodes, 'write 1, or take a runtime with jobs launcher and node: the launcher of this one is its only node');
}

function judgeFlux(trainer: Record<string, any>, given: boolean, runtime: Runtime, report: Report): void {
  const { numProcPerNode } = trainer;
  if (typeof numProcPerNode === 'number' && numProcPerNode < 1) {
    report.refuse('TRAINER_COUNT', 'spec.trainer.numProcPerNode', numProcPerNode, 'at least 1');
  }
  if (!given || isAbsent(trainer.numNodes)) {
    report.warn('TRAINER_FLUX_NODES', 'spec.trainer.numNodes', undefined, 'write it: with a flux runtime the controller panics where it is missing, and starts nothing');
  }
  for (const { name } of jobOf(runtime, 'node')?.initContainers ?? []) {
    if (name === 'flux-installer') report.refuse('TRAINER_FLUX_INSTALLER', 'spec.runtimeRef.name', runtime.policy, 'rename the init container flux-installer of the runtime or patch: Trainer adds one of that name');
  }
}

function judgeTargets(runtime: Runtime, report: Report): void {
  for (const { job, container } of missingTargets(runtime)) {
    report.refuse('TRAINER_ENV_INJECTION', 'spec.runtimeRef.name', undefined, `the runtime injects variables into container ${container} of job ${job}, and has no such: take another runtime or mend this one`);
  }
}

/** Containers that a torch runtime wants to tell of the nodes, and does not have. */
export function missingTargets(runtime: Runtime): Array<{ job: string; container: string; at: string }> {
  return list(record(runtime.options.envInjection).targets).flatMap((target, i) => {
    const { jobName, containerNames } = record(target);
    const job = typeof jobName === 'string' ? jobOf(runtime, jobName) : undefined;
    const names = [...job?.containers ?? [], ...job?.initContainers ?? []].map(({ name }) => name);
    return list(containerNames).flatMap((name, j) => (names.includes(name) ? [] : [
      { job: String(jobName), container: String(name), at: `spec.mlPolicy.torch.envInjection.targets[${i}]${job ? `.containerNames[${j}]` : '.jobName'}` },
    ]));
  });
}

function judgeProcesses(trainer: Record<string, any>, runtime: Runtime, report: Report): void {
  const resources = isMap(trainer.resourcesPerNode) ? trainer.resourcesPerNode : nodeResources(runtime);
  const gpus = gpusIn(resources);
  const { numProcPerNode } = trainer;
  const uncounted = uncountedIn(resources);
  if (isAbsent(numProcPerNode) && gpus === 0 && uncounted !== undefined) {
    report.warn('TRAINER_PROCESSES', 'spec.trainer.numProcPerNode', undefined, `write the number of processes, one for each ${uncounted}: Trainer counts only resources with gpu in their name, and starts one for each CPU`);
  } else if (numProcPerNode > gpus && gpus > 0) {
    report.warn('TRAINER_PROCESSES', 'spec.trainer.numProcPerNode', numProcPerNode, `at most ${gpus}, the number of GPUs of a node: each process takes one`);
  }
  const [program] = list(trainer.command);
  if (typeof program === 'string' && trainer.numNodes > 1 && /(^|\/)python[0-9.]*$/.test(program) && !list(trainer.command).some(word => /torch\.distributed|torchrun|accelerate|deepspeed/.test(String(word)))) {
    report.note('TRAINER_NO_TORCHRUN', 'spec.trainer.command', program, 'start torchrun: it reads the PET_ variables that Trainer sets; python alone gets no RANK, WORLD_SIZE or MASTER_ADDR');
  }
}

function judgeCounts(trainer: Record<string, any>, policy: Runtime['policy'], report: Report): void {
  for (const [field, least] of [['numNodes', 1], ['numProcPerNode', 1]] as const) {
    if (field === 'numProcPerNode' && policy === 'flux') continue;
    if (typeof trainer[field] !== 'number' || trainer[field] >= least) continue;
    report.warn('TRAINER_COUNT', `spec.trainer.${field}`, trainer[field], 'at least 1: nobody checks it, and nothing is trained');
  }
}

/** What a runtime's gang scheduler asks of a TrainJob. */
export function judgePodGroup(runtime: Runtime, objects: Objects, report: Report): void {
  if (!isMap(runtime.podGroupPolicy.volcano)) return;
  if (runtime.annotations['scheduling.volcano.sh/queue-name'] === '') {
    report.refuse('TRAINER_VOLCANO_QUEUE', 'spec.runtimeRef.name', undefined, 'name a queue in the annotation scheduling.volcano.sh/queue-name of the runtime or patch, or leave the annotation out');
  }
  for (const { podTemplate } of runtime.jobs) {
    const { priorityClassName } = record(podTemplate.spec);
    if (typeof priorityClassName !== 'string' || priorityClassName.startsWith('system-') || objects.find('scheduling.k8s.io/PriorityClass', undefined, priorityClassName)) continue;
    report.note('TRAINER_PRIORITY_CLASS', 'spec.runtimeRef.name', undefined, `the runtime's pods have the PriorityClass ${priorityClassName}: it has to be there before the TrainJob, or the webhook refuses this`);
  }
}
