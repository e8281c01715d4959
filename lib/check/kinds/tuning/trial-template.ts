import type { Parameter } from './parameters';
import { known } from './parameters';
import { record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const PATH = 'spec.trialTemplate';
/** Kinds whose conditions Katib knows. */
const KNOWN_CONDITIONS = ['Job', 'TrainJob', 'TFJob', 'PyTorchJob', 'XGBoostJob', 'MPIJob'];
const META_KEYS = ['Name', 'Namespace', 'Kind', 'APIVersion', 'Annotations', 'Labels'];
/** What JSON writes in another way, so that a placeholder with it is never found. */
const ESCAPED = /["\\<>&\u0000-\u001f\u2028\u2029]/; // eslint-disable-line no-control-regex

/** One entry of `trialParameters`. */
export interface TrialParameter {
  readonly path: string;
  readonly name: string;
  readonly reference: string;
}

export function trialParametersOf(template: Record<string, any>): TrialParameter[] {
  if (!Array.isArray(template.trialParameters)) return [];
  return template.trialParameters.map((item, i) => ({
    path: `${PATH}.trialParameters[${i}]`, name: text(record(item).name), reference: text(record(item).reference),
  }));
}

const META = '${trialSpec.';

/** `${trialSpec.Labels[app]}`: what a reference asks of the trial itself, as `Labels` and `app`. */
export function metaOf(reference: string): { key: string; index?: string } | undefined {
  const start = reference.indexOf(META);
  const end = start < 0 ? -1 : reference.indexOf('}', start + META.length + 1);
  if (end < 0) return undefined;
  const key = reference.slice(start + META.length, end);
  if (META_KEYS.includes(key)) return { key };
  const open = key.lastIndexOf('[');
  const close = key.lastIndexOf(']');
  return open > 0 && close > open + 1 && META_KEYS.includes(key.slice(0, open)) ? { key: key.slice(0, open), index: key.slice(open + 1, close) } : undefined;
}

/** What `spec.trialTemplate` has to have, but for the trial itself. False where there is nothing more to judge. */
export function judgeTemplate(written: unknown, report: Report): boolean {
  if (written === undefined || written === null) {
    report.refuse('TUNING_REQUIRED', PATH, undefined, 'say what a trial runs: trialSpec, trialParameters and primaryContainerName');
    return false;
  }
  const template = record(written);
  // What is no map is the structure's to report.
  if ([template.trialSpec, template.configMap].some(part => part && (typeof part !== 'object' || Array.isArray(part)))) return false;
  const required = (name: string, fix: string) => {
    const value = template[name];
    if (value === undefined || value === null || value === '') report.refuse('TUNING_REQUIRED', `${PATH}.${name}`, value ?? undefined, fix);
  };
  required('primaryContainerName', 'name the container whose metrics count');
  const kind = text(record(template.trialSpec).kind);
  if (!KNOWN_CONDITIONS.includes(kind)) {
    const why = template.configMap ? 'has no default where the template is in a ConfigMap' : `has no default for ${kind || 'this kind'}`;
    required('successCondition', `${why}: write a GJSON path that yields something when a trial has succeeded`);
    required('failureCondition', `${why}: write a GJSON path that yields something when a trial has failed`);
  }
  if (!Array.isArray(template.trialParameters) ? !template.trialParameters : template.trialParameters.length === 0) {
    report.refuse('TUNING_REQUIRED', `${PATH}.trialParameters`, template.trialParameters ?? undefined, 'declare at least one: through them the values reach the trial');
  }
  const [hasSpec, hasMap] = [template.trialSpec, template.configMap].map(part => part !== undefined && part !== null);
  if (!hasSpec && !hasMap) report.refuse('TUNING_REQUIRED', `${PATH}.trialSpec`, undefined, 'write the object that a trial runs, or name a configMap that has it');
  if (hasSpec && hasMap) report.refuse('TUNING_EXCLUSIVE', `${PATH}.configMap`, undefined, 'trialSpec and configMap exclude each other; keep one');
  if (hasMap) {
    for (const name of ['configMapName', 'configMapNamespace', 'templatePath']) {
      const value = record(template.configMap)[name];
      if (value === undefined || value === null || value === '') report.refuse('TUNING_REQUIRED', `${PATH}.configMap.${name}`, value ?? undefined, 'configMap has all of configMapName, configMapNamespace and templatePath');
    }
  }
  return hasSpec !== hasMap;
}

/** Each trialParameter: well-formed, unique, of a parameter, and in the template. */
export function judgeTrialParameters(
  declared: readonly TrialParameter[], parameters: readonly Parameter[], placeholders: ReadonlyMap<string, string>, isJson: boolean, report: Report,
  /** Where an undeclared placeholder is told, if not at its place. */ at?: string,
): void {
  const [names, references] = [new Set<string>(), new Set<string>()];
  const searched = new Set(parameters.map(({ name }) => name));
  for (const { path, name, reference } of declared) {
    if (name === '') report.refuse('TUNING_TRIAL_PARAMETER', `${path}.name`, undefined, 'name and reference are both needed');
    else if (/[{}]/.test(name)) report.refuse('TUNING_TRIAL_PARAMETER', `${path}.name`, name, 'the bare name, without ${ and }');
    else if (names.has(name)) report.refuse('TUNING_TRIAL_PARAMETER', `${path}.name`, name, 'the name stands above already; rename one of the two');
    else if (!placeholders.has(name) || (isJson && ESCAPED.test(name))) {
      const near = nearest(name, [...placeholders.keys()].slice(0, 100));
      report.refuse('TUNING_TRIAL_PARAMETER_UNUSED', `${path}.name`, name, near ? `the trial has \${trialParameters.${near}} instead; write the same name` : `write \${trialParameters.${name}} where the trial takes the value`);
    }
    names.add(name);
    if (reference === '') report.refuse('TUNING_TRIAL_PARAMETER', `${path}.reference`, undefined, 'name and reference are both needed');
    else if (references.has(reference)) report.refuse('TUNING_TRIAL_PARAMETER', `${path}.reference`, reference, 'another trialParameter has it already: use its placeholder twice instead');
    else if (searched.size > 0 && !searched.has(reference) && !metaOf(reference)) {
      report.refuse('TUNING_REFERENCE_UNKNOWN', `${path}.reference`, reference, referenceFix(reference, [...searched]));
    }
    references.add(reference);
  }
  for (const [name, path] of placeholders) {
    if (names.has(name)) continue;
    const near = nearest(name, [...names].slice(0, 100));
    report.refuse('TUNING_PLACEHOLDER_UNKNOWN', at ?? path, `\${trialParameters.${name}}`, `not declared in trialParameters${near ? `; did you mean '${near}'?` : '; declare it with a reference to a parameter'}`);
  }
}

/** References to labels and annotations that the trial does not have. */
export function judgeMetadata(declared: readonly TrialParameter[], trial: Record<string, any>, report: Report): void {
  for (const { path, reference } of declared) {
    const { key, index } = metaOf(reference) ?? {};
    if (key !== 'Labels' && key !== 'Annotations') continue;
    const here = record(record(trial.metadata)[key.toLowerCase()]);
    if (index === undefined) report.warn('TUNING_TRIAL_STALLS', `${path}.reference`, reference, `accepted, and no trial starts: say which, as in \${trialSpec.${key}[name]}`);
    else if (!Object.hasOwn(here, index)) {
      report.warn('TUNING_TRIAL_STALLS', `${path}.reference`, reference, `accepted, and no trial starts: the trial's own metadata.${key.toLowerCase()} lacks '${index}'`);
    }
  }
}

function referenceFix(reference: string, searched: readonly string[]): string {
  if (/\$\{?trialSpec/i.test(reference)) return 'of the trial itself: ${trialSpec.X} with X one of Name, Namespace, Kind, APIVersion, Labels[x], Annotations[x]';
  return `no parameter of this name in spec.parameters: ${known(reference, searched.slice(0, 20))}`;
}

/** Every value that an algorithm suggests has to be taken by exactly one trialParameter. */
export function judgeUnreferenced(declared: readonly TrialParameter[], parameters: readonly Parameter[], report: Report): void {
  const references = new Set(declared.map(({ reference }) => reference));
  const names = new Set(parameters.map(({ name }) => name));
  // A reference to nothing is reported, and may have meant this one.
  if (declared.length === 0 || declared.some(({ reference }) => !names.has(reference) && !metaOf(reference))) return;
  for (const { path, name } of parameters) {
    if (name !== '' && !references.has(name)) {
      report.warn('TUNING_TRIAL_STALLS', `${path}.name`, name, 'no trialParameter refers to it, so the count of values never fits and no trial starts');
    }
  }
}
