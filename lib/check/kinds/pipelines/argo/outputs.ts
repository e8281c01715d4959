import { judgeArtifactPath } from './artifacts';
import type { Located } from './home';
import { isName, judgeNames, NO_SCHEMA } from './names';
import type { Run } from './run';
import type { Scope } from './scope';
import { ANY_OUTPUT_ARTIFACT, ANY_OUTPUT_PARAMETER } from './scope';
import { holdsVariable, isUnforeseeable, placeholder } from './tags';
import { hasResult, isLeaf, typesOf } from './template-type';
import { below, has } from './tree';
import { judgeVariables } from './variables';
import { list, record, text } from '../../../manifest';

/** Judges the outputs of a template that is bound to its arguments. */
export function judgeOutputs(run: Run, bound: Record<string, any>, { path, home, inline }: Located, scope: Scope): void {
  const at = below(path, 'outputs');
  const { parameters, artifacts } = record(bound.outputs);
  judgeNames(run, home, parameters, below(at, 'parameters'), 'parameter', inline ? NO_SCHEMA : { missing: true, malformed: true });
  judgeNames(run, home, artifacts, below(at, 'artifacts'), 'parameter', inline ? NO_SCHEMA : { missing: true, malformed: false });
  // Of other templates all is read already.
  if (has(bound.steps) || has(bound.dag)) judgeVariables(run, bound.outputs, { home, path: at, scope });
  list(artifacts).forEach((item, i) => {
    const artifact = record(item);
    const field = below(at, 'artifacts', i);
    if (isLeaf(bound)) judgeArtifactPath(run, home, artifact.path, below(field, 'path'));
    else if (text(artifact.path) !== '') {
      run.refuse(home, 'ARGO_ARTIFACT_PATH', below(field, 'path'), artifact.path, 'only a template that runs in a container has paths; write from: \'{{...}}\'');
    }
    judgeGlobalName(run, home, artifact.globalName, field);
  });
  list(parameters).forEach((item, i) => {
    const field = below(at, 'parameters', i);
    judgeValue(run, home, record(item), bound, field);
    judgeGlobalName(run, home, record(item).globalName, field);
  });
}

function judgeGlobalName(run: Run, home: Located['home'], name: unknown, field: string): void {
  if (text(name) !== '' && !holdsVariable(text(name)) && !isUnforeseeable(name) && !isName(text(name), 'parameter')) {
    run.refuse(home, 'ARGO_NAME_INVALID', below(field, 'globalName'), name, 'letters, digits, - and _');
  }
}

const SOURCES = ['path', 'jqFilter', 'jsonPath', 'parameter', 'expression'] as const;

function judgeValue(run: Run, home: Located['home'], parameter: Record<string, any>, bound: Record<string, any>, field: string): void {
  const refuse = (step: string, got: unknown, fix: string) => run.refuse(home, 'ARGO_OUTPUT', step === '' ? field : below(field, ...step.split('.')), got, fix);
  const { value, valueFrom } = parameter;
  if (has(value) && has(valueFrom)) return refuse('value', value, 'value and valueFrom exclude each other; keep one');
  if (has(value)) return;
  if (!has(valueFrom)) return refuse('valueFrom', undefined, 'required: where the value comes from');
  const source = record(valueFrom);
  const set: string[] = SOURCES.filter(name => text(source[name]) !== '');
  if (has(source.supplied)) set.push('supplied');
  const [type] = typesOf(bound);
  const wants = type === undefined ? undefined : WANTS[type];
  if (set.length > 1) return refuse(`valueFrom.${set[1]}`, source[set[1]], `one source alone: ${set.join(' or ')}`);
  if (set.length === 0) return refuse('valueFrom', undefined, `say where the value comes from: ${(wants ?? ['supplied']).join(' or ')}`);
  if (wants && !wants.includes(set[0])) refuse(`valueFrom.${set[0]}`, source[set[0]], `the outputs of a ${type} template come from ${wants.join(' or ')}`);
}

/** Where the outputs of a template come from, by its type; suspend, http, data and plugin take any. */
const WANTS: Partial<Record<string, readonly string[]>> = {
  container: ['path'],
  containerSet: ['path'],
  script: ['path'],
  resource: ['jqFilter', 'jsonPath'],
  dag: ['parameter', 'expression'],
  steps: ['parameter', 'expression'],
};

/** The variables that a step or task makes for those that come after it. */
export function addOutputs(run: Run, scope: Scope, prefix: string, template: Record<string, any> | undefined, aggregate: boolean): void {
  scope.add(...['id', 'startedAt', 'finishedAt', 'hostNodeName'].map(name => `${prefix}.${name}`));
  if (!template) return;
  if (template.daemon === true) scope.add(`${prefix}.ip`);
  if (hasResult(template)) scope.add(`${prefix}.outputs.result`, `${prefix}.exitCode`);
  for (const [kind, any] of [['parameters', ANY_OUTPUT_PARAMETER], ['artifacts', ANY_OUTPUT_ARTIFACT]]) {
    for (const item of list(record(template.outputs)[kind])) {
      const { name, globalName } = record(item);
      scope.add(`${prefix}.outputs.${kind}.${text(name)}`);
      if (text(globalName) === '') continue;
      const global = `workflow.outputs.${kind}.${globalName}`;
      if (holdsVariable(text(globalName))) scope.add(any);
      else run.globals.set(global, placeholder(global));
    }
  }
  if (!aggregate) return;
  scope.add(`${prefix}.outputs.parameters`);
  if (has(template.script) || has(template.containerSet)) scope.add(`${prefix}.outputs.result`, `${prefix}.exitCode`);
}
