import { hasLocation } from './artifacts';
import { valueText } from './bind';
import type { Home } from './home';
import { judgeNames, NO_SCHEMA } from './names';
import type { Run } from './run';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

export interface ArgumentPlace {
  readonly home: Home;
  /** Of the arguments. */
  readonly path: string;
  readonly inline: boolean;
  /** Whoever submits a WorkflowTemplate may give the values. */
  readonly valuesMayComeLater: boolean;
  /** They are merged with those of a WorkflowTemplate, so that of two items the first counts. */
  readonly merged?: boolean;
}

/** Judges what the workflow, a step or a task passes on. */
export function judgeArguments(run: Run, value: unknown, { home, path, inline, valuesMayComeLater, merged }: ArgumentPlace): void {
  const { parameters, artifacts } = record(value);
  judgeNames(run, home, parameters, below(path, 'parameters'), 'parameter', inline ? NO_SCHEMA : { missing: true, malformed: true, merged });
  judgeNames(run, home, artifacts, below(path, 'artifacts'), 'parameter', inline ? NO_SCHEMA : { missing: true, malformed: false, merged });
  for (const [i, item] of list(parameters).entries()) {
    const parameter = record(item);
    const field = below(path, 'parameters', i);
    judgeSource(run, home, parameter, field, valuesMayComeLater);
    if (!has(parameter.enum)) continue;
    // Argo's check ends here, whatever follows.
    if (!has(parameter.value) && valuesMayComeLater && list(parameter.enum).length > 0) return;
    judgeEnum(run, home, parameter, field, inline);
  }
  list(artifacts).forEach((item, i) => {
    const artifact = record(item);
    const field = below(path, 'artifacts', i);
    const from = text(artifact.from) !== '';
    if (!from && !hasLocation(artifact)) {
      run.refuse(home, 'ARGO_ARTIFACT_SOURCE', below(field, 'from'), undefined, has(artifact.fromExpression) ?
        'Argo 3.7 takes fromExpression in outputs alone; write from, a location or a key' : 'required: from, a location, or a key in the default repository');
    } else if (from && text(artifact.fromExpression) !== '') {
      run.refuse(home, 'ARGO_ARTIFACT_SOURCE', below(field, 'fromExpression'), artifact.fromExpression, 'from and fromExpression exclude each other; keep one');
    }
  });
}

function judgeSource(run: Run, home: Home, { value, valueFrom }: Record<string, any>, field: string, valuesMayComeLater: boolean): void {
  if (!has(valueFrom)) {
    if (!has(value) && !valuesMayComeLater) run.refuse(home, 'ARGO_ARGUMENT_VALUE', below(field, 'value'), undefined, 'required: a value or valueFrom; the default of an argument does not count');
    return;
  }
  const source = record(valueFrom);
  const wrong = ['path', 'jsonPath', 'parameter', 'expression'].find(name => text(source[name]) !== '');
  if (wrong) {
    run.refuse(home, 'ARGO_ARGUMENT_VALUE', below(field, 'valueFrom', wrong), source[wrong], 'an argument comes from configMapKeyRef, supplied or event; a result of another step is written as value: \'{{...}}\'');
  } else if (!has(source.configMapKeyRef) && text(source.event) === '' && !has(source.supplied)) {
    run.refuse(home, 'ARGO_ARGUMENT_VALUE', below(field, 'valueFrom'), undefined, 'say where the value comes from: configMapKeyRef, supplied or event');
  }
}

function judgeEnum(run: Run, home: Home, parameter: Record<string, any>, field: string, inline: boolean): void {
  const values = list(parameter.enum).map(valueText);
  if (values.length === 0) {
    if (inline) run.refuse(home, 'ARGO_ENUM', below(field, 'enum'), undefined, 'at least one value');
    return;
  }
  const { value } = parameter;
  if (!has(value)) {
    // Without valueFrom it is said already.
    if (has(parameter.valueFrom)) run.refuse(home, 'ARGO_ENUM', below(field, 'value'), undefined, 'a parameter with enum has a value');
  } else if (!values.includes(valueText(value))) {
    const near = run.near(valueText(value), values);
    run.refuse(home, 'ARGO_ENUM', below(field, 'value'), value, near ? `not in enum; did you mean '${near}'?` : `one of ${values.slice(0, 12).join(', ')}`);
  }
}
