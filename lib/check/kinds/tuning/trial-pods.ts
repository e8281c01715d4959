import { parametersOf } from './parameters';
import type { ValuesOf } from './shell-text';
import { misread } from './shell-words';
import type { PodTemplate } from './trial-containers';
import { podTemplatesOf, startedByShell } from './trial-containers';
import type { TrialParameter } from './trial-template';
import { record, strings, text } from '../../manifest';
import type { Report } from '../../report';
import { JAX_JOB, MX_JOB, PADDLE_JOB, PYTORCH_JOB, TF_JOB, XGBOOST_JOB } from '../training/frameworks';

const FRAMEWORKS = [TF_JOB, PYTORCH_JOB, XGBOOST_JOB, PADDLE_JOB, JAX_JOB, MX_JOB];
const WRAPPED = ['StdOut', 'File', 'TensorFlowEvent'];

/** The container that Katib collects from: in every pod of the trial, with a command that Katib can wrap. */
export function judgeTrialPods(spec: Record<string, any>, trial: Record<string, any>, path: string, declared: readonly TrialParameter[], report: Report): void {
  const primary = text(record(spec.trialTemplate).primaryContainerName);
  const collector = text(record(record(spec.metricsCollectorSpec).collector).kind) || 'StdOut';
  if (primary === '') return;
  const templates = podTemplatesOf(trial, path);
  // What the operator of a kind looks for is told of every job of that kind.
  const named = FRAMEWORKS.some(({ kind, container }) => kind === trial.kind && container === primary);
  for (const template of templates) {
    if (!named || template.spec.containers.some((one: unknown) => record(one).name === primary)) judgePrimary(template, primary, collector, report);
  }
  if (trial.kind === 'TrainJob') judgeTrainJob(trial, primary, path, report);
  if (WRAPPED.includes(collector)) {
    const values = listedValues(spec, declared);
    for (const { path: at, container } of startedByShell(trial, primary, path)) judgeCommand(container, at, values, collector === 'StdOut', report);
  }
  const labels = record(spec.trialTemplate).primaryPodLabels;
  if (trial.kind === 'Workflow') judgeWorkflow(trial, primary, labels, report);
  const { Master, Worker } = record(record(trial.spec).pytorchReplicaSpecs);
  if (trial.kind === 'PyTorchJob' && Worker && !Master && Object.keys(record(labels)).length === 0 && collector !== 'Push') {
    report.warn('TUNING_METRICS_LOST', 'spec.trialTemplate.primaryPodLabels', undefined, 'without a Master no pod has the label that Katib looks for, so no metric is collected: write training.kubeflow.org/replica-type: worker and training.kubeflow.org/replica-index: "0"');
  }
}

function judgePrimary({ path, spec }: PodTemplate, primary: string, collector: string, report: Report): void {
  const at = spec.containers.findIndex((container: unknown) => record(container).name === primary);
  if (at < 0) {
    const [only] = spec.containers;
    const fix = spec.containers.length === 1 && text(record(only).name) !== ''
      ? `rename it to '${primary}', or set spec.trialTemplate.primaryContainerName to it` : `name one of the containers '${primary}'`;
    report.warn('TUNING_PRIMARY_CONTAINER', spec.containers.length === 1 ? `${path}.containers[0].name` : `${path}.containers`, record(only).name, `no container is the primary one, so Katib's webhook refuses the pods: ${fix}`);
  } else if (WRAPPED.includes(collector) && !hasItems(spec.containers[at].command)) {
    report.note('TUNING_COMMAND', `${path}.containers[${at}].command`, undefined, 'write the command: without it Katib has to read it from the image, and needs access to the registry');
  }
}

function judgeCommand({ command, args }: Record<string, any>, path: string, values: ValuesOf, printed: boolean, report: Report): void {
  const written = [...strings(command), ...strings(args)];
  const found = misread(written, values, printed);
  if (!found) return;
  const { at, fix } = found;
  const inCommand = strings(command).length;
  const field = at < inCommand ? `${path}.command[${at}]` : `${path}.args[${at - inCommand}]`;
  report.warn('TUNING_COMMAND', field, written[at].length > 60 ? `${written[at].slice(0, 60)}...` : written[at], fix);
}

/** What may come in the place of a placeholder, where that is no number. */
function listedValues(spec: Record<string, any>, declared: readonly TrialParameter[]): ValuesOf {
  const lists = new Map(parametersOf(spec.parameters, '').map(({ name, space }) => [name, strings(space.list)]));
  return placeholder => {
    const { reference = '' } = declared.find(({ name }) => name === placeholder) ?? {};
    return spec.nasConfig && NETWORKS.test(reference) ? [NETWORK] : lists.get(reference) ?? [];
  };
}

/** Networks are lists and maps, with quotes as Python writes them. */
const NETWORKS = /^(architecture|nn_config|algorithm-settings|search-space)$/;
const NETWORK = "[[1 2], {'num_layers': 8}]";

const hasItems = (value: unknown) => Array.isArray(value) && value.length > 0;

/** The container of a step is named by Argo, and a label tells the step whose metrics count. */
function judgeWorkflow(trial: Record<string, any>, primary: string, labels: unknown, report: Report): void {
  const { templates } = record(trial.spec);
  const steps = (Array.isArray(templates) ? templates : []).map(record).filter(({ container, script, containerSet }) => container || script || containerSet);
  if (steps.length === 0) return;
  if (primary !== 'main' && !steps.some(({ containerSet }) => containerSet)) {
    report.warn('TUNING_PRIMARY_CONTAINER', 'spec.trialTemplate.primaryContainerName', primary, "Argo names the container of a step 'main'");
  }
  const wanted = Object.entries(record(labels));
  if (wanted.length === 0) {
    if (steps.length > 1) report.warn('TUNING_METRICS_LOST', 'spec.trialTemplate.primaryPodLabels', undefined, 'Katib would read metrics in the pod of every step: give one template a label under metadata.labels, and write it here');
  } else if (!steps.some(({ metadata }) => wanted.every(([key, value]) => record(record(metadata).labels)[key] === value))) {
    report.warn('TUNING_METRICS_LOST', 'spec.trialTemplate.primaryPodLabels', JSON.stringify(labels), `no template of the Workflow has ${wanted.length > 1 ? 'these labels' : 'this label'} under metadata.labels, so no metric is collected`);
  }
}

/** A TrainJob has its pods from a runtime, where the trainer's container is named `node`. */
function judgeTrainJob(trial: Record<string, any>, primary: string, path: string, report: Report): void {
  if (primary !== 'node') {
    report.warn('TUNING_PRIMARY_CONTAINER', 'spec.trialTemplate.primaryContainerName', primary, "the trainer's container of a training runtime is named 'node'");
  }
  const initializer = record(record(trial.spec).initializer);
  for (const part of ['dataset', 'model']) {
    if (initializer[part]) {
      report.warn('TUNING_PRIMARY_CONTAINER', `${path}.spec.initializer.${part}`, undefined, `the pods of an initializer have no container '${primary}', so Katib's webhook refuses them; load the ${part} in the trainer`);
    }
  }
}
