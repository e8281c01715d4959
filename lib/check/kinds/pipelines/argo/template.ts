import { judgeLocation } from './artifacts';
import type { Arguments } from './bind';
import { ANY_ARGUMENTS, bind } from './bind';
import { judgeDag } from './dag';
import type { Home, Located } from './home';
import { judgeInline } from './inline';
import { judgeInputs, judgeSupply } from './inputs';
import { judgeLeaf } from './leaf';
import { judgeMetrics } from './metrics';
import { judgeOutputs } from './outputs';
import type { Run } from './run';
import { Scope } from './scope';
import { judgeSteps } from './steps';
import { placeholder } from './tags';
import { isLeaf, isPod, TYPES, typesOf } from './template-type';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

const RETRY_VARIABLES = ['retries', 'lastRetry.exitCode', 'lastRetry.status', 'lastRetry.duration', 'lastRetry.message'];
/** Templates that call templates that call templates. */
const MAX_DEPTH = 200;
const RETRY_POLICIES = ['Always', 'OnFailure', 'OnError', 'OnTransientError'];

/** Judges a template with the arguments of its first call; every later call costs next to nothing. */
export function judgeTemplate(run: Run, located: Located, args: Arguments): void {
  const { template, path, home, inline } = located;
  const key = `${home.key}${text(template.name)}`;
  const known = run.judged.has(key);
  // Deeper ones are judged when it is the turn of what nothing has called.
  if (run.depth === MAX_DEPTH) return;
  if (known && !(inline && run.once(`${home.via} ${path}`))) return;
  if (!judgeType(run, located)) {
    run.judged.add(key);
    return;
  }
  const scope = judgeInputs(run, located);
  const bound = bind(template, args, run.globals, ownVariables(template, scope));
  judgeTimeout(run, bound, home, below(path, 'timeout'), inline);
  run.judged.add(key);
  const { mild, knowsInputs } = run;
  // What is written into steps has no name: of all those without one Argo goes into the first.
  run.mild ||= known;
  run.knowsInputs = args !== ANY_ARGUMENTS;
  run.depth++;
  judgeBody(run, bound, located, scope);
  run.depth--;
  Object.assign(run, { mild, knowsInputs });
}

/** Judges what Argo looks at first; false where it is no template. */
function judgeType(run: Run, located: Located): boolean {
  const { template, path, home, inline } = located;
  const types = typesOf(template);
  if (types.length === 0 || types.length > 1 && inline) {
    run.refuse(home, 'ARGO_TEMPLATE_TYPE', path, types.length === 0 ? undefined : types.join(', '), `exactly one of ${TYPES.join(', ')}`);
  }
  if (types.length === 0) return false;
  if (!inline) return true;
  judgeInline(run, located);
  const { retryPolicy } = record(template.retryStrategy);
  if (text(retryPolicy) !== '' && !RETRY_POLICIES.includes(retryPolicy)) {
    run.refuse(home, 'ARGO_RETRY', below(path, 'retryStrategy', 'retryPolicy'), retryPolicy, `one of ${RETRY_POLICIES.join(', ')}`);
  }
  list(template.initContainers).forEach((container, i) => {
    const { name } = record(container);
    if (!has(name) || name === '') run.refuse(home, 'ARGO_NAME_INVALID', below(path, 'initContainers', i, 'name'), undefined, 'init containers have names');
  });
  return true;
}

function judgeBody(run: Run, bound: Record<string, any>, located: Located, scope: Scope): void {
  const { path, home, inline } = located;
  if (inline && (has(bound.steps) || has(bound.dag)) && has(bound.activeDeadlineSeconds)) {
    run.refuse(home, 'ARGO_FIELD_MISPLACED', below(path, 'activeDeadlineSeconds'), bound.activeDeadlineSeconds, 'only templates that do something themselves have a deadline');
  }
  if (has(bound.steps)) judgeSteps(run, bound, located, scope);
  else if (has(bound.dag)) judgeDag(run, bound, located, scope);
  else judgeLeaf(run, bound, located, scope);
  judgeOutputs(run, bound, located, scope);
  if (has(bound.archiveLocation)) judgeLocation(run, home, record(bound.archiveLocation), below(path, 'archiveLocation'), inline);
  judgeMetrics(run, bound, located);
}

/** Variables that a template has of itself. */
function ownVariables(template: Record<string, any>, scope: Scope): Map<string, string> {
  const names = [...isPod(template) ? ['pod.name'] : [], ...has(template.retryStrategy) ? RETRY_VARIABLES : []];
  scope.add(...names);
  if (isLeaf(template)) {
    const { artifacts, parameters } = record(template.outputs);
    for (const item of list(artifacts)) if (text(record(item).path) !== '') scope.add(`outputs.artifacts.${text(record(item).name)}.path`);
    for (const item of list(parameters)) if (text(record(record(item).valueFrom).path) !== '') scope.add(`outputs.parameters.${text(record(item).name)}.path`);
  }
  return new Map(names.map(name => [name, placeholder(name)]));
}

/** Judges one call of a template with what it passes on. `field` is where its arguments are. */
export function judgeCall(run: Run, located: Located, args: Arguments, caller: Home, field: string): void {
  judgeSupply(run, located, args, caller, field);
  const { template, inline } = located;
  if (!text(template.timeout).includes('{{')) return;
  const { timeout } = bind({ inputs: template.inputs, timeout: template.timeout }, args, run.globals, new Map());
  judgeTimeout(run, { ...template, timeout }, caller, field, inline);
}

/** A timeout is a duration such as 10m, and stands in templates that do something. */
function judgeTimeout(run: Run, template: Record<string, any>, home: Home, field: string, inline: boolean): void {
  const { timeout } = template;
  if (text(timeout) === '') return;
  if (!isLeaf(template)) {
    // Of steps and dag the schema knows.
    if (inline || has(template.suspend)) run.refuse(home, 'ARGO_FIELD_MISPLACED', field, timeout, 'only templates that do something themselves have a timeout; a suspend has a duration');
  } else if (/^[-+]?[0-9]+$/.test(timeout)) {
    run.refuse(home, 'ARGO_DURATION', field, timeout, 'a number with a unit, such as 30s or 1h30m');
  }
}
