import type { Lookup } from './tags';
import { placeholder, substitute } from './tags';
import { has, mapTexts } from './tree';
import { list, record, text } from '../../../manifest';

type Values = ReadonlyMap<string, string>;

/** What a template is called with. */
export interface Arguments {
  readonly parameter: (name: string) => Record<string, any> | undefined;
  readonly artifact: (name: string) => Record<string, any> | undefined;
}

/** The arguments of a step or of the workflow; the first of a name counts. */
export function argumentsOf(value: unknown): Arguments {
  const { parameters, artifacts } = record(value);
  const byName = (items: unknown) => {
    const map = new Map<string, Record<string, any>>();
    for (const item of list(items)) {
      const { name } = record(item);
      if (typeof name === 'string' && !map.has(name)) map.set(name, record(item));
    }
    return map;
  };
  const [p, a] = [byName(parameters), byName(artifacts)];
  return { parameter: name => p.get(name), artifact: name => a.get(name) };
}

/** Arguments for everything: how Argo reads a template before it knows its callers. */
export const ANY_ARGUMENTS: Arguments = {
  parameter: name => ({ name, value: placeholder(name) }),
  artifact: name => ({ name }),
};

/** A template with its inputs filled in and its variables replaced, as far as they are known. */
export function bind(template: Record<string, any>, args: Arguments, globals: Values, locals: Values): Record<string, any> {
  const inputs = record(template.inputs);
  const parameters = list(inputs.parameters).map(p => parameterOf(record(p), args));
  const artifacts = list(inputs.artifacts).map(a => artifactOf(record(a), args));
  const given = has(template.inputs) ? { ...template, inputs: { ...inputs, parameters, artifacts } } : template;
  const outer: Lookup = name => locals.get(name) ?? globals.get(name);
  const first = mapTexts(given, value => substitute(value, outer));
  const own = ownValues(first);
  const all = () => JSON.stringify(list(record(first.inputs).parameters).map(p => ({ name: text(record(p).name), value: valueText(record(p).value) })));
  return mapTexts(first, value => substitute(value, name => (name === 'inputs.parameters' ? all() : own.get(name) ?? outer(name))));
}

/** The value of a parameter as text, whatever YAML made of it. */
export const valueText = (value: unknown) => (typeof value === 'object' ? '' : String(value));

function parameterOf(parameter: Record<string, any>, args: Arguments): Record<string, any> {
  const { default: preset, value, valueFrom, ...rest } = parameter;
  const given = args.parameter(text(parameter.name));
  if (!given) return { ...rest, default: preset, value: value ?? preset, valueFrom };
  return has(given.value) ? { ...rest, default: preset, value: given.value } : { ...rest, default: preset, valueFrom: given.valueFrom };
}

function artifactOf(artifact: Record<string, any>, args: Arguments): Record<string, any> {
  const given = args.artifact(text(artifact.name));
  return given ? { ...given, path: artifact.path, mode: artifact.mode, recurseMode: artifact.recurseMode } : artifact;
}

function ownValues({ inputs, outputs }: Record<string, any>): Map<string, string> {
  const values = new Map<string, string>();
  for (const parameter of list(record(inputs).parameters)) {
    const { name, value } = record(parameter);
    if (has(value)) values.set(`inputs.parameters.${text(name)}`, valueText(value));
  }
  for (const [side, artifacts] of [['inputs', record(inputs).artifacts], ['outputs', record(outputs).artifacts]]) {
    for (const artifact of list(artifacts)) {
      const { name, path } = record(artifact);
      if (text(path) !== '') values.set(`${side}.artifacts.${name}.path`, path);
    }
  }
  for (const parameter of list(record(outputs).parameters)) {
    const { name, valueFrom } = record(parameter);
    const { path } = record(valueFrom);
    if (text(path) !== '') values.set(`outputs.parameters.${text(name)}.path`, path);
  }
  return values;
}
