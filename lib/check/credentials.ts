import type { Manifest } from './manifest';
import type { Problem } from './problem';

/** Names that say of themselves that their value is a credential. */
const SECRET_NAME = /(password|passwd|passphrase)|(^|[_.-])(pass|pwd|secret|token|bearer|credentials?|(api|access|private|secret|signing|encryption|account|storage)[_-]?key)([_.-]|$)/i;
/** ... and names that only point at one, or count something of that name. */
const NOT_SECRET_NAME = /([_.-](file|path|dir|name|ref|url|uri|endpoint|host|port|issuer|audience|id|ttl|header|type|count|length|limit|env|arn|version|class|max|min|size)s?$|^max|tokenizer|^num[_.-])/i;
/** Values that are credentials whatever they are called; each pattern takes a time linear in the text. */
const SECRET_VALUES: ReadonlyArray<readonly [pattern: RegExp, what: string]> = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\b(gh[pousr]_|github_pat_)\w{22,}/, 'a GitHub token'],
  [/\bglpat-[\w-]{20,}/, 'a GitLab token'],
  [/\bhf_[A-Za-z0-9]{30,}/, 'a Hugging Face token'],
  [/\bxox[abpors]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bAIza[0-9A-Za-z_-]{35}/, 'a Google API key'],
  [/\bsk-[A-Za-z0-9_-]{20,}/, 'an API key'],
  [/(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/, 'a JSON web token'],
  [/\b(Account|SharedAccess)Key=[A-Za-z0-9+/]{16,}={0,2}/, 'an Azure storage key'],
  [/\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/\s:@$]*:[^/\s@$<][^/\s@]*@/i, 'a URI with a password'],
];

/** A reference that is resolved in the cluster, not a value. */
const isReference = (value: string) => /^\$\([A-Za-z0-9_.-]+\)$|^\$\{\{?.*\}$|^\{\{.*\}\}$|^\$[A-Za-z_]\w*$/.test(value);
/** Words of a language model, and other things that are no credential although a token is one. */
const isMarker = (value: string) => /^(<.*>|\[.*\])$/.test(value);

function isHarmless(name: string, value: string): boolean {
  return value === '' || /^(true|false|yes|no|on|off|none|null)$/i.test(value) || isReference(value) || isMarker(value) ||
    value.startsWith('/') || /^https?:\/\//i.test(value) || (/^\d{1,6}$/.test(value) && !/pass/i.test(name));
}

/** Says what makes a named literal look like a credential. Never returns the value. */
export function credential(name: string, value: string): string | undefined {
  // Most values are short words, which none of the patterns fits.
  if (value.length >= 16 || value.includes('://')) {
    for (const [pattern, what] of SECRET_VALUES) if (pattern.test(value)) return what;
  }
  if (isHarmless(name, value) || !SECRET_NAME.test(name) || NOT_SECRET_NAME.test(name)) return undefined;
  return 'the name says it is a credential';
}

/** A problem without the value got, where that may be a credential: in a Secret, or in a variable of such a name. */
export function discreet(problem: Problem, manifest: Manifest): Problem {
  if (problem.got === undefined) return problem;
  const path = problem.path ?? problem.field;
  const isSecret = manifest.kind === 'Secret' && /^(?:data|stringData)[.[]/.test(path);
  return isSecret || nameOfVariable(path, manifest) !== undefined ? { ...problem, got: undefined } : problem;
}

/** `spec.containers[0].env[1].value`, whatever is below it: the name of the variable, if that of a credential. */
function nameOfVariable(path: string, manifest: Manifest): string | undefined {
  const [front] = /^.*?\benv\[\d+\](?=\.value\b)/.exec(path) ?? [];
  if (front === undefined) return undefined;
  let at: any = manifest;
  for (const [, key, index] of front.matchAll(/([A-Za-z]\w*)|\[(\d+)\]/g)) at = typeof at === 'object' && at !== null ? at[key ?? Number(index)] : undefined;
  const name = at?.name;
  return typeof name === 'string' && SECRET_NAME.test(name) && !NOT_SECRET_NAME.test(name) ? name : undefined;
}

/** A text that may be printed: what is a credential by its shape is masked. */
export function masked(text: string): string {
  const shown = text.replace(/\/\/[^/\s@]*@/g, '//***@');
  return SECRET_VALUES.reduce((line, [pattern]) => line.replace(new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`), '***'), shown);
}
