import type { Made } from './made';
import type { Lookup } from './pod-set';
import { parametersOf } from '../kinds/tuning/parameters';
import { filled } from '../kinds/tuning/placeholders';
import type { Manifest } from '../manifest';
import { kindOf, list, record, text } from '../manifest';
import { readYaml } from '../yaml';

/** Anchors may make a small text a huge object. */
const MOST = 200_000;

/** The object that each trial of an Experiment is, with the least values that it may get; undefined where it is not in the input. */
export function trialOf(manifest: Manifest, lookup?: Lookup): Made | undefined {
  if (kindOf(manifest) !== 'kubeflow.org/Experiment') return undefined;
  const { trialSpec, configMap, trialParameters } = record(manifest.spec.trialTemplate);
  const values = valuesOf(manifest, trialParameters);
  const { namespace } = manifest.metadata;
  const inMap = trialSpec ? undefined : templateIn(record(configMap), lookup);
  const trial = trialSpec ? record(filled(trialSpec, values)) : inMap === undefined ? {} : parsed(String(filled(inMap, values)));
  if (text(trial.apiVersion) === '' || text(trial.kind) === '' || trial.kind === 'Experiment') return undefined;
  const { labels, annotations } = record(trial.metadata);
  return {
    manifest: { ...trial, metadata: { namespace, labels: record(labels), annotations: record(annotations) }, spec: record(trial.spec) } as Manifest,
    path: trialSpec ? 'spec.trialTemplate.trialSpec.' : 'spec.trialTemplate.configMap.',
  };
}

/** How many trials run at once. */
export function trialsAtOnce({ spec: { parallelTrialCount: count } }: Manifest): number {
  return Number.isInteger(count) && count > 0 ? count : 3;
}

function valuesOf({ spec }: Manifest, trialParameters: unknown): Map<string, string> {
  const least = new Map(parametersOf(spec.parameters, '').map(({ name, space }) => [name, text(Array.isArray(space.list) ? space.list[0] : space.min)]));
  return new Map(list(trialParameters).map(item => {
    const { name, reference } = record(item);
    return [text(name), least.get(text(reference)) || 'x'];
  }));
}

function templateIn({ configMapName, configMapNamespace, templatePath }: Record<string, any>, lookup?: Lookup): string | undefined {
  const template = record(lookup?.find('/ConfigMap', text(configMapNamespace), text(configMapName))?.data)[text(templatePath)];
  return typeof template === 'string' && template.length < MOST && !/(^|\s)&\S/m.test(template) ? template : undefined;
}

function parsed(template: string): Record<string, any> {
  try {
    return record(readYaml(template));
  } catch {
    return {};
  }
}
