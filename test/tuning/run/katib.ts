import { dirname } from 'path';
import type { Container } from 'kubernetes-types/core/v1';
import { parse } from 'yaml';
import type { Manifest } from '../../support/synth';
import { find } from '../../support/synth';
import type { Pod } from '../../training/run/kubelet';

// What Katib 0.19 makes of an Experiment, as far as trials can see it.

export interface Assignment {
  readonly name: string;
  readonly value: string;
}

const DEFAULT_FILE = '/var/log/katib/metrics.log';
const DEFAULT_FILTER = '([\\w|-]+)\\s*=\\s*([+-]?\\d*(\\.\\d+)?([Ee][+-]?\\d+)?)';
const PLACEHOLDER = /\$\{trial(?:Parameters|Spec)\.[^{}]*\}/;

/** The object of a trial: values are put into the text of the template, whatever is around them. */
export function trialOf(manifests: Manifest[], name: string, assignments: readonly Assignment[]): Manifest {
  const { metadata: { namespace }, spec: { trialTemplate } } = find(manifests, 'Experiment');
  const { trialSpec, configMap, trialParameters } = trialTemplate;
  const template: string = trialSpec ? JSON.stringify(trialSpec) : find(manifests, 'ConfigMap', configMap.configMapName).data[configMap.templatePath];
  const values = new Map(assignments.map(assignment => [assignment.name, assignment.value]));
  // Where a number is tuned, the template is no YAML yet.
  const { metadata = {}, apiVersion, kind } = parse(template.replace(/: \$\{trialParameters\.[^{}]*\}/g, ': 0')) as Manifest;
  const own = (field: string, key: string): string | undefined =>
    ({ Name: name, Namespace: namespace, Kind: kind, APIVersion: apiVersion, Labels: metadata.labels?.[key], Annotations: metadata.annotations?.[key] })[field];
  let text = template;
  let used = 0;
  for (const { name: placeholder, reference } of trialParameters) {
    const [, field, key] = /^\$\{trialSpec\.(\w+)(?:\[(.+)\])?\}$/.exec(reference) ?? [];
    const value = field ? own(field, key) : values.get(reference);
    if (value === undefined) throw new Error(`${placeholder} stands for ${reference}, which is not among ${[...values.keys()].join(', ')}`);
    if (!field) used++;
    text = text.replaceAll(`\${trialParameters.${placeholder}}`, value);
  }
  if (used !== values.size) throw new Error(`${used} of ${values.size} parameters are in the trial`);
  const left = PLACEHOLDER.exec(text);
  if (left) throw new Error(`${left[0]} is still in the trial`);
  const trial = parse(text);
  return { ...trial, metadata: { ...trial.metadata, name, namespace } };
}

/** Whether a pod's metrics count. */
export function isPrimary({ template }: Pod, { trialTemplate: { primaryPodLabels = {} } }: Manifest): boolean {
  const { labels = {} } = template.metadata ?? {};
  return Object.entries(primaryPodLabels).every(([key, value]) => labels[key] === value);
}

/** The file in which a trial leaves its metrics. */
export const metricsFile = ({ metricsCollectorSpec: { source } }: Manifest): string => source?.fileSystemPath?.path ?? DEFAULT_FILE;

/** A pod whose metrics count: a shell starts what it runs, and a volume holds its metrics. */
export function watchedPod(pod: Pod, spec: Manifest): Pod {
  const { trialTemplate: { primaryContainerName }, metricsCollectorSpec: { collector } } = spec;
  const container = pod.template.spec!.containers.find(({ name }) => name === primaryContainerName);
  if (!container || pod.container.name !== primaryContainerName) throw new Error(`${pod.name} has no container ${primaryContainerName}`);
  const file = metricsFile(spec);
  const directory = dirname(file);
  const mounted: Container = {
    ...pod.container,
    ...throughShell(pod.container, [...collector.kind === 'StdOut' ? [`1>${file} 2>&1`] : [], '&&', `echo completed > ${directory}/$$$$.pid`]),
    volumeMounts: [...pod.container.volumeMounts ?? [], { name: 'metrics-volume', mountPath: directory }],
  };
  const volumes = [...pod.template.spec!.volumes ?? [], { name: 'metrics-volume', emptyDir: {} }];
  return { ...pod, template: { ...pod.template, spec: { ...pod.template.spec!, volumes } }, container: mounted };
}

/** Words are joined by spaces, without quotes. */
export function throughShell({ command, args = [] }: Container, then: readonly string[]): Pick<Container, 'command' | 'args'> {
  if (!command) throw new Error('Katib would ask the registry what the image runs: give the trial a command');
  const words = [...command, ...args];
  const shell = (words[0] === 'sh' || words[0] === 'bash') && words[1] === '-c';
  return { command: shell ? words.slice(0, 2) : ['sh', '-c'], args: [[...shell ? words.slice(2) : words, ...then].join(' ')] };
}

/** What the collector is asked for. */
export function collection({ metricsCollectorSpec: { source }, objective }: Manifest): { format: string; names: string[]; filters: string[] } {
  const filters: string[] = source?.filter?.metricsFormat ?? [];
  return {
    format: source?.fileSystemPath?.format ?? 'TEXT',
    names: [objective.objectiveMetricName, ...objective.additionalMetricNames ?? []],
    filters: filters.length > 0 ? filters : [DEFAULT_FILTER],
  };
}

/** The value of each metric that counts, of all that a trial has reported; one that is no number is none. */
export function observed(logs: ReadonlyArray<readonly [name: string, value: string]>, { objective }: Manifest): Record<string, string> {
  const { type, metricStrategies = [] } = objective;
  const strategies = new Map<string, string>(metricStrategies.map((strategy: Manifest) => [strategy.name, strategy.value]));
  const found: Record<string, string> = {};
  for (const [name, value] of logs) {
    if (value === '' || !Number.isFinite(Number(value))) continue;
    const strategy = strategies.get(name) ?? (type === 'minimize' ? 'min' : 'max');
    const before = found[name] === undefined ? undefined : Number(found[name]);
    if (before === undefined || strategy === 'latest' || (strategy === 'min' ? Number(value) < before : Number(value) > before)) found[name] = value;
  }
  return found;
}
