import { experiment, job, katibSays, parameter, searching } from './experiments';
import type { Manifest } from '../../../../lib/check';

const settings = (algorithmName: string, values: Record<string, unknown> = {}) => ({
  algorithmName, algorithmSettings: Object.entries(values).map(([name, value]) => ({ name, value })),
});
const lr = parameter('lr', 'double', { min: '0.01', max: '0.05' });
const epochs = parameter('epochs', 'int', { min: '1', max: '27' });
const withSettings = (name: string, values: Record<string, unknown> = {}, parameters: any[] = [lr, epochs], spec: object = {}) =>
  searching(settings(name, values), parameters, spec);
const hyperband = (values: Record<string, unknown>, spec: object = {}) =>
  withSettings('hyperband', { r_l: '9', resource_name: 'epochs', ...values }, [lr, epochs], { parallelTrialCount: 9, ...spec });
const pbt = (values: Record<string, unknown>, spec: object = {}) => withSettings(
  'pbt', { suggestion_trial_dir: '/c', n_population: '10', truncation_threshold: '0.2', ...values },
  [parameter('lr', 'double', { min: '0.1', max: '1', step: '0.1' })], { resumePolicy: 'FromVolume', ...spec },
);
const grid = (parameters: any[], maxTrialCount?: number) =>
  searching({ algorithmName: 'grid' }, parameters, { parallelTrialCount: 1, ...maxTrialCount !== undefined && { maxTrialCount } });
const stopping = (values: Record<string, unknown>, spec: object = {}) => experiment({ earlyStopping: settings('medianstop', values), ...spec });
const conv = { operationType: 'convolution', parameters: [parameter('filter_size', 'categorical', { list: ['3'] })] };
const graphConfig = { numLayers: 8, inputSizes: [32, 32, 3], outputSizes: [10] };
const nas = (algorithm: unknown, nasConfig: unknown, references: string[], spec: object = {}) => experiment({
  algorithm, parameters: undefined, nasConfig, ...spec,
}, {
  trialParameters: references.map((reference, i) => ({ name: `p${i}`, reference })),
  trialSpec: job({ command: references.map((_, i) => `"\${trialParameters.p${i}}"`) }),
});
const enas = (nasConfig: unknown, values: Record<string, unknown> = {}, spec: object = {}) => nas(settings('enas', values), nasConfig, ['architecture', 'nn_config'], spec);

