import { goInt, pythonFloat, pythonInt } from './numbers';
import type { Parameter } from './parameters';
import { text } from '../../manifest';
import type { Report } from '../../report';

/** What the grid service says of a search space before it starts. */
export function judgeGrid(parameters: readonly Parameter[], maxTrialCount: unknown, report: Report): void {
  const counts = new Map<string, number>();
  let whole = true;
  for (const parameter of parameters) {
    const count = countOf(parameter, report);
    if (count === undefined) whole = false;
    else counts.set(parameter.name, count);
  }
  let combinations = 1;
  for (const count of counts.values()) combinations *= count;
  if (whole && typeof maxTrialCount === 'number' && maxTrialCount > combinations) {
    report.refuse('TUNING_GRID', 'spec.maxTrialCount', maxTrialCount,
      combinations === 0 ? 'the grid is empty: look at the bounds and lists of the parameters'
        : `the grid has only ${combinations} combinations${counts.size > 1 ? ` (${[...counts].map(([name, count]) => `${count} of ${name}`).join(' x ')})` : ''}: lower it to that, or make the steps finer`);
  }
}

/** How many values the grid takes of a parameter. */
function countOf({ path, type, space }: Parameter, report: Report): number | undefined {
  const field = `${path}.feasibleSpace`;
  if (type === 'categorical' || type === 'discrete') return Array.isArray(space.list) ? space.list.length : 0;
  if (type !== 'int' && type !== 'double') return undefined;
  const isInt = type === 'int';
  const step = isInt && text(space.step) === '' ? '1' : text(space.step);
  if (step === '') {
    report.refuse('TUNING_GRID', `${field}.step`, undefined, 'grid search needs a step for a parameter of type double');
    return undefined;
  }
  const read = (name: string, value: string) => {
    const number = isInt ? pythonInt(value) : pythonFloat(value);
    if (number !== undefined && Number.isFinite(number)) return number;
    // A missing bound is reported as such.
    if (value !== '') report.refuse('TUNING_GRID', `${field}.${name}`, value, isInt ? 'grid search reads a whole number here' : 'grid search reads a number here');
    return undefined;
  };
  const [min, max, by] = [read('min', text(space.min)), read('max', text(space.max)), read('step', step)];
  if (min === undefined || max === undefined || by === undefined) return undefined;
  if (by === 0) {
    report.refuse('TUNING_GRID', `${field}.step`, space.step, 'a step of zero has no end; use one above zero');
    return undefined;
  }
  if (isInt) return Math.max(0, Math.ceil((max + 1 - min) / by));
  const count = Math.ceil((max + by - min) / by);
  if (count <= 0) {
    report.refuse('TUNING_GRID', field, { min: space.min, max: space.max, step: space.step }, 'no value lies in this range: min is at most max, and the step above zero');
    return undefined;
  }
  // As numpy counts: the first two values give the step of all.
  return min + (count - 1) * (min + by - min) > max ? count - 1 : count;
}

/** Bounds and distributions that the webhook takes, and the algorithm cannot use. */
export function judgeRanges(algorithm: string, parameters: readonly Parameter[], report: Report): void {
  for (const parameter of parameters) {
    if (parameter.type !== 'int' && parameter.type !== 'double') continue;
    // Grid search reads them itself.
    if (algorithm !== 'grid') judgeRange(algorithm, parameter, report);
    judgeDistribution(algorithm, parameter, report);
  }
}

function judgeRange(algorithm: string, { path, type, space }: Parameter, report: Report): void {
  const field = `${path}.feasibleSpace`;
  // Hyperopt reads a fraction, too.
  const whole = type === 'int' && algorithm !== 'random' && algorithm !== 'tpe';
  const goes = algorithm === 'cmaes' || algorithm === 'sobol';
  const number = (name: string) => {
    const value = text(space[name]);
    if (value === '') return undefined;
    const read = whole ? goes ? goInt(value) : pythonInt(value) : pythonFloat(value);
    if (read === undefined || Number.isNaN(read)) {
      report.warn('TUNING_SEARCH_SPACE', `${field}.${name}`, space[name], `accepted, and no trial starts: the algorithm reads ${whole ? 'a whole number' : 'a number'} here`);
    }
    return read;
  };
  const [min, max, step] = [number('min'), number('max'), number('step')];
  if (min !== undefined && max !== undefined && min > max) {
    report.warn('TUNING_SEARCH_SPACE', `${field}.min`, space.min, `above max (${space.max}), so there is nothing to search; exchange the two`);
  }
  if (step !== undefined && step <= 0) report.warn('TUNING_SEARCH_SPACE', `${field}.step`, space.step, 'a step goes forward: use one above zero');
  if (algorithm === 'bayesianoptimization' && type === 'double' && min !== undefined && min <= 0) {
    report.warn('TUNING_SEARCH_SPACE', `${field}.min`, space.min, 'accepted, and no trial starts: bayesianoptimization searches doubles on a logarithmic scale, so min is above zero');
  }
  if ((algorithm === 'random' || algorithm === 'tpe') && step !== undefined && step > 0) {
    for (const [name, bound] of [['min', min], ['max', max]] as const) {
      if (bound === undefined || isMultiple(bound, step)) continue;
      report.note('TUNING_SEARCH_SPACE', `${field}.${name}`, space[name],
        `no multiple of step (${space.step}), and ${algorithm} rounds to those, a little beyond the bounds too: use a bound that is one, or a discrete parameter`);
    }
  }
  if (algorithm === 'bayesianoptimization' && step !== undefined) {
    report.warn('TUNING_SEARCH_SPACE', `${field}.step`, space.step, 'bayesianoptimization does not look at steps; use a discrete parameter, or another algorithm');
  }
  if (algorithm === 'pbt' && text(space.step) === '') {
    report.warn('TUNING_SEARCH_SPACE', `${field}.step`, undefined, 'accepted, and no trial starts: pbt needs a step for numbers');
  }
}

/** As far as fractions can be. */
const isMultiple = (value: number, step: number) => Math.abs(value / step - Math.round(value / step)) < 1e-6;

const IGNORE_DISTRIBUTION = ['bayesianoptimization', 'cmaes', 'sobol', 'hyperband', 'pbt'];

function judgeDistribution(algorithm: string, { path, space }: Parameter, report: Report): void {
  const distribution = text(space.distribution);
  const field = `${path}.feasibleSpace.distribution`;
  if (['', 'uniform', 'unknown'].includes(distribution)) return;
  if (IGNORE_DISTRIBUTION.includes(algorithm)) {
    report.warn('TUNING_SEARCH_SPACE', field, distribution, `${algorithm} does not look at distributions; random and tpe do`);
  } else if ((algorithm === 'multivariate-tpe' || algorithm === 'grid') && distribution !== 'logUniform') {
    report.warn('TUNING_SEARCH_SPACE', field, distribution, `accepted, and no trial starts: ${algorithm} knows uniform and logUniform alone`);
  } else if (distribution.startsWith('log') && (pythonFloat(space.min) ?? 1) <= 0) {
    report.warn('TUNING_SEARCH_SPACE', `${path}.feasibleSpace.min`, space.min, `${distribution} has a logarithmic scale, so min is above zero`);
  }
}
