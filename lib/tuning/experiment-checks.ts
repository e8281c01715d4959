import type { KatibExperimentProps } from './katib-experiment-props';
import type { MetricsCollector } from './metrics-collector';
import type { Objective } from './objective';
import type { Parameter } from './parameter';
import { ResumePolicy } from './resume-policy';
import type { TrialManifest } from './trial-manifest';
import { nearest } from '../check';
import type { Problems, TrialRun } from '../core';

/** What is wrong with the props of an experiment, whatever its trials are. */
export function checkExperiment(props: KatibExperimentProps, parallel: number, collector: MetricsCollector, problems: Problems): void {
  checkCounts(props, parallel, problems);
  checkSpace(props, problems);
  checkLife(props, problems);
  collector._check(problems, 'metricsCollector');
  props.objective._check(problems, 'objective');
}

function checkCounts({ maxTrials, parallelTrials, maxFailedTrials }: KatibExperimentProps, parallel: number, problems: Problems): void {
  problems.wholeNumber('COUNT_RANGE', 'maxTrials', maxTrials, 1, 2 ** 31 - 1, 'at least one trial');
  problems.wholeNumber('COUNT_RANGE', 'parallelTrials', parallelTrials, 1, 2 ** 31 - 1, 'at least one trial');
  problems.wholeNumber('COUNT_RANGE', 'maxFailedTrials', maxFailedTrials, 0, 2 ** 31 - 1, '0 or more trials');
  if (parallel > maxTrials) problems.add('TUNING_TRIAL_COUNTS', 'parallelTrials', parallel, `Katib refuses more parallel trials than maxTrials (${maxTrials}): lower it or raise maxTrials`);
  if (maxFailedTrials !== undefined && maxFailedTrials > maxTrials) {
    problems.add('TUNING_TRIAL_COUNTS', 'maxFailedTrials', maxFailedTrials, `more than there are trials (maxTrials ${maxTrials}): lower it`);
  }
}

function checkSpace({ space, architecture, algorithm }: KatibExperimentProps, problems: Problems): void {
  const networks = algorithm._searchesNetworks;
  space?._check(problems, 'space', algorithm._handsOut);
  architecture?._check(problems, 'architecture');
  if (networks && !architecture) problems.add('TUNING_REQUIRED', 'architecture', undefined, `${algorithm.algorithmName} searches networks: give it new ArchitectureSpace(...)`);
  if (networks && space && space._parameters.length > 0) problems.add('FIELD_IGNORED', 'space', undefined, `${algorithm.algorithmName} searches networks, and no parameters; leave it out`);
  if (!networks && architecture) problems.add('FIELD_IGNORED', 'architecture', undefined, `${algorithm.algorithmName} searches parameters; leave it out, or use Algorithm.enas() or Algorithm.darts()`);
  if (!networks && !architecture && (space?._parameters.length ?? 0) === 0) {
    problems.add('TUNING_REQUIRED', 'space', undefined, "there is nothing to search: give it a SearchSpace with parameters, such as space.double('lr', 0.001, 0.1)");
  }
  const { _resource: resource } = algorithm;
  if (resource && !space?._parameters.includes(resource)) {
    problems.add('TUNING_SETTING_VALUE', 'algorithm resource', resource.name, 'this parameter is not of the space of the experiment');
  }
}

function checkLife({ rerunOnChange, resumePolicy, algorithm }: KatibExperimentProps, problems: Problems): void {
  const resume = resumePolicy ?? algorithm._resume;
  if (rerunOnChange && resume !== ResumePolicy.NEVER) {
    problems.add('ALTERNATIVES_CONFLICT', 'rerunOnChange', true, `with ${resume} an experiment goes on when its counts change, and this makes a new one of it; leave one of them out`);
  }
}

/** What is wrong with a trial, once it is rendered. */
export function checkTrial(
  { space, objective }: KatibExperimentProps, run: TrialRun, trial: TrialManifest | undefined, trialResources: readonly string[], problems: Problems,
): void {
  if (!trial) return;
  const { apiVersion = '', kind = '' } = trial.manifest;
  if (apiVersion === '' || kind === '') return;
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const resource = `${kind}.${version}.${group}`;
  if (!trialResources.includes(resource)) {
    problems.add('TUNING_TRIAL_KIND', 'trial.kind', resource,
      `Katib does not watch it, so no trial of it ever ends: have it added to trialResources of katib-config, and declare all that it lists: Platform katib: { trialResources: [${[...trialResources, resource].map(one => `'${one}'`).join(', ')}] }`);
  }
  if (trial.hasNumbers && apiVersion === 'batch/v1' && kind === 'Job') {
    for (const { placeholder } of (space?._parameters ?? []).filter(({ _isNumber }) => _isNumber)) {
      problems.add('TUNING_PLACEHOLDER_TYPE', 'trial', placeholder, 'Katib takes no plain Job with a number of its own; use TrainingOperator.JOBSET, or hand the value over as text');
    }
  }
  checkUse(space?._parameters ?? [], trial, problems);
  checkMetrics(objective, run, problems);
}

/** Every parameter has a place in the trial, and everything in it that looks like one is of the space. */
function checkUse(parameters: readonly Parameter[], trial: TrialManifest, problems: Problems): void {
  const names = new Set(parameters.map(({ name, _options: { placeholder = name } }) => placeholder));
  for (const { name, placeholder, _options } of parameters) {
    if (trial.placeholders.has(_options.placeholder ?? name)) continue;
    const near = nearest(name, [...trial.placeholders].filter(used => !names.has(used)));
    problems.add('TUNING_TRIAL_PARAMETER_UNUSED', `space '${name}'`, name,
      `nothing in the trial uses it${near === undefined ? '' : `, but '${near}' of another space`}; put what the space returned, ${placeholder}, where the value goes, or remove it`);
  }
}

/** Where the code is in the app, what it reports is known. */
function checkMetrics(objective: Objective, { texts = [] }: TrialRun, problems: Problems): void {
  if (texts.length === 0) return;
  const code = texts.join('\n');
  const printed = [...new Set([...code.matchAll(/([\w|-]+)\s*[=:]/g)].map(([, name]) => name))];
  objective._metrics.forEach((metric, i) => {
    if (metric === '' || code.includes(metric)) return;
    // What the code imports may report it; a name that is nearly the same is a slip.
    const near = nearest(metric, printed);
    if (near === undefined) return;
    problems.add('TUNING_METRICS_LOST', i === 0 ? 'objective metric' : `objective additionalMetrics[${i - 1}]`, metric, `the code of the trial never names it; did you mean '${near}'?`);
  });
}
