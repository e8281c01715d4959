import type { KatibExperimentProps } from './katib-experiment-props';
import type { MetricsCollector } from './metrics-collector';
import { ResumePolicy } from './resume-policy';
import type { Problems } from '../core';

/** What is wrong with the props of an experiment, whatever its trials are. */
export function checkExperiment(props: KatibExperimentProps, parallel: number, collector: MetricsCollector, problems: Problems): void {
  checkCounts(props, parallel, problems);
  checkSpace(props, problems);
  checkLife(props, problems);
  collector._check(problems, 'metricsCollector');
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
