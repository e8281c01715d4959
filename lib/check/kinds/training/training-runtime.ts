import { JOBSET_RULES } from './jobset';
import type { Runtime, RuntimeJob } from './runtime';
import { STEP, jobOf, readRuntime } from './runtime';
import { missingTargets } from './trainer';
import type { Manifest } from '../../manifest';
import { isAbsent, isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Problem } from '../../problem';
import { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';

/** The container that each step needs. */
const CONTAINERS: Record<string, string> = { 'trainer': 'node', 'dataset-initializer': 'dataset-initializer', 'model-initializer': 'model-initializer' };
const STEPS = Object.keys(CONTAINERS);

/** TrainingRuntime and ClusterTrainingRuntime of Trainer 2.3. */
export const trainingRuntime: KindRule = {
  kinds: ['trainer.kubeflow.org/TrainingRuntime', 'trainer.kubeflow.org/ClusterTrainingRuntime'],
  judge(manifest, report, scene) {
    const runtime = readRuntime(manifest.spec);
    const labels = record(manifest.metadata.labels);
    for (const job of runtime.jobs) judgeStep(job, labels['trainer.kubeflow.org/webhook-validation'] === 'disabled', report);
    if (manifest.kind === 'ClusterTrainingRuntime' && labels['trainer.kubeflow.org/support'] === 'deprecated') {
      report.note('TRAINER_RUNTIME_DEPRECATED', "metadata.labels['trainer.kubeflow.org/support']", 'deprecated', 'TrainJobs that name it are warned');
    }
    judgeSteps(runtime, report);
    judgePolicy(record(manifest.spec), runtime, report);
    judgePodGroupPolicy(runtime, report);
    judgeJobSet(manifest, report, scene);
  },
};

function judgeStep(job: RuntimeJob, unchecked: boolean, report: Report): void {
  const { path, step, name, replicas, containers } = job;
  const label = `${path}.template.metadata.labels['${STEP}']`;
  const inPod = record(record(job.podTemplate.metadata).labels)[STEP];
  if (isAbsent(step)) {
    if (inPod !== undefined) report.warn('TRAINER_STEP', `${path}.template.spec.template.metadata.labels['${STEP}']`, inPod, `move it to ${path}.template.metadata.labels: Trainer looks at the Job, not at its pods`);
    else if (STEPS.includes(name)) report.warn('TRAINER_STEP', label, undefined, `write ${name}: Trainer finds the job by this label`);
    return;
  }
  if (typeof step !== 'string' || !STEPS.includes(step)) {
    const near = nearest(String(step), STEPS);
    report.warn('TRAINER_STEP', label, step, `one of ${STEPS.join(', ')}${near ? `; did you mean '${near}'?` : ''}: Trainer passes over any other`);
    return;
  }
  const told = unchecked ? report.warn.bind(report) : report.refuse.bind(report);
  if (replicas !== 1 && typeof replicas === 'number') told('TRAINER_STEP_REPLICAS', `${path}.replicas`, replicas, 'write 1: the number of nodes comes from numNodes');
  if (!containers.some(container => container.name === CONTAINERS[step])) {
    told('TRAINER_STEP_CONTAINER', `${path}.template.spec.template.spec.containers`, containers.map(container => container.name), `name one of them '${CONTAINERS[step]}': TrainJobs set its image and command`);
  }
  if (step !== 'trainer' && name !== step) {
    report.warn('TRAINER_STEP', `${path}.name`, name, `name the job ${step}: a TrainJob with spec.initializer is refused without a job of that name`);
  }
}

function judgeSteps({ jobs }: Runtime, report: Report): void {
  const trainers = jobs.filter(({ step }) => step === 'trainer');
  const misplaced = jobs.some(({ podTemplate }) => record(record(podTemplate.metadata).labels)[STEP] !== undefined);
  const told = misplaced || jobs.some(({ step }) => !isAbsent(step) && !STEPS.includes(String(step)));
  if (trainers.length === 0 && !told) {
    report.warn('TRAINER_NO_STEP', 'spec.template.spec.replicatedJobs', undefined, `label one job ${STEP}: trainer: without it the trainer of a TrainJob has no effect`);
  }
  for (const job of trainers.slice(1)) {
    report.warn('TRAINER_STEP', `${job.path}.template.metadata.labels['${STEP}']`, 'trainer', `leave it out: ${trainers[0].name} is the trainer already, and only the first gets the number of nodes`);
  }
}

function judgePolicy(spec: Record<string, any>, runtime: Runtime, report: Report): void {
  const { numNodes } = record(spec.mlPolicy);
  if (typeof numNodes === 'number' && numNodes < 1) report.warn('TRAINER_COUNT', 'spec.mlPolicy.numNodes', numNodes, 'at least 1: nobody checks it, and nothing is trained');
  for (const { job, container, at } of missingTargets(runtime)) {
    report.warn('TRAINER_ENV_INJECTION', at, at.endsWith('jobName') ? job : container, `name a job and a container of this runtime: a TrainJob on it is refused, as there is no container ${container} in job ${job}`);
  }
  if (runtime.policy !== 'mpi') return;
  const { numProcPerNode } = runtime.options;
  if (typeof numProcPerNode === 'number' && numProcPerNode < 1) report.warn('TRAINER_COUNT', 'spec.mlPolicy.mpi.numProcPerNode', numProcPerNode, 'at least 1: nobody checks it, and nothing is trained');
  for (const name of ['launcher', 'node']) {
    if (jobOf(runtime, name) || name === 'node' && runtime.options.runLauncherAsNode === true) continue;
    report.warn(
      'TRAINER_MPI_JOBS', 'spec.template.spec.replicatedJobs', runtime.jobs.map(job => job.name),
      `add a job named ${name}: Trainer gives the hosts and the ssh keys of MPI to the jobs launcher and node, whatever their labels`,
    );
  }
}

function judgePodGroupPolicy({ podGroupPolicy, jobs }: Runtime, report: Report): void {
  const { volcano, coscheduling } = podGroupPolicy;
  if (isMap(volcano) && isMap(coscheduling)) {
    report.warn('TRAINER_POD_GROUP', 'spec.podGroupPolicy', undefined, 'keep one of coscheduling and volcano: with both, two schedulers get a PodGroup of the same pods');
  } else if (isMap(volcano) && jobs.some(({ podTemplate }) => isAbsent(record(podTemplate.spec).schedulerName))) {
    report.note('TRAINER_POD_GROUP', 'spec.podGroupPolicy.volcano', undefined, 'Trainer does not set schedulerName: write volcano into the pods of each job, unless it is the default scheduler');
  }
}

/** The JobSet that each TrainJob gets, so that what its webhook refuses is a warning here. */
function judgeJobSet({ spec }: Manifest, report: Report, scene: Scene): void {
  const jobSet = record(record(record(spec).template).spec);
  const found: Problem[] = [];
  const { replicatedJobs } = jobSet;
  if (!Array.isArray(replicatedJobs)) return;
  const completed = replicatedJobs.map(job => {
    if (!isMap(job) || !isMap(record(job.template).spec)) return job;
    // Trainer writes the number of completions.
    const jobSpec = job.template.spec;
    return { ...job, template: { ...job.template, spec: { ...jobSpec, completions: jobSpec.parallelism ?? 1 } } };
  });
  const manifest = { apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', metadata: {}, spec: { ...jobSet, replicatedJobs: list(completed) } };
  for (const rule of JOBSET_RULES) rule.judge(manifest, new Report('', found), scene);
  for (const { level, code, field, got, fix } of found) {
    const at = field.startsWith('spec.') ? `spec.template.${field}` : field;
    if (level !== 'info') report.warn(code, at, got, level === 'error' ? `${fix}; else the JobSets of this runtime are refused` : fix);
  }
}
