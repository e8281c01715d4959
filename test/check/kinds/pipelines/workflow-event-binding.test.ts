import type { ManyRow } from './workflows';
import { args, found, main, MAIN, template, workflow } from './workflows';
import type { Manifest } from '../../../../lib/check';

const binding = (spec: object): Manifest => ({ ...workflow({ event: { selector: 'true' }, ...spec }), kind: 'WorkflowEventBinding' });
const submit = (rest: object = {}) => binding({ submit: { workflowTemplateRef: { name: 'base' }, ...rest } });
const giving = (...parameters: object[]) => submit({ arguments: { parameters } });
const event = (name: string) => ({ name, valueFrom: { event: 'payload.x' } });
const PLAIN = template(MAIN);
const WANTS = template({ arguments: { parameters: [{ name: 'file' }] }, ...main(args('{{workflow.parameters.file}}')) });

test.each<ManyRow>([
  ['no selector', [binding({ event: { selector: '' }, submit: { workflowTemplateRef: { name: 'base' } } }), PLAIN], [
    "warning ARGO_EVENT spec.event.selector: got ''; no expression: write true, or which events it is for",
  ]],
  ['nothing to run', [binding({})], [
    'warning ARGO_EVENT spec.submit: nothing runs without it; name a WorkflowTemplate',
  ]],
  ['no name of what runs', [binding({ submit: { workflowTemplateRef: {} } })], [
    'warning ARGO_EVENT spec.submit.workflowTemplateRef.name: required: the WorkflowTemplate that an event runs',
  ]],
  ['what is not in the input', [submit()], [
    "warning ARGO_REFERENCE_UNSEEN spec.submit.workflowTemplateRef.name: got 'base'; no WorkflowTemplate of this namespace in this input has that name; if it exists in the cluster, say so with --external workflowtemplate/base, or Platform external",
  ]],
  ['what the cluster may have', [binding({ submit: { workflowTemplateRef: { name: 'x', clusterScope: true } } })], [
    "warning ARGO_REFERENCE_UNSEEN spec.submit.workflowTemplateRef.name: got 'x'; no ClusterWorkflowTemplate in this input has that name; if it exists in the cluster, say so with --external clusterworkflowtemplate/x, or Platform external",
  ]],
  ['a parameter with a value', [giving({ name: 'file', value: 'x' }), WANTS], [
    'warning ARGO_EVENT spec.submit.arguments.parameters[0].valueFrom: a value does not count here; write valueFrom.event, with an expression such as payload.name or a quoted text',
  ]],
  ['a parameter of another source', [giving({ name: 'file', valueFrom: { default: 'x' } }), WANTS], [
    'warning ARGO_EVENT spec.submit.arguments.parameters[0].valueFrom.event: required: an expression such as payload.name',
  ]],
  ['a misspelt parameter', [giving(event('fiel')), WANTS], [
    "warning ARGO_ARGUMENT_UNKNOWN spec.submit.arguments.parameters[0].name: got 'fiel'; the template has no such parameter; did you mean 'file'?",
    'warning ARGO_ARGUMENT_VALUE spec.submit.arguments.parameters: the parameter file of the template has no value, so that Argo refuses the workflow; take it from the event',
  ]],
])('%s is told as a warning', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<ManyRow>([
  ['a binding without parameters', [submit(), PLAIN], []],
  ['a binding with a parameter', [giving(event('file'), event('another-one')), WANTS], []],
])('%s is fine', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});
