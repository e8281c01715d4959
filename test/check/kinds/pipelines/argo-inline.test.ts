import type { ManyRow, Row } from './workflows';
import { args, C, dag, found, main, steps, template, workflow } from './workflows';

/** A step that is its own template. */
const inline = (one: object, rest: object = {}) => main(steps({ name: 's', inline: one, ...rest }));
const task = (one: object) => main(dag({ name: 't', inline: one }));
const X = { parameters: [{ name: 'x', value: 'y' }] };

test.each<Row>([
  ['nothing to do', inline({}), [
    'error ARGO_TEMPLATE_TYPE spec.templates[0].steps[0][0].inline: exactly one of container, containerSet, steps, dag, script, resource, data, suspend, http, plugin',
  ]],
  ['two things to do', inline({ container: C, suspend: {} }), [
    "error ARGO_TEMPLATE_TYPE spec.templates[0].steps[0][0].inline: got 'container, suspend'; exactly one of container, containerSet, steps, dag, script, resource, data, suspend, http, plugin",
  ]],
  ['no image', inline({ container: {} }), [
    'error ARGO_IMAGE_MISSING spec.templates[0].steps[0][0].inline.container.image: required, unless spec.templateDefaults gives one',
  ]],
  ['the pod, which the caller does not have', inline(args('{{pod.name}}')), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].inline.container.args[0]: got '{{pod.name}}'; only templates that run as a pod have pod.name",
  ]],
  ['a path, which the caller does not have', inline({ inputs: { artifacts: [{ name: 'f', path: '/f', raw: { data: '' } }] }, ...args('{{inputs.artifacts.f.path}}') }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].inline.container.args[0]: got '{{inputs.artifacts.f.path}}'; the template has no such input; declare it under inputs",
  ]],
  ['an input that is not declared', inline({ inputs: X, ...args('{{inputs.parameters.z}}') }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].inline.container.args[0]: got '{{inputs.parameters.z}}'; nothing sets this variable here; did you mean {{inputs.parameters.x}}?",
  ]],
  ['an input without a value', inline({ inputs: { parameters: [{ name: 'x' }] }, container: C }), [
    'error ARGO_ARGUMENT_MISSING spec.templates[0].steps[0][0].arguments.parameters: the template wants the parameter x, which has no default',
  ]],
  ['names that are none', inline({ inputs: { parameters: [{ name: 'a b', value: 'c' }, { value: 'd' }] }, container: C }), [
    "error ARGO_NAME_INVALID spec.templates[0].steps[0][0].inline.inputs.parameters[0].name: got 'a b'; letters, digits, - and _",
    'error ARGO_NAME_INVALID spec.templates[0].steps[0][0].inline.inputs.parameters[1].name: required: letters, digits, - and _',
  ]],
  ['two inputs of one name in the second one', main(steps({ name: 'a', inline: { container: C } }, { name: 'b', inline: { inputs: { parameters: [{ name: 'x', value: '1' }, { name: 'x', value: '2' }] }, container: C } })), [
    "error ARGO_NAME_DUPLICATE spec.templates[0].steps[1][0].inline.inputs.parameters[1].name: got 'x'; names are unique here; rename one of the two",
  ]],
  ['a variable that nothing sets in the second one', main(dag({ name: 'a', inline: { container: C } }, { name: 'b', inline: args('{{inputs.parameters.z}}') })), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].dag.tasks[1].inline.container.args[0]: got '{{inputs.parameters.z}}'; the template has no such input; declare it under inputs",
  ]],
  ['a policy that does not exist', inline({ container: C, retryStrategy: { retryPolicy: 'Sometimes' } }), [
    "error ARGO_RETRY spec.templates[0].steps[0][0].inline.retryStrategy.retryPolicy: got 'Sometimes'; one of Always, OnFailure, OnError, OnTransientError",
  ]],
  ['an init container without a name', inline({ container: C, initContainers: [{ ...C }] }), [
    'error ARGO_NAME_INVALID spec.templates[0].steps[0][0].inline.initContainers[0].name: init containers have names',
  ]],
  ['the deadline of steps', inline({ activeDeadlineSeconds: 5, ...steps({ name: 'a', inline: { container: C } }) }), [
    'error ARGO_FIELD_MISPLACED spec.templates[0].steps[0][0].inline.activeDeadlineSeconds: got 5; only templates that do something themselves have a deadline',
  ]],
  ['the timeout of a dag', inline({ timeout: '5s', ...dag({ name: 'a', inline: { container: C } }) }), [
    "error ARGO_FIELD_MISPLACED spec.templates[0].steps[0][0].inline.timeout: got '5s'; only templates that do something themselves have a timeout; a suspend has a duration",
  ]],
  ['a dag of no tasks', inline({ dag: { tasks: [] } }), [
    'error ARGO_DAG_EMPTY spec.templates[0].steps[0][0].inline.dag.tasks: at least one task',
  ]],
  ['an empty list of steps', inline({ steps: [] }), [
    'error ARGO_TEMPLATE_TYPE spec.templates[0].steps[0][0].inline: exactly one of container, containerSet, steps, dag, script, resource, data, suspend, http, plugin',
  ]],
  ['an unknown action', inline({ resource: { action: 'make', manifest: 'a: b' } }), [
    "error ARGO_RESOURCE spec.templates[0].steps[0][0].inline.resource.action: got 'make'; one of get, create, apply, delete, replace, patch",
  ]],
  ['a manifest twice', inline({ inputs: { artifacts: [{ name: 'f', path: '/f', raw: { data: '' } }] }, resource: { action: 'create', manifest: 'a: b', manifestFrom: { artifact: { name: 'f' } } } }), [
    'error ARGO_RESOURCE spec.templates[0].steps[0][0].inline.resource.manifestFrom: manifest and manifestFrom exclude each other; keep one',
  ]],
  ['two mounts at one path', inline({ container: { ...C, volumeMounts: [{ name: 'v', mountPath: '/v' }, { name: 'v', mountPath: '/v' }] }, volumes: [{ name: 'v', emptyDir: {} }] }), [
    "error ARGO_MOUNT_DUPLICATE spec.templates[0].steps[0][0].inline.container.volumeMounts[1].mountPath: got '/v'; the volume v is there already; mount one of them elsewhere",
  ]],
  ['metrics without a name and help', inline({ container: C, metrics: { prometheus: [{ counter: {} }, { name: 'm', help: 'h', gauge: { realtime: true, value: '{{resourcesDuration.cpu}}' } }] } }), [
    'error ARGO_METRIC spec.templates[0].steps[0][0].inline.metrics.prometheus[0].name: letters, digits and _, not starting with a digit',
    'error ARGO_METRIC spec.templates[0].steps[0][0].inline.metrics.prometheus[0].help: required: what the metric tells',
    'error ARGO_METRIC spec.templates[0].steps[0][0].inline.metrics.prometheus[0].counter.value: required: a number, or a variable that is one',
    "error ARGO_METRIC spec.templates[0].steps[0][0].inline.metrics.prometheus[1].gauge.value: got '{{resourcesDuration.cpu}}'; how much was used is only known in the end; leave realtime out",
  ]],
  ['an enum without values', inline({ ...steps({ name: 'a', inline: { container: C }, arguments: { parameters: [{ name: 'x', value: 'y', enum: [] }] } }) }), [
    'error ARGO_ENUM spec.templates[0].steps[0][0].inline.steps[0][0].arguments.parameters[0].enum: at least one value',
    "warning ARGO_ARGUMENT_UNKNOWN spec.templates[0].steps[0][0].inline.steps[0][0].arguments.parameters[0].name: got 'x'; the template has no such input, so that nobody reads it",
  ]],
  ['a sequence with two ends', inline({ ...steps({ name: 'a', inline: { container: C }, withSequence: { count: 1, end: 2 } }) }), [
    'error ARGO_LOOP spec.templates[0].steps[0][0].inline.steps[0][0].withSequence.end: got 2; count and end exclude each other; keep one',
  ]],
  ['depends and dependencies in one task', inline(dag({ name: 'a', inline: { container: C } }, { name: 'b', depends: 'a', dependencies: ['a'], continueOn: { failed: true }, inline: { container: C } })), [
    'error ARGO_DEPENDS spec.templates[0].steps[0][0].inline.dag.tasks[1].dependencies: other tasks of this DAG use depends; write depends here, too',
    'error ARGO_DEPENDS spec.templates[0].steps[0][0].inline.dag.tasks[1].continueOn: tasks of this DAG use depends; write there what may fail, e.g. a.Succeeded || a.Failed',
  ]],
  ['a repository without an address', inline({ container: C, archiveLocation: { git: {} } }), [
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].steps[0][0].inline.archiveLocation.git.repo: required: the address of the repository',
  ]],
  ['HDFS without a path', inline({ container: C, archiveLocation: { hdfs: { addresses: ['h'], hdfsUser: 'u' } } }), [
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].steps[0][0].inline.archiveLocation.hdfs.path: an absolute path of HDFS',
  ]],
  ['a field of the wrong type', inline({ container: { ...C, args: 'x' } }), [
    "error SCHEMA_TYPE spec.templates[0].steps[0][0].inline.container.args: got 'x'; expected a list, not text",
  ]],
  ['a quantity that is none', inline({ container: { ...C, resources: { limits: { memory: '1 GB' } } } }), [
    "error SCHEMA_PATTERN spec.templates[0].steps[0][0].inline.container.resources.limits.memory: got '1 GB'; a quantity such as 500m, 2Gi or 1",
  ]],
  ['an unknown field in a task', task({ container: { ...C, arg: ['x'] } }), [
    "error SCHEMA_UNKNOWN_FIELD spec.templates[0].dag.tasks[0].inline.container.arg: unknown field; did you mean 'args'?",
  ]],
])('an inline template with %s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['inputs of its own', inline({ inputs: X, ...args('{{inputs.parameters.x}}') }), []],
  ['inputs of its caller', main({ inputs: X, ...steps({ name: 's', inline: args('{{inputs.parameters.x}}') }) }), []],
  ['numbers as values', inline({ inputs: { parameters: [{ name: 'x', value: 5 }, { name: 'z', default: true }] }, container: C }), []],
  ['another inline template', inline(steps({ name: 'a', inline: dag({ name: 'b', inline: { container: C } }) })), []],
])('an inline template with %s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['an unknown field in a step', inline({ container: { ...C, arg: ['x'] } }), [
    "warning SCHEMA_UNKNOWN_FIELD spec.templates[0].steps[0][0].inline.container.arg: unknown field; did you mean 'args'?; ignored",
  ]],
  ['a mistake in the second one, which Argo does not look into', main(steps({ name: 'a', inline: { container: C } }, { name: 'b', inline: { container: {} } })), [
    'warning ARGO_IMAGE_MISSING spec.templates[0].steps[1][0].inline.container.image: required, unless spec.templateDefaults gives one',
  ]],
])('an inline template with %s is told as a warning', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

const calls = workflow(main(steps({ name: 's', templateRef: { name: 'base', template: 'a' } })));

test.each<ManyRow>([
  ['an inline template of another object', [calls, template({ templates: [{ name: 'a', ...steps({ name: 'b', inline: { container: {} } }) }] })], [
    "error ARGO_REFERENCE_REFUSED spec.templates[0].steps[0][0].templateRef: got 'base'; WorkflowTemplate base does not pass here: spec.templates[0].steps[0][0].inline.container.image: required, unless spec.templateDefaults gives one",
    'error ARGO_IMAGE_MISSING spec.templates[0].steps[0][0].inline.container.image: required, unless spec.templateDefaults gives one',
  ]],
  ['inputs of the caller, which are not filled in there', [calls, template({ templates: [{ name: 'a', ...steps({ name: 'b', template: 'c', arguments: X }) }, { name: 'c', inputs: { parameters: [{ name: 'x' }] }, ...steps({ name: 'd', inline: args('{{inputs.parameters.x}}') }) }] })], [
    "error ARGO_REFERENCE_REFUSED spec.templates[0].steps[0][0].templateRef: got 'base'; WorkflowTemplate base does not pass here: spec.templates[1].steps[0][0].inline.container.args[0]: the template has no such input; declare it under inputs",
  ]],
])('%s is refused', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});
