import { judgeArguments } from './arguments';
import type { Arguments } from './bind';
import { ANY_ARGUMENTS, argumentsOf, valueText } from './bind';
import { Home } from './home';
import type { HomeKind } from './home';
import { judgeHooks } from './hooks';
import { judgeNames } from './names';
import { judgePitfalls } from './pitfalls';
import { judgePodGc } from './pod-gc';
import { holdsTags, referred } from './references';
import { Run } from './run';
import { ANY_OUTPUT_ARTIFACT } from './scope';
import { holdsVariable, placeholder } from './tags';
import { judgeCall, judgeTemplate } from './template';
import { below, has, keysOf } from './tree';
import { list, record, text } from '../../../manifest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

export interface WorkflowText {
  readonly kind: HomeKind;
  readonly name: string;
  readonly namespace?: string;
  /** What `workflow.labels` and `workflow.annotations` hold from the start. */
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly spec: Record<string, any>;
  /** JSON path of the spec. */
  readonly path: string;
  /** Parameters may be given by whoever submits it, and the entrypoint, too. */
  readonly isTemplate: boolean;
}

/** Judges a workflow as Argo's controller, server and linter do before anything runs. */
export function judgeWorkflow(workflow: WorkflowText, report: Report, scene: Scene): void {
  const { spec, path, isTemplate } = workflow;
  const run = new Run(report, scene, workflow.namespace, isTemplate);
  const home = new Home('Workflow', workflow.name, spec, path);
  const base = baseOf(run, home);
  judgeNames(run, home, spec.templates, below(path, 'templates'), 'template', { missing: false, malformed: true });
  const args = mergedArguments(spec, base);
  judgeArguments(run, spec.arguments, { home, path: below(path, 'arguments'), inline: false, valuesMayComeLater: isTemplate, merged: has(spec.workflowTemplateRef) });
  if (base) judgeTaken(run, home, base, args, isTemplate);
  addGlobals(run, workflow, base, args);
  for (const { name } of exportsOf(spec, base)) run.exported.add(name);
  judgeEntrypoint(run, home, base, args, isTemplate);
  judgeOnExit(run, home, base);
  judgeHooks(run, spec.hooks, home, below(path, 'hooks'));
  judgePodGc(run, home);
  judgeRest(run, home, base);
  run.settle();
  judgePitfalls(run, home, base ?? (has(spec.workflowTemplateRef) ? undefined : home));
}

/** The WorkflowTemplate that a workflow runs; undefined where it runs its own templates, or it is not in the input. */
function baseOf(run: Run, home: Home): Home | undefined {
  const { workflowTemplateRef, templates } = home.spec;
  if (!has(workflowTemplateRef)) return undefined;
  const field = below(home.path, 'workflowTemplateRef');
  if (list(templates).length > 0) {
    run.refuse(home, 'ARGO_TEMPLATES_WITH_REF', below(home.path, 'templates'), undefined, 'a workflow with workflowTemplateRef has no templates of its own; remove one of the two');
  }
  const ref = record(workflowTemplateRef);
  const base = run.homeOf({ ...ref, name: text(ref.name) }, field);
  if (!base) run.leadsOut(home, { ...ref, name: text(ref.name) }, below(field, 'name'));
  return base;
}

interface Merged {
  readonly parameters: ReadonlyArray<Record<string, any>>;
  readonly artifacts: ReadonlyArray<Record<string, any>>;
}

/** The arguments of a workflow, then those of the WorkflowTemplate that it runs. */
function mergedArguments(spec: Record<string, any>, base: Home | undefined): Merged {
  const merge = (field: 'parameters' | 'artifacts') => {
    const items = [...list(record(spec.arguments)[field]), ...list(record(base?.spec.arguments)[field])].map(record);
    const names = new Set<unknown>();
    return items.filter(({ name }) => !names.has(name) && names.add(name));
  };
  return { parameters: merge('parameters'), artifacts: merge('artifacts') };
}

/** The arguments that a workflow takes from its WorkflowTemplate. */
function judgeTaken(run: Run, home: Home, base: Home, { parameters, artifacts }: Merged, isTemplate: boolean): void {
  const theirs = (items: Merged['artifacts'], field: 'parameters' | 'artifacts') => {
    const own = new Set(list(record(home.spec.arguments)[field]).map(item => record(item).name));
    return items.filter(({ name }) => !own.has(name));
  };
  const taken = theirs(parameters, 'parameters');
  const lacking = isTemplate ? [] : taken.filter(({ value, valueFrom }) => !has(value) && !has(valueFrom));
  for (const { name } of lacking) {
    run.refuse(home, 'ARGO_ARGUMENT_VALUE', below(home.path, 'arguments', 'parameters'), undefined, `the parameter ${name} of ${base.kind} ${base.name} has no value; give one here`);
  }
  const rest = { parameters: taken.filter(item => !lacking.includes(item)), artifacts: theirs(artifacts, 'artifacts') };
  judgeArguments(run, rest, { home: base, path: 'spec.arguments', inline: false, valuesMayComeLater: isTemplate });
}

