import { groupOf } from '../manifest';
import type { Problem } from '../problem';
import type { ObjectRule } from '../rule';

/** A DNS subdomain, as names of objects are. */
export const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

interface NameForm {
  readonly pattern: RegExp;
  readonly max: number;
  readonly form: string;
  readonly why: string;
}
const FORMS: Record<string, NameForm> = {
  '/Service': { pattern: LABEL_1035, max: 63, form: 'lower-case letters, digits and -, starting with a letter', why: 'a Service name is a DNS label' },
  '/Namespace': { pattern: LABEL, max: 63, form: 'lower-case letters, digits and -', why: 'a Namespace name is a DNS label' },
  'batch/CronJob': { pattern: SUBDOMAIN, max: 52, form: 'lower-case letters, digits, - and .', why: 'the controller adds 11 characters for each Job' },
  'batch/Job': { pattern: SUBDOMAIN, max: 63, form: 'lower-case letters, digits, - and .', why: 'the name becomes a label of the Pods' },
};
const OTHER: NameForm = { pattern: SUBDOMAIN, max: 253, form: 'lower-case letters, digits, - and .', why: 'a name is a DNS subdomain' };
// RBAC and API registration names are path segments: almost anything goes.
const FREE = new Set(['rbac.authorization.k8s.io', 'apiregistration.k8s.io', 'apiextensions.k8s.io']);

export const nameRules: ObjectRule = ({ where, manifest }) => {
  const problems: Problem[] = [];
  const { name } = manifest.metadata;
  const group = groupOf(manifest);
  if (name !== undefined && !FREE.has(group)) {
    const form = FORMS[`${group}/${manifest.kind}`] ?? OTHER;
    if (!form.pattern.test(name)) {
      problems.push({ where, code: 'NAME_INVALID', field: 'metadata.name', got: name, fix: `${form.why}: use ${form.form}` });
    } else if (name.length > form.max) {
      problems.push({
        where, code: 'NAME_TOO_LONG', field: 'metadata.name', got: name,
        fix: `${name.length} characters, at most ${form.max} (${manifest.kind}: ${form.why}); shorten the construct's id or set \`name\``,
      });
    }
  }
  return problems;
};
