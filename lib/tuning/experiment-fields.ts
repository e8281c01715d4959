import type { Declared } from './katib-experiment';
import type { KatibExperimentProps } from './katib-experiment-props';

const FIELDS: ReadonlyArray<readonly [path: string, prop: string]> = [
  ['metadata.name', 'name'], ['metadata.namespace', 'namespace'],
  ['spec.objective.objectiveMetricName', 'objective metric'], ['spec.objective.additionalMetricNames', 'objective additionalMetrics'],
  ['spec.objective.metricStrategies', 'objective strategies'], ['spec.objective', 'objective'],
  ['spec.algorithm.algorithmName', 'algorithm'], ['spec.earlyStopping', 'earlyStopping'],
  ['spec.parallelTrialCount', 'parallelTrials'], ['spec.maxTrialCount', 'maxTrials'], ['spec.maxFailedTrialCount', 'maxFailedTrials'],
  ['spec.resumePolicy', 'resumePolicy'],
  ['spec.metricsCollectorSpec.source.filter.metricsFormat', 'metricsCollector filters'], ['spec.metricsCollectorSpec.source.fileSystemPath.path', 'metricsCollector path'],
  ['spec.metricsCollectorSpec.source.httpGet', 'metricsCollector'], ['spec.metricsCollectorSpec.collector.customCollector', 'metricsCollector'],
  ['spec.metricsCollectorSpec', 'metricsCollector'], ['spec.nasConfig.graphConfig.numLayers', 'architecture layers'], ['spec.nasConfig.graphConfig', 'architecture'],
  ['spec.nasConfig', 'architecture'], ['spec.trialTemplate.primaryContainerName', 'trial.containerName'], ['spec.trialTemplate.trialParameters', 'space'],
  ['spec.trialTemplate.primaryPodLabels', 'trial.primaryPodLabels'], ['spec.trialTemplate.successCondition', 'trial.successCondition'],
  ['spec.trialTemplate.failureCondition', 'trial.failureCondition'], ['spec.trialTemplate.configMap', 'trial'], ['spec.trialTemplate', 'trial'], ['spec.parameters', 'space'],
];

/** The prop behind a path of an Experiment. */
export function experimentField(
  path: string, { algorithm, earlyStopping, space, labels = {} }: KatibExperimentProps, declared: readonly Declared[], inTrial: (path: string) => string,
): string {
  const [, owner, setting] = /^spec\.(algorithm|earlyStopping)\.algorithmSettings\[(\d+)\]/.exec(path) ?? [];
  if (owner) return `${owner} ${(owner === 'algorithm' ? algorithm : earlyStopping)?._settings[Number(setting)]?.[0]}`;
  const [, index, part = ''] = /^spec\.parameters\[(\d+)\](?:\.feasibleSpace)?(?:\.(\w+))?/.exec(path) ?? [];
  const parameter = index === undefined ? undefined : space?._parameters[Number(index)];
  if (parameter) return `space '${parameter.name}'${part === '' || part === 'name' ? '' : ` ${part === 'list' ? parameter._listName : part}`}`;
  const [, used] = /^spec\.trialTemplate\.trialParameters\[(\d+)\]/.exec(path) ?? [];
  if (used) return `space '${declared[Number(used)]?.reference}'`;
  const [, below] = /^spec\.trialTemplate\.trialSpec\.(.+)$/.exec(path) ?? [];
  if (below) return `trial.${inTrial(below)}`;
  // What trials share has their labels.
  const [, label] = /^metadata\.labels\['(.+)'\]$/.exec(path) ?? [];
  if (label !== undefined) return `${Object.hasOwn(labels, label) ? '' : 'trial.'}labels['${label}']`;
  const [, prop] = FIELDS.find(([from]) => path === from || path.startsWith(`${from}.`) || path.startsWith(`${from}[`)) ?? [];
  return prop ?? path;
}

/** What a rule says of an Experiment, in the words of its props. */
export function experimentWords(fix: string, { algorithm, earlyStopping }: KatibExperimentProps): string {
  const settings = [...algorithm._settings, ...earlyStopping?._settings ?? []].map(([prop, name]): [string, string] => [name, prop]);
  const words = new Map([
    ...settings, ['spec.trialTemplate.primaryContainerName', '`containerName`'], ['maxTrialCount', 'maxTrials'], ['parallelTrialCount', 'parallelTrials'],
  ] as Array<[string, string]>);
  return fix.replace(/(?<![\w.'/-])[A-Za-z_][\w.]*(?![\w'-])/g, word => words.get(word) ?? word);
}
