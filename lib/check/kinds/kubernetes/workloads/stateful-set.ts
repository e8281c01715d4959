import { judgeClaimSpec } from '../claims';
import { isLabel, LABEL_FORM } from '../forms';
import type { Teller } from '../values';
import { among, atLeast, eachMap, formed, isEmpty } from '../values';
import { judgeOwnSelector, judgeRunsForever, judgeTemplate } from './templates';
import { minorOf } from '../../../cluster';
import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';

/** A StatefulSet: claims for each pod, and an order to replace them in. */
export const statefulSet: KindRule = {
  kinds: ['apps/StatefulSet'],
  judge({ spec }, report, { cluster }) {
    for (const key of ['replicas', 'minReadySeconds']) atLeast(report, spec, key, 0, 'spec');
    atLeast(report, record(spec.ordinals), 'start', 0, 'spec.ordinals');
    formed(report, spec, 'serviceName', LABEL_FORM, 'spec');
    judgeOwnSelector(report, spec, 'spec');
    judgeStrategy(report, record(spec.updateStrategy));
    for (const key of ['whenDeleted', 'whenScaled']) {
      among(report, record(spec.persistentVolumeClaimRetentionPolicy), key, ['Retain', 'Delete', ''], 'spec.persistentVolumeClaimRetentionPolicy');
    }
    const claimed = judgeClaimTemplates(report, list(spec.volumeClaimTemplates));
    judgeTemplate(report, spec.template, { minor: minorOf(cluster), claimed, isNamed: true }, 'spec.template');
    judgeRunsForever(report, spec.template, 'StatefulSet', 'spec.template');
  },
};

function judgeStrategy(report: Teller, { type, rollingUpdate }: Record<string, any>): void {
  if (!isMap(rollingUpdate)) return;
  if (type === 'OnDelete') {
    report.refuse('FIELD_NOT_ALLOWED', 'spec.updateStrategy.rollingUpdate', undefined, 'OnDelete waits for someone to delete pods: leave it out');
    return;
  }
  atLeast(report, rollingUpdate, 'partition', 0, 'spec.updateStrategy.rollingUpdate');
  if (isAbsent(rollingUpdate.maxUnavailable)) return;
  report.warn('FEATURE_OFF', 'spec.updateStrategy.rollingUpdate.maxUnavailable', rollingUpdate.maxUnavailable, 'its feature gate is off by default, and the field is dropped: pods are replaced one by one');
}

/** Templates of claims; their names are volumes of each pod. */
function judgeClaimTemplates(report: Teller, templates: readonly any[]): string[] {
  const names: string[] = [];
  eachMap(templates, (template, i) => {
    const at = `spec.volumeClaimTemplates[${i}]`;
    const { name } = record(template.metadata);
    judgeClaimSpec(report, template.spec, `${at}.spec`);
    if (isEmpty(name)) report.refuse('VALUE_MISSING', `${at}.metadata.name`, name ?? undefined, 'containers mount the volume by this name');
    if (typeof name !== 'string') return;
    if (name !== '' && !isLabel(name)) report.refuse('NAME_INVALID', `${at}.metadata.name`, name, 'it is the name of a volume too: use at most 63 lower-case letters, digits and -');
    if (names.includes(name)) report.warn('NAME_DUPLICATE', `${at}.metadata.name`, name, 'another template has the name, and only one of them is used');
    names.push(name);
  });
  return names;
}
