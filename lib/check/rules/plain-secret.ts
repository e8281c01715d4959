import type { ObjectRule } from '../check';
import { containersOf, podsOf } from '../manifest';
import type { Problem } from '../problem';

/** Names that say of themselves that their value is a credential. */
const SECRET_NAME = /(^|[_.-])(pass(word|wd|phrase)?|pwd|secret|token|bearer|credentials?|(api|access|private|secret|signing|encryption|account|storage)[_-]?key)([_.-]|$)/i;
/** ... and names that only point at one, or count something of that name. */
const NOT_SECRET_NAME = /([_.-](file|path|dir|name|ref|url|uri|id|ttl|header|type|count|length|limit|env|arn|version|class|max|min|size)s?$|^max|tokenizer|^num[_.-])/i;
/** Values that are credentials whatever they are called. */
const SECRET_VALUES: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{30,}/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bhf_[A-Za-z0-9]{30,}/, 'a Hugging Face token'],
  [/\bxox[abpors]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bAIza[0-9A-Za-z_-]{35}/, 'a Google API key'],
  [/\bsk-[A-Za-z0-9_-]{20,}/, 'an API key'],
  [/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./, 'a JSON web token'],
  [/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@$]*:[^/\s@$][^/\s@]*@/i, 'a URI with a password'],
];

/** A reference that is resolved in the cluster, not a value. */
const isReference = (value: string) => /^\$\([A-Za-z0-9_.-]+\)$|^\$\{\{?.*\}$|^\{\{.*\}\}$/.test(value);
const isHarmless = (value: string) =>
  value === '' || /^(true|false|none|null|\d{1,6})$/i.test(value) || value.startsWith('/') || isReference(value);

/** Says what makes a named literal look like a credential. Never returns the value. */
function credential(name: string, value: string): string | undefined {
  for (const [pattern, what] of SECRET_VALUES) if (pattern.test(value)) return what;
  if (isHarmless(value) || !SECRET_NAME.test(name) || NOT_SECRET_NAME.test(name)) return undefined;
  return 'the name says it is a credential';
}

/** Credentials as literals, in ConfigMaps, environment variables and arguments. */
export const plainSecrets: ObjectRule = ({ where, manifest }) => {
  const problems: Problem[] = [];
  const report = (field: string, why: string, fix: string) =>
    problems.push({ where, code: 'PLAIN_SECRET', field, fix: `a literal value (${why}); ${fix}` });

  if (manifest.kind === 'ConfigMap') {
    for (const [key, value] of Object.entries(manifest.data ?? {})) {
      const why = credential(key, String(value));
      if (why) report(`data['${key}']`, why, 'move it to a Secret');
    }
  }
  for (const pod of podsOf(manifest)) {
    for (const { path, container } of containersOf(pod)) {
      for (const { name, value } of container.env ?? []) {
        const why = typeof value === 'string' ? credential(name, value) : undefined;
        if (why) report(`env.${name}`, why, 'take it from a secret: EnvValue.fromSecretValue(...)');
      }
      for (const [list, words] of [['command', container.command], ['args', container.args]] as const) {
        for (const [i, option, value] of options(words ?? [])) {
          const why = credential(option, value);
          if (why) report(`${path}.${list}[${i}]`, why, 'arguments are visible to everyone on the node: use an environment variable from a secret');
        }
      }
    }
  }
  return problems;
};

/** `--name=value`, `--name value` and bare words, each with its index. */
function options(words: readonly string[]): [number, string, string][] {
  const found: [number, string, string][] = [];
  words.forEach((word, i) => {
    const option = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word);
    if (option?.[2] !== undefined) found.push([i, option[1], option[2]]);
    else if (option && words[i + 1] !== undefined && !words[i + 1].startsWith('-')) found.push([i + 1, option[1], words[i + 1]]);
    else if (!option) found.push([i, '', word]);
  });
  return found;
}