const ALWAYS = [
  'workflow.name', 'workflow.namespace', 'workflow.mainEntrypoint', 'workflow.serviceAccountName', 'workflow.uid', 'workflow.status',
  'workflow.annotations', 'workflow.annotations.json', 'workflow.labels', 'workflow.labels.json',
];

function addGlobals(run: Run, workflow: WorkflowText, base: Home | undefined, { parameters }: Merged): void {
  const add = (name: string, value = placeholder(name)) => run.globals.set(name, value);
  for (const name of ALWAYS) add(name);
  if (parameters.length > 0) ['workflow.parameters', 'workflow.parameters.json'].forEach(name => add(name));
  for (const { name, value } of parameters) {
    if (text(name) !== '') add(`workflow.parameters.${name}`, has(value) ? valueText(value) : undefined);
  }
  const metadata = [workflow.spec, base?.spec].map(spec => record(record(spec).workflowMetadata));
  const annotations = metadata.flatMap(m => keysOf(m.annotations));
  const labels = metadata.flatMap(m => [...keysOf(m.labels), ...keysOf(m.labelsFrom)]);
  for (const name of [...workflow.annotations, ...annotations]) add(`workflow.annotations.${name}`);
  for (const name of [...workflow.labels, ...labels]) add(`workflow.labels.${name}`);
  if (has(workflow.spec.priority)) add('workflow.priority', String(workflow.spec.priority));
}

/** Global outputs that the templates set. */
function exportsOf(spec: Record<string, any>, base: Home | undefined): { name: string; dynamic: boolean; kind: string }[] {
  return [...list(spec.templates), ...list(base?.spec.templates)].flatMap(template => {
    const outputs = record(record(template).outputs);
    return ['parameters', 'artifacts'].flatMap(kind => list(outputs[kind]).flatMap(item => {
      const global = text(record(item).globalName);
      return global === '' ? [] : [{ name: `workflow.outputs.${kind}.${global}`, dynamic: holdsVariable(global), kind }];
    }));
  });
}

function judgeEntrypoint(run: Run, home: Home, base: Home | undefined, args: Merged, isTemplate: boolean): void {
  const { spec, path } = home;
  const byRef = has(spec.workflowTemplateRef);
  const name = text(spec.entrypoint) || text(base?.spec.entrypoint);
  if (name === '') {
    if (!isTemplate && (base || !byRef)) {
      const names = (base ?? home).names.filter(known => known !== '');
      const example = names.length === 1 ? `; write ${names[0]}, the only template` : '';
      run.refuse(home, 'ARGO_ENTRYPOINT_MISSING', below(path, 'entrypoint'), undefined, `required: the template that the workflow begins with${example}`);
    }
    return;
  }
  if (byRef && !base) return;
  start(run, home, base, name, fieldOf(home, 'entrypoint'), isTemplate ? ANY_ARGUMENTS : argumentsOf(args));
}

/** Judges the template that runs in the end, for which more is known. */
function judgeOnExit(run: Run, home: Home, base: Home | undefined): void {
  const { spec } = home;
  const byRef = has(spec.workflowTemplateRef);
  const name = text(spec.onExit) || text(base?.spec.onExit);
  if (name === '' || byRef && !base) return;
  run.globals.set('workflow.failures', placeholder('workflow.failures'));
  if (exportsOf(spec, base).some(({ dynamic, kind }) => dynamic && kind === 'artifacts')) run.globals.set(ANY_OUTPUT_ARTIFACT, 'true');
  start(run, home, base, name, fieldOf(home, 'onExit'), argumentsOf(spec.arguments));
}

/** Where a name stands that the WorkflowTemplate may give as well. */
const fieldOf = ({ spec, path }: Home, field: string) => below(path, text(spec[field]) === '' ? 'workflowTemplateRef' : field);

/** Judges what nothing has called. */
function judgeRest(run: Run, home: Home, base: Home | undefined): void {
  if (!base && has(home.spec.workflowTemplateRef)) return;
  const all = base ?? home;
  list(all.spec.templates).forEach((item, i) => {
    const { name } = record(item);
    if (base && text(name) === '') run.refuse(base, 'ARGO_NAME_INVALID', below('spec', 'templates', i, 'name'), undefined, 'every template has a name');
    else if (!base || !holdsTags({ name })) judgeTemplate(run, all.at(i), ANY_ARGUMENTS);
  });
}

/** Judges a template of the workflow, or of the WorkflowTemplate that it runs, with the workflow's arguments. */
function start(run: Run, home: Home, base: Home | undefined, name: string, field: string, args: Arguments): void {
  const ref = { ...record(home.spec.workflowTemplateRef), template: name };
  if (base && holdsTags(ref)) return;
  if (!(base ?? home).find(name)) {
    const near = run.near(name, () => (base ?? home).names);
    const where = base ? `${base.kind} ${base.name} has no such template` : 'no template has that name';
    run.refuse(home, 'ARGO_TEMPLATE_UNKNOWN', field, name, near ? `${where}; did you mean '${near}'?` : where);
    return;
  }
  const callee = base ? referred(run, ref, home, below(home.path, 'workflowTemplateRef')) : home.find(name);
  if (typeof callee !== 'object') return;
  judgeTemplate(run, callee, args);
  judgeCall(run, callee, args, home, below(home.path, 'arguments'));
}
