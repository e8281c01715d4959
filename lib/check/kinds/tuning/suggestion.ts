import { known } from './parameters';
import { record, text } from '../../manifest';
import type { KindRule } from '../../rule';

const RESUME = ['Never', 'LongRunning', 'FromVolume'];

/** Katib makes Suggestions itself; what it cannot work with when somebody else does. */
export const suggestion: KindRule = {
  kinds: ['kubeflow.org/Suggestion'],
  judge({ spec, metadata }, report, { objects, cluster }) {
    const { algorithm, resumePolicy, requests } = spec;
    const name = text(record(algorithm).algorithmName);
    if (name === '') report.warn('TUNING_REQUIRED', 'spec.algorithm.algorithmName', undefined, 'name the algorithm that suggests');
    else if (!cluster.katib.algorithms.includes(name)) {
      report.warn('TUNING_ALGORITHM_UNKNOWN', 'spec.algorithm.algorithmName', name, `not in katib-config: ${known(name, cluster.katib.algorithms)}`);
    }
    if (text(resumePolicy) !== '' && !RESUME.includes(resumePolicy)) report.warn('TUNING_VALUE_UNKNOWN', 'spec.resumePolicy', resumePolicy, known(resumePolicy, RESUME));
    if (typeof requests === 'number' && requests < 0) report.warn('TUNING_TRIAL_COUNTS', 'spec.requests', requests, 'at least 0');
    if (!objects.find('kubeflow.org/Experiment', metadata.namespace, metadata.name ?? '')) {
      report.note('TUNING_MADE_BY_KATIB', 'kind', 'Suggestion', 'Katib makes the Suggestion of an Experiment, of the same name; write an Experiment instead');
    }
  },
};