test.each<[string, Manifest, string[]]>([
  ['none', experiment({ algorithm: null }), [
    'error TUNING_REQUIRED spec.algorithm: name the algorithm that searches, such as random',
  ]],
  ['no name', experiment({ algorithm: {} }), [
    'error TUNING_REQUIRED spec.algorithm.algorithmName: name one of random, tpe, grid, hyperband, bayesianoptimization, cmaes, sobol, multivariate-tpe, enas, darts, pbt',
  ]],
  ['one that katib-config lacks', experiment({ algorithm: { algorithmName: 'Random' } }), [
    "error TUNING_ALGORITHM_UNKNOWN spec.algorithm.algorithmName: got 'Random'; not in katib-config: did you mean 'random'? one of random, tpe, grid, hyperband, bayesianoptimization, cmaes, sobol, multivariate-tpe, enas, darts, pbt",
  ]],
  ['another word for one', experiment({ algorithm: { algorithmName: 'bayesian' } }), [
    "error TUNING_ALGORITHM_UNKNOWN spec.algorithm.algorithmName: got 'bayesian'; not in katib-config: did you mean 'bayesianoptimization'? one of random, tpe, grid, hyperband, bayesianoptimization, cmaes, sobol, multivariate-tpe, enas, darts, pbt",
  ]],
  ['no early stopping by that name', experiment({ earlyStopping: { algorithmName: 'median' } }), [
    "error TUNING_ALGORITHM_UNKNOWN spec.earlyStopping.algorithmName: got 'median'; not in katib-config: one of medianstop",
  ]],
  ['early stopping without a name', experiment({ earlyStopping: {} }), [
    'error TUNING_REQUIRED spec.earlyStopping.algorithmName: name one of medianstop',
  ]],
  ['settings of random', withSettings('random', { random_state: '-1' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got '-1'; random_state is a whole number of at least 0",
  ]],
  ['a setting that random lacks', withSettings('random', { seed: '1' }), [
    "error TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[0].name: got 'seed'; no setting of random; it takes random_state",
  ]],
  ['a setting without a name', experiment({ algorithm: { algorithmName: 'random', algorithmSettings: [{ value: '1' }] } }), [
    'error TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[0].name: no setting of random; it takes random_state',
  ]],
  ['a setting without a value', experiment({ algorithm: { algorithmName: 'random', algorithmSettings: [{ name: 'random_state' }] } }), [
    'error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: random_state is a whole number of at least 0',
  ]],
  ['settings of tpe', withSettings('tpe', { gamma: '1', prior_weight: '0', n_EI_candidates: '0', random_state: 'x' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got '1'; gamma is a number between 0 and 1",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got '0'; prior_weight is a number above 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got '0'; n_EI_candidates is a whole number above 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[3].value: got 'x'; random_state is a whole number of at least 0",
  ]],
  ['good settings of tpe', withSettings('tpe', { gamma: '.25', prior_weight: '1e-3', n_EI_candidates: '24', random_state: ' 10 ' }), []],
  ['a misspelt setting of tpe', withSettings('tpe', { n_ei_candidates: '24' }), [
    "error TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[0].name: got 'n_ei_candidates'; no setting of tpe; did you mean 'n_EI_candidates'?",
  ]],
  ['settings of multivariate-tpe', withSettings('multivariate-tpe', { n_startup_trials: '1.0', n_ei_candidates: '-1', random_state: '1_000' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got '1.0'; n_startup_trials is a whole number of at least 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got '-1'; n_ei_candidates is a whole number of at least 0",
  ]],
  ['settings of bayesianoptimization', withSettings('bayesianoptimization', { base_estimator: 'gp', n_initial_points: 'ten', acq_func: 'ucb', acq_optimizer: 'sgd', random_state: '' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got 'gp'; base_estimator is one of GP, RF, ET, GBRT",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got 'ten'; n_initial_points is a whole number of at least 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got 'ucb'; acq_func is one of gp_hedge, LCB, EI, PI, EIps, PIps",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[3].value: got 'sgd'; acq_optimizer is one of auto, sampling, lbfgs",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[4].value: got ''; random_state is a whole number of at least 0",
  ]],
  ['good settings of bayesianoptimization', withSettings('bayesianoptimization', { base_estimator: 'GBRT', n_initial_points: '0', acq_func: 'gp_hedge', acq_optimizer: 'lbfgs', random_state: '10' }), []],
  ['settings of cmaes', withSettings('cmaes', { sigma: 'wide', restart_strategy: 'ipops', random_state: '1.0', popsize: '3' }), [
    "warning TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got 'wide'; accepted, and no trial starts: sigma is a number",
    "warning TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got 'ipops'; accepted, and no trial starts: restart_strategy is one of none, ipop, bipop",
    "warning TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got '1.0'; accepted, and no trial starts: random_state is a whole number",
    "warning TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[3].name: got 'popsize'; ignored: no setting of cmaes; it takes random_state, sigma, restart_strategy",
  ]],
  ['cmaes with one number', withSettings('cmaes', {}, [lr, parameter('o', 'categorical', { list: ['a'] })]), [
    'error TUNING_SEARCH_SPACE spec.parameters: cmaes needs at least two parameters of type int or double',
  ]],
  ['a setting of sobol', withSettings('sobol', { random_state: '1' }), [
    "warning TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[0].name: got 'random_state'; ignored: no setting of sobol; it has none",
  ]],
  ['hyperband', hyperband({}), []],
  ['hyperband without its settings', withSettings('hyperband', {}, [lr, epochs], { parallelTrialCount: 9 }), [
    'error TUNING_SETTING_MISSING spec.algorithm.algorithmSettings: hyperband needs the setting r_l',
    'error TUNING_SETTING_MISSING spec.algorithm.algorithmSettings: hyperband needs the setting resource_name',
  ]],
  ['hyperband with a resource of nothing', hyperband({ resource_name: 'epoch' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got 'epoch'; resource_name is the name of a parameter: did you mean 'epochs'? one of lr, epochs",
  ]],
  ['hyperband with bad numbers', hyperband({ r_l: '0', eta: '1' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got '0'; r_l is a number above 0, sensibly above 1",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got '1'; eta is a number of at least 2",
  ]],
  ['hyperband with too few trials at once', hyperband({ r_l: '27' }), [
    'error TUNING_TRIAL_COUNTS spec.parallelTrialCount: got 9; hyperband with r_l 27 and eta 3 runs 27 trials at once: write at least 27',
  ]],
  ['hyperband with the default of parallelTrialCount', hyperband({}, { parallelTrialCount: undefined }), [
    'error TUNING_TRIAL_COUNTS spec.parallelTrialCount: hyperband with r_l 9 and eta 3 runs 9 trials at once: write at least 9',
  ]],
  ['hyperband with an eta below zero, which stands for 3', hyperband({ eta: '-1', r_l: '9' }), []],
  ['hyperband with a setting that it overlooks', hyperband({ etas: '3' }), [
    "warning TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[2].name: got 'etas'; ignored: no setting of hyperband; did you mean 'eta'?",
  ]],
  ['pbt', pbt({}), []],
  ['pbt with bad settings', pbt({ n_population: '4', truncation_threshold: '1.1', resample_probability: '0.5' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got '4'; n_population is a whole number of at least 5",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got '1.1'; truncation_threshold is a number from 0 to 1",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[3].value: got '0.5'; resample_probability is left out: Katib 0.19 compares it as text and fails",
  ]],
  ['pbt without settings, step and volume', withSettings('pbt', {}, [lr]), [
    'error TUNING_SETTING_MISSING spec.algorithm.algorithmSettings: pbt needs the setting suggestion_trial_dir',
    'error TUNING_SETTING_MISSING spec.algorithm.algorithmSettings: pbt needs the setting n_population',
    'error TUNING_SETTING_MISSING spec.algorithm.algorithmSettings: pbt needs the setting truncation_threshold',
    'warning TUNING_TRIAL_STALLS spec.resumePolicy: use FromVolume: pbt hands checkpoints over on the volume that this policy makes',
    'warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.step: accepted, and no trial starts: pbt needs a step for numbers',
  ]],
  ['pbt with a long name', ({ ...pbt({}), metadata: { name: 'a'.repeat(27), namespace: 'team' } }), [
    "warning TUNING_NAME metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaa'; 27 characters, at most 26 with pbt, which adds 37 for each trial",
  ]],
  ['an algorithm of the cluster itself', experiment({ algorithm: { algorithmName: 'random', algorithmSettings: [] } }), []],
  ['settings of medianstop', stopping({ min_trials_required: '0', start_step: '0', steps: '1' }), [
    "error TUNING_SETTING_VALUE spec.earlyStopping.algorithmSettings[0].value: got '0'; min_trials_required is a whole number above 0",
    "error TUNING_SETTING_VALUE spec.earlyStopping.algorithmSettings[1].value: got '0'; start_step is a whole number of at least 1",
    "error TUNING_SETTING_UNKNOWN spec.earlyStopping.algorithmSettings[2].name: got 'steps'; no setting of medianstop; it takes min_trials_required, start_step",
  ]],
  ['good settings of medianstop', stopping({ min_trials_required: '1', start_step: '1' }), []],
  ['early stopping with another collector', stopping({}, { metricsCollectorSpec: { collector: { kind: 'TensorFlowEvent' } } }), [
    'warning TUNING_METRICS_LOST spec.earlyStopping: the collector TensorFlowEvent stops no trial: early stopping reads the metrics of each step through StdOut or File',
  ]],
  ['early stopping with a file', stopping({}, { metricsCollectorSpec: { collector: { kind: 'File' } } }), []],
])('the algorithm: %s', (_, manifest, lines) => {
  expect(katibSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['a grid', grid([parameter('a', 'int', { min: '1', max: '3' }), parameter('b', 'double', { min: '0.1', max: '0.3', step: '0.1' }), parameter('c', 'discrete', { list: ['1', '2'] })], 18), []],
  ['a grid that is too small', grid([parameter('a', 'int', { min: '1', max: '3' }), parameter('b', 'double', { min: '0.1', max: '0.3', step: '0.1' }), parameter('c', 'discrete', { list: ['1', '2'] })], 19), [
    'error TUNING_GRID spec.maxTrialCount: got 19; the grid has only 18 combinations (3 of a x 3 of b x 2 of c): lower it to that, or make the steps finer',
  ]],
  ['a grid without end', grid([parameter('a', 'int', { min: '1', max: '3' })]), []],
  ['a grid of a double without a step', grid([lr], 3), [
    'error TUNING_GRID spec.parameters[0].feasibleSpace.step: grid search needs a step for a parameter of type double',
  ]],
  ['a grid of words', grid([parameter('a', 'int', { min: '1.0', max: 'x', step: 'y' })], 3), [
    "error TUNING_GRID spec.parameters[0].feasibleSpace.min: got '1.0'; grid search reads a whole number here",
    "error TUNING_GRID spec.parameters[0].feasibleSpace.max: got 'x'; grid search reads a whole number here",
    "error TUNING_GRID spec.parameters[0].feasibleSpace.step: got 'y'; grid search reads a whole number here",
  ]],
  ['a grid with a step of zero', grid([parameter('a', 'int', { min: '1', max: '3', step: '0' })], 3), [
    "error TUNING_GRID spec.parameters[0].feasibleSpace.step: got '0'; a step of zero has no end; use one above zero",
  ]],
  ['a grid backwards', grid([parameter('a', 'int', { min: '3', max: '1' })], 1), [
    'error TUNING_GRID spec.maxTrialCount: got 1; the grid is empty: look at the bounds and lists of the parameters',
  ]],
  ['a grid of a double backwards', grid([parameter('a', 'double', { min: '3', max: '1', step: '0.5' })], 1), [
    'error TUNING_GRID spec.parameters[0].feasibleSpace: got {"min":"3","max":"1","step":"0.5"}; no value lies in this range: min is at most max, and the step above zero',
  ]],
  ['a grid of an empty list', grid([parameter('a', 'discrete', { list: [] })], 1), [
    'warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.list: got []; accepted, and no trial starts: a parameter of type discrete needs a list of values',
    'error TUNING_GRID spec.maxTrialCount: got 1; the grid is empty: look at the bounds and lists of the parameters',
  ]],
  ['a grid with a normal distribution', grid([parameter('a', 'double', { min: '1', max: '2', step: '1', distribution: 'normal' })], 1), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.distribution: got 'normal'; accepted, and no trial starts: grid knows uniform and logUniform alone",
  ]],
  ['a grid with one more value by rounding', grid([parameter('a', 'double', { min: '0', max: '1', step: '0.1' })], 11), []],
  ['bayesianoptimization from zero', withSettings('bayesianoptimization', {}, [parameter('a', 'double', { min: '0', max: '1' })]), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got '0'; accepted, and no trial starts: bayesianoptimization searches doubles on a logarithmic scale, so min is above zero",
  ]],
  ['bayesianoptimization with a distribution', withSettings('bayesianoptimization', {}, [parameter('a', 'double', { min: '1', max: '2', distribution: 'logUniform' })]), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.distribution: got 'logUniform'; bayesianoptimization does not look at distributions; random and tpe do",
  ]],
  ['multivariate-tpe with a normal distribution', withSettings('multivariate-tpe', {}, [parameter('a', 'double', { min: '1', max: '2', distribution: 'normal' })]), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.distribution: got 'normal'; accepted, and no trial starts: multivariate-tpe knows uniform and logUniform alone",
  ]],
  ['tpe with a normal distribution', withSettings('tpe', {}, [parameter('a', 'double', { min: '1', max: '2', distribution: 'normal' })]), []],
  ['cmaes reads whole numbers as Go does', withSettings('cmaes', {}, [parameter('a', 'int', { min: ' 1', max: '2' }), lr]), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got ' 1'; accepted, and no trial starts: the algorithm reads a whole number here",
  ]],
  ['random reads a fraction for an int', withSettings('random', {}, [parameter('a', 'int', { min: '1.5', max: '2' })]), []],
])('the search space of an algorithm: %s', (_, manifest, lines) => {
  expect(katibSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['enas', enas({ graphConfig, operations: [conv] }, { controller_temperature: 'None', controller_hidden_size: '64', controller_baseline_decay: '1' }), []],
  ['enas with bad settings', enas({ graphConfig, operations: [conv] }, { controller_temperature: '0', controller_hidden_size: 'None', controller_baseline_decay: '1.1', controller_steps: '1' }), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got '0'; controller_temperature is a number above 0, or None",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got 'None'; controller_hidden_size is a whole number of at least 1",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got '1.1'; controller_baseline_decay is a number above 0, at most 1",
    "error TUNING_SETTING_UNKNOWN spec.algorithm.algorithmSettings[3].name: got 'controller_steps'; no setting of enas; it takes controller_hidden_size, controller_temperature, controller_tanh_const, controller_entropy_weight, controller_baseline_decay, controller_learning_rate, controller_skip_target, controller_skip_weight, controller_train_steps, controller_log_every_steps",
  ]],
  ['enas without a graph', enas({ operations: [conv] }), [
    'error TUNING_REQUIRED spec.nasConfig.graphConfig.inputSizes: enas needs inputSizes, outputSizes and numLayers',
    'error TUNING_REQUIRED spec.nasConfig.graphConfig.outputSizes: enas needs inputSizes, outputSizes and numLayers',
    'error TUNING_REQUIRED spec.nasConfig.graphConfig.numLayers: enas needs inputSizes, outputSizes and numLayers',
  ]],
  ['enas with parameters', withSettings('enas'), [
    'error TUNING_REQUIRED spec.nasConfig: enas searches architectures: it needs nasConfig, and no parameters',
  ]],
  ['darts', nas(settings('darts', { num_epochs: '2', batch_size: 'None', of_its_own: 'x' }), { graphConfig: { numLayers: 1 }, operations: [conv] }, ['algorithm-settings', 'search-space', 'num-layers']), []],
  ['darts with bad settings', nas(settings('darts', { num_epochs: '0', batch_size: '0', w_lr: '-1', num_workers: '-1', print_step: '0' }), { graphConfig: { numLayers: 1 }, operations: [conv] }, ['algorithm-settings', 'search-space', 'num-layers']), [
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[0].value: got '0'; num_epochs is a whole number above 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[1].value: got '0'; batch_size is a whole number of at least 1, or None",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[2].value: got '-1'; w_lr is a number of at least 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[3].value: got '-1'; num_workers is a whole number of at least 0",
    "error TUNING_SETTING_VALUE spec.algorithm.algorithmSettings[4].value: got '0'; print_step is a whole number of at least 1",
  ]],
  ['darts with parameters', withSettings('darts'), [
    'warning TUNING_TRIAL_STALLS spec.nasConfig: darts searches architectures: it needs nasConfig, and no parameters',
  ]],
  ['darts with other references', nas(settings('darts'), { operations: [conv] }, ['algorithm-settings', 'search_space']), [
    "warning TUNING_TRIAL_STALLS spec.trialTemplate.trialParameters[1].reference: got 'search_space'; no trial starts: darts suggests algorithm-settings, search-space, num-layers",
    'warning TUNING_TRIAL_STALLS spec.trialTemplate.trialParameters: no trial starts: none refers to search-space, which darts suggests',
    'warning TUNING_TRIAL_STALLS spec.trialTemplate.trialParameters: no trial starts: none refers to num-layers, which darts suggests',
  ]],
  ['operations of nothing', enas({ graphConfig, operations: [{}, { operationType: 'a', parameters: [{}] }] }), [
    'error TUNING_REQUIRED spec.nasConfig.operations[0].operationType: an operation has a type',
    'error TUNING_REQUIRED spec.nasConfig.operations[0].parameters: an operation has at least one parameter',
    'error TUNING_REQUIRED spec.nasConfig.operations[1].parameters[0].name: a parameter has a name',
    'error TUNING_VALUE_UNKNOWN spec.nasConfig.operations[1].parameters[0].parameterType: one of int, double, discrete, categorical',
  ]],
  ['parameters of operations', enas({ graphConfig, operations: [{ operationType: 'a', parameters: [parameter('c', 'categorical', {}), parameter('d', 'double', { min: '1', max: '2' }), parameter('i', 'int', {})] }] }), [
    'error TUNING_SEARCH_SPACE spec.nasConfig.operations[0].parameters[0].feasibleSpace.list: a parameter of type categorical needs a list',
    'error TUNING_SEARCH_SPACE spec.nasConfig.operations[0].parameters[1].feasibleSpace.step: a parameter of type double needs a step above zero here',
    'error TUNING_SEARCH_SPACE spec.nasConfig.operations[0].parameters[2].feasibleSpace: a parameter of type int needs min and max',
  ]],
  ['an algorithm that searches none', nas(settings('random'), { graphConfig, operations: [conv] }, ['architecture']), [
    'warning TUNING_TRIAL_STALLS spec.nasConfig: random searches parameters, so no trial starts; enas and darts search architectures',
  ]],
])('architectures: %s', (_, manifest, lines) => {
  expect(katibSays(manifest)).toEqual(lines);
});

test('bounds beside the steps of an algorithm that rounds are told as information', () => {
  const found = (algorithmName: string, space: object) => katibSays(searching({ algorithmName }, [parameter('n', 'int', space)]));
  expect(found('tpe', { min: '1', max: '11', step: '4' })).toEqual([
    "info TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got '1'; no multiple of step (4), and tpe rounds to those, a little beyond the bounds too: use a bound that is one, or a discrete parameter",
    "info TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.max: got '11'; no multiple of step (4), and tpe rounds to those, a little beyond the bounds too: use a bound that is one, or a discrete parameter",
  ]);
  expect(found('random', { min: '0', max: '12', step: '4' })).toEqual([]);
  expect(found('multivariate-tpe', { min: '1', max: '11', step: '4' })).toEqual([]);
});
