import type { Home, Located } from './home';
import type { Run } from './run';
import { legible, tagsOf } from './tags';
import { holdersOf } from './templates';
import { below, eachText, has } from './tree';
import { list, record, text } from '../../../manifest';

/**
 * What a step, task or the workflow calls. `unseen`: not in this input, so that
 * nothing is known about it; `dynamic`: named by a variable, which Argo follows
 * at run time and takes as having no outputs; `refused`: said already.
 */
export type Callee = Located | 'unseen' | 'dynamic' | 'refused';

/** Finds what a step or task calls. */
export function calleeOf(run: Run, holder: Record<string, any>, home: Home, path: string): Callee {
  const callee = found(run, holder, home, path);
  if (typeof callee === 'object' && home.kind !== 'Workflow') {
    run.fetched.add(text(callee.template.name));
    keep(run, home, callee);
  }
  return callee;
}

function found(run: Run, holder: Record<string, any>, home: Home, path: string): Callee {
  const { templateRef, inline } = holder;
  const name = text(holder.template);
  if (has(templateRef)) {
    if (name !== '') return refused(run, home, 'ARGO_REFERENCE_FORM', below(path, 'template'), name, 'template and templateRef exclude each other; keep one');
    const ref = record(templateRef);
    for (const field of ['name', 'template']) {
      if (text(ref[field]) === '') return refused(run, home, 'ARGO_REFERENCE_FORM', below(path, 'templateRef', field), has(ref[field]) ? ref[field] : undefined, 'required');
    }
    if (holdsTags(ref)) return 'dynamic';
  } else if (name !== '' && !home.find(name)) {
    if (mayBecome(run, name, home) || hasStored(home)) return 'unseen';
    if (run.fetched.has(name) && home.kind === 'Workflow') {
      run.warn(home, 'ARGO_TEMPLATE_UNKNOWN', below(path, 'template'), name, 'another templateRef brings a template of this name, and only once it has run; write the templateRef here, too');
      return 'unseen';
    }
    const near = run.near(name, () => home.names);
    return refused(run, home, 'ARGO_TEMPLATE_UNKNOWN', below(path, 'template'), name, near ? `no template has that name; did you mean '${near}'?` : `no template of ${place(home)} has that name`);
  }
  if (has(inline) && has(templateRef)) {
    // Which of the two runs depends on what was called before.
    run.warn(home, 'ARGO_REFERENCE_FORM', below(path, 'inline'), undefined, 'inline and templateRef exclude each other; keep one');
    return 'unseen';
  }
  if (has(inline)) return inlineOf(run, holder, home, path);
  if (has(templateRef)) return referred(run, record(templateRef), home, below(path, 'templateRef'));
  return home.find(name) && name !== '' ? home.find(name)! :
    refused(run, home, 'ARGO_REFERENCE_FORM', below(path, 'template'), undefined, 'required: template, templateRef or inline');
}

/** Finds the template that a templateRef names. */
export function referred(run: Run, ref: Record<string, any>, home: Home, path: string): Callee {
  if (legible(text(ref.name)) !== ref.name) {
    return refused(run, home, 'ARGO_TEMPLATE_UNKNOWN', below(path, 'name'), legible(text(ref.name)), 'Argo looks for the object before it knows the inputs; only the template may come from one');
  }
  const other = run.homeOf(ref, home.via ?? path);
  if (!other) {
    run.leadsOut(home, ref, below(path, 'name'));
    return 'unseen';
  }
  const name = text(ref.template);
  const there = other.find(name);
  if (there) {
    run.fetched.add(name);
    return there;
  }
  if (name.includes('placeholder')) return 'dynamic';
  const near = run.near(name, () => other.names);
  return refused(run, home, 'ARGO_TEMPLATE_UNKNOWN', below(path, 'template'), name, near ? `${other.kind} ${other.name} has no such template; did you mean '${near}'?` : `${other.kind} ${other.name} has no such template`);
}

function inlineOf(run: Run, holder: Record<string, any>, home: Home, path: string): Callee {
  const { steps, ...rest } = record(holder.inline);
  // Argo drops an empty list on its way.
  const given = Array.isArray(steps) && steps.length === 0 ? rest : record(holder.inline);
  const key = keyOf(home, text(holder.name));
  const template = home.kind === 'Workflow' ? given : run.kept.get(key) ?? given;
  if (home.kind !== 'Workflow') run.kept.set(key, template);
  return { template, path: below(path, 'inline'), home, inline: true };
}

const keyOf = (home: Home, name: string) => `${home.key}/inline/${name}`;

/** Of objects that a workflow refers to Argo keeps the inline templates by the name of the step, the first of each. */
function keep(run: Run, home: Home, located: Located): void {
  for (const { holder } of holdersOf(located)) {
    const key = keyOf(home, text(holder.name));
    if (has(holder.inline) && !run.kept.has(key)) run.kept.set(key, record(holder.inline));
  }
}

function refused(run: Run, ...[home, code, field, got, fix]: Parameters<Run['refuse']>): 'refused' {
  run.refuse(home, code, field, got, fix);
  return 'refused';
}

/** No template has a longer name. */
const MOST_OF_A_NAME = 2000;
const EXPRESSION = /\{\{=(.*?)\}\}/s;

/** Whether an expression in a name may give one that exists: Argo works it out at once, with what it knows. */
function mayBecome(run: Run, name: string, home: Home): boolean {
  const [tag, expression] = name.length <= MOST_OF_A_NAME ? EXPRESSION.exec(name) ?? [] : [];
  if (tag === undefined) return false;
  if (expression.includes('workflow.parameters') || run.knowsInputs && expression.includes('inputs.')) return true;
  return [...expression.matchAll(/'([^']*)'|"([^"]*)"/g)].some(([, single, double]) => home.find(name.replace(tag, () => single ?? double)));
}

const place = (home: Home) => (home.via === undefined ? 'this object' : `${home.kind} ${home.name}`);

/** A workflow that was read out of a cluster keeps templates in its status. */
const hasStored = ({ spec }: Home) => list(spec.templates).length === 0;

/** Whether Argo leaves a reference to the run. */
export function holdsTags(ref: Record<string, any>): boolean {
  let some = false;
  eachText(ref, value => {
    const { simple, open } = tagsOf(value);
    some ||= simple.length > 0 || open !== undefined;
  });
  return some;
}
