import { TrialJob } from './trial-job';
import type { TrialOptions, TrialRun, TrialSetting } from '../../core';
import { Trial } from '../../core';
import type { TrainingJobProps } from '../training-job-props';

/** The definition of a training job, which becomes one when an experiment takes it. */
export class TrainingTrial extends Trial {
  constructor(private readonly props: TrainingJobProps, private readonly options: TrialOptions) {
    super();
  }

  /** @internal */
  public _bind(setting: TrialSetting): TrialRun {
    return { ...new TrialJob(setting, this.props)._run(), ...said(this.options) };
  }
}

/** What Katib is told of a trial goes before what is known of its kind. */
const said = (options: TrialOptions) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as TrialOptions;
