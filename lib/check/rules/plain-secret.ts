import type { Container, LifecycleHandler } from 'kubernetes-types/core/v1';
import { credential } from '../credentials';
import type { Manifest } from '../manifest';
import { containersOf, record, strings } from '../manifest';
import { allPodsOf } from '../pods';
import type { Problem } from '../problem';
import type { ObjectRule } from '../rule';

const ARGUMENT = 'arguments are visible to everyone on the node: use an environment variable from a secret';

/** An object of a cluster is smaller. */
const MOST = 2_000_000;
/** A longer line is no setting. */
const MOST_OF_A_LINE = 2000;
const SETTING = /^["']?([\w.-]+)["']?\s*[:=](.*)$/;
const VALUE = /^["']?([^"'#]*)["']?$/;
const IN_SECRET = 'a Secret in YAML is an open one: keep the value in the cluster or a vault, as an ExternalSecret or SealedSecret has it';

/** Credentials as literals, in Secrets, ConfigMaps, environment variables, arguments and commands of probes. */
export const plainSecrets: ObjectRule = ({ where, manifest }) => {
  const problems: Problem[] = [];
  const report = (field: string, why: string, fix: string, path?: string) =>
    problems.push({ where, level: 'warning', code: 'PLAIN_SECRET', field, path, fix: `a literal value (${why}); ${fix}` });

  if (manifest.kind === 'ConfigMap') {
    for (const [key, value] of Object.entries(record(manifest.data))) {
      const why = credential(key, String(value)) ?? inFile(String(value));
      if (why) report(`data['${key}']`, why, 'move it to a Secret');
    }
  }
  if (manifest.kind === 'Secret' && manifest.apiVersion === 'v1') {
    for (const [field, key, value] of contentOf(manifest)) {
      const why = credential(key, value) ?? inFile(value) ?? inRegistryLogin(key, value);
      if (why) report(`${field}['${key}']`, why, IN_SECRET);
    }
  }
  for (const pod of allPodsOf(manifest)) {
    for (const { path, container } of containersOf(pod)) {
      container.env?.forEach(({ name, value }, i) => {
        const why = typeof value === 'string' ? credential(String(name), value) : undefined;
        if (why) report(`env.${name}`, why, 'take it from a secret: EnvValue.fromSecretValue(...)', `${path}.env[${i}].value`);
      });
      for (const [list, words] of commands(container)) {
        for (const [i, option, value] of options(words)) {
          const why = credential(option, value);
          if (why) report(`${path}.${list}[${i}]`, why, ARGUMENT);
        }
      }
    }
  }
  return problems;
};

/** A settings file as one value: `password: ...`, `password=...`. */
function inFile(text: string): string | undefined {
  if (!text.includes('\n')) return undefined;
  for (const line of text.split('\n')) {
    const [, name, rest = ''] = (line.length <= MOST_OF_A_LINE && SETTING.exec(line.trim())) || [];
    const value = VALUE.exec(rest.trim().replace(/,$/, ''))?.[1];
    const why = name === undefined || value === undefined ? undefined : credential(name, value.trim());
    if (why) return why;
  }
  return undefined;
}

/** What a Secret holds, decoded. */
function contentOf({ data, stringData }: Manifest): Array<[field: string, key: string, value: string]> {
  const decode = (value: string) => (value.length <= MOST ? Buffer.from(value, 'base64').toString('utf8') : '');
  return [
    ...Object.entries(record(data)).map(([key, value]): [string, string, string] => ['data', key, typeof value === 'string' ? decode(value) : '']),
    ...Object.entries(record(stringData)).map(([key, value]): [string, string, string] => ['stringData', key, typeof value === 'string' ? value.slice(0, MOST) : '']),
  ];
}

const inRegistryLogin = (key: string, value: string) => (/^\.docker(configjson|cfg)$/.test(key) && /"(auth|password)"\s*:\s*"[^"]/.test(value) ? 'a login of a registry' : undefined);

function commands(container: Container): Array<[string, string[]]> {
  const exec = (field: string, handler?: LifecycleHandler): [string, string[]] => [`${field}.exec.command`, strings(handler?.exec?.command)];
  return [
    ['command', strings(container.command)],
    ['args', strings(container.args)],
    exec('startupProbe', container.startupProbe),
    exec('readinessProbe', container.readinessProbe),
    exec('livenessProbe', container.livenessProbe),
    exec('lifecycle.preStop', container.lifecycle?.preStop),
    exec('lifecycle.postStart', container.lifecycle?.postStart),
  ];
}

/** `--name=value`, `--name value` and bare words, each with its index. */
function options(words: readonly string[]): Array<[number, string, string]> {
  const found: Array<[number, string, string]> = [];
  for (let i = 0; i < words.length; i++) {
    const option = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(words[i]);
    const next = words[i + 1];
    if (option?.[2] !== undefined) found.push([i, option[1], option[2]]);
    else if (option && next !== undefined && !next.startsWith('-')) found.push([++i, option[1], next]);
    else if (!option) found.push([i, '', words[i]]);
  }
  return found;
}
