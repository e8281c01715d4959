import type { Row } from './workflows';
import { args, C, call, dag, found, inputs, MAKE, main, pass, SAY, steps, TAKE, text, workflow } from './workflows';

const X = { inputs: { parameters: [{ name: 'text', value: 'x' }] } };
const OUT = { name: 'out', container: C, outputs: { parameters: [{ name: 'o', globalName: 'g', valueFrom: { path: '/o' } }], artifacts: [{ name: 'f', globalName: 'h', path: '/f' }] } };
const global = '{{inputs.parameters.n}}';
const DYNAMIC = { ...OUT, ...inputs('n'), outputs: { parameters: [{ name: 'o', globalName: global, valueFrom: { path: '/o' } }], artifacts: [{ name: 'f', globalName: global, path: '/f' }] } };

test.each<Row>([
  ['an unknown input', main({ ...X, ...args('{{inputs.parameters.txt}}') }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{inputs.parameters.txt}}'; nothing sets this variable here; did you mean {{inputs.parameters.text}}?",
  ]],
  ['an unknown variable of the workflow', main({ container: { ...C, env: [{ name: 'X', value: '{{ workflow.nam }}' }] } }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.env[0].value: got '{{workflow.nam}}'; nothing sets this variable here; did you mean {{workflow.name}}?",
  ]],
  ['an unknown parameter of the workflow', main(args('{{workflow.parameters.x}}')), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{workflow.parameters.x}}'; nothing sets this variable; workflow parameters are declared in spec.arguments.parameters, global outputs by a template that ran before",
  ]],
  ['a label that the workflow does not have', main(args('{{workflow.labels.x}}')), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{workflow.labels.x}}'; the workflow gets no such label; add it to spec.workflowMetadata.labels",
  ]],
  ['a priority that is not given', main(args('{{workflow.priority}}')), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{workflow.priority}}'; the workflow has no spec.priority",
  ]],
  ['the failures of a workflow that runs', main(args('{{workflow.failures}}')), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{workflow.failures}}'; only the template of spec.onExit knows the failures",
  ]],
  ['the pod of steps', main(steps(call('a', 'take', text('{{pod.name}}'))), TAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].arguments.parameters[0].value: got '{{pod.name}}'; only templates that run as a pod have pod.name",
  ]],
  ['the result of a later step', main(steps(call('a', 'take', text('{{steps.b.outputs.result}}')), call('b', 'make')), TAKE, MAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].arguments.parameters[0].value: got '{{steps.b.outputs.result}}'; only steps of earlier groups have outputs here, and only those that their template declares",
  ]],
  ['an output that the template does not have', main(steps(call('b', 'make'), call('a', 'take', text('{{steps.b.outputs.parameters.x}}'))), TAKE, MAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[1][0].arguments.parameters[0].value: got '{{steps.b.outputs.parameters.x}}'; only steps of earlier groups have outputs here, and only those that their template declares",
  ]],
  ['the address of what is no daemon', main(steps(call('b', 'make'), call('a', 'take', text('{{steps.b.ip}}'))), TAKE, MAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[1][0].arguments.parameters[0].value: got '{{steps.b.ip}}'; only a template with daemon: true has an address",
  ]],
  ['the status of a task that this one does not wait for', main(dag(call('b', 'make'), call('a', 'take', text('x {{tasks.b.status}}'))), TAKE, MAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].dag.tasks[1].arguments.parameters[0].value: got '{{tasks.b.status}}'; only tasks of this DAG have outputs here, those that their template declares; a status only tasks that this one depends on",
  ]],
  ['the fields of items that are texts', main(steps(call('a', 'take', { withItems: ['x'], ...text('{{item.y}}') })), TAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].arguments.parameters[0].value: got '{{item.y}}'; only a step or task with withItems, withParam or withSequence has items, and maps alone have fields",
  ]],
  ['a field that no item has', main(steps(call('a', 'take', { withItems: [{ x: 1 }], ...text('{{item.y}}') })), TAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[0][0].arguments.parameters[0].value: got '{{item.y}}'; nothing sets this variable here; did you mean {{item.x}}?",
  ]],
  ['a global output that nobody sets', main(args('{{workflow.outputs.parameters.x}}')), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{workflow.outputs.parameters.x}}'; nothing sets this variable; workflow parameters are declared in spec.arguments.parameters, global outputs by a template that ran before",
  ]],
  ['a variable in an output of steps', main({ ...steps(call('b', 'make')), outputs: { parameters: [{ name: 'x', valueFrom: { parameter: '{{steps.c.outputs.result}}' } }] } }, MAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].outputs.parameters[0].valueFrom.parameter: got '{{steps.c.outputs.result}}'; nothing sets this variable here; did you mean {{steps.b.outputs.result}}?",
  ]],
  ['a variable in the metadata of all pods', { podMetadata: { labels: { a: '{{inputs.parameters.x}}' } }, ...main({ container: C }) }, [
    "error ARGO_VARIABLE_UNKNOWN spec.podMetadata.labels.a: got '{{inputs.parameters.x}}'; the template has no such input; declare it under inputs",
  ]],
  ['a variable in the value of a parameter', { ...pass('x', '{{inputs.parameters.y}}'), ...main(args('{{workflow.parameters.x}}')) }, [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{inputs.parameters.y}}'; the template has no such input; declare it under inputs",
  ]],
  ['a variable among all inputs', { ...text('{{inputs.parameters.y}}'), ...main({ ...inputs('text'), ...args('{{inputs.parameters}}') }) }, [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].inputs.parameters[0].value: got '{{inputs.parameters.y}}'; nothing sets this variable here; did you mean {{inputs.parameters.text}}?",
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{inputs.parameters.y}}'; nothing sets this variable here; did you mean {{inputs.parameters.text}}?",
  ]],
  ['a variable within a variable', main({ ...X, ...args('{{inputs.parameters.{{workflow.name}}}}') }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{inputs.parameters.workflow-name}}'; the template has no such input; declare it under inputs",
  ]],
  ['a variable that is not closed', main({ ...X, ...args('{{inputs.parameters.text} and more') }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].container.args[0]: got '{{inputs.parameters.text} and more'; close the variable with }}",
  ]],
  ['a key that is a variable', main({ metadata: { labels: { '{{inputs.parameters.x}}': 'y' } }, container: C }), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].metadata.labels['{{inputs.parameters.x}}']: got '{{inputs.parameters.x}}'; the template has no such input; declare it under inputs",
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

