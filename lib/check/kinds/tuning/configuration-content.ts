import { CONFIG_KEY, configurationFields, configurationOf } from './configuration';
import { INJECTED } from './metrics-collector';
import { known } from './parameters';
import { judgeShape, podFields } from './structure';
import { POLICY_CODES } from '../../codes/policy';
import type { Manifest } from '../../manifest';
import { isAbsent, isMap, list, record, text } from '../../manifest';
import type { Problem } from '../../problem';
import { parseQuantity } from '../../quantity';
import { Report } from '../../report';
import type { Scene } from '../../rule';
import { Cursor, fieldOf } from '../../schema/cursor';

const WHOLE = fieldOf(['data', CONFIG_KEY]);
const MAIN = 'spec.template.spec.containers[0]';

/** The ConfigMap `katib-config`: what Katib 0.19 cannot read in it, overlooks, or would fail to run. */
export function judgeConfiguration(manifest: Manifest, report: Report, scene: Scene): void {
  if (record(manifest.data)[CONFIG_KEY] === undefined) {
    report.warn('TUNING_CONFIG', WHOLE, undefined, 'Katib reads this key, a KatibConfig as YAML; until then its controller does not start');
    return;
  }
  const configuration = configurationOf(manifest);
  if (!configuration) return;
  if ('error' in configuration) report.warn('TUNING_CONFIG', WHOLE, undefined, `a KatibConfig as YAML (${configuration.error}); until then its controller does not start`);
  else judgeContent(configuration.content, manifest.metadata.namespace, report, scene);
}

function judgeContent(content: Record<string, any>, namespace: string | undefined, report: Report, scene: Scene): void {
  const { apiVersion, kind } = content;
  if (apiVersion !== 'config.kubeflow.org/v1beta1' || kind !== 'KatibConfig') {
    report.warn('TUNING_CONFIG', `${WHOLE}.kind`, `${text(apiVersion)} ${text(kind)}`.trim() || undefined, 'write apiVersion: config.kubeflow.org/v1beta1 and kind: KatibConfig; until then its controller does not start');
    return;
  }
  judgeFields(content, report);
  const { suggestions, earlyStoppings, metricsCollectors } = record(content.runtime);
  judgeNames(suggestions, 'suggestions', 'algorithmName', report);
  judgeNames(earlyStoppings, 'earlyStoppings', 'algorithmName', report);
  judgeNames(metricsCollectors, 'metricsCollectors', 'kind', report);
  list(metricsCollectors).forEach((item, i) => {
    const { kind: collector } = record(item);
    if (text(collector) !== '' && !INJECTED.includes(collector)) report.warn('TUNING_VALUE_UNKNOWN', `${WHOLE}.runtime.metricsCollectors[${i}].kind`, collector, `no Experiment asks for it: ${known(collector, INJECTED)}`);
  });
  for (const [section, items] of Object.entries({ suggestions, earlyStoppings, metricsCollectors })) {
    list(items).forEach((item, i) => judgeService(record(item), `${WHOLE}.runtime.${section}[${i}]`, namespace, report, scene));
  }
  judgeTrialResources(record(record(content.init).controller).trialResources, report);
}

/** The API server takes what Katib then does not. */
function judgeFields(content: Record<string, any>, report: Report): void {
  const problems: Problem[] = [];
  const at = new Cursor(new Report('', problems));
  at.enter('data');
  at.enter(CONFIG_KEY);
  judgeShape(configurationFields(Object.fromEntries(podFields('Container').map(field => [field, 'anything']))), content, at);
  for (const { code, field, got, fix } of problems) {
    report.warn(code, field, got, code === 'SCHEMA_UNKNOWN_FIELD' ? `ignored: ${fix}` : `${fix}; until then Katib cannot read any of it`);
  }
}

