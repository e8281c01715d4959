import { isLabel, isPathSegment, isServiceName, isSubdomain } from '../kinds/kubernetes/forms';
import { groupOf, kindOf } from '../manifest';
import type { Problem } from '../problem';
import type { ObjectRule } from '../rule';
import { SchemaPack } from '../schema/pack';

/** A DNS subdomain, as names of objects are. */
export const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

interface NameForm {
  readonly is: (name: string) => boolean;
  readonly max: number;
  readonly form: string;
  readonly why: string;
}
const DOTTED = 'lower-case letters, digits, - and .';
const OTHER: NameForm = { is: isSubdomain, max: 253, form: DOTTED, why: 'a name is a DNS subdomain' };
const SEGMENT: NameForm = { is: isPathSegment, max: Infinity, form: 'no / and no %, and not . or ..', why: 'a name is part of a path' };
const FORMS: Record<string, NameForm> = {
  '/Namespace': { is: isLabel, max: 63, form: 'lower-case letters, digits and -', why: 'a Namespace name is a DNS label' },
  '/Service': { is: isServiceName, max: 63, form: 'lower-case letters, digits and -, starting with a letter', why: 'a Service name is a DNS label' },
  'apps/StatefulSet': { is: isLabel, max: 63, form: 'lower-case letters, digits and -', why: 'the name becomes a host name' },
  'batch/CronJob': { is: isSubdomain, max: 52, form: DOTTED, why: 'the controller adds 11 characters for each Job' },
  'batch/Job': { is: isSubdomain, max: 63, form: DOTTED, why: 'the name becomes a label of the Pods' },
  'policy/PodDisruptionBudget': SEGMENT,
};
// Their names are told by their own rules, or by what they stand for.
const ELSEWHERE = new Set(['apiregistration.k8s.io', 'apiextensions.k8s.io', 'certificates.k8s.io', 'networking.k8s.io/IPAddress']);
// Questions to the API server are never stored, and a LimitRange gets a name of its own.
const NAMELESS = new Set(['authentication.k8s.io', 'authorization.k8s.io', 'policy/Eviction', '/Binding', '/LimitRange']);

/** What the API server, or a controller later, makes of the name of an object. */
export const nameRules: ObjectRule = ({ where, manifest }) => {
  const { name, namespace } = manifest.metadata;
  const { generateName } = manifest.metadata as { generateName?: unknown };
  const group = groupOf(manifest);
  const id = kindOf(manifest);
  const problems: Problem[] = [];
  const form = formOf(group, id);
  if (form && name !== undefined && name !== '') {
    const problem = nameProblem(name, form, manifest.kind);
    if (problem) problems.push({ where, field: 'metadata.name', got: name, ...problem });
    else if (id === 'apps/StatefulSet' && name.length > 52) {
      problems.push({
        where, level: 'warning', code: 'NAME_TOO_LONG', field: 'metadata.name', got: name,
        fix: `${name.length} characters, at most 52: the controller labels the pods with the name and 11 characters more, and can make none`,
      });
    }
  }
  if (typeof generateName === 'string' && generateName !== '') {
    if (form) problems.push(...generated(where, generateName, name, form, id));
  } else if ((name === undefined || name === '') && !NAMELESS.has(group) && !NAMELESS.has(id) && SchemaPack.load().find(manifest.apiVersion, manifest.kind)) {
    problems.push({ where, code: 'VALUE_MISSING', field: 'metadata.name', got: name, fix: 'every object has a name' });
  }
  if (namespace !== undefined && namespace !== '' && !isLabel(namespace)) {
    problems.push({ where, code: 'NAME_INVALID', field: 'metadata.namespace', got: namespace, fix: 'a Namespace name is a DNS label: use lower-case letters, digits and -' });
  }
  return problems;
};

function formOf(group: string, id: string): NameForm | undefined {
  if (group === 'rbac.authorization.k8s.io') return SEGMENT;
  if (ELSEWHERE.has(group) || ELSEWHERE.has(id) || NAMELESS.has(group)) return undefined;
  return Object.hasOwn(FORMS, id) ? FORMS[id] : OTHER;
}

function nameProblem(name: string, form: NameForm, kind: string): Pick<Problem, 'code' | 'fix'> | undefined {
  if (name.length <= form.max) return form.is(name) ? undefined : { code: 'NAME_INVALID', fix: `${form.why}: use ${form.form}` };
  // Of what is too long as well, the form is judged piece by piece.
  const isFormed = name.split('.').every(part => SUBDOMAIN.test(part.slice(0, 1000)));
  return isFormed
    ? { code: 'NAME_TOO_LONG', fix: `${name.length} characters, at most ${form.max} (${kind}: ${form.why}); shorten the construct's id or set \`name\`` }
    : { code: 'NAME_INVALID', fix: `${form.why}: use ${form.form}` };
}

/** The front of a name to which the server adds five characters. */
function generated(where: string, front: string, name: string | undefined, form: NameForm, id: string): Problem[] {
  // A dash at the end is fine: something follows.
  const masked = front.length > 1 && front.endsWith('-') && form !== SEGMENT ? `${front.slice(0, -2)}a` : front;
  if (!form.is(masked)) return [{ where, code: 'NAME_INVALID', field: 'metadata.generateName', got: front, fix: `${form.why}: use ${form.form}` }];
  if (id === 'batch/CronJob' && (name === undefined || name === '') && front.length > 47) {
    return [{ where, code: 'NAME_TOO_LONG', field: 'metadata.generateName', got: front, fix: `${front.length} characters, at most 47: five are added, and ${form.why}` }];
  }
  return [];
}
