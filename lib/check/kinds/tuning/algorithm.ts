import { pythonFloat } from './numbers';
import type { Parameter } from './parameters';
import { known } from './parameters';
import type { Algorithm } from './settings';
import { ALGORITHMS, EARLY_STOPPING } from './settings';
import { record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

/** `spec.algorithm`: known to Katib's configuration, with settings its service takes. */
export function judgeAlgorithm(spec: Record<string, any>, installed: readonly string[], parameters: readonly Parameter[], report: Report): void {
  if (spec.algorithm === undefined || spec.algorithm === null) {
    report.refuse('TUNING_REQUIRED', 'spec.algorithm', undefined, 'name the algorithm that searches, such as random');
    return;
  }
  const name = judgeName(spec.algorithm, 'spec.algorithm', installed, report);
  const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
  if (!algorithm) return;
  const settings = judgeSettings(name, algorithm, spec.algorithm, 'spec.algorithm', report);
  if (name === 'cmaes' && parameters.filter(({ type }) => type === 'int' || type === 'double').length < 2) {
    report.refuse('TUNING_SEARCH_SPACE', 'spec.parameters', undefined, 'cmaes needs at least two parameters of type int or double');
  }
  if (name === 'hyperband') judgeHyperband(spec, settings, parameters, report);
  if (name === 'pbt' && spec.resumePolicy !== 'FromVolume') {
    report.warn('TUNING_TRIAL_STALLS', 'spec.resumePolicy', spec.resumePolicy ?? undefined, 'use FromVolume: pbt hands checkpoints over on the volume that this policy makes');
  }
}

/** `spec.earlyStopping`. */
export function judgeEarlyStopping(spec: Record<string, any>, installed: readonly string[], report: Report): void {
  if (spec.earlyStopping === undefined || spec.earlyStopping === null) return;
  const name = judgeName(spec.earlyStopping, 'spec.earlyStopping', installed, report);
  if (Object.hasOwn(EARLY_STOPPING, name)) judgeSettings(name, EARLY_STOPPING[name], spec.earlyStopping, 'spec.earlyStopping', report);
  const kind = text(record(record(spec.metricsCollectorSpec).collector).kind) || 'StdOut';
  if (kind !== 'StdOut' && kind !== 'File') {
    report.warn('TUNING_METRICS_LOST', 'spec.earlyStopping', undefined, `the collector ${kind} stops no trial: early stopping reads the metrics of each step through StdOut or File`);
  }
}

const isMap = (value: unknown) => typeof value === 'object' && !Array.isArray(value);

function judgeName(written: unknown, path: string, installed: readonly string[], report: Report): string {
  const name = text(record(written).algorithmName);
  if (name === '') {
    // A name that is no text is the structure's to report.
    if (isMap(written) && !record(written).algorithmName) report.refuse('TUNING_REQUIRED', `${path}.algorithmName`, record(written).algorithmName ?? undefined, `name one of ${installed.join(', ')}`);
  } else if (!installed.includes(name)) {
    const meant = { 'bayesian': 'bayesianoptimization', 'tpesampler': 'tpe', 'cma-es': 'cmaes', 'gridsearch': 'grid', 'randomsearch': 'random', 'medianstopping': 'medianstop' };
    report.refuse('TUNING_ALGORITHM_UNKNOWN', `${path}.algorithmName`, name, `not in katib-config: ${known(name, installed, meant)}`);
  }
  return name;
}

/** Settings by name, with the path of the value; the last of two of one name counts. */
type Found = Map<string, { value: string; field: string }>;

function judgeSettings(name: string, algorithm: Algorithm, written: unknown, path: string, report: Report): Found {
  const found: Found = new Map();
  const list = record(written).algorithmSettings;
  if (Array.isArray(list)) {
    list.forEach((item, i) => {
      const setting = record(item);
      const field = `${path}.algorithmSettings[${i}]`;
      found.set(text(setting.name), { value: text(setting.value), field: `${field}.value` });
      judgeSetting(name, algorithm, setting, field, report);
    });
  }
  for (const required of algorithm.required ?? []) {
    if (!found.has(required)) report.refuse('TUNING_SETTING_MISSING', `${path}.algorithmSettings`, undefined, `${name} needs the setting ${required}`);
  }
  return found;
}

function judgeSetting(algorithmName: string, { settings, unknown, late }: Algorithm, item: Record<string, any>, field: string, report: Report): void {
  const { name: written, value } = item;
  const setting = text(written);
  if (!Object.hasOwn(settings, setting)) {
    if (unknown === 'passed on' || (setting === '' && written)) return;
    const near = nearest(setting, Object.keys(settings));
    const some = Object.keys(settings).length > 0 ? `it takes ${Object.keys(settings).join(', ')}` : 'it has none';
    const fix = `no setting of ${algorithmName}; ${near ? `did you mean '${near}'?` : some}`;
    if (unknown === 'refused') report.refuse('TUNING_SETTING_UNKNOWN', `${field}.name`, setting || undefined, fix);
    else report.warn('TUNING_SETTING_UNKNOWN', `${field}.name`, setting || undefined, `ignored: ${fix}`);
  } else if ((typeof value === 'string' || value === undefined || value === null) && !settings[setting].fits(text(value))) {
    const fix = `${setting} is ${settings[setting].form}`;
    if (late) report.warn('TUNING_SETTING_VALUE', `${field}.value`, value ?? undefined, `accepted, and no trial starts: ${fix}`);
    else report.refuse('TUNING_SETTING_VALUE', `${field}.value`, value ?? undefined, fix);
  }
}

/** Hyperband starts as many trials at once as its first bracket holds, and gives them its resource through one parameter. */
function judgeHyperband(spec: Record<string, any>, settings: Found, parameters: readonly Parameter[], report: Report): void {
  const resource = settings.get('resource_name');
  if (resource && !parameters.some(({ name }) => name === resource.value)) {
    report.refuse('TUNING_SETTING_VALUE', resource.field, resource.value, `resource_name is the name of a parameter: ${known(resource.value, parameters.map(({ name }) => name))}`);
  }
  const most = pythonFloat(settings.get('r_l')?.value);
  const written = Math.trunc(pythonFloat(settings.get('eta')?.value) ?? 3);
  const eta = written <= 0 ? 3 : written;
  if (most === undefined || !(most > 0) || !(eta >= 2)) return;
  const bracket = Math.ceil(eta ** Math.trunc(Math.log(most) / Math.log(eta)));
  const parallel = spec.parallelTrialCount ?? 3;
  if (typeof parallel === 'number' && parallel < bracket) {
    report.refuse('TUNING_TRIAL_COUNTS', 'spec.parallelTrialCount', spec.parallelTrialCount ?? undefined, `hyperband with r_l ${most} and eta ${eta} runs ${bracket} trials at once: write at least ${bracket}`);
  }
}
