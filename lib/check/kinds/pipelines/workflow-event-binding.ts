import { has } from './argo/tree';
import { unseen } from './unseen';
import { list, record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';

/** What Argo Workflows 3.7 does with a WorkflowEventBinding when an event comes: until then nothing looks at it. */
export const workflowEventBinding: KindRule = {
  kinds: ['argoproj.io/WorkflowEventBinding'],
  judge({ spec, metadata }, report, scene) {
    const { event, submit } = record(spec);
    if (record(event).selector === '') report.warn('ARGO_EVENT', 'spec.event.selector', '', 'no expression: write true, or which events it is for');
    if (!has(submit)) {
      report.warn('ARGO_EVENT', 'spec.submit', undefined, 'nothing runs without it; name a WorkflowTemplate');
      return;
    }
    const { workflowTemplateRef, arguments: args } = record(submit);
    const parameters = list(record(args).parameters).map(record);
    parameters.forEach(({ valueFrom }, i) => {
      const field = `spec.submit.arguments.parameters[${i}]`;
      if (!has(valueFrom)) report.warn('ARGO_EVENT', `${field}.valueFrom`, undefined, 'a value does not count here; write valueFrom.event, with an expression such as payload.name or a quoted text');
      else if (text(record(valueFrom).event) === '') report.warn('ARGO_EVENT', `${field}.valueFrom.event`, undefined, 'required: an expression such as payload.name');
    });
    const template = templateOf(record(workflowTemplateRef), metadata.namespace, report, scene);
    if (template) judgeParameters(parameters, record(template), report);
  },
};

function templateOf(ref: Record<string, any>, namespace: string | undefined, report: Report, scene: Scene): unknown {
  const field = 'spec.submit.workflowTemplateRef.name';
  const kind = ref.clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  if (text(ref.name) === '') {
    report.warn('ARGO_EVENT', field, has(ref.name) ? ref.name : undefined, `required: the ${kind} that an event runs`);
    return undefined;
  }
  const named = { kind: `argoproj.io/${kind}`, namespace: kind === 'WorkflowTemplate' ? namespace ?? '' : undefined, name: text(ref.name) };
  const found = scene.objects.find(named.kind, named.namespace, named.name);
  const told = found ? undefined : unseen(scene, named);
  if (told) report[told.tell]('ARGO_REFERENCE_UNSEEN', field, ref.name, told.fix);
  return found?.spec;
}

/** The workflow of an event has the parameters of its template, with those of the event in front. */
function judgeParameters(given: ReadonlyArray<Record<string, any>>, template: Record<string, any>, report: Report): void {
  const declared = list(record(template.arguments).parameters).map(record);
  const names = declared.map(({ name }) => text(name));
  given.forEach(({ name }, i) => {
    const near = names.includes(text(name)) ? undefined : nearest(text(name), names);
    if (near) report.warn('ARGO_ARGUMENT_UNKNOWN', `spec.submit.arguments.parameters[${i}].name`, name, `the template has no such parameter; did you mean '${near}'?`);
  });
  for (const { name, value, valueFrom } of declared) {
    if (!has(value) && !has(valueFrom) && !given.some(parameter => parameter.name === name)) {
      report.warn('ARGO_ARGUMENT_VALUE', 'spec.submit.arguments.parameters', undefined, `the parameter ${name} of the template has no value, so that Argo refuses the workflow; take it from the event`);
    }
  }
}
