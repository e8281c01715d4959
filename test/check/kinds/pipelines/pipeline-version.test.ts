import type { ManyRow } from './workflows';
import { found } from './workflows';
import type { Manifest } from '../../../../lib/check';

const API = 'pipelines.kubeflow.org/v2beta1';
const PIPELINE: Manifest = { apiVersion: API, kind: 'Pipeline', metadata: { name: 'iris', namespace: 'team' }, spec: { displayName: 'Iris' } };

const PREPARE = { inputDefinitions: { parameters: { url: { parameterType: 'STRING' }, size: { parameterType: 'NUMBER_INTEGER', defaultValue: 5 } } }, executorLabel: 'exec-prepare' };
const TRAIN = { inputDefinitions: { artifacts: { data: { artifactType: { schemaTitle: 'system.Dataset', schemaVersion: '0.0.1' } } } }, executorLabel: 'exec-train' };
const task = (component: string, rest: object = {}) => ({ taskInfo: { name: component }, componentRef: { name: component }, ...rest });
const url = { inputs: { parameters: { url: { runtimeValue: { constant: 'http://x' } } } } };
const data = (producerTask: string) => ({ inputs: { artifacts: { data: { taskOutputArtifact: { producerTask, outputArtifactKey: 'out' } } } } });
const TASKS = { prepare: task('comp-prepare', url), train: task('comp-train', data('prepare')) };
const spec = (tasks: object = TASKS, rest: object = {}) => ({
  pipelineInfo: { name: 'iris' },
  schemaVersion: '2.1.0',
  sdkVersion: 'kfp-2.11.0',
  components: { 'comp-prepare': PREPARE, 'comp-train': TRAIN },
  deploymentSpec: { executors: { 'exec-prepare': { container: { image: 'a:1' } }, 'exec-train': { container: { image: 'b:1' } } } },
  root: { dag: { tasks } },
  ...rest,
});
const version = (pipelineSpec: unknown = spec(), rest: object = {}): Manifest => ({ ...PIPELINE, kind: 'PipelineVersion', metadata: { name: 'iris-1', namespace: 'team' }, spec: { pipelineName: 'iris', pipelineSpec, ...rest } });
const of = (tasks: object, rest: object = {}) => [version(spec(tasks, rest)), PIPELINE];

test.each<ManyRow>([
  ['no Pipeline', [version(spec(), { pipelineName: undefined })], [
    'error KFP_PIPELINE_UNKNOWN spec.pipelineName: required: the Pipeline that this is a version of',
  ]],
  ['a Pipeline whose name is no label', [version(spec(), { pipelineName: 'i'.repeat(64) })], [
    "error KFP_PIPELINE_UNKNOWN spec.pipelineName: got 'iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii'; the webhook makes it a label: at most 63 letters, digits, -, _ and .",
  ]],
  ['a pipeline that is text', [version('pipelineInfo: {}'), PIPELINE], [
    'error KFP_PIPELINE_SPEC spec.pipelineSpec: the compiled pipeline as a map, as kfp writes it',
  ]],
  ['a pipeline without a name', [version(spec(TASKS, { pipelineInfo: {} })), PIPELINE], [
    'error KFP_PIPELINE_SPEC spec.pipelineSpec.pipelineInfo.name: required: at most 128 lower-case letters, digits and -, starting with a letter or digit',
  ]],
  ['a pipeline with capitals in its name', [version(spec(TASKS, { pipelineInfo: { name: 'Iris' } })), PIPELINE], [
    "error KFP_PIPELINE_SPEC spec.pipelineSpec.pipelineInfo.name: got 'Iris'; required: at most 128 lower-case letters, digits and -, starting with a letter or digit",
  ]],
  ['a pipeline of an older schema', [version(spec(TASKS, { schemaVersion: '2.0.0' })), PIPELINE], [
    "error KFP_PIPELINE_SPEC spec.pipelineSpec.schemaVersion: got '2.0.0'; 2.1.0, as text: compile the pipeline with kfp 2",
  ]],
  ['a pipeline without a root', [version(spec(TASKS, { root: undefined })), PIPELINE], [
    'error KFP_PIPELINE_SPEC spec.pipelineSpec.root: required: what the pipeline runs',
  ]],
])('%s is refused', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<ManyRow>([
  ['a Pipeline that is not in the input', [version()], [
    "warning KFP_PIPELINE_UNSEEN spec.pipelineName: got 'iris'; no Pipeline of this namespace in this input has that name; if it exists in the cluster, say so with --external pipeline/iris, or Platform external",
  ]],
  ['a misspelt Pipeline', [version(spec(), { pipelineName: 'irsi' }), PIPELINE], [
    "warning KFP_PIPELINE_UNSEEN spec.pipelineName: got 'irsi'; no Pipeline of this namespace in this input has that name; did you mean 'iris'?",
  ]],
  ['a component that does not exist', of({ a: task('comp-prepar', url) }), [
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a.componentRef.name: got 'comp-prepar'; no component has that name; did you mean 'comp-prepare'?",
  ]],
  ['a task without a component', of({ a: {} }), [
    'warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a.componentRef.name: required: the component that the task runs',
  ]],
  ['an executor that does not exist', of(TASKS, { deploymentSpec: { executors: { 'exec-train': {} } } }), [
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.components.comp-prepare.executorLabel: got 'exec-prepare'; no executor of deploymentSpec has that label",
  ]],
  ['a task that waits for nobody', of({ ...TASKS, last: task('comp-train', { ...data('prepar'), dependentTasks: ['gone'] }) }), [
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.last.dependentTasks[0]: got 'gone'; no task beside this one has that name",
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.last.inputs.artifacts.data.taskOutputArtifact.producerTask: got 'prepar'; no task beside this one has that name; did you mean 'prepare'?",
  ]],
  ['tasks that wait for each other', of({ a: task('comp-train', data('b')), b: task('comp-train', data('a')) }), [
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a: got 'a -> b -> a'; tasks that wait for each other never start; break the circle",
  ]],
  ['an input that nobody gives', of({ a: task('comp-prepare') }), [
    'warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a.inputs.parameters.url: the component wants this input, which has no default',
  ]],
  ['an input that nobody takes', of({ a: task('comp-prepare', { inputs: { parameters: { ...url.inputs.parameters, siz: {} }, artifacts: { x: {} } } }) }), [
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a.inputs.parameters.siz: the component has no such input; did you mean 'size'?",
    'warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a.inputs.artifacts.x: the component has no such input',
  ]],
  ['the status of a task that does not exist', of({ a: task('comp-prepare', { inputs: { parameters: { url: { taskFinalStatus: { producerTask: 'b' } } } } }) }), [
    "warning KFP_PIPELINE_GRAPH spec.pipelineSpec.root.dag.tasks.a.inputs.parameters.url.taskFinalStatus.producerTask: got 'b'; no task beside this one has that name",
  ]],
])('%s is told as a warning', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<ManyRow>([
  ['a compiled pipeline', [version(), PIPELINE], []],
  ['fields with underscores', [version({ pipeline_info: { name: 'iris' }, schema_version: '2.1.0', root: { dag: { tasks: { a: { component_ref: { name: 'c' } } } } }, components: { c: { executor_label: 'e' } }, deployment_spec: { executors: { e: {} } } }), PIPELINE], []],
])('%s is fine', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});
