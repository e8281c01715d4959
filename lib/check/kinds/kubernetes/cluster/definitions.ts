import { isServiceName, isSubdomain } from '../forms';
import type { Teller } from '../values';
import { eachMap, isEmpty } from '../values';
import { judgeStructure } from './structure';
import { judgeClient, judgeVersions } from './webhooks';
import { isAbsent, isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';

const COLUMN_TYPES = ['integer', 'number', 'string', 'boolean', 'date'];
const COLUMN_FORMATS = ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'];

/** A CustomResourceDefinition: its names, its versions and the structure of their schemas. */
export const definition: KindRule = {
  kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
  judge({ metadata, spec }, report) {
    const { group, scope } = spec;
    const names = record(spec.names);
    if (typeof group === 'string' && group !== '' && (!isSubdomain(group) || !group.includes('.'))) report.refuse('NAME_INVALID', 'spec.group', group, 'a domain of yours, such as ml.example.com');
    if (typeof scope === 'string' && scope !== '' && scope !== 'Namespaced' && scope !== 'Cluster') report.refuse('VALUE_UNKNOWN', 'spec.scope', scope, 'Namespaced or Cluster');
    judgeNames(report, names);
    const wanted = `${String(names.plural)}.${String(group)}`;
    if (typeof names.plural === 'string' && typeof group === 'string' && metadata.name !== undefined && metadata.name !== wanted) report.refuse('NAME_INVALID', 'metadata.name', metadata.name, `the plural and the group: ${wanted}`);
    const { generateName } = record(metadata);
    if (!isEmpty(generateName)) report.refuse('FIELD_NOT_ALLOWED', 'metadata.generateName', generateName, `its name is ${wanted}`);
    judgeProtectedGroup(report, group, record(metadata.annotations));
    if (spec.preserveUnknownFields === true) report.refuse('FIELD_NOT_ALLOWED', 'spec.preserveUnknownFields', true, 'v1 wants false: use x-kubernetes-preserve-unknown-fields in the schema');
    judgeCrdVersions(report, list(spec.versions));
    judgeConversion(report, spec.conversion);
  },
};

function judgeNames(report: Teller, names: Record<string, any>): void {
  const { plural, singular, kind, listKind } = names;
  for (const [key, value] of [['plural', plural], ['singular', singular], ...list(names.shortNames).map((name, i) => [`shortNames[${i}]`, name]), ...list(names.categories).map((name, i) => [`categories[${i}]`, name])]) {
    if (typeof value === 'string' && (value !== '' || key.includes('[')) && !isServiceName(value)) report.refuse('NAME_INVALID', `spec.names.${key}`, value, 'lower-case letters, digits and -, starting with a letter');
  }
  for (const [key, value] of [['kind', kind], ['listKind', listKind]]) {
    if (typeof value === 'string' && value !== '' && !isServiceName(value.toLowerCase())) report.refuse('NAME_INVALID', `spec.names.${key}`, value, 'letters, digits and -, starting with a letter');
  }
  if (!isEmpty(kind) && kind === listKind) report.refuse('FIELDS_CONFLICT', 'spec.names.listKind', listKind, 'not the same as kind: leave it out');
}

const APPROVED = 'api-approved.kubernetes.io';

function judgeProtectedGroup(report: Teller, group: unknown, annotations: Record<string, any>): void {
  if (typeof group !== 'string' || !/(^|\.)(kubernetes|k8s)\.io$/.test(group)) return;
  const value = annotations[APPROVED];
  if (isEmpty(value)) report.refuse('CRD_GROUP_RESERVED', 'spec.group', group, `groups of k8s.io and kubernetes.io are of the community: use your own, or annotate ${APPROVED}`);
  else if (typeof value === 'string' && !value.startsWith('unapproved') && !/^https?:\/\/[^/\s]+/.test(value)) report.refuse('ANNOTATION_VALUE', `metadata.annotations['${APPROVED}']`, value, 'the URL of the approval, or unapproved and a reason');
}

function judgeCrdVersions(report: Teller, versions: readonly any[]): void {
  const names = new Set<unknown>();
  let stored = 0;
  eachMap(versions, (version, i) => {
    const at = `spec.versions[${i}]`;
    const { name, storage, schema, deprecated, deprecationWarning } = version;
    if (typeof name === 'string' && name !== '' && !isServiceName(name)) report.refuse('NAME_INVALID', `${at}.name`, name, 'a version such as v1alpha1');
    if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}.name`, name, 'the version is there already');
    names.add(name);
    if (storage === true) stored++;
    const root = record(schema).openAPIV3Schema;
    if (isAbsent(root)) report.refuse('VALUE_MISSING', `${at}.schema.openAPIV3Schema`, undefined, 'each version has a schema; type: object with x-kubernetes-preserve-unknown-fields: true takes anything');
    else if (isMap(root)) judgeStructure(report, root, !isAbsent(record(version.subresources).status), `${at}.schema.openAPIV3Schema`);
    if (!isAbsent(deprecationWarning) && deprecated !== true) report.refuse('FIELD_NOT_ALLOWED', `${at}.deprecationWarning`, deprecationWarning, 'only with deprecated: true');
    else if (typeof deprecationWarning === 'string' && (deprecationWarning === '' || deprecationWarning.length > 256)) report.refuse('VALUE_OUT_OF_RANGE', `${at}.deprecationWarning`, deprecationWarning, '1 to 256 characters');
    judgeColumns(report, list(version.additionalPrinterColumns), `${at}.additionalPrinterColumns`);
    for (const key of Object.keys(record(record(version.subresources).status))) report.refuse('SCHEMA_UNKNOWN_FIELD', `${at}.subresources.status.${key}`, undefined, 'unknown field; status is an empty map: {}');
    judgeScale(report, record(version.subresources).scale, `${at}.subresources.scale`);
  });
  if (versions.length > 0 && stored !== 1) report.refuse('NOT_EXACTLY_ONE', 'spec.versions', undefined, `${stored} versions have storage: true; one has to`);
  if (versions.length === 0) report.refuse('VALUE_MISSING', 'spec.versions', undefined, 'one version at least');
}

function judgeColumns(report: Teller, columns: readonly any[], at: string): void {
  columns.forEach((column, i) => {
    const { type, format, jsonPath } = record(column);
    if (typeof type === 'string' && type !== '' && !COLUMN_TYPES.includes(type)) report.refuse('VALUE_UNKNOWN', `${at}[${i}].type`, type, `one of ${COLUMN_TYPES.join(', ')}`);
    if (typeof format === 'string' && format !== '' && !COLUMN_FORMATS.includes(format)) report.refuse('VALUE_UNKNOWN', `${at}[${i}].format`, format, `one of ${COLUMN_FORMATS.join(', ')}`);
    if (typeof jsonPath === 'string' && jsonPath !== '' && !jsonPath.startsWith('.')) report.refuse('PATH_INVALID', `${at}[${i}].jsonPath`, jsonPath, 'begin with a dot, such as .spec.replicas');
  });
}

function judgeScale(report: Teller, scale: unknown, at: string): void {
  if (!isMap(scale)) return;
  const below: Record<string, RegExp> = { specReplicasPath: /^\.spec\./, statusReplicasPath: /^\.status\./, labelSelectorPath: /^\.(spec|status)\./ };
  for (const [key, pattern] of Object.entries(below)) {
    const path = scale[key];
    if (typeof path === 'string' && path !== '' && !pattern.test(path)) report.refuse('PATH_INVALID', `${at}.${key}`, path, key === 'specReplicasPath' ? 'a path under .spec' : key === 'statusReplicasPath' ? 'a path under .status' : 'a path under .spec or .status');
  }
}

function judgeConversion(report: Teller, conversion: unknown): void {
  if (!isMap(conversion)) return;
  const { strategy, webhook } = conversion;
  if (typeof strategy === 'string' && strategy !== '' && strategy !== 'None' && strategy !== 'Webhook') report.refuse('VALUE_UNKNOWN', 'spec.conversion.strategy', strategy, 'None or Webhook');
  if (strategy !== 'Webhook') {
    if (isMap(webhook) && (isMap(webhook.clientConfig) || list(webhook.conversionReviewVersions).length > 0)) report.refuse('FIELD_NOT_ALLOWED', 'spec.conversion.webhook', undefined, 'only with strategy Webhook');
    return;
  }
  if (!isMap(record(webhook).clientConfig)) report.refuse('VALUE_MISSING', 'spec.conversion.webhook.clientConfig', undefined, 'where the webhook is');
  else judgeClient(report, webhook.clientConfig, 'spec.conversion.webhook.clientConfig');
  judgeVersions(report, record(webhook).conversionReviewVersions, ['v1', 'v1beta1'], 'spec.conversion.webhook.conversionReviewVersions');
}
