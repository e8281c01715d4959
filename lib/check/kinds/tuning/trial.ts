import { judgeTrialObject } from './trial-object';
import { record, text } from '../../manifest';
import type { KindRule } from '../../rule';

/** Katib makes Trials itself; what it cannot work with when somebody else does. */
export const trial: KindRule = {
  kinds: ['kubeflow.org/Trial'],
  judge({ spec, metadata }, report, { cluster }) {
    if (spec.objective === undefined || spec.objective === null) report.warn('TUNING_REQUIRED', 'spec.objective', undefined, 'say what is optimized');
    const run = record(spec.runSpec);
    if (spec.runSpec === undefined || spec.runSpec === null) report.warn('TUNING_REQUIRED', 'spec.runSpec', undefined, 'write the object that the trial runs');
    else {
      const { name, namespace, ...rest } = record(run.metadata);
      judgeTrialObject({ ...run, metadata: rest }, 'spec.runSpec', cluster.katib.trialResources, report);
      if (text(name) !== '' && metadata.name !== undefined && name !== metadata.name) {
        report.warn('TUNING_TRIAL_OBJECT', 'spec.runSpec.metadata.name', name, `the name of the Trial, ${metadata.name}: by it Katib finds the pods`);
      }
      if (text(namespace) !== '' && metadata.namespace !== undefined && namespace !== metadata.namespace) {
        report.warn('TUNING_TRIAL_OBJECT', 'spec.runSpec.metadata.namespace', namespace, `the namespace of the Trial, ${metadata.namespace}`);
      }
    }
    for (const field of ['primaryContainerName', 'successCondition', 'failureCondition']) {
      if (text(spec[field]) === '') report.warn('TUNING_REQUIRED', `spec.${field}`, undefined, 'Katib needs it to read the metrics and the end of a trial');
    }
    report.note('TUNING_MADE_BY_KATIB', 'kind', 'Trial', 'Katib makes the Trials of an Experiment; write an Experiment instead');
  },
};