const ALWAYS = ['name', 'namespace', 'uid', 'status', 'labels', 'labels.json', 'annotations', 'annotations.json', 'mainEntrypoint', 'serviceAccountName'];
const METADATA = { labels: { x: 'y' }, annotations: { 'a/b': 'c' }, labelsFrom: { z: { expression: '"q"' } } };
const FILES = { outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o' } }], artifacts: [{ name: 'f', path: '/f' }] } };
const RESULTS = ['outputs.result', 'exitCode', 'status', 'id', 'startedAt', 'finishedAt', 'hostNodeName'];

test.each<Row>([
  ['what every workflow has', main(args(...ALWAYS.map(name => `{{ workflow.${name} }}`))), []],
  ['times, and the name of the node', main(args('{{workflow.creationTimestamp.Y}}', '{{workflow.duration}}', '{{workflow.scheduledTime}}', '{{node.name}}')), []],
  ['parameters, one and all', { ...pass('x', 'y'), ...main({ ...X, ...args('{{workflow.parameters.x}}', '{{workflow.parameters}}', '{{inputs.parameters}}') }) }, []],
  ['labels and annotations', { workflowMetadata: METADATA, ...main(args('{{workflow.labels.x}}', '{{workflow.labels.z}}', '{{workflow.annotations.a/b}}')) }, []],
  ['a priority', { priority: 3, ...main(args('{{workflow.priority}}')) }, []],
  ['the failures in an exit handler', { ...main({ container: C }, { name: 'end', ...args('{{workflow.failures}}') }), onExit: 'end' }, []],
  ['the pod, retries and paths', main({ retryStrategy: { limit: 2 }, ...args('{{pod.name}}', '{{retries}}', '{{outputs.parameters.o.path}}', '{{outputs.artifacts.f.path}}'), ...FILES }), []],
  ['what is for other programs', main(args('{{ values.a }} {{#if x}} {{/if}} ${{ secrets.X }} {{{raw}}} {{')), []],
  ['expressions, which nobody looks into', main(args('{{=inputs.parameters.nothing}}', "{{= sprig.trim(' a ') }}")), []],
  ['a field of an item', main(steps(call('a', 'take', { withItems: [{ x: 1 }, { x: 2 }], ...text('{{item.x}}') })), TAKE), []],
  ['a place in an item', main(steps(call('a', 'take', { withItems: [[1, 2]], ...text('{{item.[1]}}') })), TAKE), []],
  ['any field of what a parameter holds', main(steps(call('a', 'take', { withParam: '{{workflow.name}}', ...text('{{item.any.thing}}') })), TAKE), []],
  ['a number of a sequence', main(steps(call('a', 'take', { withSequence: { count: 3 }, ...text('{{item}}') })), TAKE), []],
  ['what a step leaves', main(steps(call('b', 'make'), call('a', 'take', text(RESULTS.map(name => `{{steps.b.${name}}}`).join()))), TAKE, MAKE), []],
  ['what a task leaves', main(dag(call('b', 'make'), call('a', 'take', { dependencies: ['b'], ...text(RESULTS.map(name => `{{tasks.b.${name}}}`).join()) })), TAKE, MAKE), []],
  ['the status of a task for its own hooks', main(dag(call('b', 'make', { hooks: { exit: { template: 'take', ...text('{{tasks.b.status}}') } } })), TAKE, MAKE), []],
  ['the address of a daemon', main(steps(call('b', 'server'), call('a', 'take', text('{{steps.b.ip}}'))), TAKE, { ...SAY, name: 'server', daemon: true }), []],
  ['all results of a loop', main(steps(call('b', 'make', { withItems: [1] }), call('a', 'take', text('{{steps.b.outputs.parameters}}'))), TAKE, MAKE), []],
  ['global outputs of an earlier step', main(steps(call('b', 'out'), call('a', 'in')), OUT, { name: 'in', ...args('{{workflow.outputs.parameters.g}}', '{{workflow.outputs.artifacts.h}}') }), []],
  ['any global output of names made at run time', main({ ...steps(call('b', 'out', pass('n', 'x'))), outputs: { artifacts: [{ name: 'one', from: '{{workflow.outputs.artifacts.any}}' }], parameters: [{ name: 'all', valueFrom: { parameter: '{{workflow.outputs.parameters.any}}' } }] } }, DYNAMIC), []],
  ['any global artifact in an exit handler', { ...main(steps(call('b', 'out', pass('n', 'x'))), DYNAMIC, { name: 'end', ...args('{{workflow.outputs.artifacts.any}}') }), onExit: 'end' }, []],
])('%s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['a global output of a task that may come later', main(dag(call('a', 'in'), call('b', 'out')), OUT, { name: 'in', ...args('{{workflow.outputs.parameters.g}}') }), [
    "warning ARGO_VARIABLE_UNKNOWN spec.templates[2].container.args[0]: got '{{workflow.outputs.parameters.g}}'; whether Argo knows this global output here is chance; make the task wait for the one that sets it",
  ]],
  ['an item in what a loop calls', main(steps(call('a', 'loop', { withItems: [1] })), { name: 'loop', ...args('{{item}}') }), [
    "warning ARGO_VARIABLE_LITERAL spec.templates[1].container.args[0]: got '{{item}}'; items are known to the step or task alone; pass the item as an argument and use {{inputs.parameters.<name>}}; as it is, the text stays {{item}}",
  ]],
  ['an item without a loop', main(steps(call('a', 'take', text('{{item}}'))), TAKE), [
    "warning ARGO_VARIABLE_LITERAL spec.templates[0].steps[0][0].arguments.parameters[0].value: got '{{item}}'; there is no loop here; add withItems, withParam or withSequence; as it is, the text stays {{item}}",
  ]],
  ['retries that nobody counts', main(args('{{retries}} {{lastRetry.status}}')), [
    "warning ARGO_VARIABLE_LITERAL spec.templates[0].container.args[0]: got '{{retries}}'; only a template with retryStrategy counts its retries; as it is, the text stays {{retries}}",
    "warning ARGO_VARIABLE_LITERAL spec.templates[0].container.args[0]: got '{{lastRetry.status}}'; only a template with retryStrategy counts its retries; as it is, the text stays {{lastRetry.status}}",
  ]],
  ['misspelt beginnings', main(args('{{input.parameters.x}}', '{{step.a.outputs.result}}', '{{workflows.name}}', '{{outputs_.x}}', '{{task}}')), [
    "warning ARGO_VARIABLE_LITERAL spec.templates[0].container.args[0]: got '{{input.parameters.x}}'; no variable of Argo; did you mean {{inputs.parameters.x}}?; as it is, the text stays {{input.parameters.x}}",
    "warning ARGO_VARIABLE_LITERAL spec.templates[0].container.args[1]: got '{{step.a.outputs.result}}'; no variable of Argo; did you mean {{steps.a.outputs.result}}?; as it is, the text stays {{step.a.outputs.result}}",
    "warning ARGO_VARIABLE_LITERAL spec.templates[0].container.args[2]: got '{{workflows.name}}'; no variable of Argo; did you mean {{workflow.name}}?; as it is, the text stays {{workflows.name}}",
  ]],
])('%s is told as a warning', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});
