import { hasLocation, judgeArtifactPath, judgeLocation } from './artifacts';
import type { Arguments } from './bind';
import type { Located } from './home';
import { judgeNames, NO_SCHEMA } from './names';
import type { Run } from './run';
import { Scope } from './scope';
import { isLeaf } from './template-type';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';

/** Judges the inputs of a template; gives the variables that they make. */
export function judgeInputs(run: Run, { template, path, home, inline }: Located): Scope {
  const { parameters, artifacts } = record(template.inputs);
  const at = below(path, 'inputs');
  judgeNames(run, home, parameters, below(at, 'parameters'), 'parameter', inline ? NO_SCHEMA : { missing: true, malformed: true });
  judgeNames(run, home, artifacts, below(at, 'artifacts'), 'parameter', inline ? NO_SCHEMA : { missing: true, malformed: false });
  const scope = new Scope();
  for (const parameter of list(parameters)) scope.add(`inputs.parameters.${text(record(parameter).name)}`);
  if (list(parameters).length > 0) scope.add('inputs.parameters');
  const leaf = isLeaf(template);
  list(artifacts).forEach((item, i) => {
    const artifact = record(item);
    const field = below(at, 'artifacts', i);
    scope.add(`inputs.artifacts.${text(artifact.name)}`);
    if (leaf) {
      judgeArtifactPath(run, home, artifact.path, below(field, 'path'));
      scope.add(`inputs.artifacts.${text(artifact.name)}.path`);
    } else if (text(artifact.path) !== '') {
      run.refuse(home, 'ARGO_ARTIFACT_PATH', below(field, 'path'), artifact.path, 'steps and dag templates run in no container; give the path in the templates that they call');
    }
    if (text(artifact.from) !== '') {
      run.refuse(home, 'ARGO_ARTIFACT_SOURCE', below(field, 'from'), artifact.from, 'an input has no from; the step or task that calls the template passes it as an argument');
    }
    judgeLocation(run, home, artifact, field, inline);
  });
  return scope;
}

/** Refuses a call that leaves inputs without a value. `field` is where arguments belong. */
export function judgeSupply(run: Run, { template }: Located, args: Arguments, caller: Located['home'], field: string): void {
  const { parameters, artifacts } = record(template.inputs);
  const name = text(template.name) === '' ? 'the template' : `template ${template.name}`;
  for (const item of list(parameters)) {
    const parameter = record(item);
    const given = args.parameter(text(parameter.name));
    const value = given ? given.value : parameter.value ?? parameter.default;
    const source = record((given ?? parameter).valueFrom);
    if (!has(value) && !has(source.configMapKeyRef)) {
      run.refuse(caller, 'ARGO_ARGUMENT_MISSING', below(field, 'parameters'), undefined, `${name} wants the parameter ${text(parameter.name)}, which has no default`);
    }
  }
  for (const item of list(artifacts)) {
    const artifact = record(item);
    if (artifact.optional !== true && !hasLocation(artifact) && !args.artifact(text(artifact.name))) {
      run.refuse(caller, 'ARGO_ARGUMENT_MISSING', below(field, 'artifacts'), undefined, `${name} wants the artifact ${text(artifact.name)}, which is not optional and has no location`);
    }
  }
}
