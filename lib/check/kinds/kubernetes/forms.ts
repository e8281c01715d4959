// The forms of text that the API server wants, each with the words that name it in a message.
// Length comes first: no pattern ever runs over a huge value.

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const SUBDOMAIN_WITH_UNDERSCORE = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;
const KEY_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DATA_KEY = /^[-._a-zA-Z0-9]+$/;
const PRINTABLE = /^[ -<>-~]+$/;
const PORT_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HTTP_PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** A word for the form, and whether a text has it. */
export interface Form {
  readonly is: (text: string) => boolean;
  /** What to use: `use ...`. */
  readonly told: string;
}

/** A DNS subdomain, as names of objects are. */
export const isSubdomain = (text: string) => text.length <= 253 && SUBDOMAIN.test(text);
/** A DNS label, as names of containers are. */
export const isLabel = (text: string) => text.length <= 63 && LABEL.test(text);
/** A DNS label that starts with a letter. */
export const isServiceName = (text: string) => text.length <= 63 && LABEL_1035.test(text);
/** The value of a label; may be empty. */
export const isLabelValue = (text: string) => text.length <= 63 && (text === '' || KEY_NAME.test(text));
/** A key of a ConfigMap or Secret. */
export const isDataKey = (text: string) => text.length <= 253 && DATA_KEY.test(text) && text !== '.' && !text.startsWith('..');
/** An environment variable, since Kubernetes 1.32. */
export const isVariable = (text: string) => PRINTABLE.test(text);
/** The name of a container port: it has a letter. */
export const isPortName = (text: string) => text.length <= 15 && PORT_NAME.test(text) && /[a-z]/.test(text);
/** Part of a URL path, as names of RBAC objects are. */
export const isPathSegment = (text: string) => text !== '.' && text !== '..' && !/[/%]/.test(text);

/** `[prefix/]name`: keys of labels and annotations, finalizers, conditions, resources. */
export function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return key.length <= 63 && KEY_NAME.test(key);
  return key.length - slash <= 64 && KEY_NAME.test(key.slice(slash + 1)) && isSubdomain(key.slice(0, slash));
}

/** `example.com/path`, as controllers are named. */
export function isDomainPath(text: string): boolean {
  const slash = text.indexOf('/');
  return slash > 0 && isSubdomain(text.slice(0, slash)) && HTTP_PATH.test(text.slice(slash + 1));
}

/** A host of an Ingress; `*.` may stand in front. */
export const isHost = (text: string) => isSubdomain(text.startsWith('*.') ? text.slice(2) : text) && text.length <= 253;

/** A DNS search path; a final dot is allowed. */
export function isSearchPath(text: string): boolean {
  const path = text.endsWith('.') ? text.slice(0, -1) : text;
  return text === '.' || path.length <= 253 && SUBDOMAIN_WITH_UNDERSCORE.test(path);
}

export const SUBDOMAIN_FORM: Form = { is: isSubdomain, told: 'use at most 253 lower-case letters, digits, - and .' };
export const LABEL_FORM: Form = { is: isLabel, told: 'use at most 63 lower-case letters, digits and -' };
export const SERVICE_FORM: Form = { is: isServiceName, told: 'use at most 63 lower-case letters, digits and -, starting with a letter' };
export const PORT_NAME_FORM: Form = { is: isPortName, told: 'use at most 15 lower-case letters, digits and single -, with a letter among them' };
export const DATA_KEY_FORM: Form = { is: isDataKey, told: 'a key is at most 253 letters, digits, -, _ and .' };
