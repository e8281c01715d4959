import { Duration, Size } from 'cdk8s';
import type { KatibExperimentProps, TrainingJobProps } from '../../lib';
import {
  Algorithm, ArchitectureSpace, Checkpoints, Code, Defaults, Distribution, EarlyStopping, Framework, KatibExperiment, MetricsCollector, MetricStrategy,
  Objective, Queue, ResumePolicy, SearchSpace, Tracking, TrainingJob, TrainingOperator,
} from '../../lib';
import { problems, testStack } from '../support/synth';

type Trial = (space: SearchSpace) => Partial<TrainingJobProps>;
type Experiment = (space: SearchSpace) => Partial<KatibExperimentProps>;

/** What is told of an experiment of a small job, but for what is different. */
function told(trial: Trial, experiment: Experiment): string[] {
  const stack = testStack();
  const space = new SearchSpace();
  const different = trial(space);
  new KatibExperiment(stack, 'hpo', {
    objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 6, space,
    trial: TrainingJob.trial({ image: 'acme/churn:1.0', command: ['python', 'train.py'], ...different }),
    ...experiment(space),
  });
  return problems(stack);
}

const lr: Trial = s => ({ args: [`--lr=${s.double('lr', 0.1, 1)}`] });
const epochs = (s: SearchSpace) => s.int('epochs', 1, 9);
const networks = new ArchitectureSpace({ layers: 8 });

describe('counts', () => {
  test.each<[string, Trial, Experiment, string]>([
    ['parallel trials above all', lr, () => ({ maxTrials: 6, parallelTrials: 30 }), 'TUNING_TRIAL_COUNTS parallelTrials: got 30; Katib refuses more parallel trials than maxTrials (6): lower it or raise maxTrials'],
    ['no trials', lr, () => ({ maxTrials: 0 }), 'COUNT_RANGE maxTrials: got 0; at least one trial'],
    ['half a trial at once', lr, () => ({ parallelTrials: 0.5 }), 'COUNT_RANGE parallelTrials: got 0.5; at least one trial'],
    ['more failures than trials', lr, () => ({ maxFailedTrials: 9 }), 'TUNING_TRIAL_COUNTS maxFailedTrials: got 9; more than there are trials (maxTrials 6): lower it'],
    ['failures below none', lr, () => ({ maxFailedTrials: -1 }), 'COUNT_RANGE maxFailedTrials: got -1; 0 or more trials'],
    ['too few at once for hyperband', s => ({ args: [`--lr=${s.double('lr', 0.1, 1)}`, `--epochs=${epochs(s)}`] }), s => ({ algorithm: Algorithm.hyperband({ resource: s._parameters[1], maxResource: 9 }) }), 'TUNING_TRIAL_COUNTS parallelTrials: got 3; hyperband with maxResource 9 and eta 3 runs 9 trials at once: write at least 9'],
  ])('%s', (_, trial, experiment, line) => {
    expect(told(trial, experiment).map(one => one.replace('[mlops/hpo] ', ''))).toContain(line);
  });
});

