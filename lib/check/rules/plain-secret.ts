import type { Container, LifecycleHandler } from 'kubernetes-types/core/v1';
import { credential } from '../credentials';
import { containersOf, record, strings } from '../manifest';
import { allPodsOf } from '../pods';
import type { Problem } from '../problem';
import type { ObjectRule } from '../rule';

const ARGUMENT = 'arguments are visible to everyone on the node: use an environment variable from a secret';

/** Credentials as literals, in ConfigMaps, environment variables, arguments and commands of probes. */
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
  for (const [, name, value] of text.matchAll(/^\s*["']?([\w.-]+)["']?\s*[:=]\s*["']?([^"'\n#]*?)["']?,?\s*$/gm)) {
    const why = credential(name, value);
    if (why) return why;
  }
  return undefined;
}

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
