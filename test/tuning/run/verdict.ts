import type { Assignment } from './katib';
import type { Manifest } from '../../support/synth';

/** A trial that has ended. */
export interface Trial {
  readonly name: string;
  readonly assignments: readonly Assignment[];
  /** Metrics by name. */
  readonly metrics: Readonly<Record<string, string>>;
}

/** Sums of steps end a little beside a bound. */
const ROUNDING = 1e-9;

/** What is wrong with a suggestion; undefined if nothing is. */
export function outside({ spec: { parameters } }: Manifest, assignments: readonly Assignment[]): string | undefined {
  const names = assignments.map(({ name }) => name).sort();
  const wanted: string[] = parameters.map(({ name }: Manifest) => name).sort();
  if (names.join() !== wanted.join()) return `the suggestion is of ${names.join(', ')}, not of ${wanted.join(', ')}`;
  for (const { name, value } of assignments) {
    const { parameterType, feasibleSpace } = parameters.find((parameter: Manifest) => parameter.name === name);
    const wrong = outsideOf(parameterType, feasibleSpace, value);
    if (wrong) return `${name} is ${value}, ${wrong}`;
  }
  return undefined;
}

function outsideOf(type: string, { list, min, max }: Manifest, value: string): string | undefined {
  if (list) return list.includes(value) ? undefined : `none of ${list.join(', ')}`;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return 'no number';
  if (type === 'int' && !/^-?\d+$/.test(value)) return 'no whole number';
  const [low, high] = [Number(min), Number(max)];
  const slack = (high - low) * ROUNDING;
  return number >= low - slack && number <= high + slack ? undefined : `not from ${min} to ${max}`;
}

/** What is wrong with the trials of an experiment; undefined if nothing is. */
export function failureOf({ spec: { objective, algorithm, maxTrialCount } }: Manifest, trials: readonly Trial[]): string | undefined {
  if (trials.length !== maxTrialCount) return `${trials.length} trials, not ${maxTrialCount}`;
  for (const { name, metrics } of trials) {
    for (const metric of [objective.objectiveMetricName, ...objective.additionalMetricNames ?? []]) {
      if (metrics[metric] === undefined) return `${name} has no ${metric}`;
    }
  }
  const different = new Set(trials.map(keyOf)).size;
  const wanted = algorithm.algorithmName === 'grid' ? trials.length : Math.min(2, trials.length);
  if (different < wanted) return `${different} different sets of values, not ${wanted}`;
  return undefined;
}

/** The trial that has done best; the first of those that did. */
export function bestOfAll({ spec: { objective } }: Manifest, trials: readonly Trial[]): Trial {
  const sign = objective.type === 'maximize' ? 1 : -1;
  const score = ({ metrics }: Trial) => sign * Number(metrics[objective.objectiveMetricName]);
  return trials.reduce((best, trial) => (score(trial) > score(best) ? trial : best));
}

const keyOf = ({ assignments }: Trial) => assignments.map(({ name, value }) => `${name}=${value}`).sort().join();
