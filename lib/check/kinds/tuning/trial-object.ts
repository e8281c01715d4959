import { record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

/** What a trial template has to be, wherever it stands: an object without a name of its own, of a kind that Katib watches. */
export function judgeTrialObject(trial: Record<string, any>, path: string, trialResources: readonly string[], report: Report): void {
  const [apiVersion, kind] = [text(trial.apiVersion), text(trial.kind)];
  for (const field of ['apiVersion', 'kind']) {
    if (text(trial[field]) === '') report.refuse('TUNING_TRIAL_OBJECT', `${path}.${field}`, trial[field] ?? undefined, 'a trial is an object with apiVersion and kind');
  }
  for (const field of ['name', 'namespace']) {
    const got = record(trial.metadata)[field];
    if (text(got) !== '') report.refuse('TUNING_TRIAL_OBJECT', `${path}.metadata.${field}`, got, 'leave it out: Katib gives each trial its name, in the namespace of the Experiment');
  }
  if (apiVersion === '' || kind === '') return;
  const slash = apiVersion.indexOf('/');
  const resource = `${kind}.${apiVersion.slice(slash + 1)}.${slash < 0 ? '' : apiVersion.slice(0, slash)}`;
  if (!trialResources.includes(resource)) {
    const near = nearest(resource, trialResources);
    report.warn('TUNING_TRIAL_KIND', `${path}.kind`, resource, `katib-config does not list it under trialResources, so no trial of it ever ends${near ? `; did you mean '${near}'?` : `: use one of ${trialResources.join(', ')}, or have it added`}`);
  }
}

/** Types of the condition that ends an object, as its controller writes them. */
const CONDITIONS: Record<string, readonly string[]> = {
  Job: ['Complete', 'Failed', 'SuccessCriteriaMet', 'FailureTarget', 'Suspended'],
  TrainJob: ['Complete', 'Failed', 'Suspended'],
  JobSet: ['Completed', 'Failed', 'Suspended', 'StartupPolicyInProgress', 'StartupPolicyCompleted'],
  ...Object.fromEntries(['TFJob', 'PyTorchJob', 'XGBoostJob', 'MPIJob', 'PaddleJob', 'JAXJob'].map(kind => [kind, ['Created', 'Running', 'Restarting', 'Suspended', 'Succeeded', 'Failed']])),
};

/** A condition that the controller of the trial's kind never writes. */
export function judgeConditions(template: Record<string, any>, trial: Record<string, any>, report: Report): void {
  const types = Object.hasOwn(CONDITIONS, text(trial.kind)) ? CONDITIONS[text(trial.kind)] : undefined;
  if (!types) return;
  for (const name of ['successCondition', 'failureCondition']) {
    const type = /^status\.conditions\.#\(type={1,2}"([^"]*)"\)/.exec(text(template[name]))?.[1];
    if (type !== undefined && !types.includes(type)) {
      report.warn('TUNING_TRIAL_STALLS', `spec.trialTemplate.${name}`, template[name], `a ${trial.kind} never has a condition of type ${type}, so the trial does not end; its types are ${types.join(', ')}`);
    }
  }
}
