import { core2, seldonSays } from './seldon-objects';
import type { Manifest } from '../../../../lib/check';

const one = (kind: string, spec: object, name?: string) => [core2(kind, spec, name)];
const model = (rest: object) => one('Model', { storageUri: 'gs://m/m', ...rest });
const steps = (list: object[], rest: object = {}) => one('Pipeline', { steps: list, ...rest });
const candidates = (...names: string[]) => ({ candidates: names.map(name => ({ name, weight: 1 })) });

test.each<[string, Manifest[], string[]]>([
  ['a good one', model({ requirements: ['sklearn'], modelType: 'xgboost', memory: '1Gi', replicas: 2, minReplicas: 1, maxReplicas: 3, logger: { percent: 0 } }), []],
  ['bounds of zero are none', model({ replicas: 2, minReplicas: 0, maxReplicas: 0 }), []],
  ['too few', model({ replicas: 0, minReplicas: 1 }), [
    'error SELDON_SCALING spec.replicas: got 0; at least minReplicas, which is 1',
  ]],
  ['too many', model({ replicas: 3, maxReplicas: 2 }), [
    'error SELDON_SCALING spec.replicas: got 3; at most maxReplicas, which is 2',
  ]],
  ['bounds that exclude each other', model({ minReplicas: 3, maxReplicas: 2 }), [
    'error SELDON_SCALING spec.maxReplicas: got 2; at least minReplicas, which is 3',
  ]],
  ['below zero', model({ replicas: -1, minReplicas: -1, maxReplicas: -1 }), [
    'error SELDON_SCALING spec.replicas: got -1; from 0 to 2147483647',
    'warning SELDON_SCALING spec.minReplicas: got -1; at least 0: Seldon takes no other number',
    'warning SELDON_SCALING spec.maxReplicas: got -1; at least 0: Seldon takes no other number',
  ]],
  ['parts of a byte', model({ memory: '0.5' }), [
    "error SELDON_MODEL spec.memory: got '0.5'; a whole number of bytes, such as 512Mi",
  ]],
  ['memory below zero', model({ memory: '-1Gi' }), [
    "warning SELDON_MODEL spec.memory: got '-1Gi'; at least 0: no server has so much memory",
  ]],
  ['no uri', model({ storageUri: '' }), [
    "warning SELDON_MODEL_URI spec.storageUri: got ''; say where the model is stored",
  ]],
  ['numbers', model({ logger: { percent: 101 }, artifactVersion: -1 }), [
    'warning SELDON_MODEL spec.logger.percent: got 101; from 0 to 100',
    'warning SELDON_MODEL spec.artifactVersion: got -1; at least 0: the operator cannot read it',
  ]],
  ['an explainer of two', model({ explainer: { modelRef: 'a', pipelineRef: 'b' } }), [
    "warning SELDON_MODEL spec.explainer.pipelineRef: got 'b'; modelRef is there too; keep one",
  ]],
  ['a requirement that nobody has', model({ requirements: ['sklaern', 'cobol'], modelType: 'cobol' }), [
    "info SELDON_REQUIREMENT spec.requirements[0]: got 'sklaern'; did you mean 'sklearn'? a Server has to list it in its capabilities",
    "info SELDON_REQUIREMENT spec.requirements[1]: got 'cobol'; a Server has to list it in its capabilities",
    "info SELDON_REQUIREMENT spec.modelType: got 'cobol'; a Server has to list it in its capabilities",
  ]],
  ['a requirement that a Server has', [...model({ requirements: ['cobol', 'fortran'] }), core2('Server', { serverConfig: 'mlserver', capabilities: ['cobol'], extraCapabilities: ['fortran'] }, 'other')], []],
])('Models: %s', (_, manifests, lines) => {
  expect(seldonSays(...manifests)).toEqual(lines);
});

