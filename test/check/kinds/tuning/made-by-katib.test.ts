import { experiment, job, katibSays } from './experiments';
import type { Manifest } from '../../../../lib/check';

const made = (kind: string, spec: object) => ({ apiVersion: 'kubeflow.org/v1beta1', kind, metadata: { name: 'lr', namespace: 'team' }, spec }) as Manifest;
const suggestion = (spec: object = {}) => made('Suggestion', { algorithm: { algorithmName: 'random' }, requests: 3, ...spec });
const trial = (spec: object = {}) => made('Trial', {
  objective: { type: 'minimize', objectiveMetricName: 'loss' }, primaryContainerName: 'train', successCondition: 'status.a', failureCondition: 'status.b',
  runSpec: job({ command: ['t'] }), ...spec,
});

test('Katib makes Suggestions and Trials itself', () => {
  expect(katibSays(suggestion()).concat(katibSays(trial()))).toEqual([
    'info TUNING_MADE_BY_KATIB kind: got \'Suggestion\'; Katib makes the Suggestion of an Experiment, of the same name; write an Experiment instead',
    'info TUNING_MADE_BY_KATIB kind: got \'Trial\'; Katib makes the Trials of an Experiment; write an Experiment instead',
  ]);
});

test('a Suggestion beside its Experiment is no surprise', () => {
  expect(katibSays(suggestion(), experiment())).toEqual([]);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['a Suggestion without an algorithm', suggestion({ algorithm: {} }), [
    'warning TUNING_REQUIRED spec.algorithm.algorithmName: name the algorithm that suggests',
  ]],
  ['a Suggestion with values that Katib lacks', suggestion({ algorithm: { algorithmName: 'rand' }, resumePolicy: 'never', requests: -1 }), [
    "warning TUNING_ALGORITHM_UNKNOWN spec.algorithm.algorithmName: got 'rand'; not in katib-config: did you mean 'random'? one of random, tpe, grid, hyperband, bayesianoptimization, cmaes, sobol, multivariate-tpe, enas, darts, pbt",
    "warning TUNING_VALUE_UNKNOWN spec.resumePolicy: got 'never'; did you mean 'Never'? one of Never, LongRunning, FromVolume",
    'warning TUNING_TRIAL_COUNTS spec.requests: got -1; at least 0',
  ]],
  ['a Suggestion with a misspelt field', suggestion({ request: 3 }), [
    "error SCHEMA_UNKNOWN_FIELD spec.request: unknown field; did you mean 'requests'?",
  ]],
  ['a Suggestion with text for a number', suggestion({ requests: '3' }), [
    "error SCHEMA_TYPE spec.requests: got '3'; expected a whole number, not text: leave out the quotes",
  ]],
  ['a Trial without what it needs', trial({ objective: undefined, runSpec: undefined, primaryContainerName: '', successCondition: undefined, failureCondition: undefined }), [
    'warning TUNING_REQUIRED spec.objective: say what is optimized',
    'warning TUNING_REQUIRED spec.runSpec: write the object that the trial runs',
    'warning TUNING_REQUIRED spec.primaryContainerName: Katib needs it to read the metrics and the end of a trial',
    'warning TUNING_REQUIRED spec.successCondition: Katib needs it to read the metrics and the end of a trial',
    'warning TUNING_REQUIRED spec.failureCondition: Katib needs it to read the metrics and the end of a trial',
  ]],
  ['a Trial of nothing', trial({ runSpec: {} }), [
    'error TUNING_TRIAL_OBJECT spec.runSpec.apiVersion: a trial is an object with apiVersion and kind',
    'error TUNING_TRIAL_OBJECT spec.runSpec.kind: a trial is an object with apiVersion and kind',
  ]],
  ['a Trial that runs the Job of another one', trial({ runSpec: { ...job({ command: ['t'] }), metadata: { name: 'a', namespace: 'b' } } }), [
    "warning TUNING_TRIAL_OBJECT spec.runSpec.metadata.name: got 'a'; the name of the Trial, lr: by it Katib finds the pods",
    "warning TUNING_TRIAL_OBJECT spec.runSpec.metadata.namespace: got 'b'; the namespace of the Trial, team",
  ]],
  ['a Trial with numbers for texts', trial({ parameterAssignments: [{ name: 'lr', value: 0.1 }] }), [
    'error SCHEMA_TYPE spec.parameterAssignments[0].value: got 0.1; expected text, not a number: put it in quotes',
  ]],
  ['a Trial with a misspelt field', trial({ parameterAssigments: [] }), [
    "error SCHEMA_UNKNOWN_FIELD spec.parameterAssigments: unknown field; did you mean 'parameterAssignments'?",
  ]],
])('%s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat()).filter(line => !line.includes('TUNING_MADE_BY_KATIB'))).toEqual(lines);
});
