import type { Home, Located } from './home';
import { referred } from './references';
import type { Run } from './run';
import { holdersOf } from './templates';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

/** Warns of hooks that call templates which do not exist: Argo looks for them when the hook runs. */
export function judgeHookCalls(run: Run, located: Located): void {
  for (const { holder, path } of holdersOf(located)) {
    judgeCallee(run, located.home, located.home, text(holder.onExit), below(path, 'onExit'));
    judgeHooksOf(run, located.home, located.home, holder.hooks, below(path, 'hooks'));
  }
}

/** `templates` is where the names of hooks are looked up: the workflow, or the WorkflowTemplate that it runs. */
export function judgeHooksOf(run: Run, home: Home, templates: Home, hooks: unknown, path: string): void {
  for (const [name, value] of Object.entries(record(hooks))) {
    const hook = record(value);
    const at = below(path, name);
    judgeCallee(run, home, templates, text(hook.template), below(at, 'template'));
    const ref = record(hook.templateRef);
    if (text(ref.name) === '' || text(ref.template) === '' || /\{\{/.test(`${ref.name}${ref.template}`)) continue;
    const mild = run.mild;
    run.mild = true;
    referred(run, ref, home, below(at, 'templateRef'));
    run.mild = mild;
  }
}

function judgeCallee(run: Run, home: Home, templates: Home, name: string, field: string): void {
  if (name === '' || name.includes('{{') || templates.find(name)) return;
  const near = run.near(name, () => templates.names);
  run.warn(home, 'ARGO_TEMPLATE_UNKNOWN', field, name, near ? `no template has that name; did you mean '${near}'?` : 'no template has that name: the hook fails when it is its turn');
}

/** Warns of arguments that the called template has no input for. */
export function judgeExtras(run: Run, { template }: Located, args: unknown, home: Home, field: string): void {
  const inputs = record(template.inputs);
  for (const kind of ['parameters', 'artifacts']) {
    const known = new Set(list(inputs[kind]).map(input => record(input).name));
    list(record(args)[kind]).forEach((item, i) => {
      const { name } = record(item);
      if (typeof name !== 'string' || known.has(name)) return;
      const near = run.near(name, () => [...known].map(text));
      const owner = has(template.name) ? `template ${template.name}` : 'the template';
      run.warn(home, 'ARGO_ARGUMENT_UNKNOWN', below(field, kind, i, 'name'), name, near ? `${owner} has no such input; did you mean '${near}'?` : `${owner} has no such input, so that nobody reads it`);
    });
  }
}