describe('the search space', () => {
  test.each<[string, Trial, Experiment, string]>([
    ['nothing to search', () => ({ args: ['x'] }), () => ({ space: undefined }), "TUNING_REQUIRED space: there is nothing to search: give it a SearchSpace with parameters, such as space.double('lr', 0.001, 0.1)"],
    ['a space without parameters', () => ({ args: ['x'] }), () => ({}), "TUNING_REQUIRED space: there is nothing to search: give it a SearchSpace with parameters, such as space.double('lr', 0.001, 0.1)"],
    ['bounds the wrong way round', s => ({ args: [`${s.double('lr', 1, 0)}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'lr' min: got 1; not below max (0), so there is nothing to search"],
    ['a bound that is none', s => ({ args: [`${s.double('lr', 0, Infinity)}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'lr' max: got Infinity; a finite number"],
    ['half a layer', s => ({ args: [`${s.int('layers', 0.5, 3)}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'layers' min: got 0.5; a whole number; for fractions use double"],
    ['steps that go nowhere', s => ({ args: [`${s.double('lr', 0, 1, { step: 0 })}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'lr' step: got 0; a step goes forward: use one above zero"],
    ['steps wider than the range', s => ({ args: [`${s.int('n', 1, 3, { step: 5 })}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'n' step: got 5; wider than the range from 1 to 3: one value is left"],
    ['orders of magnitude from zero', s => ({ args: [`${s.double('lr', 0, 1, { distribution: Distribution.LOG_UNIFORM })}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'lr' min: got 0; logUniform has a logarithmic scale: use a bound above zero"],
    ['no choices', s => ({ args: [`${s.categorical('c', [])}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'c' choices: there is nothing to choose from: give at least one"],
    ['a choice twice', s => ({ args: [`${s.categorical('c', ['a', 'a'])}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'c' choices: got 'a'; it is there twice: remove one"],
    ['a choice that breaks JSON', s => ({ args: [`${s.categorical('c', ['a"b', 'c'])}`] }), () => ({}), 'TUNING_SEARCH_SPACE space \'c\' choices: got \'a"b\'; it is put into JSON as it is: use text without quotes, backslashes and line breaks'],
    ['a number that is none', s => ({ args: [`${s.discrete('batch', [1, NaN])}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'batch' values: got 'NaN'; a finite number"],
    ['one name twice', s => ({ args: [`${s.double('lr', 0, 1)}${s.double('lr', 0, 2)}`] }), () => ({}), "TUNING_SEARCH_SPACE space 'lr': got 'lr'; there is one of this name already: keep the reference to it and use it twice"],
    ['two with one placeholder', s => ({ args: [`${s.double('lr', 0, 1)}${s.double('b', 0, 1, { placeholder: 'lr' })}`] }), () => ({}), "TUNING_TRIAL_PARAMETER space 'b' placeholder: got 'lr'; something else has this placeholder already; give another one"],
    ['a placeholder with braces', s => ({ args: [`${s.double('lr', 0, 1, { placeholder: '${lr}' })}`] }), () => ({}), "TUNING_TRIAL_PARAMETER space 'lr' placeholder: got '${lr}'; the bare name, without ${ and }"],
    ['a name with braces', s => ({ args: [`${s.double('{lr}', 0, 1)}`] }), () => ({}), "TUNING_SEARCH_SPACE space '{lr}' name: got '{lr}'; a name without braces, such as lr"],
    ["a placeholder of Katib's own", s => ({ args: [`${s.double('trialName', 0, 1)}`] }), () => ({}), "TUNING_TRIAL_PARAMETER space 'trialName' placeholder: got 'trialName'; something else has this placeholder already; give another one"],
    ['a parameter that nothing uses', s => ({ args: [`${s.double('lr', 0, 1)}`, (s.double('momentum', 0, 1), 'x')] }), () => ({}), "TUNING_TRIAL_PARAMETER_UNUSED space 'momentum': got 'momentum'; nothing in the trial uses it; put what the space returned, ${trialParameters.momentum}, where the value goes, or remove it"],
    ['a parameter of another space', s => ({ args: [`${s.double('lr', 0, 1)}`, `${new SearchSpace().double('lrr', 0, 1)}`] }), () => ({}), "TUNING_PLACEHOLDER_UNKNOWN trial.args[1]: got '${trialParameters.lrr}'; not declared in trialParameters; did you mean 'lr'?"],
    ['a placeholder by hand, misspelt', s => ({ args: [`${s.double('momentum', 0, 1)}`, '${trialParameters.momentm}'] }), () => ({}), "TUNING_PLACEHOLDER_UNKNOWN trial.args[1]: got '${trialParameters.momentm}'; not declared in trialParameters; did you mean 'momentum'?"],
  ])('%s', (_, trial, experiment, line) => {
    expect(told(trial, experiment).map(one => one.replace('[mlops/hpo] ', ''))).toContain(line);
  });
});

describe('algorithms', () => {
  test.each<[string, Trial, Experiment, string]>([
    ['one that Katib does not have', lr, () => ({ algorithm: Algorithm.of('bayesian') }), "TUNING_ALGORITHM_UNKNOWN algorithm: got 'bayesian'; not in katib-config: did you mean 'bayesianoptimization'? one of random, tpe, grid, hyperband, bayesianoptimization, cmaes, sobol, multivariate-tpe, enas, darts, pbt"],
    ['a setting of nobody', lr, () => ({ algorithm: Algorithm.of('random', { random_stat: '1' }) }), "TUNING_SETTING_UNKNOWN algorithm random_stat: got 'random_stat'; no setting of random; did you mean 'random_state'?"],
    ['settings out of bounds', lr, () => ({ algorithm: Algorithm.tpe({ gamma: 2 }) }), "TUNING_SETTING_VALUE algorithm gamma: got '2'; gamma is a number between 0 and 1"],
    ['a negative seed', lr, () => ({ algorithm: Algorithm.random({ randomState: -1 }) }), "TUNING_SETTING_VALUE algorithm randomState: got '-1'; randomState is a whole number of at least 0"],
    ['a grid of a double without a step', lr, () => ({ algorithm: Algorithm.grid() }), "TUNING_GRID space 'lr' step: grid search needs a step for a parameter of type double"],
    ['a grid that is too small', s => ({ args: [`${s.int('a', 1, 2)}${s.discrete('b', [1, 2])}`] }), () => ({ algorithm: Algorithm.grid() }), 'TUNING_GRID maxTrials: got 6; the grid has only 4 combinations (2 of a x 2 of b): lower it to that, or make the steps finer'],
    ['a distribution that the algorithm overlooks', s => ({ args: [`${s.double('lr', 0.1, 1, { distribution: Distribution.LOG_UNIFORM })}`] }), () => ({ algorithm: Algorithm.sobol() }), "TUNING_SEARCH_SPACE space 'lr' distribution: got 'logUniform'; sobol does not look at distributions; random and tpe do"],
    ['a distribution that the algorithm cannot use', s => ({ args: [`${s.double('lr', 0.1, 1, { distribution: Distribution.NORMAL })}`] }), () => ({ algorithm: Algorithm.multivariateTpe() }), "TUNING_SEARCH_SPACE space 'lr' distribution: got 'normal'; accepted, and no trial starts: multivariate-tpe knows uniform and logUniform alone"],
    ['a step that the algorithm overlooks', s => ({ args: [`${s.double('lr', 0.1, 1, { step: 0.1 })}`] }), () => ({ algorithm: Algorithm.bayesianOptimization() }), "TUNING_SEARCH_SPACE space 'lr' step: got '0.1'; bayesianoptimization does not look at steps; use a discrete parameter, or another algorithm"],
    ['zero on the scale of Bayesian optimization', s => ({ args: [`${s.double('lr', 0, 1)}`] }), () => ({ algorithm: Algorithm.bayesianOptimization() }), "TUNING_SEARCH_SPACE space 'lr' min: got '0'; accepted, and no trial starts: bayesianoptimization searches doubles on a logarithmic scale, so min is above zero"],
    ['one number for cmaes', lr, () => ({ algorithm: Algorithm.cmaes() }), 'TUNING_SEARCH_SPACE space: cmaes needs at least two parameters of type int or double'],
    ['a resource of another space', lr, () => ({ algorithm: Algorithm.hyperband({ resource: epochs(new SearchSpace()), maxResource: 9 }), parallelTrials: 9, maxTrials: 9 }), "TUNING_SETTING_VALUE algorithm resource: got 'epochs'; this parameter is not of the space of the experiment"],
    ['a population of two', s => ({ args: [`${s.double('lr', 0.1, 1, { step: 0.1 })}`] }), () => ({ algorithm: Algorithm.pbt({ population: 2, truncationThreshold: 0.2 }) }), "TUNING_SETTING_VALUE algorithm population: got '2'; population is a whole number of at least 5"],
    ['pbt without a step', lr, () => ({ algorithm: Algorithm.pbt({ population: 5, truncationThreshold: 0.2 }) }), "TUNING_SEARCH_SPACE space 'lr' step: accepted, and no trial starts: pbt needs a step for numbers"],
    ['pbt that forgets', s => ({ args: [`${s.double('lr', 0.1, 1, { step: 0.1 })}`] }), () => ({ algorithm: Algorithm.pbt({ population: 5, truncationThreshold: 0.2 }), resumePolicy: ResumePolicy.NEVER }), "TUNING_TRIAL_STALLS resumePolicy: got 'Never'; use FromVolume: pbt hands checkpoints over on the volume that this policy makes"],
    ['networks without a space of them', () => ({ args: ['x'] }), () => ({ algorithm: Algorithm.enas(), space: undefined }), 'TUNING_REQUIRED architecture: enas searches networks: give it new ArchitectureSpace(...)'],
    ['networks of nothing', () => ({ args: [`${networks.architecture}`, `${networks.networkConfig}`] }), () => ({ algorithm: Algorithm.enas(), space: undefined, architecture: networks }), "TUNING_REQUIRED architecture operations: there is nothing to build networks from: use addOperation('convolution', ...)"],
    ['networks and parameters', lr, () => ({ algorithm: Algorithm.darts(), architecture: networks }), 'FIELD_IGNORED space: darts searches networks, and no parameters; leave it out'],
    ['networks for an algorithm of parameters', lr, () => ({ architecture: networks }), 'FIELD_IGNORED architecture: random searches parameters; leave it out, or use Algorithm.enas() or Algorithm.darts()'],
    ['a rule that stops too early', lr, () => ({ earlyStopping: EarlyStopping.medianStop({ minTrials: 0 }) }), "TUNING_SETTING_VALUE earlyStopping minTrials: got '0'; minTrials is a whole number above 0"],
    ['a rule that Katib does not have', lr, () => ({ earlyStopping: EarlyStopping.of('medianstopping') }), "TUNING_ALGORITHM_UNKNOWN earlyStopping: got 'medianstopping'; not in katib-config: did you mean 'medianstop'? one of medianstop"],
  ])('%s', (_, trial, experiment, line) => {
    expect(told(trial, experiment).map(one => one.replace('[mlops/hpo] ', ''))).toContain(line);
  });
});

describe('objective and metrics', () => {
  test.each<[string, Trial, Experiment, string]>([
    ['a metric with a name that the usual filter cuts', lr, () => ({ objective: Objective.minimize('eval/loss') }), "TUNING_METRICS_LOST objective metric: got 'eval/loss'; no metric is read: without a filter Katib takes letters, digits, _, | and - for a name; write a filter such as '(eval/loss)\\s*=\\s*([+-]?\\d*(\\.\\d+)?([Ee][+-]?\\d+)?)', or rename it"],
    ['a goal that is no number', lr, () => ({ objective: Objective.minimize('loss', { goal: NaN }) }), 'COUNT_RANGE objective goal: got NaN; a finite number; leave it out to run all trials'],
    ['a metric without a name', lr, () => ({ objective: Objective.minimize('') }), "TUNING_REQUIRED objective metric: got ''; name the metric to optimize, as the trial prints it"],
    ['the objective beside itself', lr, () => ({ objective: Objective.minimize('loss', { additionalMetrics: ['loss'] }) }), "TUNING_EXCLUSIVE objective additionalMetrics: got 'loss'; the objective metric is collected anyway; remove it here"],
    ['a strategy of no metric', lr, () => ({ objective: Objective.minimize('loss', { strategies: { los: MetricStrategy.MIN } }) }), "TUNING_VALUE_UNKNOWN objective strategies: got 'los'; no metric of this objective: did you mean 'loss'? one of loss"],
    ['a metric that the code calls otherwise', s => ({ args: [`${s.double('lr', 0, 1)}`], code: Code.inline({ 'train.py': 'print("val_accuracy=0.9")' }).at('/code') }), () => ({ objective: Objective.maximize('val_acuracy') }), "TUNING_METRICS_LOST objective metric: got 'val_acuracy'; the code of the trial never names it; did you mean 'val_accuracy'?"],
    ['stopping early what is pushed', lr, () => ({ earlyStopping: EarlyStopping.medianStop(), metricsCollector: MetricsCollector.push() }), 'TUNING_METRICS_LOST earlyStopping: the collector Push stops no trial: early stopping reads the metrics of each step through StdOut or File'],
    ['a collector that Katib does not ship', lr, () => ({ metricsCollector: MetricsCollector.prometheus() }), "TUNING_COLLECTOR metricsCollector: got 'PrometheusMetric'; katib-config has no collector of this kind; it has StdOut, File, TensorFlowEvent"],
    ['a relative file', lr, () => ({ metricsCollector: MetricsCollector.file('metrics.log') }), "TUNING_COLLECTOR metricsCollector path: got 'metrics.log'; an absolute path, beginning with /"],
    ['a filter of JSON', lr, () => ({ metricsCollector: MetricsCollector.file('/metrics.log', { json: true, filters: ['(a)=(b)'] }) }), 'TUNING_COLLECTOR metricsCollector: a file of format JSON takes no filter; remove it'],
    ['a filter that Go does not read', lr, () => ({ metricsCollector: MetricsCollector.file('/metrics.log', { filters: ['(a'] }) }), "TUNING_FILTER metricsCollector filters: got '(a'; a ( without )"],
    ['a filter with one group', lr, () => ({ metricsCollector: MetricsCollector.stdOut({ filters: ['loss=(.*)'] }) }), "TUNING_FILTER metricsCollector filters: got 'loss=(.*)'; accepted, and no metric is read: two groups in ( ) are needed: the first is the name of the metric, the second its value"],
    ['a filter that looks behind', lr, () => ({ metricsCollector: MetricsCollector.stdOut({ filters: ['(?<=a)(b)(c)'] }) }), "TUNING_FILTER metricsCollector filters: got '(?<=a)(b)(c)'; accepted, and no metric is read: lookahead and lookbehind are not in Go regular expressions (RE2)"],
    ['a relative directory of events', lr, () => ({ metricsCollector: MetricsCollector.tensorFlowEvents('logs') }), "TUNING_COLLECTOR metricsCollector path: got 'logs'; an absolute path, beginning with /"],
    ['a port that is none', lr, () => ({ metricsCollector: MetricsCollector.prometheus({ port: 0 }) }), "TUNING_COLLECTOR metricsCollector: got 'PrometheusMetric'; katib-config has no collector of this kind; it has StdOut, File, TensorFlowEvent"],
    ['a collector without an image', lr, () => ({ metricsCollector: MetricsCollector.custom({ image: '' }) }), "IMAGE_INVALID metricsCollector image: got ''; an image is needed"],
    ['a collector of two places', lr, () => ({ metricsCollector: MetricsCollector.custom({ image: 'c:1', file: '/a', directory: '/b' }) }), "ALTERNATIVES_CONFLICT metricsCollector directory: got '/b'; the collector reads a file already; remove one of the two"],
  ])('%s', (_, trial, experiment, line) => {
    expect(told(trial, experiment).map(one => one.replace('[mlops/hpo] ', ''))).toContain(line);
  });
});

describe('life of the experiment', () => {
  test.each<[string, Trial, Experiment, string]>([
    ['a name that is too long', lr, () => ({ name: 'x'.repeat(41) }), "TUNING_NAME name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; 41 characters, at most 40: Katib adds to it for its trials"],
    ['a name that leaves no room for the algorithm', lr, () => ({ algorithm: Algorithm.of('x'.repeat(62)) }), `TUNING_NAME name: got 'hpo'; accepted, and no trial starts: the Service of its algorithm is 'hpo-${'x'.repeat(62)}', 66 characters, at most 63: shorten it by 3`],
    ['a name that leaves no room for a UUID', s => ({ args: [`${s.double('lr', 0, 1, { step: 0.1 })}`] }), () => ({ name: 'x'.repeat(27), algorithm: Algorithm.pbt({ population: 5, truncationThreshold: 0.2 }) }), "NAME_TOO_LONG name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxx'; 64 characters with what tells trials apart, at most 63; shorten the id or set `name`"],
    ['a name that begins with a digit', lr, () => ({ name: '1st' }), "TUNING_NAME name: got '1st'; begins with a lower-case letter"],
    ['a name that leaves no room for pods', s => ({ operator: TrainingOperator.JOBSET, args: [`${s.double('lr', 0, 1)}`] }), () => ({ name: 'x'.repeat(39) }), "NAME_TOO_LONG name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; 65 characters with what tells trials apart and a pod, at most 63; shorten the id or set `name`"],
    ['a new one for each change that goes on', lr, () => ({ rerunOnChange: true, resumePolicy: ResumePolicy.LONG_RUNNING }), 'ALTERNATIVES_CONFLICT rerunOnChange: got true; with LongRunning an experiment goes on when its counts change, and this makes a new one of it; leave one of them out'],
  ])('%s', (_, trial, experiment, line) => {
    expect(told(trial, experiment).map(one => one.replace('[mlops/hpo] ', ''))).toContain(line);
  });
});

describe('trials', () => {
  test.each<[string, Trial, Experiment, string]>([
    ['checkpoints beside those of pbt', s => ({ args: [`${s.double('lr', 0, 1, { step: 0.1 })}`], checkpoints: Checkpoints.claim(Size.gibibytes(1)) }), () => ({ algorithm: Algorithm.pbt({ population: 5, truncationThreshold: 0.2 }) }), 'FIELD_IGNORED trial.checkpoints: the algorithm hands checkpoints over in /opt/katib/data, which CHECKPOINT_DIR names; leave it out'],
    ['checkpoints in no place', s => ({ args: [`${s.double('lr', 0, 1, { step: 0.1 })}`] }), () => ({ algorithm: Algorithm.pbt({ population: 5, truncationThreshold: 0.2, directory: 'data' }) }), "TUNING_SETTING_VALUE algorithm directory: got 'data'; directory is an absolute path, beginning with /"],
    ['one run for all', s => ({ args: [`${s.double('lr', 0, 1)}`], tracking: Tracking.server('http://mlflow:5000'), runName: 'best' }), () => ({}), "FIELD_IGNORED trial.runName: got 'best'; every trial would have it; leave it out for the name of the trial, or put a value of the space into it"],
    ['labels that are none, of what trials share', s => ({ args: [`${s.double('lr', 0, 1)}`], labels: { 'a b': 'c' } }), () => ({}), "LABEL_INVALID trial.labels['a b']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
    ['a name of its own', s => ({ name: 'x', args: [`${s.double('lr', 0, 1)}`] }), () => ({}), "FIELD_IGNORED trial.name: got 'x'; Katib names each trial after the experiment; set `name` of that"],
    ['a trial that nobody starts', s => ({ suspend: true, args: [`${s.double('lr', 0, 1)}`] }), () => ({}), 'FIELD_IGNORED trial.suspend: got true; Katib would wait for ever for a trial that nobody starts; leave it out'],
    ['a model for each trial', s => ({ registeredModel: 'churn', tracking: Tracking.server('http://mlflow:5000'), args: [`${s.double('lr', 0, 1)}`] }), () => ({}), "FIELD_IGNORED trial.registeredModel: got 'churn'; each trial would register its model; give it to the job that trains with the best values"],
    ['a trial by its content', s => ({ rerunOnChange: true, args: [`${s.double('lr', 0, 1)}`] }), () => ({}), 'FIELD_IGNORED trial.rerunOnChange: got true; each trial has a name of its own; set `rerunOnChange` of the experiment'],
    ['a time to be kept of what goes at once', s => ({ ttlAfterFinished: Duration.days(1), args: [`${s.double('lr', 0, 1)}`] }), () => ({}), "FIELD_IGNORED trial.ttlAfterFinished: got '1 day'; Katib removes a trial that has ended; set `retainTrials` of the experiment, or leave it out"],
    ['trials in other clusters', s => ({ multiKueue: true, queue: Queue.fromQueueName('gpu'), args: [`${s.double('lr', 0, 1)}`] }), () => ({}), 'FIELD_IGNORED trial.multiKueue: got true; Katib collects metrics in the pods of its own cluster; leave it out'],
    ['a kind that Katib does not watch', s => ({ operator: TrainingOperator.JOBSET, args: [`${s.double('lr', 0, 1)}`] }), () => ({}), "TUNING_TRIAL_KIND trial.kind: got 'JobSet.v1alpha2.jobset.x-k8s.io'; Katib does not watch it, so no trial of it ever ends: have it added to trialResources of katib-config, and declare all that it lists: Platform katib: { trialResources: ['TrainJob.v1alpha1.trainer.kubeflow.org', 'Job.v1.batch', 'TFJob.v1.kubeflow.org', 'PyTorchJob.v1.kubeflow.org', 'MPIJob.v1.kubeflow.org', 'XGBoostJob.v1.kubeflow.org', 'JobSet.v1alpha2.jobset.x-k8s.io'] }"],
    ['the workers of a plain Job', s => ({ workers: s.int('n', 1, 4).asNumber }), () => ({}), "TUNING_PLACEHOLDER_TYPE trial: got '${trialParameters.n}'; Katib takes no plain Job with a number of its own; use TrainingOperator.JOBSET, or hand the value over as text"],
    ['workers of which one is the master', s => ({ framework: Framework.pytorch(), workers: s.int('n', 2, 4).asNumber }), () => ({}), "TUNING_PLACEHOLDER_TYPE trial.workers: got '${trialParameters.n}'; it is used for a sum here, and Katib only puts text in its place; a PyTorchJob counts its master apart: use TrainingOperator.JOBSET or TRAINER, whose jobs take it as it is"],
    ['more workers than there may be', s => ({ framework: Framework.tensorflow(), workers: s.int('n', 0, 40000).asNumber }), () => ({}), 'COUNT_RANGE trial.workers ${trialParameters.n}: got 0; from 1 to 10000 pods at once'],
    ['a word that a shell reads, where nothing is added', s => ({ defaults: Defaults.UPSTREAM, args: ['--filter=a>b', `${s.double('lr', 0, 1)}`] }), () => ({}), "TUNING_COMMAND trial.args[0]: got '--filter=a>b'; Katib runs the command through a shell, which reads the > in it: put it in quotes within the word, or write a script: ['sh', '-c', '...']"],
    ['a choice that a shell reads, where nothing is added', s => ({ defaults: Defaults.UPSTREAM, args: [`--opt=${s.categorical('opt', ['sgd', 'adam w'])}`] }), () => ({}), "TUNING_COMMAND trial.args[0]: got '--opt=${trialParameters.opt}'; Katib runs the command through a shell, which parts words at blanks (of 'adam w'): put it in quotes within the word, or write a script: ['sh', '-c', '...']"],
    ['a choice that a script reads otherwise', s => ({ command: ['sh', '-c', `python train.py --opt=${s.categorical('opt', ['sgd', 'adam w'])}`] }), () => ({}), "TUNING_COMMAND trial.command[2]: got 'python train.py --opt=${trialParameters.opt}'; the shell reads 'adam w' for ${trialParameters.opt}, which parts words at blanks: choose other values, or, in a script of your own, quotes that keep it"],
    ['a choice with a variable of the shell', s => ({ args: [`--opt=${s.categorical('opt', ['a b', '$HOME'])}`] }), () => ({}), "TUNING_COMMAND trial.command: got 'python train.py \"--opt=${trialParameters.opt}\"'; the shell reads '$HOME' for ${trialParameters.opt}, which reads the $ in it: choose other values, or, in a script of your own, quotes that keep it"],
    ['quotes of a shell around a value', s => ({ args: [`--lr="${s.double('lr', 0, 1)}"`] }), () => ({}), "TUNING_COMMAND trial.args[0]: got '--lr=\"${trialParameters.lr}\"'; the program gets each word as it is written, with these quotes around the value: remove them"],
    ['a file that the head of Ray writes', s => ({ framework: Framework.ray(), args: [`${s.double('lr', 0, 1)}`] }), () => ({ metricsCollector: MetricsCollector.file() }), 'TUNING_METRICS_LOST metricsCollector: the program runs on the head of Ray, and Katib reads in the pod that submits it, which prints what the program prints; use MetricsCollector.stdOut() or push()'],
    ['a script of a shell that Katib does not know, where nothing is added', s => ({ defaults: Defaults.UPSTREAM, command: ['/bin/sh', '-c', `python train.py ${s.double('lr', 0, 1)}`] }), () => ({}), "TUNING_COMMAND trial.command[0]: got '/bin/sh'; Katib knows scripts of sh -c and bash -c alone, and would run this one word by word: write 'sh'"],
    ['an image that is none', s => ({ image: 'Bad Image', args: [`${s.double('lr', 0, 1)}`] }), () => ({}), "IMAGE_INVALID trial.image: got 'Bad Image'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ])('%s', (_, trial, experiment, line) => {
    expect(told(trial, experiment).map(one => one.replace('[mlops/hpo] ', ''))).toContain(line);
  });
});

test('a container of another name is told once', () => {
  const lines = told(s => ({ framework: Framework.pytorch({ master: { containerName: 'x' } }), workers: 2, args: [`${s.double('lr', 0, 1)}`] }), () => ({}));
  expect(lines).toEqual([expect.stringContaining("TRAINING_CONTAINER_NAME trial.framework master.containerName: got 'x'; name the container that trains 'pytorch'")]);
});