function judgeNames(items: unknown, section: string, key: string, report: Report): void {
  const seen = new Map<string, number>();
  list(items).forEach((item, i) => {
    const field = `${WHOLE}.runtime.${section}[${i}]`;
    const { [key]: name, image } = record(item);
    if (isAbsent(name) || name === '') report.warn('TUNING_REQUIRED', `${field}.${key}`, undefined, 'Experiments ask for it by this name');
    // Of a collector that nobody can ask for it is told that.
    if (section === 'metricsCollectors' && text(name) !== '' && !INJECTED.includes(name)) return;
    if (isAbsent(image) || text(image).trim() === '' && typeof image === 'string') report.warn('TUNING_REQUIRED', `${field}.image`, undefined, 'Katib refuses Experiments that ask for it: give it an image');
    if (typeof name !== 'string' || name === '') return;
    if (seen.has(name)) report.warn('TUNING_CONFIG', `${WHOLE}.runtime.${section}[${seen.get(name)!}].${key}`, name, 'ignored: a later entry has the same name, and that one counts; remove one of the two');
    seen.set(name, i);
  });
}

/** Katib runs an algorithm as a Deployment, and the others beside one or beside a trial. */
function judgeService(item: Record<string, any>, field: string, namespace: string | undefined, report: Report, scene: Scene): void {
  const fields = podFields('Container').filter(name => Object.hasOwn(item, name));
  const container = { ...Object.fromEntries(fields.map(name => [name, item[name]])), name: text(item.name) || 'service', resources: withDefaults(item.resources) };
  const labels = { app: 'service' };
  tell('', MAIN, {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'service', namespace },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container], volumes: [{ name: 'suggestion-volume', emptyDir: {} }] } } },
  });
  const { persistentVolumeClaimSpec: claim } = item;
  if (!isAbsent(claim)) tell('.persistentVolumeClaimSpec', 'spec', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'volume', namespace }, spec: withClaimDefaults(claim) });
  if (!isAbsent(item.volumeMountPath) && item.volumeMountPath !== '' && !text(item.volumeMountPath).startsWith('/')) {
    report.warn('PATH_INVALID', `${field}.volumeMountPath`, item.volumeMountPath, 'an absolute path, beginning with /');
  }

  function tell(below: string, from: string, manifest: object): void {
    for (const { level = 'error', code, field: of, got, fix } of scene.alone(manifest as Manifest)) {
      if (level === 'info' || Object.hasOwn(POLICY_CODES, code) || !(of === from || of.startsWith(`${from}.`))) continue;
      // What is missing has been told, and names are ours.
      if (below === '' && (of === `${from}.image` && got === undefined || of === `${from}.name`)) continue;
      report.warn(code, `${field}${below}${of.slice(from.length)}`, got, `${fix}; Katib takes this, and Experiments that need it never start`);
    }
  }
}

const DEFAULTS = {
  requests: { 'cpu': '50m', 'memory': '10Mi', 'ephemeral-storage': '500Mi' },
  limits: { 'cpu': '500m', 'memory': '100Mi', 'ephemeral-storage': '5Gi' },
};

/** As Katib fills in what is left out or zero, and takes away what is below zero. */
function withDefaults(resources: unknown): unknown {
  if (!isAbsent(resources) && !isMap(resources)) return resources;
  const side = (name: 'requests' | 'limits') => {
    const written: unknown = record(resources)[name];
    if (!isAbsent(written) && !isMap(written)) return written;
    const filled = { ...record(written) };
    for (const [resource, amount] of Object.entries(DEFAULTS[name])) {
      const value = parseQuantity(filled[resource]);
      if (isAbsent(filled[resource]) || value === 0) filled[resource] = amount;
      else if (value !== undefined && value < 0) delete filled[resource];
    }
    return filled;
  };
  return { ...record(resources), requests: side('requests'), limits: side('limits') };
}

function withClaimDefaults(claim: unknown): unknown {
  if (!isMap(claim)) return claim;
  const { accessModes, resources } = claim;
  const requests = record(record(resources).requests);
  return {
    ...claim,
    ...(isAbsent(accessModes) || Array.isArray(accessModes) && accessModes.length === 0) && { accessModes: ['ReadWriteOnce'] },
    ...Object.keys(requests).length === 0 && { resources: { ...record(resources), requests: { storage: '1Gi' } } },
  };
}

function judgeTrialResources(written: unknown, report: Report): void {
  list(written).forEach((resource, i) => {
    if (typeof resource !== 'string' || /^[^.]*\.[^.]*\../.test(resource)) return;
    report.warn('TUNING_CONFIG', `${WHOLE}.init.controller.trialResources[${i}]`, resource, "write Kind.version.group, such as 'Job.v1.batch'; until then Katib's controller does not start");
  });
}
