import { judgeArguments } from './arguments';
import { ANY_ARGUMENTS, argumentsOf } from './bind';
import type { Located } from './home';
import { hasExitHook, judgeHooks } from './hooks';
import { judgeExtras } from './later-calls';
import { isAggregate, judgeLoop } from './loops';
import { judgeName } from './names';
import { addOutputs } from './outputs';
import { calleeOf } from './references';
import type { Run } from './run';
import { Scope } from './scope';
import { judgeCall, judgeTemplate } from './template';
import { below, has } from './tree';
import { judgeVariables } from './variables';
import { list, record, text } from '../../../manifest';

/** Judges groups of steps, one after the other. */
export function judgeSteps(run: Run, bound: Record<string, any>, located: Located, scope: Scope): void {
  const { home, path, inline } = located;
  const names = new Set<string>();
  list(bound.steps).forEach((group, i) => {
    const together = new Set<string>();
    list(group).forEach((item, j) => {
      const step = record(item);
      const at = below(path, 'steps', i, j);
      judgeName(run, home, has(step.name) ? step.name : undefined, below(at, 'name'), 'template', { missing: false, malformed: !inline });
      const name = text(step.name);
      if (name !== '' && names.has(name)) run.refuse(home, 'ARGO_NAME_DUPLICATE', below(at, 'name'), name, 'names are unique among all steps of a template; rename one of the two');
      names.add(name);
      judgeStep(run, step, at, located, scope, together);
      together.add(name);
    });
  });
}

function judgeStep(run: Run, step: Record<string, any>, at: string, { home, inline }: Located, scope: Scope, together: ReadonlySet<string>): void {
  const prefix = `steps.${text(step.name)}`;
  scope.add(`${prefix}.status`);
  judgeLoop(run, step, home, at, scope, inline);
  judgeArguments(run, step.arguments, { home, path: below(at, 'arguments'), inline, valuesMayComeLater: false });
  const callee = calleeOf(run, step, home, at);
  if (typeof callee === 'object') judgeTemplate(run, callee, ANY_ARGUMENTS);
  else if (callee !== 'dynamic') scope.addAll(`${prefix}.`);
  const template = typeof callee === 'object' ? callee.template : undefined;
  if (hasExitHook(step)) addOutputs(run, scope, prefix, template, false);
  judgeHooks(run, step.hooks, home, below(at, 'hooks'));
  const own = new Scope(scope);
  for (const parameter of list(record(record(step.inline).inputs).parameters)) own.add(`inputs.parameters.${text(record(parameter).name)}`);
  judgeVariables(run, step, {
    home, path: at, scope: own, visit: (name, field) => {
      const other = name.startsWith('steps.') ? name.split('.')[1] : '';
      if (together.has(other) && other !== text(step.name)) {
        run.warn(home, 'ARGO_OUTPUT_TOO_LATE', field(), `{{${name}}}`, `${other} runs at the same time, so that this step waits for ever; move it into a later group`);
      }
    },
  });
  addOutputs(run, scope, prefix, template, isAggregate(step));
  if (typeof callee === 'object') {
    judgeCall(run, callee, argumentsOf(step.arguments), home, below(at, 'arguments'));
    judgeExtras(run, callee, step.arguments, home, below(at, 'arguments'));
  }
}
