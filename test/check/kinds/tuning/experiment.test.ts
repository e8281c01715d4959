import { experiment, katibSays, parameter } from './experiments';
import type { Manifest } from '../../../../lib/check';

const unlabelled = (labels?: object): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', ...labels && { labels } } } as Manifest);

test('an Experiment that Katib takes has no problem', () => {
  expect(katibSays(experiment())).toEqual([]);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['a namespace without labels', [unlabelled(), experiment()], [
    "error TUNING_NAMESPACE_LABEL metadata.namespace: got 'team'; the Namespace lacks the label katib.kubeflow.org/metrics-collector-injection: enabled; add it there",
  ]],
  ['a namespace with another value', [unlabelled({ 'katib.kubeflow.org/metrics-collector-injection': 'disabled' }), experiment()], [
    "error TUNING_NAMESPACE_LABEL metadata.namespace: got 'team'; the Namespace lacks the label katib.kubeflow.org/metrics-collector-injection: enabled; add it there",
  ]],
  ['a namespace with the label', [unlabelled({ 'katib.kubeflow.org/metrics-collector-injection': 'enabled' }), experiment()], []],
  ['a name that begins with a digit', experiment({}, {}, { name: '2nd' }), [
    "error TUNING_NAME metadata.name: got '2nd'; begins with a lower-case letter",
  ]],
  ['a name of 41 characters', experiment({}, {}, { name: 'a'.repeat(41) }), [
    "error TUNING_NAME metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; 41 characters, at most 40: Katib adds to it for its trials",
  ]],
  ['a name of 40 characters', experiment({}, {}, { name: 'a'.repeat(40) }), []],
  ['a name with a dot', experiment({}, {}, { name: 'a.b' }), [
    "warning TUNING_NAME metadata.name: got 'a.b'; accepted, and the Service of its algorithm is refused: use - instead of .",
  ]],
  ['a name that Katib makes', experiment({}, {}, { name: undefined, generateName: 'lr-' }), []],
  ['counts below their least', experiment({ maxFailedTrialCount: -1, parallelTrialCount: 0, maxTrialCount: 0 }), [
    'error TUNING_TRIAL_COUNTS spec.maxFailedTrialCount: got -1; at least 0',
    'error TUNING_TRIAL_COUNTS spec.maxTrialCount: got 0; above 0',
    'error TUNING_TRIAL_COUNTS spec.parallelTrialCount: got 0; above 0',
  ]],
  ['counts above maxTrialCount', experiment({ maxFailedTrialCount: 5, parallelTrialCount: 6, maxTrialCount: 4 }), [
    'error TUNING_TRIAL_COUNTS spec.maxFailedTrialCount: got 5; at most maxTrialCount, 4',
    'error TUNING_TRIAL_COUNTS spec.parallelTrialCount: got 6; at most maxTrialCount, 4',
  ]],
  ['the default of parallelTrialCount above maxTrialCount', experiment({ maxTrialCount: 2 }), [
    'error TUNING_TRIAL_COUNTS spec.parallelTrialCount: at most maxTrialCount, 2; it is 3 where it is left out',
  ]],
  ['the default of parallelTrialCount at maxTrialCount', experiment({ maxTrialCount: 3 }), []],
  ['no objective', experiment({ objective: undefined }), [
    'error TUNING_REQUIRED spec.objective: say what to optimize: type and objectiveMetricName',
  ]],
  ['an objective of null', experiment({ objective: null }), [
    'error TUNING_REQUIRED spec.objective: say what to optimize: type and objectiveMetricName',
  ]],
  ['an empty objective', experiment({ objective: {} }), [
    'error TUNING_VALUE_UNKNOWN spec.objective.type: one of minimize, maximize',
    'error TUNING_REQUIRED spec.objective.objectiveMetricName: name the metric to optimize, as the trial prints it',
  ]],
  ['a misspelt type of objective', experiment({ objective: { type: 'Minimize', objectiveMetricName: 'loss' } }), [
    "error TUNING_VALUE_UNKNOWN spec.objective.type: got 'Minimize'; did you mean 'minimize'? one of minimize, maximize",
  ]],
  ['min as type of objective', experiment({ objective: { type: 'min', objectiveMetricName: 'loss' } }), [
    "error TUNING_VALUE_UNKNOWN spec.objective.type: got 'min'; did you mean 'minimize'? one of minimize, maximize",
  ]],
  ['the objective among the additional metrics', experiment({ objective: { type: 'minimize', objectiveMetricName: 'loss', additionalMetricNames: ['acc', 'loss'] } }), [
    "error TUNING_EXCLUSIVE spec.objective.additionalMetricNames[1]: got 'loss'; the objective metric is collected anyway; remove it here",
  ]],
  ['a strategy of no metric', experiment({ objective: { type: 'minimize', objectiveMetricName: 'loss', metricStrategies: [{ name: 'los', value: 'min' }] } }), [
    "warning TUNING_VALUE_UNKNOWN spec.objective.metricStrategies[0].name: got 'los'; no metric of this objective: did you mean 'loss'? one of loss",
  ]],
  ['an unknown strategy', experiment({ objective: { type: 'minimize', objectiveMetricName: 'loss', metricStrategies: [{ name: 'loss', value: 'last' }] } }), [
    "warning TUNING_VALUE_UNKNOWN spec.objective.metricStrategies[0].value: got 'last'; accepted, and the metric has no value: did you mean 'latest'? one of min, max, latest",
  ]],
  ['strategies that fit', experiment({ objective: { type: 'minimize', objectiveMetricName: 'loss', additionalMetricNames: ['acc'], metricStrategies: [{ name: 'acc', value: 'latest' }] } }), []],
  ['an unknown resumePolicy', experiment({ resumePolicy: 'FromDisk' }), [
    "error TUNING_VALUE_UNKNOWN spec.resumePolicy: got 'FromDisk'; one of Never, LongRunning, FromVolume",
  ]],
  ['neither parameters nor nasConfig', experiment({ parameters: [] }, { trialParameters: [{ name: 'lr', reference: '${trialSpec.Name}' }] }), [
    'error TUNING_REQUIRED spec.parameters: say what is searched: parameters, or nasConfig for network architectures',
  ]],
  ['both parameters and nasConfig', experiment({ nasConfig: { graphConfig: { numLayers: 1 } } }), [
    'error TUNING_EXCLUSIVE spec.nasConfig: parameters and nasConfig exclude each other; keep one',
    'warning TUNING_TRIAL_STALLS spec.nasConfig: random searches parameters, so no trial starts; enas and darts search architectures',
  ]],
  ['nothing at all', experiment({ objective: undefined, algorithm: undefined, parameters: undefined, trialTemplate: undefined }), [
    'error TUNING_REQUIRED spec.objective: say what to optimize: type and objectiveMetricName',
    'error TUNING_REQUIRED spec.algorithm: name the algorithm that searches, such as random',
    'error TUNING_REQUIRED spec.trialTemplate: say what a trial runs: trialSpec, trialParameters and primaryContainerName',
    'error TUNING_REQUIRED spec.parameters: say what is searched: parameters, or nasConfig for network architectures',
  ]],
])('its own fields: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['text for a count', experiment({ maxTrialCount: '12' }), [
    "error SCHEMA_TYPE spec.maxTrialCount: got '12'; expected a whole number, not text: leave out the quotes",
  ]],
  ['a fraction for a count', experiment({ parallelTrialCount: 1.5 }), [
    'error SCHEMA_TYPE spec.parallelTrialCount: got 1.5; expected a whole number, not a number',
  ]],
  ['a count of more than 32 bits', experiment({ maxTrialCount: 3000000000 }), [
    'error SCHEMA_RANGE spec.maxTrialCount: got 3000000000; a whole number of 32 bits',
  ]],
  ['a goal as text', experiment({ objective: { type: 'minimize', goal: '0.1', objectiveMetricName: 'loss' } }), [
    "error SCHEMA_TYPE spec.objective.goal: got '0.1'; expected a number, not text: leave out the quotes",
  ]],
  ['numbers for bounds', experiment({ parameters: [parameter('lr', 'double', { min: 0.01, max: 0.05, step: 0.01 })] }), [
    'error SCHEMA_TYPE spec.parameters[0].feasibleSpace.min: got 0.01; expected text, not a number: put it in quotes',
    'error SCHEMA_TYPE spec.parameters[0].feasibleSpace.max: got 0.05; expected text, not a number: put it in quotes',
    'error SCHEMA_TYPE spec.parameters[0].feasibleSpace.step: got 0.01; expected text, not a number: put it in quotes',
  ]],
  ['numbers in a list', experiment({ parameters: [parameter('lr', 'discrete', { list: [1, 2] })] }), [
    'error SCHEMA_TYPE spec.parameters[0].feasibleSpace.list[0]: got 1; expected text, not a whole number: put it in quotes',
    'error SCHEMA_TYPE spec.parameters[0].feasibleSpace.list[1]: got 2; expected text, not a whole number: put it in quotes',
  ]],
  ['a setting as a number', experiment({ algorithm: { algorithmName: 'random', algorithmSettings: [{ name: 'random_state', value: 1 }] } }), [
    'error SCHEMA_TYPE spec.algorithm.algorithmSettings[0].value: got 1; expected text, not a whole number: put it in quotes',
  ]],
  ['a map for a list', experiment({ parameters: { lr: {} } }, { trialParameters: [{ name: 'lr', reference: '${trialSpec.Name}' }] }), [
    'error SCHEMA_TYPE spec.parameters: got {"lr":{}}; expected a list, not a map: begin each item with -',
    'error TUNING_REQUIRED spec.parameters: say what is searched: parameters, or nasConfig for network architectures',
  ]],
  ['text for a map', experiment({ algorithm: 'random' }), [
    "error SCHEMA_TYPE spec.algorithm: got 'random'; expected a map, not text",
  ]],
  ['text for a boolean', experiment({}, { retain: 'yes' }), [
    "error SCHEMA_TYPE spec.trialTemplate.retain: got 'yes'; expected true or false, not text",
  ]],
  ['text for the trial', experiment({}, { trialSpec: 'job.yaml' }), [
    "error SCHEMA_TYPE spec.trialTemplate.trialSpec: got 'job.yaml'; expected a map, not text",
  ]],
  ['a misspelt field', experiment({ paralelTrialCount: 3 }), [
    "error SCHEMA_UNKNOWN_FIELD spec.paralelTrialCount: unknown field; did you mean 'parallelTrialCount'?",
  ]],
  ['a field of another tool', experiment({ maxTrials: 3 }), [
    'error SCHEMA_UNKNOWN_FIELD spec.maxTrials: unknown field: write maxTrialCount',
  ]],
  ['settings under another name', experiment({ algorithm: { name: 'random', settings: [] } }), [
    'error SCHEMA_UNKNOWN_FIELD spec.algorithm.name: unknown field: write algorithmName',
    'error SCHEMA_UNKNOWN_FIELD spec.algorithm.settings: unknown field: write algorithmSettings',
    'error TUNING_REQUIRED spec.algorithm.algorithmName: name one of random, tpe, grid, hyperband, bayesianoptimization, cmaes, sobol, multivariate-tpe, enas, darts, pbt',
  ]],
  ['a type under another name', experiment({ parameters: [{ name: 'lr', type: 'double', feasibleSpace: { min: '1', max: '2' } }] }), [
    'error SCHEMA_UNKNOWN_FIELD spec.parameters[0].type: unknown field: write parameterType',
    'error TUNING_VALUE_UNKNOWN spec.parameters[0].parameterType: one of int, double, discrete, categorical',
  ]],
  ['an old template', experiment({}, { goTemplate: {} }), [
    'error SCHEMA_UNKNOWN_FIELD spec.trialTemplate.goTemplate: unknown field: write trialSpec, with ${trialParameters.name} in it',
  ]],
  ['a field beside spec', ({ ...experiment(), specs: {} }), [
    "error SCHEMA_UNKNOWN_FIELD specs: unknown field; did you mean 'spec'?",
  ]],
  ['a misspelt field of a custom collector', experiment({ metricsCollectorSpec: { collector: { kind: 'Custom', customCollector: { name: 'c', image: 'c', arg: ['x'], ports: [{ containerPort: '80' }] } } } }), [
    "error SCHEMA_UNKNOWN_FIELD spec.metricsCollectorSpec.collector.customCollector.arg: unknown field; did you mean 'args'?",
    "error SCHEMA_TYPE spec.metricsCollectorSpec.collector.customCollector.ports[0].containerPort: got '80'; expected a whole number, not text: leave out the quotes",
  ]],
  ['an HTTP source', experiment({ metricsCollectorSpec: { collector: { kind: 'Custom', customCollector: { name: 'c', image: 'c' } }, source: { httpGet: { path: 1, ports: 80 } } } }), [
    'error SCHEMA_TYPE spec.metricsCollectorSpec.source.httpGet.path: got 1; expected text, not a whole number: put it in quotes',
    "error SCHEMA_UNKNOWN_FIELD spec.metricsCollectorSpec.source.httpGet.ports: unknown field; did you mean 'port'?",
  ]],
  ['null where a map may be', experiment({ earlyStopping: null, nasConfig: null, metricsCollectorSpec: null }), []],
])('its structure: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});

test.each<[string, Manifest | Manifest[], string[]]>([
  ['an unknown type', experiment({ parameters: [parameter('lr', 'float', { min: '1', max: '2' })] }), [
    "error TUNING_VALUE_UNKNOWN spec.parameters[0].parameterType: got 'float'; did you mean 'double'? one of int, double, discrete, categorical",
  ]],
  ['no type', experiment({ parameters: [parameter('lr', undefined, { min: '1', max: '2' })] }), [
    'error TUNING_VALUE_UNKNOWN spec.parameters[0].parameterType: one of int, double, discrete, categorical',
  ]],
  ['the type unknown', experiment({ parameters: [parameter('lr', 'unknown', {})] }), [
    "warning TUNING_VALUE_UNKNOWN spec.parameters[0].parameterType: got 'unknown'; accepted, and no algorithm can search it; use one of int, double, discrete, categorical",
  ]],
  ['no max', experiment({ parameters: [parameter('lr', 'double', { min: '0.1' })] }), [
    'error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.max: a parameter of type double needs min and max, as text in quotes',
  ]],
  ['an empty min', experiment({ parameters: [parameter('lr', 'double', { min: '', max: '1' })] }), [
    "error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got ''; a parameter of type double needs min and max, as text in quotes",
  ]],
  ['no space', experiment({ parameters: [parameter('lr', 'int', undefined)] }), [
    'error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: a parameter of type int needs min and max, as text in quotes',
    'error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.max: a parameter of type int needs min and max, as text in quotes',
  ]],
  ['a list for a double', experiment({ parameters: [parameter('lr', 'double', { list: ['1'] })] }), [
    'error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.list: got ["1"]; a parameter of type double has min and max; for a list the type is discrete or categorical',
  ]],
  ['a step in a list', experiment({ parameters: [parameter('lr', 'discrete', { list: ['1', '2'], step: '1' })] }), [
    "error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.step: got '1'; a parameter of type discrete has a list alone; for step the type is int or double",
  ]],
  ['bounds of words', experiment({ parameters: [parameter('lr', 'categorical', { min: 'a', max: 'b', list: ['a'] })] }), [
    "error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got 'a'; a parameter of type categorical has a list alone; for min the type is int or double",
    "error TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.max: got 'b'; a parameter of type categorical has a list alone; for max the type is int or double",
  ]],
  ['an empty list', experiment({ parameters: [parameter('lr', 'categorical', { list: [] })] }), [
    'warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.list: got []; accepted, and no trial starts: a parameter of type categorical needs a list of values',
  ]],
  ['an unknown distribution', experiment({ parameters: [parameter('lr', 'double', { min: '0.1', max: '1', distribution: 'loguniform' })] }), [
    "error TUNING_VALUE_UNKNOWN spec.parameters[0].feasibleSpace.distribution: got 'loguniform'; did you mean 'logUniform'? one of uniform, logUniform, normal, logNormal",
  ]],
  ['the same name twice', experiment({ parameters: [parameter('lr', 'int', { min: '1', max: '2' }), parameter('lr', 'int', { min: '1', max: '2' })] }), [
    "warning TUNING_SEARCH_SPACE spec.parameters[1].name: got 'lr'; the name stands above already, so no assignment fits and no trial starts; rename one of the two",
  ]],
  ['no name', experiment({ parameters: [parameter('lr', 'int', { min: '1', max: '2' }), parameter(undefined as any, 'int', { min: '1', max: '2' })] }), [
    'warning TUNING_SEARCH_SPACE spec.parameters[1].name: name the parameter: no trialParameter can refer to it without',
  ]],
  ['null for a parameter', experiment({ parameters: [parameter('lr', 'int', { min: '1', max: '2' }), null] }), [
    'warning TUNING_SEARCH_SPACE spec.parameters[1].name: name the parameter: no trialParameter can refer to it without',
    'error TUNING_VALUE_UNKNOWN spec.parameters[1].parameterType: one of int, double, discrete, categorical',
  ]],
  ['words for bounds', experiment({ parameters: [parameter('lr', 'int', { min: 'one', max: '2.5', step: 'x' })] }), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got 'one'; accepted, and no trial starts: the algorithm reads a number here",
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.step: got 'x'; accepted, and no trial starts: the algorithm reads a number here",
  ]],
  ['min above max', experiment({ parameters: [parameter('lr', 'int', { min: '9', max: '2' })] }), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got '9'; above max (2), so there is nothing to search; exchange the two",
  ]],
  ['a step back', experiment({ parameters: [parameter('lr', 'int', { min: '1', max: '9', step: '-1' })] }), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.step: got '-1'; a step goes forward: use one above zero",
  ]],
  ['a logarithm of zero', experiment({ parameters: [parameter('lr', 'double', { min: '0', max: '1', distribution: 'logUniform' })] }), [
    "warning TUNING_SEARCH_SPACE spec.parameters[0].feasibleSpace.min: got '0'; logUniform has a logarithmic scale, so min is above zero",
  ]],
  ['a parameter that no trial takes', experiment({ parameters: [parameter('lr', 'int', { min: '1', max: '2' }), parameter('batch', 'int', { min: '1', max: '2' })] }), [
    "warning TUNING_TRIAL_STALLS spec.parameters[1].name: got 'batch'; no trialParameter refers to it, so the count of values never fits and no trial starts",
  ]],
])('its parameters: %s', (_, manifest, lines) => {
  expect(katibSays(...[manifest].flat())).toEqual(lines);
});
