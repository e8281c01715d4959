import type { Parameter } from './parameters';
import { filled, walk } from './placeholders';
import type { TrialParameter } from './trial-template';
import { metaOf } from './trial-template';
import { POLICY_CODES } from '../../codes/policy';
import type { Manifest } from '../../manifest';
import { record, text } from '../../manifest';
import type { Report } from '../../report';
import type { Scene } from '../../rule';
import { fieldOf } from '../../schema/cursor';

/** As Katib names trials: the Experiment's name and eight characters; pbt takes a UUID. */
export const trialSuffix = (algorithm: string) => (algorithm === 'pbt' ? '-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx' : '-xxxxxxxx');
/** Katib converts a Job to its type and refuses what does not fit; any other object, and any other mistake, meets its judge when a trial starts. */
const AS_TYPED: ReadonlySet<string> = new Set(['SCHEMA_TYPE', 'SCHEMA_UNKNOWN_FIELD']);
const TEXT_ALONE = 'a placeholder in trialSpec is always text, and this field takes none: hand the value over in command or env, or use a configMap template';

/** Judges the object of a trial as any other one of its kind, with the first values of the search space in it. */
export function judgeEmbedded(
  experiment: Manifest, trial: Record<string, any>, path: string, declared: readonly TrialParameter[], parameters: readonly Parameter[],
  report: Report, scene: Scene,
): void {
  // An Experiment in an Experiment would be judged in turn, and so on.
  if (trial.kind === 'Experiment' || text(trial.apiVersion) === '' || text(trial.kind) === '') return;
  const { name, namespace } = experiment.metadata;
  const suffix = trialSuffix(text(record(experiment.spec.algorithm).algorithmName));
  const trialName = `${name && name.length + suffix.length <= 63 ? name : 'trial'}${suffix}`;
  const values = valuesOf(trial, trialName, namespace, declared, parameters);
  const isJob = trial.apiVersion === 'batch/v1' && trial.kind === 'Job';
  const tuned = new Set<string>();
  walk(trial, [], (written, steps) => {
    if (written.includes('${trialParameters.')) tuned.add(fieldOf(steps));
  });
  const object = filled(trial, values) as Manifest;
  const manifest = { ...object, metadata: { ...record(object.metadata), name: trialName, namespace } };
  for (const problem of scene.alone(manifest)) {
    const { level = 'error', code, got, fix } = problem;
    // Policies look into the pods of an Experiment themselves.
    if (Object.hasOwn(POLICY_CODES, code)) continue;
    const field = problem.field === 'metadata.name' || problem.field === 'metadata.namespace' ? problem.field : problem.field === '' ? path : `${path}.${problem.field}`;
    const refused = isJob && AS_TYPED.has(code);
    if (tuned.has(problem.field)) {
      if (code === 'SCHEMA_TYPE') report[refused ? 'refuse' : 'warn']('TUNING_PLACEHOLDER_TYPE', field, undefined, TEXT_ALONE);
    } else if (level === 'info') report.note(code, field, got, fix);
    else if (level === 'warning') report.warn(code, field, got, fix);
    else if (refused) report.refuse(code, field, got, fix);
    else report.warn(code, field, got, `${fix}; Katib takes this, and every trial fails`);
  }
}

/** The first value of every parameter; what the trial says of itself. */
function valuesOf(
  trial: Record<string, any>, trialName: string, namespace: string | undefined, declared: readonly TrialParameter[], parameters: readonly Parameter[],
): Map<string, string> {
  const first = new Map(parameters.map(({ name, space }) => [name, text(Array.isArray(space.list) ? space.list[0] : space.min)]));
  const { labels, annotations } = record(trial.metadata);
  const values = new Map<string, string>();
  for (const { name, reference } of declared) {
    const { key, index = '' } = metaOf(reference) ?? {};
    const own: Record<string, unknown> = {
      Name: trialName, Namespace: namespace, Kind: trial.kind, APIVersion: trial.apiVersion,
      Labels: record(labels)[index], Annotations: record(annotations)[index],
    };
    values.set(name, (key === undefined ? first.get(reference) : text(own[key])) || 'x');
  }
  return values;
}