test.each<[string, Manifest[], string[]]>([
  ['a good one', one('Server', { serverConfig: 'mlserver', replicas: 1 }), []],
  ['too many', one('Server', { serverConfig: 'mlserver', replicas: 3, maxReplicas: 2 }), [
    'error SELDON_SCALING spec.replicas: got 3; at most maxReplicas, which is 2',
  ]],
  ['no config', one('Server', { serverConfig: '' }), [
    "warning SELDON_VALUE spec.serverConfig: got ''; name a ServerConfig, such as mlserver or triton",
  ]],
  ['a name with a dot', one('Server', { serverConfig: 'triton' }, 'a.b'), [
    "warning SELDON_NAME metadata.name: got 'a.b'; at most 63 lower-case letters, digits and -: it names a StatefulSet and its pods",
  ]],
])('Servers: %s', (_, manifests, lines) => {
  expect(seldonSays(...manifests)).toEqual(lines);
});

test.each<[string, Manifest[], string[]]>([
  ['a good one', steps([{ name: 'a', inputs: ['own.inputs.x', 'own'] }, { name: 'b', inputs: ['a', 'a.inputs', 'a.outputs.y'], triggers: ['a.outputs'], inputsJoinType: 'any' }], { output: { steps: ['b', 'a.outputs.z'], stepsJoin: 'outer' } }), []],
  ['sources in other pipelines', steps([{ name: 'a' }], { input: { externalInputs: ['o.inputs', 'o.outputs.t', 'o.step.s.outputs', 'o.step.s.inputs.t'], externalTriggers: ['o.outputs'] } }), []],
  ['no steps', steps([]), [
    'error SELDON_PIPELINE spec.steps: got []; there is at least one step',
  ]],
  ['steps of one name', steps([{ name: 'a' }, { name: 'a' }]), [
    "error SELDON_PIPELINE spec.steps[1].name: got 'a'; another step has this name, which is that of its model",
  ]],
  ['a step of the name of the pipeline', steps([{ name: 'own' }]), [
    "error SELDON_PIPELINE spec.steps[0].name: got 'own'; the pipeline has this name; rename one of the two",
  ]],
  ['a dot in the name', one('Pipeline', { steps: [{ name: 'a' }] }, 'a.b'), [
    "error SELDON_NAME metadata.name: got 'a.b'; lower-case letters, digits and - alone: dots part a pipeline from its steps",
  ]],
  ['unknown sources', steps([{ name: 'first' }, { name: 'b', inputs: ['frist.outputs', 'x'], triggers: ['y.outputs'] }], { output: { steps: ['own.outputs', 'z'] } }), [
    "error SELDON_PIPELINE_SOURCE spec.steps[1].inputs[0]: got 'frist.outputs'; no step of this pipeline; did you mean 'first'?",
    "error SELDON_PIPELINE_SOURCE spec.steps[1].inputs[1]: got 'x'; no step of this pipeline",
    "error SELDON_PIPELINE_SOURCE spec.steps[1].triggers[0]: got 'y.outputs'; no step of this pipeline",
    "error SELDON_PIPELINE_SOURCE spec.output.steps[0]: got 'own.outputs'; no step of this pipeline",
    "error SELDON_PIPELINE_SOURCE spec.output.steps[1]: got 'z'; no step of this pipeline",
  ]],
  ['sources of another form', steps([{ name: 'a' }, { name: 'b', inputs: ['a.output', 'a.outputs.x.y', '', '.outputs'], triggers: ['a.b'] }]), [
    "error SELDON_PIPELINE_SOURCE spec.steps[1].inputs[0]: got 'a.output'; write step, step.inputs or step.outputs, and a tensor behind it as in step.outputs.name",
    "error SELDON_PIPELINE_SOURCE spec.steps[1].inputs[1]: got 'a.outputs.x.y'; write step, step.inputs or step.outputs, and a tensor behind it as in step.outputs.name",
    "error SELDON_PIPELINE_SOURCE spec.steps[1].inputs[2]: got ''; name a step",
    "error SELDON_PIPELINE_SOURCE spec.steps[1].inputs[3]: got '.outputs'; name a step",
    "error SELDON_PIPELINE_SOURCE spec.steps[1].triggers[0]: got 'a.b'; write step, step.inputs or step.outputs, and a tensor behind it as in step.outputs.name",
  ]],
  ['sources in other pipelines, of another form', steps([{ name: 'a' }], { input: { externalInputs: ['o', 'o.step.s', 'o.steps.s.outputs', 'o.step.s.output', 'o.outputs.t.u', 'o.step.s.outputs.t.u', ''], externalTriggers: ['o'], joinType: 'left' } }), [
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[0]: got 'o'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[1]: got 'o.step.s'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[2]: got 'o.steps.s.outputs'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[3]: got 'o.step.s.output'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[4]: got 'o.outputs.t.u'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[5]: got 'o.step.s.outputs.t.u'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "error SELDON_PIPELINE_SOURCE spec.input.externalInputs[6]: got ''; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "warning SELDON_PIPELINE_SOURCE spec.input.externalTriggers[0]: got 'o'; write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it",
    "warning SELDON_VALUE spec.input.joinType: got 'left'; one of inner, outer, any; Seldon takes it for inner",
  ]],
  ['an input of nothing', steps([{ name: 'a' }], { input: {} }), [
    'error SELDON_PIPELINE_SOURCE spec.input.externalInputs: an input names at least one source',
  ]],
  ['joins', steps([{ name: 'a', inputsJoinType: 'Outer', triggersJoinType: 'all' }], { output: { stepsJoin: 'x' } }), [
    "warning SELDON_VALUE spec.steps[0].inputsJoinType: got 'Outer'; did you mean 'outer'? one of inner, outer, any; Seldon takes it for inner",
    "warning SELDON_VALUE spec.steps[0].triggersJoinType: got 'all'; did you mean 'any'? one of inner, outer, any; Seldon takes it for inner",
    "warning SELDON_VALUE spec.output.stepsJoin: got 'x'; one of inner, outer, any; Seldon takes it for inner",
  ]],
  ['a step that waits for itself', steps([{ name: 'a', inputs: ['a.outputs'] }]), [
    'error SELDON_PIPELINE_CYCLE spec.steps[0].inputs: the step waits for itself: a <- a; take one of the inputs or triggers away',
  ]],
  ['a circle', steps([{ name: 'x', inputs: ['c'] }, { name: 'a', inputs: ['c'] }, { name: 'b', inputs: ['a'] }, { name: 'c', triggers: ['b.outputs'] }]), [
    'error SELDON_PIPELINE_CYCLE spec.steps[3].inputs: the step waits for itself: c <- b <- a <- c; take one of the inputs or triggers away',
  ]],
  ['no circle', steps([{ name: 'a' }, { name: 'b', inputs: ['a'] }, { name: 'c', inputs: ['a', 'b'] }, { name: 'd', inputs: ['c', 'b', 'a'] }]), []],
  ['a long chain', steps(Array.from({ length: 3000 }, (_, i) => ({ name: `s${i}`, ...i < 2999 && { inputs: [`s${i + 1}`] } }))), []],
])('Pipelines: %s', (_, manifests, lines) => {
  expect(seldonSays(...manifests)).toEqual(lines);
});

