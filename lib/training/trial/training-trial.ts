import { TrialJob } from './trial-job';
import type { TrialRun, TrialSetting } from '../../core';
import { Trial } from '../../core';
import type { TrainingJobProps } from '../training-job-props';

/** The definition of a training job, which becomes one when an experiment takes it. */
export class TrainingTrial extends Trial {
  constructor(private readonly props: TrainingJobProps) {
    super();
  }

  /** @internal */
  public _bind(setting: TrialSetting): TrialRun {
    return new TrialJob(setting, this.props)._run();
  }
}
