import { isKey } from '../kinds/kubernetes/forms';
import { judgeAnnotations, judgeLabels } from '../kinds/kubernetes/labels';
import { noGaps } from '../kinds/kubernetes/values';
import { groupOf, isAbsent, isMap, list, record } from '../manifest';
import type { Problem } from '../problem';
import { Report } from '../report';
import type { ObjectRule } from '../rule';

const NONE: Problem[] = [];
const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Labels, annotations, finalizers and owners of every object, as the API server judges them. */
export const labelRules: ObjectRule = ({ where, manifest }) => {
  const metadata = record(manifest.metadata);
  const problems: Problem[] = [];
  const report = new Report(where, problems);
  if (!isAbsent(metadata.labels)) judgeLabels(report, metadata.labels, 'metadata.labels');
  if (!isAbsent(metadata.annotations)) judgeAnnotations(report, metadata.annotations, 'metadata.annotations');
  if (!isAbsent(metadata.finalizers)) judgeFinalizers(report, list(metadata.finalizers), groupOf(manifest));
  if (!isAbsent(metadata.ownerReferences)) judgeOwners(report, list(metadata.ownerReferences));
  if (!isAbsent(metadata.managedFields)) judgeManagers(report, list(metadata.managedFields));
  if (typeof metadata.generation === 'number' && metadata.generation < 0) report.refuse('VALUE_OUT_OF_RANGE', 'metadata.generation', metadata.generation, 'leave it out: the API server counts');
  return problems.length > 0 ? problems : NONE;
};

function judgeFinalizers(report: Report, finalizers: readonly unknown[], group: string): void {
  noGaps(report, finalizers, 'metadata.finalizers');
  finalizers.forEach((finalizer, i) => {
    if (typeof finalizer !== 'string') return;
    const field = `metadata.finalizers[${i}]`;
    if (!isKey(finalizer)) report.refuse('FINALIZER_INVALID', field, finalizer, 'a domain and a name, such as example.com/cleanup');
    // Only Kubernetes' own kinds want the domain.
    else if (!finalizer.includes('/') && !STANDARD.includes(finalizer) && isBuiltIn(group)) report.refuse('FINALIZER_INVALID', field, finalizer, `a domain in front, such as example.com/${finalizer}`);
  });
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) report.refuse('FIELDS_CONFLICT', 'metadata.finalizers', finalizers, 'orphan and foregroundDeletion exclude each other');
}

/** Groups whose kinds go through the validation of Kubernetes' core. */
const isBuiltIn = (group: string) => ['', 'apps', 'autoscaling', 'batch', 'discovery.k8s.io', 'networking.k8s.io', 'rbac.authorization.k8s.io', 'resource.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io', 'certificates.k8s.io', 'flowcontrol.apiserver.k8s.io'].includes(group);

function judgeOwners(report: Report, owners: readonly unknown[]): void {
  let controller: string | undefined;
  owners.forEach((owner, i) => {
    if (!isMap(owner)) return;
    const at = `metadata.ownerReferences[${i}]`;
    const { apiVersion, kind } = owner;
    if (typeof apiVersion === 'string' && apiVersion !== '' && (apiVersion.split('/').length > 2 || apiVersion.endsWith('/'))) report.refuse('OWNER_INVALID', `${at}.apiVersion`, apiVersion, 'group/version, such as apps/v1');
    if (apiVersion === 'v1' && kind === 'Event') report.refuse('OWNER_INVALID', `${at}.kind`, kind, 'an Event owns nothing');
    if (owner.controller !== true) return;
    // One that is listed twice counts once.
    const same = JSON.stringify(owner);
    if (controller !== undefined && controller !== same) report.refuse('OWNER_INVALID', `${at}.controller`, true, 'one owner at most is the controller');
    controller = same;
  });
}

function judgeManagers(report: Report, managers: readonly unknown[]): void {
  managers.forEach((manager, i) => {
    const { operation, fieldsType } = record(manager);
    const at = `metadata.managedFields[${i}]`;
    if (operation !== 'Apply' && operation !== 'Update') report.refuse('VALUE_UNKNOWN', `${at}.operation`, operation, 'leave managedFields out: the API server writes them');
    if (typeof fieldsType === 'string' && fieldsType !== '' && fieldsType !== 'FieldsV1') report.refuse('VALUE_UNKNOWN', `${at}.fieldsType`, fieldsType, 'leave managedFields out: the API server writes them');
  });
}