test.each<[string, Manifest[], string[]]>([
  ['a good one', one('Experiment', { default: 'a', ...candidates('a', 'b'), mirror: { name: 'c', percent: 10 } }), []],
  ['a mirror alone', one('Experiment', { candidates: [], mirror: { name: 'c', percent: 10 } }), []],
  ['no candidates', one('Experiment', { candidates: [] }), [
    'error SELDON_EXPERIMENT spec.candidates: got []; there is at least one candidate, or a mirror',
  ]],
  ['a candidate twice', one('Experiment', candidates('a', 'a')), [
    "error SELDON_EXPERIMENT spec.candidates[1].name: got 'a'; it is a candidate already; remove one of the two",
  ]],
  ['a candidate as the mirror', one('Experiment', { ...candidates('a', 'b'), mirror: { name: 'b', percent: 10 } }), [
    "error SELDON_EXPERIMENT spec.mirror.name: got 'b'; it is a candidate already; mirror another one",
  ]],
  ['another default', one('Experiment', { default: 'irsi', ...candidates('iris', 'b') }), [
    "error SELDON_EXPERIMENT spec.default: got 'irsi'; did you mean 'iris'? one of the candidates: iris, b",
  ]],
  ['no weights', one('Experiment', { candidates: [{ name: 'a', weight: 0 }] }), [
    'warning SELDON_EXPERIMENT spec.candidates: all weights are 0, so none gets requests; give one a weight',
  ]],
  ['weights below zero', one('Experiment', { candidates: [{ name: 'a', weight: -1 }], mirror: { name: 'b', percent: 101 } }), [
    'warning SELDON_EXPERIMENT spec.candidates[0].weight: got -1; at least 0: Seldon reads a huge number from it',
    'warning SELDON_EXPERIMENT spec.mirror.percent: got 101; from 0 to 100',
  ]],
  ['a resource', one('Experiment', { ...candidates('a'), resourceType: 'pipelines' }), [
    "warning SELDON_VALUE spec.resourceType: got 'pipelines'; did you mean 'pipeline'? one of model, pipeline; Seldon takes it for model",
  ]],
  ['two for one model', [core2('Experiment', { default: 'a', ...candidates('a') }, 'x'), core2('Experiment', { default: 'a', ...candidates('a') }, 'y')], [
    "error SELDON_EXPERIMENT spec.default: got 'a'; it is the default of the Experiment x already; a model is the default of one",
  ]],
  ['two for a model and a pipeline', [core2('Experiment', { default: 'a', ...candidates('a') }, 'x'), core2('Experiment', { default: 'a', resourceType: 'pipeline', ...candidates('a') }, 'y')], []],
])('Experiments: %s', (_, manifests, lines) => {
  expect(seldonSays(...manifests)).toEqual(lines);
});

