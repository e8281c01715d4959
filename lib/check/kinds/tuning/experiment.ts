import { judgeAlgorithm, judgeEarlyStopping } from './algorithm';
import { judgeConfigMap } from './config-map-template';
import { katibOf } from './configuration';
import { judgeEmbedded } from './embedded';
import { judgeCollector, judgeMetricNames } from './metrics-collector';
import { judgeArchitecture } from './nas';
import { judgeObjective } from './objective';
import type { Parameter } from './parameters';
import { judgeParameters, known, parametersOf } from './parameters';
import { placeholdersOf } from './placeholders';
import { judgeGrid, judgeRanges } from './search-space';
import { judgeTrialJob } from './trial-job';
import { judgeConditions, judgeTrialObject } from './trial-object';
import { judgeTrialPods } from './trial-pods';
import { judgeMetadata, judgeTemplate, judgeTrialParameters, judgeUnreferenced, trialParametersOf } from './trial-template';
import { record, text } from '../../manifest';
import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';

const LABEL = 'katib.kubeflow.org/metrics-collector-injection';
const TRIAL = 'spec.trialTemplate.trialSpec';
const RESUME = ['Never', 'LongRunning', 'FromVolume'];

/** What Katib 0.19 wants of an Experiment: its webhook, then its services, then what breaks later. */
export const experiment: KindRule = {
  kinds: ['kubeflow.org/Experiment'],
  judge(manifest, report, given) {
    const { spec } = manifest;
    const katib = katibOf(given);
    const scene = { ...given, cluster: { ...given.cluster, katib } };
    const parameters = parametersOf(spec.parameters, 'spec.parameters');
    const algorithm = text(record(spec.algorithm).algorithmName);
    judgeNamespace(manifest, report, scene);
    judgeName(manifest, algorithm, report);
    judgeCounts(spec, report);
    judgeObjective(spec.objective, 'spec.objective', report);
    judgeAlgorithm(spec, katib.algorithms, parameters, report);
    judgeEarlyStopping(spec, katib.earlyStopping, report);
    if (text(spec.resumePolicy) !== '' && !RESUME.includes(spec.resumePolicy)) {
      report.refuse('TUNING_VALUE_UNKNOWN', 'spec.resumePolicy', spec.resumePolicy, known(spec.resumePolicy, RESUME));
    }
    judgeTrial(manifest, parameters, report, scene);
    judgeSearch(spec, algorithm, parameters, report);
    judgeCollector(spec.metricsCollectorSpec, katib.collectors, report);
    judgeMetricNames(spec.objective, spec.metricsCollectorSpec, report);
  },
};

function judgeNamespace({ metadata: { namespace } }: Manifest, report: Report, { objects }: Scene): void {
  const found = namespace === undefined ? undefined : objects.find('/Namespace', undefined, namespace);
  if (namespace !== undefined && !found && objects.all('/Namespace').length === 0) {
    report.note('TUNING_NAMESPACE_LABEL', 'metadata.namespace', namespace, `its Namespace is not here: Katib refuses the Experiment unless it has the label ${LABEL}: enabled`);
  } else if (found && found.metadata.labels?.[LABEL] !== 'enabled') {
    report.refuse('TUNING_NAMESPACE_LABEL', 'metadata.namespace', namespace, `the Namespace lacks the label ${LABEL}: enabled; add it there`);
  }
}

function judgeName({ metadata }: Manifest, algorithm: string, report: Report): void {
  const { name } = metadata;
  if (name === undefined) return;
  if (!/^[a-z]/.test(name)) report.refuse('TUNING_NAME', 'metadata.name', name, 'begins with a lower-case letter');
  else if (name.length > 40) report.refuse('TUNING_NAME', 'metadata.name', name, `${name.length} characters, at most 40: Katib adds to it for its trials`);
  else if (name.includes('.')) report.warn('TUNING_NAME', 'metadata.name', name, 'accepted, and the Service of its algorithm is refused: use - instead of .');
  else if (algorithm === 'pbt' && name.length > 26) {
    report.warn('TUNING_NAME', 'metadata.name', name, `${name.length} characters, at most 26 with pbt, which adds 37 for each trial`);
  } else judgeServiceName(name, algorithm, report);
}

