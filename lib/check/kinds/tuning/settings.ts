import { goInt, pythonFloat, pythonInt } from './numbers';

/** A setting of an algorithm: which texts it takes. */
export interface Setting {
  readonly fits: (value: string) => boolean;
  readonly form: string;
}

/** An algorithm as Katib ships it. */
export interface Algorithm {
  readonly settings: Readonly<Record<string, Setting>>;
  readonly required?: readonly string[];
  /** What a setting does that it does not know: it refuses it, overlooks it, or hands it to the trial. */
  readonly unknown: 'refused' | 'ignored' | 'passed on';
  /** A value it cannot read is found after the experiment has started, and no trial starts. */
  readonly late?: boolean;
  /** It searches network architectures: `nasConfig` instead of `parameters`; what trialParameters may refer to. */
  readonly architecture?: readonly string[];
}

const int = (least: number): Setting => ({
  fits: value => (pythonInt(value) ?? -Infinity) >= least, form: `a whole number of at least ${least}`,
});
const above = (least: number): Setting => ({
  fits: value => (pythonInt(value) ?? -Infinity) > least, form: `a whole number above ${least}`,
});
const float = (form: string, fits: (value: number) => boolean): Setting => ({
  fits: value => {
    const number = pythonFloat(value);
    return number !== undefined && fits(number);
  },
  form,
});
const oneOf = (...words: string[]): Setting => ({ fits: value => words.includes(value), form: `one of ${words.join(', ')}` });
const orNone = ({ fits, form }: Setting): Setting => ({ fits: value => value === 'None' || fits(value), form: `${form}, or None` });
const anything: Setting = { fits: () => true, form: 'text' };

const seed = int(0);
const notNegative = float('a number of at least 0', value => value >= 0);
const positive = float('a number above 0', value => !(value <= 0));
const share = float('a number above 0, at most 1', value => !(value <= 0) && !(value > 1));

/** The algorithms of Katib 0.19 with their settings. */
export const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  'random': { unknown: 'refused', settings: { random_state: seed } },
  'tpe': {
    unknown: 'refused',
    settings: {
      gamma: float('a number between 0 and 1', value => value > 0 && value < 1),
      prior_weight: float('a number above 0', value => value > 0),
      n_EI_candidates: above(0),
      random_state: seed,
    },
  },
  'multivariate-tpe': { unknown: 'refused', settings: { n_startup_trials: int(0), n_ei_candidates: int(0), random_state: seed } },
  'grid': { unknown: 'refused', settings: { random_state: seed } },
  'bayesianoptimization': {
    unknown: 'refused',
    settings: {
      base_estimator: oneOf('GP', 'RF', 'ET', 'GBRT'),
      n_initial_points: int(0),
      acq_func: oneOf('gp_hedge', 'LCB', 'EI', 'PI', 'EIps', 'PIps'),
      acq_optimizer: oneOf('auto', 'sampling', 'lbfgs'),
      random_state: seed,
    },
  },
  'cmaes': {
    unknown: 'ignored',
    late: true,
    settings: {
      random_state: { fits: value => goInt(value) !== undefined, form: 'a whole number' },
      sigma: { fits: value => pythonFloat(value) !== undefined, form: 'a number' },
      restart_strategy: oneOf('none', 'ipop', 'bipop'),
    },
  },
  'sobol': { unknown: 'ignored', settings: {} },
  'hyperband': {
    unknown: 'ignored',
    required: ['r_l', 'resource_name'],
    settings: {
      r_l: float('a number above 0, sensibly above 1', value => value > 0 && value < Infinity),
      // Zero and less stand for the default of 3; one has no logarithm to divide by.
      eta: float('a number of at least 2', value => value < 1 || (value >= 2 && value < Infinity)),
      resource_name: anything,
      ...Object.fromEntries(['s_max', 'b_l', 'r', 'n', 'current_s', 'current_i', 'evaluating_trials'].map(name => [name, anything])),
    },
  },
  'pbt': {
    unknown: 'ignored',
    required: ['suggestion_trial_dir', 'n_population', 'truncation_threshold'],
    settings: {
      suggestion_trial_dir: { fits: value => value.startsWith('/') && value.length > 1, form: 'an absolute path, beginning with /' },
      n_population: int(5),
      truncation_threshold: float('a number from 0 to 1', value => value >= 0 && value <= 1),
      resample_probability: { fits: () => false, form: 'left out: Katib 0.19 compares it as text and fails' },
    },
  },
  'enas': {
    unknown: 'refused',
    architecture: ['architecture', 'nn_config'],
    settings: {
      controller_hidden_size: int(1),
      controller_temperature: orNone(positive),
      controller_tanh_const: orNone(positive),
      controller_entropy_weight: orNone(positive),
      controller_baseline_decay: share,
      controller_learning_rate: share,
      controller_skip_target: share,
      controller_skip_weight: orNone(positive),
      controller_train_steps: int(1),
      controller_log_every_steps: int(1),
    },
  },
  'darts': {
    unknown: 'passed on',
    architecture: ['algorithm-settings', 'search-space', 'num-layers'],
    settings: {
      num_epochs: above(0),
      ...Object.fromEntries(['w_lr', 'w_lr_min', 'alpha_lr', 'w_weight_decay', 'alpha_weight_decay', 'w_momentum', 'w_grad_clip'].map(name => [name, notNegative])),
      batch_size: orNone(int(1)),
      num_workers: int(0),
      ...Object.fromEntries(['init_channels', 'print_step', 'num_nodes', 'stem_multiplier'].map(name => [name, int(1)])),
    },
  },
};

/** The algorithms that stop trials early. */
export const EARLY_STOPPING: Readonly<Record<string, Algorithm>> = {
  medianstop: { unknown: 'refused', settings: { min_trials_required: above(0), start_step: int(1) } },
};
