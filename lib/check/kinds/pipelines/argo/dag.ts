import { judgeArguments } from './arguments';
import { ANY_ARGUMENTS, argumentsOf, valueText } from './bind';
import type { Dependency } from './depends';
import { dependenciesOf, RESULTS } from './depends';
import { Ancestry, circleText, cycleOf, orderOf } from './graph';
import type { Located } from './home';
import { hasExitHook, judgeHooks } from './hooks';
import { judgeExtras } from './later-calls';
import { judgeLogic } from './logic';
import { isAggregate, isLoop, judgeLoop } from './loops';
import { judgeNames, NO_SCHEMA } from './names';
import { addOutputs } from './outputs';
import type { Callee } from './references';
import { calleeOf } from './references';
import type { Run } from './run';
import { Scope } from './scope';
import { holdsVariable, isUnforeseeable } from './tags';
import { judgeCall, judgeTemplate } from './template';
import { below, has } from './tree';
import { judgeVariables } from './variables';
import { list, record, text } from '../../../manifest';

interface Dag {
  readonly run: Run;
  readonly located: Located;
  readonly tasks: ReadonlyArray<Record<string, any>>;
  readonly place: ReadonlyMap<string, number>;
  readonly ancestry: Ancestry;
  readonly scope: Scope;
  readonly at: (i: number, ...steps: Array<string | number>) => string;
}

/** Judges tasks that wait for each other. */
export function judgeDag(run: Run, bound: Record<string, any>, located: Located, scope: Scope): void {
  const { home, path, inline } = located;
  const tasks = list(record(bound.dag).tasks).map(record);
  const at = (i: number, ...steps: Array<string | number>) => below(path, 'dag', 'tasks', i, ...steps);
  if (tasks.length === 0) {
    if (inline) run.refuse(home, 'ARGO_DAG_EMPTY', below(path, 'dag', 'tasks'), undefined, 'at least one task');
    return;
  }
  judgeNames(run, home, tasks, below(path, 'dag', 'tasks'), 'template', inline ? NO_SCHEMA : { missing: true, malformed: true });
  const place = new Map<string, number>();
  tasks.forEach(({ name }, i) => place.set(text(name), i));
  const edges = edgesOf(run, located, tasks, place, at);
  const cycle = cycleOf(edges);
  if (cycle) {
    run.refuse(home, 'ARGO_DEPENDENCY_CYCLE', at(cycle[0], text(tasks[cycle[0]].depends) === '' ? 'dependencies' : 'depends'), circleText(cycle.map(i => tasks[i].name)), 'tasks that wait for each other never start; break the circle');
  }
  const order = cycle ? [...tasks.keys()] : orderOf(edges);
  const dag: Dag = { run, located, tasks, place, ancestry: new Ancestry(edges), scope, at };
  run.dagDepth++;
  const callees = new Map(order.map(i => [i, judgeCallee(dag, i)]));
  judgeTargets(dag, bound);
  for (const i of order) judgeTask(dag, i, callees.get(i)!);
  run.dagDepth--;
}

/** Who waits for whom, and what is wrong with the way it is said. */
function edgesOf(run: Run, { home, inline }: Located, tasks: Dag['tasks'], place: Dag['place'], at: Dag['at']): number[][] {
  const usesDepends = tasks.some(({ depends }) => text(depends) !== '');
  return tasks.map((task, i) => {
    const said = has(task.depends) || has(task.dependencies);
    const byName = list(task.dependencies).length > 0;
    // Within one task the schema sees it.
    if ((inline || !said) && (usesDepends || byName) && /^[0-9]/.test(text(task.name))) {
      run.refuse(home, 'ARGO_DEPENDS', at(i, 'name'), task.name, 'where tasks wait for each other, no name starts with a digit');
    }
    if ((inline || !has(task.depends)) && usesDepends && byName) {
      run.refuse(home, 'ARGO_DEPENDS', at(i, 'dependencies'), undefined, 'other tasks of this DAG use depends; write depends here, too');
    }
    if ((inline || !has(task.depends)) && usesDepends && has(task.continueOn)) {
      run.refuse(home, 'ARGO_DEPENDS', at(i, 'continueOn'), undefined, 'tasks of this DAG use depends; write there what may fail, e.g. a.Succeeded || a.Failed');
    }
    judgeLogic(run, home, task.depends, at(i, 'depends'));
    const known = new Set<number>();
    for (const { name, result, field, ofLoop } of dependenciesOf(task)) {
      const other = place.get(name);
      if (other === undefined) {
        run.refuse(home, 'ARGO_DEPENDENCY_UNKNOWN', at(i, ...field), ...unknown(run, task, name, field, place));
        continue;
      }
      known.add(other);
      if (text(task.depends) !== '' && result !== undefined && !RESULTS.includes(result)) {
        const near = run.near(result, RESULTS);
        run.refuse(home, 'ARGO_DEPENDS', at(i, ...field), `${name}.${result}`, near ? `did you mean ${name}.${near}?` : `a task is one of ${RESULTS.join(', ')}`);
      }
      if (ofLoop && !isLoop(tasks[other])) {
        run.refuse(home, 'ARGO_DEPENDS', at(i, ...field), `${name}.${result}`, `${name} is no loop; write ${name}.${result === 'AllFailed' ? 'Failed' : 'Succeeded'}`);
      }
    }
    return [...known];
  });
}

