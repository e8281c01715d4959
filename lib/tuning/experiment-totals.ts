import type { ExperimentTotals } from './katib-experiment-props';
import type { JobTotals } from '../core';
import { sizeOf } from '../core';

const times = (amounts: { [name: string]: number }, n: number) => Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, amount * n]));

/** Trials at once share the claims of the experiment; everything else each has for itself. */
export function experimentTotals(trial: JobTotals, parallel: number, trials: number, deadlineSeconds?: number): ExperimentTotals {
  return {
    trial,
    atOnce: {
      pods: trial.pods * parallel,
      cpuCores: trial.cpuCores * parallel,
      memory: sizeOf(trial.memory.toKibibytes() * 1024 * parallel),
      accelerators: times(trial.accelerators, parallel),
      storage: trial.storage,
    },
    trials,
    acceleratorHours: deadlineSeconds === undefined ? undefined : times(trial.accelerators, trials * deadlineSeconds / 3600),
  };
}