test.each<[string, Manifest[], string[]]>([
  ['a good one', one('SeldonRuntime', { seldonConfig: 'default', overrides: [{ name: 'seldon-envoy', replicas: 2 }] }), []],
  ['an unknown component', one('SeldonRuntime', { seldonConfig: 'default', overrides: [{ name: 'envoy' }, { name: 'seldon-envoi', replicas: -1 }] }), [
    "warning SELDON_RUNTIME spec.overrides[0].name: got 'envoy'; no component of the SeldonConfig, so it changes nothing: one of seldon-scheduler, seldon-envoy, seldon-dataflow-engine, seldon-modelgateway, seldon-pipelinegateway, hodometer",
    'warning SELDON_SCALING spec.overrides[1].replicas: got -1; at least 0: no pods can be made of it',
    "warning SELDON_RUNTIME spec.overrides[1].name: got 'seldon-envoi'; no component of the SeldonConfig, so it changes nothing: did you mean 'seldon-envoy'? one of seldon-scheduler, seldon-envoy, seldon-dataflow-engine, seldon-modelgateway, seldon-pipelinegateway, hodometer",
  ]],
  ['a component twice', one('SeldonRuntime', { seldonConfig: 'default', overrides: [{ name: 'hodometer' }, { name: 'hodometer' }] }), [
    "warning SELDON_RUNTIME spec.overrides[1].name: got 'hodometer'; this component is overridden already; put all into one",
  ]],
  ['components of a config', [...one('SeldonRuntime', { seldonConfig: 'small', overrides: [{ name: 'gateway' }, { name: 'gatewy' }] }), core2('SeldonConfig', { components: [{ name: 'gateway', podSpec: { containers: [] } }] }, 'small')], [
    "warning SELDON_RUNTIME spec.overrides[1].name: got 'gatewy'; no component of the SeldonConfig, so it changes nothing: did you mean 'gateway'? one of gateway",
  ]],
  ['components of a config elsewhere', one('SeldonRuntime', { seldonConfig: 'small', overrides: [{ name: 'gateway' }] }), []],
  ['two of one namespace', [...one('SeldonRuntime', { seldonConfig: 'default' }, 'a'), ...one('SeldonRuntime', { seldonConfig: 'default' }, 'b')], [
    "warning SELDON_RUNTIME metadata.namespace: got 'team'; SeldonRuntime a runs there; two fight for the same objects",
  ]],
])('SeldonRuntimes: %s', (_, manifests, lines) => {
  expect(seldonSays(...manifests)).toEqual(lines);
});