/** What was got, and what to do about it. */
function unknown(run: Run, task: Record<string, any>, name: string, field: Dependency['field'], place: Dag['place']): [got: unknown, fix: string] {
  const written = field.length === 2 ? list(task.dependencies)[Number(field[1])] : undefined;
  if (typeof written === 'string' && written !== name) return [written, 'names of tasks alone; results are written in depends'];
  const near = run.near(name, () => [...place.keys()]);
  return [name, near ? `no task of this DAG has that name; did you mean '${near}'?` : 'no task of this DAG has that name'];
}

/** First Argo looks at all templates, whatever the tasks pass to them. */
function judgeCallee({ run, located: { home }, tasks, scope, at }: Dag, i: number): Callee {
  const prefix = `tasks.${text(tasks[i].name)}`;
  const callee = calleeOf(run, tasks[i], home, at(i));
  if (typeof callee === 'object') judgeTemplate(run, callee, ANY_ARGUMENTS);
  else if (callee !== 'dynamic') scope.addAll(`${prefix}.`);
  addOutputs(run, scope, prefix, typeof callee === 'object' ? callee.template : undefined, isAggregate(tasks[i]));
  return callee;
}

function judgeTargets({ run, located: { home, path }, place, scope }: Dag, bound: Record<string, any>): void {
  const { target } = record(bound.dag);
  const field = below(path, 'dag', 'target');
  judgeVariables(run, target, { home, path: field, scope });
  if (text(target) === '' || isUnforeseeable(target)) return;
  for (const name of text(target).split(' ')) {
    if (holdsVariable(name) || place.has(name)) continue;
    const near = run.near(name, () => [...place.keys()]);
    run.refuse(home, 'ARGO_TARGET_UNKNOWN', field, record(bound.dag).target, near ? `no task is named '${name}'; did you mean '${near}'?` : `no task is named '${name}'; names stand apart by one blank, and variables do not count here`);
  }
}

/** Then, task by task, what it passes on and refers to. */
function judgeTask(dag: Dag, i: number, callee: Callee): void {
  const { run, located: { home, inline }, tasks, scope, at } = dag;
  const task = tasks[i];
  const own = new Scope(scope);
  if (has(task.hooks)) scope.add(`tasks.${text(task.name)}.status`);
  if (hasExitHook(task)) addOutputs(run, scope, `tasks.${text(task.name)}`, typeof callee === 'object' ? callee.template : undefined, false);
  judgeHooks(run, task.hooks, home, at(i, 'hooks'), true);
  for (const parameter of list(record(record(task.inline).inputs).parameters)) own.add(`inputs.parameters.${text(record(parameter).name)}`);
  judgeLoop(run, task, home, at(i), own, inline);
  judgeArguments(run, task.arguments, { home, path: at(i, 'arguments'), inline, valuesMayComeLater: false });
  const late = judgeSources(dag, i);
  const statuses = new AncestorScope(own, dag, i);
  judgeVariables(run, task, {
    home, path: at(i), scope: statuses, visit: (name, field) => {
      const other = name.startsWith('tasks.') ? name.split('.')[1] : '';
      if (other === '' || other === text(task.name) || late.has(other) || !dag.place.has(other) || waits(dag, i, other)) return;
      run.warn(home, 'ARGO_OUTPUT_TOO_LATE', field(), `{{${name}}}`, `this task does not depend on ${other}, so that it waits for ever; add ${other} to its dependencies`);
    },
  });
  if (typeof callee === 'object') {
    judgeCall(run, callee, argumentsOf(task.arguments), home, at(i, 'arguments'));
    judgeExtras(run, callee, task.arguments, home, at(i, 'arguments'));
  }
}

function waits({ place, ancestry }: Dag, i: number, name: string): boolean {
  const other = place.get(name);
  return other !== undefined && ancestry.waits(i, other);
}

/** Arguments that begin with the result of a task come from one that this task depends on; gives the others. */
function judgeSources(dag: Dag, i: number): Set<string> {
  const { run, located: { home }, tasks, at } = dag;
  const late = new Set<string>();
  const judge = (value: string, field: string) => {
    if (!value.startsWith('{{tasks.')) return;
    const name = value.split('.')[1];
    if (waits(dag, i, name)) return;
    late.add(name);
    // Of a task that does not exist it is said elsewhere.
    if (dag.place.has(name)) run.refuse(home, 'ARGO_OUTPUT_TOO_LATE', field, value, `this task does not depend on ${name}; add it to its dependencies`);
    else if (name.includes('}')) run.refuse(home, 'ARGO_OUTPUT_TOO_LATE', field, value, 'Argo takes this for the result of another task; put a text in front of it');
  };
  const { parameters, artifacts } = record(tasks[i].arguments);
  list(parameters).forEach((item, j) => {
    if (has(record(item).value)) judge(valueText(record(item).value), at(i, 'arguments', 'parameters', j, 'value'));
  });
  list(artifacts).forEach((item, j) => judge(text(record(item).from), at(i, 'arguments', 'artifacts', j, 'from')));
  return late;
}

/** Of the tasks that a task waits for it knows how they ended. */
class AncestorScope extends Scope {
  constructor(outer: Scope, private readonly dag: Dag, private readonly task: number) {
    super(outer);
  }

  public has(name: string): boolean {
    if (super.has(name)) return true;
    const [root, other, field, ...rest] = name.split('.');
    return root === 'tasks' && field === 'status' && rest.length === 0 && waits(this.dag, this.task, other);
  }
}