/** Katib names a Service after both. */
function judgeServiceName(name: string, algorithm: string, report: Report): void {
  const [service, most] = [`${name}-${algorithm}`, 63];
  if (service.length > most) {
    report.warn('TUNING_NAME', 'metadata.name', name, `accepted, and no trial starts: the Service of its algorithm is '${service}', ${service.length} characters, at most ${most}: shorten it by ${service.length - most}`);
  }
}

function judgeCounts({ maxTrialCount: max, parallelTrialCount: parallel, maxFailedTrialCount: failed }: Record<string, any>, report: Report): void {
  const refuse = (field: string, got: unknown, fix: string) => report.refuse('TUNING_TRIAL_COUNTS', `spec.${field}`, got, fix);
  if (typeof failed === 'number' && failed < 0) refuse('maxFailedTrialCount', failed, 'at least 0');
  if (typeof max === 'number' && max <= 0) refuse('maxTrialCount', max, 'above 0');
  if (typeof parallel === 'number' && parallel <= 0) refuse('parallelTrialCount', parallel, 'above 0');
  if (typeof max !== 'number' || max <= 0) return;
  if (typeof failed === 'number' && failed > max) refuse('maxFailedTrialCount', failed, `at most maxTrialCount, ${max}`);
  if (typeof parallel === 'number' ? parallel > max : (parallel === undefined || parallel === null) && max < 3) {
    refuse('parallelTrialCount', parallel ?? undefined, `at most maxTrialCount, ${max}${parallel ? '' : '; it is 3 where it is left out'}`);
  }
}

function judgeSearch(spec: Record<string, any>, algorithm: string, parameters: readonly Parameter[], report: Report): void {
  const nas = spec.nasConfig !== undefined && spec.nasConfig !== null;
  if (parameters.length === 0 && !nas) {
    report.refuse('TUNING_REQUIRED', 'spec.parameters', undefined, 'say what is searched: parameters, or nasConfig for network architectures');
  } else if (parameters.length > 0 && nas) {
    report.refuse('TUNING_EXCLUSIVE', 'spec.nasConfig', undefined, 'parameters and nasConfig exclude each other; keep one');
  }
  judgeParameters(parameters, report);
  if (algorithm === 'grid' && parameters.length > 0) judgeGrid(parameters, spec.maxTrialCount, report);
  judgeRanges(algorithm, parameters, report);
  judgeArchitecture(spec, algorithm, report);
}

function judgeTrial(manifest: Manifest, parameters: readonly Parameter[], report: Report, scene: Scene): void {
  const template = record(manifest.spec.trialTemplate);
  if (!judgeTemplate(manifest.spec.trialTemplate, report)) return;
  const declared = trialParametersOf(template);
  judgeUnreferenced(declared, parameters, report);
  const { trialResources } = scene.cluster.katib;
  if (template.configMap) {
    judgeConfigMap(template, declared, parameters, report, scene);
    return;
  }
  const trial = record(template.trialSpec);
  judgeTrialParameters(declared, parameters, placeholdersOf(trial, TRIAL), true, report);
  judgeMetadata(declared, trial, report);
  judgeTrialObject(trial, TRIAL, trialResources, report);
  if (trial.apiVersion === 'batch/v1' && trial.kind === 'Job') judgeTrialJob(trial, TRIAL, report);
  judgeConditions(template, trial, report);
  judgeTrialPods(manifest.spec, trial, TRIAL, declared, report);
  judgeEmbedded(manifest, trial, TRIAL, declared, parameters, report, scene);
}
