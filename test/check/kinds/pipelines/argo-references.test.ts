import type { ManyRow } from './workflows';
import { args, C, call, clusterTemplate, dag, found, inputs, main, pass, SAY, steps, TAKE, template, text, workflow } from './workflows';

const ref = (to: string, name = 'base', rest: object = {}) => ({ name: 's', templateRef: { name, template: to, ...rest } });
const GLOBAL = { clusterScope: true };
const run = (rest: object = {}) => workflow({ workflowTemplateRef: { name: 'base' }, ...rest });
const BASE = template({ entrypoint: 'say', templates: [SAY, TAKE] });
const OUTPUT = { name: 'out', container: C, outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o' } }] } };

test.each<ManyRow>([
  ['a template that the other does not have', [workflow(main(steps(ref('tak')))), BASE], [
    "error ARGO_TEMPLATE_UNKNOWN spec.templates[0].steps[0][0].templateRef.template: got 'tak'; WorkflowTemplate base has no such template; did you mean 'take'?",
  ]],
  ['a template that no other has', [workflow(main(steps(ref('x', 'base', GLOBAL)))), clusterTemplate({ templates: [SAY] })], [
    "error ARGO_TEMPLATE_UNKNOWN spec.templates[0].steps[0][0].templateRef.template: got 'x'; ClusterWorkflowTemplate base has no such template",
  ]],
  ['a reference without a template', [workflow(main(steps({ name: 's', templateRef: { name: 'base' } }))), BASE], [
    'error ARGO_REFERENCE_FORM spec.templates[0].steps[0][0].templateRef.template: required',
  ]],
  ['a reference without a name', [workflow(main(steps({ name: 's', templateRef: { template: 'take' } }))), BASE], [
    'error ARGO_REFERENCE_FORM spec.templates[0].steps[0][0].templateRef.name: required',
  ]],
  ['a template here and one elsewhere', [workflow(main(steps({ ...ref('take'), template: 'say' }), SAY)), BASE], [
    "error ARGO_REFERENCE_FORM spec.templates[0].steps[0][0].template: got 'say'; template and templateRef exclude each other; keep one",
  ]],
  ['an object that is an input', [workflow(main(steps(call('i', 'inner', pass('x', 'base'))), { name: 'inner', ...inputs('x'), ...steps(ref('take', '{{inputs.parameters.x}}')) })), BASE], [
    "error ARGO_TEMPLATE_UNKNOWN spec.templates[1].steps[0][0].templateRef.name: got 'x'; Argo looks for the object before it knows the inputs; only the template may come from one",
  ]],
  ['no template at all', [workflow(main(steps({ name: 's' })))], [
    'error ARGO_REFERENCE_FORM spec.templates[0].steps[0][0].template: required: template, templateRef or inline',
  ]],
  ['an argument that the other wants', [workflow(main(steps(ref('take')))), BASE], [
    'error ARGO_ARGUMENT_MISSING spec.templates[0].steps[0][0].arguments.parameters: template take wants the parameter text, which has no default',
  ]],
  ['an output that the other does not have', [workflow(main(steps(ref('say'), call('t', 'take', text('{{steps.s.outputs.parameters.o}}'))), TAKE)), BASE], [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].steps[1][0].arguments.parameters[0].value: got '{{steps.s.outputs.parameters.o}}'; only steps of earlier groups have outputs here, and only those that their template declares",
  ]],
  ['a parameter of the workflow that only the other has', [workflow(main(steps(ref('p')))), template({ ...pass('x', 'y'), templates: [{ name: 'p', ...args('{{workflow.parameters.x}}') }] })], [
    "error ARGO_REFERENCE_REFUSED spec.templates[0].steps[0][0].templateRef: got 'base'; WorkflowTemplate base does not pass here: spec.templates[0].container.args[0]: nothing sets this variable; workflow parameters are declared in spec.arguments.parameters, global outputs by a template that ran before",
  ]],
  ['a mistake in the other, told once', [workflow(main(steps(ref('a'), { ...ref('b'), name: 't' }))), template({ templates: [{ name: 'a', container: {} }, { name: 'b', script: {} }] })], [
    "error ARGO_REFERENCE_REFUSED spec.templates[0].steps[0][0].templateRef: got 'base'; WorkflowTemplate base does not pass here: spec.templates[0].container.image: required, unless spec.templateDefaults gives one",
    "error ARGO_REFERENCE_REFUSED spec.templates[0].steps[1][0].templateRef: got 'base'; WorkflowTemplate base does not pass here: spec.templates[1].script.image: required, unless spec.templateDefaults gives one",
    'error ARGO_IMAGE_MISSING spec.templates[0].container.image: required, unless spec.templateDefaults gives one',
    'error ARGO_IMAGE_MISSING spec.templates[1].script.image: required, unless spec.templateDefaults gives one',
  ]],
  ['no image in a ClusterWorkflowTemplate with defaults', [workflow(main(steps(ref('a', 'base', GLOBAL)))), clusterTemplate({ templateDefaults: { container: C }, templates: [{ name: 'a', container: {} }] })], [
    "error ARGO_REFERENCE_REFUSED spec.templates[0].steps[0][0].templateRef: got 'base'; ClusterWorkflowTemplate base does not pass here: spec.templates[0].container.image: required, unless spec.templateDefaults gives one",
  ]],
  ['templates beside a workflowTemplateRef', [run({ templates: [SAY] }), BASE], [
    'error ARGO_TEMPLATES_WITH_REF spec.templates: a workflow with workflowTemplateRef has no templates of its own; remove one of the two',
  ]],
  ['an entrypoint that the WorkflowTemplate does not have', [run({ entrypoint: 'mian' }), BASE], [
    "error ARGO_TEMPLATE_UNKNOWN spec.entrypoint: got 'mian'; WorkflowTemplate base has no such template",
  ]],
  ['a WorkflowTemplate without an entrypoint', [run(), template({ templates: [SAY] })], [
    'error ARGO_ENTRYPOINT_MISSING spec.entrypoint: required: the template that the workflow begins with; write say, the only template',
  ]],
  ['an exit handler that the WorkflowTemplate does not have', [run({ onExit: 'x' }), BASE], [
    "error ARGO_TEMPLATE_UNKNOWN spec.onExit: got 'x'; WorkflowTemplate base has no such template",
  ]],
  ['a parameter that the WorkflowTemplate wants', [run(), template({ arguments: { parameters: [{ name: 'x' }] }, ...main(args('{{workflow.parameters.x}}')) })], [
    'error ARGO_ARGUMENT_VALUE spec.arguments.parameters: the parameter x of WorkflowTemplate base has no value; give one here',
  ]],
  ['a parameter without a value for one that has', [run({ arguments: { parameters: [{ name: 'x' }] } }), template({ ...pass('x', 'y'), ...main({ container: C }) })], [
    'error ARGO_ARGUMENT_VALUE spec.arguments.parameters[0].value: required: a value or valueFrom; the default of an argument does not count',
  ]],
  ['an artifact of the WorkflowTemplate from nowhere', [run(), template({ arguments: { artifacts: [{ name: 'x' }] }, ...main({ container: C }) })], [
    "error ARGO_REFERENCE_REFUSED spec.workflowTemplateRef: got 'base'; WorkflowTemplate base does not pass here: spec.arguments.artifacts[0].from: required: from, a location, or a key in the default repository",
    'error ARGO_ARTIFACT_SOURCE spec.arguments.artifacts[0].from: required: from, a location, or a key in the default repository',
  ]],
  ['a template without a name in the WorkflowTemplate', [run(), template({ ...main({ container: C }), templates: [{ name: 'main', container: C }, { container: C }] })], [
    "error ARGO_REFERENCE_REFUSED spec.workflowTemplateRef: got 'base'; WorkflowTemplate base does not pass here: spec.templates[1].name: every template has a name",
    'error ARGO_NAME_INVALID spec.templates[1].name: required: letters, digits and -, starting with a letter or digit, at most 128',
  ]],
])('%s is refused', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<ManyRow>([
  ['a template of another object', [workflow(main(steps({ ...ref('take'), ...text('x') }))), BASE], []],
  ['a template of the cluster', [workflow(main(dag({ ...ref('take', 'base', GLOBAL), ...text('x') }))), clusterTemplate(main({ container: C }, TAKE))], []],
  ['an output of another object', [workflow(main(steps(ref('out'), call('t', 'take', text('{{steps.s.outputs.parameters.o}}'))), TAKE)), template({ templates: [OUTPUT] })], []],
  ['a template that is an input', [workflow(main(steps(call('i', 'inner', pass('x', 'take'))), { name: 'inner', ...inputs('x'), ...steps(ref('{{inputs.parameters.x}}')) })), BASE], []],
  ['a template of a loop', [workflow(main(steps({ ...ref('{{item}}'), withItems: ['say'] }))), BASE], []],
  ['a workflow of a WorkflowTemplate', [run({ ...pass('x', 'y') }), template({ arguments: { parameters: [{ name: 'x' }, { name: 'z', value: '1' }] }, ...main(args('{{workflow.parameters.x}}', '{{workflow.parameters.z}}')) })], []],
  ['another entrypoint', [run({ entrypoint: 'say' }), template(main({ container: C }, SAY))], []],
  ['a WorkflowTemplate that leaves values and entrypoint to others', [template({ arguments: { parameters: [{ name: 'x' }] }, templates: [{ name: 'a', ...args('{{workflow.parameters.x}}', '{{workflow.parameters.other}}') }] })], []],
  ['labels of a WorkflowTemplate', [run(), template({ workflowMetadata: { labels: { x: 'y' } }, ...main(args('{{workflow.labels.x}}')) })], []],
])('%s is fine', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

const OTHER = workflow(main(dag({ ...ref('take'), ...text('x') }, call('b', 'say', { dependencies: ['s'], when: '{{tasks.s.outputs.parameters.any}} == 1' })), SAY));

test.each<ManyRow>([
  ['an object that is not in the input', [OTHER], [
    "warning ARGO_REFERENCE_UNSEEN spec.templates[0].dag.tasks[0].templateRef.name: got 'base'; no WorkflowTemplate of this namespace in this input has that name; if it exists in the cluster, say so with --external workflowtemplate/base, or Platform external",
  ]],
  ['an object of another namespace', [OTHER, template(main({ container: C }, TAKE), { namespace: 'other' })], [
    "warning ARGO_REFERENCE_UNSEEN spec.templates[0].dag.tasks[0].templateRef.name: got 'base'; no WorkflowTemplate of this namespace in this input has that name; another namespace has one",
  ]],
  ['a misspelt object', [workflow(main(steps(ref('take', 'bsae')))), BASE], [
    "warning ARGO_REFERENCE_UNSEEN spec.templates[0].steps[0][0].templateRef.name: got 'bsae'; no WorkflowTemplate of this namespace in this input has that name; did you mean 'base'?",
  ]],
  ['a WorkflowTemplate that is not in the input', [run({ entrypoint: 'any', ...pass('x', 'y') })], [
    "warning ARGO_REFERENCE_UNSEEN spec.workflowTemplateRef.name: got 'base'; no WorkflowTemplate of this namespace in this input has that name; if it exists in the cluster, say so with --external workflowtemplate/base, or Platform external",
  ]],
  ['an object that another refers to', [workflow(main(steps(ref('a')))), template({ templates: [{ name: 'a', ...steps(ref('x', 'far', GLOBAL)) }] })], [
    "warning ARGO_REFERENCE_UNSEEN spec.templates[0].steps[0][0].templateRef: got 'base'; WorkflowTemplate base refers to the ClusterWorkflowTemplate far: no ClusterWorkflowTemplate in this input has that name; if it exists in the cluster, say so with --external clusterworkflowtemplate/far, or Platform external",
    "warning ARGO_REFERENCE_UNSEEN spec.templates[0].steps[0][0].templateRef.name: got 'far'; no ClusterWorkflowTemplate in this input has that name; if it exists in the cluster, say so with --external clusterworkflowtemplate/far, or Platform external",
  ]],
  ['a template that another object brings', [workflow(main(steps({ ...ref('take'), ...text('x') }, call('t', 'take', text('y'))))), BASE], [
    "warning ARGO_TEMPLATE_UNKNOWN spec.templates[0].steps[1][0].template: got 'take'; another templateRef brings a template of this name, and only once it has run; write the templateRef here, too",
  ]],
  ['an inline template and a reference', [workflow(main(steps({ ...ref('say'), inline: { container: C } }))), template({ templates: [SAY] })], [
    'warning ARGO_REFERENCE_FORM spec.templates[0].steps[0][0].inline: inline and templateRef exclude each other; keep one',
  ]],
])('%s is told as a warning', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});
