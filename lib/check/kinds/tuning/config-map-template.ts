import type { Parameter } from './parameters';
import { filled, placeholdersOf } from './placeholders';
import { judgeTrialJob, TRIED } from './trial-job';
import { judgeTrialObject } from './trial-object';
import type { TrialParameter } from './trial-template';
import { judgeTrialParameters } from './trial-template';
import { record, text } from '../../manifest';
import type { Problem } from '../../problem';
import { Report } from '../../report';
import type { Scene } from '../../rule';
import { Compiler } from '../../schema/compile';
import { Cursor } from '../../schema/cursor';
import { SchemaPack } from '../../schema/pack';
import { yamlReader } from '../../yaml';

const FIELD = 'spec.trialTemplate.configMap';
const MOST = 200_000;

/** A trial template in a ConfigMap, as far as that is in the input. */
export function judgeConfigMap(
  template: Record<string, any>, declared: readonly TrialParameter[], parameters: readonly Parameter[], report: Report, { objects, cluster }: Scene,
): void {
  const { configMapName, configMapNamespace, templatePath } = record(template.configMap);
  const found = objects.find('/ConfigMap', text(configMapNamespace), text(configMapName));
  if (!found || text(templatePath) === '') return;
  const written = record(found.data)[templatePath];
  if (typeof written !== 'string') {
    report.refuse('TUNING_REFERENCE_UNKNOWN', `${FIELD}.templatePath`, templatePath, `the ConfigMap ${configMapName} has no such key; it has ${Object.keys(record(found.data)).join(', ') || 'none'}`);
    return;
  }
  const problems: Problem[] = [];
  const inside = new Report('', problems);
  judgeTrialParameters(declared, parameters, placeholdersOf(written, ''), false, report, `${FIELD}.templatePath`);
  const trial = parsed(written, declared);
  if (trial === undefined) return;
  if (trial === null) inside.refuse('TUNING_TRIAL_OBJECT', '', undefined, 'it is no YAML of an object');
  else {
    judgeTrialObject(trial, '', cluster.katib.trialResources, inside);
    if (trial.apiVersion === 'batch/v1' && trial.kind === 'Job') {
      judgeTrialJob(trial, '', inside);
      judgeJobTypes(trial, inside);
    }
  }
  for (const { level, code, field, got, fix } of problems) {
    const tell = level === 'error' ? report.refuse : report.warn;
    tell.call(report, code, `${FIELD}.templatePath`, templatePath, `${field ? `${field.replace(/^\./, '')} of the template${got === undefined ? '' : ` (${String(got).slice(0, 60)})`}: ` : 'the template: '}${fix}`);
  }
}

/** Types and unknown fields, as Go decodes a Job. */
function judgeJobTypes(trial: Record<string, any>, report: Report): void {
  const pack = SchemaPack.load();
  const at = new Cursor(report);
  at.enter('spec');
  new Compiler(pack).check(pack.nodes[pack.find('batch/v1', 'Job')!.schema].properties!.spec, 'decode')(trial.spec ?? {}, at);
}

/** The template as Katib tries it, with a word for each placeholder; undefined where it is not read here. */
function parsed(written: string, declared: readonly TrialParameter[]): Record<string, any> | null | undefined {
  // Anchors may make a small text a huge object.
  if (written.length > MOST || /(^|\s)&\S/m.test(written)) return undefined;
  try {
    const { CORE_SCHEMA, load } = yamlReader();
    const trial = load(String(filled(written, new Map(declared.map(({ name }) => [name, TRIED])))), { schema: CORE_SCHEMA });
    return typeof trial === 'object' && trial !== null && !Array.isArray(trial) ? trial as Record<string, any> : null;
  } catch {
    return null;
  }
}
